"""A zip archive is opened: its workbooks arrive one by one from the same sender, each once, whatever dies when."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest

from tests.arrive.office import Office, customer
from tests.read.built import zipped
from workbook_crm.arrive import archives

WANG, LI = customer("王伟", "13912345678"), customer("李梅", "13800001111")
BOTH = zipped({"王.xlsx": WANG, "李.xlsx": LI})


def told(done: dict[str, Any]) -> list[tuple[str, str | None, str]]:
    return [(each["file"], each["sender"], each["outcome"]) for each in done["receipts"]]


def codes(receipt: dict[str, Any]) -> list[str]:
    return [each["code"] for each in receipt["findings"]]


def test_its_workbooks_are_taken_in_its_order(office: Office) -> None:
    office.drop("张三/周报.zip", BOTH)
    done = office.run()
    taken = [("周报.zip", "张三", "taken"), ("王.xlsx", "张三", "taken"), ("李.xlsx", "张三", "taken")]
    assert told(done) == taken
    container, *members = done["receipts"]
    assert codes(container) == ["archive-opened"]
    assert [each["container"] for each in members] == [container["id"], container["id"]]
    assert "container" not in container
    assert office.answers() == ["张三/李.xlsx", "张三/王.xlsx"]
    assert office.count("customers") == 2
    assert sorted(office.archived().elements()) == sorted([BOTH, WANG, LI])
    assert office.is_tidy()


def test_the_same_archive_again_brings_duplicates(office: Office) -> None:
    for _ in range(2):
        office.drop("张三/周报.zip", BOTH)
        done = office.run()
    assert told(done)[1:] == [("王.xlsx", "张三", "duplicate"), ("李.xlsx", "张三", "duplicate")]
    assert office.count("customers") == 2


@pytest.mark.parametrize(
    ("point", "when"),
    [
        ("workbook_crm.unpacking:unpack", "before"),
        ("workbook_crm.merge.store:Writing.commit", "before"),
        ("workbook_crm.merge.store:Writing.commit", "after"),
        ("workbook_crm.unpacking:hand_out", "before"),
        ("workbook_crm.arrive.folder:place_whole", "before"),
        ("workbook_crm.arrive.folder:place_whole", "after"),
        ("workbook_crm.arrive.folder:Inbox.unpack", "after"),
        ("workbook_crm.arrive.folder:ClaimedFile.archive", "after"),
        ("workbook_crm.intake:finish", "before"),
        ("workbook_crm.intake:finish", "after"),
    ],
)
def test_whenever_it_is_killed_each_is_taken_once(office: Office, point: str, when: str) -> None:
    office.drop("张三/周报.zip", BOTH)
    office.die_at(point, when)
    office.run()
    assert office.outcomes() == {"周报.zip": ["taken"], "王.xlsx": ["taken"], "李.xlsx": ["taken"]}
    assert sorted(office.archived().elements()) == sorted([BOTH, WANG, LI])
    assert office.answers() == ["张三/李.xlsx", "张三/王.xlsx"]
    assert office.is_tidy()


def test_what_is_no_workbook_is_named(office: Office) -> None:
    office.drop(
        "张三/周报.zip",
        zipped(
            {
                "王.xlsx": WANG,
                "名片.jpg": b"\xff\xd8\xff",
                "内/里.zip": BOTH,
                "__MACOSX/._王.xlsx": b"x",
                "空/": b"",
            }
        ),
    )
    done = office.run()
    assert [each["file"] for each in done["receipts"]] == ["周报.zip", "王.xlsx"]
    container = done["receipts"][0]
    assert codes(container) == ["archive-opened", "archive-others"]
    assert "名片.jpg, 里.zip" in container["findings"][1]["message"]
    assert container["answer"] == "outbox/张三/周报.zip.txt"
    said = (office.folder / container["answer"]).read_text(encoding="utf-8-sig")
    assert "名片.jpg, 里.zip" in said


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"名片.jpg": b"\xff\xd8\xff"}, "archive-without-workbooks"),
        ({"说明.txt": b"a", "x/": b""}, "archive-without-workbooks"),
        ({f"{nth}.csv": b"" for nth in range(archives.MAX_WORKBOOKS + 1)}, "archive-too-full"),
    ],
)
def test_what_is_not_opened_is_held(office: Office, parts: dict[str, bytes], code: str) -> None:
    office.drop("张三/周报.zip", zipped(parts))
    (receipt,) = office.run()["receipts"]
    assert (receipt["outcome"], codes(receipt)) == ("held", [code])


def test_as_many_as_may_be_are_opened(office: Office) -> None:
    parts = {f"{nth}.csv": b"" for nth in range(archives.MAX_WORKBOOKS)}
    office.drop("周报.zip", zipped(parts))
    assert len(office.run()["receipts"]) == archives.MAX_WORKBOOKS + 1


def test_an_archive_behind_a_password_says_so(office: Office) -> None:
    content = bytearray(zipped({"王.xlsx": WANG}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    office.drop("周报.zip", bytes(content))
    (receipt,) = office.run()["receipts"]
    assert codes(receipt) == ["archive-behind-password"]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["../../外.xlsx"], ["外.xlsx"]),
        (["C:\\共享\\王.xlsx"], ["王.xlsx"]),
        (["华东/客户.xlsx", "华南/客户.xlsx"], ["华东 客户.xlsx", "华南 客户.xlsx"]),
        (["a/客户.xlsx", "b/a/客户.xlsx"], ["a 客户.xlsx", "a 客户 (2).xlsx"]),
        (['a<b>"c|d?.xlsx'], ["a_b__c_d_.xlsx"]),
        ([f"{'长' * 300}.xlsx"], [f"{'长' * 65}.xlsx"]),
    ],
)
def test_names_are_fit_for_our_folders(office: Office, names: list[str], expected: list[str]) -> None:
    office.drop(
        "周报.zip", zipped({name: customer(f"客{nth}", f"1391234567{nth}") for nth, name in enumerate(names)})
    )
    assert [each["file"] for each in office.run()["receipts"][1:]] == expected
    assert office.count("customers") == len(names)


def test_names_that_windows_wrote_in_chinese_are_read(office: Office) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("AA.xlsx", WANG)
    office.drop("周报.zip", out.getvalue().replace(b"AA.xlsx", "王".encode("gb18030") + b".xlsx"))
    assert [each["file"] for each in office.run()["receipts"][1:]] == ["王.xlsx"]


def test_a_member_that_is_damaged_is_named_and_the_others_are_taken(office: Office) -> None:
    content = zipped({"王.csv": b"a" * 500, "李.xlsx": LI})
    at = content.index("王.csv".encode()) + len("王.csv".encode())
    office.drop("周报.zip", content[:at] + b"\xff\xff" + content[at + 2 :])
    done = office.run()
    assert [each["file"] for each in done["receipts"]] == ["周报.zip", "李.xlsx"]
    assert "王.csv" in done["receipts"][0]["findings"][1]["message"]


def test_a_dry_run_tells_of_each(office: Office) -> None:
    path = office.folder / "周报.zip"
    path.write_bytes(BOTH)
    files = office.ask("check", str(path))["files"]
    assert [each["file"] for each in files] == ["周报.zip", "王.xlsx", "李.xlsx"]
    assert [sum(sheet["new"] for sheet in each["sheets"]) for each in files] == [0, 1, 1]


def test_a_restore_takes_its_workbooks_in_again(office: Office) -> None:
    office.run()
    backup = office.folder / "store-backup.db"
    office.ask("backup", str(backup))
    office.drop("张三/周报.zip", BOTH)
    office.run()
    done = office.ask("restore", str(backup), "--replay")
    assert (done["differing"], done["missing"]) == ([], [])
    assert office.count("customers") == 2
