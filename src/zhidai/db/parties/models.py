"""Parties, the people who act for them, and the cooperation agreements between them."""

from asgiref.sync import sync_to_async
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q

from zhidai.core.parties import PartyKind, PersonRole
from zhidai.core.people import in_halves
from zhidai.db.columns import a_ratio, millionths, one_of


class Party(models.Model):
    """An organisation that takes part. `facts` are what it has shown about itself."""

    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200, unique=True)
    name_en = models.CharField(max_length=200)
    credit_code = models.CharField(max_length=18, unique=True, null=True)
    place = models.CharField(max_length=100)
    place_en = models.CharField(max_length=100, blank=True, default="")  # if no scheme names it
    facts = models.JSONField(default=dict)
    is_fictional = models.BooleanField(default=False)
    registered_by = models.ForeignKey(  # of a bureau; nobody where the operator began a place
        "Person", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        constraints = [one_of("party", "kind", [str(kind) for kind in PartyKind])]

    def __str__(self) -> str:
        return self.name


class Person(AbstractUser):
    """Someone who signs in; acts for exactly one party, as long as `is_active`.

    Somebody proposed is not active yet and not disabled; nobody is ever taken out (ADR 0015).
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="people", null=True)
    role = models.CharField(max_length=20, default=str(PersonRole.OFFICER))
    full_name = models.CharField(max_length=100)
    full_name_en = models.CharField(max_length=100)
    registered_by = models.ForeignKey(  # who proposed; nobody for the first people of a place
        "self", on_delete=models.PROTECT, related_name="+", null=True
    )
    confirmed_by = models.ForeignKey("self", on_delete=models.PROTECT, related_name="+", null=True)
    one_time_until = models.DateField(null=True)  # last day of a password to be changed first
    # Hash of the half told to whoever proposed, `password` then that of the other; empty once the
    # password is one's own.
    first_half = models.CharField(max_length=128, default="", blank=True)
    disabled_on = models.DateField(null=True)

    class Meta:
        constraints = [
            one_of("person", "role", [str(role) for role in PersonRole]),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("registered_by")),
                name="person_let_in_by_two",
            ),
            models.CheckConstraint(
                condition=Q(is_active=False)
                | Q(registered_by__isnull=True)
                | Q(confirmed_by__isnull=False),
                name="person_active_once_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(is_active=False) | Q(disabled_on__isnull=True),
                name="person_disabled_is_not_active",
            ),
            models.CheckConstraint(
                condition=Q(one_time_until__isnull=True)
                | Q(registered_by__isnull=True)
                | ~Q(first_half=""),
                name="person_first_password_of_two_halves",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def check_password(self, raw_password: str | None) -> bool:
        """Both halves are compared in any case: nothing tells which of them was wrong."""
        if not self.first_half:
            return super().check_password(raw_password)
        first, second = in_halves(raw_password or "")
        is_first = check_password(first, self.first_half)
        return check_password(second, self.password) and is_first

    async def acheck_password(self, raw_password: str | None) -> bool:
        """The same: Django's own would compare `password` alone, that is one half."""
        return await sync_to_async(self.check_password)(raw_password)


class Agreement(models.Model):
    """A cooperation agreement: in force only once the bureau has filed it (notice)."""

    scheme = models.CharField(max_length=60)
    number = models.CharField(max_length=60, unique=True)
    signed_on = models.DateField()
    in_force_from = models.DateField()
    in_force_until = models.DateField()  # last day, inclusive
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_on = models.DateField(null=True)
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    returned_on = models.DateField(null=True)  # given back to be corrected; submitting again clears
    returned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    return_grounds = models.CharField(max_length=500, default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until__gte=F("in_force_from")),
                name="agreement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(filed_on__isnull=True, filed_by__isnull=True)
                | Q(filed_on__isnull=False, filed_by__isnull=False),
                name="agreement_filed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(returned_on__isnull=True, returned_by__isnull=True, return_grounds="")
                | (
                    Q(returned_on__isnull=False, returned_by__isnull=False, filed_on__isnull=True)
                    & ~Q(return_grounds="")
                ),
                name="agreement_returned_with_grounds",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class AgreementShare(models.Model):
    """A party to an agreement, with the share of principal losses it signed for (8.1).

    Each party confirms what was submitted in its name; submitting confirms for the sender.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="shares")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    loss_share = millionths()
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "party"], name="agreement_party_once"),
            a_ratio("agreement_share", "loss_share"),
            models.CheckConstraint(
                condition=Q(confirmed_on__isnull=True, confirmed_by__isnull=True)
                | Q(confirmed_on__isnull=False, confirmed_by__isnull=False),
                name="agreement_share_confirmed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement_id}: {self.party_id}"


class AgreementDocument(models.Model):
    """The signed agreement as it was attached to a submission; content never changes.

    Each submission attaches its own paper: the newest one is what the parties confirm.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="documents")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_on = models.DateField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name
