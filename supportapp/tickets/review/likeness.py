"""How alike a draft and a ticket are: the telling words they share. Plain functions on plain texts.

A word counts by its kind (an error code says most, an everyday word almost nothing), by how few of the tickets it is
compared with have it, and by whether it stands in a title. No model is asked.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log

from supportapp.drafting.text import fold
from supportapp.drafting.words import TABLES, vocabulary

LONGEST_TEXT = 4_000  # of a draft's description
COMPARED = 600  # of a ticket's
LONGEST_WORD = 60  # what is longer was pasted by a machine
ASKED, WEIGHED = 6, 16  # words of a draft: that are looked up, that are compared
LEAST, STRONG = 0.2, 0.45  # likeness from which a ticket is shown, and is shown openly
STRONG_WORDS = 3
SHOWN_WORDS = 5

_WORD = re.compile(r"[^\W\d_]*\d+(?:\.\d+)+|[^\W_]+")
_PLACEHOLDER = re.compile(
    r"\[[^][\n]{1,40} (?:hidden|verborgen|masqué|oculto|(?:ending|endet auf|finissant par|terminado en) \w+)\]"
)
_ENDING = re.compile(r"(?<=\w\w\w\w)(?:ungen|ions?|ings?|ung|ed|ers?|es|en|em|os|as|[aenos])$")
_DOUBLE = re.compile(r"(.)\1$")
_PARTS_OF_CANT = "don doesn didn isn aren wasn weren won couldn wouldn shouldn hasn haven hadn ain can cannot"
_SMALL = """
    about account after again all also already another anything app application back because been before both but each
    else etc even ever every few first for from get gets getting give goes going gone got had happen happened happens
    has have here how into its just keep keeps know last like list look looks made make many maybe more most much must
    need needs never new next nobody nothing now off old once one only open other out over own please put same say says
    see seen set she show shows since some somebody something soon start started still such take takes than that them
    then there thing things think this time times today tomorrow too tried try trying two three under until use used
    using very want wants was way week well went were what when where which while who whole why will with within without
    work working works would wrong year years yesterday yet you aber als alle auch bei bis dann dass dem den der des
    die dies diese doch drin durch ein eine einem einen einer einmal erst fur geht gerade gestern gibt habe haben hat
    heute ich ihr immer ist jetzt kann kein keine kommt konnen machen man mehr mein meine mir mit nach neu nicht nichts
    noch nur oder ohne schon sehr seit sich sie sind statt steht uber und uns unser vom von vor war warum was weg wenn
    werden wie wieder wir wird wurde zum zur zwei apres aussi avec avoir bien car ces cette chaque comme dans depuis
    des deux donc elle encore est etre fait faut ils jour leur mais meme moi mon nos notre nous par pas peut plus
    pour quand que qui sans ses son sont suis sur tous tout toute toutes tres une vers votre vous algo ahora ante antes
    aqui asi aun cada como con cual cuando desde despues dia donde dos ella era esta este esto estoy han hace hay hoy
    las los mas mes mis muy nada nos para pero por porque puede puedo quiero sale segun ser sin siempre sobre solo son
    sus tambien tan tiene tengo todo una uno vez
"""
_EVERYDAY = """
    error errors problem problems issue issues bug bugs fail fails failed failure help question ticket support request
    page pages button click press screen link message messages name number file files data order orders user users
    customer customers version update add change changed send sent save saved find email mail mails phone day days
    month months hour hours minute minutes date line text code people office team company fix broken stop stops
    expected steps reproduce description environment impact actual result device browser android windows chrome firefox
    iphone safari fehler problem frage hilfe seite taste knopf nachricht nummer datei dateien daten bestellung kunde
    kunden programm handy konto erwartet schritte umgebung probleme erreur aide bouton ecran fichier fichiers commande
    compte client clients telephone numero site marche problema ayuda pagina boton pantalla archivo archivos pedido
    cuenta cliente clientes movil numero funciona programa
"""
_YEARS = range(1950, 2100)


@dataclass(frozen=True)
class Telling:
    """A telling word of a draft."""

    stem: str
    seen: str  # as it stands in the draft
    weight: float
    everyday: bool  # every other ticket has it
    code: bool  # an error code, a version, a number that is no round one


@dataclass(frozen=True)
class Likeness:
    """How alike a ticket is, 0 to 1, and by which words."""

    score: float
    words: list[str]
    strong: bool


def telling(title: str, description: str) -> list[Telling]:
    """Return what of a draft tells it from others, the heaviest first, at most WEIGHED words."""
    in_title = stems(title)
    found: dict[str, Telling] = {}
    for seen in _WORD.findall(_prose(f"{title}\n{description[:LONGEST_TEXT]}")):
        if len(seen) <= LONGEST_WORD and (stem := _stem(fold(seen))) and stem not in found:
            weight = _kind(stem) * (2 if stem in in_title else 1)
            found[stem] = Telling(stem, seen, weight, _kind(stem) < 1, _is_code(stem))
    return sorted(found.values(), key=lambda word: -word.weight)[:WEIGHED]


def stems(text: str) -> set[str]:
    """Return the words of a text by which texts are compared: no small words, no endings, no placeholders."""
    return {_stem(word) for word in set(_WORD.findall(fold(_prose(text))))} - {""}


def forms(word: Telling) -> list[str]:
    """Return the forms in which a word is looked up: as it was written, in the singular and the plural."""
    plain = word.seen.lower()
    if word.code or not plain.isalpha():
        return [plain]
    one = plain[:-1] if plain.endswith("s") and len(plain) > len("gas") else plain
    return list(dict.fromkeys((plain, one, f"{one}s")))


def compare(
    draft: Sequence[Telling], tickets: Iterable[tuple[str, str]], draft_stems: set[str] | None = None
) -> Iterator[Likeness | None]:
    """Say of each ticket (title, description) how alike it is; None where it has too little in common.

    `draft_stems`: all words of the draft, where it has more than are weighed.
    """
    texts = [(stems(title), stems(text[:COMPARED])) for title, text in tickets]
    counts = Counter(stem for title, text in texts for stem in title | text)
    rarity = {stem: log(1 + (len(texts) + 4) / (count + 1)) for stem, count in counts.items()}
    common = log(1 + (len(texts) + 4))  # of a word that no other has
    known = draft_stems or {word.stem for word in draft}
    for title, text in texts:
        yield _alike(draft, (title, text), known, {word.stem: rarity.get(word.stem, common) for word in draft} | rarity)


def _alike(
    draft: Sequence[Telling], ticket: tuple[set[str], set[str]], known: set[str], rarity: Mapping[str, float]
) -> Likeness | None:
    title, text = ticket
    shared = [word for word in draft if word.stem in title or word.stem in text]
    rare = [word for word in shared if not word.everyday]
    code = any(word.code and word.weight > _kind(word.stem) and word.stem in title for word in rare)
    if len(rare) < 2 and not code:  # noqa: PLR2004
        return None
    of_draft = sum(word.weight * rarity[word.stem] for word in shared) / sum(
        word.weight * rarity[word.stem] for word in draft
    )
    weights = {stem: _kind(stem) * rarity[stem] for stem in title}
    of_title = sum(weights[stem] for stem in title & known) / (sum(weights.values()) or 1)
    score = (of_draft + of_title) / 2
    if score < LEAST:
        return None
    words = sorted(shared, key=lambda word: (word.everyday, -word.weight * rarity[word.stem]))[:SHOWN_WORDS]
    strong = score >= STRONG and (code or len(rare) >= STRONG_WORDS)
    return Likeness(round(score, 3), [word.seen for word in words], strong)


def _prose(text: str) -> str:
    """Leave out what the drafter wrote between a person's words: headings and placeholders."""
    lines = _PLACEHOLDER.sub(" ", unicodedata.normalize("NFC", text)).splitlines()
    return "\n".join(line for line in lines if line.strip().rstrip(":") not in _headings())


@lru_cache(maxsize=10_000)  # tickets are made of the same words
def _stem(word: str) -> str:
    """Return a folded word without its ending; nothing for one that says nothing."""
    if not word.isalpha():
        return word if len(word) > 1 and not (word.isdecimal() and int(word[:9]) in _YEARS) else ""
    if len(word) < 3 or word in _small():  # noqa: PLR2004
        return ""
    return _DOUBLE.sub(r"\1", _ENDING.sub("", word))


def _kind(stem: str) -> float:
    """Return what a word weighs by what kind of word it is."""
    if _is_code(stem):
        return 3.0 if any(character.isalpha() for character in stem) else 2.0
    if stem in _everyday() or stem.isdecimal():
        return 0.3
    return 1.0 + min(len(stem), 10) / 20


def _is_code(stem: str) -> bool:
    if stem.isdecimal():
        return len(stem) > 2 and int(stem[-9:]) % 100 != 0  # noqa: PLR2004
    return len(stem) > 2 and any(character.isdecimal() for character in stem)  # noqa: PLR2004


@cache
def _small() -> frozenset[str]:
    tables = (vocabulary(language) for language in TABLES)
    said = (each for t in tables for each in (t.small, t.fillers, t.statement_fillers, t.narrators, t.interrogatives))
    own = frozenset(f"{_SMALL} {_PARTS_OF_CANT}".split())
    return own.union(*said) - frozenset(_EVERYDAY.split())


@cache
def _everyday() -> frozenset[str]:
    return frozenset(_stem(word) for word in _EVERYDAY.split())


@cache
def _headings() -> frozenset[str]:
    return frozenset(words.rstrip(":") for table in TABLES.values() for words in table.headings.values())
