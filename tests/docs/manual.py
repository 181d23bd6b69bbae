"""The tables of the workbook manual, made from the declarations that the program itself reads by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from tests.docs.pages import ROOT
from workbook_crm.model.aliases import aliases_of
from workbook_crm.model.columns import Column, Of, Option, Sheet
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language, Name
from workbook_crm.model.not_built import IDLE_COLUMNS, UNBUILT_SHEETS, IdleColumn, idle_column
from workbook_crm.model.options import Choice
from workbook_crm.model.sheets import SHEET_OF, SHEETS, number_of

MANUALS = {Language.EN: ROOT / "docs" / "workbooks.md", Language.ZH: ROOT / "docs" / "workbooks.zh.md"}
_REGION = re.compile(r"(<!-- made: (\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_OTHER = {Language.EN: Language.ZH, Language.ZH: Language.EN}
_NONE = "—"

KINDS: Mapping[Of, tuple[Name, Name]] = {
    Of.TEXT: (Name("文字", "text"), Name("任何文字，可以换行", "anything, line breaks kept")),
    Of.NAME: (Name("名称", "name"), Name("一行文字，多余的空格去掉", "one line; spare spaces are taken out")),
    Of.NUMBER: (Name("编号", "number"), Name("由系统给出：C-000012；新记录留空", "given by us: C-000012; blank for a new record")),
    Of.CODE: (Name("编码", "code"), Name("按文字保存：00123 不会变成 123", "kept as text: 00123 stays 00123")),
    Of.VIN: (Name("车架号", "VIN"), Name("17 位会核对校验位；其他序列号按原样", "17 characters are checked by their check digit; other serial numbers are kept as they are")),
    Of.PHONE: (Name("电话", "phone"), Name("13812345678、+86 138-1234-5678、021-62345678；一格里有几个时记第一个，按哪个都找得到", "13812345678, +86 138-1234-5678, 021-62345678; of several in one cell the first is kept here, and each finds the record")),
    Of.MAIL: (Name("邮箱", "mail"), Name("name@example.com", "name@example.com")),
    Of.MONEY: (Name("金额", "amount"), Name("12000、￥12,000.00、12.5万、三千五百", "12000, ￥12,000.00, 12.5万, 三千五百")),
    Of.PRICE: (Name("单价", "price"), Name("同金额，可比币种多四位小数", "like an amount, with four more decimals than the currency has")),
    Of.QUANTITY: (Name("数量", "quantity"), Name("2、2台、1,500", "2, 2台, 1,500")),
    Of.INTEGER: (Name("整数", "whole number"), Name("3、30天", "3, 30 days")),
    Of.RATE: (Name("比例", "share"), Name("30%、0.3", "30%, 0.3")),
    Of.DISCOUNT: (Name("优惠", "discount"), Name("见“优惠”一节", "see “Discounts”")),
    Of.DATE: (Name("日期", "date"), Name("2026-03-05、2026年3月5日、20260305、2026/3/5，或 Excel 日期", "2026-03-05, 5 Mar 2026, 2026年3月5日, 20260305, or an Excel date")),
    Of.MOMENT: (Name("日期时间", "date and time"), Name("同日期，可带时间：2026-03-05 14:30", "like a date, with a time or without: 2026-03-05 14:30")),
    Of.YEAR: (Name("年份", "year"), Name("2021、2021年、2021款", "2021, 2021款")),
    Of.CHOICE: (Name("选项", "choice"), Name("列出的词，或它的其他叫法", "one of the words listed, or another word for it")),
    Of.YES: (Name("是/否", "yes or no"), Name("是、否、√、×、Y、N、1、0", "yes, no, √, ×, Y, N, 1, 0, 是, 否")),
    Of.REFERENCE: (Name("引用", "reference"), Name("另一条记录的编号或名称（客户也可以写电话）", "the number or the name of another record (or the phone of a customer or lead)")),
    Of.PERSON: (Name("人员", "person"), Name("员工的姓名", "the name of a member of staff")),
    Of.SHARES: (Name("分成", "shares"), Name("李四 30%、王五 20%；合计不超过 100%", "Li Si 30%, Wang Wu 20%; no more than 100% in all")),
}  # fmt: skip
"""Every kind of value: its name, and how it may be written."""

_HEADS: Mapping[str, Name] = {
    "sheet": Name("表", "Sheet"),
    "other": Name("英文", "中文"),
    "kind": Name("内部名", "Kind"),
    "number": Name("编号", "Number"),
    "keys": Name("没有编号时按什么认", "Recognised without a number by"),
    "column": Name("列", "Column"),
    "field": Name("字段", "Field"),
    "value": Name("内容", "Value"),
    "words": Name("其他叫法", "Other names"),
    "written": Name("可以这样写", "May be written as"),
    "word": Name("词", "Word"),
    "probability": Name("成交概率", "Win probability"),
    "days": Name("停留天数", "Usual days"),
    "interval": Name("跟进间隔（天）", "Follow-up interval (days)"),
}
_REQUIRED = Name("必填", "required")
_COMPUTED = Name("自动计算", "computed")
_IDLE = Name("现在还不起作用", "has no effect yet")
_REFERS = Name("指 {sheets}", "to {sheets}")
_LIST = Name("本店的“{name}”列表", "the dealership's list “{name}”")
_SUMMARY = Name("“{sheet}”各列认得的其他叫法", "Other names that the columns of {sheet} are known by")
_ELSE = Name("，其次", ", else ")
_WITH = Name(" + ", " + ")
_COMMA = Name("、", ", ")
_COLON = Name("：", ": ")


def made(text: str, language: Language) -> str:
    """The manual with every table as the declarations have it now."""
    return _REGION.sub(lambda found: f"{found[1]}\n{_region(found[2], language)}\n{found[3]}", text)


def regions(text: str) -> set[str]:
    """The names of the tables that a manual holds."""
    return {found[1] for found in _REGION.findall(text)}


def wanted_regions() -> set[str]:
    """The tables that a manual must hold."""
    return {"sheets", "not-built", "values", "choices-fixed", "lists", *SHEET_OF}


def _region(name: str, language: Language) -> str:
    if name in SHEET_OF:
        return _sheet(SHEET_OF[name], language)
    tables = {
        "sheets": _sheets,
        "not-built": _not_built,
        "values": _values,
        "choices-fixed": _choices,
        "lists": _lists,
    }
    return tables[name](language)


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]], language: Language) -> str:
    lines = [[_HEADS[each][language] for each in heads], ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(_cell(each) for each in line) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sheets(language: Language) -> str:
    rows = [
        (
            each.name[language],
            each.name[_OTHER[language]],
            f"`{each.kind}`",
            f"`{number_of(each.kind, 1)}`" if each.prefix else _NONE,
            _ELSE[language].join(_key(each, key, language) for key in each.keys),
        )
        for each in SHEETS
    ]
    return _table(("sheet", "other", "kind", "number", "keys"), rows, language)


def _not_built(language: Language) -> str:
    names = [_joined((each.name[language] for each in UNBUILT_SHEETS), language)]
    for kind, columns in IDLE_COLUMNS.items():
        shown = _joined((_idle_name(kind, each, language) for each in columns), language)
        names.append(f"{SHEET_OF[kind].name[language]}{_COLON[language]}{shown}")
    return "".join(f"- {each}\n" for each in names)


def _idle_name(kind: str, column: IdleColumn, language: Language) -> str:
    ours = SHEET_OF[kind].by_field.get(column.words)
    if ours is not None:
        return ours.name[language]
    words = [each.strip() for each in column.words.split("|")]
    return next(each for each in words if each.isascii() == (language is Language.EN))


def _key(sheet: Sheet[Any], key: Iterable[str], language: Language) -> str:
    return _WITH[language].join(sheet.by_field[field].name[language] for field in key)


def _values(language: Language) -> str:
    rows = [(name[language], written[language]) for name, written in KINDS.values()]
    return _table(("value", "written"), rows, language)


def _sheet(sheet: Sheet[Any], language: Language) -> str:
    rows = [
        (
            f"**{each.name[language]}**" if each.starred else each.name[language],
            each.name[_OTHER[language]],
            f"`{each.field}`",
            _value(sheet, each, language),
        )
        for each in sheet.visible
    ]
    return (
        _table(("column", "other", "field", "value"), rows, language) + "\n" + _other_names(sheet, language)
    )


def _value(sheet: Sheet[Any], column: Column, language: Language) -> str:
    parts = [KINDS[column.of][0][language]]
    if column.options:
        parts.append(_joined((each.name[language] for each in column.options), language))
    if column.choices:
        parts.append(_LIST[language].format(name=_list_name(column.choices, language)))
    if column.refers:
        sheets = _joined((SHEET_OF[each].name[language] for each in column.refers), language)
        parts.append(_REFERS[language].format(sheets=sheets))
    told = _COLON[language].join((parts[0], "; ".join(parts[1:]))) if parts[1:] else parts[0]
    marks = [_REQUIRED[language]] * column.starred + [_COMPUTED[language]] * column.computed
    if idle_column(sheet.kind, column.field, ""):
        marks.append(_IDLE[language])
    return " · ".join((told, *marks))


def _list_name(name: str, language: Language) -> str:
    options = SHEET_OF["choices"].by_field["list"].options
    return next(each.name[language] for each in options if each.code == name)


def _joined(words: Iterable[str], language: Language) -> str:
    return _COMMA[language].join(words)


def _other_names(sheet: Sheet[Any], language: Language) -> str:
    title = _SUMMARY[language].format(sheet=sheet.name[language])
    lines = [
        f"- {each.name[language]}{_COLON[language]}{_joined(words, language)}"
        for each, words in _known_by(sheet)
    ]
    return f"<details><summary>{title}</summary>\n\n" + "\n".join(lines) + "\n\n</details>\n"


def _known_by(sheet: Sheet[Any]) -> Iterator[tuple[Column, Sequence[str]]]:
    for column in sheet.visible:
        words = tuple(aliases_of(sheet.kind, column.field))
        if words:
            yield column, words


def _choices(language: Language) -> str:
    return "\n".join(
        f"**{title}**\n\n"
        + _table(("word", "other", "words"), (_option(each, language) for each in options), language)
        for title, options in _fixed_lists(language).items()
    )


def _fixed_lists(language: Language) -> Mapping[str, tuple[Option, ...]]:
    """Every fixed list once, titled by the columns that it is the list of."""
    columns = [(sheet, column) for sheet in SHEETS for column in sheet.visible if column.options]
    titles: dict[tuple[Option, ...], list[str]] = {}
    for sheet, column in columns:
        title = f"{sheet.name[language]} / {column.name[language]}"
        titles.setdefault(column.options, []).append(title)
    return {_joined(names, language): options for options, names in titles.items()}


def _option(option: Option, language: Language) -> tuple[str, str, str]:
    words = _joined(option.aliases, language) or _NONE
    return option.name[language], option.name[_OTHER[language]], words


def _lists(language: Language) -> str:
    return "\n".join(
        f"**{_list_name(name, language)}**\n\n" + _list(values, language)
        for name, values in default_choices(language).items()
    )


def _list(values: Sequence[Choice], language: Language) -> str:
    facts = [
        ("probability", [_percent(each.probability) for each in values]),
        ("days", [_count(each.usual_days) for each in values]),
        ("interval", [_count(each.interval_days) for each in values]),
    ]
    told = [(head, cells) for head, cells in facts if set(cells) != {_NONE}]
    words = [_joined((word for word in each.aliases if word != each.value), language) for each in values]
    columns = [[each.value for each in values], *(cells for _, cells in told), words]
    return _table(("word", *(head for head, _ in told), "words"), list(zip(*columns, strict=True)), language)


def _percent(share: Decimal | None) -> str:
    return _NONE if share is None else f"{share:.0%}"


def _count(count: int | None) -> str:
    return _NONE if count is None else str(count)
