"""What is asked about a sheet that is not understood: what it lists, and what its columns are."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from workbook_crm.model.agreed import Agreed
from workbook_crm.model.asks import FOR_ALL, OR, Ask, ask_in_text, asks_of
from workbook_crm.model.finding import Fact, Finding
from workbook_crm.model.language import Language
from workbook_crm.model.raw import RawSheet
from workbook_crm.model.replies import Block
from workbook_crm.model.usual_words import usual_values
from workbook_crm.model.vocabulary import TAIL, Vocabulary
from workbook_crm.read.examples import examples_in
from workbook_crm.read.forms import header_row, header_texts
from workbook_crm.read.headers import CJK
from workbook_crm.read.text import clean_line

_SOURCE = "source"
_NAMED = 4
"""Columns that show what a sheet is."""
_MOST = 20
"""Columns of one sheet that are asked about."""
_NO_WORD = re.compile(r"\d{4}|@")
"""In the texts of a row it says that this is no header, but a record."""


def asked_columns(
    sheet: RawSheet, vocabulary: Vocabulary, agreed: Agreed, kinds: Collection[str]
) -> dict[str, Fact]:
    """The facts by which a sheet is asked about; none where it has no header to ask about.

    `kinds`: those that it may be of; a header counts as known where one of them has its column.
    """
    columns = _columns(sheet, vocabulary, agreed, kinds)
    asks = [*_kind(sheet, agreed), *columns, *_source(sheet, vocabulary, agreed)]
    return {"asks": tuple(map(ask_in_text, asks))}


def asked_of_all(found: Iterable[Finding]) -> Mapping[str, Fact]:
    """The same for all sheets of a workbook of which nothing is understood."""
    return {"asks": tuple(ask_in_text(ask) for each in found for ask in asks_of(each))}


def _kind(sheet: RawSheet, agreed: Agreed) -> Iterator[Ask]:
    if agreed.answer(Block.KIND) is None:
        offer = agreed.offer(Block.KIND)
        yield Ask(
            sheet.name,
            "",
            OR.join(header_texts(sheet)[:_NAMED]),
            *((offer.choice, offer.by) if offer else ()),
        )


def _columns(
    sheet: RawSheet, vocabulary: Vocabulary, agreed: Agreed, kinds: Collection[str]
) -> Iterator[Ask]:
    texts = header_texts(sheet)
    if any(map(_NO_WORD.search, texts)):
        return
    known = {each: _kinds_of(each, vocabulary) for each in dict.fromkeys(texts)}
    unknown = [each for each, of in known.items() if (of.isdisjoint(kinds) if kinds else not of)]
    for text in unknown[:_MOST]:
        if agreed.answer(Block.COLUMN, text) is None:
            offer = agreed.offer(Block.COLUMN, text)
            examples = OR.join(examples_in(_below(sheet, text)))
            yield Ask(sheet.name, text, examples, *((offer.choice, offer.by) if offer else ()))


def _kinds_of(text: str, vocabulary: Vocabulary) -> set[str]:
    """The kinds that have a column of this name; an ending alone tells nothing without its cells."""
    return {kind for kind, (word, _) in vocabulary.meanings(text).items() if word.rank < TAIL}


def _source(sheet: RawSheet, vocabulary: Vocabulary, agreed: Agreed) -> Iterator[Ask]:
    """Where all rows come from: asked at once of what may be a list of people that does not say it."""
    texts = header_texts(sheet)
    told = {word.field for text in texts for word, _ in vocabulary.meanings(text).values()}
    if _SOURCE in told or not texts or agreed.answer(Block.DEFAULT, _SOURCE) is not None:
        return
    offer = agreed.offer(Block.DEFAULT, _SOURCE)
    language = Language.ZH if any(map(CJK.search, texts)) else Language.EN
    options = OR.join(each[language] for each in usual_values(_SOURCE))
    yield Ask(sheet.name, _SOURCE, "", *((offer.choice, offer.by) if offer else ("", "")), options, FOR_ALL)


def _below(sheet: RawSheet, text: str) -> Sequence[object]:
    row = header_row(sheet)
    if row is None:
        return ()
    cells = sheet.cells[row]
    at = next((i for i, cell in enumerate(cells) if isinstance(cell, str) and clean_line(cell) == text), None)
    return () if at is None else [each[at] for each in sheet.cells[row + 1 :]]
