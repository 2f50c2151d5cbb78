"""The names in alg and enc: written in another case, or no registered ones (RFC 7518 sections 4.1 and 5.1)."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from webapp.jose.diagnose.bench import Bench
from webapp.jose.diagnose.case import DecryptionCase
from webapp.jose.diagnose.jwe_trials import opened_by
from webapp.jose.diagnose.words import likely, proven
from webapp.jose.finding import Diagnosis
from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS
from webapp.jose.text import cut_short


def no_registered_name(case: DecryptionCase, bench: Bench) -> Diagnosis | None:
    """Alg or enc is no registered name. Proven to be the one that it looks like, when that opens the token."""
    if case.stage != "algorithm" or case.failed is None:
        return None
    alg, enc = (_alike(case.values.get(n), rows) for n, rows in (("alg", JWE_ALGORITHMS), ("enc", JWE_ENCRYPTIONS)))
    name, meant = ("alg", alg) if not case.alg else ("enc", enc)
    given = case.values.get(name)
    if meant and given == meant:
        return None
    shown = f'"{cut_short(given, 40)}"' if isinstance(given, str) else "no text"
    hint = f"; {meant} is meant" if meant else ""
    is_open = bool(alg and enc) and _opens(case, bench, alg, enc)
    say = proven if is_open else likely
    more = f"Taken as {alg} with {enc}, the key opens it. " if is_open else ""
    return say(
        "jwe.unknown-name",
        f'"{name}" is {shown}, which is no registered name{hint}'
        if name in case.values
        else f'The header has no "{name}"',
        f"{more}The names of algorithms are case-sensitive, and readers refuse any that they do not know.",
        f"Have the sender write the name as it is registered{f': {meant}' if meant else ''}. It is bound to the "
        "content, and cannot be put right afterwards.",
        reference=case.failed.reference,
    )


def _alike(given: object, registered: Mapping[str, object]) -> str:
    """The registered name that this text is or looks like; "" for none."""
    if not isinstance(given, str) or given in registered:
        return given if isinstance(given, str) else ""
    names = {name.lower().replace("_", "-"): name for name in registered}
    found = get_close_matches(given[:40].strip().lower().replace("_", "-"), names, n=1, cutoff=0.75)
    return names[found[0]] if found else ""


def _opens(case: DecryptionCase, bench: Bench, alg: str, enc: str) -> bool:
    """Whether a key opens it under these names. Not for passwords, whose cost nobody has bounded yet."""
    row = JWE_ALGORITHMS[alg]
    if "p2s" in row.header_parameters or not JWE_ENCRYPTIONS[enc].supported:
        return False
    for key in case.keys(*row.key_types)[:4]:
        cek = bench.unwraps(alg, enc, key, case.wrapped, case.values) if key.private else None
        if cek and opened_by(case, bench, cek):
            return True
    return False
