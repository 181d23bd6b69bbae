"""The inbox: a folder in which files are found, claimed by renaming, and archived by their content."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from workbook_crm.arrive.inspect import is_whole
from workbook_crm.arrive.moving import (
    finish_crossing,
    move,
    move_in,
    new_token,
    part_from_other_names,
    place_whole,
    sha256_of,
    sweep,
)
from workbook_crm.arrive.names import (
    WORKBOOK_ENDINGS,
    ending,
    fit_to_store,
    is_conflict_copy,
    is_ignored,
    person_of,
    shown,
)
from workbook_crm.arrive.opening import Kind, Look, look_at, opened
from workbook_crm.arrive.zipped import say_size
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.outgoing import Bounce, ReplyTo
from workbook_crm.model.permissions import close
from workbook_crm.model.place import Place
from workbook_crm.model.rules import arrivals, files
from workbook_crm.model.run import Arrival, member_token
from workbook_crm.model.waiting import Waiting, Why

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Found:
    """A file in the inbox, or what stands there in place of one; `relative` is its path below it."""

    path: Path
    relative: Path
    look: Look

    @property
    def name(self) -> str:
        return shown(self.path.name)

    @property
    def is_refused(self) -> bool:
        """Whether it is no file, and so cannot be waited for, copied or read."""
        return self.look.kind is not Kind.FILE


@dataclass(frozen=True, slots=True)
class Inside:
    """A file in an archive or a mail."""

    name: str
    """Fit for a folder of ours, and no other file's in there."""
    content: Callable[[], Iterable[bytes]]
    person: str | None = None
    """Whose it is; None where it is that of whoever sent the whole."""


@dataclass(frozen=True, slots=True)
class ClaimedFile:
    """A file that has been moved out of the inbox and is ours until it lies in the archive."""

    path: Path
    claim: Path
    """Our folder for this one arrival, in which it lies as it lay in the inbox."""
    arrival: Arrival
    content: bytes
    """As they were at the claim; none where `refused` says why nobody should look at them."""
    refused: Findings
    look: Look
    archive_folder: Path
    reply: ReplyTo | None = None
    """Of a mail by a door: whom its answer goes to; None where it is not answered by mail."""
    bounces: tuple[Bounce, ...] = ()
    """Of a report of a mail server: the mails of ours that were not delivered."""

    def refuse(self, *found: Finding) -> ClaimedFile:
        """The same file as one that nobody should look into."""
        return replace(self, content=b"", refused=found)

    def of(self, person: str | None) -> ClaimedFile:
        """The same file as that of a person."""
        return replace(self, arrival=replace(self.arrival, sender=person))

    def answered_to(self, reply: ReplyTo | None) -> ClaimedFile:
        """The same file as one whose sender is answered by mail, too."""
        return replace(self, reply=reply)

    def archive(self) -> None:
        """Moves the file to the archive under its content's name; the claim is over then.

        A file into which somebody wrote after the claim is another arrival, and stays for that.
        """
        with suppress(FileNotFoundError):  # moved before a crash
            if look_at(self.path) != self.look:
                self.claim.rename(self.claim.with_name(new_token()))
                return
            sha256 = self.arrival.sha256
            target = self.archive_folder / sha256[:2] / f"{sha256}{ending(self.path.name)}"
            target.parent.mkdir(parents=True, exist_ok=True)
            move(self.path, target)
            close(target)
        for folder in self.path.parents:
            _remove_empty(folder)
            if folder == self.claim:
                break

    @property
    def is_whole(self) -> bool:
        """Whether it is still complete: between the look and the claim it may have been replaced."""
        return bool(self.refused) or is_whole(self.content)


def tried(arrival: Arrival, content: bytes) -> ClaimedFile:
    """A file that is only looked at: it lies nowhere of ours, and moves nowhere."""
    nowhere = Path(arrival.file)
    return ClaimedFile(nowhere, Path(), arrival, content, (), Look(Kind.FILE, 0, len(content), 0), Path())


class Inbox:
    """One workspace's inbox, work and archive folders."""

    def __init__(self, workspace: Path, now: Clock, max_bytes: int) -> None:
        self.folder, self._now, self._max_bytes = workspace / "inbox", now, max_bytes
        self._claims, self._archive = workspace / "work" / "claims", workspace / "archive"
        self.closed: tuple[Waiting, ...] = ()
        """People's folders that could not be looked into at the last look, and why."""

    def files(self) -> list[Found]:
        """What lies in the inbox, the dealership's own files (in its root) before people's, by name.

        Raises OSError where the inbox itself cannot be read: that is not an empty one.
        """
        os.scandir(self.folder).close()
        errors: list[OSError] = []
        found = list(_walk(self.folder, on_error=errors.append))
        self.closed = tuple(
            Waiting(f"{shown(os.path.basename(each.filename))}/", Why.UNREADABLE, in_words(each))
            for each in errors
        )
        return sorted(found, key=lambda each: (len(each.relative.parts), each.relative.parts))

    def claim(self, found: Found) -> ClaimedFile | None:
        """Takes a file out of the inbox by renaming it; None where somebody was faster, or it has changed.

        Raises OSError where it cannot be moved: it stays in the inbox then.
        """
        path = move_in(found.path, found.relative, found.look, self._claims)
        if path is None:
            return None
        claimed = self._claimed(path)
        if claimed.look != found.look and not claimed.is_whole:
            return None if _put_back(claimed, found) else claimed
        return claimed

    def unpack(
        self, claimed: ClaimedFile, inside: Iterable[Inside], done: Collection[str]
    ) -> list[ClaimedFile]:
        """Claims the files in a claimed archive or mail as if each had come by itself from its sender.

        `done`: tokens of those that were taken before a crash. Raises OSError.
        """
        folder = claimed.path.parent.relative_to(claimed.claim)
        members = []
        for nth, member in enumerate(inside, 1):
            token = member_token(claimed.arrival.token, nth)
            if token not in done and not (self._claims / token).exists():
                of = folder if member.person is None else Path(fit_to_store(member.person))
                path = place_whole(of / member.name, token, member.content(), self._claims)
                members.append(self._claimed(path))
        return members

    def sweep(self) -> None:
        """Removes what a crash left of files that were never claimed."""
        sweep(self._claims)

    def claims(self) -> list[Path]:
        """The folders of our claims, one a file: a crash may leave some that are not archived."""
        return sorted(self._claims.iterdir()) if self._claims.is_dir() else []

    def claimed_before(self, claim: Path) -> ClaimedFile | None:
        """The file of a claim; None where the crash came before it was moved there. Raises OSError."""
        finish_crossing(claim, self.folder)
        for found in _walk(claim, everything=True):
            return self._claimed(found.path)
        _remove_empty(*(Path(root) for root, *_ in os.walk(claim, topdown=False)))
        return None

    def let_go(self, sha256s: Iterable[str]) -> int:
        """Removes archived files by their content's hash; returns how many there were."""
        removed = 0
        for sha256 in sha256s:
            for path in (self._archive / sha256[:2]).glob(f"{sha256}*"):
                path.unlink(missing_ok=True)
                removed += 1
        return removed

    def person_at(self, path: Path) -> str | None:
        """In whose folder of the inbox a file lies; None where it lies elsewhere, or in the inbox itself."""
        try:
            parts = path.resolve().relative_to(self.folder.resolve()).parts
        except (OSError, ValueError):
            return None
        return person_of(parts[0]) if len(parts) > 1 else None

    def original(self, arrival: Arrival) -> Path | None:
        """Where the bytes of an arrival lie: in the archive, or in its claim; None where they are gone."""
        archived = (self._archive / arrival.sha256[:2]).glob(f"{arrival.sha256}*")
        claimed = (each.path for each in _walk(self._claims / arrival.token, everything=True))
        return next((each for each in (*archived, *claimed) if _has(each, arrival.sha256)), None)

    def archived_beyond(self, known: frozenset[str]) -> list[Path]:
        """Archived files whose contents are not among those known."""
        archived = (each for each in self._archive.glob("??/*") if each.is_file())
        return sorted(each for each in archived if each.name.partition(".")[0] not in known)

    def _claimed(self, path: Path) -> ClaimedFile:
        claim = self._claims / path.relative_to(self._claims).parts[0]
        relative = path.relative_to(claim)
        sender = person_of(relative.parts[0]) if len(relative.parts) > 1 else None
        is_linked = part_from_other_names(path)
        arrival = Arrival(claim.name, shown(path.name), sender, self._now(), "")
        look = look_at(path)
        sha256, content, refused = self._looked_into(path, look, Place(arrival.file))
        if is_conflict_copy(arrival.file):
            refused = (finding(arrivals.CONFLICT_COPY, Place(arrival.file)),)
        if is_linked:
            refused = (finding(arrivals.LINKED_FILE, Place(arrival.file)),)
        arrival = replace(arrival, sha256=sha256)
        return ClaimedFile(path, claim, arrival, b"" if refused else content, refused, look, self._archive)

    def _looked_into(self, path: Path, look: Look, place: Place) -> tuple[str, bytes, Findings]:
        if look.kind is not Kind.FILE:
            refused = finding(arrivals.NOT_A_FILE, place, kind=arrivals.KINDS[look.kind.value])
            return hashlib.sha256().hexdigest(), b"", (refused,)
        with opened(path) as file:
            if look.size_bytes <= self._max_bytes:
                content = file.read()
                return hashlib.sha256(content).hexdigest(), content, ()
            sizes = {"size": say_size(look.size_bytes), "limit": say_size(self._max_bytes)}
            digest = sha256_of(file).hex()
        return digest, b"", (finding(files.FILE_TOO_LARGE, place, **sizes),)


def _has(path: Path, sha256: str) -> bool:
    try:
        with opened(path) as file:
            return sha256_of(file).hex() == sha256
    except OSError:
        return False


def _put_back(claimed: ClaimedFile, found: Found) -> bool:
    """Gives back what turned out to be half a file, unless its place has been taken."""
    try:
        os.link(claimed.path, found.path)  # fails where the name is taken, which a rename does not
        claimed.path.unlink()
    except OSError:
        return False
    _remove_empty(claimed.path.parent, claimed.claim)
    return True


def _walk(
    folder: Path, *, everything: bool = False, on_error: Callable[[OSError], None] | None = None
) -> Iterator[Found]:
    """What is below a folder: files, and what stands in place of one. No link is followed."""
    for root, folders, names in os.walk(folder, onerror=on_error):
        standing_in = [each for each in folders if _is_in_place_of_a_file(Path(root, each))]
        folders[:] = sorted(each for each in folders if not each.startswith(".") and each not in standing_in)
        for name in (*names, *standing_in):
            if everything or not is_ignored(name):
                path = Path(root, name)
                with suppress(FileNotFoundError):  # gone since it was listed
                    yield Found(path, path.relative_to(folder), look_at(path))


def _is_in_place_of_a_file(folder: Path) -> bool:
    """Whether a folder is called like a workbook: then it is not somebody's own folder."""
    return folder.name.lower().endswith(WORKBOOK_ENDINGS)


def _remove_empty(*folders: Path) -> None:
    """Removes folders of our own, from the inside out, where they are empty."""
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()
