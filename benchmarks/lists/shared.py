"""The workbooks of `../shared/cases`: what a person of a dealership takes of each, written down before they ran.

Other programs' exports and the test workbooks of Chinese Excel libraries. Most are no lists of the trade: school
marks, templates of programs with `{{name}}` in their cells, wages, prescriptions. Of these a person takes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.lists.taken import fresh_workspace, take, taken_rows
from workbook_crm.model.run import Receipt
from workbook_crm.wire import Workspace

CASES = Path(__file__).resolve().parents[3] / "shared" / "cases"
ENDINGS = frozenset({".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv"})


@dataclass(frozen=True, slots=True)
class Truth:
    """What a person takes of one file."""

    rows: int
    what: str
    may_be_taken: bool = False
    """Test data in the form of a list: its rows may be taken, and are counted as neither right nor wrong."""


_JOURNAL = "a journal of orders, a kind that is not built: one finding, no row"
_SUBSCRIPTIONS = "sales of subscriptions that name nobody: no list of the trade"
_PRODUCTS = "an import form for products, filled with errors on purpose"
NO_LIST = Truth(0, "no list of the trade")
WRITTEN: Mapping[str, Mapping[str, Truth]] = {
    "crm/duckflow": {
        "contacts.csv": Truth(100, "customers by mail and their own numbers, without names or phones"),
        "deals.csv": Truth(150, "deals of these customers, by their numbers"),
    },
    "crm/ms-dp-data": {
        "products.csv": Truth(295, "a catalog"),
        "customers.csv": Truth(847, "customers by name and mail"),
        "orders.csv": Truth(0, _JOURNAL),
        "sales.csv": Truth(0, _JOURNAL),
    },
    "crm/xl-salesdata": {
        "existing/January.xls": Truth(0, _SUBSCRIPTIONS),
        "existing/February.xls": Truth(0, _SUBSCRIPTIONS),
        "new/January.xlsx": Truth(0, _SUBSCRIPTIONS),
        "new/February.xlsx": Truth(0, _SUBSCRIPTIONS),
    },
    "zh": {
        "t01.xls": Truth(1, "a catalog of fasteners with one product"),
        "产品导入模板.xlsx": Truth(0, _PRODUCTS, may_be_taken=True),
        "截断数据测试.xlsx": Truth(0, _PRODUCTS, may_be_taken=True),
        "数据错误.xlsx": Truth(0, _PRODUCTS, may_be_taken=True),
        "模板字段错误.xlsx": Truth(0, _PRODUCTS, may_be_taken=True),
        "ColumnIndex导入测试.xlsx": Truth(0, "sixteen people with phones and ages", may_be_taken=True),
    },
}
"""By folder, and by path or name within it, in the order in which they are sent; any other file is `NO_LIST`."""
HEADERS = ("folder", "file", "taken / would be taken", "taken, none", "held", "what a person says")


@dataclass
class Count:
    """What became of a file, or of many."""

    taken: int = 0
    wanted: int = 0
    invented: int = 0
    """Rows taken of what is no list."""
    held: int = 0

    def add(self, other: Count) -> None:
        """Counts another in."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)

    @property
    def shown(self) -> tuple[str, str, str]:
        share = f" ({self.taken / self.wanted:.1%})" if self.wanted else ""
        return f"{self.taken:,} / {self.wanted:,}{share}", f"{self.invented:,}", f"{self.held:,}"


def shared_cases(folder: Path) -> Iterator[tuple[str, ...]]:
    """A line for each file of which something is said, one for all others of its folder, and one for all."""
    total = Count()
    for house, truths in WRITTEN.items():
        with fresh_workspace() as (workspace, _clock):
            yield from _house(workspace, house, truths, folder / house, total)
    yield ("in all", "", *total.shown, "")


def _house(
    workspace: Workspace, house: str, truths: Mapping[str, Truth], folder: Path, total: Count
) -> Iterator[tuple[str, ...]]:
    others, rest = Count(), 0
    for path, name in _in_order(folder, truths):
        truth = truths.get(name, NO_LIST)
        count = _count(take(workspace, path.name, path.read_bytes()), truth)
        total.add(count)
        if name in truths:
            yield house, name, *count.shown, truth.what
        else:
            others.add(count)
            rest += 1
    if rest:
        yield house, f"{rest} others", *others.shown, NO_LIST.what


def _in_order(folder: Path, truths: Mapping[str, Truth]) -> list[tuple[Path, str]]:
    """Every workbook of a folder with the name that it is written down by, these first."""
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in ENDINGS]
    order = {name: nth for nth, name in enumerate(truths)}
    named = [(path, _name(path, folder, truths)) for path in paths]
    return sorted(named, key=lambda each: order.get(each[1], len(order)))


def _name(path: Path, folder: Path, truths: Mapping[str, Truth]) -> str:
    within = path.relative_to(folder).as_posix()
    return within if within in truths else path.name


def _count(receipt: Receipt | None, truth: Truth) -> Count:
    taken = taken_rows(receipt)
    held = sum(each.held for each in receipt.sheets) if receipt else 0
    if truth.may_be_taken:
        return Count(held=held)
    return Count(min(taken, truth.rows), truth.rows, max(0, taken - truth.rows), held)
