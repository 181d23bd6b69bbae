"""A zip archive that somebody sent: which of its members are workbooks, what they are called, their bytes.

Members are known by their names alone; what they really are is looked at when they arrive. Archives in an
archive are not opened.
"""

from __future__ import annotations

import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from workbook_crm.arrive.names import WORKBOOK_ENDINGS, is_ignored, shown_bytes, told_apart
from workbook_crm.arrive.zips import DamagedZipError, Package
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules import archives as rules

MAX_WORKBOOKS = 200
MOST_NAMED = 20
"""Members that are no workbooks, by name."""
_IS_UTF8 = 0x800
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One workbook of an archive; `name` is fit for a folder of ours, and no other member's."""

    name: str
    info: zipfile.ZipInfo


@dataclass(frozen=True, slots=True)
class Archive:
    """The workbooks of an archive in its order, and the names of what else is in it."""

    package: Package
    members: tuple[Member, ...]
    others: tuple[str, ...]

    def content(self, member: Member) -> Iterator[bytes]:
        """A member's bytes, a megabyte at a time. Raises DamagedZipError; also where there are more."""
        left_bytes = member.info.file_size
        for piece in self.package.pieces(member.info, _PIECE_BYTES):
            left_bytes -= len(piece)
            if left_bytes < 0:
                raise DamagedZipError(f"{member.name}: longer than it says")
            yield piece

    def sound(self) -> Archive:
        """The same archive, with members that cannot be unpacked among what is left out."""
        sound = tuple(each for each in self.members if self._is_sound(each))
        damaged = tuple(each.name for each in self.members if each not in sound)
        return replace(self, members=sound, others=(*self.others, *damaged))

    def _is_sound(self, member: Member) -> bool:
        try:
            return sum(map(len, self.content(member))) == member.info.file_size
        except DamagedZipError:
            return False

    @property
    def named_others(self) -> tuple[str, ...]:
        """The names of what is no workbook; the first of them, where there are many."""
        more = ("…",) if len(self.others) > MOST_NAMED else ()
        return self.others[:MOST_NAMED] + more


def archive_of(package: Package, max_bytes: int) -> Archive:
    """What is in an archive; a workbook of more than `max_bytes` is left out."""
    listed = [each for each in package.listed if not _is_nothing(each)]
    fits = [each for each in listed if _is_workbook(each) and each.file_size <= max_bytes]
    others = tuple(_path(each).name for each in listed if each not in fits)
    return Archive(package, tuple(map(Member, _names(fits), fits)), others)


def refusal_of(archive: Archive, place: Place) -> Finding | None:
    """Why an archive is not opened; None where it may be."""
    if archive.package.is_encrypted:
        return finding(rules.ARCHIVE_BEHIND_PASSWORD, place)
    if len(archive.members) > MAX_WORKBOOKS:
        return finding(rules.ARCHIVE_TOO_FULL, place, count=len(archive.members), limit=MAX_WORKBOOKS)
    if not archive.members:
        return finding(rules.ARCHIVE_WITHOUT_WORKBOOKS, place, names=archive.named_others)
    return None


def _is_nothing(each: zipfile.ZipInfo) -> bool:
    """Whether it is a folder, or what programs leave beside people's files."""
    path = _path(each)
    return each.is_dir() or "__MACOSX" in path.parts or is_ignored(path.name)


def _is_workbook(each: zipfile.ZipInfo) -> bool:
    is_link = stat.S_ISLNK(each.external_attr >> 16)
    return not is_link and _path(each).name.lower().endswith(WORKBOOK_ENDINGS)


def _path(each: zipfile.ZipInfo) -> PurePosixPath:
    """The path of a member; without the mark of UTF-8 its bytes are read as those of any file name."""
    name = each.filename
    if not each.flag_bits & _IS_UTF8:
        name = shown_bytes(name.encode("cp437", "replace"))
    return PurePosixPath(name.replace("\\", "/"))


def _names(members: list[zipfile.ZipInfo]) -> Iterator[str]:
    """The name of each; with its folder before it where two are called alike, else with a number."""
    paths = [_path(each) for each in members]
    alike = Counter(each.name.casefold() for each in paths)
    parts = (path.parts[-2:] if alike[path.name.casefold()] > 1 else path.parts[-1:] for path in paths)
    return told_apart(map(" ".join, parts))
