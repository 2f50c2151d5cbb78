"""What the verify and decrypt forms ask, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field

from webapp.jose.diagnose.case import Given
from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.jwt.expectations import Expectations
from webapp.jose.limits import Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A paste, the key to try on it, and what is expected of what is inside. Its repr holds no secret.

    content is the payload of a JWS that does not carry it (RFC 7515 appendix F).
    """

    input: str = field(repr=False)
    key: str = field(default="", repr=False)
    key_encoding: str = "auto"
    password: str = field(default="", repr=False)
    content: bytes | None = field(default=None, repr=False)
    expected: Expectations

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

    def read_keys(self, limits: Limits) -> KeyText:
        """The keys that the key field holds; none when it is empty."""
        if not self.key:
            return KeyText(keys=(), problems=(), container="nothing")
        return read_keys(self.key, encoding=self.key_encoding, password=self.password, limits=limits)
