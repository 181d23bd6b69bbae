"""Pages for people are there in both languages, tell the same things, and have one word a thing."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, blocks, text_of
from tests.docs.test_settings import defaults, keys_of
from workbook_crm.model.settings import Settings

PAGES = ("answers", "damage", "faults", "lists", "mail", "operating", "settings", "workbooks")
ALIKE = ("answers", "faults", "mail", "operating", "settings")
"""Pages whose headings and tables stand side by side; the others were written for each language."""
_TABLE_ROW = re.compile(r"^\|(.*)\|$", re.MULTILINE)
_NAMED = re.compile(r"`(test_\w+|[a-z]+(?:\.[a-z_]+)+|--[a-z-]+)`")
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)

BANNED_ZH = {
    "收据": "导入回执（收据是收款的凭证）",
    "没有收下": "退回",
    "没收下": "退回",
    "拒收": "退回",
    "打回": "退回",
    "收件箱": "收件夹",
    "发送人": "发件人",
    "撤消": "撤销",
    "回滚": "撤销",
    "配置文件": "设置",
    "回复的文件": "答复",
}
BANNED_EN = {
    "rejected row": "held row",
    "sent back": "held back",
    "file was not taken in": "held",
    "config file": "settings",
    "input folder": "inbox",
}
SENDERS_WORDS = ("aliases", "sample", "options.py", "header_words.py", "bundled")
"""Where words of the senders stand, which may be any."""


def twin(page: str) -> tuple[str, str]:
    """A page in English and in Chinese."""
    return text_of(ROOT / f"docs/{page}.md"), text_of(ROOT / f"docs/{page}.zh.md")


@pytest.mark.parametrize("page", PAGES)
def test_each_page_leads_to_its_twin(page: str) -> None:
    english, chinese = twin(page)
    assert page == "damage" or f"[中文]({page}.zh.md)" in english
    assert page == "damage" or f"[English]({page}.md)" in chinese
    assert f"({page}.zh.md)" not in chinese


@pytest.mark.parametrize("page", PAGES)
def test_a_chinese_page_leads_to_chinese_pages(page: str) -> None:
    _, chinese = twin(page)
    led = re.findall(r"\((\w+)\.md[#)]", chinese)
    assert [each for each in led if each in PAGES and each != page] == []


@pytest.mark.parametrize("page", ALIKE)
def test_twins_have_the_same_headings_tables_and_examples(page: str) -> None:
    english, chinese = twin(page)
    assert _HEADING.findall(english) == _HEADING.findall(chinese)
    one, other = _TABLE_ROW.findall(english), _TABLE_ROW.findall(chinese)
    assert [row.count(" | ") for row in one] == [row.count(" | ") for row in other]
    assert [_NAMED.findall(row) for row in one] == [_NAMED.findall(row) for row in other]
    for language in ("text", "console", "json"):
        assert blocks(english, language) == blocks(chinese, language)


def test_every_setting_has_an_example_in_chinese_too() -> None:
    shown: set[str] = set()
    for block in blocks(text_of(ROOT / "docs/settings.zh.md"), "toml"):
        Settings.model_validate(tomllib.loads(block))
        shown.update(keys_of(tomllib.loads(block)))
    assert {key for key, _ in defaults(Settings())} <= shown


def test_defaults_are_told_alike() -> None:
    english, chinese = twin("settings")
    row = re.compile(r"^\| `([\w.]+)` \| (?:`(\S+)`|none|无) \|", re.MULTILINE)
    assert row.findall(english) == row.findall(chinese) != []


def texts_of(file: Path) -> Iterator[str]:
    """Every text in a module that is not a docstring."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    said = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in said:
            yield each.value


def sources() -> dict[str, str]:
    """What people read, by where it is written: our own words of each module, and the Chinese pages."""
    modules = [
        each
        for each in sorted((ROOT / "workbook_crm").rglob("*.py"))
        if not any(part in SENDERS_WORDS for part in each.relative_to(ROOT).parts)
    ]
    found = {str(each.relative_to(ROOT)): "\n".join(texts_of(each)) for each in modules}
    pages = [*ROOT.glob("docs/*.zh.md"), *ROOT.glob("docs/gallery/*.md")]
    return found | {str(each.relative_to(ROOT)): text_of(each) for each in pages}


@pytest.mark.parametrize("word", [*BANNED_ZH, *BANNED_EN])
def test_one_word_a_thing(word: str) -> None:
    instead = {**BANNED_ZH, **BANNED_EN}[word]
    found = [file for file, text in sources().items() if word in text]
    assert found == [], f"say {instead}"
