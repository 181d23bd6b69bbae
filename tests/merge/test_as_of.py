"""The store as it was: after any receipt, rebuilt from the log, it is what it was then."""

from __future__ import annotations

import io
import json
import random
import zipfile
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import NOW, Desk, desk
from tests.merge.test_undo import CONTACTS, KINDS, people, state, undo
from tests.merge.test_undo_model import sheets
from tests.workbooks import SHOP, joined
from workbook_crm import as_json, cli
from workbook_crm.merge.find import find_records
from workbook_crm.merge.report_rows import insight
from workbook_crm.model.versions import StoreVersion, asked_version, version_of
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report.templates import without_version
from workbook_crm.rounds import due_on, make_daily


def as_of(house: Desk, revision: int) -> dict[str, Any]:
    with house.workspace.store.as_of(revision) as queries:
        return {kind: tuple(sorted(queries.every(kind), key=lambda each: each.id)) for kind in KINDS}


@pytest.mark.parametrize("seed", range(4))
def test_after_every_receipt_the_store_is_rebuilt_as_it_was(tmp_path: Path, seed: int) -> None:
    rng, kept = random.Random(seed), list[dict[str, Any]]()
    with desk(tmp_path) as house:
        house.take(joined(*SHOP.values()), name="店.xlsx")
        kept.append(state(house))
        taken = ["R-000001"]
        for nth in range(10):
            if nth % 4 == 3:
                undone = taken.pop(rng.randrange(len(taken)))
                undo(house, undone)
            else:
                receipt = house.take(sheets(rng), name=f"{nth}.xlsx", sender=rng.choice((None, "张三")))
                taken += [receipt.id] if receipt.outcome == "taken" else []
            kept.append(state(house))
        for revision, then in enumerate(kept, 1):
            assert as_of(house, revision) == then, revision
        assert state(house) == kept[-1]


def test_what_belongs_to_a_record_is_shown_as_it_was(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    with empty_desk.workspace.store.reading() as queries:
        then = as_json.dossiers(queries.dossiers_of("C-000001"))
    empty_desk.take(people("B", "蓝"), sender="张三")
    empty_desk.take(CONTACTS + "| C-000001 | 2026-11-22 | 电话 | 要报价 | 2026-12-01 |", sender="张三")
    with empty_desk.workspace.store.as_of(1) as queries:
        assert as_json.dossiers(queries.dossiers_of("C-000001")) == then
        assert [each.number for each in find_records(queries, "远航")] == ["C-000001"]
        assert queries.latest_receipt()[0] == 1
    with empty_desk.workspace.store.as_of(0) as queries:
        assert find_records(queries, "远航") == []


ZONE = timezone(timedelta(hours=8))
TIMES = [
    ("R-000001", datetime(2026, 11, 22, 9, tzinfo=ZONE)),
    ("R-000002", datetime(2026, 11, 22, 23, 59, 59, tzinfo=ZONE)),
    ("R-000003", datetime(2026, 11, 23, 0, 0, tzinfo=ZONE)),
]


@pytest.mark.parametrize(
    ("asked", "revision"),
    [
        ("R-000002", 2),
        ("r-3", 3),
        ("R-000009", None),
        ("2026-11-21", None),
        ("2026-11-22", 2),
        ("2026-11-23", 3),
        ("2026-11-22T08:59", None),
        ("2026-11-22T09:00", 1),
        ("2026-11-22 12:00", 1),
        ("2026-11-23T00:00", 3),
        ("2026-11-22T16:00:00+00:00", 3),
    ],
)
def test_a_version_is_named_by_a_receipt_a_day_or_a_moment(asked: str, revision: int | None) -> None:
    wanted = asked_version(asked, ZONE)
    assert wanted is not None
    found = version_of(wanted, TIMES)
    assert (found and found.revision) == revision


@pytest.mark.parametrize("asked", ["yesterday", "", "2026-13-01", "R-", "57"])
def test_what_names_no_version_is_none(asked: str) -> None:
    assert asked_version(asked, ZONE) is None


def test_the_commands_say_at_which_version_they_stand(
    empty_desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take(people("B"), sender="张三")
    folder = ["--workspace", str(empty_desk.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "show", "C-000001", "--as-of", "R-000001"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("第 1 版（R-000001，2026-11-23 08:00）时的样子：")
    assert cli.main([*folder, "--json", "find", "远航", "--as-of", "2026-11-23"]) == 0
    assert json.loads(capsys.readouterr().out)["as_of"]["receipt"] == "R-000002"
    assert cli.main([*folder, "find", "远航", "--as-of", "2026-11-22"]) == 2
    assert "还没有收过文件" in capsys.readouterr().err


def test_lists_and_reports_of_a_version_lie_apart_and_say_which_it_is(
    shop: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    house, folder = shop, ["--workspace", str(shop.workspace.folder), "--language", "zh"]
    with house.workspace.store.as_of(1) as queries:
        then = insight(queries)
    due_then = due_on(house.workspace, NOW.date(), None)
    house.take(CONTACTS + "| 王伟租车 | 2026-11-22 | 电话 | 要报价 | 2026-11-23 |", sender="张三")
    house.take(
        "# 商机\n| 商机编号 | 商机名称 | 客户 | 阶段 |\n| O-000001 | 远航三台叉车 | 上海远航物流有限公司 | 商务谈判 |"
    )
    with house.workspace.store.as_of(1) as queries:
        assert insight(queries) == then
    with house.workspace.store.reading() as queries:
        assert insight(queries) != then
    version = StoreVersion(1, "R-000001", NOW)
    assert due_on(house.workspace, NOW.date(), None, version) == due_then
    assert due_on(house.workspace, NOW.date(), None) != due_then
    assert cli.main([*folder, "report", "--as-of", "R-000001", "--date", "2026-11-23"]) == 0
    assert "reports/2026-11-23 R-000001/index.html" in capsys.readouterr().out
    past = house.workspace.folder / "reports" / "2026-11-23 R-000001"
    for page in ("report.html", "index.html", "digest.html"):
        assert "第 1 版（R-000001，2026-11-23 08:00）" in (past / page).read_text(encoding="utf-8"), page
    assert not (house.workspace.folder / "reports" / "2026-11-23").exists()


def made_at(house: Desk, version: StoreVersion | None = None) -> dict[str, bytes]:
    """Every file of today as it is made now, or at a version, by its name."""
    made = make_daily(house.workspace, NOW.date(), has_all_reports=True, version=version)
    return {Path(each.path).name: each.content for each in made.files if each.path.count("/") == 2}


def parts(workbook: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        return {each: package.read(each) for each in package.namelist()}


def test_what_a_day_printed_is_made_again_at_its_version_byte_for_byte(shop: Desk) -> None:
    """Every page with the version that it stands at, and the report workbook part by part."""
    shop.take(CONTACTS + "| 王伟租车 | 2026-11-22 | 电话 | 要报价 | 2026-11-23 |", sender="张三")
    printed, version = made_at(shop), StoreVersion(2, "R-000002", NOW)
    shop.take(people("A"), sender="李四", name="晚.xlsx")
    shop.take("# 商机\n| 商机编号 | 预计成交时间 |\n| O-000001 | 2027-03-01 |", name="改.xlsx")
    again, later = made_at(shop, version), made_at(shop)
    pages = {name for name in printed if name.endswith(".html")}
    assert {"why.html", "yesterday.html", "index.html", "digest-张三.html"} <= pages
    for name in pages:
        assert again[name] == printed[name], name
        assert "第 2 版（R-000002，2026-11-23 08:00）".encode() in printed[name], name
        assert "第 4 版（R-000004，2026-11-23 08:00）".encode() in later[name], name
    assert parts(again["report.xlsx"]) == parts(printed["report.xlsx"]) != parts(later["report.xlsx"])


def test_the_report_workbook_and_the_pages_of_records_print_their_version(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    records = shop.workspace.folder / "reports" / "records"
    for page in ("index.html", "C-000001.html", "O-000001.html"):
        assert "第 1 版（R-000001，2026-11-23 08:00）" in (records / page).read_text(encoding="utf-8"), page
    book = openpyxl.load_workbook(io.BytesIO(made_at(shop)["report.xlsx"]))
    assert book.worksheets[0]["A2"].value == "截至 2026-11-23，第 1 版（R-000001，2026-11-23 08:00）"


def test_before_the_first_file_no_version_is_printed(empty_desk: Desk) -> None:
    made = made_at(empty_desk)
    assert b'class="version"' not in made["index.html"]
    assert (
        openpyxl.load_workbook(io.BytesIO(made["report.xlsx"])).worksheets[0]["A2"].value == "截至 2026-11-23"
    )


def test_a_page_that_only_stands_at_another_version_is_not_printed_anew(shop: Desk) -> None:
    page = made_at(shop)["digest-张三.html"]
    shop.take("# 员工\n| 姓名 |\n| 周八 |", name="员工.xlsx")
    later = made_at(shop)["digest-张三.html"]
    assert page != later
    assert without_version(page) == without_version(later)
