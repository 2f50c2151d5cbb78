"""How the cost of a request grows with the length of what is pasted: every kind of input, from 1 KB to 1 MB."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from itertools import pairwise
from urllib.parse import urlencode

from flask.testing import FlaskClient

from tests.jose.making import jwk, new_key, secret, signed
from webapp.app import create_app
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half
from webapp.settings import Settings

_SIZES = (1_000, 10_000, 100_000, 1_000_000)
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_RENDERINGS = {"JSON": {"Accept": "application/json", **_FORM}, "partial": {"HX-Request": "true", **_FORM}}
# Ten times the size that costs more times as much is marked, beyond what is due to chance.
_MARKED = 20
_CHANCE_MILLISECONDS = 5

Make = Callable[[int], str]

_PEM = "-----BEGIN CERTIFICATE-----\n" + ("A" * 64 + "\n") * 12 + "-----END CERTIFICATE-----\n"
_JWE_HEADER = encode(b'{"alg":"dir","enc":"A128GCM"}')
_TOKEN = signed("HS256", secret("x" * 32))
_RSA = jwk(new_key("RS256"), Half.PUBLIC)


def _again(piece: str) -> Make:
    """The same piece again and again."""
    return lambda size: piece * (size // len(piece))


def _each(piece: str, separator: str = ",", around: str = "%s") -> Make:
    """Pieces that differ in the number in them, put together and put into something."""
    length = len(piece % 10_000) + len(separator)
    return lambda size: around % separator.join(piece % number for number in range(max(size // length, 1)))


def _claims(make: Make) -> Make:
    """A token with these members in its payload."""
    return lambda size: f"{encode(b'{}')}.{encode(b'{%s}' % make(size * 3 // 4).encode())}.AAAA"


def _header(make: Make) -> Make:
    return lambda size: f"{encode(b'{%s}' % make(size * 3 // 4).encode())}.e30.AAAA"


def _wrapped(make: Make) -> Make:
    """The same in lines of 64 characters."""

    def lines(size: int) -> str:
        text = make(size)
        return "\n".join(text[at : at + 64] for at in range(0, len(text), 64))

    return lines


def _signatures(size: int) -> str:
    headers = [{"header": {f"{n:x}": 1 for n in range(size // 250)}, "signature": "AA"}] * 20
    return json.dumps({"payload": "e30", "signatures": headers})


def _disclosures(size: int) -> str:
    many = (encode(json.dumps([str(number), "a", "b" * (size // 280)]).encode()) for number in range(200))
    return f"{_TOKEN}~{'~'.join(many)}~"


def _jwk_set(size: int) -> str:
    count = max(size // (len(json.dumps(_RSA)) + 20), 1)
    return json.dumps({"keys": [{**_RSA, "kid": str(number)} for number in range(count)]})


def _har(size: int) -> str:
    header = {"name": "Authorization", "value": f"Bearer {_TOKEN}"}
    entry = {"request": {"url": "https://example.com/", "headers": [header]}}
    return json.dumps({"log": {"entries": [entry] * max(size // len(json.dumps(entry)), 1)}})


_PASTES: dict[str, Make] = {
    "members": _claims(_each('"%x":1')),
    "the same member": _claims(_again('"a":1,')),
    "members of members": _claims(_each('"%x":{"b":{"c":"d"}}')),
    "numbers": _claims(_each('"a":1e%d')),
    "a long list": _claims(_each("%d", around='"a":[%s]')),
    "a long string": _claims(_each("\\u00e9%d", separator="", around='"a":"%s"')),
    "a string that is cut": _claims(_each('\\"%d', separator="", around='"a":"%s')),
    "lone surrogates": _claims(_each("\\ud800%d", separator="", around='"a":"%s"')),
    "a long header": _header(_each('"%x":1')),
    "in lines": _wrapped(_claims(_each('"%x":"some text that takes up room"'))),
    "octets": lambda size: f"e30.{'_' * size}.AA",
    "a JWE": lambda size: f"{_JWE_HEADER}..AAAA.{'A' * size}.AAAA",
    "JSON serialization": lambda size: json.dumps({"payload": "A" * size, "protected": "e30", "signature": "AA"}),
    "20 signatures": _signatures,
    "SD-JWT": _each("%043d", separator="~", around=f"{_TOKEN}~%s~"),
    "large disclosures": _disclosures,
    "tildes": lambda size: f"{_TOKEN}{'~' * size}",
    "many tokens": _again(f"token={_TOKEN}\n"),
    "near tokens": _again("eyJhbGciOiJIUzI1NiJ9.e30 "),
    "near tokens, in lines": lambda size: "x " + "eyJhbGciOiJIUz\n" * (size // 15),
    "beginning, then lines": lambda size: "x eyJhbGciOiJIUz\n" + "AAAA\n" * (size // 5),
    "cookies": _each("s.%d=eyJhbGciOi", separator="; "),
    "health cards": _again("shc:/5676290952432060346029243740446031222959532654603460292540"),
    "HAR": _har,
    "prefixes": _again("ghp_ github_pat_ glpat- xoxb- ya29. AKIA "),
    "plain text": _again("The quick brown fox jumps over the lazy dog. "),
    "JSON without a token": _each('{"a":%d}', around="[%s]"),
    "JSON in a string": lambda size: json.dumps(json.dumps([{"a": 1}] * (size // 12))),
    **{f"only {sign!r}": _again(sign) for sign in ("a", "5", ".", "-", '"', "\\", "\n", "{", "%2E", "eyJ")},
    "blanks in between": lambda size: "a" + " " * size + "b",
}
_KEYS: dict[str, Make] = {
    "PEM blocks": _again(_PEM),
    "PEM begins": _again("-----BEGIN "),
    "one long PEM": lambda size: f"-----BEGIN PUBLIC KEY-----\n{'A' * size}\n-----END PUBLIC KEY-----",
    "PEM with literal breaks": lambda size: _PEM[:27] + "\\n" + ("A" * 64 + "\\n") * (size // 66) + _PEM[-25:],
    "JWK Set": _jwk_set,
    "JWK Set of small keys": _each('{"kty":"oct","k":"AAA","kid":"%d"}', around='{"keys":[%s]}'),
    "certificate map": lambda size: json.dumps({f"{number:x}": _PEM for number in range(max(size // len(_PEM), 1))}),
    "service account": lambda size: json.dumps({"type": "service_account", "private_key": _PEM * (size // len(_PEM))}),
    "OpenSSH": _again("ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB comment\n"),
    "object literal": _each("{kty:'oct',k:'AAA',kid:'%d'}", around="const keys = [%s];"),
    "hexadecimal": _again("30820122"),
    "base64": _again("MIIBIjAN"),
    "plain key text": _again("secret "),
}


def _milliseconds(client: FlaskClient, path: str, rendering: str, fields: Mapping[str, str]) -> float:
    body = urlencode(fields)
    start = time.perf_counter()
    status = client.post(path, data=body, headers=_RENDERINGS[rendering]).status_code
    took = (time.perf_counter() - start) * 1000
    if status != 200:
        raise SystemExit(f"{path} answers {status}")
    return took


def _print_row(client: FlaskClient, rendering: str, name: str, make: Make) -> None:
    times = []
    for text in map(make, _SIZES):
        path, fields = ("/verify", {"input": _TOKEN, "key": text}) if name in _KEYS else ("/inspect", {"input": text})
        times.append(_milliseconds(client, path, rendering, fields))
    is_steep = any(more > _MARKED * max(less, _CHANCE_MILLISECONDS) for less, more in pairwise(times))
    row = "".join(f"{took:>11.1f}" for took in times)
    print(f"{f'{name} ({rendering})':<36}{row}{'  *' if is_steep else ''}", flush=True)


def main() -> None:
    """Print milliseconds for each kind and size; a star where they grow much faster than the size."""
    client = create_app(Settings(rate_limit="off", helpers=0)).test_client()
    client.post("/debug", data={"input": _TOKEN, "key": "x"})
    print(f"{'milliseconds for':<36}" + "".join(f"{size // 1000:>8} KB" for size in _SIZES))
    for rendering in _RENDERINGS:
        for name, make in (_PASTES | _KEYS).items():
            _print_row(client, rendering, name, make)


if __name__ == "__main__":
    main()
