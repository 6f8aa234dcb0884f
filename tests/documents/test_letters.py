from dataclasses import replace
from datetime import date
from decimal import Decimal

import letter_cast
import pytest
from letter_cast import every_paper
from pdf_text import text_of

from zhidai.documents import figures
from zhidai.documents.letters.claims import claim_notice, loss_sharing_statement
from zhidai.documents.letters.guarantees import guarantee_effective_letter
from zhidai.documents.letters.patent_filing import patent_filing_form
from zhidai.documents.letters.self_check import self_check_result
from zhidai.documents.letters.subsidies import subsidy_statement

PAPERS = {name: text_of(made) for name, made in every_paper().items()}
SCHEME = "《赣州市中小微企业“赣知贷”工作方案》（赣市市监联字〔2020〕32号）"


@pytest.mark.parametrize(
    ("paper", "expected"),
    [
        ("guarantee_effective_letter", "担保生效函"),
        ("guarantee_effective_letter", "致：赣州虚江银行股份有限公司章贡支行"),
        ("guarantee_effective_letter", "¥3,000,000.00大写：人民币叁佰万元整"),
        ("guarantee_effective_letter", "ZL201710601862.3发明"),
        ("guarantee_effective_letter", "赣州双溪融资担保有限公司（盖章）2021年3月1日"),
        ("guarantee_effective_letter", f"条款依据：{SCHEME}第6.1.8条、第3.2条"),
        ("disbursement_notice", "放款通知书"),
        ("disbursement_notice", "贷款年利率4.85%"),
        ("disbursement_notice", "按月付息，到期还本"),
        ("disbursement_notice", "第6.1.8条"),
        ("claim_notice", "代偿通知书"),
        ("claim_notice", "已逾期60天"),
        ("claim_notice", "约定分担比例70%"),
        ("claim_notice", "¥2,100,000.00大写：人民币贰佰壹拾万元整"),
        ("claim_notice", "25天，至2022年5月25日（含当日）"),
        ("claim_notice", "第7.2条"),
        ("claim_notice", "按照与我行签订的保证合同（编号："),
        ("default_notice", "致：赣州双溪融资担保有限公司、江西三合资产评估有限公司"),
        ("default_notice", "于2021年5月19日获知借款人违反约定用途使用或者挪用贷款资金"),
        ("default_notice", "自2021年3月22日起，已逾期60天"),
        ("default_notice", "银行书面通知违约情况（获知违反用途"),
        ("default_notice", "第8.3条"),
        ("loss_sharing_statement", "损失分担与追偿分配表"),
        ("loss_sharing_statement", "担保公司70%7,000,000.00805,000.006,195,000.00"),
        ("loss_sharing_statement", "合计100%10,000,000.001,150,000.008,850,000.00"),
        ("loss_sharing_statement", "第7.3条、第8.1条"),
        ("subsidy_statement", "贴息补贴计算表"),
        ("subsidy_statement", "江西省财政厅491,736.1150%245,868.05"),
        ("subsidy_statement", "贴息合计累计650,000.00"),
        ("subsidy_statement", "¥493,388.88大写：人民币肆拾玖万叁仟叁佰捌拾捌元捌角捌分"),
        ("subsidy_statement", "第9.3条"),
        ("self_check_zh", "按所填内容，符合申请条件"),
        ("self_check_zh", "估算额度：¥3,600,000.00"),
        ("self_check_zh", "59,494.96（每年为贷款的1.98%）"),
        ("self_check_en", "Ontheseanswerstheconditionsarenotmet"),
        ("self_check_en", "clause5.1.3.2,clause5.1.3.3"),
        ("patent_filing_form", "拟质押专利情况表"),
        ("patent_filing_form", "（万元）2,000"),
        ("patent_filing_form", "发明专利6件；实用新型专利14件；外观设计专利0件"),
        ("patent_filing_form", "第9.1条、附件"),
    ],
)
def test_a_paper_says(paper: str, expected: str) -> None:
    assert expected in PAPERS[paper]


@pytest.mark.parametrize("paper", [name for name in PAPERS if not name.startswith("self_check")])
def test_an_official_paper_has_a_gloss_marked_unofficial(paper: str) -> None:
    assert "UnofficialEnglishgloss(theChinesetextprevails)" in PAPERS[paper]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_of_the_demonstration_city_says_that_it_is_fictional(paper: str) -> None:
    english = "Demonstrationcity:theenterprisesandpeoplearefictional"
    chinese = "演示城市：企业与人员均为虚构"

    assert (english if paper == "self_check_en" else chinese) in PAPERS[paper]


def test_a_real_paper_does_not_say_that_it_is_fictional() -> None:
    letter = letter_cast.effective_letter()
    real = replace(letter, imprint=replace(letter.imprint, fictional=False))

    assert "虚构" not in text_of(guarantee_effective_letter(real))


def test_every_patent_of_a_long_list_is_printed_over_several_pages() -> None:
    letter = letter_cast.effective_letter()

    made = guarantee_effective_letter(replace(letter, patents=letter.patents * 20))

    assert text_of(made).count("ZL201710601862.3") == 20
    assert made.count(b"/Type/Page/") > 1


def test_a_claim_whose_parts_do_not_add_up_is_not_printed() -> None:
    wrong = replace(letter_cast.claim(), interest=Decimal("24654.18"))

    with pytest.raises(AssertionError, match=r"3024654\.18, not 3024654\.17"):
        claim_notice(wrong)


def test_a_loss_statement_that_loses_a_fen_is_not_printed() -> None:
    statement = letter_cast.sharing()
    first, *others = statement.shares
    short = replace(first, loss=Decimal("6999999.99"), net_loss=Decimal("6194999.99"))

    with pytest.raises(AssertionError):
        loss_sharing_statement(replace(statement, shares=(short, *others)))


def test_a_subsidy_statement_with_a_wrong_total_is_not_printed() -> None:
    with pytest.raises(AssertionError):
        subsidy_statement(replace(letter_cast.subsidies(), total=Decimal("493388.89")))


def test_a_loss_statement_before_any_recovery_says_so() -> None:
    statement = letter_cast.sharing()
    nothing_back = tuple(
        replace(share, recovered=Decimal(0), net_loss=share.loss) for share in statement.shares
    )

    made = loss_sharing_statement(replace(statement, shares=nothing_back, recoveries=()))

    assert "截至本表日期尚无追偿收回" in text_of(made)


def test_a_self_check_without_cost_and_limit_leaves_them_out() -> None:
    made = text_of(self_check_result(letter_cast.check_in_english()))

    assert "Estimatedlimit" not in made
    assert "Netcost" not in made


def test_a_self_check_says_of_its_share_that_it_is_one_of_a_year() -> None:
    assert "（每年为贷款的" in text_of(self_check_result(letter_cast.check_in_chinese()))


def test_a_self_check_of_a_visitor_has_no_number() -> None:
    result = letter_cast.check_in_chinese()
    unnumbered = replace(result, imprint=replace(result.imprint, number=""))

    assert "编号" in text_of(self_check_result(result))
    assert "编号" not in text_of(self_check_result(unnumbered))


def test_an_enterprise_of_no_listed_type_has_none_in_the_form() -> None:
    made = text_of(patent_filing_form(replace(letter_cast.filing(), statuses=())))

    assert "类型企业无" in made


def test_a_fraction_of_a_fen_is_never_rounded_away() -> None:
    with pytest.raises(AssertionError, match="not whole fen"):
        figures.yuan(Decimal("0.005"))


@pytest.mark.parametrize(
    ("ratio", "written"), [("0.0485", "4.85%"), ("0.70", "70%"), ("1", "100%"), ("0", "0%")]
)
def test_ratios_are_written_without_idle_zeros(ratio: str, written: str) -> None:
    assert figures.percent(Decimal(ratio)) == written


def test_days_are_written_as_chinese_letters_write_them() -> None:
    assert figures.day(date(2021, 3, 1)) == "2021年3月1日"
