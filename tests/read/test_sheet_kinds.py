"""Which kind of sheet it is, told by headers in people's own words, by the cells below and by names around it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.read.grids import WORDS, codes, read, read_one, sheet
from workbook_crm.model.batch import Batch
from workbook_crm.model.language import Language
from workbook_crm.model.words import message
from workbook_crm.read.column_looks import Look, looks_of


def kind_of(cells: str, *, name: str = "Sheet1", file: str = "book.xlsx") -> str | None:
    """The kind of the only sheet of a workbook."""
    batch, _ = read(sheet(name, cells), name=file)
    return batch.tables[0].kind if batch.tables else None


def fields(batch: Batch) -> dict[str, str | None]:
    """What each header of the first table was taken for."""
    return {each.text: each.field for each in batch.tables[0].headings}


BARE = [
    ("| 品名 | 单价 |\n| 机油 | =68 |\n| 火花塞 | =25 |", "catalog"),
    ("| 型号 | 价格 |\n| CPD20 | 9.8万 |\n| CPD30 | 12.6万 |", "catalog"),
    ("| Product | Price |\n| Helmet | $45 |\n| Lock | $19.50 |", "catalog"),
    ("| Artikel | Preis |\n| Ölfilter | 12,50 € |\n| Bremse | 119,00 € |", "catalog"),
    ("| Brand | Size | Price ea |\n| Grippa | 185/65R15 | =99 |\n| Mudder | 205/55R16 | =120 |", "catalog"),
    ("| 品名 | 单价 |\n| 机油 | 待定 |\n| 火花塞 | 面议 |", None),
    ("| 品名 | 产地 |\n| 机油 | 天津 |\n| 火花塞 | 苏州 |", None),
    ("| 单位名称 | 联系电话 | 邮编 |\n| 大桥物流有限公司 | 0512-68001234 | 215000 |\n| 永安商贸 | 13900001234 | 215001 |",
     "customers"),
    ("| 姓名 | 电话 | 邮编 |\n| 王伟 | 0512-68001234 | 215000 |\n| 李雷 | 13900001234 | 215001 |", None),
    ("| 学号 | 姓名 | 家长电话 |\n| 1 | 王伟 | 13900001234 |\n| 2 | 李雷 | 13900001235 |", None),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "kind"), BARE)
def test_a_small_table_is_told_by_its_words_and_its_cells(cells: str, kind: str | None) -> None:
    assert kind_of(cells) == kind


SPOKEN = [
    ("follow_ups", "聊了什么", "content"),
    ("follow_ups", "去了哪家", None),
    ("follow_ups", "what she said", "content"),
    ("follow_ups", "怎么联系的", "method"),
    ("follow_ups", "哪天联系的", "time"),
    ("follow_ups", "谁去的", "by"),
    ("follow_ups", "下回什么时候去", "next_follow_up"),
    ("leads", "想买什么车", "model"),
    ("leads", "looking for", "interest"),
    ("leads", "从哪里知道的", "source"),
    ("leads", "heard about us", "source"),
    ("leads", "谁跟进的", "owner"),
    ("leads", "call back on", "next_follow_up"),
    ("opportunities", "招标单位", "customer"),
    ("opportunities", "我司报价", "amount"),
    ("opportunities", "中标公司", "competitor"),
    ("catalog", "门店挂价", "unit_price"),
    ("catalog", "收车价", None),
    ("catalog", "进货价", None),
    ("catalog", "评估价", None),
    ("leads", "谁的身份证", None),
    ("leads", "谁ID", None),
]


@pytest.mark.parametrize(("kind", "header", "field"), SPOKEN)
def test_headers_as_people_speak(kind: str, header: str, field: str | None) -> None:
    word = WORDS.meanings(header).get(kind)
    assert (word[0].field if word else None) == field


ABROAD = [
    ("leads", "Prénom | Nom de famille | Société | Téléphone | Provenance | Conseiller | À relancer"),
    ("leads", "Nombre y apellidos | Móvil | Procedencia | Modelo de interés | Asesor | Próxima llamada"),
    ("customers", "Kundennummer | Firma | Ansprechpartner | Telefon | Anschrift | Betreuer"),
    ("opportunities", "Affaire | Client | Montant | Étape | Probabilité | Date de clôture | Commercial"),
    ("opportunities", "Verkaufschance | Kunde | Betrag | Phase | Wahrscheinlichkeit | Abschlussdatum"),
    ("catalog", "Matricula | Marca y modelo | Ano | Kilometros | Precio"),
    ("catalog", "Immatriculation | Marque et modèle | Année | Kilométrage | Prix TTC"),
    ("leads", "Imię i nazwisko | Telefon | Źródło | Zainteresowanie | Handlowiec | Następny kontakt"),
    ("customers", "Klient | Telefon | Miasto | Adres | Handlowiec | Uwagi"),
    ("catalog", "Marka i model | Rok produkcji | Przebieg | Cena netto | Numer VIN"),
    ("catalog", "管理番号 | 車名 | グレード | 年式 | 走行距離 | 車台番号 | 車両価格"),
    ("follow_ups", "日付 | お客様 | 方法 | 商談内容 | 次回連絡"),
    ("leads", "Nama | No telefon | Sumber | Motosikal | Catatan"),
    ("follow_ups", "Data da visita | Cliente | Forma de contato | O que foi falado | Próximo passo"),
    ("follow_ups", "Datum | Kunde | Kontaktart | Ergebnis | Nächster Schritt | Verkäufer"),
]


@pytest.mark.parametrize(("kind", "headers"), ABROAD)
def test_lists_of_other_countries(kind: str, headers: str) -> None:
    cells = f"| {headers} |\n" + "| " + " | ".join("Aa" for _ in headers.split("|")) + " |"
    table, _ = read_one("Tabelle1", cells)
    assert table.kind == kind
    assert [
        each.text for each in table.headings if each.field is None and each.text != "Ansprechpartner"
    ] == []


def test_a_word_of_another_language_is_no_slip() -> None:
    """“Unit #” is not “Unità”, and “Statut” is no better word for Status than our own."""
    table, _ = read_one("车辆", "| Vehicle | VIN | Price | Unit # |\n| Truck | X1 | =9000 | 17 |")
    assert {each.text: each.field for each in table.headings}["Unit #"] is None


NAMES = [
    ("客户表-老龙.xlsx", "customers"),
    ("走访记录_袁野.xlsx", "follow_ups"),
    ("Call sheet Mel.xlsx", "follow_ups"),
    ("价目表（王）.xlsx", "catalog"),
    ("客户 线索.xlsx", "leads"),
    ("老王.xlsx", None),
    ("客户-线索-商机.xlsx", "opportunities"),
]


@pytest.mark.parametrize(("name", "kind"), NAMES)
def test_a_name_is_told_by_one_of_its_parts(name: str, kind: str | None) -> None:
    assert WORDS.kind_of_name(name.removesuffix(".xlsx"))[0] == kind


def test_a_name_that_the_columns_contradict_is_no_evidence() -> None:
    firms = "| 单位 | 地址 | 电话 |\n| 青田客运公司 | 青田县 | 0578-88000103 |\n| 龙泉公交集团 | 龙泉市 | 0578-88000102 |"
    assert kind_of(firms, name="通讯录") == "customers"
    staff = "| 姓名 | 部门 | 电话 |\n| 王伟 | 销售部 | 13900001234 |\n| 李雷 | 售后部 | 13900001235 |"
    assert kind_of(staff, name="通讯录") == "staff"


def test_the_name_of_a_file_counts_for_each_of_its_sheets() -> None:
    prices = "| 型号 | 规格 | 经销价 |\n| CPD15 | 1.5吨 | =76000 |\n| CPD20 | 2吨 | =98000 |"
    batch, _ = read(sheet("内燃", prices), sheet("电动", prices), name="叉车价格表2026.xlsx")
    assert [each.kind for each in batch.tables] == ["catalog", "catalog"]


def test_a_column_is_known_by_its_cells_alone_and_it_is_said() -> None:
    batch, findings = read(
        sheet("线索", "| 姓名 | 号头 | 来源 |\n| 王伟 | 13900001234 | 展厅 |\n| 李雷 | 13900001235 | 展厅 |")
    )
    assert fields(batch)["号头"] == "phone"
    (said,) = [each for each in findings if each.rule.code == "column-read-as"]
    assert said.value == "号头"


NO_PHONES = [
    ("担保人号头", ["13900001234", "13900001235"]),
    ("身份证", ["430626200009129046", "430626200009129047"]),
    ("合同", ["20261101001", "20261101002"]),
    ("日子", ["2026-11-02", "2026-11-03"]),
]


@pytest.mark.parametrize(("header", "cells"), NO_PHONES)
def test_what_may_be_another_thing_is_no_phone(header: str, cells: list[str]) -> None:
    rows = "".join(f"| 客户{nth} | {cell} | 展厅 |\n" for nth, cell in enumerate(cells))
    batch, _ = read(sheet("线索", f"| 姓名 | {header} | 来源 |\n{rows}"))
    assert fields(batch)[header] is None


LOOKS: list[tuple[list[Any], Look, bool]] = [
    (["13900001234", "0512-68001234"], Look.PHONE, True),
    ([13900001234.0], Look.PHONE, True),
    (["555-555-0111", "(402) 555-0112"], Look.PHONE, True),
    (["0171 3920091", "+34 600 000 901"], Look.PHONE, True),
    (["12345678", "87654321"], Look.PHONE, False),
    (["￥5,980", "25980元", 4299.0], Look.AMOUNT, True),
    (["19.900 €", "$109", "16.8万"], Look.AMOUNT, True),
    (["面议", "待定"], Look.AMOUNT, False),
    (["11/8", "11月9日", "11.10"], Look.DAY, True),
    (["宏达物流", "永安有限公司", "小陈"], Look.FIRM, True),
    (["王伟", "李雷", "韩梅", "大桥物流"], Look.FIRM, False),
    ([], Look.TEXT, False),
]


@pytest.mark.parametrize(("cells", "look", "is_such"), LOOKS)
def test_what_a_column_looks_like(cells: list[Any], look: Look, is_such: bool) -> None:
    assert (look in looks_of(cells)) is is_such


def test_what_is_ours_stands_before_what_is_theirs() -> None:
    cars, _ = read_one(
        "寄售车", "| 车主 | 车型 | 年份 | 车主要价 | 我们挂价 |\n| 李姐 | 帕萨特 | =2017 | 8.5万 | 9.2万 |"
    )
    assert [row.record.unit_price for row in cars.rows] == [Decimal(92000)]
    shops, _ = read_one(
        "二网名单", "| 网点名称 | 负责人 | 电话 | 我司对接 |\n| 周口鑫达汽贸 | 申总 | 13900001201 | 袁野 |"
    )
    assert [row.record.owner for row in shops.rows] == ["袁野"]


def test_who_beside_the_customer_did_it() -> None:
    log = "| 客户 | 联系时间 | 说了什么 | 谁 |\n| 青田客运 | 11/16 | 不续了 | 阿May |"
    table, _ = read_one("回访", log)
    assert [(row.record.subject, row.record.by) for row in table.rows] == [("青田客运", "阿May")]
    alone, _ = read_one("回访", "| 谁 | 联系时间 | 说了什么 |\n| 青田客运 | 11/16 | 不续了 |")
    assert [row.record.subject for row in alone.rows] == ["青田客运"]


PEOPLE = "| 姓名 | 电话 | 生日 |\n| 王伟 | 13900001234 | 3月5日 |\n| 李雷 | 13900001235 | 6月1日 |"


def test_a_sheet_that_may_be_of_several_kinds_says_which() -> None:
    batch, findings = read(sheet("Sheet1", PEOPLE))
    assert (batch.tables, codes(findings)) == ((), ["sheet-of-which-kind", "no-known-sheet"])
    assert "员工、线索、客户" in message(findings[0], Language.ZH)
    batch, findings = read(sheet("客户", PEOPLE))
    assert [each.kind for each in batch.tables] == ["customers"]
    assert "kind-guessed" not in codes(findings)


def test_leads_that_may_be_customers_are_said_to_be_guessed() -> None:
    people = "| 姓名 | 电话 | 来源 | 级别 |\n| 王伟 | 13900001234 | 展厅 | A |"
    assert "kind-guessed" in codes(read(sheet("Sheet1", people))[1])
    assert "kind-guessed" not in codes(read(sheet("Sheet1", people), name="线索.xlsx")[1])
    told = "| 姓名 | 电话 | 线索来源 | 意向车型 | 级别 |\n| 王伟 | 13900001234 | 展厅 | X3 | A |"
    assert "kind-guessed" not in codes(read(sheet("Sheet1", told))[1])


THOUSANDS = [
    (["19.900 €", "38.750 €"], [Decimal(19900), Decimal(38750)]),
    (["19.900 €", "38.75 €"], [Decimal("19.900"), Decimal("38.75")]),
    (["19.900", "38.750"], [Decimal("19.900"), Decimal("38.750")]),
    (["1.900 €"], [Decimal("1.900")]),
]


@pytest.mark.parametrize(("texts", "prices"), THOUSANDS)
def test_three_figures_behind_every_point_are_thousands_of_euros(
    texts: list[str], prices: list[Decimal]
) -> None:
    rows = "".join(f"| 配件 | 滤芯{nth} | {text} |\n" for nth, text in enumerate(texts))
    table, _ = read_one("产品目录", "| 类别 | 产品名称 | 单价 |\n" + rows)
    assert [row.record.unit_price for row in table.rows] == prices


def test_legends_and_sums_below_the_records_are_no_records() -> None:
    rows = "| 王伟 | 13900001234 | 展厅 |\n| Summe | | |\n| 统计：绿2 黄1 | | |\n| 绿=本周必访 | | |"
    table, _ = read_one("线索", f"| 姓名 | 电话 | 来源 |\n{rows}")
    assert [row.record.name for row in table.rows] == ["王伟"]
