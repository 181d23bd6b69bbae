"""Faults 6, 7, 8 and 24, and renames across file systems: full disks and shares that come and go. Mounts for real."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tests.arrive.office import Office, can_mount, customer, mount, mounted, shop, unmount
from workbook_crm import intake
from workbook_crm.arrive import moving
from workbook_crm.intake import TakenIn, take_in
from workbook_crm.model.waiting import Why

pytestmark = pytest.mark.skipif(not can_mount(), reason="needs leave to mount")

ALL_BYTES = 4 << 20


def a_round(office: Office) -> TakenIn:
    with office.opened() as workspace:
        return take_in(workspace, workspace.patience(is_watching=False))


def fill_up(folder: Path, left_bytes: int) -> Path:
    """A file that leaves so much room on the disk."""
    import shutil

    filler = folder / "filler"
    filler.write_bytes(bytes(max(0, shutil.disk_usage(folder).free - left_bytes)))
    return filler


def test_row_06_disk_full_during_intake(tmp_path: Path) -> None:
    with mounted(tmp_path / "w"):
        office = Office(tmp_path / "w")
        file = office.drop("店.xlsx", shop())
        filler = fill_up(office.folder, 300 << 10)
        told = office.run(codes=(4,))
        assert told["waiting"] == ["店.xlsx"]
        assert told["waiting_for"][0]["reason"] == "no-room"
        assert (file.exists(), told["receipts"]) == (True, [])
        filler.unlink()
        assert [each["outcome"] for each in office.run()["receipts"]] == ["taken"]


@pytest.mark.parametrize("left_kb", [0, 8, 16, 24, 32, 48, 64, 96, 160, 256, 400])
def test_rows_07_and_08_disk_full_at_every_later_stage(
    tmp_path: Path, left_kb: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "_ROOM_BYTES", -ALL_BYTES * 10)  # begin although there is no room
    monkeypatch.setattr(intake, "_PAUSE_S", 0)
    with mounted(tmp_path / "w"):
        office = Office(tmp_path / "w")
        office.drop("先.xlsx", customer("甲", "13912345670"))
        a_round(office)  # the store is there
        office.drop("店.xlsx", shop())
        filler = fill_up(office.folder, left_kb << 10)
        try:
            done = a_round(office)
        except OperationalError:  # not even the store can be opened: `run` says so and ends with 4
            done = TakenIn()
            assert list((office.folder / "inbox").iterdir()) != []
        assert not done.bug_reports
        if done.waiting:
            assert {each.why for each in done.waiting} <= {Why.NO_ROOM, Why.FAILED}
            assert office.answers() == ["先.xlsx"]
            assert list((office.folder / "work" / "parcels").iterdir()) == []
        filler.unlink()
        a_round(office)
        assert office.outcomes() == {"先.xlsx": ["taken"], "店.xlsx": ["taken"]}
        assert office.answers() == ["先.xlsx", "店.xlsx"]
        assert office.is_tidy()
        assert office.ask("doctor", codes=(0, 4))["checks"]


@pytest.fixture
def share(tmp_path: Path) -> Office:
    """A workspace whose inbox and outbox are mounted."""
    for name in ("inbox", "outbox"):
        (tmp_path / name).mkdir()
        mount(tmp_path / name)
    return Office(tmp_path)


@pytest.fixture(autouse=True)
def unmounted(tmp_path: Path) -> object:
    yield
    for name in ("inbox", "outbox"):
        unmount(tmp_path / name)


def test_a_rename_across_file_systems_is_a_copy_that_is_checked(share: Office) -> None:
    file = share.drop("张三/店.xlsx", shop())
    assert [each["answer"] for each in share.run()["receipts"]] == ["outbox/张三/店.xlsx"]
    assert not file.exists()
    assert share.archived().total() == 1
    assert share.is_tidy()


@pytest.mark.parametrize(("point", "when"), [("_copy", "after"), ("finish_crossing", "before")])
def test_killed_between_the_copy_and_the_removal(share: Office, point: str, when: str) -> None:
    file = share.drop("店.xlsx", shop())
    share.die_at(f"workbook_crm.arrive.moving:{point}", when)
    assert file.exists()
    share.run()
    assert share.outcomes() == {"店.xlsx": ["taken"]}
    assert not file.exists()
    assert share.is_tidy()


def test_what_was_replaced_during_the_copy_stays(share: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    file = share.drop("店.xlsx", shop())
    real = moving._copy

    def slow(source: Path, copy: Path) -> bool:
        is_same = real(source, copy)
        file.write_bytes(customer())
        return is_same

    monkeypatch.setattr(moving, "_copy", slow)
    assert a_round(share).receipts == []
    assert file.read_bytes() == customer()
    monkeypatch.undo()
    a_round(share)
    assert share.count("customers") == 1
    assert share.is_tidy()


def test_row_24_a_share_that_vanishes_for_a_minute(share: Office) -> None:
    share.drop("一.xlsx", customer())
    share.run()
    held_back = share.folder / "inbox" / "二.xlsx"
    held_back.write_bytes(customer("甲", "13912345670")[:2000])
    unmount(share.folder / "inbox")
    (share.folder / "inbox" / "本地.xlsx").write_bytes(shop())
    assert share.run(codes=(4,))["reachable"] is False
    assert share.ask("status")["inbox"]["reachable"] is False
    ill = [each for each in share.ask("doctor", codes=(4,))["checks"] if each["level"] == "ill"]
    assert [each["message"] for each in ill] == [
        "inbox cannot be reached or written to: the disk or share that it lies on is not there"
    ]
    (share.folder / "inbox" / "本地.xlsx").unlink()
    mount(share.folder / "inbox")
    assert share.run()["receipts"] == []
    assert share.outcomes() == {"一.xlsx": ["taken"]}


def test_answers_wait_for_a_share_that_is_gone(share: Office) -> None:
    share.drop("一.xlsx", customer())
    share.run()
    unmount(share.folder / "outbox")
    share.drop("二.xlsx", shop())
    share.ask("run", codes=(0, 1, 4))
    assert share.answers() == []
    assert share.ask("status")["undelivered"] == 1
    share.drop("二.xlsx", customer("甲", "13912345670"))
    share.ask("run", codes=(0, 1, 4))
    mount(share.folder / "outbox")
    share.run()
    assert share.answers() == ["二 (2).xlsx", "二.xlsx"]
    assert [each.answer for each in share.receipts()[1:]] == ["outbox/二.xlsx", "outbox/二 (2).xlsx"]


def test_a_sentinel_says_whether_the_share_is_there(office: Office) -> None:
    (office.folder / "workbook_crm.toml").write_text('[inbox]\nsentinel = ".mounted"\n')
    office.drop("店.xlsx", shop())
    office.ask("run", codes=(4,))
    office.drop(".mounted", b"")
    assert len(office.run()["receipts"]) == 1
