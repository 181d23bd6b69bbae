"""What is said of an answer by which something is read."""

from __future__ import annotations

from workbook_crm.model.agreed import Given
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules.headers import AS_ANSWERED

_SENDER = Name("发件人", "its sender")


def as_answered(
    given: Given, place: Place, what: Name, options: tuple[str, ...] | tuple[Name, ...] = ()
) -> Finding:
    """The note of an answer; `options`: what else may be chosen, where its kind does not tell."""
    facts: dict[str, Fact] = {
        "what": what,
        "by": given.by or _SENDER,
        "since": given.since,
        "key": (given.topic.value, *given.subject),
        "options": options,
    }
    return finding(AS_ANSWERED, place, given.choice, **facts)
