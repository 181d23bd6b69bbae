"""Other systems' templates and exports, and sheets of other trades: what their headers are understood as."""

from __future__ import annotations

import pytest

from tests.read.truth import BATCHES, Result, System, is_left_alone, result_of, strangers, systems

DEVELOPMENT, HELD_BACK, THIRD, FOURTH, FIFTH, SIXTH = map(systems, BATCHES)
STRANGERS = strangers()


@pytest.mark.parametrize("system", DEVELOPMENT, ids=lambda each: each.name)
def test_every_column_of_a_known_system_is_understood(system: System) -> None:
    result = result_of(system)
    assert (result.kind, result.wrong) == (system.kind, ())


def test_hardly_a_column_of_the_other_systems_is_misunderstood() -> None:
    results = [result_of(each) for each in HELD_BACK]
    assert [each.system.name for each in results if each.kind != each.system.kind] == ["Nimble, contacts"]
    assert [each for each in results if each.wrong and each.kind == each.system.kind] == []


def test_hardly_a_column_of_the_later_batches_is_misunderstood() -> None:
    results = [result_of(each) for each in (*THIRD, *FOURTH)]
    assert [each.system.name for each in results if each.kind != each.system.kind] == [
        "顾问客户清单",
        "Spreadsheet suite, leads",
    ]
    wrong = [
        (each.system.name, column.header)
        for each in results
        for column, _ in each.wrong
        if each.kind == each.system.kind
    ]
    assert wrong == [
        ("芋道, 跟进记录", "数据编号"),
        ("Roofing, deals", "Client Email"),
        ("理财顾问, 客户", "职业信息"),
        ("Auction run list", "Inventory"),
    ]


def test_of_sheets_as_dealers_keep_them_hardly_a_column_is_misunderstood() -> None:
    results = [result_of(each) for each in (*FIFTH, *SIXTH)]
    assert [each.system.name for each in results if each.kind != each.system.kind] == [
        "客户资料卡（竖排）",
        "微信群接龙手抄",
        "DealerSocket, desk log",
    ]
    wrong = [(each.system.name, column.header) for each in results for column, _ in each.wrong]
    assert wrong == [
        ("展厅客流表, 两行表头", "来店性质 首次"),
        ("展厅客流表, 两行表头", "来店性质 再次"),
        ("售卡车个人名册", "住哪"),
        ("车展集客表", "编号"),
    ]


@pytest.mark.parametrize("system", [*FIFTH, *SIXTH], ids=lambda each: each.name)
def test_every_record_and_value_of_a_sheet_that_is_known_comes_through(system: System) -> None:
    result = result_of(system)
    if result.kind == system.kind:
        assert (result.records, result.lost) == (system.records, ())


def test_no_sheet_of_one_batch_is_in_another() -> None:
    headers = [
        tuple(column.header for column in each.columns)
        for each in (*DEVELOPMENT, *HELD_BACK, *THIRD, *FOURTH, *FIFTH, *SIXTH)
    ]
    assert len(set(headers)) == len(headers) >= 200


def test_a_result_counts_no_column_under_a_wrong_kind() -> None:
    (first, *_) = DEVELOPMENT
    assert Result(first, first.kind, ()).right == len(first.columns)
    assert Result(first, "staff", ()).right == 0


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("is_named", [True, False])
def test_a_sheet_of_another_trade_is_left_alone(name: str, is_named: bool) -> None:
    sheet_name, headers = STRANGERS[name]
    assert is_left_alone(sheet_name if is_named else "Sheet1", headers)


def test_there_are_enough_strange_headers() -> None:
    assert sum(len(headers) for _, headers in STRANGERS.values()) >= 500
