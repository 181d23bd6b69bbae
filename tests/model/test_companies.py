"""Companies: which names are a firm's, and which names are one firm's."""

from __future__ import annotations

import pytest

from workbook_crm.model.companies import company_key, company_keys, is_company, spelling_key


@pytest.mark.parametrize(
    ("name", "is_firm"),
    [
        ("远航物流", True), ("宏达贸易有限公司", True), ("王伟", False), ("王贸易", False), ("大王贸易", True), ("遠航物流", True), ("遠航貿易", True),
        ("宏达贸易 Ltd", True), ("远航公司ABC", True), ("一店", False), ("城南一店", True), ("一丁", False), ("龥店", False),
        ("John Carter", False), ("Logistics", False), ("Carter Logistics", True), ("Carter & Sons", True), ("Carter & Mills", True), ("C&A", True),
        ("Tom Power", False), ("Bob's Motors", True), ("Acme L.L.C.", True), ("Acme LLC", True), ("ltd", False), ("", False), ("A&B一", False), ("A&一", False), ("A&\u9fff", False),
    ],
)  # fmt: skip
def test_which_names_are_firms(name: str, is_firm: bool) -> None:
    assert is_company(name) is is_firm


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("远航物流有限公司", "远航物流有限责任公司", True), ("远航物流有限公司", "远航物流股份有限公司", False),
        ("远航物流（上海）有限公司", "远航物流上海有限公司", True), ("遠航物流有限公司", "远航物流 有限公司", True),
        ("远航物流（上海）有限公司", "上海远航物流有限公司", False),
        ("Acme Co., Ltd.", "acme company limited", True), ("Acme Inc", "Acme Incorporated", True), ("Acme Ltd", "Acme Inc", False),
        ("The Acme Group", "Acme Group", True), ("Smith & Co", "Smith and Company", True), ("Bob's Motors", "Bobs Motors", True), ("Acme Motors", "Motors Acme", False),
        ("Acme Pvt Ltd", "Acme Private Limited", True),
    ],
)  # fmt: skip
def test_which_names_are_spellings_of_one(one: str, other: str, is_same: bool) -> None:
    assert (spelling_key(one) == spelling_key(other)) is is_same


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("王伟", None), ("远航物", None), ("远航物流", "远航物流"), ("远航物流有限公司", "远航物流"), ("远航物公司", None), ("远航物流集团股份有限公司", "远航物流"),
        ("远航物流（上海）有限责任公司", "上海远航物流"), ("上海市远航物流有限公司", "上海远航物流"), ("上海远航物流", "上海远航物流"),
        ("远航物流(集团)有限公司", "远航物流"), ("远航物流有限公司上海分公司", None), ("远航物流城南门店", None), ("远航物流总公司", "远航物流"),
        ("广州市远航物流有限公司", "广州远航物流"), ("广东省广州市远航物流", "广东广州远航物流"), ("广西南宁市远航物流", "广西南宁远航物流"), ("广西壮市远航物流", "广西壮市远航物流"), ("abcdé", None), ("abcd王", "abcd王"), ("abc一", "abc一"), ("abc\u9fff", "abc\u9fff"), ("abcd\ua000", None),
        ("Acme", None), ("Acme Ltd", "acme"), ("Acme Motors Ltd.", "acme motors"), ("The Acme Motors", "acme motors"), ("AB Ltd", None), ("ABC Ltd", "abc"),
        ("Ltd", None), ("Smith & Co", "smith and"), ("Bob's Motors", "bobs motors"), ("", None),
    ],
)  # fmt: skip
def test_the_key_of_a_company(name: str, key: str | None) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Acme Motors Ltd", ("acme motors",)), ("A-B Motors", ("a b motors",)), ("Acme", ()), ("王伟", ()), ("远航物流有限公司", ("远航物流",)),
        ("海田机械(中国)有限公司", ("中国海田机械", "海田机械中国")), ("海田机械【中国】有限公司", ("海田机械【中国】", "中国海田机械", "海田机械中国")),
        ("海田机械上海有限公司", ("海田机械上海", "上海海田机械")), ("上海海田机械有限公司", ("上海海田机械",)),
        ("海田机械上海北京有限公司", ("海田机械上海北京", "上海海田机械北京")),
    ],
)  # fmt: skip
def test_the_keys_under_which_a_company_may_be_kept(name: str, keys: tuple[str, ...]) -> None:
    assert company_keys(name) == keys
