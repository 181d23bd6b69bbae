"""Words of fixed lists that are none of ours: no row is held for one, and none is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import counts, desk, found
from workbook_crm.model.choice_words import fixed_words, meaning, meaning_at_head, words_of
from workbook_crm.model.more_words import more_words
from workbook_crm.model.options import (
    ACTIVE,
    CATALOG_KINDS,
    CUSTOMER_STATES,
    LEAD_STATES,
    OPPORTUNITY_STATES,
    ROLES,
    option_words,
)

LEADS = """
# 线索
| 姓名 | 电话 | 来源 | 状态 |
| 李雷 | 13800000001 | 展会 | 待审 |
| 韩梅 | 13800000002 | 展会 | 待审 |
| 王强 | 13800000003 | 展会 | 跟进中 |
"""


def test_a_row_begins_as_all_do_and_its_word_is_kept_and_said_once(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        taken = shop.take(LEADS)
        assert counts(taken, "线索") == {"new": 3}
        assert [each for each in found(taken) if "unknown" in each] == ["warning 线索!D2 unknown-word"]
        shown = shop.show("L-000002")
    assert (shown["values"]["state"], shown["values"]["extra"]) == ("new", {"状态": "待审"})


def test_a_known_record_keeps_its_state(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take(LEADS)
        shop.take("# 线索\n| 姓名 | 电话 | 状态 |\n| 王强 | 13800000003 | 审批二 |", name="二.xlsx")
        assert shop.show("L-000003")["values"]["state"] == "following"


def test_a_strict_house_holds_the_row(tmp_path: Path) -> None:
    with desk(tmp_path, '[strict]\nleads = ["state"]\n') as shop:
        assert counts(shop.take(LEADS), "线索") == {"new": 1, "held": 2}


def test_what_stands_behind_a_known_word_is_kept_with_the_record(tmp_path: Path) -> None:
    text = "# 产品目录\n| 类别 | 产品名称 | 单价 | 状态 |\n| 整车 | 叉车P1 | 80000 | 已售(王总) |"
    with desk(tmp_path) as shop:
        taken = shop.take(text)
        with shop.workspace.store.reading() as queries:
            (item,) = queries.every("catalog")
    assert "note 产品目录!D2 news-read-as" in found(taken)
    assert (item.record.state, item.record.extra) == ("inactive", (("状态", "已售(王总)"),))


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Sold - Pruitt", "inactive"),
        ("sold to Pruitt", "inactive"),
        ("Sold 11/2", "inactive"),
        ("已售给王总", "inactive"),
        ("Not sold", None),
        ("Sold", None),  # no more than the word: that is not read by its head
        ("available / sold", None),  # two values
        ("soldier - blue", None),
    ],
)
def test_a_known_word_before_something_else(text: str, state: str | None) -> None:
    assert meaning_at_head(fixed_words(ACTIVE, {}), text) == state


@pytest.mark.parametrize(
    "options", [ACTIVE, CATALOG_KINDS, CUSTOMER_STATES, LEAD_STATES, OPPORTUNITY_STATES, ROLES]
)
def test_no_further_word_means_two_things(options: tuple[object, ...]) -> None:
    own = words_of(option_words(options, {}).items())  # type: ignore[arg-type]
    told: dict[str, str] = {}
    for word, code in more_words(options):  # type: ignore[arg-type]
        assert meaning(own, word) is None, f"{word} is listed already"
        assert told.setdefault(word.casefold(), code) == code, word


@pytest.mark.parametrize(
    ("options", "word", "code"),
    [
        (OPPORTUNITY_STATES, "Gewonnen", "won"),
        (OPPORTUNITY_STATES, "Perdida", "lost"),
        (OPPORTUNITY_STATES, "en cours", "open"),
        (OPPORTUNITY_STATES, "已流標", "paused"),
        (LEAD_STATES, "正常", "new"),
        (LEAD_STATES, "已退回", "new"),
        (LEAD_STATES, "停用", "invalid"),
        (ACTIVE, "verkauft", "inactive"),
        (CATALOG_KINDS, "Gebrauchtwagen", "used"),
    ],
)
def test_words_of_states_in_other_languages(options: tuple[object, ...], word: str, code: str) -> None:
    assert meaning(fixed_words(options, {}), word) == code  # type: ignore[arg-type]
