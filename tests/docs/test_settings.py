"""docs/settings.md names every setting, with its default, and shows an example of each."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

from pydantic import BaseModel

from tests.docs.pages import ROOT, blocks, text_of
from workbook_crm.model.language import Language
from workbook_crm.model.settings import Settings
from workbook_crm.start import _SETTINGS as WRITTEN  # what `init` writes has to be checked where it stands

TEXT = text_of(ROOT / "docs" / "settings.md")
_ROW = re.compile(r"^\| `([\w.]+)` \| (?:`(\S+)`|none) \|", re.MULTILINE)


def defaults(settings: BaseModel, path: str = "") -> Iterator[tuple[str, str]]:
    """(key, default as it is written) of every setting; "" where there is none."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, BaseModel):
            yield from defaults(value, f"{path}{name}.")
        else:
            yield path + name, written(value)


def written(value: Any) -> str:
    """A value as TOML has it, without quotes."""
    if value is None or value in ({}, ()):
        return ""
    if isinstance(value, tuple | list):
        return json.dumps(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value if isinstance(value, Enum) else value)


def keys_of(table: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Every key of a TOML document, and of its tables."""
    for name, value in table.items():
        yield path + name
        if isinstance(value, dict):
            yield from keys_of(value, f"{path}{name}.")


def test_every_key_stands_in_a_table_with_its_default() -> None:
    assert dict(_ROW.findall(TEXT)) == dict(defaults(Settings()))


def test_every_key_has_an_example_that_is_understood() -> None:
    shown: set[str] = set()
    for block in blocks(TEXT, "toml"):
        table = tomllib.loads(block)
        Settings.model_validate(table)
        shown.update(keys_of(table))
    assert {key for key, _ in defaults(Settings())} <= shown


def test_a_new_workspace_has_every_key_in_its_settings_file() -> None:
    for language in Language:
        every_key = re.sub(r"^# (?=\[|\w+ = )", "", WRITTEN[language], flags=re.MULTILINE)
        table = tomllib.loads(every_key)
        Settings.model_validate(table)
        said = {key for key, _ in defaults(Settings())}
        assert said <= set(keys_of(table))


def test_comments_of_a_new_settings_file_tell_the_defaults() -> None:
    plain = dict(defaults(Settings()))
    for language in Language:
        every_key = re.sub(r"^# (?=\[|\w+ = )", "", WRITTEN[language], flags=re.MULTILINE)
        table = tomllib.loads(every_key, parse_float=Decimal)
        told = {key: written(value) for key, value in _leaves(table) if plain.get(key)}
        chosen = {"language"} | ({"currency", "trade.phone_region"} if language is Language.EN else set())
        assert {key: value for key, value in told.items() if key not in chosen} == {
            key: plain[key] for key in told if key not in chosen
        }


def _leaves(table: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, f"{path}{name}.")
        else:
            yield path + name, value
