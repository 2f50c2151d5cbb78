from __future__ import annotations

from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.jose.jwk.parse import KeyText, read_keys
from webapp.jose.limits import Limits

LIMITS: Final = Limits()
_PIECES: Final = st.sampled_from(
    [
        '{"kty":"RSA","n":"', '","e":"AQAB"}', '{"keys":[', "]}", '{"kty":"EC","crv":"P-256","x":"', '"}', '","y":"',
        "-----BEGIN PUBLIC KEY-----\n", "-----END PUBLIC KEY-----", "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE", "=", "\n",
        '{"kty":"oct","k":"', "AA", "-----BEGIN ENCRYPTED PRIVATE KEY-----", "Proc-Type: 4,ENCRYPTED\n", "\\n", "\x00",
        '{"kty":"AKP","alg":"ML-DSA-44","pub":"', '{"kty":"OKP","crv":"X448","x":"', '","d":"', "\ud800", "[", "{", "é",
    ]
)  # fmt: skip
_ENCODINGS: Final = st.sampled_from(["auto", "utf-8", "base64", "base64url", "hex", ""])


@settings(max_examples=300, deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join) | st.text(max_size=60), _ENCODINGS)
def test_no_text_makes_it_raise(text: str, encoding: str) -> None:
    found = read_keys(text, encoding=encoding, password="x", limits=LIMITS)

    assert isinstance(found, KeyText)
    for key in found.keys:
        assert key.is_usable or key.problems, "a key that cannot be used says why"


@given(st.text(alphabet=st.characters(codec="utf-8"), min_size=1, max_size=40))
def test_any_other_text_is_the_secret_that_it_is(text: str) -> None:
    if not text.strip() or text.lstrip()[:1] in ("{", "["):
        return

    found = read_keys(text, limits=LIMITS)

    assert found.container in ("secret", "")
    assert [key.bits for key in found.keys] in ([8 * len(text.encode())], [])
