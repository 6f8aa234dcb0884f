"""`python -m tests.policy_mutations SCHEME FILE`: how much of what is changed an audit sees."""

import sys
from pathlib import Path

from tests.policy_mutations.measure import Count, measure
from tests.policy_mutations.reference_swaps import missed_swaps

from zhidai.cli.scheme_argument import scheme_of
from zhidai.core.policy_text.audit import audit
from zhidai.documents.policy_text import read_policy_file


def main(arguments: list[str]) -> int:
    """Prints the counts; 1 if a mutation was missed or false alarms are more than 2 %."""
    if len(arguments) < 2:
        print(__doc__)
        return 2
    scheme, text = scheme_of(arguments[0]), read_policy_file(Path(arguments[1]))
    if not audit(scheme, text).is_clean:
        print("the scheme does not pass against its unchanged text; nothing can be measured")
        return 1
    measured = measure(scheme, text)
    for name, count in (("text", measured.text), ("scheme", measured.scheme)):
        print_count(name, count)
    alarms = measured.harmless.seen.total()
    made = measured.harmless.made.total()
    print(f"harmless edits: {made}, false alarms {alarms}")
    for what in measured.harmless.caught:
        print(f"  false alarm {what}")
    swaps, missed_of_them = missed_swaps(scheme)
    missed = measured.text.missed + measured.scheme.missed + missed_of_them
    print(f"mutations: {measured.mutations}, swaps of references: {swaps}, missed {len(missed)}")
    for what in missed:
        print(f"  missed {what}")
    return 1 if missed or alarms * 50 > made else 0


def print_count(name: str, count: Count) -> None:
    """One line a kind."""
    print(
        f"{name}: {count.made.total()} mutations, {count.seen.total()} seen, "
        f"{count.seen_without_seals.total()} without the seals"
    )
    for kind in count.made:
        if "-v" in sys.argv:
            print("    ", count.missed_without_seals[kind])
        print(
            f"  {kind}: {count.made[kind]} made, {count.seen[kind]} seen, "
            f"{count.seen_without_seals[kind]} without the seals"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
