"""The curves y² = x³ + ax + b over a prime field that JWK names (RFC 7518 section 6.2.1.1, RFC 8812, RFC 5639).

Whether a point is on its curve is a few multiplications, so that it can be checked for each key of a large set.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The domain parameters of one curve. aliases are other names that people write for it."""

    crv: str
    p: int
    a: int
    b: int
    order: int
    aliases: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """Octets of a coordinate (RFC 7518 section 6.2.1.2)."""
        return (self.p.bit_length() + 7) // 8

    @property
    def private_length(self) -> int:
        """Octets of a private key (RFC 7518 section 6.2.2.1)."""
        return (self.order.bit_length() + 7) // 8

    def has_point(self, x: int, y: int) -> bool:
        """Whether (x, y) is on the curve."""
        return x < self.p and y < self.p and (y * y - (x * x * x + self.a * x + self.b)) % self.p == 0

    def y_of(self, x: int, parity: int) -> int | None:
        """The other coordinate of a compressed point (SEC 1 section 2.3.4); None when no point has this x.

        Every prime here is 3 modulo 4, so that a square root is one power.
        """
        y = pow(x * x * x + self.a * x + self.b, (self.p + 1) // 4, self.p)
        y = y if y % 2 == parity else self.p - y
        return y if self.has_point(x, y) else None


# fmt: off
_ROWS: Final = (
    Curve(crv="P-256", aliases=("secp256r1", "prime256v1"),
          p=0xFFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF,
          a=-3,
          b=0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B,
          order=0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551),
    Curve(crv="P-384", aliases=("secp384r1",),
          p=2**384 - 2**128 - 2**96 + 2**32 - 1,
          a=-3,
          b=0xB3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8EDD3EC2AEF,
          order=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC7634D81F4372DDF581A0DB248B0A77AECEC196ACCC52973),
    Curve(crv="P-521", aliases=("secp521r1",),
          p=2**521 - 1,
          a=-3,
          b=0x0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652C0BD3BB1BF07
            * 2**128 + 0x3573DF883D2C34F1EF451FD46B503F00,
          order=2**521 - 2**264
            + 0xFA51868783BF2F966B7FCC0148F709A5D03BB5C9B8899C47AEBB6FB71E91386409),
    Curve(crv="secp256k1", aliases=("P-256K", "K-256"),
          p=2**256 - 2**32 - 977,
          a=0,
          b=7,
          order=0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141),
    Curve(crv="BP-256", aliases=("brainpoolP256r1",),
          p=0xA9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377,
          a=0x7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9,
          b=0x26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6,
          order=0xA9FB57DBA1EEA9BC3E660A909D838D718C397AA3B561A6F7901E0E82974856A7),
    Curve(crv="BP-384", aliases=("brainpoolP384r1",),
          p=0x8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123ACD3A729901D1A71874700133107EC53,
          a=0x7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F8AA5814A503AD4EB04A8C7DD22CE2826,
          b=0x04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A62E880EA53EEB62D57CB4390295DBC9943AB78696FA504C11,
          order=0x8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B31F166E6CAC0425A7CF3AB6AF6B7FC3103B883202E9046565),
    Curve(crv="BP-512", aliases=("brainpoolP512r1",),
          p=0xAADD9DB8DBE9C48B3FD4E6AE33C9FC07CB308DB3B3C9D20ED6639CCA703308717D4D9B009BC66842
            * 2**192 + 0xAECDA12AE6A380E62881FF2F2D82C68528AA6056583A48F3,
          a=0x7830A3318B603B89E2327145AC234CC594CBDD8D3DF91610A83441CAEA9863BC2DED5D5AA8253AA1
            * 2**192 + 0x0A2EF1C98B9AC8B57F1117A72BF2C7B9E7C1AC4D77FC94CA,
          b=0x3DF91610A83441CAEA9863BC2DED5D5AA8253AA10A2EF1C98B9AC8B57F1117A72BF2C7B9E7C1AC4D
            * 2**192 + 0x77FC94CADC083E67984050B75EBAE5DD2809BD638016F723,
          order=0xAADD9DB8DBE9C48B3FD4E6AE33C9FC07CB308DB3B3C9D20ED6639CCA70330870553E5C414CA92619
            * 2**192 + 0x418661197FAC10471DB1D381085DDADDB58796829CA90069),
)
# fmt: on
CURVES: Final[Mapping[str, Curve]] = MappingProxyType({row.crv: row for row in _ROWS})
ALIASES: Final[Mapping[str, str]] = MappingProxyType({alias: row.crv for row in _ROWS for alias in row.aliases})
