"""A dealership whose senders mean harm: what must come out as text, and as nothing else."""

from __future__ import annotations

from collections.abc import Iterator

RAN = "workbook_crm_ran"
"""What a script of a sender would set."""
ATTACKS = (
    f"<script>window.{RAN}=1</script>",
    f'x"><img src=x onerror="window.{RAN}=2">',
    f"<svg/onload=window.{RAN}=3>",
    f"</td></table></section><iframe srcdoc='<script>parent.{RAN}=4</script>'>",
    f"javascript:window.{RAN}=5//",
    '=HYPERLINK("http://127.0.0.1/","点我")',
    "{{ 7 * 7 }}{% raw %}",
    "</title></style></textarea><!--",
    "😀🇨🇳 " + "长" * 200,
    "ABC שלום عليكم 123",
    "W" * 200,
)


def hostile_shop() -> Iterator[str]:
    """Workbooks, as text, with an attack in every place that a page shows."""
    yield "# 员工\n| 姓名 | 角色 |\n" + "".join(f"| {_cell(each)} | 销售 |\n" for each in ATTACKS)
    yield "# 产品目录\n| 类别 | 产品名称 | 单价 |\n" + "".join(
        f"| 整车 | {_cell(each)} | 100 |\n" for each in ATTACKS
    )
    yield "# 客户\n| 客户名称 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 | 备注 |\n" + "".join(
        f"| {_cell(each)} | 138123456{nth:02d} | {_cell(each)} | A | {_cell(each)} | 2026-11-{10 + nth} | {_cell(each)} |\n"
        for nth, each in enumerate(ATTACKS)
    )
    yield (
        "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 | 预计成交时间 | 下次跟进时间 | 竞争对手 |\n"
        + "".join(
            f"| {_cell(each)} | C-{nth:06d} | 整车 | 商务谈判 | {_cell(each)} | 2026-11-01 | 2026-11-20 | {_cell(each)} |\n"
            for nth, each in enumerate(ATTACKS, 1)
        )
        + "\n# 商机产品\n| 商机 | 产品 | 数量 |\n"
        + "".join(f"| {_cell(each)} | {_cell(each)} | 2 |\n" for each in ATTACKS)
    )
    yield "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进计划 | 下次跟进时间 |\n" + "".join(
        f"| C-{nth:06d} | 2026-11-{nth:02d} | 电话 | {_cell(each)} | {_cell(each)} | 2026-11-21 |\n"
        for nth, each in enumerate(ATTACKS, 1)
    )
    yield "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n" + "".join(
        f"| {_cell(each)} | 139123456{nth:02d} | 展厅 | {_cell(each)} | |\n"
        for nth, each in enumerate(ATTACKS)
    )


def _cell(text: str) -> str:
    """As a cell of a table that is written as text; the reader of these tables parts cells at bars."""
    return text.replace("|", "/").replace("\n", " ")
