"""Judging a zip file: a workbook of which format, or what else, and whether it is safe to unpack."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.arrive import others
from workbook_crm.arrive.archives import Archive, archive_of, refusal_of
from workbook_crm.arrive.zips import DamagedZipError, IncompleteZipError, Package, looks_zipped, open_package
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files as rules
from workbook_crm.model.rules.archives import ARCHIVE_BEHIND_PASSWORD

MAX_PARTS = 20_000
MAX_UNPACKED_BYTES = 2 << 30
MAX_RATIO = 200
"""Unpacked to packed size. Workbooks of nothing but formatted blanks reach 100; deflate ends at 1,032."""
RATIO_COUNTS_FROM_BYTES = 256 << 20
"""Below this unpacked size no ratio does any harm."""

CONTENT_TYPES = "[content_types].xml"
MIME_TYPE = "mimetype"
ODF_MANIFEST = "meta-inf/manifest.xml"
_CONTENT_TYPES_BYTES = 1 << 20
_MANIFEST_BYTES = 1 << 20
_ODF = b"application/vnd.oasis.opendocument."
_OOXML_MARKS: tuple[tuple[bytes, Format | Name], ...] = (
    (b"ms-excel.sheet.binary.macroenabled.main", Format.XLSB),
    (b"spreadsheetml.sheet.main+xml", Format.XLSX),
    (b"spreadsheetml.template.main+xml", Format.XLSX),
    (b"ms-excel.sheet.macroenabled.main+xml", Format.XLSM),
    (b"ms-excel.template.macroenabled.main+xml", Format.XLSM),
    (b"ms-excel.addin.macroenabled.main+xml", Format.XLSM),
    (b"wordprocessingml", others.WORD),
    (b"presentationml", others.SLIDES),
    (b"ms-powerpoint", others.SLIDES),
    (b"ms-word", others.WORD),
    (b"ms-visio", Name("一个 Visio 绘图", "a Visio drawing")),
)
_MAIN_PARTS: tuple[tuple[str, Format], ...] = (
    ("xl/workbook.bin", Format.XLSB),
    ("xl/workbook.xml", Format.XLSX),
)
_ODF_KINDS: tuple[tuple[bytes, Name], ...] = (
    (b"text", others.ODT),
    (b"presentation", others.ODP),
    (b"graphics", Name("一个绘图（ODG）", "a drawing (ODG)")),
)
_ARCHIVE = Name("一个压缩包（zip），请先解压", "a zip archive; unpack it first")
_OPEN_DOCUMENT = Name("一个 OpenDocument 文档", "an OpenDocument file")


def inspect_zip(content: bytes, place: Place) -> tuple[Format | None, Findings]:
    """The format of a zipped workbook, or None and why it is not taken."""
    try:
        package = open_package(content)
        return _judge(package, place)
    except IncompleteZipError:
        return None, (finding(rules.INCOMPLETE_FILE, place),)
    except DamagedZipError as reason:
        return None, (finding(rules.DAMAGED_FILE, place, reason),)


def archive_in(content: bytes, max_bytes: int) -> Archive | None:
    """The archive that may be opened; None for workbooks, for anything else, and for what is refused."""
    if not looks_zipped(content):
        return None
    try:
        package = open_package(content)
        if package.is_encrypted or _unsafe(package, _NOWHERE) or _kind(package) is not _ARCHIVE:
            return None
    except DamagedZipError:
        return None
    archive = archive_of(package, max_bytes)
    return None if refusal_of(archive, _NOWHERE) else archive


_NOWHERE = Place("")


def _judge(package: Package, place: Place) -> tuple[Format | None, Findings]:
    unsafe = _unsafe(package, place)
    if unsafe is not None:
        return None, (unsafe,)
    kind = _kind(package)
    if kind is _ARCHIVE:
        refusal = refusal_of(archive_of(package, MAX_UNPACKED_BYTES), place)
        return None, (refusal or others.no_workbook(kind, place),)
    if isinstance(kind, Name):
        return None, (others.no_workbook(kind, place),)
    if kind is Format.ODS and b"encryption-data" in package.head(ODF_MANIFEST, _MANIFEST_BYTES):
        return None, (finding(rules.PASSWORD_PROTECTED, place),)
    entities = _entities(package, place)
    if entities is not None:
        return None, (entities,)
    return kind, tuple(_notes(package, kind, place))


def _unsafe(package: Package, place: Place) -> Finding | None:
    """Why it must not be unpacked, by its list of parts alone."""
    if package.is_encrypted:
        is_workbook = {CONTENT_TYPES, MIME_TYPE} & package.parts.keys()
        return finding(rules.PASSWORD_PROTECTED if is_workbook else ARCHIVE_BEHIND_PASSWORD, place)
    if package.part_count > MAX_PARTS:
        return finding(rules.TOO_MANY_PARTS, place, parts=package.part_count, limit=MAX_PARTS)
    if swells_too_much(package):
        return finding(
            rules.SWELLS_TOO_MUCH,
            place,
            size=say_size(package.size_bytes),
            unpacked=say_size(package.unpacked_bytes),
        )
    return None


def swells_too_much(package: Package) -> bool:
    """Whether it unpacks to more than any honest workbook, or several parts share the same packed bytes."""
    unpacked = package.unpacked_bytes
    if unpacked > MAX_UNPACKED_BYTES or package.packed_bytes > 2 * package.size_bytes + 1024:
        return True
    return unpacked > RATIO_COUNTS_FROM_BYTES and unpacked > MAX_RATIO * package.size_bytes


def _kind(package: Package) -> Format | Name:
    mime_type = package.head(MIME_TYPE, 256)
    if not mime_type and "content.xml" in package.parts:
        mime_type = _manifest_type(package.head(ODF_MANIFEST, _MANIFEST_BYTES))
    if mime_type.startswith(_ODF):
        return _odf_kind(mime_type)
    return _ooxml_kind(package)


def _manifest_type(manifest: bytes) -> bytes:
    """The first OpenDocument type that a manifest names, which is that of the whole file."""
    at = manifest.find(_ODF)
    return manifest[at : at + 256] if at >= 0 else b""


def _odf_kind(mime_type: bytes) -> Format | Name:
    family = mime_type[len(_ODF) :]
    if family.startswith(b"spreadsheet"):
        return Format.ODS
    for mark, name in _ODF_KINDS:
        if family.startswith(mark):
            return name
    return _OPEN_DOCUMENT


def _ooxml_kind(package: Package) -> Format | Name:
    types = package.head(CONTENT_TYPES, _CONTENT_TYPES_BYTES).replace(b"\0", b"").lower()
    kinds = [kind for mark, kind in _OOXML_MARKS if mark in types]
    if Format.XLSB in kinds and "xl/workbook.bin" not in package.parts and len(kinds) > 1:
        kinds.remove(Format.XLSB)  # SheetJS says so of every part that ends in .bin, and has none
    kind = kinds[0] if kinds else None
    if kind is None:
        kind = next((kind for part, kind in _MAIN_PARTS if part in package.parts), None)
    if kind is Format.XLSX and "xl/vbaproject.bin" in package.parts:
        return Format.XLSM
    if kind is None:
        return others.NUMBERS if any(name.endswith(".iwa") for name in package.parts) else _ARCHIVE
    return kind


def _entities(package: Package, place: Place) -> Finding | None:
    """The first XML part that declares a document type. OpenOffice 1 did so in its manifest, harmlessly."""
    for name in package.parts:
        if name.endswith((".xml", ".rels")) and not name.startswith("meta-inf/"):
            prolog = package.prolog(name)
            if b"<!DOCTYPE" in prolog or b"<!ENTITY" in prolog:
                return finding(rules.DECLARES_ENTITIES, place, part=package.parts[name].filename)
    return None


def _notes(package: Package, kind: Format, place: Place) -> Iterator[Finding]:
    if "xl/vbaproject.bin" in package.parts or package.has_folder("xl/macrosheets/"):
        yield finding(rules.MACROS_NOT_RUN, place)
    if kind is Format.ODS and package.has_folder("basic/"):
        yield finding(rules.MACROS_NOT_RUN, place)
    if package.has_folder("_xmlsignatures/") or "meta-inf/documentsignatures.xml" in package.parts:
        yield finding(rules.SIGNED, place)
    if package.has_folder("xl/externallinks/"):
        yield finding(rules.LINKS_NOT_FETCHED, place)


def say_size(size_bytes: int) -> str:
    """A size as people say it: 40 KB, 7 MB, 3 GB."""
    for unit, power in (("GB", 30), ("MB", 20)):
        if size_bytes >= 10 << power:
            return f"{size_bytes >> power:,} {unit}"
        if size_bytes >= 1 << power:
            return f"{size_bytes / (1 << power):.1f} {unit}"
    return f"{max(1, size_bytes >> 10):,} KB"
