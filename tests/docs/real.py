"""What becomes of real files: the tables of docs/real-files.md, made where the files are there."""

from __future__ import annotations

import csv
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from tests.desk import Desk, desk
from tests.docs.pages import ROOT, blocks, text_of
from tests.read.test_real_files import CASES, TRUTH
from workbook_crm.model.finding import Severity
from workbook_crm.model.run import Receipt, SheetReceipt

PAGE = ROOT / "docs" / "real-files.md"
MS, DUCKFLOW, SALES = "crm/ms-dp-data", "crm/duckflow", "crm/xl-salesdata"
_ENDINGS = {".xls", ".xlsx", ".xlsm", ".xlsb", ".ods", ".csv"}
_OWN_WORDS: Mapping[str, Mapping[str, str | None]] = {
    f"{MS}/orders.csv": {"SalesOrderID": "opportunity"},
    f"{DUCKFLOW}/contacts.csv": {"contact_id": "name"},
    f"{DUCKFLOW}/deals.csv": {"deal_id": "name"},
}
"""What the settings of the page make of headers that mean something else without them."""

Row = Sequence[str]


def tables() -> Mapping[str, Callable[[], str]]:
    """The tables of the page by name."""
    return {
        MS: lambda: _taken(MS, ("products.csv", "customers.csv", "orders.csv")),
        "totals": _totals,
        DUCKFLOW: lambda: _taken(DUCKFLOW, ("contacts.csv", "deals.csv")),
        SALES: lambda: _fates(SALES),
        "zh": lambda: _fates("zh"),
        "zh-understood": _understood,
    }


def settings_of(folder: str) -> str:
    """The settings that the page gives for a folder of files."""
    order = (MS, DUCKFLOW)
    return blocks(text_of(PAGE), "toml")[order.index(folder)] if folder in order else 'language = "en"'


@contextmanager
def _desk_for(folder: str) -> Iterator[Desk]:
    with tempfile.TemporaryDirectory() as place, desk(Path(place), settings_of(folder)) as fresh:
        yield fresh


def _taken(folder: str, names: Iterable[str]) -> str:
    with _desk_for(folder) as fresh:
        rows = [row for name in names for row in _rows(f"{folder}/{name}", _take(fresh, f"{folder}/{name}"))]
    return _table(("File", "Read as", "Columns right", "Rows", "Taken", "Held", "Errors and warnings"), rows)


def _take(fresh: Desk, path: str) -> Receipt:
    return fresh.take((CASES / path).read_bytes(), name=Path(path).name)


def _rows(path: str, receipt: Receipt) -> Iterator[Row]:
    found = _codes(receipt)
    for sheet in receipt.sheets:
        taken = sheet.new + sheet.changed + sheet.unchanged
        counts = (sheet.rows, taken, sheet.held)
        yield Path(path).name, sheet.kind, _right(path, sheet), *(f"{each:,}" for each in counts), found
        found = ""


def _codes(receipt: Receipt) -> str:
    """Errors and warnings, counted; what a note says was done is no news in a table."""
    told = (each.rule for each in receipt.findings if each.rule.severity is not Severity.NOTE)
    counts = Counter(rule.code for rule in told)
    return ", ".join(f"{count:,} × [{code}](gallery/{code}.md)" for code, count in sorted(counts.items()))


def _right(path: str, sheet: SheetReceipt) -> str:
    """`3 / 4`: columns understood as a person understands them; a dash where nobody has looked."""
    truth = {**TRUTH[path][2], **_OWN_WORDS.get(path, {})} if path in TRUTH else {}
    if not truth or sheet.kind != TRUTH[path][0]:
        return "—"
    understood = {each.header: each.field for each in sheet.columns}
    right = sum(understood.get(header, "absent") == field for header, field in truth.items())
    return f"{right} / {len(truth)}"


def _totals() -> str:
    with _desk_for(MS) as fresh:
        for name in ("products.csv", "customers.csv"):
            _take(fresh, f"{MS}/{name}")
        codes = Counter(each.rule.code for each in _take(fresh, f"{MS}/orders.csv").findings)
        with fresh.workspace.store.reading() as queries:
            lines = [each.record for each in queries.every("opportunity_lines")]
    discounts = Counter(line.discount for line in lines if line.discount)
    explained, warned = codes["implied-discount"], codes["total-differs"]
    rows = [
        ("equal to price × quantity", len(lines) - explained - warned),
        *((f"explained by a discount of {share:.0%}", count) for share, count in sorted(discounts.items())),
        ("differs: a warning with both figures", warned),
        ("in all", len(lines)),
    ]
    kept = sum((line.amount for line in lines), Decimal(0))
    sums = f"\nStated totals add up to {_stated():,}; what was taken adds up to {kept:,}.\n"
    return _table(("The stated total is", "Lines"), [(text, f"{count:,}") for text, count in rows]) + sums


def _stated() -> Decimal:
    with (CASES / MS / "orders.csv").open(encoding="utf-8-sig", newline="") as file:
        return sum((Decimal(row["LineItemTotal"]) for row in csv.DictReader(file)), Decimal(0))


def _fates(folder: str) -> str:
    counts = Counter(map(_fate, _checked(folder).values()))
    rows = [(fate, f"{count:,}") for fate, count in counts.most_common()]
    return _table(("What became of it", "Files"), rows)


def _fate(receipt: Receipt) -> str:
    if receipt.sheets:
        return "understood, at least in part"
    errors = [each.rule.code for each in receipt.findings if each.rule.severity is Severity.ERROR]
    return f"held: [{errors[0]}](gallery/{errors[0]}.md)"


def _understood() -> str:
    rows = [row for path, receipt in _checked("zh").items() for row in _rows(path, receipt) if receipt.sheets]
    return _table(("File", "Read as", "Columns right", "Rows", "Taken", "Held", "Errors and warnings"), rows)


def _checked(folder: str) -> Mapping[str, Receipt]:
    """A dry run of every workbook below a folder."""
    paths = sorted(each for each in (CASES / folder).rglob("*") if each.suffix.lower() in _ENDINGS)
    with _desk_for(folder) as fresh:
        return {
            path.relative_to(CASES).as_posix(): fresh.check(path.read_bytes(), name=path.name)
            for path in paths
        }


def _table(heads: Row, rows: Iterable[Row]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)
