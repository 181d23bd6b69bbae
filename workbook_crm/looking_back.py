"""The commands that look back: where a value came from, and an import taken back."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from workbook_crm import as_json
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.language import Name
from workbook_crm.model.trace import of_field
from workbook_crm.model.versions import StoreVersion, asked_version, day_named, version_of

if TYPE_CHECKING:
    from workbook_crm.merge.queries import Queries
    from workbook_crm.model.run import Receipt
    from workbook_crm.model.undoing import UndoPlan
    from workbook_crm.wire import Workspace

NO_RECORD = Name(
    "没有编号为 {what} 的记录。编号像 L-000001（线索）、C-000001（客户）、O-000001（商机）；"
    "按名称或电话查找：workbook-crm find 名称，或打开 reports/records/index.html。",
    "There is no record {what}. Numbers look like L-000001 (leads), C-000001 (customers), O-000001 "
    "(opportunities); to search by name or phone: workbook-crm find NAME, or open "
    "reports/records/index.html.",
)
NO_RECEIPT = Name(
    "没有导入回执 {what}；workbook-crm receipts 会列出全部导入回执。",
    "There is no receipt {what}; workbook-crm receipts lists them all.",
)
_NO_FIELD = Name(
    "{number} 没有“{what}”这一列的值，以前也没有过；不写列名就列出全部。",
    "{number} has nothing in a column “{what}”, and never had; leave it out to see them all.",
)


_DATE = Name("日期请写成 2026-11-23 这样：{written}", "Write a date like 2026-11-23: {written}")
NOT_A_VERSION = Name(
    "--as-of 写成日期（2026-11-23）、时刻（2026-11-23T15:00）或导入回执（R-000057）：{written}",
    "--as-of takes a day (2026-11-23), a moment (2026-11-23T15:00) or a receipt (R-000057): {written}",
)
NOTHING_YET = Name("到 {what} 为止还没有收过文件。", "Nothing had been taken in by {what}.")
_VERSION = Name("{version}时的样子：", "As of {version}:")
_UNDO = Name("撤销了 {receipt}（导入回执 {undo}）。", "{receipt} is undone (receipt {undo}).")
_WOULD = Name(
    "只是试算，什么都没有改。撤销 {receipt} 会是这样：",
    "A dry run: nothing was changed. Undoing {receipt} would do this:",
)
_COUNT = Name("{title}：{count} 条", "{title}: {count}")
_MORE = Name("  …… 还有 {count} 条，见撤销报告。", "  … and {count:more|more}; the report lists them all.")
_MOST = 20
"""Rows of each list that a terminal shows."""
_DOES_IT = Name("撤销的记录：{path}", "Report: {path}")


def day_of(text: str | None) -> date | None:
    """A day that was written; None where none was. Raises UsageError where it is none."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(_DATE, written=text or "") from None


@contextmanager
def store_at(workspace: Workspace, as_of: str | None) -> Iterator[tuple[Queries, StoreVersion | None]]:
    """The store as it is, or as it was where `--as-of` says so; with the version then."""
    if as_of is None:
        with workspace.store.reading() as queries:
            yield queries, None
        return
    version = version_at(workspace, as_of)
    with workspace.store.as_of(version.revision) as queries:
        yield queries, version


def version_at(workspace: Workspace, as_of: str) -> StoreVersion:
    """The version that `--as-of` names. Raises UsageError where there is none."""
    asked = asked_version(as_of, workspace.clock.now().tzinfo)
    if asked is None:
        raise UsageError(NOT_A_VERSION, written=as_of)
    with workspace.store.reading() as queries:
        version = version_of(asked, queries.times())
    if version is None:
        raise UsageError(NO_RECEIPT if isinstance(asked, int) else NOTHING_YET, what=as_of)
    return version


def day_and_version(
    workspace: Workspace, day: date | None, as_of: str | None
) -> tuple[date, StoreVersion | None]:
    """The day that is spoken of, and the version; a day that is looked back to is spoken of, too."""
    version = version_at(workspace, as_of) if as_of is not None else None
    named = day_named(as_of) if as_of is not None else None
    return day or named or (version.day if version else workspace.clock.now().date()), version


def show_version(workspace: Workspace, version: StoreVersion | None) -> None:
    """Says at which version everything stands that follows."""
    from workbook_crm.terminal import Screen

    if version is not None:
        screen = Screen(workspace.settings.language)
        screen.line(_VERSION, version=version.said(screen.language))


def undo(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Takes an import back, or says what that would do; 1 where something of it stays."""
    from workbook_crm.undone_files import check, undo_now

    if not workspace.has_store:
        raise UsageError(NO_RECEIPT, what=options.id)
    if options.check:
        of, plan = check(workspace, options.id) or _no_receipt(options.id)
        done = None
    else:
        with workspace.owned("undo"):
            of, undone = undo_now(workspace, options.id) or _no_receipt(options.id)
        plan, done = undone.plan, undone.receipt
    language = workspace.settings.language
    if options.json:
        print(as_json.document(as_json.undo(done, of, plan, language)))
    else:
        _show_undo(workspace, of, plan, done)
    return Exit.HELD if plan.kept or plan.leant else Exit.WELL


def _no_receipt(what: str) -> NoReturn:
    raise UsageError(NO_RECEIPT, what=what)


def _show_undo(workspace: Workspace, of: Receipt, plan: UndoPlan, done: Receipt | None) -> None:
    from workbook_crm.report.undo_words import undo_tables
    from workbook_crm.terminal import Screen, safe

    screen = Screen(workspace.settings.language)
    screen.line(_UNDO if done else _WOULD, receipt=of.id, undo=done and done.id)
    for table in undo_tables(plan, screen.language):
        screen.line(_COUNT, title=table.title, count=len(table.rows))
        screen.paths("  ".join(row) for row in table.rows[:_MOST])
        if len(table.rows) > _MOST:
            screen.line(_MORE, count=len(table.rows) - _MOST)
    if done and done.answer:
        screen.line(_DOES_IT, path=safe(done.answer))


def trace(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Tells where each value of a record came from."""
    from workbook_crm.merge.traces import traces  # SQLAlchemy is slow to import

    found, version = [], None
    if workspace.has_store:
        with store_at(workspace, options.as_of) as (queries, version):
            found = traces(queries, options.number)
    if not found:
        raise UsageError(NO_RECORD, what=options.number)
    if options.field:
        found = [(number, kind, of_field(traced, options.field)) for number, kind, traced in found]
    if not any(traced for _number, _kind, traced in found):
        raise UsageError(_NO_FIELD, what=options.field, number=found[0][0])
    if options.json:
        print(as_json.document(as_json.traces(found) | as_json.as_of(version)))
        return Exit.WELL
    show_version(workspace, version)
    from workbook_crm.terminal import Screen
    from workbook_crm.traced import show_trace

    for number, kind, traced in found:
        show_trace(Screen(workspace.settings.language), number, kind, traced)
    return Exit.WELL
