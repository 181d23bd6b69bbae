"""Answers by mail: one to each mail of somebody who is believed, in their conversation and language; else silence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arrive.mail.made import attached, text
from tests.way_out.end import End
from tests.way_out.shop import Shop, book, file, files_of, page_of, sent, shop, text_of
from tests.workbooks import xlsx
from workbook_crm.health import status_of
from workbook_crm.model.outgoing import MailState

GOOD, BAD = "| 王伟 | 13912345678 | 展厅 |", "| 赵敏 | 13912345679 | 展厅 | 2026-02-30 |"
DATED = "# 客户\n| 客户名称 | 电话 | 来源 | 下次跟进时间 |"


@pytest.fixture(scope="module")
def _shop(tmp_path_factory: pytest.TempPathFactory, _end: End) -> Iterator[Shop]:
    with shop(tmp_path_factory.mktemp("shop"), _end) as at:
        yield at


@pytest.fixture
def at(_shop: Shop, end: End) -> Shop:
    """One dealership for all tests of this file: each sends rows of its own."""
    return _shop


def test_a_workbook_is_answered_in_its_conversation_with_what_was_taken_and_what_to_mend(at: Shop) -> None:
    content = xlsx(f"{DATED}\n| 王伟 | 13912345678 | 展厅 | 2026-12-01 |\n{BAD}")
    earlier = "References: <r1@x.example> <r2@x.example>\nIn-Reply-To: <r2@x.example>"
    receipts = at.get(sent(file(content, "本周.xlsx"), header=earlier))
    (mail,) = at.post()
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "zhang@dealer.example", "crm@dealer.example", "Re: 客户",
    )  # fmt: skip
    assert mail["In-Reply-To"] == "<a1@phone.example>"
    assert mail["References"].split() == ["<r1@x.example>", "<r2@x.example>", "<a1@phone.example>"]
    assert mail["Auto-Submitted"] == "auto-replied"
    answer = receipts[1].answer
    assert answer is not None
    assert files_of(mail) == {"本周.xlsx": (at.desk.workspace.folder / answer).read_bytes()}
    words = text_of(mail)
    assert words.startswith("张三，你好：\n")
    assert "客户：新增 1，退回 1" in words
    assert "客户!D3" in words
    assert "2026-02-30" in words
    assert "客户!D3" in page_of(mail)
    assert at.post() == []


def test_who_writes_in_english_is_answered_in_english(at: Shop) -> None:
    content = xlsx(
        "# Customers\n| Customer name | Phone | Source |\n| Anne Miller | 13912340001 | showroom |"
    )
    (mail,) = at.answers(sent(file(content, "week.xlsx"), nth=2))
    assert text_of(mail).startswith("Hello 张三,\n\nYour workbook came in; nothing was held back.")
    assert 'lang="en"' in page_of(mail)


def test_all_that_came_in_one_mail_is_answered_by_one_mail(at: Shop) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("三.xlsx", book("| 丙 | 13912340013 | 展厅 |"))
        archive.writestr("四.xlsx", book("| 丁 | 13912340014 | 展厅 |"))
    (mail,) = at.answers(
        sent(
            file(book("| 甲 | 13912340011 | 展厅 |"), "一.xlsx"),
            file(b"PK\x03\x04 no workbook at all", "二.xlsx"),
            attached(packed.getvalue(), 'attachment; filename="其他.zip"'),
            attached(b"%PDF-1.4 x", 'attachment; filename="说明.pdf"'),
            nth=3,
        )
    )
    assert set(files_of(mail)) == {"一.xlsx", "三.xlsx", "四.xlsx"}
    words = text_of(mail)
    for expected in ("4 个工作簿", "== 一.xlsx", "== 二.xlsx", "这个文件退回：", "== 四.xlsx", "说明.pdf"):
        assert expected in words
    assert at.desk.workspace.store.staged_mails() == frozenset()


def test_a_mail_without_a_workbook_is_answered_in_words(at: Shop) -> None:
    (mail,) = at.answers(sent(text("客户表：https://wx.mail.qq.com/ftn/download?key=1"), nth=4))
    assert files_of(mail) == {}
    assert "没有能收的工作簿" in text_of(mail)
    assert "== 客户（导入回执" in text_of(mail)


def test_the_very_same_workbook_is_answered_by_when_it_came(at: Shop) -> None:
    content = book("| 戊 | 13912340015 | 展厅 |")
    at.answers(sent(file(content, "戊.xlsx"), nth=5))
    (mail,) = at.answers(sent(file(content, "戊.xlsx"), nth=6))
    assert files_of(mail) == {}
    assert "没有再收一次" in text_of(mail) or "已经" in text_of(mail)


def test_values_of_a_mail_are_shown_as_text_and_stay_in_their_line(at: Shop) -> None:
    content = xlsx(f"{DATED}\n| 己 | 13912340016 | 展厅 | <b>明天</b> |")
    mail_in = sent(file(content, "<i>x</i>.xlsx"), nth=7).replace(
        "Subject: 客户".encode(), b"Subject: =?utf-8?B?YQ0KQmNjOiB4QHgueA==?="
    )
    (mail,) = at.answers(mail_in)
    assert mail["Subject"] == "Re: a Bcc: x@x.x"
    assert mail["Bcc"] is None
    assert "&lt;b&gt;明天" in page_of(mail)
    assert "<b>明天" in text_of(mail)


SILENT = {
    "a stranger": sent(file(book(GOOD)), sender="stranger@elsewhere.example", nth=20),
    "two senders": sent(file(book(GOOD)), sender="zhang@dealer.example, li@dealer.example", nth=21),
    "a program": sent(file(book("| 庚 | 13912340021 | 展厅 |")), header="Auto-Submitted: auto-generated", nth=22),
    "a list": sent(file(book("| 辛 | 13912340022 | 展厅 |")), header="List-Id: <all.dealer.example>", nth=23),
    "an empty return path": sent(text("x"), header="Return-Path: <>", nth=24),
    "a vacation that does not say so, on ours": sent(text("我在休假"), header="In-Reply-To: <wbcrm.answer.00@dealer.example>", nth=25),
    "a mail of ours": sent(file(book("| 壬 | 13912340023 | 展厅 |")), header="X-Workbook-CRM: answer", nth=26),
    "an address at which nobody reads": sent(file(book("| 癸 | 13912340024 | 展厅 |")), sender="no-reply@dealer.example", nth=27),
    "ourselves": sent(file(book("| 子 | 13912340025 | 展厅 |")), sender="crm@dealer.example", nth=28),
    "a responder by its subject": sent(text("x"), nth=29).replace("Subject: 客户".encode(), "Subject: 自动回复：客户".encode()),
}  # fmt: skip


@pytest.mark.parametrize("who", SILENT)
def test_nobody_is_answered_who_must_not_be(at: Shop, who: str) -> None:
    assert at.answers(SILENT[who]) == []
    with at.desk.workspace.store.reading() as queries:
        assert queries.mails.open() == ()


def test_a_mail_that_somebody_drops_into_a_folder_is_answered_by_a_file(at: Shop) -> None:
    receipt = at.desk.take(
        sent(file(book("| 丑 | 13912340026 | 展厅 |")), nth=30), sender="张三", name="a.eml"
    )
    assert receipt.outcome == "taken"
    assert at.post() == []


def test_what_comes_back_is_told_of(at: Shop) -> None:
    (mail,) = at.answers(sent(file(book("| 寅 | 13912340027 | 展厅 |")), nth=31))
    report = text("Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; zhang@dealer.example\nAction: {}\nStatus: 5.2.2\n"
                  "Diagnostic-Code: smtp; 552 mailbox full", "plain")  # fmt: skip
    report = report.replace(b"text/plain", b"message/delivery-status")
    returned = text(f"Message-ID: {mail['Message-ID']}\nSubject: x", "rfc822-headers")
    for nth, (action, state) in enumerate((("delayed", "sent"), ("failed", "bounced"))):
        told = sent(
            report.replace(b"{}", action.encode()), returned, sender="mailer-daemon@mx.example", nth=40 + nth
        )
        at.get(told.replace(b"multipart/mixed", b"multipart/report; report-type=delivery-status"))
        with at.desk.workspace.store.reading() as queries:
            (found,) = [
                one
                for one in queries.mails._found(queries.mails._select)
                if one.message_id == mail["Message-ID"]
            ]
        assert found.state == state
    assert found.said == "5.2.2 552 mailbox full"
    queue = status_of(at.desk.workspace).mails
    assert queue is not None
    assert [each.state for each in queue.troubles] == [MailState.BOUNCED]


def test_too_many_answers_to_one_address_are_withheld_and_told(tmp_path: Path, end: End) -> None:
    with shop(tmp_path, end, "most_per_hour = 2") as at:
        mails = [sent(file(book(f"| 客{n} | 1391234010{n} | 展厅 |")), nth=50 + n) for n in range(3)]
        assert len(at.answers(*mails)) == 2
        other = sent(file(book("| 客9 | 13912340109 | 展厅 |")), sender="li@dealer.example", nth=60)
        assert len(at.answers(other)) == 1
        queue = status_of(at.desk.workspace).mails
        assert queue is not None
        assert [(each.state, each.address) for each in queue.troubles] == [
            (MailState.WITHHELD, "zhang@dealer.example")
        ]


def test_answers_can_be_left_to_files(tmp_path: Path, end: End) -> None:
    with shop(tmp_path, end, "answers = false") as at:
        (_, receipt) = at.get(sent(file(book(GOOD)), nth=70))
        assert receipt.answer is not None
        assert at.post() == []


def test_a_dealership_may_have_a_template_of_its_own(tmp_path: Path, end: End) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "mail.txt").write_text(
        "{{ mail.greeting }} <本店> {{ mail.kind }}", encoding="utf-8"
    )
    (tmp_path / "templates" / "mail.html").write_text("{{ mail.nothing_like_it }}", encoding="utf-8")
    with shop(tmp_path, end) as at:
        (mail,) = at.answers(sent(file(book(GOOD)), nth=80))
        assert text_of(mail).strip() == "张三，你好： <本店> answer"
        assert "客户：新增 1" in page_of(mail)  # a template that fails is not used
