"""JSON endpoints of sign-in: tokens, refresh, sign-out, who am I."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

from flask import Response, current_app, jsonify
from flask_jwt_extended import get_jwt

from supportapp.accounts import schemas, service, tokens
from supportapp.accounts.guard import current_person, endpoint
from supportapp.accounts.policy import ANYONE
from supportapp.accounts.ratelimit import limit_sign_in
from supportapp.web import ApiBlueprint, ErrorSchema

blueprint = ApiBlueprint("accounts_api", __name__, url_prefix="/auth", description="Signing in and out")


@blueprint.route("/token", methods=["POST"])
@endpoint(ANYONE)
@limit_sign_in()
@blueprint.arguments(schemas.SignInSchema)
@blueprint.alt_response(200, schema=schemas.TokenOut)
@blueprint.alt_response(400, schema=ErrorSchema)
@blueprint.alt_response(401, schema=ErrorSchema)
@blueprint.alt_response(429, schema=ErrorSchema)
def token(data: dict[str, Any]) -> Response:
    """Trade an email address and a password for tokens. Failed tries are limited: 429 with Retry-After."""
    user_id = service.check_password(**data)
    life = timedelta(days=current_app.config["REFRESH_TOKEN_DAYS"])
    return jsonify(tokens.pair(service.start_sign_in(user_id, life, refreshable=True)))


@blueprint.route("/refresh", methods=["POST"])
@endpoint("account.self", refresh=True)
@blueprint.alt_response(200, schema=schemas.TokenOut)
@blueprint.alt_response(401, schema=ErrorSchema)
def refresh() -> Response:
    """Trade a refresh token, sent as `Authorization: Bearer`, for a new pair; it can be used once.

    One that was used before is taken for stolen: the whole sign-in ends.
    """
    claims = get_jwt()
    return jsonify(tokens.pair(service.spend_refresh(claims["sid"], claims["jti"])))


@blueprint.route("/logout", methods=["POST"])
@endpoint("account.self")
@blueprint.alt_response(204)
@blueprint.alt_response(401, schema=ErrorSchema)
def logout() -> Response:
    """End this sign-in: its access and refresh tokens are worth nothing from now on."""
    service.end_sign_in(current_person().sign_in_id)
    response = Response(status=204)
    tokens.unset_cookie(response)
    return response


@blueprint.route("/me", methods=["GET"])
@endpoint("account.self")
@blueprint.alt_response(200, schema=schemas.PersonOut)
@blueprint.alt_response(401, schema=ErrorSchema)
def me() -> Response:
    """Tell who is signed in."""
    return jsonify(schemas.PersonOut().dump(asdict(current_person())))
