"""What people send in place of a workbook: what it is, and what to send instead."""

from __future__ import annotations

from workbook_crm.model.finding import error

PICTURE = error(
    "picture",
    zh=(
        "这是{kind}，图片里的字读不了。",
        "请发拍照或截图之前的那个工作簿；没有的话，把内容填进 Excel 再发。",
    ),
    en=(
        "This is {kind}, and the words in it cannot be read.",
        "Send the workbook that it shows; if there is none, put its content into an Excel workbook.",
    ),
)
DOCUMENT = error(
    "document",
    zh=(
        "这是{kind}，里面的表读不了。",
        "请发做出它的那个工作簿；没有的话，把里面的表复制到 Excel，另存为 .xlsx 再发。",
    ),
    en=(
        "This is {kind}; tables in it cannot be read.",
        "Send the workbook that it was made from; if there is none, copy its table into Excel, save that as .xlsx "
        "and send it.",
    ),
)
MAIL = error(
    "mail",
    zh=(
        "这是{kind}，里面没有工作簿；正文里的内容没有读。",
        "把工作簿作为附件再发一次；如果内容写在正文里，填进 Excel 工作簿再发。",
    ),
    en=(
        "This is {kind} without a workbook; what it says itself was not read.",
        "Send it again with the workbook attached; what the mail itself says has to be put into an Excel workbook.",
    ),
)
MAIL_WITH_ATTACHMENTS = error(
    "mail-with-attachments",
    zh=(
        "这是{kind}，附件里没有能收的工作簿：{names}",
        "把 Excel 工作簿（.xlsx、.xls）、.ods 或 .csv 文件作为附件再发一次。",
    ),
    en=(
        "This is {kind}, and nothing that is attached to it is a workbook that can be taken: {names}",
        "Send it again with an Excel workbook (.xlsx, .xls), an .ods or a .csv file attached.",
    ),
)
OUTLOOK_MAIL = error(
    "outlook-mail",
    zh=(
        "这是{kind}（.msg），附件没有取出来。",
        "在 Outlook 里打开它，把附件里的工作簿另存到收件夹；或者把邮件转存为 .eml 再放进来。",
    ),
    en=(
        "This is {kind} (.msg); what is attached to it was not taken out.",
        "Open it in Outlook and save the attached workbook into the inbox folder, or save the mail as .eml instead.",
    ),
)
NUMBERS_DOCUMENT = error(
    "numbers-document",
    zh=(
        "这是{kind}，这里读不了，Excel 也打不开。",
        "在 Mac 或 iPad 的 Numbers 里点“文件 > 导出为 > Excel”，把得到的 .xlsx 发来。",
    ),
    en=(
        "This is {kind}, which neither this program nor Excel can open.",
        "In Numbers choose File > Export To > Excel, and send the .xlsx that this makes.",
    ),
)
PACKED = error(
    "packed",
    zh=("这是{kind}，打不开。", "解压以后直接发里面的工作簿，或者压缩成 .zip 再发。"),
    en=(
        "This is {kind}, which is not opened.",
        "Unpack it and send the workbooks in it, or pack them as a .zip.",
    ),
)
DATA_OF_A_PROGRAM = error(
    "data-of-a-program",
    zh=("这是{kind}，是给程序读的。", "在原来的软件里选“导出”，导出为 Excel（.xlsx）或 CSV，再发来。"),
    en=(
        "This is {kind}, made for programs to read.",
        "In the program that it comes from choose Export, export to Excel (.xlsx) or CSV, and send that.",
    ),
)
