"""Our templates, and a workspace's own before them, ready to render in one language."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    select_autoescape,
)

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.file_names import file_name_of_number
from workbook_crm.model.language import Language
from workbook_crm.model.versions import StoreVersion
from workbook_crm.model.words import fill, say
from workbook_crm.report.own_templates import OwnTemplates, Sandbox, fault_in
from workbook_crm.report.words import words

_PACKAGE = Path(__file__).resolve().parents[1]
_VERSION = re.compile(rb'<span class="version">[^<]*</span>')
OUR_PAGE = b'<meta name="generator" content="workbook-crm">'
"""Stands in the head of every page of ours."""
TEMPLATE_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""In an installed package, and in a checkout."""
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffff]{31}")
"""A word that would widen its column for all rows. Chinese breaks at any letter."""
_CODE = re.compile(r"[A-Z]-\d+|\d{4}-\d\d(-\d\d( \d\d:\d\d)?)?")
"""A number or a day, which a browser would part at its hyphens."""


@dataclass(frozen=True, slots=True)
class Templates:
    """Renders pages in one language: by the workspace's own templates where it has some, else by ours."""

    ours: Environment
    own: Sandbox | None = None
    of: OwnTemplates | None = None

    @property
    def environment(self) -> Environment:
        """What is asked first."""
        return self.own or self.ours

    def add(self, *, filters: Mapping[str, Callable[..., Any]], **names: object) -> None:
        """Gives templates more to use."""
        for each in filter(None, (self.ours, self.own)):
            each.filters |= filters
            each.globals |= names


def environment(
    language: Language,
    own: OwnTemplates | None = None,
    look: Look = OURS,
    version: StoreVersion | None = None,
) -> Templates:
    """Renders every value as text, never as markup; a template's unknown name is an error.

    `version`: at which the store stands; each page prints it.
    """
    made = Templates(
        Environment(**_options(TEMPLATE_FOLDERS)),
        Sandbox(**_options(_folders(own))) if own else None,
        own,
    )
    filters = {
        "said": lambda value: say(value, language),
        "tel": telephone,
        "page": page_of,
        "of_records": of_records,
    }
    made.add(
        filters=filters,
        word=words(language),
        fill=lambda key, **facts: fill(words(language)[key], language, **facts),
        look=look,
        version=version.said(language) if version else "",
        language="zh-CN" if language is Language.ZH else "en",
    )
    for each in filter(None, (made.ours, made.own)):
        each.tests["unbroken"] = lambda text: bool(_UNBROKEN.search(text))
        each.tests["a_code"] = lambda text: bool(_CODE.fullmatch(text))
    return made


def _options(folders: Iterable[Path]) -> dict[str, Any]:
    return {
        "loader": ChoiceLoader(
            [
                FileSystemLoader(list(folders)),
                PrefixLoader({"ours": FileSystemLoader(TEMPLATE_FOLDERS)}),  # for templates that add to ours
            ]
        ),
        "autoescape": select_autoescape(disabled_extensions=("txt",), default=True),
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }


class UnusableTemplateError(Exception):
    """A template cannot be rendered: which one, and why."""

    def __init__(self, template: str, why: str) -> None:
        super().__init__(f"{template}: {why}")
        self.template, self.why = template, why


def rendered(templates: Templates, name: str, **values: object) -> str:
    """A page from a template; by ours where the workspace's own cannot be used, which is noted then.

    Raises UnusableTemplateError where ours has a mistake.
    """
    if templates.own is not None and templates.of is not None and name not in templates.of.faults:
        try:
            templates.own.begin()
            return templates.own.get_template(name).render(**values)
        except Exception as error:  # whatever somebody else's template does: the page is made
            templates.of.faults[name] = fault_in(error, templates.of.folder, name)
    try:
        return templates.ours.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        raise UnusableTemplateError(error.name or name, f"{error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise UnusableTemplateError(name, error.message or type(error).__name__) from error


def is_own(folder: Path) -> bool:
    """Whether there is a folder of templates, and it is not ours: a checkout may be a workspace."""
    return folder.is_dir() and all(folder.resolve() != each.resolve() for each in TEMPLATE_FOLDERS)


def _folders(own: OwnTemplates | None) -> list[Path]:
    return [*((own.folder,) if own else ()), *TEMPLATE_FOLDERS]


def without_version(page: bytes) -> bytes:
    """A page without the line that says at which version it stands."""
    return _VERSION.sub(b"", page)


def fingerprint(own: OwnTemplates | None) -> str:
    """Differs where any template does: what was rendered by others is to be rendered again."""
    known = hashlib.sha256()
    for folder in _folders(own):
        for file in sorted(folder.glob("*")):
            if file.is_file():
                known.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return known.hexdigest()


def page_of(number: str) -> str:
    """The file name of a record's page, as a link takes it."""
    return f"{quote(file_name_of_number(number), safe='~')}.html"


def of_records(name: str) -> str:
    """The link from a day's folder to a page in the folder of records."""
    return f"../records/{name}"


def telephone(phone: str) -> str:
    """A phone as a `tel:` link takes it."""
    return "tel:" + "".join(each for each in phone if each.isdigit() or each == "+")
