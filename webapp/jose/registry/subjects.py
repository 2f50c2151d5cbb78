"""Subjects whose form says whom they are about. Nothing but the form is known: another issuer can write the same."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from webapp.jose.registry.issuer import GUID, Issuer


@dataclass(frozen=True, slots=True)
class Subject:
    """The pattern of "sub", who defines it, and what it says; {0}, {1} are groups of the pattern."""

    pattern: re.Pattern[str]
    reference: str
    meaning: str


# fmt: off
SUBJECTS: Final = (
    Subject(re.compile(r"system:serviceaccount:([^:]+):([^:]+)"), "Kubernetes",
            "Kubernetes service account {1} of namespace {0}"),
    Subject(re.compile(r"system:node:(.+)"), "Kubernetes",
            "Kubernetes node {0}"),
    Subject(re.compile(r"spiffe://([^/]+)(/.+)"), "SPIFFE",
            "SPIFFE workload {1} of trust domain {0}"),
    Subject(re.compile(r"repo:([^:]+):ref:refs/heads/(.+)"), "GitHub Actions",
            "GitHub Actions job of repository {0} on branch {1}"),
    Subject(re.compile(r"repo:([^:]+):ref:refs/tags/(.+)"), "GitHub Actions",
            "GitHub Actions job of repository {0} on tag {1}"),
    Subject(re.compile(r"repo:([^:]+):environment:(.+)"), "GitHub Actions",
            "GitHub Actions job of repository {0} that deploys to environment {1}"),
    Subject(re.compile(r"repo:([^:]+):pull_request"), "GitHub Actions",
            "GitHub Actions job of repository {0} for a pull request, of any branch"),
    Subject(re.compile(r"project_path:([^:]+):ref_type:(branch|tag):ref:(.+)"), "GitLab CI/CD",
            "GitLab CI/CD job of project {0} on {1} {2}"),
    Subject(re.compile(r"organization:([^:]+):pipeline:([^:]+):ref:([^:]+):commit:[^:]+:step:.*"), "Buildkite",
            "Buildkite job of pipeline {1} in organization {0} on {2}"),
    Subject(re.compile(r"organization:([^:]+):project:([^:]+):workspace:([^:]+):run_phase:(plan|apply)"),
            "HCP Terraform", "HCP Terraform {3} of workspace {2} in project {1} of organization {0}"),
    Subject(re.compile(rf"org/{GUID}/project/({GUID})/user/{GUID}.*"), "CircleCI",
            "CircleCI job of project {0}"),
    Subject(re.compile(r"p://([^/]+)/([^/]+)/(.+)"), "Microsoft Azure DevOps",
            "Azure DevOps pipeline {2} in project {1} of organization {0}"),
    Subject(re.compile(r"sc://([^/]+)/([^/]+)/(.+)"), "Microsoft Azure DevOps",
            "Azure DevOps service connection {2} in project {1} of organization {0}"),
    Subject(re.compile(rf"/eid1/c/pub/t/[^/]+/a/[^/]+/sc/({GUID})/({GUID})"), "Microsoft Azure DevOps",
            "Azure DevOps service connection {1} of organization {0}"),
    Subject(re.compile(r"owner:([^:]+):project:([^:]+):environment:(production|preview|development)"), "Vercel",
            "Vercel deployment of project {1} of {0} for {2}"),
    Subject(re.compile(r"arn:aws[a-z-]*:iam::([0-9]{12}):(role|user)/(.+)"), "AWS STS",
            "AWS {1} {2} of account {0}"),
    Subject(re.compile(r"arn:aws[a-z-]*:sts::([0-9]{12}):assumed-role/([^/]+)/(.+)"), "AWS STS",
            "AWS role {1} of account {0}, session {2}"),
    Subject(re.compile(r"([A-Za-z0-9]{16,})@clients"), "Auth0",
            "The client {0} itself, no person"),
    Subject(re.compile(r"(auth0)\|.+"), "Auth0",
            "A user of an Auth0 database"),
    Subject(re.compile(r"(google-oauth2|github|facebook|windowslive|apple|linkedin|twitter|samlp|waad|okta|oidc|email|sms)"
                       r"\|.+"), "Auth0",
            "A user of Auth0 by way of {0}"),
)
# fmt: on

# Who writes a form, where that is not just who defines it.
_WRITERS: Final = {
    "Kubernetes": ("Kubernetes", "Amazon EKS", "Google Kubernetes Engine", "Microsoft AKS"),
    "GitLab CI/CD": ("GitLab",),
}
# Subjects have 255 characters at most (OpenID Connect Core 1.0 section 2); much longer ones are not searched.
_LONGEST: Final = 500


def is_written_by(row: Subject, issuer: Issuer | None) -> bool:
    """Whether the issuer of a token is one that writes such subjects, and is known by more than a form of its own."""
    return issuer is not None and "by the form" not in issuer.name and issuer.source in _writers(row.reference)


def _writers(reference: str) -> tuple[str, ...]:
    return _WRITERS.get(reference, (reference,))


def subject_of(sub: str) -> tuple[Subject, tuple[str, ...]] | None:
    """The form that a subject has, with the groups of its pattern; None for one that says nothing by itself."""
    if len(sub) > _LONGEST:
        return None
    for row in SUBJECTS:
        if match := row.pattern.fullmatch(sub):
            return row, match.groups()
    return None
