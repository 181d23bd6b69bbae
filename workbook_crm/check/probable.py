"""Records that are probably one and are never merged by guess: it is said, with another's data masked."""

from __future__ import annotations

from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.companies import company_key
from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import trade


def say_companies(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> None:
    """The customers of the store that are probably the same company under another spelling of its name."""
    key = company_key(row.record.name) if table.kind == "customers" and row.record.name else None
    if key and (ids := known.by(table.kind, "company", key)):
        _say_known(trade.SAME_COMPANY, table, row, "name", ids, known, found)


def say_customers(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> None:
    """The customers of the store who have a new lead's phone."""
    ids = [each for each in known.by("customers", "phone", row.record.phone) if each > 0]
    if ids:
        _say_known(trade.KNOWN_CUSTOMER, table, row, "phone", ids, known, found)


def _say_known(
    rule: Rule,
    table: Table[Any],
    row: Sourced[Any],
    field: str,
    ids: list[int],
    known: Known,
    found: list[Finding],
) -> None:
    """That a new row is probably a customer of the store, and with whom to settle it."""
    mine = row.record.owner
    targets = [Target("customers", each) for each in ids]
    matches = tuple(known.described(each, mine) for each in targets)
    whose = next((known.owner(each) for each in targets if known.is_anothers(each, mine)), None)
    seen = getattr(row.record, field)
    place = table.place(row.row, field)
    found.append(finding(rule, place, seen, matches=matches, advice=_advice(rule, whose)))


def _advice(rule: Rule, whose: str | None) -> Name:
    if whose is not None:
        return Name(
            f"若是同一个，请先与“{whose}”商量，不要重复登记。",
            f"If they are the same, talk to {whose} first.",
        )
    if rule is trade.KNOWN_CUSTOMER:
        return Name(
            "若是同一个，请直接在客户名下记商机和跟进，并把这条线索的状态改为“无效”。",
            "If they are the same, keep what follows with the customer, and mark the lead as invalid.",
        )
    return Name(
        "若是同一家，请把它的编号填到编号栏再发一次。",
        "If they are the same, write its number in the number column and send it again.",
    )


def say_whose_number(
    table: Table[Any], row: Sourced[Any], target: Target, known: Known, found: list[Finding]
) -> None:
    """A number that is none of ours may just count rows: 1 of one list is not 1 of another."""
    record, before = row.record, known.record(*target)
    if before is None or not record.name or not before.name or are_alike(record.name, before.name):
        return
    mine, theirs = getattr(record, "phone", None), getattr(before, "phone", None)
    if mine and theirs and mine != theirs:
        place, known_as = table.place(row.row, "number"), known.name(target, record.owner)
        found.append(finding(trade.NUMBER_OF_ANOTHER, place, record.number, known=known_as))


def same_phone(table: Table[Any], row: Sourced[Any], target: Target, known: Known) -> Finding:
    """One phone under two names: one's own record is renamed, another's is never touched by guess."""
    record, before = row.record, known.record(*target)
    place = table.place(row.row, "name")
    if record.owner != before.owner and known.is_anothers(target, record.owner):
        facts = {"known": known.described(target, record.owner), "owner": before.owner}
        return finding(trade.PHONE_OF_ANOTHER, table.place(row.row, "phone"), record.phone, **facts)
    return finding(trade.SAME_PHONE, place, record.name, number=before.number, known=before.name)


def are_alike(one: str | None, other: str | None) -> bool:
    """Whether two names are one, or spellings of one company; a missing one speaks against nothing."""
    if not one or not other or search_key(one) == search_key(other):
        return True
    key = company_key(one)
    return key is not None and key == company_key(other)
