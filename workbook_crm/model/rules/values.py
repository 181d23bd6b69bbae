"""What can be the matter with one cell's value."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

ERROR_VALUE = error(
    "error-value",
    zh=("“{column}”里是公式错误 {value}。", "请改好公式，或直接写上值；不需要就删掉。"),
    en=("“{column}” shows the formula error {value}.", "Mend the formula, write the value, or delete it."),
)
COMPUTED_ERROR = warning(
    "computed-error",
    zh=(
        "“{column}”里显示 {value}；这一栏由系统计算，不影响入库。",
        "公式坏了可以清空这一格，答复里会写上算好的数。",
    ),
    en=(
        "“{column}” shows {value}; this column is worked out here, so nothing is held back.",
        "A broken formula may simply be deleted: the answer has the figure.",
    ),
)
UNCALCULATED = error(
    "uncalculated-formula",
    zh=(
        "“{column}”里的公式还没有计算过，没有值可读。",
        "请用 Excel 或 WPS 打开文件并保存一次，或直接写上值。",
    ),
    en=(
        "The formula in “{column}” has never been calculated, so there is no value to read.",
        "Open the file in Excel and save it once, or write the value itself.",
    ),
)
NOT_A_NUMBER = error(
    "not-a-number",
    zh=("“{column}”里的“{value}”不是数。", "请写一个数，例如 {example}。"),
    en=("“{value}” in “{column}” is not a number.", "Write a number, for example {example}."),
)
SHORTENED = error(
    "shortened-number",
    zh=("“{column}”里的 {value} 是 Excel 缩写的数，后面的数字已经丢了。", "请重新写完整的数。"),
    en=(
        "{value} in “{column}” is a number that Excel shortened; its last digits are lost.",
        "Write it again in full.",
    ),
)
NOT_WHOLE = error(
    "not-a-whole-unit",
    zh=("“{column}”里的“{value}”不是整台。", "请写整数，例如 2。"),
    en=("“{value}” in “{column}” is not a whole number of units.", "Write a whole number, for example 2."),
)
NOT_A_DATE = error(
    "not-a-date",
    zh=("“{column}”里的“{value}”不是日期。", "请写成 {example} 这样的日期。"),
    en=("“{value}” in “{column}” is not a date.", "Write a date like {example}."),
)
NO_SUCH_DATE = error(
    "no-such-date",
    zh=("“{column}”里的“{value}”这一天不存在。", "请核对年月日，写成 {example} 这样。"),
    en=(
        "“{value}” in “{column}” is a day that does not exist.",
        "Check it, and write a date like {example}.",
    ),
)
AMBIGUOUS_DATE = error(
    "ambiguous-date",
    zh=("“{value}”可以是 {first}，也可以是 {second}。", "请写成 {first} 或 {second} 这样。"),
    en=("“{value}” may be {first} or {second}.", "Write {first} or {second}."),
)
DATES_CONTRADICT = warning(
    "dates-contradict",
    zh=(
        "“{column}”里既有“{value}”又有“{other}”：日和月的先后不一致，各按唯一可能的读法读取。",
        "请把这一列都写成 2024-03-04 这样。",
    ),
    en=(
        "“{column}” has both “{value}” and “{other}”: day and month do not stand in one order. "
        "Each was read in the only way possible.",
        "Write all dates of the column like 2024-03-04.",
    ),
)
SWAPPED_DATES = warning(
    "swapped-dates",
    zh=(
        "“{column}”的 {rows} 个日期没有一个在 12 日之后，可能日和月被 Excel 对调了；未作改动。",
        "请抽查几个日期，例如 {value}。",
    ),
    en=(
        "Not one of the {rows:date|dates} in “{column}” is after the 12th: Excel may have swapped day and month. "
        "Nothing was changed.",
        "Check a few of them, for example {value}.",
    ),
)
DATES_OUT_OF_ORDER = warning(
    "dates-out-of-order",
    zh=(
        "“{column}”里有 {rows} 个日期和上下行的先后对不上，日月对调后就对得上，例如 {value}（可能是 {read}）；未作改动。",
        "请核对这些日期；若确实对调了，请改好再发。",
    ),
    en=(
        "{rows:date|dates} in “{column}” would fit between the rows around them only with day and month swapped, for "
        "example {value}, which may be {read}. Nothing was changed.",
        "Check them; if they are swapped, correct them and send the workbook again.",
    ),
)
DAY_ORDER_OF_OTHERS = note(
    "day-order-of-others",
    zh=(
        "“{column}”里的“{value}”按 {read} 读取：日和月的先后与本表其他日期列一致。",
        "若不对，请把这一列写成 2024-03-04 这样。",
    ),
    en=(
        "“{value}” in “{column}” was read as {read}: day and month stand in the order of the other dates of the table.",
        "If that is wrong, write the dates of the column like 2024-03-04.",
    ),
)
YEAR_INFERRED = note(
    "year-inferred",
    zh=("“{value}”没有写年份，按 {read} 读取。", "若不对，请写上年份。"),
    en=("“{value}” has no year and was read as {read}.", "If that is wrong, write the year too."),
)
RELATIVE_DAY = note(
    "relative-day",
    zh=("“{value}”从 {base} 算起，按 {read} 读取。", "若不对，请写上日期，例如 {read}。"),
    en=(
        "“{value}” was counted from {base} and read as {read}.",
        "If that is wrong, write the date, like {read}.",
    ),
)
YEAR_MISSING = error(
    "year-missing",
    zh=("“{column}”里的“{value}”没有写年份，无法确定是哪一年。", "请写成 {example} 这样。"),
    en=(
        "“{value}” in “{column}” has no year, and which one is meant is not certain.",
        "Write it like {example}.",
    ),
)
DAY_INFERRED = note(
    "day-inferred",
    zh=("“{value}”没有写是哪一天，按这段时间的{which} {read} 读取。", "若不对，请写上是哪一天。"),
    en=(
        "“{value}” names no day and was read as the {which} of that time, {read}.",
        "If that is wrong, write the day too.",
    ),
)
VAGUE_DATE = warning(
    "vague-date",
    zh=(
        "“{column}”里的“{value}”看不出是哪一天，没有记日期，原文随记录保留。",
        "请写上日期，例如 {example}；不写就不会提醒。",
    ),
    en=(
        "“{value}” in “{column}” tells no day: no date was set, and the text is kept with the record.",
        "Write a date like {example}; without one nobody is reminded.",
    ),
)
DAY_MISSING = error(
    "day-missing",
    zh=("“{column}”里的“{value}”没有写是哪一天。", "请写上日，例如月底写成 {example}。"),
    en=("“{value}” in “{column}” names no day.", "Write the day too: the end of the month is {example}."),
)
DATE_OUT_OF_RANGE = error(
    "date-out-of-range",
    zh=("“{column}”是 {value}，年份不合常理。", "请核对年份，写成 {example} 这样。"),
    en=("“{column}” is {value}, a year that cannot be.", "Check the year, and write it like {example}."),
)
ZERO_DATE = note(
    "zero-date",
    zh=("“{column}”显示为 {value}，是空单元格引用的结果，按空白读取。", ""),
    en=("“{column}” shows {value}, which a formula makes of a blank cell; it was read as blank.", ""),
)
BECAME_DATE = error(
    "became-a-date",
    zh=(
        "“{column}”里是日期 {value}；可能原来写的是“3-5”之类，被 Excel 改成了日期。",
        "请先把单元格设为文本，再重新写。",
    ),
    en=(
        "“{column}” holds the date {value}; something like “3-5” was probably turned into it by Excel.",
        "Format the cell as text first, then write it again.",
    ),
)
LOST_DIGITS = error(
    "lost-digits",
    zh=(
        "“{column}”里的 {value} 只剩前 {kept} 位（{head}），后面 {lost} 位在存成数字时丢了，从文件里读不回来。",
        "请对照原件，先把单元格（最好整列）设为文本，再写完整的号码；设为文本以后每一位都会保留。",
    ),
    en=(
        "Of {value} in “{column}” only {kept:digit is|digits are} left ({head}); the last {lost} got lost when it was "
        "kept as a number, and are not in the file.",
        "Format the cell, or better the column, as text, and write the whole number from the original; as text every "
        "digit is kept.",
    ),
)
ROUND_TAIL = warning(
    "digits-may-be-lost",
    zh=(
        "“{column}”里的 {value} 第 15 位以后全是 0，末尾的数字可能被 Excel 丢了；按原样读取。",
        "请对照原件核对；改的时候先把单元格设为文本。",
    ),
    en=(
        "{value} in “{column}” has nothing but zeros after the fifteenth digit; Excel may have lost the last ones. "
        "It is read as written.",
        "Compare it with the original; to change it, format the cell as text first.",
    ),
)
LONG_NUMBER = warning(
    "long-number",
    zh=(
        "“{column}”里的 {value} 是数字格式，超过了 15 位；已按文件里的每一位读取，但 Excel 只保留 15 位，末尾可能已经丢了。",
        "请对照原件核对；先把单元格设为文本，再重新写一遍。",
    ),
    en=(
        "{value} in “{column}” is a number of more than fifteen digits. It was read with every digit of the file, but Excel "
        "keeps fifteen, so the last ones may be lost.",
        "Compare it with the original; format the cell as text, then write it again.",
    ),
)
ZEROS_MAY_BE_LOST = warning(
    "zeros-may-be-lost",
    zh=(
        "“{column}”里有 {rows} 个号码比别的短，开头的 0 可能被 Excel 去掉了，例如 {value}（可能是 {read}）；未作改动。",
        "请核对；改的时候先把单元格设为文本。",
    ),
    en=(
        "{rows:number is|numbers are} shorter than the other codes in “{column}”, and may have lost a leading 0: "
        "{value} may be {read}. Nothing was changed.",
        "Check them; to change a cell, format it as text first.",
    ),
)
EXTRA_LOST_DIGITS = warning(
    "column-lost-digits",
    zh=(
        "“{column}”里有 {rows} 个长号码已被 Excel 丢掉了末尾的数字，例如 {value}。",
        "请把这一列设为文本，再重新写。",
    ),
    en=(
        "{rows:long number has|long numbers have} lost the last digits in “{column}”, for example {value}.",
        "Format the column as text, then write them again.",
    ),
)
MOJIBAKE = warning(
    "garbled-text",
    zh=("“{column}”里的“{value}”是乱码。", "请重新写；若整个文件如此，请用 UTF-8 编码另存后再发。"),
    en=(
        "“{value}” in “{column}” is garbled.",
        "Write it again; if the whole file is so, save it as UTF-8 and send it once more.",
    ),
)
MOJIBAKE_REPAIRED = note(
    "garbled-text-repaired",
    zh=("“{value}”是编码错误造成的乱码，已还原为“{read}”。", "若不对，请重新写。"),
    en=(
        "“{value}” was garbled by a wrong encoding and was read as “{read}”.",
        "If that is wrong, write it again.",
    ),
)
DITTO_READ = note(
    "ditto-read",
    zh=("“{column}”里的“{value}”按上一行的“{read}”读取。", "若不对，请写上原来的内容。"),
    en=(
        "“{value}” in “{column}” was read as “{read}”, as in the row above.",
        "If that is wrong, write it out.",
    ),
)
WEB_TEXT_REPAIRED = note(
    "web-text-repaired",
    zh=("“{value}”里混入了网页代码，已读作“{read}”。", "若不对，请重新写。"),
    en=(
        "“{value}” has a web page's code in it and was read as “{read}”.",
        "If that is wrong, write it again.",
    ),
)
PHONE_LOST_DIGITS = error(
    "phone-lost-digits",
    zh=("电话 {value} 已被 Excel 丢掉了末尾的数字。", "请先把单元格设为文本，再重新写电话。"),
    en=(
        "The phone number {value} has lost its last digits in Excel.",
        "Format the cell as text first, then write the number again.",
    ),
)
PHONE_ZERO = note(
    "phone-zero-restored",
    zh=("电话 {value} 开头的 0 被 Excel 去掉了，已还原为 {read}。", "若不对，请把单元格设为文本再写。"),
    en=(
        "The phone number {value} had lost its leading 0 and was read as {read}.",
        "If that is wrong, format the cell as text and write it again.",
    ),
)
UNLIKELY_PHONE = warning(
    "unlikely-phone",
    zh=(
        "“{value}”不像电话号码，按原样读取。",
        "请核对；手机是 11 位数字，座机请带区号，例如 021-12345678；外国号码以 + 和国家代码开头。",
    ),
    en=(
        "“{value}” does not look like a phone number; it is read as written.",
        "Check it; a number of another country begins with + and the country code.",
    ),
)
MASKED_PHONE = warning(
    "masked-phone",
    zh=(
        "“{value}”里有几位数字被星号遮住了，按原样读取；凭它打不了电话，也认不出是不是同一个人。",
        "请换成完整的号码：在导出它的平台上查看，或问本人。",
    ),
    en=(
        "Some digits of “{value}” are hidden; it is read as written, but nobody can be called or told apart by it.",
        "Write the full number: look it up where the list was exported, or ask the person.",
    ),
)
SEVERAL_PHONES = note(
    "several-phones",
    zh=("这一格有几个电话；用了第一个 {read}，整格内容随记录保留。", ""),
    en=(
        "The cell holds several phone numbers; {read} was used, and the whole cell is kept with the record.",
        "",
    ),
)
UNLIKELY_MAIL = warning(
    "unlikely-mail",
    zh=("“{value}”不像邮箱地址，按原样读取。", "请核对，例如 name@example.com。"),
    en=(
        "“{value}” does not look like a mail address; it is read as written.",
        "Check it: name@example.com.",
    ),
)
VIN_CHECK = warning(
    "vin-check-digit",
    zh=("车架号 {value} 的校验位不对，可能写错了一位。", "请对照行驶证或车身核对。"),
    en=(
        "The check digit of VIN {value} is wrong; one character may be a slip.",
        "Compare it with the vehicle.",
    ),
)
VIN_LETTER = warning(
    "vin-letter",
    zh=("车架号 {value} 里有 I、O 或 Q，车架号从不用这三个字母；可能是 {read}。", "请对照行驶证或车身核对。"),
    en=("VIN {value} has an I, O or Q, which no VIN has; it may be {read}.", "Compare it with the vehicle."),
)
NOT_YES_OR_NO = error(
    "not-yes-or-no",
    zh=("“{column}”里的“{value}”看不出是“是”还是“否”。", "请写 是 或 否。"),
    en=("“{value}” in “{column}” is neither yes nor no.", "Write yes or no."),
)
NOT_A_DISCOUNT = error(
    "not-a-discount",
    zh=("“{column}”里的“{value}”看不出是多少优惠。", "请写优惠的百分比，例如 5%；或写折数，例如 95折。"),
    en=("“{value}” in “{column}” is not a discount.", "Write the part taken off, for example 5%."),
)
KEPT_AS_TEXT = warning(
    "kept-as-text",
    zh=(
        "“{column}”里的“{value}”不是一个确定的数，已作为文字随记录保留。",
        "若要参与计算，请写一个数，例如 {example}。",
    ),
    en=(
        "“{value}” in “{column}” is not one certain number; it was kept with the record as text.",
        "To have it counted, write one number, for example {example}.",
    ),
)
TEN_THOUSANDS = note(
    "ten-thousands-read",
    zh=("“{value}”按 {read} 读取。", "若不对，请直接写数字。"),
    en=("“{value}” was read as {read}.", "If that is wrong, write it in figures."),
)
SHOWN_IN_OTHER_UNIT = warning(
    "shown-in-another-unit",
    zh=(
        "“{column}”里存的是 {value}，按格式显示为 {drawn}，表头“{header}”又带单位；按看到的读作 {read}。",
        "若不对，请把这一列的单元格格式改成常规，再核对数字和表头的单位。",
    ),
    en=(
        "“{column}” holds {value}, is shown as {drawn} by its format, and the header “{header}” names a unit; it was "
        "read as it is seen: {read}.",
        "If that is wrong, give the column the General format, then check its numbers and the header's unit.",
    ),
)
UNIT_DROPPED = note(
    "unit-dropped",
    zh=("“{value}”按 {read} 个计价周期读取，单位以产品目录的计价周期为准。", "请核对，只写数字即可。"),
    en=(
        "“{value}” was read as {read} billing periods; how long one is, the catalog says.",
        "Check it, and write the number alone.",
    ),
)
WITHOUT_TAX = warning(
    "without-tax",
    zh=(
        "“{column}”写的是 {value}，不含税；按 {read} 读取，没有加税，原文随记录保留。",
        "目录里的价格若都含税，请改写含税价。",
    ),
    en=(
        "“{column}” is written as {value}, without tax; it was read as {read} as it stands, and the text is kept.",
        "If the other prices of the list include tax, write this one so, too.",
    ),
)
OTHER_CURRENCY = warning(
    "other-currency",
    zh=("“{column}”写的是 {value}，按 {currency} 读取，没有换算。", "若不是 {currency}，请换算后再写。"),
    en=(
        "“{column}” is written as {value}; it was read as {currency}, without conversion.",
        "If it is another currency, convert it first.",
    ),
)
