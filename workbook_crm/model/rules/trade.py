"""What the trade asks of a row: required cells, references, prices, moves, one vehicle sold once."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

MISSING_VALUE = error(
    "missing-value",
    zh=("“{column}”没有填写，这一行退回。", "请填写“{column}”，再重新发送。"),
    en=("“{column}” is blank, so this row was not taken.", "Fill in “{column}” and send it again."),
)
MISSING_COLUMN = error(
    "missing-column",
    zh=(
        "这张表没有“{column}”这一列，{rows} 行新记录因此不能收下。",
        "请加一列“{column}”并填写，然后重新发送。{elsewhere}",
    ),
    en=(
        "This sheet has no column “{column}”, so {rows:new row|new rows} could not be taken in.",
        "Add a column “{column}”, fill it in, and send the workbook again.{elsewhere}",
    ),
)
WANTED_COLUMNS = warning(
    "wanted-columns",
    zh=(
        "这张表没有这些列：{columns}（{rows} 行没有这些内容）；不会因此退回。",
        "有就加上这一列补齐，没有就先空着；所有行都一样的，在“处理结果”表里填一次就行。{later}",
    ),
    en=(
        "This sheet does not have: {columns}. No row waits for that ({rows:row has|rows have} none of it).",
        "Add what you have, or leave it; what is alike for all rows can be written once on the sheet “Result”.{later}",
    ),
)
WANTED_VALUE = warning(
    "wanted-value",
    zh=("“{column}”有 {rows} 行空着；不会因此退回。", "有就补上，没有就先空着。{later}"),
    en=(
        "“{column}” is blank in {rows:row|rows}; no row waits for that.",
        "Fill in what you have, or leave it.{later}",
    ),
)
CLOSED_ELSEWHERE = note(
    "closed-elsewhere",
    zh=(
        "{rows} 条记录来的时候就已经结束，没有写{columns}，按原样读取。",
        "知道原因的可以补上；以后在这里结束的，要写明原因。",
    ),
    en=(
        "{rows:record was|records were} closed before reaching us, without {columns}, and read as they are.",
        "Add what you know; what is closed from now on needs its reasons.",
    ),
)
KIND_TOLD = note(
    "kind-told",
    zh=("“{column}”没有写，{rows} 行按{by}读作“{option}”。", "若不对，请写明“{column}”。"),
    en=(
        "“{column}” is blank; {rows:row was|rows were} read as “{option}” by {by}.",
        "If that is wrong, fill in “{column}”.",
    ),
)
CALLED_BY = note(
    "called-by",
    zh=("{rows} 行没有姓名和电话，先用“{column}”称呼。", "知道姓名或电话的，补在这一行再发，就会改过来。"),
    en=(
        "{rows:row has|rows have} neither a name nor a phone; they are called by “{column}” for now.",
        "Where you know a name or a phone, write it in that row and send it again.",
    ),
)
KIND_ASSUMED = note(
    "kind-assumed",
    zh=("“{column}”没有写，也看不出来，{rows} 行按“{option}”读取。", "若不对，请写明“{column}”：{allowed}。"),
    en=(
        "“{column}” is blank and nothing tells it; {rows:row was|rows were} read as “{option}”.",
        "If that is wrong, fill in “{column}”: {allowed}.",
    ),
)
NEW_WORD = note(
    "new-word",
    zh=(
        "“{value}”不在“{column}”的常用词里，按原样读取（{rows} 行）。",
        "{suggestion}若是新的说法，不用改；主管可以把它加到“字典”表。",
    ),
    en=(
        "“{value}” is new under “{column}”, and read as written ({rows:row|rows}).",
        "{suggestion}If it is a new word, leave it; a manager can add it to the Choices sheet.",
    ),
)
MANY_NEW_WORDS = note(
    "many-new-words",
    zh=(
        "“{column}”里有 {count} 个说法不在常用词里，按原样读取，例如 {words}。",
        "若这一列是随手写的，不用改。",
    ),
    en=(
        "“{column}” holds {count:word|words} new here, read as written, for example {words}.",
        "If the column is free text, leave it.",
    ),
)
NEWS_READ_AS = note(
    "news-read-as",
    zh=("“{column}”里的“{value}”按“{option}”读取。", "若不对，请改为其中之一：{allowed}。"),
    en=("“{value}” in “{column}” was read as “{option}”.", "If that is wrong, use one of: {allowed}."),
)
UNKNOWN_CHOICE = error(
    "unknown-choice",
    zh=(
        "“{column}”里没有“{value}”这个选项。",
        "请改为其中之一：{allowed}。",
    ),
    en=(
        "“{value}” is not one of the choices for “{column}”.",
        "Use one of: {allowed}.",
    ),
)
UNKNOWN_WORD = warning(
    "unknown-word",
    zh=(
        "“{column}”里的“{value}”（{rows} 行）不是固定选项：{treated}，原词随记录保留。",
        "它是什么意思，请在“处理结果”表里选一次；可选：{allowed}。",
    ),
    en=(
        "“{value}” ({rows:row|rows}) is not one of the choices for “{column}”: {treated}; the word is kept with "
        "the record.",
        "Choose once on the sheet “Result” what it means: {allowed}.",
    ),
)
UNLISTED_CHOICE = warning(
    "unlisted-choice",
    zh=(
        "“{value}”不在字典的“{column}”列表里，按原样读取。",
        "若写错了，请改为其中之一：{allowed}；若是新的选项，请主管加到“字典”表。",
    ),
    en=(
        "“{value}” is not in the dealership's list for “{column}”; it is read as written.",
        "If it is a slip, use one of: {allowed}. If it is new, ask a manager to add it to the Choices sheet.",
    ),
)
CHOICE_READ_AS = warning(
    "choice-read-as",
    zh=("“{column}”里的“{value}”不在固定选项内，已按“{option}”处理。", "若不对，请改为其中之一：{allowed}。"),
    en=(
        "“{value}” is not one of the choices for “{column}”; it was treated as “{option}”.",
        "If that is wrong, use one of: {allowed}.",
    ),
)
CHOICE_TOLD = note(
    "choice-told",
    zh=("“{column}”里的“{value}”按“{option}”读取。", "若不对，请直接写明类别。"),
    en=("“{value}” in “{column}” was read as “{option}”.", "If that is wrong, write the kind itself."),
)
STAGE_IS_STATE = note(
    "stage-is-state",
    zh=("阶段里写的“{value}”是状态，已记为状态“{state}”。", ""),
    en=("“{value}” in the stage column is a state; it is read as the state “{state}”.", ""),
)
UNKNOWN_PERSON = warning(
    "unknown-person",
    zh=("员工表里没有“{value}”，按原样读取。", "{suggestion}若是新同事，请主管加到“员工”表。"),
    en=(
        "“{value}” is not on the Staff sheet; the name is read as written.",
        "{suggestion}If this is a new colleague, ask a manager to add them to the Staff sheet.",
    ),
)
UNKNOWN_NUMBER = error(
    "unknown-number",
    zh=("没有编号为 {value} 的{kind}。", "新记录请把编号留空，由系统编号；要改旧记录，请核对编号。"),
    en=(
        "There is no record {value} among the {kind}.",
        "Leave the number blank for a new record; to change an old one, check its number.",
    ),
)
AMBIGUOUS_RECORD = error(
    "ambiguous-record",
    zh=("“{value}”对得上不止一条记录：{matches}。", "请在编号一栏写明是哪一条。"),
    en=("“{value}” fits more than one record: {matches}.", "Write in the number column which one is meant."),
)
DUPLICATE_ROW = error(
    "duplicate-row",
    zh=(
        "与第 {first} 行是同一条记录，但下列内容不一致：{columns}。",
        "请只保留一行，或让两行内容一致。",
    ),
    en=(
        "This is the same record as row {first}, but they differ in: {columns}.",
        "Keep only one of the two rows, or make them agree.",
    ),
)
KEPT_OTHERWISE = warning(
    "kept-otherwise",
    zh=(
        "与第 {first} 行是同一条记录，但“{columns}”不同；保留的是第 {first} 行的内容，“{value}”没有采用。",
        "请让两行一致，或只保留一行；若不是同一条记录，请补上能区分的编号或电话。",
    ),
    en=(
        "This is the same record as row {first}, but “{columns}” differs; the earlier row counts, and “{value}” "
        "is not kept.",
        "Make the two rows agree, or keep only one; if they are two records, add the number or phone that tells "
        "them apart.",
    ),
)
SAME_NAME = warning(
    "same-name",
    zh=(
        "已有同名的{kind}：{matches}，电话不同，这一行按新记录处理。",
        "若是同一个，请把它的编号填到编号栏再发一次。",
    ),
    en=(
        "There is already a record of this name among the {kind}: {matches}, with another phone; "
        "this row counts as a new one.",
        "If they are the same, write its number in the number column and send it again.",
    ),
)
SAME_PHONE = warning(
    "same-phone",
    zh=(
        "这个电话属于 {number} {known}，按同一条记录处理，名称改为“{value}”。",
        "若不是同一个，请改正电话，并把 {number} 的名称改回“{known}”。",
    ),
    en=(
        "This phone belongs to {number} {known}; the row counts as that record, whose name becomes “{value}”.",
        "If they are not the same, correct the phone, and give {number} its name “{known}” back.",
    ),
)
SAME_COMPANY = warning(
    "same-company",
    zh=("“{value}”可能就是已有的客户：{matches}；没有合并，按新客户处理。", "{advice}"),
    en=(
        "“{value}” may be a customer that is known already: {matches}. They were not merged; the row counts as "
        "a new one.",
        "{advice}",
    ),
)
KNOWN_CUSTOMER = warning(
    "known-customer",
    zh=("电话 {value} 已是客户 {matches} 的电话；没有合并，按新线索处理。", "{advice}"),
    en=(
        "The phone {value} is that of a known customer: {matches}. They were not merged; the row counts as a "
        "new lead.",
        "{advice}",
    ),
)
PHONE_OF_ANOTHER = error(
    "phone-of-another",
    zh=(
        "电话 {value} 已登记在“{owner}”名下（{known}），名称不同；没有合并。",
        "若是同一个客户，请与“{owner}”商量，由主管移交；若不是，请改正电话。",
    ),
    en=(
        "The phone {value} is that of one of {owner}'s records ({known}) under another name; nothing was merged.",
        "If they are the same, talk to {owner}, and let a manager hand the record over; if not, correct the phone.",
    ),
)
RECORD_OF_ANOTHER = error(
    "record-of-another",
    zh=(
        "“{value}”已登记在“{owner}”名下（{known}）；这一行退回，原来的记录没有改动。",
        "若是同一个，请与“{owner}”商量，由主管移交；若是另一个，请在名称里写清区别（例如加上地区）再发一次。“{owner}”的清单上也会列出这件事。",
    ),
    en=(
        "“{value}” is one of {owner}'s records ({known}); this row was not taken, and that record was not changed.",
        "If they are the same, talk to {owner}, and let a manager hand the record over; if not, tell them apart in the name "
        "(add the town, for example) and send it again. {owner}'s list tells of this too.",
    ),
)
OWNER_CHANGED = warning(
    "owner-changed",
    zh=("{known} 的负责人由“{before}”改为“{value}”。", "若不对，请把负责人改回“{before}”再发一次。"),
    en=(
        "The owner of {known} changes from {before} to {value}.",
        "If that is wrong, put {before} back and send it again.",
    ),
)
NAMESAKE = warning(
    "namesake",
    zh=("{where} 也叫“{value}”，电话不同；按两个人处理。", "若是同一个，请只保留一行。"),
    en=(
        "{where} is called “{value}” too, with another phone; they count as two people.",
        "If they are the same, keep only one of the two rows.",
    ),
)
SECOND_NUMBER = note(
    "second-number",
    zh=(
        "{value} 是 {known} 的另一个号码；按同一条记录处理，首要号码仍是 {phone}。",
        "若要换首要号码，请把两个都写上，首要的在前，用“/”隔开。",
    ),
    en=(
        "{value} is another number of {known}; the row counts as that record, whose first number is still {phone}.",
        "To change the first number, write both, that one first, with “/” between them.",
    ),
)
NUMBER_OF_ANOTHER = error(
    "number-of-another",
    zh=(
        "编号 {value} 已经是“{known}”的，这一行的名称和电话都不同；没有改动它。",
        "若是新记录，请清空编号（编号不是序号）；若要改的就是它，请先核对名称和电话。",
    ),
    en=(
        "The number {value} is that of “{known}”, whose name and phone differ from this row's; nothing was changed.",
        "For a new record, leave the number blank: it does not count rows. To change that record, check name and phone.",
    ),
)
NUMBER_IN_USE = note(
    "number-in-use",
    zh=(
        "编号 {value} 是另一张表里“{known}”的；两张表各编各的号，这一行由系统另外编号，原编号随记录保留。",
        "",
    ),
    en=(
        "The number {value} is that of “{known}” of another list. Each list has numbers of its own, so this row gets one "
        "from us; its own is kept with the record.",
        "",
    ),
)
UNKNOWN_REFERENCE = error(
    "unknown-reference",
    zh=(
        "找不到{kind}“{value}”。",
        "{suggestion}请写{kind}的编号或完整名称；若是新的，请在{kind}表里加一行，同一个工作簿里也行。{kind}里一有它，这一行会自动入库，不用再发。",
    ),
    en=(
        "There is no “{value}” among the {kind}.",
        "{suggestion}Write its number or full name; if it is new, add a row for it ({kind}), in this workbook if you like. "
        "Once it is there, this row is taken in by itself; there is no need to send it again.",
    ),
)
RECORD_MADE = note(
    "record-made",
    zh=(
        "还没有{kind}“{value}”，按新{kind}读取，资料待补。",
        "有了它自己的那一行，会自动补上；若写错了，请改正名称。",
    ),
    en=(
        "There is no “{value}” among the {kind} yet; it was read as a new one, to be completed.",
        "A row of its own completes it by itself; if the name is wrong, correct it.",
    ),
)
RECORDS_MADE = note(
    "records-made",
    zh=(
        "这一列提到的 {count} 个名称还没有记录，按新{kind}读取，列入“待补资料”。",
        "有了它们自己的表，会自动补上。",
    ),
    en=(
        "{count:name in this column was|names in this column were} not known yet and read as new "
        "({kind}), to be completed.",
        "A sheet of their own completes them by itself.",
    ),
)
OTHER_PHONE = error(
    "other-phone-beside-name",
    zh=(
        "已有同名的{kind}（{known}），这一行写的电话 {phone} 却不同，不能确定是不是同一个。",
        "若是同一个，请把这里改写成它的编号；若是另一个，请写成“{value}（新）”。",
    ),
    en=(
        "There is a record of this name among the {kind} already ({known}), and this row has another phone, {phone}; "
        "whether they are the same cannot be told.",
        "If they are, write its number here; if they are not, write “{value} (new)”.",
    ),
)
AMBIGUOUS_REFERENCE = error(
    "ambiguous-reference",
    zh=("“{value}”对得上不止一个：{matches}。", "请改写编号，例如 {example}。"),
    en=("“{value}” fits more than one: {matches}.", "Write the number instead, for example {example}."),
)
OTHER_NAME = warning(
    "other-name-behind-number",
    zh=("“{value}”按编号 {number} 处理，那是“{name}”。", "若指的是别的，请改写它的编号。"),
    en=(
        "“{value}” goes by its number {number}, which is “{name}”.",
        "If another one is meant, write the number of that.",
    ),
)
HELD_REFERENCE = error(
    "held-reference",
    zh=("“{value}”那一行（{where}）被退回了，所以这一行也先不收。", "请先改好 {where}，再一起重新发送。"),
    en=(
        "The row of “{value}” ({where}) was held back, and therefore this one too.",
        "Correct {where} first, then send both again.",
    ),
)
PRODUCT_BY_SPEC = note(
    "product-by-spec",
    zh=("目录里没有“{value}”，按规格“{spec}”读作产品“{known}”。", "若不对，请改成目录里的产品。"),
    en=(
        "“{value}” is not in the catalog; by its spec “{spec}” it was read as the product “{known}”.",
        "If that is wrong, choose a product from the catalog.",
    ),
)
UNKNOWN_PRODUCT = error(
    "unknown-product",
    zh=(
        "产品目录里没有“{value}”。",
        "{suggestion}请从产品目录里选择产品；若是新产品，目录里一有它，这一行会自动入库。",
    ),
    en=(
        "“{value}” is not in the catalog.",
        "{suggestion}Choose a product from the catalog; if it is new, this row is taken in by itself once the catalog has it.",
    ),
)
PRODUCT_AS_WRITTEN = warning(
    "product-as-written",
    zh=(
        "产品目录里没有“{value}”，这张单子写明了它的价钱，按单子上的写法和价钱读取。",
        "若目录里有它，请改成目录里的名称，再发一次。",
    ),
    en=(
        "“{value}” is not in the catalog; the sheet says what it costs: it is read as written, at that price.",
        "If the catalog has it, write it as the catalog does and send the sheet again.",
    ),
)
UNKNOWN_SPEC = error(
    "unknown-spec",
    zh=("“{product}”没有“{value}”这个规格。", "{suggestion}可选规格：{allowed}。"),
    en=("“{product}” has no spec “{value}”.", "{suggestion}Its specs are: {allowed}."),
)
SPEC_NEEDED = error(
    "spec-needed",
    zh=("“{product}”有多个规格，价格不同。", "请在“规格”里写明是哪一个：{allowed}。"),
    en=("“{product}” comes in several specs at different prices.", "Write in “Spec” which one: {allowed}."),
)
NOT_VALID_TODAY = error(
    "price-not-valid",
    zh=("“{value}”在 {day} 没有有效价格。", "请主管在产品目录里更新生效日期，或在“单价”里写明价格。"),
    en=(
        "“{value}” has no price that is valid on {day}.",
        "Ask a manager to update its dates in the catalog, or write the price in “Unit price”.",
    ),
)
PRICE_RAN_OUT = error(
    "price-ran-out",
    zh=("“{value}”的价格已于 {day} 到期。", "请主管在产品目录里更新价格和失效日期，或在“单价”里写明价格。"),
    en=(
        "The price of “{value}” ran out on {day}.",
        "Ask a manager to update price and dates in the catalog, or write the price in “Unit price”.",
    ),
)
PRODUCT_WITHDRAWN = error(
    "product-withdrawn",
    zh=(
        "“{value}”自 {day} 起已停用，不能再加到商机上。",
        "请换一个产品；若还在卖，请主管在产品目录里把它的状态改为“启用”。已有的产品行不受影响。",
    ),
    en=(
        "“{value}” has been withdrawn since {day}, and cannot be added any more.",
        "Choose another product; if it is still sold, ask a manager to make it active in the catalog. Lines that have it "
        "keep it.",
    ),
)
LEFT_RECORDS = warning(
    "left-records",
    zh=(
        "“{value}”已离职，名下还有 {count} 条没有办完的线索、客户和商机，没有人接手。",
        "请定好交给谁{team}，在各条记录的“负责人”一栏写上接手的人再发来；全部记录可以请内勤取出来："
        "workbook-crm template 移交.xlsx --person {value}。在那以前，它们还在“{value}”的清单上。",
    ),
    en=(
        "{value} has left, and still owns {count:open lead, customer or opportunity|open leads, customers and opportunities} "
        "that nobody looks after.",
        "Decide who takes them{team}, write that person as the owner of each record and send them in; the office gets "
        "them all into one workbook by: workbook-crm template handover.xlsx --person {value}. Until then they stay on "
        "the list of {value}.",
    ),
)
NO_PRICE = error(
    "no-price",
    zh=("“{value}”在产品目录里没有单价。", "请在“单价”里写明价格。"),
    en=("“{value}” has no unit price in the catalog.", "Write the price in “Unit price”."),
)
PERIODS_NEEDED = error(
    "periods-needed",
    zh=("“{value}”是租赁产品，没有写租期。", "请在“租期”里写一个数，例如 3（计价周期：{period}）。"),
    en=(
        "“{value}” is a rental, and its number of periods is missing.",
        "Write a number in “Periods”, for example 3 (billing period: {period}).",
    ),
)
TOTAL_DIFFERS = warning(
    "total-differs",
    zh=(
        "表中写的金额是 {typed}，按 {working} 应为 {amount}。",
        "以 {amount} 为准。若表中写的才对，请核对单价、数量和优惠率。",
    ),
    en=(
        "The amount says {typed}, but {working} makes {amount}.",
        "{amount} is what counts. If the written amount is right, check price, quantity and discount.",
    ),
)
SUM_DIFFERS = warning(
    "sum-differs",
    zh=(
        "表中写的商机金额是 {typed}，它的产品合计是 {amount}。",
        "以 {amount} 为准。若不对，请核对商机产品。",
    ),
    en=(
        "The amount says {typed}, but the opportunity's lines add up to {amount}.",
        "{amount} is what counts. If that is wrong, check the lines.",
    ),
)
PRICE_IN_TEN_THOUSANDS = error(
    "price-in-ten-thousands",
    zh=(
        "“{column}”是 {value}，别的整车大约是它的一万倍：是 {value} 元，还是 {value} 万（{meant}）？",
        "请在“处理结果”表里选一个，再发回来；或在这里写 {value}万 或 {meant}。若是配件，请改类别。",
    ),
    en=(
        "“{column}” is {value}, a ten-thousandth of what vehicles cost here: is it {value}, or {meant}?",
        "Choose one on the sheet “Result” and send it back, or write {meant} here; if it is a part, correct the kind.",
    ),
)
PRICE_TEN_THOUSAND_FOLD = error(
    "price-ten-thousand-fold",
    zh=(
        "“{column}”读作 {value}，大约是别的整车的一万倍：是不是 {meant}？",
        "列名里的单位是万元时，请写多少万；写的是元，就把列名改成“{column}(元)”。",
    ),
    en=(
        "“{column}” was read as {value}, ten thousand times what vehicles cost here: is it {meant}?",
        "If the column is headed in ten thousands, write how many of them; if not, correct the header or the price.",
    ),
)
PRICE_UNIT_NEEDED = error(
    "price-unit-needed",
    zh=(
        "“{column}”这一列的 {rows} 辆整车都不到 1,000，例如 {value}：单位是元，还是万元（{meant}）？",
        "请在“处理结果”表里选元或万元，再发回来；或把列名写成“{column}(万元)”或“{column}(元)”。这些行先不收。",
    ),
    en=(
        "“{column}” has no vehicle ({rows:row|rows}) at 1,000 or more, for example {value}: or is it {meant}?",
        "Choose the unit on the sheet “Result” and send it back; or head the column “{column} (ten thousands)”, or with the currency, "
        "for example “{column} (USD)”. These rows wait.",
    ),
)
PRICE_LOOKS_LOW = warning(
    "price-looks-low",
    zh=(
        "整车的“{column}”只有 {value}，低得少见。",
        "若是 {value} 万，请写 {meant}；若是配件或租赁，请改类别。",
    ),
    en=(
        "“{column}” of a vehicle is only {value}, less than vehicles cost.",
        "If ten thousands are meant, write {meant}; if it is a part or a rental, correct the kind.",
    ),
)
BUDGET_LOOKS_LOW = warning(
    "budget-looks-low",
    zh=(
        "“{column}”只有 {value}，买不到整车（共 {rows} 行）。",
        "若是 {value} 万，请写 {meant}，或把列名写成“{column}(万元)”。",
    ),
    en=(
        "“{column}” is only {value}, less than vehicles cost ({rows:row|rows}).",
        "If ten thousands are meant, write {meant}, or head the column “{column} (ten thousands)”.",
    ),
)
TAX_ADDED = note(
    "tax-added",
    zh=("单价 {net} 不含税，税率 {percent}%，含税单价是 {price}，金额是 {amount}。", ""),
    en=(
        "The price {net} is without tax; at {percent}% it is {price}, and the amount {amount}.",
        "",
    ),
)
TAX_UNSETTLED = warning(
    "tax-unsettled",
    zh=(
        "看不出 {value} 含不含税，或税率是多少，所以没有计算金额。",
        "请写明税率，例如 13%，并把单价的列名写成“含税单价”或“不含税单价”；或在金额里写上含税的金额。",
    ),
    en=(
        "It cannot be told whether {value} includes tax, or at which rate, so no amount was worked out.",
        "Write the tax rate, for example 13%, and head the price “Unit price (incl. tax)” or “Unit price (excl. tax)”; or write "
        "the amount with tax.",
    ),
)
PRICE_UNTAXED = warning(
    "price-untaxed",
    zh=(
        "单价 {value} 不含税，表里没有税率，没有作为单价。",
        "单价是客户实付的含税价：请加一列“税率”，例如 13%，或写“含税单价”。",
    ),
    en=(
        "The price {value} is without tax, and there is no rate, so it was not used.",
        "A unit price is what the customer pays: add a column “Tax rate”, for example 13%, or write the price with tax.",
    ),
)
IMPLIED_DISCOUNT = note(
    "implied-discount",
    zh=("金额 {typed} 等于 {list_amount} 优惠 {percent}%，已记下这个优惠率。", ""),
    en=("The amount {typed} is {list_amount} less {percent}%; that discount was noted.", ""),
)
DISCOUNT_BY_TOTAL = note(
    "discount-by-total",
    zh=("“{value}”按金额判断为优惠 {percent}%。", ""),
    en=("“{value}” was read as {percent}% off, because the amount says so.", ""),
)
DISCOUNT_IS_MONEY = note(
    "discount-is-money",
    zh=("“{value}”按减去的金额计算：{working} = {amount}。", "若不是金额，请写优惠的百分比，例如 5%。"),
    en=(
        "“{value}” was read as money off: {working} = {amount}.",
        "If it is no amount of money, write the part taken off with a percent sign, for example 5%.",
    ),
)
DISCOUNT_READ_AS = warning(
    "discount-read-as",
    zh=(
        "“{value}”可能指实付的比例，也可能指减去的比例；已按优惠 {percent}% 计算。",
        "请写优惠的百分比，例如 5%；或写折数，例如 95折。",
    ),
    en=(
        "“{value}” may be the part paid or the part taken off; it was read as {percent}% off.",
        "Write the part taken off with a percent sign, for example 5%.",
    ),
)
DISCOUNT_UNCLEAR = error(
    "discount-unclear",
    zh=(
        "“{column}”里的“{value}”可能是不打折，也可能是全部免掉，这一行的金额也定不下来。",
        "不打折请留空；优惠 1% 请写 1%；确实全免，请在金额里也写 0。",
    ),
    en=(
        "“{value}” in “{column}” may mean nothing off or everything off, and the row's amount does not tell.",
        "Leave it blank for no discount, write 1% for one per cent; if the line is free, write 0 as the amount too.",
    ),
)
NOT_YOURS = error(
    "not-yours-to-change",
    zh=(
        "{kind}由主管和内勤维护，这一行退回；别的表照常收下，价格按已有的产品目录。",
        "要增加或修改“{value}”，请找主管（{managers}），或把这份表交给内勤。",
    ),
    en=(
        "The sheet {kind} is kept by managers and the office, so this row was not taken; the other sheets are, at the prices of the known catalog.",
        "To add or change “{value}”, ask {managers}, or send this workbook to the office.",
    ),
)
BELOW_FLOOR = warning(
    "below-floor",
    zh=(
        "折后单价 {price} 低于底价 {floor}；这个价要主管同意。",
        "请先问过主管，把谁同意的、为什么写在“备注”里；或改回底价以上。",
    ),
    en=(
        "The price after discount, {price}, is below the floor price {floor}; a manager has to agree to it.",
        "Ask your manager, and write in “Remark” who agreed and why; or go back above the floor price.",
    ),
)
DISCOUNT_LIMIT = warning(
    "discount-limit",
    zh=(
        "优惠 {percent}% 超过了 {limit}% 的权限；这个优惠要主管同意。",
        "请先问过主管，把谁同意的、为什么写在“备注”里；或改小优惠。",
    ),
    en=(
        "{percent}% off is beyond the limit of {limit}%; a manager has to agree to it.",
        "Ask your manager, and write in “Remark” who agreed and why; or give a smaller discount.",
    ),
)
OUT_OF_RANGE = error(
    "out-of-range",
    zh=("“{column}”是 {value}，不合常理。", "请改为允许范围内的数：{allowed}。"),
    en=("“{column}” is {value}, which cannot be.", "Write a number in the range that is allowed: {allowed}."),
)
USED_QUANTITY = error(
    "used-quantity",
    zh=("二手车“{product}”只有一台，数量却是 {value}。", "请把数量改为 1。"),
    en=(
        "The used vehicle “{product}” is one unit, but the quantity is {value}.",
        "Change the quantity to 1.",
    ),
)
USED_UNCLEAR = error(
    "used-vehicle-unclear",
    zh=(
        "“{value}”有不止一台二手车对得上：{allowed}。",
        "请在产品目录里给这些车填上车架号、车牌或编号，再把要卖的那一台写到这一行的“规格”里；颜色不同的，写颜色也行。",
    ),
    en=(
        "“{value}” fits more than one used vehicle: {allowed}.",
        "Give them a VIN, plate or stock number in the catalog, and write that of the one meant in “Spec”; "
        "where their colours differ, the colour will do.",
    ),
)
VIN_WANTED = warning(
    "vin-wanted",
    zh=(
        "{rows} 台二手车没有车架号、车牌或编号，只能按名称、规格、年份、里程和颜色认车，一行算一台。",
        "请补上车架号；这些内容以后改动了，才认得出还是同一台车。",
    ),
    en=(
        "{rows:used vehicle has|used vehicles have} no VIN, plate or stock number; only name, spec, year, mileage and "
        "colour tell one from another, and every row counts as one vehicle.",
        "Add the VIN, so that a vehicle is still the same one when any of these changes.",
    ),
)
USED_TAKEN = error(
    "used-vehicle-taken",
    zh=("二手车“{value}”已在商机 {other} 上；一台车只能卖一次。", "请换一台，或先把那个商机改为输单或终止。"),
    en=(
        "The used vehicle “{value}” is already on opportunity {other}; it can be sold only once.",
        "Choose another, or first mark that opportunity as lost or terminated.",
    ),
)
MOVE_NOT_ALLOWED = error(
    "move-not-allowed",
    zh=("状态不能从“{before}”改为“{after}”。", "{advice}"),
    en=("The state cannot go from “{before}” to “{after}”.", "{advice}"),
)
CLOSING_NEEDS = error(
    "closing-needs",
    zh=("状态是“{state}”，但“{column}”没有填写。", "请填写“{column}”，再重新发送。"),
    en=("The state is “{state}”, but “{column}” is blank.", "Fill in “{column}” and send it again."),
)
REASON_NEEDED = error(
    "reason-needed",
    zh=("状态是“无效”，但没有写无效原因。", "请在“无效原因”里写明。"),
    en=("The state is “Invalid”, but there is no reason.", "Write it in “Invalid reason”."),
)
SHARES_OVER = error(
    "shares-over",
    zh=("协作人的比例合计 {total}%，超过了 100%。", "请让协作人的比例合计不超过 100%，其余归负责人。"),
    en=(
        "The co-owners' shares add up to {total}%, which is more than 100%.",
        "Let them add up to at most 100%; the rest is the owner's.",
    ),
)
DATES_REVERSED = warning(
    "dates-reversed",
    zh=("“{later}”（{value}）早于“{earlier}”（{first}）。", "{advice}请核对这两个日期。"),
    en=("“{later}” ({value}) is before “{earlier}” ({first}).", "{advice}Check the two dates."),
)
FUTURE_FOLLOW_UP = warning(
    "future-follow-up",
    zh=("跟进时间 {value} 在今天之后。", "若是计划，请写在“下次跟进时间”。"),
    en=("The follow-up time {value} lies in the future.", "If it is a plan, write it in “Next follow-up”."),
)
CONFLICT = warning(
    "conflict",
    zh=(
        "“{column}”有冲突：这里是 {copy}（{before}），现在是 {now}（{by}，{when}，{file}）。没有覆盖。",
        "若现在的值对，请改这一格；若坚持原值，请在本答复“处理结果”表的“冲突”一栏里把“坚持”填“是”，再发回整个文件。",
    ),
    en=(
        "Conflict in “{column}”: this says {copy} ({before}), but it is now {now} ({by}, {when}, "
        "{file}). Nothing was overwritten.",
        "If the present value is right, correct this cell. To insist on yours, write “yes” below “Insist” among the conflicts on "
        "this answer's Result sheet, and send the whole workbook again.",
    ),
)
ALREADY_TAKEN = note(
    "already-taken",
    zh=(
        "这个文件已在 {when} 收过（导入回执 {receipt}），内容完全相同，没有重复处理。",
        "若要重新处理，请改动后再发；在 Excel 里另存一次也可以。",
    ),
    en=(
        "This very file was taken in on {when} (receipt {receipt}); nothing was done twice.",
        "To have it worked through again, change it first; saving it again in Excel is enough.",
    ),
)
CANNOT_BE_OPENED = error(
    "cannot-be-opened",
    zh=("打不开这个文件：{reason}。", "请核对文件名和路径；若文件正在 Excel 里打开，请先关闭。"),
    en=(
        "The file cannot be opened: {reason}.",
        "Check its name and path; if it is open in Excel, close it first.",
    ),
)
