"""Every figure of every report, worked out with pandas from the rows that were sent, and from nothing of ours."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import pandas

from tests.report.simulated import PEOPLE, PRODUCTS, SOURCES, STAGES, Sent

pd: Any = pandas  # its stubs know nothing of what our columns hold
Frame = Any
Figures = list[tuple[Any, ...]]
_CENT, _PART = Decimal("0.01"), Decimal("0.0001")
_OPEN, _WON, _LOST, _PAUSED, _OVER = "洽谈中", "赢单", "输单", "中止", "终止"
NOBODY, BLANK = "未分配", "（未填）"


class Oracle:
    """What the rows come to by a day."""

    def __init__(self, rows: list[Sent], today: date) -> None:
        self.today = today
        self.sent = pd.DataFrame(
            [
                {"day": each.day, "sheet": each.sheet, "key": each.key, **each.cells}
                for each in rows
                if each.day <= today
            ]
        )
        self.customers = self._now("客户", ("级别", "负责人", "来源", "状态"), 状态="有效")
        self.leads = self._now("线索", ("级别", "负责人", "来源", "状态"), 状态="新")
        self.contacts = self.sent[self.sent.sheet == "跟进记录"].copy()
        for name in ("跟进时间", "下次跟进时间"):
            self.contacts[name] = self.contacts[name].map(_date)
        self.contacts = self.contacts.sort_values(["对象", "跟进时间"], kind="stable")
        self.lines = self._lines()
        self.deals = self._deals()
        self._seen: dict[str, Any] = {}

    def _rows(self, sheet: str) -> Frame:
        return self.sent[self.sent.sheet == sheet]

    def _now(self, sheet: str, fields: tuple[str, ...], **first: str) -> Frame:
        """The last that was said of each field of each record, in the order in which records came in."""
        rows = self._rows(sheet)
        now = rows.groupby("key", sort=False).agg(
            **{field: (field, "last") for field in fields}, since=("day", "first")
        )
        for field, value in first.items():
            now[field] = now[field].fillna(value)
        cells = {name: [None if pd.isna(c) or c == "清空" else c for c in now[name]] for name in now}
        return pd.DataFrame(cells, index=now.index, dtype=object)

    def _lines(self) -> Frame:
        lines = self._rows("商机产品").copy()
        prices = {(product, spec): (kind, *both) for (kind, product, spec), both in PRODUCTS.items()}
        facts = [
            prices[product, spec if isinstance(spec, str) else ""]
            for product, spec in zip(lines.产品, lines.规格, strict=True)
        ]
        lines["类别"] = [kind for kind, _price, _floor in facts]
        lines["规格"] = lines["规格"].fillna("")
        units = [
            Decimal(n) * (Decimal(p) if isinstance(p, str) else 1)
            for n, p in zip(lines.数量, lines.租期, strict=True)
        ]
        price = [
            Decimal(p) if isinstance(p, str) else Decimal(fact[1])
            for p, fact in zip(lines.单价, facts, strict=True)
        ]
        off = [Decimal(d.rstrip("%")) / 100 if isinstance(d, str) else Decimal(0) for d in lines.优惠率]
        lines["amount"] = [_cents(p * n * (1 - d)) for p, n, d in zip(price, units, off, strict=True)]
        lines["listed"] = [Decimal(fact[1]) * n for fact, n in zip(facts, units, strict=True)]
        lines["floor"] = [
            Decimal(fact[2]) * n if fact[2] else None for fact, n in zip(facts, units, strict=True)
        ]
        lines["quantity"] = [Decimal(n) for n in lines.数量]
        return lines

    def _deals(self) -> Frame:
        deals = self._now(
            "商机",
            (
                "客户",
                "阶段",
                "负责人",
                "协作人",
                "来源",
                "预计成交时间",
                "成交概率",
                "商机金额",
                "状态",
                "输单原因",
                "竞争对手",
            ),
        )
        summed = self.lines.groupby("商机").amount.sum().to_dict()
        typed = deals.商机金额.map(lambda each: Decimal(each) if each else Decimal(0))
        deals["amount"] = [summed.get(key, typed[key]) for key in deals.index]
        deals["close"] = deals.预计成交时间.map(_date)
        deals["source"] = [
            own or self.customers.来源[c] for own, c in zip(deals.来源, deals.客户, strict=True)
        ]
        log = self._rows("商机").copy()
        log["负责人"] = log.groupby("key").负责人.ffill()
        log["before"] = log.groupby("key").状态.shift()
        changed = (
            log[log.before.notna() & (log.before != log.状态)]
            .drop_duplicates("key", keep="last")
            .set_index("key")
        )
        deals["ended"] = [
            None
            if state == _OPEN
            else changed.day[key]
            if key in changed.index
            else min(close or since, since)
            for key, state, close, since in zip(
                deals.index, deals.状态, deals.close, deals.since, strict=True
            )
        ]
        deals["began"] = [
            min(since, ended or since) for since, ended in zip(deals.since, deals.ended, strict=True)
        ]
        then = {key: _some(changed.负责人[key]) for key in changed.index}
        sellers = [
            owner if state == _OPEN else then.get(key) or owner
            for key, state, owner in zip(deals.index, deals.状态, deals.负责人, strict=True)
        ]
        deals["seller"] = pd.Series(sellers, deals.index, dtype=object)  # or nobody becomes NaN
        touched = self.contacts.groupby("对象").跟进时间.max().to_dict()
        deals["touched"] = [touched.get(key) for key in deals.index]
        return deals

    def pipeline(self) -> Figures:
        open_ = self.deals[self.deals.状态 == _OPEN]
        rows: Figures = []
        for stage, (rate, _days) in STAGES.items():
            amount = open_[open_.阶段 == stage].amount.sum()
            expected = _cents(Decimal(amount) * _success(stage))
            rows.append(
                (stage, int((open_.阶段 == stage).sum()), amount, _percent(rate), expected, _month(stage))
            )
        none = open_[open_.阶段.isna()]
        return rows + (
            [("（未填阶段）", len(none), none.amount.sum(), None, None, None)] if len(none) else []
        )

    def landing(self) -> Figures:
        sums = {month: Decimal(0) for month in range(1, 5)}
        for _stage, _count, _amount, _rate, expected, month in self.pipeline():
            if month:
                sums[month] += expected
        return list(sums.items())

    def states(self) -> Figures:
        by = self.deals.assign(who=self.deals.负责人.fillna(NOBODY)).groupby(["who", "状态"])
        return sorted((who, state, len(each), each.amount.sum()) for (who, state), each in by)

    def forecast(self) -> Figures:
        open_ = self.deals[self.deals.状态 == _OPEN]
        label = open_.close.map(lambda d: "~" if d is None else "" if d < self.today else f"{d:%Y-%m}")
        names = {"": "已过预计时间", "~": "没有预计时间"}
        rows = []
        for month, deals in open_.groupby(label):
            odds = [
                _percent(typed) if typed else _success(stage) if stage else Decimal(0)
                for typed, stage in zip(deals.成交概率, deals.阶段, strict=True)
            ]
            at = sum((_cents(a * o) for a, o in zip(deals.amount, odds, strict=True)), Decimal(0))
            rows.append((names.get(month, month), len(deals), deals.amount.sum(), at))
        return rows

    def stays(self) -> Frame:
        """Each opportunity's time in each stage, read off its rows one after the other."""
        found = []
        for key, rows in self._rows("商机").groupby("key", sort=False):
            stage, since = None, None
            stages = map(_some, rows.阶段.ffill())
            for day, new, state in zip(rows.day, stages, rows.状态, strict=True):
                closed = state in (_WON, _LOST, _OVER)
                if stage and (closed or new != stage):
                    on = state == _WON or _place(new) > _place(stage)
                    found.append((key, stage, (day - since).days, on))
                    stage = None
                if stage is None and new and not closed:
                    stage, since = new, day
            if stage:
                found.append((key, stage, None, None))
        return pd.DataFrame(found, columns=["key", "stage", "days", "on"])

    def conversion(self) -> Figures:
        stays, rows = self.stays(), []
        for stage, (rate, days) in STAGES.items():
            some = stays[stays.stage == stage]
            over = some[some.days.notna()]
            share = _share(int(over.on.sum()), len(over))
            middle = round(float(over.days.median())) if len(over) else None
            rows.append((stage, len(some) - len(over), len(over), _percent(rate), share, days, middle))
        return rows

    def win_rates(self) -> Figures:
        """(stage, closed ones that had been in it, of these won)"""
        stays = self.stays()
        closed = self.deals[self.deals.状态.isin((_WON, _LOST, _OVER))]
        been = {key: set(some.stage) for key, some in stays.groupby("key")}
        for key, stage in zip(closed.index, closed.阶段, strict=True):
            if key not in been and stage:
                been[key] = {each for each in STAGES if _place(each) <= _place(stage)}
        return [
            (
                stage,
                sum(stage in been.get(key, ()) for key in closed.index),
                sum(stage in been.get(key, ()) for key in closed[closed.状态 == _WON].index),
            )
            for stage in STAGES
        ]

    def parts(self) -> Frame:
        """A row for each person's part in each opportunity."""
        rows = []
        for key, each in self.deals.iterrows():
            left = Decimal(1)
            if each.协作人:
                name, percent = each.协作人.rsplit(" ", 1)
                left -= _percent(percent)
                rows.append((key, name, each.amount * _percent(percent), False))
            rows.append((key, each.seller or "", each.amount * left, True))
        parts = pd.DataFrame(rows, columns=["key", "who", "part", "own"])
        return parts.join(self.deals[["状态", "ended"]], on="key")

    def performance(self, by_team: bool) -> Figures:
        parts = self.parts()
        if by_team:
            parts["who"] = parts.who.map(lambda who: PEOPLE.get(who, ""))
        year, month = self.today.year, f"{self.today:%Y-%m}"
        this_year = parts.ended.map(lambda day: day is not None and day.year == year)
        this_month = parts.ended.map(lambda day: day is not None and f"{day:%Y-%m}" == month)
        won, lost, open_ = parts.状态 == _WON, parts.状态 == _LOST, parts.状态 == _OPEN
        rows = []
        for who in set(parts.who):
            mine = parts.who == who
            wins, losses = (
                int((mine & won & this_year & parts.own).sum()),
                int((mine & lost & this_year & parts.own).sum()),
            )
            rows.append((
                who, int((mine & open_ & parts.own).sum()), _sum(parts[mine & open_].part),
                _sum(parts[mine & won & this_month].part), wins, _sum(parts[mine & won & this_year].part), losses,
                _share(wins, wins + losses),
            ))  # fmt: skip
        named = sorted((row for row in rows if row[0]), key=lambda row: (-row[5], row[0]))
        ranked = [(1 + sum(other[5] > row[5] for other in named), *row) for row in named]
        nobody = "（没有团队）" if by_team else NOBODY
        return ranked + [(None, nobody, *row[1:]) for row in rows if not row[0]]

    def trend(self) -> Figures:
        months = [f"{each}" for each in pd.period_range(end=pd.Period(self.today, "M"), periods=6, freq="M")]
        parts = self.parts()
        won = parts[parts.状态 == _WON].copy()
        won["month"] = won.ended.map(lambda day: f"{day:%Y-%m}")
        won = won[won.month.isin(months)]
        rows = []
        for who in sorted(set(won.who), key=lambda each: (not each, each)):
            sums = [_sum(won[(won.who == who) & (won.month == month)].part) for month in months]
            last = Decimal(won[(won.who == who) & (won.month == months[-1])].part.sum())
            by_then = won.ended.map(lambda day: day.day <= self.today.day)
            before = Decimal(won[(won.who == who) & (won.month == months[-2]) & by_then].part.sum())
            rows.append((who or NOBODY, PEOPLE.get(who, ""), *sums, _cents(last - before)))
        return rows

    def efficiency(self) -> Figures:
        whose = {**self.customers.负责人, **self.leads.负责人, **self.deals.负责人}
        contacts = self.contacts.copy()
        contacts["who"] = [
            by if isinstance(by, str) else whose[of] or ""
            for by, of in zip(contacts.跟进人, contacts.对象, strict=True)
        ]
        contacts["following"] = contacts.groupby("对象").跟进时间.shift(-1)
        of_deals = contacts.assign(对象=contacts.对象.map(self.deals.客户)).dropna(subset="对象")
        touched = pd.concat([contacts, of_deals]).groupby("对象").跟进时间.max()  # a deal's is its customer's
        over = dict(self.deals.ended.dropna())
        for table, gone in ((self.customers, ("无效",)), (self.leads, ("无效", "已转客户"))):
            over |= {
                key: touched.get(key, since)
                for key, state, since in zip(table.index, table.状态, table.since, strict=True)
                if state in gone
            }
        late: list[tuple[str, int]] = []
        for who, of, agreed, following in zip(
            contacts.who, contacts.对象, contacts.下次跟进时间, contacts.following, strict=True
        ):
            if agreed is None or agreed > self.today or (of in over and agreed > over[of]):
                continue
            until = over.get(of, self.today)
            has_next = not pd.isna(following)
            if has_next or agreed < until:
                met = min(following, until) if has_next else until
                late.append((who, max(0, (met - agreed).days)))
        kept = pd.DataFrame(late, columns=["who", "late"])
        recent = contacts[contacts.跟进时间 > self.today - timedelta(days=30)].who.value_counts()
        count = contacts.对象.value_counts()
        won = self.deals[self.deals.状态 == _WON]
        a_win = {
            who: Decimal(
                sum(
                    int(count.get(key, 0) or count.get(of, 0))
                    for key, of in zip(some.index, some.客户, strict=True)
                )
            )
            / len(some)
            for who, some in won.groupby(won.seller.map(lambda each: each or ""))
        }
        open_ = self.deals[(self.deals.状态 == _OPEN) & self.deals.touched.isna()]
        never = open_.负责人.map(lambda each: each or "").value_counts()
        rows = []
        for who in sorted(
            {*kept.who, *recent.index, *a_win, *never.index}, key=lambda each: (not each, each)
        ):
            mine = kept[kept.who == who].late
            belated = mine[mine > 0]
            rows.append((
                who or NOBODY, int(recent.get(who, 0)), len(mine), _share(len(mine) - len(belated), len(mine)),
                _tenth(Decimal(int(belated.sum())) / len(belated)) if len(belated) else None,
                _tenth(a_win[who]) if who in a_win else None, int(never.get(who, 0)),
            ))  # fmt: skip
        return rows

    def sources(self) -> Figures:
        rows = []
        for source in SOURCES:
            leads, deals = self.leads[self.leads.来源 == source], self.deals[self.deals.source == source]
            converted, won = int((leads.状态 == "已转客户").sum()), deals[deals.状态 == _WON]
            lost = int((deals.状态 == _LOST).sum())
            rows.append((
                source, len(leads), converted, _share(converted, len(leads)), len(deals), len(won), lost,
                won.amount.sum(), _share(len(won), len(won) + lost),
            ))  # fmt: skip
        return sorted(rows, key=lambda row: (-row[7], row[0]))

    def products(self) -> Figures:
        lines = self.lines.assign(state=[self.deals.状态[key] for key in self.lines.商机])
        rows = []
        for (kind, product, spec), some in lines[lines.state.isin((_WON, _OPEN))].groupby(
            ["类别", "产品", "规格"]
        ):
            won, offered = some[some.state == _WON], some[some.state == _OPEN]
            below = sum(f is not None and a < _cents(f) for a, f in zip(some.amount, some.floor, strict=True))
            rows.append((
                kind, product, spec, won.quantity.sum(), won.amount.sum(), offered.quantity.sum(), offered.amount.sum(),
                _share(some.listed.sum() - some.amount.sum(), some.listed.sum()), below,
            ))  # fmt: skip
        return sorted(rows, key=lambda row: (-row[4], row[1], row[2]))

    def below_floor(self) -> set[tuple[Any, ...]]:
        lines = self.lines.assign(state=[self.deals.状态[key] for key in self.lines.商机])
        return {
            (deal, self.deals.负责人[deal] or NOBODY, state, product, spec, amount, _cents(floor))
            for deal, state, product, spec, amount, floor in zip(
                lines.商机, lines.state, lines.产品, lines.规格, lines.amount, lines.floor, strict=True
            )
            if floor is not None and amount < _cents(floor)
        }

    def outcomes(self) -> Figures:
        ended = self.deals[self.deals.状态.isin((_WON, _LOST, _OVER))].copy()
        for field in ("输单原因", "竞争对手"):
            ended[field] = [
                (why or BLANK) if state == _LOST else ""
                for state, why in zip(ended.状态, ended[field], strict=True)
            ]
        rows = [
            (*key, len(some), some.amount.sum(), _share(len(some), len(ended)))
            for key, some in ended.groupby(["状态", "输单原因", "竞争对手"])
        ]
        order = [_WON, _LOST, _OVER]
        return sorted(rows, key=lambda row: (order.index(row[0]), -row[4], row[1], row[2]))

    def customer_counts(self) -> Figures:
        valid = self.customers[self.customers.状态 == "有效"]
        touched = self.contacts.groupby("对象").跟进时间.max().to_dict()
        deals = self.deals.groupby("客户").apply(
            lambda some: [d for d in some.touched if d is not None], include_groups=False
        )
        last = {
            key: max([*([touched[key]] if key in touched else []), *deals.get(key, [])], default=since)
            for key, since in zip(valid.index, valid.since, strict=True)
        }
        rows = []
        for who in sorted({each or "" for each in valid.负责人}, key=lambda each: (not each, each)):
            mine = valid[valid.负责人.map(lambda each: each or "") == who]
            active = sum(last[key] > self.today - timedelta(days=90) for key in mine.index)
            new = sum(f"{since:%Y-%m}" == f"{self.today:%Y-%m}" for since in mine.since)
            rows.append(
                (
                    who or NOBODY,
                    len(mine),
                    new,
                    active,
                    len(mine) - active,
                    _share(len(mine) - active, len(mine)),
                )
            )
        return rows

    def pareto(self) -> Figures:
        won = self.deals[self.deals.状态 == _WON].groupby("客户").amount.agg(["size", "sum"])
        won = won[won["sum"] > 0]
        number = {key: nth for nth, key in enumerate(self.customers.index)}
        won = won.assign(nth=[number[key] for key in won.index]).sort_values(
            ["sum", "nth"], ascending=[False, True]
        )
        whole, so_far, rows = won["sum"].sum(), Decimal(0), []
        for key, size, amount in zip(won.index, won["size"], won["sum"], strict=True):
            mark = "重点" if so_far < whole * Decimal("0.8") else ""
            so_far += amount
            rows.append((key, int(size), amount, _share(so_far, whole), mark))
        return rows

    def level_card(self, sheet: str, month: date) -> dict[str, tuple[int, ...]]:
        """By level: carried, new, again, in, out, won, lost, frozen, left; from a look at every evening."""
        if sheet not in self._seen:
            self._seen[sheet] = self._evenings(sheet)
        first = month.replace(day=1)
        after = (first + timedelta(days=31)).replace(day=1)
        counts: dict[str, list[int]] = {}

        def book(level: str | None, entry: int) -> None:
            counts.setdefault(level or BLANK, [0] * 9)[entry] += 1

        for history in self._seen[sheet].values():
            before = [each for each in history if each[0] < first]
            was = before[-1][1:] if before else None
            if was and was[1] == "open":
                book(was[0], 0)
            for _day, level, fate in (each for each in history if first <= each[0] < after):
                if was is None:
                    book(level, 1)
                    was = (level, "open")
                if was[1] == "open" and was[0] != level:
                    book(was[0], 4)
                    book(level, 3)
                if was[1] != fate:
                    if was[1] != "open":
                        book(level, 2)
                    if fate != "open":
                        book(level, ("won", "lost", "frozen").index(fate) + 5)
                was = (level, fate)
            if was and was[1] == "open":
                book(was[0], 8)
        return {level: tuple(entries) for level, entries in counts.items() if any(entries)}

    def _evenings(self, sheet: str) -> dict[str, list[tuple[date, str | None, str]]]:
        """Of each record (day, level, fate) on each evening after which something was different."""
        fates = {
            _WON: "won",
            _LOST: "lost",
            _PAUSED: "frozen",
            _OVER: "frozen",
            "已转客户": "won",
            "无效": "lost",
        }
        found: dict[str, list[tuple[date, str | None, str]]] = {}
        levels = self._levels("客户" if sheet == "商机" else "线索")
        for key, rows in self._rows(sheet).groupby("key", sort=False):
            state_on = dict(zip(rows.day, (_some(each) or "新" for each in rows.状态.ffill()), strict=True))
            of = self.deals.客户[key] if sheet == "商机" else key
            first, history = min(state_on), []
            state: Any = state_on[first]
            if sheet == "商机" and state in fates:
                first = min(self.deals.close[key] or first, first)
                state_on[first] = state
            for day in sorted({*state_on, *(each for each in levels[of] if each > first)}):
                state = state_on.get(day, state)
                known = [each for each in levels[of] if each <= day] or [min(levels[of])]
                history.append((day, levels[of][max(known)], fates.get(state, "open")))
            found[key] = history
        return found

    def _levels(self, sheet: str) -> dict[str, dict[date, str | None]]:
        """Of each record its level from each day on which one was told."""
        found: dict[str, dict[date, str | None]] = {}
        for key, rows in self._rows(sheet).groupby("key", sort=False):
            levels = rows.级别.ffill()
            found[key] = {
                day: None if _some(each) == "清空" else _some(each)
                for day, each in zip(rows.day, levels, strict=True)
            }
        return found


def _some(cell: Any) -> Any:
    return None if cell is None or pd.isna(cell) else cell


def _date(text: Any) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None


def _percent(text: str) -> Decimal:
    return Decimal(text.rstrip("%")) / 100


def _place(stage: str | None) -> int:
    return list(STAGES).index(stage) if stage else -1


def _success(stage: str) -> Decimal:
    product = Decimal(1)
    for rate, _days in list(STAGES.values())[_place(stage) :]:
        product *= _percent(rate)
    return product


def _month(stage: str) -> int:
    return -(-sum(days for _rate, days in list(STAGES.values())[_place(stage) :]) // 30)


def _cents(amount: Any) -> Decimal:
    return Decimal(amount).quantize(_CENT, ROUND_HALF_UP)


def _sum(parts: Any) -> Decimal:
    return _cents(sum(parts, Decimal(0)))


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _share(part: Any, whole: Any) -> Decimal | None:
    return (Decimal(part) / Decimal(whole)).quantize(_PART, ROUND_HALF_UP) if whole else None
