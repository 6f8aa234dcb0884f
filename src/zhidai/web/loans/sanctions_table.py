"""The sanctions that the plan of a claim states and that people carry out, not the platform."""

from django.utils.translation import gettext as _

from zhidai.core.policy.quantity import format_quantity
from zhidai.services.guarantees.views import ClaimView
from zhidai.web.shared.components import Table, table
from zhidai.web.shared.context import language
from zhidai.web.shared.templatetags.house import clause
from zhidai.web.shared.words import role_name


def sanctions_table(view: ClaimView) -> Table | None:
    """What is stated, against whom, for how long, and who does it; None where nothing is."""
    if not view.by_hand:
        return None
    return table(
        caption=_("Sanctions done by hand"),
        is_caption_hidden=True,
        columns=[_("Sanction"), _("Stated against"), _("Lasts"), _("Done by"), _("Clause")],
        rows=[
            (
                one.label.in_language(language()),
                _names(one.against),
                format_quantity(one.lasts, language()) if one.lasts else _("no time stated"),
                _names(one.by),
                clause(one.clause),
            )
            for one in view.by_hand
        ],
    )


def _names(roles: tuple[str, ...]) -> str:
    return _(", ").join(role_name(role) for role in roles)
