"""What is asked of the store: records by what they are known by, what was written since, receipts, the day's lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy import text as sql

from tests.desk import NOW, Desk, StoppedClock, desk
from workbook_crm.merge import daily
from workbook_crm.merge.daily import LastContact, daily_facts
from workbook_crm.merge.fit import UNFIT, fitting, kept_columns, moment_in, types_of
from workbook_crm.merge.lookup import first_days, open_by_owner
from workbook_crm.merge.portions import AT_ONCE, portions
from workbook_crm.merge.queries import Queries
from workbook_crm.merge.words_in_use import words_in_use
from workbook_crm.model.options import Choice
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Lookup, Snapshot, Wanted
from workbook_crm.undone_files import undo_now

CATALOG = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 车架号 | 状态 |
| FD30 | 整车 | 内燃叉车 | 3吨 | 88000 | | |
| FD31 | 整车 | 内燃叉车 | 4吨 | 88000 | | |
| MINI | 整车 | 模型车 | | 999 | | |
| ONEK | 整车 | 老爷车 | | 1000 | | |
| TY01 | 配件 | 实心轮胎 | 6.50-10 | 2680 | | |
| U001 | 二手车 | 二手叉车 | 2018款 | 35000 | LSGPC52U6AF102554 | |
| OLD | 整车 | 停售叉车 | | 5000 | | |
# 员工
| 姓名 | 角色 | 状态 |
| 张三 | 销售 | |
| 赵六 | 销售 | |
| 李四 | 销售 | 离职 |
| 王五 | 销售 | 离职 |
| 孙总 | 主管 | |
"""
PEOPLE = """
# 客户
| 客户编号 | 客户名称 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 | 备用电话 |
| | 上海远航物流有限公司 | 13812345678 | 转介绍 | A | 张三 | 2026-11-23 | |
| Ab-12 | 王伟 | 13912345678 | 展厅 | B | 李四 | 2026-11-24 | 13700009999 |
| 2026/7 | 赵敏 | 13712345678 | 展厅 | B | 张三 | | |
| | 不买了 | 13612345678 | 小广告 | C | 张三 | | |
# 线索
| 姓名 | 电话 | 来源 | 意向产品 | 意向车型 | 负责人 | 下次跟进时间 |
| 钱多 | 13512345678 | 小广告 | 叉车 | | 李四 | 2026-12-23 |
| 孙少 | 13412345678 | 小广告 | 叉车 | 宝马X3 | 张三 | 2026-12-24 |
# 商机
| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 | 状态 | 下次跟进时间 | 预计成交日期 |
| 远航三台叉车 | 上海远航物流有限公司 | 整车 | 方案报价 | 张三 | | | 2026-11-22 |
| 王伟租车 | 王伟 | 租赁 | 初步接触 | 张三 | | 2026-11-30 | |
| 赵敏暂停 | 赵敏 | 整车 | 初步接触 | 张三 | 暂停 | | |
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |
| 王伟租车 | 二手叉车 | 2018款 | 1 |
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下一步计划 |
| 上海远航物流有限公司 | 2026-11-10 09:00 | 电话 | 早 | 再打 |
| 上海远航物流有限公司 | 2026-11-10 15:00 | 微信 | 晚 | 等回话 |
| 远航三台叉车 | 2026-11-12 | 上门 | 谈价 | 报价 |
| 王伟租车 | 2026-11-09 | 电话 | 问租金 | |
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """R-1 catalog and staff, R-2 people, R-3 an edit of 赵敏 (and a withdrawn product), R-4 one of 王伟, R-5 its undo."""
    with desk(tmp_path_factory.mktemp("house")) as made:
        made.take(CATALOG, name="目录.xlsx")
        made.take(PEOPLE, name="人.xlsx")
        made.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=1))
        made.workspace.__dict__.pop("inbox", None)
        made.workspace.__dict__.pop("edges", None)
        made.take("# 客户\n| 客户编号 | 客户名称 | 级别 | 颜色 |\n| 2026/7 | 赵敏 | C | 红 |\n# 产品目录\n| 产品编码 | 产品名称 | 状态 |\n| OLD | 停售叉车 | 停售 |", sender="孙总", name="改.xlsx")  # fmt: skip
        made.take(
            "# 客户\n| 客户编号 | 客户名称 | 级别 |\n| Ab-12 | 王伟 | C |", sender="孙总", name="改2.xlsx"
        )
        undo_now(made.workspace, "R-000004")
        yield made


@pytest.fixture
def queries(house: Desk) -> Iterator[Queries]:
    with house.workspace.store.reading() as made:
        yield made


@pytest.mark.parametrize(
    ("number", "found"),
    [
        ("C-000001", [("customers", "C-000001")]), (" c-000001 ", [("customers", "C-000001")]), ("C-000009", []), ("Ab-12", [("customers", "Ab-12")]), ("AB-12", [("customers", "Ab-12")]),
        ("2026/7", [("customers", "2026/7")]), ("12", []), ("", []), ("没有", []), ("O-000001", [("opportunities", "O-000001")]),
    ],
)  # fmt: skip
def test_a_record_is_found_by_its_number_but_for_capitals(
    queries: Queries, number: str, found: list[tuple[str, str]]
) -> None:
    assert queries.numbered(number) == found
    assert [each.kind for each in queries.dossiers_of(number)] == [kind for kind, _ in found]
    assert (queries.dossier(number) is None) is (not found)


def names(found: dict[str, Any]) -> dict[str, list[str]]:
    return {
        kind: [getattr(each.record, "name", None) or getattr(each.record, "product", None) or each.record.content for each in records]
        for kind, records in found.items()
        if records
    }  # fmt: skip


def test_what_somebody_has(queries: Queries) -> None:
    assert names(queries.records_of(["李四"])) == {"customers": ["王伟"], "leads": ["钱多"]}
    mine = names(queries.records_of(["张三"]))
    assert mine["opportunities"] == ["远航三台叉车", "王伟租车", "赵敏暂停"]
    assert mine["opportunity_lines"] == ["内燃叉车", "二手叉车"]
    assert mine["follow_ups"] == ["早", "晚", "谈价", "问租金"]
    assert sum(map(len, names(queries.records_of(None)).values())) == 4 + 2 + 3 + 2 + 4
    assert queries.records_of([]) == dict.fromkeys(("leads", "customers", "opportunities", "opportunity_lines", "follow_ups"), ())  # fmt: skip
    assert queries.owners() == {"张三", "李四"}
    assert open_by_owner(queries.connection, queries.schema) == {"张三": 6, "李四": 2}


def test_what_is_to_be_followed_up_pauses_but_is_not_over(house: Desk, tmp_path: Any) -> None:
    with desk(tmp_path) as other:
        other.take(
            "# 客户\n| 客户名称 | 电话 | 状态 |\n| 甲 | 13800000001 | |\n| 乙 | 13800000002 | 无效 |\n# 商机\n| 商机名称 | 客户 | 状态 | 总结 |\n| 停 | 甲 | 暂停 | |\n| 赢 | 甲 | 赢单 | 好 |"
        )
        with other.workspace.store.reading() as queries:
            assert names(queries.records_of(None, is_open=True)) == {
                "customers": ["甲"],
                "opportunities": ["停"],
            }
            assert len(names(queries.records_of(None))["customers"]) == 2


def test_what_was_written_since(queries: Queries) -> None:
    (zhao,) = [each.id for each in queries.every("customers") if each.record.name == "赵敏"]
    (wang,) = [each.id for each in queries.every("customers") if each.record.name == "王伟"]
    assert queries.written_since("customers", 2, [zhao, wang]) == {zhao: frozenset({"level", "extra:颜色"})}
    assert queries.written_since("customers", 2, [wang]) == {}  # it was undone
    assert queries.written_since("customers", 3, [zhao, wang]) == {}
    assert queries.written_since("leads", 2, [zhao]) == {}
    assert "level" in queries.written_since("customers", 1, [wang])[wang]
    first, second, third = (queries.receipt(f"R-00000{nth}") for nth in (1, 3, 5))
    assert first is not None
    assert second is not None
    assert third is not None
    assert [queries.has_changed_since(each) for each in (first, second, third)] == [True, True, False]
    assert [queries.has_undone_since(each) for each in (first, second, third)] == [True, True, False]


@pytest.mark.parametrize(
    ("number", "found"),
    [("R-000002", "R-000002"), (" r-2 ", "R-000002"), ("2", "R-000002"), ("R-000099", None), ("R-x", None), ("", None), ("C-000002", None)],
)  # fmt: skip
def test_a_receipt_is_found_by_its_number(queries: Queries, number: str, found: str | None) -> None:
    receipt = queries.receipt(number)
    assert (receipt and receipt.id) == found


def test_the_receipts_of_the_store(queries: Queries) -> None:
    assert [each.id for each in queries.receipts()] == [f"R-00000{nth}" for nth in (5, 4, 3, 2, 1)]
    assert [(each.id, each.undoes, each.undone_by) for each in queries.receipts(2)] == [("R-000005", "R-000004", None), ("R-000004", None, "R-000005")]  # fmt: skip
    revision, token = queries.latest_receipt()
    assert (revision, queries.token_of(5), queries.token_of(6)) == (5, token, None)
    assert [number for number, _ in queries.times()] == [f"R-00000{nth}" for nth in (1, 2, 3, 4, 5)]
    hashes = {each.id: each.arrival.sha256 for each in queries.receipts()}
    assert queries.hashes() == set(hashes.values())
    assert set(queries.last_received_before(NOW + timedelta(days=1))) == {
        hashes["R-000001"],
        hashes["R-000002"],
    }
    assert queries.last_received_before(NOW) == ()
    assert [each.id for each in queries.sendings(hashes["R-000002"])] == ["R-000002"]
    assert queries.sendings(hashes["R-000004"]) == ()  # taken back
    assert queries.counters()["receipts"] == 6


@pytest.mark.parametrize(
    ("sender", "path", "found"),
    [
        ("孙总", "outbox/孙总/改.xlsx", ["R-000004", "R-000003"]), ("孙总", "outbox/孙总/改2.xlsx", ["R-000004"]), ("孙总", "outbox/孙总/没有.xlsx", []), (None, "outbox/孙总/改.xlsx", []),
        (None, "outbox/人.xlsx", ["R-000002"]), ("李四", "outbox/孙总/改.xlsx", []), ("孙总", "outbox/孙总/_.xlsx", []),
    ],
)  # fmt: skip
def test_answers_of_one_name(queries: Queries, sender: str | None, path: str, found: list[str]) -> None:
    assert [each.id for each in queries.answered(sender, path)] == found


def asked(queries: Queries, kind: str, field: str, *values: str, **more: Any) -> Snapshot:
    return queries.snapshot(Wanted((Lookup(kind, field, frozenset(values)),), **more))


@pytest.mark.parametrize(
    ("kind", "field", "value", "found"),
    [
        ("customers", "name", "王伟", ["王伟"]), ("customers", "phone", "13912345678", ["王伟"]), ("customers", "phone", "13700009999", ["王伟"]), ("leads", "phone", "13700009999", []),
        ("customers", "number", "ab-12", ["王伟"]), ("customers", "number", "Ab-12", ["王伟"]), ("customers", "number", "c-000001", ["上海远航物流有限公司"]), ("customers", "number", "2026/7", ["赵敏"]),
        ("customers", "company", "上海远航物流", ["上海远航物流有限公司"]), ("customers", "name", "没有", []), ("catalog", "product", "内燃叉车", ["内燃叉车", "内燃叉车"]),
        ("catalog", "product", "fd30", ["内燃叉车"]), ("catalog", "product", "lsgpc52u6af102554", ["二手叉车"]), ("catalog", "product", "内燃叉车3吨", ["内燃叉车"]),
    ],
)  # fmt: skip
def test_what_is_looked_up(queries: Queries, kind: str, field: str, value: str, found: list[str]) -> None:
    records = asked(queries, kind, field, value).of(kind)
    assert [getattr(each.record, "name", None) or each.record.product for each in records] == found


def test_a_snapshot_has_what_was_asked_for_and_no_more(queries: Queries) -> None:
    snapshot = asked(
        queries,
        "opportunities",
        "name",
        "远航三台叉车",
        children=frozenset({"opportunity_lines", "follow_ups"}),
    )
    assert names(dict(snapshot.records)) == {
        "opportunities": ["远航三台叉车"], "opportunity_lines": ["内燃叉车"], "follow_ups": ["谈价"], "customers": ["上海远航物流有限公司"],
    }  # fmt: skip
    assert (snapshot.revision, snapshot.next_receipt, snapshot.next_id("customers")) == (5, "R-000006", 5)
    assert (snapshot.vehicle_prices, snapshot.owned, snapshot.products, snapshot.called) == ((), {}, (), {})
    lines = asked(queries, "opportunities", "name", "远航三台叉车", children=frozenset({"opportunity_lines"}))
    assert "customers" not in names(dict(lines.records))
    whole = queries.snapshot(Wanted(is_whole=frozenset({"staff"})))
    assert len(whole.of("staff")) == 5
    by_id = queries.snapshot(
        Wanted(ids={"customers": frozenset({1, 99}), "opportunity_lines": frozenset({2})})
    )
    assert names(dict(by_id.records)) == {
        "customers": ["上海远航物流有限公司"],
        "opportunity_lines": ["二手叉车"],
    }


def test_what_the_catalog_tells_beside_its_rows(queries: Queries) -> None:
    used = asked(queries, "catalog", "product", "二手叉车", "停售叉车", vehicle_prices=True, owned=True)
    assert used.offered == {6: ("O-000002",)}
    assert used.withdrawn == {7: date(2026, 11, 24)}
    assert sorted(used.vehicle_prices) == [1000, 5000, 35000, 88000]
    assert used.owned == {"张三": 6, "李四": 2}
    assert used.products == ()
    unknown = asked(queries, "catalog", "product", "内燃叉车", "没有的车")
    assert ("内燃叉车", "vehicle") in unknown.products
    assert len(unknown.products) == 5  # each once, and none that is sold no more
    assert (unknown.offered, unknown.withdrawn) == ({}, {})


def test_names_to_suggest_from_where_somebody_mentioned_is_not_found(queries: Queries) -> None:
    known = asked(queries, "customers", "name", "王伟", mentioned={"customers": frozenset({"王伟"})})
    assert known.called == {}
    unknown = asked(queries, "customers", "name", "王尾", mentioned={"customers": frozenset({"王尾"})})
    assert {("王伟", "李四"), ("13912345678", "李四")} <= set(unknown.called["customers"])
    by_number = asked(
        queries, "customers", "number", "2026/7", mentioned={"customers": frozenset({"2026/7"})}
    )
    assert by_number.called == {}


def test_the_day_on_which_records_came(queries: Queries) -> None:
    days = first_days(queries.connection, queries.schema, "customers", [1, 2, 99])
    assert days == {1: NOW.date(), 2: NOW.date()}
    assert first_days(queries.connection, queries.schema, "catalog", [7]) == {7: NOW.date()}


@pytest.mark.parametrize(
    ("values", "found"),
    [([], []), ([3, None, 1], [[1, 3]]), (range(AT_ONCE), [AT_ONCE]), (range(AT_ONCE + 1), [AT_ONCE, 1]), ([None], [])],
)  # fmt: skip
def test_values_come_in_portions(values: Any, found: list[Any]) -> None:
    assert [some if isinstance(found[0], list) else len(some) for some in portions(values)] == found


INTERVALS = {
    "level": (
        Choice("A", interval_days=7),
        Choice("B", interval_days=14),
        Choice("C", interval_days=30),
        Choice("H"),
    )
}


def day_of(queries: Queries, day: int, **more: Any) -> Any:
    return daily_facts(queries, INTERVALS, date(2026, 11, day), **more)


def test_who_is_on_the_lists_of_a_day(queries: Queries) -> None:
    facts = day_of(queries, 23)
    on = {each.name: each for each in facts.open_records}
    assert set(on) == {
        "上海远航物流有限公司",
        "王伟",
        "远航三台叉车",
        "王伟租车",
        "钱多",
        "赵敏",
        "不买了",
    }  # who has no next day is on them too
    far = on["上海远航物流有限公司"]
    assert (far.method, far.content, far.plan, far.party) == (
        "上门",
        "谈价",
        "等回话",
        "C-000001",
    )  # a deal's contact, their own plan
    assert (on["远航三台叉车"].content, on["远航三台叉车"].plan, on["远航三台叉车"].customer) == (
        "谈价",
        "报价",
        "上海远航物流有限公司",
    )
    assert (on["王伟"].content, on["王伟"].is_planned_with_deal) == ("问租金", True)
    assert (on["上海远航物流有限公司"].is_planned_with_deal, on["王伟租车"].is_planned_with_deal) == (
        False,
        False,
    )
    assert (on["钱多"].model, on["钱多"].party, on["王伟租车"].party, on["远航三台叉车"].amount) == ("叉车", None, "Ab-12", 176000)  # fmt: skip
    assert not facts.is_cut
    assert {each.name for each in day_of(queries, 24).open_records} == {*on, "孙少"}  # thirty days ahead


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (18, set()), (19, {"远航三台叉车"}), (22, {"远航三台叉车"}), (23, {"远航三台叉车", "上海远航物流有限公司"}), (24, {"远航三台叉车", "上海远航物流有限公司", "王伟"}),
        (29, {"远航三台叉车", "上海远航物流有限公司", "王伟"}), (30, {"远航三台叉车", "上海远航物流有限公司", "王伟", "王伟租车"}),
    ],
)  # fmt: skip
def test_who_is_due_comes_first_of_all(queries: Queries, monkeypatch: pytest.MonkeyPatch, day: int, due: set[str]) -> None:  # fmt: skip
    """By the planned day; without one, by the level's interval since the last contact."""
    monkeypatch.setattr(daily, "MOST_OTHERS", 0)
    assert {each.name for each in day_of(queries, day).open_records} == due


def test_what_else_a_day_tells(queries: Queries) -> None:
    facts = day_of(queries, 23)
    assert facts.salespeople == ("张三", "李四", "赵六")
    assert facts.leavers == (("李四", 2),)
    assert [each.id for each in facts.receipts] == ["R-000001", "R-000002"]
    assert [each.id for each in day_of(queries, 24).receipts] == ["R-000003", "R-000004", "R-000005"]
    assert len(day_of(queries, 24, first=date(2026, 11, 23)).receipts) == 5
    stages = {(each.state, each.stage, each.owner): (each.count, each.amount) for each in facts.stages}
    assert stages[("open", "方案报价", "张三")] == (1, Decimal(176000))
    assert stages[("paused", "初步接触", "张三")] == (1, Decimal(0))
    assert (facts.insight is not None, facts.records_too_many) == (True, 0)
    records = 7 + 5 + 4 + 2 + 3 + 2 + 4
    small = day_of(queries, 23, most_records=1)
    assert small.insight is None
    assert 1 < small.records_too_many <= records
    at_most = small.records_too_many
    assert day_of(queries, 23, most_records=at_most).insight is not None
    assert day_of(queries, 23, most_records=at_most - 1).insight is None
    assert day_of(queries, 23, most_records=None).insight is not None


def test_a_list_of_what_is_not_due_is_cut_and_says_so(
    queries: Queries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(daily, "MOST_OTHERS", 2)
    assert not day_of(queries, 23).is_cut
    monkeypatch.setattr(daily, "MOST_OTHERS", 1)
    cut = day_of(queries, 23)
    assert cut.is_cut
    assert {"赵敏", "不买了"} & {each.name for each in cut.open_records} == {"赵敏"}


def test_a_contact_of_a_deal_counts_where_it_is_later() -> None:
    own, deal = (
        LastContact(date(2026, 11, 10), content="自己"),
        LastContact(datetime(2026, 11, 10, 9), content="商机"),
    )
    assert daily._later(own, deal) is deal  # the day's beginning is earlier
    assert daily._later(deal, own) is deal
    assert daily._later(own, own._replace(content="商机")) is own
    assert daily._later(LastContact(), deal) is deal
    assert daily._later(own, None) is daily._later(own, LastContact(content="无日期")) is own


def test_words_that_no_list_has_yet(queries: Queries) -> None:
    found = list(words_in_use(queries, {"source": (Choice("展厅"),)}))
    assert [(each.word, each.count, each.people) for each in found if each.list.zh == "来源"] == [("小广告", 3, ("张三", "李四"))]  # fmt: skip
    listed = words_in_use(queries, {"source": (Choice("小广告"),)})
    assert "小广告" not in {each.word for each in listed}


@pytest.mark.parametrize(
    ("written", "is_day", "read"),
    [
        ("2026-11-23", False, date(2026, 11, 23)), ("2026-11-23", True, date(2026, 11, 23)), ("2026-11-23T08:00:00", False, datetime(2026, 11, 23, 8)), ("2026-11-23T08:00:00", True, date(2026, 11, 23)),
        ("2026-11-23T08:00:00+08:00", False, datetime(2026, 11, 23, 8)), ("1900-01-01", False, date(1900, 1, 1)), ("1899-12-31", False, UNFIT), ("2026-02-30", False, UNFIT), ("x", False, UNFIT), (20261123, False, UNFIT),
    ],
)  # fmt: skip
def test_a_moment_in_the_store(written: object, is_day: bool, read: Any) -> None:
    assert moment_in(written, is_day=is_day) == read
    assert repr(UNFIT) == "UNFIT"


@pytest.mark.parametrize(
    ("field", "values", "fit"),
    [
        ("name", ["a", None], ["a", None]), ("name", ["a", 7], ["a", None]), ("age", [3, None], [3, None]), ("age", [3, "4", 5.0, True], [3, None, None, None]),
        ("budget", [Decimal(1), UNFIT], [Decimal(1), None]), ("budget", [Decimal(1)], [Decimal(1)]), ("provisional", [True, 1], [True, None]), ("next_follow_up", [date(2026, 1, 1), UNFIT], [date(2026, 1, 1), None]),
    ],
)  # fmt: skip
def test_values_that_are_none_of_their_column_are_blank(
    field: str, values: list[Any], fit: list[Any]
) -> None:
    column = SHEET_OF["customers"].by_field[field]
    assert list(fitting(column, values)) == fit
    assert (fitting(column, values) is values) is (values == fit)
    assert types_of(column) in (frozenset({str}), frozenset({int}), frozenset({bool}), frozenset())


@pytest.mark.parametrize(
    ("kept", "columns"),
    [(None, ()), ({}, ()), ({"色": "白", "年": 7}, (("色", "白"),)), (["x"], ()), ("x", ())],
)
def test_unknown_columns_as_they_are_kept(kept: Any, columns: tuple[tuple[str, str], ...]) -> None:
    assert kept_columns([kept]) == [columns]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("name", "7", None), ("name", "x'41'", "姓名"), ("budget", "-100000000000000000", None), ("budget", "-100000000000000001", "预算"), ("budget", "100000000000000001", "预算"), ("budget", "1.5", "预算"),
        ("next_follow_up", "'2026-13-01'", "下次跟进时间"), ("next_follow_up", "'1899-12-31'", "下次跟进时间"), ("next_follow_up", "'2026-12-31'", None), ("convert", "1", None), ("convert", "2", "转客户"), ("convert", "'x'", "转客户"),
        ("since", "NULL", "收到日期"), ("since", "'x'", "收到日期"), ("number", "NULL", "线索编号"), ("number", "''", "线索编号"), ("extra", "'[1]'", "其他列"), ("extra", "'{'", "其他列"), ("extra", "NULL", None), ("extra", "'{}'", None),
    ],
)  # fmt: skip
def test_a_record_with_a_value_that_is_none_is_left_out(house: Desk, column: str, value: str, told: str | None) -> None:  # fmt: skip
    with house.workspace.store._engine.connect() as connection:
        queries = Queries(connection, house.workspace.store._schema)
        connection.execute(sql(f"UPDATE leads SET {column} = {value} WHERE id = 2"))
        assert [(each.what.zh, each.column and each.column.zh) for each in queries.unfit.told] == ([("线索", told)] if told else [])  # fmt: skip
        assert queries.unfit.ids == ({"leads": {2}} if told else {})
        leads = queries.schema.records["leads"]
        kept = connection.execute(select(leads.c.id).where(queries.keeps("leads"))).scalars()
        assert set(kept) == ({1} if told else {1, 2})
        connection.rollback()
