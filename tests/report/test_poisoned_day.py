"""A store with records that no sheet would bring: every other list, report and workbook of the day is made."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
from pathlib import Path
from urllib.parse import unquote

import pytest

from benchmarks import poisoned
from benchmarks.poisoned import Day, Poison, others, poisons, tried
from tests.desk import counts, desk, found
from workbook_crm import rounds
from workbook_crm.exits import Exit
from workbook_crm.model.due import PersonDue
from workbook_crm.model.sheets import SHEETS
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report import due_workbook, tables

UNREADABLE_DAYS = {
    "month 99", "30 February", "year 0", "year 1", "year 12026", "words", "empty", "a serial", "bytes",
}  # fmt: skip
ALONE = random.Random(12).sample(list(poisons()), 3)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small house, nothing wrong with it."""
    folder = tmp_path_factory.mktemp("house")
    poisoned.make_house(folder)
    return folder


@pytest.fixture(scope="module")
def fine(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Day:
    """Its day."""
    return poisoned.day_of_copy(house, tmp_path_factory.mktemp("fine") / "copy")


@pytest.fixture(scope="module")
def swept(house: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Day, dict[Poison, int]]:
    """The day with every poison of every field in one store."""
    return tried(house, tmp_path_factory.mktemp("swept") / "copy", list(poisons()), each_its_own=True)


def test_a_day_without_poison_names_nothing(fine: Day) -> None:
    assert fine.stops == {}
    assert json.loads(fine.said["run --json"])["left_out"] == []
    assert fine.codes["run --json"] is Exit.WELL


def test_no_poison_stops_anything(swept: tuple[Day, dict[Poison, int]]) -> None:
    day, ids = swept
    assert len(ids) > 2_000
    assert day.stops == {}
    assert day.codes["run --json"] is Exit.HELD


def test_what_others_get_is_what_they_would_get_without(
    fine: Day, swept: tuple[Day, dict[Poison, int]]
) -> None:
    theirs = others(fine)
    assert len(theirs) == 6
    assert others(swept[0]) == theirs


def test_a_record_with_an_unreadable_value_is_named(swept: tuple[Day, dict[Poison, int]]) -> None:
    day, ids = swept
    named = {(each["what"], each["number"]) for each in json.loads(day.said["run --json"])["left_out"]}
    assert named == {
        (each["what"], each["number"]) for each in json.loads(day.said["status --json"])["left_out"]
    }
    for sheet in (each for each in SHEETS if each.prefix):
        days = {column.field for column in sheet.columns if column.of in ("date", "moment")}
        for poison, record_id in ids.items():
            if poison.kind == sheet.kind and poison.field in days and poison.name in UNREADABLE_DAYS:
                assert (sheet.name.zh, f"{sheet.prefix}-{record_id:06d}") in named, str(poison)
            if poison.kind == sheet.kind and poison.field == "remark" and poison.name != "bytes":
                assert (sheet.name.zh, f"{sheet.prefix}-{record_id:06d}") not in named, str(poison)


def test_index_and_doctor_say_what_was_left_out(house: Path, tmp_path: Path) -> None:
    bad = Poison("opportunities", "expected_close", "month 99", "2026-99-99")
    day, _ids = tried(house, tmp_path / "copy", [bad], each_its_own=False)
    for told in (day.files["index.html"].decode(), day.said["doctor"]):
        assert "商机 O-000003" in told
        assert "2026-99-99" in told
        assert "预计成交时间" in told
    assert "O-000003" not in day.files["digest.html"].decode()
    assert "O-000002" in day.files["digest.html"].decode()


def test_a_time_in_a_column_of_days_is_that_day(house: Path, tmp_path: Path) -> None:
    bad = Poison("opportunities", "expected_close", "a time", "2026-11-20T10:00:00")
    day, _ids = tried(house, tmp_path / "copy", [bad], each_its_own=False)
    assert day.codes["run --json"] is Exit.WELL
    (mine,) = (
        each for each in json.loads(day.said["digest --json"])["people"] if each["person"] == poisoned.VICTIM
    )
    assert [row["expected_close"] for row in mine["closing"]] == ["2026-11-20"]


@pytest.mark.parametrize("poison", ALONE, ids=str)
def test_one_poison_alone(house: Path, fine: Day, tmp_path: Path, poison: Poison) -> None:
    day, _ids = tried(house, tmp_path / "copy", [poison], each_its_own=False)
    assert day.stops == {}
    assert others(day) == others(fine)


def test_sending_the_row_again_with_the_right_value_mends_it(house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(house, folder)
    bad = Poison("opportunities", "expected_close", "words", "下周三")
    poisoned.poison(folder / "workbook_crm.db", [bad], each_its_own=False)
    with desk(folder, now=poisoned.NOW) as shop:
        assert len(rounds.make_daily(shop.workspace).left_out) == 1
        receipt = shop.take("# 商机\n| 商机编号 | 预计成交时间 |\n| O-000003 | 2026-12-01 |")
        assert counts(receipt, "商机") == {"changed": 1}
        assert rounds.make_daily(shop.workspace).left_out == ()


CATALOG_LINE = (
    "# 商机产品\n| 商机 | 产品 | 数量 |\n| 宏达叉车采购 | 叉车P9 | 1 |\n| 宏达叉车采购 | 叉车P2 | 2 |"
)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("valid_from", "2026-99-99"),
        ("unit_price", "abc"),
        ("floor_price", b"x"),
        ("state", b"x"),
        ("extra", "{"),
    ],
)
def test_a_poisoned_catalog_row_refuses_no_workbook_and_a_new_catalog_heals_it(
    house: Path, tmp_path: Path, field: str, value: str | bytes
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(house, folder)
    poisoned.poison(folder / "workbook_crm.db", [Poison("catalog", field, "", value)], each_its_own=False)
    with desk(folder, now=poisoned.NOW) as shop:
        before = shop.check(CATALOG_LINE)
        assert not [each for each in found(before) if "B3" in each]
        shop.take(
            "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |\n| P9 | 整车 | 叉车P9 | 9吨 | 310000 |"
        )
        receipt = shop.take(CATALOG_LINE)
        assert counts(receipt, "商机产品") == {"new": 2}
        amounts = [each["amount"] for each in shop.show("O-000001")["lines"]]
        assert 310000 in amounts


def test_a_part_that_we_fail_to_make_stops_no_other_part(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(house, folder)
    monkeypatch.setattr("workbook_crm.report.daily.due_workbook", _fails_for_the_victim)
    with desk(folder, now=poisoned.NOW) as shop:
        made = rounds.make_daily(shop.workspace)
    assert {each.number for each in made.left_out} == {"C-000003", "L-000003", "O-000003"}
    assert all((folder / each.report).exists() for each in made.left_out)
    names = {Path(each.path).name for each in made.files}
    assert {"index.html", "digest.html", "report.xlsx", "due-张三.xlsx", "due-李四.xlsx"} <= names


def test_a_table_that_fails_whatever_the_records_is_left_out_alone(
    house: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(house, folder)
    monkeypatch.setattr("workbook_crm.report.reports.came_in", _fails)
    with desk(folder, now=poisoned.NOW) as shop:
        made = rounds.make_daily(shop.workspace)
    assert [(each.what.en, each.number) for each in made.left_out] == [("What came in", "")]
    index = next(each.content for each in made.files if each.path.endswith("index.html")).decode()
    assert "收到的文件 没有做出来" in index
    assert "digest-%E5%BC%A0%E4%B8%89.html" in index


def _fails(*_: object) -> object:
    raise ZeroDivisionError


def _fails_for_the_victim(mine: PersonDue, *more: object) -> bytes:
    if mine.person == poisoned.VICTIM and mine.due:
        raise ZeroDivisionError
    return due_workbook.due_workbook(mine, *more)  # type: ignore[arg-type]  # as it was called


NUMBERS = (
    "2026/001", "2026:001", "..", "a:b", "A?", "A*", "CON", "con", "index", "INDEX", "2026.", "2026..",
    "长" * 200, "长" * 201,
)  # fmt: skip
STORED = ("c-000001", "a\u202e?", "\u202e", " ", "A/\x01")
"""As only another program's store has them: no sheet is read so."""


def test_own_numbers_are_kept_and_each_has_a_page_of_its_own(tmp_path: Path) -> None:
    rows = "".join(
        f"| {number} | 客户{nth} | 1391234{nth:04d} | 展厅 | 张三 |\n" for nth, number in enumerate(NUMBERS)
    )
    with desk(tmp_path) as shop:
        receipt = shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 负责人 |\n" + rows)
        assert counts(receipt, "客户")["new"] == len(NUMBERS)
        with shop.workspace.store.reading() as queries:
            kept = [each.record.number for each in queries.every("customers")]
        assert sorted(kept) == sorted(NUMBERS)
        _add_customers(tmp_path / "workbook_crm.db", STORED)
        assert write_record_pages(shop.workspace).left_out == ()
        for number in (*NUMBERS, *STORED):
            assert shop.show(number)["number"] == number
        assert rounds.make_daily(shop.workspace).left_out == ()
    pages = {each.name for each in (tmp_path / "reports" / "records").iterdir()}
    assert len({each.casefold() for each in pages}) == len(NUMBERS) + len(STORED) + 1
    assert all(each.isprintable() and not set(each) & set('<>:"/\\|?*') for each in pages)
    listed = (tmp_path / "reports" / "records" / "index.html").read_text(encoding="utf-8")
    links = {unquote(each.split('"')[0]) for each in listed.split('<li><a href="')[1:]}
    assert links == pages - {"index.html"}


def _add_customers(database: Path, numbers: tuple[str, ...]) -> None:
    with contextlib.closing(sqlite3.connect(database)) as connection:
        for nth, number in enumerate(numbers, 5_000):
            connection.execute(
                "INSERT INTO customers (id, number, name, state, since) VALUES (?, ?, ?, 'valid', '2026-11-23')",
                (nth, number, f"客户{nth}"),
            )
        connection.commit()


def test_pages_under_the_numbers_of_earlier_versions_go(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 |\n| zcrm_5550 | 王伟 | 13912345678 | 展厅 |")
        old = tmp_path / "reports" / "records" / "zcrm_5550.html"
        old.parent.mkdir(parents=True)
        old.write_text("old", encoding="utf-8")
        write_record_pages(shop.workspace)
        assert not old.exists()
        assert shop.show("zcrm_5550")["values"]["name"] == "王伟"


OPTIONAL = '[optional]\nopportunities = ["kind", "name"]\ncustomers = ["name"]\nleads = ["name"]\n'


def test_records_without_names_are_called_by_what_is_known(tmp_path: Path) -> None:
    with desk(tmp_path, OPTIONAL) as shop:
        shop.take(
            "# 客户\n| 客户编号 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n| K1 | 13912345678 | 展厅 | 张三 | 2026-11-20 |"
        )
        shop.take(
            "# 线索\n| 电话 | 来源 | 负责人 | 下次跟进时间 |\n| 13800001111 | 展厅 | 张三 | 2026-11-20 |"
        )
        shop.take(
            "# 商机\n| 客户 | 意向产品 | 阶段 | 负责人 | 下次跟进时间 |\n| K1 | 整车 | 商务谈判 | 张三 | 2026-11-20 |"
        )
        assert [shop.count(kind) for kind in ("customers", "leads", "opportunities")] == [1, 1, 1]
        _check_named(shop.workspace.folder)
    (tmp_path / "workbook_crm.toml").write_text("", encoding="utf-8")  # the setting is taken away again
    _check_named(tmp_path)


def _check_named(folder: Path) -> None:
    with contextlib.ExitStack() as closing:
        shop = closing.enter_context(desk(folder))
        made = rounds.make_daily(shop.workspace)
        assert made.left_out == ()
        assert write_record_pages(shop.workspace).left_out == ()
        digest = next(each.content for each in made.files if each.path.endswith("digest.html")).decode()
        assert digest.count("13912345678") >= 2
        assert "13800001111" in digest
        assert "None" not in digest
    day = poisoned.day(folder, {name: poisoned.STEPS[name] for name in ("run --json", "report", "template")})
    assert day.stops == {}


def test_tables_name_a_state_that_nobody_knows(house: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(house, folder)
    poisoned.poison(
        folder / "workbook_crm.db", [Poison("opportunities", "state", "", None)], each_its_own=False
    )
    with desk(folder, now=poisoned.NOW) as shop:
        facts = rounds._daily_facts(shop.workspace, poisoned.NOW.date())
        rows = tables.states(facts, shop.workspace.settings.language, poisoned.NOW.date()).rows
    assert [row[1] for row in rows if row[0] == poisoned.VICTIM] == ["（未填）"]
