"""The answer: the sender's own workbook with our figures and marks, or a new one that carries them."""

from __future__ import annotations

from dataclasses import replace

from workbook_crm.model.batch import Batch
from workbook_crm.model.changes import MergePlan
from workbook_crm.model.marks import WorkbookMarks
from workbook_crm.model.own_formulas import without_own_formulas
from workbook_crm.model.raw import Format, RawWorkbook
from workbook_crm.model.run import Answer, Receipt, revision_of
from workbook_crm.model.stamp_cells import KEYWORD, is_answers
from workbook_crm.model.stamps import answer_export, signed
from workbook_crm.write_back.marks import sheet_marks
from workbook_crm.write_back.package import PackageError, annotate
from workbook_crm.write_back.restored import with_restored
from workbook_crm.write_back.summary import summary_sheet

_ENDINGS = {Format.XLSX: ".xlsx", Format.XLSM: ".xlsm"}


def write_answer(
    content: bytes,
    raw: RawWorkbook,
    sent: Batch,
    plan: MergePlan,
    receipt: Receipt,
    key: bytes | None = None,
) -> Answer:
    """The workbook to send back. `content` is what came; `sent` is the batch as it was read from it.

    `key`: that of the stamps. A workbook of ours keeps the stamp that it has.
    """
    sheets = with_restored(sheet_marks(sent, plan, receipt.findings), raw, receipt.findings)
    stamp, keyword = _stamp(raw, receipt, key)
    marks = WorkbookMarks(sheets, summary_sheet(receipt, sent.language), stamp=stamp, keyword=keyword)
    if raw.format in _ENDINGS:
        try:
            return Answer(annotate(content, marks), _ENDINGS[raw.format])
        except PackageError:
            pass  # cannot be patched safely: a new workbook with the same data carries the marks
    from workbook_crm.write_back.convert import renamed, to_xlsx  # few answers need it

    return Answer(annotate(to_xlsx(_typed(raw, sent)), renamed(marks, raw)), ".xlsx")


def _typed(raw: RawWorkbook, sent: Batch) -> RawWorkbook:
    """The workbook without what our own formulas show: a new one has none, and our figures go there."""
    computed: dict[str, set[int]] = {}
    for table in sent.tables:
        fields = {column.field for column in table.of.columns if column.computed}
        columns = (each.column for each in table.headings if each.field in fields)
        computed.setdefault(table.sheet, set()).update(columns)
    sheets = (without_own_formulas(each, computed.get(each.name, ())) for each in raw.sheets)
    return replace(raw, sheets=tuple(sheets))


def _stamp(raw: RawWorkbook, receipt: Receipt, key: bytes | None) -> tuple[str, str]:
    """The stamp of an answer and its keyword; none where there is no key or nothing is kept."""
    if raw.stamp and not is_answers(raw.stamp):
        return raw.stamp, ""
    if key is None or not receipt.id:
        return "", ""
    export = answer_export(revision_of(receipt.id), receipt.arrival.sender)
    return signed(export.stamp, key), KEYWORD + export.id
