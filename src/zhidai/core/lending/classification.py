"""Five classes of credit quality by days overdue.

Source: 商业银行金融资产风险分类办法 (2023 No. 1). This is the part that days decide: a bank's own
judgement and the cross-default rule (over 10 % of a debtor's credit non-performing) can only make
the class worse. The Ganzhou plan's own measure is another one: `zhidai.core.portfolio.npl`.
"""

from enum import StrEnum

TECHNICAL_DAYS = 7  # a lapse of system or transfer, no longer than this, is not an arrear
_OVER = ((360, "loss"), (270, "doubtful"), (90, "substandard"))


class RiskClass(StrEnum):
    """正常、关注、次级、可疑、损失."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special_mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"

    @property
    def is_non_performing(self) -> bool:
        return self in (RiskClass.SUBSTANDARD, RiskClass.DOUBTFUL, RiskClass.LOSS)


def risk_class(overdue_days: int, *, technical: bool = False) -> RiskClass:
    """The class that days overdue (principal or interest, the longer) require at least.

    Substandard above 90 days, doubtful above 270, loss above 360; special mention from the first
    day, except a technical lapse of at most 7 days.
    """
    for days, name in _OVER:
        if overdue_days > days:
            return RiskClass(name)
    if overdue_days == 0 or (technical and overdue_days <= TECHNICAL_DAYS):
        return RiskClass.NORMAL
    return RiskClass.SPECIAL_MENTION
