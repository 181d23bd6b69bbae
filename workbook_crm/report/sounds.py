"""What a search by sound or in Traditional Chinese needs to know of the characters that occur in a list."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path

from workbook_crm.model.simplified import conversion


def readings(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The pinyin of every Chinese character that occurs, without tones, the most usual first."""
    known = _readings_of_characters()
    found = {}
    for char in sorted(_characters(texts)):
        sounds = map(_toneless, known.get(ord(char), "").split(","))
        spelt = tuple(dict.fromkeys(each for each in sounds if each.isascii() and each.isalpha()))
        if spelt:
            found[char] = spelt
    return found


def variants(texts: Iterable[str]) -> Mapping[str, str]:
    """Traditional characters with the Simplified one, where either occurs."""
    known = _characters(texts)
    return {
        traditional: simple
        for traditional, simple in sorted(conversion().getdict("zh-hans").items())
        if len(traditional) == len(simple) == 1 and traditional != simple and {traditional, simple} & known
    }


def _readings_of_characters() -> Mapping[int, str]:
    """pypinyin's dictionary of characters, by code: `zhòng,chóng,tóng`.

    Loaded by itself: the package as a whole loads a dictionary of phrases too, which takes ten times as long.
    """
    package = find_spec("pypinyin")
    assert package is not None
    assert package.origin is not None
    spec = spec_from_file_location("pinyin_dict", Path(package.origin).with_name("pinyin_dict.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    known: Mapping[int, str] = module.pinyin_dict
    return known


def _toneless(sound: str) -> str:
    """`lǜ` as it is typed: `lv`."""
    letters = unicodedata.normalize("NFD", sound).replace("u\N{COMBINING DIAERESIS}", "v")
    return "".join(each for each in letters if not unicodedata.combining(each))


def _characters(texts: Iterable[str]) -> set[str]:
    return {char for text in texts for char in text if not char.isascii()}
