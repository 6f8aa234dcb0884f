"""What brings a duty about, where casework itself meets the occasion."""

from enum import StrEnum


class Occasion(StrEnum):
    """A duty of none of these is listed on the scheme's page and nowhere else."""

    OVERDUE = "overdue"  # the enterprise did not pay on time
    DANGER = "danger"  # misuse, or something else that threatens repayment
    STOP = "stop"  # new business was stopped, and somebody decides on its end
    MATURITY = "maturity"  # a loan falls due soon
    INFORMATION = "information"  # what parties learn about an enterprise or each other
    AGREEMENT = "agreement"  # a cooperation agreement was signed
