"""Words of lists: how they are understood, which kind of goods a text tells, and keys of settings that are none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from workbook_crm.model.choice_words import (
    choice_keys,
    fixed_words,
    kind_said,
    kind_written,
    level_meant,
    listed_words,
    meaning,
    meaning_at_head,
    words_of,
)
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import LeftOut, all_in_words, in_words, shown
from workbook_crm.model.options import CATALOG_KINDS, LEAD_STATES, Choice
from workbook_crm.model.settings_keys import (
    unknown_choices,
    unknown_columns,
    unknown_kinds,
    unknown_listed,
    unknown_setting,
)
from workbook_crm.model.usual_words import news_words, usual_values, usual_words, words_with_usual

KINDS = fixed_words(CATALOG_KINDS, {})


@pytest.mark.parametrize(
    ("text", "keys"), [("Won", ("won",)), ("成 交", ("成交",)), ("線索", ("線索", "线索")), ("", ("",))]
)
def test_the_keys_of_a_word(text: str, keys: tuple[str, ...]) -> None:
    assert choice_keys(text) == keys


def test_a_word_in_its_own_script_comes_before_the_same_in_another() -> None:
    assert words_of([("線索", "a"), ("线索", "b")]) == {"線索": "a", "线索": "b"}
    assert words_of([("线索", "b"), ("線索", "a"), ("线索", "c")]) == {"线索": "b", "線索": "a"}
    listed = [Choice("在谈", ("谈着", "聊着")), Choice("聊着", ("在谈",))]
    assert listed_words(iter(listed)) == {"在谈": "在谈", "聊着": "聊着", "谈着": "在谈"}
    assert fixed_words(LEAD_STATES, {"new": ["刚来"]})["刚来"] == "new"
    assert words_of([("軟體", "a")]) == {"軟體": "a", "软件": "a", "软体": "a"}
    assert (meaning({"线索": "a"}, "線索"), meaning({"线索": "a"}, "别的")) == ("a", None)


WORDS = {"成交": "won", "战败": "lost", "wechat": "微信", "微信": "微信"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("成交", None), ("成交（张三）", "won"), ("成交：战败", None), ("成交、成交", "won"), ("WeChat to Bob", "微信"), ("成交 3台", "won"), ("别的（成交）", None), ("（成交）", None), ("成交给张三", "won"),
    ],
)  # fmt: skip
def test_a_word_at_the_head_of_a_cell(text: str, value: str | None) -> None:
    assert meaning_at_head(WORDS, text) == value


@pytest.mark.parametrize(
    ("text", "level"),
    [("A级", "A"), ("A类客户", "A"), ("Level A", "A"), ("H-7天内", "H"), ("a", "A"), ("A级（重点）", "A"), ("A1", None), ("级", None), ("", None), ("B", None), ("Ａ級", "A"), ("H：", None), ("：H", "H"), ("-H", "H")],
)  # fmt: skip
def test_what_people_write_around_a_level(text: str, level: str | None) -> None:
    assert level_meant(["A", "H", "级"], text) == level
    assert level_meant(["A级", "A类"], "A") is None  # of two nobody knows which


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("二手叉车", "used"), ("二手叉车配件", "part"), ("整车", None), ("叉车", None), ("租赁叉车", "rental"), ("配件、二手车", None), ("叉车（二手）", "used"), ("叉车送配件", None), ("非二手", None),
        ("used truck", "used"), ("unused truck", None), ("not used", None), ("spare parts", "part"), ("lease returns", "used"), ("truck with parts", None), ("二手", "used"), ("", None), ("二手车＋租赁", None),
        ("出租、租赁", "rental"), ("整车、二手车", None),
    ],
)  # fmt: skip
def test_the_kind_that_a_text_tells(text: str, kind: str | None) -> None:
    assert kind_said(text, KINDS) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [("保养", "part"), ("保养、维修", "part"), ("保养、叉车", None), ("二手保养", "used"), ("叉车", None), ("service plan", "part"), ("延保套餐（三年）", "part")],
)  # fmt: skip
def test_services_are_parts_where_a_kind_is_written(text: str, kind: str | None) -> None:
    assert kind_written(text, KINDS) == kind


def test_words_of_the_trade_mean_what_the_house_lists() -> None:
    found = words_with_usual("source", [Choice("微信", ("企微",)), Choice("抖音直播")])
    assert (found["企业微信"], found["wechat"], found["抖音"], found["抖音短视频"]) == (
        "微信",
        "微信",
        "抖音直播",
        "抖音直播",
    )
    assert "快手" not in found
    both = words_with_usual("source", [Choice("抖音直播"), Choice("抖音短视频")])
    assert "抖音" not in both  # of two that are listed nobody knows which
    assert words_with_usual("source", []) == {}
    assert words_with_usual("region", [Choice("华东")]) == {"华东": "华东"}
    assert {"抖音", "douyin", "抖音直播"} <= usual_words("source")
    assert "" not in usual_words("source")
    assert (usual_words("region"), usual_values("region")) == (frozenset(), ())
    assert usual_values("method")[0] == Name("微信语音", "WeChat call")
    assert (
        news_words("opportunities.state")["战败"],
        news_words("level")["战败"],
        news_words("nothing"),
    ) == ("lost", "F1", {})


def said(found: Name | Iterable[Name]) -> list[str]:
    return [each.en for each in ([found] if isinstance(found, Name) else found)]


FEW = {"one": "one", "two": "two"}
MANY = {f"word{nth}": f"key{nth}" for nth in range(16)}


@pytest.mark.parametrize(
    ("key", "words", "sentence"),
    [
        ("a.onne", FEW, "There is no setting “a.onne”; did you mean “a.one”?"), ("onne", FEW, "There is no setting “onne”; did you mean “one”?"), ("zzz", FEW, "There is no setting “zzz”; there are: one, two."),
        ("zzz", dict(list(MANY.items())[:15]), f"There is no setting “zzz”; there are: {', '.join(f'key{nth}' for nth in range(15))}."), ("zzz", MANY, "There is no setting “zzz”, check its spelling."),
        ("a.b.ONE", FEW, "There is no setting “a.b.ONE”; did you mean “a.b.one”?"),
    ],
)  # fmt: skip
def test_the_nearest_right_word_is_told(key: str, words: Mapping[str, str], sentence: str) -> None:
    assert said(unknown_setting(key, words)) == [sentence.replace(", check", "; check")]


@pytest.mark.parametrize(
    ("ask", "asked", "sentences"),
    [
        (lambda asked: unknown_kinds("sheets", asked), ["leads", "客户"], ["There is no setting “sheets.客户”; did you mean “sheets.customers”?"]),
        (lambda asked: unknown_columns("headers", asked), {"leads": ["phone", "电话"], "customer": ["x"]},
         ["There is no setting “headers.customer”; did you mean “headers.customers”?", "There is no setting “headers.leads.电话”; did you mean “headers.leads.phone”?"]),
        (lambda asked: unknown_listed("optional", asked), {"leads": ["phone", "last_contact", "fone"]},
         ["“last_contact” in “optional.leads” is no column there; check its spelling.", "“fone” in “optional.leads” is no column there; did you mean “phone”?"]),
        (lambda asked: unknown_listed("optional", asked), {"custmers": ["x"]}, ["There is no setting “optional.custmers”; did you mean “optional.customers”?"]),
        (unknown_choices, {"level": ["随便"], "state": ["won"], "header": ["电话", "客户.电话"]}, []),
        (unknown_choices, {"states": []}, ["There is no setting “choices.states”; did you mean “choices.state”?"]),
        (unknown_choices, {"header": ["电化"]}, ["“电化” in “choices.header” is the name of no column; check its spelling."]),
        (unknown_choices, {"state": ["won", "赢单"]}, ["There is no setting “choices.state.赢单”; did you mean “choices.state.won”?"]),
    ],
)  # fmt: skip
def test_keys_of_settings_that_are_none(ask: Callable[[Any], Iterable[Name]], asked: Any, sentences: list[str]) -> None:  # fmt: skip
    assert said(ask(asked)) == sentences


def left(number: str = "C-1", column: Name | None = None, value: str = "", report: str = "") -> LeftOut:
    return LeftOut(Name("客户", "Customers"), number, column, value, report)


@pytest.mark.parametrize(
    ("each", "words"),
    [
        (left(column=Name("级别", "Level"), value="x"), "Customers C-1: “x” under “Level” cannot be read"), (left(column=Name("级别", "Level"), value="\u200b "), "Customers C-1: what stands under “Level”"),
        (left(report="a.txt"), "Customers C-1 was more than we could handle"), (left(number="", report="a.txt"), "Customers could not be made"),
    ],
)  # fmt: skip
def test_what_was_left_out_in_words(each: LeftOut, words: str) -> None:
    assert in_words(each, Language.EN).startswith(words)


@pytest.mark.parametrize(
    ("many", "lines", "more"), [(0, 0, ""), (2, 2, ""), (3, 3, "and 1 more"), (5, 3, "and 3 more")]
)
def test_of_many_the_first_are_named(many: int, lines: int, more: str) -> None:
    told = all_in_words([left(f"C-{nth}", report="a") for nth in range(many)], Language.EN, most=2)
    assert len(told) == lines
    assert more in (told[-1] if told else "")


@pytest.mark.parametrize(
    ("value", "text"), [("a\tb\u200e", "ab"), (" a ", "a"), ("a" * 40, "a" * 40), ("a" * 41, "a" * 39 + "…")]
)
def test_a_value_as_it_can_be_printed(value: str, text: str) -> None:
    assert shown(value) == text
