"""Judging bytes that are no container: text is CSV or markup, anything else is named for what it is."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbook_crm.arrive import others
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files as rules

_HEAD_BYTES = 4096
_MAIL_HEAD_BYTES = 65_536
"""Seals of the servers that a mail passed stand above who wrote it."""
_OLD_EXCEL: tuple[tuple[bytes, Name], ...] = (
    (b"\x09\x00\x04\x00", Name("Excel 2（1987 年）的工作表", "a worksheet of Excel 2 (1987)")),
    (b"\x09\x02\x06\x00", Name("Excel 3（1990 年）的工作表", "a worksheet of Excel 3 (1990)")),
    (b"\x09\x04\x06\x00", Name("Excel 4（1992 年）的工作表", "a worksheet of Excel 4 (1992)")),
    (b"\x09\x08", Name("Excel 5（1993 年）的工作簿", "a workbook of Excel 5 (1993)")),
)
_MAGICS: tuple[tuple[bytes, Name], ...] = (
    (b"%PDF", others.PDF),
    (b"\x89PNG", others.PNG),
    (b"\xff\xd8\xff", others.JPEG),
    (b"GIF8", others.GIF),
    (b"BM", others.BMP),
    (b"II*\0", others.TIFF),
    (b"MM\0*", others.TIFF),
    (b"{\\rtf", others.RTF),
    (b"Rar!", others.RAR),
    (b"7z\xbc\xaf\x27\x1c", others.SEVEN_ZIP),
    (b"\x1f\x8b", others.GZIP),
    (b"\0\1\0\0Standard Jet DB", others.ACCESS),
    (b"\0\1\0\0Standard ACE DB", others.ACCESS),
    (b"SQLite format 3", others.SQLITE),
    (b"MZ", Name("一个 Windows 程序", "a Windows program")),
    (b"\x7fELF", Name("一个 Linux 程序", "a Linux program")),
    (b"OggS", Name("一个音频文件", "a sound file")),
    (b"ID3", Name("一个音频文件", "a sound file")),
)
_FLAT_ODF = Name("单个 XML 形式的 OpenDocument 表格（.fods）", "a flat OpenDocument spreadsheet (.fods)")
_HTML = Name("一个没有表格的网页（HTML）", "a web page (HTML) without a table")
_WEB_ARCHIVE = Name("一个网页存档（MHTML）", "a web archive (MHTML)")
_LOTUS = Name("Lotus 1-2-3 的工作表", "a worksheet of Lotus 1-2-3")
_SYLK = Name("SYLK 文件", "a SYLK file")
_DBASE = Name("dBASE 数据表（.dbf）", "a dBASE table (.dbf)")
_UNKNOWN = Name("无法识别的文件", "a file of an unknown kind")

_BEGINS_JSON = re.compile(rb'\s*(\{\s*["}]|\[\s*[{\[\]])')
_HEADERS = re.compile(rb"(?:From [^\r\n]*\r?\n)?((?:[!-9;-~]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+)")
"""The header of a mail (RFC 5322, 2.2): fields, a line each or folded; in a mailbox behind a line."""
_OF_MAIL = re.compile(
    rb"^(From|To|Subject|Date|Message-ID|Received|Return-Path|Delivered-To|MIME-Version|Content-Type):",
    re.IGNORECASE | re.MULTILINE,
)
_TABLE = re.compile(rb"<\0?t\0?a\0?b\0?l\0?e", re.IGNORECASE)
_DBASE_VERSIONS = frozenset(b"\x02\x03\x30\x31\x32\x43\x63\x83\x8b\xcb\xf5\xfb")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b"))
_MAX_CONTROL_SHARE = 0.02


def inspect_plain(content: bytes, place: Place) -> tuple[Format | None, Findings]:
    """The format of text, or None and what the file is instead."""
    head = content[:_HEAD_BYTES]
    if not content.strip(b"\0"):
        return None, (finding(rules.INCOMPLETE_FILE, place),)
    other = next((kind for looks_so, kind in _OTHER_WORKBOOKS if looks_so(head)), None) or _old_excel(head)
    if other is not None:
        return None, (finding(rules.OTHER_WORKBOOK, place, kind=other),)
    markup = _workbook_markup(head)
    if markup is not None:
        return _judged_markup(content, markup, place)
    alien = next((kind for magic, kind in _MAGICS if head.startswith(magic)), None)
    alien = alien or _later_magic(head) or _other_text(head)
    if alien is None and not is_text(content):
        alien = _UNKNOWN
    if alien is not None:
        return None, (others.no_workbook(alien, place),)
    return Format.CSV, ()


def is_text(content: bytes) -> bool:
    """Whether bytes read as text in some encoding: no more than a few control characters."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or looks_like_utf16(content):
        return True
    sample = content[: 1 << 16]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls <= len(sample) * _MAX_CONTROL_SHARE


def looks_like_utf16(content: bytes) -> bool:
    """Whether text without a mark is UTF-16: line ends or separators are two bytes wide, at even offsets."""
    sample = content[:_HEAD_BYTES]
    if len(content) % 2 or b"\0" not in sample:
        return False
    units = {sample[at : at + 2] for at in range(0, len(sample) - 1, 2)}
    little = {b"\n\0", b"\r\0", b",\0", b"\t\0", b";\0"}
    return bool(units & little or units & {mark[::-1] for mark in little}) and b"\0\0" not in units


def _old_excel(head: bytes) -> Name | None:
    return next((kind for magic, kind in _OLD_EXCEL if head.startswith(magic)), None)


def _workbook_markup(head: bytes) -> Format | None:
    if _is_spreadsheet_2003(head):
        return Format.XML
    return Format.HTML if _is_html(head) else None


def _judged_markup(content: bytes, format: Format, place: Place) -> tuple[Format | None, Findings]:
    """A web page needs a table, and may declare its document type; a spreadsheet has no reason to."""
    if format is Format.HTML and not _TABLE.search(content):
        return None, (finding(rules.NOT_A_WORKBOOK, place, kind=_HTML),)
    if format is Format.XML and b"<!doctype" in _flat(content[: 1 << 16]):
        return None, (finding(rules.DECLARES_ENTITIES, place, part=place.file),)
    return format, ()


def _other_text(head: bytes) -> Name | None:
    """Text of another kind: JSON, a mail, XML that is no workbook."""
    if _BEGINS_JSON.match(head.removeprefix(b"\xef\xbb\xbf")):
        return others.JSON
    if _is_mail(head):
        return others.MAIL
    return others.XML if _flat(head).startswith((b"<?xml", b"<!doctype")) else None


def _is_mail(head: bytes) -> bool:
    """Whether text begins as a mail does: with a header in which two fields or more are those of mails."""
    headers = _HEADERS.match(head.removeprefix(b"\xef\xbb\xbf"))
    return headers is not None and len({each.lower() for each in _OF_MAIL.findall(headers[1])}) > 1


def is_mail(content: bytes) -> bool:
    """Whether text is a mail, or several in one file; no web page that a browser saved as one."""
    head = content[:_MAIL_HEAD_BYTES]
    return _is_mail(head) and not _is_web_archive(head)


def _later_magic(head: bytes) -> Name | None:
    """Pictures that say what they are behind a length: WebP (RIFF), and what phones take (ISO 23008-12)."""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return others.WEBP
    is_heic = head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"hevc")
    return others.HEIC if is_heic else None


def _flat(head: bytes) -> bytes:
    """The head in lower case without byte order mark, blanks and the NUL bytes of UTF-16."""
    return head.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip(b"\xff\xfe \t\r\n").lower()


def _is_spreadsheet_2003(head: bytes) -> bool:
    flat = _flat(head)
    return flat.startswith(b"<?xml") and (
        b"urn:schemas-microsoft-com:office:spreadsheet" in flat or b'progid="excel.sheet"' in flat
    )


def _is_flat_odf(head: bytes) -> bool:
    flat = _flat(head)
    return flat.startswith(b"<?xml") and b"opendocument.spreadsheet" in flat


def _is_html(head: bytes) -> bool:
    flat = _flat(head)
    return flat.startswith(
        (b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<body", b"<style")
    ) or (flat.startswith((b"<?xml", b"<!--")) and b"<html" in flat)


def _is_web_archive(head: bytes) -> bool:
    return head.startswith(b"MIME-Version:") and b"multipart/related" in head


def _is_dbase(head: bytes) -> bool:
    """Source: the dBASE III header: version, date of the last change, then counts; a CR ends the fields."""
    if len(head) < 65 or head[0] not in _DBASE_VERSIONS:
        return False
    header_bytes = int.from_bytes(head[8:10], "little")
    return 1 <= head[2] <= 12 and 1 <= head[3] <= 31 and header_bytes % 32 in (0, 1) and header_bytes > 32


def _is_sylk(head: bytes) -> bool:
    return re.match(rb"ID;P", head) is not None


def _is_lotus(head: bytes) -> bool:
    return head.startswith((b"\0\0\x02\0\x06\x04", b"\0\0\x1a\0"))


_OTHER_WORKBOOKS: tuple[tuple[Callable[[bytes], bool], Name], ...] = (
    (_is_flat_odf, _FLAT_ODF),
    (_is_web_archive, _WEB_ARCHIVE),
    (_is_dbase, _DBASE),
    (_is_sylk, _SYLK),
    (_is_lotus, _LOTUS),
)
