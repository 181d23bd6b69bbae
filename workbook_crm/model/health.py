"""How a workspace is doing: facts for `status`, checks with advice for `doctor`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from workbook_crm.model.agreed import Remembered
from workbook_crm.model.language import Language, Name
from workbook_crm.model.left_out import CURE, LeftOut
from workbook_crm.model.outgoing import MailQueue
from workbook_crm.model.rejected import NOTHING_OPEN, Unmended
from workbook_crm.model.waiting import Waiting
from workbook_crm.model.words import fill


@dataclass(frozen=True, slots=True)
class Running:
    """The process that takes files in."""

    command: str
    pid: int
    host: str
    since: str
    last_sign: str | None
    """When it last showed that it lives; None for `run`, which is over soon."""
    is_late: bool = False
    """Its next sign of life is overdue: it hangs."""


@dataclass(frozen=True, slots=True)
class HeldFile:
    """A file in the held folder, and the last thing its note says of why."""

    file: str
    since: str
    reason: str


@dataclass(frozen=True, slots=True)
class Status:
    """What is going on."""

    running: Running | None
    is_reachable: bool
    """The inbox is."""
    in_inbox: int
    waiting: tuple[Waiting, ...]
    claimed: int
    """Files that were taken out of the inbox and are not done with."""
    undelivered: int
    """Answers that are made and not handed out."""
    held: tuple[HeldFile, ...]
    last_receipt: str | None
    last_received: str | None
    store_problem: Name | None = None
    """Why nothing is taken in until somebody has brought the store back."""
    left_out: tuple[LeftOut, ...] = ()
    """Records that lists and reports are made without."""
    unmended: Unmended = NOTHING_OPEN
    """Rows and files that were rejected and still wait for somebody."""
    today: date = date.min
    remembered: tuple[Remembered, ...] = ()
    """What senders have answered about their lists once for all."""
    mails: MailQueue | None = None
    """How the mails that go out are doing; None where none do."""


class Level(StrEnum):
    """How a check turned out."""

    WELL = "well"
    NOTE = "note"
    ILL = "ill"


@dataclass(frozen=True, slots=True)
class Words:
    """What is said of a check when it turned out well and when not, and what to do then."""

    well: Name
    ill: Name
    then: Name


def moment(written: str) -> str:
    """A moment as people write it, from ISO 8601; as it is where it is none."""
    try:
        return datetime.fromisoformat(written).strftime("%Y-%m-%d %H:%M")
    except ValueError:
        return written


Fact = str | int | Name


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    code: str
    level: Level
    facts: tuple[tuple[str, Fact], ...] = ()

    def message(self, language: Language) -> str:
        """What was seen."""
        words = WORDS[self.code]
        text = words.well if self.level is Level.WELL else words.ill
        return fill(text[language], language, **dict(self.facts))

    def advice(self, language: Language) -> str:
        """What to do; empty where all is well."""
        if self.level is Level.WELL:
            return ""
        return fill(WORDS[self.code].then[language], language, **dict(self.facts))


def check(code: str, level: Level | bool, **facts: Fact) -> Check:
    """A check with the facts that its words name; True is well, False is ill."""
    if isinstance(level, bool):
        level = Level.WELL if level else Level.ILL
    return Check(code, level, tuple(facts.items()))


_NOTHING = Name("", "")
WORDS: Mapping[str, Words] = {
    "settings": Words(
        Name("设置可以读取", "The settings can be read"),
        Name("设置有误", "The settings cannot be used"),
        Name("按提示修改 workbook_crm.toml", "Correct workbook_crm.toml as it says"),
    ),
    "running": Words(
        Name(
            "{command} 正在运行（进程号 {pid}，{since} 开始）",
            "{command} is running (process {pid}, since {since})",
        ),
        Name("现在没有程序在处理新文件", "Nothing is running that takes files in"),
        Name(
            "用 workbook-crm watch 一直运行，或定时运行 workbook-crm run",
            "Keep workbook-crm watch running, or start workbook-crm run from a schedule",
        ),
    ),
    "heartbeat": Words(
        Name("最近一次响应：{time}", "Last sign of life: {time}"),
        Name("{time} 以后没有响应", "No sign of life since {time}"),
        Name(
            "程序可能卡住了：重新启动服务，再看日志；不会丢失文件",
            "It may hang: restart the service, then look at the log; no file is lost by that",
        ),
    ),
    "reachable": Words(
        Name("{folder} 可以访问和写入", "{folder} can be reached and written to"),
        Name("{folder} 访问不到或不能写入：{reason}", "{folder} cannot be reached or written to: {reason}"),
        Name(
            "检查共享是否连上、文件夹是否还在、账号是否有读写权限；若特意不再用共享，删掉 work/shares.json",
            "See that the share is mounted, the folder is there, and the account may read and write it; "
            "if it is no longer a share on purpose, remove work/shares.json",
        ),
    ),
    "folder": Words(
        Name("{folder} 在", "{folder} is there"),
        Name("还没有 {folder} 文件夹", "There is no folder {folder} yet"),
        Name(
            "不用管：第一次处理文件时会自动新建；以前有过的，请核对是不是这个工作区",
            "It is made when the first file is taken in; if there was one, see that this is the right folder",
        ),
    ),
    "no-store": Words(
        Name("有数据库：{file}", "There is a store: {file}"),
        Name("还没有数据库：这里没有收过文件", "There is no store yet: nothing was taken in here"),
        Name(
            "把工作簿放进 inbox，再运行 workbook-crm run；以前收过文件的，请核对是不是这个工作区",
            "Put workbooks into inbox and start workbook-crm run; if files were taken in before, see that "
            "this is the right folder",
        ),
    ),
    "room": Words(
        Name("磁盘剩余 {free}", "{free} of disk space are free"),
        Name("磁盘只剩 {free}", "Only {free} of disk space are free"),
        Name(
            "腾出空间；archive 可以移到别的盘，或用 [archive] keep_days 限制保留天数",
            "Make room; archive may move to another disk, or be limited by [archive] keep_days",
        ),
    ),
    "clock": Words(
        Name("时钟正常：{now}", "The clock is right as far as can be told: {now}"),
        Name(
            "时钟可疑：现在是 {now}，而最近的导入回执是 {last}",
            "The clock says {now}, but the last receipt is of {last}",
        ),
        Name("校准这台机器的时间和时区", "Set date, time and time zone of this machine"),
    ),
    "clock-order": Words(
        Name("时钟一直往前走", "The clock always ran forwards"),
        Name(
            "时钟曾经快了又拨回：{first} 到 {last} 之间有 {count} 份导入回执的时间早于前面的导入回执",
            "The clock once ran ahead and was set back: {count:receipt|receipts} between {first} and {last} "
            "carry times before those of receipts before them",
        ),
        Name(
            "先后以导入回执号为准，没有弄乱；请让这台机器自动对时（NTP）",
            "Their order is that of their numbers, and nothing is mixed up; have this machine set its clock "
            "by the network (NTP)",
        ),
    ),
    "open-to-all": Words(
        Name("数据库和原件只有本程序的账号能读", "Store and originals are readable by this account alone"),
        Name("这台机器上的所有人都能读：{files}", "Everybody on this machine can read: {files}"),
        Name(
            "用 chmod o-rwx 关上；新建的文件夹已经是关着的",
            "Close them by chmod o-rwx; what is made anew is closed already",
        ),
    ),
    "remembered": Words(
        Name(
            "记住了 {lists} 张表的 {count} 个答复（workbook-crm status 列出全部）",
            "{count:answer|answers} about {lists:list|lists} remembered (workbook-crm status lists them)",
        ),
        Name("", ""),
        Name("", ""),
    ),
    "templates": Words(
        Name("自己的模板可以使用", "The templates of your own can be used"),
        Name(
            "自己的模板用不了，页面用的是程序自带的：{fault}",
            "A template of your own cannot be used, and pages are made by ours: {fault}",
        ),
        Name(
            "改好 templates 文件夹里的这个文件，或把它移走，再运行 workbook-crm report",
            "Mend that file in the folder templates or move it away, and run workbook-crm report",
        ),
    ),
    "logo": Words(
        Name("店标可以使用：{file}", "The logo can be used: {file}"),
        Name(
            "店标 {file} 不能用，页面和报表上没有它：{reason}",
            "The logo {file} cannot be used, and pages and reports are without it: {reason}",
        ),
        Name(
            "把 PNG 或 JPEG 图片放进工作文件夹，在设置 brand.logo 里写它的名字；图片太大就缩小",
            "Put a PNG or JPEG into the workspace and name it in the setting brand.logo; "
            "shrink one that is too large",
        ),
    ),
    "pdf": Words(
        Name("跟进清单可以存成 PDF", "The lists can be printed to PDF"),
        Name(
            "设置要求把跟进清单存成 PDF，但这台机器做不到",
            "The settings ask for the lists as PDF, which this machine cannot make",
        ),
        Name(
            "安装 workbook-crm[pdf]（Linux 上还要有 Pango），或去掉设置 lists.pdf",
            "Install workbook-crm[pdf] (on Linux it needs Pango too), or take lists.pdf out of the settings",
        ),
    ),
    "time-zone": Words(
        Name("时区：{zone}", "Time zone: {zone}"),
        Name("没有设置时区，用的是本机的 {zone}", "No time zone is set; the machine's is used: {zone}"),
        Name(
            '在设置里写明，例如 time_zone = "Asia/Shanghai"',
            'Name it in the settings, for example time_zone = "Europe/London"',
        ),
    ),
    "mail": Words(
        Name("邮箱 {account} 可以用", "The mail account {account} can be used"),
        Name(
            "邮箱 {account} 现在看不了：{reason}",
            "The mail account {account} cannot be looked into: {reason}",
        ),
        Name(
            "核对设置 mail.accounts.{account} 里的服务器、端口、登录名和密码的来处；"
            "QQ、163、Gmail 等要用邮箱里生成的授权码（应用专用密码），不是登录网页的密码",
            "Check server, port, user and where the password comes from under mail.accounts.{account}; "
            "Gmail, QQ, 163 and others want a code made for programs (an app password), not that of the page",
        ),
    ),
    "mail-out": Words(
        Name("发信服务器 {server} 可以用", "The server for outgoing mail, {server}, can be used"),
        Name(
            "发信服务器 {server} 现在用不了：{reason}",
            "The server for outgoing mail, {server}, cannot be used: {reason}",
        ),
        Name(
            "核对设置 mail.out 里的服务器、端口、加密方式、登录名和密码的来处；腾讯、163、Gmail 要用授权码"
            "（应用专用密码）。自己公司的证书要写 certificate_file。邮件都还在，会自动重试",
            "Check server, port, security, user and where the password comes from under mail.out; Tencent, "
            "163 and Gmail want a code made for programs (an app password); a certificate of your own "
            "company goes into certificate_file. The mails are kept, and it is tried again",
        ),
    ),
    "mail-queue": Words(
        Name(
            "等待发送的邮件：{waiting} 封；近来没有发不出去的",
            "{waiting:mail waits|mails wait} to be sent; none has failed of late",
        ),
        Name(
            "近来有 {troubles} 封邮件没有送到，或正在重试（workbook-crm status 逐封列出）",
            "{troubles:mail was|mails were} not delivered of late, or {troubles:is|are} being tried again "
            "(workbook-crm status lists them)",
        ),
        Name(
            "看 status 里每封的原因：地址错了就改员工表的“邮箱”一栏；答复本身都在 outbox 里",
            "See the reason of each in status: mend a wrong address in the column Mail of the Staff sheet; "
            "the answers themselves lie in outbox",
        ),
    ),
    "mail-aside": Words(
        Name(
            "邮箱 {account} 可以登录，收过的邮件能移到别的文件夹或做标记",
            "The mail account {account} lets us in; mails that were taken can be moved or marked",
        ),
        Name(
            "邮箱 {account} 可以登录，但收过的邮件既不能移动也不能做标记，每次都要全部看一遍（不会重复收）",
            "The mail account {account} lets us in, but mails that were taken can be neither moved nor "
            "marked: all are looked through every time, and none is taken twice",
        ),
        Name(
            "请服务器的管理员允许移动邮件（IMAP MOVE）或自定义标记，或定期把旧邮件移走",
            "Ask whoever runs the server to allow moving mails (IMAP MOVE) or keywords, or move old ones",
        ),
    ),
    "mail-trust": Words(
        Name(
            "发件人怎样才算可信，设置里已经写明", "The settings say what makes the sender of a mail believed"
        ),
        Name(
            "mail.trust 是 require，但没有写 mail.receivers，所以邮箱收到的每封邮件都会退回",
            "mail.trust is require, but mail.receivers is empty: every mail that comes in will be held",
        ),
        Name(
            "把收信服务器写进 Authentication-Results 的名字填进 mail.receivers"
            "（打开任意一封来信的原文就能看到）；"
            '只有自己人能往里发信的服务器，可以写 mail.trust = "known"',
            "Write the name under which your receiving server writes Authentication-Results (the source of "
            "any mail shows it) into mail.receivers; a server that only insiders can write to may have "
            'mail.trust = "known"',
        ),
    ),
    "workdays": Words(
        Name("{country} 的放假安排是知道的", "How days off are arranged in {country} is known"),
        Name(
            "本版本还不知道 {year} 年的放假和调休安排，工作日只按周末和法定节假日推算",
            "The arrangement for {year} is not known to this version: of that year only weekends and "
            "statutory holidays count",
        ),
        Name(
            "安排公布后请更新程序；在此之前可在设置 workdays.closed 和 workdays.open 里写明日期",
            "Update the program when it has been announced; until then name the days in the settings "
            "workdays.closed and workdays.open",
        ),
    ),
    "access-open": Words(
        Name("每个人都可以改所有记录（access = open）", "Everybody may change all records (access = open)"),
        _NOTHING,
        _NOTHING,
    ),
    "access-team": Words(
        Name(
            "同一团队的人可以改彼此的记录（access = team）",
            "Teams change their own records (access = team)",
        ),
        _NOTHING,
        _NOTHING,
    ),
    "access-own": Words(
        Name(
            "销售只能改自己的记录，主管可以改团队的（access = own）",
            "Salespeople change their own records, managers their team's (access = own)",
        ),
        _NOTHING,
        _NOTHING,
    ),
    "store": Words(
        Name("数据库完好：{file}", "The store is intact: {file}"),
        Name("{reason}", "{reason}"),
        Name("{advice}", "{advice}"),
    ),
    "store-open": Words(
        Name("数据库可以打开：{file}", "The store can be opened: {file}"),
        Name("数据库现在读不了：{reason}", "The store cannot be read at the moment: {reason}"),
        Name(
            "关掉打开着数据库的别的程序，检查文件和文件夹的权限，再试一次",
            "Close whatever else has the store open, see who may read the file and its folder, and try again",
        ),
    ),
    "store-place": Words(
        Name("数据库在本机磁盘上", "The store is on a disk of this machine"),
        Name(
            "数据库在网络文件系统（{kind}）上，会损坏，所以不打开",
            "The store is on a network file system ({kind}), which would damage it; it is not opened",
        ),
        Name(
            "把工作区放在本机磁盘上，只把 inbox 和 outbox 放在共享上；或改用 PostgreSQL",
            "Keep the workspace on a local disk and only inbox and outbox on the share; or use PostgreSQL",
        ),
    ),
    "records": Words(
        Name("每条记录都读得出来", "Every record can be read"),
        Name("有 {count} 条记录读不出来：{which}", "{count:record|records} cannot be read: {which}"),
        CURE,
    ),
    "undelivered": Words(
        Name("所有答复都已送出", "Every answer is handed out"),
        Name("有 {count} 份答复还没送出", "{count:answer is|answers are} not handed out yet"),
        Name(
            "检查 outbox 是否可以写入、旧答复是否正在 Excel 里打开；会自动重试",
            "See that outbox can be written to and no answer is open in Excel; it is tried again by itself",
        ),
    ),
    "strays": Words(
        Name("archive 里的原件都在数据库里", "The store knows every original in archive"),
        Name(
            "archive 里有 {count} 个原件，数据库里没有：数据库被删除过，或换成了旧的",
            "The store does not know {count:original|originals} in archive: "
            "it was removed, or an older one was put in its place",
        ),
        Name(
            "恢复过备份的，请运行 workbook-crm restore 备份文件 --replay："
            "按原来的编号、发件人和顺序重新处理。只有查不到是谁发的原件，才复制到 inbox（会得到新的编号）",
            "After a restore, run workbook-crm restore BACKUP --replay: they are taken in again under their "
            "own numbers, senders and order. Copy only those into inbox of which nobody knows the sender "
            "(they get new numbers)",
        ),
    ),
    "left-over": Words(
        Name("没有做了一半的文件", "No file is half done"),
        Name("有 {count} 个文件做了一半", "{count:file is|files are} half done"),
        Name("启动 run 或 watch，会接着做完", "Start run or watch: it finishes them"),
    ),
    "held": Words(
        Name("held 里没有文件", "Nothing is held"),
        Name("held 里有 {count} 个退回的文件", "{count:file is|files are} held"),
        Name(
            "看文件旁边的 .txt 说明；改好后放回 inbox",
            "Read the .txt beside each; once mended, put it back into inbox",
        ),
    ),
}
