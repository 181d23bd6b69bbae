"""The mail that answers a mail: what was taken of each workbook, and what is to be mended first. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_crm.model.finding import Finding, Severity
from workbook_crm.model.gathered import Gathered, gathered
from workbook_crm.model.language import Language, Name
from workbook_crm.model.outgoing import Answered, is_mail
from workbook_crm.model.run import Outcome, Receipt
from workbook_crm.model.words import fates_in_words, fill, hint, message, of_many
from workbook_crm.report.mail_page import MailItem, MailPage, MailSection

MOST_ITEMS = 5
"""Things to mend that are named of one workbook; its own answer has them all."""
_TITLE = Name("工作簿处理结果", "Your workbook")
_HELLO = Name("{person}，你好：", "Hello {person},")
_ALL_TAKEN = Name("你发来的{files}已经处理，没有退回的内容。", "{files} came in; nothing was held back.")
_SOME_LEFT = Name(
    "你发来的{files}已经处理，有 {count} 处要你改（见下）。",
    "{files} came in; {count:thing needs|things need} mending, see below.",
)
_ONE = Name("工作簿", "Your workbook")
_SEVERAL = Name(" {count} 个工作簿", "Your {count:workbook|workbooks}")
_NONE = Name(
    "你的邮件收到了，但是没有能收的工作簿：", "Your mail arrived, but without a workbook to take in:"
)
_HEADING = Name("{file}（导入回执 {receipt}）", "{file} (receipt {receipt})")
_OF_SHEET = Name("{sheet}：{fates}", "{sheet}: {fates}")
_HELD = Name("这个文件退回：", "This file is held:")
_UNDONE = Name(
    "已经撤销导入回执 {receipt}，撤了什么见附件。",
    "Receipt {receipt} is undone; the attachment says what that took back.",
)
_SETTLED = Name(
    "以前退回、这次一起收下的：{count} 行。",
    "{count:row|rows} that had been held back before were taken in with it.",
)
_FIRST = Name("先改这些：", "Mend these first:")
_LOOK = Name("请看一下：", "Please have a look:")
_MORE = Name(
    "还有 {count} 处，在附件的标记和“处理结果”表里。",
    "{count:more is|more are} marked in the attachment and listed on its sheet “Result”.",
)
_MORE_IN_WORDS = Name("还有 {count} 处。", "And {count:more|more}.")
_REPLY = Name(
    "改好以后，直接回复这封邮件，把工作簿附上就行。",
    "Once it is mended, just reply to this mail with the workbook attached.",
)
_ATTACHED = Name("答复的工作簿在附件里。", "The answered workbook is attached.")
_TOO_LARGE = Name(
    "答复的工作簿太大，邮件附不上：它在共享文件夹 {path}。",
    "The answered workbook is too large for a mail: it lies in the shared folder, at {path}.",
)


def answer_page(person: str, subject: str, files: Sequence[Answered], language: Language) -> MailPage:
    """What the answer to a mail says; `files`: what each of its files came to, and where told, itself."""
    shown = [each for each in files if _is_told(each.receipt)]
    books = sum(not is_mail(each.receipt) and not _is_whole(each.receipt) for each in files)
    count = sum(_to_mend(each.receipt) for each in shown)
    return MailPage(
        "answer",
        _TITLE[language],
        fill(_HELLO[language], language, person=person),
        (_opening(books, count, language),),
        tuple(_section(each, subject, language) for each in shown),
        tuple(_closing(files, language, is_any_wrong=count > 0)),
    )


def _is_whole(receipt: Receipt) -> bool:
    """Whether it is that of a mail or an archive which was opened."""
    return receipt.outcome is Outcome.TAKEN and not receipt.sheets


def _is_told(receipt: Receipt) -> bool:
    """Whether there is something to say: not of a mail or an archive out of which all was taken."""
    return not _is_whole(receipt) or any(each.rule.severity is not Severity.NOTE for each in receipt.findings)


def _to_mend(receipt: Receipt) -> int:
    return sum(each.is_error for each in receipt.findings)


def _opening(books: int, count: int, language: Language) -> str:
    if not books:
        return _NONE[language]
    files = fill((_ONE if books == 1 else _SEVERAL)[language], language, count=books)
    return fill((_SOME_LEFT if count else _ALL_TAKEN)[language], language, files=files, count=count)


def _section(each: Answered, subject: str, language: Language) -> MailSection:
    receipt = each.receipt
    file = (subject or receipt.arrival.file) if is_mail(receipt) else receipt.arrival.file
    errors, others = _worst(receipt)
    found = errors or others
    lines = gathered(found)
    more = len(found) - sum(1 + len(line.same) for line in lines[:MOST_ITEMS])
    title = (_FIRST if errors else _LOOK)[language] if found else ""
    return MailSection(
        fill(_HEADING[language], language, file=file, receipt=receipt.id),
        tuple(_fates(receipt, language)),
        "" if receipt.outcome is Outcome.HELD else title,
        tuple(_item(line, language) for line in lines[:MOST_ITEMS]),
        fill((_MORE if each.name else _MORE_IN_WORDS)[language], language, count=more) if more > 0 else "",
    )


def _worst(receipt: Receipt) -> tuple[list[Finding], list[Finding]]:
    """What holds something back, and what is only to be looked at."""
    found = receipt.findings
    errors = [each for each in found if each.is_error]
    return errors, [each for each in found if each.rule.severity is Severity.WARNING]


def _fates(receipt: Receipt, language: Language) -> Iterator[str]:
    """What became of it, sheet by sheet."""
    if receipt.outcome is Outcome.HELD:
        yield _HELD[language]
    if receipt.undoes:
        yield fill(_UNDONE[language], language, receipt=receipt.undoes)
    if receipt.outcome is Outcome.DUPLICATE:
        yield from (message(each, language) for each in receipt.findings)
    for sheet in receipt.sheets:
        yield fill(_OF_SHEET[language], language, sheet=sheet.sheet, fates=fates_in_words(sheet, language))
    if receipt.settled:
        yield fill(_SETTLED[language], language, count=len(receipt.settled))


def _item(line: Gathered, language: Language) -> MailItem:
    place = line.finding.place
    where = str(place) if place.sheet else ""
    what = of_many(line, language)
    then = hint(line.finding, language)
    return MailItem(where or what, (what,) if where else (), then=then)


def _closing(files: Sequence[Answered], language: Language, *, is_any_wrong: bool) -> Iterator[str]:
    if any(each.content for each in files):
        yield _ATTACHED[language]
    for each in files:
        if each.name and not each.content:
            yield fill(_TOO_LARGE[language], language, path=each.receipt.answer or each.name)
    if is_any_wrong:
        yield _REPLY[language]
