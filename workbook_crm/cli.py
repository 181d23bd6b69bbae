"""The front door: arguments, one call, what is printed, the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from workbook_crm import __version__
from workbook_crm.arguments import Parser, spoken_language
from workbook_crm.exits import Exit
from workbook_crm.model.language import Language, Name
from workbook_crm.model.permissions import close_to_others

_ABOUT = Name(
    "给用 Excel 做业务的汽车、卡车、叉车经销商：读取工作簿，核对、算价、入库，写出答复、清单和报表。",
    "A workflow engine for vehicle dealerships that live in Excel.",
)
_VERSION = Name("显示版本号", "show the version and end")
_INTERRUPTED = Name(
    "已中断。没做完的下次运行会接着做，不会丢失，也不会重复。",
    "Interrupted. What was under way is finished by the next run; nothing is lost or done twice.",
)
_OPTIONS = {
    "workspace": Name("工作区文件夹（默认：当前文件夹）", "folder of the workspace (default: this one)"),
    "language": Name("报表和终端的语言", "language of reports and terminal"),
    "json": Name("只输出一份 JSON，供程序读取", "print one JSON document on standard output"),
}
_NEW_STORE = (
    "--new-store",
    {
        "action": "store_true",
        "help": Name(
            "数据库不见了或坏了、也没有备份时：从头开始（坏的文件会保留）",
            "begin anew where the store is gone or damaged and there is no backup; what is there is kept",
        ),
    },
)
_FORCE = (
    "--force",
    {"action": "store_true", "help": Name("文件已经存在时覆盖它", "overwrite a file that exists")},
)
_REPLAY = (
    "--replay",
    {
        "action": "store_true",
        "help": Name(
            "备份以后收过的文件，按原来的导入回执号和顺序重新处理",
            "take in again, under their own receipt numbers, what came after the backup",
        ),
    },
)
_AS_OF = (
    "--as-of",
    {
        "metavar": "X",
        "help": Name(
            "当时的样子：某一天结束时（2026-11-23）、某一时刻（2026-11-23T15:00）或某份导入回执之后（R-000057）",
            "as it was: at the end of a day (2026-11-23), at a moment (2026-11-23T15:00) or after a receipt "
            "(R-000057)",
        ),
    },
)
_SINCE = Name(
    "从哪里算起：某一天开始时（2026-11-23）、某一时刻或某份导入回执之后（R-000012）；不写就是最近的一个星期一（今天是星期一就是上周一）",
    "from where on: the beginning of a day (2026-11-23), a moment, or after a receipt (R-000012); "
    "default: the latest Monday, on a Monday that of last week",
)
_UP_TO = Name(
    "算到哪里：某一天结束时、某一时刻或某份导入回执之后；不写就是现在",
    "up to where: the end of a day, a moment, or after a receipt (default: now)",
)
_WHO = Name("姓名，要和“员工”表里的一样", "the name, as on the Staff sheet")
_DONE_FROM = Name(
    "从哪一天起；不写就是 --to 那一天，都不写就从上一个工作日起",
    "first day (default: that of --to; without both, the last working day before today)",
)
_DONE_TO = Name("到哪一天为止；不写就是今天", "last day (default: today)")
_CLOSES = Name("只算预计在这一天前（含）成交的商机", "only deals that are expected to close by this day")
_COUNTRY = Name(
    "国家或地区代码（ISO 3166），例如 CN、HK、GB：定下电话归属、币种、工作日和时区；中文工作区不写就是 CN",
    "ISO 3166 code, such as GB or US: sets the region of phones, currency, working days and time zone; "
    "without it a workspace in English leaves them open",
)
_SYSTEM = Name("给哪种系统用；不写就是本机", "for which system; this machine's where it is left out")
_INSTALL = Name("照写：install", "this very word")
_USER = Name("用哪个账号运行；不写就是现在的账号", "the account to run it as; yours where it is left out")
_FOLDER = Name("工作区放在哪个文件夹；不写就是当前文件夹", "folder of the new workspace (default: this one)")
_DAY = Name("日期，例如 2026-11-23；不写就是今天", "a day such as 2026-11-23 (default: today)")
_FIRST = Name("从哪一天起，和 --to 一起用：做这一段时间的报表", "first day of a period, with --to")
_LAST = Name("到哪一天为止", "last day of the period")
_PERSON = Name("只看这个人的", "of this person only")
_OWN = Name(
    "做成这个人自己的工作簿，写上他的全部记录", "make this person's own workbook, with all their records"
)
_TO_CHECK = Name("要试读的工作簿，可以写几个", "workbooks to look at")
_WHOSE = Name(
    "这是谁的文件（默认：放在 inbox 里谁的文件夹）",
    "whose file it is (default: in whose folder of the inbox it lies)",
)
_TO_WRITE = Name("写到哪个 .xlsx 文件", "the .xlsx file to write")
_TO_COPY_TO = Name("备份写到哪个文件", "the file to copy the store to")
_TO_BRING_BACK = Name("backup 写出的文件", "a file that backup wrote")
_RECEIPT = Name("导入回执的编号，例如 R-000012", "number of the receipt, such as R-000012")
_NUMBER = Name("记录的编号，例如 C-000012", "number of the record, such as C-000012")
_ONLY_CHECK = Name("只看会怎样，什么都不改", "only say what would happen; nothing is changed")
_FIELD = Name(
    "只看这一列，写列名或表头，例如 级别；不写就是全部",
    "only this column, by its name or header, such as Level (default: all)",
)
_TEXT = Name(
    "编号、名称、电话、车牌或车架号，写一部分也可以", "number, name, phone, plate or VIN, or a part of it"
)
_COMMANDS: dict[str, tuple[Name, tuple[tuple[str, dict[str, object]], ...]]] = {  # `--one/--other`: the same
    "init": (
        Name(
            "新建工作区：文件夹、设置、空模板和样例", "make a workspace: folders, settings, template, sample"
        ),
        (
            ("folder", {"nargs": "?", "metavar": "DIR", "help": _FOLDER}),
            ("--country", {"metavar": "CC", "help": _COUNTRY}),
        ),
    ),
    "run": (
        Name("处理收件夹里的所有文件，然后结束", "take in all that waits in the inbox, then end"),
        (_NEW_STORE,),
    ),
    "watch": (
        Name("一直运行，来一个处理一个，直到停止", "take in whatever comes, until stopped"),
        (_NEW_STORE,),
    ),
    "mail": (
        Name(
            "看一遍设置里的邮箱，处理收到的邮件和收件夹里的文件，然后结束",
            "look into the mail accounts once, take in what came and what waits, then end",
        ),
        (),
    ),
    "check": (
        Name(
            "试读，什么都不存：会发现什么、改动什么、算出什么",
            "dry run: what would be found, changed and computed",
        ),
        (
            ("files", {"nargs": "+", "metavar": "FILE", "help": _TO_CHECK}),
            ("--person", {"metavar": "P", "help": _WHOSE}),
        ),
    ),
    "digest": (
        Name("跟进清单：今天的，或某一天的", "the due lists of today or of another day"),
        (
            ("--date", {"metavar": "D", "help": _DAY}),
            _AS_OF,
            ("--person", {"metavar": "P", "help": _PERSON}),
        ),
    ),
    "report": (
        Name("报表：某一天的，或一段时间的", "the reports of a day or of a period"),
        (
            ("--date", {"metavar": "D", "help": _DAY}),
            _AS_OF,
            ("--from", {"metavar": "D", "dest": "first", "help": _FIRST}),
            ("--to", {"metavar": "D", "dest": "last", "help": _LAST}),
        ),
    ),
    "template": (
        Name("空模板，或某人自己的工作簿", "an empty template, or a person's own workbook with all records"),
        (
            ("file", {"metavar": "FILE", "help": _TO_WRITE}),
            ("--person", {"metavar": "P", "help": _OWN}),
            _FORCE,
        ),
    ),
    "receipts": (
        Name("全部导入回执：什么时候收过谁的哪些文件", "all receipts: what was taken in, when, from whom"),
        (),
    ),
    "receipt": (
        Name("一份导入回执的全部内容：每张表各行怎样了，有哪些提示", "one receipt in full"),
        (("id", {"metavar": "ID", "help": _RECEIPT}),),
    ),
    "open": (
        Name("退回未改的行和文件：谁的、多久了", "what was held back and is not mended, by person and age"),
        (("--date", {"metavar": "D", "help": _DAY}), ("--person", {"metavar": "P", "help": _PERSON})),
    ),
    "status": (Name("在不在运行、什么在等、退回了什么", "is it running, what waits, what is held"), ()),
    "doctor": (
        Name(
            "检查设置、文件夹和数据库，有问题就说怎么办", "is everything set up right, and if not what to do"
        ),
        (),
    ),
    "service": (
        Name(
            "写好开机自动运行 watch 要用的文件：Linux 的 systemd 单元，或 Windows 的计划任务",
            "write what keeps watch running from the start of the machine: a systemd unit or a Windows task",
        ),
        (
            ("action", {"choices": ["install"], "metavar": "install", "help": _INSTALL}),
            ("--for", {"choices": ["systemd", "windows"], "dest": "system", "help": _SYSTEM}),
            ("--user", {"metavar": "U", "help": _USER}),
            _FORCE,
        ),
    ),
    "backup": (
        Name("备份数据库，程序运行时也可以", "copy the store, also while it is in use"),
        (("file", {"metavar": "FILE", "help": _TO_COPY_TO}), _FORCE),
    ),
    "restore": (
        Name("用备份恢复数据库，原来的会另存", "bring a backup back; the store as it was is kept"),
        (("file", {"metavar": "FILE", "help": _TO_BRING_BACK}), _REPLAY),
    ),
    "find": (
        Name("查找记录：按编号、名称、电话、车牌、车架号", "records by number, name, phone, plate or VIN"),
        (("text", {"metavar": "TEXT", "help": _TEXT}), _AS_OF),
    ),
    "show": (
        Name(
            "一条记录：全部内容、相关记录、改动经过", "one record with all that belongs to it and its history"
        ),
        (("number", {"metavar": "NUMBER", "help": _NUMBER}), _AS_OF),
    ),
    "trace": (
        Name(
            "一条记录的每个值从哪来：哪份工作簿、哪张表、哪个单元格、谁、什么时候，以前是什么",
            "where each value of a record came from (file, cell, sender, time), and what it was before",
        ),
        (
            ("number", {"metavar": "NUMBER", "help": _NUMBER}),
            ("field", {"nargs": "?", "metavar": "FIELD", "help": _FIELD}),
            _AS_OF,
        ),
    ),
    "why": (
        Name(
            "预测为什么变了：新商机、赢单、输单、改期、金额、阶段、概率，逐个商机，合计分毫不差",
            "why the forecast moved: new, won, lost, slipped, amount, stage, probability; deal by deal, "
            "summing exactly",
        ),
        (
            ("--since/--from", {"metavar": "X", "dest": "since", "help": _SINCE}),
            ("--as-of/--to", {"metavar": "Y", "dest": "as_of", "help": _UP_TO}),
            ("--person", {"metavar": "P", "help": _PERSON}),
            ("--until", {"metavar": "D", "help": _CLOSES}),
        ),
    ),
    "did": (
        Name(
            "某人在这些天做了什么：联系了谁、怎么联系、说了什么、答应了什么，写了哪些行",
            "what a person did in some days: contacts, what was said and promised, rows that were written",
        ),
        (
            ("person", {"metavar": "NAME", "help": _WHO}),
            ("--from", {"metavar": "D", "dest": "first", "help": _DONE_FROM}),
            ("--to", {"metavar": "D", "dest": "last", "help": _DONE_TO}),
            _AS_OF,
        ),
    ),
    "undo": (
        Name(
            "撤销一次导入，连它的改动一起；后来又改过的、被引用的保留并列出",
            "take an import back, updates included; what was changed or referred to since is kept and listed",
        ),
        (
            ("id", {"metavar": "RECEIPT", "help": _RECEIPT}),
            ("--check", {"action": "store_true", "help": _ONLY_CHECK}),
        ),
    ),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    close_to_others()
    _speak_utf8()
    spoken = spoken_language(arguments)
    parser = _parser(spoken)
    options = parser.parse_args(arguments)
    if options.command is None:
        parser.print_help()
        return Exit.USAGE
    try:
        from workbook_crm.commands import perform  # everything that a command needs, and --help does not

        return perform(options, spoken)
    except KeyboardInterrupt:
        print(_INTERRUPTED[spoken], file=sys.stderr)
        return Exit.WORLD


def _speak_utf8() -> None:
    """Chinese comes out right on a Windows console and in a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser(language: Language) -> Parser:
    parser = Parser("workbook-crm", _ABOUT[language], language)
    parser.options.add_argument("--version", action="version", version=__version__, help=_VERSION[language])
    _add_options(parser, {"workspace": Path(), "language": None, "json": False})
    commands = parser.add_commands()
    parser.command_names = tuple(_COMMANDS)
    for name, (about, arguments) in _COMMANDS.items():
        command = commands.add_parser(name, help=about[language], about=about[language], language=language)
        _add_options(command, dict.fromkeys(_OPTIONS, argparse.SUPPRESS))
        for argument, given in arguments:
            facts = {name: each[language] if isinstance(each, Name) else each for name, each in given.items()}
            group = command.options if argument.startswith("-") else command.arguments
            group.add_argument(*argument.split("/"), **facts)  # type: ignore[arg-type]  # a table of argparse's own words
    return parser


def _add_options(parser: Parser, defaults: Mapping[str, object]) -> None:
    """The options that every command takes, before or after its name."""
    add, help_of = (
        parser.options.add_argument,
        {name: about[parser.language] for name, about in _OPTIONS.items()},
    )
    languages = [each.value for each in Language]
    add("--workspace", metavar="DIR", type=Path, default=defaults["workspace"], help=help_of["workspace"])
    add("--language", choices=languages, default=defaults["language"], help=help_of["language"])
    add("--json", action="store_true", default=defaults["json"], help=help_of["json"])


if __name__ == "__main__":
    sys.exit(main())
