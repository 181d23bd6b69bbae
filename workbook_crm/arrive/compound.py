"""Judging a compound file (OLE): an .xls, a workbook behind a password, or something else of its kind."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from workbook_crm.arrive import others
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files as rules
from workbook_crm.ole import (
    Container,
    DamagedContainerError,
    Entry,
    IncompleteContainerError,
    open_container,
)

_HEAD_BYTES = 4096
_FILEPASS = 0x002F
_RECORDS_BEFORE_FILEPASS = 12
_BIFF_BOF = frozenset({0x0009, 0x0209, 0x0409, 0x0809})
_OTHER_KINDS: tuple[tuple[str, Name], ...] = (
    ("WordDocument", others.WORD),
    ("PowerPoint Document", others.SLIDES),
    ("VisioDocument", Name("一个 Visio 绘图", "a Visio drawing")),
    ("__properties_version1.0", others.OUTLOOK),
    ("Props", Name("一个 Project 计划", "a Project plan")),
    (
        "PerfectOffice_MAIN",
        Name("一个 WordPerfect 或 Quattro Pro 文档", "a WordPerfect or Quattro Pro document"),
    ),
    ("MatOST", Name("一个 Works 文档", "a Works document")),
    ("Quill96 Story Group Class", Name("一个 Publisher 文档", "a Publisher document")),
    ("CONTENTS", Name("一个 Works 或 Publisher 文档", "a Works or Publisher document")),
    ("Contents", Name("一个 Works 或 Publisher 文档", "a Works or Publisher document")),
)
_UNKNOWN = Name("另一种 Office 文件", "another kind of Office file")


def inspect_ole(content: bytes, place: Place) -> tuple[Format | None, Findings]:
    """The format of a workbook in a compound file, or None and why it is not taken."""
    try:
        return _judge(open_container(content), place)
    except IncompleteContainerError:
        return None, (finding(rules.INCOMPLETE_FILE, place),)
    except DamagedContainerError as reason:
        return None, (finding(rules.DAMAGED_FILE, place, reason),)


def _judge(container: Container, place: Place) -> tuple[Format | None, Findings]:
    if container.has("EncryptedPackage"):
        return None, (finding(rules.PASSWORD_PROTECTED, place),)
    workbook = container.stream("Workbook", "Book")
    if workbook is None:
        unknown = others.WPS_SHEET if place.file.lower().endswith((".et", ".ett")) else _UNKNOWN
        kind = next((name for stream, name in _OTHER_KINDS if container.has(stream)), unknown)
        return None, (others.no_workbook(kind, place),)
    refusal = _refusal(container, workbook, place)
    if refusal is not None:
        return None, (refusal,)
    return Format.XLS, tuple(_notes(container, place))


def _refusal(container: Container, workbook: Entry, place: Place) -> Finding | None:
    head = container.head(workbook, _HEAD_BYTES)
    if is_behind_password(head):
        return finding(rules.PASSWORD_PROTECTED, place)
    if container.is_cut_short(workbook):
        return finding(rules.INCOMPLETE_FILE, place)
    if len(head) < 4 or int.from_bytes(head[:2], "little") not in _BIFF_BOF:
        return finding(rules.DAMAGED_FILE, place, "no beginning-of-file record")
    return None


def is_behind_password(head: bytes) -> bool:
    """Whether a BIFF stream announces encryption (FILEPASS) early on. Source: [MS-XLS] 2.4.117."""
    at = 0
    for _ in range(_RECORDS_BEFORE_FILEPASS):
        if at + 4 > len(head):
            return False
        kind, size_bytes = struct.unpack_from("<HH", head, at)
        if kind == _FILEPASS:
            return True
        at += 4 + size_bytes
    return False


def _notes(container: Container, place: Place) -> Iterator[Finding]:
    if container.has("_VBA_PROJECT_CUR", "_VBA_PROJECT"):
        yield finding(rules.MACROS_NOT_RUN, place)
    if container.has("_xmlsignatures", "_signatures"):
        yield finding(rules.SIGNED, place)
