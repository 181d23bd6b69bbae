"""The second salesperson's records: rental forklifts, batteries and parts."""

# ruff: noqa: E501  # tables of text in two languages: one row a record

LEADS = """
name                   | company                                       | phone | source                   | region             | interest         | level | state     | next_follow_up | remark
方敏 ~ Gloria Hart      | 姑苏会展服务有限公司 ~ Northfield Events        | 130   | 电话来访 ~ Phone inquiry | 苏州 ~ Northfield  | 租赁 ~ Rental    | H     | following | 0              | 布展三天，要两台 ~ Two machines for a three-day fair
丁文 ~ Victor Ames      | 太仓恒通货运代理 ~ Hightide Forwarding          | 131   | 到店 ~ Walk-in           | 苏州 ~ Northfield  | 租赁 ~ Rental    | B     | new       | 3              |
施杰 ~ Oscar Lindgren   | 常熟纺织仓库 ~ Millbrook Textile Store          | 132   | 网络广告 ~ Online advert | 苏州 ~ Northfield  | 配件 ~ Part      | C     | following |                | 问锂电改装 ~ Asks about a lithium conversion
"""

CUSTOMERS = """
name                                              | type    | phone | region             | source                   | level | next_follow_up | remark
苏州通达仓储有限公司 ~ Throughway Storage Ltd        | company | 140   | 苏州 ~ Northfield  | 老客户介绍 ~ Referral    | O     | 4              | 年框客户 ~ Framework contract
吴江百川电商有限公司 ~ Hundred Rivers Online         | company | 141   | 苏州 ~ Northfield  | 网络广告 ~ Online advert | A     | 0              | 双十一前扩仓 ~ Expands before the season
张家港远洋钢材有限公司 ~ Anchor Steel Trading        | company | 142   | 苏州 ~ Northfield  | 展会 ~ Trade fair        | B     | -8             | 钢材重，问过5吨 ~ Heavy loads, asked about 5 t
太仓绿野饮料有限公司 ~ Greenfield Beverages          | company | 143   | 苏州 ~ Northfield  | 到店 ~ Walk-in           | A     |                |
昆山快运分拨中心 ~ Swift Parcel Hub                  | company | 144   | 苏州 ~ Northfield  | 电话来访 ~ Phone inquiry | C     | 12             |
"""

OPPORTUNITIES = """
name                                            | customer                                       | kind    | budget          | expected_close | stage                       | state  | next_follow_up | summary                                              | remark
通达仓储月租叉车 ~ Throughway: monthly rental      | 苏州通达仓储有限公司 ~ Throughway Storage Ltd    | rental  | 60000 ~ 22000   | -9             | 合同签订 ~ Contract signed  | won    |                | 六个月合同已签，押金到账 ~ Six months signed, deposit paid |
百川电商旺季租赁 ~ Hundred Rivers: peak season rental | 吴江百川电商有限公司 ~ Hundred Rivers Online  | rental  | 120000 ~ 45000  | 9              | 商务谈判 ~ Negotiation      | open   | 0              |                                                      | 四台起租，谈司机 ~ Four machines, drivers still open
远洋钢材5吨叉车 ~ Anchor Steel: 5 t forklift        | 张家港远洋钢材有限公司 ~ Anchor Steel Trading  | vehicle | 150000 ~ 56000  | -3             | 方案报价 ~ Proposal         | open   | -8             |                                                      |
绿野饮料锂电池更换 ~ Greenfield: battery replacement | 太仓绿野饮料有限公司 ~ Greenfield Beverages    | part    | 70000 ~ 21000   | 14             | 方案报价 ~ Proposal         | open   |                |                                                      | 旧电池回收另谈 ~ Old batteries to be taken back
快运分拨轮胎备件 ~ Swift Parcel: spare tires         | 昆山快运分拨中心 ~ Swift Parcel Hub            | part    | 8000 ~ 2400     | 25             | 需求确认 ~ Needs confirmed  | paused | 12             |                                                      | 等年度采购预算 ~ Waits for the annual budget
"""

LINES = """
opportunity                                            | product                                             | spec             | unit_price    | quantity | periods | discount
通达仓储月租叉车 ~ Throughway: monthly rental             | 3吨内燃叉车租赁 ~ 3 t diesel forklift rental         | 月租 ~ Monthly   | 4200 ~ 1650   | 2        | 6       | 0.05
百川电商旺季租赁 ~ Hundred Rivers: peak season rental     | 3.5吨锂电叉车租赁 ~ 3.5 t lithium forklift rental    | 月租 ~ Monthly   | 6800 ~ 2480   | 4        | 3       | 0.05
百川电商旺季租赁 ~ Hundred Rivers: peak season rental     | 3吨内燃叉车租赁 ~ 3 t diesel forklift rental         | 日租 ~ Daily     | 380 ~ 145     | 1        | 10      |
远洋钢材5吨叉车 ~ Anchor Steel: 5 t forklift              | 5吨内燃平衡重叉车 ~ 5 t diesel forklift              | 两级门架3米 ~ 2-stage mast 3.0 m | 139000 ~ 52500 | 1 |      |
远洋钢材5吨叉车 ~ Anchor Steel: 5 t forklift              | 货叉 ~ Pair of forks                                 | 1070mm           | 1950 ~ 520    | 2        |         | 0.05
绿野饮料锂电池更换 ~ Greenfield: battery replacement      | 锂电池组 ~ Lithium battery pack                      | 80V/280Ah        | 31800 ~ 9800  | 2        |         | 0.05
快运分拨轮胎备件 ~ Swift Parcel: spare tires              | 实心轮胎 ~ Solid tire                                | 28×9-15          | 860 ~ 240     | 8        |         |
快运分拨轮胎备件 ~ Swift Parcel: spare tires              | 抗磨液压油 ~ Hydraulic oil                           | 46号 18升 ~ ISO 46, 18 l | 320 ~ 95 | 2   |         |
"""

FOLLOW_UPS = """
subject                                              | time      | method                | content                                                                             | next_follow_up | plan
百川电商旺季租赁 ~ Hundred Rivers: peak season rental   | -4 10:30  | 上门 ~ Home visit     | 看了新仓，地坪承重没问题，四台够用 ~ Saw the new hall; floor load is fine, four will do | 0              | 报带司机的价格 ~ Quote with drivers
远洋钢材5吨叉车 ~ Anchor Steel: 5 t forklift            | -22 15:00 | 微信 ~ WeChat         | 发了配置单，未回复 ~ Sent the specification, no answer yet                            | -8             | 打电话追问 ~ Call and ask
通达仓储月租叉车 ~ Throughway: monthly rental           | -9 09:40  | 到店 ~ Showroom visit | 签合同，交押金 ~ Signed the contract, paid the deposit                                |                |
绿野饮料锂电池更换 ~ Greenfield: battery replacement    | -26 13:15 | 电话 ~ Phone call     | 对方要旧电池残值，需请示 ~ They ask for the value of the old batteries                |                |
苏州通达仓储有限公司 ~ Throughway Storage Ltd           | -21 10:00 | 微信 ~ WeChat         | 问年底续租，说等总部批 ~ Asked about renewing; waits for the head office              | 4              | 问总部批了没有 ~ Ask whether the head office agrees
方敏 ~ Gloria Hart                                    | -1 17:20  | 电话 ~ Phone call     | 确认进场时间，等主办方回复 ~ Entry time to be confirmed by the organizer               | 0              | 确认两台是否保留 ~ Ask whether to keep the two machines
"""

TABLES = {
    "leads": LEADS,
    "customers": CUSTOMERS,
    "opportunities": OPPORTUNITIES,
    "opportunity_lines": LINES,
    "follow_ups": FOLLOW_UPS,
}
