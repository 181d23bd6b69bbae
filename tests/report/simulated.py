"""A dealership of many months as a list of rows sent: what each workbook said, on which day, of which record.

Nothing here knows of our code: rows are sent as text, and judged by `oracle` from this list alone.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

FIRST = date(2025, 6, 2)
PEOPLE = {"张三": "一组", "李四": "一组", "王五": "二组", "Ann Lee": ""}
STAGES = {"接触": ("50%", 60), "报价": ("80%", 30), "签约": ("90%", 30)}
LEVELS = {"H": 7, "A": 15, "B": 30, "C": 60}
SOURCES = ("展会", "到店", "转介绍")
PRODUCTS = {
    ("整车", "叉车", "3吨"): (88_000, 80_000),
    ("整车", "叉车", "5吨"): (139_000, 130_000),
    ("配件", "轮胎", ""): (680, 0),
    ("租赁", "叉车月租", "3吨"): (4_200, 3_900),
}
_MOVES = {
    "洽谈中": ("洽谈中", "洽谈中", "洽谈中", "赢单", "输单", "中止", "终止"),
    "中止": ("洽谈中", "中止", "赢单", "输单", "终止"),
    "输单": ("输单", "输单", "洽谈中"),
    "赢单": ("赢单",),
    "终止": ("终止",),
}
_NEEDED = ("姓名", "客户名称", "商机名称", "电话", "来源", "客户", "意向产品")


@dataclass(frozen=True)
class Sent:
    """One row of one workbook; a field that is not in it was left blank."""

    day: date
    sheet: str
    key: str
    cells: dict[str, str]


@dataclass
class Simulation:
    """What was sent so far, and what the simulated people believe."""

    chance: random.Random
    rows: list[Sent] = field(default_factory=list)
    leads: dict[str, str] = field(default_factory=dict)
    customers: list[str] = field(default_factory=list)
    deals: dict[str, str] = field(default_factory=dict)

    needed: dict[str, dict[str, str]] = field(default_factory=dict)
    """By record what each of its rows repeats: by these cells it is known again."""

    def send(self, day: date, sheet: str, key: str, **cells: str) -> None:
        """Notes one row."""
        told = self.needed.get(key, {}) | {name: cell for name, cell in cells.items() if cell}
        self.needed.setdefault(key, {name: told[name] for name in told if name in _NEEDED})
        self.rows.append(Sent(day, sheet, key, told))

    def maybe(self, share: float) -> bool:
        """True so often."""
        return self.chance.random() < share

    def some(self, of: Iterable[str]) -> str:
        """One of them."""
        return self.chance.choice(list(of))


def simulate(seed: int, days: int, every: int) -> list[Sent]:
    """All rows that were sent on every so many days."""
    sim = Simulation(random.Random(seed))
    for at in range(0, days, every):
        day = FIRST + timedelta(days=at)
        for step in (_leads, _customers, _deals, _follow_ups):
            step(sim, day)
    return sim.rows


def _leads(sim: Simulation, day: date) -> None:
    for name in [name for name, state in sim.leads.items() if state in ("新", "跟进中") and sim.maybe(0.15)]:
        state = sim.some(("跟进中", "已转客户", "无效"))
        sim.leads[name] = state
        why = "没有预算" if state == "无效" else ""
        sim.send(day, "线索", name, 姓名=name, 状态=state, 无效原因=why, 级别=_level(sim, 0.3))
    for _ in range(sim.chance.randint(0, 2)):
        name = f"线索{len(sim.leads) + 1:03d}"
        sim.leads[name] = sim.some(("新", "新", "跟进中", "已转客户"))
        sim.send(
            day, "线索", name, 姓名=name, 电话=f"137{len(sim.leads):08d}", 来源=sim.some(SOURCES),
            状态=sim.leads[name], 级别=_level(sim, 0.8), 负责人=sim.some(PEOPLE),
        )  # fmt: skip


def _customers(sim: Simulation, day: date) -> None:
    for name in [name for name in sim.customers if sim.maybe(0.06)]:
        invalid = sim.maybe(0.1)
        sim.send(
            day, "客户", name, 客户名称=name, 级别="清空" if sim.maybe(0.1) else _level(sim, 0.8),
            负责人=sim.some(PEOPLE) if sim.maybe(0.1) else "",
            状态="无效" if invalid else "", 无效原因="停业" if invalid else "",
        )  # fmt: skip
    for _ in range(sim.chance.randint(0, 2)):
        name = f"客户{len(sim.customers) + 1:03d}公司"
        sim.customers.append(name)
        sim.send(
            day, "客户", name, 客户名称=name, 电话=f"138{len(sim.customers):08d}", 来源=sim.some(SOURCES),
            级别=_level(sim, 0.8), 负责人=sim.some(PEOPLE),
        )  # fmt: skip


def _level(sim: Simulation, share: float) -> str:
    return sim.some(LEVELS) if sim.maybe(share) else ""


def _deals(sim: Simulation, day: date) -> None:
    for name in [name for name in sim.deals if sim.maybe(0.2)]:
        sim.deals[name] = sim.some(_MOVES[sim.deals[name]])
        sim.send(
            day, "商机", name, 商机名称=name, 阶段=sim.some(STAGES) if sim.maybe(0.7) else "",
            负责人=sim.some(PEOPLE) if sim.maybe(0.1) else "", 预计成交时间=_soon(sim, day, 0.2),
            **_state(sim, sim.deals[name]),
        )  # fmt: skip
    for _ in range(sim.chance.randint(0, 3) if sim.customers else 0):
        _new_deal(sim, day, f"商机{len(sim.deals) + 1:03d}")


def _new_deal(sim: Simulation, day: date, name: str) -> None:
    sim.deals[name] = sim.some(("洽谈中", "洽谈中", "洽谈中", "赢单", "输单"))
    first, second = sim.chance.sample(list(PEOPLE), 2)
    sim.send(
        day, "商机", name, 商机名称=name, 客户=sim.some(sim.customers), 意向产品="整车",
        阶段=sim.some(STAGES) if sim.maybe(0.95) else "", 负责人=first if sim.maybe(0.9) else "",
        协作人=f"{second} {sim.chance.choice((10, 30, 50))}%" if sim.maybe(0.2) else "",
        来源=sim.some(SOURCES) if sim.maybe(0.3) else "", 预计成交时间=_soon(sim, day, 0.8),
        成交概率=f"{sim.chance.choice((10, 60, 90))}%" if sim.maybe(0.2) else "",
        商机金额=str(sim.chance.randint(1, 900) * 100) if sim.maybe(0.3) else "", **_state(sim, sim.deals[name]),
    )  # fmt: skip
    for nth in range(sim.chance.choice((0, 1, 1, 2))):
        _line(sim, day, name, list(PRODUCTS)[(len(sim.deals) + nth) % len(PRODUCTS)])


def _line(sim: Simulation, day: date, deal: str, item: tuple[str, str, str]) -> None:
    kind, product, spec = item
    sim.send(
        day, "商机产品", f"{deal} {product} {spec}", 商机=deal, 产品=product, 规格=spec,
        数量=str(sim.chance.randint(1, 5)), 租期=str(sim.chance.randint(1, 12)) if kind == "租赁" else "",
        单价=str(sim.chance.randint(70, 100) * PRODUCTS[item][0] // 100) if sim.maybe(0.3) else "",
        优惠率=f"{sim.chance.randint(1, 15)}%" if sim.maybe(0.4) else "",
    )  # fmt: skip


def _state(sim: Simulation, state: str) -> dict[str, str]:
    cells = {"状态": state}
    if state in ("赢单", "输单"):
        cells["总结"] = "谈完了"
    if state == "输单":
        cells |= {"输单原因": sim.some(("价格", "交期")), "竞争对手": sim.some(("甲厂", "乙厂"))}
    return cells


def _soon(sim: Simulation, day: date, share: float) -> str:
    return (day + timedelta(days=sim.chance.randint(-20, 120))).isoformat() if sim.maybe(share) else ""


def _follow_ups(sim: Simulation, day: date) -> None:
    subjects = [*sim.deals, *sim.customers, *sim.leads]
    for name in sim.chance.sample(subjects, min(len(subjects), sim.chance.randint(0, 6))):
        when = day - timedelta(days=sim.chance.randint(0, 3))
        after = when + timedelta(days=sim.chance.randint(0, 25))
        sim.send(
            day, "跟进记录", f"{name} {when}", 对象=name, 跟进时间=when.isoformat(), 跟进方式="电话",
            跟进内容=f"谈了{len(sim.rows)}", 下次跟进时间=after.isoformat() if sim.maybe(0.6) else "",
            跟进人=sim.some(PEOPLE) if sim.maybe(0.7) else "",
        )  # fmt: skip


def workbooks(rows: list[Sent]) -> Iterator[tuple[date, str]]:
    """(day, workbook as text) of each day on which something was sent; what the manager keeps comes first.

    People keep their lists: a sheet has every row that it ever had, with what was last written into each cell.
    """
    yield FIRST, _manager()
    lists: dict[str, dict[str, dict[str, str]]] = {}
    for day in dict.fromkeys(each.day for each in rows):
        here = [each for each in rows if each.day == day]
        for each in here:
            cells = lists.setdefault(each.sheet, {}).setdefault(each.key, {})
            cells |= {column: cell for column, cell in each.cells.items() if cell}
        sheets = dict.fromkeys(each.sheet for each in here)
        yield day, "\n".join(_sheet(name, list(lists[name].values())) for name in sheets)


def _sheet(name: str, rows: list[dict[str, str]]) -> str:
    columns = list(dict.fromkeys(column for cells in rows for column in cells))
    lines = [columns, *([cells.get(column, "") for column in columns] for cells in rows)]
    return "\n".join((f"# {name}", *(f"| {' | '.join(line)} |" for line in lines)))


def _manager() -> str:
    choices = [
        {"列表": "阶段", "值": stage, "顺序": str(nth), "成交概率": rate, "停留天数": str(days)}
        for nth, (stage, (rate, days)) in enumerate(STAGES.items(), 1)
    ]
    choices += [
        {"列表": "级别", "值": level, "顺序": str(nth), "跟进间隔": str(days)}
        for nth, (level, days) in enumerate(LEVELS.items(), 1)
    ]
    staff = [{"姓名": name, "团队": team, "角色": "销售"} for name, team in PEOPLE.items()]
    catalog = [
        {"类别": kind, "产品名称": product, "规格": spec, "单价": str(price), "底价": str(floor) if floor else "",
         "计价周期": "月" if kind == "租赁" else ""}
        for (kind, product, spec), (price, floor) in PRODUCTS.items()
    ]  # fmt: skip
    return "\n".join((_sheet("字典", choices), _sheet("员工", staff), _sheet("产品目录", catalog)))
