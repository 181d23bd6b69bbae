"""The answer: the sender's own workbook with our figures and marks, or a new one that carries them."""

from __future__ import annotations

from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.marks import WorkbookMarks
from workbook_crm.model.raw import Format, RawWorkbook
from workbook_crm.model.run import Answer, Receipt
from workbook_crm.write_back.marks import sheet_marks
from workbook_crm.write_back.package import PackageError, annotate
from workbook_crm.write_back.summary import summary_sheet

_ENDINGS = {Format.XLSX: ".xlsx", Format.XLSM: ".xlsm"}


def write_answer(content: bytes, raw: RawWorkbook, sent: Batch, plan: MergePlan, receipt: Receipt) -> Answer:
    """The workbook to send back. `content` is what came; `sent` is the batch as it was read from it."""
    sheets = sheet_marks(sent, plan, receipt.findings)
    marks = WorkbookMarks(sheets, summary_sheet(receipt, sent.language))
    if raw.format in _ENDINGS:
        try:
            return Answer(annotate(content, marks), _ENDINGS[raw.format])
        except PackageError:
            pass  # cannot be patched safely: a new workbook with the same data carries the marks
    from workbook_crm.write_back.convert import renamed, to_xlsx  # few answers need it

    return Answer(annotate(to_xlsx(raw), renamed(marks, raw)), ".xlsx")
