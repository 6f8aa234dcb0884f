"""The breaker's history, the enterprises excluded after a claim, and where each loan stands.

`LoanStanding` and `PrincipalRepaid` are no history: they keep what a replay of a loan's events
found, are dropped by triggers (`standing_triggers`) the moment the loan gets another event, and
can be made anew from the events at any time.
"""

from django.db import models
from django.db.models import F, Q

from zhidai.core.lending.classification import RiskClass
from zhidai.db.columns import fen, not_negative, one_of, positive
from zhidai.db.guarantees.models import Claim
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person


class Breaker(models.Model):
    """Whether new business runs under a scheme, for all or for one bank.

    The row without a subject is of the whole scheme, and the lock that trips and drawdowns take in
    turn. rule: of the scheme's breakers the one that tripped last, empty before the first trip.
    is_warned: the warning line was told of, until the ratio is below it again.

    Where the parties resumed at a ratio above the threshold, `resumed_overdue` over
    `resumed_total` is that ratio, or the lowest that a day has begun with since: the breaker trips
    again only above it, until the ratio has come back to the threshold.
    """

    scheme = models.CharField(max_length=60)
    subject = models.CharField(max_length=40, default="", blank=True)  # see core.portfolio.stops
    rule = models.CharField(max_length=60, default="", blank=True)
    is_tripped = models.BooleanField(default=False)
    is_warned = models.BooleanField(default=False)
    resumed_overdue = models.BigIntegerField(null=True)  # fen
    resumed_total = models.BigIntegerField(null=True)  # fen

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "subject"], name="breaker_once_a_subject"),
            models.CheckConstraint(
                condition=Q(resumed_overdue__isnull=True, resumed_total__isnull=True)
                | Q(resumed_overdue__gt=0, resumed_total__gt=0),
                name="breaker_resumed_at_a_ratio",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.subject}".strip()


class BreakerAction(models.Model):
    """One warning, trip or lift, with the balances it was decided on; never changed or removed."""

    breaker = models.ForeignKey(Breaker, on_delete=models.PROTECT, related_name="actions")
    action = models.CharField(max_length=10)
    rule = models.CharField(max_length=60, default="", blank=True)  # as of the breaker
    effective_on = models.DateField()
    overdue_balance = fen()
    total_balance = fen()
    grounds = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            one_of("breaker_action", "action", ["trip", "lift", "warning"]),
            not_negative("breaker_action", "overdue_balance"),
            not_negative("breaker_action", "total_balance"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.effective_on}"


class BreakerAgreement(models.Model):
    """A lending party's agreement to resume after one trip; never changed, never removed."""

    trip = models.ForeignKey(BreakerAction, on_delete=models.PROTECT, related_name="agreements")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    agreed_on = models.DateField()
    grounds = models.CharField(max_length=500)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trip", "party"], name="breaker_party_agrees_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} after {self.trip_id}"


class Exclusion(models.Model):
    """An enterprise for which a claim was paid, and until when it is excluded (8.5)."""

    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="exclusions")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="exclusions")
    since = models.DateField()
    until = models.DateField()  # last day, inclusive

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("since")), name="exclusion_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.enterprise_id} until {self.until}"


# What a look into an index alone needs beside, for SQLite the column of its condition as well.
_HOLDS = ("since", "until", "closed_on")


class LoanStanding(models.Model):
    """A loan on each day from `since` to `until`: see `core.lending.standing`; one for each loan.

    A row without `since` is to be kept anew: triggers make it so with the loan and with each event.
    """

    loan = models.OneToOneField(
        Loan, on_delete=models.PROTECT, primary_key=True, related_name="standing"
    )
    scheme = models.CharField(max_length=60)  # of the loan's case
    since = models.DateField(null=True)
    until = models.DateField(null=True)  # last day, inclusive
    balance = fen(null=True)
    overdue_from = models.DateField(null=True)
    paused_days = models.IntegerField(default=0)
    closed_on = models.DateField(null=True)
    due_on = models.DateField(null=True)  # the maturity now

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(since__isnull=True, until__isnull=True, balance__isnull=True)
                | Q(since__isnull=False, until__gte=F("since"), balance__gte=0),
                name="loan_standing_whole_or_none",
            ),
        ]
        indexes = [
            models.Index(fields=["since"], name="loan_standing_since"),
            models.Index(fields=["until"], name="loan_standing_until"),
            # Of loans that run, few of all, without a look at their rows: a scheme's book, what is
            # overdue, and a party's loans in the order in which its cases are looked up.
            models.Index(
                fields=["scheme", "overdue_from", "paused_days", "balance", *_HOLDS],
                condition=Q(closed_on__isnull=True),
                name="loan_standing_of_scheme",
            ),
            models.Index(
                fields=["overdue_from", "loan", *_HOLDS],
                condition=Q(closed_on__isnull=True),
                name="loan_standing_overdue",
            ),
            models.Index(
                fields=["loan", "overdue_from", "balance", *_HOLDS],
                condition=Q(closed_on__isnull=True),
                name="loan_standing_running",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} since {self.since}"


class PrincipalRepaid(models.Model):
    """What one event took off the principal of a loan: kept with its standing, dropped with it."""

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="principal_repaid")
    event = models.CharField(max_length=60)  # as the core names it: repayment:12
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    amount = fen()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["loan", "event"], name="principal_repaid_event_once"),
            positive("principal_repaid", "amount"),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.event}"


class EndOfDay(models.Model):
    """A running loan at the end of a day as the daily work found it; never changed or removed.

    What later turned out otherwise stands in the loan's events: this is what was known then.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    balance = fen()
    interest_due = fen()
    interest_accrued = fen()
    principal_overdue = fen()
    overdue_days = models.IntegerField()
    risk_class = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["day", "loan"], name="end_of_day_once"),
            not_negative("end_of_day", "balance"),
            not_negative("end_of_day", "interest_due"),
            not_negative("end_of_day", "interest_accrued"),
            not_negative("end_of_day", "principal_overdue"),
            not_negative("end_of_day", "overdue_days"),
            one_of("end_of_day", "risk_class", [str(each) for each in RiskClass]),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.day}"
