"""Further words for the values of fixed lists: the trade's own, also in German, French and Spanish.

Those in our own two languages that mean nothing else are aliases of the options themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from workbook_crm.model.columns import Option
from workbook_crm.model.options import (
    ACTIVE,
    BILLING_PERIODS,
    CATALOG_KINDS,
    CUSTOMER_STATES,
    CUSTOMER_TYPES,
    LEAD_STATES,
    OPPORTUNITY_STATES,
    ROLES,
)

_Words = Mapping[str, str]
"""By the code of an option: its words, a bar between them."""

_KINDS: _Words = {
    "vehicle": "neuwagen | fahrzeug | neufahrzeug | véhicule | véhicule neuf | véhicule neuve"
    " | voiture neuve | neuf | vehículo | vehículo nuevo | coche nuevo | nuevo | neu",
    "part": "teil | ersatzteil | ersatzteile | zubehör | pièce | pièces | pièce détachée | accessoire"
    " | accessoires | pieza | repuesto | repuestos | recambio | accesorio | accesorios",
    "used": "gebraucht | gebrauchtwagen | gebrauchtfahrzeug | vorführwagen | occasion"
    " | véhicule d'occasion | usado | seminuevo | ocasión | segunda mano",
    "rental": "miete | mietwagen | vermietung | location | location longue durée | alquiler | renting"
    " | arriendo",
}
_PERIODS: _Words = {
    "day": "per day | a day | /day | 每天 | 一天 | 天租 | 日租 | tag | täglich | pro tag | jour"
    " | par jour | día | diario",
    "week": "per week | a week | pw | 一周 | 周租 | woche | wöchentlich | semaine | par semaine"
    " | semana | semanal",
    "month": "per month | a month | pcm | pm | 一个月 | 包月 | monat | monatlich | mois | par mois"
    " | mensuel | mes | mensual",
    "year": "per year | a year | p.a. | pa | 一年 | jahr | jährlich | an | année | par an | annuel"
    " | año | anual",
}
_ACTIVE: _Words = {
    "active": "使用中 | 售卖中 | 有货 | 有现车 | 现车 | 未售 | 未售出 | 转正 | in use | for sale"
    " | unsold | on lot | on the lot | ready | aktiv | verfügbar | auf lager | vorrätig | actif"
    " | disponible | en stock | à vendre | activo | en venta",
    "inactive": "已出售 | 售出 | 售罄 | 卖了 | 已卖 | 已交付 | 已提走 | 已报废 | 报废 | 已退役 | 退役"
    " | 退库 | 已调出 | 调出 | 已离职 | 停职 | 休假离岗 | 下线 | 已下线 | 过期 | 已过期 | 无货 | 缺货停售"
    " | sold out | out of stock | gone | delivered | scrapped | retired | wholesaled | at auction"
    " | traded | withdrawn | removed | expired | terminated | former | left company | not active"
    " | deactivated | inaktiv | verkauft | ausverkauft | nicht verfügbar | inactif | vendu | vendue"
    " | épuisé | inactivo | vendido | agotado | baja",
}
_LEADS: _Words = {
    "new": "正常 | 有效 | 有效线索 | 新客户 | 新客 | 未拨打 | 待联系 | 待拨打 | 已退回 | 退回"
    " | 退回公海 | 已回收 | 待领取 | 未领取 | valid | returned | returned to pool | to call"
    " | to be called | not called | to contact | neu | offen | nicht kontaktiert | nouveau | nouvelle"
    " | à contacter | ouvert | nuevo | nueva | sin contactar | por contactar | abierto | pendiente",
    "following": "在跟 | 持续跟进 | 继续跟进 | 保持联系 | 回访中 | 洽谈中 | 洽谈 | 谈判中 | 已到访"
    " | 已来店 | 已看车 | 待报价 | called | callback | call back | quoted | quote sent | follow up"
    " | interested | visited | test driven | in bearbeitung | kontaktiert | in kontakt | interessiert"
    " | angebot gesendet | en cours | contacté | relancé | intéressé | devis envoyé | en proceso"
    " | contactado | en seguimiento | interesado | cotizado",
    "converted": "已买 | 已买车 | 已购 | 已购车 | 已签约 | 已签 | 签单 | 转为客户 | purchased"
    " | signed | delivered | deal won | gewonnen | gekauft | konvertiert | kunde | converti | gagné"
    " | acheté | client | convertido | ganado | comprado | cliente",
    "invalid": "停用 | 已停用 | 禁用 | 停机 | 错号 | 无法联系 | 联系不上 | 不买 | 已购他牌 | 买别家"
    " | 输 | 黑名单 | 死单 | wrong number | no interest | do not call | do not contact | bought elsewhere"
    " | unreachable | out of business | ungültig | verloren | kein interesse | disqualifiziert | invalide"
    " | perdu | perdue | sans intérêt | non qualifié | inválido | perdido | no interesado | descartado",
}
_CUSTOMERS: _Words = {
    "valid": "使用中 | 存续 | 在营 | 开业 | 履约中 | live | in good standing | aktiv | gültig | actif"
    " | valide | activo | válido | vigente",
    "invalid": "注销 | 吊销 | 倒闭 | 停业 | 歇业 | 已退租 | 退租 | 退站 | 已注销 | 销户 | 到期未续"
    " | 暂停合作 | 不合作 | on stop | stopped | dead | dormant | ceased | ceased trading | blocked"
    " | blacklisted | cancelled | canceled | inaktiv | ungültig | gesperrt | verloren | inactif | bloqué"
    " | perdu | inactivo | bloqueado | perdido | baja",
}
_DEALS: _Words = {
    "open": "在谈 | 谈判中 | 谈判 | 新建 | 新增 | working | live | offen | laufend | in bearbeitung"
    " | in verhandlung | ouvert | ouverte | en cours | en négociation | devis envoyé | abierto | abierta"
    " | en curso | en negociación | en proceso | pendiente"
    " | 待开标 | 未开标 | 准备标书 | 标书制作 | 制作标书 | 已投标 | 投标中 | 待定标 | 待公示 | 已报名"
    " | verhandelt | wird verhandelt | zusage mündlich | mündliche zusage | verbal yes",
    "won": "已签 | 签约 | 签单 | 已完成 | 完成 | 已中标 | signed | contract signed | completed"
    " | awarded | gewonnen | verkauft | bestellt | abgeschlossen | unterschrieben | gagné | gagnée"
    " | vendu | signé | commandé | livré | ganado | ganada | vendido | firmado | pedido | cerrado ganado"
    " | cerrada ganada",
    "lost": "丢标 | 落标 | 未中 | 没中 | 没中标 | 未签 | 被抢 | 死单 | 黄了 | 客户放弃"
    " | declined | rejected"
    " | not awarded | no sale | dead | lost deal | went elsewhere | verloren | abgelehnt | perdu | perdue"
    " | refusé | perdido | perdida | rechazado | cerrado perdido | cerrada perdida",
    "paused": "休眠 | 停滞 | 待定中 | 延后 | 推迟 | 流标 | 已流标 | parked | stalled | waiting list"
    " | later | pausiert | zurückgestellt | en pause | reporté | suspendu | en pausa | aplazado"
    " | pospuesto | suspendido",
    "terminated": "退订 | 已退订 | 退定 | 已退定 | 退单 | 已退单 | 退车 | 已退车 | 撤单 | 已撤单"
    " | 废标 | 已废标 | withdrawn | void | expired | refunded | order cancelled | order canceled"
    " | storniert | abgebrochen | annulé | annulée | cancelado | cancelada | anulado",
}
_TYPES: _Words = {
    "person": "零售客户 | 散户 | 散客 | 个人用户 | privat | privatkunde | privatperson | particulier"
    " | personne | particular | persona | persona física",
    "company": "国企 | 民企 | 私企 | 外企 | 事业单位 | 企业单位 | government | limited company | ltd"
    " | llc | firma | gewerbe | gewerblich | unternehmen | geschäftskunde | entreprise | société"
    " | professionnel | empresa | persona jurídica | autónomo",
}
_ROLES: _Words = {
    "sales": "销售助手 | 直播销售 | 大客户经理 | 渠道经理 | 区域销售 | 二手车评估师 | sales associate"
    " | sales specialist | salesman | saleswoman | bdc | bdc agent | internet sales | product specialist"
    " | verkäufer | verkäuferin | vertrieb | verkaufsberater | vendeur | vendeuse | commercial"
    " | commerciale | vendedor | vendedora | asesor | asesor comercial",
    "manager": "老板 | 老板娘 | 副店长 | 副总 | 副经理 | 主任 | 区域总监 | owner | principal"
    " | dealer principal | branch manager | head of sales | gsm | gm | closer | verkaufsleiter"
    " | vertriebsleiter | filialleiter | geschäftsführer | chef des ventes | directeur | directrice"
    " | responsable | gerente | jefe de ventas | director comercial",
    "office": "出纳 | 会计 | 库管 | 仓管 | 数据员 | 运营 | 后勤 | 人事 | accountant | accounts"
    " | bookkeeper | sales admin | coordinator | sales support | f&i | finance | innendienst"
    " | buchhaltung | sachbearbeiter | comptable | assistant commercial | assistante | administratif"
    " | administrativo | administrativa | contable | recepcionista",
}
_MORE: Mapping[tuple[Option, ...], _Words] = {
    CATALOG_KINDS: _KINDS,
    BILLING_PERIODS: _PERIODS,
    ACTIVE: _ACTIVE,
    LEAD_STATES: _LEADS,
    CUSTOMER_STATES: _CUSTOMERS,
    OPPORTUNITY_STATES: _DEALS,
    CUSTOMER_TYPES: _TYPES,
    ROLES: _ROLES,
}


def more_words(options: Iterable[Option]) -> Iterator[tuple[str, str]]:
    """(word, code) of every further word of a fixed list; nothing for a list that has none."""
    for code, words in _MORE.get(tuple(options), {}).items():
        yield from ((word.strip(), code) for word in words.split(" | "))
