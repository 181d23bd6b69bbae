"""Texts of ours known again: by their seals, and where those are gone, by the words of our rules."""

from __future__ import annotations

import pytest

from workbook_crm.model.finding import finding
from workbook_crm.model.language import Language
from workbook_crm.model.own_words import without_own_words
from workbook_crm.model.place import Place
from workbook_crm.model.rules.headers import COLUMN_READ_AS
from workbook_crm.model.rules.values import ERROR_VALUE
from workbook_crm.model.seals import is_sealed, rest_of, row_seal, seal, without_our_lines
from workbook_crm.model.words import SEVERITIES, hint, message

FOUND = (
    finding(ERROR_VALUE, Place("表"), "#NAME?", column="电话\n第二行"),
    finding(COLUMN_READ_AS, Place("表"), "Tel", column="Phone"),
)


def said(language: Language) -> str:
    label = {Language.ZH: "【{}】", Language.EN: "{}: "}[language]
    gap = "" if language is Language.ZH else " "
    texts = (
        label.format(SEVERITIES[each.rule.severity][language])
        + message(each, language)
        + gap
        + hint(each, language)
        for each in FOUND
    )
    return "\n".join(texts)


@pytest.mark.parametrize("language", list(Language))
def test_findings_are_known_by_the_words_of_their_rules(language: Language) -> None:
    assert without_own_words(said(language)) == ""
    assert without_own_words(said(language) + "\n我的话") == "我的话"
    assert without_own_words(said(language).replace("\n", "\r\n")) == ""


@pytest.mark.parametrize(
    "text", ["Note: call before noon", "【提示】只要红色", "Error: was 2 t before", "我的话", "", "【错误】"]
)
def test_a_senders_note_that_begins_alike_is_his(text: str) -> None:
    assert without_own_words(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("【错误】少一位", ""),
        (" 【错误】\r\n少 一位 ", ""),
        ("【错误】少一位\n改了", "改了"),
        ("改了【错误】少一位", "改了"),
        ("先\n【错误】少一位\n后", "先\n后"),
        ("【错误】少两位", None),
        ("【错误】少一", None),
        ("别的", None),
    ],
)
def test_what_stands_beside_our_text_is_the_senders(text: str, rest: str | None) -> None:
    assert rest_of(text, {seal("【错误】少一位")}) == rest


def test_without_seals_nothing_is_known_by_one() -> None:
    assert rest_of("【错误】少一位", ()) is None
    assert without_our_lines("【错误】少一位\n\n改了\nNote: x") == "改了"


@pytest.mark.parametrize("three", [3, 3.0, "3", "3.0", " 3 "])
def test_a_row_is_sealed_however_a_program_writes_its_numbers(three: object) -> None:
    assert is_sealed({1: "客户", 2: three, 5: row_seal({1: "客户", 2: 3})})
    assert not is_sealed({1: "客户", 2: "3.1", 5: row_seal({1: "客户", 2: 3})})
    assert not is_sealed({1: "客户", 2: three, 3: "我写的", 5: row_seal({1: "客户", 2: 3})})
