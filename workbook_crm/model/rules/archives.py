"""What can be the matter with an archive of workbooks, and what was done with it."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

ARCHIVE_OPENED = note(
    "archive-opened",
    zh=("压缩包已打开，里面的 {count} 个工作簿逐个处理：{names}", ""),
    en=(
        "The archive was opened, and {count:workbook|workbooks} came out of it, each taken by itself: {names}",
        "",
    ),
)
ARCHIVE_OTHERS = warning(
    "archive-others",
    zh=(
        "压缩包里还有不能收的文件，没有处理：{names}",
        "这些内容如果需要，填进 Excel 工作簿再发；里面的压缩包请先解开，太大的工作簿请拆开。",
    ),
    en=(
        "The archive holds what is no workbook that can be taken, and was left: {names}",
        "If it matters, put its content into an Excel workbook and send that; unpack an archive that is inside, "
        "split a workbook that is too large.",
    ),
)
ARCHIVE_WITHOUT_WORKBOOKS = error(
    "archive-without-workbooks",
    zh=(
        "压缩包里没有工作簿；里面是：{names}",
        "请把 Excel 工作簿（.xlsx、.xls）、.ods 或 .csv 文件放进压缩包，或直接放进收件夹。",
    ),
    en=(
        "There is no workbook in this archive; it holds: {names}",
        "Put Excel workbooks (.xlsx, .xls), .ods or .csv files into it, or send them without an archive.",
    ),
)
ARCHIVE_TOO_FULL = error(
    "archive-too-full",
    zh=("压缩包里有 {count} 个工作簿，超过上限 {limit} 个，没有打开。", "请分成几个压缩包再发。"),
    en=(
        "The archive holds {count:workbook|workbooks}, where {limit:is|are} the limit; it was not opened.",
        "Send them in several archives.",
    ),
)
ARCHIVE_BEHIND_PASSWORD = error(
    "archive-behind-password",
    zh=("压缩包有密码，打不开。", "请解压后直接发里面的工作簿，或重新压缩，不设密码。"),
    en=(
        "The archive is protected by a password and cannot be opened.",
        "Unpack it and send the workbooks in it, or pack them again without a password.",
    ),
)
