"""What belongs to no package: the colours of the pages, the description of the API."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from marshmallow import Schema
from wtforms import StringField

from supportapp.accounts.addresses import local_path
from supportapp.accounts.guard import endpoint, page
from supportapp.accounts.policy import ANYONE
from supportapp.errors import CsrfLapsed
from supportapp.fields import Choice
from supportapp.forms import SchemaForm, csrf_token
from supportapp.openapi import by_tag, describe
from supportapp.web import ApiBlueprint

A_YEAR = 365 * 24 * 3600

blueprint = Blueprint("pages", __name__)
api_blueprint = ApiBlueprint("site_api", __name__, description="The description of the API")


class ThemeSchema(Schema):
    """The colours: empty follows the system."""

    theme = Choice(("", "light", "dark"), required=True)


class ThemeForm(SchemaForm):
    """The switch at the foot of each page."""

    schema = ThemeSchema()

    theme = StringField()


@blueprint.app_context_processor
def _form_token() -> dict[str, Any]:
    return {"csrf_token": csrf_token}


@blueprint.route("/theme", methods=["POST"])
@page(ANYONE)
def set_theme() -> ResponseReturnValue:
    """Remember light, dark, or whatever the system says."""
    form = ThemeForm(request.form)
    if not form.validate():
        raise CsrfLapsed
    response = make_response(redirect(local_path(request.form.get("next")) or "/", 303))
    response.set_cookie("theme", form.loaded["theme"], max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


@api_blueprint.route("/openapi.json", methods=["GET"])
@endpoint(ANYONE)
@api_blueprint.alt_response(200, description="OpenAPI 3.1", schema={"type": "object"})
def openapi() -> Response:
    """Describe every JSON endpoint (OpenAPI 3.1)."""
    return jsonify(describe(current_app))


@blueprint.route("/api/docs", methods=["GET"])
@page(ANYONE)
def api_docs() -> ResponseReturnValue:
    """Show the same description as a page."""
    return render_template("api_docs.html", groups=by_tag(describe(current_app)))
