"""Whose mail it is: somebody of the Staff sheet, and where it is asked for, proven to be theirs. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.letter import Letter
from workbook_crm.model.place import Place
from workbook_crm.model.records import StaffMember
from workbook_crm.model.rules import mails

People = Mapping[str, tuple[str, ...]]
"""Names by address in lower case."""
_BETWEEN = re.compile(r"[\s,;，；、/|<>()（）]+")


@dataclass(frozen=True, slots=True)
class Proof:
    """What a door asks for beyond an address that anybody can write."""

    receivers: frozenset[str]
    """The names under which our own receivers write Authentication-Results, in lower case."""


def by_address(staff: Iterable[StaffMember]) -> dict[str, tuple[str, ...]]:
    """The people of a Staff sheet by each of their addresses; without those who have left."""
    found: dict[str, tuple[str, ...]] = {}
    for each in staff:
        if each.name and each.state != "inactive":
            for address in addresses_of(each):
                found[address] = (*found.get(address, ()), each.name)
    return found


def addresses_of(each: StaffMember) -> Iterator[str]:
    """The address of somebody, and those that stood beside it in the same cell."""
    mail = each.mail or ""
    cells = (mail, *(text for text in dict(each.extra).values() if mail and mail in text))
    return iter(dict.fromkeys(word for word in _BETWEEN.split(" ".join(cells).lower()) if "@" in word))


def whose(letter: Letter, people: People, place: Place, proof: Proof | None) -> str | Finding:
    """The person who sent a mail, or why that is not known well enough."""
    if letter.sender is None:
        return finding(mails.MAIL_WITHOUT_SENDER, place, letter.shown_sender)
    names = people.get(letter.sender, ())
    if not names:
        return finding(mails.MAIL_UNKNOWN_SENDER, place, letter.sender)
    if len(names) > 1:
        return finding(mails.MAIL_SHARED_ADDRESS, place, letter.sender, names=names)
    if proof is not None and not _is_proven(letter, letter.sender, proof):
        return finding(mails.MAIL_NOT_AUTHENTICATED, place, letter.sender)
    return names[0]


def _is_proven(letter: Letter, sender: str, proof: Proof) -> bool:
    """By the last of our receivers alone: what stands below it may have come with the mail."""
    ours = next((each for each in letter.results if each.receiver in proof.receivers), None)
    return ours is not None and sender.rpartition("@")[2] in ours.proven
