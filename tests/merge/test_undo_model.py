"""Histories of a few people, some of their imports undone: in any order, and back again, always the same."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, desk
from tests.merge.test_undo import state, undo
from tests.workbooks import SHOP, joined

SEEDS = range(6)
CUSTOMERS = ("上海远航物流有限公司", "王伟")


def sheets(rng: random.Random) -> str:
    """One workbook of somebody's: people, contacts, deals or lines."""
    name = rng.choice(CUSTOMERS)
    number = rng.randrange(4)
    kinds = {
        "people": f"# 客户\n| 客户名称 | 电话 | 级别 | 颜色 |\n| 客户{number} | 1390000000{number} | {rng.choice('HAB')} | {rng.choice('白蓝红')} |",
        "known": f"# 客户\n| 客户名称 | 级别 | 备注 |\n| {name} | {rng.choice('HABC')} | 记{rng.randrange(9)} |",
        "deals": f"# 商机\n| 商机名称 | 客户 | 阶段 |\n| 商机{number} | {name} | {rng.choice(('需求确认', '方案报价', '商务谈判'))} |",
        "lines": f"# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 电动叉车 | {rng.choice(('1.5吨', '2吨'))} | {rng.randrange(1, 5)} |",
        "contacts": f"# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
        f"| {rng.choice((*CUSTOMERS, '远航三台叉车'))} | 2026-11-{rng.randrange(10, 23)} | 电话 | 事{rng.randrange(99)} | 2026-12-{rng.randrange(10, 28)} |",
    }
    return kinds[rng.choice(list(kinds))]


def history(house: Desk, rng: random.Random, count: int) -> list[str]:
    """Takes workbooks in; the receipts that can be undone."""
    house.take(joined(*SHOP.values()), name="店.xlsx")
    receipts = [
        house.take(sheets(rng), name=f"{nth}.xlsx", sender=rng.choice((None, "张三"))) for nth in range(count)
    ]
    return [each.id for each in receipts if each.outcome == "taken"]


@pytest.mark.parametrize("seed", SEEDS)
def test_imports_undone_in_any_order_leave_the_same(tmp_path: Path, seed: int) -> None:
    left: list[dict[str, Any]] = []
    for order in range(3):
        rng = random.Random(seed)
        with tempfile.TemporaryDirectory(dir=tmp_path) as folder, desk(Path(folder)) as house:
            receipts = history(house, rng, 10)
            gone = rng.sample(receipts, min(4, len(receipts)))
            random.Random(order).shuffle(gone)
            for each in gone:
                undo(house, each)
            left.append(state(house))
    assert left[0] == left[1] == left[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_undos_undone_leave_what_was(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed + 100)
    with desk(tmp_path) as house:
        receipts = history(house, rng, 10)
        before = state(house)
        undos = [undo(house, each).receipt.id for each in rng.sample(receipts, min(3, len(receipts)))]
        rng.shuffle(undos)
        for each in undos:
            undo(house, each)
        assert state(house) == before
