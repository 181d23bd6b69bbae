"""Words of lists: in either script, with other words around them, and never kept where they mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, StoppedClock, counts, found
from workbook_crm.model.choice_words import choice_keys, fixed_words, kind_said, kind_written, level_meant
from workbook_crm.model.language import Language
from workbook_crm.model.options import CATALOG_KINDS
from workbook_crm.model.rules.lists import BLANK_LEFT
from workbook_crm.wire import open_workspace

KINDS = fixed_words(CATALOG_KINDS, {})
LISTS = """
# 字典
| 列表 | 值 | 别名 | 跟进间隔 |
| 来源 | 转介绍 | 老客户介绍 | |
| 来源 | 网路广告 | | |
| 来源 | 電視廣告 | | |
| 级别 | H级(7天内) | | 2 |
| 级别 | A | | 7 |
| 级别 | A+ | | 3 |
"""


@pytest.mark.parametrize(
    ("field", "header", "word", "value"),
    [
        ("type", "類型", "個人", "person"),
        ("type", "类型", "企業", "company"),
        ("state", "狀態", "無效", "invalid"),
        ("source", "來源", "轉介紹", "转介绍"),
        ("source", "来源", "網路廣告", "网络广告"),
        ("source", "来源", "微信", "微信"),
        ("region", "地区", "臺北乾縣", "臺北乾縣"),  # names stay as they are
        ("level", "级别", "A級", "A"),
        ("level", "级别", "A 类", "A"),
        ("level", "级别", "H級(7天內)", "H"),
        ("level", "级别", "Level B", "B"),
    ],
)
def test_a_customers_words_in_either_script(
    empty_desk: Desk, field: str, header: str, word: str, value: str
) -> None:
    columns = {"客户名称": "王乾", "电话": "13911112222", "来源": "展厅", "无效原因": "停业"}
    columns = {key: text for key, text in columns.items() if not (field == "source" and key == "来源")}
    columns[header] = word
    receipt = empty_desk.take(f"# 客户\n| {' | '.join(columns)} |\n| {' | '.join(columns.values())} |")
    assert found(receipt) == []
    values = empty_desk.show("C-000001")["values"]
    assert (values[field], values["name"]) == (value, "王乾")


@pytest.mark.parametrize(
    ("field", "word", "value", "codes"),
    [
        ("source", "轉介紹", "转介绍", []),
        ("source", "老客戶介紹", "转介绍", []),
        ("source", "網路廣告", "网路广告", []),
        ("source", "网路广告", "网路广告", []),
        ("source", "电视广告", "電視廣告", []),
        ("source", "報紙", "报纸", ["new-word"]),
        ("level", "H", "H级(7天内)", []),
        ("level", "H級", "H级(7天内)", []),
        ("level", "A类", "A", []),
        ("level", "A+级", "A+", []),
        ("level", "A-", "A-", ["unlisted-choice"]),
        ("level", "A/H", "A/H", ["unlisted-choice"]),
        ("level", "重点", "重点", ["unlisted-choice"]),
    ],
)
def test_words_of_the_dealerships_own_lists(
    empty_desk: Desk, field: str, word: str, value: str, codes: list[str]
) -> None:
    empty_desk.take(LISTS)
    row = {"客户名称": "王乾", "电话": "13911112222", "来源": "转介绍", "级别": "A"}
    row |= {{"source": "来源", "level": "级别"}[field]: word}
    receipt = empty_desk.take(
        f"# 客户\n| {' | '.join(row)} |\n| {' | '.join(row.values())} |", name="客户.xlsx"
    )
    assert [each.rule.code for each in receipt.findings] == codes
    assert empty_desk.show("C-000001")["values"][field] == value


@pytest.mark.parametrize("level", ["高", "AA", "重點客戶", "A/B"])
def test_a_level_without_an_interval_is_said_at_its_cell(empty_desk: Desk, level: str) -> None:
    receipt = empty_desk.take(
        f"# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 宏达 | 13911112222 | 展厅 | {level} |"
    )
    assert found(receipt) == ["warning 客户!D2 unlisted-choice"]
    assert empty_desk.show("C-000001")["values"]["level"] == level


def test_a_deals_and_a_follow_ups_words_in_traditional_chinese(shop: Desk) -> None:
    receipt = shop.take("""
# 商機
| 商機名稱 | 客戶 | 意向產品 | 階段 | 狀態 | 總結 |
| 王偉二手 | 王伟 | 二手車 | 報價 | 贏單 | 簽約 |
| 王偉租 | 王伟 | 租賃 | | 洽談中 | |
# 跟進記錄
| 對象 | 跟進時間 | 跟進方式 | 跟進內容 |
| 王伟 | 2026-11-20 | 電訪 | 聊了 |
| 王伟 | 2026-11-21 | 視訊 | 看車 |
""")
    assert found(receipt) == []
    deals = [shop.show(number)["values"] for number in ("O-000003", "O-000004")]
    assert [(each["name"], each["kind"], each["stage"], each["state"]) for each in deals] == [
        ("王偉二手", "used", "方案报价", "won"),
        ("王偉租", "rental", None, "open"),
    ]
    methods = [each["method"] for each in shop.show("C-000002")["follow_ups"]]
    assert sorted(methods) == ["电话", "视讯"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("短期租赁服务", "rental"),
        ("租賃服務", "rental"),
        ("長租", "rental"),
        ("出租车辆", "rental"),
        ("Forklifts for hire", "rental"),
        ("Rental of used forklifts", "rental"),
        ("叉车(租赁)", "rental"),
        ("出租车", None),
        ("非租赁", None),
        ("二手叉车", "used"),
        ("中古車", "used"),
        ("二手车(可租)", "used"),
        ("off-lease trucks", "used"),
        ("unused", None),
        ("新旧车", None),
        ("以旧换新", None),
        ("叉车配件", "part"),
        ("二手叉车配件", "part"),
        ("零部件", "part"),
        ("零部件/耗材", "part"),
        ("Used truck parts", "part"),
        ("Parts for used trucks", "part"),
        ("Part exchange", None),
        ("Department", None),
        ("整车及配件", None),
        ("整车含配件", None),
        ("new and used", None),
        ("SUV", None),
    ],
)
def test_the_kind_that_a_text_tells(text: str, kind: str | None) -> None:
    assert kind_said(text, KINDS) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((each, "part") for each in ("服务", "维修", "維修服務", "保险", "保养套餐", "延保产品", "人工费", "电瓶", "屬具", "轮胎")),
        *((each, "part") for each in ("Labour", "labor hours", "Service", "Extended Warranty", "Service contracts")),
        *((each, "part") for each in ("Insurance", "Battery", "Attachments", "Tyres", "Tires", "保险/金融", "Parts & Service")),
        *((each, "rental") for each in ("租赁服务", "Rental service")),
        *((each, None) for each in ("服务车", "电瓶叉车", "维修工程车", "Battery forklift", "Service truck", "Tire loader")),
        *((each, None) for each in ("整车及维修", "Sales & Service", "battery-electric", "Disservice", "SUV", "其他", "")),
    ],
)  # fmt: skip
def test_what_is_sold_beside_vehicles_is_none(text: str, kind: str | None) -> None:
    assert kind_written(text, KINDS) == kind


@pytest.mark.parametrize("name", ["Forklift, 48V battery", "叉车/锂电池", "一级保养"])
def test_what_goods_are_called_tells_less_than_their_kind(name: str) -> None:
    assert kind_said(name, KINDS) is None


@pytest.mark.parametrize("header", ["类别", "类型"])
def test_services_and_goods_beside_vehicles_are_parts_with_a_note(empty_desk: Desk, header: str) -> None:
    rows = ["维修 | 更换刹车片 | 380", "Warranty | 延长一年 | 900", "Battery | 48V | 640"]
    receipt = empty_desk.take(
        f"# 产品目录\n| {header} | 产品名称 | 单价 |\n" + "\n".join(f"| {row} |" for row in rows)
    )
    assert found(receipt) == [f"note 产品目录!A{row} choice-told" for row in (2, 3, 4)]
    with empty_desk.workspace.store.reading() as queries:
        assert [each.record.kind for each in queries.every("catalog")] == ["part"] * 3


def test_what_a_text_tells_is_a_note_and_what_it_does_not_a_warning(empty_desk: Desk) -> None:
    receipt = empty_desk.take("""
# 产品目录
| 类别 | 产品名称 | 单价 |
| 短期租赁服务 | 3吨日租 | 300 |
| 叉車配件 | 货叉 | 1200 |
| 二手叉車 | 2018款3吨 | 35000 |
| SUV | 启程X6 | 159800 |
""")
    assert found(receipt) == [
        "warning 产品目录!B1 vin-wanted",
        *(f"note 产品目录!A{row} choice-told" for row in (2, 3, 4)),
        "warning 产品目录!A5 choice-read-as",
    ]
    with empty_desk.workspace.store.reading() as queries:
        assert [each.record.kind for each in queries.every("catalog")] == [
            "rental",
            "part",
            "used",
            "vehicle",
        ]


def test_a_foreign_column_of_kinds_is_known_by_what_its_words_tell(empty_desk: Desk) -> None:
    receipt = empty_desk.take("""
# 产品目录
| 类型 | 产品名称 | 单价 |
| 短期租賃服務 | 3吨日租 | 300 |
| 叉車配件 | 货叉 | 1200 |
| 二手叉車 | 2018款3吨 | 35000 |
""")
    assert [each.rule.code for each in receipt.findings] == ["vin-wanted", *["choice-told"] * 3]


def test_levels_are_matched_whole() -> None:
    levels = ("O", "H", "A", "F1", "F2")
    texts = ("A级（15天内）", "H-7天内", "客户级别：A", "F1", "F", "OH", "ＡＡ", "级", "")
    assert [level_meant(levels, text) for text in texts] == [
        "A",
        "H",
        "A",
        "F1",
        None,
        None,
        None,
        None,
        None,
    ]
    assert level_meant(("H级(7天内)", "H级(3天内)"), "H") is None


def test_keys_of_a_word() -> None:
    assert choice_keys("A 级") == ("a级",)
    assert choice_keys("網路廣告") == ("網路廣告", "网络广告", "网路广告")


def _customer(word: str, header: str) -> str:
    source = "" if header == "来源" else "来源"
    return f"# 客户\n| 客户名称 | 电话 | {header} | {source} |\n| 王乾 | 13911112222 | {word} | {source and '转介绍'} |"


@pytest.mark.parametrize(
    ("known", "sent", "header", "word", "codes"),
    [
        # (what the store has, what the workbook says, ...): a stopped word is no word of the list
        ("", "来源 | 展会 | |\n| 来源 | 网站 | 停用", "来源", "网站", ["unlisted-choice"]),
        ("", "来源 | 展会 | |\n| 来源 | 网站 | 停用", "来源", "展会", []),
        ("来源 | 展会 | |\n| 来源 | 网站 | |", "来源 | 网站 | 停用", "来源", "网站", ["unlisted-choice"]),
        ("来源 | 展会 | |\n| 来源 | 网站 | |", "来源 | 网站 | 停用", "来源", "展会", []),
        ("来源 | 展会 | |\n| 来源 | 网站 | 停用", "来源 | 网站 | 启用", "来源", "网站", []),
        (
            "来源 | 展会 | |\n| 来源 | 网站 | 停用",
            "来源 | 网站 | ",
            "来源",
            "网站",
            ["unlisted-choice"],
        ),  # blank
        ("来源 | 展会 | |\n| 来源 | 網站 | |", "来源 | 網站 | inactive", "来源", "网站", ["unlisted-choice"]),
        # a list of which words are only stopped is that of every dealership without them
        ("", "来源 | 转介绍 | 停用", "来源", "转介绍", ["unlisted-choice"]),
        ("", "级别 | C | 停用", "级别", "C", ["unlisted-choice"]),
        ("", "级别 | C | 停用", "级别", "B", []),
    ],
)
def test_a_stopped_word_is_no_word_of_its_list(
    empty_desk: Desk, known: str, sent: str, header: str, word: str, codes: list[str]
) -> None:
    head = "# 字典\n| 列表 | 值 | 状态 |\n| "
    if known:
        empty_desk.take(f"{head}{known} |", name="旧.xlsx")
    receipt = empty_desk.take(f"{head}{sent} |\n{_customer(word, header)}")
    assert [each.rule.code for each in receipt.findings if each.rule != BLANK_LEFT] == codes
    assert counts(receipt, "客户") == {"new": 1}


@pytest.mark.parametrize(("sent", "word"), [("来源 | 转介绍 | 1", "老客户介绍"), ("级别 | A | 1", "A")])
def test_a_later_list_without_a_column_leaves_what_is_known(empty_desk: Desk, sent: str, word: str) -> None:
    empty_desk.take(LISTS, name="旧.xlsx")
    header = sent.split(" ", maxsplit=1)[0]
    receipt = empty_desk.take(f"# 字典\n| 列表 | 值 | 顺序 |\n| {sent} |\n{_customer(word, header)}")
    assert found(receipt) == []


@pytest.mark.parametrize("house", ["zh", "en"])
@pytest.mark.parametrize("spoken", list(Language))
@pytest.mark.parametrize(
    ("kind", "text", "field", "stored"),
    [
        ("opportunities", "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 |\n| 采购 | 王乾 | 整车 | 方案报价 |", "stage",
         {"zh": "方案报价", "en": "Proposal"}),
        ("opportunities", "# Opportunities\n| Opportunity | Customer | Interest | Stage |\n| Trucks | 王乾 | Vehicle | Proposal |",
         "stage", {"zh": "方案报价", "en": "Proposal"}),
        ("follow_ups", "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| 王乾 | 2026-11-20 | 打电话 | 在谈 |", "method",
         {"zh": "电话", "en": "Phone call"}),
    ],
)  # fmt: skip
def test_what_is_stored_is_the_same_in_whatever_language_a_run_speaks(
    house: str, spoken: Language, kind: str, text: str, field: str, stored: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "workbook_crm.toml").write_text(f'language = "{house}"\n', encoding="utf-8")
    with open_workspace(tmp_path, spoken) as workspace:
        workspace.__dict__["clock"] = StoppedClock()
        workspace.make_folders()
        shop = Desk(workspace)
        shop.take(_customer("展厅", "来源"), name="客户.xlsx")
        receipt = shop.take(text)
        assert [line for line in found(receipt) if line.startswith("error")] == []
        with workspace.store.reading() as queries:
            (row,) = queries.every(kind)
        assert getattr(row.record, field) == stored[house]
        assert workspace.settings.language is spoken
