"""seals.yaml: for each clause the digests of its wording and of its encoding, once confirmed.

Written by `zhidai scheme audit ... --seal`, never by hand.
"""

from collections.abc import Mapping

from zhidai.core.policy.scheme import Seal
from zhidai.schemes.fields import Fields, Loading, maps_in
from zhidai.schemes.yaml_source import Map, Text

_HEADER = """\
# What was confirmed: for each clause a digest of its wording in the plan's text and a digest of
# what this scheme makes of it. Made by `zhidai scheme audit SCHEME --text POLICY --seal`.
"""


def read_seals(source: Map, loading: Loading) -> dict[str, Seal]:
    """Seals by clause; each clause must be one of clauses.yaml."""
    seals = {}
    for entry in source.entries:
        loading.reference("clause", Text(place=entry.place, text=entry.key, plain=False))
        for content in maps_in((entry.node,), loading.problems):
            fields = Fields(content, loading, keys=("wording", "encoding"))
            seals[entry.key] = Seal(
                wording=fields.text("wording"), encoding=fields.text("encoding")
            )
    return seals


def seals_as_yaml(seals: Mapping[str, Seal]) -> str:
    """The file that says these seals."""
    lines = [
        f'"{clause}": {{wording: "{seal.wording}", encoding: "{seal.encoding}"}}'
        for clause, seal in seals.items()
    ]
    return _HEADER + "\n".join(lines) + "\n"
