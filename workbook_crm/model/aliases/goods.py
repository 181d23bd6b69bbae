"""Words for the columns of catalog and choices. How to read them: `model.aliases`."""

WORDS = """
# catalog
code: 编码 | 产品编号 | 商品编码 | 物料编码 | 货号 | sku | product code | item code | part number | part no
    | 品号 | 产品代码 | 商品编号 | 商品代码 | 物料编号 | 物料号 | 存货编码 | 存货代码 | 配件编号 | 配件编码 | 零件号
    | 件号 | 车型编码 | 产品SKU | product number | product no | item number | item no | stock code | part no.
    | catalog number | article number | article no | 款号 | 产品货号 | 商品条形码 | 条形码 | 国标码 | 原厂编号
    | oe号 | oem号 | 原厂件号 | 库存编号 | 在库编号 | 车辆编号 | 商品sku | sku编码 | default code | ref | mpn
    | upc | ean | gtin | manufacturer part number | vendor code | product/sku
    | {商品,产品,物料,物品,存货,货品,配件,零件,备件,车型,设备,车辆,型号}{编码,编号,代码,代号,号,条码}
    | {internal,product,item,part,stock,model,material,variant,catalog,catalogue,article,sku,style,inventory}{ code, number, no, ref, reference, sku, num}
    | stk no | unit no | 库位编号
    | sku{ code, number, no} | stk{, number, no} || id | 编号 | barcode | 条码 | 产品条码 | material | reference | product id | item id
kind: 产品类别 | 产品类型 | 商品类别 | 分类 | category | product type | 产品分类 | 商品分类 | 产品大类 | 大类
    | 商品类型 | 存货分类 | 存货类别 | 产品类别名称 | 车辆类型 | product family | product category
    | product line | family | item type | item group | product group | 存货分类名称 | 物料分组 | 类目 | 类
    | 产品线 | 新车/二手车 | 新旧 | 新/旧 | 租售类型 | categories | internal category | new/used | new or used
    | new used | condition | vehicle condition | record type | item class | n/u
    | {商品,产品,物料,货品,存货,车辆,设备,配件}{类别,类型,分类,种类,大类,类目,组}{,名称}
    | {product,item,vehicle,inventory,stock,material}{ category, type, family, class, kind, line, group}
    | {category,type}{ name, code} | {type,类型,种类,class} || 业务类型
product: 产品 | 商品名称 | 商品 | 品名 | 车型 | product name | item | item name | 商品名 | 物料名称 | 存货名称
    | 货品名称 | 货物名称 | 配件名称 | 车型名称 | 产品名 | 产品/车型 | 车辆名称 | name | title
    | material description | product title | vehicle | vehicle model | 品名及规格 | 品名规格 | 品名/型号
    | 商品标题 | 产品标题 | 车名 | 款型 | 型号名称 | 产品/服务 | 服务名称 | year/make/model | model name
    | name of product | full name | goods | 商品全名 | 商品全称 | 产品全名 | 产品全称 | 物料全称
    | {品牌,厂牌}{车型,型号,机型} | {商品,产品,物料,货品,存货,货物,配件,零件,设备,车辆,机器,品种}{全名,全称,名,名称,品名}
    | {product,item,part,material,service,model,vehicle,goods,article,equipment,display}{, name, title}
    | product/service{, name, full name} | make & model | make and model | make/model | model description | vehicle description | {套餐,套系,服务项目,收费项目,方案}{,名称}
    | {机具,农机,机械,整机,房车,车辆,机器,挖机}{名称,品目,品名,型号名称} || craft | boat | motor | 型号 | 产品型号 | 设备型号 | 车系 | 车款 | 机种 | 机型 | model | car | 名称 | product description
    | item description | 项目 | make | brand | 品牌 | 厂牌 | machine | machines | bike | truck | {品牌,厂牌}{车系,车型系列,系列} | 车 | 车子 | 品种 | 牌子
unit_price: regular price | 标准价 | 指导价 | 售价 | 销售价 | 价格 | 目录价 | list price | price
    | standard price | msrp | retail price | 产品单价 | 标准单价 | 标准售价 | 标准价格 | 零售价 | 销售价格
    | 销售单价 | 厂商指导价 | 官方指导价 | 市场指导价 | 含税单价 | 参考售价 | 租赁单价 | 租赁价格 | 建议零售价
    | unit list price | sales price | selling price | retail | rrp | rental rate | unit cost price
    | base price | unit_price | price per unit | 价格(元) | 售价(元) | 标价 | 指导价格 | 裸车价 | 车价
    | 一口价 | 卖价 | 挂牌价 | 展厅价 | 销价 | sales price / rate | unit selling price | sell | list | price 1
    | asking | 经销价 | 挂价 | 挂价格 | 价钱 | 零售 | 日租 | 日租金 | 月租 | 月租金 | 年租 | price ea | our price
    | cash price | sticker | otd price | drive away | drive away price | on the road | otr price
    | {销售,零售,标准,产品,商品,厂家,厂商,官方,市场,建议,参考,含税,挂牌,门市,出厂,公开,标价,售价,预计销售,基准,统一}{价,价格,单价,售价,零售价,指导价,报价}
    | {月,日,年,台班}租{金,价} | {拟售,预售,拟定,在售}{价,价格} | {展厅,门店,网上,对外,厂家}{标价,报价,挂牌价} | 租金{单价,标准,价格,/天,/日,/周,/月,/年,/台班} | 租赁{价,费,单价}
    | {unit,list,sales,sale,sell,selling,retail,standard,base,regular,variant,msrp,sticker,asking,advertised,internet,normal,catalog,public,gross}{ price, rate, price/rate, amount}
    | price{, each, per unit, list, (each), level, amount}
    | {daily,weekly,monthly,rental,hire} {rate,price,rent}
    | otr | on road price | on-road price | ex-showroom{, price} | fob{, price} | 补后价 | 网点价 | 提车价
    | srp | retail £ | 挂牌 | 牌价 | 门市价 | 网店价 || 报价 | rate | 定价 | 租金
floor_price: 最低价 | 最低售价 | 限价 | minimum price | min price | lowest price | 最低限价 | 最低价格
    | 保底价 | 最低成交价 | 底线价 | 最低折扣价 | 成本底价 | floor | lowest selling price | reserve price
    | minimum selling price | 底价 | lowest price allowed
    | {最低,底线,保底,限定,内部}{价,售价,销售价,限价,价格,底价,成交价,零售价}
    | {minimum,min,lowest,floor,reserve,bottom,limit}{ line, dollar, price, sale price, selling price, sales price, retail price, advertised price}
    | 最低 | 业务底价 | 销售底价 | 网点底价
    | 心理底价 | 收底价
unit: 计量单位 | uom | unit of measure | 基本单位 | 销售单位 | 计价单位 | 主计量单位 | usage unit | sales unit
    | default unit | measure unit | 单位名称 | units of measure | u/m | um
    | {计量,基本,销售,主计量,库存,辅助,计价,产品,商品,包装}{单位,单位名称}
    | {sales,usage,base,default,stock,selling,primary,measure,quantity}{ unit, uom, unit of measure}
    | unit{ of measurement, name, type}
billing_period: 租赁周期 | 计费周期 | 租期单位 | rental period | billing cycle | 计租方式 | 租金周期
    | 计费方式 | 租期类型 | billing frequency | recurring billing frequency | billing interval | rate period
    | {计租,计费,租赁,租金,收费,结算}{周期,方式,单位,类型}
    | {billing,recurring,rental,rate,subscription,payment}{ period, frequency, cycle, interval, term, billing frequency}
deposit: 保证金 | rental deposit | 租赁押金 | 押金金额 | security deposit | deposit amount
    | {押金,保证金,租赁押金,设备押金}{,金额,标准} | {security,rental,required}{ deposit, deposit amount}
vin: VIN | VIN码 | 车辆识别代号 | 序列号 | serial | serial number | chassis number | vin number
    | 车架号/序列号 | 车辆识别码 | 底盘号 | 机号 | 整机编号 | 出厂编号 | 机身编号 | 车架号(VIN) | vin no
    | chassis no | chassis | frame number | serial no | s/n | 车架号(vin) | vin(车架号) | 车架号/vin | sn
    | {车架,底盘,车身,整机,机身,出厂,序列,设备序列,产品序列,车辆识别,设备出厂}{号,号码,编号,代码,代号,码}
    | vin{号,码,号码,代码, code, number, no}
    | {serial,chassis,vehicle identification,equipment serial}{, number, no, num} | {frame,machine}{ number, no, num}
plate: 车牌号 | 牌照 | license plate | plate number | 车牌号码 | registration | reg no | plate no
    | licence plate | number plate | vrm | tag number | reg | rego | reg plate | {车牌,牌照,车辆牌照}{,号,号码}
    | {license,licence,registration,number,reg,plate}{ plate, number, no, plate number, plate no}
year: 出厂 | 出厂年份 | 年款 | model year | year of manufacture | 生产年份 | 上牌年份 | 出厂年限 | 年型 | build year
    | yom | my | 年款/年份 | yr | year built | year model | {出厂,生产,制造,年款,车辆}{年份,年度,年,年款}
    | {出厂,上牌,首次上牌,首次登记}{年份,年,时间,日期,年月}
    | {model,build,vehicle,production,manufacture,manufacturing}{ year}
    | {hull,registration,reg,1st reg,1st registered,first registered,registered} year | 1st reg | first registered | first reg | 上牌 | 初登 | 初次登记
mileage: 里程 | 小时 | 公里数 | 表显里程 | 工作小时 | mileage | hours | odometer | operating hours | 行驶里程
    | 里程数 | 使用小时 | 工作时间 | 小时数 | 公里 | 表显小时 | 里程(公里) | km | miles | hour meter
    | usage hours | run hours | 里程表读数 | kilometers | kms | kilometres | mi | smu
    | {行驶,表显,当前,累计,运行,使用,工作,实际}{里程,公里,公里数,小时,小时数,时长,里程数}
    | {current,odometer,hour meter,engine,machine,total}{ mileage, reading, hours, miles, km} | odometer value
    | 工时 | 表时 | 工作时数
    | odo | hrs | 表显 | {actual,engine} hrs
stock: 库存数量 | 库存量 | 现有库存 | in stock | stock quantity | on hand | 现存量 | 可用库存 | 结存数量
    | 库存数 | qty in stock | available quantity | stock qty | quantity on hand | qty available | 台数
    | variant inventory qty | inventory quantity | soh | qoh
    | {账面,库存,现有,可用,在库,当前,期初,实际,可售,剩余,即时}{数量,库存,数,量,库存量,库存数量,台数}
    | {qty,quantity,stock,inventory,units,available,current}{ in stock, on hand, available, qty, quantity, level, count, stock, inventory}
    | stock{ on hand, balance}
    | qty in hand | in hand | 现有台数 || 数量 | inventory | qty
valid_from: 开始日期 | 起始日期 | 生效 | effective date | start date | from | 有效期起 | 生效时间 | 启用日期
    | 价格生效日期 | 有效期从 | 有效开始日期 | price valid from | start of validity | sales start date
    | date from | sale price start date | {生效,启用,起始,开始,上架,上市,价格生效,执行}{日期,时间,日}
    | {valid,effective,sales,price,sale}{ from, start, start date, from date, starting}
valid_to: 截止日期 | 结束日期 | 失效 | expiry date | end date | valid until | to | 有效期止 | 失效时间
    | 停用日期 | 价格失效日期 | 有效期至 | 有效期到 | 有效结束日期 | price valid to | sales end date
    | end of validity | support expiry date | date to | expiration date | expires | sale price end date
    | {失效,停用,截止,结束,终止,下架,停售,停产,价格失效}{日期,时间,日}
    | {valid,effective,sales,price,sale}{ to, until, end, end date, through, to date}
state: 产品状态 | status | active | 上架状态 | 是否启用 | 是否上架 | 启用状态 | 商品状态 | 销售状态
    | product active | is active | product status | 上下架 | 上下架状态 | published status | enabled
    | {产品,商品,销售,上架,启用,使用,车辆,在库,库存,设备,当前}{状态}
    | 是否{启用,上架,在售,有效,上下架,可用}
    | {product,item,vehicle,inventory,listing,unit}{ status, active, state} | active{ (product), status}
spec: 产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | 型号规格
    | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | trim level | model variant | 型号
    | 产品型号 | 规格/型号 | 型号/规格 | 规格属性 | 款式/配置 | option1 value | size/spec | attributes
    | {配置,规格}{,名称,描述,参数,版本,级别,说明} | {型号,车型}{描述,参数,版本,级别,说明}
    | displacement | displ | derivative | {trim,sub model,submodel,variant,series,edition,version,grade}{, name, level, version, trim}
    | specification{,s} | size || 大小 | 马力 | 排量 | 底盘 | 车厢 | 货厢 | 厢长 | 电量 | 布局


# choices
list: 列表名 | 字典 | 类型 | list name | picklist | 列表名称 | 字典名称 | 字典类型 | 所属列表 | 选项类别
    | 字段 | 字段名称 | list type | field | field name | category | option set
    | {列表,字典,下拉,字段}{名,类型,分类,组,类别} | 所属{字典,字段}
    | {list,picklist,field,dropdown,dictionary}{ name, type, set}
value: 选项 | 名称 | 取值 | option | label | 选项值 | 字典值 | 选项名称 | 值名称 | 内容 | item | option value
    | values | entry | 下拉值 | 下拉项 | {选项,枚举,标签}{值,名称,标签,项}
    | {option,picklist,dropdown,list}{ value, item} | option{ label, name}
order: 排序 | 序号 | sort order | sequence | position | 顺序号 | 排列顺序 | 显示顺序 | display order
    | order no | rank | seq | no
probability: 赢率 | 概率 | 成功率 | win rate | success rate | probability | 阶段成功率 | 阶段赢率 | 成功概率
    | 转化率 | stage probability | conversion rate
usual_days: 天数 | 通常天数 | usual days | days in stage | duration | 停留时长 | 平均停留天数 | 标准天数
    | average days | typical days
interval_days: 跟进周期 | 间隔天数 | follow up interval | interval | interval days | 跟进频率 | 跟进间隔天数
    | 回访间隔 | 回访周期 | 跟进天数 | follow-up days | follow-up interval (days) | follow up every
aliases: 同义词 | alias | synonyms | also known as | 其他叫法 | 别称 | 又名 | aka | other names
state: status | active | 是否启用 | 启用状态 | is active | enabled
"""
