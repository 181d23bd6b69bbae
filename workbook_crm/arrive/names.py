"""What the name of a file in the inbox says about it. Pure."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

_IGNORED = re.compile(
    r"^(~\$|\.|~)"
    r"|\.(tmp|temp|part|partial|crdownload|download|opdownload|filepart|swp|bak|lnk|ini)$"
    r"|^(thumbs\.db|icon\r|readme\.txt)$"
    r"|^[0-9a-f]{8}$",
    re.IGNORECASE,
)
"""Files that programs leave beside workbooks: owner files, half downloads, saves in progress (Excel's is
eight hexadecimal digits without an ending), and the note about the folder that a person put into it."""

_CONFLICT_COPY = re.compile(
    r"conflicted?[ _-]copy"  # Dropbox, Nextcloud, Box
    r"|[-_.]sync-conflict-\d{8}"  # Syncthing
    r"|-NSConflict-|_conf\(\d+\)|[-_ (]conflict(ed)?([-_ .)]|$)"  # WebDAV, and others
    r"|冲突(副本|文件)|版本冲突|有冲突的副本"  # Chinese sync programs
    r"|-(DESKTOP|LAPTOP|WIN)-[0-9A-Z]{5,15}(-\d+)?(?=\.[^.]*$)",  # OneDrive puts the machine's name there
    re.IGNORECASE,
)

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".xltm", ".ods", ".csv", ".et")


def is_ignored(name: str) -> bool:
    """Whether a file of this name is none of ours: it is never looked into, moved or mentioned."""
    return _IGNORED.search(name) is not None


def is_conflict_copy(name: str) -> bool:
    """Whether a sync program made this file because two people changed one."""
    return _CONFLICT_COPY.search(name) is not None


def owner_files(name: str) -> tuple[str, ...]:
    """The names of the files that say that `name` is open: Excel's, LibreOffice's, WPS's."""
    return f"~${name}", f"~${name[2:]}", f".~lock.{name}#", f".~{name}"


def shown(name: str) -> str:
    """A file name fit to be shown: names that are not UTF-8 are taken for GB18030."""
    return shown_bytes(os.fsencode(name))


def shown_bytes(raw: bytes) -> str:
    """The same of a name's bytes."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
"""Control characters, marks of direction and others that take no room: names may differ by these alone."""


def person_of(folder: str) -> str | None:
    """The name of the person whose folder in the inbox is called so; None where it shows nothing at all."""
    clean = unicodedata.normalize("NFC", _UNSEEN.sub("", shown(folder)))
    return " ".join(clean.split()) or None


_UNSTORABLE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
_LONGEST_BYTES = 200


def fit_to_store(name: str) -> str:
    """A file name of somebody else's archive as one of ours: one part, of no more than 200 bytes."""
    clean = _UNSTORABLE.sub("_", _UNSEEN.sub("", unicodedata.normalize("NFC", name))).strip(". ") or "_"
    end = ending(clean)
    stem = clean.removesuffix(clean[len(clean) - len(end) :]) if end else clean
    while len(f"{stem}{end}".encode(errors="replace")) > _LONGEST_BYTES:
        stem = stem[:-1]
    return f"{stem or '_'}{clean[len(clean) - len(end) :] if end else ''}"


def told_apart(names: Iterable[str]) -> Iterator[str]:
    """File names as ours, each of them no other's: with a number where two are called alike."""
    taken = Counter[str]()
    for name in map(fit_to_store, names):
        taken[name.casefold()] += 1
        nth = taken[name.casefold()]
        stem, end = PurePosixPath(name).stem, PurePosixPath(name).suffix
        yield name if nth == 1 else f"{stem} ({nth}){end}"


def ending(name: str) -> str:
    """`.xlsx`; empty where the name ends in nothing that is an ending."""
    found = re.search(r"\.[0-9a-z]{1,5}$", name.lower())
    return found[0] if found else ""
