"""Books of patents that a party had valued, deals that it considers, and its pledges' values.

A deal is its entries: the terms asked, the appraisers' reports, an officer's answers, a value set
against ours. The newest entry of a kind for a patent holds; reports stand side by side until one
is withdrawn. `content` is what the core's strict readers read, as text with its units.
"""

from django.db import models
from django.db.models import F, Q

from zhidai.core.valuation.deal_entries import EntryKind
from zhidai.db.cases.models import Case
from zhidai.db.columns import fen, not_negative, one_of
from zhidai.db.lending.models import Loan
from zhidai.db.parties.models import Party, Person
from zhidai.db.rights.models import IpRight


class ValuedBook(models.Model):
    """One valuation of one book; never changed, never removed.

    patents and values are Parquet: the patents as they were read, and the columns that `zhidai
    value book --bridge` writes. A later valuation of the same book is another row.
    """

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)  # of the file as it was given
    valued_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    parameters = models.CharField(max_length=60)  # their version
    is_indicative = models.BooleanField()
    count = models.PositiveIntegerField()
    in_force = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    total_value = fen()
    total_liquidation_value = fen()
    patents = models.BinaryField()
    values = models.BinaryField()
    rejects = models.JSONField(default=list)
    notices = models.JSONField(default=dict)  # `core.valuation.book_notices`; none before it

    class Meta:
        constraints = [
            not_negative("valuedbook", "total_value"),
            not_negative("valuedbook", "total_liquidation_value"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.valued_on}"


class Deal(models.Model):
    """A loan on patents that a party considers; never changed, never removed."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    borrower = models.CharField(max_length=200)
    pledgor = models.CharField(max_length=200)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True)
    opened_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party", "number"], name="deal_number_once"),
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(borrower="") & ~Q(pledgor=""),
                name="deal_names_its_parties",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DealPatent(models.Model):
    """A patent of a deal: from a valued book, or from the case that asks for the loan."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="patents")
    number = models.CharField(max_length=20)  # normalised: digits, dot, check digit
    book = models.ForeignKey(ValuedBook, on_delete=models.PROTECT, related_name="+", null=True)
    right = models.ForeignKey(IpRight, on_delete=models.PROTECT, related_name="+", null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="deal_patent_once"),
            models.CheckConstraint(
                condition=Q(book__isnull=False) | Q(right__isnull=False),
                name="deal_patent_comes_from_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.number}"


class DealEntry(models.Model):
    """Something entered in a deal; patent is empty where it is of the deal as a whole.

    figures: of a report, our value and the findings as they were when it was entered; of a value
    set by an officer, ours of that day.
    """

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="entries")
    kind = models.CharField(max_length=20)
    patent = models.CharField(max_length=20, default="", blank=True)
    content = models.JSONField()
    figures = models.JSONField(default=dict)
    entered_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [one_of("deal_entry", "kind", [str(kind) for kind in EntryKind])]

    def __str__(self) -> str:
        return f"{self.deal_id} {self.kind} {self.patent}"


class KeptSheet(models.Model):
    """A sheet as it was made to be signed, in both languages, with the figures that it shows."""

    deal = models.ForeignKey(Deal, on_delete=models.PROTECT, related_name="sheets")
    patent = models.CharField(max_length=20)
    made_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    parameters = models.CharField(max_length=60)  # their version
    figures = models.JSONField()
    zh = models.BinaryField()
    en = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.deal_id} {self.patent} {self.made_on}"


class Revaluation(models.Model):
    """What the pledge of a running loan is worth to its bank on a day; never changed.

    value, p10 and p90: of the patents of which a value is known, together. below_since: the first
    day of the unbroken run of revaluations below the loan. person: none for the daily work.
    """

    loan = models.ForeignKey(Loan, on_delete=models.PROTECT, related_name="revaluations")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    valued_on = models.DateField()
    recorded_at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", null=True)
    parameters = models.CharField(max_length=60)
    is_indicative = models.BooleanField()
    unpaid_principal = fen()
    value = fen()
    p10 = fen()
    p90 = fen()
    liquidation = fen()
    patents = models.JSONField()  # number, source, and the values where they are known
    known = models.PositiveIntegerField()
    pledged = models.PositiveIntegerField()
    below_since = models.DateField(null=True)

    class Meta:
        constraints = [
            *(
                not_negative("revaluation", column)
                for column in ("unpaid_principal", "value", "p10", "p90", "liquidation")
            ),
            models.CheckConstraint(
                condition=Q(known__lte=F("pledged")), name="revaluation_knows_what_is_pledged"
            ),
            models.CheckConstraint(
                condition=Q(below_since__isnull=True)
                | Q(
                    below_since__lte=F("valued_on"),
                    value__lt=F("unpaid_principal"),
                    known=F("pledged"),
                ),
                name="revaluation_below_the_loan",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.loan_id} {self.valued_on}"
