"""The Markdown of the project, as tests see it: its blocks, links and headings."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ +(.+?) *$", re.MULTILINE)
_CODE = re.compile(r"`([^`\n]+)`")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")


def all_pages() -> list[Path]:
    """README, changelog and everything in docs."""
    return [README, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def text_of(page: Path) -> str:
    """A page's Markdown."""
    return page.read_text(encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of one language, in order."""
    return [body for name, body in _BLOCK.findall(text) if name == language]


def prose(text: str) -> str:
    """The text without its fenced blocks."""
    return _BLOCK.sub("", text)


def links(text: str) -> list[str]:
    """The targets of all links that stay within the project."""
    return [
        each for each in _LINK.findall(prose(text)) if "://" not in each and not each.startswith("mailto:")
    ]


def codes(text: str) -> list[str]:
    """What stands in `code` within the prose."""
    return _CODE.findall(prose(text))


def anchors(text: str) -> set[str]:
    """What a link to a heading may be called, as GitHub makes it."""
    titles = (_CODE.sub(r"\1", title) for title in _HEADING.findall(prose(text)))
    return {_NOT_IN_ANCHORS.sub("", title.lower()).replace(" ", "-") for title in titles}
