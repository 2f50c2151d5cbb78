from __future__ import annotations

from dataclasses import replace

import pytest

from tests.jose.jwk.containers import RSA
from webapp.jose.crypto.rsa_checks import RsaPrivate, complete, private_defect, public_defect, recover_primes
from webapp.jose.text import Problem

_NUMBERS = RSA.private_numbers()
KEY = RsaPrivate(
    n=_NUMBERS.public_numbers.n,
    e=_NUMBERS.public_numbers.e,
    d=_NUMBERS.d,
    p=_NUMBERS.p,
    q=_NUMBERS.q,
    dp=_NUMBERS.dmp1,
    dq=_NUMBERS.dmq1,
    qi=_NUMBERS.iqmp,
)


def test_a_sound_key_has_no_defect() -> None:
    assert public_defect(KEY.n, KEY.e) is None
    assert private_defect(KEY) is None


@pytest.mark.parametrize(("n", "e"), [(0, 3), (1, 3), (KEY.n - 1, 3), (KEY.n, 1), (KEY.n, 2), (15, 15), (15, 17)])
def test_numbers_that_are_no_public_key_are_found_out(n: int, e: int) -> None:
    problem = public_defect(n, e)

    assert problem is not None
    assert problem.code == "key.rsa-numbers"


@pytest.mark.parametrize(
    ("key", "code"),
    [
        (replace(KEY, n=KEY.n + 2), "key.mismatch"),
        (replace(KEY, d=KEY.d + 2), "key.mismatch"),
        (replace(KEY, d=1), "key.mismatch"),
        (replace(KEY, p=1, q=KEY.n), "key.rsa-numbers"),
        (replace(KEY, p=KEY.q), "key.rsa-numbers"),
        (replace(KEY, p=2), "key.rsa-numbers"),
        (replace(KEY, dp=KEY.dp + 2), "key.rsa-numbers"),
        (replace(KEY, dq=KEY.dq + KEY.q - 1), "key.rsa-numbers"),
        (replace(KEY, qi=KEY.qi + KEY.p), "key.rsa-numbers"),
    ],
)
def test_private_numbers_that_do_not_belong_together_are_found_out(key: RsaPrivate, code: str) -> None:
    problem = private_defect(key)

    assert problem is not None
    assert problem.code == code


def test_the_primes_are_found_and_the_rest_follows() -> None:
    primes = recover_primes(KEY.n, KEY.e, KEY.d)

    assert primes == (max(KEY.p, KEY.q), min(KEY.p, KEY.q))
    completed = complete(KEY.n, KEY.e, KEY.d, KEY.p, KEY.q)
    assert completed == KEY


@pytest.mark.parametrize(
    ("n", "e", "d"),
    [
        (KEY.n, KEY.e, KEY.d + 2),
        (KEY.n, KEY.e, 1),
        (2**521 - 1, 19, pow(19, -1, 2**521 - 2)),
        (9, 5, 5),
        (KEY.n, 2, KEY.d),
    ],
    ids=["another d", "d = 1", "n is prime", "n is a square", "e is even"],
)
def test_numbers_without_two_primes_end_the_search(n: int, e: int, d: int) -> None:
    found = recover_primes(n, e, d)

    assert isinstance(found, Problem)
    assert found.code == "key.mismatch"


@pytest.mark.parametrize(("p", "q"), [(0, 5), (1, 5), (7, 7)])
def test_numbers_that_are_no_primes_complete_nothing(p: int, q: int) -> None:
    assert isinstance(complete(35, 5, 5, p, q), Problem)


def test_a_private_key_does_not_show_in_a_repr() -> None:
    assert str(KEY.d) not in repr(KEY)
    assert str(KEY.p) not in repr(KEY)


@pytest.mark.parametrize("name", ["p", "q", "d", "dp", "dq", "qi"])
def test_a_number_of_a_million_bits_is_refused_before_it_is_computed_with(name: str) -> None:
    huge = _NoDivision((1 << 1_000_000) + 1)
    problem = private_defect(replace(KEY, **{name: huge}))

    assert problem is not None
    assert problem.code.startswith("key.")


@pytest.mark.parametrize("place", range(3))
def test_missing_numbers_are_not_computed_from_numbers_that_are_out_of_range(place: int) -> None:
    numbers = [KEY.d, KEY.p, KEY.q]
    numbers[place] = _NoDivision((1 << 1_000_000) + 1)

    assert isinstance(complete(KEY.n, KEY.e, *numbers), Problem)


class _NoDivision(int):
    """A number that fails the test when it is divided, or something by it, other than by two."""

    def __mod__(self, other: int) -> int:
        assert other == 2
        return int(self) % other

    def __rmod__(self, other: int) -> int:
        raise AssertionError(other)
