"""What can be the matter with sheets and their headers."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

NO_KNOWN_SHEET = error(
    "no-known-sheet",
    zh=(
        "这个文件里没有认得出的表。现有的表：{sheets}。",
        "请在答复的“处理结果”表里选好每张表是什么，再发回来；或把表命名为以下之一：{wanted}，并在第一行写上列名（例如 客户名称、电话、来源）。",
    ),
    en=(
        "No sheet of this file could be understood. It has: {sheets}.",
        "Choose on the sheet “Result” of the answer what each sheet lists, and send it back; or give the sheet one of these "
        "names: {wanted}, and head its columns (for example Customer name, Phone, Source).",
    ),
)
SUMMARY_ALONE = error(
    "summary-alone",
    zh=(
        "这个文件里只有“处理结果”表，找不到它说的是哪个文件：那个文件不是您发的，或者原件已不在 archive 里。",
        "请打开整个答复，在里面的“处理结果”表里选好，把整个文件发回来。",
    ),
    en=(
        "There is nothing here but the sheet “Result”, and the file that it is about cannot be found: it is not yours, "
        "or its original is no longer in archive.",
        "Open the whole answer, choose on its sheet “Result”, and send back the whole file.",
    ),
)
UNKNOWN_SHEET = note(
    "unknown-sheet",
    zh=(
        "没有认出“{value}”是什么表，这张表没有动。",
        "若其中有客户、商机等资料，请在“处理结果”表里选好它是什么，再发回来；或把表改名（例如 客户、商机）。",
    ),
    en=(
        "“{value}” was not recognised as one of our sheets and was left alone.",
        "If it holds customers, opportunities and the like, choose on the sheet “Result” what it lists and send it back; "
        "or name the sheet so.",
    ),
)
SHEET_OF_WHICH_KIND = warning(
    "sheet-of-which-kind",
    zh=(
        "看不出“{value}”这张表登记的是什么，可能是：{kinds}。没有读入。",
        "请在“处理结果”表里选好它是什么，再发回来；或在下面的表名上双击，改名为其中之一。",
    ),
    en=(
        "What “{value}” lists cannot be told; it may be one of: {kinds}. It was not read.",
        "Choose on the sheet “Result” what it lists and send it back; or double-click the name of the sheet at the bottom "
        "and give it the name that is right.",
    ),
)
KIND_GUESSED = note(
    "kind-guessed",
    zh=(
        "“{value}”这张表按“{kind}”读取；表名和列名没有说明是“{kind}”还是“{other}”。",
        "若应是“{other}”，请在“处理结果”表里选“{other}”，再发一次。",
    ),
    en=(
        "“{value}” was read as {kind}; neither its name nor its columns say whether it is {kind} or {other}.",
        "If it is {other}, choose that on the sheet “Result” and send it again.",
    ),
)
SHEET_NOT_BUILT = warning(
    "sheet-not-built",
    zh=(
        "“{value}”这类表（{kind}）现在还不能处理：里面的内容一行也没有读入，表原样退回。",
        "可以留在工作簿里，不影响别的表；上面写的事，现在请照原来的办法办。",
    ),
    en=(
        "A sheet like “{value}” ({kind}) cannot be handled yet: not one row of it was read, and it comes back as it was.",
        "It may stay in the workbook and does no harm; whatever it asks for has to be done the way you do it now.",
    ),
)
COLUMN_NOT_ACTED_ON = warning(
    "column-not-acted-on",
    zh=("“{value}”这一列现在还不起作用：内容随记录保留，但不会因此办任何事。", "{instead}"),
    en=(
        "The column “{value}” has no effect yet: it is kept with the record, and nothing follows from it.",
        "{instead}",
    ),
)
HIDDEN_SHEET = warning(
    "hidden-sheet",
    zh=(
        "“{value}”是隐藏的表，其中 {rows} 行也已读入。",
        "若不该读入，请把这些记录的状态改为“无效”，下次发送前删除这张表。",
    ),
    en=(
        "“{value}” is a hidden sheet; its {rows:row was|rows were} read all the same.",
        "If it should not count, mark its records as invalid, and delete the sheet before you send the workbook again.",
    ),
)
HIDDEN_ROWS = warning(
    "hidden-rows",
    zh=(
        "“{sheet}”里有 {rows} 行是隐藏的或被筛选掉的，也已读入（第 {which} 行）。",
        "若不该读入，请把这些记录的状态改为“无效”，下次发送前删除这些行。",
    ),
    en=(
        "“{sheet}” has {rows:hidden or filtered row, which was|hidden or filtered rows, which were} read all the same (row {which}).",
        "If they should not count, mark those records as invalid, and delete the rows before you send the workbook again.",
    ),
)
COVERED_CELLS = note(
    "covered-cells",
    zh=(
        "合并单元格下面还藏着 {count} 格看不见的内容，例如“{value}”；只读了看得见的左上角那一格。",
        "若要用到它们，请取消合并，再把每一格写好。",
    ),
    en=(
        "Merged cells cover {count:cell|cells} with something else in them, as “{value}”; only what can be seen was read, "
        "the upper left cell.",
        "If they count, undo the merge and write each cell.",
    ),
)
UNKNOWN_COLUMN = note(
    "unknown-column",
    zh=("不认识“{value}”这一列；内容会随记录保留并原样返回。", "{suggestion}"),
    en=(
        "The column “{value}” is not one of ours; it is kept with the record and comes back.",
        "{suggestion}",
    ),
)
UNKNOWN_COLUMNS = note(
    "unknown-columns",
    zh=("从“{value}”起还有 {columns} 列不认识；内容会随记录保留并原样返回。", ""),
    en=(
        "From “{value}” on, {columns:more column is|more columns are} not ours; "
        "they are kept with the record and come back.",
        "",
    ),
)
AS_ANSWERED = note(
    "as-answered",
    zh=(
        "按{by}在 {since} 的答复：{what}。",
        "要改，请在答复的“处理结果”表里另选一个；清空那一格，下次再问。",
    ),
    en=(
        "As {by} answered on {since}: {what}.",
        "To change it, choose otherwise on the sheet “Result” of the answer; clear the cell to be asked again.",
    ),
)
COLUMN_READ_AS = note(
    "column-read-as",
    zh=("“{value}”一列按“{column}”读取。", "若不对，请改列名。"),
    en=("The column “{value}” was read as “{column}”.", "If that is wrong, rename the column."),
)
ID_OF_ANOTHER = note(
    "id-of-another",
    zh=("“{value}”是别的表的编号，说的是这一行属于谁，不是这张“{kind}”表自己的编号；随记录保留。", ""),
    en=(
        "“{value}” holds the numbers of another list: it tells whose each row is, and numbers none of the {kind} here. "
        "It is kept with the record.",
        "",
    ),
)
SAME_COLUMN_TWICE = note(
    "same-column-twice",
    zh=("“{value}”和“{other}”都像是“{column}”；用了“{other}”，“{value}”随记录保留。", "若不对，请改列名。"),
    en=(
        "“{value}” and “{other}” both look like “{column}”; “{other}” was used, and “{value}” is kept "
        "with the record.",
        "If that is wrong, rename one of them.",
    ),
)
OTHER_CHOICES = warning(
    "other-choices",
    zh=(
        "“{value}”这一列里的{seen}不是“{column}”的选项（{allowed}）；这一列没有按“{column}”读取，内容随记录保留。",
        "若就是“{column}”，请改用上面的选项。",
    ),
    en=(
        "The column “{value}” holds {seen}, which “{column}” ({allowed}) does not know; it was not read "
        "as “{column}” and is kept with the record.",
        "If it is “{column}”, use those choices.",
    ),
)
NO_HEADER = error(
    "no-header",
    zh=("“{value}”这张表没有找到表头。", "请在数据上面一行写列名，例如：{wanted}。"),
    en=(
        "No row of column names was found on “{value}”.",
        "Write the names of the columns above the data, for example: {wanted}.",
    ),
)
TRANSPOSED = warning(
    "transposed-sheet",
    zh=(
        "“{value}”这张表的列名竖着写在左边，一条记录占一列；没有读入。",
        "请把列名横着写在第一行，每条记录写一行：在 Excel 里复制整张表，用“选择性粘贴 > 转置”贴到一张新表，再发。",
    ),
    en=(
        "“{value}” has its column names down the left side, and a record in each column; it was not read.",
        "Write the names along the first row and each record in a row of its own: copy it all in Excel, and use Paste "
        "Special > Transpose on a new sheet.",
    ),
)
ABOVE_TABLE = note(
    "above-table",
    zh=(
        "“{label}”写在表的上方，下面 {rows} 行的“{column}”都按“{value}”。",
        "若有几行不同，请在表里加上“{column}”这一列，填好再发一次。",
    ),
    en=(
        "“{label}” stands above the table: “{column}” of {rows:row|rows} below is “{value}”.",
        "If some rows differ, give the table a column “{column}”, fill it in and send it again.",
    ),
)
ABOVE_NOT_USED = note(
    "above-not-used",
    zh=(
        "“{label}：{value}”写在表的上方，没有用到：{why}。",
        "若各行都要用它，请在表里加上“{label}”这一列，填好再发一次。",
    ),
    en=(
        "“{label}: {value}” stands above the table and was not used: {why}.",
        "If the rows are to have it, give the table a column “{label}”, fill it in and send it again.",
    ),
)
TITLE_ROW = note(
    "title-row",
    zh=("“{value}”是标题或说明，不是一条记录，没有读入。", "若是一条记录，请把这一行的其他列也填上。"),
    en=(
        "“{value}” is a title or an explanation and no record; it was not read.",
        "If it is a record, fill in the other columns of the row too.",
    ),
)
EXAMPLE_ROW = note(
    "example-row",
    zh=("这一行是示例，没有读入。", "若是真实资料，请删掉“{value}”这样的字样。"),
    en=("This row is an example and was not read.", "If it is real, remove words such as “{value}”."),
)
ROW_LEFT_OUT = note(
    "row-left-out",
    zh=("这一行只有“{value}”，认得的列里都是空的，没有读入。", "若是资料，请写到相应的列里。"),
    en=(
        "This row holds only “{value}” and nothing in a column of ours; it was not read.",
        "If it belongs to a record, write it into the proper column.",
    ),
)
HEADER_UNIT = note(
    "header-unit",
    zh=(
        "“{value}”一列写明了单位，数字已乘以 {times}（例如 {example}）。",
        "若数字不是按这个单位写的，请去掉列名（或表头上方）里的单位，再发。",
    ),
    en=(
        "The header “{value}” names a unit, so its numbers were multiplied by {times} (for example "
        "{example}).",
        "If they are not written in that unit, take it out of the header and send the workbook again.",
    ),
)
