"""`zhidai scheme xray`: what a plan means in money."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from zhidai.cli.output import JsonOption, LanguageOption, language, print_json, printable, say
from zhidai.cli.scheme_argument import SchemeArgument, scheme_of
from zhidai.core.calendar import parse_day
from zhidai.core.errors import bad_input
from zhidai.core.money import parse_yuan
from zhidai.core.policy.reference_tables import LprQuote
from zhidai.core.policy.scheme import Scheme
from zhidai.core.xray.defaults import highest_rate, quote_of
from zhidai.core.xray.left_out import require_begun
from zhidai.core.xray.premises import Premises, rate_of
from zhidai.core.xray.xray import xray as take_xray
from zhidai.documents.file_writing import write_file
from zhidai.documents.letters.xray import xray_paper
from zhidai.reference.assessment_tables import reference_tables
from zhidai.reference.working_days import working_days
from zhidai.wording.xray import sections
from zhidai.wording.xray_figures import Section


def _option(name: str, said: str) -> typer.models.OptionInfo:
    option: typer.models.OptionInfo = typer.Option(name, help=said)
    return option


FundingCostOption = Annotated[
    str, _option("--funding-cost", "What money costs the bank. 银行资金成本。")
]
DefaultRateOption = Annotated[str, _option("--default-rate", "Loans that fail in a year. 违约率。")]
IncomeOption = Annotated[
    list[str] | None, _option("--income", "reguarantor=0.3%: what the plan leaves open. 收入。")
]
IpShareOption = Annotated[
    str | None, _option("--ip-share", "Secured by IP; default: the plan's least. 质押份额。")
]
GuaranteeFeeOption = Annotated[
    str | None, _option("--guarantee-fee", "Yearly; default: the ceiling. 担保费率。")
]
AppraisalFeeOption = Annotated[
    str | None, _option("--appraisal-fee", "Yearly; default: the ceiling. 评估费率。")
]

InsurancePremiumOption = Annotated[
    str | None, _option("--insurance-premium", "Yearly; plans often state none. 保费费率。")
]
RegistrationFeeOption = Annotated[
    str | None, _option("--registration-fee", "In yuan, paid once. 登记费（元）。")
]


def xray(
    scheme: SchemeArgument,
    *,
    on: Annotated[str | None, _option("--on", "Day. 日期。")] = None,
    route: Annotated[str | None, _option("--route", "Whose loss model. 融资路径。")] = None,
    amount: Annotated[str, _option("--amount", "Reference loan. 参考贷款。")] = "300万元",
    days: Annotated[int, _option("--days", "Its term in days. 期限（天）。")] = 365,
    rate: Annotated[str | None, _option("--rate", "Its yearly rate. 年利率。")] = None,
    lpr: Annotated[str | None, _option("--lpr", "LPR. 贷款市场报价利率。")] = None,
    funding_cost: FundingCostOption = "2.5%",
    default_rate: DefaultRateOption = "2%",
    recovery: Annotated[str, _option("--recovery", "Recovered of a loss. 回收率。")] = "20%",
    ip_share: IpShareOption = None,
    guarantee_fee: GuaranteeFeeOption = None,
    appraisal_fee: AppraisalFeeOption = None,
    insurance_premium: InsurancePremiumOption = None,
    registration_fee: RegistrationFeeOption = None,
    income: IncomeOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a PDF. 输出 PDF。")
    ] = None,
    json: JsonOption = False,
    lang: LanguageOption = None,
) -> None:
    """Say what a plan means in money: break-evens, costs, tensions. 透视方案的资金影响。"""
    found = scheme_of(scheme)
    if route is not None and route not in found.routes:
        raise bad_input("case_route_unknown", field=route[:40], known=", ".join(found.routes))
    day = found.in_force_from if on is None else parse_day(on)
    require_begun(found, day)  # before a rate is sought that the plan does not have yet
    quote = _quote(lpr, day)
    premises = Premises(
        on=day,
        amount=parse_yuan(amount),
        days=days,
        rate=_rate(rate, highest_rate(found, day, quote, due_on=day + timedelta(days=days))),
        lpr=quote.one_year,
        lpr_five_years=quote.over_five_years,
        funding_cost=_rate(funding_cost, Decimal(0)),
        default_rate=_rate(default_rate, Decimal(0)),
        recovery=_rate(recovery, Decimal(0)),
        ip_share=None if ip_share is None else rate_of(ip_share),
        fees=_fees(
            guarantee_fee=guarantee_fee,
            appraisal_fee=appraisal_fee,
            insurance_premium=insurance_premium,
        ),
        fees_in_yuan=_in_yuan(registration_fee=registration_fee),
        other_income=MappingProxyType(dict(_income(one, found) for one in income or [])),
    )
    taken = take_xray(found, premises, route=route, working_days=working_days())
    if json:
        print_json(taken)
        return
    made = sections(taken, found, language())
    if output is not None:
        _write(output, found, made, day)
        return
    for section in made:
        _print(section)


def _fees(**given: str | None) -> Mapping[str, Decimal]:
    """The yearly rates that replace the plan's ceilings."""
    return MappingProxyType(
        {name: rate_of(text) for name, text in given.items() if text is not None}
    )


def _in_yuan(**given: str | None) -> Mapping[str, Decimal]:
    return MappingProxyType(
        {name: parse_yuan(text) for name, text in given.items() if text is not None}
    )


def _income(written: str, scheme: Scheme) -> tuple[str, Decimal]:
    """A party that bears losses, and what it earns a year per yuan lent."""
    party, _, rate = written.partition("=")
    known = dict.fromkeys(one for model in scheme.loss_models for one in model.shares)
    if party not in known:
        raise bad_input("xray_party_unknown", party=party[:40], known=", ".join(known) or "-")
    return party, rate_of(rate)


def _rate(text: str | None, default: Decimal) -> Decimal:
    return default if text is None else rate_of(text)


def _quote(lpr: str | None, day: date) -> LprQuote:
    """Of the day, with the one-year LPR that is given."""
    quote = quote_of(reference_tables(), day)
    return replace(quote, one_year=_rate(lpr, quote.one_year))


def _write(output: Path, scheme: Scheme, made: tuple[Section, ...], day: date) -> None:
    content = xray_paper(scheme, made, language=language(), dated=day)
    write_file(output, content)
    say("Written to {file}.", file=str(output))


def _print(section: Section) -> None:
    console = Console()
    console.print(f"\n[bold]{escape(section.title)}[/bold]")
    for formula in section.formulas:
        console.print(escape(formula))
    table = Table()
    for column in section.columns:
        table.add_column(escape(column), overflow="fold")
    for row in section.rows:
        table.add_row(*(escape(printable(cell)) for cell in row))
    console.print(table)
    for note in section.notes:
        console.print(escape(note))
