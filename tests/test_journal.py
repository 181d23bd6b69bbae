"""What is said while it runs: words on the terminal, lines for programs in the log."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.desk import NOW, StoppedClock
from tests.docs.pages import ROOT
from workbook_crm.journal import Journal
from workbook_crm.model.events import EVENTS, event_in_words
from workbook_crm.model.language import Language
from workbook_crm.model.waiting import Why
from workbook_crm.wire import open_workspace

ZH, EN = Language.ZH, Language.EN
FACTS: dict[str, Any] = {
    "version": "1", "pid": 7, "taken": 2, "file": "张三.xlsx", "outcome": "taken", "receipt": "R-000001", "rows": 3,
    "new": 1, "changed": 1, "held": 1, "answers": 2, "error": "OSError", "report": "bug.txt", "faults": 1, "files": 4,
    "days": 30, "count": 1, "claim": "ab", "waiting": 1, "replayed": 0, "missing": 0,
    "account": "office", "sent": 1, "failed": 0,
}  # fmt: skip


def test_every_event_that_is_told_has_words() -> None:
    sources = [each.read_text(encoding="utf-8") for each in (ROOT / "workbook_crm").rglob("*.py")]
    told = {name for text in sources for name in re.findall(r'journal\.tell\(\s*"([a-z-]+)"', text)}
    assert len(told) > 10
    assert told <= EVENTS.keys()


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("event", sorted(EVENTS.keys() - {"waiting", "watching", "restored"}))
def test_an_event_is_a_sentence_and_no_machine_talk(event: str, language: Language) -> None:
    said = event_in_words(event, FACTS, language)
    assert said
    assert not re.search(r"[{}=]", said)


@pytest.mark.parametrize(
    ("event", "facts", "said"),
    [
        ("receipt", FACTS, "张三.xlsx：收下（R-000001），3 行：新增 1，更新 1，退回 1"),
        (
            "waiting",
            {Why.OPEN.value: 2, Why.COPYING.value: 0},
            "还在等：2 × 正在 Excel 或 WPS 里打开，关闭后就收",
        ),
        ("waiting", {}, ""),
        ("undelivered", {"answers": 0}, "答复都放进 outbox 了。"),
        ("watching", {}, ""),
    ],
)
def test_what_is_said(event: str, facts: dict[str, Any], said: str) -> None:
    assert event_in_words(event, facts, ZH) == said


@pytest.mark.parametrize(
    ("form", "line"), [("text", "receipt receipt=R-000001"), ("json", '"event": "receipt"')]
)
def test_words_go_to_the_terminal_and_lines_to_the_log(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: Any, line: str
) -> None:
    log = tmp_path / "work" / "log.txt"
    journal = Journal(StoppedClock().now, form, log, speaks=ZH)
    facts = {name: FACTS[name] for name in ("receipt", "outcome", "rows", "new", "changed", "held")}
    journal.tell("receipt", shown="张\x1b[31m三.xlsx", **facts)
    assert (
        capsys.readouterr().err
        == "08:00:00  张�[31m三.xlsx：收下（R-000001），3 行：新增 1，更新 1，退回 1\n"
    )
    written = log.read_text(encoding="utf-8")
    assert line in written
    assert "三.xlsx" not in written, "names are no part of the log"
    if form == "json":
        assert json.loads(written)["time"] == NOW.isoformat(timespec="milliseconds")


@pytest.mark.parametrize(
    ("settings", "is_watching", "file"),
    [
        ("", True, "work/log.txt"),
        ('[log]\nfile = "other.log"', True, "other.log"),
        ("", False, None),
        ('[log]\nfile = "other.log"', False, "other.log"),
    ],
)
def test_where_the_log_lies(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: str, is_watching: bool, file: str | None
) -> None:
    (tmp_path / "workbook_crm.toml").write_text(settings, encoding="utf-8")
    with open_workspace(tmp_path, is_watching=is_watching) as workspace:
        workspace.journal.tell("offline")
    written = [
        each.relative_to(tmp_path).as_posix() for each in tmp_path.rglob("*.*") if each.suffix != ".toml"
    ]
    assert written == ([file] if file else [])
    assert ("收件夹访问不到" in capsys.readouterr().err) is is_watching
