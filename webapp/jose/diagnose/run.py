"""Running experiments in their order until one of them proves the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from webapp.jose.diagnose.bench import Bench
from webapp.jose.finding import Certainty, Diagnosis

Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Experiment(Generic[Case]):
    """One hypothesis put to the test. trials is the most that it makes with one key and one secret.

    rules_out says what is not the reason when nothing came of it: "no other hash makes this signature".
    """

    run: Callable[[Case, Bench], Diagnosis | None]
    trials: int
    rules_out: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosed:
    """What was found, what was ruled out by trials, and what was not tried because the budget was spent."""

    found: tuple[Diagnosis, ...] = ()
    ruled_out: tuple[str, ...] = ()
    untried: tuple[str, ...] = ()


def run(experiments: Sequence[Experiment[Case]], case: Case, bench: Bench) -> Diagnosed:
    """Run the experiments one after the other. The first proof ends it: what else is likely would contradict it."""
    likely: list[Diagnosis] = []
    ruled_out: list[str] = []
    untried: list[str] = []
    for experiment in experiments:
        trials, refused = bench.trials, bench.refused
        found = experiment.run(case, bench)
        if found and found.certainty is Certainty.PROVEN:
            return Diagnosed(found=(found,))
        if found:
            likely += [found] if all(one.code != found.code for one in likely) else []
        elif bench.refused > refused:
            untried.append(experiment.rules_out)
        elif bench.trials > trials:
            ruled_out.append(experiment.rules_out)
    return Diagnosed(
        found=tuple(likely), ruled_out=tuple(filter(None, ruled_out)), untried=tuple(filter(None, untried))
    )


def run_all(experiments: Sequence[Experiment[Case]], case: Case, bench: Bench) -> Diagnosed:
    """Run all of them: time, issuer and audience can each be wrong by themselves."""
    found = tuple(one for experiment in experiments if (one := experiment.run(case, bench)))
    return Diagnosed(found=found)
