"""Who may take which role of a case together: each party once, one of a kind unless named so."""

from dataclasses import replace

from zhidai.core.parties import PartyKind
from zhidai.core.policy.scheme import Scheme
from zhidai.core.policy.taking_part import Assigned, against_assignment, kind_of, roles_of
from zhidai.schemes.reader import shipped

SCHEME = shipped("qinglan-2021")
ROUTE = "guaranteed"


def usual(scheme: Scheme = SCHEME) -> dict[str, Assigned]:
    """A party of its own for each role of the route."""
    return {
        role: Assigned(number, str(kind_of(scheme, role)), f"{role}（虚构）")
        for number, role in enumerate(roles_of(scheme, ROUTE))
    }


def codes(scheme: Scheme, assigned: dict[str, Assigned]) -> list[str]:
    return [one.code for one in against_assignment(scheme, ROUTE, assigned)]


def with_two_guarantors() -> Scheme:
    """The plan with a second role of the guarantor's kind on the route."""
    second = replace(SCHEME.own_parties["insurer"], kind=PartyKind.GUARANTOR)
    route = SCHEME.routes[ROUTE]
    return replace(
        SCHEME,
        own_parties={**SCHEME.own_parties, "second_guarantor": second},
        routes={ROUTE: replace(route, parties=(*route.parties, "second_guarantor"))},
    )


def test_a_party_for_every_role_is_taken_and_a_role_left_out_is_not() -> None:
    assigned = usual()
    assert codes(SCHEME, assigned) == []

    del assigned["guarantor"]

    assert codes(SCHEME, assigned) == ["party_not_chosen"]


def test_a_second_guarantor_stands_only_where_the_scheme_names_two() -> None:
    second = Assigned(99, "guarantor", "乙担保公司（虚构）")
    two = with_two_guarantors()

    [against] = against_assignment(SCHEME, ROUTE, {**usual(), "second_guarantor": second})

    assert against.code == "party_of_kind_taken"
    assert (against.parameters["party"], against.parameters["most"]) == (second.name, 1)
    assert codes(two, {**usual(two), "second_guarantor": second}) == []


def test_one_party_twice_is_refused_where_the_scheme_names_two_roles() -> None:
    two = with_two_guarantors()
    assigned = usual(two)
    assigned["second_guarantor"] = assigned["guarantor"]

    [against] = against_assignment(two, ROUTE, assigned)

    assert against.code == "party_twice_in_case"
    assert against.parameters["role"] == "guarantor"
    assert against.parameters["other"] == "second_guarantor"


def test_a_party_that_the_route_has_no_role_for_is_refused() -> None:
    insurer = Assigned(99, "insurer", "某保险（虚构）")

    assert codes(SCHEME, {**usual(), "insurer": insurer}) == ["party_without_role"]
    wrong = {**usual(), "guarantor": Assigned(99, "bank", "某银行（虚构）")}
    assert codes(SCHEME, wrong) == ["party_not_chosen"]
