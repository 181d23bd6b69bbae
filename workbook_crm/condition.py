"""How a workspace is doing, for a person at a terminal: what goes on, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from workbook_crm.model.agreed import Remembered
from workbook_crm.model.health import Check, HeldFile, Level, Status, moment
from workbook_crm.model.language import Name
from workbook_crm.model.outgoing import (
    MailQueue,
    QueuedMail,
    advice_on,
    kind_in_words,
    state_in_words,
)
from workbook_crm.model.rejected import Unmended, days_since
from workbook_crm.model.replies import Block
from workbook_crm.model.words import fill
from workbook_crm.report.unmended import ToMend, to_mend
from workbook_crm.report.words import NOBODY, WORDS
from workbook_crm.terminal import Screen, safe

_NOT_RUNNING = Name(
    "[yellow]没有在运行[/]：放进收件夹的文件现在没有程序处理。"
    "用 workbook-crm run 处理一次，或用 workbook-crm watch 一直运行。",
    "[yellow]Nothing is running[/]: nobody takes in what lies in the inbox. Start workbook-crm run for once, "
    "or keep workbook-crm watch running.",
)
_RUNNING = Name(
    "正在运行：{command}（进程号 {pid}，{since} 开始）", "Running: {command} (process {pid}, since {since})"
)
_SIGN = Name("最近一次响应：{time}", "Last sign of life: {time}")
_LATE = Name(
    "[red]{time} 以后没有响应[/]：请重新启动，不会丢失文件。",
    "[red]No sign of life since {time}[/]: restart it; no file is lost by that.",
)
_INBOX_EMPTY = Name("收件夹是空的。", "The inbox is empty.")
_IN_INBOX = Name("收件夹里有 {count} 个文件。", "{count:file lies|files lie} in the inbox.")
_NO_INBOX = Name(
    "[red]收件夹访问不到[/]：请检查共享文件夹是否连上、名字是否改了。什么都没有动。",
    "[red]The inbox cannot be reached[/]: see that the share is mounted and the folder is there. "
    "Nothing was touched.",
)
_NO_STORE = Name(
    "[red]{problem}[/] 怎么办，请运行：workbook-crm doctor",
    "[red]{problem}[/] What to do: workbook-crm doctor",
)
_CLAIMED = Name(
    "做了一半的文件：{count} 个。下次运行会接着做完。",
    "{count:file is|files are} half done; the next run finishes them.",
)
_IN_HAND = Name("正在处理的文件：{count} 个", "{count:file is|files are} in hand")
_UNDELIVERED = Name(
    "还没放进 outbox 的答复：{count} 份。旧答复若在 Excel 里开着，请关掉；会自动重试。",
    "{count:answer is|answers are} not in outbox yet. Close the old answer if it is open in Excel; "
    "it is tried again by itself.",
)
_LAST = Name("最近收到文件：{when}（导入回执 {receipt}）", "Last file: {when} (receipt {receipt})")
_NONE_HELD = Name("没有退回的文件。", "No file is held.")
_HELD = Name(
    "退回的文件：{count} 个，在 held 文件夹里，旁边的 .txt 写着原因和改法：",
    "{count:file is|files are} held, in the folder held; the .txt beside each says why and what to do:",
)
_ONE_HELD = Name("  {file}：{reason}", "  {file}: {reason}")
_MORE_HELD = Name("  …… 还有 {count} 个", "  … and {count:more|more}")
_OPEN = Name("[bold]{person}[/]：{what}（{age}）", "[bold]{person}[/]: {what} ({age})")
_SINCE = Name("最久 {days} 天", "for up to {days:day|days}")
_ROWS = Name("{rows} 行退回未改", "{rows:row|rows} to mend")
_FILES = Name("{files} 个文件退回未改", "{files:file|files} held")
_ALL_MENDED = Name("退回的都已经改好了。", "Everything that was rejected has been mended.")
_TO_MEND = Name(
    "退回还没改好的（详见 workbook-crm open）：", "Waiting to be mended (workbook-crm open tells more):"
)
_AGE = Name("  [yellow]{age}[/]  {where}  {name}", "  [yellow]{age}[/]  {where}  {name}")
_WHAT = Name("        {what}", "        {what}")
_THEN = Name("        [dim]{then}[/]", "        [dim]{then}[/]")
_MORE_TO_MEND = Name(
    "  …… 还有 {count} 条；workbook-crm open --json 会列出全部。",
    "  … and {count:more|more}; workbook-crm open --json lists them all.",
)
_REMEMBERED = Name(
    "记住的答复（要改，在答复的“处理结果”表里另选；清空就不再照办）：",
    "Answers that are remembered (choose otherwise on the sheet “Result” of an answer, or clear the cell):",
)
_LIST = Name("  {file} / {sheet}（{person}）", "  {file} / {sheet} ({person})")
_ANSWER = Name(
    "    {topic} {about} → {choice}（{by}，{since}）", "    {topic} {about} → {choice} ({by}, {since})"
)
_TOPICS = {
    Block.KIND: Name("表", "sheet"),
    Block.COLUMN: Name("列", "column"),
    Block.UNIT: Name("单位", "unit"),
    Block.DEFAULT: Name("缺的列", "missing column"),
    Block.WORD: Name("词", "word"),
}
_MAILS = Name(
    "发信：等待 {waiting} 封，今天发出 {sent} 封。", "Outgoing mail: {waiting} waiting, {sent} sent today."
)
_MAIL = Name(
    "  [yellow]{state}[/]：{kind} → {address}（{made}）{said}",
    "  [yellow]{state}[/]: {kind} → {address} ({made}) {said}",
)
MOST_MAILS = 10
MOST_TO_MEND = 30
"""Lines of one person; the JSON has them all."""
MOST_HELD = 10
"""Files that are named, the latest first; the folder shows them all."""
_MARKS = {Level.WELL: ("✓", "green"), Level.NOTE: ("·", "yellow"), Level.ILL: ("✗", "red")}
_CHECK = Name("[{color}]{mark}[/] {message}", "[{color}]{mark}[/] {message}")
_ADVICE = Name("    [dim]{advice}[/]", "    [dim]{advice}[/]")


def show_status(screen: Screen, each: Status) -> None:
    """What is going on."""
    process = each.running
    if process is None:
        screen.line(_NOT_RUNNING)
    else:
        since = moment(process.since)
        screen.line(_RUNNING, command=process.command, pid=process.pid, since=since)
        if process.last_sign:
            screen.line(_LATE if process.is_late else _SIGN, time=moment(process.last_sign))
    if each.store_problem is not None:
        screen.line(_NO_STORE, problem=safe(each.store_problem[screen.language]))
    inbox = (_IN_INBOX if each.in_inbox else _INBOX_EMPTY) if each.is_reachable else _NO_INBOX
    screen.line(inbox, count=each.in_inbox)
    screen.left_alone(each.waiting)
    claimed = _IN_HAND if process else _CLAIMED
    for text, count in ((claimed, each.claimed), (_UNDELIVERED, each.undelivered)):
        if count:
            screen.line(text, count=count)
    if each.last_receipt:
        screen.line(_LAST, receipt=each.last_receipt, when=moment(each.last_received or ""))
    if each.mails is not None:
        _show_mails(screen, each.mails)
    _show_people(screen, each.unmended, each.today)
    _show_held(screen, each.held)
    _show_remembered(screen, each.remembered)
    screen.left_out(each.left_out)


def _show_mails(screen: Screen, mails: MailQueue) -> None:
    """How the mails that go out are doing, and each about which somebody has to do something."""
    screen.line(_MAILS, waiting=mails.waiting, sent=mails.sent_today)
    for each in mails.troubles[:MOST_MAILS]:
        language = screen.language
        state, kind = state_in_words(each.state)[language], kind_in_words(each.kind)[language]
        facts = {"state": state, "kind": kind, "address": safe(each.address), "made": _minute(each)}
        screen.line(_MAIL, **facts, said=safe(each.said))
        screen.line(_THEN, then=advice_on(each.state)[language])
    if len(mails.troubles) > MOST_MAILS:
        screen.line(_MORE_HELD, count=len(mails.troubles) - MOST_MAILS)


def _minute(each: QueuedMail) -> str:
    return moment(each.made.astimezone().isoformat())


def _show_remembered(screen: Screen, answers: Sequence[Remembered]) -> None:
    """What senders have answered about their lists, list by list."""
    if answers:
        screen.line(_REMEMBERED)
    for (sender, file, sheet), here in groupby(answers, key=lambda each: each[:3]):
        whose = safe(sender or NOBODY[screen.language])
        screen.line(_LIST, file=safe(file), sheet=safe(sheet), person=whose)
        for each in here:
            given = each.given
            about = " / ".join(given.subject) or sheet
            by = safe(given.by or NOBODY[screen.language])
            topic = _TOPICS[given.topic][screen.language]
            screen.line(
                _ANSWER, topic=topic, about=safe(about), choice=safe(given.choice), by=by, since=given.since
            )


def _show_held(screen: Screen, held: Sequence[HeldFile]) -> None:
    screen.line(_HELD if held else _NONE_HELD, count=len(held))
    for one in sorted(held, key=lambda each: each.since, reverse=True)[:MOST_HELD]:
        screen.line(_ONE_HELD, file=safe(one.file), reason=safe(one.reason))
    if len(held) > MOST_HELD:
        screen.line(_MORE_HELD, count=len(held) - MOST_HELD)


def _show_people(screen: Screen, unmended: Unmended, today: date) -> None:
    """Who has what to mend, in a line each."""
    if unmended:
        screen.line(_TO_MEND)
    for person in unmended.people:
        screen.line(_INDENTED, line=_in_short(screen, unmended.of(person), person, today))


_INDENTED = Name("  {line}", "  {line}")
_AS_IT_IS = Name("{line}", "{line}")


def _in_short(screen: Screen, mine: Unmended, person: str, today: date) -> str:
    language = screen.language
    counts = ((_ROWS, "rows", len(mine.rows)), (_FILES, "files", len(mine.files)))
    parts = tuple(fill(text[language], language, **{name: count}) for text, name, count in counts if count)
    days = days_since(mine.since or today, today)
    age = fill(_SINCE[language], language, days=days) if days else WORDS["today"][language]
    return fill(_OPEN[language], language, person=safe(person or NOBODY[language]), what=parts, age=age)


def show_unmended(screen: Screen, unmended: Unmended, today: date) -> None:
    """Everything that waits to be mended: whose it is, where it stands, what to do."""
    if not unmended:
        screen.line(_ALL_MENDED)
    for person in unmended.people:
        mine = unmended.of(person)
        screen.line(_AS_IT_IS, line=_in_short(screen, mine, person, today))
        lines = to_mend(mine, today, screen.language)
        for each in lines[:MOST_TO_MEND]:
            _show_line(screen, each)
        if len(lines) > MOST_TO_MEND:
            screen.line(_MORE_TO_MEND, count=len(lines) - MOST_TO_MEND)


def _show_line(screen: Screen, each: ToMend) -> None:
    screen.line(_AGE, age=each.age, where=safe(each.where), name=safe(each.name))
    screen.line(_WHAT, what=safe(each.what))
    if each.then:
        screen.line(_THEN, then=safe(each.then))


def show_checks(screen: Screen, checks: Iterable[Check]) -> None:
    """What was looked at, and what to do."""
    for each in checks:
        mark, color = _MARKS[each.level]
        screen.line(_CHECK, mark=mark, color=color, message=safe(each.message(screen.language)))
        if each.level is not Level.WELL:
            screen.line(_ADVICE, advice=safe(each.advice(screen.language)))
