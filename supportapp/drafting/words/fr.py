"""French words and patterns for the rules, one pattern a line."""
# ruff: noqa: E501

from supportapp.drafting.words.fr_phrases import CATEGORY
from supportapp.drafting.words.fr_signals import PARTS, PRIORITY
from supportapp.drafting.words.table import Table

FRENCH = Table(
    stopwords="""le la les des du une un et est pas je nous vous mon ma mes notre nos dans pour sur avec que qui ne ce cette au aux
        il elle on puis plus depuis bonjour comment merci j l d n c s qu ai avons""",
    courtesy="""bonjour bonsoir salut coucou merci beaucoup bien d avance oui non ok parfait super très cordialement bonne journée soirée
        s il vous plaît plait svp à tous toute l équipe pour votre aide réponse c est tout d accord je vais regarder voir compris de rien
        madame monsieur génial et la le une""",
    phrases={**CATEGORY, **PRIORITY, **PARTS},
    greeting=r"(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|madame|monsieur)\b(?:[ ,]+(?:à tous|madame|monsieur|l'équipe|toute l'équipe))*\s*[,!.:-]+\s*)",
    lead_ins=(
        r"(?:urgent|important|question|problème|bug|erreur|aide|petite question|suggestion|idée)\s*[:!-]+\s+",
        r"j['\u2019]ai (?:une|un) (?:petite? )?(?:question|problème|souci|demande|suggestion)\s*[:,-]\s+",
        r"(?:oui|non|alors|donc|mais|et|en fait|malheureusement|apparemment|voilà|ok|depuis (?:hier|ce matin|lundi|la mise à jour))[,.!]?\s+(?=\S+ \S+)",
        r"je (?:crois|pense|voulais (?:juste )?(?:dire|signaler|savoir)|voudrais (?:signaler|savoir))(?: que| qu['\u2019]| si)?\s*",
        r"(?:pouvez|pourriez|peux|pourrais)[- ](?:vous|tu) (?:s'il (?:vous|te) plaît |svp )?(?:me dire|m['\u2019]expliquer|m['\u2019]indiquer|m['\u2019]aider à|nous dire|me confirmer)\s+",
        r"(?:bonjour|bonsoir|salut|coucou|hello|allô)\b(?: (?:à tous|à toutes et à tous|l['\u2019]équipe|madame|monsieur))?[ ,.!:-]+",
        r"(?:pour info|pour information|remarque|détail|ps|bug|anomalie|demande(?: de fonctionnalité| d['\u2019]évolution)?|petit (?:bug|souci|détail)|petite (?:remarque|suggestion))\s*[:!-]+\s+",
        r"(?:une |juste une )?(?:petite|simple|autre|courte) question(?: (?:sur|concernant|à propos de) [\w' ]{1,30})?\s*[:,-]\s+",
        r"(?:désolée?|excusez[- ]moi|pardon)(?: de vous déranger| pour le dérangement)?[,.!:-]*\s+(?:mais )?",
        r"(?:je|nous) (?:viens|venons) de (?:constater|remarquer|voir)(?: que| qu['\u2019])\s*|(?:je constate|j['\u2019]ai (?:constaté|remarqué|vu)|nous avons (?:constaté|remarqué))(?: que| qu['\u2019])\s*",
        r"(?:je (?:voulais|voudrais|souhaite|souhaiterais|tiens à|tenais à)|nous (?:voulions|voudrions|souhaitons)) (?:juste |simplement )?(?:vous )?(?:signaler|dire|demander|savoir|informer)(?: que| qu['\u2019]| si)?\s+",
        r"(?:il (?:semble|semblerait|paraît)|on dirait|j['\u2019]ai l['\u2019]impression)(?: que| qu['\u2019])\s*",
        r"(?:du coup|bref|sinon|par contre|soudain(?:ement)?|d['\u2019]un coup|tout à coup|en ce moment|actuellement|depuis (?:ce matin|hier soir|la semaine dernière|la dernière mise à jour))[, ]+(?=\S+ \S+)",
        r"quelqu['\u2019]un (?:sait|saurait|peut me dire)\s+",
    ),
    rewrites=(
        (r"comment (?:puis-je|peut-on|pouvons-nous|faire pour|je peux|je fais pour)\s+", "Comment "),
        (r"où (?:puis-je|peut-on|pouvons-nous|je peux)\s+", "Où "),
        (r"(?:je (?:souhaite|souhaiterais|voudrais|veux|désire|aimerais)|j['\u2019]aimerais|nous (?:souhaitons|voudrions|aimerions))\s+(?:bien )?", ""),
        (r"(?:ce|il|ça) serait (?:vraiment |très )?(?:bien|super|utile|pratique|génial|top|sympa)(?: d['\u2019]avoir| de pouvoir| d['\u2019]ajouter| si)\s+(?:une? )?", ""),
        (r"(?:pouvez|pourriez)[- ]vous (?:s'il vous plaît )?", ""),
    ),
    tails=(
        r"[,;.!-]*\s+(?:merci|merci d['\u2019]avance|svp|s['\u2019]il vous plaît|que faire|pouvez-vous m['\u2019]aider|aidez-moi)$",
        r",?\s+(?:depuis (?:ce matin|hier|hier soir|lundi|la semaine dernière)|aujourd['\u2019]hui|hier)$",
    ),
    headings={
        "bug": "Ce qui s'est passé", "feature": "Ce qui est souhaité", "question": "Question", "other": "Demande",
        "expected": "Attendu", "steps": "Étapes", "tried": "Ce qui a été essayé", "error": "Texte de l'erreur",
        "environment": "Environnement", "impact": "Conséquences", "facts": "Également mentionné",
        "wish": "Instructions dans la conversation, non suivies",
        "assistant": "Proposé par l'assistant",
        "title": "Demande d'assistance", "empty": "La conversation ne dit pas encore quel est le problème.",
        "typed": "Tout ce qui a été écrit :", "suggested": "Proposé :", "result": "Réponse :",
    },
)  # fmt: skip
