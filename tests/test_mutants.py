"""The measuring of the tests, tested: what is broken, where it is put in, and which tests are asked."""

from __future__ import annotations

import ast
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from benchmarks.mutants.__main__ import report, sample
from benchmarks.mutants.mutants import Mutation, mutations_of
from benchmarks.mutants.operators import variants
from benchmarks.mutants.rooms import LEFT_OUT, OF_ROOM, PACKAGE, TESTS, asked_of
from benchmarks.mutants.session import KILLED, NEVER_RUN, SURVIVED, TIMED_OUT, Seen
from benchmarks.mutants.swap import put_in, say_hits
from workbook_crm.price.catalog import minor_unit
from workbook_crm.price.discount import How, Typed, likely
from workbook_crm.price.lines import line_amount

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants live in copies of a process")


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("a < b", ["a <= b", "a >= b"]),
        ("a == b", ["a != b"]),
        ("a is b", ["a is not b"]),
        ("a in b", ["a not in b"]),
        ("a <= b < c", ["a < b < c", "a > b < c", "a <= b <= c", "a <= b >= c"]),
        ("a and b", ["a or b"]),
        ("a or b or c", ["a and b and c"]),
        ("not a", ["a"]),
        ("a + b", ["a - b"]),
        ("a * b", ["a / b"]),
        ("'text' + a", []),
        ("7", ["8", "6"]),
        ("0", ["1"]),
        ("True", ["False"]),
        ("'text'", []),
        ("None", []),
        ("min(a, 1)", ["max(a, 1)"]),
        ("min(a, b)", ["max(a, b)"]),
        ("f(a, b)", ["f(b, a)"]),
        ("f(a, a)", []),
        ("isinstance(a, b)", []),
        ("Decimal('0.5')", ["Decimal('0.6')"]),
        ("Decimal('0.09')", ["Decimal('0.00')"]),
        ("a[0]", ["a[-1]"]),
        ("a[-1]", ["a[0]"]),
        ("a if b else c", ["a", "c"]),
    ],
)
def test_how_an_expression_is_broken(code: str, broken: list[str]) -> None:
    node = ast.parse(code, mode="eval").body
    assert [ast.unparse(each) for each in variants(node) if isinstance(each, ast.AST)] == broken


@pytest.mark.parametrize(
    ("code", "broken"),
    [
        ("if a: b()", ["if False:\n    b()", "if True:\n    b()"]),
        ("return a", ["return None"]),
        ("return None", []),
        ("return", []),
        ("f()", ["pass"]),
        ("yield a", ["pass"]),
        ("a += 1", ["a -= 1", "pass"]),
        ("a.b = c", ["pass"]),
        ("a = c", []),
        ("continue", ["pass"]),
    ],
)
def test_how_a_statement_is_broken(code: str, broken: list[str]) -> None:
    node = ast.parse(code).body[0]
    assert ["\n".join(map(ast.unparse, each)) for each in variants(node) if isinstance(each, list)] == broken


def test_a_filter_is_left_out() -> None:
    node = ast.parse("[a for a in b if c if d]", mode="eval").body.generators[0]  # type: ignore[attr-defined]
    assert [ast.unparse(each).strip() for each in variants(node) if isinstance(each, ast.AST)] == [
        "for a in b if d",
        "for a in b if c",
    ]


def test_what_breaking_cannot_be_noticed_is_not_broken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`strict=True` says what cannot happen, and where yes or no is asked for, nothing is no."""
    path = tmp_path / "of.py"
    path.write_text("def f(a) -> bool:\n    b = zip(a, strict=True)\n    return False\n")
    monkeypatch.setattr("benchmarks.mutants.mutants.files_of", lambda room: [path])
    assert [(each.old, each.new) for each in mutations_of("of")] == [("False", "True")]
    path.with_name("or.py").write_text("def f(a) -> bool | str:\n    return False\n")
    monkeypatch.setattr("benchmarks.mutants.mutants.files_of", lambda room: [path.with_name("or.py")])
    assert [each.new for each in mutations_of("or")] == ["return None", "True"]


def mutation(name: str, old: str, new: str) -> Mutation:
    return next(
        each for each in mutations_of("price") if (each.unit.qualname, each.old, each.new) == (name, old, new)
    )


def in_a_copy(work: Callable[[], bool]) -> bool:
    """What the work comes to in a copy of this process, which it may break."""
    pid = os.fork()
    if pid == 0:
        code = 2
        try:
            code = int(work())
        finally:
            os._exit(code)
    return {0: False, 1: True}[os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])]


@needs_fork
def test_whoever_imported_a_function_calls_the_broken_one() -> None:
    minus = mutation("line_amount", "_ONE - (discount or 0)", "_ONE + (discount or 0)")

    def is_broken() -> bool:
        put_in(minus)
        return line_amount(Decimal(10), Decimal(1), Decimal("0.5"), None, Decimal(1)) == 15

    assert in_a_copy(is_broken)
    assert line_amount(Decimal(10), Decimal(1), Decimal("0.5"), None, Decimal(1)) == 5


@needs_fork
def test_a_named_number_is_another_one() -> None:
    half = mutation("likely", "Decimal('0.5')", "Decimal('0.6')")
    step = mutation("_STEP", "Decimal('0.005')", "Decimal('0.006')")

    def reads_otherwise() -> bool:
        import workbook_crm.price.discount as home

        put_in(half)
        put_in(step)
        found = likely(Typed(Decimal("0.55"), False, None))
        return found is not None and found.how is How.OFF and home.__dict__["_STEP"] == Decimal("0.006")

    assert in_a_copy(reads_otherwise)


@needs_fork
def test_a_statement_says_that_it_ran() -> None:
    def is_said() -> bool:
        hits: set[str] = set()
        say_hits([PACKAGE / "price" / "catalog.py"], hits)
        minor_unit(2)
        return len(hits) == 1 and next(iter(hits)).startswith("workbook_crm/price/catalog.py:")

    assert in_a_copy(is_said)


def test_the_same_seed_takes_the_same_sample() -> None:
    every = list(mutations_of("price"))
    some = sample(every, 20, "1")
    assert some == sample(every, 20, "1") != sample(every, 20, "2")
    assert len(some) == 20
    later = sample(every[:-30], 20, "1")  # code that goes takes no other mutants out of the sample
    assert set(some) - set(every[-30:]) <= set(later)
    assert sample(every, 0, "1") == every


def test_the_most_telling_tests_come_first() -> None:
    each = mutation("line_amount", "_ONE - (discount or 0)", "_ONE + (discount or 0)")
    line = f"workbook_crm/price/lines.py:{each.statement}"
    others = [f"workbook_crm/price/lines.py:{nth}" for nth in (900, 901, 902)]
    seen = Seen.of(
        {
            "slow": (9.0, [line, *others]),
            "quick": (0.01, [line, *others]),
            "little": (0.01, [line]),
            "none": (0.0, others),
        }
    )
    assert seen.tests_of(each) == ["quick", "little", "slow"]
    default = mutation("_STEP", "Decimal('0.005')", "Decimal('0.006')")
    assert seen.tests_of(default) == []


def test_what_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    four = list(mutations_of("price"))[:4]
    fates = dict(enumerate((KILLED, SURVIVED, TIMED_OUT, NEVER_RUN)))
    assert [report(four, fates, floor) for floor in (50.0, 50.1)] == [0, 1]
    told = capsys.readouterr().out
    assert "| price | 4 | 2 | 1 | 50.0 % |" in told
    assert f"survived: {four[1]}" in told
    assert f"run by no test: {four[3]}" in told


def test_what_is_left_out_and_asked_is_there() -> None:
    assert [each for each in LEFT_OUT if not (PACKAGE / each).exists()] == []
    assert [each for each in TESTS if not (PACKAGE.parent / each).exists()] == []


def test_rooms_with_tests_of_their_own_are_asked_by_these() -> None:
    assert set(asked_of(["price"])) < set(asked_of(["price", "due"]))
    assert asked_of(["price", "check"]) == TESTS
    assert all((PACKAGE.parent / each).exists() for room in OF_ROOM for each in OF_ROOM[room])
