"""A text file whose characters are lost makes no record, and question marks that somebody wrote are no loss."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import desk, found
from workbook_crm.read.csv_text import read_csv

NAMES = "客户名称,电话,来源\n"


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("????,??,??\n??,13912345678,??\n", "????"),
        ("\n????(?),??,Source\n??,13912345678,Web\n", "????(?)"),
        ("Name,Phone,Source\n??,13912345678,Web\n???,13912345679,Web\n??,13912345670,Web\n", "??"),
        ("Name,Phone,Source\n??,13912345678,Web\n???,13912345679,Web\n", ""),
        ("Name,Phone,Source\n??,13912345678,Web\n??,13912345679,Web\n??,13912345670,Web\n", ""),
        ("Name,Phone,Source\n???,13912345678,Web\n??,13912345679,Web\nAnn,13912345670,Web\n", ""),
        (NAMES + "王伟??,13912345678,展厅\n", ""),
        (NAMES + "王伟,13912345678,?\n", ""),
        ("Name,Really??,Source\nAnn,yes,Web\n", ""),
    ],
)
def test_what_is_lost_is_told_from_what_was_written(text: str, lost: str) -> None:
    book, findings = read_csv(text.encode(), name="客户.csv")
    told = [str(each.value) for each in findings if each.rule.code == "characters-lost"]
    assert (told, book is None) == ([lost] if lost else [], bool(lost))


def test_the_file_is_held_and_makes_no_record(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        receipt = shop.take(b"????,??,??\n??,13912345678,??\n", name="客户.csv")
        assert found(receipt) == ["error 客户.csv characters-lost"]
        assert [shop.count(kind) for kind in ("leads", "customers")] == [0, 0]
