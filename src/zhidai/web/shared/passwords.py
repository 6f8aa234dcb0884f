"""One's own password: a first one has to be changed before anything else."""

from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from zhidai.core.errors import Reason, reason
from zhidai.core.people import LEAST_PASSWORD
from zhidai.services.acting import acting_as
from zhidai.services.parties.people import change_password
from zhidai.services.refusal import Refused
from zhidai.web.shared import errors
from zhidai.web.shared.components import FieldKind, FormError, FormField
from zhidai.web.shared.context import language
from zhidai.wording.speech import sentence

CURRENT, NEW, REPEATED = "current", "new", "repeated"
_FIELD = {"password_current_wrong": CURRENT, "password_repeated_otherwise": REPEATED}


@sensitive_post_parameters(CURRENT, NEW, REPEATED)
def change(request: HttpRequest) -> HttpResponse:
    """The form; what was typed never comes back."""
    person = request.user
    if not person.is_authenticated:
        return redirect_to_login(request.get_full_path())
    if person.party is None:
        return errors.forbidden(request)
    if request.method != "POST":
        return _form(request)
    current, new, repeated = (request.POST.get(name, "") for name in (CURRENT, NEW, REPEATED))
    # Asked as at the sign-in: a wrong one counts towards the same lock-out.
    if authenticate(request, username=person.username, password=current) is None:
        return _form(request, reason("password_current_wrong"))
    try:
        change_password(acting_as(person), current=current, new=new, repeated=repeated)
    except Refused as refused:
        return _form(request, refused.reasons[0])
    person.refresh_from_db()
    update_session_auth_hash(request, person)
    messages.success(request, _("The password is changed."))
    return redirect("workbench")


def _form(request: HttpRequest, against: Reason | None = None) -> HttpResponse:
    wrong = None if against is None else sentence(against, language())
    marked = None if against is None else _FIELD.get(against.code, NEW)
    fields = (
        _field(CURRENT, _("Password until now"), "current-password"),
        _field(
            NEW,
            _("New password"),
            "new-password",
            hint=_("At least {least} characters; several words are good.").format(
                least=LEAST_PASSWORD
            ),
        ),
        _field(REPEATED, _("New password once more"), "new-password"),
    )
    context = {
        "fields": fields,
        "errors": (FormError(text=wrong, field_id=marked),) if wrong else (),
        "is_first": getattr(request.user, "one_time_until", None) is not None,
    }
    return render(request, "shared/password.html", context, status=422 if wrong else 200)


def _field(name: str, label: str, autocomplete: str, hint: str | None = None) -> FormField:
    return FormField(
        name=name,
        label=label,
        kind=FieldKind.PASSWORD,
        hint=hint,
        width="medium",
        autocomplete=autocomplete,
    )
