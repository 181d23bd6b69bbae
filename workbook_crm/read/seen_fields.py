"""What cells alone tell of a column that no header names: phones, mails, and whom a list is of."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from workbook_crm.model.aliases.spoken import spoken_field
from workbook_crm.model.sheets import PHONED, SHEET_OF, SHEETS
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import DOUBTFUL, SEEN, WEAK, Word
from workbook_crm.read.column_looks import TELLING, Look, agrees
from workbook_crm.read.header_cells import HeaderCell

Looks = Callable[[int], frozenset[Look]]
"""What the cells below a header look like, by the column of the grid."""
Meanings = Sequence[Mapping[str, tuple[Word, int]]]
"""By header cell and kind: what it means there, and by which of its spellings."""
_OF_OTHERS = re.compile(
    r"身份|证件|证号|卡号|账号|帐号|税号|单号|流水|编号|编码|条码|传真|担保|配偶|紧急|介绍|推荐|司机|送货|业务|销售|顾问|经办|旧车|置换|竞|老客户|老车主|\btrade|part.?ex|\bpx\b|guarant|spouse|emergency|"
    r"referr|driver|\bids?\b|passport|account|\bcode|\bno\b|number|\bfax|salesp|\brep\b",
    re.IGNORECASE,
)
"""Headers of somebody else's phone and of another vehicle, whatever their cells look like."""
_NOT_OF_THEM = re.compile(
    r"抖音|快手|小红书|视频号|[^电话手机号]号$|登记|填表|录入|制表|跟|负责|归属|接待|专家|专员|陪|审|批|谁的|地址|颜色|车型|型号|品牌|银行|村|镇|县|\bby\b|"
    r"agent|advisor|consultant|staff|manager|in charge|handl|village|town|city|port\b|countr|nation|address|"
    r"area|region|district|colou?r|bank|financ|model|vehicle|make|car\b|unit",
    re.IGNORECASE,
)
"""Headers of those who keep the list, and of places and things that have names too."""


def with_seen(cells: Sequence[HeaderCell], told: Meanings, looks: Looks) -> Meanings:
    """Return the meanings, and of an unknown header the field that its cells tell, if no header names it."""
    told = [_as_phones(cell, each, told, looks) for cell, each in zip(cells, told, strict=True)]
    named = {(kind, word.field) for each in told for kind, (word, _) in each.items() if word.rank < DOUBTFUL}
    meanings: list[Mapping[str, tuple[Word, int]]] = []
    for cell, each in zip(cells, told, strict=True):
        seen = {} if each or _OF_OTHERS.search(cell.text) else _seen_fields(looks(cell.column), named)
        named.update((kind, word.field) for kind, (word, _) in seen.items())
        meanings.append(each or seen)
    return _with_subjects(cells, _with_names(cells, meanings, looks), looks)


def _as_phones(
    cell: HeaderCell, each: Mapping[str, tuple[Word, int]], told: Meanings, looks: Looks
) -> Mapping[str, tuple[Word, int]]:
    """What a header means; a mere Number or No. over phones is theirs, where no other column has them."""
    if word_key(cell.label) not in _MERE_NUMBERS or Look.PHONE not in looks(cell.column):
        return each
    if any(word.field == "phone" for other in told for word, _ in other.values()):
        return each
    phones = (one.kind for one in SHEETS if "phone" in one.by_field)
    return {kind: (Word("phone", SEEN), 0) for kind in phones}


def _seen_fields(looks: frozenset[Look], named: set[tuple[str, str]]) -> Mapping[str, tuple[Word, int]]:
    field = next((TELLING[look] for look in TELLING if look in looks), None)
    if field is None:
        return {}
    kinds = (each.kind for each in SHEETS if field in each.by_field and (each.kind, field) not in named)
    return {kind: (Word(field, SEEN), 0) for kind in kinds}


def _with_names(cells: Sequence[HeaderCell], meanings: Meanings, looks: Looks) -> Meanings:
    """The meanings; beside phones the first column of people or firms is whom the list is of."""
    kinds = [kind for kind in sorted(PHONED) if not _has(meanings, kind, "name")]
    if not kinds:
        return meanings
    at = next(
        (i for i, cell in enumerate(cells) if _may_be_names(cell, meanings[i], looks(cell.column))),
        _left_of_phones(cells, meanings, looks),
    )
    if at is None:
        return meanings
    is_beside = any(
        Look.PHONE in looks(cell.column) or (_is_phones(each) and Look.LOCAL_PHONE in looks(cell.column))
        for cell, each in zip(cells, meanings, strict=True)
    )
    if not is_beside and Look.NAMED_PHONE not in looks(cells[at].column):
        return meanings
    names = {kind: (Word("name", SEEN), 0) for kind in kinds}
    return [{**each, **names} if i == at else each for i, each in enumerate(meanings)]


def _is_phones(told: Mapping[str, tuple[Word, int]]) -> bool:
    return any(word.field == "phone" for word, _ in told.values())


def _left_of_phones(cells: Sequence[HeaderCell], meanings: Meanings, looks: Looks) -> int | None:
    """The unknown column of different short texts right before the phones, whatever they look like."""
    at = next((i for i, cell in enumerate(cells) if Look.PHONE in looks(cell.column)), 0) - 1
    if at < 0 or cells[at].column + 1 != cells[at + 1].column or not _is_free(meanings[at]):
        return None
    is_named = _OF_OTHERS.search(cells[at].text) or _NOT_OF_THEM.search(cells[at].text)
    return at if not is_named and Look.LABEL in looks(cells[at].column) else None


def _with_subjects(cells: Sequence[HeaderCell], meanings: Meanings, looks: Looks) -> Meanings:
    """The meanings; of a log that says when and what, the first column of people or firms is with whom."""
    log = "follow_ups"
    if _has(meanings, log, "subject") or not (_has(meanings, log, "time") and _has(meanings, log, "content")):
        return meanings
    whom = {Look.SOMEBODY, Look.FIRM}
    for i, cell in enumerate(cells):
        is_free = log not in meanings[i] and not _NOT_OF_THEM.search(cell.text)
        if is_free and not _OF_OTHERS.search(cell.text) and not whom.isdisjoint(looks(cell.column)):
            found: Mapping[str, tuple[Word, int]] = {**meanings[i], log: (Word("subject", SEEN), 0)}
            return [found if n == i else each for n, each in enumerate(meanings)]
    return meanings


def _is_free(told: Mapping[str, tuple[Word, int]]) -> bool:
    return all(word.rank >= DOUBTFUL or kind not in PHONED for kind, (word, _) in told.items())


def _may_be_names(cell: HeaderCell, told: Mapping[str, tuple[Word, int]], looks: frozenset[Look]) -> bool:
    if not _is_free(told) or _OF_OTHERS.search(cell.text) or _NOT_OF_THEM.search(cell.text):
        return False
    asks_for_them = spoken_field("leads", word_key(simplified(cell.label))) == "name"
    return not looks.isdisjoint({Look.SOMEBODY, Look.FIRM, Look.NAMED_PHONE, *_ASKED[asks_for_them]})


def _has(meanings: Meanings, kind: str, field: str) -> bool:
    return any(kind in each and each[kind][0].field == field for each in meanings)


def lists_people(
    cells: Sequence[HeaderCell], words: Sequence[Word | None], meanings: Meanings, looks: Looks
) -> bool:
    """Return whether a table names people and their phones, and something that they want, bought or said."""
    known = [(word, looks(cell.column)) for cell, word in zip(cells, words, strict=True) if word]
    names = [seen for word, seen in known if word.field == "name"]
    has_phone = any(Look.NAMED_PHONE in seen for seen in names) or any(
        word.field == "phone" and (Look.PHONE in seen or (word.rank < SEEN and Look.LOCAL_PHONE in seen))
        for word, seen in known
    )
    fields = {
        word.field
        for cell, each in zip(cells, meanings, strict=True)
        for kind, (word, _) in each.items()
        if word.rank < WEAK or agrees(SHEET_OF[kind].by_field[word.field], looks(cell.column))
    }
    is_told = not fields.isdisjoint(_OF_THE_TRADE) or any(
        _TRADE.search(_PARTED.sub(" ", cell.text)) for cell in cells
    )
    return bool(names) and has_phone and is_told


_ASKED = {True: (Look.LABEL,), False: ()}
"""What names may look like besides, below 谁."""
_PARTED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where words of a program's header part: SoldPrc."""
_TRADE = re.compile(
    r"车|机型|试驾|购|租|意向|定金|订金|\b(?:vehicle|truck|bike|tractor|van|motor|boat|part|lease|leased|sold|moto"
    r"|permuta|retoma|inzahlungnahme|test drive)s?\b",
    re.IGNORECASE,
)
"""Words of a header that no list of staff or suppliers has."""
_MERE_NUMBERS = frozenset({"number", "no", "numbers", "num", "nr", "n", "号码"})
_OF_THE_TRADE = frozenset(
    [
        "model",
        "interest",
        "budget",
        "level",
        "next_follow_up",
        "source",
        "owner",
        "lifecycle",
        "priority",
        "competitor",
        "stage",
        "expected_close",
        "probability",
        "amount",
        "unit_price",
        "product",
        "kind",
        "vin",
        "plate",
        "deposit",
        "mileage",
        "periods",
    ]
)
"""Fields of any kind that no list of staff or suppliers has."""
