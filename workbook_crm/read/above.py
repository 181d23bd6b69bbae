"""What labels above a table say, as columns that all of its rows have: the customer of a quotation, its day.

A column of the table's own goes before. Whom a quotation or a delivery note is for is a deal's customer; the
deal is named after it, with what the sheet is and its number or day.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.numbers_of import first_number
from workbook_crm.model.place import Place
from workbook_crm.model.rules import headers as rules
from workbook_crm.model.simplified import simplified
from workbook_crm.model.vocabulary import WEAK, Vocabulary, Word
from workbook_crm.read.body import Body
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import CJK, Understood
from workbook_crm.read.labels_above import (
    CONTACT,
    CUSTOMER,
    DAY,
    NUMBER,
    PERSON,
    PHONE,
    Told,
    labels_above,
)
from workbook_crm.read.likeness import is_unlike
from workbook_crm.read.looks_like import looks_like
from workbook_crm.read.remarks import seen
from workbook_crm.read.tables import Block

_LINES = "opportunity_lines"
_FIELDS: Mapping[tuple[str, str], str] = {
    ("opportunities", CUSTOMER): "customer",
    ("follow_ups", CUSTOMER): "subject",
    ("leads", PERSON): "owner",
    ("customers", PERSON): "owner",
    ("opportunities", PERSON): "owner",
    ("follow_ups", PERSON): "by",
    ("follow_ups", DAY): "time",
}
"""By kind and role: the field that a label fills."""
_BESIDE: Mapping[tuple[str, str], Name] = {
    (_LINES, CUSTOMER): Name("客户", "Customer"),
    (_LINES, PERSON): Name("负责人", "Owner"),
    (_LINES, PHONE): Name("电话", "Phone"),
    (_LINES, CONTACT): Name("联系人", "Contact"),
    (_LINES, DAY): Name("日期", "Date"),
    (_LINES, NUMBER): Name("单号", "No."),
    ("leads", DAY): Name("日期", "Date"),
    ("customers", DAY): Name("日期", "Date"),
}
"""By kind and role: the column beside the record that it is read as."""
_COMMON = frozenset({"source", "campaign", "region", "industry", "method", "owner", "by"})
"""Fields that all rows of a list may share, under any word of their own."""
_RANK = 1
"""Of a word above a table: it has a cell that looks like what it asks for."""
_CALLED: Sequence[tuple[re.Pattern[str], Name]] = (
    (re.compile(r"送\s*货|出\s*库|发\s*货|deliver", re.IGNORECASE), Name("送货", "delivery")),
    (re.compile(r"订\s*[货单]|合\s*同|\border", re.IGNORECASE), Name("订单", "order")),
)
_QUOTE = Name("报价", "quote")
_TAKEN = Name("表里已有这一列", "the table has such a column")
_NO_FIELD = Name("这种表没有这一列", "there is no such column in a sheet of this kind")
_UNLIKE = Name("看不懂这个值", "its value could not be read")


@dataclass(frozen=True, slots=True)
class _Use:
    """A label put to use: the header that it becomes, what its field is called, and its value."""

    told: Told
    cell: HeaderCell
    word: Word | None
    name: Name
    value: object

    @property
    def is_said(self) -> bool:
        """Whether anything follows from it: a day and a contact are only kept beside lines."""
        return self.word is not None or self.told.role in (CUSTOMER, PERSON, PHONE)


@dataclass(frozen=True, slots=True)
class Above:
    """What became of the labels above a table."""

    used: tuple[_Use, ...] = ()
    left: tuple[tuple[Told, Name], ...] = ()

    @property
    def texts(self) -> frozenset[str]:
        """The headers that labels became."""
        return frozenset(each.cell.text for each in self.used)

    def said(self, unread: Collection[HeaderCell], rows: int, place: Place) -> Iterator[Finding]:
        """What is said of each label, at the cell of its value; `unread`: those whose values tell nothing."""
        for each in self.used:
            if each.cell not in unread and each.is_said:
                facts: dict[str, Fact] = {"label": each.told.label, "column": each.name, "rows": rows}
                yield finding(rules.ABOVE_TABLE, _at(each.told, place), seen(each.value), **facts)
        nothing = [(each.told, _UNLIKE) for each in self.used if each.cell in unread]
        for told, why in (*self.left, *nothing):
            where = _at(told, place)
            yield finding(rules.ABOVE_NOT_USED, where, seen(told.value), label=told.label, why=why)


NOTHING_ABOVE = Above()


def with_labels_above(
    understood: Understood, body: Body, block: Block, cells: Sequence[Sequence[object]], words: Vocabulary
) -> tuple[Understood, Body, Above]:
    """The table with a column for every label that its rows can use, and what is said of each label."""
    told = labels_above(cells, block.since, understood.header.top)
    if not told or not body.rows:
        return understood, body, NOTHING_ABOVE
    used, left = list[_Use](), list[tuple[Told, Name]]()
    for each in told:
        use = _use_of(each, understood, words)
        if isinstance(use, _Use):
            used.append(use)
        elif each.role or use is not _NO_FIELD:
            left.append((each, use))
    used += _phone_of_contact(used, understood)
    used += _deal(used, understood, cells[block.since : understood.header.top])
    width = len(body.columns)
    used = [replace(each, cell=replace(each.cell, column=width + nth)) for nth, each in enumerate(used)]
    return (*_with(understood, body, used), Above(tuple(used), tuple(left)))


def _use_of(told: Told, understood: Understood, words: Vocabulary) -> _Use | Name:
    """What a label becomes; why it is not used, where it is not."""
    kind, cell = understood.of.kind, HeaderCell(0, told.row, told.label, above=told.column)
    field = _FIELDS.get((kind, told.role)) or _common_field(told, kind, words)
    has = {word.field for word in understood.words if word is not None}
    if field is not None:
        column = understood.of.by_field[field]
        if field in has:
            return _TAKEN
        if not looks_like(column, [told.value]) or is_unlike(column, [told.value]):
            return _UNLIKE
        return _Use(told, cell, Word(field, _RANK), column.name, told.value)
    name = _BESIDE.get((kind, told.role))
    if name is None or (kind == _LINES and "opportunity" in has):
        return _NO_FIELD
    label = name.zh if CJK.search(told.label) else name.en
    return _Use(told, replace(cell, label=label), None, name, told.value)


def _common_field(told: Told, kind: str, words: Vocabulary) -> str | None:
    """A field under any word of its own that all rows of a list may share."""
    if told.role:
        return None
    meaning = words.meanings(told.label).get(kind)
    is_common = meaning is not None and meaning[0].rank < WEAK and meaning[0].field in _COMMON
    return meaning[0].field if meaning is not None and is_common else None


def _phone_of_contact(used: Sequence[_Use], understood: Understood) -> Iterator[_Use]:
    """The phone behind whom one speaks with there, where no other is told: 王经理 13900000301."""
    by_role = {each.told.role: each for each in used}
    contact = by_role.get(CONTACT)
    if understood.of.kind != _LINES or contact is None or PHONE in by_role:
        return
    phone = first_number(seen(contact.value))
    if phone is not None:
        name = _BESIDE[_LINES, PHONE]
        label = name.zh if CJK.search(contact.told.label) else name.en
        told = replace(contact.told, role=PHONE)
        yield _Use(told, replace(contact.cell, label=label), None, name, phone)


def _deal(used: Sequence[_Use], understood: Understood, above: Sequence[Sequence[object]]) -> Iterator[_Use]:
    """The deal of lines that tell above them whom they are for; it is called what anybody would call it."""
    by_role = {each.told.role: each for each in used}
    customer = by_role.get(CUSTOMER)
    if understood.of.kind != _LINES or customer is None:
        return
    is_chinese = bool(CJK.search(customer.told.label))
    number = by_role.get(NUMBER) or by_role.get(DAY)
    titles = " ".join(cell for row in above for cell in row if isinstance(cell, str))
    called = next((name for pattern, name in _CALLED if pattern.search(simplified(titles))), _QUOTE)
    word = called.zh if is_chinese else called.en
    parts = (seen(customer.value), word, seen(number.value) if number else "")
    name = understood.of.by_field["opportunity"].name
    cell = replace(customer.cell, label=name.zh if is_chinese else name.en)
    text = " ".join(filter(None, parts))
    yield _Use(customer.told, cell, Word("opportunity", _RANK), name, text)


def _with(understood: Understood, body: Body, used: Sequence[_Use]) -> tuple[Understood, Body]:
    """The header and the rows with a column more for each; these stand first, as they do on the sheet."""
    cells = (*(each.cell for each in used), *understood.header.cells)
    words = (*(each.word for each in used), *understood.words)
    taxes = {i + len(used): part for i, part in understood.taxes.items()}
    columns = (*body.columns, *([each.value] * len(body.rows) for each in used))
    header = replace(understood.header, cells=cells)
    return replace(understood, header=header, words=words, taxes=taxes), replace(body, columns=columns)


def _at(told: Told, place: Place) -> Place:
    return Place(place.file, place.sheet, (place.row or 1) + told.row, (place.column or 1) + told.column)
