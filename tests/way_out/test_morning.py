"""Mails of the day: everybody's list once, on working days, not too early; weekly what is not mended."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.desk import NOW
from tests.way_out.end import End
from tests.way_out.shop import SETTINGS, Shop, files_of, page_of, shop, text_of
from tests.workbooks import xlsx
from workbook_crm.posting import Posted, send_waiting
from workbook_crm.rounds import make_daily, one_round

MORNING = SETTINGS.format(mail="morning = true")
WEEKLY = SETTINGS.format(mail='weekly = "mon"')
DUE = (
    "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n"
    "| 海田运输 | 13912345678 | 展厅 | 张三 | 2026-11-20 |\n| 远山物流 | 13912345679 | 展厅 | 李四 | 2026-12-20 |\n"
)
SUNDAY_OFF = '[workdays]\nrest = ["sat", "sun"]\n'


@contextmanager
def morning(folder: Path, end: End, settings: str, now: datetime = NOW) -> Iterator[Shop]:
    with shop(folder, end, settings=settings, now=now) as at:
        at.desk.take(xlsx(DUE), sender="张三", name="客户.xlsx")
        yield at


def mailed(at: Shop) -> list[EmailMessage]:
    """What is mailed when the lists of the day are made."""
    before = len(at.end.taken)
    make_daily(at.desk.workspace)
    send_waiting(at.desk.workspace)
    return at.end.taken[before:]


def move(at: Shop, moment: datetime) -> None:
    at.desk.workspace.clock.__dict__["time"] = moment


def test_everybody_with_something_due_is_mailed_it_once_a_day(tmp_path: Path, end: End) -> None:
    with morning(tmp_path, end, MORNING) as at:
        move(at, NOW.replace(hour=7, minute=29))
        assert mailed(at) == []
        move(at, NOW.replace(hour=7, minute=30))
        (mail,) = mailed(at)
        assert mail["To"] == "zhang@dealer.example"
        assert mail["Subject"].startswith("今日跟进清单 2026-11-23")
        assert (mail["Auto-Submitted"], mail["In-Reply-To"]) == ("auto-generated", None)
        words, page = text_of(mail), page_of(mail)
        assert "1. 海田运输  13912345678" in words
        assert "逾期 3 天" in words
        assert 'href="tel:' in page
        assert [*files_of(mail)] == ["due-张三.xlsx"]
        assert "远山物流" not in words
        assert mailed(at) == []
        move(at, NOW + timedelta(days=1))
        assert one_round(at.desk.workspace, lambda *_: None).posted == Posted(sent=1)


def test_a_day_off_is_one_without_a_list(tmp_path: Path, end: End) -> None:
    sunday = NOW - timedelta(days=1)
    with morning(tmp_path, end, MORNING + SUNDAY_OFF, sunday) as at:
        assert mailed(at) == []
        move(at, NOW)
        assert len(mailed(at)) == 1


def test_the_calendar_is_attached_where_it_is_asked_for(tmp_path: Path, end: End) -> None:
    wanted = SETTINGS.format(mail='morning = true\nmorning_attach = ["calendar"]')
    with morning(tmp_path, end, wanted) as at:
        (mail,) = mailed(at)
        assert [*files_of(mail)] == ["calendar-张三.ics"]
        assert "填好附件" not in text_of(mail)


@pytest.mark.parametrize(("settings", "count"), [(WEEKLY, 1), (MORNING.replace("morning = true", 'morning = true\nweekly = "mon"'), 1), (WEEKLY.replace("mon", "tue"), 0)])  # fmt: skip
def test_what_is_not_mended_is_mailed_weekly_and_nobody_gets_two_mails_a_day(
    tmp_path: Path, end: End, settings: str, count: int
) -> None:
    bad = "# 客户\n| 客户名称 | 电话 | 来源 | 下次跟进时间 |\n| 赵敏 | 13912345670 | 展厅 | 2026-02-30 |"
    with shop(tmp_path, end, settings=settings) as at:
        at.desk.take(xlsx(bad), sender="张三", name="新客户.xlsx")
        mails = mailed(at)
        assert len(mails) == count
        for mail in mails:
            assert "新客户.xlsx 客户!D2 赵敏" in text_of(mail)
            assert "2026-02-30" in page_of(mail)


def test_the_time_of_the_morning_is_a_setting(tmp_path: Path, end: End) -> None:
    with morning(tmp_path, end, SETTINGS.format(mail="morning = true\nmorning_at = 08:30:00")) as at:
        assert at.desk.workspace.settings.mail.morning_at == time(8, 30)
        assert mailed(at) == []
