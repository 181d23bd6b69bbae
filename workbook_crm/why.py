"""The command that tells why the forecast moved between two versions of the store."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from datetime import date, tzinfo
from decimal import Decimal
from typing import TYPE_CHECKING

from workbook_crm import as_json
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError
from workbook_crm.forecasts import forecasts_between
from workbook_crm.looking_back import NO_RECEIPT, NOT_A_VERSION, NOTHING_YET, day_of
from workbook_crm.model.language import Language, Name
from workbook_crm.model.movement import REASONS, Between, Forecast, Moved, Movement
from workbook_crm.model.versions import (
    Asked,
    asked_since,
    asked_version,
    day_named,
    monday_before,
    version_of,
)
from workbook_crm.wire import Workspace

if TYPE_CHECKING:
    from workbook_crm.terminal import Screen

_FROM = Name("从：{since}", "From: {since}")
_TO = Name("到：{until}", "To:   {until}")
_DAY_BEGAN = Name("{day} 开始时", "the beginning of {day}")
_DAY_ENDED = Name("{day}", "{day}")
_AT = Name("{said}，{version}", "{said}, {version}")
_OF = Name("只算：{what}", "Only: {what}")
_OF_PERSON = Name("负责人 {person}", "owned by {person}")
_OF_DAYS = Name("预计在 {last} 前（含）成交", "expected to close by {last}")
_SUM = Name(
    "预测 {before} → {after}，变动 {difference}", "Forecast {before} → {after}, moved by {difference}"
)
_NOTHING = Name("没有变动。", "Nothing moved it.")
_REASON = Name("{reason}：{count} 个商机，{amount}", "{reason}: {count:deal|deals}, {amount}")
_MORE = Name(
    "  …… 还有 {count} 项，加 --json 或看报表里的“预测变动”。",
    "  … and {count:more|more}: --json or the report has them all.",
)
_REVERSED = Name(
    "--since（{since}）在 --as-of（{until}）之后。", "--since ({since}) comes after --as-of ({until})."
)
_NO_STORE = Name("还没有收过文件。", "Nothing has been taken in yet.")
_MOST = 20
"""Movements of each reason that a terminal shows."""


def why(options: argparse.Namespace, workspace: Workspace) -> Exit:
    """Tells what moved the forecast, deal by deal; all parts come to the difference."""
    from workbook_crm.report.movement import Scope, moved

    scope = Scope(options.person, day_of(options.until))
    between = _between(options, workspace)
    found = moved(between.before, between.after, workspace.settings.currency_digits, scope)
    if options.json:
        print(as_json.document(as_json.why(found, between, scope.person, scope.last)))
    else:
        _show(workspace, found, between, scope.person, scope.last)
    return Exit.WELL


def _between(options: argparse.Namespace, workspace: Workspace) -> Between:
    """The forecast at the two versions asked for: since the latest Monday, and now, where none is."""
    if not workspace.has_store:
        raise UsageError(_NO_STORE)
    zone, today = workspace.clock.now().tzinfo, workspace.clock.now().date()
    with workspace.store.reading() as queries:
        until = _until(options.as_of, today, queries.latest_receipt()[0], zone)
        last = version_of(until[1], queries.times())
        if last is None:
            raise UsageError(NO_RECEIPT if isinstance(until[1], int) else NOTHING_YET, what=str(until[0]))
        day = until[0] if isinstance(until[0], date) else last.day
        since = _since(options.since or monday_before(day).isoformat(), zone)
        first = version_of(since[1], queries.times())
        if first is None and isinstance(since[1], int):
            raise UsageError(NO_RECEIPT, what=str(since[0]))
        if first is not None and first.revision > last.revision:
            raise UsageError(_REVERSED, since=str(since[0]), until=str(until[0]))
        return forecasts_between(queries, workspace.settings, since, until)


def _until(text: str | None, today: date, latest: int, zone: tzinfo | None) -> tuple[date | str, Asked]:
    if text is None:
        return today, latest
    return _named(text), _known(asked_version(text, zone), text)


def _since(text: str, zone: tzinfo | None) -> tuple[date | str, Asked]:
    return _named(text), _known(asked_since(text, zone), text)


def _named(text: str) -> date | str:
    return day_named(text) or text.strip().upper()


def _known(asked: Asked | None, text: str) -> Asked:
    if asked is None:
        raise UsageError(NOT_A_VERSION, written=text)
    return asked


def _show(
    workspace: Workspace, found: Moved, between: Between, person: str | None, last: date | None
) -> None:
    from workbook_crm.report.figures import amount_in_words
    from workbook_crm.report.months import grouped
    from workbook_crm.report.movement_tables import signed, total
    from workbook_crm.terminal import Screen, safe

    screen, digits = Screen(workspace.settings.language), workspace.settings.currency_digits
    screen.line(_FROM, since=safe(_said(between.since, between.before, screen.language, _DAY_BEGAN)))
    screen.line(_TO, until=safe(_said(between.until, between.after, screen.language, _DAY_ENDED)))
    for each in _scope(person, last, screen.language):
        screen.line(_OF, what=safe(each))
    before, after = (amount_in_words(total(found, is_after=each), digits) for each in (False, True))
    screen.line(_SUM, before=before, after=after, difference=signed(found.difference, digits))
    if not found.movements:
        screen.line(_NOTHING)
    for reason, some in grouped(found.movements, lambda each: each.reason).items():
        count = len({each.number for each in some})
        amount = signed(sum((each.amount for each in some), Decimal(0)), digits)
        screen.line(_REASON, reason=REASONS[reason], count=count, amount=amount)
        _list(screen, some, digits)


def _list(screen: Screen, some: list[Movement], digits: int) -> None:
    from workbook_crm.report.movement_tables import changed_in_words, month_in_words, signed
    from workbook_crm.report.words import NOBODY

    def told(each: Movement) -> Iterable[str]:
        was, now = changed_in_words(each, screen.language, digits)
        yield from (each.number, each.name, signed(each.amount, digits))
        yield from (each.owner or NOBODY[screen.language], month_in_words(each.month, screen.language))
        yield f"{was} → {now}" if was and now else ""

    screen.paths("  ".join(filter(None, told(each))) for each in some[:_MOST])
    if len(some) > _MOST:
        screen.line(_MORE, count=len(some) - _MOST)


def _said(asked: date | str, forecast: Forecast, language: Language, day: Name) -> str:
    said = day[language].format(day=asked.isoformat()) if isinstance(asked, date) else asked
    if forecast.version is None:
        return said
    return _AT[language].format(said=said, version=forecast.version.said(language))


def _scope(person: str | None, last: date | None, language: Language) -> Iterable[str]:
    if person is not None:
        yield _OF_PERSON[language].format(person=person)
    if last is not None:
        yield _OF_DAYS[language].format(last=last.isoformat())
