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
