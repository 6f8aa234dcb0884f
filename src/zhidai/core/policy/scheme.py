"""A scheme: one programme's published plan as immutable data, beside its law.

Read from a folder by `zhidai.schemes`; nothing here knows about files. Every parameter, rule,
limit, step, duty and interpretation names the clause it encodes, as a dotted path ("5.1.3.2").
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from zhidai.core.errors import bad_input
from zhidai.core.labels import Label as Label
from zhidai.core.policy.breakers import Breaker
from zhidai.core.policy.claim_triggers import ClaimTrigger
from zhidai.core.policy.collateral import Collateral
from zhidai.core.policy.fact_tests import AllOf as AllOf
from zhidai.core.policy.fact_tests import AnyOf as AnyOf
from zhidai.core.policy.fact_tests import Compare as Compare
from zhidai.core.policy.fact_tests import Is as Is
from zhidai.core.policy.fact_tests import OneOf as OneOf
from zhidai.core.policy.fact_tests import Test as Test
from zhidai.core.policy.fees import FeeCeiling
from zhidai.core.policy.levels import LegalBasis, Level, OwnParty
from zhidai.core.policy.losses import Fund, LossModel
from zhidai.core.policy.procedure import Duty as Duty
from zhidai.core.policy.procedure import Paper as Paper
from zhidai.core.policy.procedure import Route as Route
from zhidai.core.policy.procedure import Step as Step
from zhidai.core.policy.procedure import TaskDefinition as TaskDefinition
from zhidai.core.policy.quantity import Quantity, Unit
from zhidai.core.policy.rates import RateCeiling
from zhidai.core.policy.repayments import RepaymentTerms
from zhidai.core.policy.sanctions import Sanction
from zhidai.core.policy.strength import Comparison as Comparison
from zhidai.core.policy.strength import Strength as Strength
from zhidai.core.policy.subsidies import Subsidy, SubsidyCap
from zhidai.core.policy.tables import LookupTable


class Nature(StrEnum):
    """What a scheme is, so that nobody takes an example for somebody's programme."""

    PLAN = "plan"  # published by an authority
    FICTIONAL = "fictional"  # a plan of a place that does not exist
    WORKED_EXAMPLE = "worked_example"  # made up around a report; nobody offers it


class Coverage(StrEnum):
    """What the platform does with a clause."""

    ENCODED = "encoded"  # a rule, parameter, step or duty computes or enforces it
    PROCEDURE = "procedure"  # people do it; the platform gives it a step, paper or form
    INFORMATIVE = "informative"  # nothing to do
    NOT_ENCODED = "not_encoded"  # left out, with the reason
    UNDECIDED = "undecided"  # a draft's clause that nobody has gone through yet


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause of the plan: our own one-line summary, never the plan's text."""

    id: str
    summary: Label
    coverage: Coverage
    why: Label | None = None  # required where coverage is not_encoded


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """How a clause states a parameter: what the audit must find there as one span."""

    clause: str
    subject: str
    compare: str | None = None
    number: str | None = None  # as written there, where it differs from the value
    strength: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A parameter's value from a day on."""

    since: date
    value: Quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number of the plan, with unit, strength, comparison, clause and the days it holds."""

    name: str
    label: Label
    clause: str
    unit: Unit
    strength: Strength
    compare: Comparison | None
    values: tuple[DatedValue, ...]  # oldest first
    stated: tuple[Statement, ...] = ()
    assumed: bool = False  # no source gives it
    confirmed_on: date | None = None  # the day someone last held it against its source

    def in_force(self, on: date) -> DatedValue:
        """The dated value in force on a day; an error before the first one."""
        known = [dated for dated in self.values if dated.since <= on]
        if not known:
            raise bad_input("parameter_not_yet_in_force", parameter=self.name, on=on)
        return known[-1]

    def read_on(self, on: date) -> DatedValue:
        """What a reader is shown on a day: the value in force, before the first day the first."""
        return next((one for one in reversed(self.values) if one.since <= on), self.values[0])


class FactType(StrEnum):
    """What kind of answer a fact takes."""

    FLAG = "flag"  # yes or no
    MONEY = "money"
    NUMBER = "number"  # with a unit
    DATE = "date"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "choices"
    PATENT_NUMBER = "patent_number"
    CREDIT_CODE = "credit_code"


class Subject(StrEnum):
    """What a fact is about; `patents` has one set of facts for each patent."""

    REQUEST = "request"
    ENTERPRISE = "enterprise"
    PATENT = "patent"
    VALUATION = "valuation"
    CONTRACT = "contract"  # what the signed papers say
    REGISTRATION = "registration"  # of the pledge
    DISBURSEMENT = "disbursement"
    BANK = "bank"
    GUARANTOR = "guarantor"
    APPRAISER = "appraiser"
    RECORD = "record"  # what this platform knows: exclusions, breaker, reserved room, pledges


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One answer of a choice fact."""

    value: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A fact that rules may ask for. Its full name is `subject.name`."""

    name: str
    subject: Subject
    label: Label
    type: FactType
    unit: Unit | None = None
    answered_by: str = "enterprise"
    choices: tuple[Choice, ...] = ()
    hint: Label | None = None
    formula: str | None = None  # derived by a named function of core.policy.derivations
    only_where_asked: bool = False  # a shared fact that most plans do not ask
    optional: bool = False  # a step may leave it blank, which says that there is none
    own: bool = False  # declared by the scheme itself, not by the vocabulary of the trade

    @property
    def full_name(self) -> str:
        return f"{self.subject}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One condition of the plan. With subject `patent` it is asked of each patent.

    period: parameter, the time that the question looks back over.
    """

    id: str
    label: Label
    clause: str
    subject: Subject
    strength: Strength
    test: Test
    when: Test | None = None  # the rule applies only where this is met
    breach: Label | None = None  # what to tell the person: what is wrong and what to do
    period: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """One ceiling on the amount, by a formula of the closed list in core.policy.limits."""

    id: str
    label: Label
    clause: str
    formula: str
    parameter: str | None = None
    fact: str | None = None  # of times_fact
    table: str | None = None  # of by_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One way to read a silence or contradiction."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """A question that the plan leaves open, and the reading this platform runs on."""

    id: str
    question: Label
    clauses: tuple[str, ...]
    readings: tuple[Reading, ...]
    chosen: str
    basis: Label
    confirmed_by: str | None = None  # the authority that settled it; None: not confirmed
    money_effect: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A number in the plan's text that is not a rule, with the reason."""

    clause: str
    number: str
    why: Label


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """Digests of a clause as somebody confirmed it: how it reads, and what the scheme makes of it.

    Made and compared by `zhidai.core.policy_text`; a digest is no copy of the text.
    """

    wording: str
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assertion:
    """What the plan's own numbers must add up to on every day: 70% + 20% + 10% = 100%."""

    id: str
    clauses: tuple[str, ...]
    parameters: tuple[str, ...]  # added up
    equals: str | Quantity  # the name of a parameter, or a quantity


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A programme, complete. `content_hash` pins a running case to what it was opened under."""

    id: str
    title: Label
    issuers: tuple[Label, ...]
    documents: tuple[str, ...]  # document numbers
    in_force_from: date
    in_force_until: date  # last day, inclusive
    place: Label
    currency: str
    content_hash: str
    clauses: Mapping[str, Clause]
    parameters: Mapping[str, Parameter]
    facts: Mapping[str, Fact]  # by full name
    rules: tuple[Rule, ...]
    limits: tuple[Limit, ...]
    papers: Mapping[str, Paper]
    routes: Mapping[str, Route]
    duties: tuple[Duty, ...]
    interpretations: Mapping[str, Interpretation]
    waivers: tuple[Waiver, ...]
    assertions: tuple[Assertion, ...] = ()
    seals: Mapping[str, Seal] = field(default_factory=dict)  # by clause; empty: none confirmed
    nature: Nature = Nature.PLAN
    version: str = "1"
    legal_basis: tuple[LegalBasis, ...] = ()
    levels: Mapping[str, Level] = field(default_factory=dict)
    own_parties: Mapping[str, OwnParty] = field(default_factory=dict)
    funds: Mapping[str, Fund] = field(default_factory=dict)
    loss_models: tuple[LossModel, ...] = ()
    claim_triggers: tuple[ClaimTrigger, ...] = ()
    breakers: tuple[Breaker, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    rate_ceilings: tuple[RateCeiling, ...] = ()
    fee_ceilings: tuple[FeeCeiling, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    subsidy_caps: tuple[SubsidyCap, ...] = ()
    collateral: tuple[Collateral, ...] = ()
    repayments: tuple[RepaymentTerms, ...] = ()
    tables: Mapping[str, LookupTable] = field(default_factory=dict)

    def value(self, parameter: str, on: date) -> Quantity:
        """The value of a parameter in force on a day."""
        return self.parameters[parameter].in_force(on).value

    def reading(self, interpretation: str) -> str:
        """The reading chosen for a question."""
        return self.interpretations[interpretation].chosen
