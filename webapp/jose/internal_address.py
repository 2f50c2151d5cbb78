"""Whether a URL leads to the machine that fetches it, or to its own network (RFC 8725 sections 2.9 and 3.10).

A URL is read as fetchers read it (the URL standard of the WHATWG): a host of digits may be one number, octal or
hexadecimal, and backslashes, line breaks and full-width characters are taken for what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_network
from typing import Final
from unicodedata import normalize

# No host name is longer (RFC 1035 section 2.3.4); one that is percent-encoded takes three times as much.
_LONGEST: Final = 1024
_DROPPED: Final = re.compile(r"[\t\r\n]+")
_URL: Final = re.compile(r"[\x00-\x20]*(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:[/\\]{2,}([^/\\?#]*+))?")
_PORT: Final = re.compile(r":[0-9]*\Z")
_PERCENT: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_DIGITS: Final = re.compile(r"(?:[0-9]+|0[xX][0-9A-Fa-f]*)(?:\.(?:[0-9]+|0[xX][0-9A-Fa-f]*)){0,3}\Z")
# What ends like an IPv4 address and is none leads nowhere.
_NUMERIC: Final = re.compile(r"(?:[0-9]+|0[xX][0-9A-Fa-f]*)\Z")
_EMBEDDED: Final = re.compile(r"(?:^|[.-])([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})[.-]([0-9]{1,3})\.[^.]+\.[^.]+\Z")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """What a URL leads to. scheme and host are in lower case, "" where there is none; has_user tells of "user@"."""

    scheme: str
    host: str
    has_user: bool


# fmt: off
_NETWORKS: Final[tuple[tuple[IPv4Network | IPv6Network, str], ...]] = tuple(
    (ip_network(network), word)
    for network, word in (
        ("0.0.0.0/8",       'an address of "this" machine'),
        ("10.0.0.0/8",      "a private address"),
        ("100.64.0.0/10",   "an address of a provider's own network"),
        ("127.0.0.0/8",     "a loopback address"),
        ("169.254.0.0/16",  "a link-local address, as that of a cloud's metadata service"),
        ("172.16.0.0/12",   "a private address"),
        ("192.0.0.0/24",    "an address of a protocol's own"),
        ("192.168.0.0/16",  "a private address"),
        ("198.18.0.0/15",   "an address of test networks"),
        ("168.63.129.16/32", "the address of a cloud's own services"),
        ("224.0.0.0/4",     "a multicast address"),
        ("240.0.0.0/4",     "a reserved address"),
        ("::/128",          'an address of "this" machine'),
        ("::1/128",         "a loopback address"),
        ("fc00::/7",        "a private address"),
        ("fe80::/10",       "a link-local address"),
        ("fec0::/10",       "a private address"),
        ("ff00::/8",        "a multicast address"),
    )
)
# IPv6 addresses that carry one of IPv4, and by how many bits it stands from the end.
_CARRIERS: Final = (
    (IPv6Network("::ffff:0:0/96"), 0), (IPv6Network("::/96"), 0), (IPv6Network("::ffff:0:0:0/96"), 0),
    (IPv6Network("64:ff9b::/96"), 0), (IPv6Network("64:ff9b:1::/48"), 0), (IPv6Network("2002::/16"), 80),
)
# Names of a machine's or an office's own network (RFC 6761, RFC 6762, RFC 8375, ICANN's ".internal").
_SUFFIXES: Final = frozenset({
    "localhost", "local", "localdomain", "internal", "intranet", "lan", "home", "corp", "private", "svc", "consul",
})
_DOMAINS: Final = ("home.arpa",)
# Public names that lead to an address in their own name, and those that lead to 127.0.0.1.
_MIRRORS: Final = ("nip.io", "sslip.io", "xip.io")
_LOOPBACK_NAMES: Final = ("localtest.me", "lvh.me", "vcap.me", "lacolhost.com")
# fmt: on


def read(url: str) -> WebAddress:
    """The parts of a URL that tell where it leads. Any text has some."""
    match = _URL.match(_DROPPED.sub("", url))
    scheme, authority = (match[1] or "", match[2] or "") if match else ("", "")
    user, _, host = authority.rpartition("@")
    return WebAddress(scheme.lower(), _plain(host), bool(user) or authority.startswith("@"))


def internal(url: str) -> str | None:
    """In a few words why a URL leads inside: "a loopback address". None for one that leads out, or nowhere."""
    return internal_host(read(url).host)


def internal_host(host: str) -> str | None:
    """The same for a host by itself, in lower case and without a port."""
    if not host:
        return None
    address = _address(host)
    if address is not None:
        return _network(address)
    labels = host.split(".")
    if ":" in host or _NUMERIC.match(labels[-1]):
        return None
    if len(labels) == 1 or labels[-1] in _SUFFIXES or _ends(host, _DOMAINS):
        return "a name of an internal network"
    if _ends(host, _LOOPBACK_NAMES):
        return "a name that leads to the loopback address"
    if _ends(host, _MIRRORS) and (found := _EMBEDDED.search(host)):
        mirrored = _version_4(".".join(str(int(number)) for number in found.groups()))
        return _network(mirrored) if mirrored else None
    return None


def _plain(host: str) -> str:
    """A host as fetchers look it up: decoded, in plain lower-case characters, without port or final dot."""
    host = _PORT.sub("", host[:_LONGEST])
    if "%" in host and not host.startswith("["):
        octets = bytes.fromhex("".join(f"{ord(one):02x}" for one in _PERCENT.sub(_character, host) if ord(one) < 256))
        host = octets.decode("utf-8", "replace")
    return normalize("NFKC", host).replace("\u3002", ".").lower().rstrip(".")


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _address(host: str) -> IPv4Address | IPv6Address | None:
    if host.startswith("[") or ":" in host:
        return _version_6(host.strip("[]").partition("%")[0])
    return _version_4(host)


def _version_6(text: str) -> IPv4Address | IPv6Address | None:
    try:
        address = IPv6Address(text)
    except ValueError:
        return None
    for network, shift in _CARRIERS:
        if address in network and int(address) > 1:
            return IPv4Address(int(address) >> shift & 0xFFFF_FFFF)
    return address


def _version_4(host: str) -> IPv4Address | None:
    """One to four numbers, of which the last fills what is left (RFC 3986 section 7.4)."""
    if not _DIGITS.match(host):
        return None
    *firsts, last = (_number(part) for part in host.split("."))
    if any(number > 255 for number in firsts) or last >= 256 ** (4 - len(firsts)):
        return None
    return IPv4Address(sum(number << 8 * (3 - place) for place, number in enumerate(firsts)) + last)


def _number(digits: str) -> int:
    """A number as the C library reads it. One of more digits than an address has is too large in any case."""
    if digits[:2] in ("0x", "0X"):
        return int(digits[2:] or "0", 16)
    if len(digits) > 40:
        return 2**32
    octal = len(digits) > 1 and digits.startswith("0") and not set(digits) & {"8", "9"}
    return int(digits, 8 if octal else 10)


def _network(address: IPv4Address | IPv6Address) -> str | None:
    return next((word for network, word in _NETWORKS if address in network), None)


def _ends(host: str, domains: tuple[str, ...]) -> bool:
    return any(host == domain or host.endswith("." + domain) for domain in domains)
