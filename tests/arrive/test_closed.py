"""Who may read what we make; files with two names; people whose folders have odd names; clocks that run back."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.desk import NOW, Desk, StoppedClock, desk, found
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm import cli
from workbook_crm.arrive.names import person_of
from workbook_crm.health import checks_of
from workbook_crm.model.health import Level
from workbook_crm.send.addresses import folder_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="modes and links of POSIX")
CUSTOMER = xlsx("# 客户\n| 客户名称 | 电话 | 来源 |\n| 海田机械 | 13711112222 | 展厅 |")


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """As most accounts have it; the command changes it for its process."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def drop(folder: Path, name: str, content: bytes) -> Path:
    path = folder / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def run(folder: Path, *words: str) -> int:
    return int(cli.main(["--workspace", str(folder), *(words or ("run",))]))


def modes(folder: Path) -> dict[str, int]:
    return {each.relative_to(folder).as_posix(): each.stat().st_mode & 0o777 for each in folder.rglob("*")}


def test_what_we_make_is_closed_to_everybody_else(tmp_path: Path) -> None:
    settings = '[log]\nfile = "log.txt"\n'
    (tmp_path / "workbook_crm.toml").write_text(settings)
    drop(tmp_path, "张三/店.xlsx", xlsx(joined(*SHOP.values())))
    drop(tmp_path, "坏.pdf", b"%PDF-1.7\n")
    run(tmp_path)
    run(tmp_path, "backup", str(tmp_path / "copies" / "a.db"))
    made = {
        name: mode
        for name, mode in modes(tmp_path).items()
        if not name.startswith(("inbox", "workbook_crm.toml"))
    }
    assert {
        "archive",
        "workbook_crm.db",
        "work",
        "held/坏.pdf",
        "outbox/张三/店.xlsx",
        "log.txt",
    } <= made.keys()
    assert {name: oct(mode) for name, mode in made.items() if mode & 0o077} == {}


def test_init_makes_a_closed_workspace(tmp_path: Path) -> None:
    run(tmp_path, "init", str(tmp_path / "w"))
    assert {name for name, mode in modes(tmp_path / "w").items() if mode & 0o077} == set()


def test_files_for_people_go_to_whom_their_folder_is_open_to(tmp_path: Path) -> None:
    for name, mode in (("outbox", 0o2770), ("reports", 0o755), ("held", 0o770)):
        (tmp_path / name).mkdir()
        (tmp_path / name).chmod(mode)
    drop(tmp_path, "张三/店.xlsx", xlsx(joined(*SHOP.values())))
    drop(tmp_path, "坏.pdf", b"%PDF-1.7\n")
    run(tmp_path)
    made = modes(tmp_path)
    assert (made["outbox/张三"], made["outbox/张三/店.xlsx"]) == (0o770, 0o660)
    assert made["held/坏.pdf"] == 0o660
    assert (made["reports/records"], made["reports/records/index.html"]) == (0o755, 0o644)
    assert made["archive"] == 0o700


def test_a_group_that_the_service_lets_in_stays_in(tmp_path: Path) -> None:
    os.umask(0o007)
    drop(tmp_path, "店.xlsx", CUSTOMER)
    run(tmp_path)
    assert modes(tmp_path)["outbox"] == 0o770


def test_a_doctor_names_what_everybody_can_read(tmp_path: Path) -> None:
    with desk(tmp_path) as office:  # as made by an older version
        office.take(CUSTOMER)
        checks = {
            each.code: each.message(office.workspace.settings.language)
            for each in checks_of(office.workspace)
        }
    assert checks["open-to-all"] == "这台机器上的所有人都能读：archive, work, workbook_crm.db"


def test_a_file_with_another_name_is_refused_and_what_is_kept_of_it_is_a_copy(tmp_path: Path) -> None:
    path = drop(tmp_path, "客户.xlsx", CUSTOMER)
    other = tmp_path / "elsewhere.xlsx"
    os.link(path, other)
    assert run(tmp_path) == 1
    other.write_bytes(b"changed")
    assert (tmp_path / "held" / "客户.xlsx").read_bytes() == CUSTOMER
    assert "硬链接" in (tmp_path / "held" / "客户.xlsx.txt").read_text(encoding="utf-8-sig")
    assert [each.read_bytes() for each in (tmp_path / "archive").glob("??/*")] == [CUSTOMER]
    drop(tmp_path, "客户.xlsx", CUSTOMER)  # a copy, as the note asks for
    assert run(tmp_path) == 0


@pytest.mark.parametrize(
    ("folder", "person"),
    [
        ("张三", "张三"),
        ("张三\u202e", "张三"),
        ("\u200f张\u200b三\ufeff", "张三"),
        ("张\n三\x1b[31m", "张三[31m"),
        ("  Ann   Lee ", "Ann Lee"),
        ("Zoe\u0308", "Zoë"),
        ("\u200b", None),
    ],
)
def test_marks_that_nobody_sees_are_no_part_of_a_name(folder: str, person: str | None) -> None:
    assert person_of(folder) == person


def test_a_name_with_marks_of_direction_stands_in_no_path_and_no_receipt(empty_desk: Desk) -> None:
    receipt = empty_desk.take(CUSTOMER, sender="张三\u202e", name="客\u202e户.xlsx")
    assert receipt.arrival.sender == "张三"
    assert receipt.answer == "outbox/张三/客_户.xlsx"


def test_people_whose_names_differ_by_what_no_path_can_hold_keep_their_outboxes_apart() -> None:
    names = ["a?b", "a*b", "a_b", "a:b", "con", "_con", "x" * 300 + "1", "x" * 300 + "2", "张三", "张三."]
    folders = [folder_of(each) for each in names]
    assert len({each.casefold() for each in folders}) == len(names)
    assert folders[2] == "a_b"
    assert folders[8] == "张三"
    assert all("~" in folder for folder in (folders[0], folders[4], folders[9]))


def test_answers_to_both_are_found_each_in_its_own_folder(empty_desk: Desk) -> None:
    first = empty_desk.take(CUSTOMER, sender="a?b")
    second = empty_desk.take(xlsx(joined(*SHOP.values())), sender="a*b")
    folders = [Path(each.answer or "").parent for each in (first, second)]
    assert folders[0] != folders[1]
    assert found(first) == []


def test_a_clock_that_ran_ahead_is_told_of_for_as_long_as_it_matters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with desk(tmp_path) as office:
        for days in (0, 40, 1, 2):
            office.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=days))
            office.workspace.__dict__.pop("inbox", None)
            office.take(f"# 客户\n| 客户名称 | 电话 | 来源 |\n| 客户{days} | 1371111000{days % 9} | 展厅 |")
        checks = {each.code: each for each in checks_of(office.workspace)}
        assert checks["clock"].level is Level.ILL  # the latest time, not that of the last receipt
        order = checks["clock-order"].message(office.workspace.settings.language)
        assert order == "时钟曾经快了又拨回：R-000003 到 R-000004 之间有 2 份导入回执的时间早于前面的导入回执"
        office.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=60))
        checks = {each.code: each for each in checks_of(office.workspace)}
        assert (checks["clock"].level, checks["clock-order"].level) == (Level.WELL, Level.NOTE)
    capsys.readouterr()
    run(tmp_path, "--json", "receipts")
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["receipts"]] == [
        f"R-00000{nth}" for nth in (4, 3, 2, 1)
    ]
