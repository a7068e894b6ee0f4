"""German words and patterns for the rules, one pattern a line."""
# ruff: noqa: E501

from supportapp.drafting.words.de_phrases import CATEGORY
from supportapp.drafting.words.de_signals import PARTS, PRIORITY
from supportapp.drafting.words.table import Table

GERMAN = Table(
    stopwords="""der die das und ist nicht ich sie wir mein meine meinen meiner unser ein eine einen im in mit von auf für es wie kann
        habe haben bitte seit wird auch aber den dem des zu beim nur noch uns mich guten""",
    courtesy="""hallo guten tag morgen abend moin servus danke vielen dank bitte ja nein gut super toll prima alles klar liebe grüße
        freundlichen freundliche gruß grüße mit sehr geehrte damen und herren team liebes für die hilfe antwort schnelle okay genau
        das ist war wars perfekt gerne schön einen schönen noch tschüss dann mal ich schaue nach verstehe verstanden""",
    phrases={**CATEGORY, **PRIORITY, **PARTS},
    greeting=r"(?:(?:hallo|hello|hi|hey|moin|servus|guten (?:tag|morgen|abend)|grüß gott|liebes|sehr geehrte damen und herren)\b"
    r"(?:[ ,]+(?:zusammen|team|support|liebes|leute))*\s*[,!.:-]+\s*)",
    lead_ins=(
        r"(?:dringend|wichtig|frage|problem|fehler|kurze frage|eine frage|vorschlag|hilfe|idee)\s*[:!-]+\s+",
        r"(?:ich habe|hätte|ich hätte|wir haben) (?:mal )?(?:eine?|noch eine|folgende[sn]?|da eine?) (?:kurze |kleine )?(?:frage|problem|bitte|idee|anregung)\s*[:,-]\s+",
        r"(?:also|ja|nein|und|aber|leider|bitte|ok|okay|anscheinend|offenbar|irgendwie)[,.!]?\s+(?=\w+ \w+)",
        r"(?:ich|wir) (?:glaube|denke|glauben|denken|wollte nur sagen|möchte melden|wollte fragen|wollte wissen|möchte gerne wissen)(?:,)?\s+(?:dass |ob )?",
        r"(?:können|könnten) sie mir (?:bitte )?(?:sagen|helfen|erklären)[,]?\s+",
        r"mir ist aufgefallen, dass ",
        r"(?:hallo|hi|hey|moin|servus|grüezi|grüß gott|grüss gott|guten (?:tag|morgen|abend))\b(?: (?:zusammen|team|liebes team|ihr lieben))?[ ,.!:-]+",
        r"(?:zur info|hinweis|kleinigkeit|nachtrag|ps|feature[- ]?(?:wunsch|request|idee)|funktionswunsch|bug(?:[- ]?report)?|anregung|anliegen|bitte)\s*[:!-]+\s+",
        r"(?:nur )?(?:eine? )?(?:kurze|kleine|schnelle|allgemeine|andere) (?:frage|bitte|anmerkung|rückfrage)(?: (?:zu|zum|zur|an) [\w ]{1,30})?\s*[:,-]\s+",
        r"(?:sorry|entschuldigung|entschuldigen sie|verzeihung|tut mir leid)(?:,? (?:für|wegen) die störung)?[,.!:-]*\s+(?:aber )?",
        r"(?:ich|wir) (?:wollte|wollten|möchte|möchten|muss) (?:nur |mal |kurz |gerne? |euch |ihnen )*(?:sagen|melden|mitteilen|anmerken|fragen|wissen|darauf hinweisen)[,:]?\s+(?:dass |ob )?",
        r"(?:ich|wir) (?:habe|haben) (?:gerade |eben |leider |heute )?(?:festgestellt|bemerkt|gemerkt|gesehen|entdeckt),? dass ",
        r"(?:(?:können|könnten) sie|(?:könnt|könntet) ihr|(?:kannst|könntest) du) (?:mir|uns) (?:bitte |vielleicht |kurz )*(?:sagen|erklären|mitteilen|verraten|helfen)[,:]?\s+",
        r"(?:kann|könnte) mir (?:bitte |hier )?jemand (?:sagen|erklären|helfen)[,:]?\s+|(?:weiß|weiss) jemand,?\s+",
        r"(?:es scheint|es sieht so aus|ich habe das gefühl),? (?:dass|als ob) ",
    ),
    rewrites=(
        (r"(?:ich|wir) (?:möchte|möchten|will|wollen|würde gerne|würden gerne) (?:gerne |bitte )?", ""),
        (r"(?:es|das) (?:wäre|waere) (?:sehr |wirklich )?(?:schön|toll|super|gut|hilfreich|praktisch|klasse|nett),? (?:wenn (?:es|man|ihr|sie|wir) )?(?:eine[n]? )?", ""),
        (r"(?:ich|wir) (?:wünsche|wünschen|würde|würden) (?:mir|uns) (?:eine[nr]?|ein )?\s*", ""),
        (r"(?:es gibt|gibt es) (?:einen?|eine) (?=(?:tipp|schreib|fehl))", ""),
    ),
    tails=(
        r"[,;.!-]*\s+(?:bitte um hilfe|danke|vielen dank|was kann ich tun|woran liegt das|bitte|bitte helfen sie mir)$",
        r"(?<=en) (?:könnte|könnten)$",
        r",?\s+(?:seit (?:heute|gestern|heute morgen|heute früh|letzter woche|dem update)|heute|gestern)$",
    ),
    headings={
        "bug": "Was passiert ist", "feature": "Was gewünscht wird", "question": "Frage", "other": "Anliegen",
        "expected": "Erwartet", "steps": "Schritte", "tried": "Was versucht wurde", "error": "Fehlertext",
        "environment": "Umgebung", "impact": "Auswirkung", "facts": "Außerdem genannt",
        "wish": "Anweisungen im Chat, nicht befolgt",
        "assistant": "Vorschlag des Assistenten",
        "title": "Supportanfrage", "empty": "Aus dem Gespräch geht noch nicht hervor, worum es geht.",
        "typed": "Alles, was geschrieben wurde:", "suggested": "Vorgeschlagen:", "result": "Antwort:",
    },
)  # fmt: skip
