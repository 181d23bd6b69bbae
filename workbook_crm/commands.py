"""What each command does: one call into the corridor or the store, then what is said of it."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from workbook_crm import as_json, did, looking_back, operating, why
from workbook_crm.arrive.lock import WorkspaceTakenError
from workbook_crm.exits import Exit
from workbook_crm.failures import UsageError, is_of_the_world, without_secrets, write_bug_report
from workbook_crm.model.finding import has_error
from workbook_crm.model.health import moment
from workbook_crm.model.language import Language, Name
from workbook_crm.model.mishaps import in_words
from workbook_crm.model.run import Outcome, Receipt
from workbook_crm.settings_file import SETTINGS_FILE, UnreadableSettingsError, read_settings
from workbook_crm.wire import Workspace, open_workspace

if TYPE_CHECKING:
    from workbook_crm.country import Country
    from workbook_crm.fetching import Fetched
    from workbook_crm.rounds import Round
    from workbook_crm.start import NotChanged
    from workbook_crm.terminal import Screen

Command = Callable[[argparse.Namespace, Workspace], Exit]

_WORLD = Name(
    "没能完成：{why}\n可以稍后再试，不会重复。", "This did not work: {why}\nIt is safe to try again."
)
_SETTINGS = Name("设置文件有误：{file}", "The settings cannot be used: {file}")
_TOO_NEW = Name(
    "这个工作区的数据由更新的版本写成（结构 {version}），请先升级本程序；数据没有动。",
    "This workspace was written by a newer version of the program (schema {version}); upgrade first. "
    "Nothing was touched.",
)
_TEMPLATE = Name(
    "模板有误，报表没有做：{error}\n请改好 templates 文件夹里的模板，或先把它移走。收下的文件不受影响。",
    "A template cannot be used, so there are no reports: {error}\n"
    "Mend the template in the folder templates, or move it away. What was taken in is not affected.",
)
_OWN_TEMPLATE = Name(
    "templates 文件夹里的模板用不了，这一页改用了程序自带的模板：{fault}",
    "A template in the folder templates cannot be used; the page was made by ours instead: {fault}",
)
_TAKEN = Name(
    "这个工作区正由另一个进程使用：{command}（进程号 {pid}，{since} 开始）。"
    "新文件由它处理；要自己运行，先停下它。",
    "Another process works on this workspace: {command} (process {pid}, since {since}). "
    "It takes in what comes; to do it yourself, stop it first.",
)
_TAKEN_BY_SOMEBODY = Name("这个工作区正由另一个进程使用。", "Another process works on this workspace.")
_OFFLINE = Name(
    "收件夹现在访问不到，什么都没有动；恢复以后再运行一次。",
    "The inbox cannot be reached; nothing was touched. Run this again once it is back.",
)
_BUG = Name(
    "程序出错了，这是我们的问题。请把这个文件发给维护人员：{path}",
    "This is our mistake. Please send this file to whoever maintains the program: {path}",
)
_REVERSED = Name(
    "开始日期 {first} 在结束日期 {last} 之后。", "The first day {first} comes after the last day {last}."
)
_NO_LIST = Name(
    "{what} 没有要跟进的名单；请核对姓名，它要和“员工”表里的一样。",
    "There is no list of {what}; check the name: it has to be as on the Staff sheet.",
)
_FOUND_NONE = Name(
    "没有找到“{sought}”。可以只写名称、电话、车牌或车架号的一部分。",
    "Nothing has “{sought}”. A part of a name, phone, plate or VIN will do.",
)
_FOUND_MORE = Name(
    "只列出前 {most} 条；请多写几个字。", "These are the first {most}; write more of it to see fewer."
)
_SET_ASIDE = Name("原来的数据库文件移到了：{path}", "The store as it was lies at: {path}")
_KEPT = Name(
    "{file} 本来就在，没有改动。要改成这次写的，请用记事本打开它，写上（或改成）：",
    "{file} was there already and stays as it is. To have what you asked for, open it and write:",
)
_NOW = Name("现在是 {now}", "now {now}")
_NOT_SAID = Name("现在没有写", "not said now")
_MADE = Name("工作区已建好：{folder}", "The workspace is ready: {folder}")
_WRITTEN = Name("已写好：{path}", "Written: {path}")
_NO_COUNTRY = Name(
    "没有代码为“{code}”的国家或地区；请写 ISO 3166 的两个字母，例如 CN、HK、GB。",
    "There is no country with the code “{code}”; write the two letters of ISO 3166, such as GB, US or CN.",
)
_NO_ACCOUNTS = Name(
    "设置里还没有邮箱账号；写法见 docs/mail.zh.md（[mail.accounts.名称]）。",
    "The settings name no mail account yet; docs/mail.md shows how ([mail.accounts.NAME]).",
)
_FETCHED = Name("邮箱 {account}：新邮件 {mails} 封", "Mailbox {account}: {mails:new mail|new mails}")
_POSTED = Name(
    "邮件：发出 {sent} 封，发不出去 {failed} 封，还在等 {waiting} 封。",
    "Mails: {sent} sent, {failed} could not be, {waiting} still waiting.",
)
_NOT_POSTED = Name(
    "{waiting} 封邮件还没发出：{why}。会自动重试；workbook-crm doctor 会说怎么办。",
    "{waiting:mail is|mails are} not sent yet: {why}. It is tried again; workbook-crm doctor says more.",
)
_AWAY = Name(
    "邮箱 {account} 现在看不了：{why}。邮件都还在服务器上，会再试。",
    "Mailbox {account} cannot be looked into: {why}. The mails are still there; it is tried again.",
)
_NOBODYS = Name(
    "“{person}”名下没有记录，所以这一份是空的；请核对姓名。",
    "“{person}” has no records, so it is empty; check the name.",
)


def perform(options: argparse.Namespace, spoken: Language) -> Exit:
    """Runs the command that was asked for; every failure ends as a sentence and an exit code.

    `spoken`: the language of what is said before the settings are read.
    """
    asked = Language(options.language) if options.language else None
    language = asked or spoken
    try:
        folder = Path(options.folder or options.workspace) if options.command == "init" else options.workspace
        with open_workspace(folder.absolute(), asked) as workspace:
            language = workspace.settings.language
            if options.command not in _ANYWHERE or getattr(options, "person", None):
                workspace.refuse_another_folder()
            if options.command not in _WITHOUT_STORE:
                _prepare_store(options, workspace)
            return _COMMANDS[options.command](options, workspace)
    except UsageError as error:
        return _fail(error.code, error.said(language))
    except UnreadableSettingsError as error:
        return _fail(Exit.USAGE, _settings_problems(error, language))
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.WELL
    except Exception as error:  # the one place where our own mistakes are caught
        return _world_or_bug(error, options.workspace, language)


_ANYWHERE = frozenset({"init", "check", "template"})
"""Commands that need no workspace: they make one, look at a file, or write an empty workbook."""
_WITHOUT_STORE = frozenset({"init", "status", "doctor", "restore"})
"""Commands that do without a sound store: they make the first one, tell what is wrong with it, or mend it."""


def _prepare_store(options: argparse.Namespace, workspace: Workspace) -> None:
    """Raises UnsoundStoreError where the store must not be used, unless it is to be begun anew."""
    if getattr(options, "new_store", False):
        with workspace.owned(options.command):
            kept = workspace.begin_anew()
        if kept is not None:
            print(_SET_ASIDE[workspace.settings.language].format(path=kept), file=sys.stderr)
    workspace.refuse_unsound_store()


def _fail(code: Exit, sentence: str) -> Exit:
    print(without_secrets(sentence), file=sys.stderr)
    return code


def _settings_problems(error: UnreadableSettingsError, language: Language) -> str:
    lines = [_SETTINGS[language].format(file=error.file)]
    return "\n".join([*lines, *(f"  {each[language]}" for each in error.problems)])


def _world_or_bug(error: Exception, folder: Path, language: Language) -> Exit:
    if type(error).__name__ == "StoreTooNewError":
        return _fail(Exit.WORLD, _TOO_NEW[language].format(version=error))
    if type(error).__name__ == "UnusableTemplateError":
        return _fail(Exit.USAGE, _TEMPLATE[language].format(error=error))
    if isinstance(error, WorkspaceTakenError):
        holder = error.holder
        facts = (
            {"command": holder.command, "pid": holder.pid, "since": moment(holder.since)} if holder else {}
        )
        sentence = _TAKEN[language].format(**facts) if holder else _TAKEN_BY_SOMEBODY[language]
        return _fail(Exit.WORLD, sentence)
    if is_of_the_world(error):
        return _fail(Exit.WORLD, _WORLD[language].format(why=in_words(error, is_file_said=True)[language]))
    return _fail(Exit.BUG, _BUG[language].format(path=write_bug_report(folder.absolute(), error)))


def _init(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.country import CHINA, UnknownCountryError, country_of
    from workbook_crm.start import make_workspace
    from workbook_crm.terminal import Screen

    language = Language(options.language) if options.language else workspace.settings.language
    code = options.country or (CHINA if language is Language.ZH else None)
    try:
        country = country_of(code) if code else None
    except UnknownCountryError:
        raise UsageError(_NO_COUNTRY, code=code or "") from None
    has_settings = (workspace.folder / SETTINGS_FILE).exists()
    written = make_workspace(workspace.folder, language, workspace.clock.now().date(), country)
    kept = _kept(options, workspace.folder, country) if has_settings else ()
    if options.json:
        said = {"folder": str(workspace.folder), "written": written}
        print(as_json.document(said | {"not_changed": [each._asdict() for each in kept]}))
        return Exit.WELL
    screen = Screen(language)
    screen.line(_MADE, folder=str(workspace.folder))
    screen.open_these(written)
    if kept:
        _say_kept(screen, kept)
    return Exit.WELL


def _kept(options: argparse.Namespace, folder: Path, country: Country | None) -> tuple[NotChanged, ...]:
    """What settings that are there already say otherwise than the command line; only what it names counts."""
    from workbook_crm.start import not_changed

    language = Language(options.language) if options.language else None
    return not_changed(read_settings(folder), language, country if options.country else None)


def _say_kept(screen: Screen, kept: Sequence[NotChanged]) -> None:
    screen.line(_KEPT, file=SETTINGS_FILE)
    for section in dict.fromkeys(each.section for each in kept):
        if section:
            print(f"    [{section}]")
        for each in (one for one in kept if one.section == section):
            now = (_NOW if each.now else _NOT_SAID)[screen.language].format(now=each.now)
            print(f"    {each.key} = {each.wanted}    # {now}")


def _run(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.rounds import one_round
    from workbook_crm.terminal import Screen

    language = workspace.settings.language
    screen = None if options.json else Screen(language)
    with workspace.owned("run"):
        done = one_round(workspace, screen.progress if screen else lambda *_: None)
    if screen is None:
        made = as_json.round_of(done.taken_in, done.reports, language, done.left_out)
        print(as_json.document(made | as_json.posted(done.posted, language)))
    else:
        _show_round(screen, done)
    return _exit_of(done, workspace)


def _mail(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.fetching import fetch_all
    from workbook_crm.rounds import one_round
    from workbook_crm.terminal import Screen

    language = workspace.settings.language
    screen = None if options.json else Screen(language)
    if not workspace.settings.mail.accounts:
        return _fail(Exit.USAGE, _NO_ACCOUNTS[language])
    with workspace.owned("mail"):
        fetched = fetch_all(workspace)
        done = one_round(workspace, screen.progress if screen else lambda *_: None)
    if screen is None:
        made = as_json.round_of(done.taken_in, done.reports, language, done.left_out)
        made |= as_json.posted(done.posted, language)
        print(as_json.document(made | {"accounts": [as_json.fetched(each, language) for each in fetched]}))
    else:
        for each in fetched:
            screen.line(_AWAY if each.why_not else _FETCHED, **_facts_of(each, language))
        _show_round(screen, done)
    code = _exit_of(done, workspace)
    is_any_away = any(each.why_not for each in fetched)
    return Exit.WORLD if is_any_away and code in (Exit.WELL, Exit.HELD) else code


def _facts_of(each: Fetched, language: Language) -> dict[str, str | int]:
    return {
        "account": each.account,
        "mails": each.mails,
        "why": each.why_not[language] if each.why_not else "",
    }


def _show_posted(screen: Screen, done: Round) -> None:
    """What was mailed, where there was anything to mail."""
    from workbook_crm.terminal import safe

    each = done.posted
    if each is None:
        return
    if each.why_not is not None:
        screen.line(_NOT_POSTED, waiting=each.waiting, why=safe(each.why_not[screen.language]))
    elif each.sent or each.failed or each.waiting:
        screen.line(_POSTED, sent=each.sent, failed=each.failed, waiting=each.waiting)


def _show_round(screen: Screen, done: Round) -> None:
    taken_in = done.taken_in
    screen.receipts(taken_in.receipts, taken_in.waiting)
    screen.undelivered(taken_in.undelivered)
    _show_posted(screen, done)
    not_there = {each.path for each in taken_in.undelivered}
    answers = [each.answer for each in taken_in.receipts if each.outcome is Outcome.TAKEN]
    screen.left_out(done.left_out)
    screen.open_these([each for each in answers if each and each not in not_there], done.reports)


def _exit_of(done: Round, workspace: Workspace) -> Exit:
    """The gravest thing that happened in a round: our mistake or a template's, the world's, held rows."""
    language = workspace.settings.language
    if done.failure is not None:
        code = _world_or_bug(done.failure, workspace.folder, language)
        if code in (Exit.BUG, Exit.USAGE):
            return code
    _say_template_faults(done.template_faults, language)
    for report in done.taken_in.bug_reports:
        _fail(Exit.BUG, _BUG[language].format(path=report))
    if done.taken_in.bug_reports:
        return Exit.BUG
    if done.taken_in.is_offline:
        return _fail(Exit.WORLD, _OFFLINE[language])
    if done.failure is not None or done.taken_in.has_failed:
        return Exit.WORLD
    is_any_held = any(_is_held(each) for each in done.taken_in.receipts)
    return Exit.HELD if is_any_held or done.left_out else Exit.WELL


def _say_template_faults(faults: Sequence[Name], language: Language) -> None:
    for each in faults:
        print(_OWN_TEMPLATE[language].format(fault=each[language]), file=sys.stderr)


def _is_held(receipt: Receipt) -> bool:
    return receipt.outcome is Outcome.HELD or any(sheet.held for sheet in receipt.sheets)


def _check(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.rounds import dry_runs
    from workbook_crm.terminal import Screen

    receipts = [each for file in options.files for each in dry_runs(workspace, Path(file), options.person)]
    if options.json:
        files = [as_json.receipt(each, workspace.settings.language) for each in receipts]
        print(as_json.document({"files": files}))
    else:
        Screen(workspace.settings.language).receipts(receipts)
    if any(each.outcome is Outcome.HELD for each in receipts):
        return Exit.UNREADABLE
    return Exit.HELD if any(_is_held(each) or has_error(each.findings) for each in receipts) else Exit.WELL


def _digest(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.model.file_names import file_name_of_person
    from workbook_crm.report.due import due_list_json
    from workbook_crm.rounds import due_on, make_daily
    from workbook_crm.terminal import Screen

    day, version = looking_back.day_and_version(workspace, looking_back.day_of(options.date), options.as_of)
    if options.json:
        due = due_on(workspace, day, options.person, version)
        told = due_list_json(due, workspace.settings.language)
        print(as_json.document(told | as_json.as_of(version)))
        return Exit.WELL
    made = make_daily(workspace, day, version=version)
    wanted = [file.path for file in made.files if "report.xlsx" not in file.path]
    if options.person:
        mine = file_name_of_person(options.person)
        wanted = [path for path in wanted if PurePath(path).stem.partition("-")[2] == mine]
        if not wanted:
            raise UsageError(_NO_LIST, what=options.person)
    screen = Screen(workspace.settings.language)
    screen.left_out(made.left_out)
    screen.open_these(wanted)
    return Exit.WELL


def _open(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.condition import show_unmended
    from workbook_crm.report.unmended import people_json
    from workbook_crm.rounds import unmended_on
    from workbook_crm.terminal import Screen

    day = looking_back.day_of(options.date) or workspace.clock.now().date()
    found = unmended_on(workspace, day)
    found = found.of(options.person) if options.person else found
    if options.json:
        print(as_json.document(people_json(found, day, workspace.settings.language)))
    else:
        show_unmended(Screen(workspace.settings.language), found, day)
    return Exit.WELL


def _report(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.record_pages import write_record_pages
    from workbook_crm.rounds import make_daily, template_faults
    from workbook_crm.terminal import Screen

    named = looking_back.day_of(options.last or options.date)
    day, version = looking_back.day_and_version(workspace, named, options.as_of)
    first = looking_back.day_of(options.first)
    if first is not None and first > day:
        raise UsageError(_REVERSED, first=first.isoformat(), last=day.isoformat())
    pages = write_record_pages(workspace)
    made = make_daily(workspace, day, first, has_all_reports=True, version=version)
    written, left_out = [file.path for file in made.files], (*made.left_out, *pages.left_out)
    _say_template_faults(template_faults(workspace), workspace.settings.language)
    if options.json:
        told = as_json.left_out_of(left_out, workspace.settings.language)
        listed = {"date": day, "from": first or day, "reports": written, "left_out": told}
        print(as_json.document(listed | as_json.as_of(version)))
    else:
        screen = Screen(workspace.settings.language)
        screen.left_out(left_out)
        screen.open_these(written)
    return Exit.WELL


def _template(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.start import write_template
    from workbook_crm.terminal import Screen, safe

    path = Path(options.file).absolute()
    operating.refuse_to_overwrite(workspace, path, is_forced=options.force)
    records = write_template(workspace, path, options.person)
    if options.json:
        print(as_json.document({"file": str(path)}))
        return Exit.WELL
    screen = Screen(workspace.settings.language)
    screen.line(_WRITTEN, path=str(path))
    if options.person and not records:
        screen.line(_NOBODYS, person=safe(options.person))
    return Exit.WELL


def _receipts(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.terminal import Screen

    receipts: tuple[Receipt, ...] = ()
    if workspace.has_store:
        with workspace.store.reading() as queries:
            receipts = queries.receipts()
    if options.json:
        rows = [as_json.receipt(each, workspace.settings.language) for each in receipts]
        print(as_json.document({"receipts": rows}))
    else:
        Screen(workspace.settings.language).overview(receipts)
    return Exit.WELL


def _receipt(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.terminal import Screen

    found = None
    if workspace.has_store:
        with workspace.store.reading() as queries:
            found = queries.receipt(options.id)
    if found is None:
        raise UsageError(looking_back.NO_RECEIPT, what=options.id)
    if options.json:
        print(as_json.document(as_json.receipt(found, workspace.settings.language)))
    else:
        Screen(workspace.settings.language).receipt(found)
    return Exit.WELL


def _show(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.terminal import Screen

    found, version = [], None
    if workspace.has_store:
        with looking_back.store_at(workspace, options.as_of) as (queries, version):
            found = queries.dossiers_of(options.number)
    if not found:
        raise UsageError(looking_back.NO_RECORD, what=options.number)
    if options.json:
        print(as_json.document(as_json.dossiers(found) | as_json.as_of(version)))
    else:
        looking_back.show_version(workspace, version)
        for each in found:
            Screen(workspace.settings.language).dossier(each)
    return Exit.WELL


def _find(options: argparse.Namespace, workspace: Workspace) -> Exit:
    from workbook_crm.merge.find import MOST_FOUND, find_records
    from workbook_crm.terminal import Screen, safe

    found, version = [], None
    if workspace.has_store:
        with looking_back.store_at(workspace, options.as_of) as (queries, version):
            found = find_records(queries, options.text)
    shown, is_cut = found[:MOST_FOUND], len(found) > MOST_FOUND
    if options.json:
        told = {"text": options.text, "records": as_json.found(shown), "is_cut": is_cut}
        print(as_json.document(told | as_json.as_of(version)))
        return Exit.WELL
    looking_back.show_version(workspace, version)
    screen = Screen(workspace.settings.language)
    screen.found(shown)
    if is_cut or not found:
        screen.line(_FOUND_MORE if is_cut else _FOUND_NONE, most=MOST_FOUND, sought=safe(options.text))
    return Exit.WELL


_COMMANDS: Mapping[str, Command] = {
    "init": _init,
    "run": _run,
    "mail": _mail,
    "watch": operating.watch,
    "status": operating.status,
    "doctor": operating.doctor,
    "service": operating.service,
    "backup": operating.backup,
    "restore": operating.restore,
    "check": _check,
    "digest": _digest,
    "report": _report,
    "template": _template,
    "open": _open,
    "receipts": _receipts,
    "receipt": _receipt,
    "find": _find,
    "show": _show,
    "trace": looking_back.trace,
    "undo": looking_back.undo,
    "why": why.why,
    "did": did.did,
}
