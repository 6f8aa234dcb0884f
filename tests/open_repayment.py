"""The plan with its clause 1 read so that the contract chooses the way of repayment."""

from zhidai.core.lending.conventions import Repayment
from zhidai.schemes.archive import files_of, handed_out
from zhidai.schemes.reader import shipped_folder
from zhidai.services.demonstration.city import SCHEME

QUESTIONS = "contract.rate, contract.available_until]"
ASKED = "contract.rate, contract.repayment, contract.instalments, contract.available_until]"


def a_plan_that_leaves_it_open() -> bytes:
    """The shipped folder with clause 1 read so that the contract chooses the way of repayment."""
    files = files_of(shipped_folder(SCHEME))
    for name, old, new in (
        ("repayment.yaml", b"[bullet_monthly_interest]", f"[{', '.join(Repayment)}]".encode()),
        ("routes/indirect.yaml", QUESTIONS.encode(), ASKED.encode()),
        ("routes/indirect.yaml", b"rate_is_plain, ", b"rate_is_plain, repayment_agreed, "),
    ):
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return handed_out(files, around=SCHEME)
