"""The rows of a list beside those of its last version, round by round, without a store."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.tables import base_of, head_of, table_of
from workbook_crm.check import line_pairs
from workbook_crm.check.line_keys import keys_of
from workbook_crm.check.line_pairs import paired
from workbook_crm.model.file_lines import Base, FileLine, Pairs

PERSON = "name | phone | remark | address"


def pair(
    kind: str, header: str, was: Sequence[str], now: Sequence[str], *, gone: Sequence[int] = (),
    ids: Sequence[int] = (), new_header: str = "",
) -> Pairs:  # fmt: skip
    """The pairs of a list that is sent again."""
    before, after = table_of(kind, header, *was), table_of(kind, new_header or header, *now)
    line = FileLine(head_of(before), base_of(before, ids, gone))
    return paired(after, keys_of(after), line)


def people(names: str) -> list[str]:
    """甲乙: two people with nothing in common."""
    return [f"{each * 4} | 139{ord(each):08d} | 备注{each} | 地址{each}" for each in names]


@pytest.mark.parametrize(
    ("was", "now", "rows"),
    [
        ("甲乙丙", "甲乙丙", (0, 1, 2)),
        ("甲乙丙", "丙甲乙", (2, 0, 1)),
        ("甲乙丙", "甲丙", (0, 2)),
        ("甲乙丙", "甲丁丙", (0, None, 2)),  # another person in the place of one who is gone
        ("甲乙", "甲乙甲", (0, 1, None)),  # a copied row is a new one
        ("甲甲", "甲甲", (0, 1)),
        ("甲甲", "甲", (0,)),
        ("甲", "", ()),
    ],
)
def test_rows_of_one_key_are_one(was: str, now: str, rows: tuple[int | None, ...]) -> None:
    found = pair("customers", PERSON, people(was), people(now))
    assert (found.rows, found.edits, found.asked) == (rows, {}, {})


def test_rows_without_a_key_are_nobodys() -> None:
    assert pair("customers", PERSON, [" | | 甲 | 东"], [" | | 甲 | 东", " | | 乙 | 西"]).rows == (None, None)


@given(st.permutations("甲乙丙丁戊己"), st.sets(st.sampled_from("甲乙丙丁戊己")))
def test_however_rows_are_put_and_left_out_each_is_its_own(order: list[str], left_out: set[str]) -> None:
    names = [each for each in order if each not in left_out]
    found = pair("customers", PERSON, people("甲乙丙丁戊己"), people("".join(names)))
    assert found.rows == tuple("甲乙丙丁戊己".index(each) for each in names)
    assert set(found.missing) == {"甲乙丙丁戊己".index(each) for each in left_out}


NUMBERED = "number | name | phone | remark"


@pytest.mark.parametrize(
    ("was", "now", "rows"),
    [
        # a number decides, whatever else the row says
        (["C-1 | 甲甲甲甲 | 111 | 甲", "C-2 | 乙乙乙乙 | 222 | 乙"], ["C-2 | 甲甲甲甲 | 111 | 甲", "C-1 | 乙乙乙乙 | 222 | 乙"], (1, 0)),
        # of two rows with one number the first has it, and the other is whom it says
        (["C-1 | 甲甲甲甲 | 111 | 甲", "C-2 | 乙乙乙乙 | 222 | 乙"], ["C-1 | 乙乙乙乙 | 222 | 乙", "C-1 | 甲甲甲甲 | 111 | 甲"], (0, None)),
        # without a number, by key
        (["C-1 | 甲甲甲甲 | 111 | 甲", "C-2 | 乙乙乙乙 | 222 | 乙"], [" | 乙乙乙乙 | 222 | 乙", " | 甲甲甲甲 | 111 | 甲"], (1, 0)),
        # a number that nobody had is no slip of anybody's
        (["C-1 | 甲甲甲甲 | 111 | 甲"], ["C-9 | 甲甲甲甲 | 112 | 甲"], (None,)),
        (["C-1 | 甲甲甲甲 | 111 | 甲"], [" | 甲甲甲甲 | 112 | 甲"], (0,)),
    ],
)  # fmt: skip
def test_a_number_decides(was: list[str], now: list[str], rows: tuple[int | None, ...]) -> None:
    assert pair("customers", NUMBERED, was, now).rows == rows


def test_a_list_that_has_lost_its_column_of_numbers_goes_by_its_keys() -> None:
    was = ["C-1 | 甲甲甲甲 | 111 | 甲", "C-2 | 乙乙乙乙 | 222 | 乙"]
    now = ["乙乙乙乙 | 222 | 乙", "甲甲甲甲 | 111 | 甲"]
    assert pair("customers", NUMBERED, was, now, new_header="name | phone | remark").rows == (1, 0)


LINE = "opportunity | product | quantity | remark"


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        # three lines of one product: what says the same first, then what agrees as far as it says, then in order
        (["甲 | 叉车 | 1 | 一", "甲 | 叉车 | 2 | 二", "甲 | 叉车 | 3 | 三"], (0, 1, 2)),
        (["甲 | 叉车 | 3 | 三", "甲 | 叉车 | 1 | 一"], (2, 0)),
        (["甲 | 叉车 | 3 | ", "甲 | 叉车 | 1 | 一"], (2, 0)),
        (["甲 | 叉车 | | ", "甲 | 叉车 | 1 | "], (1, 0)),  # who says least chooses last
        (["甲 | 叉车 | 9 | 九", "甲 | 叉车 | 2 | 二"], (0, 1)),
        (["甲 | 叉车 | 9 | 九", "甲 | 叉车 | 8 | 八", "甲 | 叉车 | 1 | 一"], (1, 2, 0)),
        (["甲 | 叉车 | 1 | 一", "甲 | 叉车 | 1 | 一", "甲 | 叉车 | 2 | 二", "甲 | 叉车 | 3 | 三"], (0, None, 1, 2)),
        # another product of the deal is the line whose product is gone: the nearest one
        (["甲 | 叉车 | 1 | 一", "甲 | 轮胎 | 3 | 三", "甲 | 叉车 | 2 | 二"], (0, 2, 1)),
        (["乙 | 轮胎 | 3 | 三"], (None,)),
    ],
)  # fmt: skip
def test_lines_of_one_product(now: list[str], rows: tuple[int | None, ...]) -> None:
    was = ["甲 | 叉车 | 1 | 一", "甲 | 叉车 | 2 | 二", "甲 | 叉车 | 3 | 三"]
    assert pair("opportunity_lines", LINE, was, now).rows == rows


SPEC = "opportunity | product | spec | quantity | remark"


@pytest.mark.parametrize(
    ("was", "now", "rows", "edits"),
    [
        (["甲 | 叉车 | 3吨 | 1 |"], ["甲 | 轮胎 | 3吨 | 1 |"], (0,), {0: ("product", "叉车")}),
        (["甲 | 叉车 | 3吨 | 1 |"], ["甲 | 叉车 | 5吨 | 1 |"], (0,), {0: ("spec", "3吨")}),
        (["甲 | 叉车 | | 1 |"], ["甲 | 叉车 | 5吨 | 1 |"], (0,), {0: ("spec", "")}),
        (["甲 | 叉车 | | 1 |"], ["乙 | 轮胎 | | 1 |"], (None,), {}),
        # the nearest first: as many cells agree, whatever the order
        (
            ["甲 | 叉车 | | 1 | 一", "甲 | 堆高 | | 2 | 二"],
            ["甲 | 轮胎 | | 2 | 二", "甲 | 货叉 | | 1 | 一"],
            (1, 0), {0: ("product", "堆高"), 1: ("product", "叉车")},
        ),
        (
            ["甲 | 叉车 | | 5 | 同", "甲 | 堆高 | | 6 | 同"],
            ["甲 | 轮胎 | | 7 | 同", "甲 | 货叉 | | 8 | 同"],
            (0, 1), {0: ("product", "叉车"), 1: ("product", "堆高")},
        ),
        (
            ["甲 | 叉车 | | 1 |", "乙 | 堆高 | | 1 |"],
            ["乙 | 轮胎 | | 1 |", "甲 | 货叉 | | 1 |", "甲 | 属具 | | 1 |"],
            (1, 0, None), {0: ("product", "堆高"), 1: ("product", "叉车")},
        ),
    ],
)  # fmt: skip
def test_a_product_of_a_deal_that_was_exchanged(
    was: list[str], now: list[str], rows: tuple[int | None, ...], edits: dict[int, tuple[str, str]]
) -> None:
    found = pair("opportunity_lines", SPEC, was, now)
    assert found.rows == rows
    assert {nth: tuple(edit) for nth, edit in found.edits.items()} == edits


def test_what_was_gone_before_comes_last() -> None:
    was = ["甲甲甲甲 | 111 | 旧 | 东", "甲甲甲甲 | 111 | 新 | 西"]
    now = ["甲甲甲甲 | 111 | 别 | 北"]
    assert pair("customers", PERSON, was, now).rows == (0,)
    assert pair("customers", PERSON, was, now, gone=(0,)).rows == (1,)
    assert pair("customers", PERSON, was, now, ids=(9, 8)).rows == (1,)  # the record that came first
    assert pair("customers", PERSON, was, now, gone=(0, 1)).rows == (0,)  # it is back


def test_a_list_of_which_rows_were_gone_is_looked_through() -> None:
    was = people("甲乙")
    assert pair("customers", PERSON, was, was, gone=(1,)).rows == (0, 1)


def test_of_two_that_may_be_one_the_nearest_is_and_each_only_once() -> None:
    was = ["甲甲甲甲 | 13911112222 | 红 | 东"]
    now = ["甲甲甲甲 | 13911112233 | 蓝 | 东", "甲甲甲甲 | 13911112223 | 红 | 东"]
    found = pair("customers", PERSON, was, now)
    assert found.rows == (None, 0)
    assert found.edits == {1: ("phone", "13911112222")}


SIX = "name | phone | 一 | 二 | 三 | 四 | 五 | 六"
UNSURE = "王伟 | 13911112223 | 同 | 同 | 同 | 新 | 新 | 新"
SURE = "王伟 | 13911112233 | 同 | 同 | 同 | 旧 | 旧 | 旧"
ASKED = ("phone", "13911112222")


@pytest.mark.parametrize(
    ("now", "rows", "asked"),
    [
        ([UNSURE], (None,), {0: (0, ASKED)}),
        ([UNSURE, SURE], (None, 0), {}),
        ([SURE, UNSURE], (0, None), {}),
        ([UNSURE, UNSURE], (None, None), {0: (0, ASKED), 1: (0, ASKED)}),
    ],
)
def test_a_row_that_may_be_one_is_asked_about_unless_another_surely_is(
    now: list[str], rows: tuple[int | None, ...], asked: dict[int, tuple[int, tuple[str, str]]]
) -> None:
    found = pair("customers", SIX, ["王伟 | 13911112222 | 同 | 同 | 同 | 旧 | 旧 | 旧"], now)
    assert (found.rows, found.asked) == (rows, asked)


def test_of_two_that_a_row_may_be_the_nearest_is_asked_about() -> None:
    was = [
        "王伟 | 13911112222 | 同 | 同 | 同 | 同 | 同 | 旧 | 旧 | 旧",
        "王伟 | 13911112224 | 同 | 同 | 同 | 同 | 旧 | 旧 | 旧 | 旧",
    ]
    now = ["王伟 | 13911112223 | 同 | 同 | 同 | 同 | 同 | 新 | 新 | 新"]
    assert pair("customers", f"{SIX} | 七 | 八", was, now).asked == {0: (0, ASKED)}
    assert pair("customers", f"{SIX} | 七 | 八", was[::-1], now).asked == {0: (1, ASKED)}


@pytest.mark.parametrize(
    ("was", "now", "rows", "header"),
    [
        # equal comes before what only agrees
        (["甲 | 叉车 | 1 | ", "甲 | 叉车 | 1 | 一"], ["甲 | 叉车 | 1 | 一"], (1,), LINE),
        # a column that we do not know tells as well; one that is there no more tells nothing
        (["甲 | 叉车 | 1 | 红", "甲 | 叉车 | 1 | 蓝"], ["甲 | 叉车 | 1 | 蓝"], (1,), "opportunity | product | quantity | 颜色"),
        (["甲 | 叉车 | 1 | 一", "甲 | 叉车 | 2 | 二"], ["甲 | 叉车 | 2"], (1,), "opportunity | product | quantity"),
    ],
)  # fmt: skip
def test_what_tells_lines_of_one_product_apart(
    was: list[str], now: list[str], rows: tuple[int | None, ...], header: str
) -> None:
    before = header if "颜色" in header else LINE
    assert pair("opportunity_lines", before, was, now, new_header=header).rows == rows


def test_a_line_whose_product_is_only_spelt_otherwise_is_said_by_its_product() -> None:
    """What was applied is the catalog's name, under the key of the code that was sent."""
    before, after = table_of("opportunity_lines", LINE, "甲 | 叉车 | 1 | "), table_of("opportunity_lines", LINE, "甲 | 叉车 | 1 | ")  # fmt: skip
    base = base_of(before)
    line = FileLine(head_of(before), Base(("甲\x1ffd30\x1f",), base.ids, base.columns))
    assert paired(after, keys_of(after), line).edits == {0: ("product", "叉车")}
    for header, row, said in (
        (SPEC, "甲 | 轮胎 | 3吨 | 1 | ", ("product", "叉车")),  # there was no spec: nothing of it was mended
        (SPEC, "甲 | 叉车 | 3吨 | 1 | ", ("product", "叉车")),
    ):
        told = table_of("opportunity_lines", header, row)
        assert paired(told, keys_of(told), line).edits == {0: said}


def test_alone_a_place_tells_nothing() -> None:
    found = pair("customers", PERSON, [ROWS[0]], ["客户甲乙一 | 13600000000 | 备注0 | 别处"])
    assert found.rows == (None,)


def test_of_long_lists_only_what_stands_at_one_place_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    was, slip = people("甲乙丙"), "乙乙乙乙 | 13900020058 | 备注乙 | 地址乙"
    moved, stayed = [was[0], was[2], slip], [was[0], slip, was[2]]
    assert pair("customers", PERSON, was, moved).rows == (0, 2, 1)
    monkeypatch.setattr(line_pairs, "_MOST_COMPARED", 1)
    assert pair("customers", PERSON, was, moved).rows == (0, 2, 1)  # one row with one
    monkeypatch.setattr(line_pairs, "_MOST_COMPARED", 0)
    assert pair("customers", PERSON, was, moved).rows == (0, 2, None)
    assert pair("customers", PERSON, was, stayed).rows == (0, 1, 2)


@pytest.mark.parametrize("blank", ["", "清空"])
def test_what_stood_blank_is_said_as_blank(blank: str) -> None:
    header = "name | phone | remark | address"
    was = [f"王大伟业 | {blank} | 红 | 东", "李李李李 | 9 | 甲 | 乙"]
    found = pair("customers", header, was, ["王大伟业 | 13911112222 | 红 | 东", "李李李李 | 9 | 甲 | 乙"])
    assert (found.rows, found.edits) == ((0, 1), {0: ("phone", "")})


ROWS = [f"客户甲乙{'一二三四五六七'[nth]} | 1391111222{nth} | 备注{nth} | 地址{nth}" for nth in range(5)]
OTHER = "{} | 1370000{:04d} | 备注{} | 地址{}"


@pytest.mark.parametrize(
    ("now", "rows"),
    [
        # the phone is another altogether; where it stands tells
        ([ROWS[0], "客户甲乙二 | 13600000000 | 备注1 | 别处", ROWS[2]], (0, 1, 2)),
        (["客户甲乙一 | 13600000000 | 备注0 | 别处", ROWS[1], ROWS[2]], (0, 1, 2)),
        ([ROWS[0], ROWS[1], "客户甲乙三 | 13600000000 | 备注2 | 别处"], (0, 1, 2)),
        # it stands elsewhere: somebody else
        ([ROWS[0], ROWS[2], "客户甲乙二 | 13600000000 | 备注1 | 别处"], (0, 2, None)),
        # one more stands there than did
        ([ROWS[0], "客户甲乙二 | 13600000000 | 备注1 | 别处", "新新新新 | 13700000000 | 新 | 新", ROWS[2]], (0, None, None, 2)),
        # nobody is left to tell the place by
        (["客户甲乙二 | 13600000000 | 备注1 | 别处"], (None,)),
        # who stood there is elsewhere now
        ([ROWS[0], "客户甲乙二 | 13600000000 | 备注1 | 别处", ROWS[2], ROWS[1]], (0, None, 2, 1)),
    ],
)  # fmt: skip
def test_the_place_between_others_tells(now: list[str], rows: tuple[int | None, ...]) -> None:
    assert pair("customers", PERSON, ROWS[:3], now).rows == rows


def test_two_in_the_place_of_two() -> None:
    now = [
        ROWS[0],
        "客户甲乙二 | 13600000000 | 备注1 | 别处",
        "客户甲乙三 | 13600000001 | 备注2 | 别处",
        ROWS[3],
    ]
    found = pair("customers", PERSON, ROWS[:4], now)
    assert found.rows == (0, 1, 2, 3)
    assert {nth: tuple(edit) for nth, edit in found.edits.items()} == {
        1: ("phone", "13911112221"), 2: ("phone", "13911112222"),
    }  # fmt: skip
