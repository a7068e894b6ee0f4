"""The words that stand for what is masked, in the languages drafts are written in."""

from supportapp.drafting.masking.kinds import Kind

# How each kind is called, and how "hidden" is said of it.
KIND_WORDS: dict[str, dict[Kind, str]] = {
    "en": {
        "private_key": "private key", "jwt": "sign-in token", "iban": "IBAN", "card": "card number",
        "api_key": "API key", "token": "access token", "password": "password", "email": "e-mail address",
        "phone": "phone number",
    },
    "de": {
        "private_key": "privater Schlüssel", "jwt": "Anmelde-Token", "iban": "IBAN", "card": "Kartennummer",
        "api_key": "API-Schlüssel", "token": "Zugangs-Token", "password": "Passwort", "email": "E-Mail-Adresse",
        "phone": "Telefonnummer",
    },
    "fr": {
        "private_key": "clé privée", "jwt": "jeton de connexion", "iban": "IBAN",
        "card": "numéro de carte", "api_key": "clé API", "token": "jeton d'accès",
        "password": "mot de passe", "email": "adresse e-mail", "phone": "numéro de téléphone",
    },
    "es": {
        "private_key": "clave privada", "jwt": "token de sesión", "iban": "IBAN",
        "card": "número de tarjeta", "api_key": "clave de API", "token": "token de acceso",
        "password": "contraseña", "email": "correo electrónico", "phone": "número de teléfono",
    },
}  # fmt: skip
_HIDDEN = {"en": "hidden", "de": "verborgen", "fr": "masqué", "es": "oculto"}
_ENDING = {"en": "ending", "de": "endet auf", "fr": "finissant par", "es": "terminado en"}
_SHOWN_DIGITS: dict[Kind, int] = {"card": 4, "iban": 4, "phone": 2}


def placeholder(kind: Kind, value: str, number: int, language: str) -> str:
    """Return what stands for a value: [card number ending 1111], [password hidden], [API key 2 hidden]."""
    language = language if language in KIND_WORDS else "en"
    name = KIND_WORDS[language][kind] + (f" {number}" if number > 1 else "")
    shown = _SHOWN_DIGITS.get(kind)
    if shown:
        return f"[{name} {_ENDING[language]} {plain(value)[-shown:]}]"
    return f"[{name} {_HIDDEN[language]}]"


def plain(value: str) -> str:
    """Return the letters and digits of a number, however it was grouped."""
    return "".join(character for character in value if character.isalnum()).upper()
