"""The sheets that are understood, in the order in which one kind builds on another."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workbook_crm.model.columns import Sheet
from workbook_crm.model.language import Name
from workbook_crm.model.records import (
    CatalogItem,
    ChoiceItem,
    Customer,
    FollowUp,
    Lead,
    Opportunity,
    OpportunityLine,
    StaffMember,
)

CATALOG = Sheet(
    "catalog",
    CatalogItem,
    Name("产品目录", "Catalog"),
    (
        "产品",
        "商品目录",
        "产品表",
        "价格表",
        "价目表",
        "产品列表",
        "products",
        "product catalog",
        "price list",
        "product list",
    ),
    label="product",
    keys=(("vin",), ("code", "valid_from"), ("kind", "product", "spec", "valid_from")),
    needed=(("product",),),
    wanted=("kind",),
)
STAFF = Sheet(
    "staff",
    StaffMember,
    Name("员工", "Staff"),
    ("人员", "员工表", "人员名单", "销售人员", "employees", "users", "team"),
    keys=(("name",),),
    needed=(("name",),),
    wanted=("role",),
)
CHOICES = Sheet(
    "choices",
    ChoiceItem,
    Name("字典", "Choices"),
    ("选项", "数据字典", "下拉选项", "lists", "picklists", "options"),
    label="value",
    keys=(("list", "value"),),
    needed=(("list",), ("value",)),
)
LEADS = Sheet(
    "leads",
    Lead,
    Name("线索", "Leads"),
    ("销售线索", "线索表", "潜客", "潜在客户", "线索列表", "lead", "lead list", "prospects"),
    prefix="L",
    keys=(("phone",), ("name",)),
    needed=(("name", "phone"),),
    wanted=("name", "phone", "source"),
)
CUSTOMERS = Sheet(
    "customers",
    Customer,
    Name("客户", "Customers"),
    (
        "客户资料",
        "客户表",
        "客户信息",
        "客户列表",
        "客户档案",
        "customer",
        "accounts",
        "contacts",
        "clients",
        "companies",
    ),
    prefix="C",
    keys=(("phone",), ("name",)),
    needed=(("name", "phone"),),
    wanted=("name", "phone", "source"),
)
OPPORTUNITIES = Sheet(
    "opportunities",
    Opportunity,
    Name("商机", "Opportunities"),
    ("销售机会", "商机表", "商机列表", "机会", "opportunity", "deals", "pipeline"),
    prefix="O",
    keys=(("customer", "name"),),
    needed=(("name", "customer"),),
    wanted=("name", "customer", "kind"),
)
OPPORTUNITY_LINES = Sheet(
    "opportunity_lines",
    OpportunityLine,
    Name("商机产品", "Opportunity lines"),
    (
        "商机明细",
        "商机产品明细",
        "产品明细",
        "商机产品表",
        "报价明细",
        "opportunity products",
        "line items",
        "lines",
        "deal products",
    ),
    label="product",
    keys=(("opportunity", "product", "spec"),),
    needed=(("opportunity",), ("product",), ("quantity", "amount")),
    wanted=("quantity",),
)
FOLLOW_UPS = Sheet(
    "follow_ups",
    FollowUp,
    Name("跟进记录", "Follow-ups"),
    (
        "跟进",
        "跟进表",
        "跟进日志",
        "拜访记录",
        "联系记录",
        "follow ups",
        "followups",
        "activities",
        "follow-up log",
    ),
    given="subject",
    label="content",
    keys=(("subject", "time", "content"),),
    needed=(("subject",),),
    wanted=("time", "method", "content"),
)

SHEETS: tuple[Sheet[Any], ...] = (
    CHOICES,
    STAFF,
    CATALOG,
    LEADS,
    CUSTOMERS,
    OPPORTUNITIES,
    OPPORTUNITY_LINES,
    FOLLOW_UPS,
)
SHEET_OF: Mapping[str, Sheet[Any]] = {each.kind: each for each in SHEETS}
PHONED = frozenset(each.kind for each in SHEETS if each.prefix and "phone" in each.by_field)
"""Kinds whose records are found by their phones: leads and customers."""
PREFIXES: Mapping[str, str] = {each.prefix: each.kind for each in SHEETS if each.prefix}
OUR_NUMBER = re.compile(rf"({'|'.join(PREFIXES)})-\d{{6,}}")
"""A number that we gave: `C-000012`."""


def number_of(kind: str, sequence: int) -> str:
    """The number of the `sequence`-th record of a kind: `L-000001`. Raises TypeError for kinds without numbers."""
    return f"{SHEET_OF[kind].prefix}-{sequence:06d}"


FILL_IN_HERE = Name("请在这里填写", "Please fill in here")
"""Over the columns of a list that we hand out to be filled in; what stands beside them only tells."""
RESULT_HEADER = Name("处理结果", "Result")
"""Heads our own column in an answer, and names our own sheet; skipped when an answer is sent in again."""
