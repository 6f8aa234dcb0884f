"""How much loss a guarantor's fee can carry."""

from decimal import Decimal

from zhidai.core.errors import bad_input


def break_even_loss_rate(fee_rate: Decimal, *, loss_share: Decimal) -> Decimal:
    """Principal loss rate at which fee income equals losses borne: fee rate / loss share.

    Both fractions of one; before costs, recoveries and the cost of capital. 1 % over 70 % is
    1.43 %. Bad input: `loss_share_out_of_range`.
    """
    if not 0 < loss_share <= 1:
        raise bad_input("loss_share_out_of_range", party="guarantor", share=loss_share)
    return fee_rate / loss_share
