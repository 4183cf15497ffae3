"""The asides: what is asked of the assistant itself, of its sources or of its last answer; no document answers."""

import re
from collections.abc import Sequence

from bot.companies.clauses import clauses_of
from bot.companies.geography import find_place
from bot.conversation.small_talk import Intent
from bot.retrieval.words import fold

_BEFORE = (
    r"(?:(?:bonjour|bonsoir|salut|hello|hi|et|mais|alors|ok|okay|oui|non|merci|thanks|dis|dites|dis moi|dites moi|euh|hum|bon|ah|oh"
    r"|au fait|sinon|donc|du coup|en fait|attends?|attendez|excusez moi|pardon|je (?:voudrais|veux|aimerais) savoir|est ce que|so|and|but) )*"
)
_AFTER = (
    r"(?: (?:svp|stp|s il (?:te|vous) plait|please|merci|exactement|au juste|en fait|alors|la|deja|vraiment|par hasard|maintenant"
    r"|pour (?:dire|affirmer|repondre) (?:ca|cela)|directement|ici|now))*"
)
_YOUR = r"(?:tes|vos|ton|ta|votre|your)"
_DOCUMENTS = r"(?:sources?|documents?|informations?|infos?|donnees|textes?|fiches?|references?|base de donnees|documentation|data)"
_YOU_USE = (
    r"(?:(?:tu|vous) (?:connais|connaissez|as|avez|utilises?|utilisez|lis|lisez|consultes?|consultez|cites?|citez)"
    r"|(?:connais|as|utilises|lis|consultes|cites) tu|(?:connaissez|avez|utilisez|lisez|consultez|citez) vous|do you (?:know|use|have|read|quote))"
)
_SAID = (
    r"(?:ca|cela|c|this|that|cette (?:info|information|reponse|phrase|date)|ces (?:infos|informations|chiffres|donnees)|ce chiffre|(?:l|ta|votre) (?:info|information|reponse)"
    r"|ce que (?:tu|vous) (?:dis|dites|racontes|racontez|avances|avancez|affirmes|affirmez))"
)
_SOURCES = (
    rf"(?:c est quoi|ce sont quoi|quelles? (?:sont|est)|quels sont|d ou (?:viennent|proviennent|sortent|tires tu|tirez vous|tiens tu|tenez vous)"
    rf"|(?:montre|montrez|donne|donnez|liste|listez|cite|citez)(?: moi| nous)?|ou (?:sont|trouves tu|trouvez vous)|what are|where are|show me|where do you get) {_YOUR} {_DOCUMENTS}(?: from)?"
    rf"|(?:quels?|quelles?|what|which) {_DOCUMENTS} (?:est ce que )?{_YOU_USE}|{_YOU_USE} (?:quels?|quelles?|quoi comme) {_DOCUMENTS}"
    r"|(?:sur quoi|a partir de quoi|d apres quoi|avec quoi|(?:sur|a partir de|d apres|avec) (?:quels?|quelles?) (?:sources?|documents?|donnees|informations?)) (?:est ce que )?"
    r"(?:tu|vous)? ?(?:(?:te|vous) )?(?:bases?|basez|appuies?|appuyez|reponds|repondez|fondes?|fondez|travailles?|travaillez)(?: (?:tu|vous))?"
    rf"|{_YOUR} (?:{_DOCUMENTS}|reponses?) (?:(?:sont|est)(?: (?:elles|ils|elle|il))?(?: (?:bien|toujours|encore|vraiment|bien toujours|assez))? "
    r"(?:a jour|recente?s?|fiables?|actuelles?|actuels?|vieux|vieilles?|datee?s?|officiel(?:le)?s?|verifiee?s?|sures?|exactes?)|(?:datent|date) de quand)"
    rf"|(?:de quand|de quelle annee) (?:datent|date|sont) {_YOUR} {_DOCUMENTS}|(?:quand|a quelle date) (?:as tu|avez vous|tu as|vous avez) ete mise?s? a jour"
    r"|(?:tu|vous) (?:es|etes) a jour|(?:es tu|etes vous) a jour|are you up to date|how (?:recent|up to date|old) (?:are|is) your (?:data|information|sources|documents)"
)
_GROUNDS = (
    r"(?:tu|vous) (?:en )?(?:es|etes) (?:bien |vraiment )?(?:sur|sure|surs|certaine?|certains)(?: d(?:e|u) (?:ca|cela|toi|vous|coup|ta reponse|votre reponse|ce que (?:tu dis|vous dites)))?"
    r"|t (?:en )?es (?:sur|sure|certaine?)(?: de (?:ca|cela|toi|ton coup))?|(?:es tu|etes vous|en es tu|en etes vous) (?:sur|sure|certaine?)s?(?: de (?:ca|cela|toi|vous|ta reponse|votre reponse))?"
    r"|(?:vraiment|serieux|serieusement|ah bon|pour de vrai|really|are you sure(?: about (?:this|that))?|is (?:this|that) true)"
    r"|c est (?:bien |vraiment )?(?:vrai|fiable|verifie|officiel|prouve|certain|sur)(?: (?:ca|cela|tout ca))?"
    rf"|(?:d ou|comment) (?:tu|vous) (?:tiens|tenez|sors|sortez|sais|savez|tires|tirez|as eu|avez eu) {_SAID}"
    rf"|d ou (?:(?:tiens|sors|tires) tu|(?:tenez|sortez|tirez) vous|viennent|vient|sort|sortent|provient|proviennent) {_SAID}|comment (?:le )?(?:sais tu|savez vous)(?: (?:ca|cela))?"
    rf"|(?:tu as|vous avez|t as|as tu|avez vous|avez|y a t il|il y a|quelle est|quelles sont|c est quoi|donne[rz]?(?: moi)?|donnez(?: moi)?|what is|what s)? ?(?:la |une |ta |votre |des |de |les |ton |your |the |a )?(?:sources?|preuves?|references?|liens?)(?: (?:de|pour) {_SAID}| (?:vers|de) l article)?"
    rf"|{_SAID} (?:date|datent|remonte|remontent) (?:de|a) quand|de quand (?:date|datent) {_SAID}|c est de quand(?: (?:ca|cela))?|c est (?:recent|vieux|date)(?: (?:ca|cela))?"
    r"|qui (?:dit|a dit|affirme) (?:ca|cela)|who says so|says who|where does (?:this|that) come from|how do you know(?: (?:this|that))?"
)
_IT = r"(?:le|ca|cela|moi|moi ca|moi cela|ta reponse|votre reponse|la reponse|tout|tout ca|it|this|that|your answer)"
_PLAINER = (
    r"(?:(?:beaucoup |bien )?(?:plus|trop) (?:simplement|simple|clairement|clair|court|brievement|rapidement|rapide|bref|long|complique|facilement)|autrement|mieux|simplement|clairement|brievement"
    r"|en (?:clair|bref|resume|(?:un|deux|trois|quelques) (?:mots?|phrases?)|une (?:seule )?(?:phrase|ligne)|plus (?:simple|court)|francais(?: simple)?|mots simples|simple|short|one sentence|simple words)"
    r"|avec d autres mots|avec des mots simples|comme (?:si|a) \w+(?: \w+){0,5}|more simply|simpler|shorter|again|briefly)"
)
_REWORD = r"(?:resume[rz]?|reformule[rz]?|simplifie[rz]?|raccourci(?:s|ssez|r)?|clarifie[rz]?|vulgarise[rz]?|synthetise[rz]?|abrege[rz]?|rephrase|summari[sz]e|shorten)"
_SAY_IT = r"(?:expliqu\w+|di(?:s|tes|re)|redi(?:s|tes|re)|repet\w+|fai(?:s|tes|re)|ecri(?:s|vez|re)|explain|say|repeat)"
_COULD = r"(?:(?:peux tu|pouvez vous|tu peux|vous pouvez|pourrais tu|pourriez vous|tu pourrais|vous pourriez|can you|could you|il faudrait|merci de) )?(?:me |m |nous |le |la |l )*"
_REWORDING = (
    rf"{_COULD}{_REWORD}(?: {_IT})?(?: {_PLAINER})*|{_COULD}{_SAY_IT}(?: {_IT})? {_PLAINER}(?: {_PLAINER})*|(?!(?:mieux|again)$){_PLAINER}"
    r"|(?:(?:je |j )?(?:n )?ai )?(?:toujours )?(?:pas|rien) (?:bien |tout )?compris(?: (?:ta|votre|la) reponse)?"
    r"|(?:je )?(?:ne )?comprends? (?:pas|rien|toujours pas)(?: (?:bien|tout))?(?: (?:ta|votre|la) reponse| ce que (?:tu dis|vous dites))?"
    r"|(?:(?:traduis|traduisez|translate)(?: (?:ca|moi ca|it|this|that))? )?(?:en|in|into) (?:anglais|espagnol|allemand|italien|portugais|occitan|english|french|spanish|german)|(?:(?:c est|ce n est) )?pas (?:tres |bien )?clair|c est (?:trop (?:long|complique|technique)|incomprehensible|du charabia)|j ai du mal a (?:te |vous )?(?:comprendre|suivre)(?: (?:ta|votre) reponse)?|i (?:do not|don t) understand|too long"
)
_MINE = (
    r"(?:mes|nos|mon|my|our) (?:donnees(?: personnelles)?|messages?|conversations?|questions?|infos?|informations?(?: personnelles)?|echanges|data|historique)"
    r"|(?:cette|notre|la|this) (?:conversation|discussion)|ce que (?:j ecris|je (?:dis|tape|vous (?:dis|ecris)|te (?:dis|ecris)))|ce chat|what i (?:write|say)"
)
_KEPT = r"(?:conserv|gard|stock|enregistr|utilis|partag|proteg|confidenti|securis|vendu|vend|transmis|transmett|lu\b|lue|lus|lire|lis|anonym|prive|effac|supprim|tracee?|kept|stored|private|confidential|sold|shared|recorded)\w*"
_PRIVACY = (
    rf"(?:{_MINE}|c|ceci|tout ca|ca) (?:sont|est|seront|sera|restent|reste|vont etre|are|is)(?: (?:elles|ils|elle|il))?(?: (?:bien|vraiment|toujours|pas))? {_KEPT}(?: \w+){{0,3}}"
    rf"|(?:est ce|est elle|is it|is this|is that) (?:bien )?(?:confiden|anonym|prive|enregistr|securis|private|recorded)\w*|are (?:{_MINE}) {_KEPT}"
    r"|(?:que|qu est ce que|comment|what) (?:faites vous|fais tu|vous faites|tu fais|utilisez vous|utilises tu|devient|deviennent|do you do|happens)(?: (?:de|avec|with|to))? "
    rf"(?:{_MINE})"
    rf"|(?:(?:tu|vous) )?(?:gardes|gardez|conserves|conservez|enregistres|enregistrez|stockes|stockez|utilises|utilisez|revendez|vendez|transmettez|partagez)(?: (?:tu|vous))? (?:{_MINE})(?: \w+){{0,3}}"
    rf"|(?:combien de temps|ou|where|how long) (?:(?:sont|est|are|is|vous|tu|do you) )?(?:{_KEPT} (?:(?:vous|tu) )?)?(?:{_MINE})(?: {_KEPT})?"
    rf"|(?:qui|quelqu un|on|vous|tu) (?:peut |peuvent |va |pouvez )?(?:lit|lire|lisez|lis|voit|voir|voyez|a acces a|avoir acces a|ecoute) (?:{_MINE})"
    rf"|(?:comment |je veux |je voudrais |peux tu |pouvez vous |puis je |peut on )?(?:effacer?|efface[rz]?|supprimer?|supprime[rz]?|telecharger|recuperer|delete|erase) (?:{_MINE})"
    r"|(?:le |la |les |votre |ta )?(?:rgpd|gdpr|politique de confidentialite|protection des donnees|confidentialite|vie privee|privacy policy)"
)
_ADVISER = r"conseill(?:er|ere|ers|eres)"
_CHAMBER = r"(?:la |ma |votre )?(?:cci|chambre(?: de commerce(?: et d industrie)?)?)"
_THERE = rf"(?: (?:de |a |par )?{_CHAMBER})?(?: (?:du|de|des|d|a|au|dans|en|sur|pres de|vers|of|in|at)(?: (?:la|le|l|les|the))? (?!mon |ma |mes |notre |nos )\w{{2,}}(?: \w+){{0,3}}?)?"
_HUMAN = (
    rf"(?:(?:(?:un|une|des|le|la|les|mon|ma|votre|vos|l|a|an|the) )?(?:etres? humains?|humaine?|(?:vraie?|real) (?:personne|humain|person|human)|{_ADVISER}(?: humaine?)?|human(?: being)?|advis[eo]r){_THERE}"
    rf"|(?:une |a )(?:personne|person)(?: (?:reelle|physique|humaine|en vrai))?(?: (?:de|a) {_CHAMBER})?|quelqu un (?:de chez vous|en vrai|(?:de|a) {_CHAMBER}){_THERE})"
)
_SOMEONE = rf"(?:{_HUMAN}|{_CHAMBER}{_THERE})"
_REACH = r"(?:parler|discuter|echanger|joindre|contacter|appeler|rencontrer|voir|avoir|etre (?:mise? en (?:relation|contact)|rappelee?|contactee?|recontactee?|aidee?)|prendre (?:rendez vous|rdv)|talk|speak|reach|contact|meet)"
_MAY = (
    r"(?:(?:je|on|nous|j|i) (?:veux|veut|voulons|voudrais|voudrait|souhaite|souhaiterais|aimerais|prefere|prefererais|peux|dois|cherche a|want to|d like to|would like to|need to)"
    r"|puis je|pourrais je|peut on|est ce que je (?:peux|pourrais)|(?:c est|est ce|il est) possible (?:de|d)|comment(?: est ce que| je| on)*(?: (?:peux|puis|peut|fait on pour|faire pour|fais pour))?(?: je| on)?|ou|can i|could i|may i|how (?:do|can) i)"
)
_WITH = r"(?:a|avec|au|aux|par|to|with|de|d)"
_PERSON = (
    rf"{_MAY} {_REACH}(?: directement)?(?: {_WITH})? ?{_SOMEONE}|{_REACH} (?:{_WITH} )?{_SOMEONE}"
    rf"|(?:passe[rz]?|donne[rz]?|trouve[rz]?|mette[rz]|mets)(?: (?:moi|nous))?(?: en (?:relation|contact))?(?: (?:avec|le contact d|les coordonnees d|le numero d))? ?{_SOMEONE}"
    rf"|(?:je (?:veux|voudrais|cherche|prefere)|il me faut|j ai besoin d) ?{_SOMEONE}|{_HUMAN}"
    r"|(?:(?:vous pouvez|pouvez vous|tu peux|peux tu|on peut|quelqu un peut) )?(?:me |m )(?:rap+eler|ap+eler|recontacter|contacter)|(?:rap+elez|rap+ele|ap+elez|ap+ele|recontactez|contactez) moi"
    r"|je (?:veux|voudrais|souhaite|souhaiterais|aimerais) (?:etre (?:rappelee?|recontactee?|contactee?)|qu on me (?:rappelle|contacte|recontacte))|a qui (?:puis je |je peux |peut on )?parler"
)
_THE_QUESTION = r"(?: (?:a )?(?:ma|la) (?:question|demande))?"
_NOT_RIGHT = r"(?:ca|cela|ce que (?:je|j ai) (?:demande|veux|voulais|cherche|dis|dit)|la (?:bonne )?(?:question|reponse)|bon|correct|exact|vrai|juste)"
_COMPLAINT = (
    rf"(?:non )?(?:(?:ce |c )?(?:n )?est )?(?:vraiment )?pas (?:du tout )?{_NOT_RIGHT}"
    rf"|(?:mais )?(?:tu|vous) (?:n |ne )?(?:m )?(?:as|avez) (?:toujours )?(?:pas|rien|mal) (?:repondu|compris){_THE_QUESTION}"
    rf"|(?:mais )?(?:tu|vous|ca|cela|ta reponse|votre reponse) (?:ne |n )?(?:me |m )?(?:reponds?|repondez|comprends|comprenez|aides?|aidez|sert|convient) (?:pas|a rien){_THE_QUESTION}"
    r"|(?:c est |ta reponse est |votre reponse est |tout )?(?:faux|hors sujet|a cote(?: de la plaque)?|n importe quoi|inexact|incorrect|errone|nul|inutile)"
    r"|mauvaise reponse|rien a voir|(?:tu te|vous vous) (?:trompes?|trompez)|(?:tu t es|vous vous etes) trompee?s?|(?:ca|cela) (?:ne )?correspond pas(?: du tout)?(?: a ce que je (?:cherche|demande|veux))?|that s (?:wrong|not (?:it|what i asked))|wrong(?: answer)?|off topic"
)
_ABILITIES = (
    r"(?:(?:quels?|quelles?|de quels?|sur quels?) (?:sujets?|themes?|domaines?|questions?|choses) (?:est ce que )?(?:connais tu|connaissez vous|tu connais|vous connaissez|peux tu (?:traiter|repondre)|pouvez vous (?:traiter|repondre)"
    r"|(?:puis je|je peux) (?:te |vous )?(?:poser|demander|interroger)|(?:peut|peux) on parler|traites tu|traitez vous|maitrises tu|maitrisez vous)"
    r"|(?:de|sur) quoi (?:est ce qu )?(?:(?:on )?peut (?:on )?parler|(?:puis je|je peux) (?:te |vous )?(?:interroger|parler|demander)|(?:peux tu|tu peux|pouvez vous|vous pouvez) (?:parler|repondre|m aider|me renseigner))"
    r"|que (?:puis je|peut on) (?:te |vous |m )?(?:demander|poser)|qu est ce que je peux (?:te |vous )?demander|(?:quel est|c est quoi) (?:ton|votre) (?:domaine|role|sujet|but|utilite)"
    r"|(?:donne|donnez)(?: moi| nous)?(?: un| des| quelques)? exemples?(?: de questions?)?|(?:un|des) exemples?(?: de questions?)?|(?:je )?(?:ne )?sais? pas (?:quoi (?:te |vous )?(?:demander|dire)|par ou commencer)|par ou (?:commencer|je commence)"
    r"|(?:j ai|je peux|puis je)(?: (?:te |vous )?poser)? une (?:petite )?question|c est urgent|what can i ask(?: you)?|what do you know)"
)
_SERVICE = (
    r"(?:(?:ce|le|ton|votre) (?:service|site|chat|chatbot|assistant|outil) (?:est|il est)(?: il)? (?:vraiment )?(?:gratuit|payant|libre)|(?:est ce que )?(?:ce|le|votre) (?:service|site|chat|assistant) (?:est )?(?:gratuit|payant)"
    r"|(?:faut il|dois je|est ce qu il faut|il faut|do i need to|on doit) (?:payer|creer un compte|s inscrire|m inscrire|avoir un compte|create an account|sign up|pay)(?: pour (?:te|vous|t) ?(?:utiliser|parler|interroger|poser une question))?"
    r"|combien (?:ca )?coutes? (?:tu|ce service|ce site|cet assistant|ce chat))"
)
_ASIDES: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (intent, re.compile(rf"{_BEFORE}(?:{pattern}){_AFTER}"))
    for intent, pattern in (
        (Intent.GROUNDS, _GROUNDS),
        (Intent.SOURCES, _SOURCES),
        (Intent.REWORDING, _REWORDING),
        (Intent.PRIVACY, _PRIVACY),
        (Intent.PERSON, _PERSON),
        (Intent.COMPLAINT, _COMPLAINT),
        (Intent.ABILITIES, _ABILITIES),
        (Intent.SERVICE, _SERVICE),
    )
)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_FILLERS = _set(
    """a ai aimerais alors as au auriez aurait aux avec avez avoir besoin bonjour bonsoir c ca ce cela cette chez comment d dans de des
    dire dis dites directement dois donc donne donner donnez du elle elles en est et etre existe fait faire faites faut il ils j je l la
    le les leur m mais me merci moi moyen n ne nous on ont ou par pas peut peux plait possible pour pourrais pourrait pouvez pourriez puis
    qu que quel quelle quelles quels qui quoi s salut sans savoir se si sont souhaite souhaiterais stp sur svp t te toi trop tu un une
    veux voudrais voulez vous y i me my the to of is are can could how do please you with"""
)
_ADVISERS = _set(
    "conseiller conseillere conseillers conseilleres humain humaine interlocuteur interlocutrice adviser advisor human"
)
_REACHED = _set(
    """parler discuter echanger joindre contacter contact appeler appelle appel rencontrer rencontre voir relation mettre mettez mets passer
    passez passe trouver trouve obtenir disponible disponibles demain aujourd hui matin bientot orienter oriente vers rendez rdv prendre
    rappeler rappelle telephone telephoner numero numeros mail email courriel coordonnees vrai vraie reel quelqu cci chambre commerce
    industrie votre ma mon cherche demande demander aide aider vive voix proche pres talk speak reach meet find someone"""
)
_OWN = _set("tes vos ton votre ta your")
_HELD = _set(
    """reponses source sources document documents reference references information informations info infos fiche fiches texte textes
    documentation"""
)
_SHOWN = _set(
    """liste lister voir montrer montre montrez consulter acces afficher affiche viennent vient proviennent provenance provient sortent
    trouver trouve trouves trouvez utilises utilisez utilise bases basez base disposes disposez lis lisez lire connais connaissez complete
    entiere donnees fiables fiable jour recentes recents officielles officiels verifiees tous toutes which what list show see using use"""
)
_MY = _set("mes nos mon notre cette my our")
_WRITTEN = _set(
    "donnees donnee messages message conversation conversations historique questions echanges infos informations data history"
)
_KEEPING = _set(
    """garde gardes gardez gardees garder gardee conserve conserves conservez conserver conservees conservee stocke stockes stockez stockees
    enregistre enregistres enregistrez enregistrees enregistree utilise utilisez utilisees partage partagez partagees protegees protegee
    confidentiel confidentielle confidentielles confidentialite anonyme anonymes securise securisees prive privee privees vendues revendues
    vendez transmises transmettez lues lit lisez efface effacer effacez supprimer supprimez supprime telecharger deviennent keep stored kept
    private"""
)
_ANY = _set(
    "restent reste apres ici longtemps combien temps jours personnelles personnelle bien toujours acces"
)
_WORDS: tuple[tuple[Intent, tuple[frozenset[str], ...], frozenset[str]], ...] = (
    (Intent.PERSON, (_ADVISERS,), _FILLERS | _ADVISERS | _REACHED),
    (Intent.SOURCES, (_OWN, _HELD), _FILLERS | _OWN | _HELD | _SHOWN),
    (Intent.PRIVACY, (_MY, _WRITTEN, _KEEPING), _FILLERS | _MY | _WRITTEN | _KEEPING | _ANY),
)
"""The words that each aside must have one of, and those it may have: for what no form foresees."""
_LONGEST = 18
"""Words beyond which a message is more than an aside; it also bounds the work of matching."""
_PLAIN = re.compile(r"[a-z0-9]+")
_PLACE = re.compile(
    r"\b(?:à|a|de|du|d['’]|en|dans(?: l[ea]| l['’])?|près de|vers|sur)\s*(?:l[ea] |l['’])?([\w'’-]{3,}(?: [\w'’-]+)?)\W*$",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[.!?;:,\n]+")


def aside_of(message: str) -> Intent | None:
    """Tell which aside a message is, whole; None when it is none.

    Who asks for a person may tell of their company beside it.

    >>> [one and one.value for one in map(aside_of, ("C'est quoi, tes sources ?", "Qui finance le fournil ?"))]
    ['sources', None]
    """
    aside = _whole(message)
    if aside is not None:
        return aside
    pieces = [piece for piece in _BREAK.split(message) if piece.strip()]
    others = [piece for piece in pieces if _whole(piece) is not Intent.PERSON]
    told = (one.is_own and not one.is_question for piece in others for one in clauses_of(piece))
    return Intent.PERSON if len(others) < len(pieces) and all(told) else None


def _by_words(found: Sequence[str]) -> Intent | None:
    """Tell an aside by its words, in any order: one it must have, and none but those it may have."""
    told = set(found)
    for intent, needed, allowed in _WORDS:
        if all(told & words for words in needed) and told <= allowed:
            return intent
    return None


def without_place(text: str) -> str:
    """Give a text without the place that it ends on: « un conseiller à Rodez »."""
    tail = _PLACE.search(text)
    return text[: tail.start()] if tail and find_place(tail[1]) else text


def _whole(text: str) -> Intent | None:
    found = _PLAIN.findall(fold(text))
    plain = " ".join(found)
    if len(found) > _LONGEST:
        return None
    whole = next((intent for intent, pattern in _ASIDES if pattern.fullmatch(plain)), None)
    return whole or _by_words(_PLAIN.findall(fold(without_place(text))))
