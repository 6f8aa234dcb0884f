"""The money tests' city in the browser, as for the pages of loans."""

from tests.web.loans.conftest import SignIn, _language_is_left_as_found, city, signed_in

__all__ = ["SignIn", "_language_is_left_as_found", "city", "signed_in"]
