"""The settings of a workspace, from its file and from the environment; or what is wrong with them, in words.

People write the file in Notepad: with or without a byte order mark, in UTF-8, UTF-16 or GBK.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from workbook_crm.model.concealed import conceal, shown_address
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Language, Name
from workbook_crm.model.mail_settings import UnknownMailSettingError
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.settings import Settings, UnknownSettingError
from workbook_crm.model.settings_keys import UnknownKeysError, unknown_setting

SETTINGS_FILE = "workbook_crm.toml"
_PREFIX = "WORKBOOK_CRM_"


class UnreadableSettingsError(Exception):
    """The settings file or an environment variable cannot be understood; says where and why."""

    def __init__(self, file: Path, problems: Sequence[Name]) -> None:
        super().__init__(str(file))
        self.file, self.problems = file, problems


def read_settings(folder: Path, language: Language | None = None) -> Settings:
    """Settings from the workspace's file and from WORKBOOK_CRM_... variables, which override it.

    `language` overrides both. Raises UnreadableSettingsError.
    """
    from pydantic import ValidationError

    file = folder / SETTINGS_FILE
    written = _written(file)
    try:
        if any(name.upper().startswith(_PREFIX) for name in os.environ):
            return _spoken(_with_variables(file, written), language)
        return _spoken(Settings.model_validate(written), language)
    except ValidationError as error:  # which quotes what was written: no part of what is told
        raise UnreadableSettingsError(
            file, [one for each in error.errors() for one in _problems(each)]
        ) from None


def _spoken(settings: Settings, language: Language | None) -> Settings:
    """The settings in another language, where one is asked for."""
    return settings.spoken_in(language) if language else settings


def _with_variables(file: Path, written: dict[str, Any]) -> Settings:
    """What the file and the variables say, by a library that takes 80 ms to import: few starts need it."""
    from pydantic_settings import (
        BaseSettings,
        InitSettingsSource,
        PydanticBaseSettingsSource,
        SettingsConfigDict,
        SettingsError,
    )

    class Sources(Settings, BaseSettings):
        model_config = SettingsConfigDict(env_prefix=_PREFIX, env_nested_delimiter="__", extra="forbid")

        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource,
            env_settings: PydanticBaseSettingsSource, dotenv_settings: PydanticBaseSettingsSource,
            file_secret_settings: PydanticBaseSettingsSource,
        ) -> tuple[PydanticBaseSettingsSource, ...]:  # fmt: skip
            return init_settings, env_settings, InitSettingsSource(settings_cls, written)

    try:
        return Sources()
    except SettingsError as error:  # a group as one variable, in what is no JSON
        group = next(iter(re.findall(r'field "(\w+)"', str(error))), "").upper()
        raise UnreadableSettingsError(file, [_variable(group)]) from None


def _variable(group: str) -> Name:
    name = f"{_PREFIX}{group}"
    return Name(
        f"环境变量 {name} 看不懂；请把每一项单独写，例如 {name}__名称=值。",
        f"The environment variable {name} cannot be understood; set each key by itself: {name}__KEY=value.",
    )


def _written(file: Path) -> dict[str, Any]:
    """What the file says; nothing where there is none. Raises UnreadableSettingsError."""
    try:
        content = file.read_bytes() if file.is_file() else b""
    except OSError as error:
        raise UnreadableSettingsError(file, [in_words(error)]) from error
    text = _decoded(content)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnreadableSettingsError(file, [_misspelt(str(error), text)]) from None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", "replace")


def _misspelt(said: str, text: str) -> Name:
    """Which line is not TOML, as it stands in the file."""
    found = re.search(r"at line (\d+)", said)
    lines = text.splitlines()
    row = int(found[1]) if found else max(1, len(lines))
    line = conceal(lines[row - 1].strip()) if row <= len(lines) else ""
    if said.startswith(("Cannot overwrite", "Cannot declare")):
        return Name(
            f"第 {row} 行的设置前面已经写过：{line}", f"Line {row} sets again what was set above: {line}"
        )
    return Name(
        f'第 {row} 行看不懂：{line}\n    每行写成 名称 = 值；文字放在英文双引号里，例如 language = "zh"',
        f"Line {row} cannot be understood: {line}\n"
        '    Write each line as name = value, and text in double quotes, like language = "en"',
    )


def _problems(error: Any) -> tuple[Name, ...]:
    """One of pydantic's errors in words; of a table with several keys that are wrong, each."""
    told = error.get("ctx", {}).get("error")
    if isinstance(told, UnknownKeysError):
        return tuple(Name(conceal(each.zh), conceal(each.en)) for each in told.problems)
    return (_problem(error),)


def _known_keys(group: Sequence[str | int]) -> dict[str, str]:
    """The settings that there are at the top, or in one of the groups."""
    model: Any = Settings
    for name in group:
        fields = getattr(model, "model_fields", None)
        model = fields[name].annotation if fields else get_args(model)[1]  # a table of tables of one kind
    return {search_key(name): name for name in model.model_fields}


def _problem(error: Any) -> Name:
    """Which setting, what it says, what it has to be."""
    key = conceal(".".join(map(str, error["loc"])))
    if error["type"] == "extra_forbidden":
        return unknown_setting(key, _known_keys(error["loc"][:-1]))
    facts: Mapping[str, Any] = error.get("ctx", {})
    wanted = _wanted(error["type"], facts) or Name(error["msg"], error["msg"])
    value = shown_address(str(error["input"])) if key.startswith("store") else conceal(str(error["input"]))
    return Name(
        f"“{key}”写的是“{value}”，应当是{wanted.zh}。", f"“{key}” is “{value}”, but has to be {wanted.en}."
    )


def _wanted(kind: str, facts: Mapping[str, Any]) -> Name | None:
    error = facts.get("error")
    if isinstance(error, UnknownSettingError | UnknownMailSettingError):
        return error.wanted
    if kind in ("enum", "literal_error"):
        choices = str(facts["expected"]).replace("'", "")
        return Name(" " + choices.replace(", ", "、").replace(" or ", " 或 "), choices)
    return next((name.filled(**facts) for start, name in _WANTED if kind.startswith(start)), None)


_WANTED: tuple[tuple[str, Name], ...] = (
    ("greater_than_equal", Name("不小于 {ge} 的数", "{ge} or more")),
    ("greater_than", Name("大于 {gt} 的数", "more than {gt}")),
    ("less_than_equal", Name("不大于 {le} 的数", "{le} or less")),
    ("int", Name("整数", "a whole number")),
    ("float", Name("数字", "a number")),
    ("date", Name("日期，例如 2026-12-31", "a date, like 2026-12-31")),
    ("decimal", Name("数字", "a number")),
    ("finite", Name("数字", "a number")),
    ("bool", Name(" true 或 false", "true or false")),
    ("string", Name("英文双引号里的文字", "text in double quotes")),
    ("list", Name('列表，例如 ["客户档案"]', 'a list, like ["clients"]')),
    ("tuple", Name('列表，例如 ["客户档案"]', 'a list, like ["clients"]')),
    ("dict", Name("方括号小节里的一组设置", "a group of settings under a heading in brackets")),
    ("model", Name("方括号小节里的一组设置", "a group of settings under a heading in brackets")),
)
"""By what the name of pydantic's error begins with (docs.pydantic.dev, Validation Errors)."""
