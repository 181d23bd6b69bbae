"""HTML pages from templates. A workspace's own template of the same name comes before ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from workbook_crm.model.due import DueList, PersonDue
from workbook_crm.model.language import Language
from workbook_crm.model.report import Cell, ReportTable, Unit
from workbook_crm.model.words import fill, say
from workbook_crm.report.due import last_follow_up
from workbook_crm.report.words import words

MOST_ROWS = 500
"""Of one table on a page; the workbook has them all."""

_PACKAGE = Path(__file__).resolve().parents[1]
TEMPLATE_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""In an installed package, and in a checkout."""


class Pages:
    """Renders the pages of one language."""

    def __init__(self, language: Language, own_templates: Path | None = None) -> None:
        folders = [own_templates] if own_templates else []
        self._environment = Environment(
            loader=FileSystemLoader([*folders, *TEMPLATE_FOLDERS]),
            autoescape=select_autoescape(default=True, default_for_string=True),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters |= {"said": lambda value: say(value, language), "tel": _telephone}
        self._environment.globals |= {
            "word": words(language),
            "fill": lambda key, **facts: fill(words(language)[key], language, **facts),
            "language": "zh-CN" if language is Language.ZH else "en",
            "last": last_follow_up,
        }
        self._language = language

    def digest(self, day: date, people: Sequence[PersonDue]) -> str:
        """The printable list: a section and a new page for each person."""
        return self._environment.get_template("digest.html").render(day=day, people=people, most=MOST_ROWS)

    def index(
        self, due: DueList, tables: Sequence[ReportTable], files: Sequence[tuple[str, str, str]]
    ) -> str:
        """The page that ties the day's files together; `files` are (person, list, workbook)."""
        shown = [self._table(table) for table in tables]
        return self._environment.get_template("index.html").render(
            day=due.date, tables=shown, files=files, people=due.people
        )

    def _table(self, table: ReportTable) -> dict[str, object]:
        rows = [
            [
                _in_words(cell, column.unit, self._language)
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows[:MOST_ROWS]
        ]
        return {
            "title": table.title[self._language],
            "note": table.note[self._language],
            "columns": [
                (column.name[self._language], column.unit is not Unit.TEXT) for column in table.columns
            ],
            "rows": rows,
            "totals": _totals(table, self._language),
            "more": max(0, len(table.rows) - MOST_ROWS),
            "bars": _bars(table, self._language),
        }


def _in_words(cell: Cell, unit: Unit, language: Language) -> str:
    if cell is None or cell == "":
        return ""
    if unit is Unit.PERCENT and isinstance(cell, Decimal):
        return f"{cell * 100:.0f}%"
    if unit is Unit.MONEY and isinstance(cell, int | Decimal):
        return f"{cell:,.2f}"
    return f"{cell:,}" if isinstance(cell, int) else say(cell, language)


def _totals(table: ReportTable, language: Language) -> list[str] | None:
    if not table.rows or not any(column.is_summed for column in table.columns):
        return None
    totals = []
    for nth, column in enumerate(table.columns):
        values = [row[nth] for row in table.rows]
        total = sum((value for value in values if isinstance(value, int | Decimal)), Decimal(0))
        totals.append(_in_words(total, column.unit, language) if column.is_summed else "")
    return totals


def _bars(table: ReportTable, language: Language) -> list[tuple[str, str, float]]:
    """(label, value in words, share of the longest in per cent) of a bar chart."""
    if table.chart is None:
        return []
    label, value = table.chart
    amounts = [_number(row[value]) for row in table.rows]
    longest = max(amounts, default=Decimal(0)) or Decimal(1)
    return [
        (
            _in_words(row[label], table.columns[label].unit, language),
            _in_words(row[value], table.columns[value].unit, language),
            float(round(amount / longest * 100, 2)),
        )
        for row, amount in zip(table.rows, amounts, strict=True)
    ]


def _number(cell: Cell) -> Decimal:
    return Decimal(cell) if isinstance(cell, int | Decimal) else Decimal(0)


def _telephone(phone: str) -> str:
    """A phone as a `tel:` link takes it."""
    return "tel:" + "".join(each for each in phone if each.isdigit() or each == "+")
