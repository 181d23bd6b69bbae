"""The workbook part: sheets in their order, defined names, which sheet is open, and when formulas are
computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbook_crm.model.named_tuple import NamedTuple

from .error import PackageError
from .markup import Edit, Element, Markup, all_attributes, appended, escaped, quoted, set_attribute, spliced
from .parts import Package
from .relations import STRICT, TRANSITIONAL, add_relation, drop_relations, relations, workbook_part

_ORDER = (
    b"fileVersion", b"fileSharing", b"workbookPr", b"workbookProtection", b"bookViews", b"sheets",
    b"functionGroups", b"externalReferences", b"definedNames", b"calcPr", b"oleSize", b"customWorkbookViews",
    b"pivotCaches", b"smartTagPr", b"smartTagTypes", b"webPublishing", b"fileRecoveryPr",
    b"webPublishObjects", b"extLst",
)  # fmt: skip
"""CT_Workbook, ECMA-376 part 1, 18.2.27."""

_STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


class BookSheet(NamedTuple):
    """One sheet as the workbook lists it; `place` is 0-based, `kind` worksheet, chartsheet, dialogsheet."""

    name: str
    place: int
    kind: str
    part: str | None
    relation: str


class DefinedName(NamedTuple):
    """A defined name; `sheet` is the 0-based index of the sheet that it belongs to, if it is a local one."""

    name: str
    formula: str
    sheet: int | None = None
    hidden: bool = True


class Book:
    """The workbook part of a package and what one may change in it."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = workbook_part(package)
        self.has_formulas = False
        """Whether a formula was seen in one of `looked_through`, the sheet parts that were marked."""
        self.seals: set[str] = set()
        """Of the texts that we write and that are not known by their form."""
        self.looked_through: set[str] = set()
        if self.markup.root.name != b"workbook":
            raise PackageError("not an .xlsx workbook")

    @property
    def markup(self) -> Markup:
        return self.package.markup(self.part)

    @property
    def sheets(self) -> tuple[BookSheet, ...]:
        """All sheets in their order; raises PackageError where there is none."""
        known = {relation.id: relation for relation in relations(self.package, self.part)}
        found = []
        for index, element in enumerate(self._children(b"sheets")):
            relation = known.get(element.get("id") or "")
            kind, part = (relation.kind, relation.part) if relation else ("", None)
            found.append(BookSheet(element.get("name") or "", index, kind, part, element.get("id") or ""))
        if not found:
            raise PackageError("the workbook has no sheets")
        return tuple(found)

    @property
    def strict(self) -> bool:
        return any(relation.strict for relation in relations(self.package, self.part))

    @property
    def namespace(self) -> bytes:
        """The main namespace, as the parts that we add have it."""
        return _STRICT if self.strict else _TRANSITIONAL

    @property
    def date1904(self) -> bool:
        properties = self.markup.child(self.markup.root, b"workbookPr")
        return properties is not None and properties.get("date1904") in ("1", "true", "on")

    @property
    def names(self) -> tuple[DefinedName, ...]:
        return tuple(self._name(element) for element in self._children(b"definedNames"))

    def add_sheet(self, name: str, target: str) -> int:
        """List a part as the last sheet; returns its 0-based index."""
        relation = add_relation(self.package, self.part, "worksheet", target, strict=self.strict)
        sheets = self.markup.child(self.markup.root, b"sheets")
        assert sheets is not None
        listed = list(self.markup.children(sheets))
        number = max((int(element.get("sheetId") or 0) for element in listed), default=0) + 1
        tag = b'sheet name="%s" sheetId="%d" %s="%s"/>'
        tag %= (quoted(name), number, self._id_attribute(listed), quoted(relation))
        self._edit([appended(sheets, b"<" + sheets.prefix + tag, self.markup.xml)])
        return len(listed)

    def rename_sheet(self, index: int, name: str) -> None:
        """Call a sheet otherwise."""
        element = list(self._children(b"sheets"))[index]
        self._edit([set_attribute(element, self.markup.xml, "name", name)])

    def drop_sheet(self, index: int) -> None:
        """Take a sheet off the list, with its local names; names of later sheets move up."""
        sheet = self.sheets[index]
        element = list(self._children(b"sheets"))[index]
        self._edit([(element.start, element.end, b"")])
        drop_relations(self.package, self.part, {sheet.relation})
        kept = [name for name in self.names if name.sheet != index]
        if len(kept) != len(self.names) or any((name.sheet or 0) > index for name in kept):
            self._renumber_names(index)

    def add_names(self, names: Sequence[DefinedName]) -> None:
        """Add defined names; an empty list of names is put where one of ours would be."""
        if not names:
            return
        old = self.markup.child(self.markup.root, b"definedNames")
        if old and not self._children(b"definedNames"):
            self._edit([(old.start, old.end, b"")])
        parent = self._made(b"definedNames")
        tags = b"".join(_name_tag(name, parent.prefix) for name in names)
        self._edit([appended(parent, tags, self.markup.xml)])

    def drop_names(self, prefix: str) -> None:
        """Take away all names that begin so, and the list of names if it is empty then."""
        listed = list(self._children(b"definedNames"))
        gone = [element for element in listed if (element.get("name") or "").startswith(prefix)]
        parent = self.markup.child(self.markup.root, b"definedNames")
        if gone and parent and len(gone) == len(listed):
            gone = [parent]
        self._edit([(element.start, element.end, b"") for element in gone])

    def change_name(self, name: str, sheet: int, formula: str) -> None:
        """Give a local name another formula."""
        for element in self._children(b"definedNames"):
            if element.get("name") == name and element.get("localSheetId") == str(sheet):
                self._edit([(element.inner, element.inner_end, escaped(formula))])
                return

    @property
    def active(self) -> str | None:
        """The index of the sheet that is open, as written."""
        view = self.markup.child(self.markup.root, b"bookViews", b"workbookView")
        return view.get("activeTab") if view else None

    @property
    def has_views(self) -> bool:
        return self.markup.child(self.markup.root, b"bookViews") is not None

    def drop_views(self) -> None:
        """Take the views away where `activate` made them."""
        parent = self.markup.child(self.markup.root, b"bookViews")
        if parent:
            self._edit([(parent.start, parent.end, b"")])

    def activate(self, index: str | None) -> None:
        """Open the workbook at this sheet."""
        view = self.markup.child(self.markup.root, b"bookViews", b"workbookView")
        if view is None and index is not None:
            parent = self._made(b"bookViews")
            tag = b"<" + parent.prefix + b"workbookView/>"
            self._edit([appended(parent, tag, self.markup.xml)])
            view = self.markup.child(self.markup.root, b"bookViews", b"workbookView")
        if view is not None:
            self._edit([set_attribute(view, self.markup.xml, "activeTab", index)])

    def compute_on_load(self) -> None:
        """Have formulas computed when the workbook is opened, for values that they read have changed."""
        element = self._made(b"calcPr")
        if element.get("fullCalcOnLoad") not in ("1", "true"):
            self._edit([set_attribute(element, self.markup.xml, "fullCalcOnLoad", "1")])

    def _children(self, name: bytes) -> list[Element]:
        parent = self.markup.child(self.markup.root, name)
        return list(self.markup.children(parent)) if parent else []

    def _name(self, element: Element) -> DefinedName:
        local = element.get("localSheetId")
        hidden = element.get("hidden") in ("1", "true")
        number = int(local) if local and local.isdigit() else None
        return DefinedName(element.get("name") or "", self.markup.text(element), number, hidden)

    def _id_attribute(self, listed: list[Element]) -> bytes:
        """How this workbook writes `r:id`: the prefix is the writer's choice."""
        names = all_attributes(listed[-1].attributes)
        name = next((name for name in names if name.endswith(":id")), "r:id")
        prefix = name.partition(":")[0]
        if f"xmlns:{prefix}" in all_attributes(self.markup.root.attributes):
            return name.encode()
        return f'xmlns:{prefix}="{STRICT if self.strict else TRANSITIONAL}" {name}'.encode()

    def _renumber_names(self, index: int) -> None:
        edits = []
        for element in self._children(b"definedNames"):
            local = self._name(element).sheet
            if local == index:
                edits.append((element.start, element.end, b""))
            elif local is not None and local > index:
                edits.append(set_attribute(element, self.markup.xml, "localSheetId", str(local - 1)))
        self._edit(edits)

    def _made(self, name: bytes) -> Element:
        """A child of the workbook element, made at its right place where it is missing."""
        root = self.markup.root
        found = self.markup.child(root, name)
        if found is not None:
            return found
        later = _ORDER[_ORDER.index(name) + 1 :]
        at = root.inner_end
        for element in self.markup.children(root):
            if element.name in later:
                at = element.start
                break
        tag = b"<%s/>" if name == b"calcPr" else b"<%s></%s>"
        full = root.prefix + name
        self._edit([(at, at, tag % ((full,) if name == b"calcPr" else (full, full)))])
        made = self.markup.child(self.markup.root, name)
        assert made is not None
        return made

    def _edit(self, edits: Iterable[Edit]) -> None:
        self.package.write(self.part, spliced(self.markup.xml, edits))


def quoted_sheet(name: str) -> str:
    """A sheet's name as a formula has it: always in quotes."""
    return "'" + name.replace("'", "''") + "'"


def _name_tag(name: DefinedName, prefix: bytes) -> bytes:
    local = b"" if name.sheet is None else b' localSheetId="%d"' % name.sheet
    hidden = b' hidden="1"' if name.hidden else b""
    tag = b'<%sdefinedName name="%s"%s%s>%s</%sdefinedName>'
    return tag % (prefix, quoted(name.name), local, hidden, escaped(name.formula), prefix)
