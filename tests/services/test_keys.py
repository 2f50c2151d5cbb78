from __future__ import annotations

import json
import re
from typing import Any

import pytest

from tests.jose.jwk import containers
from tests.jose.making import jwk, new_key
from tests.vectors.published_keys import RFC7515_OCT, RFC7517_EC, RFC7638_RSA
from webapp.jose.jwk.generate import Use
from webapp.jose.jwk.parse import read_keys
from webapp.jose.jwk.publish import Half
from webapp.jose.limits import LimitError, Limits
from webapp.services.keys import Target, convert_key, generate_keys, inspect_keys
from webapp.services.refusals import UnusableFieldError
from webapp.services.results import KeyConversionResult, KeyGenerationResult, KeyInspectionResult

LIMITS = Limits()
NOW = 1_790_000_000  # 2026-09-21


def inspect(text: str) -> KeyInspectionResult:
    return inspect_keys(text, encoding="auto", password="", now=NOW, limits=LIMITS)


def generate(*specs: str, kid: str = "", use: Use | None = None, limits: Limits = LIMITS) -> KeyGenerationResult:
    return generate_keys(specs, kid=kid, use=use, now=NOW, limits=limits)


def convert(text: str, target: Target, half: Half = Half.PUBLIC) -> KeyConversionResult:
    return convert_key(text, encoding="auto", password="", target=target, half=half, limits=LIMITS)


def set_of(jwk_set: Any) -> list[dict[str, Any]]:
    return list(jwk_set["keys"])


def test_inspecting_exports_public_halves_alone() -> None:
    result = inspect(json.dumps({"keys": [RFC7515_OCT, RFC7517_EC]}))

    assert [key.kty for key in result.keys] == ["oct", "EC"]
    assert [(export.format, export.private) for export in result.exports] == [("jwk", False), ("pem-spki", False)]
    assert RFC7517_EC["d"] not in "".join(export.text for export in result.exports)


def test_inspecting_collects_the_findings_of_all_keys() -> None:
    short = {"kty": "RSA", "n": "v" * 171, "e": "AQAB"}

    assert "K09" in [finding.rule for finding in inspect(json.dumps(short)).findings]


def test_a_published_key_is_told_though_nothing_else_is_wrong_with_it() -> None:
    result = inspect(json.dumps(RFC7517_EC))

    assert [found.rule for found in result.keys[0].findings] == ["K27"]
    assert [found.rule for found in result.findings] == ["K27"]


def test_what_is_wrong_among_the_keys_of_a_set_is_told_of_the_set_alone() -> None:
    one, other = (jwk(new_key(spec), Half.PUBLIC, kid="1") for spec in ("ES256", "ES384"))

    result = inspect(json.dumps({"keys": [one, other]}))

    assert "K23" in [found.rule for found in result.findings]
    assert all(found.rule != "K23" for key in result.keys for found in key.findings)


def test_a_secret_that_everybody_knows_is_told() -> None:
    assert [found.rule for found in inspect("secret").findings] == ["K07", "K06"]


def test_a_sound_key_has_no_finding() -> None:
    assert inspect(json.dumps(jwk(new_key("ES256"), Half.PUBLIC, alg="ES256"))).findings == ()


def test_new_keys_come_as_sets_and_as_exports_with_thumbprints_for_kids() -> None:
    result = generate("ES256", "HS256")

    assert [jwk["kty"] for jwk in set_of(result.private_jwk_set)] == ["EC", "oct"]
    assert [jwk["kty"] for jwk in set_of(result.public_jwk_set)] == ["EC"]
    assert [key.kid for key in result.keys] == [key.thumbprint for key in result.keys]
    assert {(e.format, e.private, e.kid) for e in result.exports} == {
        ("jwk", False, result.keys[0].kid),
        ("jwk", True, result.keys[0].kid),
        ("pem-spki", False, result.keys[0].kid),
        ("pem-pkcs8", True, result.keys[0].kid),
        ("jwk", True, result.keys[1].kid),
    }


@pytest.mark.parametrize(
    ("kid", "expected"),
    [("date", ["2026-09-21-1", "2026-09-21-2"]), ("login", ["login-1", "login-2"])],
)
def test_names_that_are_not_unique_are_numbered(kid: str, expected: list[str]) -> None:
    assert [key.kid for key in generate("HS256", "HS256", kid=kid).keys] == expected


def test_a_single_key_gets_the_literal_name() -> None:
    assert generate("HS256", kid="login").keys[0].kid == "login"


def test_a_random_name_is_new_each_time() -> None:
    first, second = generate("HS256", "HS256", kid="random").keys

    assert first.kid != second.kid
    assert re.fullmatch(r"[A-Za-z0-9_-]{16}", first.kid or "")


@pytest.mark.parametrize(
    ("specs", "use", "field", "code"),
    [
        ((), None, "spec", "spec.missing"),
        (("RS257",), None, "spec", "spec.unknown"),
        (("PBES2-HS256+A128KW",), None, "spec", "spec.password"),
        (("ES256",), Use.ENCRYPTION, "use", "use.contradiction"),
    ],
)
def test_an_order_that_cannot_be_filled_is_refused(
    specs: tuple[str, ...], use: Use | None, field: str, code: str
) -> None:  # fmt: skip
    with pytest.raises(UnusableFieldError) as refused:
        generate(*specs, use=use)

    assert (refused.value.field, refused.value.code) == (field, code)


def test_an_order_that_may_be_a_secret_is_not_repeated() -> None:
    with pytest.raises(UnusableFieldError) as refused:
        generate("correct-horse:battery-staple")

    assert "correct" not in refused.value.message
    assert "battery" not in refused.value.message


def test_more_keys_than_allowed_are_refused_before_any_is_made() -> None:
    with pytest.raises(LimitError) as refused:
        generate(*["RS256:4096"] * 3, limits=Limits(generated_keys=2))

    assert (refused.value.code, refused.value.limit) == ("limit.generated-keys", 2)


@pytest.mark.parametrize("target", [t for t in Target if t is not Target.PEM_SEC1])
@pytest.mark.parametrize("half", Half)
def test_a_key_in_another_format_is_the_same_key(target: Target, half: Half) -> None:
    text = containers.pkcs8(containers.RSA)

    written = convert(text, target, half)

    assert written.problems == ()
    again = written.text
    if target is Target.DER:
        label = "PRIVATE KEY" if half is Half.PRIVATE else "PUBLIC KEY"
        again = f"-----BEGIN {label}-----\n{written.text}\n-----END {label}-----"
    (key,) = read_keys(again, limits=LIMITS).keys
    assert key.thumbprint == written.keys[0].thumbprint
    by_itself = {Target.PEM_PKCS8: True, Target.PEM_SPKI: False, Target.OPENSSH: False}
    assert key.private == by_itself.get(target, half is Half.PRIVATE)


def test_a_text_that_had_to_be_repaired_is_offered_as_it_should_be() -> None:
    pem = containers.pkcs8(containers.RSA)

    repaired, sound = inspect(pem.strip().replace("\n", "\\n")), inspect(pem)

    assert repaired.corrected == pem
    assert [problem.code for problem in repaired.problems] == ["pem.literal-newlines"]
    assert sound.corrected is None
    assert pem.splitlines()[1] not in repr(repaired)


def test_an_openssh_key_is_converted_in_both_directions() -> None:
    line = containers.openssh_line(containers.RSA)

    as_pem = convert(line, Target.PEM_SPKI)

    assert as_pem.text == containers.spki(containers.RSA)
    assert convert(as_pem.text, Target.OPENSSH).text == line + "\n"


def test_an_ec_key_is_written_as_sec1() -> None:
    assert convert(json.dumps(RFC7517_EC), Target.PEM_SEC1).text.startswith("-----BEGIN EC PRIVATE KEY-----")


@pytest.mark.parametrize(
    ("text", "target", "half", "code"),
    [
        ("", Target.JWK, Half.PUBLIC, "convert.no-key"),
        ('{"kty":"EC"}', Target.JWK, Half.PUBLIC, "convert.no-key"),
        ("secret", Target.JWK, Half.PUBLIC, "convert.half"),
        ("secret", Target.JWK_SET, Half.PUBLIC, "convert.half"),
        ("secret", Target.PEM_SPKI, Half.PUBLIC, "convert.structure"),
        (json.dumps(RFC7638_RSA), Target.PEM_PKCS8, Half.PRIVATE, "convert.half"),
        (json.dumps(RFC7638_RSA), Target.JWK, Half.PRIVATE, "convert.half"),
        (json.dumps([RFC7638_RSA, RFC7517_EC]), Target.JWK, Half.PUBLIC, "convert.several-keys"),
        (json.dumps([RFC7638_RSA, RFC7517_EC]), Target.DER, Half.PUBLIC, "convert.several-keys"),
        ("secret", Target.OPENSSH, Half.PUBLIC, "convert.structure"),
    ],
)
def test_what_cannot_be_converted_says_why(text: str, target: Target, half: Half, code: str) -> None:
    result = convert(text, target, half)

    assert [problem.code for problem in result.problems] == [code]
    assert "secret" not in result.text


def test_which_types_of_keys_can_be_written_so_is_a_list_in_words() -> None:
    message = convert("secret", Target.PEM_SPKI).problems[0].message

    assert message == "A key of type oct cannot be written so; RSA, EC, OKP and AKP keys can"


def test_a_format_is_recommended_by_the_name_that_it_has_in_the_form() -> None:
    assert "choose JWK Set or" in convert(json.dumps([RFC7638_RSA, RFC7517_EC]), Target.JWK).problems[0].message


@pytest.mark.parametrize(
    ("keys", "target", "count"),
    [
        ([RFC7638_RSA, RFC7517_EC, RFC7515_OCT], Target.JWK_SET, 2),
        ([RFC7638_RSA, RFC7517_EC, RFC7515_OCT], Target.PEM_PKCS1, 1),
        ([RFC7638_RSA, RFC7517_EC], Target.PEM_SPKI, 2),
        ([RFC7515_OCT, RFC7515_OCT], Target.JWK_SET, 0),
    ],
)
def test_how_many_keys_were_written_is_counted(keys: list[dict[str, str]], target: Target, count: int) -> None:
    result = convert(json.dumps(keys), target)

    assert result.count == count
    assert bool(result.text) == bool(count)


def test_several_keys_are_written_as_several_pem_blocks() -> None:
    result = convert(json.dumps([RFC7638_RSA, RFC7517_EC]), Target.PEM_SPKI)

    assert result.text.count("BEGIN PUBLIC KEY") == 2


def test_a_private_key_is_written_only_when_it_is_asked_for() -> None:
    text = json.dumps({"keys": [RFC7517_EC, RFC7515_OCT]})

    public, private = convert(text, Target.JWK_SET), convert(text, Target.JWK_SET, Half.PRIVATE)

    assert [jwk.get("d") for jwk in json.loads(public.text)["keys"]] == [None]
    assert [jwk["kty"] for jwk in json.loads(private.text)["keys"]] == ["EC", "oct"]


def test_each_export_belongs_to_its_own_key_though_none_has_a_name() -> None:
    first, second = (jwk(new_key(spec), Half.PUBLIC, kid=None) for spec in ("ES256", "Ed25519"))
    broken = {"kty": "EC", "crv": "P-999", "x": "AA", "y": "AA"}
    text = json.dumps({"keys": [first, broken, second]})

    found = inspect_keys(text, encoding="auto", password="", now=NOW, limits=LIMITS)

    curves = {export.index: json.loads(export.text)["crv"] for export in found.exports if export.format == "jwk"}
    assert curves == {0: "P-256", 2: "Ed25519"}


def test_a_published_secret_has_no_private_half() -> None:
    (found,) = [one for one in inspect(json.dumps(RFC7515_OCT)).findings if one.rule == "K27"]

    assert found.message.endswith("and is no secret any more.")


def test_the_only_key_of_a_set_is_called_that() -> None:
    one = jwk(new_key("ES256"), Half.PUBLIC, kid="ab", alg=None)

    told = [found.message for found in inspect(json.dumps({"keys": [one]})).findings if found.rule == "K30"]

    assert told == ['The only key (kid "ab") has no "alg".']
