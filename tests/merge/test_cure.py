"""What an answer asks is answered in it, counts at once, and is remembered for the list that comes again."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from workbook_crm import as_json
from workbook_crm.condition import show_status
from workbook_crm.health import checks_of, status_of
from workbook_crm.model.language import Language
from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.run import Outcome
from workbook_crm.terminal import Screen


def questions(content: bytes) -> dict[str, tuple[Any, ...]]:
    """By what is asked about (a column, a word, a field's name): the row of the summing-up sheet."""
    sheet = summary(openpyxl.load_workbook(io.BytesIO(content)))
    return {
        str(row[1].value) + (f"/{row[2].value}" if ' ["word"' in str(row[5].value) else ""): tuple(
            cell.value for cell in row[:5]
        )
        for row in sheet.iter_rows()
        if str(row[5].value or "").startswith(REPLY_MARK) and '["undo"' not in row[5].value
    }


def summary(book: Any) -> Any:
    return next(book[name] for name in ("处理结果", "Result") if name in book.sheetnames)


def replied(content: bytes, replies: Mapping[str, str | None], *, alone: bool = False) -> bytes:
    """An answer with replies filled in, or only its summing-up sheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet, left = summary(book), dict(replies)
    for row in sheet.iter_rows():
        if str(row[5].value or "").startswith(REPLY_MARK):
            word = f"/{row[2].value}" if ' ["word"' in str(row[5].value) else ""
            name = str(row[1].value) + word
            if name in left:
                row[4].value = left.pop(name)
    assert not left, f"not asked: {left}; asked: {list(questions(content))}"
    if alone:
        for name in [each for each in book.sheetnames if book[each] is not sheet]:
            del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LEADS = (
    "# 意向客户\n| 姓名 | 电话 | 来源 | 毛豆色 | 情况 |\n"
    "| 李雷 | 13712345671 | 展会 | 白 | 谈过价格，要考虑 |\n| 韩梅 | 13712345672 | 展会 | 黑 | 已看车 |\n"
)


def test_an_unknown_column_is_asked_answered_and_remembered(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向1120.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["毛豆色", "情况"]
    assert asked["毛豆色"][2] == "白、黑"
    back = replied(empty_desk.answer(first), {"毛豆色": "备注", "情况": "跟进内容"})
    second = empty_desk.take(back, sender="张三", name="意向1120.xlsx")
    shown = empty_desk.show("L-000001")
    assert shown["values"]["remark"] == "白"
    assert "extra" not in shown["values"]
    assert [each["content"] for each in shown["follow_ups"]] == ["谈过价格，要考虑"]
    assert [each for each in found(second) if "unknown-column" in each] == []
    assert {name: row[4] for name, row in questions(empty_desk.answer(second)).items()} == {
        "毛豆色": "备注",
        "情况": "跟进内容",
    }
    week = LEADS.replace("李雷 | 13712345671", "王伟 | 13712345673")
    third = empty_desk.take(week, sender="张三", name="意向1127.xlsx")
    assert empty_desk.show("L-000003")["values"]["remark"] == "白"
    assert "unknown-column" not in str(found(third))


def test_the_summing_up_sheet_alone_is_enough(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    alone = replied(empty_desk.answer(first), {"毛豆色": "备注", "情况": "不用（原样留着）"}, alone=True)
    second = empty_desk.take(alone, sender="张三", name="回复.xlsx")
    assert (second.outcome, counts(second, "意向客户")) == (Outcome.TAKEN, {"changed": 2})
    assert empty_desk.show("L-000001")["values"]["remark"] == "白"
    assert second.answer == "outbox/张三/意向.xlsx"


VISITS = (
    "# 来店登记表\n| 日期 | 人数 | 客户姓名 | 联系电话 | 来源 |\n"
    "| 2026-11-20 | 2 | 李雷 | 13712345671 | 展会 |\n| 2026-11-21 | 1 | 韩梅 | 13712345672 | 展会 |\n"
)


def test_a_column_that_we_would_read_otherwise_is_what_its_sender_says(empty_desk: Desk) -> None:
    first = empty_desk.take(VISITS, sender="张三", name="来店.xlsx")
    second = empty_desk.take(
        replied(empty_desk.answer(first), {"人数": "备注"}), sender="张三", name="来店.xlsx"
    )
    assert counts(second, "来店登记表") == {"changed": 2}
    shown = empty_desk.show("L-000001")
    assert shown["values"]["remark"] == "2"
    assert [each["method"] for each in shown["follow_ups"]] == ["到店"]


STRANGE = "# Sheet1\n| 东家 | 照应的 | 门道 |\n| 宏达物流 | 老陈 | 展会 |\n| 海田机械 | 老黄 | 网络 |\n"


def test_a_sheet_of_which_nothing_is_understood_is_asked_about(empty_desk: Desk) -> None:
    first = empty_desk.take(STRANGE, sender="张三", name="台账.xlsx")
    assert (first.outcome, first.answer) == (Outcome.HELD, "outbox/张三/台账.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["Sheet1", "东家", "照应的", "门道", "来源"]
    back = replied(empty_desk.answer(first), {"Sheet1": "客户", "东家": "客户名称", "门道": "来源"})
    second = empty_desk.take(back, sender="张三", name="台账.xlsx")
    assert (second.outcome, counts(second, "Sheet1")) == (Outcome.TAKEN, {"new": 2})
    shown = empty_desk.show("C-000001")["values"]
    assert (shown["name"], shown["source"]) == ("宏达物流", "展会")
    assert second.answer == "outbox/张三/台账.xlsx"
    third = empty_desk.take(STRANGE.replace("宏达", "远航"), sender="张三", name="台账2.xlsx")
    assert third.outcome is Outcome.TAKEN


def test_what_is_no_list_is_left_alone_from_then_on(empty_desk: Desk) -> None:
    first = empty_desk.take(STRANGE, sender="张三", name="台账.xlsx")
    back = replied(empty_desk.answer(first), {"Sheet1": "不是名单（不要读）"})
    second = empty_desk.take(back, sender="张三", name="台账.xlsx")
    assert (second.outcome, found(second)) == (Outcome.TAKEN, ["note Sheet1 as-answered"])
    third = empty_desk.take(STRANGE.replace("宏达", "远航"), sender="张三", name="台账2.xlsx")
    assert third.outcome is Outcome.TAKEN
    assert questions(empty_desk.answer(third))["Sheet1"][4] == "不是名单（不要读）"
    changed = replied(empty_desk.answer(third), {"Sheet1": "客户"})
    assert "as-answered" in str(found(empty_desk.take(changed, sender="张三", name="台账2.xlsx")))


NO_SOURCE = "# 线索\n| 姓名 | 电话 | 级别 |\n| 李雷 | 13712345671 | A |\n| 韩梅 | 13712345672 | B |\n"


def test_what_all_rows_have_is_answered_once(empty_desk: Desk) -> None:
    first = empty_desk.take(NO_SOURCE, name="汽车之家1120.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["来源", "负责人"]
    second = empty_desk.take(
        replied(empty_desk.answer(first), {"来源": "汽车之家", "负责人": "张三"}), name="汽车之家1120.xlsx"
    )
    shown = empty_desk.show("L-000001")["values"]
    assert (shown["source"], shown["owner"]) == ("汽车之家", "张三")
    assert "wanted-columns" not in str(found(second))
    empty_desk.take(NO_SOURCE.replace("671", "673").replace("李雷", "王伟"), name="汽车之家1127.xlsx")
    shown = empty_desk.show("L-000003")["values"]
    assert (shown["source"], shown["owner"]) == ("汽车之家", "张三")
    other = empty_desk.take(NO_SOURCE.replace("671", "674").replace("李雷", "周敏"), name="懂车帝.xlsx")
    assert empty_desk.show("L-000004")["values"]["source"] is None
    assert questions(empty_desk.answer(other))["来源"][4] == "汽车之家"


def test_a_default_never_writes_over_what_is_known(empty_desk: Desk) -> None:
    first = empty_desk.take(NO_SOURCE, sender="张三", name="表.xlsx")
    empty_desk.take("# 线索\n| 线索编号 | 来源 |\n| L-000001 | 转介绍 |", name="补.xlsx")
    back = replied(empty_desk.answer(first), {"来源": "展会"})
    empty_desk.take(back, sender="张三", name="表.xlsx")
    assert [empty_desk.show(f"L-00000{n}")["values"]["source"] for n in (1, 2)] == ["转介绍", "展会"]


WORDS = (
    "# 商机\n| 商机名称 | 客户 | 意向产品 | 状态 |\n| 甲项目 | 宏达物流有限公司 | 整车 | 凉了 |\n"
    "| 乙项目 | 海田机械有限公司 | 整车 | 洽谈中 |\n| 丙项目 | 远航物流有限公司 | 整车 | 凉了 |\n"
)


def test_own_words_are_asked_once_a_word(empty_desk: Desk) -> None:
    first = empty_desk.take(WORDS, sender="张三", name="商机.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["状态/凉了"]
    second = empty_desk.take(
        replied(empty_desk.answer(first), {"状态/凉了": "中止"}), sender="张三", name="商机.xlsx"
    )
    assert empty_desk.show("O-000001")["values"]["state"] == "paused"
    assert "unknown-word" not in str(found(second))
    empty_desk.take(WORDS.replace("甲项目", "丁项目"), sender="张三", name="商机.xlsx")
    assert empty_desk.show("O-000004")["values"]["state"] == "paused"


def test_another_sender_is_offered_and_decides_himself(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    empty_desk.take(replied(empty_desk.answer(first), {"毛豆色": "备注"}), sender="张三", name="意向.xlsx")
    week = LEADS.replace("3712345671", "3812345671").replace("3712345672", "3812345672")
    other = empty_desk.take(
        week.replace("李雷", "赵强").replace("韩梅", "孙丽"), sender="李四", name="意向.xlsx"
    )
    assert empty_desk.show("L-000003")["values"]["remark"] is None
    row = questions(empty_desk.answer(other))["毛豆色"]
    assert (row[4], "张三" in row[3]) == ("备注", True)
    empty_desk.take(replied(empty_desk.answer(other), {}), sender="李四", name="意向.xlsx")
    assert empty_desk.show("L-000003")["values"]["remark"] == "白"


def test_an_answer_is_changed_and_taken_away(empty_desk: Desk) -> None:
    receipt = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    for choice in ("备注", "意向车型", None):
        back = replied(empty_desk.answer(receipt), {"毛豆色": choice})
        receipt = empty_desk.take(back, sender="张三", name="意向.xlsx")
        assert questions(empty_desk.answer(receipt))["毛豆色"][4] == choice
    assert "note 意向客户!D1 unknown-column" in found(receipt)
    values = empty_desk.show("L-000001")["values"]
    assert (values["remark"], values["model"]) == ("白", "白")


def test_what_is_remembered_is_told_to_the_office(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    assert status_of(empty_desk.workspace).remembered == ()
    assert "remembered" not in {each.code for each in checks_of(empty_desk.workspace)}
    back = replied(empty_desk.answer(first), {"毛豆色": "备注", "情况": "跟进内容"})
    second = empty_desk.take(back, sender="张三", name="意向.xlsx")
    told = as_json.status(status_of(empty_desk.workspace), Language.ZH)["remembered"]
    assert told[0] == {
        "sender": "张三",
        "file": "意向.xlsx",
        "sheet": "意向客户",
        "about": "column",
        "subject": ["毛豆色"],
        "choice": "备注",
        "by": "张三",
        "since": "2026-11-23",
    }
    (said,) = [each for each in checks_of(empty_desk.workspace) if each.code == "remembered"]
    assert "1 张表的 2 个答复" in said.message(Language.ZH)
    empty_desk.take(replied(empty_desk.answer(second), {"毛豆色": None}), sender="张三", name="意向.xlsx")
    assert [each.given.subject for each in status_of(empty_desk.workspace).remembered] == [("情况",)]


def lists_of_choices(content: bytes) -> dict[str, list[str]]:
    """By what is asked about: what its cell offers to choose from."""
    sheet = summary(openpyxl.load_workbook(io.BytesIO(content)))
    offered: dict[str, list[str]] = {}
    for rule in sheet.data_validations.dataValidation:
        cells = sheet[rule.formula1.replace("$", "")] if ":" in rule.formula1 else ()
        for area in rule.sqref.ranges:
            for row in range(area.min_row, area.max_row + 1):
                offered[str(sheet.cell(row, 2).value)] = [str(each[0].value) for each in cells]
    return offered


@pytest.mark.parametrize(
    ("text", "about", "among", "not_among"),
    [
        (LEADS, "毛豆色", ("不用（原样留着）", "跟进内容", "跟进日期", "备注", "级别"), ("电话", "来源")),
        (NO_SOURCE, "来源", ("展会", "转介绍"), ("是",)),
        (WORDS, "状态", ("中止", "输单"), ("整车",)),
        (STRANGE, "Sheet1", ("客户", "产品目录", "不是名单（不要读）"), ("报价",)),
        (STRANGE, "东家", ("客户名称", "产品名称", "跟进内容"), ("金额",)),
    ],
    ids=["column", "missing column", "word", "sheet", "column of a strange sheet"],
)
def test_there_is_a_list_to_choose_from(
    empty_desk: Desk, text: str, about: str, among: tuple[str, ...], not_among: tuple[str, ...]
) -> None:
    offered = lists_of_choices(empty_desk.answer(empty_desk.take(text)))[about]
    assert [each for each in among if each not in offered] == []
    assert [each for each in not_among if each in offered] == []


MONTHS = "".join(
    f"# {month}\n| 姓名 | 电话 | 来源 | 毛豆色 |\n| 客{n}{month} | 1371234{n}671 | 展会 | 白 |\n"
    f"| 人{n}{month} | 1371234{n}672 | 展会 | 黑 |\n"
    for n, month in enumerate(("一月", "二月", "三月"), 111)
)


def test_sheets_of_one_form_are_asked_about_once(empty_desk: Desk) -> None:
    first = empty_desk.take(MONTHS, sender="张三", name="线索.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["毛豆色"]
    assert "等 3 张表" in asked["毛豆色"][0]
    empty_desk.take(replied(empty_desk.answer(first), {"毛豆色": "备注"}), sender="张三", name="线索.xlsx")
    remarks = [empty_desk.show(f"L-00000{n}")["values"]["remark"] for n in range(1, 7)]
    assert remarks == ["白", "黑"] * 3


def test_an_old_answer_sent_once_more_takes_nothing_back(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    blank = empty_desk.answer(first)
    empty_desk.take(replied(blank, {"毛豆色": "备注"}), sender="张三", name="意向.xlsx")
    second = empty_desk.take(replied(blank, {"情况": "跟进内容"}), sender="张三", name="意向.xlsx")
    told = {name: row[4] for name, row in questions(empty_desk.answer(second)).items()}
    assert told == {"毛豆色": "备注", "情况": "跟进内容"}


def test_the_very_same_list_is_read_otherwise_once_something_was_answered(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    (empty_desk.workspace.folder / "outbox/张三/意向.xlsx").rename(empty_desk.workspace.folder / "保存.xlsx")
    again = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    assert again.outcome is Outcome.DUPLICATE
    saved = (empty_desk.workspace.folder / "保存.xlsx").read_bytes()
    alone = replied(saved, {"毛豆色": "备注"}, alone=True)
    assert empty_desk.take(alone, sender="张三", name="a.xlsx").outcome is Outcome.TAKEN
    third = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    assert (third.outcome, counts(third, "意向客户")) == (Outcome.TAKEN, {"unchanged": 2})
    assert empty_desk.take(LEADS, sender="张三", name="意向.xlsx").outcome is Outcome.DUPLICATE
    assert first.id == "R-000001"


def test_the_summing_up_sheet_of_somebody_else_is_no_reply(empty_desk: Desk) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    alone = replied(empty_desk.answer(first), {"毛豆色": "备注"}, alone=True)
    other = empty_desk.take(alone, sender="李四", name="意向.xlsx")
    assert (other.outcome, found(other)) == (Outcome.HELD, ["error 意向.xlsx summary-alone"])
    assert empty_desk.show("L-000001")["values"]["remark"] is None


def test_status_says_it_in_words(empty_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    first = empty_desk.take(LEADS, sender="张三", name="意向.xlsx")
    empty_desk.take(replied(empty_desk.answer(first), {"毛豆色": "备注"}), sender="张三", name="意向.xlsx")
    for language, line in (
        (Language.ZH, "列 毛豆色 → 备注（张三，2026-11-23）"),
        (Language.EN, "column 毛豆色 → 备注"),
    ):
        show_status(Screen(language), status_of(empty_desk.workspace))
        assert line in capsys.readouterr().out


def test_a_column_of_days_beside_one_of_texts_is_one_contact(empty_desk: Desk) -> None:
    text = (
        "# 意向客户\n| 姓名 | 电话 | 来源 | 哪天 | 桌上话 |\n| 李雷 | 13712345671 | 展会 | 2026-11-20 | 谈过价格 |\n"
        "| 韩梅 | 13712345672 | 展会 | 2026-11-21 | 已看车 |\n"
    )
    first = empty_desk.take(text, sender="张三", name="意向.xlsx")
    asked = questions(empty_desk.answer(first))
    assert list(asked) == ["哪天", "桌上话"]
    replies = {"哪天": "跟进日期", "桌上话": "跟进内容"}
    empty_desk.take(replied(empty_desk.answer(first), replies), sender="张三", name="意向.xlsx")
    (contact,) = empty_desk.show("L-000001")["follow_ups"]
    assert (str(contact["time"])[:10], contact["content"]) == ("2026-11-20", "谈过价格")


PIPELINE = (
    "# 意向\n| 姓名 | 电话 | 来源 | 状态 |\n| 李雷 | 13712345671 | 展会 | 热乎 |\n"
    "| 韩梅 | 13712345672 | 展会 | 凉透 |\n| 王伟 | 13712345673 | 展会 | 半凉 |\n| 周敏 | 13712345674 | 展会 | 热乎 |\n"
)


def test_a_column_of_another_list_of_words_is_asked_word_by_word(empty_desk: Desk) -> None:
    first = empty_desk.take(PIPELINE, sender="张三", name="意向.xlsx")
    assert "warning 意向!D1 other-choices" in found(first)
    replies = {"状态/热乎": "跟进中", "状态/凉透": "无效", "状态/半凉": "新"}
    second = empty_desk.take(replied(empty_desk.answer(first), replies), sender="张三", name="意向.xlsx")
    states = [empty_desk.show(f"L-00000{n}")["values"]["state"] for n in (1, 2, 3, 4)]
    assert states == ["following", "invalid", "new", "following"], found(second)
    closed = "# 线索\n| 线索编号 | 状态 |\n| L-000001 | 无效 |\n"
    assert "reason-needed" in str(found(empty_desk.take(closed, sender="张三", name="改.xlsx")))
