"""How somebody was contacted, by the words that tell of it: 微信发了配置表, 到店看车, called, no answer."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook_crm.model.simplified import simplified

_OUR_PLACE = (
    r"(?:al? |el |la |en |im |in |ins? |bei uns|zum |au |à |a |chez nous|nuestro |unser\w* |notre )*"
    r"(?:taller|tienda|concesionari[oa]|exposici[óo]n|autohaus|haus|werkstatt|betrieb|ausstellung|garage|magasin|concession|"
    r"showroom|officina|concessionari[oa]|loja)"
)
"""Where the customer is who visits us: visita al taller, Besuch im Autohaus."""
_WORDS: tuple[tuple[str, str], ...] = (
    (
        "试驾",
        r"试驾|试乘|试车|test.?dr[io]ve|test.?driven|"
        r"probefahrt|prueba de (?:conducci[óo]n|manejo)|essai (?:routier|sur route)",
    ),
    (
        "到店",
        r"到店|来店|进店|到展厅|来展厅|店里|看车|来访|walk.?in|showroom|came in|visited us|in store|"
        rf"(?:\bvisit[ae]|\bbesuch)\s+{_OUR_PLACE}",
    ),
    (
        "上门",
        r"上门|拜访|登门|走访|面谈|\bvisit(?:ed|s)?\b|on.?site|\bmet\b|in person|"
        r"\bvisit[ae](?:r|to|d[oa])?\b|\bbesuch(?:t|en)?\b|"
        r"\breuni[óo]n\b|\brendez.?vous\b|\btermin vor ort\b",
    ),
    ("微信", r"微信|企微|wechat|wecom"),
    ("短信", r"短信|\bsms\b|\btext(?:ed)?\b"),
    ("邮件", r"邮件|邮箱|e-?mail(?:ed)?\b|\bcorreo\b|\bcourriel\b"),
    ("演示", r"演示|\bdemo\b|demonstrat"),
    (
        "电话",
        r"电话|来电|去电|致电|通话|电访|未接|没接|无人接听|"
        r"\bcall(?:ed|s|back)?\b|\bphoned?\b|\brang\b|voice ?mail|"
        r"\bllam(?:ada|ado|ó|é|ar)\b|\btel[ée]fon\w*|\ban(?:ge)?ruf\w*|\br?appel(?! d.offres)\w{0,3}\b|"
        r"\bchiamat[ao]\b|\bliga(?:ção|cao|do)\b",
    ),
)
_PATTERNS = tuple((method, re.compile(pattern, re.IGNORECASE)) for method, pattern in _WORDS)
_WHATSAPP = re.compile(r"whats.?app", re.IGNORECASE)


def method_of(content: str, header: str) -> str | None:
    """The method that the words of a contact name first, else those of its column; None where none do."""
    return _named(content) or _named(header)


@lru_cache(maxsize=20_000)
def _named(text: str) -> str | None:
    if _WHATSAPP.search(text):
        return "WhatsApp"
    plain = simplified(text)
    found = [(match.start(), method) for method, each in _PATTERNS if (match := each.search(plain))]
    return min(found, key=lambda each: each[0])[1] if found else None
