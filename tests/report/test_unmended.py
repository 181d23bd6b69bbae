"""What waits to be mended, as people and programs read it."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from tests.desk import Desk
from workbook_crm import rounds
from workbook_crm.model.finding import finding
from workbook_crm.model.language import Language
from workbook_crm.model.place import Place
from workbook_crm.model.rejected import MOST_ALIKE, Unmended, UnmendedFile, UnmendedRow
from workbook_crm.model.rules.files import EMPTY_FILE
from workbook_crm.report.unmended import people_json, to_mend, unmended_table

TODAY = date(2026, 11, 30)
ZH, EN = Language.ZH, Language.EN


def row(number: int, person: str = "张三", days: int = 14) -> UnmendedRow:
    place = Place("明细.xlsx", "商机产品", number, 3)
    wrong = finding(EMPTY_FILE, place, f"P{number}")
    return UnmendedRow(
        person, "R-000012", "明细.xlsx", "商机产品", number, "远航", TODAY - timedelta(days), (wrong,)
    )


def file(person: str = "张三") -> UnmendedFile:
    wrong = finding(EMPTY_FILE, Place("名单.pdf"))
    return UnmendedFile(person, "R-000013", "名单.pdf", TODAY, (wrong,), "held/名单.pdf")


def test_each_line_says_where_what_and_for_how_long() -> None:
    lines = to_mend(Unmended((row(7),), (file(),)), TODAY, ZH)
    assert [(each.where, each.name, each.age) for each in lines] == [
        ("名单.pdf", "", "今天"), ("明细.xlsx 商机产品!C7", "远航", "14 天"),
    ]  # fmt: skip


@pytest.mark.parametrize(("count", "lines"), [(1, 1), (MOST_ALIKE, MOST_ALIKE), (MOST_ALIKE + 1, 1), (20, 1)])
def test_many_alike_are_one_line(count: int, lines: int) -> None:
    told = to_mend(Unmended(tuple(row(number) for number in range(2, count + 2))), TODAY, EN)
    assert len(told) == lines
    assert ("So it is in" in told[0].what) == (count > MOST_ALIKE)


def test_a_line_names_the_first_rows_of_its_like() -> None:
    (line,) = to_mend(Unmended(tuple(row(number) for number in range(2, 14))), TODAY, ZH)
    assert line.what.endswith("另有 11 行也是：第 3、4、5、6、7、8、9、10、… 行。")


def test_the_table_is_by_person_with_days() -> None:
    table = unmended_table(Unmended((row(7), row(8, "")), (file("李四"),)), ZH, TODAY)
    assert [cells[:3] for cells in table.rows] == [
        ("张三", 14, "明细.xlsx 商机产品!C7"), ("李四", 0, "名单.pdf"), ("未分配", 14, "明细.xlsx 商机产品!C8"),
    ]  # fmt: skip


def test_the_json_is_as_promised() -> None:
    told = people_json(Unmended((row(7),), (file("李四"),)), TODAY, EN)
    assert (told["date"], [each["person"] for each in told["people"]]) == (TODAY, ["张三", "李四"])
    (line,) = told["people"][0]["rows"]
    assert {name: line[name] for name in ("receipt", "file", "sheet", "row", "code", "since", "age_days")} == {
        "receipt": "R-000012", "file": "明细.xlsx", "sheet": "商机产品", "row": 7, "code": "empty-file",
        "since": TODAY - timedelta(14), "age_days": 14,
    }  # fmt: skip
    assert told["people"][0]["files"] == []
    (held,) = told["people"][1]["files"]
    assert (held["file"], held["held"], held["age_days"]) == ("名单.pdf", "held/名单.pdf", 0)


def test_a_clock_that_was_set_back_makes_nothing_younger_than_new() -> None:
    (line,) = to_mend(Unmended((row(7, days=-3),)), TODAY, EN)
    assert (line.days, line.age) == (0, "today")


LIST = """
# 客户
| 客户名称 | 电话 | 来源 |
| 恒丰仓储 | {} | 展厅 |
| 赵小明 | {} | 展厅 |
"""
OPEN, HELD = "held-back-not-mended-yet", "held-rows"


@pytest.mark.parametrize(
    ("sendings", "still_open", "others", "leads_to"),
    [
        ([], [], [], HELD),
        ([("13700001111", "13700002222")], [], [], HELD),
        ([("1.38E+10", "1.39E+10")], ["客户!B2", "客户!B3"], None, OPEN),
        ([("1.38E+10", "1.39E+10")] * 2, ["客户!B2", "客户!B3"], None, OPEN),
        ([("1.38E+10", "1.39E+10"), ("13700001111", "1.39E+10")], ["客户!B3"], ["客户!B2"], OPEN),
        ([("1.38E+10", "1.39E+10"), ("13700001111", "13700002222")], [], ["客户!B2", "客户!B3"], HELD),
    ],
)
def test_a_row_is_listed_once_on_the_day_of_its_arrival(
    shop: Desk,
    sendings: list[tuple[str, str]],
    still_open: list[str],
    others: list[str] | None,
    leads_to: str,
) -> None:
    for phones in sendings:
        shop.take(LIST.format(*phones), sender="张三", name="客户.xlsx")
    rounds.write_daily(shop.workspace)
    (page,) = shop.workspace.folder.glob("reports/2*/index.html")
    _, *parts = re.split(r'id="([a-z-]+)"', page.read_text("utf-8"))
    told = {name: re.findall(r"客户!B\d", text) for name, text in zip(parts[::2], parts[1::2], strict=True)}
    assert (told.get(OPEN, []), told.get(HELD)) == (still_open, others)
    assert f'href="#{leads_to}"' in page.read_text("utf-8")
