"""How the pages of the journal speak, and the days that they ask for."""

from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _

from zhidai.core.calendar import parse_day
from zhidai.core.errors import BadInput
from zhidai.services.journal.own_books import BookLine
from zhidai.web.loans.words import money_column
from zhidai.web.shared.components import Column, FormError, FormField, Text
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import yuan
from zhidai.wording.journal import account_word, kind_word
from zhidai.wording.speech import sentences

UNPROCESSABLE = 422


def debit_and_credit() -> tuple[Column, Column]:
    """The two columns of every table of the journal."""
    return money_column(_("Debit")), money_column(_("Credit"))


def debit(fen: int) -> str:
    """An amount as it stands in the debit column; nothing for a credit."""
    return yuan(fen) if fen > 0 else ""


def credit(fen: int) -> str:
    """The same for the credit column."""
    return yuan(-fen) if fen < 0 else ""


def what(line: BookLine) -> str:
    """What a line tells of, reversals named as such."""
    told = kind_word(line.kind, language())
    return _("{movement}, reversed").format(movement=told) if line.is_reversal else told


def account(code: str) -> str:
    """An account in the language of the page."""
    return account_word(code, language())


class AskedDays:
    """Days in the address, each with its field; a bad one is told and its default taken."""

    def __init__(self, request: HttpRequest) -> None:
        self._typed = request.GET
        self.errors: list[FormError] = []
        self.fields: list[FormField] = []

    def day(self, name: str, *, label: Text, default: date) -> date:
        """The day typed under a name."""
        typed, error, found = self._typed.get(name, "").strip(), None, default
        if typed:
            try:
                found = parse_day(typed)
            except BadInput as refused:
                error = self.tell(refused, name)
        value = typed or default.isoformat()
        self.fields.append(
            FormField(name=name, label=label, value=value, error=error, width="narrow")
        )
        return found

    def tell(self, refused: BadInput, name: str | None = None) -> str:
        """Add a refusal to the summary; returns its sentence."""
        told = " ".join(sentences(refused.reasons, language()))
        self.errors.append(FormError(text=told, field_id=name))
        return told

    @property
    def status(self) -> int:
        return UNPROCESSABLE if self.errors else 200
