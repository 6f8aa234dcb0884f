"""What guarantors guarantee, against the registered capital that they declared (5.3.2)."""

from decimal import Decimal

from zhidai.core.dashboards.figures import Panel
from zhidai.core.dashboards.leverage import leverage
from zhidai.core.labels import Label
from zhidai.core.money import parse_yuan
from zhidai.db.parties.models import Party
from zhidai.engine.dashboards.leverage import guaranteed_by
from zhidai.services.dashboards.figures_kept import kept_figures, kept_values
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.views import PanelView
from zhidai.services.statistics.keeping import PAID


def leverage_panel(look: Look) -> PanelView:
    """Of every guarantor for those who oversee the scheme, of its own for a guarantor."""
    parties = Party.objects.in_bulk(list(filter(None, kept_values(look, "guarantor"))))
    capital = {str(key): _capital(each) for key, each in parties.items()}
    return PanelView(
        panel=Panel.LEVERAGE,
        figures=kept_figures(
            look,
            ("leverage", tuple(sorted(capital.items()))),
            lambda: leverage(guaranteed_by(look.loans("key", "guarantor", "owed")), capital),
            columns=("loan", "key", "guarantor", "amount", "drawn_on", PAID),
        ),
        names={str(key): Label(zh=one.name, en=one.name_en) for key, one in parties.items()},
    )


def _capital(party: Party) -> Decimal | None:
    answer = party.facts.get("registered_capital")
    stated = answer.get("value") if isinstance(answer, dict) else answer
    return None if stated is None else parse_yuan(str(stated))
