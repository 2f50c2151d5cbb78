"""The tables hold what IANA lists: every row, with the same source, and nothing else that is not marked."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from webapp.jose.registry.algorithms import (
    COMPRESSIONS,
    JWE_ALGORITHMS,
    JWE_ENCRYPTIONS,
    JWS_ALGORITHMS,
    JweAlgorithm,
    JweEncryption,
    JwsAlgorithm,
    Requirement,
)
from webapp.jose.registry.claims import CLAIMS
from webapp.jose.registry.curves import CURVES
from webapp.jose.registry.header_parameters import HEADER_PARAMETERS
from webapp.jose.registry.jwk_parameters import (
    COMMON_MEMBERS,
    KEY_OPERATIONS,
    KEY_SET_MEMBERS,
    KEY_TYPES,
    KEY_USES,
    TYPE_MEMBERS,
)
from webapp.jose.registry.unregistered_claims import UNREGISTERED_CLAIMS

# Documents that IANA names in another way than we do.
_RENAMED = {
    "https://www.w3.org/TR/WebCryptoAPI": "W3C Web Cryptography API",
    "https://profiles.ihe.net/ITI/DSGj/Volume3/ch-5.10.html#5.10": "IHE ITI DSGj section 5.10",
    "Fast and Readable Geographical Hashing (CTA-5009)": "CTA-5009",
}
_CREDENTIALS = re.compile(r"W3C Recommendation\s+Verifiable Credentials Data Model 1\.0 .*\)")

Row = dict[str, str]
Rows = Callable[[str], list[Row]]


@pytest.fixture
def rows(iana_root: Path) -> Rows:
    def read(name: str) -> list[Row]:
        with (iana_root / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    return read


def _references(text: str) -> str:
    """IANA's "[RFC7519, Section 4.1.1]" as we write it: "RFC 7519 section 4.1.1"."""
    return "; ".join(_reference(cited) for cited in re.findall(r"\[([^\]]*)\]", text))


def _reference(cited: str) -> str:
    if cited in _RENAMED:
        return _RENAMED[cited]
    cited = _CREDENTIALS.sub("W3C Verifiable Credentials Data Model 1.0", cited)
    cited = re.sub(r"\bRFC-ietf-", "draft-ietf-", re.sub(r"\bRFC([0-9]+)", r"RFC \1", cited))
    return re.sub(r", (Sections?|Clause) ", lambda found: f" {found[1].lower()} ", cited)


def test_every_claim_is_there_with_its_source(rows: Rows) -> None:
    listed = {row["Claim Name"]: _references(row["Reference"]) for row in rows("jwt-claims")}

    assert {claim.name: claim.reference for claim in CLAIMS.values()} == listed


def test_a_claim_of_a_vendor_is_none_that_iana_lists(rows: Rows) -> None:
    listed = {row["Claim Name"] for row in rows("jwt-claims")}

    assert not listed & set(UNREGISTERED_CLAIMS)


def test_every_header_parameter_is_there_with_its_source_in_jws_and_in_jwe(rows: Rows) -> None:
    listed = {
        (row["Header Parameter Name"], use.strip(), _references(row["Reference"]))
        for row in rows("web-signature-encryption-header-parameters")
        for use in row["Header Parameter Usage Location(s)"].split(",")
    }

    ours = {
        (row.name, use, reference)
        for row in HEADER_PARAMETERS.values()
        for use, reference in (("JWS", row.jws_reference), ("JWE", row.jwe_reference))
        if reference
    }
    assert ours == listed


def test_every_algorithm_is_there_with_its_requirement_and_source(rows: Rows) -> None:
    listed = {
        row["Algorithm Name"]: (row["JOSE Implementation Requirements"], _references(row["Reference"]))
        for row in rows("web-signature-encryption-algorithms")
    }

    tables: tuple[Mapping[str, JwsAlgorithm | JweAlgorithm | JweEncryption], ...]
    tables = (JWS_ALGORITHMS, JWE_ALGORITHMS, JWE_ENCRYPTIONS)
    ours = {row.name: (str(row.requirement), row.reference) for table in tables for row in table.values()}
    assert ours == listed
    assert sum(len(table) for table in tables) == len(listed)


def test_an_algorithm_stands_in_the_table_of_the_header_parameter_it_is_for(rows: Rows) -> None:
    places = {
        row["Algorithm Name"]: row["Algorithm Usage Location(s)"] for row in rows("web-signature-encryption-algorithms")
    }

    for table, place in ((JWS_ALGORITHMS, "alg"), (JWE_ALGORITHMS, "alg"), (JWE_ENCRYPTIONS, "enc")):
        for row in table.values():
            assert places[row.name] == ("JWK" if row.requirement is Requirement.PROHIBITED else place)


def test_every_jwk_parameter_is_there_with_its_secrecy_and_source(rows: Rows) -> None:
    listed = {
        (row["Parameter Name"], row['Used with "kty" Value(s)']): (
            row["Parameter Information Class"],
            _references(row["Reference"]),
        )
        for row in rows("web-key-parameters")
    }

    tables = (COMMON_MEMBERS, *TYPE_MEMBERS.values())
    assert {
        (row.name, row.kty): (str(row.secrecy), row.reference) for table in tables for row in table.values()
    } == listed


def test_every_curve_is_there_and_others_are_marked(rows: Rows) -> None:
    listed = {
        row["Curve Name"]: (row["JOSE Implementation Requirements"], _references(row["Reference"]))
        for row in rows("web-key-elliptic-curve")
    }

    registered = [curve for curve in CURVES.values() if curve.is_registered]
    assert {curve.name: (str(curve.requirement), curve.reference) for curve in registered} == listed
    assert {curve.name for curve in CURVES.values() if not curve.is_registered} == {"BP-256", "BP-384", "BP-512"}


def test_every_key_type_is_there_with_its_requirement_and_source(rows: Rows) -> None:
    listed = {
        row['"kty" Parameter Value']: (row["JOSE Implementation Requirements"], _references(row["Reference"]))
        for row in rows("web-key-types")
    }

    assert {row.name: (str(row.requirement), row.reference) for row in KEY_TYPES.values()} == listed


@pytest.mark.parametrize(
    ("name", "column", "table"),
    [
        ("web-key-operations", "Key Operation Value", KEY_OPERATIONS),
        ("web-key-use", "Use Member Value", KEY_USES),
        ("web-key-set-parameters", "Parameter Name", KEY_SET_MEMBERS),
        ("web-encryption-compression-algorithms", "Compression Algorithm Value", COMPRESSIONS),
    ],
)
def test_every_word_of_the_smaller_registries_is_there(
    rows: Rows, name: str, column: str, table: Mapping[str, object]
) -> None:
    assert set(table) == {row[column] for row in rows(name)}
