"""A real IMAP server for tests, run as an ordinary program: Dovecot with one setting a line."""

from __future__ import annotations

import imaplib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

PASSWORD = "secret-of-the-mailbox"
USER = "crm"
_ORDINARY = 65_534
_CONFIG = """
base_dir={folder}/r
state_dir={folder}/r
log_path={folder}/log
protocols=imap
listen=127.0.0.1
ssl={ssl}
mail_location=maildir:{folder}/m/%u
disable_plaintext_auth=no
passdb {{
 driver=static
 args=password={password}
}}
userdb {{
 driver=static
 args=uid={uid} gid={gid} home={folder}/m/%u
}}
service imap-login {{
 inet_listener imap {{
  port={port}
 }}
 inet_listener imaps {{
  port={tls_port}
 }}
 {ordinary}
}}
service anvil {{
 {ordinary}
}}
{as_user}
"""


@dataclass(frozen=True)
class Server:
    """One running server with one mailbox."""

    folder: Path
    port: int
    tls_port: int = 0

    def settings(self, **more: str | int) -> str:
        """The settings of an account on it."""
        lines = {"server": "127.0.0.1", "port": self.port, "security": "none", "user": USER} | more
        said = "\n".join(
            f"{key} = {value!r}" if isinstance(value, str) else f"{key} = {value}"
            for key, value in lines.items()
        )
        return f'[mail]\ntrust = "known"\n[mail.accounts.office]\n{said}\npassword_variable = "CRM_MAIL_PASSWORD"\nscan_s = 0.5\n'

    @contextmanager
    def client(self, folder: str = "INBOX") -> Iterator[imaplib.IMAP4]:
        """Another mail program."""
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        client.login(USER, PASSWORD)
        client.select(folder)
        try:
            yield client
        finally:
            client.logout()

    def deliver(self, *mails: bytes) -> None:
        with self.client() as client:
            for each in mails:
                client.append("INBOX", "", "", each.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))

    def count(self, folder: str = "INBOX") -> int:
        with self.client() as client:
            status, said = client.select(folder)
            return int(said[0] or 0) if status == "OK" else 0

    def empty(self) -> None:
        """Every folder gone."""
        shutil.rmtree(self.folder / "m", ignore_errors=True)
        _open_to(self.folder / "m")


@contextmanager
def dovecot(*, tls: bool = False) -> Iterator[Server]:
    """A server until the end of the context. Raises FileNotFoundError where Dovecot is not installed."""
    program = shutil.which("dovecot") or "/usr/sbin/dovecot"
    folder = Path(tempfile.mkdtemp(dir="/tmp"))  # sockets need a short path
    folder.chmod(0o755)
    (folder / "r").mkdir()
    _open_to(folder / "m")
    server = Server(folder, _free_port(), _free_port() if tls else 0)
    (folder / "conf").write_text(_config(server, tls=tls), encoding="ascii")
    process = subprocess.Popen([program, "-F", "-c", str(folder / "conf")], stderr=subprocess.DEVNULL)
    try:
        _wait_for(server.port)
        yield server
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=10)
        shutil.rmtree(folder, ignore_errors=True)


def _config(server: Server, *, tls: bool) -> str:
    is_root = os.geteuid() == 0
    uid, gid = (_ORDINARY, _ORDINARY) if is_root else (os.getuid(), os.getgid())
    import grp
    import pwd

    me = "" if is_root else pwd.getpwuid(uid).pw_name
    as_user = (
        ""
        if is_root
        else f"default_internal_user={me}\ndefault_login_user={me}\ndefault_internal_group={grp.getgrgid(gid).gr_name}"
    )
    text = _CONFIG.format(
        folder=server.folder, password=PASSWORD, uid=uid, gid=gid, port=server.port, tls_port=server.tls_port,
        ordinary="" if is_root else "chroot=", as_user=as_user, ssl="yes" if tls else "no",
    )  # fmt: skip
    if tls:
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
             "-addext", "subjectAltName=DNS:localhost", "-keyout", server.folder / "key", "-out", server.folder / "cert"],
            check=True, capture_output=True,
        )  # fmt: skip
        text += f"ssl_cert=<{server.folder}/cert\nssl_key=<{server.folder}/key\n"
    return text


def _open_to(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, _ORDINARY, _ORDINARY)


def _free_port() -> int:
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int) -> None:
    until_s = time.monotonic() + 15
    while time.monotonic() < until_s:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(port)
