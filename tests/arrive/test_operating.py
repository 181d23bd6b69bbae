"""What those see and do who keep it running: status, doctor, log, backup, restore, what is kept for how long."""

from __future__ import annotations

import json
import os
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from tests.arrive.office import Office, customer, shop
from tests.desk import NOW, StoppedClock
from workbook_crm import rounds
from workbook_crm.arrive.shares import file_system_of
from workbook_crm.health import _unreadable, checks_of
from workbook_crm.intake import take_in
from workbook_crm.model.health import Level
from workbook_crm.wire import Workspace


def take(workspace: Workspace) -> None:
    take_in(workspace, workspace.patience(is_watching=False))


def ill(office: Office) -> dict[str, str]:
    """The checks of a doctor that are not well, with their advice."""
    with office.opened() as workspace:
        return {
            each.code: each.advice(workspace.settings.language)
            for each in checks_of(workspace)
            if each.level is Level.ILL
        }


def test_status_says_what_waits_and_what_is_held(office: Office) -> None:
    office.drop("报价.pdf", b"%PDF-1.7\n")
    office.drop("店.xlsx", shop())
    office.run()
    office.drop("半.xlsx", shop()[:3000])
    told = office.ask("status")
    assert told["running"] is None
    assert told["inbox"] == {"reachable": True, "files": 1}
    assert [(each["file"], each["reason"]) for each in told["waiting"]] == [("半.xlsx", "copying")]
    assert [each["file"] for each in told["held"]] == ["报价.pdf"]
    assert told["held"][0]["reason"].startswith("This is a PDF file")
    assert told["last_receipt"] == "R-000002"


def test_status_and_doctor_speak_to_people_and_change_nothing(office: Office) -> None:
    office.run()
    before = {each: each.stat().st_mtime_ns for each in office.folder.rglob("*") if each.is_file()}
    for command, words in (("status", "Nothing is running"), ("doctor", "Keep workbook-crm watch running")):
        assert words in office.say(command)
    assert {each: each.stat().st_mtime_ns for each in office.folder.rglob("*") if each.is_file()} == before


def test_a_doctor_finds_nothing_where_nothing_is_wrong(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    told = office.ask("doctor", codes=(0,))
    assert told["well"]
    assert [each["check"] for each in told["checks"] if each["level"] == "note"] == ["running"]


def test_a_doctor_finds_a_clock_that_was_set_back(office: Office) -> None:
    with office.opened() as workspace:
        workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=400))
        office.drop("店.xlsx", shop())
        take(workspace)
        workspace.__dict__["clock"] = StoppedClock(NOW)
        codes = [each.code for each in checks_of(workspace) if each.level is Level.ILL]
    assert codes == ["clock"]


def test_a_doctor_finds_a_damaged_store(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    store = office.folder / "workbook_crm.db"
    content = bytearray(store.read_bytes())
    content[8192:40960] = os.urandom(32768)
    store.write_bytes(content)
    assert "restore" in ill(office)["store"]


def test_a_doctor_finds_what_was_left_half_done(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.die_at("workbook_crm.pipeline:decide")
    assert list(ill(office)) == ["left-over"]


def test_a_doctor_finds_little_room(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbook_crm.health.LITTLE_ROOM_BYTES", 1 << 60)
    assert list(ill(office)) == ["room"]


def test_a_store_on_a_share_is_advised_against(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\n//server/s {tmp_path} cifs rw 0 0\n")
    assert file_system_of(tmp_path / "w", mounts) == "cifs"
    assert file_system_of(Path("/"), mounts) == "ext4"


def test_unreadable_settings_are_explained(office: Office) -> None:
    (office.folder / "workbook_crm.toml").write_text("[inbox]\nquiet = 1\n")
    assert "inbox.quiet" in office.ask("doctor", codes=(2,))["said"]


def test_a_watch_outlives_settings_that_cannot_be_read(office: Office) -> None:
    with office.watching():
        (office.folder / "workbook_crm.toml").write_text("[inbox\n")
        office.drop("店.xlsx", shop())
        office.wait_for(office.answers)


def test_the_log_is_one_line_an_event_and_names_nobody(office: Office) -> None:
    settings = office.folder / "workbook_crm.toml"
    settings.write_text(settings.read_text() + '[log]\nformat = "json"\nfile = "work/log.jsonl"\n')
    office.drop("张三/王伟的客户.xlsx", customer())
    office.drop("报价.pdf", b"%PDF-1.7\n")
    office.run()
    text = (office.folder / "work" / "log.jsonl").read_text(encoding="utf-8")
    events = [json.loads(line) for line in text.splitlines()]
    assert [(each["event"], each["receipt"], each["outcome"]) for each in events] == [
        ("receipt", "R-000001", "held"),
        ("receipt", "R-000002", "taken"),
    ]
    assert events[0]["errors"] == "document"
    assert (events[1]["rows"], events[1]["new"]) == (1, 1)
    assert not [word for word in ("王伟", "张三", "13912345678", "报价") if word in text]


def test_a_backup_is_made_and_brought_back_while_it_runs(office: Office, tmp_path: Path) -> None:
    backup = tmp_path / "backups" / "monday.db"
    office.drop("店.xlsx", shop())
    with office.watching():
        office.wait_for(office.answers)
        office.ask("backup", str(backup))
        office.drop("新.xlsx", customer("新客户", "13712345678"))
        office.wait_for(lambda: len(office.answers()) == 2)
        assert "watch (process" in office.ask("restore", str(backup), codes=(4,))["said"]
    with sqlite3.connect(backup) as copy:
        assert copy.execute("SELECT count(*) FROM receipts").fetchone() == (1,)
    told = office.ask("restore", str(backup))
    assert office.count("customers") == 2
    assert Path(told["kept"]).exists()
    assert len(told["later"]) == 1
    (office.folder / told["later"][0]).rename(office.folder / "inbox" / "新.xlsx")
    office.run()
    assert office.count("customers") == 3


@pytest.mark.parametrize("content", [None, b"", b"something else", b"SQLite format 3\0" + bytes(4080)])
def test_what_is_no_backup_is_not_brought_back(office: Office, content: bytes | None) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    backup = office.folder / "backup.db"
    if content is not None:
        backup.write_bytes(content)
    office.ask("restore", str(backup), codes=(2,))
    assert office.count("customers") == 2


@pytest.mark.parametrize(("days", "left"), [(None, 2), (30, 1)])
def test_originals_are_kept_for_ever_or_as_long_as_asked(office: Office, days: int | None, left: int) -> None:
    if days:
        (office.folder / "workbook_crm.toml").write_text(f"[archive]\nkeep_days = {days}\n")
    with office.opened() as workspace:
        for age_days, content in ((40, shop()), (20, customer("甲", "13712345678"))):
            workspace.__dict__["clock"] = StoppedClock(NOW - timedelta(days=age_days))
            workspace.__dict__.pop("inbox", None)
            office.drop("x.xlsx", content)
            take(workspace)
        workspace.__dict__["clock"] = StoppedClock(NOW)
        rounds.let_go(workspace)
    assert office.archived().total() == left


def test_a_schedule_that_was_missed_for_a_week_makes_one_digest(office: Office) -> None:
    office.drop("店.xlsx", shop())
    for days in (0, 7):
        with office.opened() as workspace:
            workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=days))
            rounds.one_round(workspace, lambda *_: None)
    days_told = sorted(each.name for each in (office.folder / "reports").glob("????-??-??"))
    assert days_told == [f"{NOW + timedelta(days=days):%Y-%m-%d}" for days in (0, 7)]


def test_status_names_the_latest_held_files_and_counts_the_others(office: Office) -> None:
    for nth in range(25):
        office.drop(f"合同{nth}.pdf", b"%PDF-1.7\n" + bytes([nth]))
    office.run()
    said = office.say("status").splitlines()
    assert said[-12] == "25 files are held, in the folder held; the .txt beside each says why and what to do:"
    assert said[-1] == "  … and 15 more"
    assert len(office.ask("status")["held"]) == 25


def test_a_store_that_is_in_use_is_not_called_damaged(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.run()
    with office.opened() as workspace:
        told = _unreadable(sqlite3.OperationalError("database is locked"), workspace)
        assert told.message(workspace.settings.language) == (
            "The store cannot be read at the moment: another program holds the store"
        )
        damaged = _unreadable(sqlite3.DatabaseError("file is not a database"), workspace)
        assert damaged.code == "store"
