"""What the manager keeps: catalog, staff and lists of the sample dealership."""

# ruff: noqa: E501  # tables of text in two languages: one row a record

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from workbook_crm.model.columns import Record
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import USED, Choice
from workbook_crm.model.records import CatalogItem, ChoiceItem, StaffMember
from workbook_crm.model.sheets import CATALOG, CHOICES, STAFF
from workbook_crm.sample.table import Teller
from workbook_crm.sample.vin import with_check_digit

COMPANY = Name("华东远景叉车与汽车有限公司", "Harbor Forklift & Motors")
CATALOG_FILE = Name("产品目录与员工.xlsx", "Catalog and staff.xlsx")

_CATALOG = """
code    | kind    | product                                             | spec                              | unit_price     | unit      | billing_period | deposit       | stock | valid_from | valid_to
FD30    | vehicle | 3吨内燃平衡重叉车 ~ 3 t diesel forklift              | 两级门架3米 ~ 2-stage mast 3.0 m   | 66800 ~ 27900  | 台 ~ unit |       |               | 6  | Y-1 | Y
FD30    | vehicle | 3吨内燃平衡重叉车 ~ 3 t diesel forklift              | 两级门架3米 ~ 2-stage mast 3.0 m   | 68800 ~ 28900  | 台 ~ unit |       |               | 6  | Y   |
FD30H   | vehicle | 3吨内燃平衡重叉车 ~ 3 t diesel forklift              | 三级门架4.5米 ~ 3-stage mast 4.5 m | 75600 ~ 31800  | 台 ~ unit |       |               | 3  | Y   |
FD50    | vehicle | 5吨内燃平衡重叉车 ~ 5 t diesel forklift              | 两级门架3米 ~ 2-stage mast 3.0 m   | 139000 ~ 52500 | 台 ~ unit |       |               | 2  | Y   |
FB35A   | vehicle | 3.5吨锂电平衡重叉车 ~ 3.5 t lithium forklift         | 80V/280Ah                         | 118000 ~ 43900 | 台 ~ unit |       |               | 4  | Y   |
FB35B   | vehicle | 3.5吨锂电平衡重叉车 ~ 3.5 t lithium forklift         | 80V/460Ah                         | 132000 ~ 48700 | 台 ~ unit |       |               | 2  | Y   |
FB15    | vehicle | 1.5吨三支点电动叉车 ~ 1.5 t three-wheel electric forklift | 48V/360Ah                    | 72500 ~ 27400  | 台 ~ unit |       |               | 5  | Y   |
PT15    | vehicle | 1.5吨电动托盘搬运车 ~ 1.5 t electric pallet truck    | 24V/65Ah                          | 5980 ~ 2950    | 台 ~ unit |       |               | 20 | Y   |
RT16    | vehicle | 1.6吨前移式叉车 ~ 1.6 t reach truck                  | 门架7.5米 ~ Mast 7.5 m            | 156000 ~ 51800 | 台 ~ unit |       |               | 1  | Y   |
X6-C    | vehicle | 启程X6 SUV ~ Pathway X6 SUV                          | 1.5T 舒适版 ~ 1.5T Comfort        | 139800 ~ 28400 | 辆 ~ unit |       |               | 8  | Y   |
X6-L    | vehicle | 启程X6 SUV ~ Pathway X6 SUV                          | 2.0T 四驱豪华版 ~ 2.0T Premium AWD | 176800 ~ 35900 | 辆 ~ unit |      |               | 4  | Y   |
E3-510  | vehicle | 启程E3 纯电轿车 ~ Pathway E3 electric sedan          | 续航510公里 ~ 510 km range        | 152900 ~ 31500 | 辆 ~ unit |       |               | 5  | Y   |
LT42    | vehicle | 蓝途轻卡 ~ Bluetrail light truck                     | 4.2米厢式 ~ 4.2 m box             | 118600 ~ 37800 | 辆 ~ unit |       |               | 3  | Y   |
P-2815  | part    | 实心轮胎 ~ Solid tire                                | 28×9-15                           | 860 ~ 240      | 条 ~ each |       |               | 60 | Y   |
P-F107  | part    | 货叉 ~ Pair of forks                                 | 1070mm                            | 1950 ~ 520     | 副 ~ pair |       |               | 12 | Y   |
P-BAT80 | part    | 锂电池组 ~ Lithium battery pack                      | 80V/280Ah                         | 31800 ~ 9800   | 组 ~ each |       |               | 4  | Y   |
P-HO46  | part    | 抗磨液压油 ~ Hydraulic oil                           | 46号 18升 ~ ISO 46, 18 l          | 320 ~ 95       | 桶 ~ drum |       |               | 80 | Y   |
P-MAT   | part    | 全车脚垫 ~ Floor mat set                             | 启程X6专用 ~ For Pathway X6       | 680 ~ 150      | 套 ~ set  |       |               | 25 | Y   |
R-FD30D | rental  | 3吨内燃叉车租赁 ~ 3 t diesel forklift rental         | 日租 ~ Daily                      | 380 ~ 145      | 台 ~ unit | day   | 10000 ~ 3000  | 6  | Y   |
R-FD30M | rental  | 3吨内燃叉车租赁 ~ 3 t diesel forklift rental         | 月租 ~ Monthly                    | 4200 ~ 1650    | 台 ~ unit | month | 10000 ~ 3000  | 6  | Y   |
R-FB35M | rental  | 3.5吨锂电叉车租赁 ~ 3.5 t lithium forklift rental    | 月租 ~ Monthly                    | 6800 ~ 2480    | 台 ~ unit | month | 20000 ~ 5000  | 3  | Y   |
R-X6W   | rental  | 启程X6 SUV租赁 ~ Pathway X6 SUV rental               | 周租 ~ Weekly                     | 1800 ~ 420     | 辆 ~ unit | week  | 5000 ~ 800    | 2  | Y   |
R-LT42Y | rental  | 蓝途轻卡租赁 ~ Bluetrail light truck rental          | 年租 ~ Yearly                     | 43000 ~ 12600  | 辆 ~ unit | year  | 10000 ~ 2500  | 2  | Y   |
"""
_USED = """
code | product                                              | spec                                           | unit_price     | vin               | plate             | year | mileage | unit
U-01 | 二手启程X6 SUV ~ Used Pathway X6 SUV                  | 2.0T 四驱豪华版 白色 ~ 2.0T Premium AWD, white | 98000 ~ 19900  | LNCX6L2A0MH001873 | 沪AQC173 ~ 7HRB173 | 2021 | 41200   | 辆 ~ unit
U-02 | 二手启程X6 SUV ~ Used Pathway X6 SUV                  | 1.5T 舒适版 灰色 ~ 1.5T Comfort, grey          | 76500 ~ 15600  | LNCX6C1A0LH004426 | 苏EQC426 ~ 5HRB426 | 2020 | 63800   | 辆 ~ unit
U-03 | 二手启程E3 纯电轿车 ~ Used Pathway E3 electric sedan   | 续航410公里 ~ 410 km range                     | 84800 ~ 17200  | LNCE341E0NH000952 | 沪ADC0952 ~ 8HRB952 | 2022 | 28500  | 辆 ~ unit
U-04 | 二手3吨内燃叉车 ~ Used 3 t diesel forklift            | 2019款 两级门架3米 ~ 2019, 2-stage mast        | 32500 ~ 13800  | LYJFD30A0KN019417 |                   | 2019 | 5200    | 台 ~ unit
U-05 | 二手蓝途轻卡 ~ Used Bluetrail light truck             | 4.2米厢式 ~ 4.2 m box                          | 62000 ~ 18900  | LBTLT42A0LK003308 | 浙BQC308 ~ 2HRB308 | 2020 | 96000   | 辆 ~ unit
"""
_STAFF = """
name                     | mail                    | phone | team              | store                        | role    | state
王建华 ~ Margaret Hale    | manager@example.com     | 100   | 管理 ~ Management | 上海总店 ~ Main street       | manager | active
刘芳 ~ Joan Whitfield     | office@example.com      | 101   | 管理 ~ Management | 上海总店 ~ Main street       | office  | active
林晓峰 ~ Daniel Brooks    | sales1@example.com      | 102   | 叉车 ~ Forklifts  | 上海总店 ~ Main street       | sales   | active
陈静 ~ Rachel Kim         | sales2@example.com      | 103   | 叉车 ~ Forklifts  | 苏州分店 ~ Harbor road       | sales   | active
赵国强 ~ Tom Okafor       | sales3@example.com      | 104   | 汽车 ~ Cars       | 上海总店 ~ Main street       | sales   | active
周海 ~ Sam Porter         | sales4@example.com      | 105   | 汽车 ~ Cars       | 苏州分店 ~ Harbor road       | sales   | inactive
"""
_LISTS = """
list       | value                           | aliases
source     | 到店 ~ Walk-in                   | 来店、进店 ~ showroom
source     | 电话来访 ~ Phone inquiry         | 来电 ~ call
source     | 网络广告 ~ Online advert         | 抖音、线上 ~ web, internet
source     | 老客户介绍 ~ Referral            | 转介绍 ~ recommendation
source     | 展会 ~ Trade fair                | 车展 ~ fair
source     | 上门拜访 ~ Cold visit            | 陌拜 ~ cold call
region     | 上海 ~ Harbor City               |
region     | 苏州 ~ Northfield                |
region     | 无锡 ~ Lakeside                  |
region     | 宁波 ~ Westport                  |
industry   | 物流仓储 ~ Logistics             | 物流、仓储 ~ warehousing
industry   | 机械制造 ~ Manufacturing         | 制造业 ~ industry
industry   | 食品饮料 ~ Food and drink        | 食品 ~ food
industry   | 建材 ~ Building materials        |
industry   | 电商 ~ Online retail             | 电子商务 ~ e-commerce
reason     | 价格 ~ Price                     | 价格高 ~ too expensive
reason     | 交期 ~ Delivery time             | 交货慢 ~ delivery
reason     | 品牌 ~ Brand                     |
reason     | 项目取消 ~ Project cancelled     | 取消 ~ cancelled
competitor | 东岳叉车 ~ Eastpeak Lift Trucks  |
competitor | 正通机械 ~ Straightway Machinery |
competitor | 远航汽车 ~ Longvoyage Cars       |
lifecycle  | 潜在 ~ Prospect                  |
lifecycle  | 意向 ~ Interested                |
lifecycle  | 成交 ~ Customer                  |
lifecycle  | 流失 ~ Lost                      |
"""
_FLOOR = Decimal("0.92")


def catalog(teller: Teller) -> tuple[CatalogItem, ...]:
    """What is sold and rented: vehicles, parts, rentals, and five used vehicles with their own VIN."""
    used = (
        replace(item, kind=USED, vin=with_check_digit(item.vin or ""))
        for item in teller.records(CATALOG, _USED)
    )
    items = (*teller.records(CATALOG, _CATALOG), *used)
    return tuple(
        replace(item, floor_price=_floor(item), valid_to=_last_day(item), state="active") for item in items
    )


def _floor(item: CatalogItem) -> Decimal:
    return ((item.unit_price or Decimal(0)) * _FLOOR).quantize(Decimal(1))


def _last_day(item: CatalogItem) -> date | None:
    """A price that ends on a new year's day ends the day before it."""
    return item.valid_to - timedelta(days=1) if item.valid_to else None


def staff(teller: Teller) -> tuple[StaffMember, ...]:
    """A manager, an office clerk, three salespeople, and one who has left."""
    return teller.records(STAFF, _STAFF)


def choices(teller: Teller) -> tuple[ChoiceItem, ...]:
    """The dealership's lists: those that one starts with, and its own."""
    started = [
        ChoiceItem(
            list=name,
            value=choice.value,
            order=choice.order,
            aliases=_aliases(choice, teller.language),
            probability=choice.probability,
            usual_days=choice.usual_days,
            interval_days=choice.interval_days,
            state="active",
        )
        for name, values in default_choices(teller.language).items()
        for choice in values
    ]
    own = [replace(each, state="active") for each in teller.records(CHOICES, _LISTS)]
    return (*started, *_numbered(own))


def lists(teller: Teller) -> dict[str, tuple[Choice, ...]]:
    """The same lists as a workbook offers them."""
    by_name: dict[str, list[Choice]] = {}
    for item in choices(teller):
        by_name.setdefault(item.list or "", []).append(Choice(item.value or ""))
    return {name: tuple(values) for name, values in by_name.items()}


def _aliases(choice: Choice, language: Language) -> str | None:
    """Other words for the value, in the dealership's own language only."""
    is_english = language is Language.EN
    words = [word for word in choice.aliases if word.isascii() is is_english and word != choice.value]
    return (", " if is_english else "、").join(words) or None


def _numbered(items: list[ChoiceItem]) -> list[ChoiceItem]:
    """Each list counted from one."""
    counts: Counter[str | None] = Counter()
    numbered = []
    for item in items:
        counts[item.list] += 1
        numbered.append(replace(item, order=counts[item.list]))
    return numbered


def shop_records(teller: Teller) -> dict[str, tuple[Record, ...]]:
    """The manager's records by kind."""
    return {"catalog": catalog(teller), "staff": staff(teller), "choices": choices(teller)}
