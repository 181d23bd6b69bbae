"""Settings as people write them, and what is said of those that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from workbook_crm.model.language import Language
from workbook_crm.settings_file import SETTINGS_FILE, UnreadableSettingsError, read_settings

WORDS = '# 设置\nlanguage = "en"\n[sheets]\ncustomers = ["客户档案"]\n'


def read(folder: Path, content: bytes) -> object:
    (folder / SETTINGS_FILE).write_bytes(content)
    return read_settings(folder)


def problems(folder: Path, text: str) -> list[tuple[str, str]]:
    with pytest.raises(UnreadableSettingsError) as caught:
        read(folder, text.encode())
    return [(each[Language.ZH], each[Language.EN]) for each in caught.value.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_of_notepad_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / SETTINGS_FILE).write_bytes(WORDS.replace("\n", "\r\n").encode(encoding))
    settings = read_settings(tmp_path)
    assert settings.language is Language.EN
    assert settings.sheets == {"customers": ["客户档案"]}


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        (
            'time_zone = "Asia/Peking"',
            "“time_zone”写的是“Asia/Peking”，应当是时区的标准名称，例如 Asia/Shanghai。",
            "“time_zone” is “Asia/Peking”, but has to be the standard name of a time zone, "
            "like Asia/Shanghai or Europe/London.",
        ),
        (
            'language = "fr"',
            "“language”写的是“fr”，应当是 zh 或 en。",
            "“language” is “fr”, but has to be zh or en.",
        ),
        (
            '[inbox]\nquiet_s = "fast"',
            "“inbox.quiet_s”写的是“fast”，应当是数字。",
            "“inbox.quiet_s” is “fast”, but has to be a number.",
        ),
        (
            "[archive]\nkeep_days = 0",
            "“archive.keep_days”写的是“0”，应当是大于 0 的数。",
            "“archive.keep_days” is “0”, but has to be more than 0.",
        ),
        (
            '[store]\nurl = "mysql://x/y"',
            "“store.url”写的是“mysql://x/y”，应当是 sqlite:/// 或 postgresql:// 开头的数据库地址。",
            "“store.url” is “mysql://x/y”, but has to be the address of a database, "
            "beginning with sqlite:/// or postgresql://.",
        ),
        (
            '[workdays]\ncountry = "中国"',
            "“workdays.country”写的是“中国”，应当是国家代码（ISO 3166），例如 CN；要精确到地区时，例如 GB-ENG。",
            "“workdays.country” is “中国”, but has to be the code of a country (ISO 3166), like CN, "
            "or of a part of one, like GB-ENG.",
        ),
        (
            '[workdays]\nclosed = ["soon"]',
            "“workdays.closed.0”写的是“soon”，应当是日期，例如 2026-12-31。",
            "“workdays.closed.0” is “soon”, but has to be a date, like 2026-12-31.",
        ),
        (
            "[inbox]\nquite_s = 1",
            "没有“inbox.quite_s”这个设置，是不是“inbox.quiet_s”？",
            "There is no setting “inbox.quite_s”; did you mean “inbox.quiet_s”?",
        ),
        (
            "# x\nlanguage = zh",
            '第 2 行看不懂：language = zh\n    每行写成 名称 = 值；文字放在英文双引号里，例如 language = "zh"',
            "Line 2 cannot be understood: language = zh\n"
            '    Write each line as name = value, and text in double quotes, like language = "en"',
        ),
        (
            'language = "zh"\nlanguage = "en"',
            '第 2 行的设置前面已经写过：language = "en"',
            'Line 2 sets again what was set above: language = "en"',
        ),
        (
            'language = "zh',
            '第 1 行看不懂：language = "zh\n    每行写成 名称 = 值；文字放在英文双引号里，例如 language = "zh"',
            'Line 1 cannot be understood: language = "zh\n'
            '    Write each line as name = value, and text in double quotes, like language = "en"',
        ),
    ],
)
def test_what_cannot_be_is_said_with_what_it_has_to_be(tmp_path: Path, text: str, zh: str, en: str) -> None:
    assert problems(tmp_path, text) == [(zh, en)]


KINDS = "choices、staff、catalog、leads、customers、opportunities、opportunity_lines、follow_ups"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[headers.lead]\nphone = ['a']", ["没有“headers.lead”这个设置，是不是“headers.leads”？"]),
        ("[headers.'客户']\nphone = ['a']", ["没有“headers.客户”这个设置，是不是“headers.customers”？"]),
        (
            "[headers.leads]\nphon = ['a']\n'姓名' = ['b']\nphone = ['c']",
            [
                "没有“headers.leads.phon”这个设置，是不是“headers.leads.phone”？",
                "没有“headers.leads.姓名”这个设置，是不是“headers.leads.name”？",
            ],
        ),
        ("[sheets]\nfoo = ['x']", [f"没有“sheets.foo”这个设置；可以写：{KINDS}。"]),
        ("[sheets]\ncustomer = ['x']", ["没有“sheets.customer”这个设置，是不是“sheets.customers”？"]),
        ("[optional]\nlead = ['phone']", ["没有“optional.lead”这个设置，是不是“optional.leads”？"]),
        (
            "[optional]\nleads = ['source', 'sorce', '来源']",
            [
                "“optional.leads”里写的“sorce”不是其中的列，是不是“source”？",
                "“optional.leads”里写的“来源”不是其中的列，是不是“source”？",
            ],
        ),
        ("[optional]\nleads = ['qqqq']", ["“optional.leads”里写的“qqqq”不是其中的列，请核对拼写。"]),
        ("[choices.kindd]\nvehicle = ['x']", ["没有“choices.kindd”这个设置，是不是“choices.kind”？"]),
        (
            "[choices.kind]\nvehicel = ['x']\n'二手车' = ['y']\nvehicle = ['z']",
            [
                "没有“choices.kind.vehicel”这个设置，是不是“choices.kind.vehicle”？",
                "没有“choices.kind.二手车”这个设置，是不是“choices.kind.used”？",
            ],
        ),
        (
            "[choices.header]\n'客户.电画' = ['x']",
            ["“choices.header”里的“客户.电画”不是哪一列的名称，是不是“客户.电话”？"],
        ),
        ("[defaults.lead]\nsource = 'a'", ["没有“defaults.lead”这个设置，是不是“defaults.leads”？"]),
        (
            "[defaults.leads]\nsorce = 'a'",
            ["没有“defaults.leads.sorce”这个设置，是不是“defaults.leads.source”？"],
        ),
        ("[list]\npdf = true", ["没有“list”这个设置，是不是“lists”？"]),
        ("langauge = 'zh'", ["没有“langauge”这个设置，是不是“language”？"]),
    ],
)
def test_a_slip_in_any_table_is_told_with_the_nearest_right_word(
    tmp_path: Path, text: str, said: list[str]
) -> None:
    assert [zh for zh, _en in problems(tmp_path, text)] == said


@pytest.mark.parametrize(
    "text",
    [
        "[headers.leads]\nphone = ['a']\n[headers.opportunity_lines]\nopportunity = ['b']",
        "[sheets]\nleads = ['a']\nfollow_ups = ['b']",
        "[optional]\nleads = ['source']\nopportunities = ['kind', 'name']",
        "[choices.kind]\nvehicle = ['a']\nused = ['b']",
        "[choices.state]\nactive = ['a']\nwon = ['b']\ninvalid = ['c']",
        "[choices.stage]\n'看车' = ['到店']",
        "[choices.list]\nstage = ['进度']",
        "[choices.header]\n'客户.电话' = ['a']\n'电话' = ['b']\n'customers.phone' = ['c']\n'Customers.Phone' = ['d']",
        "[defaults.catalog]\nkind = '整车'",
    ],
)
def test_what_is_right_is_not_told_off(tmp_path: Path, text: str) -> None:
    (tmp_path / SETTINGS_FILE).write_text(text, encoding="utf-8")
    read_settings(tmp_path)


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    assert len(problems(tmp_path, "[limits]\nmemory_mb = -1\n[inbox]\nquiet_s = []\nscan_s = 0")) == 3


def test_the_environment_overrides_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "WORKBOOK_CRM_LANGUAGE", "en")
    (tmp_path / SETTINGS_FILE).write_text('language = "zh"\n')
    assert read_settings(tmp_path).language is Language.EN
    assert read_settings(tmp_path, Language.ZH).language is Language.ZH
