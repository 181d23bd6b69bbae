"""One round: everything that waits in the inbox is taken in, then today's list and reports are made."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from workbook_crm.arrive.folder import ClaimedFile, tried
from workbook_crm.beside import beside
from workbook_crm.check.choices import lists_of
from workbook_crm.failures import is_of_the_world, write_bug_report
from workbook_crm.forecasts import forecasts_between
from workbook_crm.held_files import still_held
from workbook_crm.intake import TakenIn, Tell, take_in
from workbook_crm.model.deeds import last_workday_before
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import LeftOut
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rejected import NOTHING_OPEN, Unmended
from workbook_crm.model.rules.trade import CANNOT_BE_OPENED
from workbook_crm.model.run import Arrival, Outcome, Parcel, Receipt, Verdict
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.stamps import Export, ExportSheet, Imprint, export_of, imprint_of
from workbook_crm.model.versions import StoreVersion, before_day, monday_before
from workbook_crm.pipeline import decide, read, read_as_told, weighed
from workbook_crm.posting import Posted, send_waiting, tell_posted
from workbook_crm.record_pages import AT_ONCE, told, write_record_pages
from workbook_crm.remembered import came
from workbook_crm.sent_before import base_of
from workbook_crm.unpacking import opened, receipt_of
from workbook_crm.wire import Workspace

if TYPE_CHECKING:
    from workbook_crm.merge.queries import Queries
    from workbook_crm.model.deeds import Deeds
    from workbook_crm.model.due import DueList
    from workbook_crm.model.movement import Between
    from workbook_crm.model.report import DailyFacts
    from workbook_crm.report.calendar import Calendars
    from workbook_crm.report.daily import Made


_HEAD_BYTES = 1_000
"""Of a page: within these it says whose it is."""


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    taken_in: TakenIn
    reports: tuple[str, ...] = ()
    """Paths of what was made for today, relative to the workspace."""
    template_faults: tuple[Name, ...] = ()
    """Templates of the workspace's own that could not be used, so that ours were."""
    failure: Exception | None = None
    """Why there are no reports."""
    left_out: tuple[LeftOut, ...] = ()
    """What the reports had to be made without."""
    posted: Posted | None = None
    """What was mailed; None where no mail goes out."""


def one_round(workspace: Workspace, tell: Tell) -> Round:
    """Takes in all that waits, then makes today's reports; if these fail, the rest is done all the same."""
    taken_in = take_in(workspace, workspace.patience(is_watching=False), tell)
    return replace(_daily_round(workspace, taken_in), posted=_posted(workspace))


def _posted(workspace: Workspace) -> Posted | None:
    """What was mailed; a store that fails now has told so already."""
    if workspace.post is None:
        return None
    try:
        done = send_waiting(workspace)
    except Exception as error:
        if not is_of_the_world(error):
            raise
        return None
    tell_posted(workspace, done)
    return done


def _daily_round(workspace: Workspace, taken_in: TakenIn) -> Round:
    try:
        pages = write_record_pages(workspace, AT_ONCE)
        made = make_daily(workspace)
        let_go(workspace)
        left_out = (*made.left_out, *pages.left_out)
        return Round(taken_in, _paths(made), template_faults(workspace), left_out=left_out)
    except Exception as error:  # the receipts must be told of all the same
        return Round(taken_in, failure=error)


def template_faults(workspace: Workspace) -> tuple[Name, ...]:
    """What was found wrong with the workspace's own templates since this was last asked."""
    own = workspace.own_templates
    faults = tuple(dict.fromkeys(each.said for each in own.faults.values())) if own else ()
    if own is not None:
        own.faults.clear()  # the next pages try them again: somebody may have mended them
    _note_template_faults(workspace, faults)
    return faults


def _note_template_faults(workspace: Workspace, faults: tuple[Name, ...]) -> None:
    """Keeps what was found for `doctor`, with what was found before of the very same templates."""
    from workbook_crm.report.templates import fingerprint

    file = workspace.template_faults_file
    if workspace.own_templates is None:
        file.unlink(missing_ok=True)
        return
    of, noted = fingerprint(workspace.own_templates), dict[str, Any]()
    with suppress(OSError, ValueError):
        noted = json.loads(file.read_text(encoding="utf-8"))
    known = noted["faults"] if noted.get("of") == of else []
    found = [*known, *(each for each in map(asdict, faults) if each not in known)]
    if {"of": of, "faults": found} != noted:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps({"of": of, "faults": found}, ensure_ascii=False), encoding="utf-8")
        workspace.journal.tell("templates", faults=len(found))


def let_go(workspace: Workspace) -> None:
    """Removes originals from the archive kept for as long as the settings ask; none by default."""
    days = workspace.settings.archive.keep_days
    if days is None or not workspace.has_store:
        return
    before = workspace.clock.now() - timedelta(days=days)
    with workspace.store.reading() as queries:
        old = queries.last_received_before(before)
    removed = workspace.inbox.let_go(old)
    if removed:
        workspace.journal.tell("let-go", files=removed, days=days)


def dry_runs(workspace: Workspace, path: Path, person: str | None = None) -> Iterator[Receipt]:
    """What taking a file in would do, and for an archive or a mail each workbook in it; nothing is stored.

    `person`: whose file it is; without it, that of the person in whose folder of the inbox it lies.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        arrival = Arrival("", path.name, person, workspace.clock.now(), "")
        cannot = finding(CANNOT_BE_OPENED, Place(path.name), reason=_why_closed(error))
        yield Receipt("", arrival, Outcome.HELD, findings=(cannot,))
        return
    sender = person or workspace.inbox.person_at(path)
    yield from _dry_runs(workspace, _tried(workspace, path.name, content, sender), content)


def _dry_runs(workspace: Workspace, arrival: Arrival, content: bytes) -> Iterator[Receipt]:
    whole = opened(workspace, tried(arrival, content))
    if isinstance(whole, ClaimedFile):
        yield _dry_run(workspace, whole)
        return
    yield receipt_of(whole)
    for each in whole.inside:
        inside = b"".join(each.content())
        of = _tried(workspace, each.name, inside, each.person or arrival.sender)
        yield from _dry_runs(workspace, of, inside)


def _tried(workspace: Workspace, name: str, content: bytes, sender: str | None = None) -> Arrival:
    return Arrival("", name, sender, workspace.clock.now(), hashlib.sha256(content).hexdigest())


def _dry_run(workspace: Workspace, file: ClaimedFile) -> Receipt:
    arrival = file.arrival
    raw, found = (None, file.refused) if file.refused else workspace.reader.read(file.content, arrival.file)
    return replace(_decided(workspace, arrival, file.content, raw, found).receipt, id="")


def _decided(
    workspace: Workspace, arrival: Arrival, content: bytes, raw: RawWorkbook | None, found: Findings
) -> Verdict:
    """What would become of a workbook now; what was taken before is shown as it would be taken again."""
    settings, vocabulary = workspace.settings, workspace.vocabulary()
    if not workspace.has_store:
        return decide(read(arrival, content, raw, found, vocabulary, settings), Snapshot(), settings)
    with workspace.store.reading() as queries:
        whole = came(arrival, content, raw, found, queries, workspace.original)
        reading = read_as_told(whole, queries, vocabulary, settings)
        return weighed(reading, queries, settings, base_of(reading, queries))


def _why_closed(error: OSError) -> Name:
    """Why a file cannot be opened, in words."""
    if isinstance(error, FileNotFoundError):
        return Name("没有这个文件", "there is no such file")
    if isinstance(error, IsADirectoryError):
        return Name("这是一个文件夹", "it is a folder")
    if isinstance(error, PermissionError):
        return Name("没有权限，或别的程序正占用它", "it is locked by another program, or not allowed")
    return Name(f"系统说“{error}”", f"the system says “{error}”")


def write_daily(
    workspace: Workspace, day: date | None = None, first: date | None = None, *, has_all_reports: bool = False
) -> tuple[str, ...]:
    """Makes a day's due lists and reports anew, as `make_daily` does; returns their paths."""
    return _paths(make_daily(workspace, day, first, has_all_reports=has_all_reports))


def _paths(made: Made) -> tuple[str, ...]:
    return tuple(file.path for file in made.files)


def make_daily(
    workspace: Workspace,
    day: date | None = None,
    first: date | None = None,
    *,
    has_all_reports: bool = False,
    version: StoreVersion | None = None,
) -> Made:
    """Makes a day's due lists and reports anew (today's, where none is named), and puts them in their place.

    `version`: only what was known then; they lie in a folder of their own, and each says which version it is.

    Results, what came in and what was held are told since `first`, where one is given. In a very large store
    the deeper reports are left out, unless `has_all_reports`.
    """
    from workbook_crm.report.daily import Making, folder_of, made_of

    now = workspace.clock.now()
    day = day or now.date()
    is_today = day == now.date() and first is None and version is None
    printer, folder = _printer(workspace), folder_of(day, first)
    stamping = _Stamping.of(workspace, now, version)
    with no_collections():
        facts = _daily_facts(workspace, day, first, has_all_reports=has_all_reports, version=version)
        making = Making(
            workspace.settings.language,
            day,
            workspace.own_templates,
            workspace.look,
            printer is not None,
            beside,
            _calendars(workspace, now, is_today=is_today),
            stamping.imprint,
        )
        made = made_of(facts, making, partial(_reported, workspace))
    if version is not None:
        made, folder = _apart(made, folder, version)
    if printer is not None:
        made = replace(made, files=(*_printed(workspace, made.files, printer), *made.files))
    if is_today:
        made = _with_standing(made)
    stamping.keep(workspace)
    for file in made.files:
        workspace.outbox.put(file.path, file.content)
    _withdraw(workspace.folder / folder, {Path(each).name for each in _paths(made)})
    if is_today:
        _hand_on(workspace, made)
    if made.left_out:
        workspace.journal.tell("left-out", count=len(made.left_out))
    return made


def _apart(made: Made, folder: str, version: StoreVersion) -> tuple[Made, str]:
    """The files of a past version, and the folder of their own in which they lie."""
    past = f"{folder} {version.receipt}"
    files = tuple(replace(each, path=past + each.path.removeprefix(folder)) for each in made.files)
    return replace(made, files=files), past


def _with_standing(made: Made) -> Made:
    """A day's files with those that stand at one address, the pages among these first."""
    from workbook_crm.report.standing import standing_files

    standing = tuple(standing_files(made.files))
    pages = tuple(each for each in standing if each.path.endswith(".html"))
    return replace(made, files=(*pages, *made.files, *(each for each in standing if each not in pages)))


def _hand_on(workspace: Workspace, made: Made) -> None:
    """Has people's own workbooks and mails follow today's lists, and remembers what the calendars told."""
    if workspace.post is not None:
        from workbook_crm.mornings import keep_mails

        keep_mails(workspace, made, partial(_reported, workspace))
    if workspace.settings.lists.workbooks:
        from workbook_crm.own_workbooks import hand_out_workbooks

        hand_out_workbooks(workspace, partial(_reported, workspace))
    if made.told is not None:
        from workbook_crm.calendars_told import keep_told

        keep_told(workspace.calendars_file, made.told)


@dataclass
class _Stamping:
    """Stamps what is made for people, and remembers it; what was made before is stamped as it was then."""

    key: bytes = field(repr=False)
    revision: int
    now: datetime
    language: Language
    exports: dict[str, Export] = field(default_factory=dict)

    @classmethod
    def of(cls, workspace: Workspace, now: datetime, version: StoreVersion | None) -> Self:
        """For workbooks that are made from here on: they may know more than this revision, never less."""
        with workspace.store.reading() as queries:
            key, revision = queries.stamp_key(), queries.latest_receipt()[0]
        if key is None:
            with workspace.store.writing() as transaction:
                key = transaction.made_stamp_key()
        return cls(key, version.revision if version else revision, now, workspace.settings.language)

    def imprint(self, person: str, sheets: tuple[ExportSheet, ...]) -> Imprint:
        """The stamp of one workbook."""
        export = export_of(self.key, self.revision, person, sheets)
        self.exports[export.id] = export
        return imprint_of(export, self.key, self.now, self.language)

    def keep(self, workspace: Workspace) -> None:
        """Has the store remember what was stamped, before it is handed out."""
        if self.exports:
            with workspace.store.writing() as transaction:
                transaction.keep_exports(tuple(self.exports.values()), self.key, self.now)


def _calendars(workspace: Workspace, now: datetime, *, is_today: bool) -> Calendars:
    """Whose calendars these are, and what they told before; those of another day cancel nothing."""
    from workbook_crm.calendars_told import read_told
    from workbook_crm.report.calendar import Calendars

    with workspace.store.reading() as queries:
        first = queries.token_of(1) or ""
    return Calendars(first, now, read_told(workspace.calendars_file) if is_today else {})


def _reported(workspace: Workspace, error: Exception) -> str:
    """The name of the report on an error of ours. Raises what the world did."""
    if is_of_the_world(error):
        raise error
    return write_bug_report(workspace.folder, error).name


def _withdraw(folder: Path, names: Collection[str]) -> None:
    """Takes away the pages of ours, with what was printed of them, that are no part of the day any more.

    Workbooks stay: somebody may have written into them.
    """
    from workbook_crm.report.templates import OUR_PAGE

    for page in folder.glob("*.html"):
        with suppress(OSError):  # open in another program: it goes the next time
            if page.name not in names and OUR_PAGE in page.read_bytes()[:_HEAD_BYTES]:
                page.unlink()
                page.with_suffix(".pdf").unlink(missing_ok=True)


def _printer(workspace: Workspace) -> Callable[[bytes], bytes] | None:
    """What prints a page to PDF, where the settings ask for it and the machine can (`doctor` says so)."""
    if not workspace.settings.lists.pdf:
        return None
    from workbook_crm.report.pdf import can_print, printed_pdf

    return printed_pdf if can_print() else None


def _printed(
    workspace: Workspace, files: Iterable[Parcel], printer: Callable[[bytes], bytes]
) -> Iterator[Parcel]:
    """The lists as PDF, but for those whose page has not changed since; they are put in their place first.

    A page that only stands at another version has not: it tells the same.
    """
    from workbook_crm.report.templates import without_version

    for file in files:
        page = workspace.folder / file.path
        if page.suffix == ".html" and page.name.startswith("digest"):
            is_printed = page.with_suffix(".pdf").exists() and page.exists()
            if not (is_printed and without_version(page.read_bytes()) == without_version(file.content)):
                yield Parcel(file.path.removesuffix(".html") + ".pdf", printer(file.content))


def unmended_on(workspace: Workspace, day: date) -> Unmended:
    """What waits to be mended at the end of a day; nothing where nothing came in yet."""
    from workbook_crm.merge.unmended import unmended

    if not workspace.has_store:
        return NOTHING_OPEN
    with workspace.store.reading() as queries:
        return still_held(workspace, unmended(queries, day))


def due_on(
    workspace: Workspace, day: date, person: str | None, version: StoreVersion | None = None
) -> DueList:
    """The due list of a day, as known now or at a version; of one person where one is named."""
    from workbook_crm.report.daily import Making, due_of

    due = due_of(_daily_facts(workspace, day, version=version), Making(workspace.settings.language, day))
    people = tuple(each for each in due.people if person is None or each.person == person)
    return replace(due, people=people)


def _daily_facts(
    workspace: Workspace,
    day: date,
    first: date | None = None,
    *,
    has_all_reports: bool = False,
    version: StoreVersion | None = None,
) -> DailyFacts:
    from workbook_crm.merge.daily import MOST_RECORDS, daily_facts
    from workbook_crm.merge.missing import incomplete
    from workbook_crm.merge.words_in_use import words_in_use

    store = workspace.store
    with store.reading() if version is None else store.as_of(version.revision) as queries:
        unfit = queries.unfit.ids.get("choices", ())
        items = (each.record for each in queries.every("choices") if each.id not in unfit)
        choices = lists_of(items, workspace.settings)
        most = None if has_all_reports else MOST_RECORDS
        facts = daily_facts(queries, choices, day, first=first, most_records=most)
        movement = _movement(queries, workspace, day, first) if facts.insight else None
        done = _deeds(queries, workspace, day) if first is None else None
        records, stands_at = told(workspace, queries), queries.version()
        settings = workspace.settings
        lacking = tuple(incomplete(queries, settings))
        new_words = tuple(words_in_use(queries, choices))
    return replace(
        facts,
        version=stands_at,
        movement=movement,
        deeds=done,
        incomplete=lacking,
        new_words=new_words,
        unmended=still_held(workspace, facts.unmended),
        workdays=settings.workdays.workdays,
        records=records,
        currency=settings.currency,
        currency_digits=settings.currency_digits,
    )


def _deeds(queries: Queries, workspace: Workspace, day: date) -> Deeds:
    """What everybody did from the last working day before up to the day before."""
    from workbook_crm.merge.deeds import deeds

    first = last_workday_before(day, workspace.settings.workdays.workdays)
    return deeds(queries, first, day - timedelta(days=1))


def _movement(queries: Queries, workspace: Workspace, day: date, first: date | None) -> Between:
    """The forecast since the latest Monday, or in the days told of, as it was known at their ends."""
    zone, since = workspace.clock.now().tzinfo, first or monday_before(day)
    until = datetime.combine(day, time.max, zone)
    return forecasts_between(queries, workspace.settings, (since, before_day(since, zone)), (day, until))
