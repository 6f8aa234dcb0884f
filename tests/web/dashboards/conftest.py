"""The money tests' city and sign-ins, as the pages of loans use them."""

from tests.web.loans.conftest import SignIn, _language_is_left_as_found, city, signed_in

__all__ = ["SignIn", "_language_is_left_as_found", "city", "signed_in"]
