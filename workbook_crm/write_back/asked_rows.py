"""The blocks of the summing-up sheet in which the sender settles, once for all, how his lists are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_crm.model.language import Language, Name
from workbook_crm.model.marks import Look, SummaryCell
from workbook_crm.model.replies import Block
from workbook_crm.model.words import fill
from workbook_crm.write_back.asked import Asked

Rows = Iterator[Sequence[SummaryCell]]

CALL = Name(
    "有 {count} 处要请您定：在下面黄色的格子里选好，把整个文件（或只把这张表放在一个新工作簿里）发回来。"
    "答过的都记住，以后同样的表不再问。",
    "{count:question needs|questions need} your answer: choose in the yellow cells below and send back "
    "the whole file (or this sheet alone, in a workbook of its own). What you answer is remembered, and not "
    "asked again of a list like it.",
)
_HEADINGS = {
    Block.KIND: Name("这是什么表", "What a sheet lists"),
    Block.COLUMN: Name("不认识的列", "Columns that are not known"),
    Block.UNIT: Name("元还是万元", "Prices: single units or ten thousands"),
    Block.DEFAULT: Name(
        "缺的列：所有行都一样的，在这里填一次", "Columns that are missing: what is alike for all rows"
    ),
    Block.WORD: Name("不认识的词", "Words that are not known"),
}
_PLACE, _COLUMN = Name("位置", "Place"), Name("列名", "Column")
_NOW = Name("现在怎样处理", "What is done now")
_HEADERS = {
    Block.KIND: (
        _PLACE, Name("表", "Sheet"), Name("列名", "Columns"), _NOW,
        Name("当作（请选）", "It lists (please choose)"),
    ),
    Block.COLUMN: (
        _PLACE, _COLUMN, Name("里面写着", "Examples"), _NOW,
        Name("这一列是（请选）", "This column is (please choose)"),
    ),
    Block.UNIT: (
        _PLACE, _COLUMN, Name("里面写着", "Prices"), _NOW,
        Name("单位是（请选）", "They are in (please choose)"),
    ),
    Block.DEFAULT: (
        _PLACE, Name("缺的列", "Missing column"), Name("", ""), _NOW,
        Name("所有行都是（请选或填写）", "For all rows (choose or write)"),
    ),
    Block.WORD: (
        _PLACE, _COLUMN, Name("您写的词", "Your word"), _NOW,
        Name("意思是（请选）", "It means (please choose)"),
    ),
}  # fmt: skip
_AND_OTHERS = Name("{place} 等 {count} 张表", "{place} and {count} more")


def asked_rows(asked: Sequence[Asked], receipt: str, language: Language) -> Rows:
    """A block for each topic about which something is asked, or was answered."""
    for block, heading in _HEADINGS.items():
        here = [each for each in asked if each.block is block]
        if here:
            yield (SummaryCell(heading[language], Look.HEADING),)
            yield tuple(SummaryCell(name[language], Look.HEADER) for name in _HEADERS[block])
            yield from (_row(each, receipt, language) for each in here)
            yield ()


def _row(each: Asked, receipt: str, language: Language) -> tuple[SummaryCell, ...]:
    place = each.place
    target = (place.sheet or "", place.cell or f"A{place.row or 1}")
    return (
        SummaryCell(_where(each, language), target=target),
        SummaryCell(each.what),
        SummaryCell(each.examples),
        SummaryCell(each.so_far),
        SummaryCell(each.value or None, Look.REPLY, question=each.question(receipt), choices=each.options),
    )


def _where(each: Asked, language: Language) -> str:
    more = len(each.sheets) - 1
    if not more:
        return str(each.place)
    count = more + 1 if language is Language.ZH else more
    return fill(_AND_OTHERS[language], language, place=str(each.place), count=count)


def call_of(asked: Sequence[Asked], language: Language) -> str | None:
    """What is asked of the reader in a sentence; None where nothing is."""
    count = sum(each.is_open for each in asked)
    return fill(CALL[language], language, count=count) if count else None
