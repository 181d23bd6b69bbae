"""What is understood of other systems' columns: the tables of docs/other-systems.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.docs.pages import ROOT
from tests.read.truth import BATCHES, Result, is_left_alone, result_of, strangers, systems

PAGE = ROOT / "docs" / "other-systems.md"
_TITLES: Mapping[str, str] = {
    "development": "Words were added from these",
    "held_back": "The other half",
    "third": "The third batch",
    "fourth": "The fourth batch",
    "fifth": "The fifth batch, as dealers keep them",
    "sixth": "The sixth batch, as dealers keep them",
}


def tables() -> Mapping[str, str]:
    """The tables of the page by name."""
    results = {batch: [result_of(each) for each in systems(batch)] for batch in BATCHES}
    return {"sums": _sums(results), **{batch: _sheets(results[batch]) for batch in BATCHES}}


def _sums(results: Mapping[str, Sequence[Result]]) -> str:
    rows = [
        (
            _TITLES[batch],
            len(each),
            f"{sum(result.kind == result.system.kind for result in each)} / {len(each)}",
            f"{sum(result.right for result in each):,} / {sum(len(result.system.columns) for result in each):,}",
        )
        for batch, each in results.items()
    ]
    others = list(strangers().values())
    alone = [(name, headers) for name, headers in others if is_left_alone(name, headers)]
    columns = f"{_count(alone)} / {_count(others)}"
    rows.append(("Other trades, left alone", len(others), f"{len(alone)} / {len(others)}", columns))
    return _table(("", "Sheets", "Kind right", "Columns right"), rows)


def _count(sheets: Sequence[tuple[str, list[str]]]) -> int:
    return sum(len(headers) for _, headers in sheets)


def _sheets(results: Sequence[Result]) -> str:
    rows = [
        (each.system.name, each.kind or "—", f"{each.right} / {len(each.system.columns)}") for each in results
    ]
    return _table(("Sheet", "Read as", "Columns right"), rows)


def _table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines: list[Sequence[object]] = [heads, ["---"] * len(heads), *rows]
    return "".join("| " + " | ".join(map(str, line)) + " |\n" for line in lines)
