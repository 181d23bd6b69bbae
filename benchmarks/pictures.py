"""Pictures of what people see, of the sample dealership: `python -m benchmarks.pictures FOLDER [--language en]`.

Pages as a browser shows them, lists and workbooks as they print. Needs Chromium, LibreOffice and poppler-utils.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from benchmarks.measure import python
from tests.browser import chromium, printed

_WIDTH, _HEIGHT = 1100, 1000
_PAPER_DPI = 90
_MARGIN = 20
_COLOURS = 64
"""Enough for pages of text; a picture stays below 150 KB."""


def main() -> int:
    """Makes the pictures and prints their names and sizes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", choices=("zh", "en"), default="zh")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        workspace = Path(name)
        _work(workspace, options.language)
        for title, picture in _pictures(workspace, browser):
            path = options.folder / f"{title}-{options.language}.png"
            _save(picture, path)
            print(f"{path}  {path.stat().st_size / 1024:.0f} KB")
    return 0


def _work(workspace: Path, language: str) -> None:
    """A morning of the sample dealership."""
    command = python("-m", "workbook_crm", "--workspace", str(workspace), "--language", language)
    subprocess.run([*command, "init", str(workspace)], check=True, stdout=subprocess.DEVNULL)
    shutil.copytree(workspace / "sample", workspace / "inbox", dirs_exist_ok=True)
    subprocess.run([*command, "run"], check=False, stdout=subprocess.DEVNULL)  # 1: some rows were held


def _pictures(workspace: Path, browser: Any) -> Iterator[tuple[str, bytes]]:
    (day,) = (workspace / "reports").glob("????-??-??")
    for title, page in (
        ("today", day / "index.html"),
        ("reports", day / "report.html"),
        ("records", workspace / "reports" / "records" / "index.html"),
        ("customer", workspace / "reports" / "records" / "C-000003.html"),
    ):
        yield title, _seen(browser, page)
    yield from _paper("list", printed(browser, day / "digest.html"), pages=2)
    for title, pattern in (("fill-in", "due-*.xlsx"), ("report-workbook", "report.xlsx")):
        yield from _paper(title, _as_pdf(min(day.glob(pattern)), workspace), pages=1)
    answer = max((workspace / "outbox").glob("*/*.xlsx"))
    yield from _paper("answer", _as_pdf(answer, workspace), pages=1)


def _seen(browser: Any, page: Path) -> bytes:
    tab = browser.new_page()
    tab.set_viewport_size({"width": _WIDTH, "height": _HEIGHT})
    tab.goto(page.as_uri())
    picture: bytes = tab.screenshot()
    tab.close()
    return picture


def _as_pdf(workbook: Path, folder: Path) -> bytes:
    """As LibreOffice prints it."""
    profile = f"-env:UserInstallation=file://{folder}/office"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(workbook),
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=180)
    return (folder / f"{workbook.stem}.pdf").read_bytes()


def _paper(title: str, pdf: bytes, pages: int) -> Iterator[tuple[str, bytes]]:
    for nth in range(1, pages + 1):
        command = ["pdftoppm", "-png", "-r", str(_PAPER_DPI), "-f", str(nth), "-l", str(nth), "-"]
        done = subprocess.run(command, input=pdf, check=True, capture_output=True)
        yield f"{title}-{nth}", done.stdout


def _save(picture: bytes, path: Path) -> None:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    left, top, right, bottom = ImageOps.invert(image).getbbox() or (0, 0, *image.size)
    wide, high = image.size
    edges = (
        max(0, left - _MARGIN),
        max(0, top - _MARGIN),
        min(wide, right + _MARGIN),
        min(high, bottom + _MARGIN),
    )
    image.crop(edges).quantize(_COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
