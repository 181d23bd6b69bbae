"""A package as the checker sees it, read with the standard library alone."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree


class Parts:
    """A package, read with the standard library."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.names = [info.filename for info in archive.infolist()]
            self.raw = {info.filename: info for info in archive.infolist()}
            self.contents = {name: archive.read(name) for name in self.raw}
        self.lower = {_normal(name): name for name in self.contents}
        self.workbook = self._main()
        self.sheets = dict(self._sheets())
        styles = self.related(self.workbook, "styles")
        self.xfs: list[ElementTree.Element] = []
        if styles:
            self.xfs = [
                xf for table in tree(self.contents[styles]) if local(table) == "cellXfs" for xf in table
            ]

    def related(self, source: str, kind: str) -> str | None:
        return next((target for _, found, target in self.relations(source) if found == kind), None)

    def relations(self, source: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and part of each relationship that leads to a part."""
        folder, name = posixpath.split(_normal(source))
        rels = self.lower.get(f"{folder}/_rels/{name}.rels".lstrip("/"))
        for element in tree(self.contents[rels]) if rels else ():
            target = element.get("Target", "").replace("\\", "/")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            part = self.lower.get(_normal(path.lstrip("/")))
            if part and element.get("TargetMode") != "External":
                yield element.get("Id", ""), element.get("Type", "").rpartition("/")[2], part

    def _main(self) -> str:
        return self.related("", "officeDocument") or self.lower["xl/workbook.xml"]

    def _sheets(self) -> Iterator[tuple[str, str]]:
        """Name and part of each worksheet."""
        targets = {key: part for key, kind, part in self.relations(self.workbook) if kind == "worksheet"}
        for sheet in tree(self.contents[self.workbook]).iter():
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            if local(sheet) == "sheet" and key in targets:
                yield sheet.get("name", ""), targets[key]


def tree(xml: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(xml)


def local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _normal(name: str) -> str:
    return name.replace("\\", "/").lower()
