"""Who has left, and what they own that nobody looks after."""

from __future__ import annotations

import pytest

from tests.desk import Desk, found
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.words import hint, message

STAFF = """
# 员工
| 姓名 | 别名 | 团队 | 角色 | 状态 |
| 张三 | 小张 | 一组 | 销售 | 在职 |
| 李四 | | 一组 | 销售 | 在职 |
| 王五 | | 二组 | 销售 | 在职 |
| 赵总 | | 一组 | 主管 | 在职 |
"""
OWNED = """
# 客户
| 客户名称 | 电话 | 来源 | 负责人 |
| 甲 | 13912345671 | 展厅 | 张三 |
# 线索
| 姓名 | 电话 | 来源 | 负责人 |
| 乙 | 13912345672 | 展厅 | 张三 |
# 商机
| 商机名称 | 客户 | 意向产品 | 负责人 | 状态 | 总结 |
| 丙 | 甲 | 整车 | 张三 | 洽谈中 | |
| 丁 | 甲 | 整车 | 张三 | 赢单 | 好 |
"""
LEFT = "# 员工\n| 姓名 | 状态 |\n| 张三 | {state} |"
AGREED = "warning 员工!B2 left-records"


@pytest.fixture
def house(empty_desk: Desk) -> Desk:
    empty_desk.take(STAFF + OWNED)
    return empty_desk


@pytest.mark.parametrize(("state", "is_asked"), [("离职", True), ("left", True), ("在职", False)])
def test_who_leaves_with_open_records_is_asked_about(house: Desk, state: str, is_asked: bool) -> None:
    receipt = house.take(LEFT.format(state=state))
    assert found(receipt) == ([AGREED] if is_asked else [])
    if is_asked:
        (one,) = receipt.findings
        assert "名下还有 3 条" in message(one, Language.ZH)  # what is won is nobody's work any more
        assert "（例如李四）" in hint(one, Language.ZH)
        assert "--person 张三" in hint(one, Language.ZH)
        assert "still owns 3 open leads, customers and opportunities" in message(one, Language.EN)


HANDED_OVER = (
    "# 客户\n| 客户编号 | 负责人 |\n| C-000001 | 李四 |\n# 线索\n| 线索编号 | 负责人 |\n| L-000001 | 李四 |\n"
    "# 商机\n| 商机编号 | 负责人 |\n| O-000001 | 李四 |\n"
)


def test_what_is_handed_over_before_or_in_the_same_workbook_is_not_asked_about(house: Desk) -> None:
    assert AGREED not in found(house.take(HANDED_OVER + LEFT.format(state="离职")))
    assert found(house.take(LEFT.format(state="离职"))) == []


@pytest.mark.parametrize(
    ("row", "count"), [("| 戊 | 13912345673 | 展厅 | 张三 |", 4), ("| 戊 | 13912345673 | 展厅 | 李四 |", 3)]
)
def test_what_comes_in_the_same_workbook_counts(house: Desk, row: str, count: int) -> None:
    receipt = house.take(LEFT.format(state="离职") + f"\n# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n{row}")
    (one,) = [each for each in receipt.findings if each.rule.code == "left-records"]
    assert f"名下还有 {count} 条" in message(one, Language.ZH)


def test_whoever_owns_nothing_leaves_without_a_word(house: Desk) -> None:
    assert found(house.take("# 员工\n| 姓名 | 状态 |\n| 李四 | 离职 |")) == []


def test_the_manager_sees_it_on_the_first_page_until_it_is_done(house: Desk) -> None:
    def page() -> str:
        rounds.write_daily(house.workspace)
        return (house.workspace.folder / "reports" / "index.html").read_text(encoding="utf-8")

    assert "离职" not in page()
    house.take(LEFT.format(state="离职"))
    assert "<bdi>张三：3 条</bdi>" in page()
    house.take(HANDED_OVER)
    assert "离职" not in page()
