"""The pages of docs/gallery: an input as a table, and exactly what is said of it in both languages."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.desk import Desk, desk
from tests.gallery.drawn import drawn
from tests.gallery.files import FILES
from tests.gallery.handed_out import filled_in
from tests.gallery.readers import failing_reader
from tests.lowered import lowered_reader
from tests.workbooks import SHOP, joined
from workbook_crm import rounds
from workbook_crm.model.finding import Finding, Findings, Rule, finding
from workbook_crm.model.language import Language
from workbook_crm.model.place import Place
from workbook_crm.model.rules import rule_of
from workbook_crm.model.rules.arrivals import KINDS
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
    """One rule's page: a title, the rule's code, a sentence, and blocks.

    `settings` (TOML); `sender` (whose folder the input lies in); `before` (a workbook taken in first; `shop` alone is the small dealership of the
    tests); `again` (the input comes twice); `first` (it came before `before`, too); `sent` (an earlier version by the same sender), `gone` (the version after that),
    `others` (what came from the inbox itself after it); `reader` (fails on purpose); `limits` (TOML: of our guards,
    lowered so that a small file meets them); and one input: `workbook` (a table),
    `exported` (TOML: a workbook that was handed out, and what was filled in, see `handed_out`),
    `drawing` (a table with formulas, dates and hidden rows), `file` (made by code), `missing` (a file's name),
    `told` (TOML: the file and the facts, where only a door or a crash could tell them).
    """

    code: str
    text: str

    @property
    def title(self) -> str:
        return self.text.partition("\n")[0].removeprefix("# ")

    @property
    def blocks(self) -> Mapping[str, str]:
        return dict(_BLOCK.findall(self.text.partition(_MARK)[0]))

    @property
    def byline(self) -> str:
        """The line below the title: code and severity."""
        severity = SEVERITIES[rule_of(self.code).severity]
        return f"`{self.code}` · {severity.zh} {severity.en}"

    def findings(self) -> Findings:
        """What is found in the page's input."""
        blocks = self.blocks
        if "told" in blocks:
            return (_told(rule_of(self.code), tomllib.loads(blocks["told"])),)
        with tempfile.TemporaryDirectory() as folder, desk(Path(folder), blocks.get("settings", "")) as fresh:
            if "first" in blocks:
                fresh.take(blocks["workbook"])
            if "before" in blocks:
                before = blocks["before"].strip()
                fresh.take(joined(*SHOP.values()) if before == "shop" else before, name="以前.xlsx")
            sender = blocks.get("sender", "").strip() or None
            for earlier in (each for each in ("sent", "gone") if each in blocks):
                fresh.take(blocks[earlier], sender=sender, name="以前.xlsx")
            if "others" in blocks:
                fresh.take(blocks["others"], name="主管.xlsx")
            if "again" in blocks:
                fresh.take(blocks["workbook"])
            return self._said_at(fresh, blocks)

    def _said_at(self, fresh: Desk, blocks: Mapping[str, str]) -> Findings:
        if "reader" in blocks:
            with failing_reader(blocks["reader"].strip()) as reader:
                fresh.workspace.__dict__["reader"] = reader
                return _said_of_file(fresh, blocks["file"])
        if "limits" in blocks:
            with lowered_reader(**tomllib.loads(blocks["limits"])) as reader:
                fresh.workspace.__dict__["reader"] = reader
                return _said_of_file(fresh, blocks["file"])
        if "file" in blocks:
            return _said_of_file(fresh, blocks["file"])
        if "missing" in blocks:
            absent = fresh.workspace.folder / blocks["missing"].strip()
            return next(rounds.dry_runs(fresh.workspace, absent)).findings
        if "drawing" in blocks:
            return fresh.take(drawn(blocks["drawing"])).findings
        if "exported" in blocks:
            content = filled_in(fresh, blocks["exported"])
            return fresh.take(content, sender=blocks.get("sender", "").strip() or None).findings
        return fresh.take(blocks["workbook"], sender=blocks.get("sender", "").strip() or None).findings

    def accepted(self, findings: Findings) -> str:
        """The page with its output as it is now."""
        sections = (_TITLES[language] + _table(findings, language) for language in Language)
        return self.text.partition(_MARK)[0] + _MARK + "\n" + "\n".join(sections)


def _told(rule: Rule, facts: dict[str, Any]) -> Finding:
    if "kind" in facts:
        facts["kind"] = KINDS[facts["kind"]]
    return finding(rule, Place(facts.pop("file")), **facts)


def _said_of_file(fresh: Desk, sentence: str) -> Findings:
    name, content = FILES[sentence.strip()]()
    return fresh.check(content, name=name).findings


def _table(findings: Findings, language: Language) -> str:
    rows = [_HEADERS[language], ("---",) * 4, *(_row(each, language) for each in findings)]
    return "\n" + "\n".join("| " + " | ".join(_plain(cell) for cell in row) + " |" for row in rows) + "\n"


def _row(each: Finding, language: Language) -> tuple[str, str, str, str]:
    severity = SEVERITIES[each.rule.severity][language]
    return str(each.place), severity, message(each, language), hint(each, language)


def _plain(cell: str) -> str:
    return " ".join(cell.replace("|", "\\|").split())


def pages() -> dict[str, Page]:
    """Every page by the code of its rule."""
    paths = sorted(path for path in FOLDER.glob("*.md") if path.stem != "README")
    return {path.stem: Page(path.stem, path.read_text(encoding="utf-8")) for path in paths}
