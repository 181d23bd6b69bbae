"""The commands that look back: where a value came from, and an import taken back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, NoReturn

from workbook_crm import as_json
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.language import Name
from workbook_crm.model.trace import of_field

if TYPE_CHECKING:
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

    found = []
    if workspace.has_store:
        with workspace.store.reading() as queries:
            found = traces(queries, options.number)
    if not found:
        raise UsageError(NO_RECORD, what=options.number)
    if options.field:
        found = [(number, kind, of_field(traced, options.field)) for number, kind, traced in found]
    if not any(traced for _number, _kind, traced in found):
        raise UsageError(_NO_FIELD, what=options.field, number=found[0][0])
    if options.json:
        print(as_json.document(as_json.traces(found)))
        return Exit.WELL
    from workbook_crm.terminal import Screen
    from workbook_crm.traced import show_trace

    for number, kind, traced in found:
        show_trace(Screen(workspace.settings.language), number, kind, traced)
    return Exit.WELL
