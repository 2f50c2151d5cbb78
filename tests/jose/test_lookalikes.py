"""What is no JOSE token is named, with what to do; a JOSE token never is."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import quote_plus
from zlib import compress

import pytest

from tests.vectors import rfc_examples
from webapp.jose.artefact import Kind
from webapp.jose.base64url import encode
from webapp.jose.describe.artefacts import describe
from webapp.jose.detect import detect
from webapp.jose.limits import Limits
from webapp.jose.registry.opaque_tokens import OPAQUE_TOKENS
from webapp.jose.registry.other_formats import OTHER_FORMATS

KINDS = (*OPAQUE_TOKENS, *OTHER_FORMATS)
# Made up, in the form that each issuer documents.
EXAMPLES = {
    "github": "ghp_" + "a1B2" * 9,
    "gitlab": "glpat-" + "x" * 20,
    "slack": "xoxb-123456789012-abcdefABCDEF",
    "slack-webhook": "https://hooks.slack.com/services/T00000000/B00000000/" + "x" * 24,
    "google": "ya29.a0AfH6SMBxxxxxxxxxxxx",
    "google-code": "4/0AX4XfWhabcdefghijklmnopqrstuv",
    "google-refresh": "1//0gabcdefghijklmnopqrstuv",
    "google-key": "AIza" + "b" * 35,
    "google-client-secret": "GOCSPX-" + "c" * 28,
    "aws": "AKIAABCDEFGHIJKLMNOP",
    "aws-session-token": "IQoJb3JpZ2luX2VjE" + "d" * 100,
    "aws-secret": "abcde/" * 6 + "abcd",
    "stripe": "sk_test_abcdefghijkl",
    "stripe-webhook": "whsec_" + "e" * 32,
    "npm": "npm_" + "c" * 36,
    "pypi": "pypi-AgEIcHlwaS5vcmc" + "d" * 40,
    "rubygems": "rubygems_" + "0f" * 24,
    "docker": "dckr_pat_" + "g" * 27,
    "twilio": "SK" + "0a" * 16,
    "sendgrid": "SG." + "e" * 22 + "." + "f" * 43,
    "mailgun": "key-" + "0b" * 16,
    "telegram": "123456789:AA" + "h" * 33,
    "discord": "MTIz" + "i" * 20 + ".Gabcde." + "j" * 38,
    "vault": "hvs." + "g" * 24,
    "vault-old": "s." + "k" * 24,
    "terraform": "l" * 14 + ".atlasv1." + "m" * 67,
    "databricks": "dapi" + "0c" * 16,
    "shopify": "shpat_" + "0d" * 16,
    "digitalocean": "dop_v1_" + "0a" * 32,
    "heroku": "HRKU-" + "n" * 40,
    "cloud-service": "sbp_" + "0e" * 20,
    "monitoring": "glsa_" + "o" * 32 + "_0123abcd",
    "atlassian": "ATATT3x" + "p" * 60,
    "office": "lin_api_" + "q" * 40,
    "hugging-face": "hf_" + "h" * 34,
    "anthropic": "sk-ant-api03-" + "r" * 40,
    "openai": "sk-proj-" + "s" * 40,
    "api-key": "sk-" + "i" * 40,
    "entra": "0.AVYA" + "t" * 30 + ".AgABAAEAAAD" + "u" * 100,
    "microsoft-account": "M.C507_BAY.0.U.-" + "v" * 60,
    "okta": "00" + "w" * 40,
    "twitter": "A" * 21 + "x" * 60,
    "facebook": "EAAB" + "y" * 80,
    "kubernetes-bootstrap": "abcdef.0123456789abcdef",
    "paseto": "v4.public.eyJkYXRhIjoidGhpcyBpcyBhIHNpZ25lZCBtZXNzYWdlIn0",
    "paserk": "k4.secret." + "z" * 86,
    "fernet": "gAAAAABmZ" + "j" * 90 + "==",
    "flask-session": ".eJyrVspJTVeyUkrOz1XSUVDKTS" + ".aab3Ew." + "a" * 27,
    "itsdangerous": "ImhlbGxvQGV4YW1wbGUuY29tIg.aab3Ew." + "b" * 27,
    "django-signed": ".eJxrYEouyk8pTUotKtZLrUjMLchJ1UutSAIAYgQIlw:1rBDnz:bJQ0PYvT1Y0d2x2tS0bF9rS7xG0nXoYp3m1lJqPz0aA",
    "rails-cookie": "eyJfcmFpbHMiOnsibWVzc2FnZSI6IkltRmlZeUk9In19--" + "0f" * 20,
    "phoenix": "SFMyNTY.g2gDYQFuBgBK." + "c" * 43,
    "iron": "Fe26.2**" + "d" * 64 + "*e*f**g*h",
    "signed-cookie": "s%3A" + "i" * 32 + "." + "j" * 43,
    "aspnet-cookie": "CfDJ8" + "k" * 80,
    "aspnet-viewstate": "/wEPDwUKMTY3OTkyMjg1OQ9kFgICAw9kFgI=",
    "health-certificate": "HC1:6BFOXN%TSMAHN-H3O4:PVH AJ2J$9J0II:Q5 43SLG/EBUD2",
    "azure-sas": "sv=2021-08-06&ss=b&srt=sco&sp=rl&sig=" + "l" * 43,
    "password-hash": "$2b$12$" + "m" * 53,
    "one-time-password": "otpauth://totp/Example:alice?secret=JBSWY3DPEHPK3PXP&issuer=Example",
    "age-key": "AGE-SECRET-KEY-1" + "Q" * 58,
    "kerberos": "YIIGKwYGKwYBBQUCoIIGHzCCBhugMDAuBgkqhkiC9xIBAgIGCSqGSIb3EgECAgYKKwYB",
    "ntlm": "TlRMTVNTUAABAAAAB4IIogAAAAA=",
    "basic": "Basic YWxhZGRpbjpvcGVuc2VzYW1l",
    "request-signature": "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request",
}
_COSE = "d28443a10126a0" + "58" + "20" + "aa" * 32 + "5840" + "bb" * 64
_SAML = b'<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_1"></samlp:Response>'
# What is told by its octets, and what stands in other text.
OTHERS = {
    "biscuit": "En0KEwoEMTIzNBgDIgkKBwgKEgMYgAgSJAgAEiBk" + "k" * 40,
    "macaroon": "MDAxY2xvY2F0aW9uIGh0dHA6Ly9teWJhbmsv" + "l" * 30,
    "macaroon v2": encode(b"\x02\x02\x05keyid\x00\x00\x06\x20" + b"s" * 32),
    "macaroon v2 in JSON": '{"v":2,"i":"keyid","c":[{"i":"time < 2026"}],"s64":"c2ln"}',
    "saml": b64encode(_SAML).decode(),
    "saml wrapped": b64encode(_SAML).decode()[:64] + "\n" + b64encode(_SAML).decode()[64:],
    "saml in a form": f'<input name="SAMLResponse" value="{b64encode(_SAML).decode()}">',
    "saml-deflated": b64encode(compress(_SAML)[2:-4]).decode(),
    "saml-deflated in a redirect": "https://idp.example/sso?SAMLRequest="
    + quote_plus(b64encode(compress(_SAML)[2:-4])),
    "cwt": _COSE,
    "cwt with a prefix": f"0x{_COSE}",
    "cwt in base64": b64encode(bytes.fromhex(_COSE)).decode(),
    "cwt in base64url": encode(bytes.fromhex(_COSE)),
    "cwt without a tag": encode(bytes.fromhex(_COSE[2:])),
    "laravel-cookie": b64encode(b'{"iv":"AAAA","value":"BBBB","mac":"00","tag":""}').decode(),
    "java-object": "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA",
    "branca": "870S4BYxgHw0KnP3W9fgVUHEhT5g86vJ17etaC5Kh5uIraWHCI1psNQGv298ZmjPwoYbjDQ9chy2z",
    "session-cookie": "Cookie: theme=dark; JSESSIONID=0123456789ABCDEF; lang=en",
    "token-response": '{"access_token":"b3BhcXVl","token_type":"Bearer","expires_in":3600}',
    "github in a command": f"curl -H 'Authorization: Bearer {'ghp_' + 'a1B2' * 9}' https://api.github.com/user",
    "google in a response": '{"access_token":"ya29.a0AfH6SMBxxxxxxxxxxxx","token_type":"Bearer"}',
    "ntlm in a header": "Authorization: Negotiate TlRMTVNTUAABAAAAl4II4gAAAAAAAAAAAAAAAAAAAAA=",
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_its_octets_or_its_place_tell_is_named(name: str) -> None:
    detection = detect(OTHERS[name], Limits())

    assert [problem.code for problem in detection.problems] == [f"paste.{name.partition(' ')[0]}"]
    assert [found.kind for found in detection.found] == [Kind.OPAQUE]
    assert detection.found[0].name


def test_what_stands_in_other_text_is_shown_at_its_place() -> None:
    text = OTHERS["github in a command"]

    problem = detect(text, Limits()).problems[0]

    assert problem.span is not None
    assert problem.span.of(text) == EXAMPLES["github"]


@pytest.mark.parametrize("text", ["{}", "Cookie: session={}; a=b"])
def test_a_session_of_flask_is_named_though_it_has_three_parts(text: str) -> None:
    value = encode(b'{"user_id":5}') + ".aab3Ew." + "c" * 27

    found = detect(text.format(value), Limits()).found[0]

    assert found.kind is Kind.JWS
    assert found.foreign is not None
    assert found.foreign.code == "paste.flask-session"
    artefact = describe(found, Limits(), 0)
    assert artefact.label.startswith("Session cookie of Flask")
    assert artefact.problems[0].code == "paste.flask-session"


@pytest.mark.parametrize("cause", [kind.cause for kind in KINDS])
def test_each_kind_is_named_with_what_to_do(cause: str) -> None:
    detection = detect(EXAMPLES[cause], Limits())

    assert [problem.code for problem in detection.problems] == [f"paste.{cause}"]
    assert [found.kind for found in detection.found] == [Kind.OPAQUE]
    assert detection.problems[0].message.count(".") >= 2


@pytest.mark.parametrize("example", rfc_examples("/verify") + rfc_examples("/decrypt"), ids=lambda e: e.source)
def test_a_token_of_an_rfc_is_never_taken_for_another_kind(example: object) -> None:
    token = example.token  # type: ignore[attr-defined]

    assert not any(re.fullmatch(kind.pattern, token) for kind in KINDS)
