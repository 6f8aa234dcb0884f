"""Records each file that a person saves, before it leaves the platform."""

import hashlib

from zhidai.db.exports.models import Export
from zhidai.services import business_date
from zhidai.services.acting import Acting

LONGEST_ADDRESS, LONGEST_NAME = 500, 200


def record_export(
    acting: Acting, *, what: str, address: str, name: str, media_type: str, content: bytes
) -> None:
    """Writes down who saved what for which party, when, and the digest of its bytes.

    what: the url name of the page that made it; address: the page with its question.
    """
    Export.objects.create(
        party_id=acting.party_id,
        person_id=acting.person_id,
        what=what,
        address=address[:LONGEST_ADDRESS],
        name=name[:LONGEST_NAME],
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        exported_on=business_date.today(),
        recorded_at=business_date.now(),
    )
