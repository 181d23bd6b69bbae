"""Phones: which are one's own, which are one number in two spellings, which stand beside, what is shown of them."""

from __future__ import annotations

import pytest

from workbook_crm.model.keys import (
    are_one_number,
    are_two_extensions,
    fingerprint,
    identifies,
    is_fuller,
    is_service,
    search_key,
)
from workbook_crm.model.masked import masked_name, masked_phone
from workbook_crm.model.numbers_of import first_number, further_numbers, numbers_of


@pytest.mark.parametrize(
    ("phone", "is_own"),
    [
        ("13812345678", True), ("12812345678", True), ("138****5678", False), ("1381234567x", False),
        ("11111111111", False), ("19111111111", True), ("同上", False), ("", False),
        ("123456", False), ("1234567", True), ("1111111", False), ("1111112", True), ("+123456", False), ("+1234567", True),
        ("010-12345678", True), ("010-12345678转", False), ("(202) 555-0147", True), ("8812345 ext 12", True), ("881234 ext 12", False),
        ("400-812-3456", False), ("010-95588", False), ("800-555-2345", False), ("95588-2", False), ("4008123456 ext.8", False),
        ("１３８１２３４５６７８", True), ("1３812345678", True), ("13812345678;13912345678", False),
    ],
)  # fmt: skip
def test_which_phones_tell_one_person_from_another(phone: str, is_own: bool) -> None:
    assert identifies(phone) is is_own


@pytest.mark.parametrize(
    ("phone", "is_shared"),
    [
        ("400-812-3456", True), ("0400 812 3456", True), ("400-812-345", False), ("500-812-3456", False), ("+86 400 812 3456", True),
        ("800-555-2345", True), ("+1 (833) 555-2345", True), ("1-800-555-2345 x12", True), ("801-555-2345", False), ("800-155-234", False),
        ("95588", True), ("955881", True), ("95588123", True), ("9558812", False), ("94588", False), ("021-962121", True),
        ("010-95588-12", True), ("010-12345", True), ("010-10086", True), ("0571-12580", True), ("010-110", True), ("010-120", True),
        ("010-13800", False), ("13812345678", False), ("", False),
    ],
)  # fmt: skip
def test_which_numbers_many_people_share(phone: str, is_shared: bool) -> None:
    assert is_service(phone) is is_shared


@pytest.mark.parametrize(
    ("one", "other", "are_one"),
    [
        ("13812345678", "13812345678", True), ("x", "x", True), ("13812345678", "13812345679", False),
        ("+8613812345678", "13812345678", True), ("008613812345678", "+8613812345678", True),
        ("+12025550147", "(202) 555-0147", True), ("+12025550147", "0202 555 0147", False), ("0202 555 0147", "+12025550147", False),
        ("+442079460000", "020 7946 0000", True), ("020 7946 0000", "+442079460000", True),
        ("+12025550147", "+442025550147", False), ("+12025550147", "+1 202 555 0147", True),
        ("0755-26912345", "26912345", True), ("26912345", "0755-26912345", True), ("6912345", "26912345", True), ("912345", "26912345", False),
        ("+2025550147", "+12025550147", False), ("2025550147", "12025550147", True), ("007946000011", "+447946000011", False),
        ("88123456-801", "88123456-802", False), ("010-88123456x801", "010-88123456x802", False),
        ("010-88123456x801", "010-88123456", True), ("010-88123456 ext 801", "88123456 x801", True),
    ],
)  # fmt: skip
def test_which_spellings_may_be_one_number(one: str, other: str, are_one: bool) -> None:
    assert are_one_number(one, other) is are_one


@pytest.mark.parametrize(
    ("one", "other", "are_two"),
    [
        ("010-88123456x801", "010-88123456x802", True), ("010-88123456x801", "010-88123456#801", False),
        ("010-88123456x801", "010-88123456", False), ("010-88123456", "010-88123456x801", False), ("88123456", "88123457", False),
        ("202-555-0147-12", "202-555-0147-13", True), ("010-95588-12", "010-95588-13", True),
    ],
)  # fmt: skip
def test_extensions_tell_two_people_of_one_house_apart(one: str, other: str, are_two: bool) -> None:
    assert are_two_extensions(one, other) is are_two


def test_the_fuller_spelling_has_the_country_then_more_digits_then_the_extension() -> None:
    from_least = ["26912345", "26912345x8", "26912345x80", "0755-26912345", "+86755269123", "+8675526912345"]
    for nth, phone in enumerate(from_least):
        assert [is_fuller(phone, each) for each in from_least] == [at < nth for at in range(len(from_least))]


@pytest.mark.parametrize(
    ("phone", "extra", "numbers"),
    [
        (None, (), ()), ("13812345678", (), ("13812345678",)), ("同上", (), ()), ("400-812-3456", (), ()),
        ("13812345678", (("备用电话", "13911112222"),), ("13812345678", "13911112222")),
        ("13812345678", (("备用电话", "138 1234 5678"),), ("13812345678",)),
        ("13812345678", (("备注", "13911112222"),), ("13812345678",)),
        ("同上", (("备用手机", "+86 13911112222"),), ("13911112222",)),
        (None, (("手机", "13911112222"), ("手机2", "13911113333")), ("13911112222", "13911113333")),
        ("13812345678", (("配偶电话", "13911112222"),), ("13812345678",)),
        ("13812345678", (("配偶电话", "13812345678/13911112222"),), ("13812345678", "13911112222")),  # its own cell, under any header
        ("13812345678", (("配偶电话", "13911113333/13911112222"),), ("13812345678",)),
        ("13812345678", (("备用电话", "0755-26912345"),), ("13812345678",)),  # an office's
        ("13812345678", (("备用电话", "0755-26912345、13911112222"),), ("13812345678", "0755-26912345", "13911112222")),
        ("13812345678", (("备用电话", "0755-26912345、020-87654321"),), ("13812345678", "0755-26912345", "020-87654321")),
        ("13812345678", (("备用电话", "400-812-3456、13911112222"),), ("13812345678", "13911112222")),
        ("+12025550147", (("Mobile", "202-555-0199"),), ("+12025550147", "+12025550199")),
        ("+12025550147", (("Mobile", "1-202-555-0199"),), ("+12025550147", "+12025550199")),
        ("13812345678", (("Mobile", "202-555-0199"),), ("13812345678",)),
        (None, (("Mobile", "202-555-0199"),), ()),
        (None, (("Mobile", "+442079460000"),), ("+442079460000",)),
    ],
)  # fmt: skip
def test_the_numbers_that_a_person_goes_by(
    phone: str | None, extra: tuple[tuple[str, str], ...], numbers: tuple[str, ...]
) -> None:
    assert numbers_of(phone, extra) == numbers
    if extra:
        assert further_numbers(phone, iter(extra)) == tuple(each for each in numbers if each != phone)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("", None), ("没有", None), ("13812345678", "13812345678"), ("13812345678.0", "13812345678"), ("  0086 138-1234-5678 ", "13812345678"),
        ("李总13655667788", "13655667788"), ("008613812345678", "13812345678"), ("李总 136 5566 7788 或 张总13812345678", "13655667788"), ("126 5566 7788", None),
        ("0755-26912345", "0755-26912345"), ("755-26912345", "0755-26912345"), ("(010)66554433", "010-66554433"), ("10 66554433", "010-66554433"),
        ("0755-26912345转801", "0755-26912345-801"), ("0755-26912345-801", "0755-26912345-801"), ("0755-16912345", None), ("8613812345678", "13812345678"),
        ("无；13812345678", "13812345678"), ("+12025550147", "+12025550147"), ("202-555-0147", None), ("+1234567", None), ("+12345678", "+12345678"),
    ],
)  # fmt: skip
def test_the_first_number_of_a_cell(cell: str, number: str | None) -> None:
    assert first_number(cell) == number


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("13812345678", "138****5678"), ("+8613812345678", "+86****5678"), ("26912345", "****45"), ("126912345", "126****2345"), ("12", "****12"),
    ],
)  # fmt: skip
def test_enough_of_a_phone_to_know_it_again(phone: str, shown: str) -> None:
    assert masked_phone(phone) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("", "***"), ("Wu", "W***"), ("Carter", "C***"), ("王", "王"), ("王伟", "王*"), ("欧阳娜娜", "欧***"), ("宏达物流公", "宏达***"),
    ],
)  # fmt: skip
def test_enough_of_a_name_to_know_it_again(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Ａ Ｂ", "ab"), ("a\u200bB", "ab"), ("王 \u3000伟", "王伟"), ("Straße", "strasse"), (" ", ""), ("\ufeff", ""), ("①", "1"),
    ],
)  # fmt: skip
def test_search_keys(text: str, key: str) -> None:
    assert search_key(text) == key


def test_fingerprints_are_the_same_for_ever() -> None:
    assert fingerprint(("a", 1)) == "391d545b6971354e834fd411"
    assert fingerprint(("a", 2)) != fingerprint(("a", 1))
