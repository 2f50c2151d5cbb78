"""OpenSSH public keys, one a line, as in authorized_keys and known_hosts (RFC 4253 section 6.6, sshd(8))."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

from webapp.jose.crypto import openssh
from webapp.jose.jwk import secret
from webapp.jose.jwk.build import Description, broken_key, build_key, examine
from webapp.jose.jwk.key import Key
from webapp.jose.jwk.key_text import KeyText
from webapp.jose.jwk.secret import Encoding
from webapp.jose.limits import Limits, setting_of
from webapp.jose.text import Problem, Span

OPENSSH: Final = "openssh"
# The type, then base64 of a string with the type in it. Options, a host or line numbers may stand before them.
_KEY: Final = re.compile(
    r"(?:(?<=\s)|^)(?P<type>(?:sk-)?(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3})(?:-cert-v\d\d)?(?:@openssh\.com)?)"
    r"[ \t]{1,8}(?P<blob>AAAA[A-Za-z0-9+/]{20,}={0,2})(?=\s|\Z|[\"'])",
    re.MULTILINE,
)
_BARE: Final = re.compile(
    r"\s*+(?P<blob>AAAA(?:B3NzaC1yc2E|C3NzaC1lZDI1NTE5|E2VjZHNhLXNoYTIt)[A-Za-z0-9+/\s]{20,}+={0,2})\s*+"
)
# The same as the text wrapped it; the last line may have the comment.
_BROKEN: Final = re.compile(
    r"\s{0,40}(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3})[ \t]{1,8}AAAA[A-Za-z0-9+/]{10,}={0,2}"
    r"(?:[ \t]*\r?\n[ \t]*[A-Za-z0-9+/]{1,400}={0,2})++(?:[ \t]+\S{1,100})?"
)
_MOST_LINES: Final = 1000
_REFERENCE: Final = "RFC 4253 section 6.6"


@dataclass(frozen=True, slots=True, kw_only=True)
class SshKeys:
    """The keys of the lines, in order, and what is wrong with other lines."""

    keys: tuple[Key, ...]
    problems: tuple[Problem, ...] = ()


def read_ssh_keys(text: str, limits: Limits) -> SshKeys | None:
    """The keys of a text whose every line is a public key, a comment or blank; None for any other text.

    Problems: limit.pem-blocks, secret.base64, those of crypto.openssh and build.
    """
    if bare := _BARE.fullmatch(text):
        return SshKeys(keys=_keys([bare], limits))
    if "AAAA" not in text:
        return None
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    found = list(_KEY.finditer(text)) if len(lines) <= _MOST_LINES else []
    if not found or len(found) != len(lines):
        return None
    if len(found) <= limits.pem_blocks:
        return SshKeys(keys=_keys(found, limits))
    message = f"{len(found):,} lines; the first {limits.pem_blocks:,} are read, {setting_of('pem_blocks')} raises this"
    problem = Problem(code="limit.pem-blocks", message=message)
    return SshKeys(keys=_keys(found[: limits.pem_blocks], limits), problems=(problem,))


def find_ssh_keys(text: str, limits: Limits) -> KeyText | None:
    """The keys of a text that has lines with public keys among others, or one key that is broken over lines.

    Problems: ssh.line-breaks, and those of a key.
    """
    found = list(islice(_KEY.finditer(text), limits.pem_blocks)) if "AAAA" in text else []
    keys = _keys(found, limits)
    if any(key.is_usable for key in keys):
        return KeyText(keys=keys, container=OPENSSH)
    broken = _BROKEN.match(text)
    joined = _KEY.search(re.sub(r"[ \t]*\r?\n[ \t]*", "", broken[0])) if broken else None
    if broken is None or joined is None or not (keys := _keys([joined], limits))[0].is_usable:
        return None
    message = "The key is broken over several lines; it is one line from its type to its comment"
    problem = Problem(code="ssh.line-breaks", message=message, span=Span(*broken.span()), reference=_REFERENCE)
    return KeyText(keys=keys, problems=(problem,), container=OPENSSH, corrected=joined[0] + "\n")


def has_line(text: str) -> bool:
    """Whether a text has a line with a public key."""
    return _KEY.search(text) is not None


def _keys(found: list[re.Match[str]], limits: Limits) -> tuple[Key, ...]:
    return examine([_key(match, index, limits) for index, match in enumerate(found)], limits)


def _key(match: re.Match[str], index: int, limits: Limits) -> Key:
    octets = secret.decode(match["blob"], Encoding.BASE64)
    loaded = octets if isinstance(octets, Problem) else openssh.load_public(octets)
    if isinstance(loaded, Problem):
        problem = Problem(
            code=loaded.code, message=loaded.message, span=Span(*match.span("blob")), reference=loaded.reference
        )
        return broken_key("", Description(source=OPENSSH, index=index, problems=(problem,)))
    return build_key(loaded.members, Description(source=OPENSSH, index=index), limits)
