"""From members to a Key: the one way on which every container's keys are checked and named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from webapp.jose.jwk import check, rsa_members
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.thumbprint import thumbprint
from webapp.jose.limits import Limits
from webapp.jose.registry.jwk_parameters import TYPE_MEMBERS
from webapp.jose.text import Problem

_PRIVATE: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {kty: frozenset(name for name, row in own.items() if row.is_private) for kty, own in TYPE_MEMBERS.items()}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What is said of a key beside its own members."""

    source: str
    index: int = 0
    kid: str | None = None
    alg: str | None = None
    use: str | None = None
    key_ops: tuple[str, ...] | None = None
    subject: str | None = None
    issuer: str | None = None
    validity: tuple[int, int] | None = None
    certificate_digest: str = ""
    problems: tuple[Problem, ...] = field(default=())


def build_key(members: Mapping[str, str], about: Description, limits: Limits) -> Key:
    """A key of normalised members; without members, and with the reason, when they are no key.

    Problems: those of check.sound. The halves are compared by examine, which costs more.
    """
    key = describe_key(members, about)
    problem = check.sound(members, limits)
    return unusable(key, problem) if problem else key


def describe_key(members: Mapping[str, str], about: Description) -> Key:
    """A key of the public members that its type needs, and perhaps private ones, unchecked."""
    bits, findings = check.bits_and_findings(members)
    return Key(
        kty=members["kty"],
        crv=members.get("crv"),
        bits=bits,
        kid=about.kid,
        alg=members.get("alg", about.alg),
        use=about.use,
        key_ops=about.key_ops,
        private=is_private(members),
        thumbprint=thumbprint(members),
        source=about.source,
        index=about.index,
        subject=about.subject,
        issuer=about.issuer,
        validity=about.validity,
        certificate_digest=about.certificate_digest,
        members=members,
        problems=about.problems,
        findings=findings,
    )


def unusable(key: Key, problem: Problem) -> Key:
    """The same key without members, so that nothing can be computed with it."""
    return replace(key, members={}, stated=key.members or key.stated, problems=(*key.problems, problem))


def broken_key(kty: str, about: Description) -> Key:
    """A key that could not be read: its problems say why."""
    return Key(
        kty=kty,
        kid=about.kid,
        alg=about.alg,
        use=about.use,
        key_ops=about.key_ops,
        source=about.source,
        index=about.index,
        problems=about.problems,
    )


def examine(keys: Sequence[Key], limits: Limits) -> tuple[Key, ...]:
    """The keys, with the costly checks done on the first keys_tried of them: whether their halves belong together.

    RSA private keys without their primes get them, as far as the work for that is allowed.
    Problems: those of check.belongs and of rsa_members.complete.
    """
    work = rsa_members.WORK
    examined: list[Key] = []
    for key in keys[: limits.keys_tried]:
        completed, work = _complete(key, work) if rsa_members.is_incomplete(key.members) else (key, work)
        problem = check.belongs(completed.members) if completed.is_usable else None
        examined.append(unusable(completed, problem) if problem else completed)
    return (*examined, *keys[limits.keys_tried :])


def _complete(key: Key, work: int) -> tuple[Key, int]:
    members = rsa_members.complete(key.members, work)
    left = work - rsa_members.work_of(key.members)
    return (unusable(key, members) if isinstance(members, Problem) else replace(key, members=members)), left


def is_private(members: Mapping[str, str]) -> bool:
    """Whether a member is private; those of symmetric keys are."""
    return not _PRIVATE[members["kty"]].isdisjoint(members)
