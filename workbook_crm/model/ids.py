"""Whose ids a column holds: those of the sheet itself, or of the account that each row belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from workbook_crm.model.simplified import simplified

NEW = "新"
"""In place of a number: the record is a new one, whatever it looks like."""


class IdOf(StrEnum):
    """What an id is of."""

    FIRM = "firm"
    CONTACT = "contact"


_ID = re.compile(
    r"(?:\bid|(?<=[a-z_\u4e00-\u9fff])id|\bno\.?|number|code|ref|key|编号|编码|代码|(?<![话机税账帐证信])号|流水号)\s*$",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"account|customer|client|compan(?:y|ies)|organi[sz]ation|客户|公司|单位|企业|往来|会员|顾客",
    re.IGNORECASE,
)
_CONTACT = re.compile(r"contacts?(?!\s*(?:no|num))|联系人", re.IGNORECASE)
_LEAD = re.compile(
    r"潜在客户|潜客|线索|客资|留资|(?:potential|prospective)\s*customers?|(?<![a-z])leads?(?![a-z])|prospects?",
    re.IGNORECASE,
)
_DEAL = re.compile(
    r"商机|机会|opportunit(?:y|ies)|(?<![a-z])(?:deals?|opps?|potentials?)(?![a-z])", re.IGNORECASE
)
_BELONGING = re.compile(
    r"所属|关联|对应|上级|归属|parent|convert|related|associated|linked|belongs|primary|\bmaster",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"上级|parent|master", re.IGNORECASE)


@lru_cache(maxsize=10_000)
def id_of(header: str) -> IdOf | None:
    """What a header's ids are of, where it says so: `CONTACTID`, `Account Id`, 客户编号."""
    plain = simplified(header)
    if not _ID.search(plain.strip(" )）]:：")):
        return None
    if _CONTACT.search(plain):
        return IdOf.CONTACT
    return IdOf.FIRM if _FIRM.search(plain) else None


@lru_cache(maxsize=10_000)
def kind_named(header: str) -> str | None:
    """The kind of record that a header speaks of, as 商机编号 does; None where of none, or of two."""
    plain = simplified(header)
    rest = _LEAD.sub(" ", plain)
    named = {
        "leads": rest != plain,
        "customers": bool(_FIRM.search(rest) or _CONTACT.search(rest)),
        "opportunities": bool(_DEAL.search(rest)),
    }
    kinds = [kind for kind, is_named in named.items() if is_named]
    return kinds[0] if len(kinds) == 1 else None


@lru_cache(maxsize=10_000)
def kind_of_ids(header: str) -> str | None:
    """The kind of record whose ids a header says that it holds."""
    plain = simplified(header)
    return kind_named(header) if _ID.search(plain.strip(" )）]:：")) else None


@lru_cache(maxsize=10_000)
def is_reference(header: str) -> bool:
    """Whether a header says that its ids are of what a row belongs to: 所属客户编号, Converted Account Id."""
    return _BELONGING.search(simplified(header)) is not None


def names_contacts(text: str) -> bool:
    """Whether a sheet, a file or a header is about contacts: people of a customer."""
    return _CONTACT.search(simplified(text)) is not None


def is_contact(extra: Iterable[tuple[str, str]]) -> bool:
    """Whether a record is a contact: it keeps an id of its own list, and that of the account, beside it."""
    headers = {id_of(header) for header, _text in extra if not _ABOVE.search(header)} if extra else set()
    return headers >= {IdOf.CONTACT, IdOf.FIRM}
