"""Faults 1 to 5, 21 and 25: whoever is killed, whenever it is, every file is answered once and nothing is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config

from tests.arrive.office import Office, customer, shop
from tests.merge.test_import_receipts import filled
from tests.workbooks import SHOP, xlsx
from workbook_crm import pipeline, record_pages
from workbook_crm import watch as watching
from workbook_crm.arrive.folder import Inbox
from workbook_crm.arrive.lock import holder_of
from workbook_crm.intake import DEATHS, MOST_DEATHS, take_in
from workbook_crm.merge import migrate
from workbook_crm.merge.database import open_engine
from workbook_crm.merge.store import Writing
from workbook_crm.send import outbox
from workbook_crm.start import write_template


def taken_once(office: Office) -> bool:
    """The shop was taken in exactly once, however often somebody tried."""
    assert office.outcomes() == {"店.xlsx": ["taken"]}
    assert office.answers() == ["店.xlsx"]
    assert office.count("customers") == SHOP["customers"].count("| 1")
    assert office.archived() == Counter([shop()])
    assert list((office.folder / "inbox").iterdir()) == []
    return office.is_tidy()


def test_row_01_killed_before_the_claim(office: Office) -> None:
    file = office.drop("店.xlsx", shop())
    office.die_at("workbook_crm.arrive.folder:move_in")
    assert file.exists()
    office.run()
    assert taken_once(office)


def test_row_02_killed_between_claim_and_receipt(office: Office) -> None:
    file = office.drop("店.xlsx", shop())
    office.die_at("workbook_crm.arrive.folder:move_in", "after")
    assert not file.exists()
    office.run()
    assert taken_once(office)


def test_row_02_what_was_claimed_first_is_taken_up_first(office: Office) -> None:
    names = [f"{nth}.xlsx" for nth in range(8)]
    for name in names:
        office.drop(name, customer(name, f"1391234567{name[0]}"))
    with office.opened() as workspace:
        for found in workspace.inbox.files():
            workspace.inbox.claim(found)
    office.run()
    assert [each.arrival.file for each in office.receipts()] == names


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("workbook_crm.intake:finish", "before"),
        ("workbook_crm.pipeline:decide", "after"),
        ("workbook_crm.send.outbox:write_durably", "after"),
        ("workbook_crm.merge.store:Writing.commit", "after"),
        ("workbook_crm.pipeline:hand_out", "before"),
        ("workbook_crm.send.outbox:Outbox.hand_out", "after"),
        ("workbook_crm.arrive.folder:ClaimedFile.archive", "before"),
        ("workbook_crm.arrive.folder:move", "after"),
        ("workbook_crm.rounds:make_daily", "before"),
    ],
)
def test_row_03_killed_in_the_middle_of_a_step(office: Office, point: str, when: str) -> None:
    office.drop("店.xlsx", shop())
    office.die_at(point, when)
    office.run()
    assert taken_once(office)


def test_an_upgrade_hands_out_what_the_older_program_had_committed(office: Office) -> None:
    office.drop("店.xlsx", shop())
    office.die_at("workbook_crm.pipeline:hand_out", "before")
    assert office.answers() == []
    _downgrade(office.folder / "workbook_crm.db")
    office.run()
    assert taken_once(office)
    assert len(list(office.folder.glob("workbook_crm.db.*.backup"))) == 1


def _downgrade(path: Path) -> None:
    """Makes the store one of the first version, as an older program left it."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrate.__file__).parent / "migrations"))
    engine = open_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    engine.dispose()


def test_row_05_power_loss_finds_names_on_disk_before_they_are_relied_on(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    real = outbox.sync_folder

    def noted(folder: Path) -> None:
        told.append(folder.name)
        real(folder)

    monkeypatch.setattr(outbox, "sync_folder", noted)
    with office.opened() as workspace:
        office.drop("店.xlsx", shop())
        take_in(workspace, workspace.patience(is_watching=False))
        with workspace.store.reading() as queries:
            pragmas = [queries.connection.exec_driver_sql(f"PRAGMA {each}").scalar() for each in _DURABLE]
    assert told == ["parcels", "outbox"]
    assert pragmas == ["wal", 2]


_DURABLE = ("journal_mode", "synchronous")


def test_row_21_a_second_watcher_is_told_who_is_there(office: Office) -> None:
    with office.watching() as first:
        told = office.run(codes=(4,))["said"]
        assert f"watch (process {first.pid}" in told
        second = subprocess.run(office.command("watch"), capture_output=True, check=False, timeout=30)
        assert (second.returncode, str(first.pid) in second.stderr.decode()) == (4, True)
        assert office.ask("status")["running"]["pid"] == first.pid


def test_row_21_the_lock_of_a_killed_owner_holds_nobody_up(office: Office) -> None:
    with office.watching() as first:
        first.kill()
        first.wait()
    assert "watch" in (office.folder / "work" / "lock").read_text()
    assert holder_of(office.folder / "work" / "lock") is None
    office.drop("店.xlsx", shop())
    office.run()
    assert taken_once(office)


def _claim_everything(workspace: Path, answer: Any) -> None:
    inbox = Inbox(workspace, lambda: datetime.now().astimezone(), 1 << 20)
    claimed = [inbox.claim(found) for found in inbox.files()]
    answer.send([each.arrival.file for each in claimed if each is not None])


def test_row_22_of_two_that_race_for_a_file_one_gets_it(tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    names = [f"{nth:03d}.csv" for nth in range(300)]
    for name in names:
        (tmp_path / "inbox" / name).write_text("a,b\n1,2\n")
    context = multiprocessing.get_context("spawn")
    pipes = [context.Pipe() for _ in range(2)]
    racers = [context.Process(target=_claim_everything, args=(tmp_path, theirs)) for _, theirs in pipes]
    for each in racers:
        each.start()
    got = [ours.recv() for ours, _ in pipes]
    for each in racers:
        each.join()
    assert sorted(got[0] + got[1]) == names


def test_row_25_a_stop_finishes_the_file_in_hand(office: Office) -> None:
    for nth in range(40):
        office.drop(f"{nth:02d}.xlsx", customer(f"客户{nth}", f"139{1234567 + nth * 7919:08d}"))
    with office.watching(wait=False) as process:
        office.wait_for(lambda: len(office.answers()) >= 3)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
    answered = office.answers()
    assert [each.arrival.file for each in office.receipts()] == answered
    assert len(answered) < 40
    assert office.is_tidy()
    office.run()
    assert office.count("customers") == 40


def test_row_25_a_watch_that_hangs_is_seen_from_outside(office: Office) -> None:
    with office.watching() as process:
        beat = office.folder / "work" / "heartbeat.json"
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(0.1)
        beat.write_text(beat.read_text().replace('"next_by": "20', '"next_by": "19'))
        assert office.ask("status")["running"]["is_late"]
        ill = [each["check"] for each in office.ask("doctor", codes=(4,))["checks"] if each["level"] == "ill"]
        assert ill == ["heartbeat"]


@pytest.mark.parametrize(("command", "times"), [("run", 1), ("watch", 2)])
def test_ctrl_c_ends_at_once_with_a_sentence_and_nothing_is_lost(
    office: Office, command: str, times: int
) -> None:
    office.drop("店.xlsx", shop())
    with office.hanging(command) as process:
        for _ in range(times):
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        assert process.wait(timeout=20) == 4
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert "Interrupted. What was under way is finished by the next run" in said
    assert "Traceback" not in said
    office.run()
    assert office.outcomes() == {"店.xlsx": ["taken"]}
    assert office.is_tidy()


def test_a_file_is_not_blamed_for_who_kills_us_from_outside(office: Office) -> None:
    office.drop("店.xlsx", shop())
    for _ in range(DEATHS + 1):
        office.die_at("workbook_crm.pipeline:decide")
    assert [each["outcome"] for each in office.run()["receipts"]] == ["taken"]
    assert office.is_tidy()


@pytest.mark.parametrize("how", ["the trial dies", "too many deaths"])
def test_a_file_that_kills_us_again_and_again_is_held(
    office: Office, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.drop("坏.xlsx", shop())
    office.die_at("workbook_crm.pipeline:decide")
    (mark,) = (office.folder / "work" / "claims").iterdir()
    deaths = office.folder / "work" / "deaths"
    deaths.mkdir()
    (deaths / mark.name).write_bytes(b"." * (DEATHS if how == "the trial dies" else MOST_DEATHS))
    (deaths / "of a file that is done with").write_bytes(b".")
    if how == "the trial dies":
        (office.folder / "sitecustomize.py").write_text("import os\nos.kill(os.getpid(), 9)\n")
        monkeypatch.setenv("PYTHONPATH", str(office.folder))
    office.drop("好.xlsx", customer())
    with office.opened() as workspace:
        receipts = take_in(workspace, workspace.patience(is_watching=False)).receipts
    culprit, other = receipts
    assert [each.rule.code for each in culprit.findings] == ["brought-us-down"]
    assert other.outcome.value == "taken"
    assert office.is_tidy()


def test_our_own_mistake_holds_one_file_and_no_other(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pipeline.decide

    def failing(reading: Any, *given: Any) -> Any:
        if reading.arrival.file == "坏.xlsx" and reading.batch is not None:
            raise ZeroDivisionError("a mistake of ours")
        return real(reading, *given)

    monkeypatch.setattr(pipeline, "decide", failing)
    office.drop("坏.xlsx", customer("甲", "13912345670"))
    office.drop("好.xlsx", customer("乙", "13912345671"))
    with office.opened() as workspace:
        done = take_in(workspace, workspace.patience(is_watching=False))
    (report,) = done.bug_reports
    assert "ZeroDivisionError" in report.read_text()
    assert office.outcomes() == {"坏.xlsx": ["held"], "好.xlsx": ["taken"]}
    assert report.name in (office.folder / "held" / "坏.xlsx.txt").read_text("utf-8-sig")
    assert office.is_tidy()

    monkeypatch.setattr(pipeline, "decide", real)
    (office.folder / "held" / "坏.xlsx").rename(office.folder / "inbox" / "坏.xlsx")
    office.run()
    assert office.outcomes()["坏.xlsx"] == ["held", "taken"]


def test_pages_of_records_give_way_to_a_file_that_comes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the first page is being made, somebody drops a workbook: it is answered before the second page."""
    real, told = record_pages._Pages.of, []

    def slow(*given: Any) -> Any:
        for nth, page in enumerate(real(*given)):
            if nth == 0:
                told.append("pages begun")
                if told[-2:] == ["店.xlsx", "pages begun"]:
                    office.drop("急.xlsx", customer("甲", "13912345670"))
            yield page
            time.sleep(0.3)
        told.append("pages done")

    real_take = take_in

    def take(*given: Any) -> Any:
        done = real_take(*given)
        told.extend(each.arrival.file for each in done.receipts)
        if "急.xlsx" in told and told[-1] == "pages done":
            stop.set()
        return done

    monkeypatch.setattr(record_pages._Pages, "of", slow)
    monkeypatch.setattr(watching, "take_in", take)
    monkeypatch.setattr(watching, "_DAILY_AFTER_S", 1.5)
    office.drop("店.xlsx", shop())
    stop = watching.Stop()
    with office.opened() as workspace:
        watching.watch(workspace, None, stop)
    after = told[told.index("店.xlsx") :]
    assert after[1] == "pages begun"
    assert after.index("急.xlsx") < after.index("pages done")


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("workbook_crm.settling:answer_again", "before"),
        ("workbook_crm.merge.store:Writing.settle", "after"),
        ("workbook_crm.send.outbox:write_durably", "after"),
        ("workbook_crm.merge.store:Writing.commit", "after"),
        ("workbook_crm.pipeline:hand_out", "before"),
        ("workbook_crm.send.outbox:Outbox.hand_out", "after"),
    ],
)
def test_a_row_that_waited_is_taken_once_however_we_die(office: Office, point: str, when: str) -> None:
    office.drop("店.xlsx", shop())
    office.drop("明细.xlsx", xlsx("# 商机产品\n| 商机 | 产品 | 数量 |\n| 王伟租车 | 堆高车 | 1 |"))
    office.run()
    assert office.count("opportunity_lines") == 0
    office.drop("目录.xlsx", xlsx("# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 堆高车 | 50000 |"))
    office.die_at(point, when)
    office.run()
    assert office.count("opportunity_lines") == 1
    assert office.answers() == ["earlier/明细 R-000002.xlsx", "店.xlsx", "明细.xlsx", "目录.xlsx"]
    (brings,) = [each for each in office.receipts() if each.settled]
    assert [tuple(each) for each in brings.settled] == [("R-000002", "商机产品", 2, None)]
    assert office.is_tidy()


class _Killed(BaseException):
    """The process ends here: nothing behind it runs, and what was open is as it was."""


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (Writing, "keep_undo"),
        (Writing, "commit"),
        (pipeline, "undo_listed"),
        (pipeline, "commit"),
        (pipeline, "hand_out"),
    ],
)
def test_an_import_that_a_workbook_undoes_is_undone_once_however_we_die(
    office: Office, owner: Any, name: str
) -> None:
    office.drop("一.xlsx", customer("甲", "13912345670"))
    with office.opened() as workspace:
        take_in(workspace, workspace.patience(is_watching=False))
        write_template(workspace, office.folder / "主管.xlsx", "主管")
    office.drop("主管/主管.xlsx", filled(office.folder / "主管.xlsx", R1="是"))
    with pytest.raises(_Killed), office.opened() as workspace, dying_after(owner, name):
        take_in(workspace, workspace.patience(is_watching=False))
    with office.opened() as workspace:
        take_in(workspace, workspace.patience(is_watching=False))
    first, undo, rows = office.receipts()
    assert [(each.outcome, each.undoes) for each in (first, undo, rows)] == [
        ("taken", None),
        ("undo", "R-000001"),
        ("taken", None),
    ]
    told = [each.rule.code for each in rows.findings if each.place.sheet == "Import receipts"]
    assert (told, office.count("customers"), office.is_tidy()) == (["import-undone"], 0, True)
    assert office.answers() == ["一.xlsx", "主管/Undo R-000001.xlsx", "主管/主管.xlsx"]


@contextmanager
def dying_after(owner: Any, name: str) -> Iterator[None]:
    """Ends the process behind the first call of a function."""
    real = getattr(owner, name)

    def last(*given: Any, **named: Any) -> Any:
        real(*given, **named)
        raise _Killed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(owner, name, last)
        yield
