"""Mails that somebody puts into the inbox: their workbooks arrive as if each had come by itself, or it is said why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.arrive.mail.made import attached, forwarded, mail, text
from tests.arrive.office import Office, customer
from tests.read.built import zipped
from workbook_crm.model.run import container_token, member_token

WANG, LI = customer("王伟", "13912345678"), customer("李梅", "13800001111")


def told(done: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(each["file"], each["sender"], each["outcome"]) for each in done["receipts"]]


def codes(receipt: dict[str, Any]) -> list[str]:
    return [each["code"] for each in receipt["findings"]]


def by(address: str, *parts: bytes, header: str = "") -> bytes:
    return mail(*parts, sender=address, header=header)


def test_a_workbook_in_a_mail_is_its_senders_and_answered_in_his_folder(house: Office) -> None:
    house.drop(
        "转.eml",
        by("Zhang <Z3@home.example>", text("请查收"), attached(WANG, 'attachment; filename="王.xlsx"')),
    )
    done = house.run()
    assert told(done) == [("转.eml", "张三", "taken"), ("王.xlsx", "张三", "taken")]
    whole, book = done["receipts"]
    assert codes(whole) == ["mail-opened"]
    assert book["container"] == whole["id"]
    assert "张三/王.xlsx" in house.answers()
    assert house.count("customers") == 1
    assert house.is_tidy()


def test_in_a_persons_own_folder_it_is_that_persons_whoever_wrote_it(house: Office) -> None:
    house.drop("张三/转.eml", by("somebody@else.example", attached(WANG)))
    assert told(house.run()) == [("转.eml", "张三", "taken"), ("a.xlsx", "张三", "taken")]


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("stranger@else.example", "mail-unknown-sender"),
        ("zhao@dealer.example", "mail-unknown-sender"),  # has left
        ("office@dealer.example", "mail-shared-address"),
        ("undisclosed-recipients:;", "mail-without-sender"),
        ("zhang@dealer.example, li@dealer.example", "mail-without-sender"),
    ],
)
def test_of_whom_nobody_knows_it_is_held_and_nobody_is_answered(
    house: Office, address: str, code: str
) -> None:
    before = house.answers()
    house.drop("谁.eml", by(address, attached(WANG)))
    (receipt,) = house.run(codes=(1,))["receipts"]
    assert (receipt["outcome"], receipt["sender"], codes(receipt)) == ("held", None, [code])
    assert house.answers() == before
    assert {each.name for each in (house.folder / "held").iterdir()} == {"谁.eml", "谁.eml.txt"}
    assert house.count("customers") == 0


@pytest.mark.parametrize(
    ("part", "code"),
    [
        (text("王伟 13912345678"), "mail"),
        (attached(b"%PDF-1.7", 'attachment; filename="报价.pdf"'), "mail-with-attachments"),
        (text("https://wx.mail.qq.com/ftn/download?k=1"), "mail-link"),
        (attached(b"\x78\x9f\x3e\x22", 'attachment; filename="winmail.dat"'), "mail-winmail"),
        (attached(b"0", 'attachment; filename="smime.p7m"', "application/pkcs7-mime"), "mail-encrypted"),
    ],
)
def test_without_a_workbook_its_sender_is_told_what_to_send(house: Office, part: bytes, code: str) -> None:
    house.drop("空.eml", by("zhang@dealer.example", part))
    (receipt,) = house.run(codes=(1,))["receipts"]
    assert (receipt["outcome"], receipt["sender"], codes(receipt)) == ("held", "张三", [code])
    assert "张三/空.eml.txt" in house.answers()


def test_what_a_robot_sends_without_a_workbook_is_let_go(house: Office) -> None:
    before = house.answers()
    house.drop("休假.eml", by("stranger@else.example", text("休假"), header="Auto-Submitted: auto-replied"))
    (receipt,) = house.run(codes=(0,))["receipts"]
    assert (receipt["outcome"], codes(receipt)) == ("taken", ["mail-automatic"])
    assert house.answers() == before


def test_a_bounce_brings_nothing_back(house: Office) -> None:
    answer = mail(attached(WANG))
    house.drop(
        "退信.eml",
        mail(text("failed"), forwarded(answer), kind="report", sender="<mailer-daemon@dealer.example>"),
    )
    (receipt,) = house.run(codes=(0,))["receipts"]
    assert (receipt["outcome"], codes(receipt)) == ("taken", ["mail-automatic"])
    assert house.count("customers") == 0


def test_an_archive_in_a_mail_is_opened_too_and_each_names_what_it_came_in(house: Office) -> None:
    inside = zipped({"王.xlsx": WANG, "李.xlsx": LI})
    house.drop("周报.eml", by("zhang@dealer.example", attached(inside, 'attachment; filename="周报.zip"')))
    whole, archive, *books = house.run()["receipts"]
    assert told({"receipts": books}) == [("王.xlsx", "张三", "taken"), ("李.xlsx", "张三", "taken")]
    assert archive["container"] == whole["id"]
    assert {each["container"] for each in books} == {archive["id"]}


def test_a_mailbox_is_opened_mail_by_mail(house: Office) -> None:
    box = b"".join(
        f"From {nth} Mon Nov 30 11:00:00 2026\n".encode() + each + b"\n"
        for nth, each in enumerate(
            (by("zhang@dealer.example", attached(WANG)), by("x@else.example", attached(LI)))
        )
    )
    house.drop("导出.mbox", box)
    assert told(house.run(codes=(1,))) == [
        ("导出.mbox", None, "taken"),
        ("导出 1.eml", "张三", "taken"),
        ("a.xlsx", "张三", "taken"),
        ("导出 2.eml", None, "held"),
    ]


def test_workbooks_of_one_name_in_a_mail_are_told_apart(house: Office) -> None:
    house.drop("两个.eml", by("zhang@dealer.example", attached(WANG), attached(LI)))
    assert told(house.run())[1:] == [("a.xlsx", "张三", "taken"), ("a (2).xlsx", "张三", "taken")]


def test_the_same_mail_again_changes_nothing(house: Office) -> None:
    whole = by("zhang@dealer.example", attached(WANG))
    house.drop("一.eml", whole)
    house.run()
    house.drop("二.eml", whole)
    assert told(house.run()) == [("二.eml", "张三", "taken"), ("a.xlsx", "张三", "duplicate")]
    assert house.count("customers") == 1


@pytest.mark.parametrize(
    "point",
    [
        "workbook_crm.arrive.folder:Inbox.unpack",
        "workbook_crm.arrive.folder:ClaimedFile.archive",
        "workbook_crm.pipeline:finish",
    ],
)
@pytest.mark.parametrize("when", ["before", "after"])
def test_a_crash_anywhere_loses_nothing_and_doubles_nothing(house: Office, point: str, when: str) -> None:
    house.drop(
        "两个.eml", by("zhang@dealer.example", attached(WANG), attached(LI, 'attachment; filename="b.xlsx"'))
    )
    house.die_at(point, when)
    house.run()
    outcomes = {name: said for name, said in house.outcomes().items() if name != "员工.xlsx"}
    assert outcomes == {"两个.eml": ["taken"], "a.xlsx": ["taken"], "b.xlsx": ["taken"]}
    assert house.count("customers") == 2
    assert house.is_tidy()


def test_a_dry_run_says_the_same_of_a_mail(house: Office, tmp_path: Path) -> None:
    path = tmp_path / "看看.eml"
    path.write_bytes(by("zhang@dealer.example", attached(WANG)))
    whole, book = house.ask("check", str(path))["files"]
    assert codes(whole) == ["mail-opened"]
    assert (book["file"], book["sender"], book["outcome"]) == ("a.xlsx", "张三", "taken")
    assert house.count("customers") == 0


def test_tokens_tell_how_deep_a_file_lay() -> None:
    mailed = "0" * 32
    archive = member_token(mailed + "-1-2-3", 2)
    assert (archive, member_token(archive, 1)) == (f"{mailed}m0002", f"{mailed}m0002m0001")
    assert (container_token(f"{mailed}m0002m0001"), container_token(archive), container_token(mailed)) == (
        archive,
        mailed,
        None,
    )
