"""What is said of the stamp of a workbook that we handed out, and of what only its stamp reveals."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

STAMP_FROM_SHEET = note(
    "stamp-from-sheet",
    zh=("文件属性里的标记没有了，已按表里的标记认出：这是第 {revision} 版的表。", ""),
    en=(
        "The stamp in the file's properties is gone; the one in the sheet was read: this is version {revision}.",
        "",
    ),
)
STAMP_ALTERED = warning(
    "stamp-altered",
    zh=(
        "这个文件的标记（第 {revision} 版，{person}）被改过，所以按普通表格读取：空着的格子不清掉任何值。",
        "要用系统给的表，请重新导出一份，把改动抄过去。",
    ),
    en=(
        "The stamp of this file (version {revision}, {person}) was altered, so it was read as any other workbook: a blank "
        "cell erases nothing.",
        "To work in a workbook of ours, export it anew and copy your changes into it.",
    ),
)
STAMP_NOT_OURS = warning(
    "stamp-not-ours",
    zh=(
        "标记“{stamp}”不是本店系统给的（可能是另一个工作区的文件）：里面的编号不作数，只按姓名和电话核对。",
        "请用本店导出的表，或把编号一栏清空后再发。",
    ),
    en=(
        "The stamp “{stamp}” was not made here (the file may come from another workspace): its numbers do not count, "
        "records are found by name and phone only.",
        "Use a workbook exported here, or empty the column of numbers and send it again.",
    ),
)
STAMPS_DIFFER = warning(
    "stamps-differ",
    zh=(
        "文件的标记是第 {file_revision} 版，这张表里的是第 {sheet_revision} 版，编号也对不上：按普通表格读取。",
        "请不要把两次导出的表拼在一起；重新导出一份，把改动抄过去。",
    ),
    en=(
        "The file says it is version {file_revision}, this sheet says version {sheet_revision}, and the numbers fit neither: "
        "it was read as any other sheet.",
        "Do not put sheets of two exports together; export anew and copy your changes into it.",
    ),
)
STAMP_TOO_OLD = note(
    "stamp-too-old",
    zh=("这个文件是很久以前导出的（第 {revision} 版），当时的值已不可查，所以按普通表格读取。", ""),
    en=(
        "This file was exported long ago (version {revision}); what it held then is not known any more, so it was read as any "
        "other workbook.",
        "",
    ),
)
NUMBER_NOT_TRUSTED = error(
    "number-not-trusted",
    zh=("编号“{value}”出自别处的系统，在本店可能是另一条记录。", "请改填姓名或电话，再发一次。"),
    en=(
        "The number “{value}” was given elsewhere; here it may be another record.",
        "Write a name or a phone instead, and send it again.",
    ),
)
MASS_BLANK = warning(
    "mass-blank",
    zh=(
        "“{column}”有 {rows} 格从有值变成空白（共 {known} 行），像是误删，所以没有清掉。",
        "若确实要清空，请在本答复“处理结果”表的“确认清空”里填“是”，再发回整个文件。",
    ),
    en=(
        "“{column}” has {rows:cell that is|cells that are} blank and had a value, in {known:row|rows}: it looks like a slip, so "
        "nothing was erased.",
        "If they are to be erased, write “yes” below “Erase?” on this answer's Result sheet, and send the whole workbook again.",
    ),
)
