"""What is registered for JOSE, as data with its source. No code here acts on a token.

algorithms           "alg" and "enc": how a token is signed or encrypted
header_parameters    members of a JOSE Header
claims               members of a Claims Set that IANA lists
unregistered_claims  those of drafts and vendors
shared_names         names that several use: what each means by the claims beside it
issuers              whose tokens they are, and where the keys are
claim_values         words for the values of some claims: times, authentication methods, confirmation
jwk_parameters       members of a JWK, key types, operations and uses
curves               elliptic curves
token_types          values of "typ" and "cty"
references           the documents that all of them cite, with their addresses
"""
