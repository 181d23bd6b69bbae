"""The first salesperson's records: new forklifts for factories and warehouses."""

# ruff: noqa: E501  # tables of text in two languages: one row a record

LEADS = """
name                  | company                               | phone | source                        | industry                          | region              | interest               | model                                          | budget          | level | state     | next_follow_up | remark                                                                         | convert
孙志远 ~ Peter Lang    | 沪东冷链物流有限公司 ~ Eastgate Cold Chain Ltd | 110 | 网络广告 ~ Online advert      | 物流仓储 ~ Logistics              | 上海 ~ Harbor City  | 整车 ~ Vehicle         | 1.5吨三支点电动叉车 ~ 1.5 t three-wheel electric forklift | 150000 ~ 55000 | A | following | 0  | 冷库用，要求耐低温电池 ~ For a cold store; battery must stand −20 °C |
钱丽 ~ Nina Osborne    | 苏启食品有限公司 ~ Sunrise Foods Ltd      | 111   | 展会 ~ Trade fair             | 食品饮料 ~ Food and drink         | 苏州 ~ Northfield   | 整车 ~ Vehicle         | 1.6吨前移式叉车 ~ 1.6 t reach truck             | 300000 ~ 100000 | B     | following | -2             | 新仓库明年启用，要看样机 ~ New warehouse next year, wants to see a machine      |
何伟 ~ Carl Jensen     |                                       | 112   | 电话来访 ~ Phone inquiry      | 建材 ~ Building materials         | 无锡 ~ Lakeside     | 二手车 ~ Used vehicle  | 二手3吨内燃叉车 ~ Used 3 t diesel forklift      | 35000 ~ 15000   | C     | new       |                | 石材厂个体户，只考虑二手 ~ Runs a stone yard, second hand only                 |
吕强 ~ Frank Dorsey    | 锡澄包装材料厂 ~ Lakeside Packaging   | 113   | 上门拜访 ~ Cold visit         | 机械制造 ~ Manufacturing          | 无锡 ~ Lakeside     | 整车 ~ Vehicle         | 3吨内燃平衡重叉车 ~ 3 t diesel forklift         | 80000 ~ 32000   | H     | following | 1              | 等厂长出差回来签字 ~ Waiting for the plant manager to come back                 |
"""

CUSTOMERS = """
name                                                  | type    | phone | wechat     | region              | industry                         | source                      | level | lifecycle              | state | next_follow_up | remark
沪东仓储有限公司 ~ Eastgate Warehousing Ltd             | company | 120   | hdcc_wang  | 上海 ~ Harbor City  | 物流仓储 ~ Logistics             | 老客户介绍 ~ Referral       | A     | 意向 ~ Interested      | valid | 2              | 库管王经理拍板，财务要三家比价 ~ Mr Wong decides; finance wants three quotes
昆山精达机械有限公司 ~ Northfield Precision Works       | company | 121   |            | 苏州 ~ Northfield   | 机械制造 ~ Manufacturing         | 展会 ~ Trade fair           | H     | 意向 ~ Interested      | valid | -1             | 急用，月底前要交车 ~ Urgent: wants delivery before the end of the month
无锡恒丰建材有限公司 ~ Lakeside Building Supplies       | company | 122   |            | 无锡 ~ Lakeside     | 建材 ~ Building materials        | 电话来访 ~ Phone inquiry    | B     | 意向 ~ Interested      | valid | -5             | 场地是碎石路面，要实心胎 ~ Gravel yard: needs solid tires
宁波港联物流有限公司 ~ Westport Freight Ltd             | company | 123   | nbgl888    | 宁波 ~ Westport     | 物流仓储 ~ Logistics             | 老客户介绍 ~ Referral       | O     | 成交 ~ Customer        | valid | 10             | 去年买过两台，服务满意 ~ Bought two last year, happy with the service
苏州新禾食品有限公司 ~ New Harvest Foods                | company | 124   |            | 苏州 ~ Northfield   | 食品饮料 ~ Food and drink        | 网络广告 ~ Online advert    | B     | 意向 ~ Interested      | valid |                | 车间禁止内燃车 ~ No combustion engines allowed indoors
"""

OPPORTUNITIES = """
name                                              | customer                                          | kind    | budget           | expected_close | stage                        | state | source                   | competitor                      | loss_reason    | summary                                                                           | next_follow_up | remark
沪东仓储锂电叉车3台 ~ Eastgate: three lithium forklifts | 沪东仓储有限公司 ~ Eastgate Warehousing Ltd     | vehicle | 360000 ~ 135000 | 21  | 方案报价 ~ Proposal          | open  | 老客户介绍 ~ Referral    | 东岳叉车 ~ Eastpeak Lift Trucks |                |                                                                                   | 2  | 关注电池质保年限 ~ Asks about the battery warranty
精达机械5吨叉车 ~ Northfield Precision: 5 t forklift | 昆山精达机械有限公司 ~ Northfield Precision Works   | vehicle | 140000 ~ 55000  | 6   | 商务谈判 ~ Negotiation       | open  | 展会 ~ Trade fair        |                                 |                |                                                                                   | -1 | 只差付款方式 ~ Only the terms of payment are open
恒丰建材3吨叉车 ~ Lakeside Building: 3 t forklift    | 无锡恒丰建材有限公司 ~ Lakeside Building Supplies   | vehicle | 75000 ~ 31000   | -4  | 需求确认 ~ Needs confirmed   | open  | 电话来访 ~ Phone inquiry |                                 |                |                                                                                   | -5 |
港联物流托盘车补货 ~ Westport Freight: pallet trucks | 宁波港联物流有限公司 ~ Westport Freight Ltd         | vehicle | 30000 ~ 15000   | -12 | 合同签订 ~ Contract signed   | won   | 老客户介绍 ~ Referral    |                                 |                | 老客户补货，当天下单，已交车 ~ Repeat order, signed the same day, delivered        |    |
新禾食品前移式叉车 ~ New Harvest: reach truck        | 苏州新禾食品有限公司 ~ New Harvest Foods            | vehicle | 160000 ~ 55000  | 35  | 初步接触 ~ First contact     | open  | 网络广告 ~ Online advert |                                 |                |                                                                                   |    | 通道宽度待测量 ~ Aisle width still to be measured
港联物流3吨叉车 ~ Westport Freight: 3 t forklift     | 宁波港联物流有限公司 ~ Westport Freight Ltd         | vehicle | 140000 ~ 58000  | -20 | 商务谈判 ~ Negotiation       | lost  | 老客户介绍 ~ Referral    | 正通机械 ~ Straightway Machinery | 交期 ~ Delivery time | 对手有现车，我们要等六周 ~ They had stock, we needed six weeks                |    |
"""

LINES = """
opportunity                                             | product                                              | spec                               | quantity | discount | remark
沪东仓储锂电叉车3台 ~ Eastgate: three lithium forklifts     | 3.5吨锂电平衡重叉车 ~ 3.5 t lithium forklift          | 80V/280Ah                          | 2        | 0.03     |
沪东仓储锂电叉车3台 ~ Eastgate: three lithium forklifts     | 3.5吨锂电平衡重叉车 ~ 3.5 t lithium forklift          | 80V/460Ah                          | 1        | 0.03     | 两班倒，用大电池 ~ Two shifts: large battery
沪东仓储锂电叉车3台 ~ Eastgate: three lithium forklifts     | 货叉 ~ Pair of forks                                  | 1070mm                             | 1        |          | 备用 ~ Spare
精达机械5吨叉车 ~ Northfield Precision: 5 t forklift       | 5吨内燃平衡重叉车 ~ 5 t diesel forklift               | 两级门架3米 ~ 2-stage mast 3.0 m    | 1        | 0.05     |
恒丰建材3吨叉车 ~ Lakeside Building: 3 t forklift          | 3吨内燃平衡重叉车 ~ 3 t diesel forklift               | 两级门架3米 ~ 2-stage mast 3.0 m    | 1        |          |
恒丰建材3吨叉车 ~ Lakeside Building: 3 t forklift          | 实心轮胎 ~ Solid tire                                 | 28×9-15                            | 4        |          | 随车换装 ~ Fitted on delivery
港联物流托盘车补货 ~ Westport Freight: pallet trucks       | 1.5吨电动托盘搬运车 ~ 1.5 t electric pallet truck     | 24V/65Ah                           | 5        | 0.05     |
新禾食品前移式叉车 ~ New Harvest: reach truck              | 1.6吨前移式叉车 ~ 1.6 t reach truck                   | 门架7.5米 ~ Mast 7.5 m             | 1        |          |
港联物流3吨叉车 ~ Westport Freight: 3 t forklift           | 3吨内燃平衡重叉车 ~ 3 t diesel forklift               | 三级门架4.5米 ~ 3-stage mast 4.5 m  | 2        | 0.02     |
"""

FOLLOW_UPS = """
subject                                                 | time       | method                  | content                                                                              | expense   | next_follow_up | plan
沪东仓储锂电叉车3台 ~ Eastgate: three lithium forklifts     | -5 14:30   | 上门 ~ Home visit       | 现场看了充电位，确认380V电源够用 ~ Looked at the charging bay; power supply is sufficient | 86 ~ 25   | 2              | 带锂电质保条款再谈一次 ~ Bring the battery warranty terms
精达机械5吨叉车 ~ Northfield Precision: 5 t forklift       | -3 10:00   | 电话 ~ Phone call       | 对方希望三成首付，已报财务 ~ Wants 30 % down payment; passed on to finance             |           | -1             | 回复付款方式 ~ Answer on the terms of payment
恒丰建材3吨叉车 ~ Lakeside Building: 3 t forklift          | -19 09:20  | 到店 ~ Showroom visit   | 来店试开，满意；要和合伙人商量 ~ Drove it on the yard and liked it; must ask his partner |          | -5             | 问合伙人意见 ~ Ask about the partner
港联物流托盘车补货 ~ Westport Freight: pallet trucks       | -12 16:00  | 微信 ~ WeChat           | 合同已回传，安排周五送货 ~ Signed contract received, delivery on Friday               |           |                |
新禾食品前移式叉车 ~ New Harvest: reach truck              | -33 11:00  | 电话 ~ Phone call       | 对方在做仓库改造，暂不急 ~ They are rebuilding the warehouse, no hurry                |           |                |
钱丽 ~ Nina Osborne                                      | -9 15:10   | 演示 ~ Demonstration    | 展会现场演示前移式，留了名片 ~ Showed the reach truck at the fair, exchanged cards     | 200 ~ 60  | -2             | 约时间到苏州看仓库 ~ Visit the warehouse
"""

TABLES = {
    "leads": LEADS,
    "customers": CUSTOMERS,
    "opportunities": OPPORTUNITIES,
    "opportunity_lines": LINES,
    "follow_ups": FOLLOW_UPS,
}
