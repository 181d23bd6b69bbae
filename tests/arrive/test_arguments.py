"""Wrong usage is told in the reader's language, and ends with 2."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from workbook_crm.arguments import spoken_language
from workbook_crm.cli import _COMMANDS, main
from workbook_crm.exits import Exit
from workbook_crm.model.language import Language
from workbook_crm.report.heights import display_width

WRONG = [
    (
        ["rnu"],
        "没有“rnu”这个命令，是不是“run”？可用的命令：init, run",
        "There is no command “rnu”; did you mean “run”?",
    ),
    (
        ["xyz"],
        "没有“xyz”这个命令。可用的命令：init, run",
        "There is no command “xyz”. The commands are: init, run",
    ),
    (["run", "--nope"], "看不懂这一部分：--nope", "This part is not understood: --nope"),
    (["check"], "后面还要写：FILE", "This is missing after it: FILE"),
    (["--workspace"], "--workspace 后面要写一个值。", "--workspace needs a value after it."),
    (["--json=3", "run"], "--json 后面不带值，写的是“3”。", "--json takes no value, but “3” was given."),
    (
        ["--language", "fr", "run"],
        "--language 写的是“fr”，可以写 zh, en。",
        "--language is “fr”; it can be zh, en.",
    ),
]


@pytest.fixture(params=Language)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Language:
    for name in ("WORKBOOK_CRM_LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", {Language.ZH: "zh_CN.UTF-8", Language.EN: "en_GB.UTF-8"}[request.param])
    return Language(request.param)


@pytest.mark.parametrize(("arguments", "zh", "en"), WRONG)
def test_wrong_usage_is_told_in_the_language_of_the_terminal(
    arguments: list[str], zh: str, en: str, language: Language, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == Exit.USAGE
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(zh if language is Language.ZH else en)
    assert "--help" in said.err


def test_help_is_in_one_language(capsys: pytest.CaptureFixture[str], language: Language) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["run", "--help"])
    assert ended.value.code == Exit.WELL
    said = capsys.readouterr().out
    others = (
        ("usage", "options", "arguments", "show")
        if language is Language.ZH
        else ("用法", "选项", "参数", "显示")
    )
    assert not [each for each in others if each in said]


COMMANDS = tuple(_COMMANDS)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_explains_all_that_can_be_written_and_fits_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, language: Language, command: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with pytest.raises(SystemExit):
        main([*filter(None, [command]), "--help"])
    said = capsys.readouterr().out
    assert [line for line in said.splitlines() if display_width(line) > 80] == []
    bare = [line for line in said.splitlines() if re.fullmatch(r"  (-\S+( [A-Z]+)?|[A-Z]{2,}|install)", line)]
    assert [line for line in bare if line.strip() != "COMMAND"] == [], "nothing says what it is"
    if language is Language.ZH:
        assert not re.search(r"^[，。、；：）]", said.replace(" ", ""), re.MULTILINE)
        assert re.search("^选项：$", said, re.MULTILINE)


def test_what_is_asked_for_goes_before_what_the_terminal_speaks(language: Language) -> None:
    assert spoken_language(["run"]) is language
    assert spoken_language(["--language", "en", "run"]) is Language.EN
    assert spoken_language(["--language=zh", "run"]) is Language.ZH


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        (
            ("show", "X-1"),
            "没有编号为 X-1 的记录。编号像 L-000001",
            "There is no record X-1. Numbers look like L-000001",
        ),
        (
            ("receipt", "R-9"),
            "没有导入回执 R-9；workbook-crm receipts",
            "There is no receipt R-9; workbook-crm receipts",
        ),
        (
            ("digest", "--person", "张山"),
            "张山 没有要跟进的名单；请核对姓名",
            "There is no list of 张山; check the name",
        ),
    ],
)
def test_what_is_not_there_is_told_with_where_to_look(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], zh: str, en: str
) -> None:
    for language, said in (("zh", zh), ("en", en)):
        assert main(["--workspace", str(tmp_path), "--language", language, *words]) == 2
        assert said in capsys.readouterr().err
