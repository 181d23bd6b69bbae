"""The password or token of an account: from the environment, a file or a command, and from nowhere else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from workbook_crm.model.language import Name
from workbook_crm.model.mail_settings import Login

_TIME_LIMIT_S = 60.0
_NO_VARIABLE = Name("环境变量 {name} 没有设置", "the environment variable {name} is not set")
_NO_FILE = Name("密码文件读不了：{name}", "the file with the password cannot be read: {name}")
_NO_COMMAND = Name("取密码的命令没有成功：{name}", "the command for the password did not succeed: {name}")
_EMPTY = Name("密码是空的（{name}）", "the password is empty ({name})")
_NONE = Name(
    "没有写密码从哪里来（password_variable、password_file、password_command 或 token_command）",
    "it is not said where the password comes from (password_variable, password_file, password_command or "
    "token_command)",
)


class NoSecretError(Exception):
    """There is no password; says why, and never what was found."""

    def __init__(self, why: Name, name: str = "") -> None:
        super().__init__(why.en)
        self.why = why.filled(name=name)


def secret_of(account: Login, workspace: Path) -> str:
    """The password or token of an account. Raises NoSecretError."""
    if account.password_variable:
        return _from(account.password_variable, os.environ.get(account.password_variable), _NO_VARIABLE)
    if account.password_file:
        return _from(account.password_file, _read(workspace / account.password_file), _NO_FILE)
    command = account.token_command or account.password_command
    if command:
        return _from(command[0], _said_by(command, workspace), _NO_COMMAND)
    raise NoSecretError(_NONE)


def _from(name: str, found: str | None, missing: Name) -> str:
    if found is None:
        raise NoSecretError(missing, name)
    secret = found.strip("\r\n")
    if not secret:
        raise NoSecretError(_EMPTY, name)
    return secret


def _read(file: Path) -> str | None:
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None


def _said_by(command: tuple[str, ...], workspace: Path) -> str | None:
    """What a command prints, first line; nothing of it is shown or logged."""
    try:
        done = subprocess.run(
            command, cwd=workspace, capture_output=True, check=False, timeout=_TIME_LIMIT_S, text=True
        )
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return (done.stdout.splitlines() or [""])[0] if done.returncode == 0 else None
