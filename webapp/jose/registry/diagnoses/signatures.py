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
_ALLOW: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"])',
    node='await jwtVerify(token, key, { algorithms: ["RS256"] })',
    java="Jwts.parser().verifyWith(key)  // refuses unsecured tokens",
    go='jwt.Parse(token, keyFunc, jwt.WithValidMethods([]string{"RS256"}))',
    dotnet="RequireSignedTokens = true  // the default",
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
    DiagnosisHelp(
        code="signature.none",
        title="The token is not signed",
        what='"alg" is "none": there is no signature, and anybody can have written the token.',
        why="A test tool or emulator made it, or somebody took the signature off to see who still accepts it.",
        fixes=_ALLOW,
        reference="RFC 8725 section 3.2",
    ),
)
