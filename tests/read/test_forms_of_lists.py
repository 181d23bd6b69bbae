"""Lists that are known by their form, by short words written out, and by people's own words of other languages."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.grids import read, sheet, values
from tests.read.test_unknown_words import fields_of, table_of, tables_of
from workbook_crm.model.aliases.spoken import spoken_field
from workbook_crm.model.spellings import spellings
from workbook_crm.model.written_short import written_out

MOTORS = (
    "| Chassis | Thing | Model Yr | Col | Last Price | Asking (₦) |\n"
    "| JTEBK3EH0A0000001 | Highlander Limited | =2015 | Black | =16500000 | =18000000 |\n"
    "| 2T1BU4EE0B0000002 | Corolla LE | =2012 | Silver | =8200000 | =9500000 |"
)


def test_a_list_of_vehicles_with_prices_is_a_catalog_whatever_they_are_called() -> None:
    table = table_of(MOTORS)
    assert table.kind == "catalog"
    assert fields_of(table) == {
        "Chassis": "vin",
        "Thing": "product",
        "Model Yr": "year",
        "Col": None,
        "Last Price": "floor_price",
        "Asking (₦)": "unit_price",
    }


def test_a_table_of_prices_in_parts_is_a_catalog() -> None:
    table = table_of(
        "| UNIT | DISPL. | SRP CASH | LOW DP | 12 MOS | 24 MOS |\n"
        "| TMX 125 Alpha | 125cc | =58900 | =3500 | =5710 | =3480 |\n"
        "| Click 125 SE | 125cc | =83900 | =6900 | =7990 | =4920 |"
    )
    assert (table.kind, fields_of(table)["UNIT"], fields_of(table)["SRP CASH"]) == (
        "catalog",
        "product",
        "unit_price",
    )


@pytest.mark.parametrize(
    "text",
    [
        MOTORS.replace("Col", "Customer name"),  # with whom, and not of what colour
        MOTORS.replace("Asking (₦)", "Figure")
        .replace("Last Price", "Landed")
        .replace("Model Yr", "Figure 2"),
        "| Thing | Day | Col | Asking (₦) |\n| Gold watch | 11/02/2026 | red | =5 |\n| Old ring | 14/02/2026 | blue | =9 |",
        "| 指数 | 指数值 | 最高 | 最低 | 昨收 |\n| DME | =5 | =1 | =1 | =1 |\n| DCE | =6 | =2 | =1 | =2 |",
        "| Thing | Col | Asking (₦) |\n| Gold watch | red | =5 |\n| Old ring | blue | =9 |",
    ],
)
def test_what_says_who_or_no_price_or_nothing_of_vehicles_is_none(text: str) -> None:
    assert [each.kind for each in tables_of(text)] != ["catalog"]


def test_phones_are_in_no_list_of_goods() -> None:
    text = (
        MOTORS.replace("Col", "Owner's line")
        .replace("Black", "0803 000 0101")
        .replace("Silver", "0803 000 0102")
    )
    assert [each.kind for each in tables_of(text)] != ["catalog"]


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Caller's name", "callername"),
        ("MdlYr", "modelyear"),
        ("ListPrc", "listprice"),
        ("EmailAddr", "emailaddress"),
        ("Cust", "customer"),
    ],
)
def test_short_words_are_written_out(header: str, key: str) -> None:
    assert written_out(header) == key
    assert list(spellings(header))[-1] == key


@pytest.mark.parametrize("header", ["Model", "Description", "Phase", "Standard", "客户Dt", "Custom"])
def test_whole_words_stay_as_they_are(header: str) -> None:
    assert written_out(header) == ""


@pytest.mark.parametrize(
    ("header", "key"),
    [
        ("Retail +VAT", "retail"),
        ("PVP s/ IVA", "pvp"),
        ("VB netto", "vb"),
        ("Cena netto PLN", "cenanetto"),
        ("SRP CASH", "srp"),
        ("Asking (₱)", "asking"),
    ],
)
def test_tax_and_money_are_no_part_of_a_header(header: str, key: str) -> None:
    assert key in spellings(header)


@pytest.mark.parametrize("header", ["VAT", "Cash", "IVA", "netto", "VAT incl"])
def test_a_tax_alone_stays(header: str) -> None:
    assert next(spellings(header)) == header.casefold().replace(" ", "")


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("oqueprocura", "interest"),
        ("cosacerca", "interest"),
        ("motodiinteresse", "model"),
        ("atéquanto", "budget"),
        ("tettodispesa", "budget"),
        ("comecihaconosciuti", "source"),
        ("quematendeu", "owner"),
        ("seguitoda", "owner"),
        ("cosahadetto", "remark"),
        ("voltaraligar", "next_follow_up"),
        ("darisentire", "next_follow_up"),
        ("wiederanrufen", "next_follow_up"),
        ("terugbellen", "next_follow_up"),
        ("cequilcherche", "interest"),
        ("vuavec", "owner"),
        ("àrecontacter", "next_follow_up"),
        ("attendedby", "owner"),
        ("ringby", "next_follow_up"),
        ("inquiredthru", "source"),
        ("matrícula", None),
        ("motousata", None),
        ("próximaitv", None),
        ("quiénpaga", None),
        ("wiederverkauf", None),
    ],
)
def test_people_speak_in_other_languages_too(header: str, field: str | None) -> None:
    assert spoken_field("leads", header) == field


def test_a_variant_names_goods_only_where_nothing_else_does() -> None:
    alone = table_of(
        "| Variant | HP | Ex-Sh. Price | Scheme |\n| 575 DI | =47 | =685000 | gold |\n| 265 DI | =33 | =545000 | silver |",
        "Stock",
    )
    beside = table_of(
        "| UNIT | VARIANT | SRP | DP | 60 MOS |\n| Urvan NV350 | Standard | =1680000 | =336000 | =28900 |\n| Navara King | Premium | =1995000 | =399000 | =34300 |"
    )
    assert fields_of(alone)["Variant"] == "product"
    assert (fields_of(beside)["UNIT"], fields_of(beside)["VARIANT"]) == ("product", "spec")


def test_a_last_contact_is_known_in_italian() -> None:
    table = table_of(
        "| Nominativo | Cell. | Moto di interesse | Ultimo sentito | Cosa ha detto |\n"
        "| Giulia Fabbri | 333 0000101 | Scrambler 800 | 13/11/2026 | vuole provarla |\n"
        "| Sara Poli | 333 0000102 | Monster 821 | 14/11/2026 | aspetta |"
    )
    (contacts,) = table.contacts
    assert [values(each)["content"] for each in contacts.rows] == ["vuole provarla", "aspetta"]


DATED = "| Name | Phone | Source | Next follow-up | Last contacted | Notes |\n{}"
ROWS = "| Tom Hill | 13812345678 | Web | {} | {} | keen |\n| Ann Reed | 13812345679 | Web | {} | {} | waits |"


@pytest.mark.parametrize(
    ("days", "first", "codes"),
    [
        (
            ("05/12/2026", "23/11/2026", "07/12/2026", "20/11/2026"),
            date(2026, 12, 5),
            {"day-order-of-others"},
        ),
        (
            ("12/05/2026", "11/23/2026", "12/07/2026", "11/20/2026"),
            date(2026, 12, 5),
            {"day-order-of-others"},
        ),
        (("05/12/2026", "10/11/2026", "07/12/2026", "09/11/2026"), None, {"ambiguous-date"}),
        (
            ("05/12/2026", "23/11/2026", "07/12/2026", "11/20/2026"),
            None,
            {"ambiguous-date", "dates-contradict"},
        ),
        (("25/12/2026", "23/11/2026", "07/12/2026", "20/11/2026"), date(2026, 12, 25), set()),
    ],
)
def test_dates_that_prove_no_order_take_that_of_the_other_columns(
    days: tuple[str, ...], first: date | None, codes: set[str]
) -> None:
    found, findings = read(sheet("Leads", DATED.format(ROWS.format(*days))))[:2]
    said = {each.rule.code for each in findings} & {
        "day-order-of-others",
        "ambiguous-date",
        "dates-contradict",
    }
    assert values(found.tables[0].rows[0]).get("next_follow_up") == first
    assert said == codes


def test_facts_of_vehicles_make_a_list_of_them_be_its_prices_unknown() -> None:
    table = table_of(MOTORS.replace("Asking (₦)", "Figure").replace("Last Price", "Landed"))
    assert (table.kind, fields_of(table)["Figure"]) == ("catalog", None)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("UnitYr", "year"),
        ("CurMiles", "mileage"),
        ("Warranty year", None),
        ("Sold year", None),
        ("Miles per month", None),
    ],
)
def test_the_end_of_a_header_tells_a_fact_of_a_vehicle(header: str, field: str | None) -> None:
    rows = (
        MOTORS.replace("Col", header)
        .replace("Black", "=2015")
        .replace("Silver", "=2017")
        .replace("Model Yr", "Seats")
    )
    assert fields_of(table_of(rows))[header] == field


def test_the_buyers_of_a_programs_export_are_people_with_phones() -> None:
    table = table_of(
        "| DealNo | BuyerNm | BuyerPh | UnitDescr | SoldPrc |\n"
        "| 5501 | Ed Kolar | 402-555-0102 | 2014 T660 | =38900 |\n"
        "| 5507 | Wes Hruska | 308-555-0111 | 2019 hopper | =33500 |"
    )
    assert (fields_of(table)["BuyerNm"], fields_of(table)["BuyerPh"]) == ("name", "phone")
