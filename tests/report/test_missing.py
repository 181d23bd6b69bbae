"""待补资料: what people's open records lack, in the list's JSON and on its page."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import NOW, Desk, desk
from workbook_crm import rounds
from workbook_crm.report.due import due_list_json

HEAD = "# 线索\n| 姓名 | 电话 | 来源 | 状态 | 无效原因 | 负责人 |\n"


def lacking(office: Desk) -> dict[str, list[tuple[str, list[str]]]]:
    due = due_list_json(rounds.due_on(office.workspace, NOW.date(), None), office.workspace.settings.language)
    return {
        each["person"]: [(one["number"], one["fields"]) for one in each["missing"]] for each in due["people"]
    }


ROWS = """| 李雷 | 13800001111 | | | | 张三 |
| 韩梅 | | | | | 张三 |
| 全的 | 13800001112 | 展会 | | | 张三 |
| 关了 | 13800001113 | | 无效 | 空号 | 张三 |
| 别人 | | 展会 | | | 李四 |"""


def test_what_open_records_lack_is_asked_of_their_people(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + ROWS)
    assert lacking(empty_desk) == {
        "张三": [("L-000002", ["phone", "source"]), ("L-000001", ["source"])],
        "李四": [("L-000005", ["phone"])],
    }
    empty_desk.take("# 线索\n| 线索编号 | 来源 |\n| L-000001 | 展会 |")
    assert lacking(empty_desk)["张三"] == [("L-000002", ["phone", "source"])]


@pytest.mark.parametrize(
    ("settings", "fields"),
    [("", ["phone", "source"]), ('[optional]\nleads = ["source"]', ["phone"])],
)
def test_what_the_house_does_without_is_not_missing(tmp_path: Path, settings: str, fields: list[str]) -> None:
    with desk(tmp_path, settings) as office:
        office.take(HEAD + "| 韩梅 | | | | | 张三 |")
        assert lacking(office) == {"张三": [("L-000001", fields)]}


@pytest.mark.parametrize(("count", "more"), [(8, ""), (9, "还有 1 条"), (20, "还有 12 条")])
def test_the_page_names_some_and_counts_the_rest(empty_desk: Desk, count: int, more: str) -> None:
    empty_desk.take(HEAD + "\n".join(f"| 客{n} | {13800001111 + n} | | | | 张三 |" for n in range(count)))
    rounds.write_daily(empty_desk.workspace, NOW.date())
    (page,) = empty_desk.workspace.folder.glob("reports/*/digest-张三.html")
    text = page.read_text(encoding="utf-8")
    assert "待补资料" in text
    assert text.count("：缺来源") == min(count, 8)
    assert ("还有" in text) == bool(more)
    assert more in text
