"""All mutants of a file: where each stands, what it says instead, and its code."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from benchmarks.mutants.operators import Mutant as Variant
from benchmarks.mutants.operators import variants
from benchmarks.mutants.rooms import ROOT, SIZES, files_of

HITS = "__hits__"
"""The global that remembers which statements ran."""
Step = tuple[str, int | None]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Unit:
    """What is exchanged as a whole: a function, a method, or a number that has a name (`qualname`)."""

    path: Path
    qualname: str
    steps: tuple[Step, ...]
    """The way to it from the top of the file."""

    def node(self, tree: ast.AST) -> Any:
        """The unit in a tree of its file."""
        return _follow(tree, self.steps)

    @property
    def is_function(self) -> bool:
        return isinstance(self.node(_parsed(self.path)), Function)

    @property
    def lines(self) -> range:
        """The lines that it decides about: of a function its own, of a named number all of the file's."""
        node = self.node(_parsed(self.path))
        if isinstance(node, Function):
            return range(node.lineno, (node.end_lineno or node.lineno) + 1)
        return range(1, len(self.path.read_text(encoding="utf-8").splitlines()) + 1)


@dataclass(frozen=True)
class Mutation:
    """One place of a unit, broken in one way."""

    room: str
    unit: Unit
    steps: tuple[Step, ...]
    nth: int
    """Which of the node's variants it is."""
    line: int
    statement: int
    """The line at which the statement begins that it is part of; 0 for a named number."""
    old: str
    new: str

    def __str__(self) -> str:
        where = f"{self.unit.path.relative_to(ROOT).as_posix()}:{self.line}"
        written = self.unit.path.read_text(encoding="utf-8").splitlines()[self.line - 1].strip()
        return f"{where}  {self.old}  →  {self.new}" + (f"  in  {written}" if len(self.old) < 20 else "")

    def rank(self, seed: str, times: int) -> str:
        """Where it comes in a sample: by what it is, whatever changes elsewhere."""
        told = (seed, self.unit.path.name, self.unit.qualname, self.old, self.new, times)
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def tree(self) -> ast.Module:
        """The file with this one thing broken."""
        tree = ast.parse(self.unit.path.read_text(encoding="utf-8"))
        node = _follow(tree, self.steps)
        for nth, variant in enumerate(variants(node)):
            if nth == self.nth:
                _put(tree, self.steps, variant)
        return ast.fix_missing_locations(tree)


def mutations_of(room: str) -> Iterator[Mutation]:
    """Every mutation of a room, in the order of its files and lines."""
    for path in files_of(room):
        for unit in units_of(path):
            yield from _mutations(room, unit)


@cache
def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def units_of(path: Path) -> Iterator[Unit]:
    """The functions, methods and named numbers of a file."""
    for nth, node in enumerate(_parsed(path).body):
        here: tuple[Step, ...] = (("body", nth),)
        if isinstance(node, Function) or _is_named_number(node):
            yield Unit(path, _name(node), here)
        elif isinstance(node, ast.ClassDef):
            for at, method in enumerate(node.body):
                if isinstance(method, Function):
                    yield Unit(path, f"{node.name}.{method.name}", (*here, ("body", at)))


def _name(node: Any) -> str:
    return str(node.name if isinstance(node, Function) else _target(node).id)


def _target(node: Any) -> Any:
    """What an assignment gives a value to."""
    return node.target if isinstance(node, ast.AnnAssign) else node.targets[0]


def _is_named_number(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
        return False
    target, value = _target(node), node.value
    is_number = isinstance(value, ast.Constant) and type(value.value) in (int, float)
    is_decimal = isinstance(value, ast.Call) and ast.unparse(value.func) == "Decimal"
    return isinstance(target, ast.Name) and target.id not in SIZES and (is_number or is_decimal)


def _mutations(room: str, unit: Unit) -> Iterator[Mutation]:
    top = unit.node(_parsed(unit.path))
    for steps, node, statement in _walk(top, unit.steps, top):
        for nth, variant in enumerate(variants(node)):
            if _is_no_less(node, top):
                continue
            number = 0 if statement is top else statement.lineno
            line = getattr(node, "lineno", statement.lineno)
            yield Mutation(room, unit, steps, nth, line, number, _told(node), _told(variant))


def _walk(node: Any, steps: tuple[Step, ...], statement: Any) -> Iterator[tuple[tuple[Step, ...], Any, Any]]:
    """Every node that may be broken, with the way to it and the statement that it is part of."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        several = value if isinstance(value, list) else [value]
        for nth, child in enumerate(several):
            if not isinstance(child, ast.AST) or _is_words(child) or _is_assertion(child):
                continue
            way = (*steps, (name, nth if isinstance(value, list) else None))
            inside = child if isinstance(child, ast.stmt) else statement
            yield way, child, inside
            yield from _walk(child, way, inside)


def _is_words(node: ast.AST) -> bool:
    """Docstrings, names in two languages, and that lists are as long as each other: nothing in them is logic."""
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.keyword):
        return node.arg == "strict"  # of zip: a mistake of ours would stop there
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("Name", "TypeVar")


def _is_assertion(node: ast.AST) -> bool:
    """`strict=True`: it says what cannot happen."""
    return isinstance(node, ast.keyword) and node.arg == "strict"


def _is_no_less(node: Any, function: Any) -> bool:
    """Whether None in place of what is returned is the same: of a function that says yes or no, False."""
    is_no = (
        isinstance(node, ast.Return) and isinstance(node.value, ast.Constant) and node.value.value is False
    )
    return (
        is_no and getattr(function, "returns", None) is not None and ast.unparse(function.returns) == "bool"
    )


def _told(variant: Any) -> str:
    if isinstance(variant, list):
        return "; ".join(map(_told, variant))
    if isinstance(variant, ast.If):
        return f"if {ast.unparse(variant.test)}:"
    if isinstance(variant, ast.comprehension):
        return ast.unparse(variant).strip()
    return ast.unparse(variant).split("\n")[0]


def _follow(node: Any, steps: tuple[Step, ...]) -> Any:
    for name, nth in steps:
        value = getattr(node, name)
        node = value if nth is None else value[nth]
    return node


def _put(tree: ast.Module, steps: tuple[Step, ...], variant: Variant) -> None:
    parent, (name, nth) = _follow(tree, steps[:-1]), steps[-1]
    if nth is None:
        setattr(parent, name, variant)
    elif isinstance(variant, list):
        getattr(parent, name)[nth : nth + 1] = variant
    else:
        getattr(parent, name)[nth] = variant


def code_of(tree: ast.Module, unit: Unit) -> CodeType:
    """The compiled function of a unit, out of its whole file, so that all names mean what they mean there."""
    return codes_of(tree, unit.path)[unit.qualname]


def codes_of(tree: ast.Module, path: Path) -> Mapping[str, CodeType]:
    """The compiled functions of a file, by their qualified names; of two of one name the first."""
    found: dict[str, CodeType] = {}
    for each in _codes(compile(tree, str(path), "exec", dont_inherit=True)):
        found.setdefault(each.co_qualname, each)
    return found


def _codes(code: CodeType) -> Iterator[CodeType]:
    for each in code.co_consts:
        if isinstance(each, CodeType):
            yield each
            yield from _codes(each)


def with_hits(path: Path) -> ast.Module:
    """A file in which every statement of a function says that it ran, by its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in list(ast.walk(tree)):
        if isinstance(node, Function):
            _say_hits(node, path)
    return ast.fix_missing_locations(tree)


def _say_hits(function: Any, path: Path) -> None:
    for node in ast.walk(function):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and block and isinstance(block[0], ast.stmt):
                setattr(node, name, [each for one in block for each in _said(one, path)])


def _said(statement: ast.stmt, path: Path) -> list[ast.stmt]:
    is_silent = isinstance(statement, ast.Nonlocal | ast.Global) or _is_words(statement)
    if is_silent or getattr(statement, "is_said", False):
        return [statement]
    key = f"{path.relative_to(ROOT).as_posix()}:{statement.lineno}"
    said = ast.parse(f"{HITS}.add({key!r})").body[0]
    said.is_said = statement.is_said = True  # type: ignore[attr-defined]
    return [said, statement]
