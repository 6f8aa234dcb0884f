"""`zhidai schema`: the JSON Schema of every input and output, made from the types themselves."""

import importlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final

import typer
from pydantic import TypeAdapter

from zhidai.cli.assess import AssessmentAnswer, scheme_named
from zhidai.cli.case_schema import case_schema
from zhidai.cli.output import LanguageOption, print_json
from zhidai.core.errors import bad_input

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
CASE: Final = "case"

# Outputs by name: what a command prints with --json, as the type that it prints.
OUTPUTS: Final[Mapping[str, Callable[[], object]]] = MappingProxyType(
    {
        "assessment": lambda: AssessmentAnswer,
        "trace": lambda: _named("zhidai.cli.trace_envelope", "TraceEnvelope"),
    }
)


def register(root: typer.Typer) -> None:
    """Adds the command to the root."""
    root.command("schema", help="Print the JSON Schema of an input or output. 输出 JSON Schema。")(
        show
    )


def show(
    name: Annotated[str | None, typer.Argument(help="Without a name: lists the names.")] = None,
    scheme: Annotated[str, typer.Option(help="The scheme whose case is described.")] = (
        "ganzhou-2020"
    ),
    lang: LanguageOption = None,
) -> None:
    """Lists the schemas, or prints one."""
    names = (CASE, *OUTPUTS)
    if name is None:
        for one in names:
            typer.echo(one)
        return
    if name not in names:
        raise bad_input("schema_unknown", name=name[:40], known=", ".join(names))
    print_json(case_schema(scheme_named(scheme)) if name == CASE else output_schema(name))


def output_schema(name: str) -> dict[str, Any]:
    """The JSON Schema of an output."""
    schema = TypeAdapter(OUTPUTS[name]()).json_schema(mode="serialization")
    return {"$schema": DIALECT, "title": f"zhidai {name}", **schema}


def _named(module: str, name: str) -> object:
    return getattr(importlib.import_module(module), name)
