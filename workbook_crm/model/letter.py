"""A mail that was read: who sent it, what is in it, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from workbook_crm.model.outgoing import Bounce


class Obstacle(Enum):
    """Why there may be a workbook in a mail that cannot be taken out."""

    LINK = "link"
    WINMAIL = "winmail"
    ENCRYPTED = "encrypted"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One workbook, or what is called like one; the name is as its sender saw it."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Result:
    """What one receiver says of a mail's sender."""

    receiver: str
    """Its name (authserv-id), in lower case; empty where what it wrote cannot be read."""
    proven: tuple[str, ...]
    """Domains that it has proven to be those of the From."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, as plain values."""

    sender: str | None
    """The one address of its one From, in lower case; None where there are none, or several."""
    shown_sender: str
    """The From as people see it."""
    subject: str
    attachments: tuple[Attachment, ...]
    others: tuple[str, ...] = ()
    """Names of what else is attached."""
    obstacles: tuple[tuple[Obstacle, str], ...] = ()
    """With whose service a link leads to."""
    robot: str = ""
    """The field by which it is automatic; empty for a mail that a person wrote."""
    results: tuple[Result, ...] = ()
    """What its receivers say of its sender, the last one first."""
    message_id: str = ""
    references: tuple[str, ...] = ()
    """The mails before it in the same conversation, the oldest first."""
    bounces: tuple[Bounce, ...] = ()
    """The mails of ours that it says were not delivered."""
