"""Every setting once: its name, type, default and meaning. Read from TOKEN_DEBUGGER_* variables at start."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Annotated, Final, Literal

from limits import parse as parse_rate
from pydantic import Field, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from webapp.jose.limits import Limits

PREFIX: Final = "TOKEN_DEBUGGER_"
RATE_OFF: Final = "off"
_DEFAULT: Final = Limits()
# Octets of a file of secrets: they stay in memory, and the longest public lists have two million.
_MOST_SECRETS: Final = 32 * 1024 * 1024
_LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")

Words = Annotated[tuple[str, ...], NoDecode]


class SettingsError(Exception):
    """A setting cannot be used. Its text is for people: one line for each, with the name and what is allowed."""


class Settings(BaseSettings):
    """What can be set, checked at start. A field's variable is TOKEN_DEBUGGER_ and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True)

    host: str = Field("127.0.0.1", min_length=1, description="Address to listen on; 0.0.0.0 for all of the machine")
    port: int = Field(8000, ge=0, le=65_535, description="Port to listen on; 0 lets the system choose a free one")
    allowed_hosts: Words = Field((), description="Further host names to answer to, separated by spaces or commas")
    proxies: Words = Field(
        ("127.0.0.1", "::1"),
        description="Addresses of reverse proxies whose X-Forwarded-For and X-Forwarded-Proto are believed",
    )
    workers: int = Field(1, ge=1, le=64, description="Server processes; rate limits count in each of them")
    threads: int = Field(8, ge=1, le=256, description="Requests served at the same time by one process")
    timeout: int = Field(30, ge=5, le=600, description="Seconds after which a process that hangs is replaced")
    receive_timeout: int = Field(10, ge=1, le=600, description="Seconds within which a request must have arrived")
    helpers: int = Field(
        2,
        ge=0,
        le=64,
        description="Requests that cost much, done at the same time in processes of their own; 0 for none such",
    )
    access_log: bool = Field(
        default=True, description="One line per request: time, method, route, status, size, seconds"
    )
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "warning", description="From which level on the server reports about itself"
    )
    rate_limit: str = Field("60/minute", description="Key generation per client address, such as 60/minute, or off")
    profiles: str = Field("", description="File of profiles (TOML): what is expected of the tokens of each issuer")
    leeway: int = Field(0, ge=0, le=86_400, description="Seconds of clock difference that time checks allow for")

    secrets_file: str = Field(
        "", description="File of known secrets, one a line, that HMAC keys and tokens are held against"
    )

    limit_body_size: int = Field(_DEFAULT.body_size, ge=1_024, le=256 * 1024**2, description="Octets of a request body")
    limit_input_size: int = Field(
        _DEFAULT.input_size, ge=1_024, le=64 * 1024**2, description="Characters of the pasted input"
    )
    limit_key_size: int = Field(_DEFAULT.key_size, ge=1_024, le=64 * 1024**2, description="Characters of the key field")
    limit_field_size: int = Field(
        _DEFAULT.field_size, ge=256, le=16 * 1024**2, description="Characters of every other field"
    )
    limit_json_depth: int = Field(
        _DEFAULT.json_depth, ge=2, le=100, description="Objects and arrays within one another"
    )
    limit_json_nodes: int = Field(_DEFAULT.json_nodes, ge=100, le=10_000_000, description="Values in one JSON text")
    limit_json_digits: int = Field(_DEFAULT.json_digits, ge=20, le=4_000, description="Digits of one JSON number")
    limit_signatures: int = Field(_DEFAULT.signatures, ge=1, le=1_000, description="Signatures of one JWS")
    limit_recipients: int = Field(_DEFAULT.recipients, ge=1, le=1_000, description="Recipients of one JWE")
    limit_set_keys: int = Field(_DEFAULT.set_keys, ge=1, le=1_000_000, description="Keys of one JWK Set")
    limit_keys_tried: int = Field(_DEFAULT.keys_tried, ge=1, le=100_000, description="Keys tried for one token")
    limit_key_pairs: int = Field(
        _DEFAULT.key_pairs, ge=1, le=1_000_000, description="Pairs of key and signature, or recipient, tried"
    )
    limit_pbes2_iterations: int = Field(
        _DEFAULT.pbes2_iterations, ge=1_000, le=100_000_000, description="PBES2 iterations of one request in all"
    )
    limit_container_iterations: int = Field(
        _DEFAULT.container_iterations,
        ge=1_000,
        le=100_000_000,
        description="PBKDF2 iterations that an encrypted key container may ask for",
    )
    limit_container_scrypt: int = Field(
        _DEFAULT.container_scrypt,
        ge=2**10,
        le=2**26,
        description="scrypt cost (N * r * p) that an encrypted key container may ask for",
    )
    limit_inflated_size: int = Field(
        _DEFAULT.inflated_size, ge=1_024, le=256 * 1024**2, description="Octets of a JWE plaintext after inflating"
    )
    limit_rsa_public_bits: int = Field(
        _DEFAULT.rsa_public_bits, ge=2_048, le=16_384, description="Bits of the modulus of an RSA public key"
    )
    limit_rsa_private_bits: int = Field(
        _DEFAULT.rsa_private_bits, ge=2_048, le=16_384, description="Bits of the modulus of an RSA private key"
    )
    limit_rsa_generated_bits: int = Field(
        _DEFAULT.rsa_generated_bits, ge=2_048, le=8_192, description="Bits of the modulus of a generated RSA key"
    )
    limit_rsa_exponent_bits: int = Field(
        _DEFAULT.rsa_exponent_bits, ge=17, le=16_384, description="Bits of the public exponent of an RSA key"
    )
    limit_generated_keys: int = Field(
        _DEFAULT.generated_keys, ge=1, le=1_000, description="Keys generated in one request"
    )
    limit_disclosures: int = Field(_DEFAULT.disclosures, ge=1, le=10_000, description="Disclosures of one SD-JWT")
    limit_nesting: int = Field(_DEFAULT.nesting, ge=1, le=32, description="Tokens inside tokens")
    limit_time: int = Field(
        _DEFAULT.time,
        ge=100,
        le=60_000,
        description="Milliseconds of CPU time of a helper process for one request",
    )
    limit_memory: int = Field(
        _DEFAULT.memory, ge=256, le=65_536, description="MiB of memory of a helper process for one request"
    )
    limit_diagnosis: int = Field(
        _DEFAULT.diagnosis, ge=0, le=10_000_000, description="Microseconds that the experiments on one failure may cost"
    )
    limit_pem_blocks: int = Field(_DEFAULT.pem_blocks, ge=1, le=10_000, description="PEM blocks of one key text")

    @field_validator("allowed_hosts", "proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("rate_limit")
    @classmethod
    def _rate(cls, value: str) -> str:
        if value.lower() == RATE_OFF:
            return RATE_OFF
        try:
            parse_rate(value)
        except ValueError:
            raise ValueError("it must be a number per period, such as 60/minute, or off") from None
        return value

    @field_validator("secrets_file")
    @classmethod
    def _readable(cls, value: str) -> str:
        if value:
            _read_secrets(value)
        return value

    def limits(self) -> Limits:
        """The ceilings of one request."""
        return Limits(**{field.name: getattr(self, f"limit_{field.name}") for field in fields(Limits)})

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host.strip("[]").lower() in _LOOPBACK


def published(settings: Settings) -> frozenset[bytes]:
    """The secrets of the file that the settings name; none when they name none."""
    return _read_secrets(settings.secrets_file) if settings.secrets_file else frozenset()


def _read_secrets(path: str) -> frozenset[bytes]:
    try:
        if Path(path).stat().st_size > _MOST_SECRETS:
            raise ValueError(f"it must name a file of at most {_MOST_SECRETS:,} octets")
        return frozenset(line for line in Path(path).read_bytes().splitlines() if line)
    except OSError as error:
        raise ValueError(f"it must name a file that can be read: {error.strerror}") from None


def variable(name: str) -> str:
    """The environment variable of the setting of that name."""
    return PREFIX + name.upper()


def load() -> Settings:
    """The settings of this process. Raises SettingsError, with one line for each value that cannot be used."""
    try:
        return Settings()
    except ValidationError as error:
        lines = [_explain(detail) for detail in error.errors(include_url=False, include_input=False)]
        raise SettingsError("\n".join(lines)) from None


def unknown_variables(environment: Mapping[str, str] = os.environ) -> Iterator[str]:
    """Variables that look like settings and are none: often a slip of the pen."""
    known = {variable(name) for name in Settings.model_fields}
    return (n for n in sorted(environment) if n.upper().startswith(PREFIX) and n.upper() not in known)


def _explain(detail: ErrorDetails) -> str:
    name = str(detail["loc"][0])
    allowed = detail["msg"].removeprefix("Value error, ").replace("Input should be", "it must be")
    help_text = Settings.model_fields[name].description
    return f"{variable(name)} cannot be used: {allowed} ({help_text})."
