"""A page for each customer, opportunity and lead, and one that lists and finds them all."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.history import Dossier, Mention
from workbook_crm.model.language import Language
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.versions import StoreVersion
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.report.portrait import portrait
from workbook_crm.report.sounds import readings, variants
from workbook_crm.report.templates import environment, rendered
from workbook_crm.report.words import NOBODY

_SCRIPT = "records.js"
MOST_TOLD = 500
"""Of what belongs to one record, and of its history: the latest; `show` tells all."""


class RecordPages:
    """Renders the pages of records in one language."""

    def __init__(
        self,
        language: Language,
        own: OwnTemplates | None = None,
        look: Look = OURS,
        version: StoreVersion | None = None,
    ) -> None:
        self._environment, self._language = environment(language, own, look, version), language

    def record(self, dossier: Dossier) -> str:
        """The page of one record."""
        return rendered(
            self._environment, "record.html", record=portrait(dossier, self._language), most=MOST_TOLD
        )

    def records(self, mentions: Sequence[Mention]) -> str:
        """All records by owner, with what the search needs."""
        texts = [text for each in mentions for text in (each.name, each.company or "", each.owner or "")]
        simple = variants(texts)
        sounds = readings([*texts, *simple.values()])
        script = self._script()
        return rendered(
            self._environment,
            "records.html",
            groups=_by_owner(mentions, sounds, self._language),
            states=_states(self._language),
            sounds="|".join(" ".join((char, *spelt)) for char, spelt in sounds.items()),
            variants="".join(f"{char}{plain}" for char, plain in simple.items()),
            script=Markup(script),  # our own, or the dealership's: no value of a sender's is in it
            script_hash=_allowed(script),
        )

    def _script(self) -> str:
        loader = self._environment.environment.loader
        assert loader is not None
        source, _name, _is_fresh = loader.get_source(self._environment.environment, _SCRIPT)
        return source.replace("\r\n", "\n")  # as a browser reads it, which takes the hash of that


def _allowed(script: str) -> str:
    """How a content security policy names the one script that may run."""
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _by_owner(
    mentions: Iterable[Mention], sounds: Mapping[str, Sequence[str]], language: Language
) -> list[tuple[str, list[Mention]]]:
    """Owners in the order of the alphabet, those of nobody last; theirs by kind, then name, by sound."""

    def spelt(text: str) -> str:
        return " ".join(sounds[char][0] if char in sounds else char.casefold() for char in text)

    groups: dict[str, list[Mention]] = {}
    for each in sorted(mentions, key=lambda each: (_KINDS[each.kind], spelt(each.name), each.number)):
        groups.setdefault(each.owner or "", []).append(each)
    owners = sorted(groups, key=lambda owner: (not owner, spelt(owner), owner))
    return [(owner or NOBODY[language], groups[owner]) for owner in owners]


_KINDS = {"customers": 0, "opportunities": 1, "leads": 2}


def _states(language: Language) -> dict[str, dict[str | None, str]]:
    """The states of each kind in words, by code."""
    return {
        kind: {
            None: "",
            **{option.code: option.name[language] for option in SHEET_OF[kind].by_field["state"].options},
        }
        for kind in _KINDS
    }
