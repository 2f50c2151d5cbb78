"""Keys: reading them from any container, choosing among them, publishing and making them (RFC 7517).

key            what a Key is
parse          the keys of any text: JSON, PEM, octets in base64 or hex, or a secret
key_json       JSON or what passes for it (json_literal); jwk_set, jwk_object: its keys; other_json: other JSON's
pem            PEM blocks as they are found (pem_block) and put right (pem_repairs); labels: what is in them
der            the same without labels; openssh: lines of it; ec_point: a bare point
member_values  the octets of one JWK member; rsa_members: those that were left out
build, check   from members to a Key; what the members are worth
thumbprint     the name of a key that everybody computes alike
select, fit    which key to use for a token, and why not each other one
publish        public halves, JWK Sets, PEM and DER
generate       new keys
"""
