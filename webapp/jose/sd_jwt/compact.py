"""The compact form: issuer-signed JWT, "~", Disclosures with "~" after each, perhaps a KB-JWT (RFC 9901 section 4)."""

from __future__ import annotations

from collections.abc import Iterator

from webapp.jose.jws import compact as jws_compact
from webapp.jose.limits import Limits
from webapp.jose.sd_jwt.sd_jwt import Pieces, SdJwt, read
from webapp.jose.text import Excerpt, Problem


def parse(token: Excerpt, limits: Limits) -> SdJwt:
    """Split and decode. Problems: sd-jwt.final-tilde, those of sd_jwt.read.

    What follows the last "~" is the Key Binding JWT. A Disclosure that stands there lacks its own "~", and counts as
    none: whoever checks the token takes it for a damaged Key Binding JWT.
    """
    first = token.text.find("~")
    if first < 0:
        return read(_without_tilde(token, limits), limits)
    last = token.text.rindex("~")
    end = token.slice(last + 1, len(token.text))
    is_key_binding = "." in end.text
    pieces = Pieces(
        token=token,
        issuer_signed=jws_compact.parse(token.slice(0, first), limits),
        disclosures=tuple(_between(token, first, last, limits.disclosures + 1)),
        key_binding=end if is_key_binding else None,
        presented=token.text[: last + 1],
        problems=() if is_key_binding or not end.text else (_unfinished(end),),
    )
    return read(pieces, limits)


def _between(token: Excerpt, first: int, last: int, most: int) -> Iterator[Excerpt]:
    """The pieces between the first and the last "~", at most so many."""
    start = first + 1
    for _ in range(most):
        if start > last:
            return
        end = token.text.index("~", start)
        yield token.slice(start, end)
        start = end + 1


def _without_tilde(token: Excerpt, limits: Limits) -> Pieces:
    problem = Problem(
        code="sd-jwt.final-tilde",
        message='There is no "~": this is a JWT, not an SD-JWT',
        span=token.span(),
        reference="RFC 9901 section 4",
    )
    return Pieces(
        token=token,
        issuer_signed=jws_compact.parse(token, limits),
        disclosures=(),
        key_binding=None,
        presented=token.text + "~",
        problems=(problem,),
    )


def _unfinished(end: Excerpt) -> Problem:
    return Problem(
        code="sd-jwt.final-tilde",
        message='What follows the last "~" is no Key Binding JWT. If it is a Disclosure, it does not count without '
        'the "~" that must follow it',
        span=end.span(),
        reference="RFC 9901 section 4",
    )
