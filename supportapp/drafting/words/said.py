"""How people say what a ticket needs: patterns over folded text, of all languages together."""
# ruff: noqa: E501

import re

_SOMEBODY = (
    r"everyone|everybody|nobody|no one|all (?:of us|users|our)|(?:our|whole|entire|my) (?:\w+ )?(?:team|company|office|staff"
    r"|class|customers|users)|colleague|coworker|only me|just me|only for me|(?:i am|i'm) the only|for me only|we all"
    r"|\d+ (?:people|users|customers|colleagues|employees|agents|seats)|other (?:users|people|customers)|each of us"
    r"|kolleg|\balle[nr]?\b|niemand|jeder|unser|bei mir|nur ich|anderen|tout le monde|toute l'|equipe|collegue|personne"
    r"|nous tous|nos |todos|nadie|equipo|companer|nuestr|solo a mi|solo yo"
)
_TIME = (
    r"\bsince\b|yesterday|today|this (?:morning|week|month|afternoon)|last (?:night|week|month|year|\w+day)|\bago\b"
    r"|after (?:the|an?|your|our) (?:\w+ )?(?:update|upgrade|release|migration|maintenance)|always|from the beginning"
    r"|for (?:\d+|a few|several|two|three|some) (?:minute|hour|day|week|month)s?|\b\d{1,2}[:.]\d\d\b|\d{1,2}[./]\d{1,2}"
    r"|\b(?:19|20)\d\d\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* \d|\d(?:st|nd|rd|th)\b"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|januar|februar|\bmarz\b|april|\bmai\b|juni|juli|august|septemb|oktob|novemb"
    r"|dezemb|\bmarch\b|january|february|\bjune\b|\bjuly\b|october|december"
    r"|\bseit\b|gestern|heute|letzte[nr]?|vor \d|depuis|\bhier\b|aujourd|ce matin|cette semaine|semaine derniere|il y a \d"
    r"|\bdesde\b|\bayer\b|\bhoy\b|esta manana|semana pasada|\bhace\b"
)
ABOUT_PAYING = re.compile(
    r"charge|payment|\bpaid\b|parcel|package|deliver|shipment|paket|zahlung|abgebucht|liefer|colis|paiement|preleve|livr"
    r"|\bpago|cobr|paquete|envio"
)
ABOUT_ORDERS = re.compile(
    r"order|invoice|bill\b|billing|billed|charge|payment|\bpaid\b|refund|parcel|package|deliver|shipment|subscription"
    r"|contract|rechnung|bestell|paket|\babo\b|zahlung|abgebucht|liefer|vertrag|facture|commande|colis|abonnement"
    r"|paiement|preleve|livr|pedido|factura|\bpago|cobr|paquete|envio|suscripcion|contrato"
)
SAID = {
    name: re.compile(pattern)
    for name, pattern in {
        "steps": r"\bwhen(?:ever)? (?:i|we|you|it|the|clicking|opening|\w+ing)\b|\bif (?:i|we|you)\b|as soon as|every time|each time"
        r"|after (?:i|we|\w+ing)\b|on every|while \w+ing|\bclick|\bpress|upload|\bopen(?:ed|ing)? |by \w+ing|\bwenn (?:ich|wir|man)"
        r"|sobald|nachdem|jedes mal|beim \w+|klick|quand (?:je|on|nous)|lorsque|des que|chaque fois|en cliquant|apres avoir"
        r"|cuando|cada vez|al \w+[aei]r\b|despues de",
        "expected": r"should|expect|supposed|instead|used to|worked (?:fine |well )?(?:before|until)|\bbut (?:nothing|i get)"
        r"|sollte|erwart|\bstatt|eigentlich|vorher|devrait|au lieu|attend|avant|deberia|en lugar|en vez|antes",
        "since": _TIME,
        "date": _TIME,
        "affected": _SOMEBODY,
        "who": _SOMEBODY + r"|\bwe\b|\bour\b|\bus\b|\bwir\b|\buns\b|\bnous\b|\bnosotros\b|\bnecesitamos\b",
        "goal": r"in order to|so that|so (?:i|we) can|because|(?:i|we) (?:want|need|would like|have|plan|try|am trying)|trying to"
        r"|need (?:it|them|those|this)|for (?:a|an|my|our|the) \w+|damit|weil|\bum \w+|mochte|brauche|wollen|\bafin|parce"
        r"|pour (?:que|pouvoir|\w+er\b)|besoin|je (?:veux|voudrais|souhaite)|porque|para (?:que|\w+r\b)|quiero|necesit",
        "looked": r"looked|search|checked|docs|documentation|help (?:cent|page|article)|\bfaq|manual|settings|\bmenu|guide"
        r"|(?:do not|don't|dont|cannot|can't|cant|could not|couldn't) (?:see|find)|not there|nowhere|where (?:exactly )?is"
        r"|nicht gefunden|\bfinde|gesucht|nachgesehen|handbuch|einstellung|cherche|trouve|ne vois|parametre|busc|encuentr"
        r"|no veo|ajustes",
        "purpose": r"so that|so (?:i|we) can|because|in order|would (?:save|help|be useful)|to (?:be able|save|avoid|sync)|per (?:day|week)"
        r"|every (?:day|time|week|month|sprint)|by hand|manually|one by one|currently|at the moment|otherwise|requires?\b|(?:we|i) (?:have|need) to"
        r"|damit|weil|\bum \w+|sonst|jedes mal|von hand|afin|parce|pour (?:que|pouvoir|\w+er\b)|sinon|a la main|porque"
        r"|para (?:que|\w+r\b)|a mano|cada vez",
        "reference": r"\b[a-z]{1,6}[-_ #]?\d{3,}|\b\d{4,}\b|\d+-\d{2,}|#\d+|no\. ?\d|nr\. ?\d",
        "outcome": r"please|want|would like|refund|cancel|change|remove|delete|lock|unlock|replace|send|resend|correct|bitte"
        r"|mochte|kundig|erstatt|ander|losch|sperr|veuillez|souhait|voudrais|rembours|annul|resili|supprim|quiero|por favor"
        r"|reembols|cancel|cambi|elimin|borr",
    }.items()
}
PRAISE = re.compile(
    r"thank|great|love|awesome|helpful|fantastic|excellent|amazing|well done|good job|kudos|praise|danke|toll|super|lob"
    r"|klasse|merci|bravo|genial|formidable|parfait|gracias|excelente|estupend|felicit"
)
