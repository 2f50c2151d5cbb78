"""What the tables tell people: full names, plain words, documents that exist."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Protocol

import pytest
from jwcrypto.jwk import JWKValuesRegistry

from webapp.jose.registry.algorithms import JWE_ALGORITHMS, JWE_ENCRYPTIONS, JWS_ALGORITHMS
from webapp.jose.registry.app_store_claims import APP_STORE_CLAIMS
from webapp.jose.registry.build_claims import BUILD_CLAIMS
from webapp.jose.registry.claim_values import (
    CONFIRMATIONS,
    DURATIONS,
    EVENTS,
    LEVELS,
    METHODS,
    MILLISECONDS,
    TIME_WORDS,
)
from webapp.jose.registry.claims import CLAIMS, Claim
from webapp.jose.registry.credential_claims import CREDENTIAL_CLAIMS
from webapp.jose.registry.curves import CURVES
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS, HeaderParameter
from webapp.jose.registry.issuers import ALL_ISSUERS
from webapp.jose.registry.jwk_parameters import (
    COMMON_MEMBERS,
    KEY_OPERATIONS,
    KEY_TYPES,
    KEY_USES,
    TYPE_MEMBERS,
    JwkParameter,
    Presence,
)
from webapp.jose.registry.named_values import NAMED_VALUES
from webapp.jose.registry.nested import NESTED_MEMBERS, NESTED_TIMES, NESTED_VALUES, names_of
from webapp.jose.registry.nested_members import STANDARD_MEMBERS
from webapp.jose.registry.nested_vendor_members import VENDOR_MEMBERS
from webapp.jose.registry.references import DOCUMENTS, document_of, url_of
from webapp.jose.registry.scopes import SCOPES
from webapp.jose.registry.service_claims import SERVICE_CLAIMS
from webapp.jose.registry.service_members import SERVICE_MEMBERS
from webapp.jose.registry.shared_names import SHARED_NAMES
from webapp.jose.registry.subjects import SUBJECTS
from webapp.jose.registry.token_types import TOKEN_TYPES, media_type
from webapp.jose.registry.unregistered_claims import NAMED_BY_CUSTOMERS, UNREGISTERED_CLAIMS
from webapp.jose.registry.unregistered_header_parameters import UNREGISTERED_HEADER_PARAMETERS
from webapp.jose.registry.unregistered_jwk_parameters import UNREGISTERED_JWK_PARAMETERS
from webapp.jose.registry.vendor_claims import VENDOR_CLAIMS

# Sources that have no address: standards that are sold.
_NO_ADDRESS = re.compile(r"CTA-5009")


class _Sourced(Protocol):
    @property
    def reference(self) -> str: ...


def _sources(*tables: Mapping[str, _Sourced]) -> set[str]:
    return {row.reference for table in tables for row in table.values()}


_DESCRIBED: list[Claim | HeaderParameter | JwkParameter] = [
    *CLAIMS.values(),
    *UNREGISTERED_CLAIMS.values(),
    *NAMED_BY_CUSTOMERS,
    *(row.claim for rows in SHARED_NAMES.values() for row in rows),
    *NESTED_MEMBERS.values(),
    *HEADER_PARAMETERS.values(),
    *UNREGISTERED_HEADER_PARAMETERS.values(),
    *UNREGISTERED_JWK_PARAMETERS.values(),
    *(row for table in (COMMON_MEMBERS, *TYPE_MEMBERS.values()) for row in table.values()),
]
_REFERENCES = sorted(
    {row.reference for row in _DESCRIBED}
    | _sources(JWS_ALGORITHMS, JWE_ALGORITHMS, JWE_ENCRYPTIONS, CURVES, KEY_TYPES, KEY_OPERATIONS, KEY_USES)
    | _sources(
        TOKEN_TYPES, METHODS, LEVELS, CONFIRMATIONS, EVENTS, SCOPES, *NAMED_VALUES.values(), *NESTED_VALUES.values()
    )
    | {row.reference for row in SUBJECTS}
    | {row.source for row in ALL_ISSUERS}
)


def test_every_description_begins_with_the_full_name_and_goes_on_in_plain_words() -> None:
    for row in _DESCRIBED:
        title, _, rest = row.description.partition(": ")
        assert title == row.title
        assert title[:1].isupper() or title == "jCard"
        assert len(rest) > 3
        assert not row.description.endswith(".")


def test_every_algorithm_says_in_plain_words_what_it_is() -> None:
    for table in (JWS_ALGORITHMS, JWE_ALGORITHMS, JWE_ENCRYPTIONS):
        assert all(20 < len(row.explanation) < 120 for row in table.values())


@pytest.mark.parametrize("reference", _REFERENCES)
def test_every_source_is_a_document_with_an_address(reference: str) -> None:
    for cited in reference.split("; "):
        assert (document_of(cited) and url_of(cited)) or _NO_ADDRESS.match(cited)


def test_a_section_of_an_rfc_has_an_address_of_its_own() -> None:
    assert url_of("RFC 7519 section 4.1.1") == "https://www.rfc-editor.org/rfc/rfc7519#section-4.1.1"
    assert url_of("RFC 7518 sections 4 and 5") == "https://www.rfc-editor.org/rfc/rfc7518#section-4"
    assert url_of("RFC 9964") == "https://www.rfc-editor.org/rfc/rfc9964"
    assert url_of("RFC 7518 appendix C") == "https://www.rfc-editor.org/rfc/rfc7518"
    assert url_of("OpenID Connect Core 1.0 section 5.1") == DOCUMENTS["OpenID Connect Core 1.0"].url
    assert url_of("draft-ietf-oauth-status-list-21 section 6.1") == DOCUMENTS["draft-ietf-oauth-status-list"].url
    assert url_of("Keycloak") == "https://www.keycloak.org/docs/latest/server_admin/"
    assert url_of("Google Compute Engine") != url_of("Google")
    assert url_of("Somebody else") is None


@pytest.mark.parametrize(
    "name", ["email", "phone_number", "name", "birthdate", "address", "upn", "emails", "user_identities"]
)
def test_personal_data_is_marked(name: str) -> None:
    assert (CLAIMS.get(name) or UNREGISTERED_CLAIMS[name]).personal


@pytest.mark.parametrize("name", ["iss", "exp", "scope", "email_verified", "realm_access"])
def test_what_is_not_about_a_person_is_not_marked(name: str) -> None:
    assert not (CLAIMS.get(name) or UNREGISTERED_CLAIMS[name]).personal


def test_all_that_openid_connect_tells_of_a_person_is_marked_but_what_is_true_of_many() -> None:
    about = {row.name for row in CLAIMS.values() if row.reference == "OpenID Connect Core 1.0 section 5.1"}

    unmarked = {name for name in about if not CLAIMS[name].personal}
    assert unmarked == {"email_verified", "phone_number_verified", "locale", "updated_at"}


def test_personal_data_within_a_claim_is_marked() -> None:
    for path in ("/address/country", "/sub_id/email", "/vc/credentialSubject", "/orig/tn", "/firebase/identities"):
        assert NESTED_MEMBERS[path].personal


def test_every_method_of_authentication_of_rfc_8176_has_words() -> None:
    registered = "face fpt geo hwk iris kba mca mfa otp pin pop pwd rba retina sc sms swk tel user vbm wia"  # section 2

    assert {name for name, row in METHODS.items() if row.reference == "RFC 8176 section 2"} == set(registered.split())


def test_no_claim_or_header_parameter_stands_in_two_tables() -> None:
    names = [
        row.name
        for row in (
            *CLAIMS.values(),
            *VENDOR_CLAIMS,
            *SERVICE_CLAIMS,
            *APP_STORE_CLAIMS,
            *BUILD_CLAIMS,
            *CREDENTIAL_CLAIMS,
        )
    ]

    assert len(set(names)) == len(names)
    assert not set(CLAIMS) & set(UNREGISTERED_CLAIMS)
    assert not set(HEADER_PARAMETERS) & set(UNREGISTERED_HEADER_PARAMETERS)
    assert not {*COMMON_MEMBERS, *(name for table in TYPE_MEMBERS.values() for name in table)} & set(
        UNREGISTERED_JWK_PARAMETERS
    )


def test_words_for_values_belong_to_claims_that_there_are() -> None:
    assert {*TIME_WORDS, *DURATIONS, *MILLISECONDS, *NAMED_VALUES} <= {*CLAIMS, *UNREGISTERED_CLAIMS}
    assert {*NESTED_TIMES, *NESTED_VALUES} <= set(NESTED_MEMBERS)


def test_a_member_within_a_claim_stands_once_and_within_a_claim_that_is_explained() -> None:
    assert len(NESTED_MEMBERS) == len(STANDARD_MEMBERS) + len(VENDOR_MEMBERS) + len(SERVICE_MEMBERS)
    assert {names_of(path)[0] for path in NESTED_MEMBERS} <= {*CLAIMS, *UNREGISTERED_CLAIMS, *SHARED_NAMES}


def test_the_members_of_a_key_are_those_of_the_engine() -> None:
    for kty, members in JWKValuesRegistry.items():
        assert set(TYPE_MEMBERS[kty]) == set(members)
        assert {n for n, row in TYPE_MEMBERS[kty].items() if row.is_private} == {
            n for n, parameter in members.items() if not parameter.public
        }
        assert {n for n, row in TYPE_MEMBERS[kty].items() if row.presence is Presence.REQUIRED} == {
            n for n, parameter in members.items() if parameter.required
        }


def test_a_thumbprint_is_made_of_public_members_in_order_except_that_of_a_secret() -> None:
    for kty, row in KEY_TYPES.items():
        assert list(row.thumbprint_members) == sorted(row.thumbprint_members)
        private = {n for n, member in TYPE_MEMBERS[kty].items() if member.is_private}
        assert private & set(row.thumbprint_members) == ({"k"} if kty == "oct" else set())


def test_only_what_jws_jwe_and_jwa_define_is_base() -> None:
    assert HEADER_PARAMETERS["alg"].is_base
    assert HEADER_PARAMETERS["epk"].is_base
    assert not HEADER_PARAMETERS["b64"].is_base
    assert not HEADER_PARAMETERS["ppt"].is_base


@pytest.mark.parametrize("typ", ["at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"])
def test_a_type_is_known_in_any_case_and_with_its_full_media_type(typ: str) -> None:
    assert TOKEN_TYPES[media_type(typ)].description == "OAuth access token"
