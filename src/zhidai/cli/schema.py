"""`zhidai schema`: the JSON Schema of each input and output, made from the types themselves."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Final

import typer
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import NamedTupleSchema

from zhidai.cli.actus_schema import actus_contract_schema
from zhidai.cli.case_schema import DIALECT, case_schema
from zhidai.cli.facts_schema import facts_schema
from zhidai.cli.loan_schema import claimed_loan_schema, loan_schema
from zhidai.cli.output import LanguageOption, print_json
from zhidai.cli.scheme_argument import scheme_of
from zhidai.cli.valuation_schema import (
    appraisals_schema,
    approaches_schema,
    deal_schema,
    overrides_schema,
)
from zhidai.core.errors import bad_input
from zhidai.core.policy.assessment import Assessment

CASE: Final = "case"

# What commands read besides a case, whose form is its scheme's.
INPUTS: Final[Mapping[str, Callable[[], dict[str, Any]]]] = MappingProxyType(
    {
        "loan": loan_schema,
        "claimed-loan": claimed_loan_schema,
        "actus-contract": actus_contract_schema,
        "facts": facts_schema,
        "appraisals": appraisals_schema,
        "deal": deal_schema,
        "approaches": approaches_schema,
        "overrides": overrides_schema,
    }
)
# What each command prints with --json: module and type, loaded when asked for.
OUTPUTS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "assessment": ("zhidai.cli.assess", "AssessmentAnswer"),
        "trace": ("zhidai.cli.schema", "TraceEnvelope"),
        "patents-check": ("zhidai.cli.patents", "PatentListReport"),
        "scheme-list": ("zhidai.cli.scheme", "SchemeList"),
        "scheme-show": ("zhidai.cli.scheme", "SchemeBesideClauses"),
        "scheme-check": ("zhidai.cli.scheme", "CheckReport"),
        "scheme-audit": ("zhidai.cli.policy", "AuditAnswer"),
        "scheme-draft": ("zhidai.cli.policy", "DraftAnswer"),
        "loan-replay": ("zhidai.cli.loan", "LoanAnswer"),
        "loan-import": ("zhidai.cli.loan_import", "ImportAnswer"),
        "loan-travel": ("zhidai.cli.loan_travel", "TravelAnswer"),
        "loan-cost": ("zhidai.cli.loan_cost", "LoanCostAnswer"),
        "scheme-diff": ("zhidai.cli.scheme_diff", "DiffAnswer"),
        "journal-reconcile": ("zhidai.core.journal.reconciliation", "Reconciliation"),
        "journal-balance": ("zhidai.cli.journal", "TrialBalance"),
        "filing-list": ("zhidai.cli.filing", "FilingList"),
        "filing-show": ("zhidai.cli.filing", "FilingAnswer"),
        "warnings": ("zhidai.cli.early_warnings", "WarningList"),
        "anomalies": ("zhidai.cli.anomalies", "AnomalyReport"),
        "npl": ("zhidai.cli.npl", "NplAnswer"),
        "party-begin": ("zhidai.cli.party", "BeginAnswer"),
        "party-list": ("zhidai.cli.party", "PartyList"),
        "person-list": ("zhidai.cli.party_person", "PersonList"),
        "person-half": ("zhidai.cli.party_person", "HalfAnswer"),
        "breach-list": ("zhidai.cli.breaches", "BreachList"),
        "breach-show": ("zhidai.cli.breaches", "BreachAnswer"),
        "anomaly-book": ("zhidai.core.anomalies.book", "Book"),
        "scheme-xray": ("zhidai.core.xray.xray", "Xray"),
        "screen": ("zhidai.cli.screen", "ScreenReport"),
        "book-replay": ("zhidai.cli.book", "BookReport"),
        "value-book": ("zhidai.cli.value_book", "ValuationReport"),
        "value-calibrate": ("zhidai.cli.value_calibrate", "CalibrationAnswer"),
        "value-compare": ("zhidai.cli.value_compare", "CompareAnswer"),
        "value-overrides": ("zhidai.core.valuation.overrides", "OverrideReport"),
        "value-reconcile": ("zhidai.core.valuation.approaches_file", "Approaches"),
        "value-sheet": ("zhidai.core.valuation.deal_sheet", "DealSheet"),
        "value-twins": ("zhidai.cli.value_twins", "TwinsAnswer"),
        "ledger-report": ("zhidai.core.ledger.answer", "LedgerAnswer"),
        "ledger-registrations": ("zhidai.core.pledge_register.answer", "RegisterAnswer"),
        "actus-events": ("zhidai.cli.actus", "ActusEvents"),
        "loan-export": ("zhidai.cli.actus", "ActusContracts"),
        "stats": ("zhidai.cli.stats", "StatsAnswer"),
        "bulletin": ("zhidai.cli.bulletin", "BulletinAnswer"),
    }
)

# A reason is printed with its sentence, and its parameters in the language chosen.
_REASON: Final[Mapping[str, object]] = MappingProxyType(
    {
        "type": "object",
        "title": "Reason",
        "properties": {
            "code": {"type": "string"},
            "clause": {"type": ["string", "null"]},
            "parameters": {"type": "object"},
            "sentence": {"type": "string"},
        },
        "required": ["code", "clause", "parameters", "sentence"],
        "additionalProperties": False,
    }
)


class _Named(GenerateJsonSchema):
    """A named tuple is printed as an object with its names, like any other value."""

    def named_tuple_schema(self, schema: NamedTupleSchema) -> JsonSchemaValue:
        properties = {one["name"]: self.generate_inner(one["schema"]) for one in schema["fields"]}
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceEnvelope:
    """`zhidai.trace.v1`: what is stored with a decision."""

    format: str
    engine: str
    assessment: Assessment


def register(root: typer.Typer) -> None:
    """Adds the command to the root."""
    root.command("schema")(show)


def show(
    name: Annotated[
        str | None, typer.Argument(help="Without a name: lists the names. 模式名称。")
    ] = None,
    *,
    scheme: Annotated[
        str, typer.Option("--scheme", metavar="ID", help="Whose case. 案件所属方案。")
    ] = "ganzhou-2020",
    lang: LanguageOption = None,
) -> None:
    """Print the JSON Schema of an input or output. 输出 JSON Schema。"""
    names = (CASE, *INPUTS, *OUTPUTS)
    if name is None:
        for one in names:
            typer.echo(one)
        return
    if name not in names:
        raise bad_input("schema_unknown", name=name[:40], known=", ".join(names))
    if name == CASE:
        print_json(case_schema(scheme_of(scheme)))
        return
    print_json(INPUTS[name]() if name in INPUTS else output_schema(name))


def output_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an output."""
    module, kind = OUTPUTS[name]
    schema = TypeAdapter(getattr(importlib.import_module(module), kind)).json_schema(
        mode="serialization", schema_generator=_Named
    )
    if "Reason" in schema.get("$defs", {}):
        schema["$defs"]["Reason"] = dict(_REASON)
    return {"$schema": DIALECT, **schema, "title": f"zhidai {name}"}
