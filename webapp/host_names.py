"""Which host names the server answers to: a page of another name must not reach it (DNS rebinding)."""

from __future__ import annotations

import re
import socket
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Thread
from typing import Final

from webapp.settings import Settings

_LOCAL: Final = ("localhost", "127.0.0.1", "[::1]")
_WILDCARDS: Final = ("0.0.0.0", "::", "[::]")  # noqa: S104 - recognised here, not bound
_HOST: Final = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+)(?::[0-9]{1,5})?")
# A resolver without a network may take ten seconds to say so; the start does not wait for it.
_RESOLVER_SECONDS: Final = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HostNames:
    """The names answered, without port, in lower case; any_address says that every IP literal is, too."""

    names: tuple[str, ...]
    any_address: bool

    def answer_to(self, host: str) -> bool:
        """Whether a Host header of that text is answered. The port does not matter."""
        match = _HOST.fullmatch(host)
        if not match:
            return False
        name = match[1].lower().rstrip(".")
        return name in self.names or (self.any_address and _is_address(name))

    def __str__(self) -> str:
        return ", ".join((*self.names, "any IP address") if self.any_address else self.names)


def host_names(settings: Settings) -> HostNames:
    """The names for these settings: the machine's own too when it listens on more than the loopback address."""
    names = list(_LOCAL)
    if not settings.is_local:
        if settings.host not in _WILDCARDS:
            names.append(settings.host)
        names += _machine_names()
    names += settings.allowed_hosts
    unique = dict.fromkeys(_bracketed(name.lower().rstrip(".")) for name in names if name)
    return HostNames(names=tuple(unique), any_address=not settings.is_local)


def _machine_names() -> list[str]:
    found = [socket.gethostname()]
    resolver = Thread(target=lambda: found.append(socket.getfqdn()), daemon=True)
    resolver.start()
    resolver.join(_RESOLVER_SECONDS)
    return list(found)


def _bracketed(name: str) -> str:
    return f"[{name}]" if ":" in name and not name.startswith("[") else name


def _is_address(name: str) -> bool:
    try:
        ip_address(name.strip("[]"))
    except ValueError:
        return False
    return True
