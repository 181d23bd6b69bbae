"""The pages of docs/gallery: an input as a table, and exactly what is said of it in both languages."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.desk import desk
from tests.gallery.files import FILES
from tests.workbooks import SHOP, joined
from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Language
from workbook_crm.model.words import SEVERITIES, hint, message

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "gallery"
_BLOCK = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
_MARK = "<!-- what follows is made by `pytest tests/gallery --accept` -->\n"
_TITLES = {Language.ZH: "## 中文\n", Language.EN: "## English\n"}
_HEADERS = {
    Language.ZH: ("位置", "类别", "说明", "怎么改"),
    Language.EN: ("Place", "Severity", "What is the matter", "What to do"),
}


@dataclass(frozen=True)
class Page:
    """One rule's page. Blocks: `settings` (TOML), `before` (a workbook taken in first; the word `shop` alone is
    the small dealership of the tests), `workbook` or `file` (one of the files that only code can make)."""

    code: str
    text: str

    @property
    def blocks(self) -> Mapping[str, str]:
        return dict(_BLOCK.findall(self.text.partition(_MARK)[0]))

    def findings(self) -> tuple[Finding, ...]:
        """What is found in the page's workbook."""
        blocks = self.blocks
        with tempfile.TemporaryDirectory() as folder, desk(Path(folder), blocks.get("settings", "")) as fresh:
            before = blocks.get("before", "").strip()
            if before:
                fresh.take(joined(*SHOP.values()) if before == "shop" else before, name="以前.xlsx")
            if "again" in blocks:
                fresh.take(blocks["workbook"])
            if "workbook" in blocks:
                return fresh.take(blocks["workbook"]).findings
            name, content = FILES[blocks["file"].strip()]()
            return fresh.check(content, name=name).findings

    def accepted(self, findings: tuple[Finding, ...]) -> str:
        """The page with its output as it is now."""
        sections = (_TITLES[language] + _table(findings, language) for language in Language)
        return self.text.partition(_MARK)[0] + _MARK + "\n" + "\n".join(sections)


def _table(findings: tuple[Finding, ...], language: Language) -> str:
    rows = [_HEADERS[language], ("---",) * 4]
    rows += [
        (
            str(each.place),
            SEVERITIES[each.rule.severity][language],
            message(each, language),
            hint(each, language),
        )
        for each in findings
    ]
    return "\n" + "\n".join("| " + " | ".join(_plain(cell) for cell in row) + " |" for row in rows) + "\n"


def _plain(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())


def pages() -> dict[str, Page]:
    """Every page by the code of its rule."""
    return {
        path.stem: Page(path.stem, path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*-*.md"))
    }
