"""On paper whoever is rung up is rung up once: a customer's records stand together, under the most urgent list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.report.test_due import ago, record
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.calls import MOST_ITEMS, call_lists
from workbook_crm.report.digest import Digest, day_in_words, digest_of_all, sheets_of
from workbook_crm.report.due import due_list

TODAY = date(2026, 11, 23)


def calls(*records: OpenRecord) -> list[tuple[str, list[list[str]]]]:
    """(list, the numbers of each call) of a person."""
    (mine,) = due_list(DailyFacts(records), TODAY).people
    return [
        (each.name, [[item.row.record.number for item in call.items] for call in each.calls])
        for each in call_lists(mine)
    ]


def customer(number: str, **more: object) -> OpenRecord:
    return record(number, kind="customers", party=number, **more)


def deal(number: str, party: str, **more: object) -> OpenRecord:
    return record(number, kind="opportunities", party=party, **more)


def test_a_customer_and_its_opportunities_are_one_call() -> None:
    assert calls(
        customer("C-1", next_follow_up=ago(1)),
        deal("O-1", "C-1", next_follow_up=ago(5)),
        deal("O-2", "C-1"),
        customer("C-2", next_follow_up=ago(3)),
    ) == [("due", [["O-1", "C-1", "O-2"], ["C-2"]])]


def test_a_record_on_two_lists_stands_once_with_both_reasons() -> None:
    (mine,) = due_list(
        DailyFacts((deal("O-1", "C-1", next_follow_up=ago(2), expected_close=ago(1)),)), TODAY
    ).people
    ((call,),) = [each.calls for each in call_lists(mine)]
    assert [item.lists for item in call.items] == [("due", "closing")]


def test_two_customers_of_one_name_are_two_calls() -> None:
    two = (customer("C-1", next_follow_up=TODAY), customer("C-2", next_follow_up=TODAY))
    assert calls(*two) == [("due", [["C-1"], ["C-2"]])]


def test_leads_are_calls_of_their_own() -> None:
    assert calls(record("L-1", next_follow_up=TODAY), record("L-2")) == [
        ("due", [["L-1"]]),
        ("undated", [["L-2"]]),
    ]


def test_a_customer_with_very_much_has_several_calls() -> None:
    deals = [deal(f"O-{nth:02d}", "C-1", next_follow_up=TODAY) for nth in range(MOST_ITEMS * 2 + 1)]
    ((_name, made),) = calls(*deals)
    assert [len(each) for each in made] == [MOST_ITEMS, MOST_ITEMS, 1]
    assert [number for each in made for number in each] == [each.number for each in deals]


def digest(*records: OpenRecord) -> Digest:
    facts = DailyFacts(records)
    due = due_list(facts, TODAY)
    return digest_of_all(sheets_of(due.people, Language.ZH, TODAY), day_in_words(facts, due, Language.ZH))


def test_the_first_page_of_all_sums_up_by_person() -> None:
    made = digest(
        deal("O-1", "C-1", owner="张三", next_follow_up=ago(5), amount=Decimal(100)),
        customer("C-1", owner="张三", next_follow_up=TODAY),
        deal("O-2", "C-2", owner="张三"),
        deal("O-3", "C-3", owner="李四", next_follow_up=ago(9), expected_close=ago(1)),
    )
    loads = [
        (each.person, each.calls, each.due, each.overdue, each.longest, each.amount) for each in made.loads
    ]
    assert loads == [("张三", 1, 2, 1, 5, Decimal(100)), ("李四", 1, 1, 1, 9, Decimal(0))]
    total = made.total
    assert (total.calls, total.due, total.overdue, total.longest, total.undated, total.closing) == (
        2,
        3,
        2,
        9,
        1,
        1,
    )
    assert [(person, call.days_overdue) for person, call in made.urgent] == [("李四", 9), ("张三", 5)]


def test_one_person_alone_needs_no_summing_up() -> None:
    assert digest(deal("O-1", "C-1", owner="张三", next_follow_up=TODAY)).loads == ()
