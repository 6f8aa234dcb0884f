"""The self-check's own words; everything else is worded by the scheme."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhidai.core.policy.assessment import Outcome
from zhidai.core.policy.scheme import Subject
from zhidai.web.shared.components import Tone

LABELS: Mapping[str, Promise] = {
    "enterprise_conditions": _(
        "Which of these conditions can the enterprise not meet by the time it applies?"
    ),
    "patent_conditions": _("Which of these conditions can the patent not meet by then?"),
    "kind": _("Kind of the patent to be pledged"),
    "filing_date": _("Filing date of the patent"),
    "value": _("Estimated value of all patents to be pledged"),
}

HINTS: Mapping[str, Promise] = {
    "amount": _("The amount you want to borrow, for example 3000000 or 3 million."),
    "term": _("The longest term is filled in."),
    "rate": _(
        "The rate a bank offers you. The highest one that is allowed today is filled in: "
        "the newest LPR plus the highest margin."
    ),
    "employees": _("At the end of last year."),
    "revenue": _("Of the last full year, for example 50000000 or 50 million."),
    "assets": _("At the end of last year, for example 50000000 or 50 million."),
    "enterprise_conditions": _("Tick each one that cannot be met. If all can, tick the first box."),
    "patent_conditions": _(
        "Tick each one that cannot be met. If all can, tick the first box. "
        "With several patents, check the one that fits least."
    ),
    "kind": _("With several patents, check the one that fits least."),
    "filing_date": _("As on the patent certificate, for example 2017-07-21 or 2017年7月21日."),
    "value": _(
        "Your own estimate or an appraiser's. "
        "It is taken both as appraised value and as what the market accepts."
    ),
}

# The form in three parts, each with the questions under its heading and the subjects of those that
# a scheme asks beside the table.
PARTS: tuple[tuple[Promise, frozenset[str], frozenset[Subject]], ...] = (
    (
        _("The loan"),
        frozenset({"route", "amount", "term", "rate"}),
        frozenset({Subject.REQUEST}),
    ),
    (
        _("The enterprise"),
        frozenset({"industry", "employees", "revenue", "assets", "enterprise_conditions"}),
        frozenset(Subject) - {Subject.REQUEST, Subject.PATENT, Subject.VALUATION},
    ),
    (
        _("The patents"),
        frozenset({"kind", "filing_date", "patent_conditions", "value"}),
        frozenset({Subject.PATENT, Subject.VALUATION}),
    ),
)

NONE_OF_THESE = _("None: all of these can be met")

# Conditions that not every patent comes under.
WHERE_IT_APPLIES: Mapping[str, Promise] = {
    "patent.co_owner_consents": _("Only if the patent is owned together with others."),
    "patent.twin_application_declared": _("To be declared either way."),
    "patent.promise_to_add_invention": _(
        "Only for a utility model with an invention pending on the same technology."
    ),
    "patent.related_patents_pledged": _("Or there are none."),
}

STOPPED_TEXT: tuple[Promise, Tone] = (
    _(
        "On these answers nothing else stands against it. While new business is stopped no loan is"
        " approved; apply once it has resumed."
    ),
    Tone.WARNING,
)

HEADLINES: Mapping[Outcome, tuple[Promise, Promise, Tone]] = {
    Outcome.MET: (
        _("Yes: on these answers the enterprise is eligible"),
        _("Bank, guarantor and appraiser still examine the case before anything is granted."),
        Tone.GOOD,
    ),
    Outcome.NOT_MET: (
        _("No: on these answers the enterprise is not eligible"),
        _("What stands against it is named below with its clause, and what would change it."),
        Tone.BAD,
    ),
    Outcome.NEEDS: (
        _("It cannot be said yet: answers are missing"),
        _("What is missing is named below; everything else has been checked."),
        Tone.WARNING,
    ),
    Outcome.NEEDS_EXCEPTION: (
        _("Only with a recorded exception"),
        _(
            "A condition that holds in principle is not met. The approving party may allow it "
            "with a recorded reason and name."
        ),
        Tone.WARNING,
    ),
}
