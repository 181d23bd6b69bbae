"""A workbook that we handed out comes back: what its stamp makes of it, and what it is without one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm import rounds
from workbook_crm.merge.backup import back_up, restore
from workbook_crm.model.run import Receipt
from workbook_crm.model.stamp_cells import PROPERTY
from workbook_crm.start import write_template

LEADS = """
# 线索
| 姓名 | 电话 | 公司 | 来源 | 级别 | 备注 |
"""
PEOPLE = [f"| 客户{chr(0x4E00 + n)} | 138000012{n:02d} | 公司{n} | 展会 | B | 记{n} |" for n in range(12)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    """A dealership where 张三 has twelve leads."""
    with desk(tmp_path) as found:
        found.take(LEADS + "\n".join(PEOPLE), sender="张三", name="线索表.xlsx")
        yield found


def template(house: Desk, person: str | None = "张三") -> Any:
    """A person's workbook, as they open it; the empty one where nobody is named."""
    path = house.workspace.folder / "自己的.xlsx"
    write_template(house.workspace, path, person)
    return openpyxl.load_workbook(path)


def send(house: Desk, book: Any, sender: str = "张三", name: str = "我的.xlsx") -> Receipt:
    return house.take(saved(book), sender=sender, name=name)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell(book: Any, header: str, row: int, sheet: str = "线索") -> Any:
    """The cell of a column, 1-based row of the sheet."""
    of = book[sheet]
    column = next(each.column for each in of[1] if each.value == header)
    return of.cell(row, column)


def stamp_cell(book: Any, sheet: str = "线索") -> Any:
    return next(each for each in book[sheet][1] if "·" in str(each.value))


def level(house: Desk, number: str = "L-000001") -> Any:
    return house.show(number)["values"]["level"]


def change(house: Desk, value: str, person: int = 0) -> None:
    """The manager sets the level of a lead."""
    text = LEADS + PEOPLE[person].replace("| B |", f"| {value} |")
    assert counts(house.take(text, name=f"主管{value}.xlsx"), "线索") == {"changed": 1}


def without_property(book: Any) -> Any:
    book.custom_doc_props.props.clear()
    return book


def rules_of(receipt: Receipt) -> list[str]:
    return [each.rule.code for each in receipt.findings]


def test_what_was_merely_handed_out_is_not_asked_about(house: Desk) -> None:
    book = template(house)
    change(house, "A")
    receipt = send(house, book)
    assert counts(receipt, "线索") == {"unchanged": 12}
    assert found(receipt) == ["note 线索!O2 updated-since"]
    assert level(house) == "A"


def test_an_edit_is_taken_and_two_edits_of_one_cell_are_a_conflict(house: Desk) -> None:
    book = template(house)
    change(house, "A")
    cell(book, "级别", 2).value = "C"
    cell(book, "级别", 3).value = "C"
    receipt = send(house, book)
    assert found(receipt) == ["warning 线索!O2 conflict"]
    assert (level(house), level(house, "L-000002")) == ("A", "C")


def test_a_blank_in_a_stamped_sheet_erases(house: Desk) -> None:
    book = template(house)
    cell(book, "备注", 2).value = None
    cell(book, "级别", 3).value = None
    receipt = send(house, book)
    assert found(receipt) == []
    assert house.show("L-000001")["values"]["remark"] is None
    assert level(house, "L-000002") is None


def test_the_same_file_sent_again_is_measured_by_its_last_sending(house: Desk) -> None:
    book = template(house)
    cell(book, "级别", 2).value = "C"
    send(house, book)
    change(house, "A")
    cell(book, "备注", 3).value = "新的"
    receipt = send(house, book, name="改了名.xlsx")
    assert counts(receipt, "线索") == {"unchanged": 11, "changed": 1}
    assert found(receipt) == ["note 线索!O2 updated-since"]
    assert level(house) == "A"


def test_without_the_property_the_cell_tells(house: Desk) -> None:
    book = without_property(template(house))
    change(house, "A")
    receipt = send(house, book)
    assert "note 线索 stamp-from-sheet" in found(receipt)
    assert level(house) == "A"


def test_a_stamp_is_no_column_and_no_value(house: Desk) -> None:
    assert not {"not-a-column", "unknown-column"} & set(rules_of(send(house, template(house))))
    assert house.show("L-000001")["values"].get("extra") is None


def edited_property(book: Any, change: Callable[[str], str]) -> Any:
    """The workbook with another text in its stamp."""
    stamp = next(each for each in book.custom_doc_props.props if each.name == PROPERTY)
    stamp.value = change(stamp.value)
    return book


def test_an_altered_stamp_makes_a_foreign_workbook_with_a_warning(house: Desk) -> None:
    book = edited_property(template(house), lambda text: re.sub(r"\.张三\.", ".李四.", text))
    stamp_cell(book).value = None
    cell(book, "备注", 2).value = None
    receipt = send(house, book)
    assert "stamp-altered" in rules_of(receipt)
    assert house.show("L-000001")["values"]["remark"] == "记0"


@pytest.mark.parametrize("savings", [1, 3])
def test_a_stamp_of_which_a_program_wrote_each_byte_as_a_character_is_that_stamp(
    house: Desk, savings: int
) -> None:
    """SheetJS 0.18.5 does so with the properties of a document, at each saving once more."""
    book = template(house)

    def garbled(text: str) -> str:
        for _ in range(savings):
            text = text.encode().decode("latin-1")
        return text

    edited_property(book, garbled)
    cell(book, "级别", 2).value = "C"
    cell(book, "备注", 3).value = None
    receipt = send(house, book)
    assert found(receipt) == []
    assert level(house) == "C"
    assert house.show("L-000002")["values"]["remark"] is None


def test_the_stamp_of_another_person_gives_the_base_and_no_rights(house: Desk) -> None:
    book = template(house)
    change(house, "A")
    cell(book, "备注", 3).value = "别人写的"
    receipt = send(house, book, sender="李四")
    assert not {"stamp-altered", "stamp-not-ours"} & set(rules_of(receipt))
    assert counts(receipt, "线索") == {"unchanged": 11, "changed": 1}
    assert level(house) == "A"
    assert house.show("L-000002")["values"]["owner"] == "张三"
    assert house.show("L-000002")["history"][-1]["sender"] == "李四"


@pytest.mark.parametrize("has_property", [True, False])
def test_numbers_of_another_workspace_are_not_trusted(
    house: Desk, tmp_path: Path, has_property: bool
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with desk(other) as far:
        far.take(LEADS + "\n".join(reversed(PEOPLE)), sender="张三")
        book = template(far)
    if not has_property:
        without_property(book)
    cell(book, "级别", 2).value = "A"
    receipt = send(house, book)
    assert "stamp-not-ours" in rules_of(receipt)
    assert [level(house, f"L-0000{n:02d}") for n in (1, 12)] == [
        "B",
        "A",
    ]  # by phone, whatever its number says


def test_a_stamp_that_is_known_no_more_is_a_foreign_workbooks_with_a_note(house: Desk) -> None:
    book = template(house)
    with house.workspace.store.writing() as transaction:
        connection, schema = transaction._connection, transaction._schema
        connection.execute(schema.exports.delete())
    cell(book, "备注", 2).value = None
    receipt = send(house, book)
    assert "stamp-too-old" in rules_of(receipt)
    assert house.show("L-000001")["values"]["remark"] == "记0"


def test_of_two_stamps_the_newer_one_counts_where_it_knows_all_numbers(house: Desk) -> None:
    older = template(house)
    change(house, "A")
    newer = template(house)
    stamp_cell(newer).value = stamp_cell(older).value
    cell(newer, "级别", 2).value = "C"
    receipt = send(house, newer)
    assert found(receipt) == []
    assert level(house) == "C"


def test_of_two_stamps_that_do_not_know_the_numbers_none_counts(house: Desk) -> None:
    older = template(house)
    house.take(LEADS + "| 新人 | 13900001111 | 新司 | 展会 | B | |", sender="李四", name="李四.xlsx")
    newer = template(house, "李四")
    stamp_cell(older).value = stamp_cell(newer).value
    cell(older, "备注", 2).value = None
    receipt = send(house, older)
    assert "stamps-differ" in rules_of(receipt)
    assert house.show("L-000001")["values"]["remark"] == "记0"


@pytest.mark.parametrize(("blank", "is_held"), [(4, False), (5, True)])
def test_many_blanks_are_held_until_they_are_confirmed(house: Desk, blank: int, is_held: bool) -> None:
    book = template(house)
    for row in range(2, 2 + blank):
        cell(book, "备注", row).value = None
    receipt = send(house, book)
    assert ("mass-blank" in rules_of(receipt)) == is_held
    assert (house.show("L-000001")["values"]["remark"] == "记0") == is_held
    if is_held:
        assert counts(receipt, "线索") == {"unchanged": 12}
        again = openpyxl.load_workbook(io.BytesIO(house.answer(receipt)))
        answered = again["处理结果"]
        heading = next(each for row in answered.iter_rows() for each in row if each.value == "确认清空")
        answered.cell(heading.row + 1, heading.column).value = "是"
        assert "mass-blank" not in rules_of(send(house, again, name="我的 (2).xlsx"))
        assert house.show("L-000001")["values"]["remark"] is None
        assert house.show("L-000006")["values"]["remark"] == "记5"


def test_a_third_of_a_long_column_is_no_slip_below_the_share(tmp_path: Path) -> None:
    with desk(tmp_path) as house:
        people = [
            f"| 人{chr(0x4E00 + n)} | 138000013{n:02d} | 公司{n} | 展会 | B | 记{n} |" for n in range(20)
        ]
        house.take(LEADS + "\n".join(people), sender="张三")
        book = template(house)
        for row in range(2, 8):  # six of twenty: three tenths, and not more
            cell(book, "备注", row).value = None
        assert "mass-blank" not in rules_of(send(house, book))


@pytest.mark.parametrize("header", ["姓名", "来源"])
def test_what_is_needed_is_never_erased_by_a_blank(house: Desk, header: str) -> None:
    book = template(house)
    cell(book, header, 2).value = None
    before = house.show("L-000001")["values"]
    send(house, book)
    assert house.show("L-000001")["values"] == before


def test_a_blank_in_a_list_of_their_own_erases_nothing(house: Desk) -> None:
    rows = [PEOPLE[0].replace("记0", ""), *PEOPLE[1:]]
    receipt = house.take(LEADS + "\n".join(rows), sender="张三", name="线索表.xlsx")
    assert "blank-left" in rules_of(receipt)
    assert house.show("L-000001")["values"]["remark"] == "记0"


@pytest.mark.parametrize("person", ["张三", None])
def test_a_starred_cell_left_blank_holds_a_new_row_of_a_form(house: Desk, person: str | None) -> None:
    book = template(house, person)
    row = 14 if person else 2
    for header, value in {"姓名": "新来的", "电话": "13911112222"}.items():
        cell(book, header, row).value = value
    receipt = send(house, book)
    assert counts(receipt, "线索")["held"] == 1
    assert {"missing-value"} <= set(rules_of(receipt))
    for header in ("来源", "级别"):
        cell(book, header, row).value = {"来源": "展会", "级别": "B"}[header]
    assert counts(send(house, book, name="补好.xlsx"), "线索")["new"] == 1


def test_an_empty_template_filled_in_twice_is_two_lists(house: Desk) -> None:
    for month, phone in (("一月", "13911113333"), ("二月", "13911114444")):
        book = template(house, None)
        for header, value in {"姓名": month, "电话": phone, "来源": "展会", "级别": "B"}.items():
            cell(book, header, 2).value = value
        receipt = send(house, book, name=f"{month}.xlsx")
        assert counts(receipt, "线索") == {"new": 1}
        assert "rows-gone" not in rules_of(receipt)


def test_the_key_is_in_the_store_and_nowhere_else(house: Desk) -> None:
    send(house, template(house))
    with house.workspace.store.reading() as queries:
        key = queries.stamp_key()
    assert key is not None
    assert len(key) == 32
    files = (each for each in house.workspace.folder.rglob("*") if each.is_file() and ".db" not in each.name)
    for file in files:
        for content in _contents(file):
            assert key.hex().encode() not in content
            assert key not in content


def _contents(file: Path) -> Iterator[bytes]:
    yield file.read_bytes()
    if zipfile.is_zipfile(file):
        with zipfile.ZipFile(file) as book:
            yield from map(book.read, book.namelist())


def test_the_answer_has_its_column_beside_the_table_and_keeps_the_stamp(house: Desk) -> None:
    book = template(house)
    cell(book, "备注", 2).value = "新的"
    receipt = send(house, book)
    answer = openpyxl.load_workbook(io.BytesIO(house.answer(receipt)))
    heads = [each.value for each in answer["线索"][1]]
    assert heads.index("处理结果") == heads.index("备注") + 1
    assert stamp_cell(answer).value == stamp_cell(book).value
    cell(answer, "备注", 2).value = None
    assert found(send(house, answer, name="答复.xlsx")) == []
    assert house.show("L-000001")["values"]["remark"] is None


def due_list(house: Desk) -> Any:
    rounds.write_daily(house.workspace)
    return openpyxl.load_workbook(house.workspace.folder / "reports" / "2026-11-23" / "due-张三.xlsx")


def fill(book: Any, sheet: str, number: str, header: str, value: Any) -> None:
    """Writes into a form, in the row of a number."""
    rows = list(book[sheet].iter_rows())
    heads = next(
        row
        for row in rows
        if sum(each.value == header for each in row) and "编号" in str([c.value for c in row])
    )
    at = next(each.row for row in rows for each in row if each.value == number)
    book[sheet].cell(at, next(each.column for each in heads if each.value == header), value)


def test_a_due_list_is_measured_by_the_store_of_its_revision(house: Desk) -> None:
    book = due_list(house)
    change(house, "A", 0)
    fill(book, "线索", "L-000001", "级别", "C")
    fill(book, "线索", "L-000002", "级别", "C")
    receipt = send(house, book, name="填好.xlsx")
    assert [each.rule.code for each in receipt.findings] == ["conflict"]
    assert (level(house), level(house, "L-000002")) == ("A", "C")


def test_in_a_form_a_blank_says_nothing(house: Desk) -> None:
    book = due_list(house)
    fill(book, "线索", "L-000002", "下次跟进时间", "2026-12-24")
    send(house, book, name="填好.xlsx")
    fill(book, "线索", "L-000002", "下次跟进时间", None)
    fill(book, "线索", "L-000002", "级别", "C")
    send(house, book, name="填好 (2).xlsx")
    values = house.show("L-000002")["values"]
    assert (values["level"], str(values["next_follow_up"])) == ("C", "2026-12-24")


def test_what_is_made_again_of_the_same_store_is_the_same_export(house: Desk) -> None:
    first, again = due_list(house), due_list(house)
    assert first.custom_doc_props.props[0].value == again.custom_doc_props.props[0].value
    house.take("# 线索\n| 姓名 | 电话 | 来源 | 级别 |\n| 又一位 | 13911115555 | 展会 | B |", sender="张三")
    assert due_list(house).custom_doc_props.props[0].value != first.custom_doc_props.props[0].value


def test_backup_and_restore_carry_the_key(house: Desk, tmp_path: Path) -> None:
    book = template(house)
    database = house.workspace.database_file
    assert database is not None
    back_up(database, tmp_path / "backup.db")
    with house.workspace.store.writing() as transaction:
        connection, schema = transaction._connection, transaction._schema
        connection.execute(schema.exports.delete())
        connection.execute(schema.store_settings.delete())
    house.workspace.store.close()
    restore(tmp_path / "backup.db", database, tmp_path / "kept.db")
    cell(book, "备注", 2).value = None
    assert found(send(house, book)) == []
    assert house.show("L-000001")["values"]["remark"] is None


def test_a_lost_key_is_a_warning_and_nothing_worse(house: Desk) -> None:
    book = template(house)
    with house.workspace.store.writing() as transaction:
        connection, schema = transaction._connection, transaction._schema
        connection.execute(schema.store_settings.delete())
    cell(book, "级别", 2).value = "C"
    receipt = send(house, book)
    assert "stamp-altered" in rules_of(receipt)
    assert level(house) == "C"


def answer_of(house: Desk) -> Any:
    """The answer to a list that 张三 keeps."""
    receipt = house.take(LEADS + "\n".join([*PEOPLE[:-1], PEOPLE[-1].replace("记11", "改了")]), sender="张三")
    return openpyxl.load_workbook(io.BytesIO(house.answer(receipt)))


def test_an_answer_is_known_by_its_stamp_whatever_is_left_of_it(house: Desk) -> None:
    answer = answer_of(house)
    assert answer.properties.keywords.split()[-1].startswith("workbook_crm:R0")
    for _row in range(2, 12):  # ten of twelve people leave the list, and it gets another name
        answer["线索"].delete_rows(2)
    change(house, "A", 10)
    cell(answer, "备注", 3).value = "又改了"
    back = send(house, answer, name="两个人.xlsx")
    assert counts(back, "线索") == {"unchanged": 1, "changed": 1}
    assert {"updated-since", "rows-gone"} == set(rules_of(back))
    assert level(house, "L-000011") == "A"


def test_an_answer_erases_nothing_by_a_blank(house: Desk) -> None:
    answer = answer_of(house)
    cell(answer, "备注", 2).value = None
    assert "blank-left" in rules_of(send(house, answer, name="答复.xlsx"))
    assert house.show("L-000001")["values"]["remark"] == "记0"


def test_an_answer_in_another_hand_has_its_base_too(house: Desk) -> None:
    answer = answer_of(house)
    change(house, "A", 0)
    for row in range(3, 9):
        cell(answer, "备注", row).value = f"李四 {row}"
    back = send(house, answer, sender="李四", name="答复.xlsx")
    assert counts(back, "线索") == {"unchanged": 6, "changed": 6}
    assert level(house) == "A"


def test_the_answer_to_an_answer_has_one_stamp_the_newer_one(house: Desk) -> None:
    first = answer_of(house)
    cell(first, "备注", 2).value = "新"
    second = openpyxl.load_workbook(io.BytesIO(house.answer(send(house, first, name="答复.xlsx"))))
    stamps = [book.custom_doc_props.props[0].value.split(".")[1] for book in (first, second)]
    assert stamps[0] < stamps[1]
    assert len(second.custom_doc_props.props) == 1
    assert second.properties.keywords.count("workbook_crm:") == 1
