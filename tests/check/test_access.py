"""Whose records somebody may change: a table of role, act and outcome, each cell a test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import joined
from workbook_crm.model.access import Access, Refusal, access_of
from workbook_crm.model.records import StaffMember

STAFF = """
# 员工
| 姓名 | 角色 | 团队 | 状态 |
| 王总 | 主管 | 一组 | |
| 马总 | 主管 | 二组 | |
| 孙总 | 主管 | | |
| 小周 | 内勤 | | |
| 张三 | 销售 | 一组 | |
| 李四 | 销售 | 一组 | |
| 周五 | 销售 | 一组 | |
| 赵六 | 销售 | 二组 | |
| 钱七 | 销售 | 一组 | 停用 |
"""
RECORDS = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 单价 |
| FD30 | 整车 | 内燃叉车 | 1000 |
# 客户
| 客户名称 | 电话 | 来源 | 级别 | 负责人 |
| 恒丰仓储 | 13911112222 | 展厅 | B | 张三 |
| 无主物流 | 13911113333 | 展厅 | B | |
| 老钱客户 | 13911114444 | 展厅 | B | 钱七 |
# 线索
| 姓名 | 电话 | 来源 | 级别 | 负责人 |
| 陈磊 | 13500001525 | 展厅 | B | 张三 |
# 商机
| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 | 协作人 |
| 恒丰叉车 | 恒丰仓储 | 整车 | 初步接触 | 张三 | 李四 30% |
# 商机产品
| 商机 | 产品 | 数量 |
| 恒丰叉车 | 内燃叉车 | 2 |
"""
ACTS = {
    "customer": "# 客户\n| 客户编号 | 级别 |\n| C-000001 | A |",
    "lead": "# 线索\n| 线索编号 | 级别 |\n| L-000001 | A |",
    "kept": "# 客户\n| 客户编号 | 级别 | 颜色偏好 |\n| C-000001 | B | 红 |",
    "stage": "# 商机\n| 商机编号 | 阶段 |\n| O-000001 | 需求确认 |",
    "state": "# 商机\n| 商机编号 | 状态 |\n| O-000001 | 中止 |",
    "line": "# 商机产品\n| 商机 | 产品 | 数量 |\n| O-000001 | 内燃叉车 | 3 |",
    "new line": "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| O-000001 | 内燃叉车 | 加长 | 1 |",
    "owner": "# 客户\n| 客户编号 | 负责人 |\n| C-000001 | 李四 |",
    "follow-up": (
        "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| C-000001 | 2026-11-22 10:00 | 电话 | 报价已发 |"
    ),
    "nobody's": "# 客户\n| 客户编号 | 级别 |\n| C-000002 | A |",
    "leaver's": "# 客户\n| 客户编号 | 级别 |\n| C-000003 | A |",
    "untouched": "# 客户\n| 客户编号 | 客户名称 | 级别 |\n| C-000001 | 恒丰仓储 | B |",
    "new": "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 |\n| 新客 | 13911119999 | 展厅 | 张三 |",
}
SETTINGS = 'access = "{}"\n[merge]\nfirst_sending = "set"\n'
FIELDS = ("customer", "lead", "kept", "stage", "state")
YES, NO, UNKNOWN, LEFT, GIVEN, TAKEN = (
    "", "not-yours", "sender-not-known", "sender-has-left", "owner-by-manager", "followed-for-another",
)  # fmt: skip


def outcomes(fields: str, lines: str, owner: str, follow_up: str) -> dict[str, str]:
    return {
        **dict.fromkeys(FIELDS, fields),
        "line": lines,
        "new line": lines,
        "owner": owner,
        "follow-up": follow_up,
        "nobody's": YES,
        "untouched": YES,
        "new": YES,
    }


TABLE: dict[tuple[str, str | None], dict[str, str]] = {
    ("own", "张三"): outcomes(YES, YES, GIVEN, YES) | {"leaver's": NO},
    ("own", "李四"): outcomes(NO, YES, NO, TAKEN),
    ("own", "周五"): outcomes(NO, NO, NO, TAKEN),
    ("own", "赵六"): outcomes(NO, NO, NO, TAKEN),
    ("own", "外人"): outcomes(NO, NO, NO, TAKEN),
    ("own", "王总"): outcomes(YES, YES, YES, YES) | {"leaver's": YES},
    ("own", "马总"): outcomes(NO, NO, NO, TAKEN),
    ("own", "孙总"): outcomes(YES, YES, YES, YES),
    ("own", "小周"): outcomes(YES, YES, YES, YES) | {"leaver's": YES},
    ("own", "主管"): outcomes(YES, YES, YES, YES),
    ("own", "内勤"): outcomes(YES, YES, YES, YES),
    ("own", "钱七"): outcomes(LEFT, LEFT, LEFT, YES) | {"leaver's": LEFT},
    ("own", None): outcomes(UNKNOWN, UNKNOWN, UNKNOWN, YES) | {"leaver's": UNKNOWN},
    ("team", "周五"): outcomes(YES, YES, GIVEN, YES),
    ("team", "赵六"): outcomes(NO, NO, NO, TAKEN),
    ("open", "赵六"): outcomes(YES, YES, YES, YES),
    ("open", None): outcomes(YES, YES, YES, YES),
}


@pytest.fixture(scope="module", params=["own", "team", "open"])
def house(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Desk]]:
    """A dealership with two teams, whose records nobody changes: each act is a dry run."""
    with desk(tmp_path_factory.mktemp(request.param), SETTINGS.format(request.param)) as made:
        made.take(joined(STAFF, RECORDS), name="店.xlsx")
        yield request.param, made


OWN, OF_OTHERS = {NO, UNKNOWN, LEFT, GIVEN}, {TAKEN}
ALLOWED = {"untouched": "unchanged", "new": "new", "new line": "new", "follow-up": "new"}


@pytest.mark.parametrize("act", ACTS)
def test_who_may_do_what(act: str, house: tuple[str, Desk]) -> None:
    mode, at = house
    for (asked, sender), row in TABLE.items():
        if asked != mode or act not in row:
            continue
        receipt = at.check(ACTS[act], sender=sender)
        told = [each for each in found(receipt) if each.split()[-1] in OWN | OF_OTHERS]
        code = row[act]
        assert [each.split()[-1] for each in told] == ([code] if code else []), (sender, found(receipt))
        (sheet,) = receipt.sheets
        rows = {key for key, count in counts(receipt, sheet.sheet).items() if count}
        assert rows == ({"held"} if code in OWN else {ALLOWED.get(act, "changed")}), (sender, rows)


def member(name: str, role: str = "sales", team: str | None = None, state: str | None = None) -> StaffMember:
    return StaffMember(name=name, role=role, team=team, state=state)


def test_nobody_makes_himself_a_manager(tmp_path: Path) -> None:
    with desk(tmp_path, SETTINGS.format("own")) as house:
        house.take(joined(STAFF, RECORDS), name="店.xlsx")
        own = "# 员工\n| 姓名 | 角色 |\n| 李四 | 主管 |\n" + ACTS["customer"]
        assert [each.split()[-1] for each in found(house.take(own, sender="李四"))] == [
            "not-yours-to-change",
            NO,
        ]


def test_who_one_is_the_door_says_not_the_owner_column(tmp_path: Path) -> None:
    """An outsider who writes 张三 into the owner's column acts as himself."""
    with desk(tmp_path, SETTINGS.format("own")) as house:
        house.take(joined(STAFF, RECORDS), name="店.xlsx")
        text = "# 客户\n| 客户编号 | 级别 | 负责人 |\n| C-000001 | A | 张三 |"
        assert found(house.take(text, sender="外人")) == [f"error 客户!B2 {NO}"]
        assert house.show("C-000001")["values"]["level"] == "B"


def test_what_is_refused_names_number_owner_and_column(tmp_path: Path) -> None:
    with desk(tmp_path, SETTINGS.format("own")) as house:
        house.take(joined(STAFF, RECORDS), name="店.xlsx")
        (said,) = [each for each in house.take(ACTS["customer"], sender="李四").findings if each.is_error]
        facts = dict(said.facts)
        assert (facts["number"], facts["owner"], facts["who"]) == ("C-000001", "张三", "李四")
        assert str(said.place) == "客户!B2"


@pytest.mark.parametrize(
    ("who", "owner", "refused"),
    [
        ("张 三", "张三", None), ("张三", " 张三", None), ("zhang san", "Zhang San", None),
        ("李四", "不在表上的人", Refusal.NOT_OWN), ("王总", "不在表上的人", None),
        (None, "张三", Refusal.NOT_KNOWN), (None, None, None), ("李四", "", None),
    ],
)  # fmt: skip
def test_names_are_compared_as_everywhere(
    who: str | None, owner: str | None, refused: Refusal | None
) -> None:
    access: Access = access_of([member("王总", "manager", "一组"), member("张三"), member("李四")], "own")
    assert access.refusal(who, owner) is refused
