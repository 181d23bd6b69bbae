"""What can be a name, and which known names may be meant by one that nobody has."""

from __future__ import annotations

import pytest

from workbook_crm.check.named import Names, is_it, is_name, without_new

NEW: list[tuple[str, str | None]] = [
    ("海田机械（新）", "海田机械"), ("海田机械(新增)", "海田机械"), ("海田机械【新】", "海田机械"), ("Acme (new)", "Acme"), ("Acme new", "Acme"),
    ("海田机械 新", "海田机械"), ("海田机械新", None), ("海田机械", None), ("（新）", None), ("（新）海田", None), ("海田机械（ 新 ） ", "海田机械"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), NEW)
def test_who_is_said_to_be_new(text: str, name: str | None) -> None:
    assert without_new(text) == name


NAMES: list[tuple[str, bool]] = [
    ("王伟", True), ("Acme", True), ("7-Eleven", True), ("CAT 320", True), ("A12", True),
    ("12345", False), ("SO-20261104", False), ("A123", False), ("A12B", True), ("0015g00000XyZ", False), ("abcdefghijklmn1", False), ("abcdefghijklm1", True),
    ("C-000001", False), ("C-00001", False), ("无", False), ("散客", False), ("N/A", False), ("Walk-in", False), ("散客一", True),
    ("甲、乙", False), ("甲；乙", False), ("甲\n乙", False), ("a@b.cn", False), ("http://a.cn", False), ("---", False), ("", False),
    ("王" * 80, True), ("王" * 81, False), (" C-000001 ", False), (" A123 ", False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "is_one"), NAMES)
def test_what_can_be_a_name(text: str, is_one: bool) -> None:
    assert is_name(text) is is_one


NEAR: list[tuple[str, list[str], tuple[str, ...]]] = [
    # a letter other, more or less, of names of four
    ("海田机械", ["海天机械"], ("海天机械",)),
    ("海田机械", ["海田机"], ("海田机",)),  # it is how the other begins
    ("海田机械", ["海田大机械"], ("海田大机械",)),
    ("海田大机械", ["海田机械"], ("海田机械",)),
    ("海田机", ["海大机"], ()),
    ("海田机械", ["远航物流"], ()),
    ("海田机械", ["海天机器"], ()),
    ("Acmes", ["Acme"], ("Acme",)),
    ("Acme", ["Acne"], ("Acne",)),
    ("Acm", ["Acn"], ()),
    # longer ones that begin so, and the longest that this one begins with
    ("海田", ["海田机械", "海田物流", "海田一", "海田二"], ("海田机械",)),
    ("海", ["海田机械"], ()),
    ("海田机械有限公司", ["海田机", "海田机械", "海田"], ("海田机械",)),
    ("海田机械有限公司", ["海田"], ()),
    ("Acme Trucks", ["Acme"], ()),
    ("Acm", ["Acme Trucks"], ()),
    # numbers tell apart
    ("一号店面", ["二号店面"], ()),
    ("宏达1部", ["宏达2部"], ()),
    ("宏达1部", ["宏大1部"], ("宏大1部",)),
    ("一二三四", ["一二三五"], ("一二三五",)),
    # at most three, each once; names without letters are none
    ("海田机械", ["海天机械", "海甜机械", "海填机械", "海舔机械"], ("海填机械", "海天机械", "海甜机械")),
    ("海田机械", [], ()),
    ("13911112223", ["13911112222"], ("13911112222",)),
    ("章三", ["张三"], ("张三",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names", "near"), NEAR)
def test_which_names_may_be_meant(text: str, names: list[str], near: tuple[str, ...]) -> None:
    found = Names(names)
    assert sorted(found.near(text)) == sorted(near)
    assert found.near(text) == found.near(text)


def test_the_sentence_that_asks_which_one_is_meant() -> None:
    assert is_it((), "海田", can_be_new=True).zh == ""
    assert is_it(("甲", "乙"), "海田", can_be_new=False).zh == "是不是“甲”或“乙”？"
    assert is_it(("甲",), "海田", can_be_new=True).zh == "是不是“甲”？若是另一个，请写成“海田（新）”。"
    assert is_it(("甲",), "海田", can_be_new=True).en.endswith("write “海田 (new)”. ")
