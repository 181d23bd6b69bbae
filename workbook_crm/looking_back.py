"""The commands that look back: where a value came from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from workbook_crm import as_json
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.model.language import Name
from workbook_crm.model.trace import of_field

if TYPE_CHECKING:
    from workbook_crm.wire import Workspace

NO_RECORD = Name(
    "没有编号为 {what} 的记录。编号像 L-000001（线索）、C-000001（客户）、O-000001（商机）；"
    "按名称或电话查找：workbook-crm find 名称，或打开 reports/records/index.html。",
    "There is no record {what}. Numbers look like L-000001 (leads), C-000001 (customers), O-000001 "
    "(opportunities); to search by name or phone: workbook-crm find NAME, or open "
    "reports/records/index.html.",
)
_NO_FIELD = Name(
    "{number} 没有“{what}”这一列的值，以前也没有过；不写列名就列出全部。",
    "{number} has nothing in a column “{what}”, and never had; leave it out to see them all.",
)


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
