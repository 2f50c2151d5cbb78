"""Every ceiling of the product, each with its reason. They are checked before the work they bound."""

from __future__ import annotations

from dataclasses import dataclass


class LimitError(Exception):
    """The request was refused before it was parsed. name is a field of Limits."""

    def __init__(self, *, name: str, limit: int, message: str) -> None:
        super().__init__(message)
        self.name = name
        self.limit = limit
        self.message = message

    @property
    def code(self) -> str:
        """The stable code: limit.input-size for the field input_size."""
        return "limit." + self.name.replace("_", "-")

    @property
    def setting(self) -> str:
        """The setting that raises the limit."""
        return setting_of(self.name)


def setting_of(name: str) -> str:
    """The environment variable that sets the limit of that name."""
    return "TOKEN_DEBUGGER_LIMIT_" + name.upper()


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Ceilings for one request. Sizes are octets or characters, as each line says."""

    # Octets of a request body. A key text may be 4 MiB, and percent-encoding triples what it touches.
    body_size: int = 16 * 1024 * 1024
    # Characters of the pasted input. The cost of inspecting grows linearly up to here.
    input_size: int = 1024 * 1024
    # Characters of the key field: a JWK Set of 10,000 RSA keys is about 4 MB.
    key_size: int = 4 * 1024 * 1024
    # Characters of every other field: a secret, an issuer, a list of algorithms.
    field_size: int = 64 * 1024
    # Objects and arrays within one another. Python recurses at about 1,000; nobody nests 32 claims.
    json_depth: int = 32
    # Values in one JSON text. Each becomes an object here and a row in the page.
    json_nodes: int = 100_000
    # Digits of one JSON number. Turning longer ones into integers costs quadratic time.
    json_digits: int = 400
    # Signatures of one JWS and recipients of one JWE: every one is tried.
    signatures: int = 20
    recipients: int = 20
    # Keys of one JWK Set, keys tried for one token, and the pairs of key and signature tried.
    set_keys: int = 10_000
    keys_tried: int = 200
    key_pairs: int = 400
    # PBES2 iterations of all recipients together: two times the 600,000 of RFC 8725bis section 3.13.
    pbes2_iterations: int = 1_200_000
    # The cost that an encrypted key container asks for: PBKDF2 iterations, and scrypt's N * r * p.
    container_iterations: int = 2_000_000
    container_scrypt: int = 2**21
    # Octets of a JWE plaintext after inflating (RFC 8725bis section 3.15).
    inflated_size: int = 250_000
    # Bits of an RSA modulus: verifying with 16,384 takes 7 ms; private keys and generating cost far more.
    rsa_public_bits: int = 16_384
    rsa_private_bits: int = 8_192
    rsa_generated_bits: int = 4_096
    # Bits of an RSA public exponent: what checking a signature costs grows with it; FIPS 186-5 allows less than 2**256.
    rsa_exponent_bits: int = 256
    # Keys generated in one request: RSA-4096 takes about half a second each.
    generated_keys: int = 20
    # Disclosures of one SD-JWT: credentials have about 30, and each is decoded, hashed and shown.
    disclosures: int = 200
    # Milliseconds of CPU time that one request has in a helper process, and the MiB of memory. The dearest work that
    # the other limits allow (scrypt with 2**21) takes about one second and a quarter of a GiB.
    time: int = 1_500
    memory: int = 512
    # Microseconds that all experiments about one failure may cost together, by a table and not by a clock.
    diagnosis: int = 100_000
    # Tokens inside tokens: base64 grows by a third per level.
    nesting: int = 8
    # PEM blocks of one key text.
    pem_blocks: int = 20
