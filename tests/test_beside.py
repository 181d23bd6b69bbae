"""Work for the second core: the same result wherever it is done, and nothing left over."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import threading

import pytest

from workbook_crm.beside import beside

needs_two_cores = pytest.mark.skipif(
    os.name != "posix" or os.cpu_count() == 1, reason="there is no second core to work on"
)


def alone(code: str) -> str:
    """What a program of one thread prints; a test itself runs beside others."""
    program = "import os\nfrom workbook_crm.beside import beside\n" + textwrap.dedent(code)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return done.stdout.strip() or done.stderr


@needs_two_cores
def test_it_is_done_by_another_process_and_comes_whole() -> None:
    assert (
        alone("""
        with beside(lambda: (os.getpid(), b"x" * 5_000_000)) as result:
            pid, content = result()
        print(pid != os.getpid(), len(content))
    """)
        == "True 5000000"
    )


@needs_two_cores
def test_what_kills_the_copy_is_done_here() -> None:
    assert (
        alone("""
        here = os.getpid()
        def work():
            if os.getpid() != here:
                os.kill(os.getpid(), 9)
            return "done here"
        with beside(work) as result:
            print(result())
    """)
        == "done here"
    )


@needs_two_cores
def test_where_we_fail_meanwhile_no_copy_is_left() -> None:
    assert (
        alone("""
        try:
            with beside(lambda: b"x" * 1_000_000):
                raise OSError("disk full")
        except OSError:
            pass
        try:
            os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            print("none left")
    """)
        == "none left"
    )


@needs_two_cores
def test_the_copy_holds_none_of_our_files_open() -> None:
    assert (
        alone("""
        ours = os.open(os.devnull, os.O_RDONLY)
        def is_open():
            try:
                os.fstat(ours)
            except OSError:
                return False
            return True
        with beside(is_open) as result:
            print(is_open(), result())
    """)
        == "True False"
    )


def test_what_fails_there_fails_here_in_words() -> None:
    def work() -> None:
        raise ValueError("no such answer")

    with beside(work) as result, pytest.raises(ValueError, match="no such answer"):
        result()


def test_beside_threads_it_is_done_here() -> None:
    ended = threading.Event()
    threading.Thread(target=ended.wait).start()
    try:
        with beside(os.getpid) as result:
            assert result() == os.getpid()
    finally:
        ended.set()
