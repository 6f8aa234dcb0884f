"""What views share: who may come in, and what becomes of a service's refusal."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhidai.core.errors import BadInput
from zhidai.core.parties import PartyKind
from zhidai.services.acting import Acting
from zhidai.services.refusal import InProgress, NotFound, Refused
from zhidai.web.shared import errors
from zhidai.web.shared.context import acting_of

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ActingView = Callable[Concatenate[HttpRequest, Acting, P], HttpResponse]


def answers_refusals(view: View[P]) -> View[P]:
    """Refusals that the view itself does not catch become pages: 422, 404 or 409."""

    @wraps(view)
    def answering(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Refused as refused:
            return errors.refused(request, refused.reasons)
        except BadInput as refused:
            return errors.refused(request, refused.reasons, is_bad_input=True)
        except NotFound:
            return errors.not_found(request)
        except InProgress:
            return errors.in_progress(request)

    return answering


def acting_required(*kinds: PartyKind) -> Callable[[ActingView[P]], View[P]]:
    """Sign-in required, for a party of one of these kinds (none named: any kind).

    The view gets the acting value as its second argument: `view(request, acting, ...)`.
    """

    def guarded(view: ActingView[P]) -> View[P]:
        @wraps(view)
        def guarding(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.user.one_time_until is not None:
                return redirect("change_password")
            acting = acting_of(request)
            if acting is None or (kinds and acting.kind not in kinds):
                return errors.forbidden(request)
            return view(request, acting, *args, **kwargs)

        return guarding

    return guarded
