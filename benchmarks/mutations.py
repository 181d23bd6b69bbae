"""Workbooks broken gently, as copies and disks break them: the same seed gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

Mutation = Callable[[Random, bytes], bytes]


def _flipped(chance: Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: Random, content: bytes) -> bytes:
    return content[: chance.randrange(len(content))]


def _hole(chance: Random, content: bytes) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 4096)
    return content[:at] + chance.choice((b"", bytes(size))) + content[at + size :]


def _doubled(chance: Random, content: bytes) -> bytes:
    at, size = chance.randrange(len(content)), chance.randrange(1, 4096)
    return content[: at + size] + content[at:]


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {each: archive.read(each) for each in archive.namelist()}


def _of_zip(change: Callable[[Random, dict[str, bytes]], None]) -> Mutation:
    """Parts are changed, and zipped again so that the container is right; text is cut off."""

    def mutation(chance: Random, content: bytes) -> bytes:
        if not content.startswith(b"PK\x03\x04"):
            return _cut(chance, content)
        parts, out = _parts(content), io.BytesIO()
        change(chance, parts)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return out.getvalue()

    return mutation


def _of_part(change: Mutation) -> Mutation:
    def one(chance: Random, parts: dict[str, bytes]) -> None:
        name = chance.choice(sorted(parts))
        if parts[name]:
            parts[name] = change(chance, parts[name])

    return _of_zip(one)


def _missing_part(chance: Random, parts: dict[str, bytes]) -> None:
    for name in chance.sample(sorted(parts), k=min(len(parts) - 1, chance.choice((1, 1, 2, 4)))):
        del parts[name]


def _swapped_parts(chance: Random, parts: dict[str, bytes]) -> None:
    one, other = chance.choice(sorted(parts)), chance.choice(sorted(parts))
    parts[one], parts[other] = parts[other], parts[one]


MUTATIONS: Mapping[str, Mutation] = {
    "bits flipped": _flipped,
    "cut off": _cut,
    "a hole in it": _hole,
    "a piece twice": _doubled,
    "zip: a part is missing": _of_zip(_missing_part),
    "zip: parts swapped": _of_zip(_swapped_parts),
    "xml: bits flipped": _of_part(_flipped),
    "xml: cut off": _of_part(_cut),
}
"""By what was done to the file."""
