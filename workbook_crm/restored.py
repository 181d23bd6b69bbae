"""What came of bringing a backup back, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Container, Sequence

from workbook_crm.model.language import Name
from workbook_crm.model.restored import Restored
from workbook_crm.model.run import Receipt
from workbook_crm.model.words import say
from workbook_crm.terminal import Screen, safe

_FRESH = Name("已恢复。", "Restored.")
_RESTORED = Name(
    "已恢复。恢复前的数据库保存在：{kept}\n要退回去：{back}",
    "Restored. The store as it was before is kept at: {kept}\nTo go back to it: {back}",
)
_LATER = Name(
    "备份以后还收过 {count} 个文件，恢复的数据库里没有：",
    "{count:file|files} came after this backup and are not in the store:",
)
_ONE = Name("  {receipt}  {when}  {sender}  {file}", "  {receipt}  {when}  {sender}  {file}")
_GONE = Name("（archive 里已没有原件）", "(its original is no longer in archive)")
_NOBODY = Name("（没有写发件人）", "(no sender)")
_AGAIN = Name(
    "要按原来的导入回执号、发件人和顺序重新处理，请运行：\n    {command}",
    "To have them taken in again, under their own receipt numbers, from whom they came and in their order:\n"
    "    {command}",
)
_REPLAYED = Name(
    "备份以后的 {count} 个文件已按原来的导入回执号重新处理。",
    "{count:file that came after the backup was|files that came after the backup were} "
    "taken in again under their own receipt numbers.",
)
_MISSING = Name(
    "[yellow]{count} 个文件的原件已不在 archive 里[/]，内容没有收进来，"
    "请发件人再发一次；它们的编号没有让给别人：",
    "[yellow]The originals of {count:file|files} are no longer in archive[/]; nothing of them is in the "
    "store. Ask for them once more; their numbers were given to nothing else:",
)
_DIFFERING = Name(
    "[yellow]{count} 个文件这次的结果和原来不同[/]（程序或设置变了，或前面缺了文件），"
    "请用 workbook-crm receipt 编号 核对：",
    "[yellow]{count:file|files} came out otherwise than before[/] (program or settings have changed, or a "
    "file before them is missing); look at each with workbook-crm receipt NUMBER:",
)
_UNKNOWN = Name(
    "archive 里还有 {count} 个原件，查不到是谁、什么时候发的；把它们复制到 inbox 就会作为新文件处理：",
    "Of {count:original|originals} in archive it is not known who sent them, and when; copy them into inbox "
    "to have them taken in as new files:",
)


def show_restored(screen: Screen, each: Restored) -> None:
    """What was brought back, what came later, and what to do about that."""
    screen.line(_RESTORED if each.kept else _FRESH, kept=safe(str(each.kept)), back=safe(each.back))
    gone = frozenset(receipt.id for receipt, original in each.later if original is None)
    _listed(screen, _LATER, [receipt for receipt, _ in each.later], gone)
    if each.later:
        screen.line(_AGAIN, command=safe(each.command))
    replayed = each.replayed
    if replayed.taken:
        screen.line(_REPLAYED, count=len(replayed.taken))
    _listed(screen, _MISSING, replayed.missing)
    _listed(screen, _DIFFERING, replayed.differing)
    known = {receipt.arrival.sha256 for receipt, _ in each.later}
    strangers = [path for path in each.unknown if path.rpartition("/")[2].partition(".")[0] not in known]
    if strangers:
        screen.line(_UNKNOWN, count=len(strangers))
        screen.paths(strangers)


def _listed(screen: Screen, title: Name, receipts: Sequence[Receipt], gone: Container[str] = ()) -> None:
    if not receipts:
        return
    screen.line(title, count=len(receipts))
    for each in receipts:
        arrival = each.arrival
        sender = arrival.sender or _NOBODY[screen.language]
        said = f"{arrival.file} {_GONE[screen.language]}" if each.id in gone else arrival.file
        when = say(arrival.received, screen.language)
        screen.line(_ONE, receipt=each.id, when=when, sender=safe(sender), file=safe(said))
