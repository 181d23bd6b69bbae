"""Faults 9 to 23 and 26 to 30: half files, odd names, things that are no files, files that others hold or replace."""

from __future__ import annotations

import errno
import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.arrive.office import Office, customer, shop
from tests.workbooks import xlsx
from workbook_crm.arrive import folder as folders
from workbook_crm.arrive import moving, opening
from workbook_crm.arrive.patience import Patience
from workbook_crm.arrive.waker import Waker
from workbook_crm.intake import TakenIn, take_in
from workbook_crm.model.language import Language
from workbook_crm.model.settings import Inbox
from workbook_crm.model.waiting import in_words

CSV = "客户名称,电话,来源\n王伟,13912345678,展厅\n".encode()


@dataclass
class Time:
    """Time that passes when the test says so."""

    now_s: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now_s


@dataclass
class Watcher:
    """`watch`, a look at a time."""

    office: Office
    time: Time
    patience: Patience

    def look(self, after_s: float = 0.0) -> TakenIn:
        self.time.now_s += after_s
        with self.office.opened() as workspace:
            return take_in(workspace, self.patience)

    def waits(self, after_s: float = 0.0) -> list[str]:
        return [each.why.value for each in self.look(after_s).waiting]

    def taken(self, after_s: float = 0.0) -> list[str]:
        done = self.look(after_s)
        assert done.waiting == []
        return [each.arrival.file for each in done.receipts]


def patience(office: Office, time: Time, *, is_watching: bool = True) -> Patience:
    limits = Inbox(quiet_s=2, text_quiet_s=10, incomplete_s=600, open_s=900)
    record = office.folder / "work" / "seen.json"
    return Patience(record, limits, 1 << 20, is_watching=is_watching, time_s=time, ticks_s=time)


@pytest.fixture
def watcher(office: Office) -> Watcher:
    """A watch whose time is ours; files are quiet after 2 seconds, text after 10."""
    time = Time()
    return Watcher(office, time, patience(office, time))


def test_row_09_half_copied_and_the_writer_pauses(watcher: Watcher) -> None:
    content = shop()
    file = watcher.office.drop("店.xlsx", content[:3000])
    assert watcher.waits() == ["settling"]
    assert watcher.waits(2.5) == ["copying"]
    assert watcher.waits(30) == ["copying"]
    with file.open("ab") as writer:
        writer.write(content[3000:])
        writer.flush()
        assert watcher.waits() == ["settling"]
        assert watcher.waits(2.5) == ["copying"]  # whole, but its writer has not let go of it
    assert watcher.taken(5) == ["店.xlsx"]


def test_row_09_a_real_slow_copy_under_a_real_watch(office: Office) -> None:
    content = shop()
    with office.watching():
        with (office.folder / "inbox" / "店.xlsx").open("wb") as writer:
            for start in range(0, len(content), len(content) // 4):
                writer.write(content[start : start + len(content) // 4])
                writer.flush()
                time.sleep(0.6)  # twice as long as files have to be quiet
        office.wait_for(office.archived)
    assert office.outcomes() == {"店.xlsx": ["taken"]}
    assert office.archived() == Counter([content])


def test_row_09_incomplete_for_too_long_is_held(watcher: Watcher) -> None:
    watcher.office.drop("半.xlsx", shop()[:3000])
    watcher.look()
    assert watcher.waits(500) == ["copying"]
    restarted = replace(watcher, patience=patience(watcher.office, watcher.time))
    restarted.look()
    done = restarted.look(200)
    assert [[one.rule.code for one in each.findings] for each in done.receipts] == [["incomplete-file"]]
    assert (watcher.office.folder / "held" / "半.xlsx").read_bytes() == shop()[:3000]


def test_row_10_half_copied_already_at_the_start(office: Office) -> None:
    file = office.drop("店.xlsx", shop()[:3000])
    assert office.run()["waiting"] == ["店.xlsx"]
    assert file.exists()
    file.write_bytes(shop())
    assert [each["file"] for each in office.run()["receipts"]] == ["店.xlsx"]


@pytest.mark.parametrize("content", [b"", b"P", b"PK\x03", b"\xd0\xcf\x11"])
def test_row_10_only_the_first_bytes_are_there(office: Office, content: bytes) -> None:
    office.drop("店.xlsx", content)
    assert office.run()["waiting"] == ["店.xlsx"]


def test_row_11_preallocated_with_zeros(watcher: Watcher) -> None:
    content = shop()
    file = watcher.office.drop("店.xlsx", bytes(len(content)))
    watcher.look()
    assert watcher.waits(5) == ["copying"]
    file.write_bytes(content[:2000] + bytes(len(content) - 2000))
    watcher.look()
    assert watcher.waits(5) == ["copying"]
    file.write_bytes(content)
    watcher.look()
    assert watcher.taken(5) == ["店.xlsx"]


def test_row_12_an_old_date_makes_no_file_old(watcher: Watcher) -> None:
    file = watcher.office.drop("店.csv", CSV)
    os.utime(file, (1_000_000, 1_000_000))
    assert watcher.waits() == ["settling"]
    assert watcher.waits(5) == ["settling"]
    assert watcher.taken(6) == ["店.csv"]


def test_row_12_a_clock_that_jumps_makes_no_file_old(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher.office.drop("半.xlsx", shop()[:3000])
    watcher.look()
    watcher.look(5)
    watcher.time.now_s -= 100_000
    restarted = replace(watcher, patience=patience(watcher.office, watcher.time))
    assert restarted.waits() == ["settling"]
    assert restarted.waits(500) == ["copying"]


def test_row_13_open_in_excel(watcher: Watcher) -> None:
    watcher.office.drop("店.xlsx", shop())
    owner = watcher.office.drop("~$店.xlsx", b"\x05Zhang" + bytes(159))
    watcher.look()
    assert watcher.waits(5) == ["open"]
    owner.unlink()
    assert watcher.taken() == ["店.xlsx"]
    assert "~$店.xlsx" not in watcher.office.outcomes()


def test_row_13_an_owner_file_that_a_crash_of_excel_left_behind(watcher: Watcher) -> None:
    watcher.office.drop("店.xlsx", shop())
    watcher.office.drop("~$店.xlsx", b"")
    watcher.look()
    assert watcher.taken(1000) == ["店.xlsx"]


def test_row_14_excel_saves_by_way_of_another_file(watcher: Watcher) -> None:
    file = watcher.office.drop("店.xlsx", customer())
    watcher.look()
    beside = watcher.office.drop("1A2B3C4D", shop())
    assert watcher.waits(0.5) == ["settling"]
    file.unlink()
    assert watcher.look(0.1).waiting == []
    beside.rename(file)
    assert watcher.waits(0.1) == ["settling"]
    assert watcher.taken(5) == ["店.xlsx"]
    assert watcher.office.archived() == Counter([shop()])


def test_row_15_another_program_writes_it(office: Office) -> None:
    with office.drop("店.csv", CSV).open("ab"):
        told = office.run()
    assert [each["reason"] for each in told["waiting_for"]] == ["copying"]
    assert len(office.run()["receipts"]) == 1


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs leave to become somebody else")
def test_row_15_no_leave_to_read_it(watcher: Watcher) -> None:
    file = watcher.office.drop("店.xlsx", shop())
    file.chmod(0o600)
    watcher.look()
    watcher.time.now_s += 5
    with watcher.office.opened() as workspace:
        (found,) = workspace.inbox.files()
        for parent in file.parents:
            if parent.is_relative_to("/tmp") and parent != Path("/tmp"):
                parent.chmod(0o755)
        os.seteuid(65534)
        try:
            why = watcher.patience.why_wait(found)
        finally:
            os.seteuid(0)
    assert why is not None
    assert in_words(why, Language.EN).endswith("again and again: not allowed, or another program has it open")
    assert watcher.taken(70) == ["店.xlsx"]


def test_row_15_sharing_violation_is_tried_again_and_again(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher.office.drop("店.xlsx", shop())
    monkeypatch.setattr(Path, "rename", refusing(Path.rename))
    watcher.look()
    for _ in range(5):
        assert watcher.waits(70) == ["unreadable"]
    monkeypatch.undo()
    assert watcher.taken(70) == ["店.xlsx"]


def refusing(real: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
    def rename(path: Path, target: Path) -> Path:
        if path.parent.name == "inbox":
            raise PermissionError(errno.EACCES, "used by another process")
        return real(path, target)

    return rename


def test_rows_16_and_17_the_same_bytes_again(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    office.drop("店.xlsx", shop())
    office.drop("别名.xlsx", shop())
    told = office.run()["receipts"]
    assert [(each["outcome"], each["of"]) for each in told] == [("duplicate", "R-000001")] * 2
    assert [each["code"] for each in told[0]["findings"]] == ["already-taken"]
    assert (office.answers(), office.count("customers")) == (["店.xlsx"], 2)


def test_row_18_the_same_name_with_new_bytes(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    office.drop("店.xlsx", customer("新客户", "13712345678"))
    assert office.run()["receipts"][0]["answer"] == "outbox/店 (2).xlsx"
    assert office.answers() == ["店 (2).xlsx", "店.xlsx"]


def test_row_19_replaced_between_look_and_claim(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    file = watcher.office.drop("店.xlsx", shop())
    watcher.look()
    real = moving.move_in

    def late(source: Path, *given: object) -> Path | None:
        fresh = source.with_name(".fresh")
        fresh.write_bytes(customer()[:2000])
        fresh.replace(source)
        return real(source, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(folders, "move_in", late)
    assert watcher.look(5).receipts == []
    assert file.read_bytes() == customer()[:2000]
    monkeypatch.undo()
    file.write_bytes(customer())
    watcher.look()
    assert watcher.taken(5) == ["店.xlsx"]
    assert watcher.office.is_tidy()


def test_row_19_written_to_after_the_claim(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    file = watcher.office.drop("店.xlsx", customer())
    watcher.look()
    monkeypatch.setattr("workbook_crm.arrive.patience.is_being_written", lambda _file: False)
    with file.open("rb+") as writer:
        real = folders.ClaimedFile.archive

        def late(claimed: folders.ClaimedFile) -> None:
            writer.write(shop())
            writer.flush()
            real(claimed)

        monkeypatch.setattr(folders.ClaimedFile, "archive", late)
        assert watcher.taken(5) == ["店.xlsx"]
    monkeypatch.undo()
    watcher.look(5)
    assert watcher.office.outcomes() == {"店.xlsx": ["taken", "taken"]}
    assert watcher.office.archived() == Counter([shop()])
    assert watcher.office.is_tidy()


def test_row_20_deleted_before_it_settled(watcher: Watcher) -> None:
    file = watcher.office.drop("店.xlsx", shop())
    assert watcher.waits() == ["settling"]
    file.unlink()
    assert watcher.taken(5) == []
    assert watcher.office.is_tidy()


def test_row_20_deleted_in_the_very_moment(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    file = watcher.office.drop("店.xlsx", shop())
    watcher.look()
    real = moving.move_in

    def late(*given: object) -> Path | None:
        file.unlink()
        return real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(folders, "move_in", late)
    assert watcher.taken(5) == []
    assert watcher.office.is_tidy()


def test_row_23_no_event_ever_comes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from workbook_crm import watch

    monkeypatch.setattr(Waker, "revive", lambda _self: False)
    stop = watch.Stop()
    with office.opened() as workspace:
        looking = threading.Thread(target=watch.watch, args=(workspace, None, stop))
        looking.start()
        try:
            time.sleep(0.3)
            office.drop("店.xlsx", shop())
            office.wait_for(office.answers)
        finally:
            stop.set()
            looking.join()


def test_row_25_the_watch_thread_dies(tmp_path: Path) -> None:
    woken = threading.Event()
    with Waker(tmp_path, woken.set) as waker:
        assert waker.revive()
        assert not waker.revive()
        assert waker._observer is not None
        waker._observer.stop()
        waker._observer.join()
        assert not waker.is_watching
        assert waker.revive()
        (tmp_path / "x").write_bytes(b"x")
        assert woken.wait(5)


def test_row_25_the_watched_folder_is_replaced(tmp_path: Path) -> None:
    woken = threading.Event()
    folder = tmp_path / "inbox"
    folder.mkdir()
    with Waker(folder, woken.set) as waker:
        waker.revive()
        folder.rename(tmp_path / "old")
        folder.mkdir()
        woken.clear()
        assert waker.revive()
        (folder / "x").write_bytes(b"x")
        assert woken.wait(5)


def test_row_26_a_name_that_is_not_utf8(office: Office) -> None:
    office.drop("客户表.xlsx".encode("gbk"), customer())
    office.drop(b"\xff\xfe.xlsx", shop())
    receipts = office.run()["receipts"]
    assert {each["outcome"] for each in receipts} == {"taken"}
    assert "客户表.xlsx" in office.answers()
    assert office.is_tidy()


ODD_NAMES = {
    "CON.xlsx": "_CON.xlsx",
    "com1.test.xlsx": "_com1.test.xlsx",
    "e\u0301.xlsx": "\u00e9.xlsx",
    "a:b?.xlsx": "a_b_.xlsx",
    "line\nbreak.xlsx": "line_break.xlsx",
    "尾点.xlsx.": "尾点.xlsx",
    "ＡＢＣ　１.xlsx": "ＡＢＣ　１.xlsx",
    "=cmd.xlsx": "=cmd.xlsx",
    "长" * 83 + ".xlsx": "长" * 65 + ".xlsx",
}


def test_row_27_odd_names(office: Office) -> None:
    for nth, name in enumerate(ODD_NAMES):
        office.drop(name, customer(f"客户{nth}号", f"139{1234567 + nth * 7919:08d}"))
    receipts = office.run()["receipts"]
    told = {each["file"]: each["answer"].removeprefix("outbox/") for each in receipts}
    assert told == ODD_NAMES
    assert office.answers() == sorted(ODD_NAMES.values())


def test_row_27_a_long_name_that_is_held(office: Office) -> None:
    office.drop("长" * 83 + ".pdf", b"%PDF-1.7\n")
    office.run()
    assert len(list((office.folder / "held").iterdir())) == 2


CONFLICTS = (
    "商机-conflict.xlsx",
    "商机 (Zhang's conflicted copy 2026-11-23).xlsx",
    "商机.sync-conflict-20261123-080000-ABCDEFG.xlsx",
    "商机-NSConflict-zhang.xlsx",
    "商机-DESKTOP-A1B2C3D.xlsx",
    "商机(冲突副本).xlsx",
)
LEFT_ALONE = (
    ".~商机.xlsx",
    "商机.xlsx.tmp",
    "~WRL0001.tmp",
    "商机.xlsx.part",
    "desktop.ini",
    ".DS_Store",
    "a.crdownload",
)


def test_row_28_sync_leftovers(office: Office) -> None:
    for name in (*CONFLICTS, *LEFT_ALONE):
        office.drop(name, customer())
    receipts = office.run()["receipts"]
    assert {each["file"]: each["findings"][0]["code"] for each in receipts} == dict.fromkeys(
        CONFLICTS, "conflict-copy"
    )
    assert sorted(each.name for each in (office.folder / "inbox").iterdir()) == sorted(LEFT_ALONE)
    (office.folder / "inbox" / ".~商机.xlsx").unlink()  # WPS says by it that 商机.xlsx is open
    held = office.folder / "held" / CONFLICTS[0]
    held.rename(office.folder / "inbox" / "商机.xlsx")
    assert [each["outcome"] for each in office.run()["receipts"]] == ["taken"]


def test_row_29_a_placeholder_of_a_file_in_the_cloud(
    watcher: Watcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    watcher.office.drop("店.xlsx", shop())
    real = opening.look_at
    monkeypatch.setattr(folders, "look_at", lambda path: replace(real(path), is_online_only=True))
    watcher.look()
    assert watcher.waits(5) == ["not-downloaded"]
    monkeypatch.undo()
    watcher.look()
    assert watcher.taken(5) == ["店.xlsx"]


def test_row_29_reading_it_fails(watcher: Watcher, monkeypatch: pytest.MonkeyPatch) -> None:
    watcher.office.drop("店.xlsx", shop())
    watcher.office.drop("好.xlsx", customer())
    real = os.open

    def failing(path: Path, *given: int) -> int:
        if str(path).endswith("inbox/店.xlsx"):
            raise OSError(errno.EIO, "the cloud file provider is not running")
        return real(path, *given)

    monkeypatch.setattr("workbook_crm.arrive.opening.os.open", failing)
    watcher.look()
    done = watcher.look(5)
    assert [(each.file, in_words(each, Language.ZH)) for each in done.waiting] == [
        ("店.xlsx", "读不了，会一再重试：磁盘读写出错")
    ]
    assert [each.arrival.file for each in done.receipts] == ["好.xlsx"]
    monkeypatch.undo()
    assert watcher.taken(70) == ["店.xlsx"]


@pytest.mark.skipif(os.name == "nt", reason="none of these exist there")
def test_row_30_what_is_called_a_workbook_and_is_no_file(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.xlsx"
    secret.write_bytes(shop())
    inbox = office.folder / "inbox"
    (inbox / "链接.xlsx").symlink_to(secret)
    (inbox / "断链.xlsx").symlink_to("nowhere")
    os.mkfifo(inbox / "管道.xlsx")
    (inbox / "目录.xlsx").mkdir()
    (inbox / "目录.xlsx" / "里面.xlsx").write_bytes(customer())
    listening = socket.socket(socket.AF_UNIX)
    os.chdir(inbox)
    listening.bind("s.xlsx")
    listening.close()
    receipts = office.run()["receipts"]
    assert {each["file"]: each["findings"][0]["code"] for each in receipts} == dict.fromkeys(
        ("链接.xlsx", "断链.xlsx", "管道.xlsx", "目录.xlsx", "s.xlsx"), "not-a-file"
    )
    assert list(inbox.iterdir()) == []
    assert secret.read_bytes() == shop()
    assert (office.folder / "held" / "链接.xlsx").is_symlink()
    assert (office.folder / "held" / "目录.xlsx" / "里面.xlsx").read_bytes() == customer()
    assert office.is_tidy()


def test_a_folder_that_is_a_link_is_not_followed(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "店.xlsx").write_bytes(shop())
    (office.folder / "inbox" / "张三").symlink_to(elsewhere)
    assert office.run()["receipts"] == []


def test_a_held_file_put_back_after_a_change_of_settings_is_taken(office: Office) -> None:
    content = xlsx("# 客户\n| 客户名称 | 联络号码 | 来源 |\n| 王伟 | 13912345678 | 展厅 |")
    office.drop("客户.pdf", b"%PDF-1.7\n")
    office.drop("客户.xlsx", content)
    with office.watching() as process:
        office.wait_for((office.folder / "held" / "客户.pdf").exists)
        office.wait_for(office.answers)
        settings = office.folder / "workbook_crm.toml"
        settings.write_text(settings.read_text() + '[headers.customers]\nphone = ["联络号码"]\n')
        (office.folder / "held" / "客户.pdf").unlink()
        time.sleep(0.8)
        office.drop("又.xlsx", content + b"")
        office.drop("改.xlsx", xlsx("# 客户\n| 客户名称 | 联络号码 | 来源 |\n| 李雷 | 13912345679 | 展厅 |"))
        office.wait_for(lambda: len(office.answers()) == 2)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0
    last = office.receipts()[-1]
    assert [each.field for each in last.sheets[0].columns] == ["name", "phone", "source"]
