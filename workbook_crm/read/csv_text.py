"""A CSV file as a workbook of one sheet: every cell is text, exactly as it was written."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import PurePath

from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.place import MAX_COLUMNS, Place
from workbook_crm.model.raw import Cell, Format, RawSheet, RawWorkbook
from workbook_crm.model.rules import files as rules
from workbook_crm.read.charset import Text, decode
from workbook_crm.read.question_marks import lost_text

MAX_CELLS = 30_000_000
_DELIMITERS = ("\t", ";", "|", ",")
"""In this order where several would do: a comma is also punctuation and a decimal sign."""
_SAMPLE_RECORDS = 200
_CONSISTENT = 0.9
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?\r?\n?\Z', re.IGNORECASE)
_TEXT_FORMULA = re.compile(r'="([^"]*)"\Z')
_LONG_FIELD_LINES = 50

csv.field_size_limit(1 << 30)  # the module's own limit of 131,072 characters raises in the middle of a file


def read_csv(content: bytes, *, name: str) -> tuple[RawWorkbook | None, Findings]:
    """The rows of a text file at the row numbers that Excel shows; its sheet is named after the file."""
    text = decode(content)
    place = Place(name)
    rows = parse(text.text)
    width = max(map(len, rows), default=0)
    if width == 0:
        return None, (finding(rules.EMPTY_WORKBOOK, place),)
    if width > MAX_COLUMNS or width * len(rows) > MAX_CELLS:
        return None, (finding(rules.TOO_MANY_CELLS, place, rows=len(rows), columns=width),)
    lost = lost_text(rows)
    if lost:
        return None, (finding(rules.CHARACTERS_LOST, place, lost),)
    sheet = RawSheet(PurePath(name).stem, 1, 1, _even(rows, width))
    book = RawWorkbook(name, Format.CSV, (sheet,), encoding=text.encoding)
    return book, tuple(_doubts(text, place))


def _doubts(text: Text, place: Place) -> Sequence[Finding]:
    found = []
    if not text.is_certain:
        found.append(finding(rules.ENCODING_GUESSED, place, encoding=text.encoding))
    if text.broken:
        found.append(finding(rules.BROKEN_CHARACTERS, place, count=text.broken))
    return found


def parse(text: str) -> list[list[str]]:
    """The records of delimited text; blank lines are records without fields."""
    text = text.replace("\0", "")
    first, _, rest = text.partition("\n")
    separator = _SEPARATOR_LINE.match(first)
    # Excel shows no row for the line that tells it the delimiter.
    delimiter = separator[1] if separator else sniff(text)
    text = rest if separator else text
    rows = _records(text, delimiter)
    if rows and _swallowed(rows[-1]):
        rows = _records(text, delimiter, is_quoted=False)
    return _unwrapped(rows) if '="' in text else rows


def sniff(text: str) -> str:
    """The character that cuts the records into the same number of fields, most evenly."""
    shares = {each: _evenness(text, each) for each in _DELIMITERS}
    consistent = [each for each in _DELIMITERS if shares[each] >= _CONSISTENT]
    return consistent[0] if consistent else max(reversed(_DELIMITERS), key=lambda each: shares[each])


def _evenness(text: str, delimiter: str) -> float:
    """The share of records that have the commonest number of fields, if that is more than one."""
    reader = csv.reader(io.StringIO(text[: 1 << 18], newline=""), delimiter=delimiter)
    widths = Counter(len(record) for record in islice(reader, _SAMPLE_RECORDS) if record)
    width, count = max(widths.items(), key=lambda each: (each[1], each[0]), default=(0, 0))
    return count / widths.total() if width > 1 else 0.0


def _records(text: str, delimiter: str, is_quoted: bool = True) -> list[list[str]]:
    lines = io.StringIO(text, newline="")
    if is_quoted:
        return list(csv.reader(lines, delimiter=delimiter))
    return list(csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE))


def _swallowed(record: Sequence[str]) -> bool:
    """Whether the last record has eaten the rest of the file, by a quotation mark that nobody closed."""
    return any(field.count("\n") + field.count("\r") > _LONG_FIELD_LINES for field in record)


def _unwrapped(rows: list[list[str]]) -> list[list[str]]:
    """Cells written as ="00123", as programs do for Excel to keep the zeros, become 00123."""
    return [
        [_TEXT_FORMULA.sub(r"\1", cell) if cell.startswith("=") else cell for cell in row] for row in rows
    ]


def _even(rows: list[list[str]], width: int) -> Sequence[Sequence[Cell]]:
    return [row + [""] * (width - len(row)) if len(row) < width else row for row in rows]
