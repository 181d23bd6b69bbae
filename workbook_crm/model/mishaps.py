"""What disk, network and database do wrong, in words for a person who has to do something about it."""

from __future__ import annotations

import errno
from collections.abc import Mapping

from workbook_crm.model.concealed import conceal
from workbook_crm.model.language import Name

OFFLINE = Name("所在的磁盘或共享不在了", "the disk or share that it lies on is not there")
NO_LEAVE = Name("没有权限，或别的程序正占用它", "not allowed, or another program has it open")
STORE_DAMAGED = Name("数据库损坏", "the store is damaged")
_FULL = Name("磁盘已满", "the disk is full")
_READ_ONLY = Name("文件夹或磁盘是只读的", "the folder or disk is read-only")
_GONE = Name("文件或文件夹不在了", "the file or folder is gone")
_IN_THE_WAY = Name("同名的文件或文件夹挡在那里", "a file or folder of the same name is in the way")
_TOO_LONG = Name("名字或路径太长", "the name or path is too long")
_BUSY = Name("别的程序正占用它", "another program has it open")
_BROKEN = Name("磁盘读写出错", "the disk fails to read or write")
_MEMORY = Name("这台机器的内存不够", "this machine is out of memory")
_TOO_MANY = Name("打开的文件太多", "too many files are open")
_BY_CODE: tuple[tuple[str, Name], ...] = (
    ("EACCES EPERM", NO_LEAVE),
    ("ENOSPC EDQUOT EFBIG", _FULL),
    ("EROFS", _READ_ONLY),
    ("ENOENT", _GONE),
    ("EEXIST ENOTDIR EISDIR ENOTEMPTY", _IN_THE_WAY),
    ("ENAMETOOLONG", _TOO_LONG),
    ("EBUSY ETXTBSY EAGAIN", _BUSY),
    ("EIO", _BROKEN),
    ("ENOTCONN ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENETUNREACH ECONNREFUSED ESTALE ENODEV", OFFLINE),
    ("ENOMEM", _MEMORY),
    ("EMFILE ENFILE", _TOO_MANY),
)
_OF_THE_SYSTEM: Mapping[int, Name] = {
    getattr(errno, code): name
    for codes, name in _BY_CODE
    for code in codes.split()
    if hasattr(errno, code)  # not every system knows each of them
}
_NO_SERVER = Name(
    "数据库服务器连不上：它没有运行，或 store.url 里的地址、用户、密码、库名不对",
    "the database server cannot be reached: it does not run, or store.url has a wrong address, user, password"
    " or database",
)
_OF_THE_STORE: tuple[tuple[str, Name], ...] = (
    ("is locked", Name("数据库正被别的程序占用", "another program holds the store")),
    ("disk is full", _FULL),
    ("readonly database", Name("数据库是只读的", "the store is read-only")),
    ("unable to open", Name("数据库打不开", "the store cannot be opened")),
    ("disk I/O error", Name("数据库所在的磁盘读写出错", "the disk of the store fails to read or write")),
    ("malformed", STORE_DAMAGED),
    ("not a database", STORE_DAMAGED),
    ("psycopg.errors.DiskFull", _FULL),
    ("psycopg.errors.AdminShutdown", _NO_SERVER),
    ("psycopg.OperationalError", _NO_SERVER),
)
"""By what SQLite (sqlite.org/rescode.html) and PostgreSQL's driver say, which is to be had as text only."""


def in_words(error: BaseException, *, is_file_said: bool = False) -> Name:
    """Why something did not work; in the system's own words where it is a kind that we do not know.

    `is_file_said`: where the reader does not know which file or folder it is about.
    """
    if isinstance(error, MemoryError):
        return _MEMORY
    if isinstance(error, OSError) and (of_the_system := _OF_THE_SYSTEM.get(error.errno or 0)):
        return _about(of_the_system, error.filename) if is_file_said else of_the_system
    said = str(error).partition("\n")[0]
    of_the_store = next((name for words, name in _OF_THE_STORE if words in said), None)
    said = conceal(said)
    return of_the_store or Name(f"系统说“{said}”", f"the system says “{said}”")


def _about(what: Name, file: object) -> Name:
    return Name(f"{what.zh}：{file}", f"{what.en}: {file}") if file else what
