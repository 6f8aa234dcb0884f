"""One example of each paper, with the fictional cast of the demonstration city."""

from datetime import date
from decimal import Decimal

from zhidai.core.lending.default_notice import DefaultKind
from zhidai.documents.letters.claims import (
    ClaimNotice,
    LossShare,
    LossSharingStatement,
    Recovery,
    claim_notice,
    loss_sharing_statement,
)
from zhidai.documents.letters.default_notice import DefaultNotice, default_notice
from zhidai.documents.letters.guarantees import (
    DisbursementNotice,
    GuaranteeEffectiveLetter,
    disbursement_notice,
    guarantee_effective_letter,
)
from zhidai.documents.letters.imprint import Imprint, PledgedPatent
from zhidai.documents.letters.patent_filing import Contact, PatentFilingForm, patent_filing_form
from zhidai.documents.letters.self_check import (
    CostLine,
    Limit,
    LoanCost,
    Outcome,
    SelfCheckResult,
    self_check_result,
)
from zhidai.documents.letters.subsidies import SubsidyLine, SubsidyStatement, subsidy_statement

ENTERPRISE = "赣州青峰精密仪器有限公司"
BANK = "赣州虚江银行股份有限公司章贡支行"
GUARANTOR = "赣州双溪融资担保有限公司"
APPRAISER = "江西三合资产评估有限公司"
LOAN_CONTRACT = "虚江借字2021第018号"
GUARANTEE_CONTRACT = "虚江保字2021第018号"
PATENTS = (
    PledgedPatent(
        title="一种高精度光纤陀螺仪的温度补偿方法", number="ZL201710601862.3", kind="发明"
    ),
    PledgedPatent(
        title="一种用于稀土永磁电机转子装配的自动对中夹具及其控制装置",
        number="ZL201710911092.2",
        kind="实用新型",
    ),
)


def imprint(*clauses: str, dated: date = date(2021, 3, 1), fictional: bool = True) -> Imprint:
    return Imprint(
        number="赣知贷〔2021〕18号",
        dated=dated,
        scheme_title="赣州市中小微企业“赣知贷”工作方案",
        scheme_document="赣市市监联字〔2020〕32号",
        clauses=clauses,
        fictional=fictional,
    )


def effective_letter(dated: date = date(2021, 3, 1)) -> GuaranteeEffectiveLetter:
    return GuaranteeEffectiveLetter(
        imprint=imprint("6.1.8", "3.2", dated=dated),
        guarantor=GUARANTOR,
        bank=BANK,
        enterprise=ENTERPRISE,
        loan_amount=Decimal("3000000"),
        guaranteed_amount=Decimal("3000000"),
        term_months=12,
        loan_contract_number=LOAN_CONTRACT,
        guarantee_contract_number=GUARANTEE_CONTRACT,
        pledge_contract_number="双溪质字2021第018号",
        pledge_registration_number="Y2021980001234",
        pledge_registered_on=date(2021, 2, 26),
        effective_on=date(2021, 3, 1),
        patents=PATENTS,
    )


def notice_to_disburse() -> DisbursementNotice:
    return DisbursementNotice(
        imprint=imprint("6.1.8", "1"),
        guarantor=GUARANTOR,
        bank=BANK,
        enterprise=ENTERPRISE,
        loan_amount=Decimal("3000000"),
        term_months=12,
        annual_rate=Decimal("0.0485"),
        purpose="流动资金周转",
        loan_contract_number=LOAN_CONTRACT,
        guarantee_contract_number=GUARANTEE_CONTRACT,
        guarantee_effective_letter_number="双溪担函〔2021〕17号",
        pledge_registration_number="Y2021980001234",
    )


def claim(interest: Decimal = Decimal("24654.17")) -> ClaimNotice:
    return ClaimNotice(
        imprint=imprint("7.2", "8.1", dated=date(2022, 4, 30)),
        bank=BANK,
        recipient=GUARANTOR,
        recipient_role="担保公司",
        enterprise=ENTERPRISE,
        loan_contract_number=LOAN_CONTRACT,
        contract_kind="保证合同",
        contract_number=GUARANTEE_CONTRACT,
        loan_amount=Decimal("3000000"),
        disbursed_on=date(2021, 3, 1),
        overdue_since=date(2022, 3, 1),
        overdue_days=60,
        counted_on=date(2022, 4, 30),
        principal=Decimal("3000000"),
        interest=interest,
        total=Decimal("3024654.17"),
        loss_base=Decimal("3000000"),
        demanded_ratio=Decimal("0.70"),
        demanded_amount=Decimal("2100000"),
        grace_days=25,
        pay_by=date(2022, 5, 25),
    )


def default() -> DefaultNotice:
    return DefaultNotice(
        imprint=imprint("8.3", dated=date(2021, 5, 20)),
        sender=BANK,
        recipients=(GUARANTOR, APPRAISER),
        enterprise=ENTERPRISE,
        loan_contract_number=LOAN_CONTRACT,
        loan_amount=Decimal("3000000"),
        disbursed_on=date(2021, 3, 1),
        principal=Decimal("3000000"),
        interest=Decimal("20612.50"),
        overdue_since=date(2021, 3, 22),
        overdue_days=60,
        kind=DefaultKind.MISUSE,
        known_on=date(2021, 5, 19),
        facts="贷款资金中 500,000 元于 2021-04-02 转入理财账户，银行流水可查。",
        measures="已要求三日内归还，并冻结其余额度。",
        duty="银行书面通知违约情况",
        when="获知违反用途、挪用或其他严重影响还款的情况后尽快",
    )


def share(party: str, role: str, *figures: str) -> LossShare:
    ratio, loss, recovered, net_loss = (Decimal(figure) for figure in figures)
    return LossShare(
        party=party, role=role, ratio=ratio, loss=loss, recovered=recovered, net_loss=net_loss
    )


def sharing(bank_loss: str = "2000000") -> LossSharingStatement:
    return LossSharingStatement(
        imprint=imprint("7.3", "8.1", dated=date(2022, 12, 30)),
        bank=BANK,
        enterprise=ENTERPRISE,
        loan_contract_number=LOAN_CONTRACT,
        principal=Decimal("10000000"),
        loss_base=Decimal("10000000"),
        shares=(
            share(GUARANTOR, "担保公司", "0.7", "7000000", "805000", "6195000"),
            share(BANK, "银行", "0.2", bank_loss, "230000", "1770000"),
            share(APPRAISER, "评估机构", "0.1", "1000000", "115000", "885000"),
        ),
        recoveries=(
            Recovery(
                received_on=date(2022, 11, 18),
                source="专利权拍卖（江西省产权交易所公告）",
                gross=Decimal("1200000"),
                costs=Decimal("50000"),
                net=Decimal("1150000"),
            ),
        ),
    )


def subsidy_line(item: str, payer: str, *figures: str, caps: tuple[str, ...]) -> SubsidyLine:
    base, ratio, computed, amount = (Decimal(figure) for figure in figures)
    return SubsidyLine(
        item=item,
        payer=payer,
        clause="9.3",
        base=base,
        ratio=ratio,
        computed=computed,
        caps=caps,
        binding="取按比例所得",
        amount=amount,
    )


def subsidies() -> SubsidyStatement:
    return SubsidyStatement(
        imprint=imprint("4.3", "9.3", dated=date(2022, 3, 10)),
        issuer="赣州市财政局",
        enterprise=ENTERPRISE,
        bank=BANK,
        loan_contract_number=LOAN_CONTRACT,
        loan_amount=Decimal("10000000"),
        annual_rate=Decimal("0.0485"),
        interest_from=date(2021, 3, 1),
        repaid_on=date(2022, 3, 1),
        lines=(
            subsidy_line(
                "省财政贴息", "江西省财政厅", "491736.11", "0.5", "245868.05", "245868.05",
                caps=("每家企业累计 500,000.00", "贴息合计累计 650,000.00"),
            ),
            subsidy_line(
                "受益财政贴息", "章贡区财政局", "491736.11", "0.3", "147520.83", "147520.83",
                caps=("每家企业累计 150,000.00",),
            ),
            subsidy_line(
                "担保费补贴", "章贡区财政局", "100000", "0.5", "50000", "50000",
                caps=("单笔 50,000.00",),
            ),
            subsidy_line(
                "评估费补贴", "章贡区财政局", "100000", "0.5", "50000", "50000",
                caps=("单笔 50,000.00",),
            ),
        ),
        total=Decimal("493388.88"),
    )  # fmt: skip


def cost() -> LoanCost:
    interest = [CostLine(
        on=date(2021 + (month + 2) // 12, (month + 2) % 12 + 1, 20),
        what="付息", paid=Decimal("12292.58"), received=Decimal(0),
    ) for month in range(12)]  # fmt: skip
    lines = (
        CostLine(on=date(2021, 3, 1), what="担保费", paid=Decimal(30000), received=Decimal(0)),
        CostLine(on=date(2021, 3, 1), what="评估费", paid=Decimal(30000), received=Decimal(0)),
        *interest,
        CostLine(
            on=date(2022, 3, 10), what="贴息与补贴", paid=Decimal(0), received=Decimal(148016)
        ),
    )
    return LoanCost(
        loan_amount=Decimal(3000000),
        lines=lines,
        paid=Decimal("207510.96"),
        received=Decimal(148016),
        net=Decimal("59494.96"),
        net_ratio=Decimal("0.0198"),
    )


def check_in_chinese() -> SelfCheckResult:
    return SelfCheckResult(
        imprint=imprint("1", "4.2", "5.1"),
        language="zh-hans",
        outcome=Outcome.MET,
        answers=(
            ("企业注册地在哪里？", "赣州市"),
            ("企业属于哪个行业？", "工业"),
            ("从业人员多少？", "120 人"),
            ("年营业收入多少？", "5000万元"),
            ("拟出质专利的种类？", "发明专利、实用新型专利"),
            ("专利是否与他人共有？", "否"),
        ),
        limit=Limit(amount=Decimal("3600000"), binding="质物价值 × 质押率上限 80%"),
        cost=cost(),
    )


def check_in_english() -> SelfCheckResult:
    return SelfCheckResult(
        imprint=imprint("5.1.3.2", "5.1.3.3"),
        language="en",
        outcome=Outcome.NOT_MET,
        answers=(
            ("Where is the enterprise registered?", "Ganzhou"),
            ("Which kind are the patents to be pledged?", "Invention"),
            ("How long do they remain valid?", "2 years and 11 months"),
        ),
        not_met=(
            "The patent ZL201710601862.3 remains valid for less than 3 years (clause 5.1.3.2).",
        ),
        needs=("Whether every co-owner has agreed in writing to the pledge (clause 5.1.3.3).",),
        would_help=("Pledge another patent with at least 3 years left.",),
    )


def filing() -> PatentFilingForm:
    return PatentFilingForm(
        imprint=imprint("9.1", "annex"),
        enterprise=ENTERPRISE,
        registered_address="江西省赣州市章贡区水西产业园虚构路18号",
        registered_capital=Decimal("20000000"),
        legal_representative=Contact(name="林知远", telephone="0797-0000001"),
        contact=Contact(name="周明", telephone="0797-0000002"),
        industry="仪器仪表制造业",
        enterprise_kind="有限责任公司",
        inventions=6,
        utility_models=14,
        designs=0,
        statuses=("省级知识产权示范企业", "国家级高新技术企业"),
        patents=PATENTS,
        profile="主营光纤传感与精密仪器的研发、生产和销售，2020年营业收入5000万元，研发投入占比8%，"
        "产品用于矿山安全监测和轨道交通。",
        existing_pledges="无",
        disputes="近3年无知识产权行政、司法纠纷。",
    )


def every_paper() -> dict[str, bytes]:
    return {
        "guarantee_effective_letter": guarantee_effective_letter(effective_letter()),
        "disbursement_notice": disbursement_notice(notice_to_disburse()),
        "claim_notice": claim_notice(claim()),
        "default_notice": default_notice(default()),
        "loss_sharing_statement": loss_sharing_statement(sharing()),
        "subsidy_statement": subsidy_statement(subsidies()),
        "self_check_zh": self_check_result(check_in_chinese()),
        "self_check_en": self_check_result(check_in_english()),
        "patent_filing_form": patent_filing_form(filing()),
    }
