"""What a person at a terminal sees: progress, what came in, what to look at, which files to open."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from workbook_crm.model.finding import Severity
from workbook_crm.model.found import Found
from workbook_crm.model.gathered import Gathered, gathered
from workbook_crm.model.history import Dossier
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import CURE, LeftOut, all_in_words
from workbook_crm.model.run import Outcome, Receipt, SheetReceipt
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.waiting import Undelivered, Waiting, in_words
from workbook_crm.model.words import SEVERITIES, fates_in_words, fill, hint, idle_in_words, of_many, say
from workbook_crm.report.words import WORDS, words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from workbook_crm.report.portrait import Event, Told

MOST_FINDINGS = 20
"""Of one workbook; the answer shows them all."""
MOST_PATHS = 8

_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_OUTCOMES = {
    Outcome.TAKEN: Name("收下", "taken in"),
    Outcome.DUPLICATE: Name("以前收过", "taken in before"),
    Outcome.HELD: Name("退回", "held"),
    Outcome.UNDO: Name("撤销", "undo"),
}
_TRIED = {
    Outcome.TAKEN: Name(
        "会收下（只是试读，什么都没有存）", "would be taken in (a dry run: nothing was stored)"
    ),
    Outcome.DUPLICATE: _OUTCOMES[Outcome.DUPLICATE],
    Outcome.HELD: Name("会退回", "would be held"),
}
_FILE = Name("[bold]{file}[/]  {outcome}  {receipt}", "[bold]{file}[/]  {outcome}  {receipt}")
_ANSWER = Name("  答复：{path}", "  Answer: {path}")
_SHEET = Name("  {sheet} {rows} 行：{fates}", "  {sheet}, {rows:row|rows}: {fates}")
_MORE = Name("  …… 还有 {count} 条，见答复。", "  … and {count:more|more}; see the answer.")
_MORE_TRIED = Name(
    "  …… 还有 {count} 条；加上 --json 就全部列出。", "  … and {count:more|more}; --json lists them all."
)
_NOTHING = Name("收件夹是空的。", "The inbox is empty.")
_WAITING = Name("先不动：{file}（{why}）", "Left alone for now: {file}: {why}")
_NOT_THERE = Name(
    "[red]还没放到 {path}[/]（{reason}）。已经保存好，会自动重试。",
    "[red]Not yet at {path}[/]: {reason}. It is kept, and tried again by itself.",
)
_OPEN = Name("[bold]可以打开：[/]", "[bold]Open:[/]")
_MORE_PATHS = Name("  …… 还有 {count} 个，在 {folder} 文件夹里。", "  … and {count:more|more} in {folder}.")
_TAKING = Name("({nth}/{of}) {file}", "({nth}/{of}) {file}")
_OVERVIEW = (
    Name("导入回执", "Receipt"),
    Name("时间", "Time"),
    Name("发件人", "Sender"),
    Name("文件", "File"),
    Name("结果", "Outcome"),
    Name("行数", "Rows"),
    Name("退回", "Held back"),
)
_FOUND = (
    Name("编号", "Number"),
    Name("类别", "Kind"),
    Name("名称", "Name"),
    Name("公司/客户/规格", "Company, customer, spec"),
    Name("电话", "Phone"),
    Name("车牌", "Plate"),
    Name("车架号", "VIN"),
    Name("负责人", "Owner"),
    Name("状态", "State"),
)
_ENDLESS = 1_000_000
"""Columns of what is no terminal: nothing is wrapped, so that other programs find each text in its line."""
_SENT_BY = WORDS["sent_by"]


class Screen:
    """Prints to one terminal in one language. Figures and lists go to standard output, progress to error."""

    def __init__(self, language: Language) -> None:
        from rich.console import Console  # slow to import, and not needed where JSON is asked for

        self.language = language
        self._out: Console = Console(highlight=False, soft_wrap=True)
        if not self._out.is_terminal and "COLUMNS" not in os.environ:
            self._out.width = _ENDLESS
        self._progress: Console = Console(stderr=True, highlight=False)

    def progress(self, file: str, nth: int, of: int) -> None:
        """Which file is in hand."""
        if self._progress.is_terminal:
            self._progress.print(self._fill(_TAKING, file=safe(file), nth=nth, of=of), style="dim")

    def receipts(self, receipts: Sequence[Receipt], waiting: Sequence[Waiting] = ()) -> None:
        """What came in, workbook by workbook."""
        if not receipts and not waiting:
            self._out.print(_NOTHING[self.language])
        for each in receipts:
            self.receipt(each)
        self.left_alone(waiting)

    def left_alone(self, waiting: Iterable[Waiting]) -> None:
        """Files that stay where they are for now, and why."""
        for one in waiting:
            why = safe(in_words(one, self.language))
            self._out.print(self._fill(_WAITING, file=safe(one.file), why=why))

    def undelivered(self, answers: Iterable[Undelivered]) -> None:
        """What could not be put where it belongs, and why."""
        for each in answers:
            reason = safe(each.reason[self.language])
            self._out.print(self._fill(_NOT_THERE, path=safe(each.path), reason=reason))

    def left_out(self, listed: Sequence[LeftOut]) -> None:
        """What lists and reports had to be made without, and what to do."""
        if not listed:
            return
        said = (f"  {each}" for each in all_in_words(listed, self.language))
        self._out.print(*map(safe, (WORDS["left_out"][self.language], *said, CURE[self.language])), sep="\n")

    def receipt(self, each: Receipt) -> None:
        """One workbook: its rows, what was found, where the answer lies; a dry run has no receipt number."""
        outcome = (_OUTCOMES if each.id else _TRIED)[each.outcome]
        said = self._fill(_FILE, file=safe(each.arrival.file), outcome=outcome, receipt=each.id).rstrip()
        idle = idle_in_words(each.findings, self.language)
        said = f"{said}  [yellow]{safe(idle)}[/]" if idle else said
        self._out.print(said)
        for sheet in each.sheets:
            if sheet.rows:
                self._sheet(sheet)
        lines = gathered(each.findings)
        for line in lines[:MOST_FINDINGS]:
            self._finding(line)
        if len(lines) > MOST_FINDINGS:
            self._out.print(self._fill(_MORE if each.id else _MORE_TRIED, count=len(lines) - MOST_FINDINGS))
        if each.answer:
            self._out.print(self._fill(_ANSWER, path=safe(each.answer)))
        self._out.print()

    def overview(self, receipts: Iterable[Receipt]) -> None:
        """Many receipts, a line each."""
        table = self._table(name[self.language] for name in _OVERVIEW)
        for each in receipts:
            arrival = each.arrival
            rows = (sum(sheet.rows for sheet in each.sheets), sum(sheet.held for sheet in each.sheets))
            table.add_row(
                each.id,
                say(arrival.received, self.language),
                safe(arrival.sender or ""),
                safe(arrival.file),
                _OUTCOMES[each.outcome][self.language],
                *(str(count) for count in rows),
            )
        self._whole(table)

    def found(self, records: Sequence[Found]) -> None:
        """What was looked for, a line each; columns that nothing stands in are left out."""
        if not records:
            return
        rows = [self._told(each) for each in records]
        used = [nth for nth in range(len(_FOUND)) if any(row[nth] for row in rows)]
        table = self._table(_FOUND[nth][self.language] for nth in used)
        for row in rows:
            table.add_row(*(safe(row[nth]) for nth in used))
        self._whole(table)

    def _told(self, each: Found) -> tuple[str, ...]:
        """A record's texts, in the order of the columns."""
        kind = SHEET_OF[each.kind].title(self.language)
        told = (each.number, kind, each.name, each.company, each.phone, each.plate, each.vin, each.owner)
        return tuple(one or "" for one in (*told, self._state(each)))

    def _state(self, each: Found) -> str:
        options = SHEET_OF[each.kind].by_field["state"].options
        return next((one.name[self.language] for one in options if one.code == each.state), each.state or "")

    def _whole(self, table: Table) -> None:
        """A table with every text in full: wrapped on a terminal, as wide as it has to be elsewhere."""
        self._out.print(table, soft_wrap=False, no_wrap=False, overflow="fold")

    def open_these(self, *groups: Sequence[str]) -> None:
        """Which files a person would open now: the first few of each group, and where the others lie."""
        self._out.print(_OPEN[self.language])
        for paths in groups:
            self.paths(paths[:MOST_PATHS])
            if len(paths) > MOST_PATHS:
                folder = paths[-1].partition("/")[0]
                self._out.print(self._fill(_MORE_PATHS, count=len(paths) - MOST_PATHS, folder=folder))

    def paths(self, paths: Iterable[str]) -> None:
        """Paths, one a line."""
        for path in paths:
            self._out.print(f"  {safe(path)}")

    def line(self, text: Name, **facts: object) -> None:
        """One sentence."""
        self._out.print(self._fill(text, **facts))

    def dossier(self, each: Dossier) -> None:
        """One record: its fields, what belongs to it, its history; the same as its page tells."""
        from workbook_crm.report.portrait import portrait

        told, word = portrait(each, self.language), words(self.language)
        self._out.print(f"[bold]{safe(told.number)}[/]  {told.kind}  [bold]{safe(told.name)}[/]")
        for sentence in told.summary:
            self._out.print(f"  {sentence}")
        facts = self._grid()
        for name, value in told.facts:
            facts.add_row(safe(name), safe(_with_number(value)))
        self._whole(facts)
        for part in told.parts:
            self._out.print(f"[bold]{safe(part.title)}[/]")
            table = self._table(column.text for column in part.columns)
            for row in part.rows:
                table.add_row(*(safe(_with_number(value)) for value in row))
            self._whole(table)
        self._out.print(f"[bold]{word['history']}[/]")
        for event in told.events:
            self._event(event)

    def _event(self, event: Event) -> None:
        word = words(self.language)
        sender = self._fill(_SENT_BY, sender=event.sender) if event.sender else ""
        source = f"{event.when}  {event.receipt}  {event.file} {event.place}  {sender}"
        undone = fill(word["undone_by"], self.language, undo=event.undone_by) if event.undone_by else ""
        self._out.print("  " + safe(f"{source.rstrip()}  {undone}".rstrip()))
        if not event.changes:
            self._out.print(f"    {event.summary}")
        for name, was, now, cell in event.changes:
            blank = word["nothing_there"]
            told = f"{safe(name)}: {safe(was or blank)} → {safe(now or blank)}"
            self._out.print(f"    {told}  [dim]{cell}[/]" if cell else f"    {told}")

    def _sheet(self, each: SheetReceipt) -> None:
        kind = SHEET_OF[each.kind].title(self.language)
        known_as = f" → {kind}" if kind != each.sheet else ""
        fates = fates_in_words(each, self.language)
        self._out.print(self._fill(_SHEET, sheet=safe(each.sheet) + known_as, rows=each.rows, fates=fates))

    def _finding(self, line: Gathered) -> None:
        each = line.finding
        color = _COLORS[each.rule.severity]
        severity = SEVERITIES[each.rule.severity][self.language]
        what, then = of_many(line, self.language), hint(each, self.language)
        self._out.print(f"  [{color}]{severity}[/] {safe(str(each.place))}  {safe(what)}")
        if then and each.rule.severity is not Severity.NOTE:
            self._out.print(f"       [dim]{safe(then)}[/]")

    def _table(self, headers: Iterable[str]) -> Table:
        from rich import box
        from rich.table import Table

        table = Table(box=box.SIMPLE, pad_edge=False, padding=(0, 1))
        for header in headers:
            table.add_column(header, overflow="fold")
        return table

    def _grid(self) -> Table:
        from rich.table import Table

        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="dim")
        grid.add_column(overflow="fold")
        return grid

    def _fill(self, text: Name, **facts: object) -> str:
        return fill(text[self.language], self.language, **facts)


def _with_number(value: Told) -> str:
    """A value; of a record that it names also the number, to be shown next."""
    return f"{value.text} {value.number}" if value.number and value.number != value.text else value.text


def safe(text: str) -> str:
    """Text of a sender's, with nothing in it that the terminal would take for a command."""
    printable = "".join(
        each if each.isprintable() or each == "\n" else "\N{REPLACEMENT CHARACTER}" for each in text
    )
    return printable.replace("[", "\\[")
