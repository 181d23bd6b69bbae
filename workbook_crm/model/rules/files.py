"""What can be the matter with a file as a whole: told before, or instead of, anything that is in its rows."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

# The file cannot be taken: what it is, and what to send instead.

EMPTY_FILE = error(
    "empty-file",
    zh=("文件是空的，里面一个字节也没有。", "在 Excel 里打开原来的文件，确认有内容，重新保存后再发一次。"),
    en=(
        "The file is empty: it is 0 bytes long.",
        "Open the original in Excel, see that its rows are there, save it and send it again.",
    ),
)
INCOMPLETE_FILE = error(
    "incomplete-file",
    zh=(
        "文件不完整，缺了后面的一部分，多半是还没有复制完或下载中断。",
        "等复制或下载完成，再把原来的文件完整地放一次。",
    ),
    en=(
        "The file is incomplete: its end is missing, as after a copy or download that was cut short.",
        "Wait until the copy is finished, or copy the original file once more.",
    ),
)
DAMAGED_FILE = error(
    "damaged-file",
    zh=(
        "文件已损坏，无法读取。",
        "用 Excel 打开它；如果 Excel 提示修复，就让它修复，再另存为新的 .xlsx 文件发来。",
    ),
    en=(
        "The file is damaged and cannot be read.",
        "Open it in Excel, let Excel repair it if it offers to, save it as a new .xlsx and send that.",
    ),
)
DAMAGED_SHEET = error(
    "damaged-sheet",
    zh=(
        "这张工作表已损坏，无法读取，其他工作表照常处理。",
        "用 Excel 打开文件，把这张表的内容复制到一张新表里，保存后再发。",
    ),
    en=(
        "This sheet is damaged and cannot be read; the other sheets were read.",
        "Open the file in Excel, copy what is on this sheet to a new one, save and send it again.",
    ),
)
PASSWORD_PROTECTED = error(
    "password-protected",
    zh=(
        "文件有打开密码，无法读取。",
        "用 Excel 打开，点“文件 > 信息 > 保护工作簿 > 用密码进行加密”，清空密码并保存，再发来；"
        "如果打开时并不要密码，就另存为新的 .xlsx 再发。",
    ),
    en=(
        "The file is protected by a password and cannot be read.",
        "Open it in Excel, choose File > Info > Protect Workbook > Encrypt with Password, "
        "clear the password, save and send it again; if it opens without asking for one, "
        "save it as a new .xlsx and send that.",
    ),
)
NOT_A_WORKBOOK = error(
    "not-a-workbook",
    zh=("这不是工作簿，而是{kind}。", "请发 Excel 工作簿（.xlsx、.xls）、.ods 或 .csv 文件。"),
    en=(
        "This is not a workbook but {kind}.",
        "Send an Excel workbook (.xlsx, .xls), an .ods or a .csv file.",
    ),
)
OTHER_WORKBOOK = error(
    "unsupported-workbook",
    zh=("文件的格式是{kind}，这里读不了。", "用 Excel 或 WPS 打开它，另存为 .xlsx 文件再发来。"),
    en=(
        "The file is {kind}, which cannot be read here.",
        "Open it in Excel, WPS or LibreOffice, save it as .xlsx and send that.",
    ),
)
NO_SHEETS = error(
    "no-sheets",
    zh=("工作簿里没有可以读的工作表。", "在 Excel 里打开，确认至少有一张填了内容的普通工作表，保存后再发。"),
    en=(
        "The workbook has no sheet of cells that could be read.",
        "Open it in Excel, see that it has at least one ordinary sheet with rows, save and send it again.",
    ),
)
EMPTY_WORKBOOK = error(
    "empty-workbook",
    zh=("工作簿里的所有工作表都是空的。", "可能发错了文件；把填好的那一份发来。"),
    en=(
        "Every sheet of the workbook is empty.",
        "Perhaps it is the wrong file: send the one that is filled in.",
    ),
)

# The file asks for more than any honest workbook needs.

FILE_TOO_LARGE = error(
    "file-too-large",
    zh=("文件有 {size}，超过上限 {limit}。", "拆成几个较小的文件，或删掉里面的图片再发。"),
    en=(
        "The file is {size} large, more than the limit of {limit}.",
        "Split it into smaller files, or take the pictures out, and send it again.",
    ),
)
SWELLS_TOO_MUCH = error(
    "zip-bomb",
    zh=(
        "文件只有 {size}，解开后却要占 {unpacked}，正常的工作簿不会这样，没有打开它。",
        "把有用的内容复制到一个新的工作簿里再发；如果不是你做的文件，请不要打开。",
    ),
    en=(
        "The file is {size} but would unpack to {unpacked}, as no ordinary workbook does; it was not opened.",
        "Copy what you need into a new workbook and send that; if you did not make the file, do not open it.",
    ),
)
TOO_MANY_PARTS = error(
    "too-many-parts",
    zh=(
        "文件里打包了 {parts:,} 个部分，超过上限 {limit:,} 个，没有打开它。",
        "把有用的内容复制到一个新的工作簿里再发。",
    ),
    en=(
        "The file is made of {parts:part|parts}, where {limit:is|are} the limit; it was not opened.",
        "Copy what you need into a new workbook and send that.",
    ),
)
DECLARES_ENTITIES = error(
    "document-type-declared",
    zh=(
        "文件的 {part} 里带有文档类型声明，Excel 从不这样写，可能是恶意文件，没有打开它。",
        "用 Excel 打开原来的文件，另存为新的 .xlsx 再发；如果不是你做的文件，请不要打开。",
    ),
    en=(
        "The part {part} of the file carries a document type declaration, which Excel never writes; "
        "it may be malicious and was not opened.",
        "Open the original in Excel, save it as a new .xlsx and send that; "
        "if you did not make the file, do not open it.",
    ),
)
TOO_MANY_CELLS = error(
    "too-many-cells",
    zh=(
        "这张工作表用到了 {rows:,} 行 × {columns:,} 列，太大了，无法读取。",
        "删掉数据以外的空行空列（选中后右键“删除”，不要只清除内容），或把数据拆成几个文件。",
    ),
    en=(
        "This sheet spans {rows:row|rows} × {columns:column|columns}, too many to be read.",
        "Delete the rows and columns beyond your data (Delete, not Clear), "
        "or split the data into several files.",
    ),
)
TOO_MUCH_TEXT = error(
    "too-much-text",
    zh=(
        "这里的文字有 {count} 个字，超过上限 {limit} 个字，没有读取。",
        "一个单元格最多能放 32767 个字：把长文字另存成文档，表里只写要点；或把数据拆成几个文件。",
    ),
    en=(
        "The text here is {count:character|characters} long, where {limit:is|are} the limit; it was not read.",
        "A cell of Excel holds 32,767 characters: keep long texts in a document and their gist in the sheet, "
        "or split the data into several files.",
    ),
)
READER_CRASHED = error(
    "reader-crashed",
    zh=(
        "读取这个文件时程序崩溃了，文件可能已损坏。",
        "用 Excel 打开它，另存为新的 .xlsx 文件，再发来。",
    ),
    en=(
        "This file brought the reader down; it may be damaged.",
        "Open it in Excel, save it as a new .xlsx and send that.",
    ),
)
READER_OUT_OF_TIME = error(
    "reader-out-of-time",
    zh=(
        "读取这个文件超过了 {limit_s} 秒，已经停止。",
        "删掉用不到的工作表、空行空列，或把数据拆成几个文件，另存为新的 .xlsx 再发。",
    ),
    en=(
        "Reading this file took more than {limit_s:second|seconds} and was stopped.",
        "Delete sheets, rows and columns that are not needed, or split the data into several files, "
        "save as a new .xlsx and send it again.",
    ),
)
READER_OUT_OF_MEMORY = error(
    "reader-out-of-memory",
    zh=(
        "读取这个文件需要的内存超过了上限 {limit}，已经停止。",
        "删掉用不到的工作表、空行空列，或把数据拆成几个文件，另存为新的 .xlsx 再发。",
    ),
    en=(
        "Reading this file needs more memory than the limit of {limit} and was stopped.",
        "Delete sheets, rows and columns that are not needed, or split the data into several files, "
        "save as a new .xlsx and send it again.",
    ),
)

# The file is taken, with something left out or guessed.

FAR_CELLS_LEFT_OUT = warning(
    "far-cells-left-out",
    zh=(
        "{count} 个单元格远离其他数据（第一个在 {cell}），没有读取。",
        "如果里面有需要的数据，把它移到其他数据旁边再发；否则删掉它。",
    ),
    en=(
        "{count:cell stands|cells stand} far away from all other data (the first is {cell}), not read.",
        "If it matters, move it next to the other data and send the file again; otherwise delete it.",
    ),
)
CHARACTERS_LOST = error(
    "characters-lost",
    zh=(
        "文件里的汉字都成了问号，例如“{value}”：另存时的编码里没有这些字，从这个文件里找不回来，所以没有收。",
        "请打开原来的表，另存为 .xlsx，或“CSV UTF-8（逗号分隔）”，再发一次。",
    ),
    en=(
        "The characters of this file have become question marks, as “{value}”: it was saved in an encoding that lacks "
        "them, and they cannot be brought back from it. Nothing of it was taken.",
        "Open the original, save it as .xlsx or as “CSV UTF-8 (Comma delimited)”, and send that.",
    ),
)
OVERLAPPING_MERGES = warning(
    "overlapping-merges",
    zh=(
        "这张工作表的合并单元格互相重叠，Excel 不允许这样，合并没有被采用。",
        "在 Excel 里打开文件，让它修复，检查合并的单元格后再发。",
    ),
    en=(
        "The merged cells of this sheet overlap, which Excel does not allow; the merges were not used.",
        "Open the file in Excel, let it repair the file, look at the merged cells and send it again.",
    ),
)
ENCODING_GUESSED = warning(
    "encoding-guessed",
    zh=(
        "文本文件的编码不能确定，按 {encoding} 读取，中文可能是乱码。",
        "核对结果里的文字；如果有乱码，用 Excel 另存为 .xlsx 或“CSV UTF-8”再发。",
    ),
    en=(
        "The encoding of this text file is uncertain; it was read as {encoding}.",
        "Look at the words in the answer; if they are garbled, save it in Excel as .xlsx or as "
        "CSV UTF-8 and send that.",
    ),
)
BROKEN_CHARACTERS = warning(
    "broken-characters",
    zh=(
        "{count} 处文字的字节不完整，读不出来，显示为 \ufffd。",
        "在原来的程序里重新导出，或用 Excel 另存为 .xlsx 再发。",
    ),
    en=(
        "{count:character could not be decoded and is|characters could not be decoded and are} shown as \ufffd.",
        "Export the file again from where it comes from, or save it in Excel as .xlsx and send that.",
    ),
)

# The file is taken, and this is what was not done with it.

MACROS_NOT_RUN = note(
    "macros-not-run",
    zh=("工作簿带有宏；只读取数据，宏从不运行。", ""),
    en=("The workbook contains macros; its data was read, macros are never run.", ""),
)
SIGNED = note(
    "signed",
    zh=("工作簿带有数字签名；改动以后签名就失效了，答复不再带有效签名。", ""),
    en=(
        "The workbook is digitally signed; the answer is a changed copy, so the signature is void in it.",
        "",
    ),
)
LINKS_NOT_FETCHED = note(
    "external-links-not-fetched",
    zh=(
        "工作簿引用了其他文件或网址；这些引用从不更新，用的是文件里保存的值。",
        "如果引用的数据变了，先在 Excel 里更新并保存，再发来。",
    ),
    en=(
        "The workbook refers to other files or addresses; they are never fetched, the stored values are used.",
        "If the data they refer to has changed, update and save the workbook in Excel, then send it again.",
    ),
)
