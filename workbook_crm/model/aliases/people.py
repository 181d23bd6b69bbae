"""Words for the columns of staff, leads and customers. How to read them: `model.aliases`."""

WORDS = """
# staff
name: 员工姓名 | 员工 | 人员 | full name | employee | employee name | 销售姓名 | 顾问姓名 | 用户名 | 用户姓名
    | 成员姓名 | 职员姓名 | 业务员姓名 | 销售顾问 | staff name | user | user name | display name | rep name
    | name | 真实姓名 | 显示名称 | user full name
    | {员工,职员,成员,人员,用户,销售,顾问,销售顾问,业务员}{姓名,名称,名字,名}
    | {employee,staff,user,rep,team member,salesperson,agent,member,consultant,display,full}{, name, full name}
phone: 手机 | 手机号 | 联系电话 | mobile | phone number | 手机号码 | 电话号码 | 联系方式 | 移动电话 | 联系手机
    | mobile phone | tel | telephone | cell | work phone
team: 部门 | 小组 | 销售组 | department | group | 所属部门 | 部门名称 | 所属团队 | 主部门 | 团队名称 | 班组
    | sales team | team name | dept | 部门/团队 | 大区/团队 | 组别 | division
    | {所属,所在,主,销售,归属}{部门,团队,小组,组,战队}
    | {sales,team,business,main,primary}{ team, group, unit, department, name}
store: 网点 | 分店 | 店面 | branch | location | 所属门店 | 门店名称 | 分公司 | 经销商 | 所属网点 | 4S店
    | store name | office | site | dealer | dealership | showroom | 店别 | 店名 | 店铺名称
    | {所属,所在,归属,任职}{门店,店,店铺,分店,网点,公司,分公司,4s店,机构}
    | {store,branch,office,dealer,dealership,shop,site,location}{, name, location}
role: 职务 | 职位 | 岗位 | position | job title | 岗位名称 | 职称 | 角色名称 | 系统角色 | 权限 | title
    | user role | profile | roles | designation | {岗位,职位,职务,角色,权限}{,名称,类型,级别}
    | {job,position,user,security,access,team}{ role, title, position, profile, level}
state: 在职状态 | status | active | 账号状态 | 员工状态 | 是否在职 | 状态(在职/离职) | user status
    | employment status | is active | enabled | {在职,账号,员工,用户,启用,使用,在岗}{状态}
    | 是否{在职,启用} | {user,account,employee,employment,staff}{ status, state} | active{ user}
mail: 电子邮箱 | 邮件 | email | e-mail | email address | 电子邮件 | 邮箱地址 | 电邮 | 邮件地址 | mail address
    | e-mail address | work email | person - email | email 1 | primary email | 公司邮箱 | 企业邮箱
    | 企业邮箱地址 | user email | login email

# leads
number: {scan,badge,visitor,attendee,registration}{ id, no, number, code} | 线索号 | lead id | lead no | 线索ID | 线索编码 | 线索流水号 | lead number | lead code | lead_id
    | record id | 线索唯一id | contact id
    | {线索,潜客,潜在客户,客资,留资,商机线索}{编号,id,号,编码,序号,流水号}
    | {lead,prospect,enquiry,inquiry,record}{ id, number, no, code, ref} || id | number | 编号 | 编码 | 代码
name: 线索名称 | 客户姓名 | 姓名/名称 | lead name | full name | contact name | 线索姓名 | 联系人姓名
    | 潜客姓名 | 潜客名称 | 潜在客户姓名 | 称呼 | 客户称呼 | person - name | prospect name | name | person
    | 名字 | 姓名/称呼 | 客户姓名/单位 | 顾客 | 客人 | contact person | prospective customer | display_name
    | {线索,潜客,潜在客户,顾客,客户,联系人,用户,客人,留资人,访客,主要联系人,首要联系人,来店客户,车主,购车人,咨询人,询价人}{姓名,名称,名字,名,称呼,称谓}
    | {lead,contact,customer,prospect,client,person,buyer,display,full,primary contact,visitor,guest,shopper,caller,main contact,lead full,contact person,customer full,contact full}{ name}
    | {公司,单位,企业,店名,客户,商家,车行}/{姓名,名字,个人,联系人,称呼} | {farm,business,company,org,shop}/{name,contact}
    | {complete,farmer,grower,rider,owner,party} name | punter | lessee | cust | guest | guests | party{, name} | 户主 | 机主 | 业主 | 租客 | 租车人 | 用车人 | 承租人 | 联系人称呼 | {被介绍,被推荐}{人,客户} | 来宾{,姓名} || client{, name} | buyer{, name} | 联系人 | 客户 | 潜在客户 | contact | lead | prospect | customer | customer name | 客户名称
    | {公司,企业,单位,主体,客户公司,客户单位}{名称,全称} | {company,account,business,organization}{ name}
    | lead - title | farmer | grower | rider | caller | visitor | {客人,顾客,客户}微信备注 ||| 老板 | 老板姓名 | 掌柜 | 老板/负责人
company: 公司名称 | 企业名称 | 单位名称 | company name | organization | 企业 | 所属公司 | 所在公司 | 客户公司
    | 工作单位 | 公司/单位 | 单位/公司 | 公司/企业名称 | account name | organisation | organization - name
    | employer | business name | company / account | lead company | 公司/店铺名称 | account/company
    | organization / company | firm | practice | company/organization | works at
    | {公司,单位,企业,客户公司,所在单位,所属企业,工作单位,任职公司,机构,组织,客户单位,所属客户,店铺,主体,企业主体}{,名称,全称,名}
    | {company,account,organization,organisation,business,employer,lead company,firm,customer company,current company}{, name}
    | 单位/{合作社,农场,家庭农场,村} || account | 单位
source: 线索来源 | 客户来源 | 来源渠道 | lead source | original source | 信息来源 | 获客渠道 | 来店渠道
    | 来店途径 | 渠道来源 | 获知渠道 | 信息渠道 | 客户渠道 | 一级渠道 | 来源类型 | 留资渠道 | 线索渠道
    | source channel | original source type | how did you hear about us | enquiry source | inquiry source
    | lead channel | 渠道名称 | 平台来源 | 来源平台 | 渠道类型 | 来源详情 | 来源名称 | 媒体 | 垂媒平台
    | how heard | heard about us | ad source | refral source | source of lead | medium | source/medium
    | source details | enquiry type
    | {线索,客户,客资,信息,来店,来电,渠道,获客,潜客,留资,数据,商机,获知,进店,到店,集客,媒体,推广,来访}{来源,渠道,途径,来源渠道,来源方式,渠道来源,媒体,来源类型,来源平台}
    | {一,二,三}级{渠道,来源}
    | {lead,enquiry,inquiry,original,marketing,customer,contact,traffic,acquisition,referral,utm,prospect,initial,latest,first touch,record,source,marketing}{ source, channel, source type, source name, traffic source}
    | {流量,引流,广告,投放,自然流量}{来源,渠道} | {source,mode} of {enquiry,inquiry,contact,visit}
    | {how did,howd} {you,they} hear{, about us} | lead provider | provider{, name} | ad{vertising,} source || channel | 渠道 ||| 网站
campaign: 活动 | 活动名称 | campaign name | 来源活动 | 所属活动 | 关联活动 | 市场活动名称 | source campaign
    | campaign source | utm campaign | 活动编号 | {推广,广告,投放,营销}{计划,计划名称} | {市场,来源,推广,营销,关联,所属}{活动,活动名称,活动编号}
    | {campaign,source campaign,marketing campaign,utm campaign,ad campaign,original campaign}{, name}
interest: 意向 | wants | wants to buy | wanted | looking for | looking to buy | after | 想要 | 想买 | 要买什么 | 想买什么 | 关注类别 | 关注品类
    | 感兴趣类别 | 关注的产品 | 问什么 | 咨询内容 | 咨询 | 感兴趣产品 | interested in | product interest | product of interest | 意向产品类别 | 需求产品
    | 意向品类 | 产品意向 | 购买意向 | 客户需求 | 产品需求 | product category of interest
    | products interested in | 需求描述 | 需求说明 | 需求内容 | 业务类型 | interests
    | {意向,感兴趣,需求,咨询,关注,购买意向}{产品,商品,品类,产品名称,产品类型,产品类别,业务,项目,内容,业务类型}
    | {product,service}{ interest, of interest, interested in, needs}
    | interested {product,products,service,in product} | need{,s} || 需求 | requirement | requirements | topic
level: 线索级别 | 意向级别 | 客户级别 | 等级 | rating | grade | 意向等级 | 客户意向 | 意向程度 | 潜客级别
    | 潜客等级 | 线索等级 | 热度 | 客户等级 | H/A/B/C | HABC | lead grade | lead rating | lead score
    | temperature | hot/warm/cold | intent level | 意向(h/a/b/c) | 意向等级(h/a/b/c) | 客户意向级别 | 优先级
    | 星级 | 级别(habc) | 意向度 | hot/cold | interest level | buying intent
    | {线索,意向,客户,潜客,潜在客户,购买意向,意愿,购车意向,跟进,热度}{级别,等级,程度,度,评级,评分,强度,分级,优先级,星级}
    | {lead,prospect,customer,contact,interest,buying,intent}{ rating, grade, level, score, quality, temperature, priority, rank, heat}
    | 级 | 类别(hab) | hot/warm/cold || priority ||| temp
state: 线索状态 | status | lead status | 跟进状态 | 处理状态 | 线索跟进状态 | 转化状态 | status reason
    | lead state | lead stage | status id | status label | disposition
    | {线索,跟进,潜客,潜在客户,处理,客户,当前,转化,联系,分配,客资}{状态,进度,结果,进展,阶段}
    | {lead,prospect,status,follow-up,current,enquiry,contact,leads}{ status, stage, state, status name, status label, disposition}
    || 当前状态 | 线索阶段 | stage
invalid_reason: 失效原因 | disqualified reason | 无效理由 | 战败原因 | 关闭原因 | 无效线索原因 | 线索无效原因
    | lost reason | reason for disqualification | unqualified reason | dead reason | invalid reason
    | {无效,失效,战败,关闭,流失,放弃,丢失,退回,作废}{原因,理由,说明,原因说明}
    | {lost,loss,dead,disqualification,disqualified,unqualified,invalid,junk,closed,rejection,not interested}{ reason, reason description, reason detail}
    | reason {lost,for loss,dead,unqualified}
owner: 销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | lead owner | salesperson | sales rep | assigned to
    | record owner | 线索负责人 | 所属人 | 归属人 | 跟进人员 | 跟进顾问 | 归属销售 | 归属顾问 | 接待顾问
    | 接待人 | 接待销售 | 销售员 | 销售代表 | 分配给 | 责任人 | 所有者 | 所有人 | 线索所有人 | 销售人员
    | owner name | lead owner name | assigned rep | sales consultant | consultant | rep | sales person
    | assigned sales | account manager | contact owner | agent | 销售线索所有人 | 线索归属 | 归属 | 接待人员
    | 接待销售顾问 | assignee | responsible | bdc agent | user responsible | user
    | {当前,归属,所属,跟进,接待,分配,负责,专属,对应,责任,指派,维护,对接,服务,线索,潜客,潜在客户,客资,邀约,主}{人,人员,销售,销售顾问,顾问,业务员,业务,员工,导购,负责人,销售员,所有人,者,销售人员,专员,归属人,跟进人,商务,客服,经理}
    | {主责,分管,主办,经办,首接,首访}{,人,人员,销售,顾问} | {DCC,IDCC,电销,网销,外呼,客服,售前,网电销}{,人员,专员,顾问,销售,客服}
    | {直播,展厅,回访}{人员,专员,顾问,销售,客服} | 回访员
    | 顾问 | 销售专员 | 销售经理 | 负责人姓名 | {sales,field,marketing,}executive name
    | {assigned,responsible,sales,record,owned,current,handling,primary}{ user, owner, to, salesperson, sales person, sales rep, rep, representative, person, by, agent, consultant, user name, owner name, assignee, executive, advisor, name}
    | {relationship manager,rm,account executive,bdm}{, name}
    | {lead,contact,account,prospect}{ owner, owner name, salesperson, sales person, sales rep, rep, agent, assignee, assigned to}
    | owner{, name, username, full name, alias} | assigned{ user name, to user, salesperson name}
    | sales{ consultant, associate, advisor, executive, manager, agent, representative, rep name, person name}
    | salesperson{, name, 1} | salesman | saleswoman | salesman name
    | person in charge | pic | handled by rep | closer | rep{1,2} | 陪驾 ||| dse | am | ma | se | sc
convert: 转为客户 | 是否转客户 | convert to customer | converted | 转化 | 是否转化 | 转为商机 | 是否转商机
    | 转成客户 | convert lead | is converted | convert? | 是否转{化,客户,商机,成交} | converted{ to customer}
    | convert{ to customer}
model: 车型 | 意向型号 | interested model | model of interest | 意向车系 | 关注车型 | 需求车型 | 车系
    | 意向机型 | 机型 | 关注车系 | vehicle of interest | interested vehicle | desired model
    | model interested in | 咨询车型 | 留资车型 || unit
gender: 性别

# customers
number: acct | acct code | 客户号 | 客户ID | customer id | customer no | account id | contact id | 客户编码 | 客户代码
    | 往来单位编码 | customer number | customer code | account number | account no | client id | client no
    | contact_id | record id | company id | 客户流水号 | 档案编号 | crm id
    | {客户,会员,车主,往来单位,往来,档案,顾客,单位,公司,企业}{编号,id,号,编码,代码,代号,序号,流水号}
    | {customer,cust,acct,account,client,company,person,organization,organisation,member,entity,customer account,copper,partner,debtor}{ id, number, no, code, ref, key}
    | {contact,buyer}{ id, code, ref, key} | 联系人{编号,id,编码,代码,流水号} | id{, number} || id | number | 编号 | 编码 | 代码
name: {承租,租赁,租用,租车,承运,购车}{方,单位} | 客户 | 客户姓名 | 姓名 | 名字 | 名称 | 公司名称 | customer | name | account name | company name | company
    | full name | 企业名称 | 单位名称 | 客户全称 | 客户简称 | 车主姓名 | 车主 | 车主名称 | 购车人 | 购买方
    | 往来单位名称 | 客户/公司名称 | client name | client | organization name | organization - name
    | company / organization | business name | person - name | buyer name | 客户姓名/名称 | 客户名称/姓名
    | 客户(全称) | 车主/单位 | people name | display name | display name as
    | {客户,顾客,车主,会员,购车人,往来单位,单位,企业,公司,联系人,用户,买方,甲方,机主,客户公司,客户单位,承租人,承租方,承租单位,购车单位,主体,企业主体,客商}{,名称,全称,简称,姓名,名,名字}
    | {customer,client,account,company,organization,organisation,business,contact,buyer,person,full,display,legal,trading,partner,dealer,customer company,customer full,company legal,registered}{ name}
    | {公司,单位,企业,店名,客户,商家,车行}/{姓名,名字,个人,联系人,称呼} | {farm,business,company,org,shop}/{name,contact}
    | {网点,门店,店铺,车行,经销商,代理商,修理厂,商家,渠道,二网,分销商,合作商,加盟店,单位}{名称,店名,全称} | {dealer,garage,shop,workshop,fleet,farm,site}{ name}
    | {complete,farmer,grower,rider,party,lessee} name | cust | lessee | consignor | name{ of customer, of company} | company{, legal name} | customer/company{, name}
    | party{, name} | guest{, name} | 户主 | 业主 | 租客 | 租车人 | 用车人 | {购机,购买,订车,订购,提车,交车}{人,客户,户} || 联系人 | 联系人姓名 | 店名 | 店铺 | 店铺名称 | 门店名称 | 厂名 | 商号 | 车队
    | shop | shop name | garage | store name | farm | farm name | farm / name | fleet
    | contact | contact name | 公司 | 单位 | account | organization | organisation | buyer | farmer | grower | fleet owner
type: 客户类型 | 客户性质 | customer type | account type | 客户类别 | 客户分类 | 客户属性 | 个人/企业
    | 企业/个人 | 性质 | 购车性质 | type of customer | account category | record type | 个人/单位 | 公户/私户
    | 客户类型(个人/企业) | person type | company type | person/company | individual/company
    | {客户,公司,企业,联系人,账户,往来单位,购车,单位,顾客}{类型,性质,类别,属性,分类}
    | {customer,account,contact,company,client,business,relationship,person,organization}{ type, kind, category}
gender: sex | 性别 | gender | m/f | 客户性别
address: 厂址 | 店址 | 库址 | 门址 | 联系地址 | 详细地址 | 通讯地址 | street | billing address | 家庭住址 | 公司地址 | 住址 | 客户地址
    | 单位地址 | 收货地址 | 现住址 | 街道地址 | 注册地址 | street address | mailing street | billing street
    | mailing address | address 1 | address1 | address line 1 | street 1 | full address | shipping address
    | 地址详情 | 街道 | 街道门牌 | 住所 | addresses | address (full) | location address
    | {联系,详细,通讯,家庭,公司,客户,单位,收货,居住,办公,注册,街道,送货,邮寄,身份证,企业,门店,经营,邮政}{地址,住址,详细地址}
    | {street,mailing,billing,shipping,home,work,business,office,company,primary,postal,physical,main,full,delivery,customer,contact,residential,permanent}{ address, street, street address, address line 1, address street, address 1}
    | address{1, 1, line 1, line1, (work), (home), street, street 1, - street, 1: street 1}
    | street{, address, address 1, 1, address line 1, name}
occupation: 职务 | profession | job title | 职位 | 客户职业 | 工作 | 从事职业 | title | job | position | 岗位
    | 职业/职务 | 职称 | 头衔 | role | designation | function | title/position
    | {客户,联系人,从事}{职业,职务,职位}
    | {job,contact,work,professional,person,position}{ title, position, role, function} | job{, title / role}
hobbies: 爱好 | 兴趣 | interests | 个人爱好 | 业余爱好 | 特长爱好 | hobby | hobbies & interests
    | 兴趣爱好/特长 | hobbies and interests
source: 客户来源 | 来源渠道 | lead source | original source | 信息来源 | 获客渠道 | 来店渠道 | 来店途径
    | 渠道来源 | 获知渠道 | 客户渠道 | 来源类型 | source channel | account source | customer source
    | original source type | referral source | 渠道名称 | 来源平台 | 来源名称 | original traffic source
    | latest traffic source | refral source | how heard | heard about us
    | {客户,信息,来店,来电,渠道,获客,获知,进店,到店,数据,商机,线索,集客,来访,成交,开发}{来源,渠道,途径,来源渠道,来源方式,渠道来源,来源类型,来源平台}
    | {lead,account,customer,contact,original,referral,traffic,marketing,acquisition,record,client,company,first touch,latest}{ source, channel, source type, traffic source}
    | how did {you,they} hear about us | source{ channel, name, details, of contact} || 渠道 | channel
    | medium ||| 网站
priority: 优先级 | priority | buying priority | 购买优先级 | 购车紧迫度 | 拟购时间 | purchase timeframe
    | buying timeframe | 预计购车时间 | {购车,购买,采购,客户}{优先级,紧迫度,紧急程度}
    | {purchase,buying,buy}{ priority, timeframe, time frame, timeline, urgency}
level: 客户级别 | 意向级别 | 等级 | 客户等级 | rating | grade | 客户评级 | 意向等级 | 客户分级 | 客户星级
    | 重要级别 | ABC分类 | 价值等级 | customer grade | customer rating | account rating | tier | customer tier
    | abc class | 级别/等级 | 客户abc | vip等级 | classification | abc
    | {客户,意向,会员,重要,合作,信用,价值,客户重要,客户价值,公司,企业,关系}{级别,等级,程度,评级,星级,分级,星级评定}
    | {customer,account,client,contact,lead,company,organization}{ rating, grade, level, tier, rank, class, score, priority, value}
    | rating{ code} | segment{,ation}
    | 级 || 重要程度 ||| temp | 意向 | 意愿 | 意向度高低 | interest
lifecycle: 客户生命周期 | 生命周期阶段 | lifecycle stage | 客户阶段 | 客户周期 | 成交状态 | life cycle
    | customer stage | life cycle stage | {客户,生命}{阶段,周期,生命周期,周期阶段,生命阶段}
    | {life cycle,lifecycle,life-cycle}{ stage, status, phase}
    | {customer,contact,client,relationship,buyer}{ stage, phase, lifecycle stage}
state: 客户状态 | status | customer status | 跟进状态 | 账户状态 | 客户跟进状态 | 有效状态 | 是否有效
    | account status | customer state | record status | is active
    | {客户,合作,启用,账户,使用,有效,当前,单位}{状态}
    | {customer,account,record,contact,client,relationship,person}{ status, state} || active | 启用状态
invalid_reason: 失效原因 | inactive reason | 无效理由 | 停用原因 | 流失原因 | reason for inactivity
    | invalid reason | churn reason | {无效,失效,停用,流失,战败,作废}{原因,理由,说明}
    | {churn,lost,inactive,invalid}{ reason}
owner: 销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | 客户经理 | customer owner | account owner
    | contact owner | salesperson | sales rep | assigned to | 客户负责人 | 所属人 | 归属人 | 归属销售
    | 跟进人员 | 跟进顾问 | 销售员 | 销售代表 | 责任人 | 所有者 | 所有人 | 客户所有人 | 专属销售 | 服务顾问
    | 客户归属 | 所属员工 | 专管业务员 | 销售人员 | owner name | account manager | sales consultant
    | consultant | rep | sales person | record owner | company owner | organization - owner | person - owner
    | lead owner | 归属 | 跟单员 | 接待销售顾问 | assignee | responsible | user responsible | user
    | {当前,归属,所属,跟进,接待,分配,负责,专属,对应,责任,指派,维护,对接,客户,服务,业务,销售,主,专管,添加}{人,人员,销售,销售顾问,顾问,业务员,业务,员工,导购,负责人,销售员,所有人,者,销售人员,专员,经理,归属人,跟进人,商务,客服}
    | {续保,客服,维护,回访,售后,DCC,IDCC,电销,网销}{专员,顾问,人员,人} | 顾问 | 负责人姓名
    | {assigned,responsible,sales,record,owned,current,primary}{ user, owner, to, salesperson, sales person, sales rep, rep, representative, person, by, agent, consultant, user name, owner name, assignee, executive, advisor, name}
    | {relationship manager,rm,account executive,bdm}{, name}
    | {contact,account,company,customer,client,relationship,lead,people,organization}{ owner, owner name, salesperson, sales person, sales rep, rep, agent, assignee, assigned to}
    | owner{, name, username, full name, alias} | assigned{ user name, to user, salesperson name}
    | sales{ consultant, associate, advisor, executive, agent, representative, rep name, person name}
    | salesperson{, name, 1} | salesman | saleswoman | salesman name
    | person in charge | pic
age: 年纪 | 客户年龄 | 年龄段 | 年龄 | age{, range, group}
"""
