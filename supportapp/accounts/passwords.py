"""Passwords: argon2id, limits, and a decoy so that unknown names take as long as known ones."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 128
FEWEST_CHARACTERS = 5  # different ones

# OWASP's second choice for argon2id: 19 MiB, two passes; about 20 ms on a laptop of 2025.
HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)

# The hash of a random password nobody knows, made with the figures above.
DECOY = "$argon2id$v=19$m=19456,t=2,p=1$ugLLpKh/pCYdskd4LdCRWw$XSzM5iTypHz5NZdpS46WnVnZbINJQU2ST12ptkxGkGM"


def hash_password(password: str) -> str:
    """Return the hash to store; takes about 20 ms."""
    return HASHER.hash(_normal(password))


def matches(password: str, password_hash: str | None) -> bool:
    """Tell whether `password` belongs to the hash; None (nobody has this name) takes as long as any other."""
    try:
        HASHER.verify(password_hash or DECOY, _normal(password))
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def is_outdated(password_hash: str) -> bool:
    """Tell whether the hash was made with other figures than today's."""
    return HASHER.check_needs_rehash(password_hash)


def objection(password: str, *told: str) -> str:
    """Say why a new password is too weak, or nothing; `told` are the address and name it must differ from."""
    if len(password) < SHORTEST_PASSWORD:
        return f"Use at least {SHORTEST_PASSWORD} characters for the password; this has {len(password)}."
    if len(set(password)) < FEWEST_CHARACTERS:
        return f"Use at least {FEWEST_CHARACTERS} different characters for the password."
    if password.casefold() in {word.casefold() for word in told}:
        return "Choose a password that is not your name or email address."
    return ""


def _normal(password: str) -> bytes:
    """Write composed characters one way: keyboards differ in how they send an accented letter."""
    return unicodedata.normalize("NFKC", password).encode()
