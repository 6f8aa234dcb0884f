"""Setting a guarantee-effective letter as PDF/A against a one-page specimen."""

from datetime import date
from decimal import Decimal

from benchmarks.measure import Measured, seconds_each

from zhidai.documents.letters.guarantees import GuaranteeEffectiveLetter, guarantee_effective_letter
from zhidai.documents.letters.imprint import Imprint, PledgedPatent
from zhidai.documents.letters.specimens import specimen_paper

_DAY = date(2021, 3, 1)
_LETTER = GuaranteeEffectiveLetter(
    imprint=Imprint(
        number="赣知贷〔2021〕1号",
        dated=_DAY,
        scheme_title="赣知贷",
        scheme_document="赣市市监联字〔2020〕32号",
        clauses=("6.1.8",),
        fictional=True,
    ),
    guarantor="示范融资担保有限公司（虚构）",
    bank="示范银行（虚构）",
    enterprise="青松精密制造有限公司（虚构）",
    loan_amount=Decimal("3000000.00"),
    guaranteed_amount=Decimal("3000000.00"),
    term_months=12,
    loan_contract_number="借2021-1",
    guarantee_contract_number="保2021-1",
    pledge_contract_number="质2021-1",
    pledge_registration_number="Y2021980000001",
    pledge_registered_on=_DAY,
    effective_on=_DAY,
    patents=(PledgedPatent(title="一种轴承（虚构）", number="ZL201719999911.0", kind="发明"),),
)


def measure() -> Measured:
    """Seconds for one letter, the same bytes each time."""
    if guarantee_effective_letter(_LETTER) != guarantee_effective_letter(_LETTER):
        raise AssertionError("the same letter came out as other bytes")
    return Measured(
        what="set a letter as PDF/A, Chinese font and tables",
        seconds=seconds_each(lambda: guarantee_effective_letter(_LETTER)),
        baseline="a specimen of one heading and four lines",
        baseline_seconds=seconds_each(_specimen),
        agreed="the letter is the same bytes each time",
    )


def _specimen() -> bytes:
    """Set anew each time, past the cache of specimens."""
    return specimen_paper.__wrapped__(title="借款合同", party="虚构", case="虚构", dated=_DAY)
