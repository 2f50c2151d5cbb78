"""An analysis as Markdown, for issue trackers: everything that came with the token stands in code."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from webapp.services.analysis import Plain

# What Markdown or the HTML within it would act on.
_SPECIAL: Final = re.compile(r"([\\`*_\[\]<>|#~@!&])")
_BACKTICKS: Final = re.compile("`+")


def markdown(analysed: Plain) -> str:
    """The analysis with headings, lists and a table of steps; what is inside follows one level deeper."""
    return "\n".join(_layer(analysed, 2)).strip() + "\n"


def _layer(layer: Plain, level: int) -> Iterator[str]:
    mark = "#" * min(level, 6)
    yield f"{mark} {_plain(layer.get('headline', 'Token'))}"
    yield ""
    if told := layer.get("explanation"):
        yield _plain(told)
        yield ""
    yield f"Verdict: **{layer['verdict']}**"
    if asked := layer.get("asked_about"):
        yield f"(asked about {asked}, not the present)"
    if profile := layer.get("profile"):
        yield f"(profile {_plain(profile)})"
    yield ""
    for name, light in layer.get("lights", {}).items():
        yield f"- {name.capitalize()}: **{light['outcome']}**. {_plain(light['summary'])}"
    if key := layer.get("key"):
        yield f"- Key used: {_plain(key)}"
    yield ""
    yield from _reasons(layer, mark)
    yield from _findings(layer, mark)
    yield from _steps(layer, mark)
    yield from _token(layer, mark)
    if inside := layer.get("inside"):
        yield f"{mark} Inside"
        yield ""
        yield from _layer(inside, level + 1)


def _reasons(layer: Plain, mark: str) -> Iterator[str]:
    reasons, ruled_out, untried = (layer.get(name, ()) for name in ("reasons", "ruled_out", "not_tried"))
    if not (reasons or ruled_out or untried):
        return
    yield f"{mark}# Why"
    yield ""
    for reason in reasons:
        yield f"- **{reason['certainty']}**: {_plain(reason['title'])} (`{reason['code']}`)"
        yield f"  {_plain(reason['explanation'])}"
        if reason["remedy"]:
            yield f"  To do: {_plain(reason['remedy'])}"
    if ruled_out:
        yield f"- Ruled out by trial: {_plain('; '.join(ruled_out))}"
    if untried:
        yield f"- Not tried: {_plain('; '.join(untried))}"
    yield ""


def _findings(layer: Plain, mark: str) -> Iterator[str]:
    if not layer.get("findings"):
        return
    yield f"{mark}# Findings"
    yield ""
    for finding in layer["findings"]:
        rule = f"{finding['rule']}, " if "rule" in finding else ""
        yield f"- **{finding['severity']}**: {_plain(finding['title'])} ({rule}`{finding['code']}`)"
        if told := finding.get("found"):
            yield f"  {_plain(told)}"
        if remedy := finding.get("remedy"):
            source = f" ({_plain(finding['reference'])})" if "reference" in finding else ""
            yield f"  To do: {_plain(remedy)}{source}"
    yield ""


def _steps(layer: Plain, mark: str) -> Iterator[str]:
    if not layer.get("steps"):
        return
    yield f"{mark}# Steps"
    yield ""
    yield "| outcome | step | what was found | source |"
    yield "| --- | --- | --- | --- |"
    for step in layer["steps"]:
        cells = (step["outcome"], step["name"], step.get("summary", ""), step.get("reference", ""))
        yield f"| {' | '.join(_plain(cell) for cell in cells)} |"
    yield ""


def _token(layer: Plain, mark: str) -> Iterator[str]:
    token = layer.get("token")
    if not token:
        return
    named = ", ".join(filter(None, (token["kind"].upper(), token.get("serialization"), token.get("label"))))
    yield f"{mark}# Token, without its signature and the values of its claims"
    yield ""
    yield _plain(named)
    yield ""
    for problem in token.get("problems", ()):
        yield f"- Problem: {_plain(problem['message'])} (`{problem['code']}`)"
    yield from _fenced({name: token[name] for name in ("headers", "claims") if name in token})


def _fenced(values: Plain) -> Iterator[str]:
    """JSON in a fence that nothing within it ends."""
    text = json.dumps(values, indent=2, ensure_ascii=True)
    longest = max((len(run) for run in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    yield f"{fence}json"
    yield text
    yield fence
    yield ""


def _plain(text: str) -> str:
    """Text that Markdown leaves as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
