"""Whose records somebody may change: everybody's, those of a team, or one's own and those whom one leads.

Who somebody is, his door says: the folder of his files, his mail address, or the stamp of a workbook that was
made for him; never what he writes into an owner's column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from workbook_crm.model.keys import search_key
from workbook_crm.model.options import MANAGER, OFFICE
from workbook_crm.model.records import StaffMember
from workbook_crm.model.rights import ROLE_FOLDERS

Mode = Literal["open", "team", "own"]


class Refusal(StrEnum):
    """Why somebody may not change a record."""

    NOT_OWN = "not own"
    NOT_KNOWN = "not known"
    """Nobody knows who sends."""
    HAS_LEFT = "has left"


@dataclass(frozen=True, slots=True)
class Access:
    """Who may change the fields of whose records, by the staff that is known."""

    mode: Mode
    staff: Mapping[str, StaffMember]
    """By the search key of the name."""

    @property
    def is_open(self) -> bool:
        """Whether everybody may change all fields."""
        return self.mode == "open"

    def refusal(self, who: str | None, owner: str | None) -> Refusal | None:
        """Why somebody may not change a record of this owner; None where he may."""
        if self.is_open or not owner:
            return None
        if who is None:
            return Refusal.NOT_KNOWN
        me, theirs = self.staff.get(search_key(who)), self.staff.get(search_key(owner))
        if me is not None and me.state == "inactive":
            return Refusal.HAS_LEFT
        if search_key(who) in (search_key(owner), *ROLE_FOLDERS):
            return None
        is_in_team = self.mode == "team" and _team_up(me, theirs)
        return None if is_in_team or _leads(me, theirs) else Refusal.NOT_OWN

    def may_hand_over(self, who: str | None) -> bool:
        """Whether somebody may change who owns a record that has an owner: managers and the office."""
        if self.is_open:
            return True
        me = self.staff.get(search_key(who or ""))
        return search_key(who or "") in ROLE_FOLDERS or (me is not None and me.role in (MANAGER, OFFICE))


def access_of(staff: Iterable[StaffMember], mode: Mode) -> Access:
    """The access that the settings ask for, among these people."""
    return Access(mode, {search_key(each.name): each for each in staff if each.name})


def _leads(me: StaffMember | None, theirs: StaffMember | None) -> bool:
    """Whether somebody is of the office, or manages the other's team; who has no team leads all."""
    if me is None or me.role not in (MANAGER, OFFICE):
        return False
    return me.role == OFFICE or me.team is None or theirs is None or theirs.team in (None, me.team)


def _team_up(me: StaffMember | None, theirs: StaffMember | None) -> bool:
    return me is not None and theirs is not None and me.team is not None and me.team == theirs.team
