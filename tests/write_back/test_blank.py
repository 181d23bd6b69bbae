"""The workbook that people keep, read again by two libraries and by ourselves."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from workbook_crm.model.columns import Record
from workbook_crm.model.contents import Contents
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language
from workbook_crm.model.not_built import offered_columns
from workbook_crm.model.options import Choice
from workbook_crm.model.raw import Format
from workbook_crm.model.records import CatalogItem, Customer, Lead, Opportunity, OpportunityLine, StaffMember
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.read.rows import read_rows
from workbook_crm.read.workbook import read_workbook
from workbook_crm.write_back.blank import blank_workbook

TODAY = date(2026, 3, 5)
CATALOG = (
    CatalogItem(kind="vehicle", product="3吨叉车", spec="4.5米", unit_price=Decimal(75600)),
    CatalogItem(kind="vehicle", product="3吨叉车", spec="3米", unit_price=Decimal(68800)),
    CatalogItem(kind="rental", product="叉车租赁", spec="月租", unit_price=Decimal(4200)),
    CatalogItem(kind="part", product="旧货叉", unit_price=Decimal(1), valid_to=date(2025, 1, 1)),
    CatalogItem(kind="part", product="停售件", unit_price=Decimal(1), state="inactive"),
)
STAFF = (StaffMember(name="张三", role="sales"), StaffMember(name="已离职", role="sales", state="inactive"))
RECORDS: Mapping[str, tuple[Record, ...]] = {
    "leads": (Lead(name="王五", phone="13800001002", wechat="00123", source="到店", company="=1+1"),),
    "customers": (Customer(number="C-000001", name="沪东仓储", phone="13800001001", source="到店"),),
    "opportunities": (
        Opportunity(
            number="O-000001", name="3吨叉车2台", customer="沪东仓储", kind="vehicle", amount=Decimal("144400.5")
        ),
        Opportunity(number="O-000002", name="待定", customer="沪东仓储", kind="vehicle", state="open"),
    ),
    "opportunity_lines": (
        OpportunityLine(
            opportunity="O-000001", product="3吨叉车", spec="3米", quantity=Decimal(2),
            discount=Decimal("0.05"), amount=Decimal("144400.5"),
        ),
    ),
}  # fmt: skip
EMPTY = {language: Contents(language, TODAY) for language in Language}
CHOICES = {**default_choices(Language.ZH), "source": (Choice("到店"), Choice("展会"))}
FULL = Contents(Language.ZH, TODAY, CHOICES, CATALOG, STAFF, "张三", RECORDS)
EVERY = [pytest.param(each, id=f"empty-{language}") for language, each in EMPTY.items()]
EVERY.append(pytest.param(FULL, id="full"))


def opened(contents: Contents) -> Workbook:
    return openpyxl.load_workbook(BytesIO(blank_workbook(contents)))


@pytest.fixture(scope="module")
def full() -> Workbook:
    return opened(FULL)


def headers(sheet: Worksheet) -> list[Any]:
    return [cell.value for cell in sheet[1] if cell.value is not None]


def validation(sheet: Worksheet, header: str) -> Any:
    letter = sheet.cell(1, headers(sheet).index(header) + 1).column_letter
    found = [each for each in sheet.data_validations.dataValidation if f"{letter}2" in each.sqref]
    assert len(found) == 1, f"{len(found)} validations on {header}"
    return found[0]


@pytest.mark.parametrize("contents", EVERY)
def test_run_reads_it_without_a_single_finding(contents: Contents) -> None:
    content = blank_workbook(contents)
    raw, found = read_workbook(content, name="张三.xlsx", format=Format.XLSX)
    assert raw is not None
    batch, more = read_rows(raw, vocabulary(Settings()), Settings(), TODAY)
    assert found + more == ()
    rows = {table.kind: len(table.rows) for table in batch.tables}
    assert rows == {sheet.kind: len(contents.records.get(sheet.kind, ())) for sheet in SHEETS}
    assert batch.language is contents.language
    assert not [heading for table in batch.tables for heading in table.headings if heading.field is None]


def test_references_are_shown_with_the_name_and_read_as_the_number(full: Workbook) -> None:
    assert full["商机产品"]["A2"].value == "O-000001 3吨叉车2台"
    raw, _ = read_workbook(blank_workbook(FULL), name="张三.xlsx", format=Format.XLSX)
    assert raw is not None
    batch, _ = read_rows(raw, vocabulary(Settings()), Settings(), TODAY)
    assert next(batch.of_kind("opportunity_lines")).rows[0].record.opportunity == "O-000001"


def test_rows_are_as_high_as_their_sentences_need() -> None:
    remark = Lead(name="王五", phone="13800001002", source="到店", remark="要带侧移器，" * 20)
    sheet = opened(replace(FULL, records={"leads": (*RECORDS["leads"], remark)}))["线索"]
    assert sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height >= 4 * 14
    assert sheet.cell(3, headers(sheet).index("备注") + 1).alignment.wrap_text


def test_records_come_back_as_they_were() -> None:
    raw, _ = read_workbook(blank_workbook(FULL), name="张三.xlsx", format=Format.XLSX)
    assert raw is not None
    batch, _ = read_rows(raw, vocabulary(Settings()), Settings(), TODAY)
    leads = next(batch.of_kind("leads")).rows
    assert leads[0].record.wechat == "00123"
    assert leads[0].record.company == "=1+1"
    lines = next(batch.of_kind("opportunity_lines")).rows
    assert (lines[0].record.discount, lines[0].record.amount) == (Decimal("0.05"), None)  # our own formula


@pytest.mark.parametrize("language", list(Language))
def test_guide_first_then_every_sheet_with_the_declared_headers(language: Language) -> None:
    book = opened(EMPTY[language])
    assert book.sheetnames[0] == {Language.ZH: "说明", Language.EN: "Guide"}[language]
    assert book["_lists"].sheet_state == "hidden"
    for sheet in SHEETS:
        assert headers(book[sheet.title(language)]) == [
            column.name[language] for column in offered_columns(sheet)
        ]


@pytest.mark.parametrize("language", list(Language))
def test_tables_are_such_as_excel_does_not_repair(language: Language) -> None:
    book = opened(EMPTY[language])
    names = [table.name for sheet in book for table in sheet.tables.values()]
    assert len(set(names)) == len(names) == len(SHEETS)
    assert not {name.casefold() for name in names} & {name.casefold() for name in book.defined_names}
    for sheet in book:
        for table in sheet.tables.values():
            assert [column.name for column in table.tableColumns] == headers(sheet)
            assert re.fullmatch(r"[^\W\d]\w*", table.name)


@pytest.mark.parametrize("contents", EVERY)
def test_validations_are_such_as_excel_does_not_repair(contents: Contents) -> None:
    book = opened(contents)
    names = set(book.defined_names)
    for sheet in book:
        taken: set[str] = set()
        for each in sheet.data_validations.dataValidation:
            column = str(each.sqref)
            assert column not in taken
            taken.add(column)
            assert len(each.formula1 or "") <= 255
            assert len(each.prompt or "") <= 255
            assert len(each.promptTitle or "") <= 32
            assert len(each.error or "") <= 255
            used = set(re.findall(r"\b(?:list|catalog)_\w+", each.formula1 or ""))
            assert used <= names


def test_lists_come_from_fixed_options_choices_catalog_and_staff(full: Workbook) -> None:
    assert validation(full["商机"], "意向产品").formula1 == '"整车,配件,二手车,租赁"'
    assert validation(full["商机"], "阶段").formula1 == "list_stage"
    assert listed(full, "list_stage")[:2] == ["初步接触", "需求确认"]
    assert listed(full, "list_source") == ["到店", "展会"]
    assert listed(full, "list_staff") == ["张三"]
    assert listed(full, "list_product") == ["3吨叉车", "叉车租赁"]


def listed(book: Workbook, name: str) -> list[Any]:
    (sheet, cells), *rest = list(book.defined_names[name].destinations)
    assert not rest
    return [row[0].value for row in book[sheet][cells.replace("$", "")]]


def test_specs_of_one_product_stand_together_for_the_dependent_list(full: Workbook) -> None:
    assert listed(full, "catalog_product") == ["3吨叉车", "3吨叉车", "叉车租赁"]
    assert listed(full, "catalog_spec") == ["3米", "4.5米", "月租"]
    spec = validation(full["商机产品"], "规格")
    assert spec.formula1 == (
        "OFFSET(catalog_spec,MATCH($B2,catalog_product,0)-1,0,COUNTIF(catalog_product,$B2),1)"
    )


@pytest.mark.parametrize(
    ("sheet", "header", "style"),
    [
        ("商机", "客户", "information"),
        ("商机产品", "商机", "information"),
        ("商机产品", "产品", "information"),
        ("跟进记录", "对象", "information"),
        ("商机", "负责人", "warning"),
        ("商机", "预计成交时间", "warning"),
        ("商机产品", "数量", "warning"),
        ("商机", "意向产品", None),
    ],
)
def test_only_a_fixed_list_refuses(full: Workbook, sheet: str, header: str, style: str | None) -> None:
    assert validation(full[sheet], header).errorStyle == style  # None is Excel's default: stop


def test_prompts_speak_the_language_and_say_what_is_required(full: Workbook) -> None:
    assert validation(full["客户"], "客户编号").prompt.startswith("新记录请留空")
    assert validation(full["客户"], "客户名称").promptTitle == "客户名称（必填）"
    english = opened(EMPTY[Language.EN])
    words = [
        text
        for sheet in english
        for each in sheet.data_validations.dataValidation
        for text in (each.prompt, each.promptTitle, each.error, each.errorTitle)
        if text
    ]
    assert words
    assert not [text for text in words if re.search(r"[\u4e00-\u9fff]", text)]


def test_required_headers_show_a_star_and_keep_their_name(full: Workbook) -> None:
    cells = {cell.value: cell for cell in full["客户"][1]}
    assert cells["客户名称"].number_format == '@"*"'
    assert cells["微信"].number_format != '@"*"'


@pytest.mark.parametrize("name", ["商机", "商机产品"])
def test_only_computed_columns_are_locked_and_without_a_password(full: Workbook, name: str) -> None:
    sheet = full[name]
    assert sheet.protection.sheet
    assert not sheet.protection.password
    assert not (sheet.protection.sort)
    assert not (sheet.protection.autoFilter)
    assert not (sheet.protection.insertRows)
    computed = {"商机": "商机金额", "商机产品": "金额"}[name]
    for position, header in enumerate(headers(sheet), 1):
        assert sheet.cell(2, position).protection.locked is (header == computed)
        dimension = sheet.column_dimensions[sheet.cell(1, position).column_letter]
        assert dimension.protection.locked is (header == computed) or dimension.min != position


def test_sheets_without_computed_columns_stay_unprotected(full: Workbook) -> None:
    assert not full["客户"].protection.sheet


def test_formulas_carry_their_values_and_blank_ones_an_empty_text() -> None:
    content = blank_workbook(FULL)
    values = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name("商机").to_python()
    amount = values[0].index("商机金额")
    assert values[1][amount] == 144400.5
    assert all(row[amount] == "" for row in values[2:])
    sheet = zipfile.ZipFile(BytesIO(content)).read("xl/worksheets/sheet4.xml").decode()
    assert len(re.findall(r't="str"><f>[^<]+</f><v></v>', sheet)) == 201
    assert not re.search(r'<c r="\w+"( s="\d+")?><f>[^<]*</f><v></v>', sheet)


def test_calculated_columns_fill_new_rows_of_the_table(full: Workbook) -> None:
    columns = full["商机产品"].tables["商机产品"].tableColumns
    formulas = {
        each.name: each.calculatedColumnFormula.attr_text for each in columns if each.calculatedColumnFormula
    }
    assert set(formulas) == {"金额"}
    assert "商机产品[[#This Row],[数量]]" in formulas["金额"]
    assert full["商机产品"]["H2"].value == "=" + formulas["金额"]


@pytest.mark.parametrize("contents", EVERY)
def test_view_and_paper(contents: Contents) -> None:
    book = opened(contents)
    for sheet in SHEETS:
        page = book[sheet.title(contents.language)]
        assert page.freeze_panes is not None
        assert page.print_title_rows == "$1:$1"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.auto_filter.ref is None or page.tables  # the filter belongs to the table
        assert all(table.autoFilter for table in page.tables.values())


def test_chinese_headers_fit_their_columns(full: Workbook) -> None:
    for sheet in SHEETS:
        page = full[sheet.title(Language.ZH)]
        for position, header in enumerate(headers(page), 1):
            assert width(page, position) >= 2 * len(header)


def width(sheet: Worksheet, position: int) -> float:
    """A column's width; openpyxl keeps one for a run of equal columns."""
    runs = [each for each in sheet.column_dimensions.values() if each.min]
    return next(float(each.width) for each in runs if each.min <= position <= each.max)


def test_overdue_and_missing_light_up(full: Workbook) -> None:
    formulas = [
        formula
        for rules in full["商机"].conditional_formatting
        for rule in rules.rules
        for formula in rule.formula
    ]
    assert any("TODAY()" in each and '="洽谈中"' in each for each in formulas)
    assert any("COUNTBLANK" in each for each in formulas)


def test_the_same_contents_give_the_same_bytes() -> None:
    assert blank_workbook(FULL) == blank_workbook(replace(FULL))


def test_no_chinese_in_the_english_workbook() -> None:
    for sheet in opened(EMPTY[Language.EN]):
        for row in sheet.iter_rows():
            for cell in row:
                assert not re.search(r"[\u4e00-\u9fff]", str(cell.value or "")), cell
