"""Reads a scheme folder: the whole of it, or none of it with every error named.

The files are described in docs/scheme-format.md. `content_hash` covers every YAML file that makes
the scheme (worked examples and seals do not), so that a running case can be pinned to what it was
opened under and any change of any value shows.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from zhidai.core.errors import bad_input
from zhidai.core.policy.case_facts import ROUTE
from zhidai.core.policy.scheme import Choice, Fact, Scheme
from zhidai.schemes.assertions import read_assertions
from zhidai.schemes.breakers import read_breakers, read_sanctions
from zhidai.schemes.claim_triggers import read_claim_triggers
from zhidai.schemes.clauses import read_clauses
from zhidai.schemes.closed_lists import PLATFORM, ClosedLists, of_the_core
from zhidai.schemes.collateral import read_collateral
from zhidai.schemes.facts import read_facts
from zhidai.schemes.fees import read_fee_ceilings
from zhidai.schemes.fields import Loading, label_of
from zhidai.schemes.folder import SEALS, SHARED, Folder, read_folder
from zhidai.schemes.identity import Identity, read_identity
from zhidai.schemes.ids import id_of
from zhidai.schemes.interpretations import read_interpretations, read_waivers
from zhidai.schemes.limit_premises import hold_limits
from zhidai.schemes.losses import read_funds, read_loss_models
from zhidai.schemes.papers import read_duties, read_papers
from zhidai.schemes.parameters import read_parameters
from zhidai.schemes.problems import Problems
from zhidai.schemes.rates import read_rate_ceilings
from zhidai.schemes.repayments import FACT as REPAYMENT
from zhidai.schemes.repayments import offer_only, read_repayments
from zhidai.schemes.routes import read_routes
from zhidai.schemes.rules import read_limits, read_rules
from zhidai.schemes.seals import read_seals
from zhidai.schemes.subsidies import read_subsidies, read_subsidy_caps
from zhidai.schemes.tables import read_tables
from zhidai.schemes.yaml_source import Map

_SHIPPED = files("zhidai.schemes")


def shipped_schemes() -> tuple[str, ...]:
    """The ids of the schemes that come with the platform."""
    return tuple(
        sorted(each.name for each in _SHIPPED.iterdir() if each.joinpath("scheme.yaml").is_file())
    )


@cache
def shipped(scheme_id: str) -> Scheme:
    """A scheme that comes with the platform; `scheme_unknown` if there is none of that id."""
    return load_scheme(shipped_folder(scheme_id))


def shipped_folder(scheme_id: str) -> Traversable:
    """The folder of a scheme that comes with the platform."""
    known = shipped_schemes()
    if scheme_id not in known:
        raise bad_input("scheme_unknown", scheme=scheme_id, known=", ".join(known))
    return _SHIPPED.joinpath(scheme_id)


def shared_vocabulary() -> Traversable:
    """The shared facts of the trade, beside the folders."""
    return _SHIPPED.joinpath(SHARED)


def load_scheme(
    folder: Traversable | Path,
    *,
    closed: ClosedLists | None = None,
    vocabulary: Traversable | None = None,
) -> Scheme:
    """The scheme of a folder. `BadInput` carries one reason per error, in order of file and line.

    `closed` and `vocabulary` replace the core's closed lists and the shared facts of the trade.
    """
    problems = Problems()
    found = read_folder(folder, vocabulary or shared_vocabulary(), problems)
    loading = Loading(problems=problems, closed=closed or of_the_core())
    identity = read_identity(found.map("scheme.yaml"), loading)
    shared = (SHARED,) if identity.extends_vocabulary else ()
    _declare(found, identity, shared, loading)
    scheme = _scheme(found, identity, shared, loading)
    hold_limits(found.maps("limits.yaml"), scheme, loading)
    problems.refuse_if_any()
    return scheme


def _declare(found: Folder, identity: Identity, shared: tuple[str, ...], loading: Loading) -> None:
    """The names that files may refer to, taken first so that the order of files is free."""
    names = loading.names
    names["clause"] = found.map("clauses.yaml").keys
    names["parameter"] = found.map("parameters.yaml").keys
    names["paper"] = found.map("papers.yaml").keys
    own = found.map("facts.yaml")
    names["fact"] = {key for name in shared for key in found.map(name).keys} | set(own.keys)
    parties = loading.closed.parties | identity.own_parties.keys()
    names["party"] = parties
    names["answerer"] = parties | {PLATFORM}
    names["level"] = identity.levels.keys()
    names["source"] = {*identity.levels, *parties}
    names["route"] = {str(id_of(route)) for route in found.routes}
    names["fund"] = found.map("funds.yaml").keys
    names["table"] = found.map("tables.yaml").keys
    names["subsidy"] = {id_of(one) for one in found.maps("subsidies.yaml")}
    names["formula"] = loading.closed.derivations
    names["limit_formula"] = loading.closed.limits
    names["condition"] = loading.closed.conditions
    names["record"] = loading.closed.records
    names["letter"] = loading.closed.letters
    for name in shared:
        twice = set(found.map(name).keys) & set(own.keys)
        for entry in own.entries:
            if entry.key in twice:
                loading.problems.add("scheme_fact_shared", entry.place, fact=entry.key)


def _scheme(found: Folder, identity: Identity, shared: tuple[str, ...], loading: Loading) -> Scheme:
    """The scheme of what was read; facts and parameters first, for rules are held against them."""
    facts = {}
    for name in (*shared, "facts.yaml"):
        facts.update(read_facts(found.map(name), loading, own=name != SHARED))
    _answer_routes(facts, found.routes, loading)
    parameters = read_parameters(found.map("parameters.yaml"), loading)
    families = _families(found, loading, since=identity.in_force_from)
    if REPAYMENT in facts:
        offered = offer_only(facts[REPAYMENT], families["repayments"])
        facts[REPAYMENT] = loading.facts[REPAYMENT] = offered
    return Scheme(
        id=identity.id,
        title=identity.title,
        issuers=identity.issuers,
        documents=identity.documents,
        in_force_from=identity.in_force_from,
        in_force_until=identity.in_force_until,
        place=identity.place,
        currency=identity.currency,
        nature=identity.nature,
        version=identity.version,
        legal_basis=identity.legal_basis,
        levels=identity.levels,
        own_parties=identity.own_parties,
        content_hash=content_hash(found.contents, shared),
        clauses=MappingProxyType(read_clauses(found.map("clauses.yaml"), loading)),
        parameters=MappingProxyType(parameters),
        facts=MappingProxyType(_asked(facts, found)),
        rules=read_rules(found.maps("rules.yaml"), loading),
        limits=read_limits(found.maps("limits.yaml"), loading),
        papers=MappingProxyType(read_papers(found.map("papers.yaml"), loading)),
        routes=MappingProxyType(read_routes(found.routes, loading)),
        duties=read_duties(found.maps("duties.yaml"), loading),
        interpretations=MappingProxyType(
            read_interpretations(found.map("interpretations.yaml"), loading)
        ),
        waivers=read_waivers(found.maps("waivers.yaml"), loading),
        assertions=read_assertions(
            found.maps("assertions.yaml"), loading, since=identity.in_force_from
        ),
        seals=MappingProxyType(read_seals(found.map(SEALS), loading)),
        **families,
    )


def _asked(facts: dict[str, Fact], found: Folder) -> dict[str, Fact]:
    """The facts, without those shared ones that only some plans ask and this one never names."""
    text = b"".join(content for name, content in found.contents.items() if name != SHARED)
    return {
        name: fact
        for name, fact in facts.items()
        if not fact.only_where_asked or name.encode() in text
    }


def _answer_routes(facts: dict[str, Fact], routes: tuple[Map, ...], loading: Loading) -> None:
    """The answers to the question of the route are the scheme's own routes, where it has other."""
    fact = facts.get(ROUTE)
    ids = {id_of(route) for route in routes}
    if fact is None or not ids or ids <= {choice.value for choice in fact.choices}:
        return
    choices = tuple(
        Choice(value=id_of(route), label=label)
        for route in routes
        if (node := route.get("label")) is not None and (label := label_of(node, loading))
    )
    facts[ROUTE] = loading.facts[ROUTE] = replace(fact, choices=choices)


def _families(found: Folder, loading: Loading, *, since: date) -> dict[str, Any]:
    """What a plan may have beside its rules: each in a file of its own, none of them required."""
    subsidies = read_subsidies(found.maps("subsidies.yaml"), loading)
    return {
        "funds": MappingProxyType(read_funds(found.map("funds.yaml"), loading, since=since)),
        "loss_models": read_loss_models(found.maps("loss_sharing.yaml"), loading, since=since),
        "claim_triggers": read_claim_triggers(found.maps("claims.yaml"), loading),
        "breakers": read_breakers(found.maps("breaker.yaml"), loading),
        "sanctions": read_sanctions(found.maps("sanctions.yaml"), loading),
        "rate_ceilings": read_rate_ceilings(found.maps("rates.yaml"), loading),
        "fee_ceilings": read_fee_ceilings(found.maps("fees.yaml"), subsidies, loading),
        "subsidies": subsidies,
        "subsidy_caps": read_subsidy_caps(found.maps("subsidy_caps.yaml"), loading),
        "collateral": read_collateral(found.maps("collateral.yaml"), loading),
        "repayments": read_repayments(found.maps("repayment.yaml"), loading),
        "tables": MappingProxyType(read_tables(found.map("tables.yaml"), loading, since=since)),
    }


def content_hash(contents: Mapping[str, bytes], shared: tuple[str, ...]) -> str:
    """SHA-256 over the files in order of their names: each name, its length, its bytes.

    Line ends are brought to one form, so that a check-out on another system hashes alike.
    """
    digest = hashlib.sha256()
    for name in sorted(contents):
        if name == SEALS or (name == SHARED and name not in shared):
            continue
        content = contents[name].replace(b"\r\n", b"\n")
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()
