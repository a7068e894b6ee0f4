"""English words and patterns for the rules, one pattern a line."""
# ruff: noqa: E501, ISC004

from supportapp.drafting.words.en_phrases import CATEGORY
from supportapp.drafting.words.en_signals import PARTS, PRIORITY
from supportapp.drafting.words.table import Table

ENGLISH = Table(
    stopwords="""the and is are was to of in it that this you we my our have has not for on with can how do does when
        i be would please what where but from an there get your at if they""",
    courtesy="""hi hello hey there dear good morning afternoon evening day team all support thanks thank you so very much
        many ok okay okey yes no yep yeah nope please great perfect fine cheers sure nice cool bye ciao welcome sorry sir madam
        ma am again for the your help reply answer response quick alright got it that is all have a will do this i
        see regards best kind wow hmm oh ah well right exactly too anyone here going to test testing ping everyone folks guys
        really and appreciated appreciate understood understand awesome excellent wonderful lovely weekend a lot ill try thx
        agent human person to talk speak with let me check wait moment one""",
    phrases={**CATEGORY, **PRIORITY, **PARTS},
    greeting=r"(?:(?:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening|day)|greetings)\b"
    r"(?:[ ,]+(?:there|team|all|everyone|folks|guys|support(?: team)?|sir|madam))*\s*[,!.:-]+\s*|(?:hi|hello|hey) there )",
    lead_ins=(
        r"(?:hi|hey|hello|hiya|yo|dear (?:team|support|sir or madam|all)|good (?:morning|afternoon|evening|day))\b[ ,.!:-]*",
        r"(?:urgent(?:ly)?|important|help|please help|small thing|minor thing|tiny thing|one more thing|question|problem"
        r"|issue|bug(?: report)?|feature request|feature idea|idea|suggestion|request|fyi|update|ps)\s*[:!-]+\s+",
        r"(?:a |just a )?(?:quick|short|simple|small|general) (?:question|one|request)(?: [\w ]{1,30})?\s*[:,-]\s+",
        r"(?:yes|no|yeah|nope|ok|okay|sure|right|well|now|thanks|sorry|hmm+|um+|oh)\s*[,.!:]+\s+(?:but |and |so )?",
        r"(?:asap|urgent(?:ly)?)(?: please)?\s*[,:!]\s+",
        r"(?:so|actually|basically|also|but|and|then|look|listen"
        r"|please note|note)\b[,.!:]?\s+(?:but |and |so )?",
        r"(?:i am sorry|sorry to bother(?: you)?|excuse me|hope you(?:'re| are) (?:well|fine)|long time user here)[,.!:-]*\s+(?:but )?",
        r"i (?:have|'ve got|got) (?:a|an|this|one) (?:\w+ )?(?:problem|question|issue|request|idea|suggestion)\s*(?:[:,-]|and)\s*",
        r"(?:i |we )?(?:just |only )?(?:wanted|want|would like|'d like|need) to (?:say|report|tell you|let you know|ask(?: you)?"
        r"|inform you|mention|point out|suggest|request|know)(?: about| that| if| whether|,|:)?\s+",
        r"(?:i|we)(?: am|'m| are|'re|'ve|\u2019m|\u2019re| was)? ?(?:just |also |only )?(?:think|believe|guess|suppose|noticed|notice|found(?: out)?|realised"
        r"|realized|wondering|was wondering|hope|am afraid|fear|heard|saw)(?: that| if| whether)?\s+(?=\w+ \w+)",
        r"(?:it (?:looks|seems|appears)|seems|looks)(?: like| as if| that)\s+",
        r"(?:can|could|would|will) (?:you|someone|anyone|somebody) (?:please |kindly |maybe |possibly )?(?:help(?: me| us)?(?: with| to)?"
        r"|explain|tell me|let me know|confirm|check)\s+(?:me )?",
        r"(?:please|kindly|pls)\s+",
        r"(?:(?:any )?(?:ideas?|clues?) )(?=why|how|what)",
        r"(?:for some reason|all of a sudden|suddenly|apparently|unfortunately|obviously|again|today|yesterday|recently|lately"
        r"|since (?:yesterday|today|this morning|last (?:week|night|month|friday|monday)|the (?:last |latest )?(?:update|upgrade|release))"
        r"|as of today|this morning|last night|every time|right now|at the moment|currently)[, ]+(?=\w+ \w+)",
    ),
    rewrites=(
        (r"(?:if|whether)\s+", "Whether "),
        (r"why (?:can(?:'t|\u2019t| ?not)|cant) (?:i|we|you|one)\s+", "Cannot "),
        (r"why (?:is|are) there no\s+", "No "),
        (r"is (?:it|this) (?:normal|right|intended|expected|correct|known) that\s+(?:the )?", ""),
        (r"(?:i|we) can no longer\s+", "Can no longer "),
        (r"how (?:do|can|could|should|would|might) (?:i|we|you|one)\s+(?:go about (?=\w+ing))?", "How to "),
        (r"how to\s+", "How to "),
        (r"(?:do you|does anyone|anyone) know how (?:to|i can|we can)\s+", "How to "),
        (r"(?:i|we) (?:do not|don't|dont) (?:know|understand) how (?:to|i can|we can)\s+", "How to "),
        (r"(?:i am|i'm|im|we are|we're)? ?not sure how (?:to|i can|we can)\s+", "How to "),
        (r"where (?:do|can|could|should|would) (?:i|we|you|one)\s+", "Where to "),
        (r"what (?:is|are|'s) (?=(?:the|your|my|our)\b)(?:the |your )?", ""),
        (
            r"(?:(?:i|we)(?: want| need| wish|(?: would|'d|\u2019d) (?:like|love))|would (?:like|love)) to\s+(?:be able to\s+|(?:see |have )(?:an? )?)?",
            "",
        ),
        (r"(?:i|we) (?:was|were|have been|got) (?=\w{3,}ed\b)", ""),
        (r"(?:(?:i|we)(?: want| need|(?: would|'d|\u2019d) (?:like|love))|would (?:like|love))\s+(?:an? )?", ""),
        (
            r"(?:i|we) (?:really |just )?wish (?:there (?:was|were)|(?:you|it|i|we) (?:had|could have|could))\s+(?:an? )?",
            "",
        ),
        (
            r"(?:it|that) ?(?:would|'d|\u2019d) (?:really |also )?(?:be|help)(?: \w+){0,2}?(?: to have| if (?:there (?:was|were)|(?:you|it|we|i) "
            r"(?:had|could(?: add| have| get)?|added|supported))| to be able to| to get| to see| to)\s+(?:an? )?",
            "",
        ),
        (r"it would (?:really )?help (?:me |us )?(?:a lot |so much )?if\s+(?:the )?", ""),
        (
            r"(?:can|could|would|will) (?:you|we|i) (?:please |maybe |possibly |perhaps |kindly )?(?:get|have|add|please add)\s+(?:an? )?",
            "Add ",
        ),
        (r"(?:can|could|would|will) you (?:please |kindly |maybe )?(?=\w+ )(?!tell|say)", ""),
        (
            r"(?:are you|do you have) (?:planning|any plans|plans)(?: to| for| on)\s+(?:add(?:ing)? |have |having |support(?:ing)? )?(?:an? )?",
            "",
        ),
        (
            r"(?:i|we) (?:still |really |just |also |simply |suddenly )?(?:can ?not|can't|cant|can\u2019t|am unable to|are unable to|could not|couldn't)\s+(?:seem to |get to )?",
            "Cannot ",
        ),
        (
            r"(?:i am|i'm|im|we are|we're|i\u2019m) (?:now |currently |constantly |always |still )?(?:getting|seeing|receiving|having)\s+(?:an? |the |this )?",
            "",
        ),
        (
            r"(?:i|we) (?:always |just |now |often |keep |sometimes |constantly )*(?:get|got|getting|receive|received|see|have)\s+(?:an? |the )(?=[\w' -]{0,30}"
            r"(?:error|crash|message|warning|problem|issue|screen|exception|page|bug)s?\b)",
            "",
        ),
        (
            r"there(?: is|'s|\u2019s| are| seems to be| appears to be)\s+(?:an? |some |still )?(?!nothing\b|any\b|only\b)",
            "",
        ),
        (r"(?:i am|i'm|im|we are|we're|i\u2019m) (?:trying|attempting)\s+to\s+", "Trying to "),
        (
            r"i (?:have a|am having a|have|had) (?:problem|issue|trouble|question)s? (?:with|about|regarding)\s+(?:the |my |our )?",
            "Problem with ",
        ),
        (r"i (?:just|only|also) (?=\w+ed\b)", "I "),
        (r"(?:my|our|the|an?)\s+(?=\w\S* \w)", ""),
    ),
    tails=(
        r"[,;.!-]*\s+(?:please|pls|thanks|thank you|asap|any ideas?|any help|help|please help|can you help(?: me)?|please fix(?: this| it)?"
        r"|do you know why|why is that|what can i do|what should i do|is this a bug|for some reason|at all|right now|some day)$",
        r",?\s+where (?:exactly )?is it\??$",
        r",?\s+(?:since|as of) (?:this|last|yesterday|today|the|our|my)(?: (?:morning|afternoon|evening|week|night|month|monday|tuesday|wednesday"
        r"|thursday|friday|saturday|sunday|weekend))?$",
        r",?\s+(?:today|yesterday|this morning|last night|last week|since then|for now|forever|again|every time|all the time)$",
        r",?\s+(?:and|but|so|because)$",
    ),
    inner=(
        (r"\b(of|in|to|for|from|on|with|at|into|by|and|or) (?:my|our) (?!own)", r"\1 the "),
        (r"\b(?:my|our) (?!own)", ""),
    ),
    headings={
        "bug": "What happened",
        "feature": "What is wanted",
        "question": "Question",
        "other": "Request",
        "expected": "Expected",
        "steps": "Steps",
        "tried": "What was tried",
        "error": "Error text",
        "environment": "Environment",
        "impact": "Impact",
        "facts": "Also mentioned",
        "wish": "Instructions in the chat, not followed",
        "assistant": "Suggested by the assistant",
        "title": "Support request",
        "empty": "The conversation does not say yet what the problem is.",
        "typed": "All that was written:",
        "suggested": "Suggested:",
        "result": "Answer:",
    },
    fillers="the a an my our your just really very still already now also actually please even simply always again",
    statement_fillers="is are was were there",
    narrators="i we",
    interrogatives="how what which where when who why whether can could do does did is are will would should may",
)
