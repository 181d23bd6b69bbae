"""The programs that people save workbooks with: each opens files and saves them without a change."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

NODE = Path(__file__).parent / "node"
_TIMEOUT_S = 300
_EXCEL_97 = "xls:MS Excel 97"


@dataclass(frozen=True, slots=True)
class Program:
    """One program, and the format in which it saves."""

    name: str
    ending: str
    save: Callable[[list[Path], Path], None]
    """Saves files into a folder, under their stems and the program's ending."""
    missing: str | None = None
    """Why it cannot be tried here."""


def programs(profile: Path) -> tuple[Program, ...]:
    """All of them; `profile` is a folder in which the office program keeps what it remembers."""
    office = None if shutil.which("soffice") else "LibreOffice is not installed"
    gnumeric = None if shutil.which("ssconvert") else "gnumeric is not installed"
    node = _why_no_node()
    return (
        Program("LibreOffice .xlsx", ".xlsx", _office(profile, "xlsx"), office),
        Program("LibreOffice .ods", ".ods", _office(profile, "ods"), office),
        Program("LibreOffice .xls", ".xls", _office(profile, _EXCEL_97), office),
        Program("gnumeric .xlsx", ".xlsx", _gnumeric("Gnumeric_Excel:xlsx2", ".xlsx"), gnumeric),
        Program("gnumeric .ods", ".ods", _gnumeric("Gnumeric_OpenCalc:odf", ".ods"), gnumeric),
        Program("gnumeric .xls", ".xls", _gnumeric("Gnumeric_Excel:excel_biff8", ".xls"), gnumeric),
        Program("exceljs", ".xlsx", _node("exceljs"), node),
        Program("SheetJS", ".xlsx", _node("sheetjs"), node),
        Program("openpyxl", ".xlsx", _openpyxl),
        Program("pandas", ".xlsx", _pandas),
    )


def untouched(files: list[Path], folder: Path) -> None:
    """No program at all: what the others are compared with."""
    for file in files:
        shutil.copy(file, folder / file.name)


def saved(program: Program, contents: Mapping[str, bytes], folder: Path) -> dict[str, bytes | None]:
    """What a program makes of workbooks, by name; None for one that it cannot open."""
    given, taken = folder / "given", folder / "saved"
    shutil.rmtree(folder, ignore_errors=True)
    for each in (given, taken):
        each.mkdir(parents=True)
    files = []
    for name, content in contents.items():
        files.append(given / f"{name}.xlsx")
        files[-1].write_bytes(content)
    program.save(files, taken)
    made = {name: taken / f"{name}{program.ending}" for name in contents}
    return {name: path.read_bytes() if path.exists() else None for name, path in made.items()}


def _why_no_node() -> str | None:
    if shutil.which("node") is None:
        return "node is not installed"
    if not (NODE / "node_modules").is_dir():
        return "exceljs and xlsx are not installed: npm ci --prefix benchmarks/carriers/node"
    return None


def _run(*command: object) -> None:
    subprocess.run(list(map(str, command)), check=False, capture_output=True, timeout=_TIMEOUT_S)


def _office(profile: Path, target: str) -> Callable[[list[Path], Path], None]:
    def save(files: list[Path], folder: Path) -> None:
        where = f"-env:UserInstallation=file://{profile}"
        _run("soffice", "--headless", where, "--convert-to", target, "--outdir", folder, *files)

    return save


def _gnumeric(exporter: str, ending: str) -> Callable[[list[Path], Path], None]:
    def save(files: list[Path], folder: Path) -> None:
        for file in files:
            _run("ssconvert", "-T", exporter, file, folder / f"{file.stem}{ending}")

    return save


def _node(program: str) -> Callable[[list[Path], Path], None]:
    def save(files: list[Path], folder: Path) -> None:
        _run("node", NODE / "save.js", program, folder, *files)

    return save


def _openpyxl(files: list[Path], folder: Path) -> None:
    import openpyxl

    for file in files:
        openpyxl.load_workbook(file).save(folder / file.name)


def _pandas(files: list[Path], folder: Path) -> None:
    """Values alone: what a script leaves of a workbook."""
    import pandas

    for file in files:
        sheets = pandas.read_excel(io.BytesIO(file.read_bytes()), sheet_name=None, header=None)
        with pandas.ExcelWriter(folder / file.name) as writer:
            for name, sheet in sheets.items():
                sheet.to_excel(writer, sheet_name=name, header=False, index=False)
