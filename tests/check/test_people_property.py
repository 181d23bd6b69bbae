"""Whatever two salespeople send, no record of one is changed by the other through a likeness.

A row of a list that is known again is no likeness: who made a record for somebody else may mend it.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import Desk, desk
from workbook_crm.model.columns import Record
from workbook_crm.model.run import Receipt

STAFF = "# 员工\n| 姓名 | 角色 |\n| 张三 | 销售 |\n| 李四 | 销售 |\n| 赵总 | 主管 |\n"
NAMES = ("王伟", "John Carter", "海田机械设备有限公司", "海田机械设备有限责任公司", "海田")
PHONES = ("13911112222", "13911112223", "13911115522", "13955556666/13911112222", "400-812-3456", "")
ROWS = st.tuples(
    st.sampled_from(NAMES),
    st.sampled_from(PHONES),
    st.sampled_from(("", "张三", "李四")),
    st.sampled_from("AB"),
)
SENDINGS = st.lists(
    st.tuples(
        st.sampled_from(("张三", "李四")),
        st.sampled_from(("客户", "线索")),
        st.lists(ROWS, min_size=1, max_size=3),
    ),
    min_size=2,
    max_size=5,
)
HEADS = {"客户": "客户名称 | 电话 | 负责人 | 级别", "线索": "姓名 | 电话 | 负责人 | 级别"}
LENIENT = '[optional]\nleads = ["source", "phone"]\ncustomers = ["source", "phone"]\n'


@settings(max_examples=40, deadline=None)
@given(SENDINGS)
def test_nobody_changes_anothers_record_by_a_likeness(
    sendings: list[tuple[str, str, list[tuple[str, ...]]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), LENIENT) as at:
        at.take(STAFF)
        first_sent: dict[tuple[str, int], str] = {}
        for nth, (sender, sheet, rows) in enumerate(sendings):
            before = records(at)
            lines = "\n".join(f"| {' | '.join(row)} |" for row in rows)
            receipt = at.take(f"# {sheet}\n| {HEADS[sheet]} |\n{lines}", sender=sender, name=f"{nth}.xlsx")
            after = records(at)
            others = {
                key: each
                for key, each in before.items()
                if owner(each) != sender and first_sent[key] != sender
            }
            assert {key: after[key] for key in others} == others
            first_sent |= dict.fromkeys(after.keys() - before.keys(), sender)
            assert accounted(receipt)


def records(at: Desk) -> dict[tuple[str, int], Record]:
    """Every lead and customer by kind and id."""
    with at.workspace.store.reading() as queries:
        return {
            (kind, each.id): each.record for kind in ("leads", "customers") for each in queries.every(kind)
        }


def owner(record: Record) -> str | None:
    """Whose a record is."""
    return getattr(record, "owner", None)


def accounted(receipt: Receipt) -> bool:
    """Whether every row was taken or held with an error."""
    held = {(each.place.sheet, each.place.row) for each in receipt.findings if each.is_error}
    return all(
        each.held == len([1 for sheet, _row in held if sheet == each.sheet]) for each in receipt.sheets
    )
