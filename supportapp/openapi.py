"""The description of the JSON API (OpenAPI 3.1): what flask-smorest collects, with who may call what, and as a page."""

import copy
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app

from supportapp.accounts.policy import ANYONE
from supportapp.extensions import api

Spec = dict[str, Any]
TAGS = {
    "accounts_api": "Signing in",
    "chat_api": "Conversations",
    "tickets_api": "Drafts and tickets",
    "tickets_admin_api": "Everybody's tickets",
    "operations": "Operation",
    "site_api": "This description",
}
INTRODUCTION = (
    "Sign in with POST /auth/token and send the access token as `Authorization: Bearer ...`. A browser's cookie is "
    "accepted too, with its CSRF token in the header X-CSRF-TOKEN. Every failure has one shape: "
    "`{success: false, message, errors?}`. Times are UTC in ISO 8601."
)
SAMPLES = {"integer": 1, "boolean": True, "string": "...", "object": {}, "array": []}


@dataclass(frozen=True)
class Field:
    """One value an endpoint takes or gives: `name` is its path (ticket.title)."""

    name: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Operation:
    """One endpoint as the page shows it."""

    method: str
    path: str
    summary: str
    secured: bool
    parameters: list[Field]
    body: list[Field]
    answers: list[tuple[str, str, list[Field]]]
    example: str


def describe(app: Flask) -> Spec:
    """Return the whole description."""
    spec: Spec = copy.deepcopy(api.spec.to_dict())
    spec["info"]["description"] = INTRODUCTION
    spec["servers"] = [{"url": app.config["PUBLIC_URL"]}]
    schemes = spec.setdefault("components", {}).setdefault("securitySchemes", {})
    schemes["bearer"] = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
    schemes["cookie"] = {"type": "apiKey", "in": "cookie", "name": "access_token_cookie"}
    spec["components"]["schemas"].pop("PaginationMetadata", None)
    for tag in spec["tags"]:
        tag["name"] = TAGS.get(tag["name"], tag["name"])
    for path, method, operation in _each_operation(spec):
        operation["tags"] = [TAGS.get(name, name) for name in operation.get("tags", [])]
        if _action(app, path, method) != ANYONE:
            operation["security"] = [{"bearer": []}, {"cookie": []}]
            operation["responses"].setdefault("401", {"$ref": "#/components/responses/DEFAULT_ERROR"})
    return spec


def by_tag(spec: Spec) -> dict[str, list[Operation]]:
    """Return the endpoints as the page shows them, grouped."""
    groups: dict[str, list[Operation]] = {tag["name"]: [] for tag in spec["tags"]}
    for path, method, operation in _each_operation(spec):
        content = operation.get("requestBody", {}).get("content", {})
        schema = content.get("application/json", {}).get("schema", {})
        body = list(_fields(spec, schema))
        groups.setdefault(operation["tags"][0], []).append(
            Operation(
                method=method.upper(),
                path=path,
                summary=operation.get("summary", ""),
                secured="security" in operation,
                parameters=[_parameter(p) for p in operation.get("parameters", [])],
                body=body,
                answers=list(_answers(spec, operation)),
                example=_example(method, path, _sample(spec, schema) if body else None, "security" in operation),
            )
        )
    return {name: found for name, found in groups.items() if found}


def _each_operation(spec: Spec) -> Iterator[tuple[str, str, Spec]]:
    for path, item in spec["paths"].items():
        for method in ("get", "post", "put", "patch", "delete"):
            if method in item:
                for parameter in item.get("parameters", []):
                    if parameter not in item[method].setdefault("parameters", []):
                        item[method]["parameters"].append(parameter)
                yield path, method, item[method]
        item.pop("parameters", None)


def _action(app: Flask, path: str, method: str) -> str:
    for rule in app.url_map.iter_rules():
        if re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule) == path and method.upper() in (rule.methods or ()):
            return str(getattr(app.view_functions[rule.endpoint], "action", ""))
    return ""


def _resolve(spec: Spec, schema: Spec) -> Spec:
    if "$ref" in schema:
        return dict(spec["components"]["schemas"][schema["$ref"].rpartition("/")[2]])
    return schema


def _fields(spec: Spec, schema: Spec, prefix: str = "") -> Iterator[Field]:
    found = _resolve(spec, schema)
    for name, value in found.get("properties", {}).items():
        inner = _resolve(spec, value)
        items = _resolve(spec, inner.get("items", {}))
        yield Field(prefix + name, _kind(inner), name in found.get("required", []), inner.get("description", ""))
        yield from _fields(spec, inner, f"{prefix}{name}.")
        yield from _fields(spec, items, f"{prefix}{name}[].")


def _kind(schema: Spec) -> str:
    kinds = schema.get("type", "object")
    kind = " or ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if "enum" in schema:
        return " | ".join(str(word) for word in schema["enum"] if word is not None)
    if "maxLength" in schema:
        return f"{kind}, at most {schema['maxLength']:,} characters"
    return f"{kind} ({schema['format']})" if "format" in schema else kind


def _parameter(parameter: Spec) -> Field:
    schema = parameter.get("schema", {})
    kind = _kind(schema.get("items", schema)) + (", may repeat" if schema.get("type") == "array" else "")
    return Field(parameter["name"], kind, parameter.get("required", False), parameter.get("description", ""))


def _answers(spec: Spec, operation: Spec) -> Iterator[tuple[str, str, list[Field]]]:
    for status, answer in sorted(operation["responses"].items()):
        if status == "default":
            continue
        schema = answer.get("content", {}).get("application/json", {}).get("schema", {})
        fields = [] if status.startswith(("4", "5")) else list(_fields(spec, schema))
        yield status, answer.get("description", "Failure"), fields


def _sample(spec: Spec, schema: Spec) -> Any:
    found = _resolve(spec, schema)
    if "properties" in found:
        wanted = found.get("required") or list(found["properties"])
        return {name: _sample(spec, found["properties"][name]) for name in found["properties"] if name in wanted}
    if "enum" in found:
        return found["enum"][0]
    kinds = found.get("type", "string")
    return SAMPLES.get(kinds[0] if isinstance(kinds, list) else kinds, "...")


def _example(method: str, path: str, body: Any, secured: bool) -> str:
    parts = [f"curl -X {method.upper()} {current_app.config['PUBLIC_URL']}{re.sub(r'{[^}]+}', '1', path)}"]
    if secured:
        parts.append('-H "Authorization: Bearer $TOKEN"')
    if body is not None:
        parts += ['-H "Content-Type: application/json"', f"-d '{json.dumps(body)}'"]
    return " \\\n  ".join(parts)
