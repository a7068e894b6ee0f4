"""Sentences that talk to the machine ("ignore previous instructions"): known, never obeyed, never scored."""
# ruff: noqa: E501, ISC004

import re

from supportapp.drafting.text import fold

_LOOKALIKES = str.maketrans("аеорсухіѕԁһ", "aeopcyxisdh")  # noqa: RUF001 (Cyrillic on purpose)
_SPACED = re.compile(r"\b(?:\w[ .\-_*]){5,}\w\b")
_GAP = r"[^.!?]{0,40}?"
_CLAUSE = r"(?:^|[.;:,!>)\]\"*-]\s*|\b(?:and|then|please|must|should|now|just|also|will|shall|always|you|und|bitte|dann|et|puis|alors|y|luego|por favor) )"

_ORDERS = (
    rf"(?:ignor\w+|disregard|forget|overrid\w+|bypass|skip) {_GAP}(?:instruction|prompt|rule|guideline|context|polic|message)s?\w*",
    rf"(?:ignorier\w*|vergiss|vergesst|vergessen sie|missacht\w*|uberschreib\w*) {_GAP}(?:anweisung|regel|vorgabe|instruktion|prompt)\w*",
    rf"(?:ignor\w*|oubli\w+|ne tiens pas compte|ne tenez pas compte) {_GAP}(?:instruction|consigne|regle|directive)s?",
    rf"(?:ignor\w*|olvid\w+|descart\w+|no hagas caso) {_GAP}(?:instruccion|regla|indicacion|orden)\w*",
    rf"{_CLAUSE}(?:set|change|raise|lower|mark|make|put|assign|classify|label|treat|flag|use|bump|escalate|categori[sz]e|file|rate|rank)"
    rf" {_GAP}\b(?:priority|category|severity|urgency|title)\b",
    rf"{_CLAUSE}(?:mark|classify|label|treat|flag|file|categori[sz]e|rate|escalate) (?:this|it|the ticket|this ticket|that)"
    r" (?:\w+ )?(?:as|to) (?:\w+ )?(?:high|urgent|critical|bug|feature|question|other|low|medium|p0|p1|top)\b",
    rf"{_CLAUSE}(?:setz\w*|stell\w*|ander\w*|erhoh\w*|markier\w*|stuf\w*|mach\w*|vergib|wahl\w*) {_GAP}(?:prioritat|kategorie|titel|dringlichkeit)",
    rf"{_CLAUSE}(?:mets|mettez|mettre|defini\w*|fixe[zr]?|pass(?:e|ez|er)|chang(?:e|ez|er)|regl(?:e|ez|er)|marqu\w+|class\w+) {_GAP}(?:priorite|categorie|titre)",
    rf"{_CLAUSE}(?:pon|ponga\w*|poner|establec\w+|cambi\w+|fij\w+|marc\w+|sub\w*|configur\w+|clasific\w+) {_GAP}(?:prioridad|categoria|titulo)",
    r"\b(?:priority|category|severity|prioritat|kategorie|priorite|categorie|prioridad|categoria)\s*(?:[:=]|must be|should be|has to be|needs to be|"
    r"muss|soll|doit etre|debe ser)\s*\"?(?:auf |sein |a )?\w+",
    r"\b(?:title|titel|titre|titulo)\s*(?:[:=]|must be|should be|has to be|doit etre|debe ser|muss|soll)\s*\"",
    r"\b(?:you are|you're) (?:now|no longer)\b (?:an?|the|in|my|bound)\b",
    r"\b(?:du bist|tu es|vous etes|ahora eres|eres ahora) (?:jetzt|ab jetzt|desormais|maintenant|ahora|un)\b",
    r"\b(?:pretend|act as (?:if you|an?|the)|system prompt|developer mode|jailbreak|do anything now|new instructions?\b|admin override|"
    r"neue anweisung\w*|nouvelles? (?:instructions?|consignes?)|nuevas? instrucci\w+)",
    r"\b(?:respond|reply|answer|output) (?:only|exactly|with|nothing)\b",
    r"ignore(?:all)?(?:the)?(?:previous|prior|above)|set(?:the)?priorityto",
    r"(?:note|message|instructions?|hinweis|anweisung|nota|note) (?:to|for|an|an den|a|al|a l') ?(?:the )?(?:ai|llm|model|bot|assistant|ki|assistent\w*|ia|modele|modelo|asistente|drafter)\b",
)
_SPEAKER = (
    r"(?:^|[\"'`>*\[(#\s-]{1,6})(?:\[?/?(?:system|sys|developer|inst|admin|root)\]?(?: (?:prompt|message|note|override|notice|instruction)s?)?\s*[:>\]](?! ?(?:windows|mac|linux|ubuntu|ios|android|debian|fedora|\d))"
    r"|<\|?/?(?:im_start|im_end|system|assistant|endoftext)|### ?(?:instruction|system|response)|<<sys>>|\[inst\]"
    r"|(?:systemnachricht|systemmeldung|message systeme|systeme|mensaje del sistema|sistema|assistant|ai|end of (?:chat|conversation|transcript))\s*:(?! ?(?:windows|mac|linux|ubuntu|ios|android|\d)))"
)
_ORDER = re.compile("|".join(_ORDERS))
_AS_SPEAKER = re.compile(_SPEAKER)


def _unmasked(text: str) -> str:
    folded = " ".join(fold(text).translate(_LOOKALIKES).split())
    return _SPACED.sub(lambda run: re.sub(r"[ .\-_*]", "", run.group()), folded)


def is_instruction(sentence: str) -> bool:
    """Whether the sentence orders the machine about, however it is spelt."""
    plain = _unmasked(sentence)
    return bool(_ORDER.search(plain) or _AS_SPEAKER.match(plain))


def poses_as_system(sentence: str) -> bool:
    """Whether the sentence opens with a made-up speaker ("SYSTEM:"): then the rest of its paragraph is suspect."""
    return bool(_AS_SPEAKER.match(_unmasked(sentence)))
