"""The three files that one party alone may bring."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from zhidai.web.shared.components import Link
from zhidai.web.shared.navigation import Entry, links

_FILES = (
    Entry(label=_("A bank: loans"), url_name="ledger:form"),
    Entry(label=_("A bureau: registrations"), url_name="ledger:registrations"),
    Entry(label=_("An appraiser: patents"), url_name="ledger:patents"),
)


def own_files(request: HttpRequest) -> tuple[Link, ...]:
    """Each as a tab."""
    return links(_FILES, request.path)
