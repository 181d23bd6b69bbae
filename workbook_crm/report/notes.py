"""What stands under the title of each table: what its figures mean, of which rows, and as of when."""

# ruff: noqa: E501  # whole sentences in two languages, side by side

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.words import say
from workbook_crm.report.chances import BASE, BY_AGE, BY_STAGE, PRIOR, THIN, Chances
from workbook_crm.report.funnel import DAYS_A_MONTH
from workbook_crm.report.months import percent

_ENDED = Name(
    "结束日期是工作簿里状态改变的那天；收下时就已结束的，按预计成交时间。",
    "An opportunity ended on the day on which a workbook changed its state; one that came in closed, on its expected close.",
)
_WAYS: Mapping[int, Name] = {
    BASE: Name(
        "各阶段的差别还没有被历史验证，都用总的赢单率",
        "the differences between stages have not proved themselves yet, so the overall win rate counts for all",
    ),
    BY_STAGE: Name("用各阶段的赢单率", "at the win rate of each stage"),
    BY_AGE: Name("用各阶段、按在阶段里的时间分开的赢单率", "at the win rate of each stage and time in it"),
}


def span(period: Period) -> Name:
    """Which days: `2026-11-01 至 2026-11-23 `, or all up to the last."""
    last = period.last.isoformat()
    if period.first is None:
        return Name(f"截至 {last} ", f"up to {last}")
    first = period.first.isoformat()
    return Name(f"{first} 至 {last} ", f"from {first} to {last}")


def _as_of(day: date) -> Name:
    return Name(f"截至 {day.isoformat()}。", f"As of {day.isoformat()}. ")


def pipeline(unknown: Sequence[str], language: Language, today: date) -> Name:
    """Of the pipeline; `unknown`: stages of which nothing can be expected, for a rate was never set."""
    zh = (
        f"{_as_of(today).zh}洽谈中的商机，按阶段。成功率 = 进入下一阶段的比例；预期金额 = 金额 × 从本阶段起各阶段成功率之积；"
        "第几个月落地 = 从本阶段起各阶段停留天数之和，30 天一个月。"
    )
    en = (
        f"{_as_of(today).en}Open opportunities by stage. Success rate = the share that goes on to the next stage; expected amount = amount × "
        "the product of the success rates from the stage on; it lands after the usual days of the stages from it on, 30 to a month. "
    )
    if unknown:
        zh += f"没有预期金额的阶段：{say(tuple(unknown), language)}。请在“字典”里填上这些阶段及后面阶段的成交概率。"
        en += (
            f"Nothing can be expected of: {say(tuple(unknown), language)}. "
            "Fill in the win probability of these and later stages on the Choices sheet."
        )
    return Name(zh, en)


def landing(gaps: Sequence[int], needed: Decimal, language: Language, today: date) -> Name:
    """Of the landing months: which are empty, and what the first stage needs each month."""
    first = (today + timedelta(days=DAYS_A_MONTH)).isoformat()
    zh = f"商机漏斗里各阶段的预期金额，按落地的月份；第 1 个月到 {first} 为止，每个月 {DAYS_A_MONTH} 天。"
    en = f"What is expected of the stages in the pipeline, by the month in which it lands; month 1 ends on {first}, each has {DAYS_A_MONTH} days. "
    if gaps:
        zh += f"第 {say(tuple(gaps), language)} 个月没有预期金额：需要新的商机来补。"
        months = "month" if len(gaps) == 1 else "months"
        en += f"Nothing is expected in {months} {say(tuple(gaps), language)}: new business is needed. "
    if needed:
        zh += f"要保持现在的水平，第一阶段每月需要新商机 {say(needed, language)}（平均每月的预期金额 ÷ 从第一阶段到赢单的成功率）。"
        en += f"To keep this up, the first stage needs {say(needed, language)} of new business a month (what is expected a month on average ÷ the success rate from the first stage to the end)."
    return Name(zh, en.strip())


def states(today: date) -> Name:
    """Of everybody's opportunities by state."""
    return Name(
        f"{_as_of(today).zh}全部商机，按现在的负责人。",
        f"{_as_of(today).en}All opportunities, by their present owner.",
    )


def due_counts(today: date) -> Name:
    """Of what waits for each person."""
    return Name(
        f"{_as_of(today).zh}清单上各有多少条；同一条可以在几个清单上。",
        f"{_as_of(today).en}How much stands on each list; a record can stand on several.",
    )


def came_in(first: date | None, today: date) -> Name:
    """Of what came in, and of what was held."""
    days = _days(first or today, today)
    return Name(f"{days.zh}收到的文件。", f"Files that came in {days.en}.")


def movement(since: Name, until: Name, before: str, after: str, difference: str) -> Name:
    """Of what moved the forecast: from which figure to which, and in what order a deal's changes are told."""
    return Name(
        f"{since.zh}：{before}。{until.zh}：{after}。变动 {difference}。"
        "预测 = 洽谈中的商机，金额 × 成交概率（填了的用填的，没填的用阶段的），就是“预测”表的“按设定”。"
        "一个商机改了几处的，依次算：负责人、预计成交的月份、金额、阶段、概率；各项加起来正好是变动。",
        f"At {since.en}: {before}. At {until.en}: {after}. Moved by {difference}. "
        "The forecast is amount × probability of the open opportunities, the probability written, else that of the stage: “As set” in the forecast. "
        "Of an opportunity that changed in several ways owner, month of the close, amount, stage and probability are told one after the other; "
        "all parts come to exactly the difference.",
    )


def _days(first: date, last: date) -> Name:
    """Which days, or which one."""
    return (
        Name(f"{last.isoformat()} ", f"on {last.isoformat()}") if first == last else span(Period(last, first))
    )


def contacts_by_person(first: date, last: date) -> Name:
    """Of who had how many contacts."""
    days = _days(first, last)
    return Name(
        f"{days.zh}发生的联系，按跟进人；没写跟进人的算发来的人，再没有就算记录的负责人。补录：这几天才录入的、别的日子的联系。",
        f"Contacts that happened {days.en}, by who had them; where nobody is named, by who sent them, else by whose the record is. "
        "Entered late: contacts of other days that came in only in these.",
    )


def contacts(first: date, last: date) -> Name:
    """Of the contacts of some days."""
    days = _days(first, last)
    return Name(
        f"{days.zh}发生的联系，不论什么时候录入。",
        f"Contacts that happened {days.en}, whenever they were entered.",
    )


def entered_late(first: date, last: date) -> Name:
    """Of the contacts of other days that came in on some days."""
    days = _days(first, last)
    return Name(
        f"{days.zh}录入的、别的日子（或没写时间）的联系。",
        f"Contacts that were entered {days.en} and happened on other days, or on one that was not written.",
    )


def amounts(currency: str | None, *, is_past: bool) -> Name:
    """Of every table with amounts: the currency, and what is not as it was, if the day has passed."""
    zh, en = "", ""
    if currency is not None:
        zh, en = f"金额单位：{_CURRENCIES.get(currency, currency)}。", f"Amounts in {currency}."
    if is_past:
        zh += "状态、阶段和级别是当时的；金额、负责人和预计成交时间是现在的。"
        en += " States, stages and levels are as they were then; amounts, owners and expected closes as they are now."
    return Name(zh, en.strip())


_CURRENCIES = {"CNY": "元"}

LEFT_OUT = Name(
    "记录很多，每次收文件时只做漏斗、落地月份、各人商机和待跟进。要全部报表，请运行 workbook-crm report。",
    "With so many records only the pipeline, landing months, opportunities by person and what is due are made every time files come in. "
    "To have all reports, run workbook-crm report.",
)


def forecast(chances: Chances, today: date) -> Name:
    """Of the forecast: the two figures, and on what the second rests, or why there is none."""
    day = _as_of(today)
    zh = f"{day.zh}洽谈中的商机，按预计成交月份。按设定 = 金额 × 商机上写的成交概率，没写的按各阶段成功率之积。"
    en = (
        f"{day.en}Open opportunities by the month of their expected close. As set = amount × the win probability "
        "written on the opportunity, else the product of the success rates from its stage on. "
    )
    if chances.is_thin:
        return Name(
            f"{zh}历史太少（已结束的商机 {chances.closed} 个，满 {THIN} 个才算），不按历史预测。",
            f"{en}History is too thin to forecast from: {chances.closed} of the {THIN} closed opportunities that it takes.",
        )
    return Name(
        f"{zh}按历史 = 金额 × 赢单率（{_WAYS[chances.way].zh}；依据 {chances.closed} 个已结束的商机）。"
        "这些商机最终赢单的金额，五次里有四次落在保守与乐观之间。",
        f"{en}By history = amount × win rate, {_WAYS[chances.way].en} (from {chances.closed:,} closed opportunities). "
        "What these opportunities bring in the end lies between low and high four times out of five.",
    )


def win_rates(today: date) -> Name:
    """Of the win rates by stage."""
    day = _as_of(today)
    return Name(
        f"{day.zh}到过本阶段的商机里最终赢单的比例。设定的赢单率 = 从本阶段起各阶段成功率之积。预测用的赢单率按在本阶段的时间分三档："
        f"通常停留时间以内、一到两倍、两倍以上；样本少的向总的赢单率靠拢（相当于 {PRIOR} 个商机）。",
        f"{day.en}Of the opportunities that had been in a stage, the share that was won in the end. Set = the product of the "
        "success rates from the stage on. The rates that the forecast uses tell apart how long an opportunity has been in "
        f"the stage: up to its usual stay, up to twice that, longer. Few cases are drawn towards the overall win rate, which weighs as much as {PRIOR} opportunities.",
    )


def conversion(today: date) -> Name:
    """Of the conversion of stages."""
    day = _as_of(today)
    return Name(
        f"{day.zh}从收到的工作簿里阶段和状态的变化量出。成功率：离开本阶段的商机里，进入后面的阶段或赢单的比例；"
        "输单、终止或退回前面的阶段不算成功。还在本阶段的（包括中止的）不计入成功率和天数。",
        f"{day.en}Measured from changes of stage and state in the workbooks taken in. Success rate: of those that left the stage, "
        "the share that came to a later stage or was won; lost, terminated or put back is no success. "
        "What is still in the stage, paused or not, counts in neither rate nor days.",
    )


def performance(period: Period) -> Name:
    """Of the results of people and teams."""
    told = Name(f"{span(period).zh}的结果。", f"Results {span(period).en}. ")
    day = told if period.first else _as_of(period.last)
    return Name(
        f"{day.zh}协作人按比例分金额，件数算在负责人名下；已结束的商机算在结束那天的负责人名下。"
        f"赢单率 = 赢单 ÷（赢单 + 输单）。{_ENDED.zh}",
        f"{day.en}Co-owners share the amount; an opportunity is counted for its owner, a closed one for its owner on "
        f"the day on which it ended. Win rate = won ÷ (won + lost). {_ENDED.en}",
    )


def trend(period: Period, months: int) -> Name:
    """Of the months of each person."""
    last = period.last.isoformat()
    return Name(
        f"近 {months} 个月每月的赢单金额，最后一个月到 {last} 为止；比上月同期：与上个月到同一天为止的相比。",
        f"Amount won in each of the last {months} months, the last of them up to {last}; it is compared with last month up to the same day.",
    )


def efficiency(period: Period) -> Name:
    """Of the follow-ups of each person."""
    return Name(
        f"约定的跟进：跟进记录里写的下次跟进时间，{span(period).zh}该兑现的。下一次跟进不晚于约定的那天就算按时；晚了的才算晚几天。"
        "每个赢单的跟进次数：为赢单商机做的跟进，没有的按其客户的。从未跟进：洽谈中而没有跟进记录的商机。",
        f"Agreed dates: next dates written in follow-ups that had to be kept {span(period).en}. On time is a next contact "
        "on that day or before; days late are the average of those that were late. Contacts per win: follow-ups of opportunities won, else of "
        "their customers. Never touched: open opportunities without a follow-up.",
    )


def sources(period: Period) -> Name:
    """Of the sources."""
    return Name(
        f"{span(period).zh}收下的线索和商机，以及它们的结果。商机没有写来源的，按其客户的来源。"
        "转化率 = 已转客户 ÷ 线索；赢单率 = 赢单 ÷（赢单 + 输单）。",
        f"Leads and opportunities that came in {span(period).en}, and what became of them. An opportunity without a source "
        "counts under its customer's. Conversion = converted ÷ leads; win rate = won ÷ (won + lost).",
    )


def products(period: Period) -> Name:
    """Of the products."""
    return Name(
        f"{span(period).zh}赢单的和洽谈中的商机的各行。比目录价低：这些行的金额合计与按目录价计算的相比，"
        "包括改价和优惠；不在目录里的不算。",
        f"Lines of opportunities won {span(period).en}, and of open ones. Below list: what these lines come to against the same "
        "at catalog prices; overwritten prices and discounts both count, products that are not in the catalog do not.",
    )


def below_floor(period: Period) -> Name:
    """Of the lines below the floor."""
    return Name(
        f"洽谈中的和 {span(period).zh}结束的商机里，金额低于目录底价的行，差额大的在前。",
        f"Lines below the catalog's floor price, of opportunities that are open or ended {span(period).en}; the largest gap first.",
    )


def outcomes(period: Period) -> Name:
    """Of wins and losses."""
    return Name(
        f"{span(period).zh}结束的商机：赢单、输单、终止。占比 = 占这些商机的个数。{_ENDED.zh}",
        f"Opportunities that ended {span(period).en}: won, lost or terminated. The share is that of their number. {_ENDED.en}",
    )


def customers(period: Period, active_days: int) -> Name:
    """Of the customers of each person."""
    day = _as_of(period.last)
    return Name(
        f"{day.zh}有效的客户。活跃：近 {active_days} 天内联系过（包括为其商机联系），或这段时间内新收下的；其余为沉睡。",
        f"{day.en}Valid customers. Active: contacted within {active_days} days, about an opportunity included, or taken in since then; the others are asleep.",
    )


def pareto(period: Period, few: int, part: Decimal, most: Decimal) -> Name:
    """Of the customers that bring most."""
    return Name(
        f"{span(period).zh}的赢单：{few} 个重点客户（占成交客户的 {percent(part)}）带来了不少于 {percent(most)} 的金额。",
        f"Won {span(period).en}: at least {percent(most)} of the amount came from the key customers, who number {few} ({percent(part)} of those that bought).",
    )


_IDENTITY = Name(
    "上月留存 + 新增 + 恢复 + 级别转入 − 级别转出",
    "Carried over + new + taken up again + moved in − moved out",
)
DEAL_CARD = Name(
    f"商机按客户当天的级别计数。{_IDENTITY.zh} − 成交 − 战败 − 冻结 = 月末留存；冻结包括中止和终止。",
    f"Opportunities by their customer's level on the day. {_IDENTITY.en} − won − lost − frozen = left; paused and terminated count as frozen.",
)
LEAD_CARD = Name(
    f"线索按当天的级别计数。{_IDENTITY.zh} − 转客户 − 无效 = 月末留存。",
    f"Leads by their level on the day. {_IDENTITY.en} − converted − invalid = left.",
)
