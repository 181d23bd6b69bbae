"""How a rule that applies to many cells of a column is said once, at the header."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from workbook_crm.model.finding import Rule, Wording
from workbook_crm.model.rules import values


def _many(rule: Rule, zh: str, en: str) -> Rule:
    return replace(rule, zh=Wording(zh, rule.zh.hint), en=Wording(en, rule.en.hint))


MANY_CELLS = 20
"""More cells of one column than this are said once."""
MANY: Mapping[Rule, Rule] = {
    each: _many(each, zh, en)
    for each, zh, en in (
        (
            values.PHONE_ZERO,
            "“{column}”里有 {rows} 个电话开头的 0 被 Excel 去掉了，已还原，例如 {value} 还原为 {read}。",
            "{rows:phone number|phone numbers} in “{column}” had lost a leading 0 and got it back: {value} "
            "is {read}.",
        ),
        (
            values.SEVERAL_PHONES,
            "“{column}”里有 {rows} 格写了几个电话，各用第一个，整格内容随记录保留，例如“{value}”。",
            "{rows:cell|cells} in “{column}” hold several phone numbers; the first of each was used, as in "
            "“{value}”.",
        ),
        (
            values.UNLIKELY_PHONE,
            "“{column}”里有 {rows} 个不像电话号码，按原样读取，例如“{value}”。",
            "{rows:value|values} in “{column}” look unlike phone numbers and are read as written, as "
            "“{value}”.",
        ),
        (
            values.MASKED_PHONE,
            "“{column}”里有 {rows} 个号码被星号遮住了几位，按原样读取，例如“{value}”；"
            "凭它们打不了电话，也认不出是不是同一个人。",
            "{rows:number|numbers} in “{column}” have hidden digits and are read as written, as “{value}”; "
            "nobody can be called or told apart by them.",
        ),
        (
            values.UNLIKELY_MAIL,
            "“{column}”里有 {rows} 个不像邮箱地址，按原样读取，例如“{value}”。",
            "{rows:value|values} in “{column}” look unlike mail addresses and are read as written, as "
            "“{value}”.",
        ),
        (
            values.VIN_CHECK,
            "“{column}”里有 {rows} 个车架号的校验位不对，例如 {value}。",
            "The check digit of {rows:VIN|VINs} in “{column}” is wrong, for example {value}.",
        ),
        (
            values.KEPT_AS_TEXT,
            "“{column}”里有 {rows} 格不是确定的数，已作为文字随记录保留，例如“{value}”。",
            "{rows:cell|cells} in “{column}” hold no certain number and were kept as text, for example "
            "“{value}”.",
        ),
        (
            values.TEN_THOUSANDS,
            "“{column}”里有 {rows} 格写了“万”等单位，例如“{value}”按 {read} 读取。",
            "{rows:cell|cells} in “{column}” are written in larger units; “{value}”, for example, was read "
            "as {read}.",
        ),
        (
            values.SHOWN_IN_OTHER_UNIT,
            "“{column}”里有 {rows} 格按格式显示的数和存的不同，表头又带单位，按看到的读取，"
            "例如 {value} 显示为 {drawn}，读作 {read}。",
            "{rows:cell|cells} in “{column}” are shown as other numbers by their format, under a header "
            "with a unit, and were read as they are seen: {value}, shown as {drawn}, is {read}.",
        ),
        (
            values.UNIT_DROPPED,
            "“{column}”里有 {rows} 格写了单位，例如“{value}”按 {read} 个计价周期读取。",
            "{rows:cell|cells} in “{column}” name a unit; “{value}”, for example, was read as {read} billing "
            "periods.",
        ),
        (
            values.YEAR_INFERRED,
            "“{column}”里有 {rows} 个日期没有写年份，例如“{value}”按 {read} 读取。",
            "{rows:date|dates} in “{column}” have no year; “{value}”, for example, was read as {read}.",
        ),
        (
            values.DAY_INFERRED,
            "“{column}”里有 {rows} 个日期没有写是哪一天，例如“{value}”按 {read} 读取。",
            "{rows:date|dates} in “{column}” name no day; “{value}”, for example, was read as {read}.",
        ),
        (
            values.ZERO_DATE,
            "“{column}”里有 {rows} 格显示为 {value}，按空白读取。",
            "{rows:cell|cells} in “{column}” show {value} and were read as blank.",
        ),
        (
            values.MOJIBAKE,
            "“{column}”里有 {rows} 格是乱码，例如“{value}”。",
            "{rows:cell|cells} in “{column}” are garbled, for example “{value}”.",
        ),
        (
            values.MOJIBAKE_REPAIRED,
            "“{column}”里有 {rows} 格乱码已还原，例如“{value}”还原为“{read}”。",
            "{rows:garbled cell|garbled cells} in “{column}” were restored; “{value}”, for example, as "
            "“{read}”.",
        ),
        (
            values.DITTO_READ,
            "“{column}”里有 {rows} 格写着“{value}”，各按上一行读取，例如读作“{read}”。",
            "{rows:cell|cells} in “{column}” say “{value}”, and were read as the rows above them: the first "
            "as “{read}”.",
        ),
        (
            values.WEB_TEXT_REPAIRED,
            "“{column}”里有 {rows} 格混入了网页代码，例如“{value}”读作“{read}”。",
            "{rows:cell|cells} in “{column}” have a web page's code in them; “{value}”, for example, was "
            "read as “{read}”.",
        ),
        (
            values.VIN_LETTER,
            "“{column}”里有 {rows} 个车架号含 I、O 或 Q，例如 {value}。",
            "{rows:VIN|VINs} in “{column}” have an I, O or Q, for example {value}.",
        ),
        (
            values.ROUND_TAIL,
            "“{column}”里有 {rows} 个号码第 15 位以后全是 0，末尾可能被 Excel 丢了，例如 {value}。",
            "{rows:number|numbers} in “{column}” may have lost the last digits in Excel, for example "
            "{value}.",
        ),
        (
            values.LONG_NUMBER,
            "“{column}”里有 {rows} 个号码是超过 15 位的数字，按文件里的每一位读取，"
            "末尾可能已被 Excel 丢了，例如 {value}。",
            "{rows:number|numbers} in “{column}” have more than fifteen digits; each was read with every "
            "digit of the file, and may have lost the last ones in Excel, for example {value}.",
        ),
        (
            values.OTHER_CURRENCY,
            "“{column}”里有 {rows} 格写着别的货币，例如 {value}，都按 {currency} 读取，没有换算。",
            "{rows:cell|cells} in “{column}” name another currency, as {value}; all were read as {currency}, "
            "unconverted.",
        ),
    )
}
