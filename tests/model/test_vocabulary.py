"""The words of headers and sheets: which word wins, what is left of a header without what says nothing."""

from __future__ import annotations

import pytest

from workbook_crm.model.header_words import NUMBERING, OTHERS
from workbook_crm.model.options import Choice
from workbook_crm.model.settings import Settings
from workbook_crm.model.spellings import is_coded, plainer, spellings, unaccented, word_key
from workbook_crm.model.vocabulary import (
    ABROAD,
    COMPOSED,
    DERIVED,
    DOUBTFUL,
    SPOKEN,
    TAIL,
    WEAK,
    Vocabulary,
    Word,
    stems,
    vocabulary,
    with_headers,
)
from workbook_crm.model.written_short import written_out

SMALL = Vocabulary(
    {
        "customers": {
            "电话": Word("phone", 3), "姓": Word("name", 12, "last"), "型号": Word("model", WEAK), "备注": Word("remark", WEAK - 1), "no": Word("number", 0),
            "客户": Word("name", 1), "手机": Word("phone", 0), "日期": Word("since", 0), "日": Word("since", 0), "bar": Word("model", 1),
        },
        "catalog": {"型号": Word("spec", 1)},
    },
    {"客户": "customers", "客户名单": "leads", "leads": "leads", "calls": "follow_ups", "线索": "leads", "价": "catalog", "a": "catalog", "名单": "customers", "onetwothree": "leads"},
    {"customers": {"联系人": 4, "店名": 2}, "catalog": {}},
)  # fmt: skip


@pytest.fixture(scope="module")
def trade() -> Vocabulary:
    """The words of the trade, as a house has them that adds none."""
    return vocabulary(Settings())


@pytest.mark.parametrize(
    ("key", "word"),
    [
        ("电话", Word("phone", 3)), ("客户电话", Word("phone", DERIVED + 3)), ("客户姓", Word("name", 12, "last")), ("客户客户", Word("name", DERIVED + 1)),
        ("客户型号", None), ("客户备注", Word("remark", DERIVED + WEAK - 1)), ("型号", Word("model", WEAK)), ("真实电话", Word("phone", DERIVED + 3)),
        ("真实姓", None), ("客户真实电话", Word("phone", DERIVED + 3)), ("真实客户电话", None), ("电话简述", None), ("客户电话信息", None), ("手机电话简述", None),
        ("companybar", Word("model", DERIVED + 1)), ("序号", None), ("no", Word("number", 0)), ("没有", None), ("", None),
    ],
)  # fmt: skip
def test_what_a_key_means_with_the_kinds_noun_and_without(key: str, word: Word | None) -> None:
    assert SMALL.word("customers", key) == word


def test_what_is_left_of_a_header_is_long_enough() -> None:
    known = Vocabulary({"customers": {"手机": Word("phone", 0), "机": Word("phone", 0), "客户手机": Word("phone", 0), "客户手": Word("phone", 1)}}, {}, {})  # fmt: skip
    assert known.word("customers", "真实手机") == Word("phone", DERIVED)
    assert known.word("customers", "真实机") is None  # one sign
    assert known.word("customers", "客户手机信息") == Word("phone", DERIVED)
    assert known.word("customers", "客户手信息") is None  # three
    assert list(stems("customers", "客户客户名")) == ["客户名"]
    assert list(stems("customers", "手机")) == list(stems("没有", "客户")) == []


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("电话", ("phone", 3, 0)), ("电话（必填）", ("phone", 3, 1)), ("手机/电话", ("phone", 0, 1)), ("電話", ("phone", 3, 0)), ("客户電話", ("phone", DERIVED + 3, 0)),
        ("{{电话}}", None), ("(Do not modify) 电话", None), ("vehicle.interest", None), ("没见过", None), ("", None),
    ],
)  # fmt: skip
def test_a_header_is_looked_up_by_its_spellings(header: str, meant: tuple[str, int, int] | None) -> None:
    found = SMALL.meanings(header).get("customers")
    assert (found and (found[0].field, found[0].rank, found[1])) == meant
    assert SMALL.meanings(header) is SMALL.meanings(header)


def test_a_header_that_is_one_of_others_is_known_by_no_other_spelling() -> None:
    other = next(each for each in sorted(OTHERS) if not each.isascii() and each.startswith("进价"))
    known = Vocabulary({"catalog": {"价": Word("unit_price", 0), "进": Word("remark", 0)}}, {}, {})
    assert known.meanings(f"{other}/价") == {"catalog": (Word("unit_price", 0), 2)}
    assert known.meanings(f"{other}（价）") == {}
    of_another = Vocabulary({"catalog": {"status": Word("state", 1)}}, {}, {})
    assert of_another.meanings("vehicle status") == {}
    assert of_another.meanings("product status")["catalog"][0].field == "state"
    told = Vocabulary({"catalog": {other: Word("unit_price", 0)}}, {}, {})
    assert told.meanings(other)["catalog"] == (Word("unit_price", 0), 0)  # a house that says so


@pytest.mark.parametrize(
    ("header", "kind", "rank"),
    [
        ("客户名称", "customers", range(1)), ("Customer name", "customers", range(1)), ("姓名", "customers", range(1, COMPOSED)), ("客户电话", "customers", range(COMPOSED, ABROAD)),
        ("teléfono", "customers", range(ABROAD, SPOKEN)), ("说了什么", "follow_ups", range(SPOKEN, SPOKEN + 1)), ("真实手机号", "customers", range(DERIVED, WEAK)),
        ("联系人", "customers", range(WEAK, DOUBTFUL)), ("客户名称", "leads", range(WEAK, DOUBTFUL)), ("业务", "leads", range(DOUBTFUL, TAIL)), ("产品专家", "leads", range(TAIL, TAIL + 1)),
        ("名", "customers", range(12, 13)), ("expected_close", "opportunities", range(1)), ("next_follow_up", "leads", range(1)), ("last_contact", "leads", range(0)),
    ],
)  # fmt: skip
def test_the_surer_a_word_the_lower_its_rank(trade: Vocabulary, header: str, kind: str, rank: range) -> None:
    found = trade.meanings(header).get(kind)
    assert (found is None) is (not rank)
    assert found is None or found[0].rank in rank


def test_a_day_is_its_time_and_the_other_way_round(trade: Vocabulary) -> None:
    assert (
        trade.columns["follow_ups"]["跟进日期"].field
        == trade.columns["follow_ups"]["跟进时间"].field
        == "time"
    )
    assert trade.columns["opportunities"]["预计成交时间"].field == "expected_close"
    derived = [word for words in trade.columns.values() for key, word in words.items() if DERIVED <= word.rank < WEAK and ("时间" in key or "日期" in key)]  # fmt: skip
    assert derived
    for kind, words in trade.columns.items():
        assert "" not in words, kind
        assert all(word.rank < COMPOSED for key, word in words.items() if key in NUMBERING)
    assert {"telefono", "numerodetelephone", "当前阶段"} <= trade.columns["customers"].keys() | trade.columns[
        "opportunities"
    ].keys()


@pytest.mark.parametrize(
    ("name", "kind", "is_exact"),
    [
        ("客户", "customers", True), ("客戶", "customers", True), (" 客 户 ", "customers", True), ("客户2026", "customers", False), ("客户登记表", "customers", False), ("张三客户", "customers", False),
        ("张三客户名单", "leads", False),  # the longest word that a name ends in
        ("my leads", "leads", False), ("hot leads 2026", "leads", False), ("hotleads", None, False), ("leads mel", "leads", False), ("hot calls Jan", "follow_ups", False),
        ("轮胎价", "catalog", False), ("询价", None, False), ("报价", None, False), ("x a", "catalog", False), ("ax", None, False), ("客户-老龙", "customers", False),
        ("客户-线索-老龙", None, False),  # two parts tell two kinds
        ("老龙-客户名单表-x", "leads", False), ("a2026", "catalog", False), ("leads calls", "follow_ups", False), ("线索-张三客户", "customers", False), ("one two three x", "leads", False), ("leads w x hot calls", "follow_ups", False), ("Sheet1", None, False), ("表", None, False), ("", None, False), ("客户甲", None, False), ("甲 乙客户 丙", "customers", False),
    ],
)  # fmt: skip
def test_what_a_sheets_name_tells(name: str, kind: str | None, is_exact: bool) -> None:
    assert SMALL.kind_of_name(name) == (kind, is_exact)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("follow up list Mel", "follow_ups"), ("Price List 2026", "catalog"), ("2026 Price List", "catalog"), ("Price List Jan", "catalog"), ("Call sheet Mel", "follow_ups"), ("opportunity lines", "opportunity_lines"),
    ],
)  # fmt: skip
def test_words_of_several_parts_are_found_in_a_name(trade: Vocabulary, name: str, kind: str) -> None:
    assert trade.kind_of_name(name)[0] == kind


@pytest.mark.parametrize(
    ("text", "rank"),
    [("联系人", 4), ("店名", 2), ("店名（联系人）", 2), ("聯繫人", 4), ("电话", None), ("", None)],
)
def test_how_well_a_header_names_a_record(text: str, rank: int | None) -> None:
    assert (SMALL.label_rank("customers", text), SMALL.may_be_label("customers", text)) == (
        rank,
        rank is not None,
    )
    assert SMALL.label_rank("catalog", text) is None


def test_a_model_names_a_product_where_nothing_better_does(trade: Vocabulary) -> None:
    assert trade.may_be_label("catalog", "型号")
    assert not trade.may_be_label("catalog", "单价")
    assert trade.columns["follow_ups"]["跟进时间"].rank < trade.columns["follow_ups"]["跟进日期"].rank


def test_the_houses_own_words_come_first() -> None:
    settings = Settings(
        headers={"customers": {"phone": ["大哥大"]}}, sheets={"leads": ["客户"], "customers": ["老客"]},
        choices={"header": {"电话": ["热线"], "客户.备注": ["碎碎念"]}},
    )  # fmt: skip
    own = vocabulary(settings, [Choice("级别", aliases=("电话",)), Choice("没有这列", aliases=("x",))])
    assert own.columns["customers"]["大哥大"] == Word("phone", -1)
    assert "大哥大" not in own.columns["leads"]
    assert own.columns["leads"]["热线"] == own.columns["customers"]["热线"] == Word("phone", -1)
    assert (own.columns["customers"]["碎碎念"], "碎碎念" in own.columns["leads"]) == (
        Word("remark", -1),
        False,
    )
    assert own.columns["customers"]["电话"] == Word("level", -1)
    assert own.kind_of_name("客户") == ("leads", True)
    assert own.kind_of_name("老客") == ("customers", True)


def test_words_that_have_just_come_in_stand_before_those_that_are_known(trade: Vocabulary) -> None:
    more = with_headers(
        trade, [Choice("Customers.Phone", aliases=("级别", "大哥大")), Choice("phone", aliases=("bp机",))]
    )
    assert more.columns["customers"]["级别"] == more.columns["customers"]["大哥大"] == Word("phone", -1)
    assert more.columns["leads"]["级别"] == trade.columns["leads"]["级别"]
    assert more.columns["leads"]["bp机"] == Word("phone", -1)
    assert trade.columns["customers"]["级别"].field == "level"
    assert (more.sheets, more.labels) == (trade.sheets, trade.labels)


@pytest.mark.parametrize(
    ("header", "keys"),
    [
        ("客户名称", ["客户名称", "客户"]), ("¥", ["amount"]), ("¥¥", [""]), ("电话#", ["电话number", "电话编号"]), ("意向机型及台数", ["意向机型及台数", "意向机型"]),
        ("型 及 台", ["型及台"]), ("客户 Name", ["客户name", "客户", "name"]), ("续航km", ["续航km", "续航"]), ("客户no", ["客户no", "客户编号"]), ("客户编号no", ["客户编号no", "客户编号", "no"]), ("客户qq", ["客户qq"]),
        ("名称（Name）", ["名称name", "名称", "name"]), ("名称（新）", ["名称新", "名称"]), ("Name (new)", ["namenew", "name"]), ("(Name)", ["name"]), ("a.b", ["ab"]), ("a.b.c", ["abc", "bc"]), ("a.b.c.d", ["abcd", "bcd", "cd"]),
        ("MdlYr", ["mdlyr", "modelyear"]), ("Cust's name", ["custsname", "customername"]), ("a" * 1001, ["a" * 1000]),
    ],
)  # fmt: skip
def test_the_spellings_of_a_header(header: str, keys: list[str]) -> None:
    found = list(dict.fromkeys(spellings(header)))
    assert [key for key in found if key or keys == [""]] == keys


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("MdlYr", "modelyear"), ("model year", ""), ("ListPrc", "listprice"), ("Owner's", "owner"), ("客户Mdl", ""), ("客户", ""), ("", ""), ("prc2", "price2"), ("ABC", ""), ("PRC", "price"),
    ],
)  # fmt: skip
def test_what_is_written_short_is_written_out(text: str, long: str) -> None:
    assert written_out(text) == long


@pytest.mark.parametrize(
    ("key", "plain"),
    [("telefono", "telefono"), ("teléfono", "telefono"), ("verkäufer", "verkaufer"), ("电话", "电话")],
)
def test_keys_without_accents(key: str, plain: str) -> None:
    assert unaccented(key) == plain


@pytest.mark.parametrize(
    ("key", "plain"),
    [("预估时间", "预计日期"), ("甲时间", "甲时间"), ("甲乙时间", "甲乙日期"), ("甲日", "甲日"), ("甲乙日", "甲乙日期"), ("单价千元", "单价"), ("甲乙名字", "甲乙"), ("甲名字", "甲名字"), ("间", "间"), ("", "")],
)  # fmt: skip
def test_keys_in_plainer_words_at_their_shortest(key: str, plain: str) -> None:
    assert plainer(key) == plain


def test_what_people_ask_in_a_header_is_not_too_long(trade: Vocabulary) -> None:
    assert trade.meanings("shopping for which unit")["leads"][0] == Word("model", SPOKEN)  # of twenty signs
    assert trade.meanings("shopping for which model") == {}
    assert trade.meanings("nxt when")["leads"][0] == Word("next_follow_up", SPOKEN)  # written short
    assert is_coded("说了什么ID")
    assert trade.meanings("说了什么ID") == {}
    assert word_key("说了什么？") == "说了什么"
