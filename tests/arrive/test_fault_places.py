"""Folders, names and stores that stand in the way: nothing is lost for them, and no other file waits for them."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.arrive.office import Office, customer, shop
from workbook_crm.failures import UsageError
from workbook_crm.health import checks_of
from workbook_crm.intake import TakenIn, take_in
from workbook_crm.merge import database
from workbook_crm.model.health import Level
from workbook_crm.model.language import Language
from workbook_crm.model.waiting import in_words
from workbook_crm.watch import Stop, watch


def a_round(office: Office) -> TakenIn:
    with office.opened() as workspace:
        return take_in(workspace, workspace.patience(is_watching=False))


def pdf(nth: int) -> bytes:
    return b"%PDF-1.7\n" + str(nth).encode()


def test_a_person_called_like_our_own_folders(office: Office) -> None:
    for nth, name in enumerate(("claims/一/甲.xlsx", "claims/一/乙.xlsx", "work/claims/x/丙.xlsx")):
        office.drop(name, customer(f"客户{nth}", f"1391234567{nth}"))
    a_round(office)
    assert office.answers() == ["claims/乙.xlsx", "claims/甲.xlsx", "work/丙.xlsx"]
    assert office.count("customers") == 3
    assert office.is_tidy()


def test_a_note_about_the_folder_is_left_alone(office: Office) -> None:
    notes = [office.drop(name, "放在这里".encode()) for name in ("README.txt", "张三/readme.txt")]
    office.drop("notes.txt", b"hello")
    a_round(office)
    assert all(each.exists() for each in notes)
    assert list(office.outcomes()) == ["notes.txt"]


def test_a_held_file_and_its_note_are_called_alike(office: Office) -> None:
    held = office.folder / "held"
    for nth in range(3):
        office.drop("报价.pdf", pdf(nth))
        a_round(office)
    (held / "报价 (2).pdf").unlink()
    office.drop("报价.pdf", pdf(9))
    a_round(office)
    files = {each.name for each in held.iterdir() if each.suffix == ".pdf"}
    notes = {each.name for each in held.iterdir() if each.suffix == ".txt"}
    assert files == {"报价.pdf", "报价 (3).pdf", "报价 (4).pdf"}
    assert notes == {f"{each}.txt" for each in files | {"报价 (2).pdf"}}
    assert [each["file"] for each in office.ask("status")["held"]] == [
        "报价 (3).pdf",
        "报价 (4).pdf",
        "报价.pdf",
    ]


def test_three_hundred_of_one_name_are_held(office: Office) -> None:
    for nth in range(300):
        office.drop(f"{nth}/报价.pdf", pdf(nth))
    assert len(a_round(office).receipts) == 300
    kept = {each.name: each for each in (office.folder / "held").iterdir()}
    assert len(kept) == 600
    assert {kept[each].read_bytes() for each in kept if each.endswith(".pdf")} == set(map(pdf, range(300)))
    assert all(f"{each}.txt" in kept for each in kept if each.endswith(".pdf"))


def test_one_answer_that_cannot_be_put_there_holds_up_no_other(office: Office) -> None:
    a_round(office)
    in_the_way = office.folder / "outbox" / "张三"
    in_the_way.write_text("a file where his folder should be")
    office.drop("张三/店.xlsx", shop())
    office.drop("好.xlsx", customer())
    told = office.run(codes=(4,))
    assert told["undelivered"] == [
        {"path": "outbox/张三/店.xlsx", "message": "a file or folder of the same name is in the way"}
    ]
    assert office.answers() == ["好.xlsx", "张三"]
    assert "Not yet at outbox/张三/店.xlsx" in office.say("run")
    in_the_way.unlink()
    assert office.run()["undelivered"] == []
    assert office.answers() == ["好.xlsx", "张三/店.xlsx"]
    assert office.is_tidy()


def test_an_answer_that_is_open_in_excel_waits(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def refusing(path: Path, target: Path) -> Path:
        if Path(target).parent.name == "outbox":
            raise PermissionError(errno.EACCES, "used by another process")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", refusing)
    office.drop("店.xlsx", shop())
    done = a_round(office)
    assert [each.path for each in done.undelivered] == ["outbox/店.xlsx"]
    assert done.has_failed
    monkeypatch.undo()
    assert a_round(office).undelivered == ()
    assert office.answers() == ["店.xlsx"]


def test_an_inbox_that_is_a_link_to_another_folder(
    office: Office, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.rmtree(office.folder / "inbox")
    os.symlink(elsewhere, office.folder / "inbox")
    office.drop("张三/店.xlsx", shop())
    a_round(office)
    assert office.answers() == ["张三/店.xlsx"]
    assert list(elsewhere.rglob("*.xlsx")) == []


def test_a_store_that_another_program_holds_blocks_the_round_and_loses_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_PRAGMAS", (*database._PRAGMAS, "PRAGMA busy_timeout=200"))
    office.drop("零.xlsx", customer())
    a_round(office)
    for nth in range(20):
        office.drop(f"{nth:02d}.xlsx", customer(f"客户{nth}", f"139{1234567 + nth * 7919:08d}"))
    with closing(sqlite3.connect(office.folder / "workbook_crm.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        done = a_round(office)
        other.execute("ROLLBACK")
    assert done.receipts == []
    assert done.has_failed
    assert {in_words(each, Language.EN) for each in done.waiting} == {
        "disk, network or store failed; is tried again",
        "disk, network or store failed; is tried again: another program holds the store",
    }
    assert len(list((office.folder / "inbox").iterdir())) == 18  # two were under way
    assert len(a_round(office).receipts) == 20
    assert office.count("customers") == 21
    assert office.is_tidy()


def test_a_store_that_is_removed_under_a_watch_ends_it_before_anything_is_written(office: Office) -> None:
    with office.watching() as process:
        office.drop("一.xlsx", customer("甲", "13912345670"))
        office.wait_for(lambda: "一.xlsx" in office.answers())
        office.wait_for(lambda: not list((office.folder / "work" / "claims").iterdir()))
        for each in office.folder.glob("workbook_crm.db*"):
            each.unlink()
        time.sleep(1.2)
        office.drop("二.xlsx", customer("乙", "13912345671"))
        assert process.wait(timeout=20) == 4
    assert not list(office.folder.glob("workbook_crm.db*"))
    assert (office.folder / "inbox" / "二.xlsx").exists()


def test_a_work_folder_that_is_removed_under_a_watch_lets_nobody_else_in(office: Office) -> None:
    with office.watching() as process:
        shutil.rmtree(office.folder / "work")
        office.wait_for(lambda: office.beats_of(process.pid) and (office.folder / "work" / "lock").exists())
        office.wait_for(lambda: office.ask("status")["running"])
        assert "Another process works on this workspace: watch" in office.ask("run", codes=(4,))["said"]
        office.drop("店.xlsx", shop())
        office.wait_for(office.answers)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_a_store_on_a_network_share_is_refused(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_crm.wire.network_of", lambda _folder: "cifs")
    office.drop("店.xlsx", shop())
    with office.opened() as workspace, pytest.raises(UsageError) as refused:
        take_in(workspace, workspace.patience(is_watching=False))
    assert "network file system (cifs)" in refused.value.said(Language.EN)
    assert not (office.folder / "workbook_crm.db").exists()
    with office.opened() as workspace, pytest.raises(UsageError):
        watch(workspace, None, Stop())
    with office.opened() as workspace:
        ill = [each.code for each in checks_of(workspace) if each.level is Level.ILL]
    assert "store-place" in ill


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs leave to become somebody else")
def test_a_folder_that_we_may_not_look_into_is_told_of(office: Office) -> None:
    closed = office.drop("李四/店.xlsx", shop()).parent
    office.drop("张三/店.xlsx", shop())
    closed.chmod(0o700)
    for parent in closed.parents:
        if parent.is_relative_to("/tmp") and parent != Path("/tmp"):
            parent.chmod(0o755)
    with office.opened() as workspace:
        os.seteuid(65534)
        try:
            found = workspace.inbox.files()
        finally:
            os.seteuid(0)
        told = [(each.file, in_words(each, Language.ZH)) for each in workspace.inbox.closed]
    assert [each.relative.as_posix() for each in found] == ["张三/店.xlsx"]
    assert told == [("李四/", "读不了，会一再重试：没有权限，或别的程序正占用它")]
