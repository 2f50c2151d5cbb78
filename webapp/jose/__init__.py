"""The core: pure, total functions on frozen values. No Flask, network, clock, environment or logging.

Where things are, from the top; each module imports only what stands below it.

compare             what differs between two tokens, in what it means
diagnose            why something failed: experiments, one per function
describe            one Artefact for each thing that was found in a paste
explain             what headers, claims and key members mean; explain_nested: what stands within them
detect, lookalikes  what a text is, or what it looks like instead
jwt                 time and claims against expectations; what kind of token it is
sd_jwt              Selective Disclosure: Disclosures, the claims put together, key binding
jwe                 JSON Web Encryption: splitting, header rules, decrypting, encrypting
jws                 JSON Web Signature: splitting, header rules, verifying, signing
key_steps           the step that tells which key was chosen
artefact            the value types of what is shown
segments, unwrap    cutting a compact token at its dots; taking off what stands around it
program_strings     strings that a program puts together
jwk                 reading, checking, choosing, generating and writing keys
crypto              the one door to jwcrypto and cryptography
json_part           a decoded part that is JSON, with the place of each member
registry            algorithms, parameters, claims and curves, as data
base64url, json_object, json_tokens, moment, finding, trace
http_uri            whether two addresses are the same once written alike
internal_address    whether a URL leads to the network of whoever fetches it
text, limits        spans, excerpts and problems; every ceiling
"""
