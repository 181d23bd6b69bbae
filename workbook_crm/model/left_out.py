"""What had to be left out of a day's files so that all the rest could be made, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbook_crm.model.language import Language, Name
from workbook_crm.model.words import fill

MOST_NAMED = 20
"""Of what was left out, as many are named one by one; the JSON of `run` and `status` names all."""
_MOST_CHARS = 40


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One record, or one part of the day's files, that could not be used."""

    what: Name
    """The kind of record, or the part: `客户`, `跟进清单 张三`."""
    number: str = ""
    """The record's number; of one without numbers its place in the store. Empty for a part."""
    column: Name | None = None
    """The column whose value cannot be read; None where it is not one value that is wrong."""
    value: str = ""
    """What stands there."""
    report: str = ""
    """The file for whoever maintains the program, where it was our mistake."""


_VALUE = Name(
    "{what} {number}：“{column}”里的“{value}”读不出来，清单和报表没有算这一条",
    "{what} {number}: “{value}” under “{column}” cannot be read; lists and reports are without it",
)
_BLANK = Name(
    "{what} {number}：“{column}”里的值读不出来，清单和报表没有算这一条",
    "{what} {number}: what stands under “{column}” cannot be read; lists and reports are without it",
)
_RECORD = Name(
    "{what} {number} 的内容我们没有处理好，清单和报表没有算这一条；请把 {report} 发给维护人员",
    "{what} {number} was more than we could handle; lists and reports are without it. "
    "Please send {report} to whoever maintains the program",
)
_PART = Name(
    "{what} 没有做出来，其余的都做了；请把 {report} 发给维护人员",
    "{what} could not be made, all the rest was. Please send {report} to whoever maintains the program",
)
CURE = Name(
    "把这条记录连同编号和正确的值写在一行里，再发来一次，就会改正",
    "Send a row with the record's number and the right value once more, and it is mended",
)
_MORE = Name(
    "…… 还有 {count} 条，workbook-crm status --json 会全部列出",
    "… and {count:more|more}; workbook-crm status --json lists them all",
)


def in_words(each: LeftOut, language: Language) -> str:
    """What was left out, and why."""
    facts = {"what": each.what[language], "number": each.number, "report": each.report}
    if each.column is not None:
        value = shown(each.value)
        words = _VALUE if value else _BLANK
        return fill(words[language], language, column=each.column[language], value=value, **facts)
    return fill((_RECORD if each.number else _PART)[language], language, **facts)


def shown(value: str) -> str:
    """A value as it can be printed: without marks and controls, and not too long."""
    clean = "".join(each for each in value if each.isprintable()).strip()
    return clean if len(clean) <= _MOST_CHARS else f"{clean[: _MOST_CHARS - 1]}…"


def all_in_words(listed: Sequence[LeftOut], language: Language, most: int = MOST_NAMED) -> list[str]:
    """A sentence each; of many the first, and how many more there are."""
    said = [in_words(each, language) for each in listed[:most]]
    if len(listed) > most:
        said.append(fill(_MORE[language], language, count=len(listed) - most))
    return said
