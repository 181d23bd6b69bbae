"""Mails made for a test: a header as text, parts as they would stand in a mail."""

from __future__ import annotations

import base64
import hashlib

ZHANG = "张三 <zhang@dealer.example>"


def mail(*parts: bytes, header: str = "", sender: str | None = ZHANG, kind: str = "mixed") -> bytes:
    """A mail of parts; `header` is put above it, `sender` is its From."""
    mark = hashlib.sha256(b"".join(parts)).hexdigest()[:12]
    lines = [header.strip("\n"), f"From: {sender}" if sender is not None else "", "To: crm@dealer.example"]
    lines += ["Subject: 客户", "MIME-Version: 1.0", f'Content-Type: multipart/{kind}; boundary="{mark}"']
    head = "\n".join(filter(None, lines)).encode()
    body = b"".join(f"--{mark}\n".encode() + each.strip(b"\n") + b"\n" for each in parts)
    return head + b"\n\n" + body + f"--{mark}--\n".encode()


def attached(
    content: bytes, disposition: str = 'attachment; filename="a.xlsx"', kind: str = "application/octet-stream"
) -> bytes:
    """A part with a file in base64."""
    head = f"Content-Type: {kind}\nContent-Disposition: {disposition}\nContent-Transfer-Encoding: base64\n\n"
    return head.encode() + base64.encodebytes(content)


def text(words: str, kind: str = "plain") -> bytes:
    """A part with words."""
    return f"Content-Type: text/{kind}; charset=utf-8\n\n{words}".encode()


def forwarded(inner: bytes) -> bytes:
    """A mail as a part of another."""
    return b"Content-Type: message/rfc822\n\n" + inner
