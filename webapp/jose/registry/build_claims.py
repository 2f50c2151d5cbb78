"""Claims of the tokens that jobs of build systems get. Their reference is the vendor's name."""

from __future__ import annotations

from typing import Final

from webapp.jose.registry.claims import Claim

_PERSONAL: Final = True
_GITHUB: Final = "GitHub Actions"
_BUILDS: Final = "GitHub Actions; GitLab CI/CD"
_GITLAB: Final = "GitLab CI/CD"
_GITLAB_LOGIN: Final = "GitLab"
_RUNS: Final = "GitHub Actions; Microsoft Azure DevOps"
_JOBS: Final = "GitLab CI/CD; Buildkite"
_BUILDKITE: Final = "Buildkite"
_CIRCLE: Final = "CircleCI"
_TERRAFORM: Final = "HCP Terraform"
_AZURE: Final = "Microsoft Azure DevOps"
_BITBUCKET: Final = "Bitbucket Pipelines"

# fmt: off
BUILD_CLAIMS: Final = (
    #     name, reference, description
    # GitHub Actions
    Claim("repository",            _GITHUB, "Repository: where the workflow runs"),
    Claim("repository_owner",      _GITHUB, "Repository owner: the organization or person it belongs to"),
    Claim("repository_id",         _GITHUB, "Repository ID: stays the same when the repository is renamed"),
    Claim("repository_owner_id",   _GITHUB, "Repository owner ID: stays the same when the owner is renamed"),
    Claim("repository_visibility", _GITHUB, "Repository visibility: public, internal or private"),
    Claim("actor_id",              _GITHUB, "Actor ID: who set the workflow off"),
    Claim("workflow_ref",          _GITHUB, "Workflow reference: the file and branch that the workflow comes from"),
    Claim("job_workflow_ref",      _GITHUB, "Job workflow reference: the reusable workflow that the job comes from"),
    Claim("event_name",            _GITHUB, "Event name: what set the workflow off"),
    Claim("head_ref",              _GITHUB, "Head reference: the branch that a pull request comes from"),
    Claim("base_ref",              _GITHUB, "Base reference: the branch that a pull request goes into"),
    Claim("run_id",                _RUNS,   "Run ID: of the workflow or pipeline"),
    Claim("run_number",            _GITHUB, "Run number: how often the workflow has run"),
    Claim("run_attempt",           _GITHUB, "Run attempt: how often this run was tried"),
    Claim("ref_type",           _BUILDS, "Reference type: branch or tag"),
    Claim("ref_protected",      _BUILDS, "Reference protected: whether rules protect the branch or tag"),
    Claim("runner_environment", f"{_BUILDS}; {_BUILDKITE}",
          "Runner environment: whether the machine is the provider's or one's own"),
    Claim("workflow_sha",        _GITHUB, "Workflow commit: the version of the workflow's file"),
    Claim("job_workflow_sha",    _GITHUB, "Job workflow commit: the version of the reusable workflow"),
    Claim("enterprise_id",       _GITHUB, "Enterprise ID: stays the same when the enterprise is renamed"),
    Claim("environment_node_id", _GITHUB, "Environment ID: stays the same when the environment is renamed"),
    Claim("check_run_id",        _GITHUB, "Check run ID: the one job that the token was made for"),
    Claim("issuer_scope",        _GITHUB, "Issuer scope: whether an enterprise has an issuer of its own"),
    # GitLab CI/CD
    Claim("namespace_id",       _GITLAB, "Namespace ID: the group or user of the project"),
    Claim("namespace_path",     _GITLAB, "Namespace path: the group or user of the project"),
    Claim("project_path",       _GITLAB, "Project path: where the job runs"),
    Claim("project_visibility", _GITLAB, "Project visibility: public, internal or private"),
    Claim("pipeline_id",        _JOBS, "Pipeline ID: that the job belongs to"),
    Claim("pipeline_source",    _GITLAB, "Pipeline source: what set the pipeline off"),
    Claim("job_id",             _JOBS, "Job ID: that the token was made for"),
    Claim("ref_path",           _GITLAB, "Reference path: the full name of the branch or tag"),
    Claim("user_login",         _GITLAB, "User login: who set the job off", _PERSONAL),
    Claim("user_email",         _GITLAB, "User e-mail: who set the job off", _PERSONAL),
    Claim("user_access_level",  _GITLAB, "User access level: what that person may do in the project"),
    Claim("runner_id",          _GITLAB, "Runner ID: the machine that runs the job"),
    Claim("ci_config_ref_uri",  _GITLAB, "CI configuration reference: the file that defines the pipeline"),
    Claim("ci_config_sha",      _GITLAB, "CI configuration commit: the version of that file"),
    Claim("user_identities",       _GITLAB, "User identities: accounts of that person at other providers", _PERSONAL),
    Claim("groups_direct",         _GITLAB, "Direct groups: that the person is a member of without inheriting it"),
    Claim("environment_protected", _GITLAB, "Environment protected: whether rules protect the environment"),
    Claim("environment_action",    _GITLAB, "Environment action: what the job does to it, such as start or stop"),
    Claim("deployment_tier",       _GITLAB, "Deployment tier: of the environment, such as production or staging"),
    Claim("job_namespace_id",      _GITLAB, "Job namespace ID: the group of the project that the job really runs in"),
    Claim("job_namespace_path",    _GITLAB, "Job namespace path: the group of the project that the job really runs in"),
    Claim("job_project_id",        _GITLAB, "Job project ID: the project that the job really runs in, also for forks"),
    Claim("job_project_path",      _GITLAB, "Job project path: the project that the job really runs in"),
    # GitLab as an OpenID Provider
    Claim("sub_legacy",                                  _GITLAB_LOGIN,
          "Legacy subject: the identifier that the person had in tokens of old versions"),
    Claim("https://gitlab.org/claims/groups/owner",      _GITLAB_LOGIN,
          "Groups: that the person owns"),
    Claim("https://gitlab.org/claims/groups/maintainer", _GITLAB_LOGIN,
          "Groups: that the person is a maintainer of"),
    Claim("https://gitlab.org/claims/groups/developer",  _GITLAB_LOGIN,
          "Groups: that the person is a developer in"),
    # Buildkite
    Claim("organization_slug", _BUILDKITE, "Organization slug: all of Buildkite has one issuer, so check this"),
    Claim("pipeline_slug",     _BUILDKITE, "Pipeline slug: that the job belongs to"),
    Claim("build_id",          _BUILDKITE, "Build ID: that the job belongs to"),
    Claim("build_number",      _BUILDKITE, "Build number: that the job belongs to"),
    Claim("build_branch",      _BUILDKITE, "Build branch: that is built"),
    Claim("build_tag",         _BUILDKITE, "Build tag: that is built"),
    Claim("build_commit",      _BUILDKITE, "Build commit: that is built"),
    Claim("build_source",      _BUILDKITE, "Build source: what set the build off, such as ui, api or webhook"),
    Claim("step_key",          _BUILDKITE, "Step key: the step of the pipeline"),
    Claim("agent_id",          _BUILDKITE, "Agent ID: what runs the job"),
    Claim("cluster_id",        _BUILDKITE, "Cluster ID: that the agent belongs to"),
    Claim("cluster_name",      _BUILDKITE, "Cluster name: that the agent belongs to"),
    Claim("queue_id",          _BUILDKITE, "Queue ID: that the job waited in"),
    Claim("queue_key",         _BUILDKITE, "Queue key: that the job waited in"),
    # CircleCI
    Claim("oidc.circleci.com/org-id",      _CIRCLE, "Organization ID: that the project belongs to"),
    Claim("oidc.circleci.com/project-id",  _CIRCLE, "Project ID: where the job runs"),
    Claim("oidc.circleci.com/context-ids", _CIRCLE, "Context IDs: contexts whose secrets the job may use"),
    Claim("oidc.circleci.com/vcs-origin",  _CIRCLE, "Repository: whose change set the pipeline off"),
    Claim("oidc.circleci.com/vcs-ref",     _CIRCLE, "Reference: of the change that set the pipeline off"),
    Claim("oidc.circleci.com/ssh-rerun",   _CIRCLE, "SSH rerun: whether somebody can log in to the job by SSH"),
    Claim("oidc.circleci.com/pipeline-id", _CIRCLE, "Pipeline ID: that the job belongs to"),
    Claim("oidc.circleci.com/workflow-id", _CIRCLE, "Workflow ID: that the job belongs to"),
    Claim("oidc.circleci.com/job-id",      _CIRCLE, "Job ID: that the token was made for"),
    Claim("oidc.circleci.com/pipeline-definition-id", _CIRCLE, "Pipeline definition ID: of the pipeline"),
    # HCP Terraform
    Claim("terraform_organization_id",   _TERRAFORM, "Organization ID: stays the same when it is renamed"),
    Claim("terraform_organization_name", _TERRAFORM, "Organization name: that the workspace belongs to"),
    Claim("terraform_project_id",        _TERRAFORM, "Project ID: stays the same when it is renamed"),
    Claim("terraform_project_name",      _TERRAFORM, "Project name: that the workspace belongs to"),
    Claim("terraform_workspace_id",      _TERRAFORM, "Workspace ID: stays the same when it is renamed"),
    Claim("terraform_workspace_name",    _TERRAFORM, "Workspace name: where the run happens"),
    Claim("terraform_full_workspace",    _TERRAFORM, "Full workspace: organization, project and workspace by name"),
    Claim("terraform_run_id",            _TERRAFORM, "Run ID: that the token was made for"),
    Claim("terraform_run_phase",         _TERRAFORM, "Run phase: plan, or apply, which changes things"),
    # Azure DevOps
    Claim("prj_id",  _AZURE, "Project ID: that the pipeline belongs to"),
    Claim("def_id",  _AZURE, "Definition ID: of the pipeline"),
    Claim("rpo_id",  _AZURE, "Repository ID: that the pipeline runs on"),
    Claim("rpo_uri", _AZURE, "Repository URI: that the pipeline runs on"),
    Claim("rpo_ver", _AZURE, "Repository version: the commit that the pipeline runs on"),
    Claim("rpo_ref", _AZURE, "Repository reference: the branch or tag that the pipeline runs on"),
    # Bitbucket
    Claim("workspaceUuid",             _BITBUCKET, "Workspace UUID: that the repository belongs to"),
    Claim("repositoryUuid",            _BITBUCKET, "Repository UUID: where the pipeline runs"),
    Claim("pipelineUuid",              _BITBUCKET, "Pipeline UUID: that the step belongs to"),
    Claim("stepUuid",                  _BITBUCKET, "Step UUID: that the token was made for"),
    Claim("deploymentEnvironmentUuid", _BITBUCKET, "Deployment environment UUID: that the step deploys to"),
    Claim("branchName",                _BITBUCKET, "Branch name: that the pipeline runs on"),
)
# fmt: on
