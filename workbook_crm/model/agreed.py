"""What a sender has answered about his lists once for all: asked in an answer, remembered for the form.

A form is how a sheet looks: the words over its columns. A foreign list that comes again in the same form is
read with all that was answered about it, whatever rows it has by then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import NamedTuple, TypeAlias

from workbook_crm.model.language import Name
from workbook_crm.model.replies import Block
from workbook_crm.model.spellings import word_key

LEAVE = Name("不用（原样留着）", "Not used (keep as it is)")
"""Answers that a column is none of ours."""
NOT_A_LIST = Name("不是名单（不要读）", "Not a list (do not read it)")
"""Answers that a sheet holds no records."""
CONTACT = Name("跟进内容", "Follow-up content")
CONTACT_DAY = Name("跟进日期", "Follow-up date")
"""What a column beside a record may hold of a contact with it."""
TOPICS = (Block.KIND, Block.COLUMN, Block.UNIT, Block.DEFAULT, Block.WORD)
"""The blocks whose answers are remembered, in the order in which they are asked."""
BETWEEN_SHEETS = "\n"
"""Between the names of sheets that one question is about."""
ALIKE, SAME = 0.5, 0.8
"""Shares of headers in common: with one's own earlier form, and with that of somebody else."""
AND = Name("、", ", ")
"""Between examples."""
_SAYS_NO = re.compile(
    r"^(?:不用|不是|不要|不读|留着|原样|无用|not used|not a list|leave|ignore|keep)", re.IGNORECASE
)
_CHANGING = re.compile(r"[\W\d_]+|[一二三四五六七八九十]+月|月|副本|最新|copy", re.IGNORECASE)
"""What people change in a name from week to week."""

Key: TypeAlias = "tuple[Block, tuple[str, ...]]"
"""What an answer is about: a header, a header and a word or price, a field, or the sheet itself."""


class Given(NamedTuple):
    """One answer, in the words that the sender chose; a blank one takes an earlier answer back."""

    topic: Block
    subject: tuple[str, ...]
    choice: str
    by: str
    """Its sender; empty where he is not known."""
    since: str
    """The day on which he gave it, as ISO 8601."""

    @property
    def key(self) -> Key:
        return self.topic, self.subject


@dataclass(frozen=True, slots=True)
class Form:
    """A form that one sender uses, with his answers about it."""

    sender: str | None
    file: str
    sheet: str
    headers: frozenset[str]
    given: tuple[Given, ...] = ()
    id: int = 0
    revision: int = 0
    """The receipt under which an answer was given last; 0 for one that is given just now."""

    @property
    def name(self) -> tuple[str, str]:
        """File and sheet without what changes in their names from week to week."""
        return name_of(self.file, self.sheet)

    def likeness(self, headers: frozenset[str]) -> float:
        """The share of headers in common."""
        union = self.headers | headers
        return len(self.headers & headers) / len(union) if union else 0.0


class Remembered(NamedTuple):
    """One answer that counts, and for which list."""

    sender: str
    """Whose list it is; empty where he is not known."""
    file: str
    sheet: str
    given: Given


def remembered_in(forms: Iterable[Form]) -> tuple[Remembered, ...]:
    """All answers that count, list by list."""
    found = (
        Remembered(form.sender or "", form.file, form.sheet, given)
        for form in forms
        for given in form.given
        if given.choice
    )
    return tuple(sorted(found, key=lambda each: each[:3]))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is to be gone by on one sheet, and what somebody else has answered about one like it."""

    given: Mapping[Key, Given] = field(default_factory=dict)
    offered: Mapping[Key, Given] = field(default_factory=dict)

    def answer(self, topic: Block, *subject: str) -> Given | None:
        """The sender's answer to a question."""
        return self.given.get((topic, subject))

    def offer(self, topic: Block, *subject: str) -> Given | None:
        """What may be the answer: it was given about another list of the same form."""
        return self.offered.get((topic, subject))

    def about(self, topic: Block) -> Iterator[Given]:
        """The answers to all questions of a topic."""
        return (each for each in self.given.values() if each.topic is topic)

    @property
    def names(self) -> Mapping[str, str]:
        """By header: which column of ours it is."""
        return {each.subject[0]: each.choice for each in self.about(Block.COLUMN) if not says_no(each.choice)}

    @property
    def words(self) -> Mapping[str, Mapping[str, Given]]:
        """By header: words of the sender's own, each with the answer that tells its meaning."""
        words: dict[str, dict[str, Given]] = {}
        for each in self.about(Block.WORD):
            header, word = each.subject
            words.setdefault(header, {})[word] = each
        return words


NOTHING_AGREED = Agreed()


def says_no(choice: str) -> bool:
    """Whether an answer is that something is none of ours and stays as it is."""
    return bool(_SAYS_NO.match(choice.strip()))


def name_of(file: str, sheet: str) -> tuple[str, str]:
    """The names of a list without what people change in them from week to week."""
    return _steady(PurePath(file).stem), _steady(sheet)


def _steady(name: str) -> str:
    return _CHANGING.sub("", name).casefold() or name


def agreed_of(
    forms: Iterable[Form], headers: frozenset[str], sender: str | None, file: str, sheet: str
) -> Agreed:
    """What is remembered for a sheet with these headers.

    What holds for all rows of a list holds for the list of that name only; to another one of the same form
    it is offered.
    """
    own: list[tuple[Form, float]] = []
    others: list[tuple[Form, float]] = []
    for each in forms:
        is_own = each.sender == sender
        likeness = each.likeness(headers)
        if likeness >= (ALIKE if is_own else SAME):
            (own if is_own else others).append((each, likeness))
    name = name_of(file, sheet)
    offered: dict[Key, Given] = {}
    given: dict[Key, Given] = {}
    for each, _ in sorted(others, key=lambda found: (found[1], found[0].revision)):
        offered.update((one.key, one) for one in each.given)
    for each, _ in sorted(own, key=lambda found: (_nearness(found[0], name), found[1], found[0].revision)):
        for one in each.given:
            is_meant = one.topic is not Block.DEFAULT or each.name == name
            (given if is_meant else offered)[one.key] = one
    given = {key: one for key, one in given.items() if one.choice}
    return Agreed(given, {key: one for key, one in offered.items() if one.choice and key not in given})


def _nearness(form: Form, name: tuple[str, str]) -> int:
    return 2 * (form.name[0] == name[0]) + (form.name[1] == name[1])


def form_of(
    forms: Iterable[Form], headers: frozenset[str], sender: str | None, file: str, sheet: str
) -> Form:
    """The form under which answers about a sheet are kept: its own, else a new one."""
    name = name_of(file, sheet)
    own = [each for each in forms if each.sender == sender and each.name == name]
    found = max(own, key=lambda each: each.likeness(headers), default=None)
    if found is not None and found.likeness(headers) >= ALIKE:
        return Form(sender, file, sheet, headers, found.given, found.id)
    return Form(sender, file, sheet, headers)


def header_keys(texts: Iterable[str]) -> frozenset[str]:
    """Headers as forms are compared by them."""
    return frozenset(key for text in texts if (key := word_key(text)))
