"""Six lists of houses that keep them in their own way: one answer filled in and sent back, and all is in."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.desk import Desk, found
from tests.merge.test_cure import questions, replied
from workbook_crm.model.run import Outcome


class Case(NamedTuple):
    """One list, what its sender answers, what is known then, and what is another in the next week."""

    file: str
    sender: str | None
    text: str
    replies: dict[str, str]
    number: str
    values: dict[str, Any]
    contacts: tuple[str, ...] = ()
    week: tuple[tuple[str, str], ...] = ()


CASES = {
    "showroom": Case(
        "展厅来访1120.xlsx",
        "张三",
        "# 2026年来访\n| 日期 | 客户姓名 | 联系电话 | 拟购车型 | 顾问备忘 | 孩子上学 | 客户心情 |\n"
        "| 2026-11-20 | 李雷 | 13712345671 | 蓝途轻卡 | 价格再谈 | 小学 | 不错 |\n"
        "| 2026-11-21 | 韩梅 | 13712345672 | 蓝途重卡 | 等年底 | 无 | 一般 |\n",
        {
            "顾问备忘": "备注",
            "孩子上学": "不用（原样留着）",
            "客户心情": "不用（原样留着）",
        },
        "L-000001",
        {"name": "李雷", "model": "蓝途轻卡", "remark": "价格再谈"},
        week=(("李雷", "王芳"), ("671", "673")),
    ),
    "portal": Case(
        "汽车之家1120.xlsx",
        None,
        "# Sheet1\n| 姓名 | 手机 | 车系 | 线索标签 | 城市圈 |\n| 王伟 | 13812345671 | 蓝途轻卡 | 热 | 华东 |\n"
        "| 周敏 | 13812345672 | 蓝途重卡 | 冷 | 华南 |\n",
        {"来源": "汽车之家", "负责人": "张三", "城市圈": "地区", "线索标签": "备注"},
        "L-000001",
        {"source": "汽车之家", "owner": "张三", "region": "华东", "remark": "热"},
        week=(("王伟", "孙丽"), ("671", "673")),
    ),
    "projects": Case(
        "项目跟踪1120.xlsx",
        "李四",
        "# 项目\n| 项目名称 | 客户单位 | 预计签约 | 金额估计 | 项目状态 | 内部评价 |\n"
        "| 宏达叉车采购 | 宏达物流有限公司 | 2026-12-20 | 200000 | 在谈 | 有戏 |\n"
        "| 海田更新 | 海田机械有限公司 | 2026-12-31 | 150000 | 搁置了 | 难 |\n"
        "| 远航新购 | 远航物流有限公司 | 2027-01-10 | 90000 | 搁置了 | 有戏 |\n",
        {"内部评价": "备注", "项目状态/搁置了": "中止"},
        "O-000002",
        {"state": "paused", "remark": "难"},
        week=(("海田更新 | 海田机械有限公司", "青山搬迁 | 青山建材有限公司"),),
    ),
    "old customers": Case(
        "老客户1120.xlsx",
        "张三",
        "# 表1\n| 东家 | 电话本 | 上门情况 |\n| 宏达物流 | 13912345671 | 上月去过，要两台 |\n"
        "| 海田机械 | 13912345672 | 没人接待 |\n",
        {"表1": "客户", "东家": "客户名称", "电话本": "电话", "上门情况": "跟进内容"},
        "C-000001",
        {"name": "宏达物流", "phone": "13912345671"},
        ("上月去过，要两台",),
        (("宏达物流", "远航物流"), ("671", "673")),
    ),
    "dealers abroad": Case(
        "dealers 1120.xlsx",
        "Ann",
        "# Sheet1\n| Company | Contact no. | Buyer mood | Remarks from rep | Stage of talk |\n"
        "| Alpha Ltd | 202-555-0147 | hot | call in May | quoted |\n"
        "| Beta Inc | 202-555-0148 | cold | lost interest | none |\n",
        {
            "Sheet1": "Customers",
            "Buyer mood": "Not used (keep as it is)",
            "Remarks from rep": "Remark",
            "Stage of talk": "Not used (keep as it is)",
        },
        "C-000001",
        {"name": "Alpha Ltd", "remark": "call in May"},
        week=(("Alpha", "Gamma"), ("0147", "0149")),
    ),
    "parts": Case(
        "零件价1120.xlsx",
        None,
        "# Sheet1\n| 东西 | 卖价 | 存放处 |\n| 机油滤芯 | 35 | A1 |\n| 实心轮胎 | 680 | B2 |\n",
        {"Sheet1": "产品目录", "东西": "产品名称", "存放处": "备注"},
        "",
        {"product": "机油滤芯", "remark": "A1"},
        week=(("机油滤芯", "空气滤芯"),),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_one_answer_is_enough(empty_desk: Desk, case: Case) -> None:
    first = empty_desk.take(case.text, sender=case.sender, name=case.file)
    back = replied(empty_desk.answer(first), case.replies)
    second = empty_desk.take(back, sender=case.sender, name=case.file)
    (sheet,) = second.sheets
    assert (second.outcome, sheet.held) == (Outcome.TAKEN, 0), found(second)
    assert sheet.new + sheet.changed + sheet.unchanged == case.text.count("\n") - 2
    values = _values(empty_desk, case.number, sheet.kind)
    assert {name: values[name] for name in case.values} == case.values
    if case.contacts:
        told = [each["content"] for each in empty_desk.show(case.number)["follow_ups"]]
        assert tuple(told) == case.contacts


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_the_next_week_is_read_without_a_question_asked_twice(empty_desk: Desk, case: Case) -> None:
    first = empty_desk.take(case.text, sender=case.sender, name=case.file)
    back = replied(empty_desk.answer(first), case.replies)
    empty_desk.take(back, sender=case.sender, name=case.file)
    week = case.text
    for old, new in case.week:
        week = week.replace(old, new)
    third = empty_desk.take(week, sender=case.sender, name=case.file.replace("1120", "1127"))
    (sheet,) = third.sheets
    assert (sheet.new, sheet.held) == (1, 0), found(third)
    told = {name: row[4] for name, row in questions(empty_desk.answer(third)).items()}
    assert {name: told[name] for name in case.replies} == case.replies


def _values(shop: Desk, number: str, kind: str) -> dict[str, Any]:
    if number:
        return dict(shop.show(number)["values"])
    with shop.workspace.store.reading() as queries:
        record: Any = queries.every(kind)[0].record
    return {name: getattr(record, name) for name in ("product", "remark")}
