"""What cells of a sheet say, for the few of which it has to be known: those that may be ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from workbook_crm.model.grid import column_letters, column_number

from .markup import characters, get_attribute
from .parts import Package
from .patterns import lazily
from .relations import relations, workbook_part
from .worksheet import Worksheet

_ITEM = lazily(rb"<(?:\w+:)?si(?:\s[^>]*)?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)
_TEXT = lazily(rb"<(?:\w+:)?t(?:\s[^>]*)?>(.*?)</(?:\w+:)?t>", re.DOTALL)
_SOUND = lazily(rb"<(?:\w+:)?rPh\b.*?</(?:\w+:)?rPh>", re.DOTALL)
_VALUE = lazily(rb"<(?:\w+:)?v(?:\s[^>]*)?>(.*?)</(?:\w+:)?v>", re.DOTALL)


class Texts:
    """Reads cells of sheets in plain form; shared strings are read when the first is asked for."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._shared: Sequence[str] | None = None

    def of(self, attributes: bytes, content: bytes) -> str:
        """The text of a cell by its attributes and content; numbers as they are written."""
        kind = get_attribute(attributes, "t")
        if kind == "inlineStr":
            return _joined(content)
        value = _VALUE().search(content)
        text = characters(value[1]) if value else ""
        if kind != "s":
            return text
        shared = self._shared_texts()
        return shared[int(text)] if text.strip().isdigit() and int(text) < len(shared) else ""

    def column(self, sheet: Worksheet, column: int) -> Iterator[tuple[int, str]]:
        """(row, text) of the cells of a column that say something."""
        letters = column_letters(column).encode()
        pattern = rb'<%sc r="%s(\d+)"([^>]*?)(?<!/)>(.*?)</%sc>' % (sheet.prefix, letters, sheet.prefix)
        for row, attributes, content in re.findall(pattern, sheet.data, re.DOTALL):
            if text := self.of(attributes, content):
                yield int(row), text

    def row(self, sheet: Worksheet, number: int) -> Mapping[int, str]:
        """The texts of a row by column."""
        return self._in_row(sheet.prefix, sheet.row(number))

    def rows(self, sheet: Worksheet) -> Iterator[tuple[int, Mapping[int, str]]]:
        """The texts of every row that has any."""
        for chunk in sheet.chunks:
            for number, row in zip(chunk.numbers, chunk.rows, strict=True):
                if texts := self._in_row(sheet.prefix, row):
                    yield number, texts

    def _in_row(self, prefix: bytes, row: bytes) -> Mapping[int, str]:
        pattern = rb'<%sc r="([A-Z]+)\d+"([^>]*?)(?<!/)>(.*?)</%sc>' % (prefix, prefix)
        cells = re.findall(pattern, row, re.DOTALL)
        texts = {
            column_number(name.decode()): self.of(attributes, inner) for name, attributes, inner in cells
        }
        return {column: text for column, text in texts.items() if text}

    def _shared_texts(self) -> Sequence[str]:
        if self._shared is None:
            part = next(
                (
                    each.part
                    for each in relations(self._package, workbook_part(self._package))
                    if each.kind == "sharedStrings"
                ),
                None,
            )
            xml = self._package.read(part) if part else b""
            self._shared = [_joined(_SOUND().sub(b"", item)) for item in _ITEM().findall(xml)]
        return self._shared


def _joined(content: bytes) -> str:
    return "".join(map(characters, _TEXT().findall(content)))
