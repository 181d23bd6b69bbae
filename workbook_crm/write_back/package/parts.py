"""The parts of a package while we work on them: read by name, written, added, removed.

Part names are compared without case, with `/` for a backslash, as Excel does (ECMA-376 part 2, 6.2.2.3). Of
duplicate members the last one counts. A part that is written with the content it has is not touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count

from .container import Fresh, Member, read_members, unpack, write_members
from .error import PackageError
from .markup import Markup, in_utf8
from .patterns import lazily

_SMALL_BYTES = 1 << 22
_PERCENT = lazily("%([2-7][0-9A-Fa-f])")


class Package:
    """The working copy of one package; nothing outside of it changes until `content()` is asked for."""

    def __init__(self, content: bytes) -> None:
        self._members, self._comment = read_members(content)
        self._winners: dict[str, Member] = {}
        self._written: dict[str, bytes | None] = {}
        self._added: dict[str, str] = {}
        self._read: dict[str, bytes] = {}
        self._markups: dict[str, Markup] = {}
        for member in self._members:
            self._winners[_key(member.text_name)] = member

    @property
    def names(self) -> Iterator[str]:
        """The keys of all parts that are there now."""
        for key in (*self._winners, *self._added):
            if self._written.get(key, b"") is not None:
                yield key

    def find(self, name: str) -> str | None:
        """The key of a part by any spelling of its name, or None."""
        for key in (_key(name), _key(_unquoted(name))):
            if (key in self._winners or key in self._added) and self._written.get(key, b"") is not None:
                return key
        return None

    def spelled(self, name: str) -> str:
        """A part's name as the package spells it."""
        key = self.find(name) or ""
        return self._added[key] if key in self._added else self._winners[key].text_name.replace("\\", "/")

    def read(self, name: str) -> bytes:
        """A part's content in UTF-8; raises PackageError where it is missing or damaged."""
        key = self.find(name)
        if key is None:
            raise PackageError("a part that the package refers to is missing")
        written = self._written.get(key)
        if written is not None:
            return written
        if key not in self._read:
            content = in_utf8(unpack(self._winners[key]))
            if len(content) > _SMALL_BYTES:
                return content
            self._read[key] = content
        return self._read[key]

    def markup(self, name: str) -> Markup:
        """A part's elements, found once for as long as its content is the same."""
        key = self.find(name) or ""
        known = self._markups.get(key)
        if known is None or known.xml is not self._written.get(key, known.xml):
            known = self._markups[key] = Markup(self.read(name))
        return known

    def size(self, name: str) -> int:
        """How large a part is, without unpacking it."""
        key = self.find(name) or ""
        written = self._written.get(key)
        return len(written) if written is not None else self._winners[key].size

    def write(self, name: str, content: bytes) -> None:
        """Replace a part or add it as the last one."""
        key = self.find(name) or _key(name)
        if key in self._winners:
            if key in self._written or content != self._read.get(key):
                self._written[key] = content
        else:
            self._written[key] = content
            self._added.setdefault(key, name.lstrip("/"))

    def remove(self, name: str) -> None:
        key = self.find(name)
        if key is not None:
            self._written[key] = None
            self._added.pop(key, None)

    def free_name(self, pattern: str, first: str = "1") -> str:
        """The first name of a pattern such as `xl/comments{}.xml` that no part has and no content type tells.

        `first` stands in it before 2, 3 and so on are tried.

        A name that is told of and not there may be the target of a relationship; a new part must not take it.
        """
        told = self.read("[Content_Types].xml").lower()
        numbers = chain((first,), count(2))
        names = (pattern.format(number) for number in numbers)
        return next(
            each for each in names if not self.find(each) and f'"/{each}"'.lower().encode() not in told
        )

    def content(self) -> bytes:
        """The package as bytes; what was not written is copied as it was packed."""
        return write_members(list(self._entries()), self._comment)

    def _entries(self) -> Iterator[Member | Fresh]:
        for member in self._members:
            key = _key(member.text_name)
            if key not in self._written:
                yield member
                continue
            written = self._written[key]
            if written is not None and self._winners[key] is member:
                yield Fresh(member.name, written, member)
        for key, name in self._added.items():
            written = self._written[key]
            if written is not None:
                yield Fresh(name.encode(), written)


def _unquoted(name: str) -> str:
    """A part name with its percent-encoded ASCII characters as characters."""
    return _PERCENT().sub(lambda match: chr(int(match[1], 16)), name) if "%" in name else name


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
