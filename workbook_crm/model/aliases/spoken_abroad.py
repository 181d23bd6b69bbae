"""Headers as people speak in Spanish, Portuguese, Italian, French, German and Dutch: O que procura, Da risentire.

Keys without accents, as `model.aliases.spoken` has them for Chinese and English.
"""

from __future__ import annotations

from collections.abc import Mapping

_WHAT = "(?:o|lo)?(?:que|cosa|checosa|was|wat|quoi|cequ(?:e|il|elle|ils)?)"
_SEEK = (
    "(?:busca|buscan|quiere|procura|quer|deseja|pretende|cerca|vuole|cherche|veut|sucht|will|gesucht|zoekt)"
)
_VEHICLE = "(?:moto|auto|macchina|vettura|veicolo|coche|vehiculo|furgo|furgoneta|carro|veiculo|viatura|camion|camiao|trattore|tracteur|voiture|vehicule|fahrzeug|schlepper|maschine|wagen|bus)"
_WANTED_VEHICLE = (
    rf"{_VEHICLE}(?:di|d|de|en)?(?:interesse|interes|interet|richiest[ao]|ricercat[ao]|buscad[ao]|deseado|desejado|souhaite|recherche|gesucht|gewenst)"
    rf"|(?:gesuchte[rs]?|gewunschte[rs]?|gewenste){_VEHICLE}"
    rf"|(?:por|per|pour)?(?:que|quale|cual|qual|quel|quelle|welche[rs]?|welke){_VEHICLE}"
)
_WANTED = rf"{_WHAT}{_SEEK}(?:er|sie|hij|il|elle)?"
_UP_TO = (
    r"(?:ate|hasta|fino|bis|tot|jusqu)a?(?:quanto|cuanto|combien|wieviel|hoeveel)|tettodispesa|spesamassima"
    r"|(?:presupuesto|orcamento|budget)(?:max|maximo|massimo|maximal)?"
)
_HOW = (
    r"(?:come|como|comment|wie|hoe)(?:ci|nos|nous|uns|ons)?(?:ha|avez|hat)?(?:vous)?(?:conosciut[oi]|conocio|conheceu|connus?|gefunden|gevonden)"
    r"|departede|(?:da|de|por)(?:dove|donde|onde)(?:arriva|viene|vino|veio|vem)|woher|doucavient|recomendadopor|empfohlenvon|segnalatoda"
)
_KEEPER = (
    r"(?:quien|quem|chi|qui|wer)(?:lo|la|le|l)?(?:atendio|atendeu|atende|atiende|lleva|segue|suit|betreut|ensena)"
    r"|(?:seguit[oa]|gestit[oa]|atendid[oa]|llevad[oa]|suivi|betreut)(?:da|por|par|von)|leensena|leatiende|vuavec|vistocon|vistocom"
)
_SAID = (
    r"(?:o|lo)?(?:que|cosa|checosa|was|wat|cequ(?:il|elle)a)(?:ha|hat|heeft)?(?:er|sie|hij)?(?:dijo|dit|dice|detto|disse|gesagt|gezegd)"
    r"|pontodasituacao|quedamosen|comesta|(?:ergebnis|inhalt)(?:vom|des|vons)?gesprachs?"
)
_NEXT = (
    r"(?:voltar|volver|tornare|rappeler|relancer)a?(?:ligar|llamar|contactar|chiamare)?(?:el|em|le)?"
    r"|a(?:re)?(?:contacter|rappeler|relancer|revoir)(?:le)?"
    r"|da(?:risentire|richiamare|ricontattare)(?:il)?|(?:terug|na)bellen(?:op)?"
    r"|wieder(?:vorbei|anrufen|melden|kontaktieren|besuchen)(?:am)?"
    r"|(?:prox|proxim[oa]|prossim[oa]|prochaine?|nachster?|volgende)(?:toque|contacto|contato|contatto|visita|llamada|chamada|ligacao|appel|visite|termin|anruf|besuch|afspraak)"
)
_OF_PEOPLE = {
    "name": r"quien(?:es)?|quem|chi|qui",
    "source": _HOW,
    "model": _WANTED_VEHICLE,
    "interest": _WANTED,
    "budget": _UP_TO,
    "owner": _KEEPER,
    "remark": _SAID,
    "next_follow_up": _NEXT,
}
PATTERNS: Mapping[str, Mapping[str, str]] = {
    "leads": _OF_PEOPLE,
    "customers": {each: pattern for each, pattern in _OF_PEOPLE.items() if each != "interest"}
    | {"model": f"{_WANTED_VEHICLE}|{_WANTED}"},
    "opportunities": {"owner": _KEEPER, "next_follow_up": _NEXT},
    "follow_ups": {
        "subject": r"quien(?:es)?|(?:a|con)quien|quem|chi|wen|wie",
        "content": _SAID,
        "by": _KEEPER,
        "next_follow_up": _NEXT,
        "time": r"(?:besucht|angerufen|kontaktiert|gesprochen|visitad[oa]|llamad[oa]|sentit[oa]|contattat[oa]|bezocht|gebeld)(?:am|el|em|il|op)",
    },
}
"""By kind and field: whole keys without accents."""
