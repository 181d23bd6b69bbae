"""A dealership made up at random, and a plainly written model of what the rules of the trade make of its workbooks.

The model knows a record by what identifies it (a person by phone, a deal by customer and name, a line by deal,
product and spec, a contact by subject, time and content), and nothing of how the program finds it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from tests.desk import NOW, Desk
from workbook_crm import rounds
from workbook_crm.model.run import Receipt

TODAY = NOW.date()
Cells = dict[str, str]
Key = tuple[str, ...]
KINDS = {
    "leads": ("线索", ("线索编号", "姓名", "电话", "来源", "级别", "预算", "备注")),
    "customers": ("客户", ("客户编号", "客户名称", "电话", "来源", "级别", "预算", "备注")),
    "opportunities": ("商机", ("商机编号", "商机名称", "客户", "意向产品", "客户预算", "备注")),
    "lines": ("商机产品", ("商机", "产品", "规格", "单价", "数量", "优惠率", "备注")),
    "follow_ups": ("跟进记录", ("对象", "跟进时间", "跟进方式", "跟进内容", "费用", "下次跟进时间")),
}
STORED = {"lines": "opportunity_lines"}
NUMBERS = {"leads": "L", "customers": "C", "opportunities": "O"}
BREAKS = {
    "leads": "预算",
    "customers": "预算",
    "opportunities": "客户预算",
    "lines": "数量",
    "follow_ups": "费用",
}
"""By kind: the column of which a negative number holds the row back."""
PRODUCTS = {
    ("内燃叉车", "3吨"): "88000",
    ("电动叉车", "1.5吨"): "126000",
    ("电动叉车", "2吨"): "138000.55",
    ("实心轮胎", ""): "679.99",
}
CATALOG = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n" + "\n".join(
    f"| 整车 | {product} | {spec} | {price} |" for (product, spec), price in PRODUCTS.items()
)
INTERVALS = {"A": 7, "B": 15}
SURNAMES, GIVEN = "王李张赵陈", "伟磊敏静"


@dataclass
class Row:
    """One row of the sender's list."""

    kind: str
    cells: Cells
    mended: str | None = None
    """What the cell that is broken now ought to say; None for a row that is whole."""

    @property
    def is_broken(self) -> bool:
        return self.mended is not None


@dataclass
class Known:
    """A record as the model remembers it."""

    nth: int
    values: dict[str, Any]
    last: datetime | None = None
    planned: date | None = None


@dataclass
class House:
    """The sender's list, and what the model knows of everything that was sent."""

    random: random.Random
    rows: list[Row] = field(default_factory=list)
    known: dict[str, dict[Key, Known]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    listed: dict[str, set[Key]] = field(default_factory=dict)
    """By kind: what its last list that was taken held."""
    sent: int = 0
    made: int = 0

    # what a sender does to his list

    def insert(self) -> None:
        """A new row of some kind, if there is something for it to be about."""
        kind = self.random.choice([*KINDS, "leads", "customers", "opportunities", "lines"])
        cells = getattr(self, f"_new_{kind}")()
        if cells is not None:
            self.rows.insert(self.random.randint(0, len(self.rows)), Row(kind, cells))

    def edit(self) -> None:
        """Another value in a cell that does not identify."""
        if row := self._any_row():
            self.made += 1
            column, value = {
                "leads": ("级别", self.random.choice("AB")),
                "customers": ("备注", f"备注{self.made}"),
                "opportunities": ("备注", f"备注{self.made}"),
                "lines": ("数量", str(self.random.randint(1, 9))),
                "follow_ups": ("费用", str(self.random.randint(1, 900))),
            }[row.kind]
            if not row.is_broken:
                row.cells[column] = value

    def rename(self) -> None:
        """Another name under the same phone."""
        row = self._any_row("leads", "customers")
        if row and row.cells["电话"]:
            row.cells["姓名" if row.kind == "leads" else "客户名称"] = self._name()

    def blank(self) -> None:
        """A cell emptied that need not be filled: nothing is forgotten for it."""
        if row := self._any_row():
            column = {"leads": "级别", "lines": "优惠率", "follow_ups": "费用"}.get(row.kind, "备注")
            row.cells[column] = "" if not row.is_broken else row.cells[column]

    def slip(self) -> None:
        """The same said in another way."""
        if row := self._any_row("leads", "customers"):
            digits = row.cells["电话"].replace("-", "").replace(" ", "")
            if digits:
                row.cells["电话"] = self.random.choice([f"{digits[:3]}-{digits[3:7]}-{digits[7:]}", digits])

    def break_one(self) -> None:
        """A number that cannot be."""
        row = self._any_row()
        if row and not row.is_broken:
            row.mended = row.cells[BREAKS[row.kind]]
            row.cells[BREAKS[row.kind]] = "-5"

    def mend(self) -> None:
        """Every broken cell as it ought to be."""
        for row in self.rows:
            if row.mended is not None:
                row.cells[BREAKS[row.kind]], row.mended = row.mended, None

    def delete(self) -> None:
        """A row out of the list; what is known of it stays. Nobody calls about a deal that is nowhere."""
        if row := self._any_row():
            self.rows.remove(row)
            self.rows = [each for each in self.rows if not self._is_about_nothing(each)]

    def _is_about_nothing(self, row: Row) -> bool:
        subject = row.cells.get("对象", "")
        return row.kind == "follow_ups" and not subject.isdigit() and not self._deals(subject)

    def copy(self) -> None:
        """A row twice, word for word; two equal lines are two lines, so none of these."""
        if row := self._any_row("leads", "customers", "opportunities", "follow_ups"):
            self.rows.append(Row(row.kind, dict(row.cells), row.mended))

    def reorder(self) -> None:
        """The list sorted otherwise."""
        self.random.shuffle(self.rows)

    def numbered(self) -> None:
        """Numbers of the answer copied into the list."""
        for row in self.rows:
            if row.kind in NUMBERS and (known := self.known[row.kind].get(self._key(row) or ())):
                row.cells[KINDS[row.kind][1][0]] = number(row.kind, known)

    def settle(self) -> None:
        """No new deal that may as well be one that has just gone from the list, and no new line of a deal of
        which one is gone: those are edits."""
        for kind, same in (("opportunities", slice(1, 2)), ("lines", slice(0, 2))):
            here = {key for row in self.rows if row.kind == kind and (key := self._key(row))}
            listed = self.listed.get(kind, set()) if kind == "opportunities" else self.known[kind].keys()
            gone = {key[same] for key in listed - here}
            new = [row for row in self.rows if row.kind == kind and self._is_new(row)]
            for row in new:
                if (self._key(row) or ())[same] in gone:
                    self.rows.remove(row)
        self.rows = [each for each in self.rows if not self._is_about_nothing(each)]

    def _is_new(self, row: Row) -> bool:
        key = self._key(row)
        return key is not None and key not in self.known[row.kind]

    OPERATIONS = ("insert",) * 6 + ("edit",) * 3 + (
        "rename", "blank", "slip", "break_one", "mend", "delete", "copy", "reorder", "numbered",
    )  # fmt: skip

    def change(self) -> None:
        """Something of all that."""
        getattr(self, self.random.choice(self.OPERATIONS))()

    def _any_row(self, *kinds: str) -> Row | None:
        rows = [row for row in self.rows if not kinds or row.kind in kinds]
        copies = Counter(tuple(sorted(row.cells.items())) for row in self.rows)
        rows = [row for row in rows if copies[tuple(sorted(row.cells.items()))] == 1]
        return self.random.choice(rows) if rows else None

    def _name(self) -> str:
        return self.random.choice(SURNAMES) + self.random.choice(GIVEN)

    def _new_leads(self) -> Cells:
        self.made += 1
        level = self.random.choice(["A", "B", ""])
        return _cells(
            "leads", "", self._name(), f"137{self.made * 7919 % 10**8:08d}", "展会", level, "5000", ""
        )

    def _new_customers(self) -> Cells:
        self.made += 1
        phone = f"139{self.made * 7919 % 10**8:08d}"
        return _cells(
            "customers", "", self._name(), phone, "展会", self.random.choice(["A", "B", ""]), "5000", ""
        )

    def _new_opportunities(self) -> Cells | None:
        self.made += 1
        name = self.random.choice([f"采购{self.made}", "买车"])
        customer = self._someone("customers", "电话")
        if customer is None:
            return None
        row = Row("opportunities", _cells("opportunities", "", name, customer, "整车", "90000", ""))
        keys = {self._key(each) for each in self.rows if each.kind == "opportunities"}
        return None if self._key(row) in keys else row.cells

    def _new_lines(self) -> Cells | None:
        deal = self._someone("opportunities", "商机名称")
        if deal is None:
            return None
        product, spec = self.random.choice(list(PRODUCTS))
        price, off = self.random.choice(["", "", "80000.05", "1.005"]), self.random.choice(["", "5%", "2.5%"])
        row = Row(
            "lines", _cells("lines", deal, product, spec, price, str(self.random.randint(1, 9)), off, "")
        )
        lines = [each for each in self.rows if each.kind == "lines"]
        unclear = {(each.cells["产品"], each.cells["规格"]) for each in lines if self._key(each) is None}
        is_known = self._key(row) in {self._key(each) for each in lines} or (product, spec) in unclear
        return None if is_known else row.cells

    def _new_follow_ups(self) -> Cells | None:
        self.made += 1
        subject = self.random.choice(
            [self._someone("leads", "电话"), self._someone("opportunities", "商机名称")]
        )
        if subject is None:
            return None
        day = TODAY - timedelta(days=5 * self.random.randint(0, 12))
        moment = f"{day.isoformat()} {8 + self.made % 12:02d}:{self.made % 60:02d}"
        following = self.random.choice(
            ["", (day + timedelta(days=5 * self.random.randint(1, 4))).isoformat()]
        )
        return _cells("follow_ups", subject, moment, "电话", f"第{self.made}次", "300", following)

    def _someone(self, kind: str, column: str) -> str | None:
        """How a row names a record of the list: by its number where it is known, else in words that fit one only."""
        rows = [row for row in self.rows if row.kind == kind]
        if not rows:
            return None
        row = self.random.choice(rows)
        known = self.known[kind].get(self._key(row) or ())
        if known and self.random.random() < 0.3:
            return number(kind, known)
        return row.cells[column].replace("-", "")

    # what the model makes of it

    def _deal(self, text: str) -> Key | None:
        """The deal that a line or contact names: known ones and those of the list."""
        keys = self._deals(text)
        return next(iter(keys)) if len(keys) == 1 else None

    def _deals(self, text: str) -> set[Key]:
        """The deals or leads of a number, or all deals of a name."""
        for kind in ("opportunities", "leads"):
            for key, known in self.known[kind].items():
                if text == number(kind, known):
                    return {key}
        rows = [row for row in self.rows if row.kind == "opportunities" and row.cells["商机名称"] == text]
        keys = {key for key in self.known["opportunities"] if key[1] == text}
        return keys | {found for row in rows if (found := self._key(row))}

    def _person(self, kind: str, text: str) -> Key | None:
        for key, known in self.known[kind].items():
            if text in (key[0], number(kind, known)):
                return key
        return (text,) if text.isdigit() else None

    def _key(self, row: Row) -> Key | None:
        """What identifies a row; None where it refers to nothing, or to several."""
        cells = row.cells
        if row.kind in ("leads", "customers"):
            return (_phone(row),)
        if row.kind == "opportunities":
            customer = self._person("customers", cells["客户"])
            return customer and (customer[0], cells["商机名称"])
        if row.kind == "lines":
            deal = self._deal(cells["商机"])
            return deal and (*deal, cells["产品"], cells["规格"])
        subject = self._person("leads", cells["对象"]) or self._deal(cells["对象"])
        return subject and (*subject, cells["跟进时间"], cells["跟进内容"])

    def take(self, rows: list[Row]) -> dict[str, Counter[str]]:
        """What becomes of the rows of one workbook, by kind; the model remembers it."""
        everything, self.rows = self.rows, rows
        fates: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
        news: dict[tuple[str, Key], list[Row]] = {}
        for kind in KINDS:
            self._make(kind, rows, [row for row in everything if row.is_broken])
            for row in [each for each in rows if each.kind == kind]:
                means = self._key(row)
                parent = self._parent(kind, means)
                if row.is_broken or means is None or (parent and parent[1] not in self.known[parent[0]]):
                    fates[kind]["held"] += 1
                    continue
                fate = self._keep(kind, means, row)
                fates[kind][fate] += 1
                if kind == "follow_ups" and fate != "unchanged" and parent:
                    news.setdefault(parent, []).append(row)
        for (kind, key), several in news.items():
            _plan(self.known[kind][key], several)
            if kind == "opportunities":
                _called(self.known["customers"][key[:1]], several)
        self.rows = everything
        for kind in {row.kind for row in rows}:
            keys = (self._key(row) for row in rows if row.kind == kind and not row.is_broken)
            self.listed[kind] = {key for key in keys if key in self.known[kind]}
        return fates

    def _make(self, kind: str, rows: list[Row], broken: list[Row]) -> None:
        """Whom good rows name by a phone that nobody is known by, nor sent in the same workbook, is made.

        Nor is who stands in a row that was held, in whichever workbook.
        """
        of, column = {"opportunities": ("customers", "客户"), "follow_ups": ("leads", "对象")}.get(
            kind, ("", "")
        )
        if not of:
            return
        sent = {_phone(row) for row in (*rows, *broken) if row.kind == of}
        good = (row for row in rows if row.kind == kind and not row.is_broken)
        for phone in (row.cells[column] for row in good):
            if phone.isdigit() and phone not in sent:
                self.known[of].setdefault((phone,), Known(len(self.known[of]) + 1, {}))

    def _parent(self, kind: str, key: Key | None) -> tuple[str, Key] | None:
        if key is None or kind in ("leads", "customers"):
            return None
        if kind == "opportunities":
            return "customers", key[:1]
        return ("opportunities", key[:2]) if kind == "lines" or len(key) == 4 else ("leads", key[:1])

    def _keep(self, kind: str, key: Key, row: Row) -> str:
        numbered = KINDS[kind][1][0] if kind in NUMBERS else None
        said = {column: text for column, text in row.cells.items() if text and column != numbered}
        said = {
            column: "" if column in ("电话", "客户", "商机", "对象") else text
            for column, text in said.items()
        }
        before = self.known[kind].get(key)
        if before is None:
            if kind == "lines":
                said.setdefault("单价", PRODUCTS[key[2], key[3]])
            self.known[kind][key] = Known(len(self.known[kind]) + 1, said)
            return "new"
        after = {**before.values, **said}
        fate = "unchanged" if after == before.values else "changed"
        before.values = after
        return fate

    def amount(self, deal: Key) -> Decimal | None:
        """The sum of a deal's lines; None where it has none."""
        lines = [each.values for key, each in self.known["lines"].items() if key[:2] == deal]
        return sum(map(line_amount, lines), Decimal(0)) if lines else None

    def due(self) -> dict[str, date]:
        """Who is due today, with the day on which they were to be called.

        A customer has no day of its own in these lists: where one stands on a deal, that deal is called.
        """
        due = {}
        promised = {key[:1] for key, known in self.known["opportunities"].items() if known.planned}
        for kind in ("leads", "customers", "opportunities"):
            for key, known in self.known[kind].items():
                person = self.known["customers"][key[:1]] if kind == "opportunities" else known
                days = INTERVALS.get(person.values.get("级别", ""))
                day = known.planned
                if day is None and known.last and days and not (kind == "customers" and key in promised):
                    day = known.last.date() + timedelta(days=days)
                if day is not None and day <= TODAY:
                    due[number(kind, known)] = day
        return due


def number(kind: str, known: Known) -> str:
    """`C-000012`: given in the order in which records were new, and never again."""
    return f"{NUMBERS[kind]}-{known.nth:06d}"


def line_amount(values: Mapping[str, str]) -> Decimal:
    """unit price × quantity × (1 − discount), half up to the cent."""
    off = Decimal(values.get("优惠率", "0%").removesuffix("%")) / 100
    exact = Decimal(values["单价"]) * Decimal(values["数量"]) * (1 - off)
    return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _plan(known: Known, rows: list[Row]) -> None:
    """The latest contact that is news answers what was planned up to its day, and may agree on the next one."""
    latest = max(rows, key=lambda row: row.cells["跟进时间"])
    moment = datetime.fromisoformat(latest.cells["跟进时间"])
    if known.last and known.last > moment:
        return
    known.last = moment
    if latest.cells["下次跟进时间"]:
        known.planned = date.fromisoformat(latest.cells["下次跟进时间"])
    elif known.planned and known.planned <= moment.date():
        known.planned = None


def _called(customer: Known, rows: list[Row]) -> None:
    """Whoever was called about a deal was called; what was agreed then is the deal's."""
    latest = max(datetime.fromisoformat(row.cells["跟进时间"]) for row in rows)
    customer.last = max(latest, customer.last or latest)


def _cells(kind: str, *values: str) -> Cells:
    return dict(zip(KINDS[kind][1], values, strict=True))


def _phone(row: Row) -> str:
    return row.cells["电话"].replace("-", "")


def workbook(house: House, rows: list[Row]) -> tuple[str, dict[str, int]]:
    """The rows as a workbook's text: sheets and columns in any order, blank rows between; and how many those are."""
    sheets, blanks = [], {}
    for kind in house.random.sample(list(KINDS), len(KINDS)):
        own = [row for row in rows if row.kind == kind]
        if not own:
            continue
        title, columns = KINDS[kind]
        order = house.random.sample(columns, len(columns))
        lines = ["| " + " | ".join(row.cells[column] for column in order) + " |" for row in own]
        blanks[kind] = 0
        for nth in reversed(range(1, len(lines))):
            if house.random.random() < 0.1:
                lines.insert(nth, "|" + " |" * len(order))
                blanks[kind] += 1
        sheets.append("\n".join([f"# {title}", f"| {' | '.join(order)} |", *lines]))
    house.sent += 1
    return "\n".join([*sheets, f"# 备忘\n| 第{house.sent}封 |"]), blanks


def send(shop: Desk, house: House, rows: list[Row]) -> Iterator[str]:
    """Sends rows of the list; yields whatever is not as the model says."""
    text, blanks = workbook(house, rows)
    receipt = shop.take(text, name=f"第{house.sent}封.xlsx")
    yield from differences(shop, house, receipt, house.take(rows), blanks)


def differences(
    shop: Desk, house: House, receipt: Receipt, fates: dict[str, Counter[str]], blanks: dict[str, int]
) -> Iterator[str]:
    """Rows, numbers, amounts and the day's calls against the model."""
    for sheet in receipt.sheets:
        kind = next(each for each, (title, _columns) in KINDS.items() if title == sheet.sheet)
        found = {name: getattr(sheet, name) for name in ("new", "changed", "unchanged", "held")}
        expected = {name: fates[kind][name] for name in found}
        if found != expected or sheet.empty != blanks[kind] or sheet.subtotal:
            yield f"rows of {sheet.sheet}: {found}, {sheet.empty} empty, not {expected}, {blanks[kind]} empty"
        if sheet.rows != sum(found.values()) + sheet.empty + sheet.subtotal:
            yield f"rows of {sheet.sheet} do not add up"
    with shop.workspace.store.reading() as queries:
        for kind in KINDS:
            stored = [each.record for each in queries.every(STORED.get(kind, kind))]
            if len(stored) != len(house.known[kind]):
                yield f"identity: {len(stored)} {kind}, not {len(house.known[kind])}"
            elif kind in NUMBERS:
                yield from _numbers(house, kind, stored)
        deals = {each.record.number: each.record.amount for each in queries.every("opportunities")}
    for key, known in house.known["opportunities"].items():
        if deals.get(number("opportunities", known)) != house.amount(key):
            yield f"amount of {key}: {deals.get(number('opportunities', known))}, not {house.amount(key)}"
    rows = rounds.due_on(shop.workspace, TODAY, None).rows()
    due = {row.record.number: row.due for _person, row in rows}
    if due != house.due():
        yield f"due: {sorted(due.items() ^ house.due().items(), key=str)}"


def _numbers(house: House, kind: str, stored: list[Any]) -> Iterator[str]:
    named = {"leads": ("phone",), "customers": ("phone",), "opportunities": ("name",)}[kind]
    for key, known in house.known[kind].items():
        mine = [each for each in stored if each.number == number(kind, known)]
        if len(mine) != 1 or getattr(mine[0], named[0]) != key[-1]:
            yield f"number {number(kind, known)}: {mine and getattr(mine[0], named[0])}, not {key}"
