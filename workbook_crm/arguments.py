"""Arguments of the command line, and what is said of wrong ones, in the reader's language.

argparse speaks English only: its help is given other headings here, its errors are put into other words.
"""

from __future__ import annotations

import argparse
import difflib
import locale
import os
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from functools import partial
from typing import NoReturn

from workbook_crm.exits import Exit
from workbook_crm.model.language import Language, Name

_USAGE = Name("用法：", "usage: ")
_OPTIONS = Name("选项", "options")
_COMMANDS = Name("命令", "commands")
_ARGUMENTS = Name("参数", "arguments")
_HELP = Name("显示这段说明", "show this help and end")
_MORE = Name("详细用法：{program} --help", "How to use it: {program} --help")
_ERRORS: tuple[tuple[str, Name], ...] = (
    (
        r"argument COMMAND: invalid choice: '(?P<seen>.*?)'",
        Name("没有“{seen}”这个命令{near}。", "There is no command “{seen}”{near}."),
    ),
    (
        r"argument (?P<option>\S+): invalid choice: '(?P<seen>.*?)' \(choose from (?P<choices>.*)\)",
        Name("{option} 写的是“{seen}”，可以写 {choices}。", "{option} is “{seen}”; it can be {choices}."),
    ),
    (
        r"argument (?P<option>\S+): expected one argument",
        Name("{option} 后面要写一个值。", "{option} needs a value after it."),
    ),
    (
        r"argument (?P<option>\S+): ignored explicit argument '(?P<seen>.*)'",
        Name("{option} 后面不带值，写的是“{seen}”。", "{option} takes no value, but “{seen}” was given."),
    ),
    (
        r"the following arguments are required: (?P<wanted>.*)",
        Name("后面还要写：{wanted}", "This is missing after it: {wanted}"),
    ),
    (
        r"unrecognized arguments: (?P<seen>.*)",
        Name("看不懂这一部分：{seen}", "This part is not understood: {seen}"),
    ),
    (
        r"ambiguous option: (?P<seen>\S+) could match (?P<choices>.*)",
        Name("“{seen}”可以是 {choices}，请写全。", "“{seen}” may be {choices}; write it in full."),
    ),
)
"""argparse's errors (Lib/argparse.py), and what we say. One that is not listed is said as it is."""
_NEAR = Name("，是不是“{near}”？可用的命令：{all}", "; did you mean “{near}”? The commands are: {all}")
_NONE_NEAR = Name("。可用的命令：{all}", ". The commands are: {all}")


class Parser(argparse.ArgumentParser):
    """A parser that speaks one language; its `arguments` and `options` are groups with headings in it."""

    def __init__(self, prog: str, about: str, language: Language) -> None:
        super().__init__(
            prog, description=about, add_help=False,
            formatter_class=partial(_FORMATTERS[language], usage=_USAGE[language]),
        )  # fmt: skip
        self.language = language
        self.arguments = self.add_argument_group(_ARGUMENTS[language])
        self.options = self.add_argument_group(_OPTIONS[language])
        self.options.add_argument("-h", "--help", action="help", help=_HELP[language])
        self.command_names: tuple[str, ...] = ()

    def add_commands(self) -> argparse._SubParsersAction[Parser]:
        """The place of the commands, under a heading of their own."""
        return self.add_subparsers(dest="command", metavar="COMMAND", title=_COMMANDS[self.language])

    def format_help(self) -> str:
        """The help; in Chinese with the colons of Chinese behind its headings."""
        text = super().format_help()
        return (
            re.sub(r"^(\w+):$", r"\1：", text, flags=re.MULTILINE) if self.language is Language.ZH else text
        )

    def error(self, message: str) -> NoReturn:
        """Says what is wrong and where to read more, and ends with 2."""
        said = in_words(message, self.command_names)[self.language]
        print(said, _MORE[self.language].format(program=self.prog), sep="\n", file=sys.stderr)
        sys.exit(Exit.USAGE)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog)
        self._usage_prefix = usage

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, self._usage_prefix if prefix is None else prefix)


class _ChineseFormatter(_Formatter):
    """Breaks lines between any two Chinese signs, which are two columns wide, and before no closing mark."""

    def __init__(self, prog: str, usage: str) -> None:
        super().__init__(prog, usage)
        self._width -= _columns(usage) - len(usage)  # argparse counts signs

    def _split_lines(self, text: str, width: int) -> list[str]:
        lines = [""]
        for piece in _PIECES.findall(text):
            if _columns(lines[-1] + piece) <= width:
                lines[-1] += piece
            else:
                lines.append(piece.lstrip())
        return [line.rstrip() for line in lines]

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in self._split_lines(text, width - len(indent)))


_PIECES = re.compile(r"(?:[!-~]+|\s+|.)[，。、；：？！）”]*")
"""A word, blanks or one sign, with the marks that may not begin a line."""
_FORMATTERS = {Language.EN: _Formatter, Language.ZH: _ChineseFormatter}


def _columns(text: str) -> int:
    """How wide a terminal shows a text."""
    return sum(1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def in_words(message: str, commands: Sequence[str]) -> Name:
    """What argparse says of wrong arguments, in words; beside a wrong command, the one that is near it."""
    for pattern, name in _ERRORS:
        found = re.fullmatch(pattern + r"(?s:.*)", message)
        if found is not None:
            facts = {key: value.replace("'", "") for key, value in found.groupdict().items()}
            return _near(name, facts, commands) if "{near}" in name.zh else name.filled(**facts)
    return Name(message, message)


def _near(name: Name, facts: dict[str, str], commands: Sequence[str]) -> Name:
    near = next(iter(difflib.get_close_matches(facts["seen"], commands, n=1)), "")
    tail = (_NEAR if near else _NONE_NEAR).filled(near=near, all=", ".join(commands))
    whole = Name(name.zh.replace("{near}。", tail.zh), name.en.replace("{near}.", tail.en))
    return whole.filled(**facts)


def spoken_language(arguments: Sequence[str]) -> Language:
    """As asked for with --language, else as the environment speaks, before any settings are read."""
    for nth, argument in enumerate(arguments):
        if argument.startswith("--language"):
            value = argument.partition("=")[2] or (arguments[nth + 1] if nth + 1 < len(arguments) else "")
            if value in tuple(Language):
                return Language(value)
    named = (os.environ.get(each) for each in ("WORKBOOK_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    spoken = next(filter(None, named), None) or locale.getlocale()[0] or ""
    return Language.ZH if spoken.startswith(("zh", "Chinese")) else Language.EN
