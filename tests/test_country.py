"""A new workspace is in the country that it was made for, or in none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, desk, found
from tests.gallery.drawn import drawn
from workbook_crm.cli import main
from workbook_crm.country import UnknownCountryError, country_of
from workbook_crm.model.language import Language
from workbook_crm.model.settings import Settings, Trade
from workbook_crm.settings_file import read_settings


@pytest.mark.parametrize(
    ("arguments", "region", "currency", "digits", "workdays", "zone"),
    [
        ((), "CN", "CNY", 2, "CN", "Asia/Shanghai"),
        (("--language", "zh"), "CN", "CNY", 2, "CN", "Asia/Shanghai"),
        (("--language", "en"), None, None, 2, None, None),
        (("--language", "en", "--country", "GB"), "GB", "GBP", 2, "GB", "Europe/London"),
        (("--language", "en", "--country", "gb-eng"), "GB", "GBP", 2, "GB-ENG", "Europe/London"),
        (("--language", "en", "--country", "US"), "US", "USD", 2, "US", None),
        (("--language", "en", "--country", "JP"), "JP", "JPY", 0, "JP", "Asia/Tokyo"),
        (("--language", "zh", "--country", "TW"), "TW", "TWD", 2, "TW", "Asia/Taipei"),
        (("--language", "en", "--country", "DE"), "DE", "EUR", 2, "DE", "Europe/Berlin"),
        (("--language", "en", "--country", "CN"), "CN", "CNY", 2, "CN", "Asia/Shanghai"),
    ],
)
def test_init_writes_what_follows_from_the_country(
    arguments: tuple[str, ...],
    region: str | None,
    currency: str | None,
    digits: int,
    workdays: str | None,
    zone: str | None,
    tmp_path: Path,
) -> None:
    assert (
        main(
            [*arguments, "init", str(tmp_path)]
            if "--country" not in arguments
            else _placed(arguments, tmp_path)
        )
        == 0
    )
    read = read_settings(tmp_path)
    assert (read.trade.phone_region, read.currency, read.currency_digits) == (region, currency, digits)
    assert (read.workdays.country, read.time_zone) == (workdays, zone)


def _placed(arguments: tuple[str, ...], folder: Path) -> list[str]:
    at = arguments.index("--country")
    return [*arguments[:at], "init", str(folder), *arguments[at:]]


@pytest.mark.parametrize("code", ["UK", "XX", "China", "GB-XXX", "", "86"])
def test_a_code_of_no_country_is_wrong_usage(code: str, tmp_path: Path) -> None:
    with pytest.raises(UnknownCountryError):
        country_of(code)
    if code:
        assert main(["init", str(tmp_path / "new"), "--country", code]) == 2
        assert not (tmp_path / "new" / "workbook_crm.toml").exists()


def test_a_country_without_a_known_currency_leaves_it_open() -> None:
    kenya = country_of("KE")
    assert (kenya.phone_region, kenya.currency, kenya.time_zone) == ("KE", None, None)


@pytest.mark.parametrize(
    ("written", "region", "currency"),
    [
        ("", "CN", "CNY"),
        ('language = "zh"\n', "CN", "CNY"),
        ('language = "en"\n', None, None),
        ('language = "en"\ncurrency = "usd"\n', None, "USD"),
        ('language = "en"\n[trade]\nphone_region = "us"\n', "US", None),
        ('language = "en"\n[trade]\nday_first = true\n', None, None),
        ('currency = ""\n[trade]\nphone_region = ""\n', None, None),
    ],
)
def test_a_settings_file_without_the_keys_keeps_its_meaning(
    written: str, region: str | None, currency: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "workbook_crm.toml").write_text(written, encoding="utf-8")
    for spoken in (None, Language.ZH, Language.EN):
        read = read_settings(tmp_path, spoken)
        assert (read.trade.phone_region, read.currency) == (region, currency), "whatever a command speaks"
    monkeypatch.setenv("WORKBOOK_CRM_TRADE__DAY_FIRST", "true")
    read = read_settings(tmp_path)
    assert (read.trade.phone_region, read.currency, read.trade.day_first) == (region, currency, True)


def test_settings_made_in_a_program_keep_theirs() -> None:
    assert Settings(language=Language.EN, trade=Trade(phone_region="US")).trade.phone_region == "US"


LEADS = """
# Leads
| Name | Phone | Source |
| Ann Keller | 2025550147 | Web |
| Bob Miller | 9876500001 | Web |
| Cho Lee | 13812345678 | Web |
| Dan Fox | '(202) 555-0147 x12 | Web |
| Eve Hart | '+44 20 7946 0018 | Web |
| Fay Moss | '021 6488 1234 | Web |
| Gus Holt | '030 901820 | Web |
"""
AS_WRITTEN = {
    "Ann Keller": "2025550147", "Bob Miller": "9876500001", "Cho Lee": "13812345678",
    "Dan Fox": "(202) 555-0147 x12", "Eve Hart": "+442079460018", "Fay Moss": "021 6488 1234",
    "Gus Holt": "030 901820",
}  # fmt: skip


def phones(shop: Desk) -> dict[str, Any]:
    with shop.workspace.store.reading() as queries:
        return {row.record.name: row.record.phone for row in queries.every("leads")}


def test_phones_of_no_country_stay_as_they_are_written(tmp_path: Path) -> None:
    with desk(tmp_path, 'language = "en"\n') as shop:
        receipt = shop.take(LEADS)
        assert phones(shop) == AS_WRITTEN
        assert not [line for line in found(receipt) if "phone" in line]


@pytest.mark.parametrize(
    ("cell", "code"),
    [("'call me", "unlikely-phone"), ("1234", "unlikely-phone"), ("12345", ""), ("'123456789012345", ""),
     ("'1234567890123456", "unlikely-phone"), ("'202-555-****", "unlikely-phone"),
     ("'2025550147 / 2025550148", "several-phones"), ("'1.38E+10", "phone-lost-digits")],
)  # fmt: skip
def test_what_is_no_phone_of_any_country_is_said(cell: str, code: str, tmp_path: Path) -> None:
    with desk(tmp_path, 'language = "en"\n') as shop:
        lines = found(shop.take(f"# Leads\n| Name | Phone | Source |\n| Ann | {cell} | Web |\n"))
    assert [line.rpartition(" ")[2] for line in lines if "!B2" in line] == ([code] if code else [])


def test_without_a_currency_no_sign_is_anothers(tmp_path: Path) -> None:
    text = "# Catalog\n| Kind | Product | Unit price |\n" + "".join(
        f"| Part | P{n} | {cell} |\n"
        for n, cell in enumerate(["$5", "€6", "￥7", "8 {[$€-407]0}", '9 {"US$"0}', "10 {[$¥-411]0}"])
    )
    with desk(tmp_path, 'language = "en"\n') as shop:
        assert not [line for line in found(shop.take(drawn(text))) if "currency" in line]
        with shop.workspace.store.reading() as queries:
            assert [int(row.record.unit_price) for row in queries.every("catalog")] == [5, 6, 7, 8, 9, 10]


def test_reports_of_no_currency_name_none(tmp_path: Path) -> None:
    from workbook_crm.report.notes import amounts

    assert (amounts(None, is_past=False).zh, amounts(None, is_past=False).en) == ("", "")
    assert amounts("GBP", is_past=False).en == "Amounts in GBP."
    assert amounts(None, is_past=True).en.startswith("States")


@pytest.mark.parametrize(
    ("written", "arguments", "said"),
    [
        ('language = "zh"\n', ["--country", "GB"], {
            "time_zone": ("", '"Europe/London"'), "currency": ('"CNY"', '"GBP"'),
            "phone_region": ('"CN"', '"GB"'), "country": ("", '"GB"'),
        }),
        ('language = "en"\ncurrency = "JPY"\n', ["--country", "JP"], {
            "time_zone": ("", '"Asia/Tokyo"'), "currency_digits": ("2", "0"), "phone_region": ("", '"JP"'),
            "country": ("", '"JP"'),
        }),
        ('language = "zh"\n', ["--language", "en"], {"language": ('"zh"', '"en"')}),
        ('language = "zh"\n', [], {}),  # nothing was asked for
        ('language = "zh"\ntime_zone = "Asia/Shanghai"\n[workdays]\ncountry = "CN"\n', ["--country", "CN"], {}),
    ],
)  # fmt: skip
def test_init_says_what_settings_that_are_there_keep(
    written: str,
    arguments: list[str],
    said: dict[str, tuple[str, str]],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "workbook_crm.toml"
    file.write_text(written, encoding="utf-8")
    assert main(["--json", "init", str(tmp_path), *arguments]) == 0
    kept = json.loads(capsys.readouterr().out)["not_changed"]
    assert {each["key"]: (each["now"], each["wanted"]) for each in kept} == said
    assert main(["init", str(tmp_path), *arguments]) == 0
    shown = capsys.readouterr().out
    assert ("workbook_crm.toml" in shown) is bool(said)
    assert all(f"{key} = {wanted}" in shown for key, (_now, wanted) in said.items())
    assert file.read_text(encoding="utf-8") == written
