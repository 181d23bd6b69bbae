"""Mails of real programs and of odd shapes: what is in each was written down before any was read."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from workbook_crm.arrive.mail.letter import read_letter
from workbook_crm.arrive.names import fit_to_store
from workbook_crm.model.letter import Letter, Obstacle

MAILS = Path(__file__).resolve().parents[3].parent / "shared" / "cases" / "mail"
pytestmark = pytest.mark.skipif(not MAILS.exists(), reason="the shared cases are not here")

BOOK_BYTES = 4_987
"""Of the one workbook that all of them carry; its hash is that of the simplest mail, opened by Python's own library."""
LONG, LEADS, A, MONTH = "意向客户（十二月）.xlsx", "leads.xlsx", "a.xlsx", "十二月意向客户.xlsx"
ZHANG = "zhang@dealer.cn"

NAMES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("auto01_vacation", "auto03_mdn", "auto04_dsn_headers_only", "nm15_ical", "smime03_encrypted"), ()),
    **dict.fromkeys(
        (
            "hdr02_raw_utf8_subject_from", "hdr03_split_inside_char", "hdr04_no_space_between_ew",
            "hdr05_ew_in_quotes_from", "hdr06_from_group_noaddr", "hdr07_date_bad", "hdr09_no_date_no_msgid",
            "hdr11_msgid_nobrackets", "hdr13_lf_only", "hdr14_mbox_from_line", "hdr15_boundary_nested_prefix",
            "raw08_b64_nopad", "raw08b_b64_trailing_text", "raw08c_b64_one_line", "raw09_binary_cte",
            "raw09b_cte_junk", "raw09d_uuencode_cte", "raw11_html_only_filename_in_ct_single_part",
            "raw13_list_footer", "raw15_disp_noparam_ctname", "swaks05_alt",
        ),
        (A,),
    ),
    **dict.fromkeys(
        (
            "mc01_plain", "mc02_html", "mc06_inline", "mc07_fwd", "mutt01_plain", "mutt04_eml", "mutt07_eml_and_xlsx",
            "nm01_plain", "nm02_html_alt", "nm04_inline_disp", "nm12_octet", "nm13_xls_ct", "nm16_longsubj", "nm17_qp",
            "nm18_list", "py01_emailmessage", "py02_alt", "py03_related_xlsx", "py05_legacy_plainname",
            "py06_legacy_2047_gbk", "py09_fwd1", "py10_body_is_xlsx", "raw02_2047_gbk_quoted", "raw03_2231_swapped",
            "raw04_2231_split_inside_char", "raw07b_ct_name_only_2047", "smime01_detached", "snail01_plain",
        ),
        (LONG,),
    ),
    **dict.fromkeys(("mc03_two", "snail04_two"), (LONG, LEADS)),
    "mutt03_two": (LEADS, LONG),
    "nm07_two": (LONG, "李四的线索.xlsx"),
    "nm05_nofilename": (MONTH,),  # it has no name: the subject is one
    "nm09_zero": ("空.xlsx",),
    "nm10_emoji_rtl": ("🚗客户xslx.xlsx",),
    "nm11_path": ("十二月.xlsx",),
    "nm19_ascii_space": ("leads for december 2026 (final) v2.xlsx",),
    "nm20_quote": ('he said "hi"; ok.xlsx',),
    "py07_zip": ("十二月.zip",),
    "raw05_2231_mixed_plain": ("意向客户-12.xlsx",),
    **dict.fromkeys(("raw07_ct_name_only", "snail03_ascii"), (LEADS,)),
    "raw16_pathsep": ("客户.xlsx",),
    "raw18_nul_ctrl": ("abc.xlsx",),
    "raw19_rtl": ("报价xslx.exe",),
    "subj_euckr": ("고객 명단.xlsx",),
    "subj_iso2022jp": ("十二月の顧客.xlsx",),
    **dict.fromkeys(
        ("subj_gb18030", "subj_gb2312", "subj_gbk", "subj_hz", "subj_unknown8", "subj_utf7", "subj_utf8mb4"), (MONTH,)
    ),
    "swaks01_plain": ("@意向客户（十二月）.xlsx",),
    "swaks02_named": ("客户.xlsx",),
    "swaks03_ascii": ("@leads.xlsx",),
}  # fmt: skip
SENDERS: dict[str, str | None] = {
    "auto04_dsn_headers_only": "mailer-daemon@mx.dealer.cn",
    "hdr06_from_group_noaddr": None,
}
"""All others are by the same person."""
NEVER_ANSWERED = {
    "auto01_vacation",
    "auto03_mdn",
    "auto04_dsn_headers_only",
    "nm18_list",
    "raw13_list_footer",
}
OBSTACLES = {"smime03_encrypted": (Obstacle.ENCRYPTED,)}
OTHERS = {"nm15_ical": ("invite.ics",)}


def letter(name: str) -> Letter:
    return read_letter((MAILS / f"{name}.eml").read_bytes())


def test_every_mail_has_its_right_result_here() -> None:
    assert {each.stem for each in MAILS.glob("*.eml")} == set(NAMES)
    assert len(NAMES) == 83


def the_book() -> str:
    import email

    (content,) = (
        part.get_payload(decode=True)
        for part in email.message_from_bytes((MAILS / "py01_emailmessage.eml").read_bytes()).walk()
        if part.get_filename()
    )
    assert isinstance(content, bytes)
    assert len(content) == BOOK_BYTES
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", NAMES)
def test_its_workbooks_are_found_whole_and_called_as_their_sender_saw_them(name: str) -> None:
    found = letter(name)
    assert tuple(each.name for each in found.attachments) == NAMES[name]
    for each in found.attachments:
        if name == "nm09_zero":
            assert each.content == b""
        elif name == "py07_zip":
            assert each.content.startswith(b"PK\x03\x04")
        else:
            assert hashlib.sha256(each.content).hexdigest() == the_book()
        assert fit_to_store(each.name)


@pytest.mark.parametrize("name", NAMES)
def test_its_sender_is_who_the_header_says_or_nobody(name: str) -> None:
    assert letter(name).sender == SENDERS.get(name, ZHANG)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_answered_or_not(name: str) -> None:
    assert bool(letter(name).robot) == (name in NEVER_ANSWERED)


@pytest.mark.parametrize("name", NAMES)
def test_what_stands_in_the_way_is_said(name: str) -> None:
    found = letter(name)
    assert tuple(each for each, _ in found.obstacles) == OBSTACLES.get(name, ())
    assert found.others == OTHERS.get(name, ())
    assert not any(each.proven for each in found.results)
