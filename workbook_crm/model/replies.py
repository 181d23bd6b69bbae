"""Replies: what a sender answers to a question of ours in the summing-up sheet of an answer.

A question is a row of the sheet with a cell to be filled in. Which question it is stands in the hidden
column of its row: the block, and facts that name what it is about (a record and a field, never a position).
So a reply is understood in whatever order the rows are, whatever became of the sender's sheets in between.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name
from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.simplified import simplified

INSIST = Name("坚持", "Insist")
"""Heads the cells in which a sender says that his value counts; a column of his own may be headed so too."""
DELETE = Name("删除", "Delete")
"""Heads the sender's own column in which he takes lines back."""
ADD = Name("新增一行", "Add a line")
"""Heads the sender's own column in which he says that a line stands beside that of somebody else."""
ERASE = Name("确认清空", "Erase?")
"""Heads the cells in which a sender says that the many blanks of a column are meant."""
IN_ORDER = Name("按原顺序还原", "Put in order")
"""Heads the cells in which a sender says that columns that were sorted apart are to be put together again."""


@lru_cache(maxsize=10_000)
def header_key(header: str) -> str:
    """What a header of replies is known by, be it written 刪除？, DELETE or 删除 with a mark behind."""
    return search_key(simplified(header)).strip("?*:()！!")


def _keys(*headers: str) -> frozenset[str]:
    return frozenset(map(header_key, headers))


INSISTING = _keys(INSIST.zh, INSIST.en, "是否坚持")
DELETING = _keys(
    DELETE.zh, DELETE.en, "是否删除", "删除这一行", "删除此行", "删除该行", "删除本行", "删除行", "移除",
    "Remove", "Delete line", "Delete row", "Delete this line", "Delete this row", "Remove line", "Remove row",
)  # fmt: skip
ADDING = _keys(ADD.zh, ADD.en)
_YES = frozenset(
    {
        "是",
        "坚持",
        "对",
        "好",
        "删除",
        "删",
        "yes",
        "y",
        "true",
        "ok",
        "insist",
        "delete",
        "remove",
        "1",
        "√",
        "✓",
        "✔",
    }
)
_NO = frozenset(
    {"否", "不", "不是", "不坚持", "留着", "保留", "留", "no", "n", "false", "keep", "0", "×", "✗"}
)


class Block(StrEnum):
    """What a group of questions is about."""

    CONFLICTS = "conflict"
    GONE = "gone"
    """Lines that a list does not have any more: whether they are to be removed."""
    BLANKS = "blank"
    """Columns of which a large part went blank: whether that is meant."""
    ORDER = "order"
    """Sheets of which some columns were sorted apart: whether they are to be put in order."""
    KIND = "kind"
    """What a sheet lists."""
    COLUMN = "column"
    """Which column of ours one is that we do not know."""
    DEFAULT = "default"
    """What all rows have in a column that the sheet lacks."""
    UNDO = "undo"
    """Whether all that was taken under a receipt is to be taken back."""
    UNIT = "unit"
    """Whether the prices of a column, or one of them, are in tens of thousands."""
    WORD = "word"
    """Which of the options a word of the sender's own means."""


class Question(NamedTuple):
    """One question; without facts it is about everything that its block asks."""

    block: Block
    facts: tuple[str, ...] = ()


class Reply(NamedTuple):
    """A question with what was answered; None where its cell was left blank."""

    question: Question
    choice: bool | None
    text: str = ""
    """What the cell says."""


def in_text(question: Question) -> str:
    """A question as the hidden column has it, behind the place of its reply."""
    return json.dumps([question.block.value, *question.facts], ensure_ascii=False)


def replies_among(rows: Iterable[Sequence[object]]) -> Iterator[Reply]:
    """The replies in the rows of a summing-up sheet."""
    for row in rows:
        for column, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith(REPLY_MARK):
                yield from _reply(cell, row[:column])


def _reply(cell: str, before: Sequence[object]) -> Iterator[Reply]:
    """The reply of a row; none where the hidden text is not as we wrote it."""
    for question, left in asked_by(cell):
        answered = before[-left] if 0 < left <= len(before) else ""
        yield Reply(question, choice_of(answered), _text_of(answered))


def asked_by(cell: str) -> Iterator[tuple[Question, int]]:
    """The question of a hidden cell, and how far left its reply is; none where it is not as we wrote it."""
    try:
        left, _, text = cell.removeprefix(REPLY_MARK).partition(" ")
        block, *facts = json.loads(text)
        yield Question(Block(block), tuple(map(str, facts))), int(left)
    except (ValueError, TypeError):
        return


def receipt_to_undo(replies: Iterable[Reply]) -> str | None:
    """The receipt that a sender wants undone: he says yes in the cell of its answer."""
    asked = (each.question.facts for each in replies if each.question.block is Block.UNDO and each.choice)
    return next((facts[0] for facts in asked if facts), None)


def says_yes(extra: Iterable[tuple[str, str]], headers: frozenset[str]) -> bool:
    """Whether a row says yes in one of the sender's own columns of replies."""
    return any(header_key(header) in headers and choice_of(text) for header, text in extra)


def _text_of(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


def choice_of(cell: object) -> bool | None:
    """Yes, no, or None for a cell that is blank or says something else."""
    if isinstance(cell, bool):
        return cell
    word = _text_of(cell).strip("。.!！").casefold()
    return True if word in _YES else False if word in _NO else None


def replies_of(kind: str) -> frozenset[str]:
    """The keys of the headers of a sender's own columns that are replies, and no word about a record."""
    return INSISTING | DELETING | ADDING if kind == "opportunity_lines" else INSISTING
