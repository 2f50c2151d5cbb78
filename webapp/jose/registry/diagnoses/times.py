"""Help about the times in a token."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_LEEWAY: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"], leeway=60)',
    node="await jwtVerify(token, key, { clockTolerance: 60 })",
    java="Jwts.parser().clockSkewSeconds(60)",
    go="jwt.Parse(token, keyFunc, jwt.WithLeeway(time.Minute))",
    dotnet="ClockSkew = TimeSpan.FromMinutes(1)  // 5 minutes unless it is set",
)
_SECONDS: Final = Fixes(
    python="int(time.time())",
    node="Math.floor(Date.now() / 1000)",
    java="Instant.now().getEpochSecond()",
    go="time.Now().Unix()",
    dotnet="DateTimeOffset.UtcNow.ToUnixTimeSeconds()",
)

ROWS: Final = (
    DiagnosisHelp(
        code="time.expired",
        title="The token has expired",
        what='The moment in "exp" has passed.',
        why="Access tokens live for minutes to hours. The client did not renew it, or a clock is wrong.",
        fixes=_LEEWAY,
        reference="RFC 7519 section 4.1.4",
    ),
    DiagnosisHelp(
        code="time.not-yet-valid",
        title="The token is not valid yet",
        what='The moment in "nbf" is ahead.',
        why="The issuer's clock is ahead of the verifier's, or local time was taken for UTC.",
        fixes=_LEEWAY,
        reference="RFC 7519 section 4.1.5",
    ),
    DiagnosisHelp(
        code="time.issued-ahead",
        title="The token was issued in the future",
        what='The moment in "iat" is ahead. RFC 7519 does not forbid it, but several libraries refuse it.',
        why="The issuer's clock is ahead of the verifier's, or local time was taken for UTC.",
        fixes=_LEEWAY,
        reference="RFC 7519 section 4.1.6",
    ),
    DiagnosisHelp(
        code="time.milliseconds",
        title="A time is in milliseconds",
        what="The number is a thousand times too large: seconds are due.",
        why="Date.now() in JavaScript and System.currentTimeMillis() in Java give milliseconds.",
        fixes=_SECONDS,
        reference="RFC 7519 section 2",
    ),
    DiagnosisHelp(
        code="time.unit",
        title="A time is in microseconds or nanoseconds",
        what="The number is far too large: seconds are due.",
        why="UnixMicro() and UnixNano() in Go, and time_ns() in Python, give these.",
        fixes=_SECONDS,
        reference="RFC 7519 section 2",
    ),
    DiagnosisHelp(
        code="time.not-a-number",
        title="A time is not a number",
        what="A number stands in quotes, or a date is written as text.",
        why="The value was formatted before it was put into the token.",
        fixes=_SECONDS,
        reference="RFC 7519 section 2",
    ),
    DiagnosisHelp(
        code="time.lifetime",
        title="exp holds a lifetime, not a moment",
        what='"exp" is a small number such as 3600, which as a moment lies in 1970.',
        why='Settings such as "expires in 3600" were written into "exp" without the present time added.',
        fixes=_SECONDS,
        reference="RFC 7519 section 4.1.4",
    ),
    DiagnosisHelp(
        code="time.never-valid",
        title="The token ends before it begins",
        what='"exp" is not after "nbf" or "iat".',
        why="The lifetime was left out or subtracted, or one of the times is in another zone.",
        fixes=_SECONDS,
        reference="RFC 7519 section 4.1.4",
    ),
)
