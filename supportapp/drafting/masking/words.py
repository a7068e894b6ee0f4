"""Words: those that stand for what is masked, in the languages of drafts, and those that give nothing away."""

from supportapp.drafting.types import Kind

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
# What is said of a password that does not give it away: "my password is wrong".
_SAID_OF_PASSWORDS = """
    a an the my our your his her their its it this that these those there here not no never ever now still also
    too very just only really already always often sometimes probably maybe definitely clearly obviously being
    been be so as at by in on of or and from for to with without what which where when why how who if because
    but than then all any every wrong right correct incorrect invalid valid ok okay fine good bad weak strong
    short long old new same different empty blank unknown known gone lost secret safe secure insecure unsafe
    unique hidden visible missing mandatory mine yours optional needed necessary required ready stuck broken
    case plain text reset resetting working expired locked wrongly set sent saved stored asked accepted rejected
    refused denied changed forgotten disabled compromised leaked encrypted hashed protected managed shared
    exposed shown displayed typed entered copied pasted recognised recognized supported allowed generated
    created updated verified verification page field form link mail email e-mail reminder screen prompt dialog
    box manager policy rule rules protection change recovery login log sign button option error message question
    request token null none nil true false undefined redacted masked todo tbd n/a na xxx xxxx must should can
    could will would has have had does do did doesn't isn't wasn't won't can't get got gets expires works fails
    failed keeps says stays about after again before between during until while falsch richtig korrekt nicht nie
    nur noch ungültig gültig abgelaufen vergessen gesperrt zurückgesetzt geändert weg kurz lang sicher unsicher
    bekannt unbekannt neu alt leer gleich das der die dasselbe ein eine mein meine dein ihr sein schon immer
    wieder auch aber und oder zu vom im ja nein verloren abgelehnt akzeptiert erforderlich nötig schwach stark
    zurück funktioniert geht da hier jetzt erneut angeblich laut gut leider incorrecte invalide expiré refusé
    oublié faux bon pas trop le la les un une mon ma votre toujours accepté non encore déjà bien perdu bloqué
    erroné obligatoire réinitialisé changé valide mauvais faible court incorrecta incorrecto inválida inválido
    correcta correcto caducada caducado demasiado mala errónea erróneo muy el mi su siempre ya todavía olvidada
    perdida bloqueada válida rechazada obligatoria segura débil corta larga nueva
"""
ABOUT_PASSWORDS = frozenset(_SAID_OF_PASSWORDS.split())
# Words that conversations about software need for themselves: where one of them is a password too, it is hidden
# where it is told and shown elsewhere.
_EVERYDAY = """
    admin administrator root user users guest test tester testing demo default master manager owner staff service
    support system server client customer customers account login logon access password passwords office home work
    school shop store team company public private internet network wifi router printer computer
    laptop desktop phone mobile tablet web website app application browser chrome firefox safari windows android
    apple google microsoft email mail message messages file files folder report reports export import backup data
    database table page button link menu order orders invoice payment card bank money today monday tuesday wednesday
    thursday friday saturday sunday summer winter spring autumn english german french spanish welcome hello please
    thanks help error problem crash crashes change changes open start stop ready first second last name number date
    time update version install download upload calendar dashboard project projects ticket tickets production staging
    benutzer gast kunde kunden konto zugang anmeldung standard büro firma schule sommer herbst frühling montag
    rechnung bestellung drucker rechner datei ordner willkommen hallo fehler bericht daten kennwort passwort
    utilisateur invité client compte bureau maison école bonjour bienvenue facture commande fichier rapport erreur
    usuario invitado cliente cuenta oficina casa escuela hola bienvenido factura pedido archivo informe prueba
"""
EVERYDAY = frozenset(_EVERYDAY.split()) | ABOUT_PASSWORDS
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
