"""The index of the gallery: every rule, by what it means for the row and by the stage that finds it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from importlib import import_module
from pkgutil import iter_modules

from tests.gallery.pages import FOLDER, Page
from workbook_crm.model import rules
from workbook_crm.model.finding import Rule, Severity
from workbook_crm.model.rules import rule_of

INDEX = FOLDER / "README.md"
MARK = "<!-- what follows is made by `pytest tests/gallery --accept` -->\n"
_SEVERITIES: Mapping[Severity, str] = {
    Severity.ERROR: "Errors hold a row, a sheet or a file back · 错误：退回",
    Severity.WARNING: "Warnings let it in, and say what to look at · 警告：收下，请核对",
    Severity.NOTE: "Notes say what was done on the sender's behalf · 提示：已代为处理",
}
_STAGES: Mapping[str, str] = {
    "arrivals": "arriving · 到达",
    "others": "instead of a workbook · 不是工作簿",
    "archives": "an archive · 压缩包",
    "mails": "a mail · 邮件",
    "files": "the file · 文件",
    "headers": "sheets and headers · 表和表头",
    "values": "one cell · 单元格",
    "trade": "the trade · 业务",
    "access": "whose it is · 谁能改什么",
    "lists": "lists that come again · 再次发来的表",
    "stamps": "workbooks that we handed out · 系统导出的表",
}


def index(pages: Mapping[str, Page], text: str) -> str:
    """The index with its tables as they are now."""
    tables = (_table(severity, pages) for severity in Severity)
    return text.partition(MARK)[0] + MARK + "\n" + "\n".join(tables)


def _table(severity: Severity, pages: Mapping[str, Page]) -> str:
    rows = ["| Found at | Rule | What it is |", "| --- | --- | --- |"]
    for stage, name in _STAGES.items():
        codes = sorted(each.code for each in rules_of(stage) if each.severity is severity)
        rows += [
            f"| {name} | [`{code}`]({code}.md) | {pages[code].title} |" for code in codes if code in pages
        ]
    return f"## {_SEVERITIES[severity]}\n\n" + "\n".join(rows) + "\n"


def stages() -> set[str]:
    """The modules that rules stand in."""
    return {each.name for each in iter_modules(rules.__path__)}


def rules_of(stage: str) -> Iterable[Rule]:
    """The rules of one module."""
    module = import_module(f"{rules.__name__}.{stage}")
    codes = {each.code for each in vars(module).values() if isinstance(each, Rule)}
    return [rule_of(code) for code in codes]


def unnamed_stages() -> set[str]:
    """Modules of rules that the index has no words for."""
    return stages() - set(_STAGES)
