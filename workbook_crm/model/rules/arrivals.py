"""What keeps a file from being looked into at all: what it is called, what it is, and what we did wrong."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning
from workbook_crm.model.language import Name

KINDS = {
    "folder": Name("文件夹", "a folder"),
    "link": Name("快捷方式（符号链接）", "a link to something else"),
    "other": Name("设备或管道", "a device or a pipe"),
}

NOT_A_FILE = error(
    "not-a-file",
    zh=("这不是文件，而是{kind}，没有打开它。", "请把工作簿文件本身复制到收件夹。"),
    en=("This is not a file but {kind}; it was not opened.", "Copy the workbook itself into the inbox."),
)
CONFLICT_COPY = error(
    "conflict-copy",
    zh=(
        "从名字看，这是同步软件因为两个人同时改了同一个文件而留下的冲突副本，不知道该以哪一份为准。",
        "请打开两份比较，把对的那份改成平常的名字，再放回收件夹。",
    ),
    en=(
        "By its name this is a copy that a sync program made because two people changed one file; "
        "which of the two counts is not known.",
        "Compare the two, give the right one its usual name, and put it into the inbox.",
    ),
)
OUR_MISTAKE = error(
    "program-error",
    zh=(
        "处理这个文件时程序出错了，这是我们的问题，不是文件的问题；详细情况在 {report}",
        "请把 {report} 发给维护人员；程序修好以后，把这个文件放回收件夹就会处理。",
    ),
    en=(
        "The program failed on this file; this is our mistake, not yours. Details are in {report}",
        "Send {report} to whoever maintains the program; once it is mended, put this file into the inbox again.",
    ),
)
BROUGHT_US_DOWN = error(
    "brought-us-down",
    zh=(
        "程序在处理这个文件时停了 {times} 次，已经不再处理它。",
        "用 Excel 打开它，另存为新的 .xlsx 文件再发；同时告诉维护人员。",
    ),
    en=(
        "The program stopped {times:time|times} in the middle of this file, and does not try again.",
        "Open it in Excel, save it as a new .xlsx and send that; and tell whoever maintains the program.",
    ),
)
NOT_IN_ARCHIVE = error(
    "not-in-archive",
    zh=(
        "恢复备份以后要重新处理这个文件，但 archive 里已经没有它的原件，所以里面的内容没有收进来。",
        "请 {sender} 把这个文件再发一次；编号没有让给别人。",
    ),
    en=(
        "After a backup was brought back this file was to be taken in again, but its original is no longer in "
        "archive; nothing of it is in the store.",
        "Ask {sender} to send it once more; its numbers were given to nothing else.",
    ),
)
ORIGINAL_GONE = warning(
    "original-gone",
    zh=(
        "{sender}发来的“{other}”（导入回执 {receipt}）里有 {rows} 行在等这个文件带来的内容，"
        "但它的原件已不在 archive 里，这些行没有自动收进来。",
        "请{sender}把那个文件再发一次。",
    ),
    en=(
        "{rows:row|rows} of “{other}” from {sender} (receipt {receipt}) waited for what this file brings, and still "
        "wait: its original is no longer in archive.",
        "Ask {sender} to send that file once more.",
    ),
)
LINKED_FILE = error(
    "linked-file",
    zh=(
        "这个文件在别处还有另一个名字（硬链接），那边一改，这里也跟着变，所以退回。",
        "请把工作簿复制一份（复制、粘贴，不要用链接）放进收件夹。",
    ),
    en=(
        "This file has another name elsewhere (a hard link): what is written there changes it here too, so it "
        "is held.",
        "Put a copy of the workbook itself into the inbox (copy and paste, not a link).",
    ),
)
UNDO_REFUSED = error(
    "undo-refused",
    zh=(
        "表里要撤销 {receipt}，但{why}。什么都没有撤销，这份工作簿里的行也没有收。",
        "要让别的改动收下：把“处理结果”表里“撤销这次导入”的格子清空，再发一次。",
    ),
    en=(
        "It asks for {receipt} to be undone, but {why}. Nothing was undone, and no row of this workbook was taken.",
        "To have its rows taken in, clear the cell “Undo this import” on the Result sheet and send it again.",
    ),
)
IMPORT_UNDONE = note(
    "import-undone",
    zh=(
        "{receipt} 已撤销：撤回 {reverted} 处；后来又改过而保留 {kept} 处，被引用而保留 {leant} 条，不能撤 {refused} 项。",
        "逐条的清单在 {report}。要恢复，就撤销这次撤销。",
    ),
    en=(
        "{receipt} is undone: {reverted:value or record was|values and records were} taken back; {kept} stay because "
        "they were changed since, {leant} because others refer to them, {refused} cannot be taken back.",
        "Each of them is listed in {report}. To have it back, undo this undo.",
    ),
)
IMPORT_NOT_UNDONE = warning(
    "import-not-undone",
    zh=(
        "{receipt} 没有撤销：{why}。",
        "要撤销，就在最新一份工作簿的“导入回执”表里填“是”再发；不撤销，就把这一格清空。",
    ),
    en=(
        "{receipt} was not undone: {why}.",
        "To undo it, write “yes” on the sheet “Import receipts” of the newest workbook and send that; else clear "
        "this cell.",
    ),
)
UNDONE_BEFORE = note(
    "undone-before",
    zh=(
        "{receipt} 以前已经撤销了（{undo}），这次没有再做什么。",
        "不用做什么；要恢复它，请撤销 {undo}。",
    ),
    en=(
        "{receipt} was undone before ({undo}); nothing more was done now.",
        "Nothing to do; to have it back, undo {undo}.",
    ),
)
OF_UNDOS = frozenset({IMPORT_UNDONE, IMPORT_NOT_UNDONE, UNDONE_BEFORE})
"""What is told of the imports that a workbook asks to be undone, whatever becomes of its rows."""
