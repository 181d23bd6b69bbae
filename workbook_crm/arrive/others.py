"""Files that are no workbooks: which rule says what to send instead."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.finding import Finding, Rule, finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules import files, others

PDF = Name("一个 PDF 文件", "a PDF file")
WORD = Name("一个 Word 文档", "a Word document")
SLIDES = Name("一个 PowerPoint 演示文稿", "a PowerPoint presentation")
RTF = Name("一个 RTF 文档", "an RTF document")
ODT = Name("一个文字文档（ODT）", "a text document (ODT)")
ODP = Name("一个演示文稿（ODP）", "a presentation (ODP)")
PNG = Name("一张 PNG 图片", "a PNG picture")
JPEG = Name("一张 JPEG 图片", "a JPEG picture")
GIF = Name("一张 GIF 图片", "a GIF picture")
BMP = Name("一张 BMP 图片", "a BMP picture")
TIFF = Name("一张 TIFF 图片", "a TIFF picture")
WEBP = Name("一张 WebP 图片", "a WebP picture")
HEIC = Name("一张 HEIC 图片（手机照片）", "a HEIC picture, as phones take them")
RAR = Name("一个 RAR 压缩包", "a RAR archive")
SEVEN_ZIP = Name("一个 7z 压缩包", "a 7z archive")
GZIP = Name("一个 gzip 压缩包", "a gzip archive")
XML = Name("一个 XML 文件", "an XML file")
JSON = Name("一个 JSON 文件", "a JSON file")
ACCESS = Name("一个 Access 数据库", "an Access database")
SQLITE = Name("一个 SQLite 数据库", "an SQLite database")
NUMBERS = Name("一个 Apple Numbers 或 Pages 文档", "an Apple Numbers or Pages document")
MAIL = Name("一封邮件", "a mail")
OUTLOOK = Name("一封 Outlook 邮件", "an Outlook message")
WPS_SHEET = Name("旧的 WPS 表格（.et）", "an old WPS spreadsheet (.et)")

_GROUPS: Mapping[Rule, tuple[Name, ...]] = {
    others.PICTURE: (PNG, JPEG, GIF, BMP, TIFF, WEBP, HEIC),
    others.DOCUMENT: (PDF, WORD, SLIDES, RTF, ODT, ODP),
    others.MAIL: (MAIL,),
    others.OUTLOOK_MAIL: (OUTLOOK,),
    others.PACKED: (RAR, SEVEN_ZIP, GZIP),
    others.DATA_OF_A_PROGRAM: (XML, JSON, ACCESS, SQLITE),
    others.NUMBERS_DOCUMENT: (NUMBERS,),
    files.OTHER_WORKBOOK: (WPS_SHEET,),
}
_RULES: Mapping[Name, Rule] = {kind: rule for rule, kinds in _GROUPS.items() for kind in kinds}


def no_workbook(kind: Name, place: Place) -> Finding:
    """What is said of a file that is none."""
    return finding(_RULES.get(kind, files.NOT_A_WORKBOOK), place, kind=kind)
