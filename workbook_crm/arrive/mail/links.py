"""Workbooks that are not in a mail but behind a link in it: the large-attachment forms of providers."""

from __future__ import annotations

import re

_HOSTS = (
    (r"(?:mail\.qq\.com/cgi-bin/ftnexs_download|wx\.mail\.qq\.com/ftn/|ftn\.qq\.com|docs\.qq\.com)", "QQ"),
    (r"(?:mail\.(?:163|126|yeah)\.(?:com|net)/large-attachment|(?:fs|u|dashi)\.(?:163|126)\.com)", "163"),
    (r"(?:1drv\.ms|onedrive\.live\.com|[\w-]+\.sharepoint\.(?:com|cn))/", "OneDrive"),
    (r"(?:drive|docs)\.google\.com/", "Google Drive"),
    (r"(?:pan\.baidu\.com|yun\.baidu\.com)/", "百度网盘"),
    (r"(?:www\.)?kdocs\.cn/", "金山文档"),
    (r"(?:www\.)?(?:aliyundrive|alipan)\.com/", "阿里云盘"),
    (r"(?:www\.)?dropbox\.com/", "Dropbox"),
    (r"(?:www\.)?icloud\.com/(?:iclouddrive|attachment)", "iCloud"),
    (r"(?:we\.tl|wetransfer\.com)/", "WeTransfer"),
)  # fmt: skip
"""Where the large attachments of mail providers and people's shared files lie, as in mails of 2026."""
_LINK = [(re.compile(rf"https?://{pattern}", re.IGNORECASE), name) for pattern, name in _HOSTS]


def link_in(text: str) -> str:
    """Whose service a text has a link to in place of a file; empty where it has none."""
    return next((name for pattern, name in _LINK if pattern.search(text)), "")
