"""An SD-JWT described: the issuer-signed JWT, the Disclosures, the Key Binding JWT (RFC 9901)."""

from __future__ import annotations

import pytest

from tests.jose.describe.describing import described
from tests.jose.making import new_key, signed
from webapp.jose.artefact import Kind

KEY = new_key("ES256")
ISSUED = signed("ES256", KEY, b'{"_sd_alg":"sha-256","_sd":[]}')
DISCLOSURE = "WyJzYWx0IiwibmFtZSIsInZhbHVlIl0"


def test_every_part_stands_in_its_place() -> None:
    bound = signed("ES256", KEY, b'{"nonce":"n"}', typ="kb+jwt")
    paste = f"{ISSUED}~{DISCLOSURE}~{bound}"

    artefact = described(paste)

    assert artefact.kind is Kind.SD_JWT
    assert [part.name for part in artefact.parts][3:] == ["disclosure", "key-binding"]
    assert [part.span.of(paste) for part in artefact.parts] == [*ISSUED.split("."), DISCLOSURE, bound]
    assert artefact.nested
    assert artefact.nested.claims == {"nonce": "n"}
    assert artefact.nested.text == bound


def test_a_disclosure_that_no_digest_asks_for_has_no_path_and_says_what_it_holds() -> None:
    (disclosure,) = described(f"{ISSUED}~{DISCLOSURE}~").disclosures

    assert (disclosure.salt, disclosure.name, disclosure.value) == ("salt", "name", "value")
    assert disclosure.path is None
    assert disclosure.problems


@pytest.mark.parametrize(
    ("typ", "claims", "label"),
    [
        ("dc+sd-jwt", b"{}", "SD-JWT credential"),
        ("application/vc+sd-jwt", b"{}", "SD-JWT credential"),
        ("JWT", b'{"vct":"https://example.com"}', "SD-JWT credential"),
        ("JWT", b"{}", "SD-JWT"),
    ],
)
def test_it_is_called_a_credential_when_its_type_says_so(typ: str, claims: bytes, label: str) -> None:
    artefact = described(f"{signed('ES256', KEY, claims, typ=typ)}~{DISCLOSURE}~")

    assert artefact.label == label
    assert artefact.label_reasons
