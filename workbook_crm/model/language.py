"""The two languages that findings, answers and pages are written in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Simplified Chinese or English; Traditional Chinese is recognised and answered in Simplified."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Name:
    """The Chinese and the English name of one thing."""

    zh: str
    en: str

    __iter__ = None  # no sequence: unpacked by its items, it would never end

    def __getitem__(self, language: Language) -> str:
        return self.zh if language is Language.ZH else self.en

    def filled(self, **facts: object) -> Name:
        """Both with the facts put in; a fact with two names says in each what it is called there."""
        zh, en = ({key: _in(each, fact) for key, fact in facts.items()} for each in Language)
        return Name(self.zh.format_map(zh), self.en.format_map(en))


def _in(language: Language, fact: object) -> object:
    return fact[language] if isinstance(fact, Name) else fact
