"""Contacts who belong to a customer: the customer is not renamed to who answers its phone."""

from __future__ import annotations

from pathlib import Path

from tests.desk import counts, desk

ACCOUNTS = "# 客户\n| 客户名称 | 电话 |\n| 恒丰机械 | 13900000801 |\n| 长江纸业 | 13900000802 |"
CONTACTS = """
# 联系人
| 联系人姓名 | 所属客户 | 手机 | 邮箱 |
| 高总 | 恒丰机械 | 13900000801 | gao@example.com |
| 徐工 | 恒丰机械 | 13900000822 | |
"""


def test_a_contact_with_the_phone_of_the_customer_is_kept_with_it(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take(ACCOUNTS, name="客户.xlsx")
        taken = shop.take(CONTACTS, name="联系人.xlsx")
        assert counts(taken, "联系人") == {"new": 1, "changed": 1}
        account, other = shop.show("C-000001")["values"], shop.show("C-000003")["values"]
    assert (account["name"], account["mail"]) == ("恒丰机械", "gao@example.com")
    assert account["extra"]["联系人姓名"] == "高总"
    assert (other["name"], other["extra"]["所属客户"]) == ("徐工", "恒丰机械")


def test_sent_twice_it_changes_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        shop.take(ACCOUNTS, name="客户.xlsx")
        shop.take(CONTACTS, name="联系人.xlsx")
        again = shop.take(CONTACTS + "| 彭姐 | 长江纸业 | 13900000833 | |\n", name="联系人.xlsx")
        assert counts(again, "联系人") == {"new": 1, "unchanged": 2}
