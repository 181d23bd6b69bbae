"""A workbook that we handed out comes back: which one it is, and what its cells were when it went out.

Nothing is ours by its headers. A stamp that was signed here gives a table its base: the store as it was at
that revision, rebuilt from the log, or what the same person's last sending of that very export left.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeGuard

from workbook_crm.check.line_keys import keys_of
from workbook_crm.edges import View
from workbook_crm.model.batch import Batch, Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.file_lines import Base, Cell, FileLine, LineHead, cell_of, column_of
from workbook_crm.model.finding import Fact, Finding, Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rules import stamps as rules
from workbook_crm.model.run import Reading
from workbook_crm.model.sheets import OUR_NUMBER, SHEET_OF
from workbook_crm.model.snapshot import Wanted
from workbook_crm.model.stamp_cells import CellStamp
from workbook_crm.model.stamps import Export, ExportSheet, code_of, signed_stamp, stamp_in
from workbook_crm.read.stamps import cell_stamps


@dataclass(frozen=True, slots=True)
class Stamped:
    """What the stamps of a workbook tell."""

    lines: Mapping[int, FileLine] = field(default_factory=dict)
    """By position of a table: the line that it continues, or begins with what was handed out."""
    ours: frozenset[int] = frozenset()
    """The positions of tables on sheets of ours: a starred cell is demanded of a new row."""
    erasing: frozenset[int] = frozenset()
    """Those of them that were handed out filled: a blank erases. In a form a blank says nothing."""
    is_foreign: bool = False
    """Whether its numbers were given elsewhere."""
    found: Findings = ()
    people: Mapping[int, str] = field(default_factory=dict)
    """By position of a table: for whom its workbook was made."""


NOTHING_STAMPED = Stamped()


@dataclass(frozen=True, slots=True)
class _File:
    """The stamp of the document, and those of its sheets, as far as they are known here."""

    export: Export | None = None
    sheets: Mapping[str, Export] = field(default_factory=dict)
    is_foreign: bool = False
    found: Findings = ()


def stamped_in(reading: Reading, view: View) -> Stamped:
    """What the stamps of a reading tell; nothing where it has none."""
    raw, batch = reading.raw, reading.batch
    if raw is None or batch is None:
        return NOTHING_STAMPED
    in_cells = cell_stamps(raw)
    if not (raw.stamp or in_cells):
        return NOTHING_STAMPED
    file = _file(raw, in_cells, view)
    lines: dict[int, FileLine] = {}
    ours: set[int] = set()
    erasing: set[int] = set()
    people: dict[int, str] = {}
    differing: list[Finding] = []
    bases = _Bases(view)
    taken: set[tuple[str, str]] = set()
    for position, table in enumerate(batch.tables):
        if table.beside is not None:
            continue
        export, said = _export_of(table, file, bases)
        differing += said
        sheet = _sheet_of(table, export, taken) if export else None
        if export is None or sheet is None:
            continue
        taken.add((export.id, sheet.name))
        if export.person:
            people[position] = export.person
        if export.is_answer:
            answered = _answered(table, sheet, export.revision, reading.arrival.sender, view)
            if answered:
                lines[position] = answered
            continue
        ours.add(position)
        if not sheet.is_form:
            erasing.add(position)
        if sheet.ids:
            lines[position] = _line(table, export, sheet, reading.arrival.sender, view, bases)
    return Stamped(
        lines, frozenset(ours), frozenset(erasing), file.is_foreign, file.found + tuple(differing), people
    )


def without_taken_back(reading: Reading, view: View) -> Reading:
    """The reading without rows that stand as they were handed out, of records that an undo took back since.

    Nobody has said anything in them: they are counted with the empty rows, and told of once a table.
    """
    raw, batch = reading.raw, reading.batch
    if raw is None or batch is None or not view.undos.undoes:
        return reading
    in_cells = cell_stamps(raw)
    if not (raw.stamp or in_cells):
        return reading
    file = _file(raw, in_cells, view)
    bases, taken = _Bases(view), set[tuple[str, str]]()
    tables, said = dict[int, Table[Any]](), list[Finding]()
    for position, table in enumerate(batch.tables):
        export = None if table.beside is not None else _export_of(table, file, bases)[0]
        sheet = _sheet_of(table, export, taken) if export else None
        if export is None or sheet is None or export.is_answer or not sheet.ids:
            continue
        taken.add((export.id, sheet.name))
        if max(view.undos.undoes) > export.revision:
            gone = _taken_back(table, bases.of(export, sheet), view)
            if gone:
                tables[position] = _without_rows(table, gone)
                said.append(_said_of(table, gone))
    if not tables:
        return reading
    return replace(reading, batch=batch.map_tables(tables), findings=(*reading.findings, *said))


def _taken_back(table: Table[Any], base: Base, view: View) -> list[int]:
    """The positions of rows that say what was handed out, of records that are not there any more."""
    ids = frozenset(base.ids)
    left = {each.id for each in view.snapshot(Wanted(ids={table.kind: ids})).of(table.kind)}
    if ids <= left:
        return []
    names = [name for name in base.columns if name in table.columns]
    was = {
        tuple(base.columns[name][nth] for name in names)
        for nth, record_id in enumerate(base.ids)
        if record_id not in left
    }
    columns = [[_as_kept(table, name, cell) for cell in column_of(table, name)] for name in names]
    return [nth for nth, row in enumerate(zip(*columns, strict=True)) if row in was]


def _as_kept(table: Table[Any], name: str, cell: Cell) -> Cell:
    """What we wrote into a cell as a record has it: the number of `C-000012 王伟`, the code of an option."""
    column = table.of.by_field[name]
    if not isinstance(cell, str) or not (column.refers or column.options):
        return cell
    if column.refers:
        return cell.partition(" ")[0]
    return next((each.code for each in column.options if cell in (each.name.zh, each.name.en)), cell)


def _without_rows(table: Table[Any], gone: Sequence[int]) -> Table[Any]:
    left = tuple(row for nth, row in enumerate(table.rows) if nth not in frozenset(gone))
    return replace(table, rows=left, empty=table.empty + len(gone))


def _said_of(table: Table[Any], gone: Sequence[int]) -> Finding:
    rows = [table.rows[nth].row for nth in gone]
    name = "number" if table.of.prefix else table.of.label
    told = finding(rules.ROWS_TAKEN_BACK, table.place(rows[0], name), count=len(rows))
    return replace(told, rows=tuple(rows[1:]))


def _file(raw: RawWorkbook, in_cells: Mapping[str, CellStamp], view: View) -> _File:
    key = view.stamp_key()
    sheets = {name: export for name, cell in in_cells.items() if (export := _by_cell(cell, key, view))}
    place = Place(raw.name)
    if key and (stamp := signed_stamp(raw.stamp, key)):
        export = view.export(stamp.export)
        if export or sheets:
            return _File(export, sheets)
        return _File(found=(finding(rules.STAMP_TOO_OLD, place, revision=stamp.revision),))
    if sheets and not raw.stamp:
        name, newest = max(sheets.items(), key=lambda each: each[1].revision)
        told = finding(rules.STAMP_FROM_SHEET, Place(raw.name, name), revision=newest.revision)
        return _File(None, sheets, found=(told,))
    claimed = stamp_in(raw.stamp)
    if claimed and view.export(claimed.export):
        facts: dict[str, Fact] = {"revision": claimed.revision, "person": claimed.person or "-"}
        return _File(found=(finding(rules.STAMP_ALTERED, place, **facts),))
    if raw.stamp:
        return _File(is_foreign=True, found=(finding(rules.STAMP_NOT_OURS, place, stamp=_short(raw.stamp)),))
    name, cell = next(iter(in_cells.items()))
    code = f"{cell.code[:4]}-{cell.code[4:]}"
    told = finding(rules.STAMP_NOT_OURS, Place(raw.name, name), stamp=code)
    return _File(is_foreign=True, found=(told,))


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:15]}…{text[-8:]}"


def _by_cell(cell: CellStamp, key: bytes | None, view: View) -> Export | None:
    """The export that the stamp in a cell is of."""
    if key is None:
        return None
    fits = (each for each in view.exports_by_code(cell.code) if each.revision == cell.revision)
    return next((each for each in fits if code_of(each.stamp, key) == cell.code), None)


def _export_of(table: Table[Any], file: _File, bases: _Bases) -> tuple[Export | None, Sequence[Finding]]:
    """What a table was exported as: of two stamps the newer one, where it knows all numbers of the table."""
    of_sheet = file.sheets.get(table.sheet)
    if of_sheet is None or file.export is None or of_sheet.id == file.export.id:
        return of_sheet or file.export, ()
    newer = max(of_sheet, file.export, key=lambda each: each.revision)
    sheet = _sheet_of(table, newer, set())
    if sheet is not None and _numbers(table) <= bases.numbers(newer, sheet):
        return newer, ()
    revisions = {"file_revision": file.export.revision, "sheet_revision": of_sheet.revision}
    return None, (finding(rules.STAMPS_DIFFER, table.place(table.header_row), **revisions),)


def _numbers(table: Table[Any]) -> set[str]:
    if not table.of.prefix:
        return set()
    return {each.record.number for each in table.rows if each.record.number}


def _sheet_of(table: Table[Any], export: Export, taken: set[tuple[str, str]]) -> ExportSheet | None:
    """The sheet of an export that a table is: by its name, else the one of its kind."""
    of_kind = [
        each for each in export.sheets if each.kind == table.kind and (export.id, each.name) not in taken
    ]
    return next((each for each in of_kind if each.name == table.sheet), next(iter(of_kind), None))


def _line(
    table: Table[Any], export: Export, sheet: ExportSheet, sender: str | None, view: View, bases: _Bases
) -> FileLine:
    """The line of what was handed out: as its sender's last sending left it, else as it went out."""
    heads = view.line_heads((table.kind,), sender)
    own = [each for each in heads if each.export == export.id and each.sender == sender]
    if own:
        return view.file_lines(own[:1])[0]
    head = LineHead(0, sender, table.kind, table.file, table.sheet, export.revision, export=export.id)
    return FileLine(head, bases.of(export, sheet))


def _answered(
    table: Table[Any], sheet: ExportSheet, revision: int, sender: str | None, view: View
) -> FileLine | None:
    """The line to which an answer belongs; in the hand of another it begins a line with that base."""
    heads = [each for each in view.line_heads((table.kind,), sender) if each.id in sheet.ids]
    if not heads:
        return None
    line = view.file_lines(heads)[0]
    if line.head.sender != sender:
        return replace(line, head=replace(line.head, id=0, sender=sender, export=None))
    return line if line.head.receipt <= revision else _as_answered(line, revision, view)


def _as_answered(line: FileLine, revision: int, view: View) -> FileLine:
    """A line as it was when an older answer went out: what its sender changed since is news to that copy."""
    head, base = line.head, line.base
    columns = {name: list(cells) for name, cells in base.columns.items()}
    changed = _written_after(view, head.kind, revision, base.ids)
    for row, record_id in enumerate(base.ids):
        for name, written in changed.get(record_id, {}).items():
            if name in columns and written.is_news and head.sender in written.by:
                columns[name][row] = cell_of(written.before)
    return replace(line, head=replace(head, receipt=revision), base=replace(base, columns=columns))


class _Written(NamedTuple):
    """A field that was written after a revision."""

    before: Any
    """What it was at that revision."""
    by: set[str | None]
    is_news: bool
    """Whether a later receipt wrote it, and not a row of that very one that was settled later."""


def _written_after(
    view: View, kind: str, revision: int, ids: Collection[int]
) -> Mapping[int, Mapping[str, _Written]]:
    """By record and field: what was written after a revision."""
    changed = view.written_since(kind, revision, ids)
    found: dict[int, dict[str, _Written]] = {record_id: {} for record_id in changed}
    for record_id, entry in view.log(kind, changed) if changed else ():
        if entry.revision > revision:
            for name in entry.after:
                told = found[record_id].setdefault(
                    name, _Written(entry.before.get(name), set(), name in changed[record_id])
                )
                told.by.add(entry.sender)
    return found


class _Bases:
    """What sheets held when they were handed out, each rebuilt once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._made: dict[tuple[str, str], Base] = {}

    def numbers(self, export: Export, sheet: ExportSheet) -> set[Any]:
        """The numbers of the records that a sheet held."""
        return set(self.of(export, sheet).columns.get("number", ()))

    def of(self, export: Export, sheet: ExportSheet) -> Base:
        """The base that a sheet is for whoever fills it in."""
        at = export.id, sheet.name
        if at not in self._made:
            self._made[at] = _form(sheet) if sheet.is_form else self._rebuilt(export, sheet)
        return self._made[at]

    def _rebuilt(self, export: Export, sheet: ExportSheet) -> Base:
        records = self._records(export, sheet)
        rows = tuple(Sourced(record, nth) for nth, record in enumerate(records, 2))
        table = _table(sheet, rows)
        asked = [each.field for each in table.of.visible if each.field in sheet.columns and not each.computed]
        return Base(keys_of(table), sheet.ids, {field: column_of(table, field) for field in asked})

    def _records(self, export: Export, sheet: ExportSheet) -> Iterator[Any]:
        """The records of a sheet as they were at the revision of the export."""
        kind, ids = sheet.kind, frozenset(sheet.ids)
        stored = {each.id: each.record for each in self._view.snapshot(Wanted(ids={kind: ids})).of(kind)}
        changed = _written_after(self._view, kind, export.revision, ids)
        for record_id in sheet.ids:
            record = stored.get(record_id) or SHEET_OF[kind].record()
            was = {name: each.before for name, each in changed.get(record_id, {}).items()}
            yield with_values(record, was) if was else record


def _form(sheet: ExportSheet) -> Base:
    """A form's cells were blank, but for the numbers."""
    kind = SHEET_OF[sheet.kind]
    table = _table(sheet, tuple(Sourced(kind.record(number=each), 2) for each in sheet.numbers))
    blank: list[Cell] = [None] * len(sheet.numbers)
    columns = {name: sheet.numbers if name == "number" else blank for name in sheet.columns}
    return Base(keys_of(table), sheet.ids, columns)


def _table(sheet: ExportSheet, rows: tuple[Sourced[Any], ...]) -> Table[Any]:
    return Table("", sheet.name, SHEET_OF[sheet.kind], 1, (), rows, len(rows))


def without_foreign_numbers(batch: Batch) -> tuple[Batch, Findings]:
    """A batch without its numbers, which were given elsewhere, and an error where nothing else tells."""
    found: list[Finding] = []
    tables = {}
    for position, table in enumerate(batch.tables):
        fields = ["number"] if table.of.prefix else []
        fields += [each.field for each in table.of.visible if each.refers]
        rows = []
        for each in table.rows:
            gone = {name: was for name in fields if _is_foreign(was := getattr(each.record, name, None))}
            alone = {
                name: was for name, was in gone.items() if name != "number" or not _is_called(each.record)
            }
            for name, was in alone.items():
                found.append(finding(rules.NUMBER_NOT_TRUSTED, table.place(each.row, name), was))
            rows.append(_without(each, gone, alone) if gone else each)
        tables[position] = replace(table, rows=tuple(rows))
    return batch.map_tables(tables), tuple(found)


def _without(row: Sourced[Any], gone: Mapping[str, str], alone: Mapping[str, str]) -> Sourced[Any]:
    """A row without its numbers; of a cell that has an error nobody says that it is blank."""
    record = with_values(row.record, dict.fromkeys(gone))
    return replace(row, record=record, typed=(*row.typed, *alone.items()))


def _is_foreign(value: Any) -> TypeGuard[str]:
    return isinstance(value, str) and OUR_NUMBER.fullmatch(value) is not None


def _is_called(record: Any) -> bool:
    """Whether a record says who it is without its number."""
    return bool(getattr(record, "name", None) or getattr(record, "phone", None))
