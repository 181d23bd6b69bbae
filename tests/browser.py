"""The machine's own browser for tests: what a page does, how it prints, what axe-core says of it.

Skipped where there is no Chromium; `.ci/packages` installs it.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
)

needs_browser = pytest.mark.skipif(
    CHROMIUM is None or shutil.which("pdftotext") is None, reason="needs Chromium and pdftotext"
)


@contextmanager
def chromium() -> Iterator[Any]:
    """A running browser, without a network."""
    from playwright.sync_api import sync_playwright  # starts a driver; only where there is a browser

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[*_SWITCHES, "--no-sandbox"])
        context = browser.new_context(offline=True)
        try:
            yield context
        finally:
            browser.close()


def printed(browser: Any, page: Path) -> bytes:
    """The page as the browser prints it."""
    tab = browser.new_page()
    try:
        tab.goto(page.as_uri())
        content: bytes = tab.pdf(prefer_css_page_size=True)
        return content
    finally:
        tab.close()


def page_texts(pdf: bytes) -> list[str]:
    """The text of each page of a PDF, in the order in which it is read."""
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, check=True, capture_output=True)
    return done.stdout.decode().removesuffix("\f").split("\f")


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """(width, height) of each page in millimetres."""
    done = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "99999", "-"], input=pdf, check=True, capture_output=True
    )
    lines = [each.split() for each in done.stdout.decode().splitlines() if "size:" in each and "pts" in each]
    return [(_mm(each, 0), _mm(each, 2)) for each in lines]


def _mm(words: list[str], nth: int) -> float:
    """Of `Page 1 size: 594.96 x 841.92 pts (A4)`: a number, from points."""
    at = words.index("size:") + 1
    return round(float(words[at + nth]) / 72 * 25.4, 1)
