"""Cases: the one dossier that all parties work on."""

from django.db import models
from django.db.models import Q

from zhidai.core.cases.status import CaseStatus, TaskStatus
from zhidai.db.columns import fen, one_of, positive
from zhidai.db.parties.models import Party, Person
from zhidai.db.rights.models import IpRight


class Case(models.Model):
    """One application, pinned to the scheme version it was accepted under.

    `facts` accumulate what tasks recorded: full fact name -> {value, evidence, document}.

    The figures count a case by the address and industry that its enterprise declared by the day of
    the application, empty where it declared none; `_at`: since when, where that was afterwards.
    """

    number = models.CharField(max_length=40, unique=True)
    scheme = models.CharField(max_length=60)
    scheme_hash = models.CharField(max_length=64)
    route = models.CharField(max_length=40)
    enterprise = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="applications")
    amount = fen()
    opened_on = models.DateField()
    status = models.CharField(max_length=20, default=str(CaseStatus.OPEN))
    closed_on = models.DateField(null=True)
    granted_on = models.DateField(null=True)  # the day on which approvals were complete
    granted_amount = fen(null=True)
    facts = models.JSONField(default=dict)
    registered_address = models.TextField(blank=True, default="")
    registered_address_at = models.DateTimeField(null=True)
    industry = models.TextField(blank=True, default="")
    industry_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["opened_on", "number"], name="case_by_day")]
        constraints = [
            one_of("case", "status", [str(status) for status in CaseStatus]),
            positive("case", "amount"),
            models.CheckConstraint(
                condition=Q(granted_on__isnull=True, granted_amount__isnull=True)
                | Q(granted_on__isnull=False, granted_amount__gt=0),
                name="case_granted_with_amount",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class CaseParty(models.Model):
    """Who takes part in a case, in which role of its scheme: the ground of tenancy."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="parties")
    role = models.CharField(max_length=20)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        # An office takes part in every case: which ones is read out of the index alone.
        indexes = [models.Index(fields=["party", "case"], name="cases_of_a_party")]
        constraints = [
            models.UniqueConstraint(fields=["case", "role"], name="one_party_per_role"),
            models.UniqueConstraint(fields=["case", "party"], name="party_once_per_case"),
            models.CheckConstraint(condition=~Q(role=""), name="case_party_has_a_role"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.role}"


class CaseRight(models.Model):
    """A right that the case means to pledge."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="rights")
    right = models.ForeignKey(IpRight, on_delete=models.PROTECT, related_name="in_cases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "right"], name="case_right_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.right_id}"


class Task(models.Model):
    """One thing that one party has to do in a case; its definition stands in the route."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    task = models.CharField(max_length=60)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="tasks")
    status = models.CharField(max_length=20, default=str(TaskStatus.OPEN))
    opened_on = models.DateField()
    due_on = models.DateField(null=True)  # legal limit
    target_on = models.DateField(null=True)  # service target
    closed_on = models.DateField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "task"], name="case_task_once"),
            one_of("task", "status", [str(status) for status in TaskStatus]),
        ]
        indexes = [models.Index(fields=["status", "case"], name="task_by_status")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.task}"


class Document(models.Model):
    """A paper of the case, uploaded by a party or issued by the platform; content never changes."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    paper = models.CharField(max_length=60)
    task = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    is_issued = models.BooleanField(default=False)
    added_on = models.DateField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name
