"""The words of every rule: both languages tell the same, in whole sentences, one row and two rows alike."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from workbook_crm.model.finding import Rule, Severity
from workbook_crm.model.language import Language
from workbook_crm.model.rules import all_rules
from workbook_crm.read.full_columns import MANY

RULES = {**all_rules(), **{f"{each.code}, many": each for each in MANY.values()}}
PAGES = Path(__file__).parents[2] / "docs/gallery"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_ENDINGS = {Language.ZH: ("。", "？", "}"), Language.EN: (".", "?", "}")}


def facts_of(rule: Rule, language: Language) -> set[str]:
    """The facts that a wording names."""
    wording = rule[language]
    parsed = Formatter().parse(wording.message + wording.hint)
    return {name for _, name, _, _ in parsed if name}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("language", Language)
def test_whole_sentences(rule: Rule, language: Language) -> None:
    for sentence in filter(None, (rule[language].message, rule[language].hint)):
        assert sentence.endswith(_ENDINGS[language]), sentence


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_each_wording_is_in_its_language(rule: Rule) -> None:
    assert _CHINESE.search(rule.zh.message)
    assert not _CHINESE.search(rule.en.message + rule.en.hint)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_who_is_held_back_is_told_what_to_do_in_both_languages(rule: Rule) -> None:
    assert bool(rule.zh.hint) == bool(rule.en.hint)
    assert rule.zh.hint or rule.severity is not Severity.ERROR


@pytest.mark.parametrize("rule", MANY.values(), ids=[each.code for each in MANY.values()])
def test_what_is_said_of_many_cells_needs_the_same_facts_in_both_languages(rule: Rule) -> None:
    assert facts_of(rule, Language.ZH) == facts_of(rule, Language.EN)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_what_lets_a_row_in_does_not_say_that_it_is_in(rule: Rule) -> None:
    """An error beside it may hold the row back all the same; only the file that was taken before is in."""
    if rule.severity is not Severity.ERROR and rule.code != "already-taken":
        assert "收下" not in rule.zh.message + rule.zh.hint
        assert not re.search(r"\b(was|were) taken\b", rule.en.message + rule.en.hint)


OF_ADMINISTRATORS = re.compile(
    r"\.toml|\[(?:optional|headers|sheets|choices|defaults|strict|trade|lists|merge)\b|\b(?:trade|store|lists|limits|inbox)\.\w"
    r"|\bsettings?\b|设置文件|配置",
    re.IGNORECASE,
)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
@pytest.mark.parametrize("language", Language)
def test_no_finding_sends_a_salesperson_to_the_settings(rule: Rule, language: Language) -> None:
    """The cure is in Excel; what an administrator may set stands in docs/settings.md."""
    assert not OF_ADMINISTRATORS.search(f"{rule[language].message} {rule[language].hint}")


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_nor_does_what_is_filled_in(page: Path) -> None:
    told = [line for line in page.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert [line for line in told if OF_ADMINISTRATORS.search(line)] == []
