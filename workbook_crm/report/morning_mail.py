"""The mails of a day: what somebody has to follow up, and weekly what of theirs is not mended yet. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language, Name
from workbook_crm.model.words import fill
from workbook_crm.report.calls import Call, CallList
from workbook_crm.report.digest import Day, PersonSheet
from workbook_crm.report.due import last_follow_up, wish
from workbook_crm.report.figures import amount_in_words
from workbook_crm.report.mail_page import MailItem, MailPage, MailSection
from workbook_crm.report.reasons import Listed, reasons
from workbook_crm.report.words import WORDS, words

MOST_CALLS = 30
"""Of one list in a mail; the workbook that is attached has them all."""
MOST_TO_MEND = 12
_HELLO = Name("{person}，早上好：", "Good morning {person},")
_WEEKLY_HELLO = Name("{person}，你好：", "Hello {person},")
_TITLE = Name("今日跟进清单 {day} {weekday}", "Follow-ups due {day} {weekday}")
_WEEKLY_TITLE = Name("还没改好的退回内容 {day}", "Still to be mended {day}")
_HEADING = Name("{list}（{calls} 个客户）", "{list} ({calls:call|calls})")
_TO_MEND = Name("退回未改（{count} 处）", "Held back, not mended yet ({count})")
_MISSING = Name(
    "待补资料：{count} 条记录，见附件里的清单。",
    "{count:record lacks|records lack} something that is wanted; see the list.",
)
_CLAIM = Name(
    "{who} 把你的 {number} {name} 当成自己的报了上来。", "{who} sent in {number} {name}, which is yours."
)
_MORE = Name("还有 {count} 个，没有列在邮件里。", "And {count:more|more}, not listed in this mail.")
_LAST = Name("上次：{said}", "Last: {said}")
_FILL_IN = Name(
    "填好附件里的清单，直接回复这封邮件发回来就行。",
    "Fill in the attached list, and just reply to this mail with it.",
)
_MEND = Name(
    "改好以后，把工作簿作为附件发到这个地址，或放进你的收件夹。",
    "Once mended, mail the workbook to this address, or put it into your folder in inbox.",
)


def has_work(sheet: PersonSheet) -> bool:
    """Whether there is anything to tell somebody in the morning."""
    return bool(sheet.lists or sheet.to_mend or sheet.mine.claims)


def morning_page(
    sheet: PersonSheet, day: Day, language: Language, digits: int, *, has_workbook: bool
) -> MailPage:
    """One person's list of the day."""
    counts = fill(
        WORDS["counts"][language], language, calls=sheet.calls, due=sheet.due, overdue=sheet.overdue
    )
    opening = [counts if sheet.due else words(language)["nothing_due"], *day.notes]
    if sheet.mine.missing:
        opening.append(fill(_MISSING[language], language, count=len(sheet.mine.missing)))
    sections = [_calls(each, language, digits) for each in sheet.lists]
    sections += [*_claims(sheet, language), *_to_mend(sheet, language)]
    return MailPage(
        "morning",
        fill(_TITLE[language], language, day=day.date, weekday=day.weekday),
        fill(_HELLO[language], language, person=sheet.person),
        tuple(opening),
        tuple(sections),
        (_FILL_IN[language],) if has_workbook else (),
    )


def weekly_page(sheet: PersonSheet, day: Day, language: Language) -> MailPage:
    """What of one person's was rejected and is not mended."""
    return MailPage(
        "weekly",
        fill(_WEEKLY_TITLE[language], language, day=day.date),
        fill(_WEEKLY_HELLO[language], language, person=sheet.person),
        (),
        tuple(_to_mend(sheet, language)),
        (_MEND[language],),
    )


def _calls(each: CallList, language: Language, digits: int) -> MailSection:
    name = words(language)[each.name]
    return MailSection(
        fill(_HEADING[language], language, list=name, calls=len(each.calls)),
        items=tuple(_call(call, language, digits) for call in each.calls[:MOST_CALLS]),
        more=_more(len(each.calls) - MOST_CALLS, language),
    )


def _call(call: Call, language: Language, digits: int) -> MailItem:
    lines = tuple(line for item in call.items for line in _about(item, language, digits))
    return MailItem(call.customer, lines, phone=call.phone or "", is_urgent=call.days_overdue > 0)


def _about(item: Listed, language: Language, digits: int) -> Iterator[str]:
    """What a call is about: the record, why today, the last contact and the plan."""
    record, word = item.row.record, words(language)
    yield " · ".join(filter(None, _of_record(record, language, digits)))
    yield from wish(record)
    said = [each for each in reasons(item, language) if each != word["why_today"]]
    if said:
        yield ("；" if language is Language.ZH else "; ").join(said)
    last = last_follow_up(record)
    if last:
        yield fill(_LAST[language], language, said=last)
    if record.plan:
        yield fill(word["plan_of"], language, plan=record.plan)


def _of_record(record: OpenRecord, language: Language, digits: int) -> Iterator[str | None]:
    is_deal = record.kind == "opportunities"
    yield f"{record.name if is_deal else words(language)[f'kind_{record.kind}']} {record.number}"
    yield record.stage
    yield amount_in_words(record.amount, digits) if record.amount is not None else None


def _claims(sheet: PersonSheet, language: Language) -> Iterator[MailSection]:
    if sheet.mine.claims:
        word = words(language)
        items = (
            fill(
                _CLAIM[language], language,
                who=each.who or word["somebody"], number=each.number, name=each.name,
            )
            for each in sheet.mine.claims[:MOST_TO_MEND]
        )  # fmt: skip
        yield MailSection(word["claims"], tuple(items))


def _to_mend(sheet: PersonSheet, language: Language) -> Iterator[MailSection]:
    if sheet.to_mend:
        items = (
            MailItem(f"{each.where} {each.name}".strip(), (f"{each.what} ({each.age})",), then=each.then)
            for each in sheet.to_mend[:MOST_TO_MEND]
        )
        heading = fill(_TO_MEND[language], language, count=len(sheet.to_mend))
        yield MailSection(
            heading, items=tuple(items), more=_more(len(sheet.to_mend) - MOST_TO_MEND, language)
        )


def _more(count: int, language: Language) -> str:
    return fill(_MORE[language], language, count=count) if count > 0 else ""
