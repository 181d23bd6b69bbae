"""Number formats of OpenDocument as Excel writes them: `number:date-style` becomes `yyyy\\-mm\\-dd`.

Source: OpenDocument 1.3 part 3, 16.29 (data styles). What Excel has no sign for (eras, fractions, calendars)
makes the whole format General.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from workbook_crm.read.currencies import locale_of

NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_KINDS = frozenset(
    f"{NUMBER}{each}-style" for each in ("number", "currency", "percentage", "date", "time", "text")
)
_COLORS = {
    "#000000": "[Black]", "#0000ff": "[Blue]", "#00ffff": "[Cyan]", "#00ff00": "[Green]",
    "#ff00ff": "[Magenta]", "#ff0000": "[Red]", "#ffffff": "[White]", "#ffff00": "[Yellow]",
}  # fmt: skip
_PLAIN_TEXT = frozenset(" $-+/():!^&'~{}<>=,.")
_MOST_DIGITS = 30


class _UnknownError(Exception):
    """Excel has no sign for it."""


def is_number_format(element: ElementTree.Element) -> bool:
    return element.tag in _KINDS


def number_format(element: ElementTree.Element, others: Mapping[str, ElementTree.Element]) -> int | str:
    """The code of a data style, 0 for General; `others` are those that it may refer to by name."""
    try:
        return ";".join([*(_code(each) for each in _sections(element, others)), _code(element)]) or 0
    except _UnknownError:
        return 0


def _sections(
    element: ElementTree.Element, others: Mapping[str, ElementTree.Element]
) -> list[ElementTree.Element]:
    """The formats of positive numbers and the like, which LibreOffice keeps apart: 1,234 before -1,234."""
    named = {each.get(f"{STYLE}condition", ""): each for each in element.iter(f"{STYLE}map")}
    order = [each for each in ("value()>0", "value()>=0", "value()<0", "value()=0") if each in named]
    if len(order) != len(named) or order == ["value()<0"]:
        raise _UnknownError
    return [_known(others, named[each].get(f"{STYLE}apply-style-name", "")) for each in order]


def _known(others: Mapping[str, ElementTree.Element], name: str) -> ElementTree.Element:
    if name not in others:
        raise _UnknownError
    return others[name]


def _code(element: ElementTree.Element) -> str:
    """One section of a code."""
    is_elapsed = element.get(f"{NUMBER}truncate-on-overflow") == "false"
    pieces = [_piece(child) for child in element if child.tag != f"{STYLE}map"]
    code = "".join(pieces)
    return _elapsed(code) if is_elapsed else code


def _elapsed(code: str) -> str:
    first = next((each for each in code if each in "hms"), "")
    end = len(code) - len(code[code.find(first) :].lstrip(first)) if first else 0
    at = code.find(first) if first else 0
    return f"{code[:at]}[{code[at:end]}]{code[end:]}" if first else code


def _piece(child: ElementTree.Element) -> str:
    if child.tag == f"{STYLE}text-properties":
        return _COLORS.get(child.get(f"{_FO}color", ""), "")
    name = child.tag.removeprefix(NUMBER)
    if name not in _PIECES:
        raise _UnknownError
    return _PIECES[name](child)


def _literal(child: ElementTree.Element) -> str:
    text = child.text or ""
    if set(text) <= _PLAIN_TEXT:
        return text.replace("-", "\\-").replace(" ", "\\ ")
    return "%" if text == "%" else '"' + text.replace('"', "") + '"'


def _digits(child: ElementTree.Element) -> str:
    if f"{NUMBER}decimal-places" not in child.attrib and f"{NUMBER}min-integer-digits" not in child.attrib:
        return "General"
    whole = "0" * _count(child, "min-integer-digits") or "#"
    if child.get(f"{NUMBER}grouping") == "true":
        whole = whole.rjust(4, "#")
        whole = f"{whole[:-3]},{whole[-3:]}"
    places = _count(child, "decimal-places")
    needed = min(_count(child, "min-decimal-places", places), places)
    return whole + ("." + "0" * needed + "#" * (places - needed) if places else "")


def _scientific(child: ElementTree.Element) -> str:
    return f"{_digits(child)}E+{'0' * max(1, _count(child, 'min-exponent-digits', 2))}"


def _count(child: ElementTree.Element, name: str, otherwise: int = 0) -> int:
    text = child.get(NUMBER + name, "")
    return min(int(text), _MOST_DIGITS) if text.isdecimal() and len(text) < 4 else otherwise


def _currency(child: ElementTree.Element) -> str:
    if not child.text or set(child.text) & set("[]-"):
        return ""
    locale = locale_of(child.get(f"{NUMBER}country", ""))
    return f"[${child.text}-{locale}]" if locale else f"[${child.text}]"


def _month(child: ElementTree.Element) -> str:
    is_word = child.get(f"{NUMBER}textual") == "true"
    return ("mmmm" if _is_long(child) else "mmm") if is_word else ("mm" if _is_long(child) else "m")


def _seconds(child: ElementTree.Element) -> str:
    places = _count(child, "decimal-places")
    return ("ss" if _is_long(child) else "s") + ("." + "0" * places if places else "")


def _is_long(child: ElementTree.Element) -> bool:
    return child.get(f"{NUMBER}style") == "long"


def _one_or_two(sign: str) -> Callable[[ElementTree.Element], str]:
    return lambda child: sign * 2 if _is_long(child) else sign


_PIECES: Mapping[str, Callable[[ElementTree.Element], str]] = {
    "text": _literal,
    "number": _digits,
    "scientific-number": _scientific,
    "currency-symbol": _currency,
    "year": lambda child: "yyyy" if _is_long(child) else "yy",
    "month": _month,
    "day": _one_or_two("d"),
    "day-of-week": lambda child: "dddd" if _is_long(child) else "ddd",
    "hours": _one_or_two("h"),
    "minutes": _one_or_two("m"),
    "seconds": _seconds,
    "am-pm": lambda child: "AM/PM",
    "text-content": lambda child: "@",
    "fill-character": lambda child: "",
}
