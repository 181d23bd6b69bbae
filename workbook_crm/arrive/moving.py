"""Moving a file out of the inbox: by renaming it, or where that is not possible by a copy that is checked."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from workbook_crm.arrive.opening import Kind, Look, look_at, opened

_CHUNK_BYTES = 1 << 20


def new_token() -> str:
    """A name for a claim. By name is by time: so what a crash left is taken up in the order it came."""
    return f"{time.time_ns():016x}{uuid.uuid4().hex[:16]}"


def move_in(source: Path, relative: Path, look: Look, claims: Path) -> Path | None:
    """Moves a file to `<claims>/<token>/<relative>` and returns that; None where it is gone or has changed.

    Raises OSError where it cannot be moved; it stays where it was then.
    """
    claim = claims / new_token()
    target = claim / relative
    target.parent.mkdir(parents=True)
    try:
        source.rename(target)
    except OSError as error:
        _remove_tree_of_folders(claim)
        if isinstance(error, FileNotFoundError):
            return None
        if error.errno != errno.EXDEV or look.kind is not Kind.FILE:
            raise
        return _cross(source, relative, look, claims)
    return target


def _cross(source: Path, relative: Path, look: Look, claims: Path) -> Path | None:
    """Copies a file from another file system, and removes it there if it has not changed meanwhile.

    The claim's name says which file it is a copy of, for when a crash comes between these two.
    """
    arriving = claims.parent / "arriving" / new_token()
    copy = arriving / relative
    copy.parent.mkdir(parents=True)
    claim = claims / f"{arriving.name}-{look.inode}-{look.size_bytes}-{look.modified_ns}"
    try:
        is_same = _copy(source, copy) and look_at(source) == look
        if is_same:
            arriving.rename(claim)
    except FileNotFoundError:
        is_same = False
    finally:
        shutil.rmtree(arriving, ignore_errors=True)  # our own half copy; the source is untouched
    if not is_same:
        return None
    finish_crossing(claim, _root_of(source, relative))
    return claim / relative


def place_whole(relative: Path, token: str, content: Iterable[bytes], claims: Path) -> Path:
    """Writes `<claims>/<token>/<relative>`, which is there whole or not at all; returns that."""
    arriving = claims.parent / "arriving" / token
    path = arriving / relative
    path.parent.mkdir(parents=True)
    try:
        with path.open("xb") as file:
            file.writelines(content)
            file.flush()
            os.fsync(file.fileno())
        arriving.rename(claims / token)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return claims / token / relative


def move(source: Path, target: Path) -> None:
    """Moves a file of our own into place, also onto another file system; there is never half a file there."""
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        beside = target.with_name(f".{uuid.uuid4().hex}.tmp")
        try:
            _copy(source, beside)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
        source.unlink()


def part_from_other_names(path: Path) -> bool:
    """Lets a claimed file be a copy of its own where it has another name (a hard link); whether it had one.

    What is written under that name later does not reach what we keep.
    """
    found = path.lstat()
    if found.st_nlink <= 1 or look_at(path).kind is not Kind.FILE:
        return False
    beside = path.with_name(f".{uuid.uuid4().hex}.tmp")
    try:
        _copy(path, beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _root_of(path: Path, relative: Path) -> Path:
    return path.parents[len(relative.parts) - 1]


def _copy(source: Path, copy: Path) -> bool:
    """Copies and waits until the disk has it; whether what was written is what was read."""
    with opened(source) as read, copy.open("xb") as written:
        read_sha256 = hashlib.sha256()
        while chunk := read.read(_CHUNK_BYTES):
            read_sha256.update(chunk)
            written.write(chunk)
        written.flush()
        os.fsync(written.fileno())
    with opened(copy) as again:
        return sha256_of(again) == read_sha256.digest()


def sha256_of(file: BinaryIO) -> bytes:
    """The hash of what is left to read, a megabyte at a time."""
    digest = hashlib.sha256()
    while chunk := file.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.digest()


def sweep(claims: Path) -> None:
    """Removes copies that a crash left unfinished; what they are copies of is still where it was."""
    shutil.rmtree(claims.parent / "arriving", ignore_errors=True)


def finish_crossing(claim: Path, inbox: Path) -> None:
    """Removes from the inbox the file of which `claim` holds a copy, if it is still that very file."""
    _token, _, identity = claim.name.partition("-")
    if not identity:
        return
    inode, size_bytes, modified_ns = map(int, identity.split("-"))
    for root, _folders, names in os.walk(claim):
        for name in names:
            source = inbox / Path(root, name).relative_to(claim)
            with suppress(OSError):
                if look_at(source) == Look(Kind.FILE, inode, size_bytes, modified_ns):
                    source.unlink()


def _remove_tree_of_folders(claim: Path) -> None:
    for root, _folders, _names in os.walk(claim, topdown=False):
        with suppress(OSError):
            os.rmdir(root)
