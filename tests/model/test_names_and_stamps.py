"""Names of files, cells and versions, stamps, rights on files, and what waits to be mended: each at its edge."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from workbook_crm.model import permissions
from workbook_crm.model.file_names import file_name_of_number, file_name_of_person, is_of_number
from workbook_crm.model.finding import Finding, finding, has_error
from workbook_crm.model.grid import MAX_COLUMNS, cell_name, column_letters, column_number
from workbook_crm.model.language import Language
from workbook_crm.model.mail_settings import Mail, MailAccount
from workbook_crm.model.missing import is_asked, is_strict, missing, stands_in
from workbook_crm.model.not_built import idle_column, is_journal, offered_columns, unbuilt_sheet
from workbook_crm.model.place import Place
from workbook_crm.model.records import Customer
from workbook_crm.model.rejected import (
    MOST_ALIKE,
    NOTHING_OPEN,
    Unmended,
    UnmendedFile,
    UnmendedRow,
    days_since,
    lines_of,
)
from workbook_crm.model.rules import trade, values
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import CUSTOMERS, OPPORTUNITY_LINES, SHEET_OF
from workbook_crm.model.stamps import (
    Export,
    ExportSheet,
    Stamp,
    answer_export,
    code_of,
    export_of,
    imprint_of,
    signed,
    signed_stamp,
    stamp_in,
)
from workbook_crm.model.versions import StoreVersion, asked_version, day_named, version_of

HERE = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ("张三", "张三"), ("Zhang San", "Zhang San"), (" 张三", "张三~"), ("a/b", "a_b~"), ("con", "_con~"), ("CON.x", "_CON.x~"), ("cone", "cone"), ("...", "_~"), ("a\tb", "ab~"), ("", "_~"),
        ("张" * 40, "张" * 40), ("张" * 41, "张" * 40 + "~"), ("a" * 119 + " b", "a" * 119 + "~"),
    ],
)  # fmt: skip
def test_a_file_is_named_after_a_person(person: str, name: str) -> None:
    made = file_name_of_person(person)
    assert made.partition("~")[0] + "~" * ("~" in made) == name
    assert ("~" not in made) is (made == person)
    assert len(made.partition("~")[2]) in (0, 10)


def test_numbers_that_differ_in_capitals_only_have_two_files() -> None:
    assert file_name_of_number("C-000001") == "C-000001"
    assert file_name_of_number("ab-1") != file_name_of_number("AB-1") != "AB-1"
    assert all(map(is_of_number, ("C-000001", file_name_of_number("ab-1"))))
    assert not any(map(is_of_number, ("index", "C-1x", "a~12345", "~0123456789")))


@pytest.mark.parametrize(
    ("column", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (MAX_COLUMNS, "XFD")]
)  # fmt: skip
def test_columns_and_their_letters(column: int, letters: str) -> None:
    assert (column_letters(column), column_number(letters), column_number(letters.lower())) == (
        letters,
        column,
        column,
    )
    assert cell_name(7, column) == f"{letters}7"
    for outside in (0, MAX_COLUMNS + 1):
        with pytest.raises(ValueError, match=str(outside)):
            column_letters(outside)


@pytest.mark.parametrize(
    ("place", "cell", "text"),
    [
        (Place("a.xlsx"), None, "a.xlsx"), (Place("a.xlsx", "表"), None, "表"), (Place("a.xlsx", "表", 7), None, "表!7"), (Place("a.xlsx", "表", 7, 4), "D7", "表!D7"), (Place("a.xlsx", "表", None, 4), None, "表"),
    ],
)  # fmt: skip
def test_a_place_is_named_as_excel_names_it(place: Place, cell: str | None, text: str) -> None:
    assert (place.cell, str(place)) == (cell, text)


@pytest.mark.parametrize(
    ("text", "asked", "day"),
    [
        ("R-000012", 12, None), (" r-12 ", 12, None), ("R-", None, None), ("R-" + "1" * 13, None, None),
        ("2026-11-23", datetime.combine(date(2026, 11, 23), time.max, HERE), date(2026, 11, 23)), (" 2026-11-23 ", datetime.combine(date(2026, 11, 23), time.max, HERE), date(2026, 11, 23)),
        ("2026-11-23T10:00", datetime(2026, 11, 23, 10, tzinfo=HERE), None), ("2026-11-23T10:00+00:00", datetime(2026, 11, 23, 10, tzinfo=UTC), None), ("2026-13-23", None, None), ("昨天", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_what_a_version_is_named_by(text: str, asked: Any, day: date | None) -> None:
    assert (asked_version(text, HERE), day_named(text)) == (asked, day)


def test_a_version_is_the_last_receipt_that_counts() -> None:
    at = [datetime(2026, 11, day, 8, tzinfo=HERE) for day in (21, 22, 23)]
    times = [(f"R-00000{nth}", moment) for nth, moment in enumerate(at, 1)]
    assert version_of(2, times) == StoreVersion(2, "R-000002", at[1])
    assert version_of(9, times) is version_of(at[0].replace(hour=7), times) is None
    assert [
        found and found.revision
        for found in (version_of(at[1], times), version_of(at[1].replace(hour=9), times))
    ] == [2, 2]
    found = version_of(2, times)
    assert found is not None
    assert (found.day, found.said(Language.EN)) == (
        date(2026, 11, 22),
        "version 2 (R-000002, 2026-11-22 08:00)",
    )


KEY = b"k" * 32
SHEETS = [
    ExportSheet("客户", "customers", ("name",), (1, 2)),
    ExportSheet("表", "leads", (), numbers=("L-1",)),
]


def test_a_stamp_is_known_again_and_no_other() -> None:
    stamp = Stamp("ABC234", 12, "张三.x")
    text = signed(stamp, KEY)
    assert (stamp_in(f" {text}\n"), signed_stamp(text, KEY)) == (stamp, stamp)
    assert signed_stamp(text, b"x" * 32) is None
    assert signed_stamp(text.replace("12", "13"), KEY) is None
    assert signed_stamp("1.ABC", KEY) is stamp_in("1.ABC") is None
    twice = (
        text.encode().decode("latin-1").encode().decode("latin-1")
    )  # as a program writes bytes as characters
    assert signed_stamp(twice, KEY) == stamp
    assert len(code_of(stamp, KEY)) == 8
    assert code_of(stamp, KEY) != code_of(stamp._replace(revision=13), KEY)


def test_the_same_sheets_of_the_same_revision_are_one_export() -> None:
    made = export_of(KEY, 12, f" {'张' * 61}", SHEETS)
    assert made == export_of(KEY, 12, "张" * 60, iter(SHEETS))
    assert (made.person, made.stamp, made.is_answer) == ("张" * 60, Stamp(made.id, 12, "张" * 60), False)
    assert len({made.id, export_of(KEY, 13, "张" * 60, SHEETS).id, export_of(KEY, 12, "张", SHEETS).id, export_of(KEY, 12, "张" * 60, SHEETS[:1]).id}) == 4  # fmt: skip
    assert [each.is_form for each in SHEETS] == [False, True]
    answer = answer_export(12, None, SHEETS)
    assert (answer.is_answer, answer.person, len(answer.sheets), Export(answer.id, 13, "").is_answer) == (
        True,
        "",
        2,
        False,
    )
    shown = imprint_of(answer, KEY, datetime(2026, 11, 23, 8), Language.EN)
    code = code_of(answer.stamp, KEY)
    assert shown.cell == f"Data as of 2026-11-23 08:00 · version 12 · everybody · {code[:4]}-{code[4:]}"
    assert (signed_stamp(shown.property, KEY), shown.keyword.endswith(answer.id)) == (answer.stamp, True)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


needs_modes = pytest.mark.skipif(os.name == "nt", reason="no such modes")


@needs_modes
@pytest.mark.parametrize(
    ("folder", "file", "opened"), [(0o700, 0o600, 0o600), (0o750, 0o600, 0o640), (0o770, 0o600, 0o660), (0o775, 0o600, 0o664), (0o700, 0o644, 0o644)]
)  # fmt: skip
def test_a_file_is_open_to_whom_its_folder_is(tmp_path: Path, folder: int, file: int, opened: int) -> None:
    path, inner = tmp_path / "a", tmp_path / "b"
    path.touch()
    inner.mkdir()
    path.chmod(file)
    inner.chmod(0o700)
    tmp_path.chmod(folder)
    permissions.open_as_its_folder(path)
    permissions.open_as_its_folder(inner)
    assert (mode(path), mode(inner)) == (opened, 0o700 | folder)
    assert permissions.is_open_to_all(path) is bool(opened & 0o007)
    permissions.close(path)
    assert mode(path) == opened & 0o700
    tmp_path.chmod(0o700)
    assert not permissions.is_open_to_all(tmp_path / "nothing")
    permissions.close(tmp_path / "nothing")
    permissions.open_as_its_folder(tmp_path / "nothing")


@needs_modes
@pytest.mark.parametrize(
    ("before", "after"), [(0o022, 0o077), (0o007, 0o007), (0o027, 0o027), (0o006, 0o077), (0o000, 0o077)]
)
def test_what_a_process_makes_is_closed_to_others(before: int, after: int) -> None:
    os.umask(before)
    permissions.close_to_others()
    assert os.umask(0o022) == after


def on_windows(monkeypatch: pytest.MonkeyPatch, work: Callable[[], object]) -> object:
    with monkeypatch.context() as patched:
        patched.setattr(os, "name", "nt")
        return work()


@needs_modes
def test_where_there_are_no_modes_nothing_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o604)
    tmp_path.chmod(0o777)
    on_windows(monkeypatch, lambda: permissions.open_as_its_folder(path))
    on_windows(monkeypatch, lambda: permissions.close(path))
    on_windows(monkeypatch, permissions.close_to_others)
    assert (mode(path), on_windows(monkeypatch, lambda: permissions.is_open_to_all(path))) == (0o604, False)
    assert os.umask(0o022) == 0o022


def wrong(row: int | None, column: int = 3, rule: Any = values.NOT_A_DATE) -> Finding:
    return finding(rule, Place("a.xlsx", "客户", row, column), "x", column="", suggestion="")


def open_row(row: int | None, *findings: Finding, person: str = "张三", day: int = 20, file: str = "a.xlsx") -> UnmendedRow:  # fmt: skip
    return UnmendedRow(
        person, "R-000001", file, "客户", row, f"人{row}", date(2026, 11, day), findings or (wrong(row),)
    )


@pytest.mark.parametrize("many", [1, MOST_ALIKE, MOST_ALIKE + 1, MOST_ALIKE + 4])
def test_rows_of_one_matter_are_told_in_one_line(many: int) -> None:
    told = lines_of(Unmended(tuple(open_row(nth) for nth in range(2, 2 + many))))
    if many <= MOST_ALIKE:
        assert [(each.place, each.more) for each in told] == [
            (f"客户!C{nth}", ()) for nth in range(2, 2 + many)
        ]
    else:
        assert [(each.place, each.more) for each in told] == [("客户!C2", tuple(range(3, 2 + many)))]


def test_what_is_not_alike_is_told_apart() -> None:
    rows = (open_row(2), open_row(3, wrong(3, 4)), open_row(4, wrong(4, 3, values.NOT_A_NUMBER)), open_row(5, file="b.xlsx"), open_row(6, wrong(2)), open_row(None, wrong(None)))  # fmt: skip
    file = UnmendedFile("", "R-000002", "c.xlsx", date(2026, 11, 19), (wrong(None), wrong(3)), "held/c.xlsx")
    told = lines_of(Unmended(rows * 2, (file,)))
    assert told[0].file == "c.xlsx"
    assert [each.place for each in told if each.file == "b.xlsx"] == ["客户!C5"] * 2
    assert {each.place for each in told} == {"", "客户!C2", "客户!D3", "客户!C4", "客户!C5"}
    assert [each.place for each in lines_of(Unmended((open_row(6, wrong(2)),)))] == ["客户!6"]
    assert [each.place for each in lines_of(Unmended((open_row(None, wrong(None)),)))] == ["客户"]


def test_what_waits_for_whom_and_since_when() -> None:
    file = UnmendedFile("", "R-000002", "c.xlsx", date(2026, 11, 19), (), "held/c.xlsx")
    both = Unmended((open_row(2), open_row(3, person="李四", day=18)), (file,))
    assert (both.people, both.since, bool(both), bool(NOTHING_OPEN), NOTHING_OPEN.since) == (("张三", "李四", ""), date(2026, 11, 18), True, False, None)  # fmt: skip
    assert bool(Unmended(files=(file,)))
    assert (len(both.of("张三").rows), len(both.of("").files), both.of("").rows, both.of("王五")) == (
        1,
        1,
        (),
        NOTHING_OPEN,
    )
    assert [days_since(date(2026, 11, day), date(2026, 11, 20)) for day in (18, 20, 21)] == [2, 0, 0]
    assert has_error([wrong(1, rule=trade.UNLISTED_CHOICE), wrong(1)])
    assert not has_error([wrong(1, rule=trade.UNLISTED_CHOICE)])


@pytest.mark.parametrize(
    ("account", "is_one"),
    [
        ({"server": "imap.x.cn", "user": "a"}, True), ({"maildir": "mail"}, True), ({}, False), ({"server": "imap.x.cn", "user": "a", "maildir": "mail"}, False), ({"server": "imap.x.cn"}, False),
        ({"server": "imap.x.cn", "user": "a", "security": "none"}, False), ({"server": "localhost", "user": "a", "security": "none"}, True), ({"maildir": "mail", "security": "none"}, True),
        ({"maildir": "mail", "port": 65_535}, True), ({"maildir": "mail", "port": 65_536}, False), ({"maildir": "mail", "port": 0}, False), ({"maildir": "mail", "port": 1}, True), ({"maildir": "mail", "scan_s": 0}, False),
    ],
)  # fmt: skip
def test_an_account_has_one_door(account: dict[str, Any], is_one: bool) -> None:
    if is_one:
        assert Mail(accounts={"office": MailAccount(**account)}).accounts["office"] == MailAccount(**account)
    else:
        with pytest.raises(ValidationError):
            MailAccount(**account)
    for name in ("Office", "-a", "a" * 31, ""):
        with pytest.raises(ValidationError):
            Mail(accounts={name: MailAccount(maildir="m")})


@pytest.mark.parametrize(
    ("record", "is_stand_in"),
    [
        (Customer(name="王伟", mail="a@b.c"), False), (Customer(name="a@b.c", mail="a@b.c"), True), (Customer(name="wx", wechat="wx"), True), (Customer(name="C-1", number="C-1"), True),
        (Customer(name="C-1", number="C-1", phone="138"), False), (Customer(phone="138"), False),
    ],
)  # fmt: skip
def test_a_name_that_only_stands_in_for_one(record: Customer, is_stand_in: bool) -> None:
    assert stands_in(record) is is_stand_in
    wanted = {each.field for each in missing(CUSTOMERS, record, Settings())}
    assert ("name" in wanted) is (is_stand_in or record.name is None)
    without = Settings(optional={"customers": ["name"]})
    assert "name" not in {each.field for each in missing(CUSTOMERS, record, without)}


def test_what_the_house_asks_for() -> None:
    settings = Settings(
        optional={"customers": ["phone"]},
        defaults={"customers": {"source": "展厅"}},
        strict={"customers": ["level"], "leads": True},
    )
    assert [is_asked(CUSTOMERS, field, settings) for field in ("phone", "source", "level")] == [
        False,
        False,
        True,
    ]
    assert [
        is_strict(SHEET_OF[kind], "level", settings) for kind in ("customers", "leads", "opportunities")
    ] == [True, True, False]
    assert not is_strict(CUSTOMERS, "phone", settings)


def test_sheets_and_columns_that_do_nothing_yet() -> None:
    assert unbuilt_sheet("客户") is None
    known = unbuilt_sheet("目标")
    assert known is not None
    assert (
        unbuilt_sheet("目标2026") is unbuilt_sheet("目标登记表") is unbuilt_sheet("华东区销售目标") is known
    )
    assert unbuilt_sheet("张三目标") is unbuilt_sheet("sometargets") is None
    assert (
        idle_column("staff", None, "代班人"),
        idle_column("staff", None, "姓名"),
        idle_column("customers", None, "代班人"),
    ) != (None, None, None)
    assert idle_column("staff", None, "姓名") is idle_column("customers", None, "代班人") is None
    assert idle_column("leads", "convert", "") is not None
    assert idle_column("leads", "name", "") is None
    offered = [each.field for each in offered_columns(SHEET_OF["leads"])]
    assert "convert" not in offered
    assert "name" in offered
    assert is_journal(OPPORTUNITY_LINES, ["product"], ["订单号"])
    assert not is_journal(OPPORTUNITY_LINES, ["product", "opportunity"], ["订单号"])
    assert not is_journal(OPPORTUNITY_LINES, ["product"], ["颜色"])
    assert not is_journal(CUSTOMERS, ["product"], ["订单号"])
