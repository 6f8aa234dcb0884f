"""A worked example of a scheme assessed as a case is: the trace with its clauses, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zhidai.core.policy.assessment import assess
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.trace_json import trace
from zhidai.reference.assessment_tables import reference_tables
from zhidai.schemes.archive import folder_in, packed
from zhidai.schemes.examples import Example, load_examples
from zhidai.services.schemes.versions import files_in_force
from zhidai.web.schemes.views import found_scheme, frame
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, FormField, Option, SummaryRow
from zhidai.web.shared.context import language
from zhidai.web.shared.trace_nodes import limit_row, trace_nodes
from zhidai.web.shared.words import result_tag

CHOSEN = "example"


@require_safe
def examples(request: HttpRequest, scheme_id: str) -> HttpResponse:
    """The examples to choose from, and the trace of one."""
    scheme = found_scheme(scheme_id)
    if scheme is None:
        return errors.not_found(request)
    files = files_in_force(scheme_id)
    known = {_name(one): one for one in load_examples(folder_in(packed(files)), scheme)}
    chosen = known.get(request.GET.get(CHOSEN, ""), next(iter(known.values()), None))
    context = frame(request, scheme, "schemes:examples") | {"field": _choice(known, chosen)}
    if chosen is not None:
        context |= _told(scheme, chosen) | {
            "example": chosen,
            "text": files[chosen.file].decode(),
        }
    return render(request, "schemes/examples.html", context)


def _name(example: Example) -> str:
    return example.file.rpartition("/")[2].removesuffix(".yaml")


def _choice(known: dict[str, Example], chosen: Example | None) -> FormField:
    return FormField(
        name=CHOSEN,
        label=_("Worked example"),
        kind=FieldKind.SELECT,
        options=tuple(
            Option(value=name, label=one.name.in_language(language()), is_chosen=one is chosen)
            for name, one in known.items()
        ),
    )


def _told(scheme: Scheme, example: Example) -> dict[str, object]:
    facts = read_facts(scheme, example.facts)
    found = assess(scheme, facts, on=example.on, reference=reference_tables())
    assessment = trace(found)["assessment"]
    if not isinstance(assessment, dict):
        raise AssertionError("a trace holds its assessment")
    rows = (
        SummaryRow(label=_("Decided for"), value=example.on.isoformat()),
        SummaryRow(label=_("Outcome"), tag=result_tag(found.outcome)),
        limit_row(assessment),
    )
    return {
        "heading": example.name.in_language(language()),
        "rows": tuple(row for row in rows if row is not None),
        "nodes": trace_nodes(assessment, scheme),
    }
