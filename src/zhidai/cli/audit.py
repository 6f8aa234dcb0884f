"""`zhidai audit verify | traces`: the records held against themselves."""

import typer
from rich.console import Console
from rich.progress import Progress

from zhidai.cli.output import LanguageOption, language, say
from zhidai.cli.platform import NEGATIVE_FINDING, open_platform
from zhidai.wording.speech import translate


def register(root: typer.Typer) -> None:
    """Adds the commands."""
    audit = typer.Typer(no_args_is_help=True, help="Check the records. 核对留痕。")
    audit.command("verify")(audit_verify)
    audit.command("traces")(audit_traces)
    root.add_typer(audit, name="audit")


_BROKEN = {
    "trigger": "The trigger {stream} is missing.",
    "hash": "{stream}: event {sequence} is not what was recorded.",
    "link": "{stream}: event {sequence} does not follow on the one before it.",
    "sequence": "{stream}: event {sequence} stands where another number should be.",
    "head": "{stream}: the chain does not end where it should, at event {sequence}.",
    "recorded_head": (
        "{stream}: event {sequence}, which a daily digest recorded, is gone or is another one."
    ),
    "digest_hash": "The daily digest of {stream} is not what was recorded.",
    "digest_link": (
        "The daily digest of {stream} does not follow on the one before it; one was taken out "
        "or changed."
    ),
    "digest_missing": "The daily digest of {stream} is missing, though the day was closed.",
}


def audit_verify(*, lang: LanguageOption = None) -> None:
    """Recompute every chain of events and look for the triggers. 核对事件链与触发器。"""
    open_platform()
    from zhidai.services.history.queries import number_of_chains, verify

    chains = number_of_chains()
    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Verifying the chains", language()), total=chains)
        broken = list(verify(after_each=lambda: progress.advance(bar)))
    for place in broken:
        message = _BROKEN[place.what]
        say(message, stream=place.stream, sequence=place.sequence)
    if broken:
        say("{count} places do not hold in {chains} chains.", count=len(broken), chains=chains)
        raise typer.Exit(NEGATIVE_FINDING)
    say("All {chains} chains hold, and every trigger is in place.", chains=chains)


def audit_traces(*, lang: LanguageOption = None) -> None:
    """Run every decision's stored trace again. 重新运行各项决定的依据。"""
    open_platform()
    from zhidai.services.cases.traces import number_of_traces, run_again

    with Progress(console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task(translate("Running traces", language()), total=number_of_traces())
        found = list(run_again(after_each=lambda: progress.advance(bar)))
    differ = [one for one in found if one.differences]
    for one in differ:
        first = one.differences[0]
        say(
            "{stream}, event {sequence}: {path} was {stored} and is now {now}.",
            stream=one.stream,
            sequence=one.sequence,
            path=first.path,
            stored=first.stored,
            now=first.now,
        )
    if differ:
        raise typer.Exit(NEGATIVE_FINDING)
    others = sum(one.another_version for one in found)
    say(
        "{count} decisions are explained as they were; {others} were made under other versions.",
        count=len(found) - others,
        others=others,
    )
