"""The self-check: its form, its result and its paper. Scheme and answers travel in the address.

Nothing is stored and nobody signs in; a result can be bookmarked, printed and read in the other
language.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.core.errors import BadInput
from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.case_facts import CaseFacts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.self_check import SelfCheck, check
from zhidai.documents.annex_word import patent_filing_document
from zhidai.documents.letters.patent_filing import patent_filing_form
from zhidai.documents.letters.self_check import self_check_result
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.operated import operated_schemes
from zhidai.services import business_date
from zhidai.services.cases.record import STOPPED, recorded
from zhidai.services.portfolio.queries import stopped_since
from zhidai.web.self_check import outcome
from zhidai.web.self_check.annex import annex_of, has_annex
from zhidai.web.self_check.answers import Answers
from zhidai.web.self_check.choice import address_of, choices, chosen_scheme, given_answers
from zhidai.web.self_check.cost import Cost, cost_calendar, cost_figures, cost_of
from zhidai.web.self_check.paper import paper_of
from zhidai.web.self_check.words import HEADLINES, PARTS, STOPPED_TEXT
from zhidai.web.shared import errors
from zhidai.web.shared.components import Figure, Tone
from zhidai.web.shared.context import language
from zhidai.web.shared.downloads import DOCX, PDF, download


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """Answers that could be read, and what they come to."""

    answers: Answers
    given: CaseFacts  # without what the check supposes
    check: SelfCheck
    cost: Cost | None
    stopped_since: date | None = None  # new business of the scheme, by the platform's record

    @property
    def is_only_stopped(self) -> bool:
        """Whether nothing but the stop of new business stands against it."""
        refused = self.check.assessment.refusals
        return bool(refused) and all(outcome.rests_on(one, STOPPED) for one in refused)


@require_safe
def form(request: HttpRequest) -> HttpResponse:
    """The questions; with answers in the address they are filled in again."""
    scheme = chosen_scheme(request.GET, on=business_date.today())
    if scheme is None:
        return errors.not_found(request)
    return _form_page(request, scheme, _answers(request, scheme))


@require_safe
def result(request: HttpRequest) -> HttpResponse:
    """What the answers in the address come to; bad input shows the form again with 422."""
    scheme = chosen_scheme(request.GET, on=business_date.today())
    if scheme is None:
        return errors.not_found(request)
    answers = _answers(request, scheme)
    answered = _answered(scheme, answers)
    if answered is None:
        return _form_page(request, scheme, answers, status=422)
    return render(request, "self_check/result.html", _context(scheme, answered))


@require_safe
def paper(request: HttpRequest) -> HttpResponse:
    """The result as a PDF in the language of the page."""
    return _saved(request, _result_paper, name="zhidai-self-check.pdf", media_type=PDF)


@require_safe
def annex(request: HttpRequest) -> HttpResponse:
    """The application form of the plan's annex, begun from the answers, as a PDF."""
    return _saved(request, _annex_paper, name="zhidai-annex.pdf", media_type=PDF)


@require_safe
def annex_document(request: HttpRequest) -> HttpResponse:
    """The same as a Word document, to be completed."""
    return _saved(request, _annex_document, name="zhidai-annex.docx", media_type=DOCX)


def _saved(
    request: HttpRequest,
    make: Callable[[Scheme, Answered], bytes | None],
    *,
    name: str,
    media_type: str,
) -> HttpResponse:
    """What is made of the answers in the address; bad input shows the form again with 422."""
    scheme = chosen_scheme(request.GET, on=business_date.today())
    if scheme is None:
        return errors.not_found(request)
    answers = _answers(request, scheme)
    answered = _answered(scheme, answers)
    if answered is None:
        return _form_page(request, scheme, answers, status=422)
    content = make(scheme, answered)
    if content is None:
        return errors.not_found(request)
    return download(request, name, media_type, content)


def _annex_paper(scheme: Scheme, answered: Answered) -> bytes | None:
    """None where the scheme has no such form."""
    if not has_annex(scheme):
        return None
    return patent_filing_form(annex_of(scheme, answered.given))


def _annex_document(scheme: Scheme, answered: Answered) -> bytes | None:
    if not has_annex(scheme):
        return None
    return patent_filing_document(annex_of(scheme, answered.given))


def _result_paper(scheme: Scheme, answered: Answered) -> bytes:
    spoken, answers = language(), answered.answers
    made = paper_of(
        scheme,
        answered.check,
        on=business_date.today(),
        language=spoken,
        answers=(
            *outcome.given_answers(answered.check, answers, scheme, address="", language=spoken),
            outcome.supposed_in_short(answered.check, scheme, spoken),
        ),
        not_met=outcome.refusals(answered.check, spoken),
        needs=outcome.missing(answered.check, answers, scheme, address="", language=spoken),
        would_help=_would_help(answered, scheme, spoken),
        cost=answered.cost,
        stopped_since=answered.stopped_since if answered.is_only_stopped else None,
    )
    return self_check_result(made)


def _would_help(answered: Answered, scheme: Scheme, spoken: str) -> tuple[str, ...]:
    """Nothing that an enterprise could change ends a stop of new business."""
    if answered.is_only_stopped:
        return ()
    return outcome.would_help(answered.check, scheme, spoken)


def _answers(request: HttpRequest, scheme: Scheme) -> Answers:
    return Answers(
        scheme,
        on=business_date.today(),
        reference=reference_tables(),
        language=language(),
        data=given_answers(request.GET),
    )


def _answered(scheme: Scheme, answers: Answers) -> Answered | None:
    """None where something cannot be read; the answers then hold the errors."""
    facts = answers.facts()
    if facts is None:
        return None
    on = business_date.today()
    try:
        stopped = stopped_since(scheme.id) if STOPPED in scheme.facts else None
        known = facts if stopped is None else facts.with_fact(STOPPED, recorded(content=True))
        checked = check(scheme, known, on=on, reference=reference_tables())
    except BadInput as refused:
        answers.blame(refused.reasons)
        return None
    answered = Answered(
        answers=answers, given=facts, check=checked, cost=None, stopped_since=stopped
    )
    if checked.assessment.outcome is Outcome.NOT_MET and not answered.is_only_stopped:
        return answered
    return replace(answered, cost=cost_of(scheme, checked.facts, on=on))


def _form_page(
    request: HttpRequest, scheme: Scheme, answers: Answers, *, status: int = 200
) -> HttpResponse:
    on, asked = business_date.today(), answers.asked
    context = {
        "scheme_id": scheme.id,
        "choices": choices(scheme, on=on, language=language()),
        "scheme_title": scheme.title.in_language(language()),
        "in_force": scheme.in_force_from <= on <= scheme.in_force_until,
        "in_force_from": scheme.in_force_from,
        "in_force_until": scheme.in_force_until,
        "parts": [
            (
                title,
                [
                    each.field
                    for each in asked
                    if each.question.id in ids or each.question.id.partition(".")[0] in subjects
                ],
            )
            for title, ids, subjects in PARTS
        ],
        "number": len(asked),
        "errors": answers.errors,
    }
    return render(request, "self_check/form.html", context, status=status)


def _context(scheme: Scheme, answered: Answered) -> dict[str, object]:
    spoken, checked = language(), answered.check
    query = address_of(scheme, answered.answers.query)
    address = f"{reverse('self_check:form')}?{query}"
    headline, text, tone = _headline(answered)
    context: dict[str, object] = {
        "scheme_id": scheme.id,
        "scheme_title": scheme.title.in_language(spoken),
        "scheme_document": scheme.documents[0],
        "headline": headline,
        "headline_text": text,
        "headline_tone": tone,
        "figures": _figures(answered, spoken),
        "limits": outcome.other_limits(checked, scheme, spoken),
        "refusals": outcome.refusals(checked, spoken),
        "missing": outcome.missing(
            checked, answered.answers, scheme, address=address, language=spoken
        ),
        "would_help": _would_help(answered, scheme, spoken),
        "would_be_enough": outcome.would_be_enough(checked),
        "supposed": outcome.supposed_rows(checked, scheme, spoken),
        "conditions": outcome.all_conditions(checked, scheme, spoken),
        "answers": outcome.given_answers(
            checked, answered.answers, scheme, address=address, language=spoken
        ),
        "change_url": address,
        "paper_url": f"{reverse('self_check:paper')}?{query}",
    }
    if has_annex(scheme):
        context["annex_url"] = f"{reverse('self_check:annex')}?{query}"
        context["annex_document_url"] = f"{reverse('self_check:annex_document')}?{query}"
    if scheme.id in operated_schemes():
        context["apply_url"] = f"{reverse('enterprise:apply')}?{query}"
    if answered.cost is not None:
        context["calendar"] = cost_calendar(answered.cost, scheme)
        context["calendar_note"] = _calendar_note(answered.cost)
    return context


def _headline(answered: Answered) -> tuple[object, object, Tone]:
    """By the outcome; a stop of new business is no fault of the enterprise, and no plain yes."""
    if answered.is_only_stopped:
        day = answered.stopped_since
        return _("Not now: new business is stopped since {day}").format(day=day), *STOPPED_TEXT
    return HEADLINES[answered.check.assessment.outcome]


def _figures(answered: Answered, spoken: str) -> tuple[Figure, ...]:
    limit = outcome.limit_figure(answered.check, spoken)
    cost = () if answered.cost is None else cost_figures(answered.cost)
    return (*((limit,) if limit else ()), *cost)


def _calendar_note(cost: Cost) -> str:
    return _(
        "For {amount} from {drawn_on} to {due_on} at {rate}% a year, everything paid on its day. "
        "Fees are taken at the highest that is allowed. Subsidies are claimed after repayment; "
        "the day shown for them is the first possible."
    ).format(
        amount=outcome.money(cost.terms.principal),
        drawn_on=cost.terms.drawn_on,
        due_on=cost.terms.due_on,
        rate=f"{(cost.terms.annual_rate * 100).normalize():f}",
    )
