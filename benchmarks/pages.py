"""LibreOffice opens each workbook and its answer, and prints as many pages as before, and those of our sheet."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.roundtrip import some_marks, workbooks
from workbook_crm.model.marks import ColumnFill, WorkbookMarks
from workbook_crm.write_back.package import PackageError, annotate


def print_pages(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as name:
        made = list(_answers(folder, Path(name)))
        counted = pages([file for _, file in made], Path(name))
    worse = 0
    for workbook, file in made[::3]:
        before, summed, marked = (counted.get(f"{file.stem}{kind}") for kind in ("", "s", "m"))
        bad = (before is None) != (marked is None) or (
            before is not None and summed not in (before + 1, before or 2)
        )
        worse += bad
        print(
            f"{'WORSE' if bad else 'same':8} {workbook}: "
            f"{before} pages, {summed} with the summary, {marked} marked"
        )
    print(f"{worse} of {len(made) // 3} worse")
    return 1 if worse else 0


def pages(files: list[Path], folder: Path) -> dict[str, int]:
    """How many pages LibreOffice prints each workbook on, by file stem; those that it cannot are left out."""
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
    ]
    for batch in (files[at : at + _BATCH] for at in range(0, len(files), _BATCH)):
        _converted([*command, "--outdir", str(folder)], batch)
        late = [path for path in batch if not (folder / f"{path.stem}.pdf").exists()]
        for path in late if len(late) < len(batch) else batch:
            _converted([*command, "--outdir", str(folder)], [path])
    return {pdf.stem: _counted(pdf) for pdf in folder.glob("*.pdf")}


_BATCH = 20


def _converted(command: list[str], files: list[Path]) -> None:
    try:
        names = [str(path) for path in files]
        subprocess.run([*command, *names], capture_output=True, timeout=60 + 20 * len(files), check=False)
    except subprocess.TimeoutExpired:
        return


def _counted(pdf: Path) -> int:
    """Pages with something on them: an empty workbook prints a blank one, mostly until there is more."""
    told = subprocess.run(["pdfinfo", str(pdf)], capture_output=True, text=True, check=False).stdout
    match = re.search(r"Pages:\s+(\d+)", told)
    number = int(match[1]) if match else 0
    return 0 if number == 1 and _is_blank(pdf) else number


def _is_blank(pdf: Path) -> bool:
    """Whether a page of one colour is all that there is."""
    command = ["pdftoppm", "-r", "20", "-gray", str(pdf)]
    picture = subprocess.run(command, capture_output=True, check=False).stdout
    pixels = picture.split(b"\n", 3)[-1]
    return len(set(pixels)) < 2


def _answers(folder: Path, target: Path) -> Iterator[tuple[str, Path]]:
    """Each workbook, with the summary alone and with all marks, as files to be opened."""
    for number, path in enumerate(workbooks(folder)):
        content = path.read_bytes()
        marks = _text_only(some_marks(content, path.name))
        try:
            summed, marked = annotate(content, WorkbookMarks(summary=marks.summary)), annotate(content, marks)
        except PackageError:
            continue
        for kind, answer in (("", content), ("s", summed), ("m", marked)):
            file = target / f"{number}{kind}{path.suffix}"
            file.write_bytes(answer)
            yield path.name, file


def _text_only(marks: WorkbookMarks) -> WorkbookMarks:
    """The marks with text for every value: other numbers would change what a workbook computes and draws."""
    sheets = (
        sheet._replace(
            fills=tuple(ColumnFill(fill.column, dict.fromkeys(fill.values, "x")) for fill in sheet.fills),
        )
        for sheet in marks.sheets
    )
    return marks._replace(sheets=tuple(sheets))
