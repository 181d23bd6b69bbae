"""The sample dealership as files, ready to be dropped into an inbox."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workbook_crm.model.language import Language, Name
from workbook_crm.sample import mistakes, people, shop
from workbook_crm.sample.manager import manager_workbook
from workbook_crm.sample.office import office_workbook
from workbook_crm.sample.plain import plain_workbook
from workbook_crm.sample.slips import ExtraRow, Row, Slip, rows_of, slip
from workbook_crm.sample.table import Teller

Look = Callable[[Mapping[str, Sequence[Row]], Language, date], bytes]


@dataclass(frozen=True, slots=True)
class SampleFile:
    """One workbook of the sample; `path` is relative to the inbox, with forward slashes."""

    path: str
    content: bytes


def sample_files(language: Language, today: date, *, clean: bool = False) -> tuple[SampleFile, ...]:
    """The manager's workbook, then one of each salesperson, in the order in which they are to be taken in.

    The manager's lies in the inbox itself, the others in folders of their own. `clean` leaves out the
    mistakes.
    """
    teller = Teller(language, today)
    shelf = rows_of(shop.shop_records(teller), language)
    manager = SampleFile(shop.CATALOG_FILE[language], manager_workbook(shelf, language, today))
    return (manager, *(_person_file(each, teller, clean) for each in _DESKS))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who sends which file, how it looks, and what is wrong in it."""

    person: people.Salesperson
    file: Name
    look: Look
    slips: Sequence[Slip] = ()
    extra: Sequence[ExtraRow] = ()


_DESKS = (
    _Desk(people.FORKLIFTS, Name("{month}月商机.xlsx", "Pipeline {year}-{month:02}.xlsx"), plain_workbook),
    _Desk(
        people.RENTALS,
        Name("租赁与配件台账.xlsx", "Rentals and parts.xlsx"),
        office_workbook,
        mistakes.RENTAL_SLIPS,
        mistakes.RENTAL_EXTRA,
    ),
    _Desk(
        people.MOTORS,
        Name("客户跟进表.xlsx", "My customers.xlsx"),
        plain_workbook,
        mistakes.MOTOR_SLIPS,
        mistakes.MOTOR_EXTRA,
    ),
)


def _person_file(desk: _Desk, teller: Teller, clean: bool) -> SampleFile:
    language, today = teller.language, teller.today
    rows = rows_of(desk.person.records(teller), language)
    if not clean:
        slip(rows, desk.slips, desk.extra, teller)
    name = desk.file[language].format(month=today.month, year=today.year)
    return SampleFile(f"{desk.person.name[language]}/{name}", desk.look(rows, language, today))
