"""A new version of a scheme: proposed by one person, published by another, and who it holds for."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from tests.cast import SCHEME, Cast, open_indirect, state_day, walk_to
from tests.services.refusals import bad_input_told, refused

from zhidai.db.cases.models import Case
from zhidai.db.history.models import Event
from zhidai.db.schemes.models import SchemeDecision, SchemeVersion
from zhidai.schemes.amending import PARAMETERS, with_dated_value
from zhidai.schemes.archive import files_of, handed_out, uploaded_files
from zhidai.schemes.reader import shipped, shipped_folder
from zhidai.services.acting import Acting
from zhidai.services.cases.dossier import scheme_of
from zhidai.services.refusal import NotFound
from zhidai.services.schemes.proposals import (
    propose_folder,
    propose_value,
    publish,
    refuse,
    withdraw,
)
from zhidai.services.schemes.queries import folder_of_version, version_view, versions_of
from zhidai.services.schemes.versions import scheme_in_force
from zhidai.services.transactions import Answer

pytestmark = pytest.mark.django_db

APRIL = date(2021, 4, 1)
MAY = date(2021, 5, 1)


def colleague(cast: Cast) -> Acting:
    """Another person of the bureau."""
    return cast.approvers["bureau"]


def proposed(
    cast: Cast, value: str = "200万元", *, name: str = "loan_amount_max", key: str = "propose"
) -> int:
    answer: Answer = propose_value(
        cast.bureau, SCHEME, name, value, since=APRIL, why="试点调整（虚构）", key=key
    )
    return int(answer["version"])


def changed_folder(**texts: tuple[str, str]) -> bytes:
    """The shipped folder with a text replaced in a file: name without ending -> (old, new)."""
    files = files_of(shipped_folder(SCHEME))
    for stem, (old, new) in texts.items():
        name = f"{stem}.yaml"
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode())
    return handed_out(files, around=SCHEME)


def test_a_published_version_holds_for_cases_opened_from_its_day_on(cast: Cast) -> None:
    earlier = open_indirect(cast)
    publish(colleague(cast), SCHEME, proposed(cast), key="publish")

    state_day(date(2021, 3, 31))
    assert scheme_in_force(SCHEME, date(2021, 3, 31)) == shipped(SCHEME)
    state_day(APRIL)
    with refused() as told:
        open_indirect(cast, key="later")

    assert told.clauses == {"1"}
    walk_to(cast, earlier, "bank_approval")
    assert scheme_of(Case.objects.get(number=earlier)) == shipped(SCHEME)


def test_a_running_case_stays_on_its_version_even_where_an_old_value_was_rewritten(
    cast: Cast,
) -> None:
    number = open_indirect(cast)
    rewritten = changed_folder(parameters=("values: {2020-09-29: 5%}", "values: {2020-09-29: 4%}"))
    answer = propose_folder(
        cast.bureau, SCHEME, rewritten, in_force_from=APRIL, why="更正（虚构）", key="propose"
    )
    publish(colleague(cast), SCHEME, int(answer["version"]), key="publish")
    state_day(APRIL)

    now = scheme_in_force(SCHEME, APRIL).parameters["npl_ratio_max"].values[0].value.text
    pinned = scheme_of(Case.objects.get(number=number)).parameters["npl_ratio_max"]

    assert now == "4%"
    assert pinned.values[0].value.text == "5%"


def test_who_proposed_a_version_cannot_publish_or_refuse_it(cast: Cast) -> None:
    version = proposed(cast)

    with refused() as publishing:
        publish(cast.bureau, SCHEME, version, key="publish")
    with refused() as refusing:
        refuse(cast.bureau, SCHEME, version, grounds="不同意", key="refuse")

    assert publishing.codes == refusing.codes == {("scheme_version_needs_another_person", None)}
    assert not SchemeDecision.objects.exists()


def test_a_version_is_decided_on_once(cast: Cast) -> None:
    second = colleague(cast)
    version = proposed(cast)
    refuse(second, SCHEME, version, grounds="数值有误（虚构）", key="refuse")

    with refused() as told:
        publish(second, SCHEME, version, key="publish")

    assert told.codes == {("scheme_version_decided_already", None)}
    assert scheme_in_force(SCHEME, APRIL) == shipped(SCHEME)


def test_only_its_proposer_withdraws_a_version_and_grounds_are_needed(cast: Cast) -> None:
    version = proposed(cast)

    with refused() as by_another:
        withdraw(colleague(cast), SCHEME, version, grounds="撤回", key="1")
    with bad_input_told() as without:
        withdraw(cast.bureau, SCHEME, version, grounds="  ", key="2")
    withdraw(cast.bureau, SCHEME, version, grounds="另行提出（虚构）", key="3")

    assert by_another.codes == {("scheme_version_withdrawn_by_its_proposer", None)}
    assert without.codes == {("scheme_version_without_grounds", None)}
    assert versions_of(cast.bureau, SCHEME)[0].status == "withdrawn"


def test_nobody_but_the_bureau_of_the_place_proposes_or_sees_a_proposal(cast: Cast) -> None:
    with pytest.raises(NotFound):
        propose_value(
            cast.bank, SCHEME, "npl_ratio_max", "4%", since=APRIL, why="不该成功", key="bank"
        )
    version = proposed(cast)

    for reader in (None, cast.bank, cast.enterprise):
        assert [one.status for one in versions_of(reader, SCHEME)] == ["shipped"]
        with pytest.raises(NotFound):
            version_view(reader, SCHEME, version)


def test_a_wrong_value_is_corrected_for_the_same_day_until_it_is_in_force(cast: Cast) -> None:
    publish(colleague(cast), SCHEME, proposed(cast, "20万元"), key="wrong")

    publish(colleague(cast), SCHEME, proposed(cast, "200万元", key="right"), key="corrected")

    values = scheme_in_force(SCHEME, APRIL).parameters["loan_amount_max"].values
    assert [(one.since, one.value.text) for one in values[-2:]][1] == (APRIL, "200万元")
    assert len(values) == len(shipped(SCHEME).parameters["loan_amount_max"].values) + 1
    assert SchemeVersion.objects.filter(decision__decision="published").count() == 2
    state_day(APRIL)
    with bad_input_told() as told:
        proposed(cast, "300万元", key="too late")
    assert {one.code for one in told.reasons} == {"amended_day_taken"}


def test_a_correction_reaches_each_version_published_for_a_later_day(cast: Cast) -> None:
    publish(colleague(cast), SCHEME, proposed(cast, "20万元"), key="wrong")
    later = value_proposed(cast, "npl_ratio_max", "4%", since=MAY)
    publish(colleague(cast), SCHEME, later, key="later")

    proposed(cast, "200万元", key="right")
    waiting = SchemeVersion.objects.filter(decision=None, proposed_by__isnull=False)
    for row in waiting.order_by("-in_force_from"):
        publish(colleague(cast), SCHEME, row.pk, key=f"corrected {row.pk}")

    for day in (APRIL, MAY):
        value = scheme_in_force(SCHEME, day).value("loan_amount_max", day)
        assert value.text == "200万元"
    assert scheme_in_force(SCHEME, MAY).value("npl_ratio_max", MAY).text == "4%"


@pytest.mark.parametrize("value", ["5%", "400%"])
def test_a_value_that_cannot_be_meant_is_refused_in_one_sentence(cast: Cast, value: str) -> None:
    with bad_input_told() as told:
        proposed(cast, value, name="npl_ratio_max")

    assert len(told.reasons) == 1
    assert not SchemeVersion.objects.exists()


def test_a_value_of_another_unit_is_refused_with_what_to_write(cast: Cast) -> None:
    with bad_input_told() as told:
        proposed(cast, "0.45%/年", name="npl_ratio_max")

    (reason,) = told.reasons
    assert reason.code == "quantity_unit_differs"
    assert reason.parameters == {"text": "0.45%/年", "unit": "80%"}


def test_a_version_that_a_later_published_one_would_undo_is_not_published(cast: Cast) -> None:
    earlier = proposed(cast)
    publish(colleague(cast), SCHEME, proposed_for_may(cast), key="later")

    view = version_view(colleague(cast), SCHEME, earlier)
    with refused() as told:
        publish(colleague(cast), SCHEME, earlier, key="earlier")

    assert {one.code for one in told.reasons} == {"scheme_version_undone_later"}
    (reason,) = view.undone_later
    assert reason.parameters["later"] == MAY
    assert "loan_amount_max" in str(reason.parameters["parts"])
    assert not SchemeDecision.objects.filter(version=earlier).exists()


def test_it_is_published_once_the_later_one_was_proposed_again_with_its_change(cast: Cast) -> None:
    earlier = proposed(cast)
    publish(colleague(cast), SCHEME, proposed_for_may(cast), key="later")
    both = propose_folder(
        cast.bureau, SCHEME, both_changes(cast, earlier), in_force_from=MAY, why="并入", key="both"
    )

    publish(colleague(cast), SCHEME, int(both["version"]), key="both")
    publish(colleague(cast), SCHEME, earlier, key="earlier")

    for day in (APRIL, MAY):
        assert scheme_in_force(SCHEME, day).value("loan_amount_max", day).text == "200万元"
    assert scheme_in_force(SCHEME, MAY).value("npl_ratio_max", MAY).text == "4%"


def test_one_value_is_proposed_for_each_later_version_too_and_published_latest_first(
    cast: Cast,
) -> None:
    stricter = changed_folder(parameters=("{2020-09-29: 25天}", "{2020-09-29: 20天}"))
    later = propose_folder(
        cast.bureau, SCHEME, stricter, in_force_from=MAY, why="后续（虚构）", key="later"
    )
    publish(colleague(cast), SCHEME, int(later["version"]), key="later")

    earlier = proposed(cast)
    rows = SchemeVersion.objects.filter(decision=None, proposed_by__isnull=False).order_by("-id")
    for row in rows:
        publish(colleague(cast), SCHEME, row.pk, key=f"publish {row.pk}")

    april, may = scheme_in_force(SCHEME, APRIL), scheme_in_force(SCHEME, MAY)
    assert [row.in_force_from for row in rows] == [MAY, APRIL]
    assert rows[1].pk == earlier
    assert april.value("loan_amount_max", APRIL).text == "200万元"
    assert may.value("loan_amount_max", MAY).text == "200万元"
    # what the later version alone changes does not begin earlier
    assert april.value("claim_grace", APRIL).text == "25天"
    assert may.value("claim_grace", MAY).text == "20天"


def proposed_for_may(cast: Cast) -> int:
    answer = propose_value(
        cast.bureau, SCHEME, "npl_ratio_max", "4%", since=MAY, why="后续（虚构）", key="later"
    )
    return int(answer["version"])


def both_changes(cast: Cast, earlier: int) -> bytes:
    """The earlier version's folder with the later one's value too; without its worked examples."""
    files = uploaded_files(folder_of_version(cast.bureau, SCHEME, earlier))
    kept = {one: text for one, text in files.items() if not one.startswith("examples/")}
    kept[PARAMETERS] = with_dated_value(kept[PARAMETERS], "npl_ratio_max", since=MAY, written="4%")
    return handed_out(kept, around=SCHEME)


@pytest.mark.parametrize("other_day", [APRIL, MAY])
def test_a_proposal_that_would_take_a_value_published_meanwhile_back_is_not_published(
    cast: Cast, other_day: date
) -> None:
    first, others = proposed(cast), three_proposals(cast, other_day)
    publish(colleague(cast), SCHEME, first, key="first")

    view = version_view(colleague(cast), SCHEME, others[0])
    for stale in others:
        with refused() as told:
            publish(colleague(cast), SCHEME, stale, key=f"stale {stale}")
        assert {one.code for one in told.reasons} == {"scheme_version_takes_back"}

    (reason,) = view.taken_back
    assert "loan_amount_max" in str(reason.parameters["parts"])
    assert scheme_in_force(SCHEME, MAY).value("loan_amount_max", MAY).text == "200万元"


def three_proposals(cast: Cast, other_day: date) -> tuple[int, int]:
    """Two more values proposed before anything is published: one for the day, one for a later."""
    return (
        value_proposed(cast, "npl_ratio_max", "4%", since=other_day),
        value_proposed(cast, "claim_grace", "20天", since=MAY),
    )


def value_proposed(cast: Cast, name: str, value: str, *, since: date) -> int:
    answer = propose_value(
        cast.bureau, SCHEME, name, value, since=since, why="另一项（虚构）", key=f"{name} {since}"
    )
    return int(answer["version"])


def test_a_proposal_made_anew_keeps_what_was_published_meanwhile_and_replaces_that_version(
    cast: Cast,
) -> None:
    first = proposed(cast)
    publish(colleague(cast), SCHEME, first, key="first")

    anew = value_proposed(cast, "npl_ratio_max", "4%", since=APRIL)
    publish(colleague(cast), SCHEME, anew, key="anew")

    now = scheme_in_force(SCHEME, APRIL)
    assert now.value("loan_amount_max", APRIL).text == "200万元"
    assert now.value("npl_ratio_max", APRIL).text == "4%"
    statuses = {one.id: one.status for one in versions_of(cast.enterprise, SCHEME)}
    assert (statuses[first], statuses[anew]) == ("replaced", "published")


def test_a_folder_proposed_on_the_version_in_force_may_take_a_value_back(cast: Cast) -> None:
    publish(colleague(cast), SCHEME, proposed(cast), key="first")

    back = changed_folder(parameters=("values: {2020-09-29: 5%}", "values: {2020-09-29: 4%}"))
    answer = propose_folder(
        cast.bureau, SCHEME, back, in_force_from=APRIL, why="撤回（虚构）", key="back"
    )
    publish(colleague(cast), SCHEME, int(answer["version"]), key="back")

    limit = scheme_in_force(SCHEME, APRIL).value("loan_amount_max", APRIL)
    assert limit.text == shipped(SCHEME).value("loan_amount_max", APRIL).text


def test_a_version_shows_what_the_check_warns_of_that_is_new(cast: Cast) -> None:
    content = both_changes(cast, proposed(cast))
    answer = propose_folder(
        cast.bureau, SCHEME, content, in_force_from=MAY, why="并入（虚构）", key="both"
    )

    warnings = version_view(cast.bureau, SCHEME, int(answer["version"])).warnings

    assert {one.code for one in warnings.new} == {"check_no_examples"}
    assert warnings.standing == ()


def test_the_diff_shows_the_clause_the_money_and_the_cases_that_stay(cast: Cast) -> None:
    number = open_indirect(cast)

    view = version_view(cast.bureau, SCHEME, proposed(cast, "3%", name="npl_ratio_max"))

    assert [(one.name, one.clause) for one in view.changes] == [("npl_ratio_max", "8.2")]
    assert view.staying == (number,)
    assert view.money
    assert (view.may_decide, view.may_withdraw) == (False, True)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (lambda: changed_folder(), "scheme_version_unchanged"),
        (
            lambda: changed_folder(subsidies=("- id: province", "# 说明\n\n- id: province")),
            "scheme_version_unchanged",
        ),
        (
            lambda: changed_folder(scheme=("id: ganzhou-2020", "id: elsewhere")),
            "scheme_version_of_another",
        ),
        (
            lambda: changed_folder(scheme=("place: {zh: 赣州市", "place: {zh: 虚城")),
            "scheme_version_of_another",
        ),
    ],
)
def test_a_folder_that_is_no_new_version_is_refused(cast: Cast, content: object, code: str) -> None:
    assert callable(content)

    with refused() as told:
        propose_folder(
            cast.bureau, SCHEME, content(), in_force_from=APRIL, why="测试", key="propose"
        )

    assert {one.code for one in told.reasons} == {code}
    assert not SchemeVersion.objects.exists()


def test_a_folder_with_an_error_is_refused_with_its_file_and_line(cast: Cast) -> None:
    broken = changed_folder(parameters=("values: {2020-09-29: 1年}", "values: {2020-09-29: 1}"))

    with bad_input_told() as told:
        propose_folder(cast.bureau, SCHEME, broken, in_force_from=APRIL, why="测试", key="propose")

    assert {one.parameters["file"] for one in told.reasons} >= {"parameters.yaml"}
    assert not SchemeVersion.objects.exists()


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2021, 2, 28), "scheme_version_in_the_past"),
        (date(2021, 3, 1), None),
        (date(2023, 9, 28), None),
        (date(2023, 9, 29), "scheme_version_outside"),
    ],
)
def test_the_day_of_a_version_lies_between_today_and_the_end_of_the_scheme(
    cast: Cast, day: date, code: str | None
) -> None:
    def propose() -> None:
        folder = changed_folder(parameters=("values: {2020-09-29: 5%}", "values: {2020-09-29: 4%}"))
        propose_folder(cast.bureau, SCHEME, folder, in_force_from=day, why="测试", key="propose")

    if code is None:
        propose()
        assert SchemeVersion.objects.get().in_force_from == day
        return
    with refused() as told:
        propose()
    assert {one.code for one in told.reasons} == {code}


def test_a_proposal_whose_day_has_passed_meanwhile_is_not_published(cast: Cast) -> None:
    version = proposed(cast)
    state_day(date(2021, 4, 2))

    with refused() as told:
        publish(colleague(cast), SCHEME, version, key="publish")

    assert told.codes == {("scheme_version_in_the_past", None)}


def test_the_same_key_publishes_once_and_each_step_is_in_the_history(cast: Cast) -> None:
    version, second = proposed(cast), colleague(cast)

    first = publish(second, SCHEME, version, key="publish")
    again = publish(second, SCHEME, version, key="publish")

    assert first == again
    kinds = Event.objects.filter(kind__startswith="scheme.").order_by("id")
    assert list(kinds.values_list("kind", flat=True)) == [
        "scheme.version_proposed",
        "scheme.version_published",
    ]


def test_versions_and_decisions_are_never_changed_or_removed(cast: Cast) -> None:
    version = proposed(cast)
    publish(colleague(cast), SCHEME, version, key="publish")

    for statement in (
        lambda: SchemeVersion.objects.filter(pk=version).update(why="x"),
        lambda: SchemeDecision.objects.update(decision="refused"),
        lambda: SchemeDecision.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            statement()


def test_the_folder_a_case_was_opened_under_is_kept(cast: Cast) -> None:
    open_indirect(cast)

    kept = SchemeVersion.objects.get()

    assert kept.content_hash == shipped(SCHEME).content_hash
    assert kept.proposed_by is None
