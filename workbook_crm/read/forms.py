"""The form of a sheet, told without understanding it; and what is answered about the sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from workbook_crm.model.agreed import (
    BETWEEN_SHEETS,
    TOPICS,
    Agreed,
    Form,
    Given,
    agreed_of,
    form_of,
    header_keys,
)
from workbook_crm.model.raw import RawSheet, RawWorkbook
from workbook_crm.model.replies import Reply
from workbook_crm.model.seals import is_own_header
from workbook_crm.model.spellings import word_key
from workbook_crm.read.senders_sheets import senders_sheets
from workbook_crm.read.text import clean_line

_LOOKED_AT = 50
"""Rows among which the header of a sheet stands."""
_LEAST = 2
"""Words in a row that may head a table."""
_FACTS = 3
"""Of a question, beside its subject: the receipt, the sheets, what was filled in already."""


def header_row(sheet: RawSheet) -> int | None:
    """The first row of words, from 0, that is at least half as wide as the widest row; None without any."""
    rows = sheet.cells[:_LOOKED_AT]
    widest = max((sum(cell != "" for cell in row) for row in rows), default=0)
    for at, row in enumerate(rows):
        filled = [cell for cell in row if cell != ""]
        if len(filled) >= max(_LEAST, widest / 2) and all(isinstance(cell, str) for cell in filled):
            return at
    return None


def header_texts(sheet: RawSheet) -> tuple[str, ...]:
    """The words over the columns, but for ours."""
    at = header_row(sheet)
    cells = sheet.cells[at] if at is not None else ()
    texts = (clean_line(cell) for cell in cells if isinstance(cell, str))
    return tuple(text for text in texts if text and not is_own_header(text))


def agreed_in(
    book: RawWorkbook, replies: Sequence[Reply], forms: Sequence[Form], sender: str | None, day: date
) -> tuple[Mapping[str, Agreed], tuple[Form, ...]]:
    """By sheet: what is to be gone by there; and the forms about which the workbook answers something."""
    if not forms and not replies:
        return {}, ()
    headers = {each.name: header_keys(header_texts(each)) for each in senders_sheets(book)}
    changed = _answered(book.name, replies, forms, headers, sender, day)
    now = [*(each for each in forms if each.id not in {one.id for one in changed if one.id}), *changed]
    if not now:
        return {}, ()
    agreed = {name: agreed_of(now, keys, sender, book.name, name) for name, keys in headers.items() if keys}
    return {name: each for name, each in agreed.items() if each.given or each.offered}, changed


def _answered(
    file: str,
    replies: Iterable[Reply],
    forms: Sequence[Form],
    headers: Mapping[str, frozenset[str]],
    sender: str | None,
    day: date,
) -> tuple[Form, ...]:
    """The forms with the answers that are new; what a cell said when we filled it in is no news."""
    changed: dict[str, Form] = {}
    for reply in replies:
        block, facts = reply.question
        if block not in TOPICS or len(facts) < _FACTS or reply.text == facts[-1]:
            continue
        given = Given(block, facts[2:-1], reply.text, sender or "", day.isoformat())
        for name in _sheets_meant(facts[1], headers):
            form = changed.get(name) or form_of(forms, headers[name], sender, file, name)
            others = (each for each in form.given if each.key != given.key)
            changed[name] = replace(form, given=(*others, given))
    return _apart(changed.values())


def _sheets_meant(names: str, headers: Mapping[str, frozenset[str]]) -> Sequence[str]:
    """The sheets that a question is about, whatever a program made of the signs in their names.

    The only sheet that there is may have been renamed since.
    """
    asked = set(map(word_key, names.split(BETWEEN_SHEETS)))
    meant = [name for name, keys in headers.items() if keys and word_key(name) in asked]
    rest = [name for name, keys in headers.items() if keys]
    return meant or (rest if len(rest) == 1 else ())


def _apart(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Forms of one name as one: sheets that are called 一月 and 二月 are answered together."""
    together: dict[tuple[tuple[str, str], int], Form] = {}
    for each in forms:
        key = each.name, each.id
        before = together.get(key)
        answers = {one.key: one for one in (*(before.given if before else ()), *each.given)}
        together[key] = replace(each, given=tuple(answers.values()))
    return tuple(together.values())
