"""The third salesperson's records: cars, light trucks and used vehicles for people and small firms."""

# ruff: noqa: E501  # tables of text in two languages: one row a record

LEADS = """
name                   | phone | source                      | interest                 | model                                             | budget          | level | state     | next_follow_up
蒋雨桐 ~ Emily Foster   | 150   | 网络广告 ~ Online advert    | 整车 ~ Vehicle           | 启程X6 SUV ~ Pathway X6 SUV                       | 180000 ~ 36000  | H     | following | 0
郭涛 ~ Ben Castillo     | 151   | 到店 ~ Walk-in              | 二手车 ~ Used vehicle    | 二手启程X6 SUV ~ Used Pathway X6 SUV              | 80000 ~ 16000   | A     | new       | -3
唐婉 ~ Laura Singh      | 152   | 老客户介绍 ~ Referral       | 整车 ~ Vehicle           | 启程E3 纯电轿车 ~ Pathway E3 electric sedan       | 160000 ~ 32000  | B     | following |
"""

CUSTOMERS = """
name                                        | type    | phone | region              | source                      | level | next_follow_up | remark
许建国 ~ Walter Reed                         | person  | 160   | 上海 ~ Harbor City  | 到店 ~ Walk-in              | H     | 0              | 置换旧车 ~ Trades in his old car
宋佳慧 ~ Grace Molina                        | person  | 161   | 上海 ~ Harbor City  | 网络广告 ~ Online advert    | A     | -2             |
浦江鲜达配送有限公司 ~ Freshway Delivery Ltd   | company | 162   | 上海 ~ Harbor City  | 老客户介绍 ~ Referral       | A     | 5              | 车队12辆 ~ Fleet of twelve
马骏 ~ Ivan Petrov                           | person  | 163   | 宁波 ~ Westport     | 展会 ~ Trade fair           | B     | -15            |
姚倩 ~ Hannah Cole                           | person  | 164   | 上海 ~ Harbor City  | 到店 ~ Walk-in              | B     |                |
"""

OPPORTUNITIES = """
name                                            | customer                                           | kind    | budget          | expected_close | stage                       | state | next_follow_up
许建国X6豪华版 ~ Reed: X6 Premium                 | 许建国 ~ Walter Reed                                | vehicle | 180000 ~ 36000  | 5              | 商务谈判 ~ Negotiation      | open  | 0
宋佳慧纯电轿车 ~ Molina: electric sedan           | 宋佳慧 ~ Grace Molina                               | vehicle | 155000 ~ 32000  | 16             | 方案报价 ~ Proposal         | open  | -2
鲜达配送轻卡2辆 ~ Freshway: two light trucks      | 浦江鲜达配送有限公司 ~ Freshway Delivery Ltd          | vehicle | 240000 ~ 76000  | 28             | 需求确认 ~ Needs confirmed  | open  | 5
马骏二手X6 ~ Petrov: used X6                      | 马骏 ~ Ivan Petrov                                  | used    | 100000 ~ 20000  | -6             | 方案报价 ~ Proposal         | open  | -15
姚倩二手纯电 ~ Cole: used electric sedan          | 姚倩 ~ Hannah Cole                                  | used    | 90000 ~ 18000   | 10             | 初步接触 ~ First contact    | open  |
"""

LINES = """
opportunity                                      | product                                              | spec                                            | quantity | discount
许建国X6豪华版 ~ Reed: X6 Premium                  | 启程X6 SUV ~ Pathway X6 SUV                           | 2.0T 四驱豪华版 ~ 2.0T Premium AWD               | 1        | 0.05
许建国X6豪华版 ~ Reed: X6 Premium                  | 全车脚垫 ~ Floor mat set                              | 启程X6专用 ~ For Pathway X6                      | 1        |
宋佳慧纯电轿车 ~ Molina: electric sedan            | 启程E3 纯电轿车 ~ Pathway E3 electric sedan           | 续航510公里 ~ 510 km range                      | 1        | 0.03
鲜达配送轻卡2辆 ~ Freshway: two light trucks       | 蓝途轻卡 ~ Bluetrail light truck                      | 4.2米厢式 ~ 4.2 m box                           | 2        | 0.05
马骏二手X6 ~ Petrov: used X6                       | 二手启程X6 SUV ~ Used Pathway X6 SUV                  | 2.0T 四驱豪华版 白色 ~ 2.0T Premium AWD, white   | 1        |
姚倩二手纯电 ~ Cole: used electric sedan           | 二手启程E3 纯电轿车 ~ Used Pathway E3 electric sedan   | 续航410公里 ~ 410 km range                      | 1        | 0.02
"""

FOLLOW_UPS = """
subject                                         | time      | method                 | content                                                                  | next_follow_up
许建国X6豪华版 ~ Reed: X6 Premium                 | -2 10:00  | 试驾 ~ Test drive      | 试驾满意，想要送脚垫和贴膜 ~ Liked the drive, wants floor mats and window film | 0
宋佳慧纯电轿车 ~ Molina: electric sedan           | -7 19:30  | 微信 ~ WeChat          | 问充电桩能否安装，已转物业 ~ Asked about a charger at home; building office informed | -2
鲜达配送轻卡2辆 ~ Freshway: two light trucks      | -24 14:00 | 上门 ~ Home visit      | 看了车队，轻卡要加尾板 ~ Saw the fleet; trucks need tail lifts             | 5
马骏二手X6 ~ Petrov: used X6                      | -29 16:40 | 电话 ~ Phone call      | 觉得价格高，要再看看 ~ Finds the price high, wants to look around           | -15
郭涛 ~ Ben Castillo                              | -6 11:20  | 到店 ~ Showroom visit  | 看了灰色那台，嫌里程多 ~ Looked at the grey one, too many kilometres         | -3
"""

TABLES = {
    "leads": LEADS,
    "customers": CUSTOMERS,
    "opportunities": OPPORTUNITIES,
    "opportunity_lines": LINES,
    "follow_ups": FOLLOW_UPS,
}
