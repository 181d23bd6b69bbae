"""Who is who: namesakes, colleagues' customers, further phones, switchboards, ids of other lists."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import NOW, Desk, counts, desk, found
from workbook_crm.merge.claims import claims
from workbook_crm.model.companies import is_company
from workbook_crm.model.keys import are_one_number, identifies
from workbook_crm.model.language import Language
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.run import Receipt
from workbook_crm.model.words import hint, message
from workbook_crm.read.text import narrow

STAFF = "# 员工\n| 姓名 | 角色 |\n| 张三 | 销售 |\n| 李四 | 销售 |\n| 赵总 | 主管 |\n| 内勤小王 | 内勤 |\n"
HEAD = "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 | 级别 |\n"
LEADS = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n"
FIRM, PERSON = "海田机械设备有限公司", "王伟"
KNOWN = HEAD + f"| {FIRM} | 13911112222 | 展厅 | | A |\n| {PERSON} | 13911113333/13655667788 | 展厅 | | A |"


def said(receipt: Receipt) -> list[str]:
    """The codes of what was found."""
    return [each.rule.code for each in receipt.findings]


def people(at: Desk, kind: str = "customers") -> list[tuple[str | None, str | None, str | None]]:
    """(name, phone, owner) of every record of a kind."""
    with at.workspace.store.reading() as queries:
        return [(each.record.name, each.record.phone, each.record.owner) for each in queries.every(kind)]


@pytest.fixture
def two(empty_desk: Desk) -> Desk:
    """A house of two salespeople, a manager and an office; both records are 张三's."""
    empty_desk.take(STAFF, name="员工.xlsx")
    empty_desk.take(KNOWN, sender="张三", name="已知.xlsx")
    return empty_desk


BY_LIKENESS = [
    # who sends, the row, what is said of it, what becomes of it
    ("李四", f"{FIRM} | 13922224444 | 展会 | 李四 | B", "record-of-another", "held"),
    ("李四", f"{FIRM} | 13911112222 | 展厅 | 李四 | A", "record-of-another", "held"),
    ("李四", f"{FIRM} | 13911112222 | 展厅 | | A", None, "unchanged"),
    ("李四", f"{FIRM} | 13911112222 | 展厅 | 张三 | B", "record-of-another", "held"),
    ("李四", f"{FIRM} | 13922224444 | 展厅 | 张三 | A", "record-of-another", "held"),
    ("李四", "海田农机 | 13911112222 | 展厅 | | A", "phone-of-another", "held"),
    ("李四", f"{PERSON} | 13911115533 | 展会 | | B", "same-name", "new"),
    ("李四", f"{PERSON} | 13911113334 | 展会 | | B", "same-name", "new"),
    ("李四", f"{PERSON} | 400-812-3456 | 展会 | | B", "record-of-another", "held"),
    ("李四", f"{PERSON} | 13655667788 | 展会 | | B", "record-of-another", "held"),
    ("张三", f"{FIRM} | 13922224444 | 展会 | | B", None, "changed"),
    ("张三", f"{PERSON} | 13911113334 | 展厅 | | A", None, "changed"),
    ("张三", f"{PERSON} | 13922223333 | 展厅 | | A", "same-name", "new"),
    ("张三", f"{FIRM} | 13911112222 | 展厅 | 李四 | A", None, "changed"),
    ("赵总", f"{FIRM} | 13911112222 | 展厅 | 李四 | A", "owner-changed", "changed"),
    ("内勤小王", f"{FIRM} | 13922224444 | 展厅 | | A", None, "changed"),
    (None, f"{FIRM} | 13911112222 | 展厅 | 李四 | A", "owner-changed", "changed"),
    (None, f"{FIRM} | 13911112222 | 展厅 | | B", None, "changed"),
    (None, f"{FIRM} | 13922224444 | 展厅 | 张三 | A", None, "changed"),
    (None, f"{FIRM} | 13922224444 | 展厅 | 李四 | A", "record-of-another", "held"),
    (None, f"{PERSON} | 13911113334 | 展厅 | 李四 | A", "same-name", "new"),
]


@pytest.mark.parametrize(("sender", "row", "code", "fate"), BY_LIKENESS)
def test_a_likeness_changes_ones_own_records_only(
    two: Desk, sender: str | None, row: str, code: str | None, fate: str
) -> None:
    before = people(two)
    receipt = two.take(HEAD + f"| {row} |", sender=sender)
    assert (said(receipt), counts(receipt, "客户")) == ([code] if code else [], {fate: 1})
    if fate != "changed":
        assert people(two)[:2] == before
    assert len(people(two)) == (3 if fate == "new" else 2)


def test_the_owner_is_named_and_nothing_else_given_away(two: Desk) -> None:
    (one,) = two.take(HEAD + f"| {FIRM} | 13922224444 | 展会 | | B |", sender="李四").findings
    assert "“张三”名下（C-000001 海田*** 139****2222）" in message(one, Language.ZH)
    assert "请与“张三”商量，由主管移交" in hint(one, Language.ZH)
    assert "13911112222" not in message(one, Language.EN) + hint(one, Language.EN)


def test_what_leans_on_a_claimed_record_waits_with_it(two: Desk) -> None:
    deals = "\n# 商机\n| 商机名称 | 客户 | 意向产品 | 负责人 |\n| 海田买车 | {} | 整车 | {} |"
    mine = two.take(HEAD + f"| {FIRM} | 13922224444 | 展会 | | B |" + deals.format(FIRM, ""), sender="李四")
    assert said(mine) == ["record-of-another", "held-reference"]
    of_house = HEAD + f"| {FIRM} | 13922224444 | 展会 | 李四 | B |" + deals.format(FIRM, "张三")
    assert counts(two.take(of_house), "商机") == {"new": 1}
    assert two.show("O-000001")["values"]["customer"] == "C-000001"


def test_a_deal_of_another_is_not_taken_over_by_its_name(two: Desk) -> None:
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 协作人 |\n| 海田买车 | {0} | 整车 | {1} | {2} |"
    two.take(deal.format(FIRM, "初步接触", ""), sender="张三")
    again = deal.format(FIRM, "商务谈判", "")
    assert said(two.take(again, sender="李四")) == ["record-of-another"]
    two.take(deal.format(FIRM, "初步接触", "李四 30%"), sender="张三", name="协作.xlsx")
    assert said(two.take(again + "\n# 备忘\n| 又发 |", sender="李四")) == ["conflict"]  # he may, and is asked


def test_without_a_staff_sheet_a_folder_is_a_person_and_an_owner_column_counts(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + f"| {FIRM} | 13911112222 | 展厅 | | A |", sender="张三")
    taken = HEAD + f"| {FIRM} | 13922224444 | 展会 | {{}} | B |"
    assert said(empty_desk.take(taken.format(""), sender="李四")) == ["record-of-another"]
    assert said(empty_desk.take(taken.format("李四"), sender="上海店")) == ["record-of-another"]
    assert (
        said(empty_desk.take(taken.format("张三"), sender="上海店")) == ["conflict"] * 3
    )  # it may, and is asked


@pytest.mark.parametrize(
    ("rows", "code", "leads"),
    [
        (("John Carter | 13911112222 | 展厅 | Ann", "John Carter | 13955556666 | 展厅 | Bob"), "namesake", 2),
        (("王伟 | 13911112222 | 展厅 | 张三", "王伟 | 13911115522 | 展会 | 李四"), "namesake", 2),
        (("王伟 | 13911112222 | 展厅 | 张三", "王伟 | 13911112223 | 展厅 | 张三"), "namesake", 2),
        (
            ("欧阳娜娜娜娜 | 13911112222 | 展厅 | 张三", "欧阳娜娜娜娜 | 13955556666 | 展厅 | 张三"),
            "namesake",
            2,
        ),
        (
            ("海田车行 | 13911112222 | 展厅 | 张三", "海田车行 | 13955556666 | 展厅 | 张三"),
            "duplicate-row",
            1,
        ),
        (("甲 | 4008123456 | 展厅 | 张三", "乙 | 400-812-3456 | 展厅 | 张三"), None, 2),
    ],
)
def test_two_rows_of_one_workbook(
    empty_desk: Desk, rows: tuple[str, str], code: str | None, leads: int
) -> None:
    receipt = empty_desk.take(LEADS + "\n".join(f"| {row} |" for row in rows))
    assert (said(receipt), empty_desk.count("leads")) == ([code] if code else [], leads)


def test_two_people_stay_two_when_they_are_sent_again(empty_desk: Desk) -> None:
    both = LEADS + "| 王伟 | 13911112222 | 展厅 | 张三 |\n| 王伟 | 13911115522 | 展会 | 李四 |"
    empty_desk.take(both)
    again = empty_desk.take(both + "\n# 备忘\n| 又发一次 |")
    assert (found(again), counts(again, "线索")) == ([], {"unchanged": 2})


FIRMS = (
    "海田机械设备有限公司 宏达物流 鑫源厂 红旗汽修店 老李五金经营部 丰收合作社 Alpha-Ltd Müller-GmbH "
    "Northwind-Logistics Bay-Motors Smith-&-Sons 城南车队 第一医院 宏達運輸公司"
)
PEOPLE = "John-Carter 王伟 欧阳娜娜 Maria-del-Carmen-Gonzalez John-Mills 阿迪力·买买提 王先生 Keller 张行 王店 Christopher"


def test_a_firm_is_known_by_its_words_and_never_by_its_length() -> None:
    assert [each for each in FIRMS.split() if not is_company(each.replace("-", " "))] == []
    assert [each for each in PEOPLE.split() if is_company(each.replace("-", " "))] == []


OWN = (
    "13912345678 021-62345678 021-62345678-801 6234567 +14155552671 +85291234567 18001234567 "
    "18881234567 183-3555-0147 020-84001234 +442071234567"
)
NOBODYS = (
    "400-812-3456 4008123456 +864008123456 400-812-3456-801 800-810-1234 010-95588 95105105 021-12345 "
    "021-962121 010-10086 +18005550147 888-555-0147 1-877-555-0147 +18665550147x12 010-95588-12"
)


def test_switchboards_are_nobodys_own() -> None:
    assert [each for each in OWN.split() if not identifies(each)] == []
    assert [each for each in NOBODYS.split() if identifies(each)] == []


@pytest.mark.parametrize(
    ("phone", "header", "text", "numbers"),
    [
        ("13911112222", "电话", "13911112222/13655667788", "13911112222 13655667788"),
        ("13911112222", "电话", "13911112222，转13655667788", "13911112222 13655667788"),
        ("13911112222", "电话", "13911112222（本人） 夫人:136-5566-7788", "13911112222 13655667788"),
        ("13911112222", "公司电话", "13911112222、021-62345678", "13911112222 021-62345678"),
        ("13911112222", "备用电话", "+86 136 5566 7788", "13911112222 13655667788"),
        ("13911112222", "电话2", "021-62345678", "13911112222"),  # a whole office's
        ("13911112222", "公司电话", "13655667788", "13911112222"),
        ("13911112222", "紧急联系电话", "13655667788", "13911112222"),
        ("13911112222", "备用电话", "400-812-3456", "13911112222"),
        ("13911112222", "备注", "13655667788", "13911112222"),
        (None, "手机", "李总13655667788", "13655667788"),
        ("+14155552671", "Phone 2", "(415) 555-2672", "+14155552671 +14155552672"),
        ("13911112222", "Mobile 2", "+44 7700 900123", "13911112222 +447700900123"),
    ],
)
def test_the_numbers_of_a_record(phone: str | None, header: str, text: str, numbers: str) -> None:
    assert " ".join(numbers_of(phone, ((header, text),))) == numbers


@pytest.mark.parametrize(
    ("columns", "cells"),
    [
        ("电话", "13911112222/13655667788"),
        ("电话", "13911112222（13655667788备用）"),
        ("电话", "13911112222，转13655667788"),
        ("电话", "王 13911112222、爱人 13655667788"),
        ("电话1 | 电话2", "13911112222 | 13655667788"),
        ("手机 | 备用电话", "13911112222 | 136 5566 7788"),
    ],
)
def test_a_record_is_found_by_any_of_its_numbers(empty_desk: Desk, columns: str, cells: str) -> None:
    empty_desk.take(f"# 客户\n| 客户名称 | {columns} | 来源 | 级别 |\n| 王伟 | {cells} | 展厅 | A |")
    later = "# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 王伟 | {} | 展厅 | {} |"
    second = empty_desk.take(later.format("13655667788", "B"))
    assert (said(second), counts(second, "客户")) == (["second-number"], {"changed": 1})
    assert people(empty_desk) == [("王伟", "13911112222", None)]
    assert said(empty_desk.take(later.format("13655667788", "B") + "\n# 备忘\n| 又 |")) == []
    assert counts(empty_desk.take(later.format("13911112222", "C")), "客户") == {"changed": 1}
    swapped = empty_desk.take(later.format("13655667788/13911112222", "C"))
    assert (said(swapped), people(empty_desk)) == (["several-phones"], [("王伟", "13655667788", None)])
    assert counts(empty_desk.take(later.format("13911112222", "D")), "客户") == {"changed": 1}
    assert empty_desk.count("customers") == 1


def test_a_number_that_was_taken_away_finds_nobody(empty_desk: Desk) -> None:
    row = "# 客户\n| 客户编号 | 客户名称 | 电话 | 备用电话 | 来源 |\n| {} | {} | {} | {} | 展厅 |"
    empty_desk.take(row.format("", "王伟", "13911112222", "13655667788"))
    empty_desk.take(row.format("C-000001", "王伟", "13911112222", "13700001111"))
    assert counts(empty_desk.take(row.format("", "李雷", "13655667788", "")), "客户") == {"new": 1}
    assert said(empty_desk.take(row.format("", "韩梅", "13700001111", ""))) == ["same-phone", "second-number"]


ACCOUNTS = "# Accounts\n| Account Id | Account Name | Owner |\n| 2 | Alpha | Tina |\n| 3 | Beta | Tina |\n"
CONTACTS = """
# Contacts
| Account Id | Contact Id | Last Name | Mobile | Owner |
| 2 | 2 | Keller | 13800138001 | {0} |
| 2 | 2202 | Nielsen | 13800138002 | {0} |
"""
LENIENT = (
    '[optional]\nleads = ["source", "phone"]\ncustomers = ["source", "phone"]\nopportunities = ["kind"]\n'
)
AS_SENT = {
    "in one workbook": (ACCOUNTS + CONTACTS,),
    "contacts first": (CONTACTS + ACCOUNTS,),
    "one after the other": (ACCOUNTS, CONTACTS),
    "the other way round": (CONTACTS, ACCOUNTS),
}


@pytest.mark.parametrize("owner", ["Tina", "Ann"])
@pytest.mark.parametrize("books", AS_SENT.values(), ids=AS_SENT)
def test_a_contact_of_account_2_is_not_account_2(tmp_path: Path, books: tuple[str, ...], owner: str) -> None:
    with desk(tmp_path, LENIENT) as at:
        for _ in range(2):
            for nth, book in enumerate(books):
                at.take(book.format(owner) + f"\n# Notes\n| {_} |", name=f"{nth}.xlsx")
        names = sorted((name, whose) for name, _phone, whose in people(at))
    assert names == [("Alpha", "Tina"), ("Beta", "Tina"), ("Keller", owner), ("Nielsen", owner)]


def test_a_deal_of_account_2_is_never_its_contacts(tmp_path: Path) -> None:
    deal = """
# Deals
| Deal Id | Deal Name | Account Id | Contact Id | Kind | Owner |
| 9 | Trucks | 2 | 2202 | Vehicle | Ann |
"""
    with desk(tmp_path, LENIENT) as at:
        at.take(CONTACTS.format("Ann"))
        assert "unknown-reference" in said(at.take(deal))
        at.take(ACCOUNTS.replace("| 2 |", "| 20 |"))
        at.take(deal.replace("| 9 | Trucks | 2 |", "| 9 | Trucks | 20 |"))
        assert at.show("9")["values"]["customer"] == "20"


@pytest.mark.parametrize(
    ("sheet", "header", "row", "number"),
    [
        ("联系人", "所属客户编号 | 联系人编号 | 姓名", "2 | 2201 | 王大伟", "2201"),
        ("联系人", "联系人编号 | 姓名 | 客户ID", "2201 | 王大伟 | 2", "2201"),
        ("联系人", "客户编号 | 姓名", "2 | 王大伟", "C-000002"),
        ("名单", "客户编号 | 联系人编号 | 联系人姓名", "2 | 2201 | 王大伟", "2201"),
        ("Contacts", "ACCOUNTID | CONTACTID | Name", "2 | 2201 | 王大伟", "2201"),
        ("Contacts", "Customer ID | Name", "77 | 王大伟", "77"),
        ("客户", "客户编号 | 联系人编号 | 客户名称", "77 | 2201 | 王大伟", "77"),
        ("Customers", "Parent Account ID | Customer ID | Customer Name", "2 | 77 | 王大伟", "77"),
    ],
)
def test_a_sheets_own_ids_number_its_rows(
    tmp_path: Path,
    sheet: str,
    header: str,
    row: str,
    number: str,
) -> None:
    with desk(tmp_path, LENIENT) as at:
        at.take("# 客户\n| 客户编号 | 客户名称 | 负责人 |\n| 2 | 甲有限公司 | 张三 |")
        at.take(f"# {sheet}\n| {header} | 手机 | 负责人 |\n| {row} | 13800138001 | 李四 |")
        assert people(at)[0] == ("甲有限公司", None, "张三")
        assert at.show(number)["values"]["name"] == "王大伟"


def test_a_converted_lead_is_numbered_by_its_own_id(tmp_path: Path) -> None:
    with desk(tmp_path, LENIENT) as at:
        at.take("""
# Leads
| Converted Account Id | Converted Contact Id | Lead Id | Last Name | Phone |
| 2 | 2201 | 55 | Carter | 13800138001 |
""")
        assert at.show("55")["values"]["name"] == "Carter"


NUMBERED = "# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 |\n"


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        ("zcrm_5550AbC", "zcrm_5550AbC"),
        ("zcrm_5550AbC", "ZCRM_5550abc"),
        ("2026/001", "2026/001"),
        ("OPP#17", " opp#17 "),
        ("k77", "K77"),
        ("555000000012345", "555000000012345"),
    ],
)
def test_another_systems_number_is_found(empty_desk: Desk, number: str, asked: str) -> None:
    empty_desk.take(NUMBERED + f"| {number} | 甲有限公司 | 13911110001 | 展厅 |")
    assert empty_desk.show(asked)["values"]["name"] == "甲有限公司"
    deal = f"# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 买车 | {asked.strip()} | 整车 |"
    assert said(empty_desk.take(deal)) == []
    assert empty_desk.show("O-000001")["values"]["customer"] == number
    again = empty_desk.take(NUMBERED + f"| {asked.strip()} | 甲有限公司 | 13911110001 | 展会 |")
    assert counts(again, "客户") == {"changed": 1}
    assert empty_desk.show(number)["number"] == number


def test_numbers_that_differ_in_capitals_only_are_two(empty_desk: Desk) -> None:
    rows = "| aB1 | 甲有限公司 | 13911110001 | 展厅 |\n| Ab1 | 乙有限公司 | 13911110002 | 展厅 |"
    empty_desk.take(NUMBERED + rows)
    assert [empty_desk.show(each)["values"]["name"] for each in ("aB1", "Ab1")] == [
        "甲有限公司",
        "乙有限公司",
    ]
    with empty_desk.workspace.store.reading() as queries:
        assert queries.dossier("AB1") is None


def test_one_number_of_two_kinds_shows_both(empty_desk: Desk) -> None:
    empty_desk.take(NUMBERED + "| 7 | 甲有限公司 | 13911110001 | 展厅 |")
    empty_desk.take("# 线索\n| 线索编号 | 姓名 | 电话 | 来源 |\n| 7 | 李雷 | 13911110002 | 展厅 |")
    with empty_desk.workspace.store.reading() as queries:
        assert [each.kind for each in queries.dossiers_of("7")] == ["customers", "leads"]


SPELT = [
    # the known name, the name that another salesperson sends, what is said of it, what becomes of it
    ("海田机械设备有限公司", "海田机械设备有限责任公司", "record-of-another", "held"),
    ("海田机械设备有限公司", "海田 机械设备 有限公司", "record-of-another", "held"),
    ("海田机械设备有限公司", "海田機械設備有限公司", "record-of-another", "held"),
    ("海田机械（中国）有限公司", "海田机械中国有限公司", "record-of-another", "held"),
    ("海田机械(中国)有限公司", "海田机械【中国】有限责任公司", "record-of-another", "held"),
    ("ＡＢＣ机械设备有限公司", "abc机械设备有限公司", "record-of-another", "held"),
    ("Acme Lifting Co., Ltd.", "ACME LIFTING COMPANY LIMITED", "record-of-another", "held"),
    ("Acme Lifting Co., Ltd.", "Acme Lifting Co Ltd", "record-of-another", "held"),
    # merely similar: another form, none, another order of words
    ("海田机械设备有限公司", "海田机械设备股份有限公司", "same-company", "new"),
    ("海田机械设备有限公司", "海田机械设备", "same-company", "new"),
    ("海田机械（上海）有限公司", "上海海田机械有限公司", "same-company", "new"),
    ("Acme Lifting Co., Ltd.", "Acme Lifting Inc.", "same-company", "new"),
    # others
    ("海田机械设备有限公司", "海天机械设备有限公司", None, "new"),
    ("海田机械设备有限公司", "海田机械设备有限公司苏州分公司", None, "new"),
]


@pytest.mark.parametrize(("known", "sent", "code", "fate"), SPELT)
def test_a_company_in_another_spelling_is_not_taken_from_its_owner(
    two: Desk, known: str, sent: str, code: str | None, fate: str
) -> None:
    two.take(HEAD + f"| {known} | 13900001111 | 展厅 | | A |", sender="张三", name="张三的.xlsx")
    receipt = two.take(HEAD + f"| {sent} | 13900002222 | 展会 | | B |", sender="李四", name="李四的.xlsx")
    assert said(receipt) == ([code] if code else [])
    assert counts(receipt, "客户") == {fate: 1}
    if fate == "held":
        (told,) = receipt.findings
        assert dict(told.facts)["owner"] == "张三"
        with two.workspace.store.reading() as queries:
            claimed = claims(queries, NOW.date())
        assert [(each.owner, each.who, each.name) for each in claimed] == [("张三", "李四", narrow(known))]


@pytest.mark.parametrize(("sender", "fate"), [("张三", "new"), ("赵总", "new"), ("内勤小王", "new")])
def test_who_may_change_it_is_only_told_of_another_spelling(two: Desk, sender: str, fate: str) -> None:
    row = HEAD + "| 海田机械设备有限责任公司 | 13900002222 | 展会 | | B |"
    receipt = two.take(row, sender=sender, name="又一家.xlsx")
    assert (said(receipt), counts(receipt, "客户")) == (["same-company"], {fate: 1})


ONE_NUMBER = [
    ("+1 202-555-0147", "(202) 555-0147", True),
    ("+12025550147", "2025550147", True),
    ("+1 202-555-0147", "202.555.0147", True),
    ("1-202-555-0147", "(202) 555-0147", True),
    ("+12025550147", "555-0147", True),
    ("+12025550147", "550147", False),  # six digits are in many numbers
    ("+442079460958", "020 7946 0958", True),
    ("0044 20 7946 0958", "+442079460958", True),
    ("+442079460958", "+12079460958", False),  # two countries
    ("+12079460958", "020 7946 0958", False),  # North America dials no 0
    ("020 7946 0000 x12", "020 7946 0000 x34", False),
    ("020 7946 0000 ext. 12", "020 7946 0000 x12", True),
    ("020 7946 0000", "+442079460000x12", True),
    ("202-555-0147", "202-555-0148", False),
    ("13812345678", "13812345679", False),
]


@pytest.mark.parametrize(("one", "other", "is_one"), ONE_NUMBER)
def test_two_spellings_of_one_number(one: str, other: str, is_one: bool) -> None:
    assert are_one_number(one, other) is is_one
    assert are_one_number(other, one) is is_one


@pytest.mark.parametrize(
    ("known", "sent", "fate", "kept"),
    [
        ("+1 202-555-0147", "(202) 555-0147", "unchanged", "+12025550147"),
        ("(202) 555-0147", "202-555-0147", "unchanged", "(202) 555-0147"),
        ("2025550147", "+1 202 555 0147", "changed", "+12025550147"),
        ("(202) 555-0147", "(202) 555-9999", "new", "(202) 555-0147"),
        ("020 7946 0000 x12", "020 7946 0000 x34", "new", "020 7946 0000 x12"),
        ("+44 20 7946 0958", "+1 207 946 0958", "new", "+442079460958"),
    ],
)
def test_in_no_country_a_name_and_a_number_in_two_spellings_are_one_person(
    known: str, sent: str, fate: str, kept: str, tmp_path: Path
) -> None:
    head = "# Customers\n| Name | Phone | Source |\n"
    with desk(tmp_path, 'language = "en"\n') as shop:
        shop.take(f"{head}| John Carter | {known} | Web |", sender="Ann", name="a.xlsx")
        receipt = shop.take(f"{head}| John Carter | {sent} | Web |", sender="Ann", name="b.xlsx")
        assert counts(receipt, "Customers") == {fate: 1}
        assert people(shop)[0][1] == kept
        other = shop.take(f"{head}| Mary Reed | {sent[:-1]}3 | Web |", sender="Ann", name="c.xlsx")
        assert counts(other, "Customers") == {"new": 1}
        theirs = shop.take(f"{head}| John Carter | {known} | Fair |", sender="Ben", name="d.xlsx")
        assert said(theirs) == ["record-of-another"]
