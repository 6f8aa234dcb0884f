"""An appraiser's reports as a file: what no database keeps is refused before anything is read."""

import pytest
from tests.services.refusals import bad_input_told

from zhidai.documents.appraisal_reports import reports_in

UNREADABLE = [
    pytest.param(rb'{"reports": [{"appraiser": "\ud800"}]}', id="half a character"),
    pytest.param(rb'{"reports": [{"appraiser": "\u0000"}]}', id="NUL"),
    pytest.param(b'{"reports": {}}', id="no list"),
    pytest.param(b'{"reports": [{"life": NaN}]}', id="no number"),
]


@pytest.mark.parametrize("content", UNREADABLE)
def test_what_no_database_keeps_is_one_sentence(content: bytes) -> None:
    with bad_input_told() as told:
        reports_in(content, name="报告.json")

    assert told.codes == {("appraisal_file_not_json", None)}
