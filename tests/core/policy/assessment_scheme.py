"""A small made-up programme for the tests of facts, assessment, limits and remedy."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from zhidai.core.policy.assessment import Assessment, assess
from zhidai.core.policy.exceptions import AllowedException
from zhidai.core.policy.facts import read_facts
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.reference_tables import LprQuote, ReferenceTables
from zhidai.core.policy.remedy import Remedy, remedy
from zhidai.core.policy.scheme import (
    AnyOf,
    Choice,
    Clause,
    Compare,
    Comparison,
    Coverage,
    DatedValue,
    Fact,
    FactType,
    Is,
    Label,
    Limit,
    OneOf,
    Parameter,
    Route,
    Rule,
    Scheme,
    Strength,
    Subject,
)
from zhidai.core.registers.enterprise_size import SizeLimits, SizeMeasure, SizeStandard

START, END = date(2020, 9, 29), date(2023, 9, 28)
ON = date(2021, 3, 1)


def label(text: str) -> Label:
    return Label(zh=text, en=text)


def fact(
    name: str,
    kind: FactType,
    unit: Unit | None = None,
    formula: str | None = None,
    choices: tuple[str, ...] = (),
) -> tuple[str, Fact]:
    subject, short = name.split(".")
    return name, Fact(
        name=short,
        subject=Subject(subject),
        label=label(name),
        type=kind,
        unit=unit,
        formula=formula,
        choices=tuple(Choice(value=choice, label=label(choice)) for choice in choices),
    )


def parameter(
    name: str, clause: str, text: str, compare: Comparison, strength: Strength = Strength.MUST
) -> tuple[str, Parameter]:
    value = parse_quantity(text)
    return name, Parameter(
        name=name,
        label=label(name),
        clause=clause,
        unit=value.unit,
        strength=strength,
        compare=compare,
        values=(DatedValue(since=START, value=value),),
    )


def rule(id_: str, clause: str, test, strength=Strength.MUST, when=None) -> Rule:
    asked = test
    while not hasattr(asked, "fact"):
        asked = asked.parts[0]
    return Rule(
        id=id_,
        label=label(id_),
        clause=clause,
        subject=Subject(asked.fact.split(".")[0]),
        strength=strength,
        test=test,
        when=when,
        breach=label(f"{id_} is broken"),
    )


FACTS = MappingProxyType(
    dict(
        (
            fact("request.route", FactType.CHOICE, choices=("direct", "indirect")),
            fact("request.amount", FactType.MONEY),
            fact("request.term", FactType.NUMBER, Unit.MONTHS),
            fact("request.rate", FactType.NUMBER, Unit.RATE),
            fact("request.rate_margin", FactType.NUMBER, Unit.BASIS_POINTS, "rate_margin"),
            fact("request.pledge_ratio", FactType.NUMBER, Unit.RATIO, "pledge_ratio"),
            fact("enterprise.name", FactType.TEXT),
            fact("enterprise.credit_code", FactType.CREDIT_CODE),
            fact("enterprise.industry", FactType.CHOICE, choices=("工业",)),
            fact("enterprise.employees", FactType.NUMBER, Unit.PERSONS),
            fact("enterprise.revenue", FactType.MONEY),
            fact("enterprise.total_assets", FactType.MONEY),
            fact(
                "enterprise.size_class",
                FactType.CHOICE,
                formula="size_class",
                choices=("micro", "small", "medium", "large"),
            ),
            fact("enterprise.fixed_premises", FactType.FLAG),
            fact("enterprise.status", FactType.CHOICES, choices=("high_tech", "pilot")),
            fact("enterprise.patents_owned", FactType.NUMBER, Unit.COUNT),
            fact("patent.number", FactType.PATENT_NUMBER),
            fact("patent.kind", FactType.CHOICE, choices=("invention", "utility_model", "design")),
            fact("patent.filing_date", FactType.DATE),
            fact("patent.expiry_date", FactType.DATE, formula="patent_expiry"),
            fact("patent.fee_paid_until", FactType.DATE),
            fact("patent.in_force", FactType.FLAG, formula="patent_in_force"),
            fact("patent.remaining_validity", FactType.NUMBER, Unit.MONTHS, "remaining_validity"),
            fact("patent.co_owned", FactType.FLAG),
            fact("patent.co_owner_consents", FactType.FLAG),
            fact("valuation.appraised_value", FactType.MONEY),
            fact("valuation.market_value", FactType.MONEY),
            fact("valuation.collateral_value", FactType.MONEY, formula="collateral_value"),
            fact("record.lpr", FactType.NUMBER, Unit.RATE),
            fact("record.drawn_this_year", FactType.MONEY),
            fact("record.granted_this_year", FactType.MONEY),
            fact("record.pending_this_year", FactType.MONEY),
            fact("record.excluded", FactType.FLAG),
        )
    )
)

PARAMETERS = MappingProxyType(
    dict(
        (
            parameter("loan_max", "1", "1000万元", Comparison.AT_MOST),
            parameter("term_max", "1", "1年", Comparison.AT_MOST),
            parameter("year_max", "4.2", "1000万元", Comparison.AT_MOST),
            parameter("ratio_max", "4.2", "80%", Comparison.AT_MOST, Strength.IN_PRINCIPLE),
            parameter("margin_max", "4.3", "100个基点", Comparison.AT_MOST),
            parameter("validity_min", "5.1.3.2", "3年", Comparison.AT_LEAST),
        )
    )
)

CO_OWNED = Is(fact="patent.co_owned", content=True)

RULES = (
    rule(
        "term", "1", Compare(fact="request.term", compare=Comparison.AT_MOST, parameter="term_max")
    ),
    rule(
        "ratio",
        "4.2",
        Compare(fact="request.pledge_ratio", compare=Comparison.AT_MOST, parameter="ratio_max"),
        Strength.IN_PRINCIPLE,
    ),
    rule(
        "margin",
        "4.3",
        Compare(fact="request.rate_margin", compare=Comparison.AT_MOST, parameter="margin_max"),
    ),
    rule(
        "size",
        "5.1.1",
        OneOf(fact="enterprise.size_class", contents=("micro", "small", "medium")),
    ),
    rule("premises", "5.1.1", Is(fact="enterprise.fixed_premises", content=True)),
    rule("patent_in_force", "5.1.2", Is(fact="patent.in_force", content=True)),
    rule(
        "validity",
        "5.1.3.2",
        Compare(
            fact="patent.remaining_validity",
            compare=Comparison.AT_LEAST,
            parameter="validity_min",
        ),
    ),
    rule("consent", "5.1.3.3", Is(fact="patent.co_owner_consents", content=True), when=CO_OWNED),
    rule(
        "known_status",
        "5.4",
        AnyOf(
            parts=(
                OneOf(fact="enterprise.status", contents=("high_tech",)),
                Is(fact="enterprise.fixed_premises", content=True),
            )
        ),
        Strength.SUGGESTED,
    ),
    rule("not_excluded", "8.5", Is(fact="record.excluded", content=False)),
)

LIMITS = (
    Limit(id="loan", label=label("loan"), clause="1", formula="fixed_cap", parameter="loan_max"),
    Limit(
        id="year", label=label("year"), clause="4.2", formula="yearly_room", parameter="year_max"
    ),
    Limit(
        id="value",
        label=label("value"),
        clause="4.2",
        formula="value_times_ratio",
        parameter="ratio_max",
    ),
)

SCHEME = Scheme(
    id="made-up-2020",
    title=label("made up"),
    issuers=(),
    documents=(),
    in_force_from=START,
    in_force_until=END,
    place=label("nowhere"),
    currency="CNY",
    content_hash="0" * 64,
    clauses=MappingProxyType(
        {
            clause: Clause(id=clause, summary=label(clause), coverage=Coverage.ENCODED)
            for clause in ("1", "4.2", "4.3", "5.1.1", "5.1.2", "5.1.3.2", "5.1.3.3", "5.4", "8.5")
        }
    ),
    parameters=PARAMETERS,
    facts=FACTS,
    rules=RULES,
    limits=LIMITS,
    papers=MappingProxyType({}),
    routes=MappingProxyType(
        {
            name: Route(
                id=name, label=label(name), clause="1", pledgee="bank", parties=(), steps=()
            )
            for name in ("direct", "indirect")
        }
    ),
    duties=(),
    interpretations=MappingProxyType({}),
    waivers=(),
)


def quote(since: date, one_year: str, over_five_years: str) -> LprQuote:
    return LprQuote(
        since=since, one_year=Decimal(one_year), over_five_years=Decimal(over_five_years)
    )


REFERENCE = ReferenceTables(
    size_standards={
        "工业": SizeStandard(
            industry="工业",
            limits={
                SizeMeasure.EMPLOYEES: SizeLimits(
                    large_from=Decimal(1000), medium_from=Decimal(300), small_from=Decimal(20)
                ),
                SizeMeasure.REVENUE: SizeLimits(
                    large_from=Decimal(400_000_000),
                    medium_from=Decimal(20_000_000),
                    small_from=Decimal(3_000_000),
                ),
            },
            confirmed=True,
        )
    },
    lpr=(
        quote(date(2020, 2, 20), "0.0405", "0.0475"),
        quote(date(2020, 4, 20), "0.0385", "0.0465"),
        quote(date(2021, 12, 20), "0.0380", "0.0465"),
    ),
    lpr_confirmed_until=date(2022, 1, 1),
)


def eligible() -> dict[str, object]:
    """A case that meets every rule, as a person writes it."""
    return {
        "route": "direct",
        "request": {"amount": "300万元", "term": "12个月", "rate": "4.85%"},
        "enterprise": {
            "name": "样例科技有限公司（虚构）",
            "industry": "工业",
            "employees": "120人",
            "revenue": "5000万元",
            "fixed_premises": True,
        },
        "patents": [
            {
                "number": "ZL201710601862.3",
                "filing_date": "2017-07-21",
                "fee_paid_until": "2021-07-21",
                "co_owned": False,
            }
        ],
        "valuation": {"appraised_value": "500万元", "market_value": "450万元"},
        "record": {
            "drawn_this_year": "0元",
            "granted_this_year": "0元",
            "pending_this_year": "0元",
            "excluded": False,
        },
    }


def case(**changes: object) -> dict[str, object]:
    """The eligible case with answers changed: `request__amount="1万元"`; None takes one away."""
    data = eligible()
    for path, answer in changes.items():
        part, _, name = path.partition("__")
        target = data["patents"][0] if part == "patent" else data[part]
        target[name] = answer
    return data


def assessed(
    data: dict[str, object],
    *,
    on: date = ON,
    scheme: Scheme = SCHEME,
    exceptions: tuple[AllowedException, ...] = (),
) -> Assessment:
    facts = read_facts(scheme, data)
    return assess(scheme, facts, on=on, reference=REFERENCE, exceptions=exceptions)


def remedied(data: dict[str, object], *, on: date = ON) -> Remedy:
    return remedy(SCHEME, read_facts(SCHEME, data), on=on, reference=REFERENCE)


def with_rules(*rules: Rule) -> Scheme:
    return replace(SCHEME, rules=rules, limits=())


def with_parameter(name: str, text: str) -> Scheme:
    old = PARAMETERS[name]
    value = DatedValue(since=START, value=parse_quantity(text))
    parameters = {**PARAMETERS, name: replace(old, values=(value,))}
    return replace(SCHEME, parameters=MappingProxyType(parameters))
