"""Values as the inside of a cell, and the attributes that go before it.

A cell is written as `<c r="D7"` + attributes + content. Many cells share the same attributes, so what
becomes of them is worked out once for each combination and kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import Enum, auto

from workbook_crm.model.grid import MAX_TEXT
from workbook_crm.model.marks import Tone
from workbook_crm.model.named_tuple import TYPE_CHECKING

from .markup import escaped, get_attribute, is_bare, with_attribute, without_attributes
from .styles import Styles

if TYPE_CHECKING:
    from datetime import date
    from typing import Any

    from workbook_crm.model.marks import Written

_OURS = ("s", "t", "cm", "vm")
"""Attributes that belong to the old value or that we set: style, type, metadata."""


class Kind(Enum):
    """What a value asks of the style of its cell."""

    PLAIN = auto()
    DATE = auto()
    MOMENT = auto()


_FORMATS = {Kind.DATE: 14, Kind.MOMENT: 22}
"""Built-in number formats (18.8.30)."""


class Ink:
    """Writes cells of one sheet: `prefix` is the namespace prefix of its elements, with the colon."""

    def __init__(self, styles: Styles, prefix: bytes, *, date1904: bool) -> None:
        self._styles = styles
        self._prefix = prefix
        self._date1904 = date1904
        self._own: dict[bytes, int] = {}
        self._heads: dict[tuple[bytes, Kind | None, Tone | None], bytes] = {}
        self._text = b' t="inlineStr"><%sis><%st>' % (prefix, prefix)
        self._spaced = b' t="inlineStr"><%sis><%st xml:space="preserve">' % (prefix, prefix)
        self._text_end = b"</%st></%sis></%sc>" % (prefix, prefix, prefix)
        self._value = b"><%sv>" % prefix
        self._value_end = b"</%sv></%sc>" % (prefix, prefix)

    def column(self, values: Mapping[int, Written]) -> Iterator[tuple[Kind, dict[int, bytes]]]:
        """The contents of many cells by row, apart by their kind."""
        types = set(map(type, values.values()))
        bulk = None
        if types == {str}:
            bulk = self._all_texts(list(values.values()))
        elif types == {Decimal}:
            bulk = self._all_numbers(list(map(str, values.values())))
        if bulk is not None:
            yield Kind.PLAIN, dict(zip(values, bulk, strict=True))
            return
        contents: dict[Kind, dict[int, bytes]] = {}
        for row, value in values.items():
            kind, content = self.content(value)
            contents.setdefault(kind, {})[row] = content
        yield from contents.items()

    def _all_texts(self, texts: Sequence[Any]) -> list[bytes] | None:
        """The contents of many texts; None where one of them needs a closer look."""
        if not is_bare("".join(texts)) or max(map(len, texts)) > MAX_TEXT:
            return None
        lines = "\n".join(("", *texts, ""))
        if any(odd in lines for odd in ("\n\n", "\n ", " \n")):  # an empty one, or with a space at an end
            return None
        before, after = self._text, self._text_end
        return [before + text + after for text in lines.encode().split(b"\n")[1:-1]]

    def _all_numbers(self, digits: Sequence[str]) -> list[bytes] | None:
        """The contents of many numbers; None where one is not finite, or written with an exponent."""
        if "".join(digits).strip("-.0123456789"):
            return None
        before, after = self._value, self._value_end
        return [before + number + after for number in "\n".join(digits).encode().split(b"\n")]

    def content(self, value: Written) -> tuple[Kind, bytes]:
        """What the value is, and all of the cell behind its attributes."""
        if isinstance(value, str):
            return self._text_content(value)
        if isinstance(value, bool):
            return Kind.PLAIN, b' t="b"' + self._number(b"1" if value else b"0")
        if isinstance(value, int):
            return Kind.PLAIN, self._number(b"%d" % value)
        if not isinstance(value, Decimal):
            return self._moment(value)
        digits = format(value, "f")
        return (
            (Kind.PLAIN, self._number(digits.encode())) if value.is_finite() else self._text_content(digits)
        )

    def head(self, attributes: bytes, kind: Kind | None, tone: Tone | None) -> bytes:
        """The attributes for a value of this kind, or for the old value where `kind` is None."""
        key = attributes, kind, tone
        found = self._heads.get(key)
        if found is None:
            found = self._heads[key] = self._head(attributes, kind, tone)
        return found

    def style_of(self, attributes: bytes) -> int:
        """The style index in the attributes of a cell; 0 where it is not given."""
        if attributes not in self._own:
            number = get_attribute(attributes, "s")
            if len(self._own) > 5000:
                self._own.clear()
            self._own[attributes] = int(number) if number and number.isdigit() else 0
        return self._own[attributes]

    def shared_style(self, style: int) -> int:
        """The style that a new cell takes over from another one."""
        return self._styles.first(style)

    def result_style(self, beside: int) -> int:
        """The style of a result cell beside a cell of this style."""
        return self._styles.result(beside)

    def _head(self, attributes: bytes, kind: Kind | None, tone: Tone | None) -> bytes:
        own = style = self.style_of(attributes)
        if kind in _FORMATS:
            style = self._styles.dated(style, _FORMATS[kind])
        if tone is not None:
            style = self._styles.marked(style, tone)
        if kind is None:
            return _restyled(attributes, style) if style != own else attributes
        given = get_attribute(attributes, "s") is not None
        head = b' s="%d"' % style if given or style != own else b""
        return head + without_attributes(attributes, _OURS).rstrip()

    def _text_content(self, value: str) -> tuple[Kind, bytes]:
        if not value:
            return Kind.PLAIN, b"/>"
        if len(value) > MAX_TEXT:
            value = value[: MAX_TEXT - 1] + "…"
        bare = value[0] > " " and value[-1] > " " and "\n" not in value
        return Kind.PLAIN, (self._text if bare else self._spaced) + escaped(value) + self._text_end

    def _moment(self, value: date) -> tuple[Kind, bytes]:
        from . import moments  # late, for an answer without dates

        serial = moments.serial(value, date1904=self._date1904)
        if serial is None:
            return self._text_content(moments.spelled(value))
        return Kind.MOMENT if moments.has_time(value) else Kind.DATE, self._number(serial)

    def _number(self, digits: bytes) -> bytes:
        return self._value + digits + self._value_end


def styled(style: int) -> bytes:
    """The attributes of a cell that has nothing but a style."""
    return b' s="%d"' % style if style else b""


def _restyled(attributes: bytes, style: int) -> bytes:
    """The attributes of a cell with another style, at its old place or as the first one."""
    if get_attribute(attributes, "s") is None:
        return b' s="%d"' % style + attributes
    return with_attribute(b"<c" + attributes + b">", "s", str(style))[2:-1]
