"""A new workspace, and the workbooks that people keep: empty, or with all records of a person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from workbook_crm.country import Country
from workbook_crm.model.contents import Contents
from workbook_crm.model.language import Language, Name
from workbook_crm.model.permissions import open_as_its_folder
from workbook_crm.model.settings import Settings
from workbook_crm.own_workbooks import contents_of, stamped_blank
from workbook_crm.send.outbox import write_durably
from workbook_crm.settings_file import SETTINGS_FILE
from workbook_crm.wire import FOLDERS, Workspace, open_workspace

TEMPLATE = Name("空白模板.xlsx", "Template.xlsx")
"""The empty template that a new workspace holds."""
SAMPLE_FOLDER = "sample"

_SETTINGS = Name(
    """\
# workbook_crm 的设置。每一项都可以不写，不写就用注释里的默认值。
# 也可以用环境变量，例如 WORKBOOK_CRM_LANGUAGE=en、WORKBOOK_CRM_TRADE__DISCOUNT_LIMIT=0.05。

language = "zh"                  # 报表和终端的语言：zh 或 en；答复的语言随各人的表头
# time_zone = "Asia/Shanghai"    # “今天”按这个时区；不写则用本机时区
# currency = "CNY"               # 币种；写 "" 则不分币种
# currency_digits = 2            # 金额的小数位数
# access = "open"                # 谁能改谁的记录：open 人人、team 本团队、own 自己和所带的人

[trade]
# discount_limit = 0.10          # 销售可以直接给的最大优惠；0.10 是优惠 10%
# day_first = true               # 03/04/2024 读作 4 月 3 日 (true) 还是 3 月 4 日 (false)；不写则提示不明确
# phone_region = "CN"            # 没写国家代码的电话属于哪国；写 "" 则按原样
# lines_open_opportunities = false   # 明细行写的商机还没有时，是否自动新建（导入其他系统的订单时用）

# [workdays]
# country = "CN"                 # 按哪国的节假日、周末和调休安排跟进；不写则天天上班
# rest = ["sun"]                 # 每周固定休息的日子；不写则按该国的周末
# closed = [2026-12-31]          # 本店自己休息的日子
# open = [2026-10-03]            # 本店照常上班的日子

# [lists]
# pdf = false                    # true：跟进清单另存一份 PDF（先安装 workbook-crm[pdf]）
# workbooks = false              # true：每轮之后，各人在 outbox 里得到一份最新的“我的工作簿”
# early_days = 2                 # 提前几天以内的联系，也算完成了计划的那一次

# [merge]
# first_sending = "ask"          # 第一次发来的表和别人写的不同时先问；"set"：直接写入

# [undo]
# hours_sender = 24              # 发件人自己在几小时内可以撤销一次导入

# [mail]
# trust = "require"              # 发件人要由自己的收信服务器证实；"known"：地址在“员工”表里就算数
# receivers = ["mx.dealer.example"]   # 收信服务器写 Authentication-Results 时用的名字
# morning = false                # true：每天早上把各人的跟进清单发到“员工”表的邮箱（要有 [mail.out]）
# morning_at = 07:30:00          # 不早于这个时间
# morning_attach = ["workbook"]  # 附上可填写的清单；"calendar"：日历
# weekly = "mon"                 # 每周这一天把退回未改的内容发给各人
# [mail.accounts.office]         # 要看的邮箱，写法见手册“邮件”
# server = "imap.dealer.example"
# user = "crm@dealer.example"
# password_file = "mail-password.txt"
# [mail.out]                     # 用哪个服务器往外发，写法见手册“邮件”
# server = "smtp.dealer.example"
# sender = "crm@dealer.example"
# user = "crm@dealer.example"
# password_file = "mail-password.txt"

# 你们自己的表头叫法：
# [headers.leads]
# phone = ["联络号码"]

# 你们自己的表名叫法：
# [sheets]
# leads = ["集客登记"]

# 固定选项的其他叫法：
# [choices.kind]
# vehicle = ["主机"]

# 发来的表里没有这一列时，新记录用什么值：
# [defaults.leads]
# source = "展厅"

# 本店不问的内容（不写则在“待补资料”里问）：
# [optional]
# leads = ["source"]

# 缺了就退回该行的内容，像表单的必填项一样（true：全部带星号的列）：
# [strict]
# customers = ["phone"]

# [store]
# url = "postgresql+psycopg://user:password@server/crm"   # 不写则是本文件夹里的 workbook_crm.db

# [limits]
# file_mb = 200                  # 再大的文件不收
# memory_mb = 2048               # 读一个文件最多用多少内存
# time_s = 120.0                 # 读一个文件最多用多少秒

# [inbox]
# quiet_s = 0.3                  # watch：文件多少秒没有变化才收
# text_quiet_s = 10.0            # 同上，.csv 等文本文件（内容看不出是否完整）
# scan_s = 5.0                   # watch：至少多少秒看一遍收件夹
# incomplete_s = 3600.0          # 不完整的文件多少秒没有变化就退到 held
# open_s = 3600.0                # 正在 Excel 里打开的文件最多等多少秒
# sentinel = ".mounted"          # 收件夹是网络共享时：这个文件不在，就是共享断开了

# [brand]
# name = "远航叉车"              # 店名，写在页面、清单和报表上方
# logo = "logo.png"              # 本文件夹里的 PNG 或 JPEG 图片，不超过 200,000 字节
# colour = "#1F3A5F"             # 标题和表头的颜色

# [reports]
# most_pages = 20000             # 客户、商机、线索不超过多少条时，每条做一个页面并可查找；0 为不做

# [archive]
# keep_days = 365                # 原件保留多少天；不写则永远保留

# [log]
# format = "text"                # text 或 json，每件事一行，不含客户资料
# file = "work/log.txt"          # 不写则 watch 写到 work/log.txt，其他命令不写
""",
    """\
# Settings of workbook_crm. Every key is optional; what is commented out shows the default.
# Environment variables override: WORKBOOK_CRM_LANGUAGE=zh, WORKBOOK_CRM_TRADE__DISCOUNT_LIMIT=0.05.

language = "en"                  # of reports and terminal: zh or en; an answer speaks as its workbook does
# time_zone = "Europe/London"    # what "today" is; the machine's where it is left out
# currency = "GBP"               # what amounts are in; left out: no currency in particular
# currency_digits = 2            # decimals of an amount
# access = "open"                # whose records people may change: open, team, own

[trade]
# discount_limit = 0.10          # a larger discount is a warning; 0.10 is 10 % off
# day_first = true               # 03/04/2024 is 3 April (true) or 4 March (false); left out: it is asked
# phone_region = "GB"            # country of phone numbers without a country code; left out: as written
# lines_open_opportunities = false   # whether a line may open an opportunity that nobody knows yet

# [workdays]
# country = "GB-ENG"             # whose holidays and weekends count; left out: every day is worked
# rest = ["sun"]                 # weekdays off; left out: the weekend of the country
# closed = [2026-12-31]          # days off of your own
# open = [2026-12-28]            # days that you work all the same

# [lists]
# pdf = false                    # true: each list as a PDF as well (install workbook-crm[pdf] first)
# workbooks = false              # true: after each round everybody finds a fresh workbook of theirs in outbox
# early_days = 2                 # a contact at most so many days before the planned one does for it

# [merge]
# first_sending = "ask"          # a first list that differs from what others wrote asks; "set": it is written

# [undo]
# hours_sender = 24              # for so many hours a sender may undo an import of theirs

# [mail]
# trust = "require"              # your own server has to confirm a sender; "known": the address will do
# receivers = ["mx.dealer.example"]   # the name under which it writes Authentication-Results
# morning = false                # true: everybody's list of the day is mailed to them (needs [mail.out])
# morning_at = 07:30:00          # not before this time of day
# morning_attach = ["workbook"]  # the list to fill in is attached; "calendar": the calendar
# weekly = "mon"                 # the day on which everybody is mailed what is not mended yet
# [mail.accounts.office]         # a mailbox that is looked into, see the manual's page on mail
# server = "imap.dealer.example"
# user = "crm@dealer.example"
# password_file = "mail-password.txt"
# [mail.out]                     # the server by which mails go out, see the manual's page on mail
# server = "smtp.dealer.example"
# sender = "crm@dealer.example"
# user = "crm@dealer.example"
# password_file = "mail-password.txt"

# Your own words for columns:
# [headers.leads]
# phone = ["call me at"]

# Your own words for sheets:
# [sheets]
# leads = ["walk-ins"]

# Other words for a fixed choice:
# [choices.kind]
# vehicle = ["unit"]

# What a new record gets where the sheet has no such column:
# [defaults.leads]
# source = "Showroom"

# Wanted columns that are not asked for again:
# [optional]
# leads = ["source"]

# Without these a row is held, as a form would do (true: all starred columns):
# [strict]
# customers = ["phone"]

# [store]
# url = "postgresql+psycopg://user:password@server/crm"   # left out: workbook_crm.db in this folder

# [limits]
# file_mb = 200                  # larger files are held
# memory_mb = 2048               # the most memory for reading one file
# time_s = 120.0                 # the most seconds for reading one file

# [inbox]
# quiet_s = 0.3                  # watch: take a file that has not changed for so long
# text_quiet_s = 10.0            # the same for .csv and other text, which cannot tell whether it is complete
# scan_s = 5.0                   # watch: look through the inbox at least so often
# incomplete_s = 3600.0          # hold an incomplete file that has not changed for so long
# open_s = 3600.0                # wait at most so long for a file that is open in Excel
# sentinel = ".mounted"          # the inbox is a network share: without this file in it, the share is gone

# [brand]
# name = "Yuanhang Forklifts"    # at the top of pages, lists and reports
# logo = "logo.png"              # a PNG or JPEG in this folder, of at most 200,000 bytes
# colour = "#1F3A5F"             # of titles and of the heads of tables

# [reports]
# most_pages = 20000             # more customers, opportunities and leads get no page each

# [archive]
# keep_days = 365                # days for which originals are kept; left out: for ever

# [log]
# format = "text"                # text or json, one line an event, no customer data
# file = "work/log.txt"          # left out: watch writes to work/log.txt, other commands nowhere
""",
)


class NotChanged(NamedTuple):
    """A setting that a workspace has already, and would have otherwise if it were new."""

    section: str
    """Empty for one that stands above all sections."""
    key: str
    now: str
    wanted: str
    """Both as they stand in the file: `"GBP"`, `0`; `now` is empty where nothing is said."""


def not_changed(
    settings: Settings, language: Language | None, country: Country | None
) -> tuple[NotChanged, ...]:
    """What a settings file that is there already says otherwise than was asked for."""
    asked: list[tuple[str, str, Any, Any]] = []
    if language is not None:
        asked.append(("", "language", settings.language, language))
    if country is not None:
        asked += [
            ("", "time_zone", settings.time_zone, country.time_zone),
            ("", "currency", settings.currency, country.currency),
            ("", "currency_digits", settings.currency_digits, country.currency_digits),
            ("trade", "phone_region", settings.trade.phone_region, country.phone_region),
            ("workdays", "country", settings.workdays.country, country.workdays),
        ]
    return tuple(
        NotChanged(section, key, _in_file(now), _in_file(wanted))
        for section, key, now, wanted in asked
        if wanted is not None and now != wanted
    )


def _in_file(value: Any) -> str:
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f'"{value}"'


def settings_text(language: Language, country: Country | None) -> str:
    """The commented settings of a new workspace; what follows from its country stands there uncommented."""
    text = _SETTINGS[language]
    if country is None:
        return text
    said = (
        ("time_zone", country.time_zone),
        ("currency", country.currency),
        ("currency_digits", None if country.currency_digits == 2 else country.currency_digits),
        ("phone_region", country.phone_region),
    )
    for key, value in said:
        if value is not None:
            text = re.sub(
                rf'^# ({key} = )("?)[^"\s]+"?', rf"\g<1>\g<2>{value}\g<2>", text, flags=re.MULTILINE
            )
    if country.workdays is not None:
        days = rf'[workdays]\ncountry = "{country.workdays}"'
        text = re.sub(r'^# \[workdays\]\n# country = "[^"]*"', days, text, flags=re.MULTILINE)
    return text


def make_workspace(folder: Path, language: Language, today: date, country: Country | None) -> list[str]:
    """Folders, commented settings, an empty template and the sample; what is there already stays as it is.

    Returns the paths that were written, relative to the workspace.
    """
    from workbook_crm.sample.files import sample_files

    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    written = _write_missing(folder, {SETTINGS_FILE: settings_text(language, country).encode()})
    files = {f"{SAMPLE_FOLDER}/{each.path}": each.content for each in sample_files(language, today)}
    if not (folder / TEMPLATE[language]).exists():
        files = {TEMPLATE[language]: _template(folder, Contents(language, today)), **files}
    return written + _write_missing(folder, files)


def _write_missing(folder: Path, files: Mapping[str, bytes]) -> list[str]:
    """Writes those of some files that are not there yet; returns their paths."""
    missing = {path: content for path, content in files.items() if not (folder / path).exists()}
    for path, content in missing.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        write_durably(folder / path, content)
    return list(missing)


def _template(folder: Path, contents: Contents) -> bytes:
    """The empty template of a workspace, known again by the store that is made for it."""
    from workbook_crm.write_back.blank import blank_workbook

    with open_workspace(folder) as workspace:
        return blank_workbook(stamped_blank(workspace, contents))


def write_template(workspace: Workspace, path: Path, person: str | None) -> int:
    """The workbook to keep, with the dealership's own lists, and a person's records; returns how many."""
    from workbook_crm.write_back.blank import blank_workbook

    path.parent.mkdir(parents=True, exist_ok=True)
    contents = contents_of(workspace, person)
    beside = path.with_name(f".{path.name}.tmp")
    write_durably(beside, blank_workbook(contents))
    open_as_its_folder(beside)
    beside.replace(path)
    return sum(map(len, contents.records.values()))
