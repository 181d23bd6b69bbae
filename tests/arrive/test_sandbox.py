"""Whatever a file does to the reader, this process lives and reads the next file."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.read.built import parts, workbook, zipped
from workbook_crm.arrive.crossing import unpack
from workbook_crm.arrive.inspect import inspect
from workbook_crm.arrive.sandbox import Sandbox
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.grid import Area
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.model.rules import files as rules
from workbook_crm.read.workbook import read_workbook

MEMORY_BYTES = 512 << 20
Outcome = tuple[RawWorkbook | None, Findings]
BOOK = RawWorkbook(
    "a.xlsx",
    Format.XLSX,
    tuple(
        RawSheet(
            f"表{n}", 1, 1, [["x", 1.0, True, date(2024, 3, 5), ""]], (Area(1, 1, 1, 2),),
            {(1, 5): "#N/A"}, frozenset({(1, 5)}), hidden_rows=frozenset({2}),
        )
        for n in range(60)
    ),
)  # fmt: skip


def read(content: bytes, name: str) -> Outcome:
    """Inspects, then reads."""
    format, noticed = inspect(content, name=name)
    if format is None:
        return None, noticed
    book, found = read_workbook(content, name=name, format=format)
    return book, noticed + found


def obey(content: bytes, name: str) -> Outcome:
    """A reader that does what the file says, as a hostile file makes it."""
    match content:
        case b"crash":
            os.abort()
        case b"leave":
            os._exit(3)
        case b"swallow":
            return None, (finding(rules.SIGNED, Place(name), len(bytearray(MEMORY_BYTES * 2))),)
        case b"hang":
            time.sleep(60)
        case b"raise":
            raise KeyError("x")
        case b"shout":
            print("on the parent's terminal", flush=True)
            os.write(2, b"on the parent's terminal")
        case b"process":
            return None, (finding(rules.SIGNED, Place(name), os.getpid()),)
    return BOOK, (finding(rules.SIGNED, Place(name)),)


def codes(outcome: Outcome) -> list[str]:
    return [each.rule.code for each in outcome[1]]


def process(sandbox: Sandbox[RawWorkbook]) -> str:
    return sandbox.read(b"process", "a")[1][0].value


@pytest.fixture
def sandbox() -> Iterator[Sandbox[RawWorkbook]]:
    with Sandbox(obey, memory_bytes=MEMORY_BYTES, time_s=1.0) as made:
        yield made


def test_what_was_read_crosses_unchanged(sandbox: Sandbox[RawWorkbook]) -> None:
    assert sandbox.read(b"", "a.xlsx") == (BOOK, (finding(rules.SIGNED, Place("a.xlsx")),))


def test_real_bytes_are_inspected_and_read() -> None:
    with Sandbox(read) as real:
        book, _ = real.read(workbook('<row r="1"><c r="A1"><v>1</v></c></row>'), "店.xlsx")
        assert book is not None
        assert book.sheets[0].cells == [[1.0]]
        assert codes(real.read(b"", "店.xlsx")) == ["empty-file"]


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (b"crash", "reader-crashed"),
        (b"leave", "reader-crashed"),
        (b"raise", "reader-crashed"),
        (b"swallow", "reader-out-of-memory"),
        (b"hang", "reader-out-of-time"),
    ],
)
def test_a_file_that_brings_the_reader_down_is_held_and_the_next_is_read(
    sandbox: Sandbox[RawWorkbook], order: bytes, code: str
) -> None:
    assert codes(sandbox.read(order, "坏.xlsx")) == [code]
    assert sandbox.read(b"", "好.xlsx")[0] == BOOK


def test_a_reader_that_was_killed_between_two_files_is_replaced(sandbox: Sandbox[RawWorkbook]) -> None:
    os.kill(int(process(sandbox)), signal.SIGKILL)
    time.sleep(0.05)
    assert sandbox.read(b"", "a.xlsx")[0] == BOOK


def test_the_reader_is_kept_and_replaced_after_so_many_files() -> None:
    with Sandbox(obey, files_per_child=3) as made:
        assert [process(made) for _ in range(6)].count(process(made)) == 0
        assert len({process(made) for _ in range(2)}) == 1


def test_the_next_file_is_read_while_this_process_works() -> None:
    with Sandbox(obey, time_s=5.0) as made:
        first = made.submit(b"", "a.xlsx")
        second = made.submit(
            b"process", "b.xlsx"
        )  # takes in the first, whose answer fills the pipe otherwise
        assert second.result()[1][0].place == Place("b.xlsx")
        assert first.result()[0] == BOOK
        assert first.result() is first.result()


def test_it_is_closed_though_the_reader_is_busy() -> None:
    made = Sandbox(obey)
    made.submit(b"hang", "a.xlsx")
    time.sleep(0.5)
    begun = time.monotonic()
    made.close()
    assert time.monotonic() - begun < 30  # it is busy for a minute


def test_a_large_file_and_a_large_answer_do_not_block_each_other() -> None:
    content = workbook("".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 60_000)))
    with Sandbox(read) as made:
        pending = [made.submit(content + bytes(0), f"{n}.xlsx") for n in range(3)]
        assert [len(each.result()[0].sheets[0].cells) for each in pending if each.result()[0]] == [59_999] * 3  # type: ignore[union-attr]


def test_nothing_that_the_reader_prints_is_seen(capfd: pytest.CaptureFixture[str]) -> None:
    with Sandbox(obey) as made:
        made.read(b"shout", "a.xlsx")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_interrupt_of_a_person_at_the_terminal_does_not_end_the_reader(
    sandbox: Sandbox[RawWorkbook],
) -> None:
    reader = process(sandbox)
    os.kill(int(reader), signal.SIGINT)
    assert process(sandbox) == reader


def test_beside_threads_the_reader_is_spawned_and_reads() -> None:
    done = threading.Event()
    beside = threading.Thread(target=done.wait)
    beside.start()
    try:
        with Sandbox(obey) as made:
            assert made.read(b"", "a.xlsx")[0] == BOOK
    finally:
        done.set()
        beside.join()


@pytest.mark.skipif(not os.path.exists("/proc/self/fd"), reason="counts descriptors in /proc")
def test_readers_that_die_leave_no_descriptors_behind(sandbox: Sandbox[RawWorkbook]) -> None:
    sandbox.read(b"crash", "a.xlsx")
    sandbox.read(b"", "a.xlsx")
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(5):
        sandbox.read(b"crash", "a.xlsx")
    sandbox.read(b"", "a.xlsx")
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_reader_in_the_hands_of_a_file_cannot_make_this_process_call_anything() -> None:
    import pickle

    class Attack:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    with pytest.raises(pickle.UnpicklingError, match="not a value of the model"):
        unpack(pickle.dumps(Attack()))


ROWS = '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1</f><v>张</v></c></row>'
WHOLE = parts(ROWS, formats=("yyyy-mm-dd",), after='<mergeCells><mergeCell ref="A1:B1"/></mergeCells>')


@pytest.fixture(scope="module")
def real() -> Iterator[Sandbox[RawWorkbook]]:
    with Sandbox(read, time_s=10.0) as made:
        yield made


@settings(max_examples=200, deadline=None)
@given(
    part=st.sampled_from(sorted(WHOLE)),
    changes=st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_workbook_with_any_bytes_of_a_part_changed_is_read_or_refused(
    real: Sandbox[RawWorkbook], part: str, changes: list[tuple[float, int]]
) -> None:
    changed = bytearray(WHOLE[part])
    for at, byte in changes:
        changed[int(at * len(changed))] = byte
    book, findings = real.read(zipped(WHOLE | {part: bytes(changed)}), "a.xlsx")
    assert book is not None or any(each.is_error for each in findings)
    assert "reader-crashed" not in [each.rule.code for each in findings]


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is asked for")
def test_a_reader_that_somebody_else_kills_is_replaced_and_the_file_is_read(tmp_path: Path) -> None:
    with Sandbox(partial(killed_once, mark=str(tmp_path / "mark"))) as sandbox:
        book, findings = sandbox.read(b"", "x.xlsx")
    assert (tmp_path / "mark").exists()
    assert findings == ()
    assert book is not None


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is asked for")
def test_a_file_whose_reader_is_killed_each_time_is_refused() -> None:
    with Sandbox(killed_always) as sandbox:
        book, findings = sandbox.read(b"", "x.xlsx")
        assert book is None
        assert [each.rule.code for each in findings] == ["reader-crashed"]
        assert sandbox.read(b"", "y.xlsx")[0] is None


def killed_once(content: bytes, name: str, mark: str) -> Outcome:
    if not os.path.exists(mark):
        open(mark, "wb").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return BOOK, ()


def killed_always(content: bytes, name: str) -> Outcome:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError
