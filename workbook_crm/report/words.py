"""The words of pages and printed lists, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import CURE
from workbook_crm.model.options import OPPORTUNITY_STATES
from workbook_crm.model.sheets import FILL_IN_HERE

NOBODY = Name("未分配", "Unassigned")
BLANK = Name("（未填）", "(blank)")
UNNAMED = Name("（未命名）", "(no name)")
"""Shown where a record has neither a name nor anything else to call it by."""
STATES: Mapping[str, Name] = {option.code: option.name for option in OPPORTUNITY_STATES}

WORDS: Mapping[str, Name] = {
    "digest": Name("今日跟进清单", "Follow-ups due"),
    "index": Name("今日总览", "Today"),
    "leavers": Name(
        "这些人已经离职，名下还有没人接手的记录。请定好交给谁，把“负责人”改成接手的人再发来；可以用 workbook-crm template 移交.xlsx --person 姓名 取出全部记录：",
        "These people have left, and own records that nobody looks after. Decide who takes them, write that person as the owner and send them in; "
        "workbook-crm template handover.xlsx --person NAME has them all:",
    ),
    "leaver": Name("{name}：{count} 条", "{name}: {count:record|records}"),
    "figure_files_of_period": Name("期间收到文件", "files in the period"),
    "figure_held_of_period": Name("期间退回行数", "rows held in the period"),
    "index_of_period": Name("期间总览", "Overview"),
    "unassigned": NOBODY,
    "unnamed": UNNAMED,
    "left_out": Name(
        "下面这些没有算进清单和报表，其余的都在：",
        "Lists and reports are without these; all the rest is here:",
    ),
    "mend_left_out": CURE,
    "due": Name("待跟进", "Due"),
    "coming": Name("休息日到期", "Falls on days off"),
    "undated": Name("没有下次跟进时间", "No next date"),
    "neglected": Name("太久没有跟进", "Untouched for too long"),
    "closing": Name("预计成交时间已过", "Expected close has passed"),
    "customer": Name("客户", "Customer"),
    "about": Name("事项", "About"),
    "level": Name("级别", "level"),
    "stage": Name("阶段", "Stage"),
    "amount": Name("金额", "Amount"),
    "last": Name("上次联系", "Last contact"),
    "plan": Name("计划", "Plan"),
    "expected": Name("预计成交", "Expected close"),
    "overdue": Name("逾期", "Overdue"),
    "today": Name("今天", "today"),
    "done": Name("完成", "Done"),
    "result": Name("结果", "Outcome"),
    "nothing_due": Name("今天没有要跟进的。", "Nothing is due today."),
    "missing": Name("待补资料", "To be completed"),
    "missing_record": Name("{number} {name}：缺{columns}", "{number} {name}: {columns}"),
    "missing_made": Name(
        "{number} {name}：别的表里提到，自动建的，请核对",
        "{number} {name}: made because another sheet names it; please check it",
    ),
    "missing_more": Name("……还有 {more} 条", "… {more} more"),
    "claims": Name("别人动过或想动您的记录", "What others did with your records"),
    "claim_change": Name(
        "“{who}”在 {day} 想改 {number}“{name}”（{receipt}）。那一行已退回，记录没有改动；要换人由主管移交。",
        "{who} sent a change of {number} “{name}” on {day} ({receipt}). That row was not taken and the record was not changed; "
        "a manager can hand the record over.",
    ),
    "claim_followed": Name(
        "“{who}”在 {day} 写了 {number}“{name}”的跟进（{receipt}），已记入。",
        "{who} wrote a follow-up of {number} “{name}” on {day} ({receipt}); it was taken.",
    ),
    "claim_sent": Name(
        "“{who}”在 {day} 也发来了 {number}“{name}”（{receipt}）。那一行已退回，记录没有改动；请你们商量，要换人由主管移交。",
        "{who} sent {number} “{name}” on {day} too ({receipt}). That row was not taken and the record was not changed: "
        "settle it between you; a manager can hand the record over.",
    ),
    "to_mend": Name("退回未改", "Held back, not mended yet"),
    "to_mend_note": Name(
        "改好后把原文件再发一次；从表里删掉也算处理了。",
        "Mend them in your workbook and send it again; deleting such a row settles it too.",
    ),
    "somebody": Name("另一位同事", "Somebody"),
    "counts": Name(
        "要联系 {calls} 个客户：{due} 项到期，其中逾期 {overdue} 项",
        "{calls:call|calls} to make: {due} due, {overdue} overdue",
    ),
    "calls_count": Name("{calls} 个客户", "{calls:call|calls}"),
    "everybody": Name("全店", "Everybody"),
    "calls": Name("要联系", "Calls"),
    "longest": Name("最久逾期", "Longest overdue"),
    "at_stake": Name("到期商机金额", "Amount due"),
    "count_overdue": Name("逾期", "Overdue"),
    "most_urgent": Name("逾期最久的 {count} 个客户", "{count:call|calls} overdue longest"),
    "everybody_note": Name("每人的清单从新的一页开始。", "Everybody's list starts on a page of its own."),
    "day_off": Name(
        "今天休息（{name}），下一个工作日是 {next}。",
        "Today is a day off ({name}); the next working day is {next}.",
    ),
    "day_off_alone": Name("今天休息（{name}）。", "Today is a day off ({name})."),
    "short_coming": Name("遇休息日", "On days off"),
    "short_undated": Name("未定时间", "No next date"),
    "short_neglected": Name("久未跟进", "Neglected"),
    "short_closing": Name("预计成交已过", "Close passed"),
    "is_cut": Name(
        "没到期的记录太多，没有全部列出；到期的都在。",
        "Of what is not due, not everything is listed: there is too much. Everything that is due is here.",
    ),
    "next_date": Name("下次", "Next"),
    "last_and_plan": Name("上次联系和计划", "Last contact and plan"),
    "plan_of": Name("计划：{plan}", "Plan: {plan}"),
    "level_of": Name("级别 {level}", "level {level}"),
    "outcome_and_next": Name("结果和下次时间", "Outcome and next date"),
    "days": Name("{days} 天", "{days:day|days}"),
    "lists": Name("清单", "Lists"),
    "print_all": Name("打印全部清单", "Print all lists"),
    "print_list": Name("打印", "Print"),
    "fill_in": Name("填写后发回", "Fill in and send back"),
    "calendar": Name("日历", "Calendar"),
    "person": Name("人员", "Person"),
    "files": Name("文件", "Files"),
    "reports": Name("报表", "Reports"),
    "workbook": Name("Excel 报表", "Report in Excel"),
    "nothing": Name("没有。", "None."),
    "figure_due": Name("待跟进", "due"),
    "figure_overdue": Name("其中逾期", "of these overdue"),
    "figure_open": Name("洽谈中商机", "open opportunities"),
    "figure_amount": Name("洽谈中金额", "amount open"),
    "figure_files": Name("今日收到文件", "files today"),
    "figure_held": Name("今日退回行数", "rows held today"),
    "more": Name("还有 {count} 条，见 Excel 报表。", "{count:more|more}; see the report in Excel."),
    "more_rows": Name("还有 {count} 条没有列出。", "{count:more|more}, not listed here."),
    "total": Name("合计", "Total"),
    "kind_leads": Name("线索", "Lead"),
    "kind_customers": Name("客户", "Customer"),
    "kind_opportunities": Name("商机", "Opportunity"),
    "first_day": Name(
        "还没有收到过文件。把 Excel 文件放进 inbox 文件夹，再运行一次；这里就会有清单和报表。",
        "Nothing has come in yet. Drop workbooks into the inbox folder and run again; lists and reports will be here.",
    ),
    "held_files": Name("退回的文件和原因（held 文件夹）", "Files that are held, and why (folder held)"),
    "more_in_show": Name(
        "还有 {count} 条没有列出，用 workbook-crm show {number} 可以看到。",
        "{count:more|more} not listed here; workbook-crm show {number} tells them all.",
    ),
    "rows_behind": Name("明细", "rows behind the figures"),
    "rows_of_it": Name("{count} 条", "{count:row|rows}"),
    "rows_marked": Name("，其中 ✓ {count} 条", ", {count} of them ✓"),
    "number": Name("编号", "Number"),
    "name": Name("名称", "Name"),
    "owner": Name("负责人", "Owner"),
    "state": Name("状态", "State"),
    "sum_open": Name(
        "洽谈中商机 {count} 个，金额 {amount}", "{count:open opportunity|open opportunities}, {amount}"
    ),
    "sum_won": Name("赢单 {count} 个，金额 {amount}", "{count:opportunity|opportunities} won, {amount}"),
    "row_of": Name("{sheet} 第 {row} 行", "{sheet}, row {row}"),
    "history": Name("来历", "History"),
    "undone_by": Name("已撤销（{undo}）", "undone ({undo})"),
    "profile": Name("资料", "Profile"),
    "when": Name("时间", "Time"),
    "workbook_row": Name("出自", "Where it came from"),
    "what_changed": Name("改了什么", "What changed"),
    "was_new": Name("新建", "Created"),
    "was_changed": Name(
        "本系统不认识的列有改动（那时还没有记下内容）",
        "Columns that are not known changed; how was not kept then",
    ),
    "sent_by": Name("{sender} 发来", "sent by {sender}"),
    "nothing_there": Name("（空）", "(blank)"),
    "search": Name("查找", "Search"),
    "search_hint": Name(
        "编号、名称、公司、电话后四位、拼音首字母、负责人都可以，几个词之间空一格。",
        "Number, name, company, last digits of the phone, pinyin or its initials, owner; several words with a space between.",
    ),
    "all_records": Name("客户、商机和线索", "Customers, opportunities and leads"),
    "found_one": Name("找到 1 条", "1 record found"),
    "found": Name("找到 {count} 条", "{count} records found"),
    "found_first": Name(
        "找到 {count} 条，这里是前 {most} 条，请再加一个词",
        "{count} records found, the first {most} shown; add another word",
    ),
    "found_none": Name(
        "没有找到。少写几个字，或换个词试试。", "Nothing found. Try fewer letters, or another word."
    ),
    "no_pages": Name(
        "共有 {count} 条客户、商机和线索，超过设置 reports.most_pages（{most}），所以没有做各自的页面，也不能在这里查找；可用 workbook-crm show 编号 查看。",
        "There are {count} customers, opportunities and leads, more than the setting reports.most_pages ({most}); so they have no pages of their own and cannot be searched here. workbook-crm show NUMBER shows one.",
    ),
    "pages_wait": Name(
        "这次改动的记录很多，客户、商机和线索各自的页面还没有更新。运行 workbook-crm report 即可更新。",
        "So many records changed at once that the pages of customers, opportunities and leads are not up to date yet. Run workbook-crm report to bring them up to date.",
    ),
    "cancelled_of": Name("已取消：跟进 {customer}", "Cancelled: follow up {customer}"),
    "follow_up_of": Name("跟进 {customer}", "Follow up: {customer}"),
    "why": Name("为什么", "Why"),
    "why_today": Name("今天该跟进", "due today"),
    "why_overdue": Name("逾期 {days} 天", "{days:day|days} overdue"),
    "why_coming": Name("{due} 休息日到期", "due on {due}, a day off"),
    "why_undated": Name("没有下次跟进时间", "no next date"),
    "why_neglected": Name("太久没有跟进", "untouched for too long"),
    "why_closing": Name("预计成交 {expected} 已过", "expected close {expected} has passed"),
    "phone": Name("电话", "Phone"),
    "whose": Name("哪家", "With whom"),
    "deal": Name("哪个商机", "What it is about"),
    "stage_now": Name("现在的阶段", "Stage now"),
    "close_now": Name("现在的预计成交", "Close expected so far"),
    "fill_in_here": FILL_IN_HERE,
    "level_now": Name("现为几级", "Level now"),
    "next_now": Name("原定哪天联系", "Day planned so far"),
    "how_to": Name(
        "联系之后，在同一行右边写时间（按 Ctrl+; 填今天）、方式、内容；约了下次就写下次时间。没联系的行空着。\n"
        "计划外的联系写在下面的空行。没有联系、只改日期或阶段的，写在后面的工作表。\n"
        "写好后把文件放回收件夹。",
        "After each contact fill in time (Ctrl+; writes today), method and content beside it, and the next date if there is one.\n"
        "Leave the other rows blank. Contacts that were not planned go into the blank rows below; if only a date or a stage changes, "
        "use the sheets behind.\n"
        "Then put the file into the inbox.",
    ),
    "how_to_deals": Name(
        "有变化时才填：新的阶段、预计成交时间、下次跟进时间。空着就是不变。",
        "Only for news: the new stage, expected close or next date. Blank leaves things as they are.",
    ),
    "how_to_others": Name(
        "有变化时才填：新的级别、下次跟进时间。空着就是不变。",
        "Only for news: the new level or next date. Blank leaves things as they are.",
    ),
}


_WEEKDAYS = (
    Name("星期一", "Monday"), Name("星期二", "Tuesday"), Name("星期三", "Wednesday"), Name("星期四", "Thursday"),
    Name("星期五", "Friday"), Name("星期六", "Saturday"), Name("星期日", "Sunday"),
)  # fmt: skip


def weekday(day: date, language: Language) -> str:
    """The day of the week in words."""
    return _WEEKDAYS[day.weekday()][language]


@cache
def words(language: Language) -> Mapping[str, str]:
    """Every word in one language, by its key."""
    return {key: name[language] for key, name in WORDS.items()}


_SPAN = Name("{first} 至 {last}", "{first} to {last}")


def days_in_words(first: date | None, last: date, language: Language) -> str:
    """The days that a report tells of: `2026-11-01 至 2026-11-23`; one day where no first one is named."""
    if first is None:
        return last.isoformat()
    return _SPAN[language].format(first=first.isoformat(), last=last.isoformat())


def figure_name(key: str, first: date | None, language: Language) -> str:
    """What a figure at the top is called, on a page of one day or of the days since `first`."""
    word = words(language)
    return word.get(f"{key}_of_period", word[key]) if first else word[key]
