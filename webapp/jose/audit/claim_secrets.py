"""Secrets in claims that everybody can read, by the names and by the values (RFC 7519 section 12)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from webapp.jose.audit.cases import ClaimsCase
from webapp.jose.audit.strings import Text
from webapp.jose.finding import Finding
from webapp.jose.json_object import JsonValue
from webapp.jose.registry.rules import RULES
from webapp.jose.text import cut_short

_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_OTHER: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME: Final = 200
# The last words of a name tell what its value is: "pwd_exp" is a time, "old_password" a password.
_PASSWORD: Final = re.compile(
    r"(?:^|_)(?:password|passwd|(?:(?<![a-z]_)|user_|db_|admin_|login_)pass|passwort|pass_?phrase|passcode|pwd|secret|secret_?key|private_?key|api_?key|api_?secret|"
    r"access_key|signing_key|encryption_key|mnemonic|seed_phrase|recovery_codes?|backup_codes?|security_answer|"
    r"otp_seed|totp_seed|connection_string)"
    r"(?:_(?:hash|hashed|digest|plain|plaintext|clear|text|value|md5|sha1|sha256|bcrypt|[0-9]))?\Z"
)
_TOKEN: Final = re.compile(r"(?:^|_)(?:refresh|access|bearer|auth|session|api)_?token\Z")
_NUMBER: Final = r"(?:_?(?:number|no|num))"
_CARD: Final = re.compile(
    rf"(?:^|_)(?:(?:credit|debit|payment|bank)_?card{_NUMBER}?|card{_NUMBER}|cc{_NUMBER}|ccn|pan)\Z"
)
_CARD_CODE: Final = re.compile(r"(?:^|_)(?:cvv2?|cvc2?|card_(?:security_|verification_)?code|security_code|card_pin)\Z")
_PIN: Final = re.compile(r"(?:^|_)(?:pin|pin_?code)\Z")
_SOCIAL: Final = re.compile(rf"(?:^|_)(?:ssn|social_?security{_NUMBER}?)\Z")
_NAMED: Final = (
    (_CARD, re.compile(r"[0-9]{12,19}"), "the number of a payment card"),
    (_CARD_CODE, re.compile(r"[0-9]{3,4}"), "the code of a payment card"),
    (_PIN, re.compile(r"[0-9]{4,8}"), "a PIN"),
    (_SOCIAL, re.compile(r"[0-9]{9}"), "a social security number"),
)
_HIDDEN: Final = re.compile(
    r"[*•xX#.\-\s]+|\W?(?:redacted|hidden|masked|removed|none|null|n/a|true|false|yes|no)\W?", re.IGNORECASE
)
# The claims that nearly every token has: their names are not worth looking at.
_HARMLESS_NAMES: Final = frozenset({"iss", "sub", "aud", "exp", "nbf", "iat", "jti", "nonce", "scope", "typ", "azp"})
# What any of the names above has.
_TELLING: Final = re.compile(
    r"pass|pwd|secret|key|token|card|cc|pan|cv|code|pin|ssn|social|mnemo|phrase|answer|seed|conn"
)
# A number as long as that is a time, and a token is never as short as that.
_TIME_DIGITS: Final = 10
_TOKEN_LENGTH: Final = 16
_SOCIAL_VALUE: Final = re.compile(r"(?!000|666|9)[0-9]{3}-(?!00)[0-9]{2}-(?!0000)[0-9]{4}")
_NOT_DIGITS: Final = re.compile(r"[ -]")
_CARD_DIGITS: Final = re.compile(
    r"(?<![0-9A-Za-z.+-])(?:[3-6][0-9]{3}([ -])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|3[47][0-9]{2}([ -])[0-9]{6}\2[0-9]{5}|"
    r"[2-6][0-9]{14,15})(?![0-9A-Za-z-])"
)
_ISSUED: Final = re.compile(
    r"4[0-9]{15}|5[1-5][0-9]{14}|2[2-7][0-9]{14}|3[47][0-9]{13}|6(?:011|5[0-9]{2}|4[4-9][0-9])[0-9]{12}|35[0-9]{14}"
)
_AN_ID: Final = re.compile(
    r"(?:^|_)(?:ids?|sub|jti|[ug]uid|uuid|[sot]id|ref|reference|phone|phone_number|tel|mobile)\Z"
)
# Keys of services in the forms that these publish, and keys of any kind.
# fmt: off
_FORMS: Final = (
    ("a private key",               re.compile(r"-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY")),
    ("an access key of AWS",        re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    ("a token of GitHub",           re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{40})")),
    ("a token of GitLab",           re.compile(r"\bglpat-[A-Za-z0-9_-]{20}")),
    ("a token of Slack",            re.compile(r"\bxox[abeoprs]-[A-Za-z0-9-]{10}")),
    ("a secret key of Stripe",      re.compile(r"\b[sr]k_live_[A-Za-z0-9]{16}")),
    ("a key of Google",             re.compile(r"\bAIza[A-Za-z0-9_-]{35}")),
    ("a key of SendGrid",           re.compile(r"\bSG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}")),
    ("a user name and a password",  re.compile(r"\A\s{0,9}(?i:basic) [A-Za-z0-9+/]{6,}={0,2}\s{0,9}\Z")),
    ("an address with a password",  re.compile(
        r"\b[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s/:@?#\"<>]{0,100}:[^\s/@?#\"<>]{1,100}@[^\s/]"
    )),
)
# fmt: on
# What any of the forms has: most texts have none of it, and are looked at no further.
_HINT: Final = re.compile(
    r"-----BEGIN|AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|k_live_|AIza|\A\s{0,9}[Bb][Aa][Ss][Ii][Cc] |SG\.|://[^\s/]{0,200}@|[0-9]{4}"
)


def secret_in(text: Text) -> str:
    """What secret a text looks like, with its article; "" for one that looks like none."""
    return _by_name(text) or _by_value(text)


def _by_name(text: Text) -> str:
    if text.name in _HARMLESS_NAMES or not _TELLING.search(text.name.lower()):
        return ""
    value = text.value.strip()
    if not value or _HIDDEN.fullmatch(value[:_LONGEST_NAME]):
        return ""
    name = _plain(text.name)
    if _PASSWORD.search(name):
        return "" if text.is_number and len(value) >= _TIME_DIGITS else "a secret"
    if _TOKEN.search(name):
        return "a token" if len(value) >= _TOKEN_LENGTH and not text.is_number else ""
    for pattern, form, what in _NAMED:
        if pattern.search(name) and form.fullmatch(_NOT_DIGITS.sub("", value)):
            return what
    return ""


def _by_value(text: Text) -> str:
    if text.is_number or not _HINT.search(text.value):
        return ""
    for what, form in _FORMS:
        if form.search(text.value):
            return what
    if _SOCIAL_VALUE.fullmatch(text.value) and not _AN_ID.search(_plain(text.name)):
        return "a social security number"
    if text.name not in _HARMLESS_NAMES and _has_card(text):
        return "the number of a payment card"
    return ""


def _has_card(text: Text) -> bool:
    for found in _CARD_DIGITS.finditer(text.value):
        digits = _NOT_DIGITS.sub("", found[0])
        if _ISSUED.fullmatch(digits) and _has_check_digit(digits):
            return not _AN_ID.search(_plain(text.name))
    return False


def _has_check_digit(digits: str) -> bool:
    """Whether the last digit is the one that Luhn's formula gives (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 * (doubled > 9)
    return total % 10 == 0


def private_jwks(case: ClaimsCase) -> Iterator[Finding]:
    """A JWK among the claims that has its private half, or is a secret key."""
    for member in case.claims.json.members:
        if member.name in ("d", "k") and isinstance(member.value, str):
            holder = _at(case.claims.json.value, member.path)
            if isinstance(holder, dict) and (holder.get("kty") == "oct") == (member.name == "k") and "kty" in holder:
                span = case.claims.decoded.span(member.octets.start, member.octets.end)
                yield RULES["C08"].found(f'"{cut_short(member.path)}" is the private part of a JWK', span)


def _at(value: JsonValue, path: str) -> JsonValue:
    """The object that a member stands in, by its JSON Pointer (RFC 6901)."""
    for step in path.split("/")[1:-1]:
        if isinstance(value, dict):
            value = value.get(step.replace("~1", "/").replace("~0", "~"))
        elif isinstance(value, list) and step.isdecimal() and int(step) < len(value):
            value = value[int(step)]
        else:
            return None
    return value


def _plain(name: str) -> str:
    """A name in lower case, its words apart by "_"."""
    return _OTHER.sub("_", _CAMEL.sub("_", name[-_LONGEST_NAME:])).strip("_").lower()
