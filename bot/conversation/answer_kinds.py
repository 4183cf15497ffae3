"""The kind of answer: what a question asks for, and whether a sentence holds it.

Some kinds have a form of their own (a telephone number, an e-mail, an amount): when the question
asks for one and a sentence has none, the sentence cannot answer, however close it is.
"""

import re
from collections.abc import Collection
from enum import Enum
from functools import lru_cache

from bot.conversation.naming import names_body, names_country, names_place, names_town
from bot.conversation.persons import (
    asks_leader,
    asks_to_reach_someone,
    names_leader,
    names_someone,
    tells_deed,
    tells_leader,
)
from bot.conversation.stances import STANCE
from bot.retrieval.words import fold

_MONTHS = (
    "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|april|june|july|august|september|october|november|december"
)
_NUMBER_WORDS = (
    "un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    "|trente|quarante|cinquante|soixante|cent|cents|mille|million|millions|milliard|milliards|dizaine"
    "|douzaine|quinzaine|vingtaine|trentaine|quarantaine|cinquantaine|centaine|millier|milliers|moitie|tiers|quart"
    "|premier|premiere|deuxieme|troisieme|double|triple"
)


class AnswerKind(Enum):
    """What a question asks for."""

    PHONE = "phone"
    CONTACT = "contact"
    EMAIL = "email"
    URL = "url"
    ADDRESS = "address"
    CHARGE = "charge"
    PRICE = "price"
    AMOUNT = "amount"
    PERCENT = "percent"
    AGE = "age"
    DURATION = "duration"
    HOURS = "hours"
    DEADLINE = "deadline"
    DATE = "date"
    NUMBER = "number"
    BODY = "body"
    COUNTRY = "country"
    TOWN = "town"
    PERSON = "person"
    PLACE = "place"
    PROCEDURE = "procedure"
    FREQUENCY = "frequency"
    STANCE = "stance"
    REASON = "reason"
    DEFINITION = "definition"
    YES_NO = "yes_no"
    OTHER = "other"


FORMAL = frozenset(
    {
        AnswerKind.NUMBER,
        AnswerKind.PHONE,
        AnswerKind.CONTACT,
        AnswerKind.EMAIL,
        AnswerKind.URL,
        AnswerKind.ADDRESS,
        AnswerKind.CHARGE,
        AnswerKind.PRICE,
        AnswerKind.AMOUNT,
        AnswerKind.PERCENT,
        AnswerKind.AGE,
        AnswerKind.DURATION,
        AnswerKind.HOURS,
        AnswerKind.DEADLINE,
    }
)
"""Kinds of one exact form: a number, a sum, an address."""

NAMED = frozenset({AnswerKind.BODY, AnswerKind.COUNTRY, AnswerKind.TOWN, AnswerKind.PERSON, AnswerKind.PLACE})
"""Kinds whose answer is a proper name."""

LOOSE = (NAMED - {AnswerKind.PERSON}) | {AnswerKind.PROCEDURE, AnswerKind.FREQUENCY}
"""Kinds whose form many sentences have: it answers only in a sentence near what is asked."""

FIGURES = frozenset({AnswerKind.PRICE, AnswerKind.AMOUNT, AnswerKind.PERCENT, AnswerKind.NUMBER})
"""Kinds whose answer is a figure."""

HEADED = FIGURES | {AnswerKind.STANCE}
"""Kinds whose answer is worth nothing unless it is that of the very thing asked for."""

RECOGNISABLE = (
    FORMAL | NAMED | {AnswerKind.DATE, AnswerKind.PROCEDURE, AnswerKind.FREQUENCY, AnswerKind.STANCE}
)
"""Kinds whose answer shows by its form, exact or loose: a sentence without it cannot answer."""

# Where the word that asks stands: else « qui » is a relative, and « quand » tells of a circumstance.
_OPENS = (
    r"(?:(?<![^,;:.!?])|(?<=[,;:.!?] )|(?<=\bet )|(?<=\bmais )|(?<=\bdonc )|(?<=\balors )|(?<=\bsavoir )|(?<=\bsais )"
    r"|(?<=\bsait )|(?<=\bbonjour )|(?<=\bsalut )|(?<=\bc.est ))"
)

_JOINING = (
    r"((m'|s'|nous |vous |se |me )?inscri(re|t|s)|s'inscrit|adherer|adhere|candidat\w+|postul\w+|deposer|depose|rejoin\w+|particip(er|e)|s'abonner"
    r"|faire partie|devenir membre|obtenir|beneficier|register|apply|sign up|join|enrol\w*)"
)
_ASIDE = (
    r"(est.ce qu\S+|on|je|puis.je|peut.on|faut.il|doit.on|fait.on pour|faire pour|do i|can i|can we|do we) "
)
_ASKING_ONE = r"((puis|dois).je |(peut|doit).on |faut.il |(je|on) (peux|peut|dois|doit) )?"
_WHICH = r"(quel(le)?s? ((est|sont|etai(t|ent)) (l.|la |le |les )?)?((premier\w*|deux|trois|quatre|cinq|six|grande?s?|autres?|petite?s?) )*"
_BODIES = (
    r"(entreprises?|societes?|operateurs?|cabinets?|associations?|organismes?|agences?|compagnies?|banques?|instituts?|universites?"
    r"|ecoles?|laboratoires?|federations?|syndicats?|journa(l|ux)|marques?|start-?ups?|editeurs?|constructeurs?|fabricants?"
    r"|prestataire|fournisseur|partenaire|financeur|mecenes?|sponsors?|hotels?|restaurants?|logiciels?|collectifs?"
    r"|chambres?|medias?|groupe|clubs?|firmes?|cluster)"
)
# « Quelles entreprises peuvent partir ? » asks for a description, not for names.
_OF_A_KIND = r"(?! (qui )?(peu(t|vent)|doi(t|vent)|sont (concern|vis|eligi)|est (concern|vis|eligi)|(a|ont) (le )?droit|concern|eligib))"

WHY = r"\b(pourquoi|pour quelles? raisons?|a cause de quoi|qu.est.ce qui explique|comment se fait.il|comment expliquer|why)\b"
"""What asks for a cause, in a folded question."""

_STARTS = r"^\W*((et|mais|bonjour|donc) )*"

# Tried in this order, on the folded question: the first that matches decides.
_ASKED: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.REASON, rf"{_STARTS}(pourquoi|pour quelles? raisons?)\b"),
    (AnswerKind.AGE, rf"{_STARTS}quel age\b"),
    (AnswerKind.PERSON, rf"{_STARTS}qui\b(?! (peut|peuvent|doit|doivent|a droit)\b)(?=.*\b(prix|tarifs?|gratuite?s?)\b)(?!.*\b(combien|quand|quelle?s?|payant|est.ce)\b)"),
    (AnswerKind.PHONE, r"\b(telephone|(?<!un )(?<!de )tel\b(?! (qu|est|un))|num(ero)?s? (de |d'|du |des )(la |le |l'|les |cet |cette |son |leur )?+(?!(siret|siren|tva|compte|dossier|lot\b|rue|article|loi|formulaire|cerfa|facture|client|serie|version|departement|revue|magazine|telecopie|fax|commande|dossiers|agrement|licence|membre|projet|appel)\b)|num(ero)? (pour|ou|a) (joindre|appeler|contacter)|(quel|un|le|ce|son|leur) num(ero)?(?= (doi|faut|puis|peu|appel|compos|svp|stp|s.il)|\W*$)|phone( number)?|joindre par tel\w*)\b"),
    (AnswerKind.CONTACT, r"\b(coordonnees|contact details)\b"),
    (AnswerKind.EMAIL, r"\b(e-?mails?|mails?|courriels?|adresse (mail|e-?mail|electronique)|email address)\b"),
    (AnswerKind.URL, r"\b((?<!mon )(?<!notre )(?<!nos )(?<!leur )(?<!faire un )(?<!creer un )(?<!refaire un )(?<!monter un )(?<!avoir un )(?<!besoin d'un )site (web|internet)|adresse (web|internet)|url|lien (web|internet|d.inscription)|website)\b"),
    (AnswerKind.ADDRESS, r"\b(adresse (postale|exacte|du|de|des)|quelle (est l.|.{0,20})adresse|code postal|postal address|street address)\b"),
    (AnswerKind.PERCENT, r"\b(pourcentages?|quel taux|quel (est|etait|serait) le taux|quelle (part|proportion)|en part (du|de la|de|d)|pour cent|percent(age)?|what share|(what|which) (is|was) the (\w+ ){0,2}(rate|share|proportion))\b"),
    (AnswerKind.PRICE, r"\b((coute\w*|coutait|paye|paie|vaut|facture\w*) (combien|cb|cmb)|combien (ca |cela )?(\S+ ){0,3}(coute|coutent|couter|coutait|coutera|paye|paie|payer|facture)\w*|(?<!combien de )(prix|tarifs?)(?! nobel)|quel(le)? (est |serait |sera |etait )?(le |la )?cout\w*|how much (does|do|is|did|would|will)|price|cost of|what (is|was) the (cost|fee|price))\b"),
    (AnswerKind.CHARGE, r"\b(payante?s?|gratuit\w*|(faut.il|doit.on|dois.je|devons.nous) payer|(is|was) (there )?(a|any) (fee|charge)|free of charge|(is|was) (\S+ ){1,4}free|for free|(have|need) to pay)\b"),
    (AnswerKind.AMOUNT, r"\b(chiffre d.affaires|capital social|combien (?!d[e' ])(\S+ ){0,6}?\S*(rapporte|gagne|touche|verse|depense|investi|percu|percoi)\w*|quel(le)? (est |serait |sera |etait )?(le |la )?(montant|budget|somme|salaire|chiffre d.affaires|capital\b(?!e)|loyer|cotisation|remuneration)\w*|combien d(e |')(argent|euros|dollars|francs)|how much money|what (is|was) the (budget|salary))\b"),
    (AnswerKind.HOURS, r"\b(horaires?|a quelles? heures?|quelles heures|opening (hours|times)|what time)\b"),
    (AnswerKind.AGE, r"\b(quel age|quel(le)? (est|etait) l.age|how old|what (is|was) the age|(date|annee|jour) de naissance|(quand|annee) (est|etait)\W(il |elle )?nee?\b(?! (l[ae] |l'|cette |cet |ce |votre )(\w+ )?(ecole|entreprise|association|mission|projet|groupement|cluster|societe|reseau|federation|collectif|pole|idee|initiative|filiere|marque|dispositif|chambre|cci|salon|formation))|date of birth|birth ?(date|day)|when was .{1,40} born)\b"),
    (AnswerKind.FREQUENCY, r"\b(tous les combien|toutes les combien|a quelle frequence|quelle (est |etait )?(la )?(frequence|periodicite)|combien de fois par|how often)\b"),
    (AnswerKind.DATE, r"\b(depuis|il y a|ca fait) combien (de|d') ?(temps|jours|semaines|mois|an)|\bhow long ago\b"),
    (AnswerKind.DURATION, r"\b(combien de (temps|jours|semaines|mois|annees|heures)|quelle (est |etait )?(la )?duree|how long|how many (days|weeks|months|years|hours))\b"),
    (AnswerKind.DEADLINE, r"\b(dates? (limites?|butoirs?|de cloture)|quelle (est l.)?echeance|(jusqu.a|avant) (quand|quelle date)|quand \S+ cloture\w*|(quel est le )?dernier (delai|jour) pour|deadline|closing date|until when)\b"),
    (AnswerKind.DATE, rf"(?:{_OPENS}|\b(?:c.est|de|depuis|a partir de|pour|dire|dis|savez.vous|sais.tu|know|since|tell me) )(quand|when)\b|\b(quand|when)\W*$|\b(quelles? ((est|etait|sera|sont) (la |les |sa |leurs? |ses |votre ))?dates?|en quelle annee|(quelle|l.) ?annee d[e'’]|quelle annee|quel jour|quel mois|a quelle date|what (date|year|day)|which (year|month))\b"),
    (AnswerKind.NUMBER, r"\b(combien|quel (est le )?nombre|how many|cb|cmb)\b"),
    (AnswerKind.COUNTRY, rf"\b({_WHICH}pays)|(what|which) (country|countries))\b"),
    (AnswerKind.TOWN, rf"\b({_WHICH}(villes?|communes?|villages?|bourgs?|municipalites?))|(what|which) (city|cities|towns?|villages?))\b"),
    (AnswerKind.BODY, rf"\b(quels? (est|etait|sont|etaient) les? noms? (de la |de l.|du |des |de ){_BODIES}|comment s.appel\w+ (la |le |les |l.){_BODIES})\b"),
    (AnswerKind.BODY, rf"\b({_WHICH}{_BODIES}\b)(?!-){_OF_A_KIND}|(what|which) (company|companies|firms?|agency|school|university|bank|association|operator|airline|hotel|restaurant)\b)"),
    (AnswerKind.PROCEDURE, rf"{_OPENS}(a qui|qui) {_ASKING_ONE}(m'|s'|nous )?(adresser|contacter|joindre|appeler|ecrire)\b"),
    (AnswerKind.PERSON, rf"\b({_OPENS}qui (est|sont|etait|a|ont|anime|dirige|preside|organise|porte|pilote|conduit|gere|contacter|prepare|represente|s.occupe|coordonne|propose|accompagne|finance|paie|paye|fait|dois)|^(et |mais )?qui\b(?! (peut|peuvent|doit|doivent|a droit|est concerne|est eligible|va (?:pouvoir|devoir|y|en|beneficier|recevoir|toucher|participer|etre)|(?!serai|aurai)\w+r(ait|aient))\b)|{_OPENS}(a|avec|par|de|chez) qui|(a|avec|par|de|chez) qui(?=\W*$)|c.est qui|qui c.est|quel(le)? (est le nom|responsable|president|personne|dirigeant)|comment s.appell\w+|who|whom)\b"),
    (AnswerKind.PLACE, r"^\W*ou (?!non\b)|\bc.est ou\b(?! (bien|non)\b)|\b((?<!l')ou (c.est|se|est|sont|a|ont|etait|puis|peut|va|aller|trouver|ca|cela|faut)|d.ou|en quels? lieux?|quell?e?s? (lieux?|destinations?|regions?|departements?|endroits?|batiments?|salles?|quartiers?|rues?)|where(?!.*\b(rank|stand)))\b"),
    (AnswerKind.PROCEDURE, rf"\b((comment|how (do|can|to)) ({_ASIDE})?(\S+ ){{0,3}}?({_JOINING})|(quels?|quelles?) (\S+ ){{0,2}}?(documents?|pieces?|papiers?|justificatifs?|demarches?|formalites?|formulaires?)|(what|which) (documents?|papers?|forms?))\b"),
    (AnswerKind.REASON, WHY),
    (AnswerKind.STANCE, STANCE),
    (AnswerKind.DEFINITION, r"\b(qu.est.ce qu[e']?|c.est quoi|c koi|que (signifie|veut dire)|definition|ca veut dire quoi|what (is|are|does \w+ mean)|definir)\b"),
    (AnswerKind.YES_NO, r"(\b(?<!qu.)est.ce (que|qu)|^(y a.t.il|existe.t.il|peut.on|puis.je|faut.il|is|are|does|do|can|was|were|did|has|have)\b|^(?!\W*qu[e']|.*\b(comment|quoi|(du|au|le|la|les)?quel(le)?s?)\b).*\w+-t?-?(il|elle|ils|elles|on|je|vous|nous|tu)\b)"),
)  # fmt: skip
_ASKED_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _ASKED)

_MONEY = r"(€|\$|\b(euros?|centimes?|dollars?|francs?|k€|m€)\b)"
_PRICING = (
    r"(\b(cout\w*|prix(?! nobel)|tarif\w*|pay(e|es|ee|ees|er|ent|ant)|paie\w*|factur\w+|(?<!note de )(?<!notes de )frais|montants?|cotis\w+|participation|abonnement"
    r"|forfait\w*|loyers?|vend(re|s|u\w*|rai?\w*)?|commercialis\w+|debours\w+|investissements?|s'elev\w+|estime\w*|chiffree?s?|evaluee?s?|achet\w+|acquis\w*|comptez)\b|(€|\beuros?) ?(par|ht|ttc|l[ea']|/))"
)
_SLASHED = r"\b[0-3]?\d/[01]?\d\b"
_DAYS = r"(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?"
_NEXT_DAYS = r"(?<!d')hier|(?<!de )demain"
_WEEKDAY = rf"{_NEXT_DAYS}|{_DAYS}"
# « Samedi » alone is that of the week of the source: « le samedi », « lundi et mardi », « mardi matin » are any.
_REGULARLY = (
    rf"\b(l[ea]|les|chaque|d[ue]|des|aux?|une?|ce|\d(er|e|eme)s?) {_DAYS}\b"
    rf"|\b{_DAYS}(?:,? ?(?:et|ou|aux?|a|-|–|,) ?(?:le )?{_DAYS}| (?:matin|midi|apres-midi|soir|de \d|prochain|dernier|suivant)| ?[:\d])"
)
_DAY = (
    rf"(\b({_MONTHS})\b|\b(1[89]|20)\d\d\b|{_SLASHED}|\b\d+ ans\b|\bil y a\b|\b({_WEEKDAY}"
    r"|chaque annee|annuel\w*)\b|\b(semaine|annee) (derniere|prochaine)\b)"
)
_MOMENT = (
    r"\b(printemps|(?<=l')ete|(?<=cet )ete|(?<=en )ete|(?<=d')ete|automne|hiver|rentree|trimestre|semestre|annee|mois|d'ici|debut|mi-|fin (de|d')|prochaine?s?|derniere?s?|depuis"
    r"|lors d[eu']|(?<!en )(?<!l')avant(?! tout)|(?<!d')apres|pendant|au moment|des (le|la|l'))"
)
_CLOSING = (
    r"\b(avant(?! (de|d'|tout|que))|jusqu'aux?|limites?|butoirs?|clotur\w+|clos\w*|au plus tard|dernier (delai|jour)|echeances?|expir\w+|prend fin"
    r"|d'ici)\b"
)

_TELEPHONE = r"(\+33\s?\d|\b0\d)([\s.-]?\d{2}){4}\b"
_MAILBOX = r"\b[\w.+-]+@[\w-]+\.[\w.-]+\b"

_HELD: dict[AnswerKind, re.Pattern[str]] = {
    AnswerKind.PHONE: re.compile(_TELEPHONE),
    AnswerKind.EMAIL: re.compile(_MAILBOX),
    AnswerKind.CONTACT: re.compile(rf"{_TELEPHONE}|{_MAILBOX}"),
    AnswerKind.URL: re.compile(r"\b(https?://|www\.)\S+|\b[\w-]+\.(fr|com|org|eu|net)\b"),
    AnswerKind.ADDRESS: re.compile(r"\b\d{5}\b|\b\d+\s?,?\s?(bis|ter)?\s?,?\s?(rue|avenue|boulevard|place|quai|chemin|allee|impasse|route|cours)\b"),
    AnswerKind.PERCENT: re.compile(r"\d\s?%|\bpour ?cents?\b|\b(moitie|tiers|quarts?)\b"),
    AnswerKind.PRICE: re.compile(rf"\bgratuit\w*\b|\bsans frais\b|^(?=.*{_PRICING})(?=.*{_MONEY})"),
    AnswerKind.CHARGE: re.compile(rf"{_MONEY}|{_PRICING}|\bgratuit\w*\b|\b(payant\w*|financ\w+|subvention\w*|offerte?s?)\b|\ba (la|leur|sa|votre|ses|vos) (charge|frais)|\bpris\w* en charge"),
    AnswerKind.AMOUNT: re.compile(rf"{_MONEY}|\bgratuit\w*\b|\bsans frais\b"),
    AnswerKind.FREQUENCY: re.compile(r"\b(chaque|tou(te)?s les|par (an|mois|semaine|jour|trimestre)|\d+ fois|annuel\w*|mensuel\w*|hebdomadaire\w*|quotidien\w*|regulier\w*|regulierement|trimestriel\w*|(une|deux|trois) fois)\b"),
    AnswerKind.PROCEDURE: re.compile(r"\b(contacte[rzs]?\b|contactent|inscri\w+|adher\w+|s'adress\w+|adresse[rz]|dossiers?|candidate[rz]\b|candidatent|formulaires?|postul\w+|demand\w+|rendez-vous|rejoin\w+|depos\w+|rempli\w+|ecri(re|vez)|appele[rz]|telephon\w+|fourni\w+|joindre|s'abonn\w+|cotis\w+|invit\w+|aupres)\b"),
    AnswerKind.HOURS: re.compile(r"\b\d{1,2} ?(h\d{0,2}|heures?)\b|\b\d{1,2}:\d\d\b|\b(midi|minuit)\b|24 ?/ ?24"),
    AnswerKind.AGE: re.compile(r"\b\d+ ans\b|\bagee? de\b|\bnee? (le|en|a)\b"),
    AnswerKind.DURATION: re.compile(rf"(?<!\bil y a )\b(\d+|{_NUMBER_WORDS}|plusieurs|quelques|une petite|petite) (petites? )?(jours?|journees?|semaines?|mois|ans|annees?|heures?|minutes?|trimestres?|semestres?)\b(?! (avant|apres|plus (tot|tard)|auparavant)\b)|\b(toute?|pendant|durant|sur|a) (toute |tout )?(la |le |l')(semaine|journee|annee|mois)\b|\bdu (\S+ )?\d+.{{1,24}}\bau (\S+ )?\d+"),
    AnswerKind.DEADLINE: re.compile(rf"^(?=.*{_CLOSING})(?=.*{_DAY})"),
    AnswerKind.DATE: re.compile(rf"{_DAY}|{_MOMENT}"),
    AnswerKind.NUMBER: re.compile(rf"\d|\b({_NUMBER_WORDS})\b"),
}  # fmt: skip

_ASKS_DAY = re.compile(r"\b(quels? jours?|(date|jour) (exacte?|precise?)|(what|which) day)\b")
_HELD_DAY = re.compile(
    rf"\b\d{{1,2}}(er|st|nd|rd|th)? (of )?({_MONTHS})\b|\b({_MONTHS}) \d{{1,2}}\b(?!\d)"
    rf"|{_SLASHED}|{_REGULARLY}|\b({_NEXT_DAYS})\b"
)

# « Quel âge a-t-elle ? »: « il y a quatre ans » is the age of what was begun then, which such a question does not name.
_OF_A_THING = re.compile(r"\bage (a|ont|avait|avaient) (l['’]|l[ae] |les |cet|ces |notre |votre )")
_SINCE = re.compile(r"\b(?:il y a|depuis|voila|dans|pendant|apres|d'ici|tous les|plus de) \d+ ans\b")

_TOLD = {AnswerKind.TOWN: names_town, AnswerKind.PLACE: names_place}


def asked(question: str) -> AnswerKind:
    """Tell what kind of answer a question asks for.

    >>> asked("Quel est le numéro de téléphone de la boulangerie de Figeac ?").value
    'phone'
    >>> asked("combien d'entreprises sont parties ?").value
    'number'
    """
    folded = fold(question).strip()
    if asks_to_reach_someone(question):
        return AnswerKind.CONTACT
    for kind, pattern in _ASKED_COMPILED:
        if pattern.search(folded):
            return kind
    return AnswerKind.OTHER


def holds(
    kind: AnswerKind,
    sentence: str,
    question: str = "",
    bodies: Collection[str] = (),
    people: Collection[str] = (),
) -> bool:
    """Tell whether a sentence has the form of an answer of this kind to a question.

    `bodies` are names known not to be those of persons, `people` those that are.

    >>> holds(AnswerKind.AMOUNT, "La cotisation est de 40 euros.")
    True
    >>> holds(AnswerKind.PHONE, "Le four a coûté 12 000 euros.")
    False
    """
    if kind is AnswerKind.AGE and not _OF_A_THING.search(fold(question)):
        sentence = _SINCE.sub(" ", fold(sentence))
    pattern = _HELD_DAY if kind is AnswerKind.DATE and asks_day(question) else _HELD.get(kind)
    if pattern is not None:
        return pattern.search(fold(sentence)) is not None
    if kind is AnswerKind.PERSON:
        named = (
            names_leader(sentence, question, bodies)
            if asks_leader(question)
            else names_someone(sentence, question)
        )
        return named and tells_deed(sentence, question)
    if kind is AnswerKind.BODY:
        told_of = tells_deed(sentence, question) and tells_leader(sentence, question)
        return told_of and names_body(sentence, question, people)
    if kind is AnswerKind.COUNTRY:
        return names_country(sentence, question)
    told = _TOLD.get(kind)
    return told is None or told(sentence, question, people)


@lru_cache(maxsize=2_000)
def asks_day(question: str) -> bool:
    """Tell whether a question that asks for a date wants it to the day.

    >>> asks_day("Quel jour ouvre le fournil ?"), asks_day("Quand ouvre le fournil ?")
    (True, False)
    """
    return _ASKS_DAY.search(fold(question)) is not None
