"""Help about claims that are not what was expected."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_ISS: Final = "RFC 7519 section 4.1.1"
_AUD: Final = "RFC 7519 section 4.1.3"
_EXPECT_ISSUER: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"], issuer="https://login.example/")',
    node='await jwtVerify(token, key, { issuer: "https://login.example/" })',
    java='Jwts.parser().requireIssuer("https://login.example/")',
    go='jwt.Parse(token, keyFunc, jwt.WithIssuer("https://login.example/"))',
    dotnet='ValidIssuer = "https://login.example/"',
)
_EXPECT_AUDIENCE: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"], audience="https://api.example")',
    node='await jwtVerify(token, key, { audience: "https://api.example" })',
    java='Jwts.parser().requireAudience("https://api.example")',
    go='jwt.Parse(token, keyFunc, jwt.WithAudience("https://api.example"))',
    dotnet='ValidAudience = "https://api.example"',
)
_WRITE_CLAIMS: Final = Fixes(
    python='jwt.encode({**claims, "aud": ["https://api.example"]}, key, algorithm="RS256")',
    node='new SignJWT(claims).setAudience(["https://api.example"])',
    java='Jwts.builder().audience().add("https://api.example").and()',
    go='claims.Audience = jwt.ClaimStrings{"https://api.example"}',
    dotnet='new SecurityTokenDescriptor { Audience = "https://api.example" }',
)
_EXPECT_TYPE: Final = Fixes(
    python='jwt.get_unverified_header(token)["typ"]  # compare after decode()',
    node='await jwtVerify(token, key, { typ: "at+jwt" })',
    java='new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"))  // Nimbus',
    go='parsed.Header["typ"]',
    dotnet='ValidTypes = ["at+jwt"]',
)
_ALLOW: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"])',
    node='await jwtVerify(token, key, { algorithms: ["RS256"] })',
    java="new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keySource)  // Nimbus",
    go='jwt.Parse(token, keyFunc, jwt.WithValidMethods([]string{"RS256"}))',
    dotnet="ValidAlgorithms = [SecurityAlgorithms.RsaSha256]",
)
_REQUIRE: Final = Fixes(
    python='jwt.decode(token, key, algorithms=["RS256"], options={"require": ["exp", "sub"]})',
    node='await jwtVerify(token, key, { requiredClaims: ["exp", "sub"] })',
    java='new DefaultJWTClaimsVerifier<>(null, Set.of("exp", "sub"))  // Nimbus',
    go="jwt.Parse(token, keyFunc, jwt.WithExpirationRequired())",
    dotnet='principal.FindFirst("sub") ?? throw new SecurityTokenException()',
)
_LIVE: Final = Fixes(
    python='jwt.encode({"iss": app_id, "iat": now - 60, "exp": now + 540}, key, algorithm="RS256")',
    node="new SignJWT({}).setIssuedAt(now - 60).setExpirationTime(now + 540)",
    java="Jwts.builder().issuedAt(past).expiration(soon)",
    go='jwt.MapClaims{"iat": now - 60, "exp": now + 540}',
    dotnet="Expires = DateTime.UtcNow.AddMinutes(9)",
)


def _issuer(cause: str, title: str, what: str, why: str) -> DiagnosisHelp:
    return DiagnosisHelp(
        code=f"claims.issuer-{cause}", title=title, what=what, why=why, fixes=_EXPECT_ISSUER, reference=_ISS
    )


_ISSUERS: Final = (
    _issuer("missing", "The token names no issuer", 'There is no "iss", or it is no text.',
            "The issuer is not set where the token is made."),
    _issuer("other", "The token comes from another issuer", "The issuer has nothing in common with the expected one.",
            "A token of another environment or provider was sent."),
    _issuer("slash", "The issuer differs in a slash at its end", "One of the two ends in a slash, the other does not.",
            "Issuers are compared as text. Auth0 writes the slash, Keycloak does not."),
    _issuer("white-space", "The issuer differs in white space", "White space stands around one of the two.",
            "It came along from a configuration file or a form."),
    _issuer("case", "The issuer differs in upper and lower case", "The same letters are written in another case.",
            "Names of hosts mean the same in any case, but issuers are compared as text."),
    _issuer("scheme", "The issuer differs in http and https", "One of the two is http, the other https.",
            "Behind a proxy that ends TLS, the issuer sees http and writes that."),
    _issuer("port", "The issuer differs in the port", "The port is another one, or is written by one side only.",
            "The issuer is called at an inside port, or one side leaves out the usual one."),
    _issuer("host", "The issuer differs in the host", "The host is another one.",
            "A custom domain and the provider's own domain are two issuers, as are environments."),
    _issuer("internal-host", "The issuer is an inside address", "One of the hosts is known inside a network only.",
            "In containers, the token is asked for at one address and checked against another."),
    _issuer("entra-version", "The token is of the other Entra ID version",
            "Version 1 writes https://sts.windows.net/<tenant>/, version 2 https://login.microsoftonline.com/<tenant>/v2.0.",
            "The manifest of the API decides which version its access tokens have, not the endpoint that was called."),
    _issuer("tenant", "The token comes from another tenant", "The issuer is the same service, for another directory.",
            "The client signs in at another tenant, or at common."),
    _issuer("realm", "The token comes from another realm", "The issuer is the same Keycloak, in another realm.",
            "The client is set to another realm than the API."),
    _issuer("path", "The issuer differs in its path", "The host is the same, the path is not.",
            "Several issuers share a host, or /auth of Keycloak before version 17 was left in or out."),
)  # fmt: skip

_OTHERS: Final = (
    DiagnosisHelp(
        code="claims.audience-missing",
        title="The token names no audience",
        what='There is no "aud", so that it is for nobody in particular.',
        why="The client did not say which API the token is for, or the issuer must be set up to add it.",
        fixes=_WRITE_CLAIMS,
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.audience-nearly",
        title="The audience differs in a detail",
        what="A slash, the case, a port or api:// makes the difference.",
        why="Audiences are compared as text, although they look like addresses.",
        fixes=_EXPECT_AUDIENCE,
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.audience-joined",
        title="The audiences were written as one text",
        what="Several audiences stand in one text, with commas or brackets, in the token or where one is expected.",
        why="A list was turned into text on the way.",
        fixes=_WRITE_CLAIMS,
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.encoded-twice",
        title="The claims are encoded twice",
        what="The payload decodes to base64url text, and only that decodes to the claims.",
        why="The claims were encoded by hand and given to a library that encodes what it is given.",
        fixes=_WRITE_CLAIMS,
        reference="RFC 7519 section 7.1",
    ),
    DiagnosisHelp(
        code="claims.in-a-string",
        title="The claims are text within a JSON string",
        what="The payload is one JSON string with the claims as its text, and no JSON object.",
        why="The claims were made into JSON by hand and given to a library that makes JSON of what it is given.",
        fixes=_WRITE_CLAIMS,
        reference="RFC 7519 section 7.1",
    ),
    DiagnosisHelp(
        code="claims.audience-other",
        title="The token is for another audience",
        what="Nothing in the token's audience is the one that is expected.",
        why="The client asked for a token for another API, or sends its ID token.",
        fixes=_EXPECT_AUDIENCE,
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.audience-graph",
        title="The token is for Microsoft Graph",
        what="Its audience is Microsoft's own API, and not yours.",
        why="No scope of your own API was asked for; then Entra ID gives a token for Graph.",
        fixes=Fixes(
            python='app.acquire_token_for_client(scopes=["api://my-app/.default"])  # msal',
            node='msal.acquireTokenSilent({ scopes: ["api://my-app/access"], account })',
            java='ClientCredentialParameters.builder(Set.of("api://my-app/.default")).build()  // msal4j',
            go='client.AcquireTokenByCredential(ctx, []string{"api://my-app/.default"})',
            dotnet='app.AcquireTokenForClient(["api://my-app/.default"])',
        ),
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.audience-account",
        title="The token is for clients of Keycloak's own",
        what='"aud" is "account", or another client of Keycloak\'s own, and not your API.',
        why="Keycloak adds only clients whose roles the user has. Your API needs an audience mapper.",
        fixes=_EXPECT_AUDIENCE,
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.cognito-no-audience",
        title="Access tokens of Amazon Cognito have no audience",
        what='They name the client in "client_id" and their kind in "token_use".',
        why="Only its ID tokens have an audience.",
        fixes=Fixes(
            python='claims["client_id"] == client_id and claims["token_use"] == "access"',
            node='CognitoJwtVerifier.create({ userPoolId, tokenUse: "access", clientId })  // aws-jwt-verify',
            java='claims.get("client_id").equals(clientId) && claims.get("token_use").equals("access")',
            go='claims["client_id"] == clientID && claims["token_use"] == "access"',
            dotnet="ValidateAudience = false  // then compare client_id",
        ),
        reference=_AUD,
    ),
    DiagnosisHelp(
        code="claims.typ-missing",
        title='The token has no "typ"',
        what="A type is expected, but the header has none.",
        why="Many issuers leave it out.",
        fixes=_EXPECT_TYPE,
        reference="RFC 8725 section 3.11",
    ),
    DiagnosisHelp(
        code="claims.typ-other",
        title="The token is of another type",
        what='"typ" says another kind of token than is expected.',
        why="An ID token was sent for an access token, or the issuer does not follow RFC 9068.",
        fixes=_EXPECT_TYPE,
        reference="RFC 8725 section 3.11",
    ),
    DiagnosisHelp(
        code="claims.id-token",
        title="An ID token was sent where an access token is due",
        what="ID tokens tell a client who signed in; APIs take access tokens.",
        why="Both are JWTs in one response, and the ID token is the one that is easy to read.",
        fixes=_EXPECT_TYPE,
        reference="OpenID Connect Core 1.0 section 2",
    ),
    DiagnosisHelp(
        code="claims.access-token",
        title="An access token was sent where an ID token is due",
        what="Access tokens are for the API, and say little about how somebody signed in.",
        why="The scope openid was not asked for, or the wrong member of the response was taken.",
        fixes=_EXPECT_TYPE,
        reference="OpenID Connect Core 1.0 section 2",
    ),
    DiagnosisHelp(
        code="claims.algorithm",
        title="The algorithm is not allowed",
        what='"alg" is not in the list that the verifier allows.',
        why="The issuer was set to another algorithm, or the token is forged.",
        fixes=_ALLOW,
        reference="RFC 8725 section 3.1",
    ),
    DiagnosisHelp(
        code="claims.required-missing",
        title="A required claim is missing",
        what="The token lacks a claim that the verifier needs.",
        why="It was not asked for, has another name with this issuer, or is only in the ID token.",
        fixes=_REQUIRE,
        reference="RFC 7519 section 4",
    ),
    DiagnosisHelp(
        code="claims.scope-missing",
        title="A scope is missing, or was looked for as a claim",
        what='The scope that is expected is not in "scope" or "scp", or neither of them is there.',
        why='Entra ID and Okta write "scp", most others "scope"; tokens of an application alone have roles.',
        fixes=_REQUIRE,
        reference="RFC 8693 section 4.2",
    ),
    DiagnosisHelp(
        code="claims.lifetime",
        title="The token lives longer than its receiver takes",
        what="From iat to exp is more than the receiver allows.",
        why="GitHub Apps have 10 minutes, Apple's client secrets six months, Google service accounts an hour.",
        fixes=_LIVE,
    ),
)
ROWS: Final = (*_ISSUERS, *_OTHERS)
