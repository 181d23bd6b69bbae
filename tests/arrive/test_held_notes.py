"""A file that cannot be taken is open, and its sender is told among his own answers, until it is mended."""

from __future__ import annotations

from typing import Any

import pytest

from tests.arrive.office import Office, customer

PDF = b"%PDF-1.7\n"


def files(office: Office) -> list[tuple[str, str]]:
    """(person, file) of what `open` tells."""
    told: dict[str, Any] = office.ask("open")
    return [(each["person"], one["file"]) for each in told["people"] for one in each["files"]]


def test_the_note_lies_among_the_senders_answers(office: Office) -> None:
    office.drop("张三/名单.pdf", PDF)
    (receipt,) = office.run()["receipts"]
    assert receipt["answer"] == "outbox/张三/名单.pdf.txt"
    assert office.answers() == ["张三/名单.pdf.txt"]
    said = (office.folder / receipt["answer"]).read_text(encoding="utf-8-sig")
    assert "a PDF" in said
    assert files(office) == [("张三", "名单.pdf")]


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("张三/名单.xlsx", False),
        ("张三/名单 (2).xlsx", False),
        ("李四/名单.xlsx", True),
        ("名单.xlsx", True),
        ("张三/客户.xlsx", True),
    ],
)
def test_it_goes_away_when_a_file_of_its_name_is_taken(office: Office, name: str, left: bool) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.run()
    office.drop(name, customer())
    office.run()
    assert ("张三/名单.pdf.txt" in office.answers()) == left
    assert files(office) == ([("张三", "名单.pdf")] if left else [])


def test_another_try_that_fails_leaves_one_note(office: Office) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.run()
    office.drop("张三/名单.pdf", PDF + b"again")
    office.run()
    assert office.answers() == ["张三/名单.pdf (2).txt"]
    assert files(office) == [("张三", "名单.pdf")]


def test_the_office_closes_it_by_taking_the_file_away(office: Office) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.run()
    (office.folder / "held" / "名单.pdf").unlink()
    assert files(office) == []
    office.run()
    assert office.answers() == []


@pytest.mark.parametrize("written", ["这是我自己写的。", ""])
def test_what_somebody_wrote_there_stays(office: Office, written: str) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.run()
    note = office.folder / "outbox/张三/名单.pdf.txt"
    note.write_text(written, encoding="utf-8")
    office.drop("张三/名单.xlsx", customer())
    office.run()
    assert note.read_text(encoding="utf-8") == written


def test_of_an_unknown_sender_it_lies_in_held_alone(office: Office) -> None:
    office.drop("名单.pdf", PDF)
    (receipt,) = office.run()["receipts"]
    assert (receipt["answer"], office.answers()) == (None, [])
    assert files(office) == [("", "名单.pdf")]


def test_a_crash_after_the_commit_tells_the_sender_all_the_same(office: Office) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.die_at("workbook_crm.pipeline:hand_out")
    assert office.answers() == []
    office.run()
    assert office.answers() == ["张三/名单.pdf.txt"]


def test_status_and_digest_tell_of_it(office: Office) -> None:
    office.drop("张三/名单.pdf", PDF)
    office.run()
    assert office.ask("status")["open"] == [{"person": "张三", "rows": 0, "files": 1, "oldest_days": 0}]
    (mine,) = office.ask("digest")["people"]
    assert [each["file"] for each in mine["open"]["files"]] == ["名单.pdf"]
    assert "名单.pdf" in next(office.folder.glob("reports/*/digest-张三.html")).read_text(encoding="utf-8")
    assert "Held back, not mended yet" in next(office.folder.glob("reports/2*/index.html")).read_text(
        encoding="utf-8"
    )
