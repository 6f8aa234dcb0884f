"""Claims on the acting party's loans, what was paid and recovered, and who is left with how much.

How a loss is shared concerns those who share it and those who supervise (as the claim's own page).
"""

import polars as pl
from django.db.models import F

from zhidai.core.dashboards.figures import Panel
from zhidai.core.guarantees.disposal import DisposalKind
from zhidai.core.labels import Label
from zhidai.core.lending.events import BANK
from zhidai.db.guarantees.models import Claim, ClaimShare, DisposalStep, RecoveryShare
from zhidai.db.parties.models import Party
from zhidai.engine.dashboards.losses import DATED, PARTS, claims_by_period, losses_by_party
from zhidai.services.dashboards.figures_kept import kept_rows
from zhidai.services.dashboards.look import Look
from zhidai.services.dashboards.quarters import quarters
from zhidai.services.dashboards.views import PanelView
from zhidai.services.guarantees.standing import standing_payments, standing_recoveries
from zhidai.services.in_columns import in_columns


def claims_panel(look: Look) -> PanelView:
    """By quarter; a recovery counts net of the costs that were paid out of it."""
    claims = _claims(look)
    payments = in_columns(
        standing_payments(), claim="share__claim_id", on="paid_on", amount="amount"
    )
    recoveries = in_columns(
        standing_recoveries().annotate(net=F("gross") - F("costs_paid")),
        claim="claim_id",
        on="received_on",
        amount="net",
    )
    of_claims = claims.select("claim", "loan", "key")
    paid, back = (
        of_claims.join(each, on="claim", how="inner", maintain_order="left").select(list(DATED))
        for each in (payments, recoveries)
    )
    figures = claims_by_period(claims.select(list(DATED)), paid, back, quarters(look))
    return PanelView(panel=Panel.CLAIMS, figures=figures, names={})


def losses_panel(look: Look) -> PanelView:
    """By party, over all claims so far."""
    parts = _parts(look)
    parties = Party.objects.in_bulk(parts["party"].unique().to_list())
    return PanelView(
        panel=Panel.LOSSES,
        figures=losses_by_party(parts),
        names={str(one.pk): Label(zh=one.name, en=one.name_en) for one in parties.values()},
    )


def _claims(look: Look) -> pl.DataFrame:
    """In the order of their days."""
    found = in_columns(
        Claim.objects.order_by("claimed_on", "id"),
        claim="pk",
        loan="loan_id",
        on="claimed_on",
        amount="principal_loss",
    )
    own = pl.DataFrame(
        kept_rows(look, "claimed loans", lambda: _claimed(look), columns=_CLAIMED),
        schema=_KEYS,
        orient="row",
    )
    return found.join(own, on="loan", how="inner", maintain_order="left")


def _claimed(look: Look) -> pl.DataFrame:
    return look.loans("loan", "key", "is_claimed").filter("is_claimed").select(list(_KEYS))


_CLAIMED = ("loan", "key", "is_claimed", "drawn_on")
_KEYS = {"loan": pl.Int64, "key": pl.String}


def _parts(look: Look) -> pl.DataFrame:
    """Each party's part of each claim, as `services.guarantees.position` has it for one claim."""
    shares = in_columns(
        ClaimShare.objects.order_by("id"),
        share="pk",
        claim="claim_id",
        party="party_id",
        role="role",
        borne="amount",
        deferred="deferred",
    )
    by_now = standing_payments().filter(paid_on__lte=look.today).order_by()
    paid = in_columns(by_now, share="share_id", paid="amount").group_by("share").agg(pl.all().sum())
    received = standing_recoveries().filter(received_on__lte=look.today).order_by()
    back = in_columns(
        RecoveryShare.objects.filter(recovery__in=received.values("pk")),
        claim="recovery__claim_id",
        role="role",
        recovered="amount",
        set_off="set_off",
    )
    back = back.group_by("claim", "role").agg(pl.all().sum())
    ended = in_columns(
        DisposalStep.objects.filter(kind=str(DisposalKind.ENDED), held_on__lte=look.today),
        claim="claim_id",
    )["claim"]
    of_claims = _claims(look).select("claim", "loan", "key")
    told = (
        of_claims.join(shares, on="claim", how="inner", maintain_order="left_right")
        .join(paid, on="share", how="left", maintain_order="left")
        .join(back, on=["claim", "role"], how="left", maintain_order="left")
        .with_columns(pl.col("paid", "recovered", "set_off").fill_null(0))
        .with_columns(settled=pl.col("paid") + pl.col("set_off"))
    )
    unpaid = pl.col("borne") - pl.col("settled")
    has_ended = pl.col("claim").is_in(ended.implode())
    deferred = pl.when(has_ended).then(0).otherwise("deferred")
    owes = pl.when(pl.col("role") != BANK).then((unpaid - deferred).clip(lower_bound=0))
    return told.with_columns(owed=owes.otherwise(0)).select(list(PARTS))
