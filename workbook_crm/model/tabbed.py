"""One record on several tabs of a workbook: whether it surely is one, and what a later tab made old."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from workbook_crm.model.batch import Sourced
from workbook_crm.model.companies import is_company
from workbook_crm.model.file_lines import Pairs, said_cell
from workbook_crm.model.keys import search_key
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.together import words_of

TABBED = frozenset({"leads", "customers", "opportunities"})
"""Kinds whose records people carry on from tab to tab."""


class TabRow(NamedTuple):
    """One row of a record that has several."""

    position: int
    """Of its table in the batch."""
    nth: int
    tab: str
    row: Sourced[Any]
    means: Mapping[str, object]
    """What its references are, where resolved."""


def is_surely_one(kind: str, rows: Sequence[TabRow]) -> bool:
    """Whether rows of several tabs are one record beyond doubt: people of one name alone may be two."""
    if kind not in TABBED or len({each.tab for each in rows}) == 1:
        return False
    records = [each.row.record for each in rows]
    names = {search_key(each.name) for each in records if each.name}
    if len(names) > 1:
        return False
    if kind == "opportunities" or (records[0].name and is_company(records[0].name)):
        return True
    return bool(frozenset.intersection(*map(_keys, records)))


def _keys(record: Any) -> frozenset[tuple[str, str]]:
    own = ((name, getattr(record, name)) for name in ("number", "mail", "wechat"))
    phones = (("phone", each) for each in numbers_of(record.phone, record.extra))
    return frozenset((*((name, value) for name, value in own if value), *phones))


def older_words(
    rows: Sequence[TabRow], fields: Sequence[str], pairs: Mapping[int, Pairs], record_id: int
) -> dict[tuple[int, int], frozenset[str]]:
    """By position and row: what a later tab says otherwise and the list had applied before.

    It is in the history already, and counts no second time.
    """
    says = [words_of(each.row, fields, each.means) for each in rows]
    last: dict[str, tuple[object, str]] = {}
    for each, words in zip(rows, says, strict=True):
        last |= {
            name: (value, each.tab) for name, value in words.items() if last.get(name, (0, ""))[1] != each.tab
        }
    found = {}
    for each, words in zip(rows, says, strict=True):
        newer = (
            name for name, value in words.items() if last[name][1] != each.tab and last[name][0] != value
        )
        older = frozenset(_applied(each, newer, pairs, record_id))
        if older:
            found[each.position, each.nth] = older
    return found


def _applied(each: TabRow, names: Iterable[str], pairs: Mapping[int, Pairs], record_id: int) -> Iterable[str]:
    of = pairs.get(each.position)
    if of is None or of.line is None or of.record(each.nth) != record_id:
        return ()
    base, row = of.line.base, of.base_row(each.nth)
    return (name for name in names if base.cell(row, name) == said_cell(each.row, name))
