# ruff: noqa: RUF001 - full-width signs stand in texts
"""Each finding of an audit, with the sentence that a person reads and the place it points to."""

from dataclasses import replace
from datetime import date

import pytest
from tests.policy_mutations import fictional

from zhidai.core.errors import BadInput
from zhidai.core.labels import Label
from zhidai.core.policy.quantity import Unit, parse_quantity
from zhidai.core.policy.scheme import (
    Comparison,
    Coverage,
    DatedValue,
    Scheme,
    Statement,
    Strength,
    Waiver,
)
from zhidai.core.policy_text.audit import LONGEST_TEXT, audit, seal
from zhidai.core.policy_text.clause_audit import numbers_of
from zhidai.core.policy_text.clause_tree import clauses_of
from zhidai.core.policy_text.reading import read
from zhidai.core.policy_text.report import AuditFinding, FindingKind
from zhidai.schemes.reader import shipped, shipped_folder
from zhidai.wording.speech import sentence


@pytest.fixture
def bare() -> Scheme:
    """The fictional scheme without its seals, so that nothing but the words speaks."""
    return replace(fictional.scheme(), seals={})


def changed(old: str, new: str) -> str:
    text = fictional.text()
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)


def with_parameter(scheme: Scheme, name: str, **changes: object) -> Scheme:
    one = replace(scheme.parameters[name], **changes)  # type: ignore[arg-type]
    return replace(scheme, parameters={**scheme.parameters, name: one})


def said(findings: tuple[AuditFinding, ...]) -> str:
    return "\n".join(sentence(one.reason, "en") for one in findings)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "最高不超过800万元",
            "最高不超过900万元",
            "loan_amount_max is 800万元, but the text has “款金额最高不超过900万元,",
        ),
        (
            "原则上不超过60%",
            "不超过60%",
            "pledge_ratio_max is bound by “原则上 不超过”, but the text has",
        ),
        (
            "逾期率超过8%",
            "逾期率不超过8%",
            "overdue_ratio_max is compared as “more than”, but the binding words of the text are",
        ),
        (
            "人数不低于5人",
            "人数原则上不低于5人",
            "appraiser_professionals_min is bound by “不低于”, but the text has",
        ),
        (
            "达到90天（含）",
            "达到90天",
            "overdue_days_for_claim is bound by “银行可向 达到…(含)”, but the text has",
        ),
        (
            "放大倍数不超过10倍",
            "放大倍数不超过",
            "leverage_max: “放大倍数” stands in this clause without a number of its own.",
        ),
        (
            "，放大倍数不超过10倍",
            "",
            "leverage_max: the words “放大倍数” do not stand in this clause. (clause 4.2)",
        ),
        (
            "正常经营；",
            "正常经营且员工不少于20人；",
            "20人 (in “经营且员工不少于20人;”) is stated by no parameter and waived for",
        ),
        (
            "“三项制度”",
            "“制度”",
            "The number 三项 is waived here but does not stand in the clause.",
        ),
        (
            "4. 企业应向银行如实提供专利缴费证明。",
            "",
            "The text has no such clause, which the scheme lists. (clause 1.3.4)",
        ),
        (
            "专利缴费证明。",
            "专利缴费证明。\n\n5. 其他条件。",
            "The scheme does not list this clause of the text. (clause 1.3.5)",
        ),
        (
            "三）银行应于次月汇总",
            "三）担保公司应于次月汇总",
            "monthly_filing has the bank act, whom the clause does not name. (clause 4.3)",
        ),
        (
            "云市知联字〔2025〕18号",
            "云市知联字〔2025〕19号",
            "The document number 云市知联字〔2025〕18号 does not stand in the text.",
        ),
        (
            "2025年3月1日",
            "2025年3月2日",
            "The scheme is in force from 2025-03-01, a day that does not stand in the text.",
        ),
    ],
)
def test_a_change_of_the_text_is_told_in_one_sentence(
    bare: Scheme, old: str, new: str, told: str
) -> None:
    report = audit(bare, changed(old, new))

    assert told in said(report.findings)


def test_two_numbers_of_one_clause_changed_for_each_other_show_at_both_ends(bare: Scheme) -> None:
    report = audit(bare, changed("担保公司分担50%、银行分担30%", "担保公司分担30%、银行分担50%"))

    assert {one.parameter for one in report.findings} == {"loss_share_guarantor", "loss_share_bank"}


def test_two_parties_changed_for_each_other_show_at_both_ends(bare: Scheme) -> None:
    report = audit(bare, changed("担保公司分担50%、银行分担30%", "银行分担50%、担保公司分担30%"))

    assert {one.parameter for one in report.findings} == {"loss_share_guarantor", "loss_share_bank"}


def test_words_without_a_number_are_told_by_the_seal(bare: Scheme) -> None:
    text = changed("银行应立即暂停", "银行可以暂停")

    assert audit(bare, text).is_clean
    report = audit(fictional.scheme(), text)
    assert said(report.findings) == ("The wording has changed since it was confirmed. (clause 3.3)")


def test_what_the_scheme_makes_of_a_clause_is_told_by_the_seal() -> None:
    scheme = fictional.scheme()
    fewer = replace(scheme, duties=scheme.duties[1:])

    report = audit(fewer, fictional.text())

    assert said(report.findings) == (
        "What the scheme makes of this clause has changed since it was confirmed. (clause 3.3)"
    )


def test_a_clause_without_a_seal_is_told_where_others_have_one() -> None:
    scheme = fictional.scheme()
    seals = {clause: one for clause, one in scheme.seals.items() if clause != "1.2"}

    report = audit(replace(scheme, seals=seals), fictional.text())

    assert "This clause was never confirmed" in said(report.findings)


def test_labels_summaries_and_the_look_of_numbers_do_not_break_a_seal() -> None:
    scheme = fictional.scheme()
    parameter = scheme.parameters["loan_amount_max"]
    stated = (replace(parameter.stated[0], number="八百万"),)
    reworded = with_parameter(
        scheme,
        "loan_amount_max",
        stated=stated,
        label=replace(parameter.label, en="Largest loan"),
        confirmed_on=date(2025, 6, 1),
    )

    assert audit(reworded, fictional.text()).is_clean


def test_a_parameter_without_words_of_its_clause_is_told(bare: Scheme) -> None:
    scheme = with_parameter(bare, "leverage_max", stated=())

    told = said(audit(scheme, fictional.text()).findings)

    assert "leverage_max does not say by which words its clause states it" in told
    assert "10倍" in told  # and its number is stated by nothing


def test_an_assumed_value_needs_no_words(bare: Scheme) -> None:
    scheme = with_parameter(bare, "leverage_max", stated=(), assumed=True)
    waiver = Waiver(clause="4.2", number="10倍", why=bare.waivers[0].why)

    assert audit(replace(scheme, waivers=(*bare.waivers, waiver)), fictional.text()).is_clean


@pytest.mark.parametrize(
    ("name", "changes", "told"),
    [
        ("leverage_max", {"strength": Strength.MAY}, "holds with the strength “may”"),
        ("leverage_max", {"compare": Comparison.MORE_THAN}, "is compared as “more than”"),
        ("leverage_max", {"clause": "4.1"}, "cites this clause, but is stated in another one"),
        ("loan_term_max", {"strength": Strength.SUGGESTED}, "The rule loan_term compares or binds"),
        (
            "loan_term_max",
            {"clause": "1.2", "stated": ()},
            "loan_term cites this clause, but reads",
        ),
    ],
)
def test_a_parameter_that_contradicts_its_words_or_readers_is_told(
    bare: Scheme, name: str, changes: dict[str, object], told: str
) -> None:
    assert told in said(audit(with_parameter(bare, name, **changes), fictional.text()).findings)


def test_the_number_a_statement_names_is_a_value_of_its_parameter(bare: Scheme) -> None:
    stated = (replace(bare.parameters["leverage_max"].stated[0], number="20倍"),)

    told = said(
        audit(with_parameter(bare, "leverage_max", stated=stated), fictional.text()).findings
    )

    assert "leverage_max is stated as 20倍, which is none of its values." in told


def test_a_share_stated_of_another_party_is_told(bare: Scheme) -> None:
    guarantor, bank = (bare.parameters[f"loss_share_{one}"] for one in ("guarantor", "bank"))
    swapped = {
        guarantor.name: replace(guarantor, values=bank.values, stated=bank.stated),
        bank.name: replace(bank, values=guarantor.values, stated=guarantor.stated),
    }
    scheme = replace(bare, parameters={**bare.parameters, **swapped})

    told = said(audit(scheme, fictional.text()).findings)

    assert "loss_share_guarantor is stated by “银行分担”, which names another party." in told


@pytest.mark.parametrize(
    ("coverage", "told"),
    [
        (Coverage.UNDECIDED, "Nobody has decided yet what the platform does with this clause."),
        (Coverage.INFORMATIVE, "The scheme says that this clause rules nothing, but {by} is taken"),
        (Coverage.NOT_ENCODED, "The scheme says that this clause rules nothing, but {by} is taken"),
        (Coverage.PROCEDURE, "The scheme calls this clause a procedure, but {by} is taken from it"),
    ],
)
def test_a_coverage_word_that_is_missing_or_wrong_is_told(
    bare: Scheme, coverage: Coverage, told: str
) -> None:
    clause = replace(bare.clauses["4.2"], coverage=coverage)
    report = audit(replace(bare, clauses={**bare.clauses, "4.2": clause}), fictional.text())

    assert told.format(by="guarantor_capital_min") in said(report.findings)


def test_a_text_without_clause_numbers_says_so(bare: Scheme) -> None:
    report = audit(bare, "本市企业可以申请贷款，最高800万元。")

    assert not report.numbered
    assert "The text has no clause numbers" in said(report.findings)


def test_spans_are_stretches_of_the_original_text(bare: Scheme) -> None:
    text = changed("最高不超过800万元", "最高不超过\n８００ 万元")

    report = audit(bare, text)

    (parameter,) = (one for one in report.parameters if one.name == "loan_amount_max")
    (statement,) = parameter.statements
    assert parameter.found
    assert statement.number is not None
    assert statement.subject is not None
    assert statement.whole is not None
    assert text[statement.number.start : statement.number.end] == "８００ 万元"
    assert text[statement.subject.start : statement.subject.end] == "单笔贷款金额"
    assert text[statement.whole.start : statement.whole.end].startswith("单笔贷款金额最高")
    (clause,) = (one for one in report.clauses if one.id == "1.1")
    assert clause.span is not None
    assert clause.body is not None
    assert text[clause.span.start : clause.span.end].startswith("（一）单笔")
    assert text[clause.body.start :].startswith("单笔")


def test_a_finding_points_to_the_number_it_is_about(bare: Scheme) -> None:
    text = changed("正常经营；", "正常经营且员工不少于20人；")

    (finding,) = audit(bare, text).findings

    assert finding.kind is FindingKind.NUMBER
    assert finding.span is not None
    assert text[finding.span.start : finding.span.end] == "20人"


def test_seals_are_made_of_what_stands_now(bare: Scheme) -> None:
    assert seal(bare, fictional.text()) == dict(fictional.scheme().seals)
    text = changed("银行应立即暂停", "银行可以暂停")
    assert audit(replace(bare, seals=seal(bare, text)), text).is_clean


def test_a_text_longer_than_any_plan_is_refused(bare: Scheme) -> None:
    with pytest.raises(BadInput) as refused:
        audit(bare, "一" * (LONGEST_TEXT + 1))

    assert sentence(refused.value.reasons[0], "en") == (
        "The text has more than 200,000 characters, which no plan has; give the plan alone."
    )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"in_force_until": date(2029, 12, 31)}, "audit_last_day_differs"),
        ({"in_force_from": date(2021, 3, 1)}, "audit_first_day_differs"),
        ({"place": Label(zh="赣州市", en="Ganzhou")}, "audit_place_absent"),
        ({"title": Label(zh="青澜市知识产权质押融资管理规定", en="-")}, "audit_title_absent"),
        ({"issuers": (Label(zh="青澜市商务局", en="-"),)}, "audit_issuer_absent"),
    ],
)
def test_names_and_days_in_force_are_held_to_the_text(change: dict[str, object], code: str) -> None:
    scheme = shipped("qinglan-2021")
    text = shipped_folder("qinglan-2021").joinpath("plan.txt").read_text("utf-8")

    found = audit(replace(scheme, seals={}, **change), text).findings  # type: ignore[arg-type]

    assert [one.reason.code for one in found if one.kind is FindingKind.IDENTITY] == [code]


def test_a_trial_of_two_years_is_held_to_its_last_day(bare: Scheme) -> None:
    longer = replace(bare, in_force_until=date(2028, 2, 29))

    findings = audit(longer, fictional.text()).findings

    assert [one.reason.code for one in findings] == ["audit_last_day_differs"]
    assert "2027-02-28" in said(findings)


@pytest.mark.parametrize(
    ("table", "canonical"),
    [
        ("等级\t额度（万元）\n甲\t1500", "15000000yuan"),
        ("等级\t额度（单位：万元）\n甲\t1,500", "15000000yuan"),
        ("单位：万元\n等级\t额度\n甲\t1500", "15000000yuan"),
        ("等级\t比例（%）\n甲\t50", "0.5ratio"),
        ("等级\t比例（暂定）\n甲\t50", "50"),
        ("等级\t额度（万元）\n甲\t1500元", "1500yuan"),
        ("等级\t额度（万元）\n甲\t1500左右", "1500"),
        ("等级\t额度（万元）\n甲\t1500\n说明\n乙\t7", "15000000yuan"),
    ],
)
def test_a_number_in_a_table_has_the_unit_that_its_column_is_headed_with(
    table: str, canonical: str
) -> None:
    reading = read(f"一、额度\n{table}\n")
    (clause,) = [one for one in clauses_of(reading) if one.id == "1"]

    assert numbers_of(reading, clause)[0].canonical == canonical


def test_the_numbers_of_a_table_are_stated_with_their_unit() -> None:
    text = "一、额度\n等级\t额度（万元）\n甲等\t1500\n乙等\t900\n"
    scheme = fictional.scheme()
    parameter = next(iter(scheme.parameters.values()))
    stated = Statement(clause="1", subject="甲等", number="1500万元")
    best = replace(
        parameter,
        name="best",
        clause="1",
        unit=Unit.YUAN,
        compare=None,
        strength=Strength.MUST,
        values=(DatedValue(since=scheme.in_force_from, value=parse_quantity("1500万元")),),
        stated=(stated,),
    )

    def told(changed: str) -> set[str]:
        parameters = {**scheme.parameters, "best": best}
        report = audit(replace(scheme, parameters=parameters, seals={}), changed)
        return {one.reason.code for one in report.findings if one.parameter == "best"}

    assert told(text) == set()
    assert told(text.replace("1500", "1501")) == {"audit_value_differs"}
    assert told(text.replace("万元", "元")) == {"audit_value_differs"}
    assert told(text.replace("1500", "@").replace("900", "1500").replace("@", "900")) != set()


def test_what_of_the_file_could_not_be_read_is_open_in_its_clause() -> None:
    text = fictional.text().replace("不超过", "\ufffd不超过", 1)

    report = audit(fictional.scheme(), text)

    assert "audit_text_unread" in {one.reason.code for one in report.findings}


@pytest.mark.parametrize("sign", ["≥", "≤", ">", "<", "＞"])
def test_a_sign_of_comparison_before_a_number_binds_it_as_a_word_does(
    bare: Scheme, sign: str
) -> None:
    text = fictional.text().replace("不超过", f"不超过{sign}", 1)

    assert "audit_words_differ" in {one.reason.code for one in audit(bare, text).findings}
