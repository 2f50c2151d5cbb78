"""HTTP only: read the form, call one service, respond with its result in one of three renderings."""
