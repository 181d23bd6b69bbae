"""Answers by mail: a mail is answered once, when each file that came in it has a receipt.

What its files came to is gathered in the transactions that keep their receipts; the last of these keeps the
answer, too. So a crash leaves neither a receipt without its answer nor an answer twice.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from workbook_crm.edges import Claimed, Edges, Post, Transaction
from workbook_crm.model.language import Language
from workbook_crm.model.outgoing import Answered, AnswerPart, LetterKept
from workbook_crm.model.run import Receipt
from workbook_crm.send.addresses import answer_path

_WORKBOOKS = frozenset({".xlsx", ".xlsm"})
_ROOT = 32
"""Of a token: what the tokens of everything in one mail begin with, see `model.run.member_token`."""


def opened_by_mail(
    receipt: Receipt, files: int, claimed: Claimed, transaction: Transaction, edges: Edges
) -> None:
    """Has a mail, or the mail in which an archive came, wait for the files that came out of it."""
    if edges.post is None or not files:
        return
    letter = _letter_of(claimed, transaction)
    if letter is not None:
        transaction.letters.expect(letter, files - 1)
        transaction.letters.add(letter, AnswerPart(receipt.id, edges.settings.language))


def answer_by_mail(
    receipt: Receipt, language: Language, claimed: Claimed, transaction: Transaction, edges: Edges
) -> None:
    """Keeps what one file of a mail came to, and after the last one the mail's answer.

    Nothing is done for a file that did not come by mail, or the sender of which is not answered.
    """
    letter = _letter_of(claimed, transaction) if edges.post is not None else None
    if letter is None or edges.post is None:
        return
    mine = _answered(receipt, language, transaction, edges)
    if letter.open > 1:
        staged = edges.post.stage(mine.content) if mine.content else ""
        transaction.letters.expect(letter, -1)
        transaction.letters.add(letter, AnswerPart(receipt.id, language, mine.name, staged))
        return
    before = [_whole(each, transaction, edges.post) for each in transaction.letters.parts(letter)]
    mail = edges.post.answer(letter, [*before, mine], transaction.mails)
    if mail is not None:
        transaction.mails.add(mail)
    transaction.letters.forget(letter)


def _letter_of(claimed: Claimed, transaction: Transaction) -> LetterKept | None:
    """The mail in which a file came, or that it is; None for one that is not answered."""
    token, person = claimed.arrival.token[:_ROOT], claimed.arrival.sender
    if claimed.reply is not None and person is not None:
        transaction.letters.keep(token, person, claimed.reply, 1)
    return transaction.letters.of(token)


def _answered(receipt: Receipt, language: Language, transaction: Transaction, edges: Edges) -> Answered:
    """What a file came to, with the workbook that answers it."""
    staged = transaction.staged_answer(receipt)
    path = PurePosixPath(receipt.answer or "")
    if staged is None or path.suffix.lower() not in _WORKBOOKS:
        return Answered(receipt, language)
    name = PurePosixPath(
        answer_path(receipt.arrival, path.suffix.lower())
    ).name  # in outbox it may be “… (2)”
    return Answered(receipt, language, name, edges.outbox.staged_content(staged))


def _whole(part: AnswerPart, transaction: Transaction, post: Post) -> Answered:
    """What an earlier file of the mail came to."""
    receipt = transaction.receipt(part.receipt)
    assert receipt is not None  # kept with the part, in one transaction
    content = post.content(part.staged) if part.staged else None
    return Answered(receipt, part.language, part.name, content or b"")
