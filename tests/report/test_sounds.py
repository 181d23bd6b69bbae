"""The readings of characters, against pypinyin as a whole."""

from __future__ import annotations

from pypinyin import Style, pinyin
from pypinyin.constants import PINYIN_DICT

from workbook_crm.report.sounds import readings, variants


def test_the_readings_are_those_of_pypinyin() -> None:
    every = "".join(map(chr, PINYIN_DICT))
    found = readings([every])
    said = pinyin(list(every), style=Style.NORMAL, heteronym=True)
    expected = {
        char: tuple(dict.fromkeys(each for each in map(_typed, sounds) if each.isascii() and each.isalpha()))
        for char, sounds in zip(every, said, strict=True)
    }
    assert len(found) > 40_000
    assert {char: sounds for char, sounds in found.items() if expected[char] != sounds} == {}


def _typed(sound: str) -> str:
    return sound.replace("ê", "e")  # pypinyin leaves the accent, which is no tone


def test_characters_with_several_readings_begin_with_the_most_usual() -> None:
    assert readings(["重庆", "abc"]) == {"庆": ("qing",), "重": ("zhong", "chong", "tong")}


def test_a_variant_is_told_where_either_form_occurs() -> None:
    assert variants(["線"]) == {"線": "线"}
    assert variants(["线"])["線"] == "线"
