"""Other ways to write the same sheet part: each takes XML and gives XML that means the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ROWS = re.compile(r"<((?:\w+:)?)row\b.*</\1row>", re.DOTALL)


def without_addresses(xml: str) -> str:
    """Rows and cells are counted on; only where none is left out."""
    return re.sub(r'(<(?:x:)?(?:row|c)) r="\w+"', r"\1", xml)


def without_dimension(xml: str) -> str:
    return re.sub(r"<(?:x:)?dimension [^>]*>", "", xml)


def with_a_lying_dimension(xml: str) -> str:
    return re.sub(r'(dimension ref=")[^"]*', r"\1A1:B1", xml)


def in_single_quotes(xml: str) -> str:
    return _TAG.sub(lambda tag: tag[0] if "'" in tag[0] else tag[0].replace('"', "'"), xml)


def with_attributes_turned(xml: str) -> str:
    return re.sub(r'(<(?:x:)?(?:row|c)) ([\w:]+="[^"]*") ([\w:]+="[^"]*")', r"\1 \3 \2", xml)


def roomy(xml: str) -> str:
    """A line for each row and cell, indented."""
    return re.sub(r"><(?=/?(?:x:)?(?:row|c|sheetData)\b)", ">\r\n    <", xml)


def remarked(xml: str) -> str:
    """Comments between rows, which name rows."""
    return re.sub(r"(?<=</row>)(?=<row)", '<!-- <row r="2"><c r="A2"/></row> -->', xml)


def with_long_empty_tags(xml: str) -> str:
    return re.sub(r"<((?:x:)?(?:c|v|t|f|row))((?: [^<>]*)?)/>", r"<\1\2></\1>", xml)


def with_styled_blanks(xml: str) -> str:
    """Empty cells with a style behind the last one of each row."""
    return re.sub(r'(<row r="(\d+)".*?)(?=</row>)', r'\1<c r="H\2" s="0"/>', xml, flags=re.DOTALL)


def with_rows_turned(xml: str) -> str:
    """The last row first; only where rows tell their number."""
    found = _ROWS.search(xml)
    rows = re.findall(r"<row\b.*?</row>", found[0], re.DOTALL) if found else []
    if found is None or not rows or not all(re.match(r'<row r="', row) for row in rows):
        return xml
    return xml[: found.start()] + "".join(reversed(rows)) + xml[found.end() :]


SPELLINGS: Mapping[str, Callable[[str], str]] = {
    made.__name__: made
    for made in (
        with_rows_turned, with_styled_blanks, without_addresses, without_dimension, with_a_lying_dimension,
        with_attributes_turned, roomy, remarked, with_long_empty_tags, in_single_quotes,
    )
}  # fmt: skip
"""In the order in which they can follow each other."""
