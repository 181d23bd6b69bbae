"""The command that tells what one person did in some days."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from workbook_crm import as_json
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.looking_back import day_of, show_version, store_at
from workbook_crm.model.deeds import Deeds, ToldContact, WrittenRow, last_workday_before
from workbook_crm.model.language import Language, Name
from workbook_crm.model.versions import day_named
from workbook_crm.model.words import say
from workbook_crm.wire import Workspace

if TYPE_CHECKING:
    from workbook_crm.terminal import Screen

_HEAD = Name("[bold]{person}[/]  {days}", "[bold]{person}[/]  {days}")
_CONTACTS = Name("联系 {count} 次（按发生的日子）：", "{count:contact|contacts}, by the day they happened:")
_LATE = Name(
    "这几天录入的、别的日子的联系 {count} 次：", "{count:contact|contacts} of other days, entered in these:"
)
_ROWS = Name("写进系统的 {count} 行（按录入的日子）：", "{count:row|rows} written, by the day they came in:")
_NOTHING = Name("没有记录。", "Nothing is known.")
_NEXT = Name("下次：{when} {plan}", "next: {when} {plan}")
_ENTERED = Name("（{when} 录入，{receipt}）", "(entered {when}, {receipt})")
_MORE = Name(
    "  …… 还有 {count} 条，加 --json 可以看到全部。", "  … and {count:more|more}; --json has them all."
)
_NEW = Name("新建", "created")
_REVERSED = Name(
    "开始日期 {first} 在结束日期 {last} 之后。", "The first day {first} comes after the last day {last}."
)
_MOST = 100
"""Lines of each kind that a terminal shows."""


def did(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Tells whom one person was in contact with, and what that person wrote."""
    from workbook_crm.merge.deeds import deeds

    last = day_of(options.last) or _day_of(options.as_of) or workspace.clock.now().date()
    first = day_of(options.first) or _usual_first(last, workspace, is_asked=bool(options.last))
    if first > last:
        raise UsageError(_REVERSED, first=first.isoformat(), last=last.isoformat())
    done, version = Deeds(first, last), None
    if workspace.has_store:
        with store_at(workspace, options.as_of) as (queries, version):
            done = deeds(queries, first, last, has_rows=True).of(options.person)
    if options.json:
        print(as_json.document(as_json.did(options.person, done) | as_json.as_of(version)))
        return Exit.WELL
    show_version(workspace, version)
    _show(workspace, options.person, done)
    return Exit.WELL


def _day_of(as_of: str | None) -> date | None:
    return day_named(as_of) if as_of else None


def _usual_first(last: date, workspace: Workspace, *, is_asked: bool) -> date:
    """The very day that was asked for; where none was, the last working day before today."""
    return last if is_asked else last_workday_before(last, workspace.settings.workdays.workdays)


def _show(workspace: Workspace, person: str, done: Deeds) -> None:
    from workbook_crm.report.words import days_in_words
    from workbook_crm.terminal import Screen, safe

    screen = Screen(workspace.settings.language)
    first = done.first if done.first < done.last else None
    screen.line(_HEAD, person=safe(person), days=days_in_words(first, done.last, screen.language))
    for title, contacts in ((_CONTACTS, done.contacts), (_LATE, done.late)):
        if contacts:
            screen.line(title, count=len(contacts))
            _list(screen, [_contact(each, screen.language) for each in contacts])
    if done.rows:
        screen.line(_ROWS, count=len(done.rows))
        _list(screen, [_row(each, screen.language) for each in done.rows])
    if not (done.contacts or done.late or done.rows):
        screen.line(_NOTHING)


def _list(screen: Screen, lines: Sequence[str]) -> None:
    screen.paths(lines[:_MOST])
    if len(lines) > _MOST:
        screen.line(_MORE, count=len(lines) - _MOST)


def _contact(each: ToldContact, language: Language) -> str:
    """`2026-11-22 08:30  O-000001  远航三台叉车  电话  谈了价格  下次：2026-11-26 带报价`."""
    from workbook_crm.report.deeds import moment_in_words, with_whom

    agreed = ""
    if each.has_promise:
        when = moment_in_words(each.next_follow_up, language)
        agreed = _NEXT[language].format(when=when, plan=each.plan or "").rstrip()
    entered = _ENTERED[language].format(when=say(each.recorded, language), receipt=each.receipt)
    told = (moment_in_words(each.time, language), each.number, with_whom(each), each.method, each.content)
    return "  ".join(filter(None, (*told, agreed, entered)))


def _row(each: WrittenRow, language: Language) -> str:
    """`2026-11-22 12:00  O-000001  远航三台叉车  阶段: 方案报价 → 商务谈判  周报.xlsx 商机 第 3 行`."""
    return "  ".join(filter(None, _told(each, language)))


def _told(each: WrittenRow, language: Language) -> Iterator[str]:
    from workbook_crm.report.portrait import changes_of, place_of
    from workbook_crm.report.words import words

    entry, blank = each.entry, words(language)["nothing_there"]
    yield from (say(entry.received, language), each.number, each.name)
    if entry.is_new:
        yield _NEW[language]
    else:
        changes = changes_of(each.kind, entry, language)
        yield "; ".join(f"{name}: {was or blank} → {now or blank}" for name, was, now, _cell in changes)
    yield f"{entry.file} {place_of(entry, language)}".strip()
    yield entry.receipt
