"""Help about tokens that are somebody else's to validate, and keys that everybody has."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.diagnoses.entry import DiagnosisHelp, Fixes

_OWN_SCOPE: Final = Fixes(
    python='app.acquire_token_for_client(scopes=["api://<app>/.default"])  # MSAL',
    node='await msal.acquireTokenSilent({ scopes: ["api://<app>/access_as_user"] })',
    java='ClientCredentialParameters.builder(Set.of("api://<app>/.default"))',
    go='client.AcquireTokenByCredential(ctx, []string{"api://<app>/.default"})',
    dotnet='app.AcquireTokenForClient(["api://<app>/.default"])',
)
_KEYS: Final = Fixes(
    python="jwt.PyJWKClient(jwks_url).get_signing_key_from_jwt(token)",
    node="createRemoteJWKSet(new URL(jwksUrl))",
    java="JWKSourceBuilder.create(jwksUrl).retrying(true).build()  // Nimbus",
    go="keyfunc.NewDefault([]string{jwksURL})  // MicahParks/keyfunc",
    dotnet="options.Authority = issuer;  // finds the keys by discovery",
)
_NEW_SECRET: Final = Fixes(
    python="secrets.token_bytes(32)",
    node="crypto.randomBytes(32)",
    java="Jwts.SIG.HS256.key().build()",
    go="rand.Read(secret)  // crypto/rand, 32 octets",
    dotnet="RandomNumberGenerator.GetBytes(32)",
)

ROWS: Final = (
    DiagnosisHelp(
        code="foreign.microsoft-graph",
        title="A token for Microsoft Graph",
        what='Microsoft hashes the "nonce" in its header before it signs, so that only Graph can validate the token.',
        why="The client asked for a scope of Graph, such as User.Read, and sends that token to another API.",
        fixes=Fixes(
            python='app.acquire_token_for_client(scopes=["api://<app>/.default"])  # MSAL',
            node='await msal.acquireTokenSilent({ scopes: ["api://<app>/access_as_user"] })',
            java='ClientCredentialParameters.builder(Set.of("api://<app>/.default"))',
            go='client.AcquireTokenByCredential(ctx, []string{"api://<app>/.default"})',
            dotnet='app.AcquireTokenForClient(["api://<app>/.default"])',
        ),
    ),
    DiagnosisHelp(
        code="foreign.firebase-emulator",
        title="A token of the Firebase emulator",
        what="The emulator does not sign its tokens.",
        why="The client is connected to the emulator, the server is not.",
        fixes=Fixes(
            python='os.environ["FIREBASE_AUTH_EMULATOR_HOST"] = "127.0.0.1:9099"',
            node='process.env.FIREBASE_AUTH_EMULATOR_HOST = "127.0.0.1:9099"',
            java="FIREBASE_AUTH_EMULATOR_HOST=127.0.0.1:9099 in the environment",
            go="FIREBASE_AUTH_EMULATOR_HOST=127.0.0.1:9099 in the environment",
            dotnet="FIREBASE_AUTH_EMULATOR_HOST=127.0.0.1:9099 in the environment",
        ),
    ),
    DiagnosisHelp(
        code="foreign.aws-load-balancer",
        title="A token of an AWS load balancer",
        what="x-amzn-oidc-data is signed with its padding, by a key that the region publishes as PEM.",
        why="The load balancer signs in users by itself, and passes their claims on.",
        fixes=Fixes(
            python='requests.get(f"https://public-keys.auth.elb.{region}.amazonaws.com/{kid}").text',
            node="AlbJwtVerifier.create({ albArn, issuer })  // aws-jwt-verify",
            java="Fetch the PEM by kid; verify over the text of the header as it is",
            go="jwt.NewParser(jwt.WithPaddingAllowed())",
            dotnet="Fetch the PEM by kid; verify over the text of the header as it is",
        ),
    ),
    DiagnosisHelp(
        code="foreign.microsoft-resource",
        title="A token for a resource of Microsoft",
        what='Its "aud" is that of a resource such as Azure Resource Manager or SharePoint.',
        why="The client asked for a scope of that resource, and sends the token to another API.",
        fixes=_OWN_SCOPE,
        reference="RFC 7519 section 4.1.3",
    ),
    DiagnosisHelp(
        code="foreign.okta-org",
        title="An access token of Okta's org authorization server",
        what="Okta alone consumes these tokens; for others they are opaque.",
        why="The client was set to https://<org>.okta.com in place of a custom authorization server.",
        fixes=Fixes(
            python='issuer = "https://<org>.okta.com/oauth2/default"',
            node='new OktaJwtVerifier({ issuer: "https://<org>.okta.com/oauth2/default" })',
            java="okta.oauth2.issuer=https://<org>.okta.com/oauth2/default",
            go='jwtverifier.JwtVerifier{Issuer: "https://<org>.okta.com/oauth2/default"}',
            dotnet='new OktaWebApiOptions { OktaDomain = domain, AuthorizationServerId = "default" }',
        ),
        reference="RFC 7662 section 2",
    ),
    DiagnosisHelp(
        code="foreign.firebase-custom-token",
        title="A custom token of Firebase",
        what="It signs a user in to Firebase, and is not for backends.",
        why="The client sends on what the server made, without signing in with it.",
        fixes=Fixes(
            python="auth.verify_id_token(id_token)  # what getIdToken() gives in the client",
            node="await getAuth().verifyIdToken(idToken)  // what getIdToken() gives in the client",
            java="FirebaseAuth.getInstance().verifyIdToken(idToken)",
            go="client.VerifyIDToken(ctx, idToken)",
            dotnet="await FirebaseAuth.DefaultInstance.VerifyIdTokenAsync(idToken)",
        ),
    ),
    DiagnosisHelp(
        code="foreign.local-issuer",
        title="A token of a local or test issuer",
        what="Its issuer is a host of one machine or network.",
        why="The client is connected to an emulator, a mock or a container, the server is not.",
        fixes=_KEYS,
        reference="RFC 7519 section 4.1.1",
    ),
    DiagnosisHelp(
        code="foreign.keys-elsewhere",
        title="The keys of this issuer are at an address of their own",
        what="The issuer is well known, and none of the keys that were given has the token's kid.",
        why="Keys of another service, user pool, tenant or kind of token were taken.",
        fixes=_KEYS,
        reference="RFC 7517 section 5",
    ),
    DiagnosisHelp(
        code="key.published",
        title="The token is signed with a key that everybody has",
        what="A key of an RFC, of jwt.io or of a list of weak secrets made the signature.",
        why="An example was taken over into a service and never replaced; or somebody tries out weak secrets.",
        fixes=_NEW_SECRET,
        reference="RFC 8725 section 3.5",
    ),
)
