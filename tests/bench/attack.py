"""How long ordinary requests take while two clients ask for the dearest work that is allowed, again and again."""

from __future__ import annotations

import json
import multiprocessing
import random
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Mapping
from http.client import HTTPConnection
from multiprocessing.synchronize import Event
from pathlib import Path
from queue import SimpleQueue
from urllib.parse import urlencode

from tests.jose.jwk import containers
from tests.jose.making import encrypted, jwk, new_key, secret, signed
from tests.servers import serving
from webapp.jose.base64url import encode
from webapp.jose.jwk.publish import Half

_SECONDS = 8
_ATTACKERS = 2
_WARM_UP = 1.0
_JSON = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
_PAGE = {"HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}


def _container(oid: str, *parameters: bytes) -> str:
    return containers.pem("ENCRYPTED PRIVATE KEY", containers.encrypted_container(oid, containers.SALT, *parameters))


def _ordinary() -> list[tuple[str, Mapping[str, str]]]:
    key = new_key("ES256")
    token = signed("ES256", key, b'{"iss":"joe","exp":1300819380,"aud":["a","b"]}')
    return [("/inspect", {"input": token}), ("/verify", {"input": token, "key": json.dumps(jwk(key, Half.PUBLIC))})]


def _attacks() -> dict[str, tuple[str, Mapping[str, str]] | None]:
    rsa = jwk(new_key("RS256:4096"))
    members = json.dumps({f"{number:x}": 1 for number in range(45_000)}).replace(" ", "").encode()
    iterations = containers.integer(1_900_000)
    scrypt = (containers.integer(2**18), containers.integer(8), containers.integer(1))
    password_token = encrypted("PBES2-HS512+A256KW", "A256GCM", secret("p"), p2s=encode(bytes(16)), p2c=1_000)
    header = {"alg": "PBES2-HS512+A256KW", "enc": "A256GCM", "p2s": encode(bytes(16)), "p2c": 1_200_000}
    dearest = ".".join((encode(json.dumps(header).encode()), *password_token.split(".")[1:]))
    keys = [jwk(new_key("RS256"), Half.PUBLIC, kid=str(number)) for number in range(9_000)]
    token = signed("RS256", new_key("RS256"))
    return {
        "nobody": None,
        "encrypted PEM, 1,900,000 rounds": (
            "/keys/inspect",
            {"key": _container(containers.PBKDF2_OID, iterations), "password": "p"},
        ),
        "encrypted PEM, scrypt 2**21": (
            "/keys/inspect",
            {"key": _container(containers.SCRYPT_OID, *scrypt), "password": "p"},
        ),
        "PBES2, 1,200,000 rounds": ("/decrypt", {"input": dearest, "key": "p"}),
        "generate RSA-4096, 20 times": ("/keys/generate", {"spec": "RS256:4096 " * 20}),
        "RSA-4096 without its primes": (
            "/keys/inspect",
            {"key": json.dumps({n: rsa[n] for n in ("kty", "n", "e", "d")})},
        ),
        "a JWK Set of 9,000 keys": ("/verify", {"input": token[:-8] + "AAAAAAAA", "key": json.dumps({"keys": keys})}),
        "a token of 45,000 claims": ("/inspect", {"input": signed("HS256", secret("x" * 32), members)}),
        "a paste of 1 MB": ("/inspect", {"input": "eyJ" * 333_000}),
        "just below the threshold": (
            "/inspect",
            {"input": signed("HS256", secret("x" * 32), members[: members.rfind(b",", 0, 5_800)] + b"}")},
        ),
    }


def _ask(port: int, path: str, body: bytes, headers: Mapping[str, str]) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", path, body, dict(headers))
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status


def _attack(port: int, path: str, body: bytes, stop: Event, seen: SimpleQueue[int]) -> None:
    """Ask again and again, for JSON and for the page in turn. A client that is told to wait does not."""
    turn = 0
    while not stop.is_set():
        turn += 1
        seen.put(_ask(port, path, body, _JSON if turn % 2 else _PAGE))


def _measure(port: int, seconds: float = _SECONDS) -> list[float]:
    """Milliseconds of ordinary requests, one after the other with pauses as between people."""
    requests = [(path, urlencode(fields).encode()) for path, fields in _ordinary()]
    times = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for path, body in requests:
            start = time.perf_counter()
            if (status := _ask(port, path, body, _JSON)) != 200:
                raise SystemExit(f"{path} answers {status}")
            times.append((time.perf_counter() - start) * 1000)
            time.sleep(random.uniform(0.005, 0.03))  # noqa: S311  no secret
    return times


def _under(port: int, attack: tuple[str, Mapping[str, str]] | None) -> tuple[list[float], Counter[int]]:
    if attack is None:
        return _measure(port), Counter()
    path, fields = attack
    # Not forked: a new process has nothing of this one's connections. The spawn's own queue outlives its writers.
    context = multiprocessing.get_context("spawn")
    stop, seen = context.Event(), context.SimpleQueue()
    arguments = (port, path, urlencode(fields).encode(), stop, seen)
    attackers = [context.Process(target=_attack, args=arguments) for _ in range(_ATTACKERS)]
    for attacker in attackers:
        attacker.start()
    while seen.empty():
        time.sleep(0.05)
    time.sleep(_WARM_UP)
    times = _measure(port)
    stop.set()
    statuses: Counter[int] = Counter()
    while any(attacker.is_alive() for attacker in attackers) or not seen.empty():
        if seen.empty():
            time.sleep(0.02)
        else:
            statuses[seen.get()] += 1
    return times, statuses


def main() -> None:
    """Print median, 95th percentile and maximum of ordinary requests, and what the attackers were answered."""
    print(f"{'while two ask for':<34}{'median ms':>10}{'p95 ms':>10}{'max ms':>10}  they got (status: times)")
    attacks = _attacks()
    with tempfile.TemporaryDirectory() as directory, serving(Path(directory), rate_limit="off") as server:
        _measure(server.port, _WARM_UP)
        for name, attack in attacks.items():
            times, statuses = _under(server.port, attack)
            p95 = sorted(times)[len(times) * 95 // 100]
            told = ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items()))
            print(f"{name:<34}{statistics.median(times):>10.1f}{p95:>10.1f}{max(times):>10.1f}  {told}", flush=True)


if __name__ == "__main__":
    main()
