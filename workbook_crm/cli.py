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
    "住在 Excel 里的车辆经销商的工作流引擎。", "A workflow engine for vehicle dealerships that live in Excel."
)
_VERSION = Name("显示版本号", "show the version and end")
_INTERRUPTED = Name(
    "已中断。没做完的下次运行会接着做，不会丢失，也不会重复。",
    "Interrupted. What was under way is finished by the next run; nothing is lost or done twice.",
)
_OPTIONS = {
    "workspace": Name("工作区文件夹（默认：当前文件夹）", "folder of the workspace (default: this one)"),
    "language": Name("报表和终端的语言", "language of reports and terminal"),
    "json": Name("在标准输出打印一份 JSON", "print one JSON document on standard output"),
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
            "备份以后收过的文件，按原来的收据号和顺序重新处理",
            "take in again, under their own receipt numbers, what came after the backup",
        ),
    },
)
_COUNTRY = Name(
    "国家或地区代码（ISO 3166），例如 CN、HK、GB：定下电话归属、币种、工作日和时区；中文工作区不写就是 CN",
    "ISO 3166 code, such as GB or US: sets the region of phones, currency, working days and time zone; "
    "without it a workspace in English leaves them open",
)
_SYSTEM = Name("给哪种系统用；不写就是本机", "for which system; this machine's where it is left out")
_USER = Name("用哪个账号运行；不写就是现在的账号", "the account to run it as; yours where it is left out")
_COMMANDS: dict[str, tuple[Name, tuple[tuple[str, dict[str, object]], ...]]] = {
    "init": (
        Name(
            "新建工作区：文件夹、设置、空模板和样例", "make a workspace: folders, settings, template, sample"
        ),
        (("folder", {"nargs": "?", "metavar": "DIR"}), ("--country", {"metavar": "CC", "help": _COUNTRY})),
    ),
    "run": (
        Name("处理收件夹里的所有文件，然后结束", "take in all that waits in the inbox, then end"),
        (_NEW_STORE,),
    ),
    "watch": (
        Name("一直运行，来一个处理一个，直到停止", "take in whatever comes, until stopped"),
        (_NEW_STORE,),
    ),
    "check": (
        Name(
            "只看不收：会发现什么、改动什么、算出什么", "dry run: what would be found, changed and computed"
        ),
        (("files", {"nargs": "+", "metavar": "FILE"}),),
    ),
    "digest": (
        Name("某一天的跟进清单", "the due list as of a day"),
        (("--date", {"metavar": "D"}), ("--person", {"metavar": "P"})),
    ),
    "report": (
        Name("报表", "the reports"),
        (
            ("--date", {"metavar": "D"}),
            ("--from", {"metavar": "D", "dest": "first"}),
            ("--to", {"metavar": "D", "dest": "last"}),
        ),
    ),
    "template": (
        Name("空工作簿，或某人自己的全部记录", "an empty workbook, or a person's own with all records"),
        (("file", {"metavar": "FILE"}), ("--person", {"metavar": "P"}), _FORCE),
    ),
    "receipts": (Name("收过哪些文件", "what was taken in, when, from whom"), ()),
    "receipt": (Name("一份收据的全部内容", "one receipt in full"), (("id", {"metavar": "ID"}),)),
    "open": (
        Name(
            "退回还没改好的行和文件：谁的、多久了", "what was rejected and is not mended, by person and age"
        ),
        (("--date", {"metavar": "D"}), ("--person", {"metavar": "P"})),
    ),
    "status": (Name("在运行吗、什么在等、什么没有收下", "is it running, what waits, what is held"), ()),
    "doctor": (
        Name("检查设置和环境，有问题就说怎么办", "is everything set up right, and if not what to do"),
        (),
    ),
    "service": (
        Name(
            "写出让 watch 开机自动运行的文件：Linux 的 systemd 单元，或 Windows 的计划任务",
            "write what keeps watch running from the start of the machine: a systemd unit or a Windows task",
        ),
        (
            ("action", {"choices": ["install"], "metavar": "install"}),
            ("--for", {"choices": ["systemd", "windows"], "dest": "system", "help": _SYSTEM}),
            ("--user", {"metavar": "U", "help": _USER}),
            _FORCE,
        ),
    ),
    "backup": (
        Name("备份数据库，运行中也可以", "copy the store, also while it is in use"),
        (("file", {"metavar": "FILE"}), _FORCE),
    ),
    "restore": (
        Name("恢复备份，原来的数据库会保留", "bring a backup back; the store as it was is kept"),
        (("file", {"metavar": "FILE"}), _REPLAY),
    ),
    "find": (
        Name("按编号、名称、电话、车牌、车架号查找", "records by number, name, phone, plate or VIN"),
        (("text", {"metavar": "TEXT"}),),
    ),
    "show": (Name("一条记录及其来历", "one record with its history"), (("number", {"metavar": "NUMBER"}),)),
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
            group.add_argument(argument, **facts)  # type: ignore[arg-type]  # a table of argparse's own words
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
