"""Finding one text among the shared strings without reading them all."""

from __future__ import annotations

import re

from .markup import escaped, quoted
from .parts import Package
from .patterns import lazily
from .relations import relations, workbook_part

_ITEM = lazily(rb"<(?:\w+:)?si[\s>/]")


def shared_indexes(package: Package, text: str) -> frozenset[int]:
    """The indexes under which a text stands as a whole in the shared strings."""
    part = next(
        (rel.part for rel in relations(package, workbook_part(package)) if rel.kind == "sharedStrings"), None
    )
    if part is None:
        return frozenset()
    xml = package.read(part)
    places = [match.start() for match in whole_text(text).finditer(xml)]
    return frozenset(_index(xml, place) for place in places)


def whole_text(text: str) -> re.Pattern[bytes]:
    """Finds a text as the whole content of an element, however it is escaped."""
    spellings = {escaped(text), text.encode(), quoted(text)}
    return re.compile(rb">(?:" + b"|".join(map(re.escape, sorted(spellings))) + rb")</(?:\w+:)?t>")


def _index(xml: bytes, place: int) -> int:
    return len(_ITEM().findall(xml, 0, place)) - 1
