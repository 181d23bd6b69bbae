"""What can be the matter with a mail, and what was done with it."""

from __future__ import annotations

from workbook_crm.model.finding import error, note, warning

MAIL_OPENED = note(
    "mail-opened",
    zh=("邮件已打开（{value}），里面的 {count} 个工作簿逐个处理：{names}", ""),
    en=(
        "The mail was opened ({value}), and {count:workbook|workbooks} came out of it, each taken by itself: {names}",
        "",
    ),
)
MAIL_OTHERS = warning(
    "mail-others",
    zh=("邮件里还有不能收的附件，没有处理：{names}", "这些内容如果需要，填进 Excel 工作簿再发。"),
    en=(
        "The mail carries what is no workbook, and was left: {names}",
        "If it matters, put its content into an Excel workbook and send that.",
    ),
)
MAIL_AUTOMATIC = note(
    "mail-automatic",
    zh=("这是自动发出的邮件（{value}），不会用邮件答复。", ""),
    en=("This mail was sent by a program ({value}); it is never answered by mail.", ""),
)
MAILBOX_OPENED = note(
    "mailbox-opened",
    zh=("邮箱文件已打开，里面的 {count} 封邮件逐封处理。", ""),
    en=("The mailbox was opened, and {count:mail|mails} came out of it, each taken by itself.", ""),
)
MAILBOX_TOO_FULL = error(
    "mailbox-too-full",
    zh=(
        "邮箱文件里有 {count} 封邮件，超过上限 {limit} 封，没有打开。",
        "请只把带工作簿的邮件导出来，分几次放进收件夹。",
    ),
    en=(
        "The mailbox holds {count:mail|mails}, where {limit:is|are} the limit; it was not opened.",
        "Export only the mails with workbooks, and put them into the inbox folder in several files.",
    ),
)
MAIL_LINK = error(
    "mail-link",
    zh=(
        "邮件里没有工作簿，只有一个下载链接（{value}）；链接里的文件不会去下载。",
        "在邮件里打开链接，把工作簿下载下来，作为普通附件再发一次；太大的话先压缩成 .zip。",
    ),
    en=(
        "There is no workbook in the mail, only a link to one ({value}); files behind links are never fetched.",
        "Download the workbook and send it again as an ordinary attachment; pack it as a .zip if it is too large.",
    ),
)
MAIL_WINMAIL = error(
    "mail-winmail",
    zh=(
        "附件被 Outlook 包成了 winmail.dat，里面的文件取不出来。",
        "在 Outlook 里新建邮件，把“设置文本格式”改成 HTML 或纯文本，再把工作簿作为附件发来。",
    ),
    en=(
        "Outlook has wrapped what was attached into winmail.dat, from which it cannot be taken.",
        "In Outlook write a new mail, under Format Text choose HTML or Plain Text, attach the workbook and send that.",
    ),
)
MAIL_ENCRYPTED = error(
    "mail-encrypted",
    zh=(
        "邮件加密了，或整封封装在签名里，附件取不出来。",
        "发送时不要加密；需要签名的话选“明文签名”，再发一次。",
    ),
    en=(
        "The mail is encrypted, or wrapped into its signature, so that nothing can be taken out of it.",
        "Send it without encryption; where it has to be signed, choose to send it as clear text signed.",
    ),
)
MAIL_WITHOUT_SENDER = error(
    "mail-without-sender",
    zh=(
        "邮件的发件人不是正好一个地址（写的是“{value}”），不知道是谁发的，所以没有收，也没有回复。",
        "确认是谁的以后，把邮件放进 inbox 里以他的名字命名的文件夹。",
    ),
    en=(
        "The From of this mail is not exactly one address (it says “{value}”), so nobody knows whose it is; "
        "it was not taken, and not answered.",
        "Once you know whose it is, put the mail into the folder in inbox that is called after them.",
    ),
)
MAIL_UNKNOWN_SENDER = error(
    "mail-unknown-sender",
    zh=(
        "“员工”表里没有这个邮箱：{value}，所以没有收，也没有回复。",
        "如果是自己人，把邮箱填进“员工”表的“邮箱”列，收下以后再把这封邮件放回收件夹；"
        "或者把它放进 inbox 里以他的名字命名的文件夹。",
    ),
    en=(
        "Nobody on the Staff sheet has this address: {value}; the mail was not taken, and not answered.",
        "If it is one of you, write the address into the column Mail of the Staff sheet, and once that is taken in "
        "put this mail into the inbox again; or put it into the folder in inbox that is called after them.",
    ),
)
MAIL_SHARED_ADDRESS = error(
    "mail-shared-address",
    zh=(
        "“员工”表里有几个人用这个邮箱（{value}）：{names}，不知道是谁发的，所以没有收，也没有回复。",
        "在“员工”表里让每人有自己的邮箱；这封邮件请放进 inbox 里以发件人名字命名的文件夹。",
    ),
    en=(
        "Several people on the Staff sheet have this address ({value}): {names}; nobody knows which of them wrote, "
        "so it was not taken, and not answered.",
        "Give each an address of their own on the Staff sheet; put this mail into the folder in inbox that is called "
        "after its sender.",
    ),
)
MAIL_NOT_AUTHENTICATED = error(
    "mail-not-authenticated",
    zh=(
        "这封邮件写着由 {value} 发出，但收信服务器没有证实，可能是冒名的，所以没有收，也没有回复。",
        "请当面或打电话向本人核实；确实是他发的，就把邮件放进 inbox 里以他的名字命名的文件夹。"
        "每封都这样的话，请告诉维护人员。",
    ),
    en=(
        "This mail claims to come from {value}, which the server that received it has not confirmed; it may be forged, "
        "so it was not taken, and not answered.",
        "Ask the sender in person or by phone; if it is theirs, put the mail into the folder in inbox that is called "
        "after them. If this is said of every mail, tell whoever maintains the program.",
    ),
)
