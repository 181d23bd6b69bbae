"""Templates of a workspace's own: rendered where they can reach nothing, and given up where they fail.

Whoever may put a file into the folder is trusted with how pages look, not with what the program may do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import pass_environment

from workbook_crm.model.language import Name

_MOST_STEPS = 2_000_000
"""Of all loops of one page."""
_MOST_S = 60.0
"""For one page, looked at between two steps of a loop."""
_MOST_REPEATED = 10_000
_MOST_POWER = 64
_TOO_LONG = "a loop that does not end, or takes too long"


@dataclass(frozen=True, slots=True)
class TemplateFault:
    """A template that could not be used; the page was made by ours instead."""

    file: str
    line: int
    """1-based; 0 where it is not known."""
    why: str

    @property
    def said(self) -> Name:
        """File, line and reason, as a person is told."""
        place = (f"{self.file} 第 {self.line} 行", f"{self.file}, line {self.line}")
        zh, en = place if self.line else (self.file, self.file)
        return Name(f"{zh}：{self.why}", f"{en}: {self.why}")


@dataclass(frozen=True, slots=True)
class OwnTemplates:
    """The folder of a workspace's own templates, and what was found wrong with them while pages were made."""

    folder: Path
    faults: dict[str, TemplateFault] = field(default_factory=dict)
    """By the page that was made by ours instead."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Renders templates that may read what they are given, change nothing, and do not run for ever."""

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.steps, self.until_s = 0, 0.0
        self.filters["counted"] = _counted

    def begin(self) -> None:
        """Another page is begun."""
        self.steps, self.until_s = 0, time.monotonic() + _MOST_S

    def count(self) -> None:
        """One step of a loop. Raises TemplateRuntimeError after too many, or too long."""
        self.steps += 1
        if self.steps > _MOST_STEPS or (self.steps % 1_000 == 0 and time.monotonic() > self.until_s):
            raise TemplateRuntimeError(_TOO_LONG)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """As Jinja does, with every loop counted."""
        tree = super()._parse(source, name, filename)
        for each in tree.find_all(nodes.For):
            each.iter = nodes.Filter(each.iter, "counted", [], [], None, None, lineno=each.lineno)
            each.iter.set_environment(self)
        return tree

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiplies, unless that would make something huge of a small template."""
        if operator == "**" and abs(right) > _MOST_POWER:
            raise SecurityError(f"{left} ** {right}")
        for what, times in ((left, right), (right, left)) if operator == "*" else ():
            if isinstance(what, str | list | tuple) and times * len(what) > _MOST_REPEATED:
                raise SecurityError(f"... * {times}")
        return super().call_binop(context, operator, left, right)


@pass_environment
def _counted(environment: Environment, items: Iterable[Any]) -> Iterator[Any]:
    assert isinstance(environment, Sandbox)
    for each in items:
        environment.count()
        yield each


def fault_in(error: Exception, folder: Path, page: str) -> TemplateFault:
    """Where a template failed, and why."""
    if isinstance(error, TemplateSyntaxError):
        name = Path(error.filename or error.name or page).name
        return TemplateFault(name, error.lineno, error.message or "")
    why = str(error).partition("\n")[0] or type(error).__name__
    place, traceback = (page, 0), error.__traceback__
    while traceback is not None:
        file = Path(traceback.tb_frame.f_code.co_filename)
        if file.parent == folder:
            place = (file.name, traceback.tb_lineno)
        traceback = traceback.tb_next
    return TemplateFault(*place, why)
