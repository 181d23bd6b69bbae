"""Notes on cells: the comments part of a sheet.

A note of ours is one that says what we wrote, whoever its author is by now: many programs forget who wrote
a note. What our author signs is ours as well, but for what somebody added to it. On a cell that has a note
of the sender's, ours is added behind it, under a line that names our author; the sender's text, font and
box stay. A threaded comment is left as it is, and its legacy twin, which older programs show, is treated as
a note of the sender's: a program that shows threads shows the thread alone, so the message reaches it by
fill, result column and summing-up sheet. Where a thread has no twin, its cell gets no note: it would take
the place of the twin.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from workbook_crm.model.grid import cell_name
from workbook_crm.model.named_tuple import NamedTuple
from workbook_crm.model.seals import begins_as_ours, rest_of, without_our_lines

from .areas import area
from .markup import Edit, Element, Markup, appended, escaped, spliced

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_FONT = b'<%srPr><%ssz val="9"/><%scolor indexed="81"/><%srFont val="Tahoma"/><%sfamily val="2"/></%srPr>'
MAX_TEXT = 32_000

Cell = tuple[int, int]
"""Row and column, 1-based."""


class Notes(NamedTuple):
    """A comments part after our notes went in.

    `made` are the cells that had no note before; `longer` has the whole text of the sender's notes with ours.
    """

    xml: bytes
    made: tuple[Cell, ...]
    longer: Mapping[Cell, str]


class Cleared(NamedTuple):
    """A comments part after our notes went out.

    `gone` are the cells that have no note now, `cut` those whose note of the sender's was freed of ours.
    """

    xml: bytes
    gone: frozenset[Cell]
    cut: frozenset[Cell]
    is_empty: bool


def empty_comments(namespace: bytes) -> bytes:
    head = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="%s">' % namespace
    return head + b"<authors></authors><commentList></commentList></comments>"


def with_notes(xml: bytes, notes: Mapping[Cell, str], author: str, threaded: Collection[Cell] = ()) -> Notes:
    """The comments part with these notes; a thread without a legacy twin is left alone (see the module)."""
    markup = Markup(xml)
    listed = markup.child(markup.root, b"commentList")
    known = _by_cell(markup)
    made = [cell for cell in notes if cell not in known and cell not in threaded]
    longer = {cell: notes[cell] for cell in notes if cell in known}
    if not made and not longer:
        return Notes(xml, (), {})
    edits, number = _author(markup, author)
    for cell, note in longer.items():
        edits += _added_text(markup, known[cell], note, author)
        longer[cell] = f"{_words(markup, known[cell])}\n{separator(author)}\n{note}"
    prefix = markup.root.prefix
    comments = b"".join(_comment(cell, notes[cell], number, prefix) for cell in made)
    if listed is None:
        edits.append(
            appended(markup.root, b"<%scommentList>%s</%scommentList>" % (prefix, comments, prefix), xml)
        )
    elif comments:
        edits.append(appended(listed, comments, xml))
    return Notes(spliced(xml, edits), tuple(made), longer)


def without_notes(xml: bytes, author: str, seals: Collection[str] = ()) -> Cleared:
    """The comments part without our notes; the sender's are as they were.

    What he wrote into a note of ours stays as a note of his.
    """
    markup = Markup(xml)
    authors = [markup.text(element) for element in _authors(markup)]
    edits: list[Edit] = []
    gone: set[Cell] = set()
    cut: set[Cell] = set()
    is_replied = False
    known = _by_cell(markup)
    for cell, comment in known.items():
        is_signed = _is_by(comment, authors, author)
        if not is_signed and (ours := _cut_text(markup, comment, author, seals)):
            cut.add(cell)
            edits += ours
            continue
        reply = _reply(_words(markup, comment), seals, is_signed=is_signed)
        if reply is None:
            continue
        if reply:
            is_replied |= is_signed
            edits += _with_text(markup, comment, reply)
            continue
        gone.add(cell)
        edits.append((comment.start, comment.end, b""))
    if is_replied:
        edits += [
            (each.inner, each.inner_end, b"") for each in _authors(markup) if markup.text(each) == author
        ]
    elif gone and authors[-1:] == [author]:
        last = list(_authors(markup))[-1]
        edits.append((last.start, last.end, b""))
    is_empty = bool(gone) and len(gone) == len(known)
    return Cleared(spliced(xml, edits), frozenset(gone), frozenset(cut), is_empty)


def _is_by(comment: Element, authors: Sequence[str], author: str) -> bool:
    number = comment.get("authorId") or ""
    return number.isdigit() and int(number) < len(authors) and authors[int(number)] == author


def _reply(words: str, seals: Collection[str], *, is_signed: bool) -> str | None:
    """What of a note's words is the sender's, empty where all are ours; None for a note that is none of ours.

    Without seals our author's name is believed, as far as lines begin as ours do; else the words of rules.
    """
    if is_signed and not seals:
        return without_our_lines(words)
    if not seals:
        return _without_rules(words)
    rest = rest_of(words, seals)
    return words if rest is None and is_signed else rest


def _without_rules(words: str) -> str | None:
    if not begins_as_ours(words):
        return None
    from workbook_crm.model.own_words import without_own_words  # hardly any answer needs all rules

    return without_own_words(words)


def has_notes(xml: bytes) -> bool:
    return bool(_by_cell(Markup(xml)))


def separator(author: str) -> str:
    """The line between the sender's note and ours."""
    return f"──── {author} ────"


def _authors(markup: Markup) -> list[Element]:
    parent = markup.child(markup.root, b"authors")
    return list(markup.children(parent)) if parent else []


def _author(markup: Markup, author: str) -> tuple[list[Edit], int]:
    """The edit that adds our author where it is missing, and its number."""
    names = [markup.text(element) for element in _authors(markup)]
    if author in names:
        return [], names.index(author)
    prefix = markup.root.prefix
    tag = b"<%sauthor>%s</%sauthor>" % (prefix, escaped(author), prefix)
    parent = markup.child(markup.root, b"authors")
    if parent:
        return [appended(parent, tag, markup.xml)], len(names)
    whole = b"<%sauthors>%s</%sauthors>" % (prefix, tag, prefix)
    return [(markup.root.inner, markup.root.inner, whole)], 0


def _by_cell(markup: Markup) -> dict[Cell, Element]:
    parent = markup.child(markup.root, b"commentList")
    found = {}
    for comment in markup.children(parent, b"comment") if parent else ():
        place = area(comment.get("ref"))
        if place:
            found[place.top, place.left] = comment
    return found


def _words(markup: Markup, comment: Element) -> str:
    return "".join(markup.text(element) for element in markup.below(comment, b"t"))


def _comment(cell: Cell, text: str, author: int, prefix: bytes) -> bytes:
    inside = b"<%stext>%s</%stext>" % (prefix, _run(text, prefix), prefix)
    reference = cell_name(*cell).encode()
    return b'<%scomment ref="%s" authorId="%d">%s</%scomment>' % (prefix, reference, author, inside, prefix)


def _run(text: str, prefix: bytes) -> bytes:
    font = _FONT % ((prefix,) * 6)
    characters = escaped(text[:MAX_TEXT])
    return b'<%sr>%s<%st xml:space="preserve">%s</%st></%sr>' % (
        prefix,
        font,
        prefix,
        characters,
        prefix,
        prefix,
    )


def _added_text(markup: Markup, comment: Element, note: str, author: str) -> list[Edit]:
    """Our note behind the sender's, before any phonetic text; plain text becomes a run first."""
    text = markup.child(comment, b"text")
    prefix = comment.prefix
    run = _run(f"\n{separator(author)}\n{note}", prefix)
    if text is None:
        return [appended(comment, b"<%stext>%s</%stext>" % (prefix, run, prefix), markup.xml)]
    edits: list[Edit] = []
    plain = markup.child(text, b"t")
    if plain:
        edits.append((plain.start, plain.end, b"<%sr>%s</%sr>" % (prefix, markup.outer(plain), prefix)))
    phonetic = [child.start for child in markup.children(text) if child.name in (b"rPh", b"phoneticPr")]
    if phonetic:
        return [*edits, (phonetic[0], phonetic[0], run)]
    if text.is_empty_tag:
        return [appended(text, run, markup.xml)]
    return [*edits, (text.inner_end, text.inner_end, run)]


def _with_text(markup: Markup, comment: Element, words: str) -> list[Edit]:
    """Have a note say this alone."""
    text, prefix = markup.child(comment, b"text"), comment.prefix
    if text is None:
        return []
    return [(text.start, text.end, b"<%stext>%s</%stext>" % (prefix, _run(words, prefix), prefix))]


def _cut_text(markup: Markup, comment: Element, author: str, seals: Collection[str]) -> list[Edit]:
    """Take our text out of the sender's note: from our separator on, but for what he wrote behind it."""
    before, line, behind = _words(markup, comment).partition(separator(author))
    if not line:
        return []
    if reply := _reply(behind, seals, is_signed=True):
        return _with_text(markup, comment, f"{before.rstrip()}\n{reply}".strip())
    return _cut_whole(markup, comment, author) or _with_text(markup, comment, before.rstrip())


def _cut_whole(markup: Markup, comment: Element, author: str) -> list[Edit]:
    """The same with the sender's looks kept; nothing where a program has cut the separator into pieces."""
    line = escaped(separator(author))
    if line not in markup.outer(comment):
        return []
    edits: list[Edit] = []
    found = False
    for run in (*markup.below(comment, b"r"), *markup.below(comment, b"t")):
        inside = markup.outer(run)
        if run.name == b"r" and (found or line in inside):
            kept = b"" if found else _before(markup, run, line)
            found = True
            edits.append((run.start, run.end, kept))
        elif run.name == b"t" and not found and line in inside:
            at = markup.xml.index(line, run.start)
            edits.append((_trimmed(markup.xml, at), run.inner_end, b""))
            return edits
    return edits


def _before(markup: Markup, run: Element, line: bytes) -> bytes:
    """A run with what stood before our separator; empty where that is nothing."""
    text = markup.child(run, b"t")
    if text is None:
        return b""
    at = _trimmed(markup.xml, markup.xml.index(line, run.start))
    if at <= text.inner:
        return b""
    return markup.xml[run.start : at] + markup.xml[text.inner_end : run.end]


def _trimmed(xml: bytes, at: int) -> int:
    """The place before the one line break that we put before our separator."""
    for ending in (b"\r\n", b"\n", b"_x000a_", b"_x000A_", b"&#10;", b"&#xA;"):
        if xml.endswith(ending, 0, at):
            return at - len(ending)
    return at


def lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
