"""What lies at an address that stays: today's first page and calendars, in the folder of all days. Pure."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from workbook_crm.model.run import Parcel

_FIRST_PAGE = "index.html"
_LINK = re.compile(r'\b(href|src|action)="([^"#][^"]*)"')
"""Within a tag: the text of a page has no quotes of its own, they are written as references."""


def standing_files(files: Iterable[Parcel]) -> Iterator[Parcel]:
    """Copies of a day's first page and calendars, a folder above it; the page's links lead on as before."""
    for each in files:
        path = PurePosixPath(each.path)
        place = str(path.parent.parent / path.name)
        if path.name == _FIRST_PAGE:
            page = moved_up(each.content.decode(errors="replace"), path.parent.name)
            yield Parcel(place, page.encode())
        elif path.suffix == ".ics":
            yield Parcel(place, each.content)


def moved_up(page: str, folder: str) -> str:
    """A page of a folder as it has to be a folder above it: its relative links go through that folder."""
    return _LINK.sub(lambda found: f'{found[1]}="{_from_above(found[2], folder)}"', page)


def _from_above(link: str, folder: str) -> str:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return link
    path = posixpath.normpath(posixpath.join(folder, parts.path))
    return link.replace(parts.path, path + "/" * parts.path.endswith("/"), 1)
