"""What differs most between two tokens, each as a clause that continues "the second …" or "the first …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from webapp.jose.artefact import Artefact, Kind
from webapp.jose.compare.difference import Difference, Relation, Section, Side
from webapp.jose.compare.forms import form_words
from webapp.jose.compare.layers import is_open, presented
from webapp.jose.compare.shown import listed
from webapp.jose.compare.tokens import Token
from webapp.jose.jwt import time
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.jwt.kinds import Sureness
from webapp.jose.text import cut_short

FIRST: Final = "first"
SECOND: Final = "second"
_SCOPES: Final = ("scope", "scp")
_CLIENTS: Final = ("azp", "client_id", "appid", "cid")
_TENANTS: Final = ("tid", "tenant", "org_id", "realm")
_KEYS: Final = ("kid", "jku", "x5u", "x5t", "x5t#S256", "jwk", "x5c")
_ANY_KIND: Final = ("", "jwt", "jws")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something in which one differs from the other. The lower the rank, the more it matters."""

    rank: int
    code: str
    subject: str
    words: str


def points(first: Token, second: Token, found: tuple[Section, ...], expected: Expectations) -> tuple[Point, ...]:
    """Everything worth a clause, what matters most first. The leeway of the expectations is allowed for."""
    empty = Section(name="", title="")
    by_name = {section.name: section for section in found}
    if is_open(first.inner) != is_open(second.inner):
        # The headers and parts of a JWS and of a JWE have nothing to do with each other.
        by_name = {}
    claims, header, times, form = (by_name.get(name, empty) for name in ("claims", "header", "times", "form"))
    every = (
        *_of_tokens(first, second),
        *_of_times(first, second, expected),
        *_of_claims(claims),
        *_of_header(header, second),
        *_of_lengths(form, header),
        *_of_types(claims),
        *_of_rest(claims, header, times),
    )
    return tuple(sorted(every, key=lambda point: point.rank))


def _of_tokens(first: Token, second: Token) -> Iterator[Point]:
    for subject, one, other in ((SECOND, second, first), (FIRST, first, second)):
        if _is_damaged(one.outer) and not _is_damaged(other.outer):
            yield Point(rank=10, code="damaged", subject=subject, words="is damaged")
        if one.outer.unsecured and not other.outer.unsecured:
            yield Point(rank=15, code="unsecured", subject=subject, words="is not signed")
        if one.outer.kind is Kind.JWE and other.outer.kind is not Kind.JWE:
            words = "is encrypted" if is_open(one.inner) else "is encrypted, so that its claims cannot be compared"
            yield Point(rank=20, code="encrypted", subject=subject, words=words)
    if first.kind != second.kind and first.kind not in _ANY_KIND and second.kind not in _ANY_KIND:
        is_sure = Sureness.GUESSED not in (first.certainty, second.certainty)
        words = f"is {second.kind_words} instead of {first.kind_words}"
        yield Point(rank=25 if is_sure else 75, code="kind", subject=SECOND, words=words)
    if first.outer.kind is second.outer.kind and first.outer.serialization != second.outer.serialization:
        yield Point(rank=72, code="form", subject=SECOND, words=f"is written as {form_words(second.outer)}")


def _is_damaged(artefact: Artefact) -> bool:
    return bool(artefact.problems)


def _of_times(first: Token, second: Token, expected: Expectations) -> Iterator[Point]:
    """What keeps one of them from being valid now, where the other is."""
    briefs = [time.check(presented(token.inner), expected).brief for token in (first, second)]
    for subject, brief, other in ((SECOND, briefs[1], briefs[0]), (FIRST, briefs[0], briefs[1])):
        if brief and not other:
            verb = "" if brief.startswith("expired") else "is " if brief.startswith("not") else "has no times: "
            yield Point(rank=40, code="time", subject=subject, words=f"{verb}{brief}")


def _of_claims(claims: Section) -> Iterator[Point]:
    yield from _identifier(claims, "iss", 30, "comes from another issuer", "names no issuer")
    yield from _audience(claims.of("/aud"))
    for name in _SCOPES:
        yield from _scopes(claims.of(f"/{name}"))
    yield from _identifier(claims, "exp", 42, "", "never expires")
    for name in _TENANTS:
        yield from _identifier(claims, name, 58, "is of another tenant", f'has no "{name}"')
    for name in _CLIENTS:
        yield from _identifier(claims, name, 62, "was issued to another client", f'names no client in "{name}"')
    yield from _identifier(claims, "sub", 65, "is about another subject", "names no subject")


def _identifier(section: Section, name: str, rank: int, differs: str, missing: str) -> Iterator[Point]:
    row = section.of(f"/{name}")
    if row is None:
        return
    if row.relation is Relation.FIRST_ONLY:
        yield Point(rank=rank + 1, code=name, subject=SECOND, words=missing)
    elif row.relation is Relation.SECOND_ONLY:
        yield Point(rank=rank + 1, code=name, subject=FIRST, words=missing)
    elif row.code == "text" and differs:
        small = f" ({row.summary[:1].lower()}{row.summary[1:]})" if row.summary else ""
        yield Point(rank=rank, code=name, subject=SECOND, words=differs + small)


def _audience(row: Difference | None) -> Iterator[Point]:
    if row is None:
        return
    if row.relation in (Relation.FIRST_ONLY, Relation.SECOND_ONLY):
        subject = SECOND if row.relation is Relation.FIRST_ONLY else FIRST
        yield Point(rank=36, code="aud", subject=subject, words="names no audience")
    elif row.code == "notation":
        yield Point(rank=74, code="aud", subject=SECOND, words='writes "aud" in another form')
    elif row.first_only and not row.shared:
        yield Point(rank=35, code="aud", subject=SECOND, words="is for another audience")
    elif row.first_only:
        yield Point(rank=35, code="aud", subject=SECOND, words=f"is not for {listed(row.first_only)}")
    elif row.second_only:
        yield Point(rank=69, code="aud", subject=SECOND, words=f"is also for {listed(row.second_only)}")


def _scopes(row: Difference | None) -> Iterator[Point]:
    if row is None:
        return
    if row.relation in (Relation.FIRST_ONLY, Relation.SECOND_ONLY):
        subject = SECOND if row.relation is Relation.FIRST_ONLY else FIRST
        yield Point(rank=46, code="scope", subject=subject, words=f'has no "{row.name}"')
    elif row.first_only:
        noun = "the scope" if len(row.first_only) == 1 else "the scopes"
        yield Point(rank=45, code="scope", subject=SECOND, words=f"lacks {noun} {listed(row.first_only)}")
    elif row.second_only:
        noun = "the further scope" if len(row.second_only) == 1 else "the further scopes"
        yield Point(rank=70, code="scope", subject=SECOND, words=f"has {noun} {listed(row.second_only)}")


def _of_header(header: Section, second: Token) -> Iterator[Point]:
    alg = header.of("/alg")
    if alg is not None and alg.first is not None and alg.second is not None:
        verb = "encrypted" if second.inner.kind is Kind.JWE else "signed"
        names = _bare(alg.second), _bare(alg.first)
        yield Point(rank=50, code="alg", subject=SECOND, words=f"is {verb} with {names[0]} instead of {names[1]}")
    enc = header.of("/enc")
    if enc is not None and enc.first is not None and enc.second is not None:
        yield Point(rank=54, code="enc", subject=SECOND, words=f"has its content encrypted with {_bare(enc.second)}")
    for name in _KEYS:
        row = header.of(f"/{name}") or next(
            (one for one in header.differences if one.path.startswith(f"/{name}/")), None
        )
        if row is not None:
            yield _key(row, name)
            break
    row = header.of("/typ")
    if row is not None and row.relation is Relation.EQUIVALENT:
        return
    if row is not None and row.second is not None and row.first is not None:
        yield Point(
            rank=60, code="typ", subject=SECOND, words=f"has the type {row.second.text} instead of {row.first.text}"
        )
    elif row is not None:
        yield Point(rank=67, code="typ", subject=SECOND if row.second is None else FIRST, words="has no type")


def _bare(side: Side) -> str:
    """A name without its quotes."""
    return cut_short(side.text.strip('"'), 40)


def _key(row: Difference, name: str) -> Point:
    if row.relation is Relation.FIRST_ONLY:
        return Point(rank=56, code=name, subject=SECOND, words=f'names no key in "{name}"')
    if row.relation is Relation.SECOND_ONLY:
        return Point(rank=56, code=name, subject=FIRST, words=f'names no key in "{name}"')
    return Point(rank=55, code=name, subject=SECOND, words=f'names another key in "{name}"')


def _of_lengths(form: Section, header: Section) -> Iterator[Point]:
    """A signature of another length under the same algorithm: of another key, or in another encoding."""
    row = form.of("/signature")
    if row is None or row.first is None or row.second is None or header.of("/alg") is not None:
        return
    words = f"has a signature of {row.second.text} instead of {row.first.text}"
    yield Point(rank=52, code="signature-length", subject=SECOND, words=words)


def _of_types(claims: Section) -> Iterator[Point]:
    for row in claims.differences:
        if row.code == "type" and row.first and row.second:
            words = f'has "{row.name}" as {row.second.words} instead of {row.first.words}'
            yield Point(rank=48, code="type", subject=SECOND, words=words)


def _of_rest(claims: Section, header: Section, times: Section) -> Iterator[Point]:
    rows = [row for row in claims.differences if not row.is_usual and row.relation is not Relation.EQUIVALENT]
    named = {"iss", "aud", "sub", "exp", *_SCOPES, *_CLIENTS, *_TENANTS}
    rest = [row for row in rows if row.code != "type" and row.path.lstrip("/") not in named]
    for relation, subject in ((Relation.FIRST_ONLY, SECOND), (Relation.SECOND_ONLY, FIRST)):
        names = tuple(row.name for row in rest if row.relation is relation)
        if names:
            rank = 68 if subject == SECOND else 71
            yield Point(rank=rank, code="missing", subject=subject, words=f"has no {listed(names)}")
    yield from _lacking([row for row in rest if row.code == "set"])
    names = tuple(row.name for row in rest if row.relation is Relation.DIFFERENT and row.code != "set")
    if names:
        yield Point(rank=73, code="claims", subject=SECOND, words=f"has other values in {listed(names)}")
    yield from _of_lifetimes(times.of("/lifetime"))
    known = ("alg", "enc", "typ", *_KEYS)
    others = tuple(row.name for row in header.differences if row.path.split("/")[1] not in known)
    if others:
        yield Point(rank=76, code="header", subject=SECOND, words=f"has another header, in {listed(others)}")


def _lacking(rows: list[Difference]) -> Iterator[Point]:
    for row in rows[:3]:
        if row.first_only:
            words = f'lacks {listed(row.first_only)} in "{row.name}"'
            yield Point(rank=66, code="set", subject=SECOND, words=words)
        elif row.second_only:
            words = f'has {listed(row.second_only)} more in "{row.name}"'
            yield Point(rank=70, code="set", subject=SECOND, words=words)


def _of_lifetimes(row: Difference | None) -> Iterator[Point]:
    if row is not None and row.first is not None and row.second is not None:
        words = f"lives {row.second.text} instead of {row.first.text}"
        yield Point(rank=64, code="lifetime", subject=SECOND, words=words)
