"""The due list: plans that stand on a deal, lists of a person without dates, and what is told in short."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.report.test_due import LEVELS, TODAY, record
from tests.report.test_due_edges import NAMES
from workbook_crm.merge.follow import Contact, Standing, next_contact
from workbook_crm.model.due import Claim, Incomplete, OpenRecord
from workbook_crm.model.language import Language
from workbook_crm.model.rejected import Unmended, UnmendedRow
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.workdays import Workdays, days_after, has_holidays
from workbook_crm.report.due import due_list, due_list_json, last_follow_up, planned, wish

LONG_AGO, LATER = TODAY - timedelta(days=90), TODAY + timedelta(days=9)


def where(**facts: Any) -> list[str]:
    """The lists on which one customer stands."""
    one = record("C-1", kind="customers", **facts)
    people = due_list(DailyFacts((one,), choices=LEVELS), TODAY).people
    return [name for each in people for name in NAMES if getattr(each, name)]


ON_A_DEAL: list[tuple[dict[str, Any], list[str], date | None]] = [
    # what is known of a customer whose next contact stands on a deal; the lists, and the day that is planned
    ({"level": "A", "last_contact": TODAY}, [], None),
    ({"level": "A", "last_contact": LONG_AGO}, ["neglected"], None),  # though the deal's row asks for it
    ({"level": "A", "since": LONG_AGO}, ["neglected"], None),
    ({"last_contact": LONG_AGO}, [], None),
    ({"next_follow_up": TODAY, "last_contact": LONG_AGO}, ["due"], TODAY),  # what is written counts
    ({"next_follow_up": LATER, "level": "A", "last_contact": LONG_AGO}, ["neglected"], LATER),
]


@pytest.mark.parametrize(("facts", "lists", "day"), ON_A_DEAL)
def test_a_plan_that_stands_on_a_deal_is_the_deals(
    facts: dict[str, Any], lists: list[str], day: date | None
) -> None:
    assert where(is_planned_with_deal=True, **facts) == lists
    one = record("C-1", is_planned_with_deal=True, **facts)
    assert [each for _one, each in planned(DailyFacts((one,), choices=LEVELS), TODAY)] == [day] * bool(day)


@pytest.mark.parametrize(
    ("kind", "model", "remark", "told"),
    [
        ("leads", "叉车", "要红色", ("叉车", "要红色")),
        ("customers", None, "要\n红色", ("要 红色",)),
        ("customers", "叉车", "", ("叉车",)),
        ("opportunities", "叉车", "要红色", ()),
        ("leads", "车" * 36, None, ("车" * 36,)),
        ("leads", "车" * 37, None, ("车" * 35 + "…",)),
        ("leads", "a" * 72, None, ("a" * 72,)),
        ("leads", "a" * 73, None, ("a" * 70 + "…",)),
    ],
)
def test_what_somebody_wants_in_short(
    kind: str, model: str | None, remark: str | None, told: tuple[str, ...]
) -> None:
    assert wish(record("X-1", kind=kind, model=model, remark=remark)) == told


@pytest.mark.parametrize(
    ("method", "content", "told"),
    [
        ("a" * 24, "", "a" * 24),
        ("a" * 25, "", "a" * 22 + "…"),
        ("电话", "a" * 48, "电话 " + "a" * 48),
        ("电话", "a" * 49, "电话 " + "a" * 46 + "…"),
        (None, "谈价格", "谈价格"),
    ],
)
def test_how_the_last_contact_was_in_short(method: str | None, content: str, told: str) -> None:
    assert (
        last_follow_up(record("L-1", last_contact=TODAY, method=method, content=content)) == f"{TODAY} {told}"
    )


def facts_of_people(*records: OpenRecord) -> DailyFacts:
    """Four people, each on the list for something else."""
    claim = Claim("李四", "customers", "C-9", "宏达", "", TODAY, "r1")
    column = SHEET_OF["leads"].by_field["phone"]
    lacking = (Incomplete("leads", "L-9", "甲", None, (column,), True), Incomplete("leads", "L-8", "乙", "王五", (column,)))  # fmt: skip
    waiting = Unmended((UnmendedRow("钱六", "r2", "a.xlsx", "线索", 3, "丙", TODAY, ()),))
    return DailyFacts(records, choices=LEVELS, claims=(claim,), incomplete=lacking, unmended=waiting)


def test_whoever_has_anything_to_do_has_a_list_and_nobodys_comes_last() -> None:
    due = due_list(facts_of_people(record("L-1", owner="张三", next_follow_up=TODAY)), TODAY)
    assert [each.person for each in due.people] == ["张三", "李四", "王五", "钱六", ""]
    told = {each["person"]: each for each in due_list_json(due, Language.ZH)["people"]}
    assert told["李四"]["claims"] == [
        {
            "number": "C-9",
            "kind": "customers",
            "name": "宏达",
            "by": None,
            "received": TODAY,
            "receipt": "r1",
            "deed": "sent",
        }
    ]
    assert told["王五"]["missing"] == [{"number": "L-8", "kind": "leads", "name": "乙", "fields": ["phone"]}]
    assert told[""]["missing"][0]["provisional"] is True
    assert [each["row"] for each in told["钱六"]["open"]["rows"]] == [3]
    assert told["张三"]["due"][0]["number"] == "L-1"


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 12, 31), 1, date(2027, 1, 1)),
        (date(9999, 12, 31), 0, date(9999, 12, 31)),
        (date(9999, 12, 30), 1, date(9999, 12, 31)),
        (date(9999, 12, 31), 1, date(9999, 12, 31)),
        (date(1, 1, 1), 0, date(1, 1, 1)),
        (date(1, 1, 2), -1, date(1, 1, 1)),
        (date(1, 1, 1), -1, date(1, 1, 1)),
    ],
)
def test_days_beyond_the_calendar_are_its_last(day: date, count: int, then: date) -> None:
    assert days_after(day, count) == then


def test_a_part_of_a_country_has_holidays_of_its_own() -> None:
    corpus_christi = date(2026, 6, 4)
    assert [Workdays(place).is_workday(corpus_christi) for place in ("DE", "DE-BY")] == [True, False]
    assert Workdays("DE-BY").holiday(corpus_christi, Language.EN) == "Corpus Christi"
    assert Workdays("DE-BY").holiday(date(2026, 6, 6), Language.EN) == ""  # a Saturday
    assert (has_holidays("DE-BY"), has_holidays("DE-XX")) == (True, False)
    assert Workdays().holiday(corpus_christi, Language.EN) == ""


def test_of_two_contacts_of_one_day_the_later_counts() -> None:
    morning, evening = datetime(2026, 11, 20, 9, 0), datetime(2026, 11, 20, 18, 0)
    news = [Contact(evening, LATER), Contact(morning, TODAY)]
    assert next_contact(Standing(), None, news) == Standing(evening, LATER, None)
    assert next_contact(Standing(), None, news[::-1]) == Standing(evening, LATER, None)
    assert next_contact(Standing(evening), None, [Contact(morning, TODAY)]) == Standing(evening, None, None)


@pytest.mark.parametrize(("days", "is_planned"), [(-1, False), (0, False), (1, True)])
def test_a_day_that_is_written_now_is_done_by_a_contact_of_that_day_only(days: int, is_planned: bool) -> None:
    written = TODAY + timedelta(days=days)
    after = next_contact(Standing(), written, [Contact(TODAY, None)])
    assert after == Standing(TODAY, written if is_planned else None, written)


def test_the_larger_amount_stands_first_and_none_is_nothing() -> None:
    rows = [record("O-1"), record("O-2", amount=Decimal("0.5")), record("O-3", amount=Decimal(2))]
    (mine,) = due_list(DailyFacts(tuple(rows)), TODAY).people
    assert [row.record.number for row in mine.undated] == ["O-3", "O-2", "O-1"]
