"""Small talk: greetings, thanks, questions about the bot itself, and orders that it does not take."""

import re
from enum import Enum

from bot.retrieval.words import fold


class Intent(Enum):
    """What a message is for."""

    QUESTION = "question"
    GREETING = "greeting"
    THANKS = "thanks"
    FAREWELL = "farewell"
    IDENTITY = "identity"
    ABILITIES = "abilities"
    AGREEMENT = "agreement"
    MORE = "more"
    REFUSAL = "refusal"
    INSTRUCTIONS = "instructions"
    ERRAND = "errand"
    UNREADABLE = "unreadable"
    DISTRESS = "distress"
    WEARINESS = "weariness"
    MEDICAL = "medical"
    DISCRIMINATION = "discrimination"
    FRAUD = "fraud"
    INSULT = "insult"
    SOURCES = "sources"
    GROUNDS = "grounds"
    REWORDING = "rewording"
    PRIVACY = "privacy"
    PERSON = "person"
    COMPLAINT = "complaint"
    SERVICE = "service"


_GREETING = r"(bonjour|bonsoir|salut|coucou|hello|hi|hey|bjr|bsr|slt|cc|good (morning|afternoon|evening)|madame|monsieur|a tous|a vous|tout le monde|there|comment (allez vous|ca va|vas tu|va)|ca va|sa va|comment sa va|how are you|enchantee?)"
_THANKS = r"((un )?(tres )?(grand )?merci|remerci\w*|mrc|mci|thanks?|thank you|thx|mer6|beaucoup|bcp|bien|bi1|infiniment|mille fois|(?:pour|pr) (tout|tt|tes|ton|votre|vos|ta|cette|ces|la|l)( \w+){0,3}|a (vous|toi)|vous|toi|so much|very much|a lot|c est (parfait|super|top|genial|gentil|clair|tres clair|tres gentil|note)|parfait|super|genial|top|nickel|ok|d accord|je vous|je te|for( \w+){0,3}|bravo|excellent|great|perfect|interesting|(?:tres |super )?interessant|cool|lol|mdr|haha|je vois|je comprends|compris|entendu|bien note|c est note|top|pas mal|very helpful|tres utile|utile)"
_FAREWELL = r"(au revoir|bye|goodbye|a (bientot|bi1tot|plus|plus tard|demain|la prochaine)|b(?:on)?ne (journee|soiree|fin de journee|continuation|nuit)|ciao|adieu|a\+|see you( soon| later)?|have a nice day)"

_MORE = r"(continue[rz]?|(dites|dis|dire|parle[rz]?)( m en| moi| m)? plus|en savoir plus|plus de details?|developpe[rz]?|(tell me )?more( details?)?|go on|encore|(?:et )?(?:quoi d autre|autre chose|sinon|apres|la suite|encore|what else|anything else)(?: a (?:dire|savoir))?)"

_WHOLE: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.AGREEMENT, re.compile(r"(oui|ui|ouais|ouep|ok|okay|d accord|dac|daccord|volontiers|avec plaisir|bien sur|yes|yep|sure|please do|vas y|allez y|je veux bien|s il (te|vous) plait|svp|stp|( )?oui merci)( (merci|svp|stp|s il (te|vous) plait|please|volontiers|bien sur|dites moi|je veux bien))*")),
    (Intent.MORE, re.compile(rf"((oui|ok|yes|merci|bien sur) )?{_MORE}( (merci|svp|stp|s il (te|vous) plait|please|sur ce point|la dessus))*")),
    (Intent.REFUSAL, re.compile(r"(non|no|nope|nan|pas (vraiment|maintenant|besoin)|non merci|no thanks?|no thank you|ca ira|c est tout|that s all|rien)( (merci|thanks|c est bon|ca ira|c est tout))*")),
    (Intent.FAREWELL, re.compile(rf"({_THANKS} )*{_FAREWELL}( ({_FAREWELL}|{_THANKS}))*")),
    (Intent.GREETING, re.compile(rf"{_GREETING}( {_GREETING})*")),
    (Intent.THANKS, re.compile(rf"({_GREETING} )?{_THANKS}( ({_THANKS}|{_FAREWELL}))*")),
)  # fmt: skip

# An order to the bot opens its clause; the same words inside a question are no order.
_OPENS = r"(?:^|\. |\b(?:please|svp|stp|plait|maintenant|now|puis|then|merci de|peux tu|pouvez vous|tu (?:dois|peux|vas)|vous (?:devez|pouvez)|je veux que tu|can you|could you|you (?:must|should|can)|i want you to) )"
_CLOSES = r"(?: (?:exactement|au juste|vraiment|concretement|pour moi|pour nous|pour m aider|ici|exactly|really|for me|for us|here))?(?=$|\.| et | and )"
_DROP = r"(?:ignor\w*|oubli\w*|contourn\w*|desactiv\w*|forget|disregard|override|bypass|ne (?:tiens|tenez|respecte[sz]?) (?:pas|plus)|fais abstraction|faites abstraction|passe outre)"
_BINDS = r"(?:instructions?|consignes?|regles?|rules|prompts?|directives?|sources|filtres?|filters?|limites|restrictions)"
_YOURS = r"(?:tes|vos|ton|votre|your|toutes? les|all|previous|precedente?s?|above)"
_ROLE = r"(?:(?:un|une|mon|ma|le|la|a|an|my|the) \w+|libre|free|dan|sans (?:limite|filtre|regle)\w*)"
# Works that a general assistant would make, and this one, which only quotes, does not.
_MAKE = (
    r"(?:(?:ecris|ecrivez|redigez?|composez?|inventez?|racontez?|dessinez?|generez?|creez?|fais|faites|donnez?|preparez?"
    r"|traduis|traduisez|chantez?|resous|corrigez?|write|compose|tell|draw|generate|sing|translate)(?! (?:vous|tu)\b)(?: (?:moi|nous|me))?)"
)
_COULD_YOU = r"(?:peux tu|pouvez vous|tu peux|vous pouvez|pourrais tu|pourriez vous|merci de)"
_COULD_MAKE = (
    rf"\b{_COULD_YOU} (?:me |nous |m )?"
    r"(?:ecrire|rediger|composer|inventer|raconter|dessiner|generer|faire|traduire|chanter|resoudre)"
)
_WORK = (
    r"(?:poeme|poesie|sonnet|haiku|chanson|blagues?|conte|histoire(?! d)|roman|slogan|dissertation|devoirs?|exercices?|equations?"
    r"|lettre de motivation|cv|curriculum|algorithme|logo|dessin|recettes?|horoscope|poem|song|jokes?"
    r"|story|essay|cover letter|recipe)"
)
_WRITE = (
    r"(?:(?:ecris|ecrivez|redigez?|write|draft)(?! (?:vous|tu)\b)(?: (?:moi|nous|me))?"
    rf"|{_COULD_YOU} (?:me |nous |m )?(?:ecrire|rediger))"
)
_LETTER = r"(?:e ?mails?|mails?|courriels?|courriers?|lettres?|messages?|articles?|posts?|discours|annonces?|compte rendu|business plan|plan d affaires|letter)"

_PARTLY: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.INSTRUCTIONS, re.compile(
        rf"{_OPENS}{_DROP}\b[^.]{{0,40}}\b{_BINDS}\b"
        rf"|(?<!\bj )(?<!\bai )(?<!\bnous )(?<!\bavons )\b{_DROP}\b[^.]{{0,20}}\b{_YOURS} (?:\w+ )?{_BINDS}\b"
        rf"|{_OPENS}{_DROP} (tout|everything|all)\b[^.]{{0,20}}\b(above|before|ci dessus|precede|avant)\b"
        r"|\b(system prompt|prompt (systeme|initial|de depart)|ton prompt|votre prompt|your prompt|your instructions|jailbreak|mode developpeur|developer mode|dan mode|sudo)\b"
        r"|\b(repete|affiche|montre|donne|revele|recopie|ecris|imprime|print|show|reveal|repeat|traduis|quelles sont)\w*\b[^.]{0,30}\b(tes|vos|ton|votre|your|the (hidden|system|initial|above)) (instructions?|consignes?|prompts?|regles internes|directives)\b"
        rf"|{_OPENS}(joue le role|jouez le role|agis comme|agissez comme|comporte toi comme|fais comme si|faites comme si|fais semblant|fais toi passer|imagine que tu|pretend|act as|roleplay)\b"
        rf"|{_OPENS}(tu es|vous etes|you are) (maintenant|desormais|now) {_ROLE}"
        rf"|\b(a partir de maintenant|desormais|maintenant|from now on)\b.{{0,2}}\b(tu (es|n es|reponds|dois|as|n as)|vous etes {_ROLE}|you (are|have|will|must))\b"
        rf"|{_OPENS}(tu es|vous etes|you are) (un pirate|sans (limite|filtre|regle)\w*|en train d|le president|un humain|un avocat|un medecin|un expert|mon|ma|my)\b"
        r"|\b(reponds|repondez|dis|dites|repete|repetez|affirme|confirme|ecris|invente|answer|say|repeat)\b.{0,40}\b(sans (rien )?(verifier|citer|source|tes sources|les sources|regarder)|quoi qu il arrive|meme si c est faux|n importe quoi|without (sources|checking|citing))\b"
    )),
    (Intent.ERRAND, re.compile(
        rf"(?:{_OPENS}{_MAKE}|{_COULD_MAKE})(?: (?!pas)\w+){{0,3}} {_WORK}\b"
        rf"|{_OPENS}{_WRITE}(?: \w+){{0,3}} {_LETTER}\b"
        rf"|{_OPENS}(?:traduis|traduisez|translate)\b(?! vous)|\b(?:combien font|calcule moi|how much is) \d+\b"
        r"|(?:^|\. )(?:quelle heure est il|il est quelle heure|quel jour (?:sommes nous|on est|est on|est ce)|on est quel jour|quelle est la date (?:d aujourd hui|du jour)|what time is it|what day is it)(?=$|\.)"
    )),
    (Intent.IDENTITY, re.compile(
        r"\b((es tu|etes vous|t es|tu es|vous etes|suis je en train de parler|je parle|parle je|est ce que (tu es|vous etes|je parle)|are you|am i (talking|speaking))\b.{0,25}\b(robot|bot|humain\w*|ia|intelligence artificielle|machine|programme|vraie personne|vrai|personne|etre humain|automate|chatbot|chatgpt|ai|human|real person|person|conseillere?|ordinateur))\b"
        rf"|(?:^|\. )((et )?(toi|vous) )?(qui (es tu|etes vous|t es|est tu|tu es|vous etes)|tu es qui|vous etes qui|who are you|what are you){_CLOSES}|^((et )?(toi|vous) )?c est qui{_CLOSES}"
        r"|(?:^|\. )((quel est|c est quoi) (ton|votre) (nom|prenom)|comment (tu t appelles|vous appelez vous|t appelles tu)|what s your name|what is your name|qui t a (cree|fait|programme)|qui vous a (cree|fait|programme))\b"
    )),
    (Intent.ABILITIES, re.compile(
        rf"(?:^|\. )(que|qu est ce que|quoi|a quoi|en quoi|comment|what|how)\b[^.]{{0,20}}\b(sais tu faire|savez vous faire|peux tu faire|pouvez vous faire|tu sais faire|vous savez faire|tu peux faire|vous pouvez faire|tu fais|vous faites|fais tu|faites vous|sers tu|servez vous|peux tu m aider|pouvez vous m aider|tu peux m aider|vous pouvez m aider|can you do|can you help( me)?|do you do|tu fonctionnes|fonctionnes tu|fonctionnez vous){_CLOSES}"
        rf"|^comment ca marche{_CLOSES}$"
        r"|(?:^|\. )(aide|help|(?:aidez|aide) (?:moi|nous)|j ai besoin d aide|au secours|tu peux m aider|pouvez vous m aider|peux tu m aider)$"
        r"|^(?:(?:bonjour|bonsoir)\.? )?(?:j ai |j aurais |on a |on aurait |nous avons |nous aurions )?(?:vraiment |juste )?besoin d (?:un peu d )?(?:aide|un coup de main|un conseil|conseils?|assistance|un renseignement|une info)$|^i need (?:some )?help$"
    )),
)  # fmt: skip

_LONGEST_TALK = 14
"""Words beyond which a message is more than politeness; it also bounds the work of matching _WHOLE."""

_PLAIN = re.compile(r"[a-z0-9+]+")
_CLAUSE_END = re.compile(r"[.!?,;:\n]+|\s[-–—]\s")

_CHEER = re.compile(r"[\W_]*[👍👌🙏🙂😊😀😃😄👏🎉❤💙💪✅][\W_]*")

_LEADING = re.compile(
    r"^\s*(?:(?:bonjour|bonsoir|salut|coucou|hello|hi|hey|bjr|slt)\b(?:\s+(?:madame|monsieur|à tous|there|l'équipe))?[\s,!.:;-]*)+",
    re.IGNORECASE,
)


def intent_of(message: str) -> Intent:
    """Tell what a message is for; anything that is not small talk is a question.

    >>> intent_of("Bonjour !").value
    'greeting'
    >>> intent_of("Bonjour, comment exporter mes pruneaux ?").value
    'question'
    >>> intent_of("Es-tu un robot ?").value
    'identity'
    """
    clauses = [" ".join(_PLAIN.findall(clause)) for clause in _CLAUSE_END.split(fold(message))]
    clauses = [clause for clause in clauses if clause]
    bare = " ".join(clauses)
    if _CHEER.fullmatch(message):
        return Intent.THANKS
    letters = sum(character.isalpha() for character in bare)
    if letters < 2:
        return Intent.UNREADABLE
    for intent, pattern in _PARTLY:
        if pattern.search(". ".join(clauses)):
            return intent
    for intent, pattern in _WHOLE if len(bare.split()) <= _LONGEST_TALK else ():
        if pattern.fullmatch(bare):
            return intent
    return Intent.QUESTION


def without_greeting(message: str) -> str:
    """Give the message without the greeting that opens it.

    >>> without_greeting("Bonjour, qui aide les boulangers de Figeac ?")
    'qui aide les boulangers de Figeac ?'
    """
    return _LEADING.sub("", message) or message
