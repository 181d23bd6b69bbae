"""Words for the columns of opportunities, their lines and follow-ups. How to read them: `model.aliases`."""

WORDS = """
# opportunities
number: 商机号 | 商机ID | opportunity id | opportunity no | deal id | 商机编码 | 机会编号 | 项目编号
    | 销售机会编号 | opportunity number | deal number | deal no | opp id | oppid | deal - id | record id
    | 单据编号 | sales opportunity id
    | {商机,机会,销售机会,项目,业务机会,报备,项目报备,单据,立项}{编号,id,号,编码,序号,单号,代码,流水号}
    | {opportunity,deal,opp,potential,project,pipeline,record,sales opportunity}{ id, number, no, code, ref, key}
    | {招标,标书,投标,标段,采购项目}{编号,号} | {tender,bid,rfq,rfp}{ no, number, id, ref} | quote log number | {quote,quotation,proposal}{ #, no, number, id, ref}
    || id | number | 编号 | 编码 | 代码
name: 商机 | 商机主题 | 案名 | 标案名称 | 项目名称 | 机会名称 | name | deal name | 商机标题 | 销售机会 | 销售机会名称
    | 销售机会主题 | 机会主题 | 项目主题 | 商机名 | 主题 | topic | opportunity title | deal title
    | deal - title | project name | opp name | potential name | 主题/项目 | opportunity / deal name
    | pipeline name | {商机,机会,销售机会,项目,业务机会,商机项目,潜在业务,立项,跟进项目}{,名称,主题,标题,名}
    | {opportunity,deal,opp,potential,project,prospect deal,sales opportunity,enquiry,box}{, name, title, subject}
    | deal/opportunity{, name}
    | 标的 | 标的物 | 招标{项目,项目名称,内容,标的} | 采购{内容,项目,标的} | 投标项目 | {tender,bid}{, title, name, subject}
    || subject | title | project | deal | opportunity | 项目 | lead name | lead title
    | {意向,采购,需求,拟购}{车型,机型} | {vehicle,model} of interest | vehicle | model | unit | car
customer: {承租,租赁,租用,租车,购车}{方,单位} | potential customer | 客户名称 | 所属客户 | 关联客户 | customer name | account | account name
    | 机关 | 采购机关 | 招标机关 | 客户姓名 | 对应客户 | 客户全称 | 最终客户 | 客户公司 | 客户/公司 | 客户单位 | 单位名称 | 购车客户
    | 意向客户 | customer no | customer number | client | client name | company name | associated company
    | organization | organisation | deal - organization | organization - name | 客户名称/编号 | accounts
    | company / contact | related account | account/customer | customer / account | company/organization
    | {客户,所属客户,关联客户,最终客户,客户单位,客户公司,购车客户,意向客户,对应客户,购买方,甲方,使用单位,业主,采购单位,用户单位,终端客户,购车单位,公司,单位,企业,顾客}{,名称,姓名,全称,编号,名,简称}
    | {account,customer,client,company,organization,organisation,potential customer,buyer,prospect,associated company,associated contact,primary contact,contact,person,contact person,end customer,primary company,related company,main contact,partner}{, name, id}
    | associated {company,companies,contact} | sales account{, name} | {采购,需求,购货,投资}单位{,名称} | {大客户,报备客户,集团客户,采购客户}{,名称}
    | sold to{, name}
    || contact | contact name | 公司 | 公司名称 | company | account id | customer id | contact id | primary contact | associated contact | deal - contact person
    | 客户编号 | buyer
kind: 产品类别 | 意向类别 | 产品类型 | product kind | product type | interest | 意向产品类别 | 产品大类
    | 产品线 | 商机产品类型 | 需求类型 | 意向品类 | product category | product family | product line
    | vehicle category | deal category
    | {商机,机会,意向,需求,产品,业务,销售,项目,交易}{产品类别,类型,类别,种类,产品类型,产品线,品类,产品大类}
    | {product,vehicle,item,equipment}{ kind, type, category, line, family, interest} || type | deal type
    | opportunity type | 类型 | 类别 | 商机类型 | 商机类别 | 机会类型 | 业务类型 | 销售类型 | category
    | business type
budget: 预算 | 预算金额 | customer budget | 预算范围 | 预算总额
    | {客户,项目,购车,采购,意向,购买,预计}{预算,预算金额,价位}
    | {customer,client,purchase,project,buyer,est,estimated,total}{ budget, budget amount}
    | budget{ amount, range, total}
expected_close: 预计成交日期 | 预计签单日期 | 预计成交 | 预计结单日期 | 成交日期 | close date
    | {tentative,planned,provisional}{ close, close date, closing date, closing} | {暂定,拟,计划,拟定}{成交,签约,签单}{时间,日期,日}
    | expected close date | closing date | estimated close date | 预计成单时间 | 预计成单日期 | 预计签约时间
    | 预计签约日期 | 预计签单时间 | 预计签订日期 | 预计结单时间 | 预计购车时间 | 预计购车日期 | 预计购买时间
    | 预计下单时间 | 预计订车时间 | 预测成交日期 | 预计关闭日期 | 计划成交日期 | 预计完成日期 | 结单日期
    | est. close date | est close date | expected closing date | expected closing | forecast close date
    | target close date | deal - expected close date | projected close date | anticipated close date
    | expected close | estimated close | closing | close | 结单日 | 结束日期 | 预计合同签订日期 | 关闭日期
    | 计划采购时间 | closedate | expectedclosedate | decision date | purchase date
    | {预计,预期,计划,期望,预定,估计,目标}{成交,签单,签约,结单,成单,签订,下单,关闭,购车,购买,订车,成交签约,结案,完成,关单,签合同,采购,提车,交车}{,时间,日期,日,月份}
    | {expected,estimated,est,forecast,forecasted,target,projected,anticipated,planned,deal,exp,potential,opportunity}{ close, close date, closing date, closing, closure date, completion date, purchase date, sale date, decision date, signing date, delivery date, won date}
    | {开标,投标,投标截止,招标}{日,日期,时间} | {tender,bid}{ date, due, closing} | close{ date, date (est), by} | closing{ date}
    | {预计,计划,预期}{签约,成交,签单,下单,落单,定标,开标}{月,月份} | 开标{日期,时间,日}
    | {几月,何时,什么时候,哪个月}{能签,能签约,签约,能定,能成,成交}
stage: 销售阶段 | 商机阶段 | 当前阶段 | deal stage | sales stage | pipeline stage | 商机销售阶段 | 机会阶段
    | 项目阶段 | 跟进阶段 | 销售流程阶段 | 阶段名称 | 所处阶段 | 销售进程 | 进展阶段 | deal - stage
    | sales process stage | opportunity stage | current stage | stage name | 所属阶段 | 商机进展 | milestone
    | pipeline stage name | sales process | step
    | {商机,机会,销售,项目,当前,跟进,所处,销售机会,业务机会,成交,业务,漏斗,推进,进展}{阶段,进程,阶段名称,进度}
    | {deal,sales,opportunity,pipeline,current,opp,process,funnel,project,potential,lead,business}{ stage, phase, stage name, step}
    | stage{ name, id, label} || phase | pipeline status
state: {中标,开标,投标,招标,竞标,评标}{情况,结果} | {中标,开标,投标,评标}情况 结果 | 商机状态 | status | opportunity status | 成交状态 | 商机结果 | 赢单状态 | 销售状态 | deal status
    | deal - status | opportunity state | won/lost | result status | state/status | 赢单/输单 | 输赢 | won
    | won / lost | {商机,机会,项目,成交,赢单,销售,当前,跟进,结单,业务,关单,结束}{状态,结果,情况}
    | {deal,opportunity,opp,potential,win/loss,won/lost,close,closed,sales,record}{ status, state, outcome, result}
    || 跟进状态 | 当前状态 | 结果 | outcome
probability: 赢率 | 概率 | 成功率 | probability | probability (%) | win rate | win prob | prob | 成交几率
    | 成交可能性 | 赢单率 | 赢单概率 | 把握度 | 成功几率 | 预计成交概率 | 可能性 | close probability
    | likelihood | deal probability | confidence | chance | win % | 可能性(%) | 把握
    | {成交,赢单,签约,成功,签单,预计成交,成单,中标}{概率,几率,率,可能性,把握,可能}
    | {win,close,closing,deal,success,winning,won,sales,opportunity,stage,conversion,forecast}{ probability, rate, chance, likelihood, prob, percent, probability (%), odds, confidence}
    | probability{ of winning, of close, of success, percent, percentage, of closing, rate, to close}
    | {prob,chance,likelihood}{ of winning, of close, of success, to close} | confidence{ level}
    | 赢面 | 胜算 | 把握 | 把握度 | 成交把握
owner: 经办 | 经办业务员 | 承办 | 销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | opportunity owner | deal owner | salesperson | sales rep
    | assigned to | 商机负责人 | 所属人 | 归属人 | 归属销售 | 跟进人员 | 跟进顾问 | 销售员 | 销售代表 | 责任人
    | 所有者 | 所有人 | 商机所有人 | 项目负责人 | 客户经理 | 销售人员 | 销售负责人 | owner name | deal - owner
    | account manager | sales consultant | consultant | rep | sales person | record owner | opp owner
    | 负责业务 | 归属 | assignee | responsible | user responsible | user
    | {当前,归属,所属,跟进,接待,分配,负责,专属,对应,责任,指派,维护,对接,商机,机会,销售机会,项目,业务,销售,主,业务机会}{人,人员,销售,销售顾问,顾问,业务员,业务,员工,负责人,销售员,所有人,者,销售人员,经理,专员,归属人,跟进人,商务,客服}
    | {商机,机会,项目}归属 | 销售姓名 | 负责人姓名 | {relationship manager,rm,account executive,bdm}{, name}
    | {assigned,responsible,sales,record,owned,current,primary}{ user, owner, to, salesperson, sales person, sales rep, rep, representative, person, by, agent, consultant, user name, owner name, assignee, executive, advisor, name}
    | {deal,opportunity,opp,account,potential,pipeline,lead,project}{ owner, owner name, salesperson, sales person, sales rep, rep, agent, assignee, assigned to}
    | owner{, name, username, full name, alias} | assigned{ user name, to user, salesperson name}
    | sales{ consultant, associate, advisor, executive, agent, representative, rep name, person name}
    | salesperson{, name, 1} | salesman | saleswoman
    | 区域经理 | 大区经理 | person in charge | pic || account owner
co_owners: 协同人 | 协作人员 | co-owner | collaborators | 协作者 | 团队成员 | 参与人 | 协助人 | 联合跟进人
    | 相关团队 | 共同负责人 | co owners | team members | shared with | split | opportunity team | 商机团队
    | sales split | opportunity splits
    | {协同,协作,参与,协办,共同,辅助,联合}{人,人员,者,销售,负责人,跟进人,成员}
    | {co-owner,co owner,collaborator,split owner,additional owner,secondary owner,follower}{,s}
source: 商机来源 | lead source | 商机渠道 | 来源渠道 | 客户来源 | 线索来源 | 机会来源 | 信息来源 | 渠道来源
    | opportunity source | deal source | original source | source channel | original source type | 来源名称
    | original traffic source | latest traffic source | how heard
    | {商机,客户,线索,信息,机会,渠道,项目,潜在客户,销售机会,获客,业务}{来源,渠道,来源渠道,渠道来源,来源类型,来源方式}
    | {lead,opportunity,deal,original,customer,marketing,traffic,referral,opp,record,utm,account,contact}{ source, channel, source type, traffic source, source name}
    | source{ name, of lead, channel} || 渠道 | channel
campaign: 活动 | 来源活动 | campaign name | campaign source | 关联活动 | 所属活动 | 市场活动来源
    | 市场活动名称 | primary campaign source | source campaign
    | {市场,来源,推广,营销,关联,所属}{活动,活动名称,活动编号}
    | {campaign,source campaign,marketing campaign,primary campaign,campaign source,primary campaign source}{, name}
competitor: 竞品 | competitors | main competitor | 竞争产品 | 竞争品牌 | 竞争厂家 | 竞品品牌 | 竞争对手名称
    | 对手 | competitor(s) | competitor name | competing brand | competition | 竞争情况 | lost to
    | {竞争,输单,主要竞争,赢单}{对手,品牌,产品,厂家,厂商,公司,车型,对手名称} | 竞品{,品牌,车型,信息,名称,公司}
    | {main,primary,key,winning,lost to,top,known}{ competitor, competitors, competitor name}
    | competitor{(s), name, names, product}
    | 竞争者 | 竞争厂商 | 对手{,厂家,品牌}
loss_reason: 丢单原因 | 战败原因 | lost reason | closed lost reason | 失败原因 | 失单原因 | 丢失原因
    | 未成交原因 | 输单理由 | 输单原因说明 | reason lost | reason for loss | lost because | deal - lost reason
    | loss reasons | reason for closing | reason for closed lost | why lost
    | {输单,丢单,失单,战败,丢失,失败,未成交,流失,败单,关闭}{原因,理由,原因说明,说明,类型}
    | {lost,loss,closed lost,deal lost,lose,deal - lost,win/loss}{ reason, reason description, reasons, reason details, reason category}
    | reason{ lost, for loss, for lost, of loss, for losing} | {未中标,失标,弃标,流标}原因
    | {丢单,输单,战败,失单,落标,未中标}{原因,理由}{分析,说明} || 原因 | reason
summary: 商机总结 | 赢单总结 | 输单总结 | closing summary | 结案总结 | 项目总结 | 关单总结 | 总结说明
    | win/loss summary | closed won reason | conclusion | outcome notes | deal summary
    | {商机,项目,赢单,输单,成交,结案,结单}{总结,小结,复盘} | closed won {reason,notes}
    | {win,won,close,closing}{ reason, summary, notes}
next_follow_up: 下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | next follow-up date
    | next contact | next activity date | next step date | 下次跟进提醒 | 下次联系 | 下次回访 | 下次回访日期
    | 下次拜访时间 | 下次行动时间 | 计划跟进时间 | 计划联系时间 | 下次沟通时间 | next contact date
    | next action date | deal - next activity date | follow-up due | next task due date | 下一步时间
    | next step {date,due,due date} | 下步{跟进,计划}时间
amount: 金额 | 预计金额 | 总金额 | 合计金额 | deal value | deal amount | total amount | 商机预计金额
    | 销售金额 | 项目金额 | 机会金额 | 预计销售金额 | 预计成交金额 | 预计签约金额 | 预估金额 | 预计金额(元)
    | 盘子 | 商机总额 | 商机金额(元) | 预计合同金额 | 成交金额 | opportunity amount | deal - value | deal size
    | est. revenue | estimated revenue | est revenue | estimated value | expected amount | opportunity value
    | 金额合计 | 产品总金额 | 金额（元） | price total | deal worth
    | {商机,预计,项目,机会,销售,成交,预估,销售机会,预计成交,预计销售,预计签约,预计合同,签约,合同,意向,业务,产品,订单,预计签单,期望,商机产品,业务机会,估计,预测}{金额,总金额,总额,额,金额(元),价值,收入}
    | {deal,opportunity,opp,total,est,estimated,expected,potential,pipeline,contract,bid,sales,project,order,forecast,projected,gross,acv,tcv,quote}{ value, amount, revenue, size, worth, price, total}
    | amount{, total, (total)} | close value | value{, total} | total{, price, value} | revenue{ amount}
    | $ value | deal $
    | 总额 | 项目总额 || 合计 | price
    | revenue | expected revenue | value | income
    | {sale,sales,sold,selling}{ price} | {实际,裸车,}成交{价,价格}



# opportunity_lines
opportunity: 商机名称 | 商机编号 | 所属商机 | 关联商机 | opportunity name | opportunity number
    | opportunity id | deal | deal name | deal id | 商机号 | 商机ID | 商机标题 | 商机主题 | 销售机会
    | 机会名称 | 项目名称 | 所属项目 | 对应商机 | 销售机会名称 | opportunity no | opp | opp name | opp id
    | deal - title | associated deal | deal number | project | project name | order reference
    | associated deals
    | {报价,报价单}{编号,单号,号} | {quote,quotation,estimate,proposal}{ number, no, id, ref, reference}
    | {商机,机会,销售机会,项目,所属商机,关联商机,业务机会,对应商机,所属项目}{,名称,编号,id,号,标题,主题}
    | {deal,opportunity,opp,project,potential,associated deal,parent opportunity,related opportunity}{, name, id, number, no, title, reference, ref}
product: 产品名称 | 商品 | 商品名称 | 品名 | 车型 | product name | item | item name | 产品/车型 | 产品名
    | 车型名称 | 车辆 | 机型 | 物料名称 | 存货名称 | 货品名称 | 货物名称 | 配件名称 | 配件 | 意向产品
    | product/service | line item name | product title | part | 品名及规格 | 产品/服务 | items | name
    | {产品,商品,物料,货品,存货,车型,设备,配件,品种,车辆,零件}{,名称,编码,编号,名,全称,代码,型号,全名}
    | {product,item,part,vehicle,line item,service,lineitem,material,unit,equipment,order product}{, name, title, code, id, sku, number}
    | product/service{, name} | model{, name} || description | 型号 | model | 意向车型 | vehicle | 产品编码
    | product code | product id | sku | 商品编码 | 产品编号 | 物料编码 | 存货编码 | part number | item code
    | 产品型号 | product description | item description
unit_price: 销售单价 | 成交单价 | 售价 | 价格 | price | sales price | sale price | 产品单价 | 单价(元)
    | 销售价 | 销售价格 | 报价 | 报价单价 | 含税单价 | 折前单价 | 租金单价 | 实际单价 | 产品价格 | rate
    | selling price | price per unit | unit list price | unit_price
    | {销售,成交,产品,商品,含税,折前,实际,报价,优惠,标准,折后,零售,未税,不含税,租赁}{单价,价格,价,售价}
    | {unit,list,sales,sale,sell,selling,quoted,net unit,each,item,product,standard,rental,retail,original}{ price, rate, cost price, price each}
    | price{ each, per unit, (each), unit} | rate{ per unit} | {list,net} each || list price | unit cost | 租金 | 标准价格
quantity: 台数 | 件数 | 台量 | qty | order qty | units | count | 采购数量 | 产品数量 | 销售数量 | 购买数量
    | 订购数量 | 需求数量 | 商品数量 | 辆数 | 数量(台) | 租赁数量 | qty. | order quantity | ordered qty
    | quantity ordered | no. of units | number of units | pcs | pieces | 数量/台 | # of units
    | ordered quantity
    | {采购,产品,销售,购买,订购,需求,商品,租赁,意向,订货,购车,报价,预计}{数量,台数,数,量,辆数,件数}
    | {qty,quantity,units,order,ordered,sales,product,item,no of,number of,num}{ ordered, quantity, qty, units, sold, pieces, items, required, needed}
    | quantity{ ordered, sold, (units), required} | qty{ ordered, sold}
periods: 期数 | 租赁期数 | 租赁期 | 租赁时长 | rental periods | number of periods | term | 租期(月) | 租赁月数
    | 租赁天数 | 租赁期限 | 租用期 | 月数 | 周期数 | 租赁期间 | rental term | rental period | months
    | term (months) | lease term | duration | billing periods | number of payments
    | {租赁,租用,计租,租}{期,期限,时长,月数,天数,期数,周期数,期间}
    | {rental,lease,hire,billing,subscription,contract}{ term, period, periods, months, duration, length, days}
    | term{ (months), in months, length} | no of {months,periods,days}
discount: 折扣 | 折扣率 | 让利 | 让利比例 | 优惠 | discount (%) | discount rate | discount percent | 折扣(%)
    | 优惠比例 | 优惠幅度 | 折让率 | 让利率 | 产品折扣 | 整单折扣 | 商品折扣 | 折 | 折数 | 打折 | 折扣系数
    | disc | disc % | disc. | discount % | discount percentage | line discount | line item discount percentage
    | discount pct | off | % off | percent off | 折扣%
    | {产品,整单,商品,行,优惠,单品,明细}{折扣,折扣率,让利,优惠率,折扣(%)}
    | {line,line item,item,product,sales,trade,total}{ discount, discount %, discount percentage, discount percent, discount rate}
    | discount{ pct, percent, percentage, rate, %age} | disc{ pct}
    | {优惠,折让,让利,折扣,减免,整单优惠,产品优惠,单品优惠}{金额,总额,额} | 立减 | 立减金额 | amount off | money off
    | {,line ,item ,line item ,product ,total }discount{ amount, amt} | disc{ amount, amt}
amount: 小计 | 合计 | 总价 | 行金额 | 金额小计 | line total | line item total | total | total price | subtotal
    | line amount | 总额 | 产品金额 | 销售小计 | 折后金额 | 优惠后金额 | 折后小计 | 金额(元) | 价税合计
    | 含税金额 | 应付金额 | 成交金额 | 销售金额 | 小计金额 | 产品小计 | 合计金额 | 总金额 | net price
    | net amount | net total | extended price | extended amount | ext. price | ext price | amount due
    | line value | line item amount | sub total | 总计 | 小计(元)
    | {产品,商品,行,明细,报价,合计,销售,含税,折后,成交,优惠后,订单,小计,价税,未税}{金额,小计,总价,总额,合计,总金额}
    | {line,line item,total,net,extended,ext,sub,gross,order,item,product,final,untaxed,discounted}{ total, amount, value, subtotal, sum}
    | {line,line item,total,net,extended,ext,gross,final}{ price} | total{ price, amount, value, (net)}
    | sub total{, price} | amount{ total} | {ext,extended} net
    | {total,amount,price,subtotal,line total,net}{ after discount, net of discount, less discount} | after discount
    | {折后,优惠后,折让后,让利后}{合计,总计} | {折后,优惠后,净}价合计 | 净额 | 净价合计 | 净价总额
    | {net price,net line,line net}{ total, amount} | {total,amount} payable | {应收,应付,实收,实付}{金额,总额,合计,总价} || sum
spec: 产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | 型号规格
    | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | trim level | model variant | 型号
    | 产品型号 | 规格/型号 | 型号/规格 | lineitem variant | {配置,规格}{,名称,描述,参数,版本,级别,说明}
    | {型号,车型}{描述,参数,版本,级别,说明} | variant{, title, name} | option{,s}

# follow_ups
subject: 跟进对象 | 客户 | 客户名称 | 线索 | 商机 | 关联对象 | 关联商机 | 关联客户 | related to | regarding
    | customer | lead | opportunity | account | 跟进客户 | 客户姓名 | 拜访客户 | 回访客户 | 拜访对象
    | 联系对象 | 关联 | 关联对象编号 | 线索名称 | 商机名称 | 客户/商机 | 客户/线索 | 潜客 | 客户编号
    | 商机编号 | 线索编号 | 关联业务 | 所属客户 | 关联线索 | 关联数据 | 公司名称 | customer name
    | related record | linked to | associated company | associated deal | associated contact | lead name
    | deal | opportunity name | account name | company | deal - title | organization | prospect | 客户/联系人
    | company / account | name / company
    | {拜访,走访,回访,联系}{网点,门店,车行,经销商} | {跟进,拜访,回访,联系,关联,沟通,所属,访问,来访,走访,服务,活动,接待,洽谈,试驾,外访,电访}{对象,客户,线索,商机,客户名称,客户姓名,单位,企业,客户编号,对象名称,公司,联系人}
    | {客户,线索,商机,潜客,顾客,公司,单位,项目,车主,客户公司,客户单位}{,名称,姓名,编号,名} | 联系人{名称,姓名}
    | {customer,contact,account,lead,company,deal,opportunity,client,prospect,organization,person,associated contact,associated company,associated deal,related to,primary contact,regarding,call to,contact person,related record,linked record,attendee,related contact,related account,parent}{, name, id}
    | related{ to, record, to name, customer, deal} | regarding{ object}
    | associated {contacts,companies,deals}
    | {今日,本日,当日,}{拜访,走访,来访,跟进,回访,接触,沟通,服务}{单位,公司,企业,学校,客户单位,厂家,网点,门店}
    | farmer | grower | rider | guest || 联系人 | 网点 | 网点名称 | 门店 | 车行 | 经销商 | 店名 | name | who | with | record | contact | contact name
    | person | what | for
time: 跟进日期 | 联系时间 | 拜访时间 | 回访时间 | date | activity date | follow-up date | contacted on
    | follow up time | 记录时间 | 沟通时间 | 沟通日期 | 拜访日期 | 回访日期 | 联系日期 | 跟进时间点 | 活动时间
    | 活动日期 | 洽谈时间 | 洽谈日期 | 实际跟进时间 | 开始时间 | contact date | visit date | call date
    | date/time | date & time | activity time | activity date/time | time | when | completed on
    | date completed | logged at | done time | timestamp | occurred at | actual end
    | {跟进,联系,拜访,回访,沟通,活动,洽谈,记录,来访,来店,实际跟进,走访,访问,通话,试驾,接待,登记,本次跟进,外访,完成,发生,签到,到店}{时间,日期,日,时间点}
    | {activity,contact,visit,call,meeting,event,logged,interaction,log,note,completed,test drive,actual start,communication,task,engagement,touch,start}{ date, time, date/time, datetime, on, at, timestamp, date and time}
    | {follow-up,follow up,followup}{ time, timestamp}
    | day | call day | visit day | date{, of contact, of call, of visit, of activity, completed, /time, contacted}
    | start{ date, time, date/time, date & time} | due{ date} | completed{ on, date, at, time}
    | {演示,试用,外出,下乡,出差,来电,联络}{日期,时间} || 日子 | 日期 | 时间
    | due date | start | start date | start time
method: 方式 | 联系方式 | 跟进类型 | 拜访方式 | activity type | 跟进形式 | 沟通方式 | 回访方式 | 跟进渠道
    | 拜访类型 | 联络方式 | 接触方式 | 沟通渠道 | 记录类型 | activity | contact method | contact type
    | method of contact | follow-up type | interaction type | communication type | task type | via
    | how contacted | method
    | {跟进,联系,拜访,回访,沟通,活动,洽谈,接触,联络,访问,接洽,沟通跟进,记录,行动,接待}{方式,类型,形式,渠道,途径,类别}
    | {activity,contact,call,follow-up,follow up,followup,interaction,communication,task,event,engagement,meeting,touch,note,visit}{ type, method, mode, channel, kind, medium}
    | method of {contact,communication} | action{ type} || type | channel | mode | 活动类型 | 类型 | 形式
content: 内容 | 沟通内容 | 跟进记录 | 跟进情况 | 记录 | notes | details | comments | 跟进情况说明 | 跟进详情
    | 拜访内容 | 拜访记录 | 回访内容 | 联系内容 | 洽谈内容 | 洽谈记录 | 沟通记录 | 沟通情况 | 记录内容 | 详情
    | 描述 | 活动记录 | 跟进备注 | 情况说明 | 活动内容 | note | activity notes | what happened
    | discussion | remarks | call notes | body | message | full comments | task notes
    | meeting notes | 内容描述 | 内容详情 | 跟进描述 | 本次跟进情况
    | what was said | minutes
    | {,本次,此次,当前}{跟进,拜访,回访,联系,洽谈,沟通,活动,记录,访问,走访,通话,会谈,交流,反馈,接待,服务,面谈,试驾}{内容,记录,情况,详情,要点,纪要,备注,描述,说明,小结,摘要,情况说明,内容详情}
    | {activity,call,meeting,note,contact,visit,follow-up,follow up,followup,task,conversation,full,interaction,log,engagement,discussion,event,internal}{ notes, note, comments, details, description, summary, content, body, outcome, remarks, text, log}
    | note{ body, text, content} | notes{ / comments, & comments} | comments{ / notes}
    | discussion{ points, summary}
    | {拜访,走访,回访,外访,洽谈,会谈}总结 | {跟进,拜访,回访,联系,沟通,活动,接待,走访,洽谈}结果 | {试驾,试乘,试乘试驾,驾驶,客户,用户,车主}{感受,体验,评价} | 试驾反馈 | 感受 | {customer ,driver ,test drive ,}impression{,s} | test drive feedback | 客户{反馈,反馈意见,意见,需求反馈,反馈/异议} | {customer ,}feedback
    | outcome{,s} | result{,s} | 反馈 | 反馈意见 | 情况反馈 | 车主反馈 | what was done
    | {现场,演示,试用,拜访,走访}{情况,效果,反馈} | 聊的内容 | 谈的内容 || 备注 | 总结 | 小结 | 摘要 | description | remark | comment | summary
expense: 花费 | 费用金额 | cost | 费用(元) | 拜访费用 | 招待费 | 差旅费 | 产生费用 | 跟进费用 | 花销
    | expenses | expense amount | spend | costs
    | {拜访,招待,差旅,跟进,产生,活动,外访,交通,业务}{费,费用,费用金额,花费,开支}
    | {travel,visit,entertainment,meeting,activity}{ expense, expenses, cost} | expense{s, amount} | cost{s}
    | 油费 | 车费 | 餐费 | 路费 | 招待
plan: 跟进计划 | 下一步 | 下一步计划 | 下次计划 | next step | next steps | next plan | 下次跟进内容 | 下步计划
    | 下步工作 | 后续计划 | 下一步行动 | 下一步工作 | 后续安排 | 下次跟进事项 | 待办 | 下次跟进目的
    | next action | action plan | follow-up plan | todo | to do | next activity | action items | to-do | todos
    | {下次,下一步,下步,后续,明日,下阶段,下次跟进,跟进,下次拜访,下次回访,下次沟通}{计划,内容,安排,行动,工作,措施,目的,事项,对策,工作计划,跟进计划}
    | {下次,下次跟进,下次拜访,下次回访,下次沟通}{备注,说明,要点,重点}
    | 下一步{,打算}
    | {next,follow-up,follow up,future}{ step, steps, action, actions, plan, activity, task, move, agenda}
    | action{ items, plan, required}
by: 业代 | 记录人 | 陪驾人 | 陪驾人员 | 陪驾顾问 | 试驾专员 | 负责人 | 业务员 | followed up by | completed by | owner | salesperson | 跟进人员 | 跟进销售 | 跟进顾问 | 拜访人
    | 回访人 | 联系人员 | 销售顾问 | 销售员 | 销售人员 | 执行人 | 责任人 | 我方人员 | assigned to
    | activity owner | rep | sales rep | logged by | done by | sales person | consultant | performed by
    | employee | 销售代表 | organizer | host | assignee
    | {跟进,拜访,回访,记录,填写,提交,执行,负责,走访,创建,录入,接待,销售,业务,沟通,汇报,参与跟进,活动,外访,登记,操作,经办}{同事,人,人员,销售,销售顾问,顾问,业务员,员工,代表,负责人,者,人姓名}
    | {activity,assigned,logged,created,completed,done,performed,contacted,entered,owned,recorded,task,sales,responsible,submitted,follow-up,followed up,visited,handled}{ by, owner, to, user, rep, person, assigned to, agent, salesperson, consultant, to user}
    | caller{, name} | call{ owner, assigned to, by} | assigned{ to user, user name, salesperson}
    | activity {assigned to,owner name} | owner{, name, username} | user{, name} | salesperson{, name}
    | sales{ rep, person, consultant, executive, advisor, associate} | employee{, name} | staff{, member}
    | rep{, name}
    | 演示员 | 演示人 | 下乡人员 | 区域经理 | 外勤 | 陪驾 || who by | created by | 创建人 | 销售 | 提交人 | 填写人 | user | creator | author
next_follow_up: next date | next | 计划下次 | {,计划,预计}下次{时间,日期}
"""
