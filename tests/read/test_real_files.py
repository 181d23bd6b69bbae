"""Workbooks that nobody here wrote: columns understood, against what a person says they mean."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.read.grids import OPENING, TODAY, WORDS
from workbook_crm.model.batch import Batch
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import Format
from workbook_crm.model.settings import Settings
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.read.rows import read_rows
from workbook_crm.read.workbook import read_workbook

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")

EASYPOI = "zh/easypoi-test/src/test/resources"
MAGICODES = "zh/magicodes-ie/src/Magicodes.ExporterAndImporter.Tests/TestFiles"
EASYEXCEL = "zh/easyexcel-test/easyexcel-test/src/test/resources"

PRODUCTS = {
    "产品名称": "product",
    "产品代码": "code",
    "类型": "kind",
    "产品条码": None,
    "客户代码": None,
    "产品型号": "spec",
    "申报价值": None,
    "货币单位": None,
    "品牌名称": None,
    "尺寸(长x宽x高)": None,
    "重量(KG)": None,
    "是否行": None,
    "公式测试": None,
    "身份证": None,
    "性别": None,
}
PRODUCTS_LESS_NAME = {text: field for text, field in PRODUCTS.items() if text not in ("产品名称", "产品代码")}
ADDRESSES = {
    "部门编号": None,
    "部门": "team",
    "姓名": "name",
    "性别": None,
    "手机号码": "phone",
    "公司邮箱": "mail",
    "入职时间": None,
    "月薪": None,
    "备注": None,
}
TRUTH: Mapping[str, tuple[str, int, Mapping[str, str | None]]] = {
    # file: (kind, rows taken, the field of each header as a person reads it)
    "crm/duckflow/contacts.csv": (
        "customers",
        100,
        {
            "contact_id": "number",
            "email": "mail",
            "industry": "industry",
            "created_at": None,
            "owner": "owner",
            "company_size": "size",
            "country": "region",
        },
    ),
    "crm/duckflow/deals.csv": (
        "opportunities",
        150,
        {
            "deal_id": "number",
            "contact_id": "customer",
            "stage": "stage",
            "amount": "amount",
            "close_date": "expected_close",
            "source": "source",
        },
    ),
    "crm/ms-dp-data/customers.csv": (
        "customers",
        847,
        {"CustomerID": "number", "FirstName": "name", "LastName": "name", "EmailAddress": "mail"},
    ),
    "crm/ms-dp-data/products.csv": (
        "catalog",
        295,
        {"ProductID": "code", "ProductName": "product", "Category": "kind", "ListPrice": "unit_price"},
    ),
    "crm/ms-dp-data/orders.csv": (
        "opportunity_lines",
        542,
        {
            "SalesOrderID": None,
            "OrderDate": None,
            "CustomerID": None,
            "LineItem": None,
            "ProductID": "product",
            "OrderQty": "quantity",
            "LineItemTotal": "amount",
        },
    ),
    "crm/ms-dp-data/sales.csv": (
        "opportunity_lines",
        32_718,
        {
            "SalesOrderNumber": None,
            "SalesOrderLineNumber": None,
            "OrderDate": None,
            "CustomerName": None,
            "EmailAddress": None,
            "Item": "product",
            "Quantity": "quantity",
            "UnitPrice": "unit_price",
            "TaxAmount": None,
        },
    ),
    f"{EASYEXCEL}/compatibility/t01.xls": (
        "catalog",
        1,
        {
            "材质*": None,
            "等级": None,
            "标准号*": None,
            "规格*": "spec",
            "品名*": "product",
            "表面处理*": None,
            "计量单位*": "unit",
            "单重": None,
            "牙型": None,
            "品牌": None,
            "印记": None,
            "一级包装单位": None,
            "一级包装数": None,
            "备注": "remark",
        },
    ),
    f"{MAGICODES}/Import/产品导入模板.xlsx": ("catalog", 6, PRODUCTS),
    f"{MAGICODES}/Errors/数据错误.xlsx": ("catalog", 12, PRODUCTS),
    f"{MAGICODES}/Import/截断数据测试.xlsx": ("catalog", 6, PRODUCTS),
    # its 产品1代码 is the first of several products' codes to whoever reads it alone; its bar code names each row
    f"{MAGICODES}/Errors/模板字段错误.xlsx": (
        "catalog",
        6,
        PRODUCTS_LESS_NAME | {"产品1代码": None, "产品条码": "code", "产品型号": "product"},
    ),
    f"{EASYPOI}/doc/kyoffice_address_book.xlsx": ("staff", 0, ADDRESSES),
    f"{EASYPOI}/doc/kyoffice_address_book.xls": ("staff", 0, ADDRESSES),
    f"{EASYPOI}/doc/kyoffice_address_book_img.xls": ("staff", 0, ADDRESSES | {"头像": None}),
}

NOT_OURS = [
    "crm/xl-salesdata/existing/January.xls",
    "crm/xl-salesdata/new/January.xlsx",
    f"{MAGICODES}/Import/学生基础数据导入.xlsx",
    f"{MAGICODES}/Import/学生基础数据导入带描述头.xlsx",
    f"{MAGICODES}/Import/Issue305.xlsx",
    f"{MAGICODES}/Import/issue236.xlsx",
    f"{MAGICODES}/Import/题库导入模板.xlsx",
    f"{MAGICODES}/Import/管轴导入数据.xlsx",
    f"{MAGICODES}/Import/LinkTest.xlsx",
    f"{MAGICODES}/ExportTemplates/2020年春季教材订购明细样表.xlsx",
    f"{EASYEXCEL}/demo/demo.xlsx",
    f"{EASYEXCEL}/compatibility/t02.xlsx",
    f"{EASYEXCEL}/compatibility/t07.xlsx",
    f"{EASYPOI}/csv/20181107202743.csv",
    f"{EASYPOI}/doc/foreachInsertMerge.goods_send.xlsx",
    "zh/myexcel/src/test/resources/报名表.xls",
    "zh/myexcel/src/test/resources/common_build.xlsx",
    "zh/hutool-poi/hutool-core/src/test/resources/test_bean.csv",
]


def read(path: str, settings: Settings | None = None) -> tuple[Batch, Findings]:
    content = (CASES / path).read_bytes()
    form = (
        Format.CSV
        if path.endswith(".csv")
        else Format.XLS
        if content[:4] == b"\xd0\xcf\x11\xe0"
        else Format.XLSX
    )
    book, _ = read_workbook(content, name=Path(path).name, format=form)
    assert book is not None
    words = WORDS if settings is None else vocabulary(settings)
    return read_rows(book, words, settings or OPENING, TODAY)


@pytest.mark.parametrize("path", TRUTH)
def test_columns_right_of_all(path: str) -> None:
    kind, taken, truth = TRUTH[path]
    batch, _ = read(path)
    tables = [each for each in batch.tables if each.rows or not taken]
    assert tables
    for table in tables:  # a workbook of several sheets has the same columns on each
        understood = {each.text: each.field for each in table.headings}
        wrong = {
            text: understood.get(text, "absent")
            for text, field in truth.items()
            if understood.get(text) != field
        }
        assert wrong == {}
        assert (table.kind, len(table.rows)) == (kind, taken)


@pytest.mark.parametrize("path", NOT_OURS)
def test_what_is_not_ours_is_left_alone(path: str) -> None:
    batch, findings = read(path)
    assert [table.kind for table in batch.tables] == []
    assert [each.rule.code for each in findings] == ["no-known-sheet"]


def test_orders_under_the_dealerships_own_word() -> None:
    own = Settings(headers={"opportunity_lines": {"opportunity": ["SalesOrderID"]}})
    batch, _ = read("crm/ms-dp-data/orders.csv", own)
    (table,) = batch.tables
    assert table.rows[0].record.opportunity == "71774"
    assert {each.text: each.field for each in table.headings}["SalesOrderID"] == "opportunity"


def test_values_of_deals() -> None:
    batch, _ = read("crm/duckflow/deals.csv")
    first = batch.tables[0].rows[0].record
    assert (first.number, first.customer, first.stage, first.expected_close) == (
        "D0000",
        "C0033",
        "Negotiation",
        date(2024, 12, 23),
    )
