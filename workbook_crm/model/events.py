"""What goes on while nobody asks, in the words of a person at a terminal; the log has it for programs."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import Outcome
from workbook_crm.model.waiting import WORDS as WHY
from workbook_crm.model.waiting import Why
from workbook_crm.model.words import fill

Fact = str | int | float | bool | None
_SILENT = Name("", "")
EVENTS: Mapping[str, Name] = {
    "started": Name(
        "已启动（版本 {version}）：放进 inbox 的文件会自动处理，按 Ctrl-C 停止。",
        "Started (version {version}): what is put into inbox is taken in by itself; Ctrl-C stops it.",
    ),
    "watching": _SILENT,  # how changes are noticed is nobody's business at a terminal
    "stopped": Name("已停止，共处理 {taken} 个文件。", "Stopped, after {taken:file|files}."),
    "receipt": Name(
        "{file}：{outcome}（{receipt}），{rows} 行：新增 {new}，更新 {changed}，退回 {held}",
        "{file}: {outcome} ({receipt}), {rows:row|rows}: {new} new, {changed} changed, {held} held",
    ),
    "waiting": Name("还在等：{waiting}", "Waiting: {waiting}"),
    "offline": Name(
        "收件夹访问不到，请检查共享是否连上；恢复以后自动继续。",
        "The inbox cannot be reached: see that the share is mounted. It goes on by itself.",
    ),
    "online": Name("收件夹又可以访问了。", "The inbox can be reached again."),
    "undelivered": Name(
        "有 {answers} 份答复还没放进 outbox；旧答复若在 Excel 里开着，请关掉。会自动重试。",
        "{answers:answer is|answers are} not in outbox yet; close the old answer if it is open in Excel. "
        "It is tried again.",
    ),
    "delivered": Name("答复都放进 outbox 了。", "Every answer is in outbox."),
    "failed": Name(
        "磁盘、网络或数据库出了问题，这一步没有做完，会自动重试。详情：workbook-crm doctor",
        "Disk, network or store failed; this is tried again by itself. For more: workbook-crm doctor",
    ),
    "bug": Name(
        "程序出错了，这个文件退回。请把 {report} 发给维护人员。",
        "This is our mistake, and the file is held. Please send {report} to whoever maintains it.",
    ),
    "templates": Name(
        "templates 文件夹里有 {faults} 处错误，页面用的是自带的模板。详情：workbook-crm doctor",
        "{faults:fault|faults} in the folder templates; ours are used. For more: workbook-crm doctor",
    ),
    "let-go": Name(
        "删除了 {files} 个超过 {days} 天的原件。",
        "{files:original|originals} older than {days} days removed.",
    ),
    "left-out": Name(
        "有记录没有算进清单和报表。详情：workbook-crm doctor",
        "Lists and reports are without some records. For more: workbook-crm doctor",
    ),
    "mail-away": Name(
        "邮箱 {account} 现在看不了，会自动重试；邮件都还在服务器上。详情：workbook-crm doctor",
        "The mailbox {account} cannot be looked into; this is tried again by itself, and the mails are still "
        "there. For more: workbook-crm doctor",
    ),
    "mail-out": Name(
        "邮件：发出 {sent} 封，发不出去 {failed} 封，还在等 {waiting} 封。",
        "Mails: {sent} sent, {failed} could not be, {waiting} still waiting.",
    ),
    "mail-out-away": Name(
        "发信服务器现在用不了，{waiting} 封邮件在等，会自动重试。详情：workbook-crm doctor",
        "The server for outgoing mail cannot be used; {waiting:mail waits|mails wait} and {waiting:is|are} "
        "tried again by itself. For more: workbook-crm doctor",
    ),
    "mail-out-failed": Name(
        "发送邮件时程序出错了，邮件都还在，会自动重试。",
        "Sending mails met a mistake of ours; the mails are kept, and it is tried again.",
    ),
    "mail-back": Name("邮箱 {account} 又可以看了。", "The mailbox {account} can be looked into again."),
    "lock-lost": Name(
        "work 文件夹里的锁被删除了，重新开始。", "The lock in the folder work was removed; starting anew."
    ),
    "store-replaced": Name("数据库文件被替换了，重新打开。", "The store was replaced; it is opened anew."),
    "settings-unreadable": Name(
        "设置文件改得不对，先照原来的设置继续。详情：workbook-crm doctor",
        "The settings cannot be read now; those before still hold. For more: workbook-crm doctor",
    ),
    "original-gone": Name(
        "有一份原件不在 archive 里了，它的退回行没有再试。",
        "An original is not in archive any more; its held rows were not tried again.",
    ),
    "restored": _SILENT,  # the command says it itself
}
_OUTCOMES = {
    Outcome.TAKEN.value: Name("收下", "taken in"),
    Outcome.DUPLICATE.value: Name("以前收过", "taken in before"),
    Outcome.HELD.value: Name("退回", "held"),
    Outcome.UNDO.value: Name("撤销", "undo"),
}


def event_in_words(event: str, facts: Mapping[str, Fact], language: Language) -> str:
    """One sentence; empty for what is told to programs alone."""
    if event == "waiting":
        facts = {"waiting": _waiting(facts, language)}
        if not facts["waiting"]:
            return ""
    if event == "undelivered" and not facts["answers"]:
        event = "delivered"
    if event == "receipt":
        facts = {**facts, "outcome": _OUTCOMES[str(facts["outcome"])][language]}
    return fill(EVENTS[event][language], language, **facts)


def _waiting(counts: Mapping[str, Fact], language: Language) -> str:
    parts = [f"{counts[why]} × {WHY[Why(why)][language]}" for why in counts if counts[why]]
    return ("；" if language is Language.ZH else "; ").join(parts)
