"""The pages of records in reports/records: only those are written again whose record has changed since."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from workbook_crm import __version__
from workbook_crm.beside import beside
from workbook_crm.model.report import RecordPages
from workbook_crm.send.outbox import write_durably
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


def write_record_pages(
    workspace: Workspace, at_once: int | None = None, gives_way: Callable[[], bool] = lambda: False
) -> int:
    """Brings the pages of all records up to date; returns how many were written.

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
        gone = _ours(names) - {_name(number) for some in numbers.values() for number in some}
        stale = _stale(workspace, queries, numbers, names, looks)
        if at_once is not None and sum(map(len, stale.values())) > at_once:
            return 0
        written = 0
        if numbers and (gone or LIST not in names or any(stale.values())):
            written = outbox.put_many(FOLDER, _until(gives_way, _pages(workspace, queries, stale)))
        now = _Made(*queries.latest_receipt(), looks)
    outbox.discard(FOLDER, gone if numbers else {*gone, LIST})
    _remember(workspace, now)
    return written


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


def _pages(workspace: Workspace, queries: Queries, stale: Numbers) -> Iterator[tuple[str, bytes]]:
    from workbook_crm.merge.dossiers import dossiers, mentions
    from workbook_crm.report.record_pages import RecordPages

    pages = RecordPages(workspace.settings.language, workspace.own_templates, workspace.look)
    alone = nullcontext if workspace.own_templates else beside  # what is found wrong is to be told here
    with alone(partial(pages.records, tuple(mentions(queries)))) as listed:  # loads two dictionaries
        for kind, numbers in stale.items():
            for each in dossiers(queries, kind, numbers):
                yield _name(each.stored.record.number), pages.record(each).encode()
        yield LIST, listed().encode()


def _name(number: str) -> str:
    return f"{number}.html"


_OURS = re.compile(r"[A-Z]-\d+\.html")


def _ours(names: Iterable[str]) -> set[str]:
    """Of what lies in the folder, the pages of records."""
    return {name for name in names if _OURS.fullmatch(name)}


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
    file = workspace.folder / _STATE
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".tmp")
    write_durably(beside, json.dumps(asdict(made)).encode())
    beside.replace(file)
