"""One newest answer a list: it lies under the list's own name, the ones before it in a folder of their own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.desk import Desk
from workbook_crm.model.run import Receipt, SheetReceipt
from workbook_crm.pipeline import hand_out
from workbook_crm.send.newest import earlier_path, replaced_by
from workbook_crm.wire import open_workspace

LIST = """
# 客户
| 客户名称 | 电话 | 来源 |
| 恒丰仓储有限公司 | 13700001111 | 展厅 |
| {} | 13700002222 | 展厅 |
"""


def outbox(shop: Desk) -> list[str]:
    folder = shop.workspace.folder / "outbox"
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def receipt_of(shop: Desk, number: str) -> Receipt:
    with shop.workspace.store.reading() as queries:
        found = queries.receipt(number)
    assert found is not None
    return found


def test_the_newest_answer_to_a_list_bears_its_name_and_the_one_before_moves(shop: Desk) -> None:
    first = shop.take(LIST.format(""), sender="张三", name="客户表.xlsx")
    before = shop.answer(first)
    second = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    third = shop.take(LIST.format("赵小朋"), sender="张三", name="客户表.xlsx")
    assert second.answer == third.answer == "outbox/张三/客户表.xlsx"
    assert [each for each in outbox(shop) if "客户表" in each] == [
        f"张三/earlier/客户表 {first.id}.xlsx", f"张三/earlier/客户表 {second.id}.xlsx", "张三/客户表.xlsx",
    ]  # fmt: skip
    moved = receipt_of(shop, first.id)
    assert moved.answer == f"outbox/张三/earlier/客户表 {first.id}.xlsx"
    assert shop.answer(moved) == before


def test_the_receipt_of_a_duplicate_follows_too(shop: Desk) -> None:
    first = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    again = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    shop.take(LIST.format("赵小朋"), sender="张三", name="客户表.xlsx")
    assert receipt_of(shop, again.id).answer == receipt_of(shop, first.id).answer != first.answer


def test_another_list_of_the_same_name_stands_beside_it_and_has_a_newest_of_its_own(shop: Desk) -> None:
    shop.take(LIST.format("赵小明"), name="客户表.xlsx")
    other = LIST.replace("恒丰仓储有限公司 | 13700001111", "四海物流有限公司 | 13700003333").replace(
        "2222", "4444"
    )
    second = shop.take(other.format("钱小红"), name="客户表.xlsx")
    assert second.answer == "outbox/客户表 (2).xlsx"
    third = shop.take(other.format("钱小虹"), name="客户表.xlsx")
    assert third.answer == "outbox/客户表 (2).xlsx"
    assert receipt_of(shop, second.id).answer == f"outbox/earlier/客户表 (2) {second.id}.xlsx"


def test_a_list_of_which_nothing_was_taken_is_known_by_its_sheets(shop: Desk) -> None:
    held = "# 客户\n| 客户名称 | 来源 | 级别 |\n| {} | 展厅 | A |"
    first = shop.take(held.format(""), name="客户表.xlsx")
    assert first.is_all_held
    assert shop.take(held.format("赵小明"), name="客户表.xlsx").answer == first.answer


@pytest.mark.parametrize("sender", [None, "李四"])
def test_the_same_list_of_somebody_else_is_answered_in_his_own_folder(shop: Desk, sender: str | None) -> None:
    first = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    second = shop.take(LIST.format("赵小朋"), sender=sender, name="客户表.xlsx")
    assert second.answer != first.answer
    assert receipt_of(shop, first.id).answer == first.answer


def test_an_answer_that_is_open_moves_in_a_later_round(shop: Desk) -> None:
    first = shop.take(LIST.format(""), sender="张三", name="客户表.xlsx")
    place = shop.workspace.folder / "outbox" / "张三"
    before, lock = shop.answer(first), place / "~$客户表.xlsx"
    lock.touch()
    second = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    assert (place / "客户表.xlsx").read_bytes() == before
    waiting = [each.path for each in shop.workspace.outbox.undelivered]
    assert waiting == [f"outbox/张三/earlier/客户表 {first.id}.xlsx", "outbox/张三/客户表.xlsx"]
    third = shop.take(LIST.format("赵小朋"), sender="张三", name="客户表.xlsx")
    assert (place / "客户表.xlsx").read_bytes() == before
    lock.unlink()
    hand_out(shop.workspace.edges)
    assert shop.workspace.outbox.undelivered == ()
    assert shop.answer(receipt_of(shop, first.id)) == before
    assert {each for each in outbox(shop) if "客户表" in each} == {
        f"张三/earlier/客户表 {first.id}.xlsx", f"张三/earlier/客户表 {second.id}.xlsx", "张三/客户表.xlsx",
    }  # fmt: skip
    assert shop.answer(third) != shop.answer(receipt_of(shop, second.id))


def test_an_owner_file_that_a_crash_left_holds_up_nothing(shop: Desk) -> None:
    shop.take(LIST.format(""), sender="张三", name="客户表.xlsx")
    lock = shop.workspace.folder / "outbox" / "张三" / "~$客户表.xlsx"
    lock.touch()
    os.utime(lock, (0, 0))
    shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    assert shop.workspace.outbox.undelivered == ()


def test_handing_out_twice_moves_nothing_twice(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a crash between the moves and the note that they were made."""
    first = shop.take(LIST.format(""), sender="张三", name="客户表.xlsx")
    monkeypatch.setattr(shop.workspace.store, "handed_out", lambda _parcels: None)
    second = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    newest, files = shop.answer(second), outbox(shop)
    assert len(shop.workspace.store.parcels()) == 2
    with open_workspace(shop.workspace.folder) as later:
        hand_out(later.edges)
    assert outbox(shop) == files
    assert shop.answer(second) == newest != shop.answer(receipt_of(shop, first.id))


def test_an_answer_that_somebody_took_away_is_not_missed(shop: Desk) -> None:
    first = shop.take(LIST.format(""), sender="张三", name="客户表.xlsx")
    (shop.workspace.folder / str(first.answer)).unlink()
    second = shop.take(LIST.format("赵小明"), sender="张三", name="客户表.xlsx")
    assert second.answer == "outbox/张三/客户表.xlsx"
    assert shop.answer(second)


def test_what_a_person_laid_there_himself_stays(shop: Desk) -> None:
    mine = shop.workspace.folder / "outbox" / "张三" / "客户表.xlsx"
    mine.parent.mkdir(parents=True)
    mine.write_bytes(b"mine")
    assert (
        shop.take(LIST.format(""), sender="张三", name="客户表.xlsx").answer == "outbox/张三/客户表 (2).xlsx"
    )
    assert mine.read_bytes() == b"mine"


def a_receipt(answer: str | None, *, sheet: str = "客户", new: int = 0, known: int = 0) -> Receipt:
    from tests.desk import NOW
    from workbook_crm.model.run import Arrival, Outcome

    counts = SheetReceipt(sheet, "customers", 1, new + known, new, 0, known, 0, 0, 0, ())
    return Receipt(
        "R-000001", Arrival("t", "客户.xlsx", None, NOW, ""), Outcome.TAKEN, answer, sheets=(counts,)
    )


@pytest.mark.parametrize(
    ("before", "now", "is_replaced"),
    [
        (a_receipt("outbox/客户.xlsx", new=2), a_receipt(None, new=1, known=1), True),
        (a_receipt("outbox/客户 (2).xlsx", new=2), a_receipt(None, known=1), True),
        (a_receipt("outbox/客户.xlsx", new=2), a_receipt(None, new=2), False),
        (a_receipt("outbox/客户.xlsx"), a_receipt(None, new=2), True),
        (a_receipt("outbox/客户.xlsx", new=2), a_receipt(None), True),
        (a_receipt("outbox/客户.xlsx", sheet="别的", new=2), a_receipt(None, known=2), False),
        (a_receipt("outbox/earlier/客户 R-000001.xlsx", new=2), a_receipt(None, known=2), False),
        (a_receipt("outbox/客户2.xlsx", new=2), a_receipt(None, known=2), False),
        (a_receipt("outbox/张三/客户.xlsx", new=2), a_receipt(None, known=2), False),
        (a_receipt(None, new=2), a_receipt(None, known=2), False),
    ],
)
def test_which_answer_makes_room(before: Receipt, now: Receipt, is_replaced: bool) -> None:
    assert (replaced_by(now, "outbox/客户.xlsx", [before]) is before) == is_replaced


def test_an_earlier_answer_is_called_after_its_receipt() -> None:
    assert (
        earlier_path("outbox/张三/客户 (2).xlsm", "R-000012") == "outbox/张三/earlier/客户 (2) R-000012.xlsm"
    )
    assert Path(earlier_path("outbox/表.xlsx", "R-000001")).parent.name == "earlier"
