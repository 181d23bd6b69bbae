"""What an answer asks its reader to settle, drawn from what was found; each question once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from workbook_crm.model.agreed import (
    AND,
    BETWEEN_SHEETS,
    CONTACT,
    CONTACT_DAY,
    LEAVE,
    NOT_A_LIST,
    TOPICS,
)
from workbook_crm.model.asks import FOR_ALL, OR, Ask, asks_of
from workbook_crm.model.columns import Column, Sheet
from workbook_crm.model.finding import Finding
from workbook_crm.model.grid import column_letters
from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import Place
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.replies import Block, Question, in_text
from workbook_crm.model.rules import headers, trade, values
from workbook_crm.model.run import ColumnReceipt, Receipt
from workbook_crm.model.sheets import LEADS, PHONED, SHEET_OF, SHEETS
from workbook_crm.model.words import hint, message, say
from workbook_crm.write_back.asked_units import UnitAsked, units_asked

_WORDS = (
    trade.UNKNOWN_WORD,
    trade.CHOICE_READ_AS,
    trade.UNKNOWN_CHOICE,
    trade.UNLISTED_CHOICE,
    values.NOT_YES_OR_NO,
)
"""What is found where a word is none of a list."""
_SHEETS = (headers.NO_KNOWN_SHEET, headers.NO_HEADER, headers.SHEET_OF_WHICH_KIND, headers.UNKNOWN_SHEET)
"""What is found where a sheet is not understood."""
_MOST_WORDS = 40
"""Of one answer: a column of a thousand words of its own is no list of options."""
_USUAL = ("leads", "customers", "opportunities", "opportunity_lines", "catalog", "follow_ups")
"""Kinds of which a sheet is likely to be that says nothing of itself."""
_SO_FAR = {
    Block.COLUMN: Name("随记录保留，原样退回", "kept with the record as it is"),
    Block.DEFAULT: Name("空着", "blank"),
    Block.KIND: Name("没有读入", "not read"),
}
_OFFERED = Name(
    "{by}的同样的表这样答过，还没有照办：对就留着，不对请另选",
    "{by} answered so for a list like this one; it was not applied: leave it if right, else choose",
)
_IF_PEOPLE = Name("若是线索或客户：先空着", "blank, should it list leads or customers")
_STOP = Name("。", ". ")
_SOMEBODY = Name("别人", "Somebody")
_AGAIN = Name(
    "照{by} {since} 的答复；要改就另选，清空则下次再问",
    "as {by} answered on {since}; choose otherwise to change it, clear it to be asked again",
)
_YES_NO = (Name("是", "Yes"), Name("否", "No"))


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of an answer."""

    block: Block
    place: Place
    subject: tuple[str, ...]
    """The header, the header and a word or price, or the field; nothing where it is about the sheet."""
    what: str
    """The column, the word or the sheet that it is about."""
    examples: str
    so_far: str
    """How it is dealt with as long as nobody answers."""
    options: tuple[str, ...]
    value: str = ""
    """What the cell says already."""
    was: str = ""
    """The answer by which it is dealt with now."""
    sheets: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered yet."""
        return not self.was

    def question(self, receipt: str) -> str:
        """What the hidden column says of it."""
        sheets = BETWEEN_SHEETS.join(self.sheets)
        return in_text(Question(self.block, (receipt, sheets, *self.subject, self.was)))


def asks_about_sheets(receipt: Receipt) -> bool:
    """Whether a sender can settle what a workbook is of which nothing is understood."""
    return any(True for each in receipt.findings if each.rule in _SHEETS for _ in asks_of(each))


def asked_in(receipt: Receipt, language: Language) -> tuple[Asked, ...]:
    """All that an answer asks, sheets first, then columns and their units, then words."""
    asking = _Asking(receipt, language)
    found = [one for each in receipt.findings for one in asking.of(each)]
    found += [one for each in units_asked(receipt.findings) for one in asking.of_unit(each)]
    return tuple(sorted(_each_once(found), key=lambda each: TOPICS.index(each.block)))


def _each_once(found: Iterable[Asked]) -> Iterator[Asked]:
    """One question where several sheets ask the same about columns or words."""
    together: dict[tuple[Any, ...], Asked] = {}
    words = 0
    for each in found:
        shared = () if each.block in (Block.COLUMN, Block.WORD) else each.sheets
        key = (each.block, each.subject, shared, each.options, each.was)
        before = together.get(key)
        if before is not None:
            sheets = tuple(dict.fromkeys((*before.sheets, *each.sheets)))
            together[key] = replace(before, sheets=sheets)
        elif each.block is not Block.WORD or words < _MOST_WORDS:
            words += each.block is Block.WORD
            together[key] = each
    yield from together.values()


class _Asking:
    """Makes questions of findings."""

    def __init__(self, receipt: Receipt, language: Language) -> None:
        self._language = language
        self._asked: set[tuple[str, str, str]] = set()
        self._columns: dict[tuple[str, str], tuple[str, ColumnReceipt]] = {
            (sheet.sheet, each.cell.rstrip("0123456789")): (sheet.kind, each)
            for sheet in receipt.sheets
            for each in sheet.columns
        }
        self._kinds: Mapping[str, str] = {each.sheet: each.kind for each in reversed(receipt.sheets)}
        self._present: dict[str, set[str | None]] = {}
        for sheet in receipt.sheets:
            self._present.setdefault(sheet.sheet, set()).update(each.field for each in sheet.columns)

    def of(self, each: Finding) -> Iterator[Asked]:
        """The questions of a finding."""
        if each.rule == headers.UNKNOWN_COLUMN:
            yield self._column(each)
        elif each.rule == headers.KIND_GUESSED:
            yield self._guessed(each)
        elif each.rule in _SHEETS:
            yield from self._of_sheets(each)
        elif each.rule == trade.WANTED_COLUMNS:
            yield from self._for_all(each)
        elif each.rule == headers.OTHER_CHOICES:
            yield from self._of_another_list(each)
        elif each.rule in _WORDS:
            yield from self._word(each, each.value)
        elif each.rule == headers.AS_ANSWERED:
            yield from self._answered(each)

    def _say(self, name: Name) -> str:
        return name[self._language]

    def _examples(self, texts: Iterable[str]) -> str:
        return self._say(AND).join(texts)

    def _column(self, each: Finding) -> Asked:
        facts = dict(each.facts)
        examples = facts.get("examples", ())
        so_far = self._say(_SO_FAR[Block.COLUMN])
        suggested = hint(each, self._language)
        stop = self._say(_STOP)
        shown = self._examples(map(str, examples)) if isinstance(examples, tuple) else ""
        asked = Asked(
            Block.COLUMN, each.place, (each.value,), each.value, shown,
            so_far + (stop + suggested if suggested else ""),
            self._names_of(each.place), sheets=(each.place.sheet or "",),
        )  # fmt: skip
        return self._offered(asked, str(facts.get("offer", "")), str(facts.get("offered_by", "")))

    def _offered(self, asked: Asked, offer: str, by: str) -> Asked:
        """The question with what may be its answer filled in, and said."""
        if not offer:
            return asked
        so_far = self._say(_OFFERED).format(by=by or self._say(_SOMEBODY))
        return replace(asked, value=offer, so_far=so_far)

    def _names_of(self, place: Place) -> tuple[str, ...]:
        """What a column of an understood sheet may be: those of its kind that the sheet does not have."""
        sheet = place.sheet or ""
        found = self._columns.get((sheet, column_letters(place.column or 1)))
        kind = found[0] if found else self._kinds.get(sheet)
        return self._names((SHEET_OF[kind],) if kind else self._usual(), self._present.get(sheet, set()))

    def _usual(self) -> tuple[Sheet[Any], ...]:
        return tuple(SHEET_OF[kind] for kind in _USUAL)

    def _names(self, kinds: Iterable[Sheet[Any]], present: set[str | None]) -> tuple[str, ...]:
        kinds = tuple(kinds)
        names = [
            column.name
            for kind in kinds
            for column in kind.visible
            if column.field not in present and not column.computed
        ]
        contacts = [CONTACT, CONTACT_DAY] if any(kind.kind in SUBJECTS for kind in kinds) else []
        return tuple(dict.fromkeys(map(self._say, (LEAVE, *contacts, *names))))

    def _guessed(self, each: Finding) -> Asked:
        facts = dict(each.facts)
        likely = [name for name in (facts["kind"], facts["other"]) if isinstance(name, Name)]
        return self._kind(each.place, "", message(each, self._language), likely)

    def _kind(self, place: Place, examples: str, so_far: str, likely: Sequence[Name]) -> Asked:
        names = (*likely, *(each.name for each in SHEETS), NOT_A_LIST)
        options = tuple(dict.fromkeys(map(self._say, names)))
        sheet = place.sheet or ""
        return Asked(Block.KIND, place, (), sheet, examples, so_far, options, sheets=(sheet,))

    def _of_sheets(self, each: Finding) -> Iterator[Asked]:
        told = dict(each.facts).get("kinds", ())
        likely = [name for name in told if isinstance(name, Name)] if isinstance(told, tuple) else []
        kinds = [sheet for sheet in SHEETS if sheet.name in likely] or self._usual()
        for ask in asks_of(each):
            place = Place(each.place.file, ask.sheet)
            if ask.topic == FOR_ALL:
                if not likely or any(sheet.kind in PHONED for sheet in kinds):
                    yield self._offered(self._of_all_people(place, ask), ask.offer, ask.offered_by)
                continue
            if not ask.header:
                asked = self._kind(
                    place, self._examples(ask.examples.split(OR)), self._say(_SO_FAR[Block.KIND]), likely
                )
            else:
                options = self._names(kinds, set())
                so_far = self._say(_SO_FAR[Block.KIND])
                examples = self._examples(ask.examples.split(OR))
                asked = Asked(
                    Block.COLUMN, place, (ask.header,), ask.header, examples, so_far, options,
                    sheets=(ask.sheet,),
                )  # fmt: skip
            yield self._offered(asked, ask.offer, ask.offered_by)

    def _of_all_people(self, place: Place, ask: Ask) -> Asked:
        """What all rows have, should a sheet that is not understood be a list of people."""
        column = LEADS.by_field[ask.header]
        return Asked(
            Block.DEFAULT, place, (column.field,), self._say(column.name), "", self._say(_IF_PEOPLE),
            self._options(column, ask.options), sheets=(ask.sheet,),
        )  # fmt: skip

    def _for_all(self, each: Finding) -> Iterator[Asked]:
        kind = self._kinds.get(each.place.sheet or "")
        for ask in asks_of(each):
            column = SHEET_OF[kind].by_field.get(ask.header) if kind else None
            if column is not None:
                so_far, options = self._say(_SO_FAR[Block.DEFAULT]), self._options(column, ask.options)
                asked = Asked(
                    Block.DEFAULT, each.place, (column.field,), self._say(column.name), "", so_far, options,
                    sheets=(ask.sheet,),
                )  # fmt: skip
                yield self._offered(asked, ask.offer, ask.offered_by)

    def _options(self, column: Column, listed: str) -> tuple[str, ...]:
        return tuple(self._say(option.name) for option in column.options) or tuple(
            filter(None, listed.split(OR))
        )

    def _of_another_list(self, each: Finding) -> Iterator[Asked]:
        words = dict(each.facts).get("words", ())
        for word in words if isinstance(words, tuple) else ():
            yield from self._word(each, str(word))

    def _word(self, each: Finding, word: str) -> Iterator[Asked]:
        place = each.place
        key = place.sheet or "", column_letters(place.column or 1)
        if (*key, word) in self._asked or not word or key not in self._columns:
            return
        self._asked.add((*key, word))  # a word of a hundred thousand rows is one question
        found = self._columns[key]
        if found[1].group is not None:
            return
        facts = dict(each.facts)
        allowed = facts.get("allowed", _YES_NO)
        options = [say(one, self._language) for one in allowed] if isinstance(allowed, tuple) else []
        options = [LEAVE[self._language], *(one for one in options if one != "…")]
        header = found[1].header
        yield Asked(
            Block.WORD, place, (header, word), header, word, message(each, self._language), tuple(options),
            sheets=(place.sheet or "",),
        )  # fmt: skip

    def of_unit(self, each: UnitAsked) -> Iterator[Asked]:
        """The question for the unit of a column, or of one price; none where it has no header to name."""
        place, facts = each.finding.place, dict(each.finding.facts)
        found = self._columns.get((place.sheet or "", column_letters(place.column or 1)))
        if found is None:
            return
        header = found[1].header
        asked = Asked(
            Block.UNIT, place, (header, each.price) if each.price else (header,), header,
            self._examples(each.examples), message(each.finding, self._language),
            tuple(map(self._say, each.options)), sheets=(place.sheet or "",),
        )  # fmt: skip
        yield self._offered(asked, str(facts.get("offer", "")), str(facts.get("offered_by", "")))

    def _answered(self, each: Finding) -> Iterator[Asked]:
        facts = dict(each.facts)
        key = facts["key"]
        if not isinstance(key, tuple):
            return
        block, subject = Block(str(key[0])), tuple(map(str, key[1:]))
        so_far = self._say(_AGAIN).format(by=say(facts["by"], self._language), since=facts["since"])
        what, examples = (subject or (each.place.sheet or "",))[0], subject[1] if len(subject) > 1 else ""
        asked = Asked(
            block, each.place, subject, what, examples, so_far, (), each.value, each.value,
            (each.place.sheet or "",),
        )  # fmt: skip
        yield self._with_options(asked, facts.get("options", ()))

    def _with_options(self, asked: Asked, listed: object) -> Asked:
        """An answered question with what may be chosen instead."""
        if asked.block is Block.KIND:
            return replace(asked, options=self._kind(asked.place, "", "", ()).options)
        if asked.block is Block.COLUMN:
            return replace(asked, options=self._names_of(asked.place))
        options = tuple(say(one, self._language) for one in listed) if isinstance(listed, tuple) else ()
        if asked.block is Block.UNIT:
            return replace(asked, options=options)
        kind = self._kinds.get(asked.place.sheet or "")
        if asked.block is Block.WORD:
            column = self._columns.get((asked.place.sheet or "", column_letters(asked.place.column or 1)))
            field = column[1].field if column else None
            known = SHEET_OF[kind].by_field.get(field) if kind and field else None
            names = tuple(self._say(option.name) for option in known.options) if known else ()
            return replace(asked, options=(self._say(LEAVE), *names) if names else ())
        known = SHEET_OF[kind].by_field.get(asked.subject[0]) if kind else None
        return replace(asked, options=options, what=self._say(known.name) if known else asked.what)
