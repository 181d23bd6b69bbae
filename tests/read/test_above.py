"""Labels above a table: what they say, all its rows have."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.desk import counts, desk, found
from workbook_crm.read.labels_above import is_of_labels, labels_above

QUOTATION = """
# 报价单
| 报 价 单 | | | | | |
| 客户： | 苏州恒力纸品有限公司 | | 日期： | 2026-10-20 | |
| 联系人： | 王经理 13900000301 | | 报价人： | 赵工 | |
| 序号 | 品名 | 规格型号 | 数量 | 单价 | 金额 |
| 1 | 内燃叉车 | CPCD30 | 2 | 88000 | 176000 |
| 2 | 侧移器 | | 2 | 3500 | 7000 |
| 合计 | | | | | 183000 |
"""


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ["客户：鑫顺快递有限公司   日期：2026-11-03   销售：刘强"],
            {"customer": "鑫顺快递有限公司", "day": "2026-11-03", "person": "刘强"},
        ),
        (["客户：鑫顺快递 日期：2026-11-03"], {"customer": "鑫顺快递", "day": "2026-11-03"}),
        (["11月意向客户登记表（销售：刘强）"], {"person": "刘强"}),
        (["客 户：", "恒力", "", "日 期：", 46330.0], {"customer": "恒力", "day": 46330.0}),
        (["客户 Customer：某某（上海）有限公司"], {"customer": "某某（上海）有限公司"}),
        (
            ["Customer: Acme, Ltd  Date: 5 Nov 2026", "", "Prepared by:", "Lucy"],
            {"customer": "Acme, Ltd", "day": "5 Nov 2026", "person": "Lucy"},
        ),
        (
            ["客户", "恒力纸品有限公司", "日期", "2026-11-03"],
            {"customer": "恒力纸品有限公司", "day": "2026-11-03"},
        ),
        (["客户", "", "跟进", "内容"], {}),  # groups over columns
        (["客户", "车辆", "日期", "次数"], {}),
        (["客户：", "日期：", "2026-11-03"], {"day": "2026-11-03"}),  # left blank
        (["单位：元（含税）"], {}),
    ],
)
def test_labels_are_parted_from_what_they_ask_for(cells: Sequence[object], said: dict[str, Any]) -> None:
    assert {each.role: each.value for each in labels_above([cells], 0, 1) if each.role} == said


def test_the_label_nearest_to_the_table_counts() -> None:
    rows = [["销售：刘强"], ["销售：王芳"], ["姓名"]]
    assert [each.value for each in labels_above(rows, 0, 2)] == ["王芳"]
    assert labels_above(rows, 2, 2) == ()


def test_a_row_of_labels_is_no_record() -> None:
    assert is_of_labels(["客户：恒力", "", "日期：2026-11-03"])
    assert not is_of_labels(["恒力", "备注：周三来", "3", "=1"])


def test_a_quotation_goes_in_whole(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        receipt = at.take(QUOTATION)
        assert counts(receipt, "报价单") == {"new": 2, "subtotal": 1}
        deal, customer = at.show("O-000001"), at.show("C-000001")
        assert deal["values"]["name"] == "苏州恒力纸品有限公司 报价 2026-10-20"
        assert (deal["values"]["owner"], deal["values"]["customer"]) == ("赵工", "C-000001")
        assert deal["values"]["amount"] == 183000
        assert [each["product"] for each in deal["lines"]] == ["内燃叉车", "侧移器"]
        assert customer["values"]["phone"] == "13900000301"
        said = found(receipt)
        assert "note 报价单!B2 above-table" in said
        assert "note 报价单!E3 above-table" in said
        assert "warning 报价单!B5 product-as-written" in said
        columns = {each.header: (each.cell, each.field) for each in receipt.sheets[0].columns}
        assert columns["商机"] == ("B2", "opportunity")  # the cell that tells it is credited


def test_a_quotation_that_comes_again_edits_its_lines(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        at.take(QUOTATION)
        again = at.take(QUOTATION.replace("| 3500 |", "| 3600 |").replace("7000", "7200"))
        assert counts(again, "报价单") == {"changed": 1, "unchanged": 1, "subtotal": 1}
        assert (at.count("opportunities"), at.count("customers"), at.count("opportunity_lines")) == (1, 1, 2)


def test_a_product_that_is_like_one_of_the_catalog_is_still_asked_about(tmp_path: Path) -> None:
    catalog = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 内燃叉车三吨 | CPCD30 | 88000 |\n"
    with desk(tmp_path) as at:
        at.take(catalog, name="目录.xlsx")
        receipt = at.take(QUOTATION.replace("内燃叉车", "内燃叉车二吨").replace("CPCD30", "K3"))
        assert "error 报价单!B5 unknown-product" in found(receipt)
        assert "warning 报价单!B6 product-as-written" in found(receipt)


def test_lines_without_a_price_wait_for_the_catalog(tmp_path: Path) -> None:
    with desk(tmp_path) as at:
        receipt = at.take(QUOTATION.replace("| 3500 | 7000 |", "| | |"))
        assert "error 报价单!B6 unknown-product" in found(receipt)


def test_lines_of_a_table_without_labels_wait_as_before(tmp_path: Path) -> None:
    lines = "# 商机产品\n| 商机 | 客户 | 产品 | 数量 | 单价 |\n| 恒力采购 | 恒力纸品有限公司 | 侧移器 | 2 | 3500 |\n"
    with desk(tmp_path) as at:
        assert "error 商机产品!C2 unknown-product" in found(at.take(lines))


def test_two_quotations_of_one_sheet_are_two_deals(tmp_path: Path) -> None:
    second = (
        QUOTATION.split("\n", 2)[2]
        .replace("苏州恒力纸品有限公司", "太仓永盛物流有限公司")
        .replace("0301", "0303")
    )
    with desk(tmp_path) as at:
        receipt = at.take(QUOTATION + "\n" + second)
        assert not [each for each in found(receipt) if each.startswith("error")]
        assert (at.count("opportunities"), at.count("customers"), at.count("opportunity_lines")) == (2, 2, 4)
        assert len(at.show("O-000002")["lines"]) == 2


def test_a_column_of_the_table_goes_before_the_label(tmp_path: Path) -> None:
    text = """
# 客户
| 客户登记表（销售：刘强） | | |
| 客户名称 | 电话 | 负责人 |
| 王伟 | 13912345678 | 张三 |
"""
    with desk(tmp_path) as at:
        receipt = at.take(text)
        assert at.show("C-000001")["values"]["owner"] == "张三"
        assert "note 客户!A1 above-not-used" in found(receipt)


def test_the_person_in_a_title_looks_after_all_rows(tmp_path: Path) -> None:
    text = """
# 客户
| 客户登记表（销售：刘强） | | |
| 客户名称 | 电话 | 来源 |
| 王伟 | 13912345678 | 展厅 |
| 李雷 | 13712345678 | 网络 |
| | | |
"""
    with desk(tmp_path) as at:
        receipt = at.take(text)
        assert [at.show(f"C-00000{n}")["values"]["owner"] for n in (1, 2)] == ["刘强", "刘强"]
        assert "note 客户!A1 above-table" in found(receipt)


def test_visits_of_a_week_have_their_person_and_day(tmp_path: Path) -> None:
    text = """
# 拜访
| 本周拜访 销售：王芳 日期：2026-11-20 | | |
| 客户 | 谈了什么 | 下次跟进 |
| 临安合作社 | 看了两台皮卡 | 2026-11-25 |
"""
    with desk(tmp_path) as at:
        receipt = at.take(text)
        assert counts(receipt, "拜访")["new"] == 1
        (visit,) = at.show("L-000001")["follow_ups"]
        assert (visit["by"], str(visit["time"])[:10]) == ("王芳", "2026-11-20")


def test_a_day_that_is_none_holds_no_row(tmp_path: Path) -> None:
    text = """
# 拜访
| 销售：王芳 | 日期：第三周 | |
| 客户 | 谈了什么 | 下次跟进 |
| 临安合作社 | 看了两台皮卡 | 2026-11-25 |
"""
    with desk(tmp_path) as at:
        receipt = at.take(text)
        assert counts(receipt, "拜访")["new"] == 1
        assert "note 拜访!B1 above-not-used" in found(receipt)
