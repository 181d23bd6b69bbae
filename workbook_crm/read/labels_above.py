"""Labels above a table with what stands behind them: 客户：恒力纸品有限公司  日期：2026-11-03  销售：刘强."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_crm.model.companies import is_company
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.read.text import clean_line

_ZH = r"[\u4e00-\u9fff]{1,10}"
_EN = r"[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ.&/]*(?: [A-Za-zÀ-ÿ.&/]+){0,3}"
_SPACED = r"(?:[\u4e00-\u9fff][ \u3000]+){1,4}[\u4e00-\u9fff]"
_LETTERED = re.compile(rf"(?:^\s*|(?<=\s\s)){_SPACED}(?=\s*[:：])")
"""A label whose characters are set apart: 客 户："""
_CUT = re.compile(rf"(?:\s{{2,}}|[\t\n,，;；|、（(【\[]\s*)(?=(?:{_ZH}|{_EN})\s*[:：])|\s(?={_ZH}\s*[:：])")
"""Before each label of a cell that holds several."""
_CHINESE, _LATIN = re.compile(r"[\u4e00-\u9fff]+"), re.compile(r"[A-Za-z.]+")
_LABEL = re.compile(
    rf"^\s*(?P<label>{_ZH}(?: ?[/ ] ?{_EN})?|{_EN}(?: ?[/ ] ?{_ZH})?)\s*[:：]\s*(?P<value>.*)$", re.DOTALL
)
_AROUND = " \t\u3000,，;；、|/_"
_CLOSING: Mapping[str, str] = {"）": "（", ")": "(", "】": "【", "]": "["}
_MOST_ROWS = 12
"""Rows above a header that may hold labels of its table."""
_LONGEST = 80
"""Characters of what stands behind a label."""
CUSTOMER, PHONE, CONTACT, DAY, NUMBER, PERSON = "customer", "phone", "contact", "day", "number", "person"
_ROLES: Mapping[str, str] = {
    word_key(word): role
    for role, words in {
        CUSTOMER: """
            客户 客户名称 客户单位 客户姓名 客户全称 收货单位 收货方 购货单位 购买单位 购货方 需方
            买方 订货单位 采购单位 承租方 承租单位 致 to customer customer_name client client_name
            bill_to sold_to ship_to quote_for quotation_for quote_to prepared_for hirer kunde
            cliente
        """,
        PHONE: """
            电话 联系电话 手机 手机号 客户电话 电话号码 phone tel telephone mobile phone_no
            contact_no telefon teléfono
        """,
        CONTACT: """
            联系人 客户联系人 收货人 attn attention contact contact_person ansprechpartner contacto
        """,
        DAY: """
            日期 报价日期 开单日期 送货日期 发货日期 下单日期 制单日期 登记日期 拜访日期 跟进日期
            接待日期 填表日期 时间 date quote_date quotation_date delivery_date order_date
            visit_date datum fecha
        """,
        NUMBER: """
            单号 报价单号 报价编号 送货单号 订单号 订单编号 编号 quote_no quotation_no quote_number
            ref reference order_no no order_number
        """,
        PERSON: """
            销售 销售顾问 业务员 业务 销售员 负责人 报价人 制单 制单人 经办 经办人 经手人 值班
            值班人 值班人员 接待 接待人 填表人 跟进人 拜访人 销售代表 客户经理 prepared_by quoted_by
            salesperson sales_rep rep sales sales_person owner on_duty account_manager staff
            verkäufer vendedor
        """,
    }.items()
    for word in words.split()
}


@dataclass(frozen=True, slots=True)
class Told:
    """What one label says; its value stands at `row` and `column`, counted from 0 within the grid."""

    label: str
    role: str
    """One of the roles here; blank for a label that only a kind's own words may know."""
    value: object
    row: int
    column: int


def labels_above(cells: Sequence[Sequence[object]], since: int, until: int) -> tuple[Told, ...]:
    """The labels in the rows from `since` to before `until`, the nearest to the table last said."""
    first = max(since, until - _MOST_ROWS)
    found: dict[str, Told] = {}
    for row in range(first, until):
        for each in _in_row(cells[row], row):
            found[each.role or word_key(each.label)] = each
    return tuple(found.values())


def is_of_labels(cells: Sequence[object]) -> bool:
    """Whether a row holds labels and what stands behind them: no record of the table above it."""
    filled = [cell for cell in cells if cell != ""]
    told = [each for each in _in_row(cells, 0) if each.role]
    return len(told) > 1 and len(filled) <= 2 * len(told)


def role_of(label: str) -> str:
    """What a label asks for; blank where no word of ours says it."""
    plain = simplified(label)
    keys = (plain, "".join(_CHINESE.findall(plain)), " ".join(_LATIN.findall(plain)))
    return next((role for each in keys if each and (role := _ROLES.get(word_key(each))) is not None), "")


def _in_row(cells: Sequence[object], row: int) -> Iterator[Told]:
    told: list[Told] = []
    for column, cell in enumerate(cells):
        if isinstance(cell, str) and (":" in cell or "：" in cell):
            told += _in_cell(cells, row, column, cell)
    yield from told
    bare = list(_without_colons(cells, row))
    if told or any(_is_proof(each) for each in bare):
        yield from bare


def _in_cell(cells: Sequence[object], row: int, column: int, text: str) -> Iterator[Told]:
    """The labels of one cell; what stands behind the last one may be in the next cell with content."""
    parts = _CUT.split(_LETTERED.sub(lambda each: "".join(each[0].split()), text))
    for nth, part in enumerate(parts):
        match = _LABEL.match(part)
        if match is None:
            continue
        label, value, at = clean_line(match["label"]), _plain(match["value"]), column
        told: object = value
        if not value and nth + 1 == len(parts):
            at, told = _next_filled(cells, column)
        if told != "" and len(str(told)) <= _LONGEST:
            yield Told(label, role_of(label), told, row, at)


def _plain(text: str) -> str:
    """A value without what parts it from its neighbours; a bracket that it opens itself stays."""
    value = clean_line(text).strip(_AROUND)
    while value and value[-1] in _CLOSING and _CLOSING[value[-1]] not in value:
        value = value[:-1].strip(_AROUND)
    return value


def _next_filled(cells: Sequence[object], column: int) -> tuple[int, object]:
    """The next cell with content at the right; nothing where that is a label itself."""
    for at in range(column + 1, len(cells)):
        cell = cells[at]
        if cell != "":
            is_label = isinstance(cell, str) and bool(_LABEL.match(cell) or role_of(cell))
            return (at, "") if is_label else (at, clean_line(cell) if isinstance(cell, str) else cell)
    return column, ""


def _without_colons(cells: Sequence[object], row: int) -> Iterator[Told]:
    """Labels that stand alone in their cells, what they ask for right beside them."""
    for column, cell in enumerate(cells[:-1]):
        role = (
            role_of(cell) if isinstance(cell, str) and cell and ":" not in cell and "：" not in cell else ""
        )
        beside = cells[column + 1]
        if role and beside != "" and not (isinstance(beside, str) and role_of(beside)):
            value = clean_line(beside) if isinstance(beside, str) else beside
            yield Told(clean_line(str(cell)), role, value, row, column + 1)


def _is_proof(told: Told) -> bool:
    """Whether a value can be nothing but what its label asks for: so the row is one of labels."""
    if told.role == DAY:
        return isinstance(told.value, date) or bool(re.match(r"\d{4}\D\d", str(told.value)))
    if told.role == PHONE:
        return len(re.sub(r"\D", "", str(told.value))) > 6
    return told.role == CUSTOMER and is_company(str(told.value))
