"""What is asked for of a record and not known yet: 待补资料."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbook_crm.model.columns import Column, Sheet
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED


def is_strict(sheet: Sheet[Any], field: str, settings: Settings) -> bool:
    """Whether the house holds a row that does not fill a wanted column, as a form would."""
    strict = settings.strict.get(sheet.kind, False)
    return strict if isinstance(strict, bool) else field in strict


def is_asked(sheet: Sheet[Any], field: str, settings: Settings) -> bool:
    """Whether a wanted column is asked for: not where the house does without it, or has a default for it."""
    return field not in settings.optional.get(sheet.kind, ()) and field not in settings.defaults.get(
        sheet.kind, {}
    )


def stands_in(record: Any) -> bool:
    """Whether what somebody is called by is his mail, WeChat or number, for want of a name."""
    name = record.name
    if name is None:
        return False
    return name in (record.mail, record.wechat) or (name == record.number and record.phone is None)


def missing(sheet: Sheet[Any], record: Any, settings: Settings) -> Iterator[Column]:
    """The wanted columns that a record leaves blank."""
    for field in sheet.wanted:
        is_blank = getattr(record, field) is None or (
            field == "name" and sheet.kind in PHONED and stands_in(record)
        )
        if is_blank and is_asked(sheet, field, settings):
            yield sheet.by_field[field]
