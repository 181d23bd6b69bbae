"""The words that lists have taken of themselves, for whoever keeps the lists."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import ReportTable, TableColumn, WordInUse
from workbook_crm.model.words import fill
from workbook_crm.report.words import NOBODY

_RECORDS = Name("{count} 条", "{count:record|records}")
_SHOWN = 5
"""People of one word that are named."""
_NOTE = Name(
    "这些词不在字典的列表里，已按原样收下。要当作正式选项，加到“字典”表；是别的词的另一种写法，写进那个词的“别名”。",
    "These words are not in your lists and were taken as they are. Add what is to be a choice to the "
    "Choices sheet; what is another spelling of one goes into its aliases.",
)


def new_words_table(words: Sequence[WordInUse], language: Language) -> ReportTable:
    """The new words of each list, who uses them, and in how many records."""
    return ReportTable(
        Name("新词", "New words"),
        (
            TableColumn(Name("列表", "List"), width=16),
            TableColumn(Name("新词", "Word"), width=24),
            TableColumn(Name("用在", "Used in"), width=14),
            TableColumn(Name("谁在用", "Used by"), width=32),
        ),
        [
            (
                each.list[language],
                each.word,
                fill(_RECORDS[language], language, count=each.count),
                ("、" if language is Language.ZH else ", ").join(each.people[:_SHOWN]) or NOBODY[language],
            )
            for each in words
        ],
        _NOTE,
        is_list=True,
    )
