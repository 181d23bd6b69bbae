"""Words of a header that lean towards a kind of record, or away from it, whatever fields they name."""

from __future__ import annotations

import re
from typing import Any

from workbook_crm.model.columns import Sheet

_LEANINGS = {
    "customers": re.compile(
        r"下定|定金|订金|提车|交车|首付|月供|按揭|逾期|还款|尾款|还欠|已[付给收]|取车|还车|中央补贴|国补|合同价|"
        r"\bbill|\brecd\b|\bpaid\b|balance|\bbal\b|\bowing\b|\blessee|hypothec|\bdelivery|chassis|"
        r"租给|租走|押了|几号还|租户|承租|起租|退租|到租|押.付|赊|给了多少|还差|差多少|拿了|欠账|催收|交车|"
        r"客户类型|生命周期|成交|车主|信用|保有|身份证|购车日期|上牌|保险|开户|税号|结算|会员|消费|欠款|"
        r"lifecycle|credit|account|contact owner|company owner|customer since|billing|last sold",
        re.IGNORECASE,
    ),
    "leads": re.compile(
        r"线索|客资|来店|来电|留资|潜客|潜在|首次到店|首次接触|试驾意向|意向级别|意向等级|意向车|拟购|战败|信息来源|邀约|"
        r"无效原因|询价|建卡|旧车|收车|出价|心理价|write.?up|demo|be.?back|"
        r"\blead\b(?!.time)|prospect|enquiry|inquiry|of interest|unread|unqualified",
        re.IGNORECASE,
    ),
    "opportunities": re.compile(
        r"商机|销售机会|阶段|竞争|甲方|能签|几月签|预计成交|预计签|赢率|输单|丢单|赢单|"
        r"expected clos(?:e|ing)|clos(?:e|ing) date|"
        r"probability|\bdeal\b|opportunity|lost reason|loss reason|forecast|"
        r"\bsold date|\bgross\b|\bf&i\b",
        re.IGNORECASE,
    ),
    "catalog": re.compile(
        r"发动机号|库龄|入库|进价|提货价|指导价|落地价|合格证|"
        r"\bmsrp\b|\brrp\b|\basking\b|odometer|dealer cost",
        re.IGNORECASE,
    ),
    "follow_ups": re.compile(r"试驾(?:日期|时间|路线|反馈)|回访(?:结果|内容)|洽谈", re.IGNORECASE),
}
"""Kinds share many columns; words here and there tell them apart."""
_AGAINST = {
    "catalog": re.compile(
        r"\bsold date|\bgross\b|\bf&i\b|\bdeal (?:#|no|number)|"
        r"\be-?mail|\bphone\b|first name|last name|\blead\b(?!.time)|consumer|"
        r"车主|(?<!供应商)(?:电话|手机)|回访|接待|心理价|租给|租户|承租|起租|退租|押.付",
        re.IGNORECASE,
    )
}
"""What a list of goods has not: who asks for a vehicle or bought it, whatever is said of the vehicle."""
_LEANING, _MOST_LEANING = 0.5, 2.5


def leaning(sheet: Sheet[Any], text: str) -> float:
    """Return how far the words lean, above zero towards the kind."""
    found, against = _words_in(_LEANINGS.get(sheet.kind), text), _words_in(_AGAINST.get(sheet.kind), text)
    return min(found * _LEANING, _MOST_LEANING) - min(against * _LEANING, _MOST_LEANING)


def _words_in(pattern: re.Pattern[str] | None, text: str) -> int:
    return len({each.casefold() for each in pattern.findall(text)}) if pattern else 0
