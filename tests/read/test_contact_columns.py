"""Which columns are contacts beside a record, by their headers alone."""

from __future__ import annotations

import pytest

from workbook_crm.read.beside import Entry, entries
from workbook_crm.read.contact_columns import contacts_in
from workbook_crm.read.contact_methods import method_of
from workbook_crm.read.header_cells import HeaderCell

GROUPS = [
    ("姓名 | 跟进日期1 | 跟进内容1 | 跟进日期2 | 跟进内容2", [{"time": 1, "content": 2}, {"time": 3, "content": 4}]),
    ("姓名 | 跟进情况1 | 跟进情况2", [{"content": 1}, {"content": 2}]),
    ("姓名 | 第一次跟进 | 第二次跟进", [{"content": 1}, {"content": 2}]),
    ("姓名 | 首次回访 | 第2次回訪", [{"content": 1}, {"content": 2}]),
    ("姓名 | 跟进情况 第一次 | 跟进情况 第二次", [{"content": 1}, {"content": 2}]),
    ("Name | Follow-up 1st | Follow-up 2nd", [{"content": 1}, {"content": 2}]),
    ("Name | Call first | Call second", [{"content": 1}, {"content": 2}]),
    ("姓名 | 日期 | 内容 | 日期 | 内容", [{"time": 1, "content": 2}, {"time": 3, "content": 4}]),
    ("Name | 1st call | 2nd call", [{"content": 1}, {"content": 2}]),
    ("Name | First contact date | First contact notes | Second contact date | Second contact notes",
     [{"time": 1, "content": 2}, {"time": 3, "content": 4}]),
    ("姓名 | 最近跟进时间 | 跟进内容", [{"time": 1, "content": 2}]),
    ("Name | Last contacted | Notes", [{"time": 1, "content": 2}]),
    ("姓名 | 回访1 | 回访方式1 | 下次回访时间1 | 回访2",
     [{"content": 1, "method": 2, "next_follow_up": 3}, {"content": 4}]),
]  # fmt: skip
NONE = [
    "姓名 | 联系电话1 | 联系电话2",
    "姓名 | 联系方式1 | 联系方式2",
    "姓名 | 联系人1 | 联系人2",
    "姓名 | 联系人 第一 | 联系人 第二",
    "Name | Contact 1 | Contact 2",
    "Name | Phone 1 | Phone 2 | Notes",
    "姓名 | 下次跟进时间 | 备注",
    "姓名 | 日期 | 内容",
    "Name | Last contacted | Phone | Notes",
    "姓名 | 首次接触时间",
]


def _cells(headers: str) -> list[HeaderCell]:
    return [HeaderCell(column, 0, text) for column, text in enumerate(headers.split(" | "))]


@pytest.mark.parametrize(("headers", "groups"), GROUPS)
def test_groups_of_contacts(headers: str, groups: list[dict[str, int]]) -> None:
    found = contacts_in(_cells(headers)).groups
    assert [{field: cell.column for field, cell in each.cells.items()} for each in found] == groups
    assert [each.group for each in found] == list(range(1, len(groups) + 1))


@pytest.mark.parametrize("headers", NONE)
def test_what_only_looks_like_contacts(headers: str) -> None:
    assert contacts_in(_cells(headers)).groups == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("11.8 微信发了配置表", ["11.8"]),
        ("2026/11/8：到店\n11.12 电话", ["2026/11/8", "11.12"]),
        ("11月8号到店；11月10日试驾", ["11月8号", "11月10日"]),
        ("Nov 8: called", ["Nov 8"]),
        ("11.8万成交", [""]),
        ("3.5吨叉车两台", [""]),
        ("等通知", [""]),
    ],
)
def test_the_days_in_front_of_texts(text: str, days: list[str]) -> None:
    assert [each.day for each in entries(text)] == days


def test_a_text_is_kept_without_its_day() -> None:
    assert entries("11.8 微信发了配置表") == (Entry("11.8", "微信发了配置表"),)


@pytest.mark.parametrize(
    ("content", "header", "method"),
    [
        ("电话沟通", "第二次跟进", "电话"),
        ("到店看车，试驾", "", "到店"),
        ("試駕", "", "试驾"),
        ("called, no answer", "", "电话"),
        ("WhatsApp price", "1st call", "WhatsApp"),
        ("no answer", "1st call", "电话"),
        ("谈价", "跟进1", None),
        ("Llamada, pide oferta", "", "电话"),
        ("telefonisch nachgefragt", "", "电话"),
        ("rappel demain", "", "电话"),
        ("appel d'offres reçu", "", None),
        ("Visita al taller", "", "到店"),
        ("Besuch im Autohaus", "", "到店"),
        ("Visita a su nave", "", "上门"),
        ("Probefahrt gemacht", "", "试驾"),
        ("llamativo, le gusta", "", None),
    ],
)
def test_the_method_that_words_tell(content: str, header: str, method: str | None) -> None:
    assert method_of(content, header) == method
