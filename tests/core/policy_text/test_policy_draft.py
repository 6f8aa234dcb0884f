"""A first scheme from a text: it loads, and against its own text only the decisions are left."""

import time
from datetime import date
from pathlib import Path

import pytest
from tests.policy_mutations import fictional

from zhidai.core.errors import BadInput
from zhidai.core.policy.quantity import Unit
from zhidai.core.policy.scheme import Comparison, Coverage, Parameter, Scheme, Strength
from zhidai.core.policy_text.audit import MOST_NUMBERS, audit
from zhidai.core.policy_text.draft import NO_DAY, Draft, draft
from zhidai.schemes.drafting import draft_files
from zhidai.schemes.reader import load_scheme
from zhidai.wording.speech import sentence


def written(made: Draft, folder: Path) -> None:
    folder.mkdir()
    for name, content in draft_files(made, folder).items():
        (folder / name).write_bytes(content)


TO_WRITE = {"audit_clause_undecided", "audit_issuer_absent"}


@pytest.fixture
def drafted(tmp_path: Path) -> Scheme:
    written(draft(fictional.text()), tmp_path / "yunxi")
    return load_scheme(tmp_path / "yunxi")


def test_only_the_issuer_and_the_coverage_of_each_clause_are_left_to_write(drafted: Scheme) -> None:
    report = audit(drafted, fictional.text())

    assert {one.reason.code for one in report.findings} == TO_WRITE
    assert [one.reason.clause for one in report.findings[1:]] == list(drafted.clauses)
    assert {one.coverage for one in drafted.clauses.values()} == {Coverage.UNDECIDED}


def stated_of(scheme: Scheme, clause: str, subject: str) -> Parameter:
    return next(
        one
        for one in scheme.parameters.values()
        if one.clause == clause and one.stated[0].subject == subject
    )


def test_candidates_have_value_unit_strength_and_comparison_guessed(drafted: Scheme) -> None:
    ratio = stated_of(drafted, "1.2", "质押率")
    share = stated_of(drafted, "3.2", "银行分担")
    capital = stated_of(drafted, "4.2", "担保公司注册资本")
    stop = stated_of(drafted, "3.3", "当逾期率")

    assert (ratio.strength, ratio.compare) == (Strength.IN_PRINCIPLE, Comparison.AT_MOST)
    assert (share.strength, share.compare) == (Strength.SUGGESTED, Comparison.EQUALS)
    assert (capital.unit, capital.compare) == (Unit.YUAN, Comparison.AT_LEAST)
    assert stop.compare is Comparison.MORE_THAN
    assert all(one.confirmed_on is None for one in drafted.parameters.values())


def test_every_number_is_a_candidate_or_a_proposed_waiver(drafted: Scheme) -> None:
    report = audit(drafted, fictional.text())

    assert all(number.covered for clause in report.clauses for number in clause.numbers)
    assert {one.number for one in drafted.waivers} >= {"(2025)18号", "0555-2468013"}


def test_identity_is_taken_from_the_covering_notice(drafted: Scheme) -> None:
    assert drafted.title.zh == "云溪市专利质押贷款工作方案"
    assert drafted.documents == ("云市知联字〔2025〕18号",)
    assert drafted.in_force_from == date(2025, 3, 1)
    assert drafted.in_force_until == date(2027, 2, 28)


def test_no_sentence_of_the_policy_is_copied(drafted: Scheme) -> None:
    plain = "".join(fictional.text().split())
    for clause in drafted.clauses.values():
        stub = clause.summary.zh.removesuffix("（摘要待写）")
        assert len(stub) <= 12
        assert f"{stub}。" not in plain


def test_a_text_without_days_gets_one_that_says_so(tmp_path: Path) -> None:
    found = draft("一、期限\n贷款期限不超过1年。\n二、其他\n无。")

    written(found, tmp_path / "plan")

    assert found.in_force_from == NO_DAY
    assert "The text gives no day" in (tmp_path / "plan" / "scheme.yaml").read_text("utf-8")
    assert load_scheme(tmp_path / "plan").parameters


def test_a_plan_holds_from_the_day_it_says_and_is_named_as_printed() -> None:
    found = draft(
        "云溪市质押贷款办法（试行）\n云市知〔2026〕7号\n2026年2月10日\n"
        "第一条 贷款期限不超过1年。\n第二条 本办法自2026年3月1日起施行，有效期2年。"
    )

    assert (found.title.zh, found.documents) == (
        "云溪市质押贷款办法（试行）",
        ("云市知〔2026〕7号",),
    )
    assert (found.in_force_from, found.in_force_until) == (date(2026, 3, 1), date(2028, 2, 29))


def test_a_subject_inside_a_longer_one_is_told_from_it() -> None:
    text = "一、专利剩余有效期不少于5年，质押率原则上不超过60%；注册商标质押率不超过百分之四十。"

    found = draft(text).parameters

    stated = {one.stated[0].subject: one.stated[0].number for one in found}
    assert stated == {
        "专利剩余有效期": "5年", "质押率": "60%", "注册商标质押率": "百分之四十",
    }  # fmt: skip


def test_two_numbers_with_the_same_words_are_told_apart() -> None:
    found = draft("一、贴息\n省财政贴息比例最高50%，补贴资金最高50万元，市财政补贴资金最高5万元。")

    assert [str(one.values[0].value.text) for one in found.parameters] == ["50%", "50万元", "5万元"]


def test_a_clause_with_more_numbers_than_a_rule_has_is_waived_whole_and_at_once() -> None:
    begins = time.perf_counter()

    found = draft("一、贷款\n" + "贷款不超过1000万元。\n" * 2_000)

    assert (len(found.parameters), len(found.waivers)) == (0, 2_000)
    assert time.perf_counter() - begins < 20


def test_a_text_with_more_numbers_than_a_plan_has_is_refused() -> None:
    with pytest.raises(BadInput) as refused:
        draft("一、贷款\n" + "7、" * (MOST_NUMBERS + 1))

    assert "more than 3,000 numbers" in sentence(refused.value.reasons[0], "en")


def test_a_plan_of_another_build_is_drafted_whole(tmp_path: Path) -> None:
    """A fund, an insurer, two loss models and a grade table: nothing the fixture above has."""
    text = fictional.unencoded_text()

    written(draft(text), tmp_path / "qinglan")
    drafted = load_scheme(tmp_path / "qinglan")

    report = audit(drafted, text)
    assert {one.reason.code for one in report.findings} == TO_WRITE
    assert all(number.covered for clause in report.clauses for number in clause.numbers)
    assert (len(drafted.clauses), len(drafted.parameters)) == (75, 71)
    assert {Unit.WORKING_DAYS, Unit.TIMES} <= {one.unit for one in drafted.parameters.values()}


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("本办法自2021年2月1日起施行，有效期至2028年12月31日。", date(2028, 12, 31)),
        ("本办法自2021年2月1日起施行，执行至2025年6月30日。", date(2025, 6, 30)),
        ("本办法自2021年2月1日起施行，至2024年1月31日止。", date(2024, 1, 31)),
        ("本办法自2021年2月1日起施行，有效期自2021年2月1日至2026年1月31日。", date(2026, 1, 31)),
        ("本办法自2021年2月1日起施行，有效期五年。", date(2026, 1, 31)),
        ("本办法自2021年2月1日起施行，试行期为18个月。", date(2022, 7, 31)),
        ("本办法自2021年2月1日起施行。申请受理至2022年6月30日止。", date(2024, 1, 31)),
        ("本办法自2021年2月1日起施行。专利有效期5年以上优先。", date(2024, 1, 31)),
    ],
)
def test_the_last_day_is_the_one_that_the_text_states(words: str, until: date) -> None:
    found = draft(f"第一条 贷款期限不超过1年，专利剩余有效期不少于5年。\n第二条 {words}")

    assert (found.in_force_from, found.in_force_until) == (date(2021, 2, 1), until)


def test_a_number_whose_words_bind_at_once_keeps_them_while_others_are_tried() -> None:
    text = (
        "第一条 总则。\n"
        "第二条 单笔贷款不超过600万元，期限不超过18个月；"
        "单家企业累计贷款余额原则上不超过900万元。\n"
    )

    found = draft(text)

    stated = [one.stated[0] for one in found.parameters]
    assert [(one.subject, one.strength, one.compare, one.number) for one in stated] == [
        ("单笔贷款", None, "不超过", "600万元"),
        ("期限", None, "不超过", "18个月"),
        ("单家企业", "原则上", "累计…不超过", "900万元"),
    ]


def test_the_numbers_of_a_table_are_candidates_by_the_name_of_their_row() -> None:
    made = draft("一、额度\n等级\t额度（万元）\n甲等\t1500\n乙等\t900\n二、其他\n无。\n")

    stated = [one.stated[0] for one in made.parameters]

    assert [(one.subject, one.number) for one in stated] == [
        ("甲等", "1500万元"),
        ("乙等", "900万元"),
    ]
    assert made.waivers == ()
