"""All experiments, in the order in which they are made: cheap and common reasons first, rare and dear ones last."""

from __future__ import annotations

from typing import Final

from webapp.jose.diagnose import (
    algorithm,
    encoding,
    expectation,
    foreign,
    jwe_agreement,
    jwe_associated,
    jwe_content,
    jwe_damage,
    jwe_keys,
    jwe_names,
    jwe_padding,
    jwe_secrets,
    jwe_sessions,
    mangled,
    moments,
    named_algorithm,
    opened,
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
    Experiment(algorithm.right_all_the_same,        1, ""),
    Experiment(which_key.another_of_the_set,        1, "another key of those that were given"),
    Experiment(algorithm.confusion,                70, "the text of a public key as the secret"),
    Experiment(secret.another_reading,             90, "another encoding of this secret"),
    Experiment(which_key.of_the_token,              2, "the key that the token itself carries"),
    Experiment(mangled.joined,                      4, "two tokens joined"),
    Experiment(encoding.foreign_characters,         0, ""),
    Experiment(encoding.another_shape,             40, "another encoding of this signature"),
    Experiment(algorithm.unregistered_name,        90, "the algorithm that its name may mean"),
    Experiment(algorithm.another_algorithm,         8, "another hash or padding"),
    Experiment(algorithm.other_hash,                6, "a hash that no JOSE algorithm has with this key"),
    Experiment(algorithm.other_salt,                1, "another salt of PSS"),
    Experiment(algorithm.mac_under_another_name,  270, "a MAC under another name"),
    Experiment(named_algorithm.edited,             12, "an alg that was changed after signing"),
    Experiment(mangled.repaired,                   12, "a character changed on the way, as URLs and documents do"),
    Experiment(mangled.swapped,                     5, "parts in another order"),
    Experiment(foreign.hashed_nonce,                    3, "a hashed nonce"),
    Experiment(signing_input.other_content,        200, "the same content with other line ends or encoding"),
    Experiment(signing_input.other_encoding,       40, "a signature over padded, decoded or hashed parts"),
    Experiment(signing_input.other_json,           300, "a signature over the same JSON written otherwise"),
    Experiment(secret.another_reading_and_hash,   180, "another encoding of this secret with another hash"),
    Experiment(encoding.cut_off,                  256, "a signature whose last characters were lost"),
    Experiment(opened.recovered,                    1, "the key that the kid names by its thumbprint"),
    Experiment(opened.changed_content,              1, ""),
    Experiment(opened.wrong_key,                    1, ""),
    Experiment(foreign.microsoft_graph,             0, ""),
    Experiment(foreign.firebase_emulator,           0, ""),
    Experiment(foreign.load_balancer,               0, ""),
    Experiment(foreign.unsecured,                   0, ""),
    Experiment(mangled.changed_case,                0, ""),
    Experiment(mangled.ellipsis,                    0, ""),
    Experiment(mangled.content_missing,             0, ""),
    Experiment(mangled.cut_off,                     0, ""),
    Experiment(which_key.of_another_type,           0, ""),
    Experiment(which_key.of_another_curve,          0, ""),
    Experiment(which_key.not_in_the_set,            0, ""),
    Experiment(named_algorithm.not_registered,      0, ""),
    Experiment(named_algorithm.not_there,           0, ""),
    Experiment(encoding.missing,                    0, ""),
    Experiment(encoding.looks_cut_or_der,           0, ""),
    Experiment(opened.cannot_be_told,               0, ""),
)

# For a signature that verifies with a key that must not be used.
TRUST: Final[tuple[Experiment[SignatureCase], ...]] = (
    Experiment(trust.forbidden,                     0, ""),
)

DECRYPTION: Final[tuple[Experiment[DecryptionCase], ...]] = (
    Experiment(jwe_associated.right_all_the_same,   4, ""),
    Experiment(jwe_names.no_registered_name,        8, ""),
    Experiment(jwe_keys.another_key,                2, "another key of those that were given"),
    Experiment(jwe_keys.public_half,                0, ""),
    Experiment(jwe_keys.rsa_of_another_size,        0, ""),
    Experiment(jwe_keys.of_another_curve,           0, ""),
    Experiment(jwe_keys.another_symmetric_algorithm, 9, "the same secret under another alg"),
    Experiment(jwe_keys.another_encryption,         9, "another enc than the header names"),
    Experiment(jwe_padding.another_padding,         4, "another RSA padding or another hash in it"),
    Experiment(jwe_damage.compressed_otherwise,     1, "another compression"),
    Experiment(jwe_content.parts_elsewhere,         9, "parts joined or in another order"),
    Experiment(jwe_content.vector_of_another_length, 1, "an Initialization Vector of another length"),
    Experiment(jwe_content.tag_of_another_length,   1, "a tag of another length"),
    Experiment(jwe_content.halves_swapped,          1, "the halves of the content key swapped"),
    Experiment(jwe_associated.other_associated_data, 11, "other associated data"),
    Experiment(jwe_content.mac_of_something_else,  17, "another way to compute the tag"),
    Experiment(jwe_associated.header_edited,       90, "a header that was written anew, or changed in one member"),
    Experiment(jwe_agreement.broken_ephemeral_key,  0, ""),
    Experiment(jwe_agreement.another_derivation,  175, "another derivation of the key that was agreed"),
    Experiment(jwe_secrets.trimmed_password,        3, ""),
    Experiment(jwe_secrets.another_derivation,     15, "another derivation from the password"),
    Experiment(jwe_secrets.another_reading,       130, "another encoding of this secret"),
    Experiment(jwe_sessions.derived_key,          160, "a key derived as NextAuth, Auth.js and Auth0 do"),
    Experiment(jwe_keys.of_another_type,            0, ""),
    Experiment(jwe_keys.of_another_size,            0, ""),
    Experiment(jwe_sessions.only_for_its_maker,     0, ""),
    Experiment(jwe_keys.not_in_the_set,             0, ""),
    Experiment(jwe_damage.damaged,                  2, ""),
    Experiment(jwe_damage.wrong_key_or_damaged,     0, ""),
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
