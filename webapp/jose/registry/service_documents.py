"""Further documents of vendors: of logins that are rented, of services and platforms, of build systems."""

from __future__ import annotations

from typing import Final

_AWS: Final = "https://docs.aws.amazon.com/"
_ANDROID: Final = "https://developer.android.com/"

# fmt: off
SERVICE_DOCUMENTS: Final = (
    # the name that references begin with, address, title
    ("WorkOS", "https://workos.com/docs/reference/authkit/session-tokens", "Session tokens"),
    ("Stytch", "https://stytch.com/docs/multi-tenant-auth/manage-sessions/overview", "Using Stytch's session layer"),
    ("Descope", "https://docs.descope.com/session-overview", "Session overview"),
    ("Kinde", "https://docs.kinde.com/build/tokens/about-access-tokens/", "Access tokens"),
    ("Logto", "https://docs.logto.io/authorization/organization-permissions", "Protect organization permissions"),
    ("Dex", "https://dexidp.io/docs/configuration/custom-scopes-claims-clients/",
     "Custom scopes, claims and client features"),
    ("Authelia", "https://www.authelia.com/integration/openid-connect/introduction/", "OpenID Connect"),
    ("PingAM", "https://docs.pingidentity.com/pingoneaic/am-oauth2/client-side-tokens.html", "Client-side tokens"),
    ("Oracle Cloud",
     "https://docs.oracle.com/en-us/iaas/Content/APIGateway/Tasks/apigatewayusingjwttokens-identityprovider.htm",
     "Identity provider details for iss, aud and the JWKS URI"),
    ("SAP BTP", "https://docs.cloudfoundry.org/api/uaa/", "User Account and Authentication (UAA) API"),
    ("SAP Cloud Identity", "https://help.sap.com/docs/cloud-identity-services", "SAP Cloud Identity Services"),
    ("Sigstore", "https://docs.sigstore.dev/certificate_authority/oidc-in-fulcio/", "OIDC usage in Fulcio"),
    ("Yahoo", "https://developer.yahoo.com/sign-in-with-yahoo/", "Sign in with Yahoo"),
    ("Kakao", "https://developers.kakao.com/docs/latest/en/kakaologin/rest-api", "Kakao Login: REST API"),
    ("PayPal", "https://developer.paypal.com/docs/log-in-with-paypal/", "Log in with PayPal"),
    ("Discord", "https://discord.com/developers/docs/topics/oauth2", "OAuth2"),
    ("Spotify", "https://developer.spotify.com/documentation/web-api/concepts/authorization", "Authorization"),
    ("Docker", "https://docs.docker.com/reference/api/hub/latest/", "Docker Hub API"),
    ("W3C Decentralized Identifiers", "https://www.w3.org/TR/did-1.0/", "Decentralized Identifiers (DIDs) v1.0"),
    ("did:web", "https://w3c-ccg.github.io/did-method-web/", "did:web method specification"),
    ("Shopify", "https://shopify.dev/docs/apps/build/authentication-authorization/session-tokens", "Session tokens"),
    ("Twilio", "https://www.twilio.com/docs/iam/access-tokens", "Access tokens"),
    ("Twitch extensions", "https://dev.twitch.tv/docs/extensions/reference/#jwt-schema", "Extensions reference"),
    ("LiveKit", "https://docs.livekit.io/frontends/reference/tokens-grants/", "Tokens and grants"),
    ("Zoom", "https://developers.zoom.us/docs/meeting-sdk/auth/", "Meeting SDK authorization"),
    ("Zoom Video SDK", "https://developers.zoom.us/docs/video-sdk/auth/", "Video SDK authorization"),
    ("GitHub Apps", ("https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/"
     "generating-a-json-web-token-jwt-for-a-github-app"), "Generating a JSON Web Token for a GitHub App"),
    ("Snowflake", "https://docs.snowflake.com/en/developer-guide/sql-api/authenticating",
     "Authenticating to the server"),
    ("Vercel", "https://vercel.com/docs/oidc/api", "Connect to your own API"),
    ("Fly.io", "https://fly.io/docs/security/openid-connect/", "OpenID Connect"),
    ("Pulumi", "https://www.pulumi.com/docs/esc/guides/configuring-oidc/custom-audience/",
     "Configure a relying party for custom-audience OIDC tokens"),
    ("IBM Cloud", "https://cloud.ibm.com/docs/iam?topic=iam-iamtoken_from_apikey",
     "Generating an IBM Cloud IAM token by using an API key"),
    ("AWS STS", f"{_AWS}IAM/latest/UserGuide/id_roles_providers_outbound_getting_started.html",
     "Getting started with outbound identity federation"),
    ("AWS IAM Identity Center", f"{_AWS}singlesignon/latest/userguide/trustedidentitypropagation-overview.html",
     "Trusted identity propagation"),
    ("Databricks", "https://docs.databricks.com/aws/en/dev-tools/auth/oauth-m2m", "OAuth for service principals"),
    ("Atlassian Connect", "https://developer.atlassian.com/cloud/confluence/understanding-jwt/",
     "Understanding JWT for Connect apps"),
    ("Atlassian Forge", "https://developer.atlassian.com/platform/forge/remote/essentials/", "Forge Remote essentials"),
    ("Backstage", "https://backstage.io/docs/auth/identity-resolver/", "Sign-in identities and resolvers"),
    ("Google Play Integrity", f"{_ANDROID}google/play/integrity/verdicts", "Integrity verdicts"),
    ("Google SafetyNet", f"{_ANDROID}privacy-and-security/safetynet/deprecation-timeline", "About the deprecation"),
    ("NATS", "https://docs.nats.io/running-a-nats-service/configuration/securing_nats/auth_intro/jwt",
     "Decentralized JWT authentication"),
    ("smallstep", "https://smallstep.com/docs/step-ca/provisioners/", "Configuring provisioners of step-ca"),
    ("Clevis", "https://github.com/latchset/clevis", "Clevis"),
    ("1EdTech Open Badges 3.0", "https://www.imsglobal.org/spec/ob/v3p0/", "Open Badges Specification 3.0"),
    ("SMART Health Cards", "https://spec.smarthealth.cards/", "SMART Health Cards framework"),
)
# fmt: on
