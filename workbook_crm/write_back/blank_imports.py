"""The sheet 导入回执 (Import receipts) of a manager's workbook: imports, each with a cell to undo it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from workbook_crm.model.brand import Look
from workbook_crm.model.language import Language, Name
from workbook_crm.model.marks import LISTED_MARK, REPLY_MARK
from workbook_crm.model.replies import Block, Question, in_text
from workbook_crm.model.undoing import ListedImport
from workbook_crm.model.words import fill
from workbook_crm.write_back import blank_looks as looks
from workbook_crm.write_back.drawing import MOMENT_FORMAT, Ink, Workbook, Worksheet, write_cell
from workbook_crm.write_back.shown import YES, Shown

SHEET = Name("导入回执", "Import receipts")
PURPOSE = Name(
    "最近的导入，一行一份；整份收错了，在“撤销”下填“是”再发回，就全部撤销。",
    "The latest imports, one a row; to take a whole one back, choose Yes below “Undo” and send the workbook.",
)
_ABOUT = Name(
    "要撤销哪一份，就在那一行黄色的格子里填“是”，把工作簿发回来；后来又改过的、别人已经用上的会保留并列出。"
    "要恢复撤销过的，就撤销那次撤销。",
    "Choose Yes in the yellow cell of a row and send the workbook back: all that came under that receipt is "
    "taken back; what was changed or used since is kept and listed. To have it back, undo the undo.",
)
_HEADERS = (
    Name("编号", "Receipt"),
    Name("时间", "Time"),
    Name("发件人", "Sender"),
    Name("文件", "File"),
    Name("收下（行）", "Rows taken"),
    Name("退回（行）", "Rows held"),
    Name("状态", "State"),
    Name("撤销", "Undo"),
)
_WIDTHS = (13, 18, 12, 40, 12, 12, 22, 10)
_HOLDS = Name("有效", "in force")
_UNDONE = Name("已撤销（{undo}）", "undone ({undo})")
_NOBODY = Name("（没有写发件人）", "(no sender)")
_NOTHING = Name("还没有可以撤销的导入。", "There is no import yet that could be undone.")
_REPLY = len(_HEADERS) - 1
_MARK = len(_HEADERS)
_HEAD_ROW = 3
_ABOUT_HEIGHT_PT, _HEAD_HEIGHT_PT = 34, 24
_A4 = 9
_CELL = {"valign": "vcenter", "border": 1, "border_color": looks.LINE}
_TEXTS = {0, 2, 3, 6}


def draw_imports(
    book: Workbook, imports: Sequence[ListedImport], language: Language, look: Look, ink: Ink
) -> None:
    """Add the sheet, with a hidden column that says what each cell to fill in is about."""
    sheet = book.add_worksheet(SHEET[language])
    _head(sheet, language, look, ink)
    for at, each in enumerate(imports, _HEAD_ROW + 1):
        _row(sheet, at, each, language, ink)
    if not imports:
        sheet.write_string(_HEAD_ROW + 1, 0, _NOTHING[language], ink.of(font_color=looks.GREY))
    _ask(sheet, len(imports), language)
    _paper(sheet, len(imports))


def _head(sheet: Worksheet, language: Language, look: Look, ink: Ink) -> None:
    sheet.set_row(0, 30)
    sheet.write_string(0, 0, SHEET[language], ink.of(bold=True, font_size=14, font_color=look.ink))
    sheet.write_string(0, _MARK, LISTED_MARK)
    sheet.merge_range(1, 0, 1, _REPLY, _ABOUT[language], ink.of(text_wrap=True, valign="top"))
    sheet.set_row(1, _ABOUT_HEIGHT_PT)
    sheet.set_row(_HEAD_ROW, _HEAD_HEIGHT_PT)
    for column, (name, width) in enumerate(zip(_HEADERS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(_HEAD_ROW, column, name[language], ink.of(**looks.optional_look(look)))
    sheet.set_column(_MARK, _MARK, None, None, {"hidden": True})


def _row(sheet: Worksheet, at: int, each: ListedImport, language: Language, ink: Ink) -> None:
    state = fill(_UNDONE[language], language, undo=each.undone_by) if each.undone_by else _HOLDS[language]
    values: tuple[Shown, ...] = (
        each.receipt,
        each.received.replace(tzinfo=None),
        each.sender or _NOBODY[language],
        each.file,
        "" if each.taken is None else each.taken,
        "" if each.held is None else each.held,
        state,
    )
    for column, value in enumerate(values):
        write_cell(sheet, at, column, value, ink, **_look_of(column, each))
    yellow = {} if each.undone_by else {"bg_color": looks.AMBER}
    sheet.write_blank(at, _REPLY, None, ink.of(**_CELL, align="center", **yellow))
    question = in_text(Question(Block.UNDO, (each.receipt, each.seen)))
    sheet.write_string(at, _MARK, f"{REPLY_MARK}{_MARK - _REPLY} {question}")


def _look_of(column: int, each: ListedImport) -> dict[str, Any]:
    look: dict[str, Any] = dict(_CELL)
    if column in _TEXTS:
        look["num_format"] = "@"
    if column == 1:
        look |= {"num_format": MOMENT_FORMAT, "align": "center"}
    if each.undone_by:
        look |= {"font_color": looks.GREY}
    return look


def _ask(sheet: Worksheet, count: int, language: Language) -> None:
    """A list to choose yes from, in the cells of the rows."""
    if count:
        rule = {"validate": "list", "source": [YES[language]], "error_type": "warning"}
        sheet.data_validation(_HEAD_ROW + 1, _REPLY, _HEAD_ROW + count, _REPLY, rule)
        sheet.autofilter(_HEAD_ROW, 0, _HEAD_ROW + count, _MARK)


def _paper(sheet: Worksheet, count: int) -> None:
    sheet.freeze_panes(_HEAD_ROW + 1, 1)
    sheet.hide_gridlines(2)
    sheet.set_tab_color(looks.TAB_MANAGER)
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.print_area(0, 0, _HEAD_ROW + max(count, 1), _REPLY)
