"""The two sample dealerships: clean ones say nothing, the others say what was put in."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.desk import NOW, desk, found
from workbook_crm.model.language import Language
from workbook_crm.model.raw import Format
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.read.rows import read_rows
from workbook_crm.read.workbook import read_workbook
from workbook_crm.sample import people, shop
from workbook_crm.sample.files import SampleFile, sample_files
from workbook_crm.sample.logo import logo
from workbook_crm.sample.table import Teller
from workbook_crm.sample.vin import with_check_digit
from workbook_crm.start import write_template

TODAY = date(2026, 3, 5)
BOTH = pytest.mark.parametrize("language", list(Language))


def codes(file: SampleFile, language: Language) -> list[str]:
    raw, first = read_workbook(file.content, name=file.path, format=Format.XLSX)
    assert raw is not None
    settings = Settings(language=language)
    _, more = read_rows(raw, vocabulary(settings), settings, TODAY)
    return [each.rule.code for each in first + more]


@BOTH
def test_clean_samples_are_read_without_a_finding(language: Language) -> None:
    for file in sample_files(language, TODAY, clean=True):
        assert codes(file, language) == [], file.path


def walked(folder: Path, language: Language, *, clean: bool) -> dict[str, list[str]]:
    """What the whole corridor finds in each file of the sample."""
    with desk(folder, f'language = "{language}"') as shop_desk:
        return {
            path: found(shop_desk.take(content, sender=sender or None, name=name))
            for path, sender, name, content in (
                (file.path, *file.path.rpartition("/")[::2], file.content)
                for file in sample_files(language, NOW.date(), clean=clean)
            )
        }


@BOTH
def test_a_persons_own_workbook_is_read_without_a_finding(tmp_path: Path, language: Language) -> None:
    """Also where records were taken with a warning: what was said of them is not said again."""
    walked(tmp_path, language, clean=False)
    senders = {file.path.rpartition("/")[0] for file in sample_files(language, TODAY)} - {""}
    with desk(tmp_path) as shop_desk:
        for person in sorted(senders):
            write_template(shop_desk.workspace, tmp_path / "own.xlsx", person)
            receipt = shop_desk.take((tmp_path / "own.xlsx").read_bytes(), sender=person)
            assert found(receipt) == []
            assert sum(each.unchanged for each in receipt.sheets) > 10
            assert not any(each.new or each.changed or each.held for each in receipt.sheets)


@BOTH
def test_clean_samples_are_taken_in_without_a_finding(tmp_path: Path, language: Language) -> None:
    findings = walked(tmp_path, language, clean=True)
    assert [path for path, lines in findings.items() if lines] == []


@BOTH
def test_every_mistake_is_found(tmp_path: Path, language: Language) -> None:
    _manager, tidy, *others = walked(tmp_path, language, clean=False).values()
    assert tidy == []
    codes_found = {line.split()[-1] for lines in others for line in lines}
    assert codes_found >= {
        "unknown-product", "total-differs", "unlisted-choice", "periods-needed", "wanted-value",
        "duplicate-row", "discount-read-as", "no-such-date", "record-made", "held-reference", "used-vehicle-taken",
        "ten-thousands-read",
    }  # fmt: skip
    assert ("unlikely-phone" in codes_found) == (language is Language.ZH)  # English alone is in no country


@BOTH
@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2024, 2, 29), date(2026, 12, 31)])
def test_they_can_be_made_on_any_day_and_are_the_same_each_time(language: Language, today: date) -> None:
    assert sample_files(language, today) == sample_files(language, today)


@BOTH
def test_the_managers_file_comes_first_and_each_person_has_a_folder(language: Language) -> None:
    first, *others = sample_files(language, TODAY)
    assert "/" not in first.path
    folders = [file.path.split("/")[0] for file in others]
    names = {member.name for member in shop.staff(Teller(language, TODAY))}
    assert len(set(folders)) == 3
    assert set(folders) <= names


def test_mistakes_are_in_the_last_two_workbooks_only() -> None:
    first, tidy, office, plain = sample_files(Language.ZH, TODAY)
    assert codes(first, Language.ZH) == codes(tidy, Language.ZH) == []
    assert "no-such-date" in codes(plain, Language.ZH)
    clean = sample_files(Language.ZH, TODAY, clean=True)
    assert (first, tidy) == clean[:2]
    assert office.content != clean[2].content
    assert plain.content != clean[3].content


@BOTH
def test_one_workbook_carries_what_must_not_be_lost(language: Language) -> None:
    office = sample_files(language, TODAY)[2]
    parts = set(zipfile.ZipFile(BytesIO(office.content)).namelist())
    assert {"xl/charts/chart1.xml", "xl/media/image1.png", "xl/comments1.xml"} <= parts


def test_the_office_workbook_has_a_title_merges_and_subtotals() -> None:
    office = sample_files(Language.ZH, TODAY)[2]
    book = CalamineWorkbook.from_filelike(BytesIO(office.content))
    sheet = book.get_sheet_by_name("商机明细")
    rows = sheet.to_python(skip_empty_area=False)
    assert sheet.merged_cell_ranges
    assert rows[3][:2] == ["所属商机", "产品名称"]
    assert [row[0] for row in rows].count("小计") == 5


@BOTH
def test_dates_leave_something_for_every_part_of_the_due_list(language: Language) -> None:
    teller = Teller(language, TODAY)
    records = [person.records(teller) for person in (people.FORKLIFTS, people.RENTALS, people.MOTORS)]
    dates = [record.next_follow_up for each in records for record in each["customers"]]  # type: ignore[attr-defined]
    closes = [record.expected_close for each in records for record in each["opportunities"]]  # type: ignore[attr-defined]
    assert TODAY in dates
    assert None in dates
    assert any(day and day < TODAY for day in dates)
    assert any(day and day > TODAY for day in dates)
    assert any(day < TODAY for day in closes)


@BOTH
def test_catalog_has_all_kinds_and_what_each_needs(language: Language) -> None:
    items = shop.catalog(Teller(language, TODAY))
    assert {item.kind for item in items} == {"vehicle", "part", "used", "rental"}
    for item in items:
        assert item.floor_price is not None
        assert item.unit_price is not None
        assert item.floor_price < item.unit_price
        if item.kind == "rental":
            assert item.billing_period
            assert item.deposit
        if item.kind == "used":
            assert item.vin == with_check_digit(item.vin or "")


def test_check_digit_of_a_known_number() -> None:
    assert with_check_digit("1M8GDM9A_KP042788".replace("_", "0")) == "1M8GDM9AXKP042788"  # 49 CFR 565.15
    assert with_check_digit("11111111111111111") == "11111111111111111"


@BOTH
def test_every_line_names_an_opportunity_and_a_product_that_exist(language: Language) -> None:
    teller = Teller(language, TODAY)
    shelf = {(item.product, item.spec) for item in shop.catalog(teller)}
    for person in (people.FORKLIFTS, people.RENTALS, people.MOTORS):
        records = person.records(teller)
        deals = {record.name for record in records["opportunities"]}  # type: ignore[attr-defined]
        for line in records["opportunity_lines"]:
            assert line.opportunity in deals  # type: ignore[attr-defined]
            assert (line.product, line.spec) in shelf  # type: ignore[attr-defined]


def test_a_row_of_the_table_becomes_a_record() -> None:
    text = """
    name | phone | source | next_follow_up | budget
    王五 ~ Ann | 101 | 到店 ~ Walk-in | -2 14:30 | 1000 ~ 200
    """
    (lead,) = Teller(Language.EN, TODAY).records(SHEET_OF["leads"], text)
    assert (lead.name, lead.phone, lead.source) == ("Ann", "+1 202 555 0101", "Walk-in")
    assert f"{lead.next_follow_up:%Y-%m-%d %H:%M}" == "2026-03-03 14:30"
    assert lead.budget == 200


def test_a_row_with_too_many_cells_is_refused() -> None:
    with pytest.raises(ValueError, match="more cells than columns"):
        Teller(Language.ZH, TODAY).records(SHEET_OF["leads"], "name | phone\n王五 | 101 | 到店")


def test_logo_is_a_png() -> None:
    assert logo().startswith(b"\x89PNG\r\n\x1a\n")
