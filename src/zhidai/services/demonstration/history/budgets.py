"""What the treasury set aside for subsidies, each January for the year (fictional).

The amounts follow the business as it grew: enough for every year that is over. Of the present one
the province's will do for what running loans are still expected to ask for, and the beneficiary
level's will not, which is what a budget's forecast is there to show in time.
"""

from datetime import date

from zhidai.services.demonstration.city import SCHEME
from zhidai.services.demonstration.stories import Days, Households
from zhidai.services.subsidies.budgets import set_budget

# Year -> level -> amount.
_SET_ASIDE = {
    2021: {"province": "60万元", "beneficiary": "60万元"},
    2022: {"province": "180万元", "beneficiary": "180万元"},
    2023: {"province": "260万元", "beneficiary": "260万元"},
    2024: {"province": "300万元", "beneficiary": "300万元"},
    2025: {"province": "420万元", "beneficiary": "420万元"},
}


def budgets_told(households: Households) -> Days:
    """One line a level and year, set by the treasury before anything of the year is paid."""
    officer = households["treasury"].officer
    for year, amounts in _SET_ASIDE.items():
        yield date(year, 1, 5)
        for level, amount in amounts.items():
            set_budget(
                officer,
                SCHEME,
                level=level,
                year=year,
                amount=amount,
                key=f"past budget {year} {level}",
            )
