"""All experiments, in the order in which they are made: cheap and common reasons first, rare and dear ones last."""

from __future__ import annotations

from typing import Final

from webapp.jose.diagnose import expectation, moments, purpose, secret, which_key
from webapp.jose.diagnose.case import ClaimsCase, DecryptionCase, SignatureCase
from webapp.jose.diagnose.run import Experiment

# fmt: off
SIGNATURE: Final[tuple[Experiment[SignatureCase], ...]] = (
    #          what is tried                    trials  and what is ruled out when nothing comes of it
    Experiment(which_key.another_of_the_set,        1, "another key of those that were given"),
    Experiment(secret.another_reading,             90, "another encoding of this secret"),
    Experiment(which_key.of_the_token,              2, "the key that the token itself carries"),
    Experiment(secret.another_reading_and_hash,   180, "another encoding of this secret with another hash"),
    Experiment(which_key.of_another_type,           0, ""),
    Experiment(which_key.of_another_curve,          0, ""),
    Experiment(which_key.not_in_the_set,            0, ""),
)

TRUST: Final[tuple[Experiment[SignatureCase], ...]] = (
)

DECRYPTION: Final[tuple[Experiment[DecryptionCase], ...]] = (
)

# All of these are made: time, issuer and audience can each be wrong by themselves. None needs a trial.
CLAIMS: Final[tuple[Experiment[ClaimsCase], ...]] = (
    Experiment(moments.no_number,                   0, ""),
    Experiment(moments.too_fine,                    0, ""),
    Experiment(moments.backwards,                   0, ""),
    Experiment(moments.expired,                     0, ""),
    Experiment(moments.not_yet_valid,               0, ""),
    Experiment(moments.issued_ahead,                0, ""),
    Experiment(expectation.issuer,                  0, ""),
    Experiment(purpose.id_token_as_access_token,    0, ""),
    Experiment(purpose.access_token_as_id_token,    0, ""),
    Experiment(expectation.audience,                0, ""),
    Experiment(expectation.typ,                     0, ""),
    Experiment(expectation.algorithm,               0, ""),
    Experiment(expectation.required,                0, ""),
    Experiment(purpose.lifetime,                    0, ""),
)
# fmt: on
