"""What is said of a list that comes again: edits, rows that are gone, and what others have written since."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

READ_AS_EDIT = note(
    "read-as-edit",
    zh=(
        "“{column}”按修改读取：上次这一行写的是“{was}”，仍是 {known}。",
        "若其实是另一条新记录，请让原来那一行也留在表里。",
    ),
    en=(
        "“{column}” was read as an edit: the last time this row said “{was}”. It is still {known}.",
        "If it is another record, keep the row of before in the sheet as well.",
    ),
)
IS_IT_THE_SAME = error(
    "is-it-the-same",
    zh=(
        "这一行很像上次的 {known}（当时“{column}”是“{was}”），但别的格子也不同，不知道是不是同一条。",
        "若是同一条，请在编号栏填 {number}；若是另一条，请在编号栏填“新”，再发一次。",
    ),
    en=(
        "This row looks like {known} of the last time (“{column}” was “{was}”), but other cells differ too.",
        "If it is the same record, write {number} into the number column; if it is another, write “new” there, and send it again.",
    ),
)
UPDATED_SINCE = note(
    "updated-since",
    zh=(
        "“{column}”已由 {by} 在 {when} 更新为 {now}（{file}）；这里还是上次的 {copy}，没有改回去。",
        "请把这一格改成现在的值；要改成别的，直接写上就行。",
    ),
    en=(
        "“{column}” was changed to {now} by {by} on {when} ({file}); this still says {copy} as the last time, and was not "
        "written back.",
        "Bring this cell up to date, or write another value into it.",
    ),
)
CLOSED_SINCE = warning(
    "closed-since",
    zh=(
        "{known} 已由 {by} 在 {when} 改为“{now}”（{file}），所以这一行的修改没有写入。",
        "请先与“{by}”商量；仍要写入，请在“处理结果”表的“冲突”里填“坚持”。",
    ),
    en=(
        "{known} became “{now}” by {by} on {when} ({file}), so the edits of this row were not written.",
        "Settle it with {by} first. To write them all the same, insist on them among the conflicts of the Result sheet.",
    ),
)
REMARK_APPENDED = note(
    "remark-appended",
    zh=("“{column}”里 {by} 也添了字，两人添的都留下了。", ""),
    en=("{by} added to “{column}” as well; what both of you added was kept.", ""),
)
BLANK_LEFT = note(
    "blank-left",
    zh=("“{column}”有 {rows} 格上次有值，这次空着：原来的值没有动。", "若要清掉，请在那一格写“清空”。"),
    en=(
        "“{column}” had a value in {rows:cell that is|cells that are} blank now: nothing was erased.",
        "To erase a value, write “CLEAR” into its cell.",
    ),
)
ROWS_GONE = note(
    "rows-gone",
    zh=("上次的 {rows} 行这次不在表里：这些记录保持原样。", ""),
    en=(
        "{rows:row|rows} of the last time cannot be found in this sheet: nothing was changed there.",
        "",
    ),
)
LINE_GONE = warning(
    "line-gone",
    zh=(
        "商机“{deal}”的产品“{product}”（数量 {quantity}）上次有，这次不在表里，没有删掉。",
        "若要删掉，请在“处理结果”表的“删除？”里填“是”；若要留着，请把这一行放回表里。",
    ),
    en=(
        "“{product}” (quantity {quantity}) of the deal “{deal}” was here the last time and is not now. It was not removed.",
        "To remove it, write “yes” below “Remove?” on the Result sheet; to keep it, put the row back.",
    ),
)
LINE_TAKEN_BACK = note(
    "line-taken-back",
    zh=("商机“{deal}”的产品“{product}”（金额 {amount}）已删除。", ""),
    en=("“{product}” ({amount}) of the deal “{deal}” was removed.", ""),
)
LINE_WITHDRAWN = note(
    "line-withdrawn",
    zh=("这一行的产品以前已经删除，没有再收。", "若又要了，请改一下数量或另起一行，再发一次。"),
    en=(
        "This line was removed before and was not taken in again.",
        "If it is wanted again, change its quantity or add it as another row.",
    ),
)
NOTHING_TO_DELETE = note(
    "nothing-to-delete",
    zh=(
        "这一行写了要删除，可系统里没有这个产品行：没有可删的，这一行也没有收。",
        "若其实要收，请把“删除”那一格清空，再发一次。",
    ),
    en=(
        "This row asks for its line to be deleted, but there is none: nothing was deleted, and the row was left out.",
        "If the line is wanted, empty the cell under “Delete” and send it again.",
    ),
)
QUANTITY_ZERO = warning(
    "quantity-zero",
    zh=("数量写的是 0：这一行没有改动。", "若不要这个产品了，请加一列“删除”，在这一行填“是”，再发一次。"),
    en=(
        "The quantity is 0: this line was left as it is.",
        "If the product is not wanted any more, add a column “Delete” with “yes” in this row.",
    ),
)
PRICE_NOT_CHANGED = warning(
    "price-not-changed",
    zh=(
        "产品改成了“{product}”，单价还是原来的 {price}（目录价 {listed}）。",
        "若要按目录价，请在这一格写“清空”再发；若价格没错，不用改。",
    ),
    en=(
        "The product is now “{product}”, the price still {price} (the catalog says {listed}).",
        "To take the catalog's price, write “CLEAR” into this cell; if the price is right, leave it.",
    ),
)
SAME_PEOPLE = note(
    "same-people",
    zh=(
        "这张表里的 {rows} 人就是您在“{file}”里作为{kind}发过的，所以按{kind}读取，没有再建一遍。",
        "若他们另有身份，请在表里加上编号栏，填“新”再发。",
    ),
    en=(
        "You sent {rows:person|people} of this sheet in “{file}” as {kind} before: the sheet was read as {kind} and "
        "nobody was added twice.",
        "If they are others, add a column of numbers and write “new” into it.",
    ),
)
NEWER_TAB = note(
    "newer-tab",
    zh=(
        "这张表里有 {rows} 行与“{tabs}”里是同一条记录，内容不同（{columns}）：以这张表为准，以前的值记在历史里。",
        "若哪张表更新认错了，请在表名上写明年月（例如 2026年11月），再发一次。",
    ),
    en=(
        "{rows:row of this sheet is a record|rows of this sheet are records} that “{tabs}” has too, and says otherwise "
        "({columns}): this sheet counts, and what was said before is kept in the history.",
        "If another sheet is the newer one, write year and month into the names of the sheets (2026-11), and send it again.",
    ),
)
