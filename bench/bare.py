"""The ceiling: a route that does nothing, under the same server as the application."""  # noqa: INP001 (a script)

from flask import Flask

app = Flask(__name__)


@app.get("/")
def ok() -> dict[str, bool]:
    """Answer."""
    return {"ok": True}
