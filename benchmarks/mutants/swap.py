"""A broken function in the place of the real one, in this process only: nothing is written to any file.

The code of the live function is exchanged, so that whoever imported it, and under whatever name, calls the
broken one.
"""

from __future__ import annotations

import ast
import gc
import importlib
import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from benchmarks.mutants.mutants import HITS, Function, Mutation, Unit, code_of, codes_of, units_of, with_hits
from benchmarks.mutants.rooms import module_of

_WRAPPED = ("fget", "func", "__func__", "__wrapped__")
"""Where properties, cached properties, class methods and other wrappers keep the function."""


def put_in(mutation: Mutation) -> None:
    """Breaks the code of this process as the mutation says."""
    tree, unit = mutation.tree(), mutation.unit
    node = unit.node(tree)
    if not isinstance(node, Function):
        _set_number(unit, node)
        return
    found = _attribute(unit)
    function = _function(found)
    function.__code__ = code_of(tree, unit)
    function.__defaults__ = _defaults(node.args.defaults, function.__defaults__)
    named = function.__kwdefaults__ or {}
    told = {
        one.arg: default for one, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    }
    function.__kwdefaults__ = {
        name: _default(told[name], value) for name, value in named.items() if told[name] is not None
    }
    forget_results(unit)


def say_hits(paths: list[Path], hits: set[str]) -> None:
    """Has every function of these files say into `hits` which of its statements run."""
    for path in paths:
        tree = with_hits(path)
        importlib.import_module(module_of(path)).__dict__[HITS] = hits
        codes = codes_of(tree, path)
        for unit in units_of(path):
            if unit.is_function:
                _function(_attribute(unit)).__code__ = codes[unit.qualname]


def forget_results(unit: Unit) -> None:
    """Has a function that remembers its results, be it for each argument or for its object, work them out anew."""
    found = _attribute(unit)
    if hasattr(found, "cache_clear"):
        found.cache_clear()
    elif isinstance(found, cached_property):
        owner = _owner(unit)
        for each in gc.get_objects():
            if isinstance(each, owner):
                vars(each).pop(found.attrname, None)


def remembering(paths: list[Path], *, by_object: bool) -> list[Unit]:
    """The functions of these files that remember results, for each argument or for their object."""
    units = [unit for path in paths for unit in units_of(path) if unit.is_function]
    if by_object:
        return [each for each in units if isinstance(_attribute(each), cached_property)]
    return [each for each in units if hasattr(_attribute(each), "cache_clear")]


def _owner(unit: Unit) -> Any:
    return vars(importlib.import_module(module_of(unit.path)))[unit.qualname.rpartition(".")[0]]


def _attribute(unit: Unit) -> Any:
    module = importlib.import_module(module_of(unit.path))
    owner, _, name = unit.qualname.rpartition(".")
    return vars(_owner(unit))[name] if owner else vars(module)[name]


def _function(found: Any) -> Any:
    while not hasattr(found, "__code__") or hasattr(found, "__wrapped__"):
        inner = [getattr(found, each) for each in _WRAPPED if getattr(found, each, None) is not None]
        if not inner:
            break
        found = inner[0]
    return found


def _defaults(nodes: list[ast.expr], values: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    return tuple(map(_default, nodes, values)) if values else values


def _default(node: ast.AST | None, value: Any) -> Any:
    return node.value if isinstance(node, ast.Constant) else value


def _set_number(unit: Unit, node: Any) -> None:
    home = importlib.import_module(module_of(unit.path))
    scope = dict(vars(home))
    value = eval(compile(ast.Expression(node.value), str(unit.path), "eval"), scope)
    old = vars(home)[unit.qualname]
    for module in _ours():
        if vars(module).get(unit.qualname) is old:
            setattr(module, unit.qualname, value)


def _ours() -> Iterator[Any]:
    return (module for name, module in list(sys.modules.items()) if name.startswith("workbook_crm"))
