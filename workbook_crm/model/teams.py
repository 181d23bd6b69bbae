"""Whose records somebody works with: their own, or those of all whom they lead."""

from __future__ import annotations

from collections.abc import Iterable

from workbook_crm.model.keys import search_key
from workbook_crm.model.options import MANAGER, ROLES
from workbook_crm.model.records import StaffMember

_ROLE = frozenset(
    search_key(name)
    for option in ROLES
    if option.code == MANAGER
    for name in (option.name.zh, option.name.en)
)
"""A folder of the inbox that bears the name of the role itself."""


def leads(staff: Iterable[StaffMember], person: str) -> bool:
    """Whether somebody is a manager, or goes by the name of that role."""
    return search_key(person) in _ROLE or any(_leads(each, person) for each in staff)


def people_of(staff: Iterable[StaffMember], person: str) -> frozenset[str] | None:
    """Whose records a person works with: a manager with those of team, else shop; None is everybody."""
    members = tuple(staff)
    if not leads(members, person):
        return frozenset({person})
    me = next((each for each in members if _leads(each, person)), None)
    if me is None or not (me.team or me.store):
        return None
    same = (each for each in members if (each.team == me.team if me.team else each.store == me.store))
    return frozenset({person, *(each.name for each in same if each.name)})


def _leads(member: StaffMember, person: str) -> bool:
    return member.name == person and member.role == MANAGER and member.state != "inactive"
