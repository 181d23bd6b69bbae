"""Which files are broken on purpose, room by room, and which are not, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "workbook_crm"

DUE = ("report/due.py", "merge/follow.py", "model/workdays.py")
LEFT_OUT: Mapping[str, str] = {
    "merge/backup.py": "copies a database file: the disk, no rule of the trade",
    "merge/bulk.py": "speed: the same rows by a faster way",
    "merge/database.py": "opens a database",
    "merge/migrate.py": "runs the migrations; each has a test of its own",
    "merge/schema.py": "declares tables",
    "model/brand.py": "colours",
    "model/cell_text.py": "how XML spells a character",
    "model/default_lists.py": "word tables",
    "model/garbage.py": "speed",
    "model/header_words.py": "word tables",
    "model/health.py": "words of status and doctor",
    "model/language.py": "words",
    "model/making.py": "speed: the same records by a faster way",
    "model/mishaps.py": "words for what the disk does wrong",
    "model/named_tuple.py": "speed: the same tuples by a faster way",
    "model/records.py": "declares columns",
    "model/sheets.py": "declares sheets",
    "model/style.py": "how cells look",
    "model/waiting.py": "words for files that wait",
    "model/words.py": "sentences of findings, which the gallery shows one by one",
}
"""Also left out, everywhere: docstrings, annotations, decorators, texts, and tables of words; and what nobody could
notice: `strict=True`, None where a function says no, the order of what `min` and `max` compare."""
SIZES = frozenset({
    "_AT_ONCE", "AT_ONCE", "_MOST_NAMES", "MOST_OTHERS", "MOST_RECORDS", "MAX_ROWS", "MAX_COLUMNS", "MAX_TEXT",
    "MOST_BARS", "_LONGEST", "COMPOSED", "ABROAD", "SPOKEN", "SEEN", "DERIVED", "WEAK", "DOUBTFUL", "TAIL",
    "_LOOK_AHEAD", "MOST_INCOMPLETE", "_MOST_ANSWERS", "_MOST_OWN", "_MOST_OTHERS", "_MOST_PRICES",
    "_MOST_COMPARED",
})  # fmt: skip
"""Named numbers of which one more or less means nothing: how many rows are read or compared at once or at the most
(thousands, of which nobody sees the last), Excel's own limits, ranks (hundreds apart: only their order counts)."""

TESTS = (
    "tests/check",
    "tests/price",
    "tests/model",
    "tests/merge/test_as_of.py",
    "tests/merge/test_asked_of_the_store.py",
    "tests/merge/test_cells.py",
    "tests/merge/test_cure.py",
    "tests/merge/test_damage.py",
    "tests/merge/test_edges.py",
    "tests/merge/test_find.py",
    "tests/merge/test_json_text.py",
    "tests/merge/test_known_lists.py",
    "tests/merge/test_merge_oracle.py",
    "tests/merge/test_older_answer.py",
    "tests/merge/test_one_round.py",
    "tests/merge/test_own_workbooks.py",
    "tests/merge/test_plan.py",
    "tests/merge/test_put_in_order.py",
    "tests/merge/test_questions.py",
    "tests/merge/test_rejected_rows.py",
    "tests/merge/test_rows_accounted.py",
    "tests/merge/test_rows_together.py",
    "tests/merge/test_sent_again.py",
    "tests/merge/test_six_lists.py",
    "tests/merge/test_sorted_apart.py",
    "tests/merge/test_stamps.py",
    "tests/merge/test_survivors.py",
    "tests/merge/test_take_in.py",
    "tests/merge/test_three_way.py",
    "tests/merge/test_trace.py",
    "tests/merge/test_undo.py",
    "tests/merge/test_undo_by_answer.py",
    "tests/merge/test_undo_shown.py",
    "tests/merge/test_versions.py",
    "tests/merge/test_waiting_rows.py",
    "tests/gallery",
    "tests/read/test_columns.py",
    "tests/read/test_exports.py",
    "tests/read/test_headers.py",
    "tests/read/test_not_built.py",
    "tests/read/test_rows.py",
    "tests/read/test_systems.py",
    "tests/read/test_variants.py",
    "tests/read/test_words.py",
    "tests/report/test_claims.py",
    "tests/report/test_due.py",
    "tests/report/test_due_edges.py",
    "tests/report/test_due_oracle.py",
    "tests/report/test_due_rules.py",
    "tests/report/test_followed.py",
    "tests/report/test_funnel.py",
    "tests/report/test_missing.py",
    "tests/report/test_new_words.py",
    "tests/report/test_oracle.py",
    "tests/report/test_reports.py",
    "tests/report/test_standing.py",
    "tests/report/test_unmended.py",
    "tests/report/test_unknown_years.py",
    "tests/report/test_workdays.py",
    "tests/arrive/test_restore.py",
    "tests/arrive/test_secrets.py",
    "tests/arrive/test_settings_file.py",
    "tests/arrive/test_sound_store.py",
    "tests/arrive/test_terminal.py",
)
"""The tests that have to notice: those of these rooms, not every test that walks through them."""
OF_ROOM: Mapping[str, Sequence[str]] = {
    "price": ("tests/price",),
    "due": (
        "tests/report/test_due.py",
        "tests/report/test_due_edges.py",
        "tests/report/test_due_oracle.py",
        "tests/report/test_due_rules.py",
        "tests/report/test_followed.py",
        "tests/report/test_unknown_years.py",
        "tests/report/test_workdays.py",
        "tests/merge/test_edges.py",
    ),
}
"""Rooms whose own tests are enough: of these a sample takes a minute or two, and is in CI."""


def asked_of(rooms: Sequence[str]) -> Sequence[str]:
    """The tests that have to notice what is broken in some rooms."""
    if all(room in OF_ROOM for room in rooms):
        return tuple(dict.fromkeys(each for room in rooms for each in OF_ROOM[room]))
    return TESTS


def files_of(room: str) -> Iterator[Path]:
    """The files of a room whose logic is broken on purpose."""
    if room == "due":
        yield from (PACKAGE / each for each in DUE)
        return
    for path in sorted((PACKAGE / room).glob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if name not in LEFT_OUT and name not in DUE:
            yield path


ROOMS: Sequence[str] = ("check", "price", "merge", "model", "due")


def module_of(path: Path) -> str:
    """`workbook_crm.check.fields` of its file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)
