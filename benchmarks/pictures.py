"""Pictures of what people see, of the sample dealership: `python -m benchmarks.pictures FOLDER [--language en]`.

Pages as a browser shows them, lists and workbooks as they print; the list of all also for 1, 12 and 60 people.
Needs Chromium, LibreOffice and poppler-utils.
"""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from PIL import Image, ImageOps

from benchmarks.measure import python
from tests.browser import chromium, page_texts, printed
from tests.desk import desk
from workbook_crm.rounds import write_daily

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
        of_many = (each for people in _PEOPLE for each in _list_of(people, options.language, browser))
        for title, picture in chain(_pictures(workspace, browser), of_many):
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
    answer = _as_pdf(max((workspace / "outbox").glob("*/*.xlsx")), workspace)
    yield from _paper("answer", answer, pages=1)
    texts = page_texts(answer)
    first = next(nth for nth, text in enumerate(texts, 1) if text.lstrip().startswith(_SUMMARY))
    yield from _paper("summary", answer, pages=1, first=first)


def _list_of(people: int, language: str, browser: Any) -> Iterator[tuple[str, bytes]]:
    """The first pages of a list on paper, of a dealership with so many salespeople."""
    with tempfile.TemporaryDirectory() as name, desk(Path(name), f'language = "{language}"') as shop:
        shop.take(_customers(people, language))
        write_daily(shop.workspace)
        (page,) = Path(name).glob("reports/2*/digest.html")
        yield from _paper(f"list-of-{people}", printed(browser, page), pages=min(2, people))


def _customers(people: int, language: str) -> str:
    """Customers of each as a sheet, with names and remarks from one sign to many."""
    is_chinese = language == "zh"
    header = _HEADERS[0] if is_chinese else _HEADERS[1]
    rows = [f"# {'客户' if is_chinese else 'Customers'}", header]
    for nth in range(people * _CUSTOMERS_EACH):
        owner = nth % people
        name = _NAMES[nth % len(_NAMES)][not is_chinese].format(nth)
        chinese, english = (
            _SURNAMES[owner % 10] + _GIVEN[owner // 10],
            f"{_FIRST[owner % 10]} {_LAST[owner // 10]}",
        )
        person = chinese if is_chinese else english
        remark = _REMARKS[nth % len(_REMARKS)][not is_chinese]
        phone = f"139{nth * 7919 + 12345678:08d}" if is_chinese else f"+1415555{nth:04d}"
        source, day = ("展厅" if is_chinese else "Showroom"), f"2026-11-{nth % 22 + 1:02d}"
        rows.append(f"| {name} | {phone} | {source} | {'HABC'[nth % 4]} | {person} | {day} | {remark} |")
    return "\n".join(rows)


_PEOPLE = (1, 12, 60)
_CUSTOMERS_EACH = 5
_SUMMARY = ("处理结果：", "Result: ")
_HEADERS = (
    "| 客户名称 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 | 备注 |",
    "| Customer | Phone | Source | Level | Owner | Next follow-up | Remark |",
)
_SURNAMES, _GIVEN = "张李王赵陈欧司诸慕林", ("三", "建国", "晓峰", "静", "丽丽", "志远")
_FIRST = ("Tom", "Rachel", "Daniel", "Alexandra", "Jo", "Grace", "Ivan", "Christopher", "Ann", "Ben")
_LAST = ("Okafor", "Kim", "Featherstonehaugh", "Brooks", "Lang", "Ng")
_NAMES = (
    ("恒丰{}号仓储", "Harbour {}"),
    ("中国（上海）自由贸易试验区远航国际物流供应链管理有限公司第{}分公司", "Northern Lakeside International Building Supplies and Logistics Company No {}"),
    ("王伟{}", "Li {}"),
)  # fmt: skip
_REMARKS = (
    ("", ""),
    ("要带侧移器", "wants a side shifter"),
    ("老板出差，周五以后再打；上次说价格高了两千，想再比一比别家，月底前定", "Away until Friday; found the price too high by two thousand and compares with others until the end of the month"),
)  # fmt: skip


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


def _paper(title: str, pdf: bytes, pages: int, first: int = 1) -> Iterator[tuple[str, bytes]]:
    for nth in range(first, first + pages):
        command = ["pdftoppm", "-png", "-r", str(_PAPER_DPI), "-f", str(nth), "-l", str(nth), "-"]
        done = subprocess.run(command, input=pdf, check=True, capture_output=True)
        yield f"{title}-{nth - first + 1}", done.stdout


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
