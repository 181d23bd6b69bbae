"""Files that a table cannot show: made by code for the gallery, small and the same every time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from email import message_from_bytes
from email.policy import default

from tests.arrive.built import BOF, FILEPASS, compound
from tests.arrive.mail.made import attached
from tests.arrive.mail.made import mail as made_mail
from tests.arrive.mail.made import text as text_part
from tests.read.built import parts, sheet_xml, zipped
from tests.workbooks import xlsx
from workbook_crm.model.place import column_letters

CUSTOMERS = """
# 客户
| 客户名称 | 电话 | 来源 |
| 上海远航物流有限公司 | 13812345678 | 转介绍 |
| 王伟 | 13912345678 | 展厅 |
"""
"""What stands in every file here that can be read at all."""
_CSV = "客户名称,电话,来源\n上海远航物流有限公司,13812345678,转介绍\n王伟,13912345678,展厅\n"
_CENTRAL = b"PK\x01\x02"
_FLAT_ODS = b'<?xml version="1.0"?><office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet"/>'
_WITH_TYPE = b'<?xml version="1.0"?><!DOCTYPE sst><sst/>'

_UNKNOWN_STRING = sheet_xml('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')
_NO_SHEETS = '<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'

Named = tuple[str, bytes]
"""A file's name and its bytes."""


def _with(more: dict[str, bytes]) -> bytes:
    """The workbook of customers with more parts."""
    with zipfile.ZipFile(io.BytesIO(xlsx(CUSTOMERS))) as archive:
        made = {name: archive.read(name) for name in archive.namelist()}
    return zipped(made | more)


def _edited(part: str, old: bytes, new: bytes) -> bytes:
    """The workbook of customers with a few bytes of one part replaced."""
    with zipfile.ZipFile(io.BytesIO(xlsx(CUSTOMERS))) as archive:
        data = archive.read(part)
    assert old in data
    return _with({part: data.replace(old, new)})


_ZHANG = "zhang@dealer.example"
_BOOK_IN_MAIL = attached(xlsx(CUSTOMERS), 'attachment; filename="客户.xlsx"')
_MAIL = b"From: zhang@dealer.example\nTo: crm@dealer.example\nSubject: customers\n"


def _mail_with(name: str, content: bytes) -> bytes:
    mail = message_from_bytes(_MAIL, policy=default)
    mail.set_content("见附件")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(mail)


def _encrypted() -> bytes:
    """The flag of encryption set for the one part; its bytes are never looked at."""
    content = bytearray(zipped({"客户.xlsx": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (_CENTRAL, 8)):
        content[content.index(mark) + at] |= 1
    return bytes(content)


def _many_parts() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(21):
            archive.writestr(str(number), b"")
    return out.getvalue()


def _customers_and(*sheets: tuple[str, str]) -> bytes:
    """A sheet of customers, and others as XML."""
    header, row = ("客户名称", "电话", "来源"), ("王伟", "13912345678", "展厅")
    customers = sheet_xml(_text_row(1, header) + _text_row(2, row))
    return zipped(parts(sheets={"客户": customers, **dict(sheets)}))


def _text_row(row: int, texts: tuple[str, ...]) -> str:
    cells = "".join(
        f'<c r="{letter}{row}" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABC", texts, strict=True)
    )
    return f'<row r="{row}">{cells}</row>'


def _far_cell() -> bytes:
    return _edited(
        "xl/worksheets/sheet1.xml",
        b"</sheetData>",
        b'<row r="60"><c r="Z60"><v>1</v></c></row></sheetData>',
    )


def _spread_cells() -> str:
    """A number in each of 30 rows, each a column further to the right."""
    rows = (f'<row r="{n}"><c r="{column_letters(n)}{n}"><v>1</v></c></row>' for n in range(1, 31))
    return sheet_xml("".join(rows))


def _long_number() -> bytes:
    """A code of nineteen digits in a number cell, as programs write it that are not Excel."""
    head = _text_row(1, ("类别", "产品名称", "产品编码"))
    row = _text_row(2, ("整车", "XC60", "")).replace(
        '<c r="C2" t="inlineStr"><is><t></t></is></c>', '<c r="C2"><v>1234567890123456789</v></c>'
    )
    return zipped(parts(sheets={"产品目录": sheet_xml(head + row)}))


def _covered() -> bytes:
    """Two cells are merged, and the lower one still holds another source."""
    rows = (
        ("客户名称", "电话", "来源"),
        ("上海远航物流有限公司", "13812345678", "转介绍"),
        ("王伟", "13912345678", "展厅"),
    )
    merge = '<mergeCells count="1"><mergeCell ref="C2:C3"/></mergeCells>'
    xml = sheet_xml("".join(_text_row(row, texts) for row, texts in enumerate(rows, 1)), after=merge)
    return zipped(parts(sheets={"客户": xml}))


def _overlapping() -> bytes:
    merges = b'<mergeCells count="2"><mergeCell ref="A1:C2"/><mergeCell ref="A2:C3"/></mergeCells>'
    return _edited("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetData>" + merges)


def _broken_utf8() -> bytes:
    """Nothing but a remark is hurt."""
    content = f"{_CSV.replace('来源', '来源,备注')}李雷,13712345678,网络,老客户介绍，周末来店看车\n".encode()
    return content.replace("车\n".encode(), "车".encode()[:2] + b"\n")


FILES: Mapping[str, Callable[[], Named]] = {
    "a file of 0 bytes": lambda: ("空.xlsx", b""),
    "a file of bytes that are nothing that is known": lambda: ("客户.dat", bytes(range(256)) * 4),
    "a picture of a list, taken with a phone": lambda: ("客户名单.jpg", b"\xff\xd8\xff\xe0"),
    "a mail without attachments": lambda: ("客户.eml", _MAIL + b"\n" + "王伟 13912345678\n".encode()),
    "a mail with a picture attached to it": lambda: ("客户.eml", _mail_with("名片.jpg", b"\xff\xd8\xff")),
    "a mail with a workbook and a PDF file attached to it": lambda: (
        "客户.eml",
        made_mail(_BOOK_IN_MAIL, attached(b"%PDF-1.7", 'attachment; filename="报价.pdf"'), sender=_ZHANG),
    ),
    "a mail with a workbook attached to it": lambda: ("客户.eml", made_mail(_BOOK_IN_MAIL, sender=_ZHANG)),
    "a mail with a workbook attached to it, by somebody else": lambda: (
        "客户.eml",
        made_mail(_BOOK_IN_MAIL, sender="someone@else.example"),
    ),
    "a mail with a workbook attached to it, and two addresses in its From": lambda: (
        "客户.eml",
        made_mail(_BOOK_IN_MAIL, sender=f"{_ZHANG}, li@dealer.example"),
    ),
    "a vacation reply": lambda: (
        "回复.eml",
        made_mail(text_part("休假中"), sender=_ZHANG, header="Auto-Submitted: auto-replied"),
    ),
    "a mail with a link to a large file": lambda: (
        "客户.eml",
        made_mail(text_part("https://wx.mail.qq.com/ftn/download?k=1"), sender=_ZHANG),
    ),
    "a mail with a winmail.dat": lambda: (
        "客户.eml",
        made_mail(attached(b"\x78\x9f\x3e\x22", 'attachment; filename="winmail.dat"'), sender=_ZHANG),
    ),
    "an encrypted mail": lambda: (
        "客户.eml",
        made_mail(attached(b"0", "attachment; filename=smime.p7m", "application/pkcs7-mime"), sender=_ZHANG),
    ),
    "a mailbox file with two mails": lambda: (
        "导出.mbox",
        2 * (b"From a Mon Nov 30 11:00:00 2026\n" + made_mail(_BOOK_IN_MAIL, sender=_ZHANG) + b"\n"),
    ),
    "a mail that Outlook saved as .msg": lambda: (
        "客户.msg",
        compound({"__properties_version1.0": b"x"}),
    ),
    "a document of Apple Numbers": lambda: (
        "客户.numbers",
        zipped({"Index/Document.iwa": b"x", "Metadata/Properties.plist": b"x"}),
    ),
    "a RAR archive": lambda: ("客户.rar", b"Rar!\x1a\x07\x01\x00"),
    "an XML file of another program": lambda: ("客户.xml", b'<?xml version="1.0"?><customers/>'),
    "a zip archive with two workbooks": lambda: (
        "周报.zip",
        zipped({"客户.xlsx": xlsx(CUSTOMERS), "展厅.csv": _CSV.encode()}),
    ),
    "a zip archive with a workbook, a picture and another archive": lambda: (
        "周报.zip",
        zipped({"客户.xlsx": xlsx(CUSTOMERS), "名片.jpg": b"\xff\xd8\xff", "旧的/上周.zip": b"PK"}),
    ),
    "a zip archive with two pictures": lambda: (
        "名片.zip",
        zipped({"正面.jpg": b"\xff\xd8\xff", "反面.jpg": b"\xff\xd8\xff"}),
    ),
    "a zip archive with a password": lambda: ("周报.zip", _encrypted()),
    "a zip archive of 201 text files of 0 bytes": lambda: (
        "周报.zip",
        zipped({f"{number}.csv": b"" for number in range(201)}),
    ),
    "a PDF file that somebody renamed to .xlsx": lambda: ("报价单.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"),
    "the first half of a workbook": lambda: ("客户.xlsx", xlsx(CUSTOMERS)[: len(xlsx(CUSTOMERS)) // 2]),
    "a workbook whose list of parts is damaged": lambda: (
        "客户.xlsx",
        xlsx(CUSTOMERS).replace(_CENTRAL, b"PK\x01\x07"),
    ),
    "a workbook with a good sheet 客户 and a damaged sheet 商机": lambda: (
        "客户.xlsx",
        _customers_and(("商机", _UNKNOWN_STRING)),
    ),
    "a workbook with a password to open it": lambda: (
        "客户.xlsx",
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
    ),
    "an .xls with a password to open it": lambda: ("客户.xls", compound({"Workbook": BOF + FILEPASS})),
    "a flat OpenDocument spreadsheet": lambda: ("客户.fods", _FLAT_ODS),
    "a workbook that lists no sheet": lambda: ("客户.xlsx", _with({"xl/workbook.xml": _NO_SHEETS.encode()})),
    "a workbook with one empty sheet": lambda: ("客户.xlsx", xlsx("# 客户")),
    "a workbook with a part of 2 MB of plain text": lambda: (
        "客户.xlsx",
        _with({"xl/notes.txt": b"plain text\n" * 200_000}),
    ),
    "a text file with a note of 250 characters": lambda: (
        "客户.csv",
        ("客户名称,电话,备注\n王伟,13912345678," + "很长" * 125 + "\n").encode(),
    ),
    "a zip file of 21 empty parts": lambda: ("客户.xlsx", _many_parts()),
    "a workbook with a part that declares a document type": lambda: (
        "客户.xlsx",
        _with({"xl/sharedStrings.xml": _WITH_TYPE}),
    ),
    "a workbook with customers, and a sheet 草稿 with numbers strewn over 30 rows and columns": lambda: (
        "客户.xlsx",
        _customers_and(("草稿", _spread_cells())),
    ),
    "a workbook with customers, and a 1 in cell Z60": lambda: ("客户.xlsx", _far_cell()),
    "a workbook with a code of nineteen digits in a number cell": lambda: ("目录.xlsx", _long_number()),
    "a workbook in which a merged cell covers another text": lambda: ("客户.xlsx", _covered()),
    "a text file whose characters have become question marks": lambda: (
        "客户.csv",
        b"????,??,??\n??,13912345678,??\n",
    ),
    "a workbook in which merged cells overlap": lambda: ("客户.xlsx", _overlapping()),
    "a CSV file of one line, in an encoding that only a few characters tell": lambda: (
        "客户.csv",
        "姓名,电话\n".encode("gb18030"),
    ),
    "a CSV file in which one character was cut in the middle": lambda: ("客户.csv", _broken_utf8()),
    "a workbook with macros": lambda: ("客户.xlsm", _with({"xl/vbaProject.bin": b"x"})),
    "a workbook with a digital signature": lambda: (
        "客户.xlsx",
        _with({"_xmlsignatures/sig1.xml": b"<Signature/>"}),
    ),
    "a workbook that refers to another workbook": lambda: (
        "客户.xlsx",
        _with({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}),
    ),
    "a workbook of 2 MB": lambda: ("客户.xlsx", bytes(2 << 20)),
    "a workbook of customers": lambda: ("客户.xlsx", xlsx(CUSTOMERS)),
}
"""By the sentence that a page's `file` block says of them."""
