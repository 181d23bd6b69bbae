"""Files that a table cannot show: made by code for the gallery."""

from __future__ import annotations

from collections.abc import Callable, Mapping


def _empty() -> tuple[str, bytes]:
    return "空.xlsx", b""


def _pdf() -> tuple[str, bytes]:
    return "报价单.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"


FILES: Mapping[str, Callable[[], tuple[str, bytes]]] = {
    "empty": _empty,
    "pdf": _pdf,
}
"""By the name that a page's `file` block gives."""
