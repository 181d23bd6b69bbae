"""Our templates, and a workspace's own before them, ready to render in one language."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
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
from workbook_crm.model.words import fill, say
from workbook_crm.report.words import words

_PACKAGE = Path(__file__).resolve().parents[1]
OUR_PAGE = b'<meta name="generator" content="workbook-crm">'
"""Stands in the head of every page of ours."""
TEMPLATE_FOLDERS = (_PACKAGE / "templates", _PACKAGE.parent / "templates")
"""In an installed package, and in a checkout."""
_UNBROKEN = re.compile(r"[^\s\u2e80-\uffff]{31}")
"""A word that would widen its column for all rows. Chinese breaks at any letter."""
_CODE = re.compile(r"[A-Z]-\d+|\d{4}-\d\d(-\d\d( \d\d:\d\d)?)?")
"""A number or a day, which a browser would part at its hyphens."""


def environment(language: Language, own_templates: Path | None = None, look: Look = OURS) -> Environment:
    """Renders every value as text, never as markup; a template's unknown name is an error."""
    made = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader(_folders(own_templates)),
                PrefixLoader({"ours": FileSystemLoader(TEMPLATE_FOLDERS)}),  # for templates that add to ours
            ]
        ),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "said": lambda value: say(value, language),
        "tel": telephone,
        "page": page_of,
        "of_records": of_records,
    }
    made.tests |= {
        "unbroken": lambda text: bool(_UNBROKEN.search(text)),
        "a_code": lambda text: bool(_CODE.fullmatch(text)),
    }
    made.globals |= {
        "word": words(language),
        "fill": lambda key, **facts: fill(words(language)[key], language, **facts),
        "look": look,
        "language": "zh-CN" if language is Language.ZH else "en",
    }
    return made


class UnusableTemplateError(Exception):
    """A template cannot be rendered: which one, and why."""

    def __init__(self, template: str, why: str) -> None:
        super().__init__(f"{template}: {why}")
        self.template, self.why = template, why


def rendered(templates: Environment, name: str, **values: object) -> str:
    """A page from a template. Raises UnusableTemplateError where that, or one it builds on, has a mistake."""
    try:
        return templates.get_template(name).render(**values)
    except TemplateSyntaxError as error:
        raise UnusableTemplateError(error.name or name, f"{error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise UnusableTemplateError(name, error.message or type(error).__name__) from error


def _folders(own_templates: Path | None) -> list[Path]:
    return [*filter(None, (own_templates,)), *TEMPLATE_FOLDERS]


def fingerprint(own_templates: Path | None) -> str:
    """Differs where any template does: what was rendered by others is to be rendered again."""
    known = hashlib.sha256()
    for folder in _folders(own_templates):
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
