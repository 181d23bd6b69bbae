"""One list sent for three weeks as it grows: no record is doubled, no edit is lost."""

from __future__ import annotations

import random
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from tests.desk import Desk, desk

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
SLIPS = {"采购": "釆购", "经理": "经里", "设备": "没备", "物流": "物硫"}
CUSTOMERS = [f"{name}氏物流设备有限公司" for name in "甲乙丙丁"]
HEAD = "# 商机\n| 商机名称 | 客户 | 意向产品 | 客户预算 | 备注 |\n"


class AList(RuleBasedStateMachine):
    """A list of deals in the hands of one salesperson."""

    def __init__(self) -> None:
        super().__init__()
        self._closing = ExitStack()
        self.rows: list[dict[str, Any]] = []
        self.sent: set[int] = set()
        self.made = 0
        self.sendings = 0
        self.absent: set[int] = set()

    @initialize()
    def open_house(self) -> None:
        folder = self._closing.enter_context(tempfile.TemporaryDirectory())
        self.house: Desk = self._closing.enter_context(desk(Path(folder)))
        rows = "\n".join(f"| {name} | 1391234567{n} | 展会 |" for n, name in enumerate(CUSTOMERS))
        self.house.take("# 客户\n| 客户名称 | 电话 | 来源 |\n" + rows, name="客户.xlsx")
        for _ in range(4):
            self._add(0, is_slip=False)
        self._send("商机", [])

    def _add(self, at: int, *, is_slip: bool) -> None:
        self.made += 1
        mark = SURNAMES[self.made % len(SURNAMES)] + SURNAMES[self.made // len(SURNAMES)]
        name = f"{mark}经理{'釆购' if is_slip else '采购'}叉车设备"
        row = {"key": self.made, "name": name, "customer": CUSTOMERS[self.made % 4]}
        self.rows.insert(at, row | {"budget": 10_000 + self.made, "remark": f"第{self.made}"})

    @rule(at=st.integers(0, 40), is_slip=st.booleans())
    def insert(self, at: int, is_slip: bool) -> None:
        self._add(min(at, len(self.rows)), is_slip=is_slip)

    @rule(
        seed=st.integers(0, 99),
        change=st.sampled_from(["edit", "mend", "move"]),
        name=st.sampled_from("一二"),
    )
    def change_and_send(self, seed: int, change: str, name: str) -> None:
        """At most one change a row between two sendings, as a week has it."""
        chance = random.Random(seed)
        sent = [row for row in self.rows if row["key"] in self.sent - self.absent]
        for row in chance.sample(sent, min(len(sent), 2)):
            if change == "edit":
                row["budget"] += 100_000
            elif change == "mend":
                wrong = next(((bad, good) for good, bad in SLIPS.items() if bad in row["name"]), None)
                bad, good = wrong or ("采购", "釆购")
                row["name"] = row["name"].replace(bad, good)
            else:
                row["customer"] = chance.choice(CUSTOMERS)
        self._send("商机" if change != "edit" else name, [])

    @rule(seed=st.integers(0, 99))
    def sort_and_send(self, seed: int) -> None:
        random.Random(seed).shuffle(self.rows)
        self._send("排序", [])

    @precondition(lambda self: len(self.rows) > 4)
    @rule(at=st.integers(0, 40))
    def leave_one_out(self, at: int) -> None:
        """A row is missing once, and comes back the next time as it was."""
        self._send("少一行", [at % len(self.rows)])

    def _send(self, name: str, without: list[int]) -> None:
        rows = [row for nth, row in enumerate(self.rows) if nth not in without]
        text = "\n".join(
            f"| {r['name']} | {r['customer']} | 整车 | {r['budget']} | {r['remark']} |" for r in rows
        )
        self.sendings += 1  # whoever saves a workbook again has other bytes: the same ones are an old copy
        saved = f"\n# 说明\n| 第{self.sendings}次 |"
        self.house.take(HEAD + text + saved, sender="张三", name=f"{name}.xlsx")
        self.absent = {self.rows[nth]["key"] for nth in without}
        for row in rows:
            self.sent.add(row["key"])
            row["stored"] = (row["name"], row["budget"], row["customer"])
        with self.house.workspace.store.reading() as queries:
            numbers = {each.record.number: each.record.name for each in queries.every("customers")}
            deals = [
                (each.record.name, each.record.budget, numbers[each.record.customer])
                for each in queries.every("opportunities")
            ]
        expected = [row["stored"] for row in self.rows if "stored" in row]
        assert sorted(deals) == sorted(expected)

    def teardown(self) -> None:
        self._closing.close()


AList.TestCase.settings = settings(max_examples=12, stateful_step_count=12, deadline=None, derandomize=True)
TestAList = AList.TestCase
