"""Where a URL leads, however its host is written."""

from __future__ import annotations

import pytest

from webapp.jose.internal_address import internal, read

# fmt: off
_INSIDE = (
    "https://127.0.0.1/jwks", "http://127.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/",
    "https://0x7f.1/", "https://localhost:8080/c", "https://LOCALHOST./", "https://api.localhost/", "https://[::1]/",
    "https://[::]/", "https://0/", "https://10.1.2.3/", "https://172.31.255.255/", "https://192.168.0.10:8443/",
    "https://169.254.169.254/latest/meta-data", "https://2852039166/", "https://[::ffff:169.254.169.254]/",
    "https://[::ffff:a9fe:a9fe]/", "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://[fe80::1%25eth0]/",
    "https://[fd00:ec2::254]/", "https://metadata.google.internal/", "https://printer.local/k", "https://keycloak/k",
    "https://user:pass@127.0.0.1/", "https://good.example@10.0.0.1/", "https:\\\\127.0.0.1\\k", "https:///127.0.0.1/",
    "https://１２７.0.0.1/", "https://127。0。0。1/", "https://%31%32%37.0.0.1/", "https://127.0.0.1.nip.io/",
    "https://app-10-0-0-1.sslip.io/", "https://localtest.me/", "https://100.64.0.1/", "//127.0.0.1/x",
    "https://ht\ttps.local/", "HTTPS://127.0.0.1", "https://default.svc.cluster.local/", "https://localhost#x.example",
)
_OUTSIDE = (
    "https://keys.example.com/jwks.json", "https://11.0.0.1/", "https://172.32.0.1/", "https://192.169.0.1/",
    "https://8.8.8.8/", "https://[2606:4700::1111]/", "https://localhost.example.com/", "https://10.0.0.1.example.com/",
    "https://local.example/", "https://127.0.0.1@keys.example/", "https://keys.example/?u=http://127.0.0.1/",
    "https://keys.example/#@localhost", "https://1e100.net/", "https://8.8.8.8.nip.io/", "https://256.256.256.256.example/",
    "urn:example:localhost", "did:web:localhost", "", "localhost", "mailto:a@localhost", "https://", "https://4294967296/",
    "https://internal.example.com/", "https://0x7f.example/", "https://[::1.example/",
)
# fmt: on


@pytest.mark.parametrize("url", _INSIDE)
def test_a_url_that_leads_inside_is_noticed_however_it_is_written(url: str) -> None:
    assert internal(url)


@pytest.mark.parametrize("url", _OUTSIDE)
def test_a_url_that_leads_out_or_nowhere_is_left_alone(url: str) -> None:
    assert internal(url) is None


def test_the_host_is_what_a_fetcher_takes_for_it() -> None:
    address = read(" HTTPS://User@Keys.Example.:8443/a?b#c")

    assert (address.scheme, address.host, address.has_user) == ("https", "keys.example", True)


@pytest.mark.parametrize(
    "text", ["9" * 100_000, "https://" + "9" * 5_000, "https://[" * 1000, "https://0x" + "f" * 900]
)
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert internal(text) is None or internal(text)
