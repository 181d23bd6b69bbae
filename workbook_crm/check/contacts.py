"""Contacts and their accounts are two lists, each with numbers of its own: 2 of one is not 2 of the other."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.check.probable import is_anothers_number
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import Column, with_values
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.ids import IdOf, id_of, is_contact
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import trade

_BELONGS = re.compile(
    r"^(?:所属|所屬|隶属|隸屬|关联|關聯|归属|歸屬)(?:的)?(?:客户|客戶|公司|企业|企業|单位|單位)(?:名称|名稱)?$"
)


def holds_contacts(table: Table[Any]) -> bool:
    """Whether a table of customers is one of contacts, whose accounts are named beside them."""
    ids = {id_of(each.text): each.field for each in table.headings if id_of(each.text)}
    return table.kind == "customers" and IdOf.FIRM in ids and ids.get(IdOf.CONTACT) == "number"


def with_own_numbers(table: Table[Any], known: Known, found: list[Finding]) -> Table[Any]:
    """The table without numbers that the other list has given to somebody else; they are kept beside."""
    if table.kind != "customers" or "number" not in table.columns:
        return table
    rows = list(table.rows)
    for position, row in enumerate(rows):
        target = _of_other_list(table, row, known)
        if target is not None:
            rows[position] = _without_number(table, row)
            facts = {"known": known.label(target, known.acting(row.record.owner))}
            place = table.place(row.row, "number")
            found.append(finding(trade.NUMBER_IN_USE, place, row.record.number, **facts))
    return replace(table, rows=tuple(rows))


def _of_other_list(table: Table[Any], row: Sourced[Any], known: Known) -> Target | None:
    """The record of the other list that has a row's number, where they are not one."""
    number = row.record.number
    ids = known.by_any_case(table.kind, number) if number else []
    if not ids or number.startswith(f"{table.of.prefix}-"):
        return None
    target = Target(table.kind, ids[0])
    other = known.met_first(target)
    is_other_list = is_contact(row.record.extra) != is_contact(other.extra)
    return target if is_other_list and is_anothers_number(row.record, other, is_sure=True) else None


def _without_number(table: Table[Any], row: Sourced[Any]) -> Sourced[Any]:
    record, column = row.record, table.columns["number"]
    header = next(each.text for each in table.headings if each.column == column)
    extra = tuple({**dict(record.extra), header: record.number}.items())
    return replace(row, record=with_values(record, {"number": None, "extra": extra}))


def as_accounts(table: Table[Any], known: Known) -> Table[Any]:
    """The contacts whose phone is that of the customer to whom they belong, as that customer.

    No customer is renamed to somebody who answers its phone; the contact's name is kept beside.
    """
    header = _belonging(table)
    if header is None or "name" not in table.columns:
        return table
    return replace(table, rows=tuple(_as_account(table, row, header, known) for row in table.rows))


def _belonging(table: Table[Any]) -> str | None:
    """The header of the column that says to which customer a contact belongs."""
    if table.kind != "customers":
        return None
    return next((each.text for each in table.headings if not each.field and _BELONGS.match(each.text)), None)


def _as_account(table: Table[Any], row: Sourced[Any], header: str, known: Known) -> Sourced[Any]:
    record = row.record
    account = dict(record.extra).get(header)
    if not account or not record.phone or not record.name:
        return row
    for record_id in known.by(table.kind, "name", search_key(account)):
        if record.phone in known.phones(table.kind, record_id):
            name = next(each.text for each in table.headings if each.field == "name")
            extra = (*record.extra, (name, record.name))
            return replace(row, record=with_values(record, {"name": account, "extra": extra}))
    return row


def names_accounts(table: Table[Any], column: Column) -> bool:
    """Whether a column of references holds the numbers of accounts, and never those of their contacts."""
    headings = [each.text for each in table.headings if each.field == column.field]
    return len(headings) == 1 and id_of(headings[0]) is IdOf.FIRM
