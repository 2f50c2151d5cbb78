"""Keys: reading them from any container, choosing among them, publishing and making them (RFC 7517).

key            what a Key is
parse          the keys of any text: jwk_set and jwk_object (by way of key_json), pem, der, or a secret
member_values  the octets of one JWK member; rsa_members: those that were left out
build, check   from members to a Key; what the members are worth
thumbprint     the name of a key that everybody computes alike
select, fit    which key to use for a token, and why not each other one
publish        public halves, JWK Sets, PEM and DER
generate       new keys
"""
