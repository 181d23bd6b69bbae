"""Faults 31 to 37 through the front door: hostile contents are refused with a reason, or harmless in the answer."""

from __future__ import annotations

import io
import socket
import threading
import zipfile

import openpyxl
import pytest

from tests.arrive.built import FILEPASS, compound
from tests.arrive.office import Office, customer
from tests.gallery.files import FILES
from tests.lowered import lowered_reader
from tests.read.built import zipped
from tests.workbooks import xlsx
from workbook_crm.intake import take_in

REFUSED = {
    "a workbook with a part of 2 MB of plain text": "zip-bomb",
    "a zip file of 21 empty parts": "too-many-parts",
    "a workbook with a part that declares a document type": "document-type-declared",
    "a workbook with customers, and a sheet 草稿 with numbers strewn over 30 rows and columns": "too-many-cells",
}


def test_rows_31_and_32_what_is_beyond_our_limits_is_refused_and_the_next_file_is_taken(
    office: Office,
) -> None:
    for nth, sentence in enumerate(REFUSED):
        office.drop(f"{nth}.xlsx", FILES[sentence]()[1])
    office.drop("好.xlsx", customer())
    limits = {"unpacked_bytes": 1_000_000, "parts": 20, "easy_cells": 50, "cells": 300}
    with office.opened() as workspace, lowered_reader(**limits) as reader:
        workspace.__dict__["reader"] = reader
        done = take_in(workspace, workspace.patience(is_watching=False), lambda *_: None)
    assert [each.findings[0].rule.code for each in done.receipts[:-1]] == list(REFUSED.values())
    assert [each.outcome.value for each in done.receipts[-2:]] == ["taken", "taken"]
    for nth in range(3):
        assert (office.folder / "held" / f"{nth}.xlsx.txt").read_text("utf-8-sig").count("\n") >= 5


def test_row_31_a_file_above_the_limit_is_not_even_read(office: Office) -> None:
    settings = office.folder / "workbook_crm.toml"
    settings.write_text(settings.read_text() + "[limits]\nfile_mb = 1\n")
    content = bytes(2 << 20)
    office.drop("大.xlsx", content)
    (receipt,) = office.run()["receipts"]
    assert receipt["findings"][0]["code"] == "file-too-large"
    assert (office.folder / "held" / "大.xlsx").read_bytes() == content


def test_row_31_limits_of_the_reader_come_from_settings(office: Office) -> None:
    settings = office.folder / "workbook_crm.toml"
    settings.write_text(settings.read_text() + "[limits]\nfile_mb = 300\nmemory_mb = 700\ntime_s = 7\n")
    with office.opened() as workspace:
        reader = workspace.reader
        assert (reader._memory_bytes, reader._time_s) == (700 << 20, 7)
        assert reader._read.keywords == {"max_bytes": 300 << 20}  # type: ignore[attr-defined]


def test_row_33_a_password(office: Office) -> None:
    office.drop("密.xls", compound({"Workbook": FILEPASS, "EncryptedPackage": b"x"}))
    (receipt,) = office.run()["receipts"]
    assert receipt["findings"][0]["code"] == "password-protected"
    assert "protected by a password" in receipt["findings"][0]["message"]


def test_row_34_macros_come_back_byte_for_byte_and_are_never_run(office: Office) -> None:
    content = FILES["a workbook with macros"]()[1]
    office.drop("宏.xlsm", content)
    (receipt,) = office.run()["receipts"]
    assert [each["code"] for each in receipt["findings"]] == ["macros-not-run"]
    with (
        zipfile.ZipFile(io.BytesIO(content)) as sent,
        zipfile.ZipFile(office.folder / receipt["answer"]) as answer,
    ):
        assert answer.read("xl/vbaProject.bin") == sent.read("xl/vbaProject.bin")


def test_row_35_nothing_is_fetched(office: Office) -> None:
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        listening = threading.Thread(target=_listen, args=(server, asked), daemon=True)
        listening.start()
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x".encode()
        relations = (
            b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" TargetMode="External" '
            b'Target="' + address + b'"/></Relationships>'
        )
        with zipfile.ZipFile(io.BytesIO(customer())) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        office.drop("链.xlsx", zipped({**parts, "xl/worksheets/_rels/sheet1.xml.rels": relations}))
        (receipt,) = office.run()["receipts"]
        assert receipt["outcome"] == "taken"
    assert asked == []


def _listen(server: socket.socket, asked: list[bytes]) -> None:
    try:
        connection, _ = server.accept()
    except OSError:
        return
    asked.append(connection.recv(100))


@pytest.mark.parametrize("name", ["=cmd|'/c calc'!A0", "+1+1", "@SUM(1)", "＝1+1"])
def test_row_36_text_that_looks_like_a_formula_stays_text(office: Office, name: str) -> None:
    office.drop("客户.csv", f"客户名称,电话,来源\n{name},+8613912345678,展厅\n".encode())
    (receipt,) = office.run()["receipts"]
    book = openpyxl.load_workbook(office.folder / receipt["answer"])
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert [cell for cell in cells if cell.value == name]


def test_row_37_markup_in_names_is_text_on_every_page(office: Office) -> None:
    bad = "<script>alert(1)</script>"
    office.drop(
        f"{bad.replace('/', '')}.xlsx",
        xlsx(
            "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 | 下次跟进时间 | 备注 |\n"
            f"| {bad} | 13912345678 | 展厅 | 张三 | 2020-01-01 | {bad} |"
        ),
    )
    told = office.run()
    pages = [office.folder / each for each in told["reports"] if each.endswith(".html")]
    assert pages
    texts = [each.read_text(encoding="utf-8") for each in pages]
    assert not [each for each in texts if "<script>alert" in each]
    assert [each for each in texts if "&lt;script&gt;alert" in each]
