"""What the verify and decrypt forms ask, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from webapp.jose.audit.expected import Expected
from webapp.jose.diagnose.case import Given
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits
from webapp.jose.text import Excerpt
from webapp.jose.unwrap import Stripped
from webapp.services.profiles import Chosen, Profiles

_NOTHING: Final = Expected(at=0)
_NO_PROFILES: Final = Profiles()


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A paste, the key to try on it, and what is expected of what is inside. Its repr holds no secret.

    content is the payload of a JWS that does not carry it (RFC 7515 appendix F). has_any_lines says that it came out of
    a box of a page, where nobody can tell which line ends it had. asked_at is the moment of the expectations where it
    was asked for, and None where it is the present. audited is what the audit compares; inner_key holds the keys of the
    token that is inside. profiles are those that there are, profile the name of the one asked for, chosen the one that
    the expectations were completed by; has_leeway says that the leeway was given, and is not to be replaced.
    published are the secrets that this installation holds to be known; beside says that the key was found in the paste,
    and key_excerpt where.
    """

    input: str = field(repr=False)
    key: str = field(default="", repr=False)
    key_encoding: str = "auto"
    password: str = field(default="", repr=False)
    content: bytes | None = field(default=None, repr=False)
    has_any_lines: bool = False
    expected: Expectations
    asked_at: int | None = None
    inner_key: str = field(default="", repr=False)
    audited: Expected = _NOTHING
    profiles: Profiles = field(default=_NO_PROFILES, repr=False)
    profile: str = ""
    has_leeway: bool = False
    chosen: Chosen | None = None
    published: frozenset[bytes] = field(default=frozenset(), repr=False)
    beside: tuple[Stripped, ...] = ()
    key_excerpt: Excerpt | None = field(default=None, repr=False)

    def given(self, keys: KeyText, limits: Limits) -> Given:
        """What was pasted, as the experiments take it; keys are those of read_keys."""
        return Given(
            paste=self.input,
            key_text=self.key,
            key_encoding=self.key_encoding,
            keys=keys,
            content=self.content,
            expected=self.expected,
            limits=limits,
        )

    @property
    def contents(self) -> tuple[bytes, ...]:
        """The octets that the content can have been: as they were sent, and where nobody can tell with line ends LF."""
        if self.content is None:
            return ()
        if self.has_any_lines and b"\r\n" in self.content:
            return self.content, self.content.replace(b"\r\n", b"\n")
        return (self.content,)

    def read_keys(self, limits: Limits) -> KeyText:
        """The keys that the key field holds; none when it is empty."""
        if not self.key:
            return KeyText(keys=(), problems=(), container="nothing")
        return read_keys(self.key, encoding=self.key_encoding, password=self.password, limits=limits)

    def read_inner_keys(self, limits: Limits) -> KeyText:
        """The keys of the token inside; none when nothing was given for it."""
        if not self.inner_key:
            return KeyText(container="nothing")
        return read_keys(self.inner_key, limits=limits)
