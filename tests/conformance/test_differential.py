"""Our verdict and that of joserfc are the same on every token: as it was made, and after any change to it.

Where they differ, a rule of differences.py says why.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwe as their_jwe
from joserfc import jws as their_jws

from tests.conformance.changes import TEXT_CHANGES, Draw, header_changed, header_text, json_changed, key_changed
from tests.conformance.differences import is_explained
from tests.conformance.judges import (
    SEALING,
    SIGNING,
    WRAPPING,
    Judgement,
    Jwk,
    their_key,
    they_decrypt,
    they_verify,
    we_decrypt,
    we_verify,
)
from tests.jose.making import encrypted, fresh_key, jwk, new_key, secret, signed
from webapp.jose.base64url import encode
from webapp.jose.crypto import encryption, signatures
from webapp.jose.jwk.key import Key

pytestmark = pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
repeatable = settings(derandomize=True, database=None, deadline=None, max_examples=120)

_PAYLOADS: Final = st.sampled_from([b'{"sub":"alice"}', b"hello", b"", b"\xff\x00", b"a.b"])
_CURVES: Final = ("P-256", "P-384", "P-521", "X25519", "X448")
_THEIRS: Final = their_jwe.JWERegistry(algorithms=[*WRAPPING, *SEALING, "DEF"])


_Pair = tuple[str, str, Key]


def _pairs() -> Iterator[_Pair]:
    """Every alg with every enc and every curve, and a key."""
    for alg in WRAPPING:
        for enc in SEALING:
            for curve in _CURVES if alg.startswith("ECDH") else ("",):
                yield alg, enc, _key_for(alg, enc, curve)


def _key_for(alg: str, enc: str, curve: str) -> Key:
    if alg.startswith("PBES2"):
        return secret("a password that is long enough")
    spec = enc if alg == "dir" else f"{alg}:{curve}" if alg.startswith("ECDH") else alg
    return new_key(spec)


@pytest.mark.parametrize("alg", SIGNING)
def test_what_we_sign_is_accepted_by_joserfc(alg: str) -> None:
    key = new_key(alg)

    judgement = they_verify(signed(alg, key, b"hello"), jwk(key, alg=alg))

    assert judgement == Judgement(accepted=True, content=b"hello")


@pytest.mark.parametrize("payload", [b"hello", b"", b"\xff.\x00"])
@pytest.mark.parametrize("alg", SIGNING)
def test_what_joserfc_signs_is_accepted_by_us(alg: str, payload: bytes) -> None:
    key = jwk(new_key(alg), alg=alg)

    token = their_jws.serialize_compact({"alg": alg}, payload, their_key(key), algorithms=SIGNING)

    assert we_verify(token, key) == Judgement(accepted=True, content=payload)


def test_what_we_encrypt_is_decrypted_by_joserfc() -> None:
    judgements = {
        (alg, enc, key.crv): they_decrypt(encrypted(alg, enc, key, apu="QWxpY2U", apv="Qm9i", zip="DEF"), jwk(key))
        for alg, enc, key in _pairs()
    }

    assert judgements == dict.fromkeys(judgements, Judgement(accepted=True, content=b"hello"))


def test_what_joserfc_encrypts_is_decrypted_by_us() -> None:
    judgements = {}
    for alg, enc, key in _pairs():
        header = {"alg": alg, "enc": enc, "zip": "DEF", "apu": "QWxpY2U", "apv": "Qm9i"}
        if not alg.startswith("ECDH"):
            del header["apu"], header["apv"]
        token = their_jwe.encrypt_compact(header, b"hello", their_key(jwk(key)), registry=_THEIRS)
        judgements[alg, enc, key.crv] = we_decrypt(token, jwk(key)).content

    assert judgements == dict.fromkeys(judgements, b"hello")


@repeatable
@given(st.data(), st.sampled_from(SIGNING), _PAYLOADS)
def test_a_jws_that_was_changed_gets_the_same_verdict(data: st.DataObject, alg: str, payload: bytes) -> None:
    key = new_key(alg)
    change = data.draw(st.sampled_from(TEXT_CHANGES))

    _same_verdict(change(data.draw, signed(alg, key, payload)), jwk(key))


@repeatable
@given(st.data(), st.sampled_from(SIGNING), _PAYLOADS)
def test_a_jws_with_any_header_gets_the_same_verdict(data: st.DataObject, alg: str, payload: bytes) -> None:
    key = new_key(alg)

    _same_verdict(_signed_anew(data.draw, alg, key, payload), jwk(key))


@repeatable
@given(st.data(), st.sampled_from(SIGNING), st.sampled_from(SIGNING))
def test_a_jws_and_any_key_get_the_same_verdict(data: st.DataObject, alg: str, other: str) -> None:
    key = new_key(alg)
    others = [key_changed(data.draw, jwk(key)), jwk(new_key(other)), jwk(fresh_key("ES256"))]

    _same_verdict(signed(alg, key, kid="mine"), data.draw(st.sampled_from(others)))


@repeatable
@given(st.data(), st.sampled_from(SIGNING), _PAYLOADS.filter(lambda payload: b"\xff" not in payload))
def test_a_jws_in_json_gets_the_same_verdict(data: st.DataObject, alg: str, payload: bytes) -> None:
    key = jwk(new_key(alg), alg=alg)
    token = _jws_in_json(data.draw, alg, key, payload)

    _same_verdict(json.dumps(token), key)
    _same_verdict(json.dumps(json_changed(data.draw, token)), key)


@repeatable
@given(st.data(), st.sampled_from(SIGNING))
def test_a_jws_in_json_with_every_member_twice_gets_the_same_verdict(data: st.DataObject, alg: str) -> None:
    """The last one counts for both, whatever was in the first (RFC 7515 section 4, RFC 8259 section 4)."""
    key = jwk(new_key(alg), alg=alg)
    token = _jws_in_json(data.draw, alg, key, b"hello")
    first = json_changed(data.draw, deepcopy(token))

    _same_verdict(f"{json.dumps(first)[:-1]},{json.dumps(token)[1:]}", key)


@repeatable
@given(st.data(), st.sampled_from([*_pairs()]), _PAYLOADS)
def test_a_jwe_that_was_changed_gets_the_same_verdict(data: st.DataObject, pair: _Pair, plaintext: bytes) -> None:
    alg, enc, key = pair
    change = data.draw(st.sampled_from(TEXT_CHANGES))

    _same_plaintext(change(data.draw, encrypted(alg, enc, key, plaintext)), jwk(key))


@repeatable
@given(st.data(), st.sampled_from([*_pairs()]), _PAYLOADS)
def test_a_jwe_with_any_header_gets_the_same_verdict(data: st.DataObject, pair: _Pair, plaintext: bytes) -> None:
    alg, enc, key = pair

    _same_plaintext(_sealed_anew(data.draw, alg, enc, key, plaintext), jwk(key))


@repeatable
@given(st.data(), st.sampled_from([*_pairs()]), st.sampled_from([*_pairs()]))
def test_a_jwe_and_any_key_get_the_same_verdict(data: st.DataObject, pair: _Pair, other: _Pair) -> None:
    alg, enc, key = pair

    _same_plaintext(
        encrypted(alg, enc, key, kid="mine"),
        data.draw(st.sampled_from([key_changed(data.draw, jwk(key)), jwk(other[2])])),
    )


@repeatable
@given(st.data(), st.sampled_from([*_pairs()]))
def test_a_jwe_in_json_gets_the_same_verdict(data: st.DataObject, pair: _Pair) -> None:
    key = jwk(pair[2])
    token = _jwe_in_json(data.draw, *pair)

    _same_plaintext(json.dumps(token), key)
    _same_plaintext(json.dumps(json_changed(data.draw, token)), key)


def _same_verdict(token: str, key: Jwk) -> None:
    theirs, ours = they_verify(token, key), we_verify(token, key)

    assert is_explained(theirs, ours), (token, theirs, ours)


def _same_plaintext(token: str, key: Jwk) -> None:
    theirs, ours = they_decrypt(token, key), we_decrypt(token, key)

    assert is_explained(theirs, ours), (token, theirs, ours)


def _signed_anew(draw: Draw, alg: str, key: Key, payload: bytes) -> str:
    """A JWS with an odd header and the right signature over it."""
    header: Mapping[str, Any] = {"alg": alg}
    if draw(st.booleans()):
        header = header_changed(draw, draw(st.sampled_from([header, {**header, "b64": False, "crit": ["b64"]}])))
    text = header_text(draw, header) if draw(st.booleans()) else json.dumps(header).encode()
    body = payload if header.get("b64") is False else encode(payload).encode()
    signing_input = encode(text).encode() + b"." + body
    signature = signatures.sign(alg, key.members, signing_input)
    assert isinstance(signature, bytes)
    return f"{signing_input.decode('utf-8', 'replace')}.{encode(signature)}"


def _sealed_anew(draw: Draw, alg: str, enc: str, key: Key, plaintext: bytes) -> str:
    """A JWE with an odd header and the right tag over it."""
    given_header = {"alg": alg, "enc": enc, "zip": "DEF"}
    wrapped = encryption.wrap(alg, enc, key.members, given_header)
    assert isinstance(wrapped, encryption.Wrapped)
    header = {**wrapped.header, **given_header}
    header = header_changed(draw, header) if draw(st.booleans()) else header
    text = header_text(draw, header) if draw(st.booleans()) else json.dumps(header).encode()
    content = _deflated(plaintext) if header.get("zip") == "DEF" and draw(st.integers(0, 4)) else plaintext
    sealed = encryption.encrypt(enc, wrapped.cek, encode(text).encode(), content)
    assert isinstance(sealed, encryption.Sealed)
    parts = (text, wrapped.encrypted_key, sealed.initialization_vector, sealed.ciphertext, sealed.tag)
    return ".".join(encode(part) for part in parts)


def _deflated(octets: bytes) -> bytes:
    compressor = zlib.compressobj(wbits=-15)
    return compressor.compress(octets) + compressor.flush()


def _another(alg: str) -> Key:
    """Another key for the alg; for RSA one that is made only once."""
    return new_key("RSA-OAEP-512") if alg.startswith("RSA") else _key_for(alg, "A128GCM", "P-384")


def _jws_in_json(draw: Draw, alg: str, key: Jwk, payload: bytes) -> dict[str, Any]:
    member: Any = draw(
        st.sampled_from(
            [
                {"protected": {"alg": alg}},
                {"protected": {"alg": alg}, "header": {"kid": "mine"}},
                {"protected": {"alg": alg, "b64": False, "crit": ["b64"]}, "header": {"kid": "mine"}},
                {"header": {"alg": alg}},
            ]
        )
    )
    members = draw(st.sampled_from([member, [member], [member, member]]))
    made: Any = their_jws.serialize_json(members, payload, their_key(key), algorithms=SIGNING)
    return deepcopy(dict(made))


def _jwe_in_json(draw: Draw, alg: str, enc: str, key: Key) -> dict[str, Any]:
    protected = draw(st.sampled_from([{"enc": enc}, {"enc": enc, "zip": "DEF"}]))
    unprotected, aad = draw(st.sampled_from([None, {"kid": "mine"}])), draw(st.sampled_from([None, b"more"]))
    alone = alg in ("dir", "ECDH-ES")  # The agreed key is the content key, which can be one alone.
    recipients = [key] if alone else draw(st.sampled_from([[key], [_another(alg), key]]))
    is_general = len(recipients) > 1 or draw(st.booleans())
    form: Any = their_jwe.GeneralJSONEncryption if is_general else their_jwe.FlattenedJSONEncryption
    made = form({**protected}, b"hello", unprotected, aad)
    for recipient in recipients:
        made.add_recipient({"alg": alg}, their_key(jwk(recipient)))
    return deepcopy(dict(their_jwe.encrypt_json(made, None, registry=_THEIRS)))
