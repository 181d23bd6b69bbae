"""What is said of the stamp of a workbook that we handed out, and of what only its stamp reveals."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning
from workbook_crm.model.language import Name

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
IN_ORDER = Name(
    "也可以由系统还原：在本答复“处理结果”表的“按原顺序还原”里填“是”，再发回整个文件。",
    " Or let us do it: write “yes” below “Put in order” on this answer's Result sheet, and send the whole workbook again.",
)
NOT_IN_ORDER = Name("", "")
"""What is offered, where it is certain how the rows belong together, and where not."""
COLUMNS_SORTED_APART = error(
    "columns-sorted-apart",
    zh=(
        "这张表有 {rows} 行（共 {known} 行）的“{column}”是别的行的：例如 {number} 这一行写的是 {owner} 的“{value}”。"
        "多半是排序时没有选中所有列，整张表都退回了。",
        "请撤销排序，或用原来的文件重做：点一下表内任意一格再排序，不要先选中几列。{offer}",
    ),
    en=(
        "In {rows:row|rows} of {known} the “{column}” belongs to another row: the row of {number}, for one, says "
        "“{value}”, which is {owner}. It looks as if some columns were sorted without the others; nothing of this sheet was "
        "taken.",
        "Undo the sorting, or begin with the file of before: click one cell of the table and sort, without marking "
        "columns.{offer}",
    ),
)
ORDER_RESTORED = note(
    "order-restored",
    zh=("已按原顺序还原：{rows} 行里排乱的格子都回到了自己的行，您这张表里也改好了。", ""),
    en=(
        "Put in order: the cells that were sorted apart are in their own rows again, in {rows:row|rows}, in your sheet too.",
        "",
    ),
)
COLUMN_SHIFTED = error(
    "column-shifted",
    zh=(
        "“{column}”这一列整体错了行（{rows} 行，共 {known} 行）：例如 {number} 这一行写的是 {owner} 的“{value}”。"
        "多半是插入或删除了单个格子，整张表都退回了。",
        "请撤销这一步；要加一行，请插入整行，不要只插入一个格子。",
    ),
    en=(
        "The column “{column}” is out of step with its rows (in {rows:row|rows} of {known}): the row of {number}, for one, says "
        "“{value}”, which is {owner}. It looks as if a single cell was inserted or deleted; nothing of this sheet was taken.",
        "Undo that step; to add a row, insert a whole row and not one cell.",
    ),
)
ROW_COPIED = note(
    "row-copied",
    zh=(
        "编号 {number} 在第 {other} 行也有；这一行说的是别人（或另一个商机），所以按新记录处理，编号由系统另给。",
        "",
    ),
    en=(
        "The number {number} stands in row {other}, too; this row is about something else, so it was read as a new record, which "
        "gets a number of its own.",
        "",
    ),
)
ROW_TWICE = note(
    "row-twice",
    zh=("这一行与第 {other} 行完全一样（{number}），只算一次。", ""),
    en=("This row is the same as row {other} ({number}); it counts once.", ""),
)
NUMBER_TWICE = error(
    "number-twice",
    zh=(
        "编号 {number} 在第 {other} 行也有，两行内容不同，不知道以哪一行为准。",
        "请删掉其中一行；若是另一条新记录，请把编号清空。",
    ),
    en=(
        "The number {number} stands in row {other}, too, and the two rows differ: nobody can tell which one counts.",
        "Delete one of them; if one is another record, empty its number.",
    ),
)
NUMBER_NOT_HANDED_OUT = error(
    "number-not-handed-out",
    zh=(
        "编号 {number} 是另一条记录的，不在导出给您的表里；姓名和电话也都不是它。",
        "编号由系统给，请把新的一行的编号清空再发。",
    ),
    en=(
        "The number {number} is another record's: it was not in the sheet that you were given, and name and phone are not its.",
        "Numbers are given by us: leave the number of a new row blank, and send it again.",
    ),
)
NUMBERS_CLEARED = note(
    "numbers-cleared",
    zh=("编号有 {rows} 格被清空；这些行已按姓名、电话等认出，仍是原来的记录。", "请保留编号一栏，它最可靠。"),
    en=(
        "The number is gone in {rows:row that was|rows that were} known all the same, by name, phone and the like.",
        "Keep the column of numbers: nothing else is as sure.",
    ),
)
ROWS_TAKEN_BACK = note(
    "rows-taken-back",
    zh=(
        "这份工作簿做好以后，这张表里有 {count} 行的记录随撤销收回了；这些行没有改过，就没有再收。",
        "不用做什么，最新的工作簿里已经没有它们；要重新录入，把编号清空再发。",
    ),
    en=(
        "{count:row of this sheet is|rows of this sheet are} of records that an undo took back since this workbook was "
        "made; nothing in them was changed, so they were left out.",
        "Nothing to do: the newest workbook is without them. To enter one again, empty its number and send it.",
    ),
)
DAMAGE = (COLUMNS_SORTED_APART, COLUMN_SHIFTED)
"""What is said of a sheet whose cells stand in the wrong rows, in place of all that follows from it."""
