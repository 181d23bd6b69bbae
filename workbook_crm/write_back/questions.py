"""The blocks of the summing-up sheet in which the sender decides: a cell to fill in for each question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import filterfalse

from workbook_crm.model.agreed import AND
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.language import Language, Name
from workbook_crm.model.marks import Look, SummaryCell
from workbook_crm.model.replies import ERASE, IN_ORDER, INSIST, Block, Question, in_text
from workbook_crm.model.rules.lists import LINE_GONE
from workbook_crm.model.rules.stamps import COLUMNS_SORTED_APART, MASS_BLANK
from workbook_crm.model.rules.trade import CONFLICT
from workbook_crm.model.run import Outcome, Receipt
from workbook_crm.model.words import fill, say

_CONFLICTS = Name(
    "冲突（这些格子没有覆盖库里的值；要以您的为准，请在“坚持”下填“是”，再发回整个文件）",
    "Conflicts (nothing was overwritten; to insist on your value, write “yes” below “Insist” and send the "
    "whole workbook again)",
)
_HEADERS = (
    Name("位置", "Place"),
    Name("列", "Column"),
    Name("您的表里", "Your copy"),
    Name("现在的值", "Present value"),
    INSIST,
)
_PRESENT = Name("{now}（{by}，{when}，{file}）", "{now} ({by}, {when}, {file})")
_ALL = Name("全部坚持", "Insist on all")
_STILL_OPEN = Name("{count} 处冲突还没有决定", "{count:conflict is|conflicts are} not decided yet")
_ONE_OF_THEM = Name(
    "各处两边的值写在格子的批注里。这里填“是”，全部以您的为准；只坚持其中几处，请在您的表里加一列“坚持”，在那几行填“是”",
    "Both values are in the notes of the cells. “yes” here insists on all; to insist on some, add a column "
    "“Insist” to your sheet and write “yes” in their rows",
)
_MOST_PLACES = 12
_BLANKS_BETWEEN = (SummaryCell("", Look.TEXT),) * (len(_HEADERS) - 2)

Rows = Iterator[Sequence[SummaryCell]]


def conflict_rows(findings: Findings, receipt: str, language: Language) -> Rows:
    """The cells in conflict, each with a cell for the sender's word, and one for all of them.

    Those of which he was told before are one line.
    """
    conflicts = [each for each in findings if each.rule == CONFLICT]
    if not conflicts:
        return
    news, told = list(filterfalse(was_told, conflicts)), list(filter(was_told, conflicts))
    yield (SummaryCell(_CONFLICTS[language], Look.HEADING),)
    yield tuple(SummaryCell(name[language], Look.HEADER) for name in _HEADERS)
    for each in news:
        yield _conflict_row(each, language)
    if told:
        yield _told_row(told, receipt, language)
    if news:
        yield (SummaryCell(_ALL[language]), *_BLANKS_BETWEEN, _reply(Question(Block.CONFLICTS)))
    yield ()


def was_told(conflict: Finding) -> bool:
    """Whether its sender knows of a conflict from an answer before."""
    return "told" in dict(conflict.facts)


def _told_row(told: Sequence[Finding], receipt: str, language: Language) -> tuple[SummaryCell, ...]:
    """Conflicts of which their sender was told before: how many, where, and a cell to insist on all."""
    places = [str(each.place) for each in told]
    shown = AND[language].join(places[:_MOST_PLACES]) + ("…" if len(places) > _MOST_PLACES else "")
    first = told[0].place
    return (
        SummaryCell(places[0], target=(first.sheet or "", first.cell or f"A{first.row or 1}")),
        SummaryCell(fill(_STILL_OPEN[language], language, count=len(told))),
        SummaryCell(shown),
        SummaryCell(_ONE_OF_THEM[language]),
        _reply(Question(Block.CONFLICTS, (receipt,))),
    )


def _conflict_row(each: Finding, language: Language) -> tuple[SummaryCell, ...]:
    facts, place = dict(each.facts), each.place
    target = (place.sheet or "", place.cell or f"A{place.row or 1}")
    return (
        SummaryCell(str(place), target=target),
        SummaryCell(say(facts["column"], language)),
        SummaryCell(say(facts["copy"], language), Look.WARNING),
        SummaryCell(fill(_PRESENT[language], language, **facts)),
        _reply(Question(Block.CONFLICTS, _key(each))),
    )


_GONE = Name(
    "删除？（这些产品上次有，这次不在表里，没有删掉；要删掉就填“是”，要留着就填“留着”，再发回整个文件）",
    "Remove? (these lines were here the last time and are not now; nothing was removed. Write “yes” to "
    "remove one, “keep” to keep it, and send the whole workbook again)",
)
_GONE_HEADERS = (
    Name("表", "Sheet"),
    Name("商机", "Deal"),
    Name("产品", "Product"),
    Name("数量", "Quantity"),
    Name("删除？", "Remove?"),
)


def gone_rows(findings: Findings, language: Language) -> Rows:
    """The lines that are not there any more, each with a cell that says whether they are to be removed."""
    gone = [each for each in findings if each.rule == LINE_GONE]
    if not gone:
        return
    yield (SummaryCell(_GONE[language], Look.HEADING),)
    yield tuple(SummaryCell(name[language], Look.HEADER) for name in _GONE_HEADERS)
    for each in gone:
        facts, sheet = dict(each.facts), each.place.sheet or ""
        yield (
            SummaryCell(sheet, target=(sheet, f"A{each.place.row or 1}")),
            *(SummaryCell(say(facts[name], language)) for name in ("deal", "product", "quantity")),
            _reply(Question(Block.GONE, _key(each))),
        )
    yield ()


_BLANKS = Name(
    "确认清空（这些列有许多格从有值变成空白，没有清掉；若确实要清空，请填“是”，再发回整个文件）",
    "Erase? (many cells of these columns became blank; nothing was erased. If that is meant, write “yes” and "
    "send the whole workbook again)",
)
_BLANKS_HEADERS = (Name("表", "Sheet"), Name("列", "Column"), Name("空白的格子", "Blank cells"), ERASE)


def blank_rows(findings: Findings, language: Language) -> Rows:
    """The columns of which a large part went blank, each with a cell that says whether that is meant."""
    blanks = [each for each in findings if each.rule == MASS_BLANK]
    if not blanks:
        return
    yield (SummaryCell(_BLANKS[language], Look.HEADING),)
    yield tuple(SummaryCell(name[language], Look.HEADER) for name in _BLANKS_HEADERS)
    for each in blanks:
        facts, sheet = dict(each.facts), each.place.sheet or ""
        yield (
            SummaryCell(sheet, target=(sheet, each.place.cell or "A1")),
            SummaryCell(say(facts["column"], language)),
            SummaryCell(say(facts["rows"], language)),
            _reply(Question(Block.BLANKS, _key(each))),
        )
    yield ()


_ORDER = Name(
    "按原顺序还原？（这些表有几列单独排过序，整张表没有收；填“是”，再发回整个文件，系统就把格子放回自己的行）",
    "Put in order? (columns of these sheets were sorted without the others, and nothing of them was taken; "
    "write “yes” and send the whole workbook again, and each cell goes back to its own row)",
)
_ORDER_HEADERS = (Name("表", "Sheet"), Name("列", "Column"), Name("错位的行", "Rows out of place"), IN_ORDER)


def order_rows(findings: Findings, language: Language) -> Rows:
    """The sheets whose rows can be put together again, each with a cell that says whether they are to be."""
    apart = [each for each in findings if each.rule == COLUMNS_SORTED_APART and "key" in dict(each.facts)]
    if not apart:
        return
    yield (SummaryCell(_ORDER[language], Look.HEADING),)
    yield tuple(SummaryCell(name[language], Look.HEADER) for name in _ORDER_HEADERS)
    for each in apart:
        facts, sheet = dict(each.facts), each.place.sheet or ""
        yield (
            SummaryCell(sheet, target=(sheet, each.place.cell or "A1")),
            SummaryCell(say(facts["column"], language)),
            SummaryCell(say(facts["rows"], language)),
            _reply(Question(Block.ORDER, _key(each))),
        )
    yield ()


_UNDO = Name("撤销这次导入", "Undo this import")
_UNDO_ABOUT = Name(
    "整份收错了？在黄色的格子里填“是”，把这个文件发回来，{receipt} 收下的就全部撤销；"
    "后来又改过的、别人已经用上的会保留并列出。",
    "All of it sent by mistake? Write “yes” into the yellow cell and send this file back: all that was taken "
    "under {receipt} is taken back; what was changed or used since is kept and listed.",
)


def undo_rows(receipt: Receipt, language: Language) -> Rows:
    """The cell in which the sender takes the whole import back, where it has changed anything."""
    if receipt.outcome is not Outcome.TAKEN or not receipt.has_written:
        return
    yield ()
    yield (SummaryCell(_UNDO[language], Look.HEADING),)
    about = SummaryCell(fill(_UNDO_ABOUT[language], language, receipt=receipt.id))
    blanks = (SummaryCell("", Look.TEXT),) * (len(_HEADERS) - 3)
    yield (SummaryCell(receipt.id), *blanks, about, _reply(Question(Block.UNDO, (receipt.id,))))


def _key(each: Finding) -> tuple[str, ...]:
    """What the conflict is about, as the finding has it."""
    key = dict(each.facts)["key"]
    return tuple(map(str, key)) if isinstance(key, tuple) else ()


def _reply(question: Question) -> SummaryCell:
    return SummaryCell(None, Look.REPLY, question=in_text(question))
