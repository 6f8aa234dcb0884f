"""Two people do the same thing at the same moment, each in a process of their own: one wins."""

from tests.concurrency.desk import Town
from tests.concurrency.orders import (
    PINE,
    SPRING,
    THREE_MILLION,
    events_of,
    of_case,
    one_won,
    opened,
    task,
    task_of,
    tasks_named,
)


def test_of_two_completions_of_one_task_one_counts(town: Town) -> None:
    case = opened(town)
    town.do("walk_to", case=case, task="accept_filing", amount=THREE_MILLION)

    outcomes = town.at_once(
        task(case, "accept_filing", who="bureau", key="officer"),
        task(case, "accept_filing", who="bureau-approver", key="approver"),
    )

    winner, loser = one_won(outcomes)
    found = town.look()
    done = [one for one in found["tasks"] if one["task"] == "accept_filing"]
    assert [one["status"] for one in done] == ["done"]
    assert done[0]["closed_by__username"] == ("bureau", "bureau-approver")[winner]
    assert len(events_of(found, task="accept_filing")) == 1
    assert tasks_named(found, "apply_for_appraisal") == ["open"]
    assert "task_already_done" in outcomes[loser].codes


def test_the_same_key_twice_at_once_is_done_once_and_answered_twice(town: Town) -> None:
    case = opened(town)
    town.do("walk_to", case=case, task="accept_filing", amount=THREE_MILLION)
    same = task(case, "accept_filing", who="bureau", key="pressed twice")

    first, second = town.at_once(same, same)

    assert first.is_done
    assert second.is_done
    assert first.answer == second.answer
    found = town.look()
    assert len(events_of(found, task="accept_filing")) == 1
    kept = [command for command in found["commands"] if command["key"] == "pressed twice"]
    assert [command["answer"] for command in kept] == [first.answer]


def test_the_same_key_with_other_content_at_once_is_refused_for_one(town: Town) -> None:
    outcomes = town.at_once(
        ("open_case", {"who": PINE, "amount": "200万元", "key": "one key"}),
        ("open_case", {"who": PINE, "amount": "300万元", "key": "one key"}),
    )

    winner, loser = one_won(outcomes)
    assert outcomes[loser].codes == ("idempotency_key_reused",)
    cases = town.look()["cases"]
    assert [case["amount"] for case in cases] == [(200_000_000, 300_000_000)[winner]]


def test_a_right_is_pledged_once_when_two_cases_register_it_at_once(town: Town) -> None:
    cases = [opened(town, key=f"case {place}") for place in range(2)]
    for case in cases:
        town.do("walk_to", case=case, task="register_pledge", amount=THREE_MILLION)

    outcomes = town.at_once(
        *(task(case, "register_pledge", who="guarantor", key=f"register {case}") for case in cases)
    )

    winner, loser = one_won(outcomes)
    assert "5.1.2" in outcomes[loser].clauses
    found = town.look()
    assert {pledge["case__number"] for pledge in found["pledges"]} == {cases[winner]}
    pledged = sorted(pledge["right__number"] for pledge in found["pledges"])
    assert len(pledged) == 2
    assert len(set(pledged)) == 2
    assert task_of(found, cases[loser], "register_pledge") == "open"
    assert task_of(found, cases[loser], "confirm_guarantee") is None


def test_the_database_itself_refuses_a_second_pledge_at_once(town: Town) -> None:
    case = opened(town)
    right = town.look()["rights"][0]["number"]

    outcomes = town.at_once(
        *(
            ("pledge_past_the_services", {"right": right, "case": case, "number": number})
            for number in ("Y-1", "Y-2")
        )
    )

    assert sorted(outcome.kind for outcome in outcomes) == ["conflict", "done"]
    assert len(town.look()["pledges"]) == 1


def test_two_applications_race_for_the_room_of_the_year_and_one_gets_it(town: Town) -> None:
    opened(town, who=SPRING)

    outcomes = town.at_once(
        ("open_case", {"who": PINE, "amount": "600万元", "key": "officer"}),
        ("open_case", {"who": f"{PINE}-approver", "amount": "600万元", "key": "approver"}),
    )

    _, loser = one_won(outcomes)
    assert "4.2" in outcomes[loser].clauses
    found = town.look()
    assert [case["amount"] for case in found["cases"]] == [300_000_000, 600_000_000]
    assert len([event for event in found["events"] if event["kind"] == "case.opened"]) == 2


def test_two_applications_that_both_fit_the_year_both_get_in(town: Town) -> None:
    opened(town, who=SPRING)

    outcomes = town.at_once(
        ("open_case", {"who": PINE, "amount": "600万元", "key": "officer"}),
        ("open_case", {"who": f"{PINE}-approver", "amount": "400万元", "key": "approver"}),
    )

    assert all(outcome.is_done for outcome in outcomes)
    amounts = sorted(case["amount"] for case in town.look()["cases"])
    assert amounts == [300_000_000, 400_000_000, 600_000_000]


def test_two_enterprises_applying_at_once_get_numbers_of_their_own(town: Town) -> None:
    outcomes = town.at_once(
        ("open_case", {"who": PINE, "amount": THREE_MILLION, "key": "one"}),
        ("open_case", {"who": SPRING, "amount": THREE_MILLION, "key": "one"}),
    )

    numbers = [outcome.answer["case"] for outcome in outcomes]
    assert sorted(numbers) == [case["number"] for case in town.look()["cases"]]
    assert len(set(numbers)) == 2


def test_the_last_two_visits_at_once_open_what_comes_after_them_once(town: Town) -> None:
    case = opened(town)
    town.do("walk_to", case=case, task="bank_visit", amount=THREE_MILLION)
    town.do("do_task", **task(case, "appraiser_visit", who="appraiser", key="visit")[1])

    outcomes = town.at_once(
        task(case, "bank_visit", who="bank", key="visit"),
        task(case, "guarantor_visit", who="guarantor", key="visit"),
    )

    assert all(outcome.is_done for outcome in outcomes)
    found = town.look()
    assert tasks_named(found, "fix_collateral_value") == ["open"]
    sequences = [event["sequence"] for event in of_case(found, case)]
    assert sequences == list(range(1, len(sequences) + 1))


def test_both_approvals_at_once_grant_the_case_once(town: Town) -> None:
    case = opened(town)
    town.do("walk_to", case=case, task="bank_approval", amount=THREE_MILLION)

    outcomes = town.at_once(
        task(case, "bank_approval", who="bank", key="approve"),
        task(case, "guarantor_approval", who="guarantor", key="approve"),
    )

    assert all(outcome.is_done for outcome in outcomes)
    assert tasks_named(town.look(), "formal_report") == ["open"]


def test_of_publishing_and_refusing_a_version_at_once_one_counts(town: Town) -> None:
    version = town.do("propose_version", who="bureau", value="4%", key="propose")["version"]
    decision = {"who": "bureau-approver", "version": version}

    outcomes = town.at_once(
        ("publish_version", {**decision, "key": "publish"}),
        ("refuse_version", {**decision, "key": "refuse"}),
    )

    _, loser = one_won(outcomes)
    assert outcomes[loser].codes == ("scheme_version_decided_already",)
