"""The series there are, and for the city's bureau the form that loads another file: look, keep.

Between the look and the keeping the file travels inside the page, so that what is only looked at
is kept nowhere; the keeping reads it once more.
"""

import base64
import binascii

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from zhidai.core.errors import BadInput, bad_input
from zhidai.core.statistics.published import Published
from zhidai.documents.published_files import ENDINGS, LARGEST_BYTES
from zhidai.services.acting import Acting
from zhidai.services.published.keeping import GivenFile, keep_series, look_at, may_keep
from zhidai.services.published.queries import series_rows
from zhidai.services.refusal import Refused
from zhidai.services.statistics.queries import CONCERNED
from zhidai.web.published.tables import list_table, published_table
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, FormError, FormField, Table
from zhidai.web.shared.context import language
from zhidai.web.shared.refusals import acting_required, answers_refusals
from zhidai.wording.published_series import scope_name
from zhidai.wording.speech import sentences
from zhidai.wording.statistics import metric_definition, metric_name

FILE, NAME, CONTENT = "published", "file_name", "content"
UNPROCESSABLE = 422


@answers_refusals
@acting_required(*sorted(CONCERNED))
def all_series(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The list; sent with a file, what it holds; sent from there, the file is kept."""
    is_bureau = may_keep(acting)
    if request.method != "POST":
        return _page(request, acting, is_bureau=is_bureau)
    if not is_bureau:
        return errors.forbidden(request)
    try:
        if CONTENT in request.POST:
            _keep(request, acting)
            messages.success(request, _("Kept. The series stand beside your own figures now."))
            return redirect("published:all")
        given = _sent(request)
        looked = look_at(acting, given)
    except (BadInput, Refused) as refused:
        told = [FormError(text=one, field_id=FILE) for one in _said(refused)]
        return _page(request, acting, is_bureau=True, told=told)
    context = {
        "file_name": given.name,
        "content": base64.b64encode(given.content).decode(),
        "series": [_shown(one) for one in looked],
    }
    return render(request, "published/look.html", context)


def _page(
    request: HttpRequest, acting: Acting, *, is_bureau: bool, told: list[FormError] | None = None
) -> HttpResponse:
    context = {
        "table": list_table(series_rows(acting)),
        "field": _field() if is_bureau else None,
        "errors": told or [],
    }
    return render(request, "published/all.html", context, status=UNPROCESSABLE if told else 200)


def _field() -> FormField:
    return FormField(
        name=FILE,
        label=_("File of a series"),
        kind=FieldKind.FILE,
        accept=",".join(ENDINGS),
        hint=_(
            "Excel, CSV or Parquet, at most {megabytes} MB, a row for each figure with the columns "
            "series, metric, scope, source, period, value and counted; break where from that "
            "period on something else is counted."
        ).format(megabytes=LARGEST_BYTES // 1024**2),
    )


def _sent(request: HttpRequest) -> GivenFile:
    given = request.FILES.get(FILE)
    if not isinstance(given, UploadedFile) or not given.name:
        raise bad_input("published_file_not_given")
    return GivenFile(name=given.name, content=given.read(LARGEST_BYTES + 1))


def _keep(request: HttpRequest, acting: Acting) -> None:
    try:
        content = base64.b64decode(request.POST[CONTENT], validate=True)
    except (binascii.Error, ValueError):
        raise bad_input("published_file_lost") from None
    given = GivenFile(name=request.POST.get(NAME, ""), content=content)
    keep_series(acting, given, key=request.POST.get("idempotency_key", ""))


def _said(refused: BadInput | Refused) -> list[str]:
    return sentences(refused.reasons, language())


def _shown(one: Published) -> dict[str, str | Table]:
    spoken = language()
    return {
        "name": one.id,
        "metric": metric_name(one.metric, spoken),
        "definition": metric_definition(one.metric, spoken),
        "scope": scope_name(one, spoken),
        "source": one.source,
        "table": published_table(one),
    }
