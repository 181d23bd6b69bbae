"""What is said of rows that would change what belongs to somebody else."""

from __future__ import annotations

from workbook_crm.model.finding import error, note
from workbook_crm.model.language import Name

OTHER_COLUMNS = Name("其它列", "other columns")
NOT_YOURS = error(
    "not-yours",
    zh=(
        "{number} 由{owner}负责；您可以写跟进，不能改{column}。这一行退回，记录没有改动。",
        "要改请找{owner}或主管；要换负责人，请主管改。{owner}的清单上也会列出这件事。",
    ),
    en=(
        "{number} belongs to {owner}: you may write follow-ups of it, but not change {column}. The row was not taken.",
        "Ask {owner} or a manager to change it; a manager can make it yours. {owner}'s list tells of this too.",
    ),
)
SENDER_NOT_KNOWN = error(
    "sender-not-known",
    zh=(
        "{number} 由{owner}负责，而这个文件看不出是谁发的，所以不能改{column}。这一行退回。",
        "请把文件放进发件人自己的文件夹（例如 inbox/{owner}/）再发一次；内勤的放进 inbox/内勤/。",
    ),
    en=(
        "{number} belongs to {owner}, and nothing tells who sent this file, so {column} was not changed. The row was not taken.",
        "Put the file into the sender's own folder (such as inbox/{owner}/) and send it again; the office's is inbox/Office/.",
    ),
)
SENDER_HAS_LEFT = error(
    "sender-has-left",
    zh=(
        "“{who}”在员工表里已停用，{number} 的{column}没有改动。这一行退回。",
        "若还在职，请主管在员工表里把状态改回启用；若已离职，请主管把记录移给别人。",
    ),
    en=(
        "The staff sheet says that {who} is not active any more, so {column} of {number} was not changed. The row was not taken.",
        "If that is wrong, have a manager set the state back on the staff sheet; else have the records handed over.",
    ),
)
OWNER_BY_MANAGER = error(
    "owner-by-manager",
    zh=(
        "{number} 的负责人只能由主管或内勤更改；仍是“{owner}”。这一行退回。",
        "请把负责人改回“{owner}”再发一次，并请主管移交。",
    ),
    en=(
        "Only a manager or the office may change who owns {number}; it is still {owner}. The row was not taken.",
        "Put {owner} back and send it again, and ask a manager to hand the record over.",
    ),
)
FOLLOWED_FOR_ANOTHER = note(
    "followed-for-another",
    zh=("{number} 由{owner}负责；这条跟进算{who}写的，{owner}的清单上会列出。", ""),
    en=(
        "{number} belongs to {owner}; the follow-up counts as {who}'s, and {owner}'s list tells of it.",
        "",
    ),
)
