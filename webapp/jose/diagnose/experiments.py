"""All experiments, in the order in which they are made: cheap and common reasons first, rare and dear ones last."""

from __future__ import annotations

from typing import Final

from webapp.jose.diagnose import (
    expectation,
    foreign,
    mangled,
    moments,
    purpose,
    secret,
    signing_input,
    trust,
    which_key,
)
from webapp.jose.diagnose.case import ClaimsCase, DecryptionCase, SignatureCase
from webapp.jose.diagnose.run import Experiment

# fmt: off
SIGNATURE: Final[tuple[Experiment[SignatureCase], ...]] = (
    #          what is tried                    trials  and what is ruled out when nothing comes of it
    Experiment(which_key.another_of_the_set,        1, "another key of those that were given"),
    Experiment(secret.another_reading,             90, "another encoding of this secret"),
    Experiment(which_key.of_the_token,              2, "the key that the token itself carries"),
    Experiment(mangled.repaired,                   12, "a character changed on the way, as URLs and documents do"),
    Experiment(mangled.swapped,                     5, "parts in another order"),
    Experiment(mangled.joined,                      4, "two tokens joined"),
    Experiment(signing_input.hashed_nonce,          3, "a hashed nonce"),
    Experiment(signing_input.other_content,        60, "the same content with other line ends or encoding"),
    Experiment(signing_input.other_encoding,       25, "a signature over padded, decoded or hashed parts"),
    Experiment(signing_input.other_json,           72, "a signature over the same JSON written otherwise"),
    Experiment(secret.another_reading_and_hash,   180, "another encoding of this secret with another hash"),
    Experiment(foreign.microsoft_graph,             0, ""),
    Experiment(foreign.firebase_emulator,           0, ""),
    Experiment(foreign.load_balancer,               0, ""),
    Experiment(foreign.unsecured,                   0, ""),
    Experiment(mangled.changed_case,                0, ""),
    Experiment(mangled.ellipsis,                    0, ""),
    Experiment(mangled.cut_off,                     0, ""),
    Experiment(which_key.of_another_type,           0, ""),
    Experiment(which_key.of_another_curve,          0, ""),
    Experiment(which_key.not_in_the_set,            0, ""),
)

# For a signature that verifies with a key that must not be used.
TRUST: Final[tuple[Experiment[SignatureCase], ...]] = (
    Experiment(trust.forbidden,                     0, ""),
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
