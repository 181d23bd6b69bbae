"""The ways in which one piece of code is broken: each gives what may stand in its place."""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Callable, Iterator
from typing import Any

_EDGES: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_OTHER_NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
_IN_THIS_ORDER = frozenset({"isinstance", "getattr", "cast", "partial"})
"""Calls whose arguments nobody could mix up; of `min` and `max` the order says nothing."""
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")

Mutant = ast.AST | list[ast.stmt]
"""What stands in place of a node; of a statement, the statements."""


def variants(node: ast.AST) -> Iterator[Mutant]:
    """Everything that a node is replaced by, one at a time, always in the same order."""
    for kind, breaks in _BREAKS:
        if isinstance(node, kind):
            yield from breaks(node)


def _changed(node: Any, **fields: Any) -> Any:
    other = copy.deepcopy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _comparison(node: ast.Compare) -> Iterator[Mutant]:
    for nth, operator in enumerate(node.ops):
        for other in _EDGES[type(operator)]:
            yield _changed(node, ops=[*node.ops[:nth], other(), *node.ops[nth + 1 :]])


def _and_or(node: ast.BoolOp) -> Iterator[Mutant]:
    yield _changed(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def _not(node: ast.UnaryOp) -> Iterator[Mutant]:
    if isinstance(node.op, ast.Not | ast.USub):
        yield copy.deepcopy(node.operand)


def _arithmetic(node: ast.BinOp | ast.AugAssign) -> Iterator[Mutant]:
    other = _ARITHMETIC.get(type(node.op))
    if other is None or _is_text(getattr(node, "left", None)) or _is_text(getattr(node, "right", None)):
        return
    changed = _changed(node, op=other())
    yield [changed] if isinstance(node, ast.stmt) else changed


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _constant(node: ast.Constant) -> Iterator[Mutant]:
    if isinstance(node.value, bool):
        yield _changed(node, value=not node.value)
    elif isinstance(node.value, int | float):
        yield _changed(node, value=node.value + 1)
        if node.value:
            yield _changed(node, value=node.value - 1)


def _call(node: ast.Call) -> Iterator[Mutant]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name in _OTHER_NAMES:
        yield _changed(node, func=ast.Name(_OTHER_NAMES[name], ast.Load()))
    if name == "Decimal" and node.args and isinstance(node.args[0], ast.Constant) and _is_text(node.args[0]):
        more = _LAST_DIGIT.sub(lambda digit: str((int(digit.group()) + 1) % 10), str(node.args[0].value))
        yield _changed(node, args=[ast.Constant(more)])
    are_names = all(isinstance(each, ast.Name | ast.Attribute) for each in node.args)
    is_other = len({ast.unparse(each) for each in node.args}) > 1  # `get(word, word)` is the same either way
    is_free = name not in _IN_THIS_ORDER | _OTHER_NAMES.keys()
    if len(node.args) == 2 and are_names and is_other and is_free:
        yield _changed(node, args=[*reversed(copy.deepcopy(node.args))])


def _subscript(node: ast.Subscript) -> Iterator[Mutant]:
    index = node.slice
    if isinstance(index, ast.Constant) and index.value == 0 and isinstance(node.ctx, ast.Load):
        yield _changed(node, slice=ast.UnaryOp(ast.USub(), ast.Constant(1)))
    elif isinstance(index, ast.UnaryOp) and isinstance(index.op, ast.USub):
        yield _changed(node, slice=ast.Constant(0))


def _choice(node: ast.IfExp) -> Iterator[Mutant]:
    yield copy.deepcopy(node.body)
    yield copy.deepcopy(node.orelse)


def _branch(node: ast.If) -> Iterator[Mutant]:
    yield [_changed(node, test=ast.Constant(value=False))]
    yield [_changed(node, test=ast.Constant(value=True))]


def _filter(node: ast.comprehension) -> Iterator[Mutant]:
    for nth in range(len(node.ifs)):
        yield _changed(node, ifs=[*node.ifs[:nth], *node.ifs[nth + 1 :]])


def _return(node: ast.Return) -> Iterator[Mutant]:
    if node.value is not None and not (isinstance(node.value, ast.Constant) and node.value.value is None):
        yield [ast.Return(ast.Constant(None))]


def _dropped(node: ast.stmt) -> Iterator[Mutant]:
    is_call = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call | ast.Yield | ast.YieldFrom)
    is_item = isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple)
    if is_call or is_item or isinstance(node, ast.AugAssign | ast.Continue | ast.Break):
        yield [ast.Pass()]


_BREAKS: tuple[tuple[Any, Callable[[Any], Iterator[Mutant]]], ...] = (
    (ast.Compare, _comparison),
    (ast.BoolOp, _and_or),
    (ast.UnaryOp, _not),
    (ast.BinOp | ast.AugAssign, _arithmetic),
    (ast.Constant, _constant),
    (ast.Call, _call),
    (ast.Subscript, _subscript),
    (ast.IfExp, _choice),
    (ast.If, _branch),
    (ast.comprehension, _filter),
    (ast.Return, _return),
    (ast.stmt, _dropped),
)
