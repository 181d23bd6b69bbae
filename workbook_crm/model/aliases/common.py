"""Words for a column wherever a kind has it. How to read them: `model.aliases`."""

WORDS = """
# common
spec: 产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | 型号规格
    | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | trim level | model variant
remark: 说明 | remarks | notes | comment | description | 备注说明 | 备注信息 | 附注 | 其他说明 | 描述 | 其他
    | note | remark | memo | comments | additional notes | internal notes | 留言 | 客户留言 | 备忘 | 简介 | 介绍 | 概述
    | 个人备注 | details | background | about | other information | extra info | message | details / notes
    | {其他,特殊,客户,跟进,补充,详细}{说明,备注}
    | {person,contact,customer,account,lead,deal,opportunity,item,line,product,background}{ notes, note, comments, comment, description, remarks, info}
    | {去向,情况,说明,要求}及备注 | 备注及{说明,情况,去向} | 记事
    | additional info{,rmation} | {lead,customer,buyer}{ message,' comments}
mail: 电子邮箱 | 邮件 | email | e-mail | email address | 电子邮件 | 邮箱地址 | 电邮 | 邮件地址 | mail address
    | e-mail address | work email | person - email | email 1 | primary email | 公司邮箱 | 企业邮箱 | emails
    | mails | emails 1 email
    | {个人,工作,办公,客户,联系人,主,备用,首选,常用,联系}{邮箱,邮件,电子邮箱,邮箱地址,email,e-mail}
    | {work,personal,home,business,office,main,primary,secondary,other,contact,customer,company,preferred,alternate,default,direct}{ email, e-mail, mail, email address}
    | {email,e-mail}{ work, home, personal, primary, business, main, value, id, 1, 2, 3}
    | e-mail {1,2,3}{, value, address} | email address {1,2,3} | 邮箱{1,2,3}
    | {primary contact,main contact,primary contact primary,contact,customer,person,client}{ primary,}{ email, e-mail, mail}
phone: did | did no | ddi | direct line | direct no | h/p | h/p no | 手机 | 手机号 | 手机号码 | 联系电话 | 电话号码 | 联系方式 | mobile | phone number | mobile phone
    | telephone | tel | 手机号/电话 | 电话/手机 | 手机/电话 | 联系人电话 | 联系人手机 | 联系手机 | 移动电话
    | 办公电话 | 座机 | 固定电话 | 联络电话 | 联系号码 | 电话1 | 手机1 | mobile number | mobile phone number
    | cell | cell phone | cell number | contact number | contact phone | phone no | business phone
    | work phone | person - phone | primary phone | main phone | phone 1 | contact no | 固话 | 座机号码
    | 座机号 | 座机电话 | 固定电话号码 | 电话(手机) | 行动电话 | 通讯方式 | 电话/微信 | 手机/微信 | 微信/手机
    | mob | mob no | ph | cp no | cp number | {whatsapp,phone,mobile,tel,contact} line | cell # | 来电号码 | 来电电话 | 客户来电 | home number | handphone | hand phone | hp no | phones | phones 1 phone
    | {客户,联系人,主要联系人,首要联系人,主,备用,采购,其他,公司,单位,企业,家庭,住宅,办公,个人,本人,车主,备注,第二,工作,店主,老板,主要,紧急}{电话,手机,手机号,手机号码,联系电话,电话号码,座机,固话,固定电话,联系方式,移动电话}
    | {联系,联系人,移动,手机,客户}{号码,方式} | {电话,手机,手机号,联系电话,联系方式}{2,3,二,三}
    | {home,work,office,business,mobile,cell,other,alternate,secondary,main,direct,day,daytime,evening,cellular,preferred,best}{ phone, telephone, phone number, phone no, tel, number, tel no, telephone number}
    | {primary,company,personal,contact,customer,buyer,switchboard}{ phone, telephone, phone number, phone no, tel}
    | {phone,tel,telephone,mobile}{ home, work, office, business, mobile, cell, main, primary, direct, day, evening, value, no, 1, 2, 3, (other)}
    | phone {1,2,3} value | {mobile,phone,telephone,cell,tel,contact} {no,nos,num,number,numbers}
    | {ph,tel,phone}{, (mobile), (m)} | whatsapp{, number,/phone}
    | {primary contact,main contact,contact,customer,person,client}{ mobile, cell, primary phone}
    | {被介绍人,被推荐人,户主,机主,租客,业主}{电话,手机,手机号,联系电话} | best phone | best number | contact tel | mob/whatsapp | tel/whatsapp | phone/whatsapp | phone / ext
    ||| 联系 | 联络 | 行动 | 手提 | 号码 | 打来的号码
wechat: 微信号 | wechat id | 微信账号 | 微信ID | weixin | 微信/QQ | 微信号码 | wx | wxid
    | {客户,联系人,个人,企业}{微信,微信号} | wechat{ no, account, number, name}
industry: 所属行业 | sector | 行业类型 | 行业类别 | 客户行业 | 所在行业 | industry type | industry segment
    | 行业划分 | 行业分类 | 行业名称 | 行业性质 | 产业 | 产业别 | 产业类别 | 行业别 | line of business
    | vertical | industry name | industries
    | {公司,企业,客户,从事,主营,细分,一级,二级,单位,1级,2级}{行业,所属行业}
    | {company,account,customer,business,primary}{ industry, sector}
size: 规模 | 人数 | size | number of employees | employees | 企业规模 | 员工人数 | 公司人数 | 人员规模
    | 单位规模 | no. of employees | num employees | employee count | headcount | company size (employees)
    | 员工数 | 员工数量 | 规模(人) | total employees | # of employees | # employees
    | {车辆,车队,设备}规模 | 车辆保有量 | 车队数量 | fleet size | {公司,企业,单位,员工,人员,团队,组织}{规模,人数,数量,总数}
    | {no,num,number,total,count}{ of staff, of employees, employees}
    | {company,organization,business,firm,team,account}{ size, employees, headcount}
    | employee {range,size,number} | staff {count,size}
region: village{,/tal,/taluka,/town} | brgy{,/mun} | barangay | 区域 | 省份 | 省 | state/province | province | 省市 | 城市 | 所在城市 | 市 | 所在地区 | area | city | 省份 | 省 | country | territory | 省/市
    | 所在地 | 所属区域 | 所属地区 | 所在区域 | 地区(省/市) | mailing city | billing city | address: city
    | state/region | location | city/region | 国家 | 国家/地区 | 国家地区 | 大区 | 片区 | 辖区 | 省份城市
    | 城市/地区 | 省份/城市 | 省/直辖市 | 省/自治区/直辖市 | 省市区 | 省市县 | 市区 | 省/市/区 | 区/县 | 区县
    | 区 | 州/省 | 州/省份 | 地域 | 籍贯/地区 | state/province | province | province/state | state or province
    | county | market | zone | region/area | region name | geography | place | town | suburb | municipality | district
    | {所在,所属,客户,归属,行政,公司,居住,销售,注册,常住,上牌,服务}{地区,区域,城市,省市,省份,省,市,地,区县,大区}
    | {mailing,billing,primary address,address,shipping,business,home,work,primary,office,address 1,street,location}{ city, state, country, region, province, state/province, country/region, city/state}
    | {city,town}{/town,/state,/region,, state} | country{/region, name}
    | village | city, st | city/st | town/village | 旗县 | 哪里人 | 哪里的 | 哪省哪市 | 省市县 | 乡镇
    | 县市 | 市县 | 州市 | 庄子 | 村子 | 村庄 | 村名 | 屯子 | 村组 | 老家 | 家乡
model: 车型 | 看中车型 | 有兴趣车款 | 感兴趣车款 | 看中的车 | 看中 | 喜欢的车 | 想看的车 | 中意车型 | 意向型号 | interested model | model of interest | 意向车系 | 关注车型 | 需求车型 | 车系
    | 意向机型 | 机型 | 关注车系 | vehicle of interest | interested vehicle | desired model
    | model interested in | 意向车型/配置 | 意向品牌车型 | 意向车型1 | 意向品牌/车型 | 意向车 | 需求机型
    | interest vehicle | model interest | year/make/model | vehicle (year make model)
    | {意向,拟购,咨询,询价,关注,需求,目标,感兴趣,期望,留资,预订,预购,首选,意愿,想买,欲购}{车型,车系,型号,机型,款型,车辆,车款,车}
    | {vehicle,model,car,unit}{ of interest, interest, interested in, inquired, requested, wanted, desired}
    | {interested,desired,requested,preferred,wanted,inquired,sought,wish}{ vehicle, car, model, unit, in vehicle}
    | 车型{配置,及配置,/配置} | {成交,订购,购车,签约,订单}{车型,车辆} | {拟购,意向,想买,看中,想看,预定}{新车,什么车,车款} | {vehicle,car,unit} of int
    | {vehicle,car}{, name, model, info, description, sought}
    | {model,vehicle,unit,bike,tractor} {enq,enquired,enquiry,inquired,asked} | looking at | interested unit | 想换车型 | 意向机具 | 意向机械 | 试驾{车,车型,车辆} || 车 | 车子 | 什么车
budget: 购车预算 | 客户预算 | 预算金额 | 出价 | 客户出价 | up to | estimated budget | 预算区间 | 预算(元) | 购买预算 | 采购预算
    | budget amount | price range | 价位 | 预算范围 | 预算总额 | 心理价位 | 预算价格
    | {购车,购买,采购,客户,预计,意向,项目,预期,大概,心理}{预算,预算金额,价位,价格区间}
    | {customer,purchase,client,project,est,estimated,max,maximum,expected,planned,total}{ budget, spend}
    | budget{ range, (est), estimate, size} | price{ range, point, budget}
    | 预计资金 | 购机预算 | 资金预算 | 准备花多少 || 心理价
source: 从哪知道我们 | 怎么知道我们的 | 怎么知道的 | 从哪来 | 从哪来的 | 哪里来的 | 如何得知 | 如何知道我们 | 从何得知 | 得知渠道
    | 了解渠道 | where from | came from | where did you hear about us | where they heard of us | how found | how did you find us
    | found us via | heard via | heard from | heard of us
    | 點樣知道我哋 | 点样知道我哋 | 怎样知道我们 ||| 平台 | 途径 | via
next_follow_up: 下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | next follow-up date
    | next contact | next activity date | 下次跟进提醒 | 下次联系 | 下次回访 | 下次回访日期 | 下次拜访时间
    | 下次拜访日期 | 计划跟进时间 | 计划联系时间 | 计划回访时间 | 下次跟踪时间 | 下次跟踪日期 | 下次行动时间
    | 预约时间 | 下次沟通时间 | 再次联系时间 | next contact date | next call | next action date
    | next step due | next follow-up time | next followup date | next task due date | follow-up due
    | 下次跟进时间提醒 | 下次活动时间 | 下次联系日 | upcoming activity | scheduled follow-up
    | {下次,下一次,再次,预计,计划,约定,预约,后续}{接触,访问,走访,电访,见面,约见,维护,再联系,跟进,联系,回访,拜访,沟通,跟踪,联络,追踪,再访,来店,到店,邀约,洽谈}{,时间,日期,日,日程,提醒,时间点}
    | {下次,下一次,后续}行动{时间,日期,日} | 下次{计划,预约,提醒}{时间,日期} | {待,应}{跟进,回访}{时间,日期}
    | 提醒{时间,日期} | 预约{回访,跟进,到店}{时间,日期}
    | {follow up,follow-up,followup,callback,call back,reminder,recall}{ date, due, due date, on, date/time, reminder}
    | {call,contact}{ back, again}{, on, date} | {f/u,fu}{, date, due, on} | next due{, date} | contact again{, on}
    | next{ contact, call, follow up, follow-up, followup, touch, meeting, appointment, visit, reminder}{, date, time, on, due, date/time, due date, at}
    | next{ action, activity, step, task}{ date, time, on, due, date/time, due date, at}
    | 下次什么时候 | 什么时候再联系 | 再联系 | 再跟进 | next chase | chase date | call again | call back on | callback date
    | nfd | nfu | next fu | n.f.d. | 再约 | 再联 | 提醒日 | 回访日 ||| 下次 | 下一次 | next | nächste | próximo | prochain
attachments: attachment | files | 附件名称 | 附件列表 | 文件 | attachment name | documents | 现场照片 | photos
    | pictures | attached files | file names | {附件,图片,照片,文件}{,1,列表,上传,名称}
owner: closer | dse | 业务代表 | 业务专员 | 店员 | 评估师 | 评估人 | 评估员 | 接单人 | 接洽人 | 对接销售 | 销售工程师 | 营业员 | 业代 | 营业担当 | 担当
    | salesman | saleswoman | handled by | served by | taken by | looked after by
    ||| 接线 | 负责 | 主攻 | 主跟 | 主谈 | 跟单 | 牵头 | 业务 | 销售/业务 | 谁接的 | 谁接待 | 谁跟 | 谁负责 | 谁在跟 | 谁 | 转给 | 派给 | 交给 | 接待 | 经手 | 经手人 | 登记人 | sales
    | who | by | staff | team member | handler
competitor: 竞品车型 | 竞争车型 | 竞品品牌车型
"""
