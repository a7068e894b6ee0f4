"""Spanish words and patterns for the rules, one pattern a line."""
# ruff: noqa: E501

from supportapp.drafting.words.es_phrases import CATEGORY
from supportapp.drafting.words.es_signals import PARTS, PRIORITY
from supportapp.drafting.words.table import Table

SPANISH = Table(
    stopwords="""el la los las de del un una y es no que en con para por mi mis nuestro nuestra nuestros se al lo me nos como desde
        pero está hola cómo tengo puedo hay gracias todos ya cuando su esta este he hemos le""",
    courtesy="""hola buenos días buenas tardes noches gracias muchas muchísimas sí si no vale ok perfecto genial saludos un saludo cordial por favor
        de nada equipo a todos por su vuestra ayuda respuesta eso es todo entendido muy bien estimados señores de acuerdo voy a ver
        mirarlo qué tal""",
    phrases={**CATEGORY, **PRIORITY, **PARTS},
    greeting=r"(?:[¡]?(?:hola|hello|hi|hey|buenos días|buenas tardes|buenas noches|buenas|estimados señores|estimados)\b(?:[ ,]+(?:a todos|equipo|qué tal))*\s*[,!.:-]+\s*)",
    lead_ins=(
        r"(?:urgente|importante|pregunta|problema|error|ayuda|sugerencia|idea|duda|consulta)\s*[:!-]+\s+",
        r"tengo (?:una|un) (?:pequeña |pequeño )?(?:pregunta|problema|duda|consulta|sugerencia|petición)\s*[:,-]\s+",
        r"(?:sí|no|pues|bueno|entonces|pero|y|lamentablemente|por desgracia|al parecer|vale|ok|desde (?:ayer|hoy|esta mañana|la actualización))[,.!]\s+(?=\S+ \S+)",
        r"(?:creo|pienso|quería (?:decir|avisar|saber|preguntar)|quisiera saber|me gustaría saber|parece)(?: que| si)?\s+",
        r"[¿]?(?:me |nos )?(?:pueden|puede|podrían|podría|podéis|podríais|puedes|podrías) (?:por favor )?(?:decirme|decir|explicarme|explicar|indicarme|indicar|confirmarme|confirmar|ayudarme a|ayudar a)\s+",
        r"[¡]?(?:hola|buenas|buenos días|buen día|buenas (?:tardes|noches))\b(?: (?:a todos|equipo|qué tal))?[ ,.!:-]+",
        r"(?:para su información|nota|detalle|ps|pd|bug|reporte|solicitud(?: de (?:función|mejora))?|petición|pequeño (?:error|detalle)|pequeña (?:sugerencia|duda))\s*[:!-]+\s+",
        r"(?:solo |sólo )?(?:una )?(?:pequeña|simple|breve|última|otra) (?:pregunta|duda|consulta)(?: (?:sobre|de|acerca de) [\w ]{1,30})?\s*[:,-]\s+",
        r"(?:perd[oó]n|disculpen?|lo siento|siento molestar)(?: (?:por )?(?:la|las|que les|el) molestias?)?[,.!:-]*\s+(?:pero )?",
        r"(?:he|hemos) (?:notado|visto|observado|detectado) que\s+|(?:noté|vi|me di cuenta de|me he dado cuenta de) que\s+",
        r"(?:quería|queríamos|quisiera|quisiéramos|quiero|queremos|necesito|me gustaría) (?:solo |sólo )?(?:saber|preguntar|preguntarles|consultar|consultarles|reportar|avisar|informarles|comentar|comentarles)(?: que| si)?\s+",
        r"(?:parece|al parecer|tengo la impresión de)(?: ser)?(?: que)?,?\s+",
        r"(?:de repente|de pronto|últimamente|actualmente|ahora mismo|desde (?:esta mañana|anoche|la semana pasada|la última actualización))[, ]+(?=\S+ \S+)",
        r"[¿]?alguien (?:sabe|me puede decir|podría decirme)\s+",
    ),
    rewrites=(
        (r"[¿]?cómo (?:puedo|podemos|se puede|podría|hago para)\s+", "Cómo "),
        (r"[¿]?dónde (?:puedo|podemos|se puede)\s+", "Dónde "),
        (r"(?:quiero|queremos|quisiera|quisiéramos|necesito|deseo|(?:me|nos) gustaría)\s+(?:poder |tener )?(?:un |una )?", ""),
        (r"sería (?:muy )?(?:genial|bueno|útil|bonito|ideal|estupendo|fantástico)(?: tener| poder| si| añadir| que)\s+(?:un |una )?", ""),
        (r"[¿]?(?:pueden|puede|podrían|podría|podrías) (?:por favor )?", ""),
    ),
    tails=(
        r"[,;.!-]*\s+(?:gracias|muchas gracias|por favor|qué hago|me pueden ayudar|ayuda)$",
        r",?\s+(?:desde (?:ayer|hoy|esta mañana|anoche|la semana pasada)|hoy|ayer)$",
    ),
    headings={
        "bug": "Qué ha pasado", "feature": "Qué se desea", "question": "Pregunta", "other": "Solicitud",
        "expected": "Esperado", "steps": "Pasos", "tried": "Qué se ha probado", "error": "Texto del error",
        "environment": "Entorno", "impact": "Consecuencias", "facts": "También se menciona",
        "wish": "Instrucciones en el chat, no seguidas",
        "assistant": "Sugerido por el asistente",
        "title": "Solicitud de soporte", "empty": "La conversación aún no dice cuál es el problema.",
        "typed": "Todo lo que se escribió:", "suggested": "Sugerido:", "result": "Respuesta:",
    },
)  # fmt: skip
