"""Headers understood: which kind of record, which field each column holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from workbook_crm.model.columns import Sheet
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.sheets import PHONED, SHEET_OF, SHEETS
from workbook_crm.model.vocabulary import DERIVED, SEEN, SPOKEN, WEAK, Vocabulary, Word
from workbook_crm.read.column_looks import Look, agrees
from workbook_crm.read.contact_columns import NO_CONTACTS, Contacts, contacts_in
from workbook_crm.read.goods_columns import lists_goods
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.leanings import leaning
from workbook_crm.read.placed_words import placed, taxes_among
from workbook_crm.read.seen_fields import Looks, Meanings, lists_people, with_seen

CJK = re.compile(r"[\u3400-\u9fff]")
_RARITY = {1: 3.0, 2: 1.6, 3: 1.0}
_RARE_ENOUGH = 0.6
_PERSONAL = frozenset(
    {"mail", "phone", "wechat", "gender", "age", "address", "remark", "attachments", "hobbies", "occupation"}
)
"""Fields that say "a person" or "a row", and hardly of which kind."""
_PERSONAL_WEIGHT = 0.7
_WEAK_WEIGHT, _SPOKEN_WEIGHT = 1.0, 1.6
"""At the most for words that may as well mean something else, and for people's own words."""
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
_LEAST_KNOWN = 0.2
"""The share of a header that is known at the least where no name tells the kind."""
ACCEPTED = 4.0
EXACT_NAME, NEAR_NAME, FILE_OF_SEVERAL = 5.0, 3.5, 2.0
_UNDECIDED = 0.25
"""Kinds whose scores are no further apart are told by nothing."""
_LEAST_WHOLE = 2.0
"""The least score of a small table of which nearly every column is known."""
_LOG = "follow_ups"
_OF_PEOPLE = frozenset({Look.PHONE, Look.MAIL})
_WITHOUT_PHONES = frozenset({"catalog", _LOG, "opportunities", "opportunity_lines"})
_CONFIRMED, _MOST_CONFIRMED, _CONTRADICTED = 0.4, 3, 1.0
_MORE = 2
"""Columns that a kind knows more than the one that a sheet's name tells, to be taken instead."""
_DEAL, _SOLD = frozenset({"customer", "owner"}), 6
"""Who buys and who sells make a list of what was sold of one of goods, and count so much against it."""
_LEAST_OF_PEOPLE = 3
"""Columns of a list of people."""
_NEXT_BEST = 1.5
"""A kind that fits so much less well is taken where the best one lacks what it cannot be without."""


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
    rival: Sheet[Any] | None = None
    """Another kind that fits as well, where no name decides: leads and customers have the same columns."""


Evidence = Mapping[str, float]
"""By kind: what the sheet's name, the file's name or a title speak for."""


def understand(header: Header, vocabulary: Vocabulary, evidence: Evidence, looks: Looks) -> Understood | None:
    """The kind that fits a header and the cells below it best; None where none fits well enough.

    Columns of contacts beside a record are no columns of its own, and where there are several the sheet is
    one of records, be it called a sheet of follow-ups.
    """
    contacts = contacts_in(header.cells)
    if contacts.is_certain:
        own = tuple(each for each in header.cells if each.column not in contacts.columns)
        told = {kind: weight for kind, weight in evidence.items() if kind != _LOG}
        if len(told) < len(evidence):
            told.setdefault("leads", NEAR_NAME)
        found = _understand(replace(header, cells=own), vocabulary, told, looks)
        if found is None and not told:  # 客户, 电话, and contacts: whom else were they with
            found = _understand(replace(header, cells=own), vocabulary, {"leads": NEAR_NAME}, looks)
        if found is not None and found.of.kind in SUBJECTS:
            return replace(found, contacts=contacts)
    return _understand(header, vocabulary, evidence, looks)


def _understand(
    header: Header, vocabulary: Vocabulary, evidence: Evidence, looks: Looks
) -> Understood | None:
    """The best kind; where the kind that a name tells has not the columns, that of the columns alone."""
    told = [cell.meanings(vocabulary) for cell in header.cells]
    if not any(told):
        return None
    meanings = with_seen(header.cells, told, looks)
    found = _best_kind(header, meanings, vocabulary, evidence, looks)
    if not evidence or (found is not None and max(evidence.values()) > EXACT_NAME):
        return found
    if found is not None and not _may_be_named_otherwise(found):
        return found
    by_columns = _best_kind(header, meanings, vocabulary, {}, looks)
    return by_columns if found is None or (by_columns and _tells_more(by_columns, found, looks)) else found


def _may_be_named_otherwise(found: Understood) -> bool:
    """Whether so much of a header is not known that its kind may have another name: nearly never."""
    return sum(word is None for word in found.words) >= _MORE


def _tells_more(by_columns: Understood, by_name: Understood, looks: Looks) -> bool:
    """Whether the columns say another kind than the sheet's name: Calls that lists callers' wishes."""
    if by_columns.of is by_name.of or by_columns.of.kind not in PHONED or by_name.of.kind != _LOG:
        return False
    has_phones = any(not looks(cell.column).isdisjoint(_OF_PEOPLE) for cell in by_columns.header.cells)
    return has_phones and _fields_of(by_columns) >= _fields_of(by_name) + _MORE


def _fields_of(understood: Understood) -> int:
    """How many fields a header has columns for."""
    return len({word.field for word in understood.words if word is not None})


def _best_kind(
    header: Header, meanings: Meanings, vocabulary: Vocabulary, evidence: Evidence, looks: Looks
) -> Understood | None:
    text = " | ".join(cell.label for cell in header.cells)
    scores = []
    for i, sheet in enumerate(SHEETS):
        score = _score(sheet, meanings)
        score += _confirmed(sheet, header, meanings, looks) if score else 0.0
        scores.append((score + evidence.get(sheet.kind, 0.0) + leaning(sheet, text), -i))
    best, _ = max(scores)
    for score, place in sorted(scores, reverse=True):
        if score < max(_LEAST_WHOLE, best - _NEXT_BEST):
            break
        sheet = SHEETS[-place]
        words = _words_of(sheet, header, meanings, vocabulary)
        if score < ACCEPTED and not _is_whole(sheet, header, words, looks):
            continue
        says_so = leaning(sheet, text) > 0
        if _is_register(sheet, header, words, looks) or _carries(sheet, words, evidence, says_so=says_so):
            return _as(sheet, header, words, score, None if evidence else _rival(sheet, score, scores))
    found = _of_people(header, meanings, vocabulary, evidence, looks, scores)
    return found or _of_goods(header, meanings, vocabulary, evidence, looks)


def _words_of(
    sheet: Sheet[Any], header: Header, meanings: Meanings, vocabulary: Vocabulary
) -> list[Word | None]:
    words = [each[sheet.kind][0] if sheet.kind in each else None for each in meanings]
    _name_label(sheet, header, words, vocabulary)
    return words


def _as(
    sheet: Sheet[Any], header: Header, words: Sequence[Word | None], score: float, rival: Sheet[Any] | None
) -> Understood:
    taxes = taxes_among(sheet, header.cells, words)
    told = [None if i in taxes else word for i, word in enumerate(words)]
    meant = _answered_first(header, words, placed(sheet, header.cells, told))
    return Understood(header, sheet, score, meant, taxes=taxes, rival=rival)


def _of_people(
    header: Header,
    meanings: Meanings,
    vocabulary: Vocabulary,
    evidence: Evidence,
    looks: Looks,
    scores: Sequence[tuple[float, int]],
) -> Understood | None:
    """A list of people with phones that is too little known otherwise: who bought, rents, owes, was sent."""
    if len(header.cells) < _LEAST_OF_PEOPLE or not evidence.keys() <= {*PHONED, _LOG}:
        return None
    of_people = [(score, SHEETS[-place]) for score, place in sorted(scores, reverse=True)]
    known = sum(not PHONED.isdisjoint(each) for each in meanings)
    if known < len(meanings) * _LEAST_KNOWN:
        return None
    for score, sheet in of_people:
        if sheet.kind not in PHONED:
            continue
        words = _words_of(sheet, header, meanings, vocabulary)
        if lists_people(header.cells, words, meanings, looks):
            return _as(sheet, header, words, score, None if evidence else _rival(sheet, score, scores))
    return None


def _of_goods(
    header: Header, meanings: Meanings, vocabulary: Vocabulary, evidence: Evidence, looks: Looks
) -> Understood | None:
    """A list of vehicles with their prices that calls them by no word of ours: Craft, Motor, Viatura."""
    sheet = SHEET_OF["catalog"]
    if not evidence.keys() <= {sheet.kind} or not lists_goods(header.cells, meanings, looks):
        return None
    words = _words_of(sheet, header, meanings, vocabulary)
    return _as(sheet, header, words, _LEAST_WHOLE, None)


def _answered_first(
    header: Header, words: Sequence[Word | None], placed_there: Sequence[Word | None]
) -> tuple[Word | None, ...]:
    """What is told by where a header stands; a column that its sender has named is what he says."""
    return tuple(
        word if cell.original else there
        for cell, word, there in zip(header.cells, words, placed_there, strict=True)
    )


def _rival(sheet: Sheet[Any], score: float, scores: Sequence[tuple[float, int]]) -> Sheet[Any] | None:
    """The other kind of people with phones, where it fits nearly as well."""
    if sheet.kind not in PHONED:
        return None
    others = (SHEETS[-place] for other, place in scores if score - other < _UNDECIDED)
    return next((other for other in others if other.kind in PHONED and other is not sheet), None)


def _confirmed(sheet: Sheet[Any], header: Header, meanings: Meanings, looks: Looks) -> float:
    """What the cells say for a kind (prices under a price) or against it (phones in a price list)."""
    sure, against = set(), 0
    for cell, each in zip(header.cells, meanings, strict=True):
        seen = looks(cell.column)
        against += sheet.kind in _WITHOUT_PHONES and not seen.isdisjoint(_OF_PEOPLE)
        if sheet.kind in each and agrees(column := sheet.by_field[each[sheet.kind][0].field], seen):
            sure.add(column.field)
    if Look.FIRM in _looks_of_names(sheet, header, meanings, looks):
        sure.update({sheet.label} if sheet.kind == "customers" else ())
        against += sheet.kind == "staff"
    against += sheet.kind == "staff" and _have_firms(header, meanings, looks)
    against += (len(_DEAL & _told_otherwise(sheet, meanings)) == len(_DEAL)) * _SOLD
    return min(len(sure), _MOST_CONFIRMED) * _CONFIRMED - against * _CONTRADICTED


def _told_otherwise(sheet: Sheet[Any], meanings: Meanings) -> frozenset[str]:
    """What headers surely say of a deal that a catalog has no field for."""
    if sheet.kind != "catalog":
        return frozenset()
    deals = (
        each["opportunities"][0] for each in meanings if "opportunities" in each and "catalog" not in each
    )
    return frozenset(word.field for word in deals if word.rank < WEAK)


def _looks_of_names(sheet: Sheet[Any], header: Header, meanings: Meanings, looks: Looks) -> frozenset[Look]:
    """What the cells look like under the best word for what the records are called by."""
    named = [
        (each[sheet.kind][0].rank, cell.column)
        for cell, each in zip(header.cells, meanings, strict=True)
        if sheet.kind in each and each[sheet.kind][0].field == sheet.label
    ]
    return looks(min(named)[1]) if named else frozenset()


def _have_firms(header: Header, meanings: Meanings, looks: Looks) -> bool:
    """Whether people are of different firms, as visitors are and colleagues are not."""
    return any(
        "leads" in each and each["leads"][0].field == "company" and Look.FIRM in looks(cell.column)
        for cell, each in zip(header.cells, meanings, strict=True)
    )


def _is_register(sheet: Sheet[Any], header: Header, words: Sequence[Word | None], looks: Looks) -> bool:
    """Whether a table lists firms and their phones, whatever else it says of them."""
    if sheet.kind != "customers":
        return False
    known = [(word, looks(cell.column)) for cell, word in zip(header.cells, words, strict=True) if word]
    names = [(word.rank, Look.FIRM in seen) for word, seen in known if word.field == "name"]
    has_phones = any(word.field == "phone" and Look.PHONE in seen for word, seen in known)
    return has_phones and bool(names) and min(names)[1]


def _is_whole(sheet: Sheet[Any], header: Header, words: Sequence[Word | None], looks: Looks) -> bool:
    """Whether a small table is known nearly wholly, and its cells are what the header says: 品名, 单价."""
    known = [(cell, word) for cell, word in zip(header.cells, words, strict=True) if word]
    if len(known) * 3 < len(words) * 2:
        return False
    return any(agrees(sheet.by_field[word.field], looks(cell.column)) for cell, word in known)


def _name_label(sheet: Sheet[Any], header: Header, words: list[Word | None], vocabulary: Vocabulary) -> None:
    """Let the best weak word name the records where no better one does: 型号 before 品牌."""
    if any(word is not None and word.field == sheet.label and word.rank < WEAK for word in words):
        return
    ranks = [
        (rank, i)
        for i, (cell, word) in enumerate(zip(header.cells, words, strict=True))
        if _may_name(sheet, word) and not cell.original
        if (rank := vocabulary.label_rank(sheet.kind, cell.label)) is not None
    ]
    if not ranks:
        return
    for _, i in sorted(ranks)[1:]:
        if sheet.kind == "catalog" and (word := words[i]) is not None and word.field == sheet.label:
            words[i] = None
    words[min(ranks)[1]] = Word(sheet.label, WEAK)


def _may_name(sheet: Sheet[Any], word: Word | None) -> bool:
    if word is None or word.field == sheet.label:
        return True
    return word.field != "number" and not sheet.by_field[word.field].starred


def _score(sheet: Sheet[Any], meanings: Sequence[Mapping[str, tuple[Word, int]]]) -> float:
    best: dict[str, float] = {}
    for each in meanings:
        if sheet.kind not in each:
            continue
        word, spelling = each[sheet.kind]
        weight = _RARITY.get(len(each), _RARE_ENOUGH)
        if word.field in _PERSONAL or word.rank in (SEEN, SPOKEN):
            weight = min(weight, _PERSONAL_WEIGHT if word.rank != SPOKEN else _SPOKEN_WEIGHT)
        elif word.rank >= WEAK:
            weight = min(weight, _WEAK_WEIGHT)
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
    needed |= {"mail", "wechat"} if sheet.kind in PHONED else set()
    return bool(fields & needed) and len(fields) >= (1 if named >= EXACT_NAME else 2)


def _has_each(fields: frozenset[str] | set[str], asked: Sequence[frozenset[str]]) -> bool:
    return all(not fields.isdisjoint(each) for each in asked)
