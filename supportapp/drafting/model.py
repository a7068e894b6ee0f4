"""The model the package ships, loaded once."""

from functools import cache
from importlib import resources

from supportapp.drafting.linear import Model, loads

FILE = "model.json.gz"


@cache
def shipped() -> Model:
    """Return the model that comes with the program."""
    return loads(resources.files("supportapp.drafting").joinpath(FILE).read_bytes())
