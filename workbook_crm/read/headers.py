"""Headers found and understood: which row, which kind of record, which field each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbook_crm.model.columns import Sheet
from workbook_crm.model.header_words import GEOGRAPHIC
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.model.vocabulary import DERIVED, WEAK, Vocabulary, Word
from workbook_crm.read.contact_columns import NO_CONTACTS, Contacts, contacts_in
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.taxes import tax_columns
from workbook_crm.read.text import clean_line

CJK = re.compile(r"[\u3400-\u9fff]")
_RARITY = {1: 3.0, 2: 1.6, 3: 1.0}
_RARE_ENOUGH = 0.6
_PERSONAL = frozenset(
    {"mail", "phone", "wechat", "gender", "age", "address", "remark", "attachments", "hobbies", "occupation"}
)
"""Fields that say "a person" or "a row", and hardly of which kind."""
_PERSONAL_WEIGHT = 0.7
_MISSING = 0.7
_TELLING: Mapping[str, tuple[frozenset[str], ...]] = {
    kind: tuple(frozenset(each.split("|")) for each in fields.split())
    for kind, fields in {
        "choices": "list value",
        "staff": "name role|team|store role|mail|phone|state",
        "catalog": "product|code product|unit_price unit_price|floor_price|kind|vin|deposit",
        "leads": "name|company|phone number|source|level|state|interest|model|owner|next_follow_up",
        "customers": "name|phone number|type|source|level|lifecycle|owner|industry|model|next_follow_up",
        "opportunities": "name|customer|number stage|expected_close|probability|loss_reason|competitor",
        "opportunity_lines": "product quantity|opportunity opportunity|unit_price|discount|amount",
        "follow_ups": "subject content|method|plan time|content|method",
    }.items()
}
"""Fields of which a header must have one each, where no name tells the kind."""
_CALLED: Mapping[str, tuple[frozenset[str], ...]] = {
    "opportunities": (frozenset({"name"}), frozenset({"customer", "number"}))
}
"""Enough of them where the header's own words say the kind: 商机名称 and 客户名称."""
_LEANINGS = {
    "customers": re.compile(
        r"客户类型|生命周期|成交|车主|信用|保有|身份证|购车日期|上牌|保险|开户|税号|结算|会员|消费|欠款|"
        r"lifecycle|credit|account|contact owner|company owner|customer since|billing|last sold",
        re.IGNORECASE,
    ),
    "leads": re.compile(
        r"线索|客资|来店|来电|留资|潜客|潜在|首次到店|首次接触|试驾意向|意向级别|意向等级|意向车|拟购|战败|信息来源|邀约|"
        r"无效原因|询价|建卡|旧车|write.?up|demo|be.?back|"
        r"\blead\b(?!.time)|prospect|enquiry|inquiry|of interest|unread|unqualified",
        re.IGNORECASE,
    ),
    "opportunities": re.compile(
        r"商机|销售机会|预计成交|预计签|赢率|输单|丢单|赢单|expected clos(?:e|ing)|clos(?:e|ing) date|"
        r"probability|\bdeal\b|opportunity|lost reason|loss reason|forecast|"
        r"\bsold date|\bgross\b|\bf&i\b",
        re.IGNORECASE,
    ),
    "catalog": re.compile(
        r"发动机号|库龄|入库|进价|提货价|指导价|落地价|合格证|"
        r"\bmsrp\b|\brrp\b|\basking\b|odometer|dealer cost",
        re.IGNORECASE,
    ),
    "follow_ups": re.compile(r"试驾(?:日期|时间|路线|反馈)|回访(?:结果|内容)|洽谈", re.IGNORECASE),
}
"""Kinds share many columns; words here and there tell them apart."""
_AGAINST = {
    "catalog": re.compile(
        r"\bsold date|\bgross\b|\bf&i\b|\bdeal (?:#|no|number)|"
        r"\be-?mail|\bphone\b|first name|last name|\blead\b(?!.time)|consumer|"
        r"车主|(?<!供应商)(?:电话|手机)|回访|接待|心理价",
        re.IGNORECASE,
    )
}
"""What a list of goods has not: who asks for a vehicle or bought it, whatever is said of the vehicle."""
_LEANING, _MOST_LEANING = 0.5, 2.5
_LEAST_KNOWN = 0.2
"""The share of a header that is known at the least where no name tells the kind."""
ACCEPTED = 4.0
EXACT_NAME, NEAR_NAME = 5.0, 3.5
LOOK_AHEAD = 4
_LOG = "follow_ups"
_NEXT_BEST = 1.5
"""A kind that fits so much less well is taken where the best one lacks what it cannot be without."""


_BELONGS = re.compile(r"^(?:所属|隶属|关联|归属|所在)|^(?:parent|related|associated)")
_PERSON = re.compile(r"^(?:联系人|客户联系人)?(?:姓名|名字|名称)?$|^(?:contact|full|person)?(?:name|person)$")
_OUTCOME = re.compile(r"\boutcome|\bresult|结果")
_LAST = WEAK * 2
"""Rank of a word behind all others."""
_ACTUAL = re.compile(r"\bactual|实际|實際")
_AFTER_DISCOUNT = re.compile(r"(?:折|优惠|折让|让利|减免)后|after disc|net of disc|less disc|\bdiscounted\b")


@dataclass(frozen=True, slots=True)
class Header:
    """One header: rows `top` to `bottom` (from 0 within the grid) and its cells."""

    top: int
    bottom: int
    cells: tuple[HeaderCell, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """A header with the kind of record it is for."""

    header: Header
    of: Sheet[Any]
    score: float
    words: tuple[Word | None, ...]
    """What each header cell means; parallel to `header.cells`."""
    result: int | None = None
    """The column of our own result, of an earlier answer."""
    taxes: Mapping[int, str] = field(default_factory=dict)
    """`TaxPart` of the columns of taxes, by their place in `header.cells`."""
    contacts: Contacts = NO_CONTACTS
    """Columns of follow-ups beside the record; they are not among `header.cells`."""


Evidence = Mapping[str, float]
"""By kind: what the sheet's name, the file's name or a title speak for."""


def understand(header: Header, vocabulary: Vocabulary, evidence: Evidence) -> Understood | None:
    """The kind whose columns fit a header best; None where none fits well enough.

    Columns of contacts beside a record are no columns of its own, and where there are several the sheet is
    one of records, be it called a sheet of follow-ups.
    """
    contacts = contacts_in(header.cells)
    if contacts.is_certain:
        own = tuple(each for each in header.cells if each.column not in contacts.columns)
        told = {kind: weight for kind, weight in evidence.items() if kind != _LOG}
        if len(told) < len(evidence):
            told.setdefault("leads", NEAR_NAME)
        found = _understand(replace(header, cells=own), vocabulary, told)
        if found is not None and found.of.kind in SUBJECTS:
            return replace(found, contacts=contacts)
    return _understand(header, vocabulary, evidence)


def _understand(header: Header, vocabulary: Vocabulary, evidence: Evidence) -> Understood | None:
    meanings = [cell.meanings(vocabulary) for cell in header.cells]
    if not any(meanings):
        return None
    text = " | ".join(cell.label for cell in header.cells)
    scores = [
        (_score(sheet, meanings) + evidence.get(sheet.kind, 0.0) + _leaning(sheet, text), -i)
        for i, sheet in enumerate(SHEETS)
    ]
    best, _ = max(scores)
    for score, place in sorted(scores, reverse=True):
        if score < max(ACCEPTED, best - _NEXT_BEST):
            return None
        sheet = SHEETS[-place]
        words = [each[sheet.kind][0] if sheet.kind in each else None for each in meanings]
        _name_label(sheet, header, words, vocabulary)
        if _carries(sheet, words, evidence, says_so=_leaning(sheet, text) > 0):
            taxes = _taxes(sheet, header, words)
            told = [None if i in taxes else word for i, word in enumerate(words)]
            return Understood(header, sheet, score, _placed(sheet, header, told), taxes=taxes)
    return None


def _name_label(sheet: Sheet[Any], header: Header, words: list[Word | None], vocabulary: Vocabulary) -> None:
    """Let a weak word head what the records are called by where no better one does: 型号 for the product."""
    if any(word is not None and word.field == sheet.label for word in words):
        return
    for i, (cell, word) in enumerate(zip(header.cells, words, strict=True)):
        is_free = word is None or not (word.field == "number" or sheet.by_field[word.field].starred)
        if is_free and vocabulary.may_be_label(sheet.kind, cell.label):
            words[i] = Word(sheet.label, WEAK)
            return


def _leaning(sheet: Sheet[Any], text: str) -> float:
    found, against = _words_in(_LEANINGS.get(sheet.kind), text), _words_in(_AGAINST.get(sheet.kind), text)
    return min(found * _LEANING, _MOST_LEANING) - min(against * _LEANING, _MOST_LEANING)


def _words_in(pattern: re.Pattern[str] | None, text: str) -> int:
    return len({each.casefold() for each in pattern.findall(text)}) if pattern else 0


def _score(sheet: Sheet[Any], meanings: Sequence[Mapping[str, tuple[Word, int]]]) -> float:
    best: dict[str, float] = {}
    for each in meanings:
        if sheet.kind not in each:
            continue
        word, spelling = each[sheet.kind]
        weight = _RARITY.get(len(each), _RARE_ENOUGH)
        if word.field in _PERSONAL:
            weight = min(weight, _PERSONAL_WEIGHT)
        weight -= min(word.rank, 100) * 0.004 + spelling * 0.02 + (0.3 if word.rank >= DERIVED else 0)
        best[word.field] = max(best.get(word.field, 0.0), weight)
    required = [each.field for each in sheet.visible if each.starred]
    missing = sum(each not in best for each in required)
    return sum(best.values()) + (len(required) - missing) - missing * _MISSING if best else 0.0


def _carries(sheet: Sheet[Any], words: Sequence[Word | None], evidence: Evidence, *, says_so: bool) -> bool:
    """Whether the columns can carry a record: all `_TELLING` asks, less where a name tells the kind.

    Where a header's own words say what it is about (商机名称), whom and what it is called is enough.
    """
    fields = {word.field for word in words if word}
    named = evidence.get(sheet.kind, 0.0)
    if not named and len(fields) < len(words) * _LEAST_KNOWN:
        return False
    if not named or sheet.kind == "choices":
        sure = {word.field for word in words if word and (word.rank < WEAK or word.field == sheet.label)}
        called = _CALLED.get(sheet.kind) if says_so else None
        return _has_each(sure, _TELLING.get(sheet.kind, ())) or bool(called and _has_each(sure, called))
    needed = {sheet.label, "number", *(field for key in sheet.keys for field in key)}
    return bool(fields & needed) and len(fields) >= (1 if named >= EXACT_NAME else 2)


def _has_each(fields: frozenset[str] | set[str], asked: Sequence[frozenset[str]]) -> bool:
    return all(not fields.isdisjoint(each) for each in asked)


def _placed(sheet: Sheet[Any], header: Header, words: Sequence[Word | None]) -> tuple[Word | None, ...]:
    """The words, with those that mean something else beside certain others.

    "State" beside "City" is a part of the address; "Subject" beside "Related to" is what a task is called.
    """
    keys = [word_key(cell.label) for cell in header.cells]
    if "state" in keys and not GEOGRAPHIC.isdisjoint(keys):
        region = Word("region", 90) if "region" in sheet.by_field else None
        return _reworded("state", region, keys, words)
    if sheet.kind == "customers":
        words = _without_owners_of(keys, words)
    if sheet.kind == "opportunity_lines":
        words = _last_totals(header, words)
    if sheet.kind == "follow_ups":
        words = _outcomes_last(header, words)
    words = [None if _is_past(cell, word) else word for cell, word in zip(header.cells, words, strict=True)]
    fields = [word.field for word in words if word]
    if "subject" in keys and fields.count("subject") > 1:
        return _reworded("subject", None if "content" in fields else Word("content", WEAK), keys, words)
    return tuple(words)


def _without_owners_of(keys: Sequence[str], words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words of a list of contacts, without the customer to whom each belongs: 所属客户."""
    names = [i for i, word in enumerate(words) if word is not None and word.field == "name"]
    belong = {i for i in names if _BELONGS.match(simplified(keys[i]))}
    if not belong or not any(_PERSON.match(simplified(keys[i])) for i in names if i not in belong):
        return words
    return [None if i in belong else word for i, word in enumerate(words)]


def _taxes(sheet: Sheet[Any], header: Header, words: Sequence[Word | None]) -> Mapping[int, str]:
    is_priced = sheet.kind in ("opportunity_lines", "catalog")
    return tax_columns([cell.text for cell in header.cells], words) if is_priced else {}


def _last_totals(header: Header, words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words, a total after the discount before the list's total, which nobody pays."""
    totals = [i for i, word in enumerate(words) if word is not None and word.field == "amount"]
    after = [i for i in totals if _AFTER_DISCOUNT.search(simplified(header.cells[i].text).casefold())]
    if not after or len(after) == len(totals):
        return words
    best = min(word.rank for word in words if word is not None and word.field == "amount")
    return [Word("amount", best - 1) if i in after else word for i, word in enumerate(words)]


def _outcomes_last(header: Header, words: Sequence[Word | None]) -> Sequence[Word | None]:
    """The words, an outcome (成功, Positive) behind what was talked about."""
    contents = [i for i, word in enumerate(words) if word is not None and word.field == "content"]
    outcomes = {i for i in contents if _OUTCOME.search(simplified(header.cells[i].text).casefold())}
    if len(outcomes) == len(contents):
        return words
    return [Word("content", _LAST) if i in outcomes else word for i, word in enumerate(words)]


def _is_past(cell: HeaderCell, word: Word | None) -> bool:
    """Whether a header says when a deal was closed, and not when it is expected to be."""
    return word is not None and word.field == "expected_close" and bool(_ACTUAL.search(cell.text.casefold()))


def _reworded(
    key: str, meaning: Word | None, keys: Sequence[str], words: Sequence[Word | None]
) -> tuple[Word | None, ...]:
    return tuple(meaning if word and each == key else word for each, word in zip(keys, words, strict=True))


class Grid:
    """The cells of one sheet as texts, asked for near headers only."""

    def __init__(self, cells: Sequence[Sequence[object]], fill: Mapping[tuple[int, int], object]) -> None:
        self.cells = cells
        self.fill = fill
        """Cells of horizontal merges, by (row, column) from 0: the merge's value."""

    def texts(self, row: int) -> list[str]:
        """The row's cells as clean lines; numbers and dates are blank, as no header is one."""
        return [clean_line(cell) if isinstance(cell, str) else "" for cell in self.cells[row]]

    def is_wordy(self, row: int) -> bool:
        """Whether a row may be a header: hardly any numbers or dates in it."""
        cells = [cell for cell in self.cells[row] if cell != ""]
        odd = sum(not isinstance(cell, str) for cell in cells)
        return bool(cells) and odd * 5 <= len(cells)

    def groups(self, row: int, labels: Sequence[str]) -> list[str]:
        """The names over groups of columns; without merged cells, a name reaches to the next one."""
        texts = self.texts(row)
        filled, last = [], ""
        for column, text in enumerate(texts):
            merged = self.fill.get((row, column))
            last = text or (clean_line(merged) if isinstance(merged, str) else "" if self.fill else last)
            filled.append(last if labels[column] or text else "")
        return filled


def header_at(grid: Grid, row: int) -> Header:
    """A header of one row."""
    cells = [HeaderCell(column, row, text) for column, text in enumerate(grid.texts(row)) if text]
    return Header(row, row, tuple(cells))


def header_of_two(grid: Grid, row: int) -> Header:
    """A header of two rows: groups above, labels below; a label may stand in either."""
    labels, tops = grid.texts(row + 1), grid.texts(row)
    groups = grid.groups(row, labels)
    cells = [
        HeaderCell(column, row + 1, label, group if group != label else "")
        if label
        else HeaderCell(column, row, top)
        for column, (label, group, top) in enumerate(zip(labels, groups, tops, strict=True))
        if label or top
    ]
    return Header(row, row + 1, tuple(cells))


def find_header(
    grid: Grid, rows: Sequence[int], vocabulary: Vocabulary, evidence: Evidence
) -> Understood | None:
    """The first header among `rows` that is understood, or a better one close below it."""
    for i, row in enumerate(rows):
        best = best_at(grid, row, vocabulary, evidence)
        if best is None:
            continue
        return _better_below(best, grid, rows[i + 1 : i + 1 + LOOK_AHEAD], vocabulary, evidence)
    return None


def _better_below(
    best: Understood, grid: Grid, rows: Sequence[int], vocabulary: Vocabulary, evidence: Evidence
) -> Understood:
    """A better header close below: several rows below what may be a title, right below a good header."""
    known = sum(word is not None for word in best.words)
    is_good = known >= 2 and known * 2 >= len(best.words)
    for row in rows[:1] if is_good else rows:
        other = best_at(grid, row, vocabulary, evidence)
        if other is not None and other.score > best.score + 0.5:
            best = other
    return best


def best_at(grid: Grid, row: int, vocabulary: Vocabulary, evidence: Evidence) -> Understood | None:
    """The header that begins at a row, of one row or of two."""
    if not grid.is_wordy(row):
        return None
    one = understand(header_at(grid, row), vocabulary, evidence)
    below = row + 1
    if below >= len(grid.cells) or not grid.is_wordy(below):
        return one
    two = understand(header_of_two(grid, row), vocabulary, evidence)
    if two is not None and len(two.contacts.columns) > (len(one.contacts.columns) if one else 0):
        return two
    if two is None or (one is not None and one.score >= two.score - 0.01):
        return one
    under = understand(header_at(grid, below), vocabulary, evidence)
    return None if under is not None and under.score >= two.score else two
