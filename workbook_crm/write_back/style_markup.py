"""The styles part of a converted workbook: the sender's styles that are used, within Excel's limits.

What a style says that Excel would not take (a broken format code, a font of 1,000 points) is left out or
brought within bounds. Source: ECMA-376 part 1, 18.8 (styles); Excel's specifications and limits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import TypeVar
from xml.sax.saxutils import quoteattr

from workbook_crm.model.style import Alignment, CellStyle, Fill, Font, Line

MAX_STYLES = 60_000
"""Excel takes 65,490; the rest is for marks. Cells beyond have the default look."""
_FIRST_FORMAT = 164
"""Number formats below it are Excel's own (ECMA-376 part 1, 18.8.30)."""
_LONGEST_FORMAT, _MOST_FORMATS, _MOST_FONTS = 255, 2_000, 1_000
_GENERAL_IN_CHINESE = "G/通用格式"
_TEXT, _DATE, _TIME, _SPAN = 49, "yyyy\\-mm\\-dd", "hh:mm:ss", "[h]:mm:ss"
_SIDES = ("left", "right", "top", "bottom")
_NO_BORDERS = (Line(), Line(), Line(), Line())
_NOT_IN_XML = re.compile(r"[\x00-\x1f\ud800-\udfff\ufffe\uffff]")
_COLOR = re.compile(r"[0-9A-F]{6}\Z")
_QUOTED = re.compile(r'"[^"]*"|\\.|[_*].')
_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)


T = TypeVar("T")


class Look:
    """The attribute of cells of one style, ` s="3"`, empty where it is the default, by what a value needs.

    A style that has no number format of its own is given one that shows the value.
    """

    def __init__(self, number: Callable[[CellStyle], str], style: CellStyle) -> None:
        self._number, self._style = number, style
        self.plain = number(style)

    @cached_property
    def text(self) -> str:
        """For digits that are no number."""
        return self._number(self._style._replace(number_format=_TEXT))

    @cached_property
    def date(self) -> str:
        return self._of(_DATE)

    @cached_property
    def moment(self) -> str:
        return self._of(f"{_DATE}\\ {_TIME}")

    @cached_property
    def time(self) -> str:
        return self._of(_TIME)

    @cached_property
    def span(self) -> str:
        """For hours that may be more than a day has."""
        return self._of(_SPAN)

    def _of(self, code: str) -> str:
        style = self._style
        return self.plain if style.number_format else self._number(style._replace(number_format=code))


class Looks(dict[int, Look]):
    """The looks of a workbook by the sender's numbers; a style gets its own when it is first asked for."""

    def __init__(self, styles: Sequence[CellStyle]) -> None:
        super().__init__()
        self._styles = [_sound(each) for each in styles] or [CellStyle()]
        self._numbers: dict[CellStyle, int] = {self._styles[0]: 0}

    def __missing__(self, style: int) -> Look:
        known = style if style < len(self._styles) else 0
        self[style] = Look(self._number, self._styles[known])
        return self[style]

    def bare(self, style: int) -> str:
        """The attribute of what nobody sees in a blank cell of the style: all but fill and borders."""
        known = self._styles[style if style < len(self._styles) else 0]
        return self._number(known._replace(fill=Fill(), borders=_NO_BORDERS))

    def _number(self, style: CellStyle) -> str:
        if len(self._numbers) < MAX_STYLES:
            self._numbers.setdefault(style, len(self._numbers))
        number = self._numbers.get(style, 0)
        return f' s="{number}"' if number else ""

    def markup(self) -> str:
        """The styles part, with all that was asked for."""
        return _markup(list(self._numbers))


def _markup(styles: Sequence[CellStyle]) -> str:
    codes = (each.number_format for each in styles if isinstance(each.number_format, str))
    formats = _numbered(codes, most=_MOST_FORMATS)
    fonts = _numbered((each.font for each in styles), most=_MOST_FONTS)
    fills = _numbered((each.fill for each in styles), (Fill(), Fill(pattern="gray125")))
    borders = _numbered((each.borders for each in styles), (_NO_BORDERS,))
    xfs = "".join(_xf(each, formats, fonts, fills, borders) for each in styles)
    listed = "".join(
        f'<numFmt numFmtId="{_FIRST_FORMAT + number}" formatCode={quoteattr(code)}/>'
        for code, number in formats.items()
    )
    return (
        f"{_HEAD}{_listed('numFmts', len(formats), listed) if formats else ''}"
        f"{_listed('fonts', len(fonts), ''.join(map(_font, fonts)))}"
        f"{_listed('fills', len(fills), ''.join(map(_fill, fills)))}"
        f"{_listed('borders', len(borders), ''.join(map(_border, borders)))}"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f"{_listed('cellXfs', len(styles), xfs)}"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _numbered(items: Iterable[T], first: Sequence[T] = (), most: int = MAX_STYLES) -> Mapping[T, int]:
    """Each item once, by its place in the list; `first` are there in any case, what is too much is not."""
    unique = list(dict.fromkeys([*first, *items]))[:most]
    return {item: number for number, item in enumerate(unique)}


def _listed(name: str, count: int, items: str) -> str:
    return f'<{name} count="{count}">{items}</{name}>'


def _xf(
    style: CellStyle,
    formats: Mapping[str, int],
    fonts: Mapping[Font, int],
    fills: Mapping[Fill, int],
    borders: Mapping[tuple[Line, Line, Line, Line], int],
) -> str:
    code = style.number_format
    number_format = code if isinstance(code, int) else _FIRST_FORMAT + formats[code] if code in formats else 0
    numbers = {
        "numFmt": number_format,
        "font": fonts.get(style.font, 0),
        "fill": fills[style.fill],
        "border": borders[style.borders],
    }
    ids = " ".join(f'{name}Id="{number}"' for name, number in numbers.items())
    applied = (("NumberFormat", "numFmt"), ("Font", "font"), ("Fill", "fill"), ("Border", "border"))
    applies = "".join(f' apply{name}="1"' for name, of in applied if numbers[of])
    alignment = _alignment(style.alignment)
    if not alignment:
        return f'<xf {ids} xfId="0"{applies}/>'
    return f'<xf {ids} xfId="0"{applies} applyAlignment="1">{alignment}</xf>'


def _font(font: Font) -> str:
    flags = (("b", font.bold), ("i", font.italic), ("strike", font.strike))
    words = "".join(f"<{name}/>" for name, is_set in flags if is_set)
    underline = "<u/>" if font.underline else ""
    name = f"<name val={quoteattr(font.name)}/>"
    return f'<font>{words}{underline}<sz val="{font.size:g}"/>{_color("color", font.color)}{name}</font>'


def _fill(fill: Fill) -> str:
    colors = _color("fgColor", fill.color) + _color("bgColor", fill.back)
    return f'<fill><patternFill patternType="{fill.pattern}">{colors}</patternFill></fill>'


def _border(lines: tuple[Line, Line, Line, Line]) -> str:
    sides = "".join(
        f'<{side} style="{line.kind}">{_color("color", line.color)}</{side}>' if line.kind else f"<{side}/>"
        for side, line in zip(_SIDES, lines, strict=True)
    )
    return f"<border>{sides}<diagonal/></border>"


def _color(name: str, color: str) -> str:
    return f'<{name} rgb="FF{color}"/>' if color else ""


def _alignment(alignment: Alignment) -> str:
    said = {
        "horizontal": alignment.horizontal,
        "vertical": alignment.vertical,
        "textRotation": alignment.rotation or "",
        "wrapText": "1" if alignment.wrap else "",
        "indent": alignment.indent or "",
    }
    words = "".join(f' {name}="{value}"' for name, value in said.items() if value)
    return f"<alignment{words}/>" if words else ""


def _sound(style: CellStyle) -> CellStyle:
    """The style within what Excel takes."""
    font, fill, alignment = style.font, style.fill, style.alignment
    return CellStyle(
        _sound_format(style.number_format),
        font._replace(
            name=_NOT_IN_XML.sub("", font.name)[:31] or Font().name,
            size=font.size if 1 <= font.size <= 409 else Font().size,
            color=_sound_color(font.color),
        ),
        Fill(_sound_color(fill.color), fill.pattern, _sound_color(fill.back)),
        _sound_borders(style.borders),
        alignment._replace(
            indent=min(alignment.indent, 250),
            rotation=alignment.rotation
            if alignment.rotation in range(181)
            else 255 * (alignment.rotation == 255),
        ),
    )


def _sound_borders(borders: tuple[Line, Line, Line, Line]) -> tuple[Line, Line, Line, Line]:
    left, right, top, bottom = (Line(line.kind, _sound_color(line.color)) for line in borders)
    return left, right, top, bottom


def _sound_color(color: str) -> str:
    return color if _COLOR.match(color) else ""


def _sound_format(code: int | str) -> int | str:
    """The format; General where Excel would call the workbook damaged for it."""
    if isinstance(code, int):
        return code if 0 <= code < _FIRST_FORMAT else 0
    code = code.replace(_GENERAL_IN_CHINESE, "General")
    bare = _BRACKETS.sub("", _QUOTED.sub("", code))
    is_sound = len(code) <= _LONGEST_FORMAT and not _NOT_IN_XML.search(code) and bare.count(";") < 4
    return code if is_sound and not set(bare) & set('"[]\\') and code.lower() != "general" else 0
