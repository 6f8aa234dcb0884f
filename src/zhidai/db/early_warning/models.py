"""Early warnings over running loans: reports, warnings, and how they were closed; all history."""

from django.db import models
from django.db.models import Q

from zhidai.core.early_warning.rules import REPORTED, Outcome, Severity, Trigger
from zhidai.db.cases.models import Case
from zhidai.db.columns import one_of
from zhidai.db.parties.models import Party, Person


class EventReport(models.Model):
    """What a party reported about a loan or one of its patents; never changed, never removed."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="event_reports")
    trigger = models.CharField(max_length=30)
    subject = models.CharField(max_length=20, default="", blank=True)  # patent number
    happened_on = models.DateField()
    amount = models.BigIntegerField(null=True)  # fen; the new value of a revaluation
    source = models.CharField(max_length=500)
    reported_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("event_report", "trigger", sorted(str(trigger) for trigger in REPORTED)),
            models.CheckConstraint(
                condition=(
                    Q(trigger=str(Trigger.REVALUED_BELOW_LOAN), amount__gt=0)
                    | (~Q(trigger=str(Trigger.REVALUED_BELOW_LOAN)) & Q(amount__isnull=True))
                ),
                name="event_report_amount_of_a_revaluation",
            ),
            models.CheckConstraint(
                condition=Q(happened_on__lte=models.F("reported_on")),
                name="event_report_after_it_happened",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="event_report_has_a_source"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.trigger} {self.happened_on}"


class EarlyWarning(models.Model):
    """A warning as it was raised: one for each case, trigger, subject and spell.

    `again` counts those of a spell that ended by itself and was found to hold after all.
    """

    number = models.CharField(max_length=60, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="early_warnings")
    trigger = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    subject = models.CharField(max_length=20, default="", blank=True)
    mark = models.CharField(max_length=40)  # tells one spell from the next
    again = models.PositiveSmallIntegerField(default=0)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    happened_on = models.DateField()
    raised_on = models.DateField()
    due_on = models.DateField()
    evidence = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "trigger", "subject", "mark", "again"],
                name="early_warning_raised_once",
            ),
            one_of("early_warning", "trigger", [str(trigger) for trigger in Trigger]),
            one_of("early_warning", "severity", [str(severity) for severity in Severity]),
            models.CheckConstraint(
                condition=Q(due_on__gte=models.F("raised_on")),
                name="early_warning_due_after_raised",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class WarningClosing(models.Model):
    """A warning was closed, with the reason; `person` is none for the platform's daily work."""

    warning = models.OneToOneField(EarlyWarning, on_delete=models.PROTECT, related_name="closing")
    outcome = models.CharField(max_length=20)
    grounds = models.CharField(max_length=500, default="", blank=True)
    closed_on = models.DateField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            one_of("warning_closing", "outcome", [str(outcome) for outcome in Outcome]),
            models.CheckConstraint(
                condition=Q(person__isnull=True) | ~Q(grounds=""),
                name="warning_closed_with_grounds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.warning_id}: {self.outcome}"
