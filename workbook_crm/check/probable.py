"""Records that are probably one and are never merged by guess: it is said, with another's data masked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import Of
from workbook_crm.model.companies import company_keys, is_company, spelling_key
from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Target
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import PHONED


def say_companies(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> None:
    """The customers of the store that are probably the same company under another spelling of its name."""
    if ids := _alike(table, row, known):
        _say_known(trade.SAME_COMPANY, table, row, "name", ids, known, found)


def another_spelling(table: Table[Any], row: Sourced[Any], known: Known) -> list[int]:
    """Somebody else's customers of the store whose name is a row's in another spelling, legal form and all.

    One's own are no such: that they are probably the same is only said.
    """
    name = row.record.name
    return [
        each.id
        for each in (Target("customers", one) for one in _alike(table, row, known))
        if is_company(name)
        and spelling_key(known.record(*each).name) == spelling_key(name)
        and not known.may_change(each, row.record.owner)
    ]


def _alike(table: Table[Any], row: Sourced[Any], known: Known) -> list[int]:
    """The customers of the store that have one of the keys of a company's name."""
    keys = company_keys(row.record.name) if table.kind == "customers" and row.record.name else ()
    return list(dict.fromkeys(each for key in keys for each in known.by("customers", "company", key)))


def say_customers(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> None:
    """The customers of the store who have a new lead's phone."""
    numbers = numbers_of(row.record.phone, row.record.extra)
    found_by = (known.by("customers", "phone", each) for each in numbers)
    ids = next((stored for each in found_by if (stored := [one for one in each if one > 0])), None)
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
    mine = known.acting(row.record.owner)
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
    record, before = row.record, known.met_first(target)
    if before is not None and is_anothers_number(record, before, is_sure=False):
        place, known_as = table.place(row.row, "number"), known.name(target, known.acting(record.owner))
        found.append(finding(trade.NUMBER_OF_ANOTHER, place, record.number, known=known_as))


def is_anothers_number(record: Any, before: Any, *, is_sure: bool) -> bool:
    """Whether two records of one number are not one: other names, and no phone in common.

    Where it is not sure that the numbers are of two lists, something else has to differ too: the phones, the
    owners, or that one is a firm and the other a person.
    """
    if not record.name or not before.name or are_alike(record.name, before.name):
        return False
    mine, theirs = (numbers_of(getattr(each, "phone", None), each.extra) for each in (record, before))
    if not set(mine).isdisjoint(theirs):
        return False
    has_other_owner = bool(record.owner and before.owner) and record.owner != before.owner
    is_other_sort = is_company(record.name) != is_company(before.name)
    is_person = hasattr(record, "phone")
    return is_sure or bool(mine and theirs) or (is_person and (has_other_owner or is_other_sort))


def namesakes(table: Table[Any], row: Sourced[Any], ids: Sequence[int], known: Known) -> Finding:
    """Records of a new row's name whose phones differ from its own: other people, until somebody says not."""
    record, targets = row.record, [Target(table.kind, each) for each in ids]
    place = table.place(row.row, "name")
    stored = [each for each in targets if each.id > 0]
    if not stored:
        return finding(trade.NAMESAKE, place, record.name, where=known.place_of(targets[0]))
    matches = tuple(known.label(each, known.acting(record.owner)) for each in stored)
    return finding(trade.SAME_NAME, place, record.name, kind=table.of.name, matches=matches)


def whose_record(table: Table[Any], row: Sourced[Any], target: Target, known: Known) -> Finding | None:
    """What is to be said of a row that is a record of the store by a likeness: whether it may change it.

    One's own record may be renamed, another's is never touched by guess.
    """
    record, before = row.record, known.record(*target)
    if before is None:
        return None
    who = known.acting(record.owner)
    if not are_alike(record.name, before.name):
        if known.is_anothers(target, who) and not before.provisional:
            return _theirs(trade.PHONE_OF_ANOTHER, table, row, "phone", target, known)
        place = table.place(row.row, "name")
        return finding(trade.SAME_PHONE, place, record.name, number=before.number, known=before.name)
    if before.provisional:
        return None
    if known.may_change(target, record.owner):
        is_given = who is not None and known.is_other(before.owner, who)
    elif _is_corrected(table, row, target, known):
        is_given = True
    elif _says_nothing_new(table, row, target, known):
        return None
    else:
        return _theirs(trade.RECORD_OF_ANOTHER, table, row, "name", target, known)
    if is_given and record.owner and before.owner and known.is_other(before.owner, record.owner):
        place = table.place(row.row, "owner")
        facts = {"before": before.owner, "known": known.label(target, before.owner)}
        return finding(trade.OWNER_CHANGED, place, record.owner, **facts)
    return None


def _theirs(
    rule: Rule, table: Table[Any], row: Sourced[Any], field: str, target: Target, known: Known
) -> Finding:
    """An error that names the owner; `number` and `kind` let the owner be told of it too."""
    record, before = row.record, known.record(*target)
    facts = {"known": known.described(target, known.acting(record.owner)), "owner": before.owner}
    sent = {"number": before.number, "kind": table.kind, "who": known.acting(record.owner) or ""}
    return finding(rule, table.place(row.row, field), getattr(record, field), **facts, **sent)


def _is_corrected(table: Table[Any], row: Sourced[Any], target: Target, known: Known) -> bool:
    """Whether the office says of a record that is surely meant that somebody else looks after it."""
    if not known.is_unnamed:
        return False
    if table.kind not in PHONED:
        return True
    mine, theirs = numbers_of(row.record.phone, row.record.extra), known.phones(*target)
    if not mine or not theirs:
        return is_company(row.record.name or "")
    return not set(mine).isdisjoint(theirs)


def _says_nothing_new(table: Table[Any], row: Sourced[Any], target: Target, known: Known) -> bool:
    """Whether a row only repeats what is known of a record."""
    record, before = row.record, known.record(*target)
    told = (
        column.field
        for column in table.of.visible
        if column.of is not Of.REFERENCE and not column.computed and getattr(record, column.field) is not None
    )
    is_new = any(
        getattr(record, field) != getattr(before, field)
        for field in told
        if field != "phone" or record.phone not in known.phones(*target)
    )
    return not is_new and not row.erased and set(record.extra) <= set(before.extra)


def are_alike(one: str | None, other: str | None) -> bool:
    """Whether two names are one, or spellings of one company; a missing one speaks against nothing."""
    if not one or not other or search_key(one) == search_key(other):
        return True
    keys = company_keys(one)
    return not set(keys).isdisjoint(company_keys(other))
