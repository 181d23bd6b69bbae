"""The files of one round settle what they refer to together, whatever their names and order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.desk import Desk, desk
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm.intake import TakenIn, take_in
from workbook_crm.model.sheets import SHEET_OF

CASES = Path(__file__).parents[3] / "shared" / "cases" / "failing"
CUSTOMER = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 海田机械 | 13711112222 | 展厅 |"
DEAL = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 海田两台 | 海田机械 | 整车 |"
LINE = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 海田两台 | 内燃叉车 | 3吨 | 2 |"
CALL = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| 海田机械 | 2026-11-20 | 电话 | 报价已发 |"


def round_of(at: Desk, files: Mapping[str, str]) -> TakenIn:
    """One round with these files, by their paths in the inbox."""
    for name, text in files.items():
        path = at.workspace.folder / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(xlsx(text))
    return take_in(at.workspace, at.workspace.patience(is_watching=False))


def state(at: Desk) -> Any:
    """All that the shop knows of the customer, without the history."""
    customer = {name: value for name, value in at.show("C-000003").items() if name != "history"}
    return customer, at.show("O-000003")["lines"], at.show("O-000003")["values"]


@pytest.mark.parametrize("order", list(permutations((CUSTOMER, DEAL, LINE, CALL))))
def test_a_drop_in_any_order_gives_the_same(shop: Desk, order: Sequence[str]) -> None:
    done = round_of(shop, {f"{nth}.xlsx": text for nth, text in enumerate(order)})
    assert [sum(sheet.held for sheet in each.sheets) for each in done.receipts] == [0] * 4
    assert all(not each.settled for each in done.receipts)  # no answer is written twice
    (customer, lines, deal) = state(shop)
    assert [each["content"] for each in customer["follow_ups"]] == ["报价已发"]
    assert (len(lines), str(deal["amount"]), deal["customer"]) == (1, "176000.00", "C-000003")
    assert sorted(each.name for each in (shop.workspace.folder / "outbox").glob("?.xlsx")) == [
        "0.xlsx", "1.xlsx", "2.xlsx", "3.xlsx", "店.xlsx",
    ]  # fmt: skip
    assert list((shop.workspace.folder / "work" / "claims").iterdir()) == []


def test_what_nobody_brings_is_made_or_rejected_in_the_same_round(shop: Desk) -> None:
    other = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 甲 | 13711113333 | 展厅 |"
    numbered = CALL.replace("海田机械", "KH-20260103")
    done = round_of(shop, {"a.xlsx": CALL, "b.xlsx": other, "c.xlsx": numbered})
    fates = {each.arrival.file: (each.sheets[0].held, dict(each.sheets[0].made)) for each in done.receipts}
    assert fates == {"b.xlsx": (0, {}), "a.xlsx": (0, {"leads": 1}), "c.xlsx": (1, {})}


def test_files_of_one_sender_keep_their_order(shop: Desk) -> None:
    level = "# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 王伟 | 13912345678 | 展厅 | {} |"
    files = {
        "主管/1.xlsx": joined(level.format("C"), CALL),
        "主管/2.xlsx": level.format("A"),
        "李四/3.xlsx": CUSTOMER,
    }
    done = round_of(shop, files)
    assert [each.arrival.file for each in done.receipts] == ["3.xlsx", "1.xlsx", "2.xlsx"]
    assert shop.show("C-000002")["values"]["level"] == "A"


def test_a_lone_file_is_not_put_off(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_crm.put_off.Round.next", None)
    (receipt,) = round_of(shop, {"a.xlsx": CALL}).receipts
    assert receipt.sheets[0].made == {"leads": 1}


def test_what_was_put_off_when_we_died_is_taken_in_the_next_round(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        round_of(shop, {"店.xlsx": joined(*SHOP.values())})
        for name, text in (("a.xlsx", CALL), ("b.xlsx", CUSTOMER)):
            (tmp_path / "inbox" / name).write_bytes(xlsx(text))
        for found in shop.workspace.inbox.files():
            shop.workspace.inbox.claim(found)
        done = round_of(shop, {})
    assert sorted(each.arrival.file for each in done.receipts) == ["a.xlsx", "b.xlsx"]
    with desk(tmp_path) as shop:
        assert len(shop.show("C-000003")["follow_ups"]) == 1


PIECES = (
    "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 侧面叉车 | 150000 |",
    CUSTOMER,
    "# 客户\n| 客户名称 | 电话 | 来源 |\n| 宏达物流 | 13711114444 | 展厅 |",
    DEAL,
    "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 宏达一台 | 宏达物流 | 整车 |",
    "# 商机产品\n| 商机 | 产品 | 数量 |\n| 海田两台 | 侧面叉车 | 2 |",
    "# 商机产品\n| 商机 | 产品 | 数量 |\n| 宏达一台 | 侧面叉车 | 1 |",
    CALL,
    CALL.replace("海田机械", "宏达一台"),
)


def shown(at: Desk) -> dict[str, list[str]]:
    """All records with names in the place of numbers, which are given in the order of coming."""
    with at.workspace.store.reading() as queries:
        kinds = ("catalog", "customers", "opportunities", "opportunity_lines", "follow_ups")
        found = {kind: [each.record for each in queries.every(kind)] for kind in kinds}
    names = {each.number: each.name for kind in ("customers", "opportunities") for each in found[kind]}

    def told(kind: str, record: Any) -> str:
        values = {field: getattr(record, field) for field in SHEET_OF[kind].by_field if field != "item"}
        return repr({field: names.get(value, value) for field, value in values.items()})

    return {kind: sorted(told(kind, each) for each in found[kind]) for kind in kinds}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_split_in_any_order_over_some_rounds_gives_the_same(seed: int) -> None:
    random = Random(seed)
    order = random.sample(range(len(PIECES)), len(PIECES))
    rounds = [random.randrange(3) for _ in PIECES]
    with TemporaryDirectory() as folder, desk(Path(folder)) as at:
        for nth in range(3):
            files = {
                f"{rank}.xlsx": PIECES[piece] for rank, piece in enumerate(order) if rounds[piece] == nth
            }
            round_of(at, files)
        split = shown(at)
    with TemporaryDirectory() as folder, desk(Path(folder)) as at:
        round_of(at, {"全.xlsx": joined(*_merged(PIECES))})
        assert split == shown(at)


def _merged(pieces: Sequence[str]) -> list[str]:
    """Pieces as sheets of one workbook, each with all its rows."""
    sheets: dict[str, list[str]] = {}
    for piece in pieces:
        name, header, *rows = piece.split("\n")
        sheets.setdefault(name, [header]).extend(rows)
    return ["\n".join((name, *rows)) for name, rows in sheets.items()]


@pytest.mark.skipif(not CASES.is_dir(), reason="the shared cases are not here")
@pytest.mark.parametrize("names", [("A_跟进.xlsx", "B_客户.xlsx"), ("B_客户.xlsx", "A_跟进.xlsx")])
def test_the_shared_case(empty_desk: Desk, names: Sequence[str]) -> None:
    for nth, name in enumerate(names):
        (empty_desk.workspace.folder / "inbox" / f"{nth}.xlsx").write_bytes((CASES / name).read_bytes())
    done = take_in(empty_desk.workspace, empty_desk.workspace.patience(is_watching=False))
    assert [sum(sheet.held for sheet in each.sheets) for each in done.receipts] == [0, 0]
    assert len(empty_desk.show("C-000001")["follow_ups"]) == 1
