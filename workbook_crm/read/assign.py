"""Which column fills which field: one each, the best word wins, slips are taken for what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed
from workbook_crm.model.aliases.spoken import spoken_field
from workbook_crm.model.choice_words import fixed_words, kind_said
from workbook_crm.model.columns import Column, Of
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.header_words import FULL_NAMES, GIVEN_NAMES, NUMBERING
from workbook_crm.model.ids import kind_of_ids
from workbook_crm.model.language import Name
from workbook_crm.model.options import CATALOG_KINDS, USED
from workbook_crm.model.place import Place, column_letters
from workbook_crm.model.replies import Block, header_key, replies_of
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import DOUBTFUL, SEEN, SPOKEN, TAIL, WEAK, Vocabulary, Word
from workbook_crm.read.column_looks import Look, looks_of
from workbook_crm.read.examples import examples_in, offered
from workbook_crm.read.goods_columns import column_that_tells_apart, goods_column, some_filled
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Understood
from workbook_crm.read.id_columns import own_ids
from workbook_crm.read.likeness import are_no_units, is_unlike
from workbook_crm.read.looks_like import are_levels, looks_like
from workbook_crm.read.named_phones import are_named_phones
from workbook_crm.read.near import nearest
from workbook_crm.read.other_choices import other_choices

_FILLING = frozenset({Of.PHONE, Of.MAIL, Of.DISCOUNT})
"""Kinds of value of which a second column fills the gaps of the first (优惠金额 those of 优惠率).
A subject is whatever is named."""
_TITLE = "subject"
"""What an activity is called: it says what it was about where nothing else does."""
_MOBILE = re.compile(r"手机|移动|行动|\bmobile|\bcell", re.IGNORECASE)
_SECOND = re.compile(
    r"备用|其他|其它|第二|紧急|推荐|配偶|[2-9二三]|\b(?:other|alternat|second|emergency|spouse)",
    re.IGNORECASE,
)
"""A mobile is somebody's own number, and a landline a whole office's; but a second mobile is a spare one."""

_SEARCHED, _SAID = 100, 30
"""So many unknown columns are compared with our words, and named one by one."""
_MAY_BE_LEVEL = frozenset({"意向", "购买意向", "产品意向", "意愿", "interest", "interests", "need", "needs"})
_VARIANTS = frozenset({"variant", "variants", "derivative"})
"""Headers of a spec beside the goods, and of the goods themselves where nothing else names them."""
_OTHER_KEYS = frozenset({"spec", "code", "vin", "plate"})
"""Columns that tell rows of one product apart by themselves."""
_KINDS = fixed_words(CATALOG_KINDS, {})
_FAR = 10
"""A word so much further down the list of aliases only stands in for a better one: 联系人 for 客户名称."""


@dataclass(frozen=True, slots=True)
class Filled:
    """How one field is filled: by one column, by the parts of a name, or by the first of several columns."""

    column: Column
    cells: tuple[HeaderCell, ...]
    parts: tuple[str, ...] = ()
    """`first`, `last` ... of each cell, where they are parts of a name."""
    is_named_phone: bool = False
    """Its cells hold a name and a phone, of which this field is one."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Every header cell of a table, as it is used."""

    fields: tuple[Filled, ...]
    unknown: tuple[HeaderCell, ...]
    """Kept with the record as they are."""
    counting: tuple[HeaderCell, ...]
    """They only count the rows."""
    taxes: Mapping[str, HeaderCell] = field(default_factory=dict)
    """By `TaxPart`: columns of taxes. They are kept with the record, and lines are priced by them."""
    findings: tuple[Finding, ...] = ()


_Claim = tuple[int, HeaderCell, Word]
"""A header cell that a field may be filled by: the word's rank first."""


@dataclass(slots=True)
class _Draft:
    claims: dict[str, list[_Claim]] = field(default_factory=dict)
    unknown: list[HeaderCell] = field(default_factory=list)
    counting: list[HeaderCell] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    kept: list[HeaderCell] = field(default_factory=list)
    """They fill a field, and are kept with the record all the same."""


def assign(
    understood: Understood,
    columns: Sequence[Sequence[object]],
    vocabulary: Vocabulary,
    settings: Settings,
    place: Place,
    agreed: Agreed = NOTHING_AGREED,
) -> Assignment:
    """The use of every header cell; `columns` are the cells below, by column of the grid.

    `place` is that of the grid's first cell; `agreed`: what the sender has answered.
    Findings: column-read-as, same-column-twice, other-choices, unknown-column.
    """
    draft = _Draft()
    taxes = {part: understood.header.cells[i] for i, part in understood.taxes.items()}
    filled = [len(column) - column.count("") for column in columns]
    for cell, told in zip(understood.header.cells, understood.words, strict=True):
        if cell in taxes.values():
            continue
        if told is not None and told.field == understood.of.label and _count_up(columns[cell.column]):
            draft.counting.append(cell)
            continue
        word = _as_asked(understood, cell, _as_filled(understood, cell, told, columns[cell.column]), columns)
        if word is not None and not _holds(understood.of.by_field[word.field], word, columns[cell.column]):
            draft.unknown.append(cell)
        elif word is not None:
            column = understood.of.by_field[word.field]
            said = [] if cell.original else other_choices(column, cell, word, columns, settings, place)
            draft.findings.extend(said)
            if said:
                draft.unknown.append(cell)
            else:
                draft.claims.setdefault(word.field, []).append((word.rank, cell, word))
                draft.findings.extend(_seen_as(understood, cell, word, place))
        elif word_key(cell.label) in NUMBERING or cell.label in ("#", "№"):
            draft.counting.append(cell)
        else:
            draft.unknown.append(cell)
    _take_slips(understood, draft, columns, vocabulary, place)
    _take_goods(understood, draft, columns, place)
    _tell_apart(understood, draft, columns, place)
    _leave_ids_of_others(understood, draft, columns, filled, place)
    _label(understood, draft, columns, vocabulary)
    fields = tuple(
        _fill(understood, understood.of.by_field[name], claims, columns, filled, draft, place)
        for name, claims in draft.claims.items()
    )
    fields = _with_named_phones(understood, fields, columns)
    draft.findings.extend(_parted_names(fields, place))
    _say_unknown(understood, draft, columns, vocabulary, place, agreed)
    unknown = sorted((*draft.unknown, *draft.kept, *taxes.values()), key=lambda each: each.column)
    findings = tuple(draft.findings)
    return Assignment(fields, tuple(unknown), tuple(draft.counting), taxes=taxes, findings=findings)


def _count_up(cells: Sequence[object]) -> bool:
    """Whether cells count the rows, 1, 2, 3: nothing is called so, be the header Item or 项目."""
    filled = [cell for cell in cells if cell != ""]
    return len(filled) > 1 and all(isinstance(cell, float) and cell == n for n, cell in enumerate(filled, 1))


def _with_named_phones(
    understood: Understood, fields: tuple[Filled, ...], columns: Sequence[Sequence[object]]
) -> tuple[Filled, ...]:
    """The fields; a column of names with their phones fills both, where no other column has either."""
    pair = {"name", "phone"}
    here = [each for each in fields if each.column.field in pair]
    if understood.of.kind not in PHONED or len(here) != 1 or len(here[0].cells) != 1:
        return fields
    if not are_named_phones(some_filled(columns[here[0].cells[0].column])):
        return fields
    both = [
        Filled(understood.of.by_field[name], here[0].cells, is_named_phone=True) for name in ("name", "phone")
    ]
    return (*both, *(each for each in fields if each is not here[0]))


def _parted_names(fields: Sequence[Filled], place: Place) -> Iterator[Finding]:
    """What is said of a column whose cells hold names and phones: that the phones are taken from it."""
    for each in fields:
        if each.is_named_phone and each.column.field == "phone":
            where = cell_place(place, each.cells[0])
            yield finding(rules.COLUMN_READ_AS, where, each.cells[0].text, column=each.column.name)


def _seen_as(understood: Understood, cell: HeaderCell, word: Word, place: Place) -> Iterator[Finding]:
    """What is said of a column that was known by its cells alone, or by the end of its header."""
    if word.rank in (SEEN, TAIL):
        name = understood.of.by_field[word.field].name
        yield finding(rules.COLUMN_READ_AS, cell_place(place, cell), cell.text, column=name)


def _take_goods(
    understood: Understood, draft: _Draft, columns: Sequence[Sequence[object]], place: Place
) -> None:
    """Let the first column of texts name the goods of a list that names them by no word of ours."""
    label = understood.of.label
    if understood.of.kind != "catalog" or label in draft.claims:
        return
    weak = {claim[1]: field for field in ("unit", "remark") for claim in draft.claims.get(field, ())}
    weak |= {cell: "spec" for _, cell, _ in draft.claims.get("spec", ()) if word_key(cell.label) in _VARIANTS}
    weak = {
        cell: field for cell, field in weak.items() if field != "unit" or are_no_units(columns[cell.column])
    }
    cell = goods_column((*draft.unknown, *weak), columns)
    if cell is None:
        return
    if cell in weak:
        del draft.claims[weak[cell]]
    else:
        draft.unknown.remove(cell)
    _claim_seen(understood, draft, cell, label, place)


def _tell_apart(
    understood: Understood, draft: _Draft, columns: Sequence[Sequence[object]], place: Place
) -> None:
    """Let the first unknown text that tells rows of one product apart be its spec: 底盘, 布局, colour.

    Used vehicles are a unit a row: their colour stays one, however few are listed.
    """
    label = draft.claims.get(understood.of.label, ())
    if understood.of.kind != "catalog" or not label or not _OTHER_KEYS.isdisjoint(draft.claims):
        return
    if _lists_used(draft, columns, place.sheet or ""):
        return
    products = columns[min(label, key=lambda claim: claim[0])[1].column]
    cell = column_that_tells_apart(products, draft.unknown, columns)
    if cell is not None:
        draft.unknown.remove(cell)
        _claim_seen(understood, draft, cell, "spec", place)


def _lists_used(draft: _Draft, columns: Sequence[Sequence[object]], sheet: str) -> bool:
    """Whether all rows of a price list are used vehicles, by their kinds, else by the name of the sheet."""
    kinds = {
        cell
        for _, of, _ in draft.claims.get("kind", ())
        for cell in columns[of.column]
        if isinstance(cell, str)
    } - {""}
    return {kind_said(text, _KINDS) for text in kinds or {sheet}} == {USED}


def _claim_seen(understood: Understood, draft: _Draft, cell: HeaderCell, name: str, place: Place) -> None:
    word = Word(name, SEEN)
    draft.claims[name] = [(SEEN, cell, word)]
    draft.findings.extend(_seen_as(understood, cell, word, place))


def _leave_ids_of_others(
    understood: Understood,
    draft: _Draft,
    columns: Sequence[Sequence[object]],
    filled: Sequence[int],
    place: Place,
) -> None:
    """Let only a sheet's own ids number its rows: a contact that belongs to account 2 is not account 2."""
    claims = draft.claims.get("number", [])
    own = own_ids([claim[1] for claim in claims], understood, columns, place.sheet or "")
    for claim in [each for each in claims if each[1] not in own.ids]:
        claims.remove(claim)
        draft.unknown.append(claim[1])
        if filled[claim[1].column]:
            where = cell_place(place, claim[1])
            draft.findings.append(finding(rules.ID_OF_ANOTHER, where, claim[1].text, kind=understood.of.name))
    draft.kept.extend(own.kept)
    if not claims:
        draft.claims.pop("number", None)


def _holds(column: Column, word: Word, cells: Sequence[object]) -> bool:
    """Whether a column may fill a field: under another name than ours its cells must look like it.

    Under a name that may as well mean something else (业务, 平台, next) they must be such.
    """
    if word.rank <= 0:
        return True
    return not is_unlike(column, cells) and (word.rank < DOUBTFUL or looks_like(column, cells))


def _as_filled(
    understood: Understood, cell: HeaderCell, word: Word | None, cells: Sequence[object]
) -> Word | None:
    """The word of a header, as its cells have it: 意向 over 高, 中, 低 is the level, and else a product."""
    is_either = word is not None and word.field in ("interest", "level")
    if word is None or not is_either or word_key(simplified(cell.label)) not in _MAY_BE_LEVEL:
        return word
    is_level = len(cells) > cells.count("") and are_levels(cells)
    if word.field == "level":
        return word if is_level or "interest" in understood.of.by_field else Word("model", WEAK)
    return Word("level", WEAK) if is_level and "level" in understood.of.by_field else word


def _as_asked(
    understood: Understood, cell: HeaderCell, word: Word | None, columns: Sequence[Sequence[object]]
) -> Word | None:
    """The word of a header that may mean two things (谁, who) as what it asks for, where it is not the first.

    Where nothing else says what the records are called, it asks for that.
    """
    if word is None or word.rank < DOUBTFUL:
        return word
    field = spoken_field(understood.of.kind, word_key(simplified(cell.label)))
    if field is None or field == word.field:
        return word
    is_needed = field == understood.of.label and all(
        each is None or each.field != field for each in understood.words
    )
    is_first = _holds(understood.of.by_field[word.field], word, columns[cell.column])
    return word if is_first and not is_needed else Word(field, SPOKEN)


def _label(
    understood: Understood, draft: _Draft, columns: Sequence[Sequence[object]], vocabulary: Vocabulary
) -> None:
    """Let another column name the records where the one that seemed to holds something else."""
    label = understood.of.by_field[understood.of.label]
    if label.field in draft.claims or not any(
        word and word.field == label.field for word in understood.words
    ):
        return
    claimed = {claim[1]: field for field, claims in draft.claims.items() for claim in claims}
    for cell in understood.header.cells:
        field = claimed.get(cell)
        is_free = field is None or not understood.of.by_field[field].starred
        if not is_free or not vocabulary.may_be_label(understood.of.kind, cell.label):
            continue
        if is_unlike(label, columns[cell.column]):
            continue
        if field is None:
            draft.unknown.remove(cell)
        else:
            draft.claims[field] = [claim for claim in draft.claims[field] if claim[1] != cell]
            if not draft.claims[field]:
                del draft.claims[field]
        draft.claims[label.field] = [(WEAK, cell, Word(label.field, WEAK))]
        return


def _take_slips(
    understood: Understood,
    draft: _Draft,
    columns: Sequence[Sequence[object]],
    vocabulary: Vocabulary,
    place: Place,
) -> None:
    for cell in draft.unknown[:_SEARCHED]:
        if _numbers_others(understood, cell):
            continue
        near = nearest(cell.label, vocabulary, understood.of.kind, draft.claims)
        if near is not None and near[1]:
            column = understood.of.by_field[near[0]]
            if is_unlike(column, columns[cell.column]):
                continue
            draft.unknown.remove(cell)
            draft.claims[column.field] = [(0, cell, Word(column.field, 0))]
            draft.findings.append(
                finding(rules.COLUMN_READ_AS, cell_place(place, cell), cell.text, column=column.name)
            )


def _fill(
    understood: Understood,
    column: Column,
    claims: list[_Claim],
    columns: Sequence[Sequence[object]],
    filled: Sequence[int],
    draft: _Draft,
    place: Place,
) -> Filled:
    """The column that fills a field; a blank one only where there is no other."""
    firms = _firms(understood, column, claims, columns)
    claims.sort(
        key=lambda claim: (
            filled[claim[1].column] == 0,
            bool(firms) and claim[1] not in firms,
            column.of is Of.PHONE and not _is_mobile(claim[1].label),
            claim[0],
            claim[1].column,
        )
    )
    if _are_parts(claims, filled):
        return _of_parts(column, claims, draft)
    best = claims[0]
    rest = claims[1:]
    if column.of in _FILLING:
        return Filled(column, tuple(claim[1] for claim in claims))
    if len(column.refers) > 1 and best[0] < WEAK:
        draft.unknown.extend(claim[1] for claim in rest if claim[0] >= WEAK)
        return Filled(column, tuple(claim[1] for claim in claims if claim[0] < WEAK))
    used = [best]
    if column.field == "customer":
        used += [each for each in rest if _fills_gaps(columns[best[1].column], columns[each[1].column])]
    if column.field == "content":
        used += [each for each in rest if word_key(each[1].label) == _TITLE]
    _leave_out([each for each in rest if each not in used], best, column, filled, draft, place)
    return Filled(column, tuple(claim[1] for claim in used))


def _firms(
    understood: Understood, column: Column, claims: Sequence[_Claim], columns: Sequence[Sequence[object]]
) -> frozenset[HeaderCell]:
    """Of several names of customers those of firms; the others are of whom one speaks with there."""
    if understood.of.kind != "customers" or column.field != "name" or len(claims) == 1:
        return frozenset()
    return frozenset(
        cell
        for rank, cell, _ in claims
        if rank < WEAK and Look.FIRM in looks_of(some_filled(columns[cell.column]))
    )


def _leave_out(
    rest: Sequence[_Claim], best: _Claim, column: Column, filled: Sequence[int], draft: _Draft, place: Place
) -> None:
    """Keep what does not fill a field as unknown columns, and say so where one might have."""
    for rank, cell, _ in rest:
        draft.unknown.append(cell)
        if filled[cell.column] and rank - best[0] < _FAR:
            facts: dict[str, Fact] = {"column": column.name, "other": best[1].text}
            draft.findings.append(
                finding(rules.SAME_COLUMN_TWICE, cell_place(place, cell), cell.text, **facts)
            )


def _fills_gaps(best: Sequence[object], other: Sequence[object]) -> bool:
    """Whether a deal is a company's in one row and a person's in another."""
    return any(one == "" and two != "" for one, two in zip(best, other, strict=True))


def _is_mobile(label: str) -> bool:
    return bool(_MOBILE.search(label)) and not _SECOND.search(label)


def _are_parts(claims: Sequence[_Claim], filled: Sequence[int]) -> bool:
    """Whether first and last name make the name: no column for the whole name of a person stands beside."""
    used = [claim for claim in claims if filled[claim[1].column]] or claims
    parts = {word.part for _, _, word in used if word.part}
    whole = {word_key(cell.label) for _, cell, word in used if not word.part}
    if claims[0][2].part:
        return True
    return bool(parts) and (whole.isdisjoint(FULL_NAMES) or (parts == {"last"} and whole <= GIVEN_NAMES))


def _of_parts(column: Column, claims: Sequence[_Claim], draft: _Draft) -> Filled:
    parts = {claim[2].part: claim for claim in reversed(claims) if claim[2].part}
    given = next((claim for claim in claims if word_key(claim[1].label) in GIVEN_NAMES), None)
    if given is not None and set(parts) == {"last"}:
        parts["first"] = given
    elif given is not None and set(parts) == {"first"}:  # Name and Vorname, Nom and Prénom
        parts["last"] = given
    used = [(part, parts[part]) for part in ("first", "middle", "last") if part in parts]
    draft.unknown.extend(claim[1] for claim in claims if claim not in parts.values())
    return Filled(column, tuple(claim[1] for _, claim in used), tuple(part for part, _ in used))


def _say_unknown(
    understood: Understood,
    draft: _Draft,
    columns: Sequence[Sequence[object]],
    vocabulary: Vocabulary,
    place: Place,
    agreed: Agreed,
) -> None:
    """Asks for the columns that hold something and about which nothing was answered yet."""
    said = {each.place for each in draft.findings}
    examples = {each: examples_in(columns[each.column]) for each in draft.unknown}
    cells = [each for each in draft.unknown if examples[each] and cell_place(place, each) not in said]
    replies = replies_of(understood.of.kind)
    cells = [each for each in cells if each.above is None and header_key(each.text) not in replies]
    cells = [each for each in cells if agreed.answer(Block.COLUMN, each.text) is None]
    if len(cells) > _SAID:
        rest, where = len(cells) - _SAID, cell_place(place, cells[_SAID])
        draft.findings.append(finding(rules.UNKNOWN_COLUMNS, where, cells[_SAID].text, columns=rest))
    for cell in cells[:_SAID]:
        where = cell_place(place, cell)
        is_others = _numbers_others(understood, cell)
        near = None if is_others else nearest(cell.label, vocabulary, understood.of.kind, draft.claims)
        facts: dict[str, Fact] = {"suggestion": _suggestion(understood, near), "examples": examples[cell]}
        facts |= offered(agreed.offer(Block.COLUMN, cell.text))
        draft.findings.append(finding(rules.UNKNOWN_COLUMN, where, cell.text, **facts))


def _numbers_others(understood: Understood, cell: HeaderCell) -> bool:
    """Whether a header holds ids of another kind of record: 客户编号 among leads is not 线索编号 mistyped."""
    return kind_of_ids(cell.label) not in (None, understood.of.kind)


def _suggestion(understood: Understood, near: tuple[str, bool] | None) -> Name:
    if near is None:
        return Name("", "")
    name = understood.of.by_field[near[0]].name
    return Name(
        f"是“{name.zh}”吗？若是，请把列名改成“{name.zh}”。",
        f"Did you mean “{name.en}”? Then rename the column.",
    )


def cell_place(place: Place, cell: HeaderCell) -> Place:
    """Where a header cell stands."""
    return Place(place.file, place.sheet, (place.row or 1) + cell.row, (place.column or 1) + cell.at)


def nameless(column: int, row: int, place: Place) -> HeaderCell:
    """The header of a column that has values and no header: its letters."""
    return HeaderCell(column, row, column_letters((place.column or 1) + column))
