"""What templates need beyond Django: money, deadlines, clauses, reasons, keys."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from uuid import uuid4

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from zhidai.core.errors import Reason
from zhidai.core.money import from_fen, in_ten_thousands
from zhidai.core.policy.citing import Citation
from zhidai.core.policy.quantity import Quantity, format_quantity
from zhidai.services.acting import Acting
from zhidai.web.shared import amount_echo, navigation
from zhidai.web.shared.components import Cited, Tag, Tone
from zhidai.web.shared.context import ENGLISH, language
from zhidai.web.shared.words import (
    EVIDENCE,
    PARTY_KINDS,
    ROLES,
    case_tag,
    result_tag,
    task_tag,
)
from zhidai.wording.speech import clause_name, sentence

register = template.Library()

NONE = "—"
SOON_DAYS = 5  # a deadline this near is amber
_MILLION, _THOUSAND = Decimal(1_000_000), Decimal(1_000)


@register.filter
def yuan(fen: int | None) -> str:
    """Whole fen as ¥1,234,567.89."""
    if fen is None:
        return NONE
    if isinstance(fen, bool) or not isinstance(fen, int):
        raise TypeError(f"yuan takes whole fen, not {type(fen).__name__}")
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{from_fen(abs(fen)):,.2f}"


@register.filter
def ten_thousands(fen: int | None) -> str:
    """The echo of an amount: 300万元; in English 3 million yuan."""
    if fen is None:
        return NONE
    amount = from_fen(fen)
    if language() != ENGLISH:
        return in_ten_thousands(amount)
    if abs(amount) >= _MILLION:
        return _("{amount} million yuan").format(amount=_plain(amount / _MILLION))
    if abs(amount) >= _THOUSAND:
        return _("{amount} thousand yuan").format(amount=_plain(amount / _THOUSAND))
    return _("{amount} yuan").format(amount=_plain(amount))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def quantity(value: Quantity | None) -> str:
    """A value with its unit, in the language of the page."""
    return NONE if value is None else format_quantity(value, language())


@register.filter
def day(value: date | None) -> str:
    """2026-03-01, as tables show days."""
    return NONE if value is None else value.isoformat()[:10]


@register.filter
def moment(value: date | None) -> str:
    """2026-03-01 14:05; a day alone stays a day."""
    if isinstance(value, datetime):
        return localtime(value).strftime("%Y-%m-%d %H:%M")
    return day(value)


@register.filter
def long_day(value: date) -> str:
    """1 March 2026, 2026年3月1日: as prose says it."""
    return date_format(value, "j F Y" if language() == ENGLISH else "Y年n月j日")


def _short_day(value: date, today: date) -> str:
    if value.year != today.year:
        return long_day(value)
    return date_format(value, "j F" if language() == ENGLISH else "n月j日")


@register.filter
def deadline(due_on: date | None, today: date) -> str:
    """The days left in words; the limit is the whole of its last day."""
    if due_on is None:
        return NONE
    left = (due_on - today).days
    by = _short_day(due_on, today)
    if left == 0:
        return _("Due today")
    if left > 0:
        text = ngettext("{count} day left (by {on})", "{count} days left (by {on})", left)
        return text.format(count=left, on=by)
    text = ngettext("{count} day late (was due {on})", "{count} days late (was due {on})", -left)
    return text.format(count=-left, on=by)


@register.filter
def deadline_tone(due_on: date | None, today: date) -> Tone:
    """Amber from five days on, red once the limit has lapsed."""
    if due_on is None or (due_on - today).days > SOON_DAYS:
        return Tone.PLAIN
    return Tone.WARNING if due_on >= today else Tone.BAD


@register.filter
def target_tone(target_on: date | None, today: date) -> Tone:
    """A service target is a promise: amber once it has passed; red is for legal limits."""
    late = target_on is not None and target_on < today
    return Tone.WARNING if late else Tone.PLAIN


def clause(cited: Cited, scheme: str = navigation.DEFAULT_SCHEME) -> SafeString:
    """A clause by its number, leading to its place on the page of its scheme; nothing for none."""
    if not cited:
        return SafeString("")
    if isinstance(cited, Citation):
        clause_id, scheme = cited.clause, cited.scheme
    else:
        clause_id = cited
    address = navigation.clause_address(clause_id, scheme)
    return format_html(
        '<a class="clause" href="{}">{}</a>', address, clause_name(clause_id, language())
    )


@register.simple_tag(name="clause", takes_context=True)
def clause_of_page(context: Mapping[str, object], cited: Cited, scheme: str = "") -> SafeString:
    """The same in a template; a page about one scheme says so once, as `scheme_id`."""
    return clause(cited, scheme or str(context.get("scheme_id") or navigation.DEFAULT_SCHEME))


@register.filter
def said(reason: Reason) -> str:
    """A reason as a sentence; its clause is shown beside it."""
    bare = Reason(code=reason.code, parameters=reason.parameters)
    return sentence(bare, language())


@register.filter
def label(value: object) -> str:
    """A label of the scheme (zh, en) in the language of the page."""
    return str(value.in_language(language())) if hasattr(value, "in_language") else str(value)


@register.filter
def evidence(grade: str) -> str:
    """Where a fact comes from."""
    return str(EVIDENCE[grade])


@register.filter
def party_kind(kind: str) -> str:
    """The kind of a party."""
    return str(PARTY_KINDS[kind])


@register.filter
def person_role(role: str) -> str:
    """What a person may do for their party."""
    return str(ROLES[role])


@register.filter
def acting_person(acting: Acting) -> str:
    """Who acts, in the language of the page."""
    return acting.person_name_en if language() == ENGLISH else acting.person_name


@register.filter
def acting_party(acting: Acting) -> str:
    """For whom they act, in the language of the page."""
    return acting.party_name_en if language() == ENGLISH else acting.party_name


@register.filter
def as_case_tag(status: str) -> Tag:
    """The status of a case as a tag."""
    return case_tag(status)


@register.filter
def as_task_tag(status: str) -> Tag:
    """The status of a task as a tag."""
    return task_tag(status)


@register.filter
def as_result_tag(result: str) -> Tag:
    """The answer of a rule as a tag."""
    return result_tag(result)


@register.filter
def amount_typed(typed: str) -> int | None:
    """The amount in fen that a money field holds, for its echo."""
    return amount_echo.read_back(typed)


@register.simple_tag
def idempotency_key() -> SafeString:
    """The hidden field that makes sending a form twice harmless; made when the form is shown."""
    return format_html('<input type="hidden" name="idempotency_key" value="{}">', uuid4())
