"""Help about signatures that were made in another way than the token says."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_SIGN_WITH: Final = Fixes(
    python='jwt.encode(claims, key, algorithm="HS256")',
    node='new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(key)',
    java="Jwts.builder().claims(claims).signWith(key, Jwts.SIG.HS256)",
    go="jwt.NewWithClaims(jwt.SigningMethodHS256, claims)",
    dotnet="new SigningCredentials(key, SecurityAlgorithms.HmacSha256)",
)

ROWS: Final = (
    DiagnosisHelp(
        code="signature.other-algorithm",
        title="The signature is made with another algorithm than alg says",
        what='The signature is right, but for another hash, padding or curve than the one in "alg".',
        why='"alg" was written by hand, or kept when the signing library or the key was changed.',
        fixes=_SIGN_WITH,
        reference="RFC 7515 section 4.1.1",
    ),
)
