"""Killed anywhere between a mail that comes in and its answer: one answer, and one repeat where RFC 1047 allows it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.arrive.office import Office
from tests.desk import NOW
from tests.way_out.end import End
from tests.way_out.shop import SETTINGS, STAFF, Shop, book, file, sent, shop
from tests.workbooks import xlsx
from workbook_crm.doors.spool import Spool

POINTS = [
    ("workbook_crm.pipeline", "answer_by_mail", "after"),
    ("workbook_crm.pipeline", "hand_out", "before"),
    ("workbook_crm.posting", "open_line", "after"),
]


class Killed(BaseException):
    """What no code of ours catches, as nothing catches a kill."""


def two_books(nth: int) -> bytes:
    """A mail with two workbooks."""
    first, other = (book(f"| 客{nth}{n} | 1391234{nth:02d}{n:02d} | 展厅 |") for n in (1, 2))
    return sent(file(first, "甲.xlsx"), file(other, "乙.xlsx"), nth=nth)


def killed_at(point: tuple[str, str, str], at: Shop, mail: bytes) -> None:
    """Takes a mail in and sends what there is, until a function is called."""
    module, name, when = point
    real = getattr(import_module(module), name)

    def dies(*given: Any, **named: Any) -> None:
        if when == "after":
            real(*given, **named)
        raise Killed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(import_module(module), name, dies)
        with pytest.raises(Killed):
            at.answers(mail)


def test_a_kill_costs_no_answer_and_sends_none_twice(tmp_path: Path, end: End) -> None:
    with shop(tmp_path, end) as at:
        for nth, point in enumerate(POINTS, 1):
            killed_at(point, at, two_books(nth))
            at.answers()
            assert at.answers() == []
            assert len(end.taken) == nth, point
            assert [each.get_filename() for each in end.taken[-1].iter_attachments()] == [
                "甲.xlsx",
                "乙.xlsx",
            ]
        assert len(set(end.ids)) == len(POINTS)


def test_a_kill_after_the_server_has_it_costs_one_repeat_under_the_same_id(tmp_path: Path, end: End) -> None:
    office = Office(tmp_path)
    (tmp_path / "workbook_crm.toml").write_text(SETTINGS.format(mail="") + end.settings(), encoding="utf-8")
    office.drop("员工.xlsx", xlsx(STAFF))
    office.run()
    Spool(tmp_path / "work", "office").take(NOW, [two_books(1)])
    office.die_at("workbook_crm.doors.smtp:Line._text", "after")
    assert office.run()["mails"] == {"sent": 1, "failed": 0, "waiting": 0}
    assert (len(end.taken), len(set(end.ids))) == (2, 1)


def test_watch_answers_mails_from_beside_its_rounds(tmp_path: Path, end: End) -> None:
    office = Office(tmp_path)
    (tmp_path / "workbook_crm.toml").write_text(SETTINGS.format(mail="") + end.settings(), encoding="utf-8")
    office.drop("员工.xlsx", xlsx(STAFF))
    with office.watching():
        office.wait_for(lambda: list((tmp_path / "archive").glob("*/*")))
        Spool(tmp_path / "work", "office").take(NOW, [two_books(1)])
        office.wait_for(lambda: end.taken)
    assert len(end.taken) == 1
