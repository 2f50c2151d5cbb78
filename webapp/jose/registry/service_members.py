"""Members within the claims of services, builds and credentials. Each stands in its table by its JSON Pointer."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_STS: Final = "AWS STS"
_STYTCH: Final = "Stytch"
_DESCOPE: Final = "Descope"
_LIVEKIT: Final = "LiveKit"
_TWILIO: Final = "Twilio"
_NATS: Final = "NATS"
_VALIDATION: Final = "RFC 9321 section 3.2.3"
_REQUESTED: Final = "OpenID Connect Core 1.0 section 5.5.1"
_BADGES: Final = "1EdTech Open Badges 3.0"
_HEALTH: Final = "SMART Health Cards"
_STATUS: Final = "W3C Bitstring Status List 1.0"
_CREDENTIALS: Final = "W3C Verifiable Credentials Data Model 2.0"
_SESSION: Final = "/https:~1~1stytch.com~1session"
_AWS: Final = "/https:~1~1sts.amazonaws.com~1"

# fmt: off
SERVICE_MEMBERS: Final = (
    #     path ("*" is any name or index), reference, description
    # AWS
    *(Claim(f"{_AWS}/{name}", _STS, text) for name, text in (
        ("aws_account",                "AWS account: that asked for the token"),
        ("source_region",              "Source region: where the token was asked for"),
        ("org_id",                     "Organization ID: that the account belongs to"),
        ("ou_path",                    "Organizational unit path: where in the organization the account is"),
        ("principal_tags",             "Principal tags: of the role or session"),
        ("request_tags",               "Request tags: what whoever asked for the token added"),
        ("original_session_exp",       "Session expiry: when the role's session ends, as a date"),
        ("federated_provider",         "Federated provider: the identity provider outside of AWS"),
        ("identity_store_user_id",     "Identity store user ID: of the person in Identity Center"),
        ("identity_store_arn",         "Identity store ARN: the directory that the person is in"),
        ("source_identity",            "Source identity: who is behind the role, for the logs"),
        ("lambda_source_function_arn", "Lambda function: that asked for the token"),
        ("ec2_source_instance_arn",    "EC2 instance: that asked for the token"),
        ("ec2_instance_source_vpc",    "VPC: where the instance got its credentials"),
        ("ec2_instance_source_private_ipv4", "Private IPv4 address: of the instance"),
        ("ec2_role_delivery",          "Role delivery: the version of the metadata service, 2 is the safer one"),
        ("glue_credential_issuing_service", "Glue: the service that the job got its credentials from"),
    )),
    Claim(f"{_AWS}/principal_tags/*", _STS, "Tag: of the role or session"),
    Claim(f"{_AWS}/request_tags/*",   _STS, "Tag: which whoever asked for the token added"),
    # Accounts of IBM Cloud and of Docker
    Claim("/account/bss", "IBM Cloud", "Account ID: of IBM Cloud"),
    *(Claim(f"/https:~1~1hub.docker.com/{name}", "Docker", text, personal) for name, text, personal in (
        ("email",      "E-mail address: of the person", _PERSONAL),
        ("session_id", "Session ID: of the login", False),
        ("source",     "Source: how the person logged in", False),
        ("username",   "Username: of the person in Docker Hub", _PERSONAL),
        ("uuid",       "UUID: of the person in Docker Hub", False),
    )),
    # Rented logins
    Claim(f"{_SESSION}/id",                     _STYTCH, "Session ID: of the login"),
    Claim(f"{_SESSION}/started_at",             _STYTCH, "Started at: when the session began, as a date"),
    Claim(f"{_SESSION}/last_accessed_at",       _STYTCH, "Last accessed at: when the session was last used, as a date"),
    Claim(f"{_SESSION}/expires_at",             _STYTCH, "Expires at: when the session ends, later than the token"),
    Claim(f"{_SESSION}/attributes",             _STYTCH, "Attributes: address and browser of the person", _PERSONAL),
    Claim(f"{_SESSION}/attributes/ip_address",  _STYTCH, "IP address: where the person logged in from", _PERSONAL),
    Claim(f"{_SESSION}/attributes/user_agent",  _STYTCH, "User agent: the person's browser", _PERSONAL),
    Claim(f"{_SESSION}/authentication_factors", _STYTCH, "Authentication factors: how the person logged in", _PERSONAL),
    *(Claim(f"{_SESSION}/authentication_factors/*/{name}", _STYTCH, text) for name, text in (
        ("type",                  "Type: such as password, otp, magic_link or oauth"),
        ("delivery_method",       "Delivery method: such as email, sms or authenticator_app"),
        ("last_authenticated_at", "Last authenticated at: when it was last used, as a date"),
        ("email_factor",          "E-mail factor: which address of the person it used"),
        ("phone_number_factor",   "Phone number factor: which number of the person it used"),
    )),
    Claim(f"{_SESSION}/authentication_factors/*/email_factor/email_id",      _STYTCH, "E-mail ID: names the address"),
    Claim(f"{_SESSION}/authentication_factors/*/email_factor/email_address", _STYTCH, "E-mail address: of the person",
          _PERSONAL),
    Claim(f"{_SESSION}/authentication_factors/*/phone_number_factor/phone_id", _STYTCH, "Phone ID: names the number"),
    Claim(f"{_SESSION}/authentication_factors/*/phone_number_factor/phone_number", _STYTCH,
          "Phone number: of the person", _PERSONAL),
    Claim("/xms_st/sub", "Microsoft Entra ID", "Subject: as the ID Token of this client has it"),
    Claim("/xs.system.attributes/xs.rolecollections", "SAP BTP", "Role collections: of the person"),
    Claim("/xs.system.attributes/xs.saml.groups",     "SAP BTP", "Groups: of the person at the identity provider"),
    Claim("/ext_attr/enhancer",     "SAP BTP", "Enhancer: what added to the token, XSUAA"),
    Claim("/ext_attr/subaccountid", "SAP BTP", "Subaccount ID: that the application runs for"),
    Claim("/ext_attr/zdn",          "SAP BTP", "Zone domain name: the name of the tenant in addresses"),
    Claim(f"{_SESSION}/roles",                  _STYTCH, "Roles: of the person"),
    Claim("/federated_claims/connector_id", "Dex", "Connector ID: the provider behind Dex"),
    Claim("/federated_claims/user_id",      "Dex", "User ID: of the person at that provider", _PERSONAL),
    Claim("/tenants/*",             _DESCOPE, "Tenant: what the person may do there"),
    Claim("/tenants/*/roles",       _DESCOPE, "Roles: of the person in this tenant"),
    Claim("/tenants/*/permissions", _DESCOPE, "Permissions: of the person in this tenant"),
    # Video, voice and chat
    *(Claim(f"/video/{name}", _LIVEKIT, text) for name, text in (
        ("room",           "Room: that may be joined"),
        ("roomJoin",       "Join room: whether the participant may join it"),
        ("roomCreate",     "Create rooms: whether rooms may be made and deleted"),
        ("roomList",       "List rooms: whether all rooms may be listed"),
        ("roomAdmin",      "Room administration: whether participants may be removed and muted"),
        ("roomRecord",     "Recording: whether recordings may be started"),
        ("canPublish",     "Publish: whether the participant may send sound and pictures"),
        ("canPublishData", "Publish data: whether the participant may send messages"),
        ("canPublishSources", "Publish sources: camera, microphone or screen, if not all"),
        ("canSubscribe",   "Subscribe: whether the participant sees and hears the others"),
        ("canUpdateOwnMetadata", "Update own metadata: whether the participant may change name and metadata"),
        ("hidden",         "Hidden: whether the others do not see the participant"),
        ("ingressAdmin",   "Ingress administration: whether streams from outside may be managed"),
        ("agent",          "Agent: whether a program takes part"),
    )),
    Claim("/grants/identity", _TWILIO, "Identity: what the application calls the person", _PERSONAL),
    *(Claim(f"/grants/{name}", _TWILIO, text) for name, text in (
        ("voice",         "Voice grant: whether calls may be made and taken"),
        ("video",         "Video grant: which rooms may be joined"),
        ("chat",          "Conversations grant: in which service messages may be written and read"),
        ("ip_messaging",  "Messaging grant: in which service messages may be written and read, of old"),
        ("data_sync",     "Sync grant: in which service data may be shared"),
        ("task_router",   "TaskRouter grant: as which worker tasks may be taken"),
        ("player",        "Player grant: which stream may be watched"),
    )),
    *(Claim(f"/nats/{name}", _NATS, text) for name, text in (
        ("type",           "Type: operator, account or user, or what is activated"),
        ("version",        "Version: of the form of the claims"),
        ("pub",            "Publish: where messages may be sent"),
        ("sub",            "Subscribe: where messages may be received"),
        ("subs",           "Subscriptions: how many there may be at a time"),
        ("data",           "Data: how many octets may be stored or sent"),
        ("payload",        "Payload: how many octets one message may have"),
        ("limits",         "Limits: what the account may use"),
        ("issuer_account", "Issuer account: whose signing key made the token"),
        ("signing_keys",   "Signing keys: further keys that may sign for this one"),
        ("account_server_url",    "Account server URL: where accounts are looked up"),
        ("operator_service_urls", "Operator service URLs: where clients connect"),
        ("system_account", "System account: that watches the servers"),
        ("subject",        "Subject: that is imported or exported"),
    )),
    # Confirmations of signatures
    *(Claim(f"/sig_val_claims/{name}", _VALIDATION, text) for name, text in (
        ("ver",                     "Version: of these claims"),
        ("profile",                 "Profile: which kind of signed document it is, such as XML or PDF"),
        ("hash_algo",               "Hash algorithm: of all hashes here"),
        ("sig",                     "Signatures: that were checked"),
        ("ext",                     "Extension: anything else"),
        ("sig/*/sig_ref",           "Signature reference: which signature this is about"),
        ("sig/*/sig_ref/id",        "ID: of the signature in the document"),
        ("sig/*/sig_ref/sig_hash",  "Signature hash: of the value of the signature"),
        ("sig/*/sig_ref/sb_hash",   "Signed octets hash: of what was signed"),
        ("sig/*/sig_data_ref",      "Signed data references: what the signature covers"),
        ("sig/*/sig_data_ref/*/ref",  "Reference: which part of the document"),
        ("sig/*/sig_data_ref/*/hash", "Hash: of that part"),
        ("sig/*/signer_cert_ref",     "Signer's certificate reference: which certificates were used"),
        ("sig/*/signer_cert_ref/type", "Type: whether the certificates stand there, or their hashes"),
        ("sig/*/signer_cert_ref/ref", "Reference: the certificates or their hashes"),
        ("sig/*/sig_val",           "Signature validation: the outcome, policy by policy"),
        ("sig/*/sig_val/*/pol",     "Policy: by which rules it was checked"),
        ("sig/*/sig_val/*/res",     "Result: PASSED, FAILED or INDETERMINATE"),
        ("sig/*/sig_val/*/msg",     "Message: about the result"),
        ("sig/*/sig_val/*/ext",     "Extension: anything else"),
        ("sig/*/time_val",          "Time validation: when the signature is known to have existed"),
        ("sig/*/ext",               "Extension: anything else"),
    )),
    Claim("/token_introspection/active", "RFC 7662 section 2.2",
          "Active: whether the authorization server still accepts the token"),
    # What a request asks of a claim
    *(Claim(f"/claims/{where}/*/{name}", _REQUESTED, text) for where in ("id_token", "userinfo") for name, text in (
        ("essential", "Essential: whether the client cannot do without it"),
        ("value",     "Value: that the claim should have"),
        ("values",    "Values: one of which the claim should have"),
    )),
    Claim("/events/*", "RFC 8417 section 2.2", "Event: what happened, told by its URI"),
    # Credentials
    *(Claim(f"{path}/{name}", _CREDENTIALS, text) for path in ("", "/vc") for name, text in (
        ("credentialSubject/type",   "Type: what kind of thing the subject is"),
        ("issuer/id",                "Issuer: who states it"),
        ("issuer/type",              "Type: what kind of thing the issuer is"),
        ("issuer/name",              "Name: of the issuer, as people are shown it"),
        ("issuer/url",               "URL: of the issuer's page"),
        ("issuer/image",             "Image: of the issuer"),
        ("issuer/description",       "Description: of the issuer"),
    ) if f"{path}/{name}" != "/vc/issuer/id"),
    *(Claim(f"/vc/{name}", _CREDENTIALS, text) for name, text in (
        ("validFrom",   "Valid from: when the credential begins to be valid, as a date"),
        ("validUntil",  "Valid until: when the credential stops being valid, as a date"),
        ("name",        "Name: of the credential, as people are shown it"),
        ("description", "Description: of the credential, as people are shown it"),
        ("holder",      "Holder: who shows the credentials"),
    )),
    Claim("/vc/_sd_alg", "RFC 9901 section 4.1.1",
          "Disclosure digest algorithm: the hash of these digests; SHA-256 when it is missing"),
    *(Claim(f"{path}/credentialSubject/{name}", _STATUS, text) for path in ("", "/vc") for name, text in (
        ("statusPurpose",  "Status purpose: what the list tells, such as revocation or suspension"),
        ("encodedList",    "Encoded list: the states of many credentials, compressed"),
        ("statusSize",     "Status size: how many bits the state of one credential has"),
        ("statusMessage",  "Status messages: what each state means"),
        ("statusMessage/*/status",  "Status: as a number"),
        ("statusMessage/*/message", "Message: what this state means"),
    )),
    *(Claim(f"{path}/credentialSubject/achievement{name}", _BADGES, text) for path in ("", "/vc") for name, text in (
        ("",                    "Achievement: what the badge is for"),
        ("/id",                 "ID: names the achievement"),
        ("/type",               "Type: what kind of thing it is"),
        ("/name",               "Name: of the achievement"),
        ("/description",        "Description: of the achievement"),
        ("/criteria",           "Criteria: what one has to do for it"),
        ("/criteria/type",      "Type: what kind of thing it is"),
        ("/criteria/narrative", "Narrative: what one has to do for it, in words"),
        ("/image",              "Image: of the badge"),
        ("/image/id",           "ID: the address of the image, or the image itself"),
        ("/image/type",         "Type: what kind of thing it is"),
    )),
    Claim("/vc/credentialSubject/fhirVersion", _HEALTH, "FHIR version: of the health data"),
    Claim("/vc/credentialSubject/fhirBundle",  _HEALTH, "FHIR bundle: the health data of the person", _PERSONAL),
    Claim("/vc/credentialSubject/fhirBundle/resourceType", _HEALTH, "Resource type: Bundle, a collection"),
    Claim("/vc/credentialSubject/fhirBundle/type",         _HEALTH, "Type: of the bundle"),
    Claim("/vc/credentialSubject/fhirBundle/entry", _HEALTH, "Entries: the person, vaccinations and tests", _PERSONAL),
    Claim("/vc/credentialSubject/fhirBundle/entry/*/fullUrl",  _HEALTH, "Full URL: what other entries call it"),
    Claim("/vc/credentialSubject/fhirBundle/entry/*/resource", _HEALTH, "Resource: a person, vaccination or test",
          _PERSONAL),
    Claim("/age_equal_or_over/*", "EUDI PID Rulebook", "Age: whether the person has this age or is older", _PERSONAL),
)
# fmt: on
