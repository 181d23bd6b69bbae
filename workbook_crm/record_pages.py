"""The pages of records in reports/records: only those are written again whose record has changed since."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_crm import __version__
from workbook_crm.beside import beside
from workbook_crm.failures import is_of_the_world, write_bug_report
from workbook_crm.model.file_names import file_name_of_number, is_of_number
from workbook_crm.model.history import Dossier
from workbook_crm.model.language import Name
from workbook_crm.model.left_out import LeftOut
from workbook_crm.model.report import RecordPages
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.send.outbox import write_whole
from workbook_crm.wire import Workspace

if TYPE_CHECKING:
    from workbook_crm.merge.dossiers import Numbers
    from workbook_crm.merge.queries import Queries

FOLDER = "reports/records"
LIST = "index.html"
AT_ONCE = 300
"""Pages that a `run` brings up to date; where more changed, `report` does, or `watch` when it is quiet."""
_STATE = Path("work") / "record-pages.json"


@dataclass(frozen=True, slots=True)
class _Made:
    """What the pages that lie there tell of: which store, as of which revision, and how they look."""

    revision: int
    token: str
    """Of the arrival that made the revision: another store may have a revision of the same number."""
    looks: str


class GaveWayError(Exception):
    """The pages are not up to date yet: somebody more urgent came."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of bringing the pages up to date."""

    count: int = 0
    left_out: tuple[LeftOut, ...] = ()
    """Pages that could not be made."""


def write_record_pages(
    workspace: Workspace, at_once: int | None = None, gives_way: Callable[[], bool] = lambda: False
) -> Written:
    """Brings the pages of all records up to date.

    `gives_way` is asked between two pages whether to stop; raises GaveWayError then, and the next time does
    them again.
    A page that is missing is made again, one whose record is gone is removed; so is each, where there are
    more records than the settings allow. Where more than `at_once` are stale, all stay as they are.
    """
    from workbook_crm.merge.dossiers import every_number

    outbox, looks = workspace.outbox, _looks(workspace)
    with workspace.store.reading() as queries:
        names = outbox.names(FOLDER)
        numbers = every_number(queries) if has_pages(workspace, queries) else {}
        every = {number for some in numbers.values() for number in some}
        gone = (_ours(names) | _of_earlier_versions(names, every)) - set(map(_name, every))
        stale = _stale(workspace, queries, numbers, names, looks)
        if at_once is not None and sum(map(len, stale.values())) > at_once:
            return Written()
        written = 0
        left_out: tuple[LeftOut, ...] = ()
        if numbers and (gone or LIST not in names or any(stale.values())):
            pages = _Pages(workspace, queries)
            written = outbox.put_many(FOLDER, _until(gives_way, pages.of(stale)))
            left_out = tuple(pages.left_out)
            gone |= pages.missing & names
        now = _Made(*queries.latest_receipt(), looks)
    outbox.discard(FOLDER, gone if numbers else {*gone, LIST})
    _remember(workspace, now)
    return Written(written, left_out)


def _until(gives_way: Callable[[], bool], pages: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    for page in pages:
        if gives_way():
            raise GaveWayError
        yield page


def told(workspace: Workspace, queries: Queries) -> RecordPages:
    """Whether there are pages to link to, and if not, why."""
    from workbook_crm.merge.dossiers import how_many

    count, most = how_many(queries), workspace.settings.reports.most_pages
    is_current = _made(workspace) == _Made(*queries.latest_receipt(), _looks(workspace))
    are_made = count <= most and is_current and LIST in workspace.outbox.names(FOLDER)
    return RecordPages(count, most, are_made)


def has_pages(workspace: Workspace, queries: Queries) -> bool:
    """Whether there are few enough records for a page each."""
    from workbook_crm.merge.dossiers import how_many

    return how_many(queries) <= workspace.settings.reports.most_pages


def _stale(
    workspace: Workspace, queries: Queries, numbers: Numbers, names: Collection[str], looks: str
) -> Numbers:
    """The records whose pages are missing, or tell what no longer holds."""
    from workbook_crm.merge.dossiers import touched_since

    made = _made(workspace)
    if made is None or made.looks != looks or queries.token_of(made.revision) != made.token:
        return numbers
    touched = touched_since(queries, made.revision) if numbers else {}
    return {
        kind: {number for number in some if number in touched[kind] or _name(number) not in names}
        for kind, some in numbers.items()
    }


class _Pages:
    """Makes the pages that are stale; one that fails is left out, with a report for the maintainers."""

    def __init__(self, workspace: Workspace, queries: Queries) -> None:
        from workbook_crm.report.record_pages import RecordPages

        self._workspace, self._queries = workspace, queries
        self._pages = RecordPages(
            workspace.settings.language, workspace.own_templates, workspace.look, queries.version()
        )
        self.left_out: list[LeftOut] = []
        """Pages that could not be made."""
        self.missing: set[str] = set()
        """Their names."""

    def of(self, stale: Numbers) -> Iterator[tuple[str, bytes]]:
        """(name, content) of each page of these records, then of the list of all."""
        from workbook_crm.merge.dossiers import mentions

        listed = partial(self._pages.records, tuple(mentions(self._queries)))
        alone = nullcontext if self._workspace.own_templates else beside  # their faults are to be known here
        with alone(listed) as made:  # loads two dictionaries
            for kind, numbers in stale.items():
                for each in self._dossiers(kind, sorted(numbers)):
                    yield from self._page(kind, each.stored.record.number, partial(self._pages.record, each))
            yield from self._page("", "", made)

    def _dossiers(self, kind: str, numbers: Sequence[str]) -> Iterator[Dossier]:
        """Records with all that belongs to them, many at once; one by one where that fails."""
        from workbook_crm.merge.dossiers import dossiers

        for at in range(0, len(numbers), _PORTION):
            some = numbers[at : at + _PORTION]
            try:
                yield from list(dossiers(self._queries, kind, some))
            except Exception as error:
                if is_of_the_world(error):
                    raise
                for number in some:
                    yield from self._alone(kind, number)

    def _alone(self, kind: str, number: str) -> Sequence[Dossier]:
        from workbook_crm.merge.dossiers import dossiers

        try:
            return list(dossiers(self._queries, kind, (number,)))
        except Exception as error:
            self._leave_out(kind, number, error)
            return ()

    def _page(self, kind: str, number: str, make: Callable[[], str]) -> Iterator[tuple[str, bytes]]:
        """The page of a record; without a number that of all of them."""
        try:
            content = make().encode(errors="replace")
        except Exception as error:
            self._leave_out(kind, number, error)
            return
        yield _name(number) if number else LIST, content

    def _leave_out(self, kind: str, number: str, error: Exception) -> None:
        """Raises what is for the world to mend."""
        if is_of_the_world(error):
            raise error
        report = write_bug_report(self._workspace.folder, error).name
        what = SHEET_OF[kind].name if kind else Name(f"{FOLDER}/{LIST}", f"{FOLDER}/{LIST}")
        self.left_out.append(LeftOut(what, number, report=report))
        self.missing.add(_name(number) if number else LIST)
        self._workspace.journal.tell("left-out", report=report)


_PORTION = 900
"""Records that are asked for at once."""


def _name(number: str) -> str:
    return f"{file_name_of_number(number)}.html"


def _ours(names: Iterable[str]) -> set[str]:
    """Of what lies in the folder, the pages of records."""
    return {name for name in names if name.endswith(".html") and is_of_number(name.removesuffix(".html"))}


def _of_earlier_versions(names: Collection[str], numbers: Iterable[str]) -> set[str]:
    """Pages that were called by other systems' numbers as they stand."""
    return ({f"{number}.html" for number in numbers} - {LIST}) & set(names)


def _looks(workspace: Workspace) -> str:
    from workbook_crm.report.templates import fingerprint

    settings = workspace.settings
    chosen = f"{__version__} {settings.language} {settings.brand.name} {settings.brand.colour}"
    return f"{chosen} {fingerprint(workspace.own_templates)}"


def _made(workspace: Workspace) -> _Made | None:
    """None where nothing is known: everything is made again."""
    try:
        return _Made(**json.loads((workspace.folder / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _remember(workspace: Workspace, made: _Made) -> None:
    if made == _made(workspace):
        return
    write_whole(workspace.folder / _STATE, json.dumps(asdict(made)).encode())
