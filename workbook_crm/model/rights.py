"""Who may change what a dealership works by: catalog, staff and choices are the manager's and the office's.

So it is from the day on which a staff sheet names a manager; before, there is nobody to ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workbook_crm.model.keys import search_key
from workbook_crm.model.options import MANAGER, OFFICE, ROLES
from workbook_crm.model.snapshot import Snapshot

SET_UP = frozenset({"choices", "staff", "catalog"})
"""Kinds by which a dealership works."""
ROLE_FOLDERS = frozenset(
    search_key(word)
    for option in ROLES
    if option.code in (MANAGER, OFFICE)
    for word in (option.name.zh, option.name.en)
)
"""A folder that bears the name of the role itself: inbox/主管, inbox/Office."""


def may_set_up(snapshot: Snapshot, sender: str | None) -> bool:
    """Whether a sender may change catalog, staff and choices: the inbox's own files, managers, the office.

    `snapshot` is what was known before: nobody makes himself a manager.
    """
    if sender is None or not managers(snapshot):
        return True
    key = search_key(sender)
    return key in ROLE_FOLDERS or key in map(search_key, _of_role(snapshot, MANAGER, OFFICE))


def is_overseer(snapshot: Snapshot, sender: str | None) -> bool:
    """Whether a sender corrects what others wrote: the inbox's own files, managers, the office."""
    if sender is None:
        return True
    key = search_key(sender)
    return key in ROLE_FOLDERS or key in map(search_key, _of_role(snapshot, MANAGER, OFFICE))


def managers(snapshot: Snapshot) -> tuple[str, ...]:
    """The names of those who can be asked."""
    return tuple(_of_role(snapshot, MANAGER))


def _of_role(snapshot: Snapshot, *roles: str) -> Iterator[str]:
    for stored in snapshot.of("staff"):
        member = stored.record
        if member.name and member.role in roles and member.state != "inactive":
            yield member.name


def may_undo(
    snapshot: Snapshot, who: str, sender: str | None, about: str | None, age: timedelta, hours: int
) -> bool:
    """Whether somebody may undo what was sent: its sender for some hours, others as `may_undo_for` says.

    `about`: who sent the import that it is about; of an undo that is not the sender.
    """
    if sender is not None and search_key(who) == search_key(sender) and age <= timedelta(hours=hours):
        return True
    return may_undo_for(snapshot, who, about)


def may_undo_for(snapshot: Snapshot, who: str, about: str | None) -> bool:
    """Whether somebody may undo imports of this sender at any time: the office, the manager of the team."""
    key = search_key(who)
    if key in ROLE_FOLDERS or key in map(search_key, _of_role(snapshot, OFFICE)):
        return True
    teams = {search_key(each.record.name or ""): each.record.team for each in snapshot.of("staff")}
    is_manager = key in map(search_key, _of_role(snapshot, MANAGER))
    own, his = teams.get(key), teams.get(search_key(about or ""))
    return is_manager and (own is None or own == his)
