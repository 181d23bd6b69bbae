"""Which parts of a mail are workbooks, and what is said of a mail without any."""

from __future__ import annotations

import base64
import binascii
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arrive.mail.made import attached, forwarded, mail, text
from tests.arrive.office import customer
from tests.read.built import zipped
from workbook_crm.arrive.mail.letter import mails_in, read_letter
from workbook_crm.arrive.mail.transfer import decoded
from workbook_crm.model.letter import Letter, Obstacle

BOOK = customer()


def names(letter: Letter) -> list[str]:
    return [each.name for each in letter.attachments]


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (attached(BOOK), "a.xlsx"),
        (attached(BOOK, "inline"), "客户.xlsx"),  # the mail's subject
        (attached(BOOK, 'attachment; filename="照片.jpg"', "image/jpeg"), "照片.jpg"),  # bytes decide
        (attached(zipped({"王.xlsx": BOOK}), 'attachment; filename="周报"'), "周报"),
        (attached(b"", 'attachment; filename="空.xlsx"'), "空.xlsx"),  # answered in words
        (attached("客户名称,电话\n王伟,13912345678\n".encode(), "attachment; filename=a.csv"), "a.csv"),
        (attached(b"name,phone\n", "attachment", "text/csv"), "客户.csv"),
    ],
)
def test_a_workbook_is_known_by_its_bytes_or_by_its_name(part: bytes, name: str) -> None:
    assert names(read_letter(mail(text("请查收"), part))) == [name]


@pytest.mark.parametrize(
    "part",
    [
        text("客户名称,电话\n王伟,13912345678"),  # words are no table
        text("<html><table><tr><td>客户名称</td></tr></table></html>", "html"),
        attached(b"%PDF-1.7", 'attachment; filename="报价.pdf"'),
        attached(zipped({"报价.pdf": b"%PDF-1.7"}), 'attachment; filename="x.bin"'),
        attached(b"\x89PNG", "inline", "image/png"),
    ],
)
def test_what_is_no_workbook_is_left(part: bytes) -> None:
    assert names(read_letter(mail(part))) == []


def test_a_picture_in_the_text_is_not_told_of_and_another_file_is() -> None:
    logo = attached(b"\x89PNG", 'inline; filename="logo.png"\nContent-ID: <l>', "image/png")
    photo = attached(b"\xff\xd8\xff", 'attachment; filename="车.jpg"', "image/jpeg")
    assert read_letter(mail(logo, photo)).others == ("车.jpg",)


def test_a_forwarded_mail_is_looked_into_and_a_bounce_is_not() -> None:
    inner = mail(attached(BOOK, 'attachment; filename="转.xlsx"'))
    assert names(read_letter(mail(text("看"), forwarded(inner)))) == ["转.xlsx"]
    assert names(read_letter(mail(text("failed"), forwarded(inner), kind="report"))) == []
    assert names(read_letter(mail(forwarded(inner), header="Auto-Submitted: auto-replied"))) == []
    assert names(read_letter(mail(forwarded(mail(forwarded(inner), kind="report"))))) == []


def test_the_same_workbook_in_a_mail_and_in_what_it_forwards_is_one() -> None:
    same = attached(BOOK)
    assert names(read_letter(mail(same, forwarded(mail(same))))) == ["a.xlsx"]
    other = attached(BOOK, 'attachment; filename="b.xlsx"')
    assert names(read_letter(mail(same, other))) == ["a.xlsx", "b.xlsx"]


@pytest.mark.parametrize(
    ("part", "obstacle", "service"),
    [
        (text("https://mail.qq.com/cgi-bin/ftnExs_download?k=1"), Obstacle.LINK, "QQ"),
        (text('<a href="https://1drv.ms/x/s!A">客户.xlsx</a>', "html"), Obstacle.LINK, "OneDrive"),
        (attached(b"\x78\x9f\x3e\x22xx", 'attachment; filename="winmail.dat"'), Obstacle.WINMAIL, ""),
        (
            attached(b"0", 'attachment; filename="smime.p7m"', "application/pkcs7-mime"),
            Obstacle.ENCRYPTED,
            "",
        ),
    ],
)
def test_what_stands_in_the_way_is_named(part: bytes, obstacle: Obstacle, service: str) -> None:
    assert read_letter(mail(part)).obstacles == ((obstacle, service),)


def test_a_link_to_any_other_page_is_none() -> None:
    assert read_letter(mail(text("https://dealer.example/ https://qq.com/"))).obstacles == ()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("filename=\"x.xlsx\"; filename*=utf-8''%E5%AE%A2.xlsx", "客.xlsx"),
        ("filename=my leads.xlsx; size=3", "my leads.xlsx"),
        ('filename="C:\\docs\\客户.xlsx"', "客户.xlsx"),
        ('filename="he said \\"hi\\".xlsx"', 'he said "hi".xlsx'),
        ('filename="..xlsx"', "..xlsx"),
        ('filename="=?gb2312?B?" ', "=?gb2312?B?"),
        ("filename*1*=%AE%A2.xlsx; filename*0*=utf-8''%E5", "客.xlsx"),
        ("filename*=gb2312''%BF%CD%91%F4.xlsx", "客戶.xlsx"),  # 戶 is in GBK alone
        ("filename*=gb2312''%C4%80.xlsx", "膧.xlsx"),  # the label says which, where UTF-8 would do as well
        ('filename="a\u202exslx.exe"', "axslx.exe"),
    ],
)
def test_a_name_is_what_its_sender_saw(name: str, shown: str) -> None:
    assert names(read_letter(mail(attached(BOOK, f"attachment; {name}")))) == [shown]


def test_a_name_in_raw_gbk_is_read_and_a_long_one_keeps_its_ending() -> None:
    gbk = mail(attached(BOOK, 'attachment; filename="NAME.xlsx"')).replace(b"NAME", "客户".encode("gbk"))
    assert names(read_letter(gbk)) == ["客户.xlsx"]
    (long,) = names(read_letter(mail(attached(BOOK, f'attachment; filename="{"客" * 200}.xlsx"'))))
    assert PurePath(long).suffix == ".xlsx"
    assert 250 < len(long.encode()) <= 255


@pytest.mark.parametrize(
    ("froms", "sender"),
    [
        (["zhang@dealer.example"], "zhang@dealer.example"),
        (['"张, 三" <Zhang@Dealer.example>'], "zhang@dealer.example"),
        (["Zhang, San <zhang@dealer.example>"], "zhang@dealer.example"),
        (["zhang@dealer.example <zhang@dealer.example>"], "zhang@dealer.example"),
        (["zhang@dealer.example (张三 <x@y.example>)"], "zhang@dealer.example"),
        (['"li@dealer.example" <zhang@dealer.example>'], "zhang@dealer.example"),
        (["li@dealer.example <zhang@dealer.example>"], None),
        (["li@dealer.example, zhang@dealer.example"], None),
        (["<li@dealer.example> <zhang@dealer.example>"], None),
        (["zhang@dealer.example", "li@dealer.example"], None),
        (["undisclosed-recipients:;"], None),
        (["zhang@dealer"], None),
        ([""], None),
        ([], None),
    ],
)
def test_a_sender_is_one_address_of_one_from_or_nobody(froms: list[str], sender: str | None) -> None:
    header = "\n".join(f"From: {each}" for each in froms)
    assert read_letter(mail(text("x"), header=header, sender=None)).sender == sender


@pytest.mark.parametrize(
    ("header", "robot"),
    [
        ("Auto-Submitted: auto-generated", "Auto-Submitted"),
        ("Auto-Submitted: no", ""),
        ("Return-Path: <>", "Return-Path"),
        ("Return-Path: <zhang@dealer.example>", ""),
        ("Precedence: bulk", "Precedence"),
        ("Precedence: first-class", ""),
        ("List-Unsubscribe: <mailto:u@l.example>", "List-Id"),
        ("X-Auto-Response-Suppress: All", ""),
        ("X-Autoreply: yes", "X-Autoreply"),
    ],
)
def test_a_robot_is_known(header: str, robot: str) -> None:
    assert read_letter(mail(text("x"), header=header)).robot == robot


@pytest.mark.parametrize(
    ("said", "receiver", "proven"),
    [
        (
            "mx.dealer.example; dmarc=pass header.from=dealer.example",
            "mx.dealer.example",
            ("dealer.example",),
        ),
        (
            "mx.dealer.example 1; spf=pass smtp.mailfrom=x; dmarc=fail header.from=dealer.example",
            "mx.dealer.example",
            (),
        ),
        (
            "mx.dealer.example; dmarc=pass (p=none dis=none; dmarc=pass) header.from=a.example",
            "mx.dealer.example",
            ("a.example",),
        ),
        (
            'mx.dealer.example; dmarc=fail reason="x; dmarc=pass header.from=dealer.example"',
            "mx.dealer.example",
            (),
        ),
        (
            "mx.dealer.example; dkim=pass (2048-bit key) header.d=dealer.example header.s=s",
            "mx.dealer.example",
            ("dealer.example",),
        ),
        ("mx.dealer.example; dmarc=pass (never closed header.from=dealer.example", "", ()),
        ("mx.dealer.example; none", "mx.dealer.example", ()),
        ("", "", ()),
    ],
)
def test_what_a_receiver_says_is_read_without_trust(
    said: str, receiver: str, proven: tuple[str, ...]
) -> None:
    (result,) = read_letter(mail(text("x"), header=f"Authentication-Results: {said}")).results
    assert (result.receiver, result.proven) == (receiver, proven)


def test_base64_is_decoded_whole_however_it_was_padded_and_what_stands_under_it_is_not() -> None:
    pieces = [base64.b64encode(BOOK[at : at + 1000]) for at in range(0, len(BOOK), 1000)]
    assert decoded(b"\r\n".join(pieces), "base64") == BOOK  # padding in the middle
    assert decoded(base64.b64encode(BOOK).rstrip(b"="), "BASE64") == BOOK
    assert decoded(base64.encodebytes(BOOK) + b"\n-- \nRegards\nScanned by 3.2", "base64 (mime)") == BOOK
    assert decoded(binascii.b2a_qp(b"a=b\n"), "Quoted-Printable") == b"a=b\n"


def test_a_mail_that_ends_in_the_middle_still_has_its_parts() -> None:
    whole = mail(text("x"), attached(BOOK))
    cut = whole[: len(whole) - 400]
    (found,) = read_letter(cut).attachments
    assert found.name == "a.xlsx"
    assert BOOK.startswith(found.content[:-3])
    assert names(read_letter(whole.replace(b'boundary="', b'boundary="Z'))) == ["a.xlsx"]


def test_mails_within_mails_end_somewhere() -> None:
    inner = mail(attached(BOOK))
    for _ in range(200):
        inner = mail(forwarded(inner))
    assert read_letter(inner).attachments == ()


def test_a_mailbox_is_parted_where_its_mails_begin() -> None:
    one, two = mail(text("From here on")), mail(attached(BOOK))
    box = b"From a Mon Nov 30 11:00:00 2026\n" + one + b"\nFrom b Mon Nov 30 11:00:00 2026\n" + two
    letters = [read_letter(box[begins:ends]) for begins, ends in mails_in(box)]
    assert [names(each) for each in letters] == [[], ["a.xlsx"]]
    assert list(mails_in(one)) == [(0, len(one))]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_mail_is_beyond_reading(data: st.DataObject) -> None:
    whole = bytearray(mail(text("x"), attached(b"PK\x03\x04" + b"x" * 60), forwarded(mail(text("y")))))
    for _ in range(data.draw(st.integers(0, 8))):
        at = data.draw(st.integers(0, len(whole) - 1))
        whole[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    read_letter(bytes(whole))
