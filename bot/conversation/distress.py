"""The distress: the words of someone who speaks of dying, or who has no strength left."""

import re

# Words that may stand between wanting and what is wanted, without another subject coming in.
_BETWEEN = r"(?: (?:a|de|d|en|tout|toute|tous|juste|parfois|souvent|vraiment|plus|plutot|seulement|simplement|y|qu|que|bien|aussi|encore|pas|fois|je|j|me|m|une|un|seule|chose|c est|est|toujours|la|to|just|really|only|about)){0,7}"
_WANT = r"(?:veux|veut|voudrais|vais|vas|pense|penser|penses|pensais|pensant|envie|envies|idees?|songe|songer|songeais|aimerais|souhaite|prefere|prefererais|reve|pret|prete|sur le point|failli|tente|essaye|essaie|voulu|voulais|mieux|plus qu|reste qu|reste plus|comment|hate|menace|menacent|parle|parlait|parlent|dit vouloir|want|wanna|wish|going|thinking|thought)"
_ME = r"(?:me|m|te|se|s)"
_DYING = (
    r"(?:mourir(?! (?:de|d|sans|avant) )|crever(?! (?:de|d|un|une|le|la|les) )|etre morte?|suicid\w+"
    rf"|{_ME} (?:suicider|tuer(?! (?:a la|au|a l) )|pendre|flinguer|buter|noyer|supprimer(?! (?:de|du|des|d) )|immoler|ouvrir les veines|tailler les veines|defenestrer|empoisonner)"
    rf"|{_ME} foutre (?:en l air|une balle|par la fenetre|sous)|{_ME} (?:tirer|mettre|coller) une balle|{_ME} jeter (?:sous|par la fenetre|du|d un|d une|dans le vide|a l eau|dans (?:la|le) (?:riviere|lot|fleuve|mer))"
    r"|sauter (?:du|d un|d une|par la|dans le vide)"
    r"|en finir(?! avec\b(?! (?:la vie|ma vie|cette vie|tout|la vie meme|moi|l existence|mes souffrances))| (?:au plus vite|rapidement|une bonne fois)? ?avec\b(?! (?:la vie|tout)))(?! (?:de|d) )"
    r"|disparaitre(?! (?:de|du|des|d|la|le|les|un|une|ce|cette) )|partir pour (?:toujours|de bon)(?! (?:a|au|aux|en|vers|de|d|chez|dans) )|partir pour ne plus revenir"
    r"|(?:ne |n )?(?:plus|pas) (?:etre la|exister|vivre|me reveiller|etre de ce monde)|m endormir (?:et|pour) (?:ne )?(?:plus|jamais|toujours)\w*|dormir pour toujours|(?:que )?tout s arrete"
    r"|die|kill (?:myself|himself|herself)|end (?:it all|my life)|hang myself)"
)
_ACUTE = re.compile(
    rf"\b(?:je|j|moi|me|m|i|qu a|que de|envies?|il|elle|mari|femme|associee?s?|salariee?s?|conjointe?|frere|soeur|pere|mere|fils|fille|amie?|collegues?|gerante?|patronn?e?|employee?s?|apprentie?s?|compagne|compagnon)\b(?: \w+){{0,3}}? {_WANT}{_BETWEEN} {_DYING}\b"
    rf"|\b(?:envies?|idees?|pensees?|pulsions?|intention) (?:de |d |a )?{_DYING}\b"
    r"|\bje (?:me (?:suicide|pends|flingue|bute|fous en l air|tire une balle|jette (?:sous|du|par|dans le vide))|saute (?:du|d un|par|dans le vide)|me tue (?:ce soir|demain|maintenant|si|$))"
    r"|\b(?:je|j)\b(?: \w+){0,8} (?:me|m) (?:suicider|pendre|flinguer|immoler|jeter (?:sous|du|d un|d une|par la fenetre|dans le vide|a l eau|contre un)|foutre en l air|(?:tirer|mettre|coller) une balle|(?:ouvrir|tailler|couper) les veines|faire du mal|mutiler)\b"
    r"|\b(?:mettre|mis|mets|mettrai|mettrais) (?:\w+ )?(?:fin|un terme) a (?:mes|ses|tes) (?:jours|souffrances)\b"
    r"|\b(?:mettre|mis|mets|mettrai|mettrais) (?:\w+ )?(?:fin|un terme) a (?:ma|sa|mon|son) (?:propre )?(?:vie|existence)\b(?! (?:de|d|pro\w*|active|commune|en|sociale|conjugale|associative))"
    r"|\b(?:me|m|se) (?:oter|ote|enlever) la vie\b|\bm ?oter la vie\b|\bmes derniers jours\b|\b(?:plus|pas) de cette vie\b"
    r"|\b(?:plus|pas|perdu|perd|perds|aucune?|sans|ni) (?:\w+ ){0,3}?(?:gout|envie|joie|raisons?|sens|interet|force|courage|plaisir) (?:a|de) (?:la vie|(?:continuer a )?vivre)\b(?! (?:de|d|en|dans|avec|a|ensemble|ici) )"
    r"|\b(?:cesser|arreter|assez|peine|merite|marre|fatiguee?|lassee?|las|degoutee?|a quoi bon|pourquoi continuer a) (?:\w+ )?(?:de |a |continuer a )?(?:vivre|la vie|ma vie)\b(?! (?:de|d|en|dans|avec|a|ensemble|ici|pro\w*) )"
    r"|\b(?:don t|do not|no longer|not) want to (?:live|be alive|be here|wake up|exist)\b"
    r"|\bma vie (?:ne |n )?(?:vaut|sert|a|merite|est)\b(?: \w+){0,3} (?:rien|sens|peine|finie|foutue|vecue)\b|\bvie (?:ne )?vaut (?:plus|pas) (?:la peine|d etre)\b"
    r"|\bla mort\b(?: \w+){0,5} (?:solution|issue|delivrance|soulagement|sortie|repos|choix|m appelle|m attire)\b|\b(?:seule|unique|dernier|derniere) (?:solution|issue|sortie|choix)\b(?: \w+){0,5} (?:la mort|mourir|le suicide|me tuer)\b|\b(?:pense|penser|souhaite|desire|attends|appelle|prefere) (?:\w+ ){0,3}?(?:a )?(?:la|ma) mort\b"
    r"|\b(?:vaut|vaudrait|faudrait|serait) (?:\w+ )?(?:mieux )?(?:que )?(?:je (?:disparaisse|meure|parte pour toujours|creve)|si je (?:disparaissais|mourais))\b"
    r"|\bpersonne (?:ne )?(?:va )?(?:me|m) (?:regrett\w+|pleur\w+|manquer\w*)\b|\bmanquer\w* a personne\b|\b(?:un|qu un) (?:poids|fardeau) pour (?:tout le monde|tous|ma famille|mes proches|les autres|mes enfants|eux)\b"
    r"|\b(?:leur|vous) (?:dire|dis|faire|fais) (?:mes )?adieux?\b|\badieux? (?:la vie|le monde|a (?:tous|mes|ma famille|ma femme|mon mari|tout le monde|la vie|ce monde))\b|\bnoeud coulant\b"
    r"|\b(?:idees|pensees) (?:noires|suicidaires|morbides|de mort)\b|\btendances? suicidaires?\b|\btentative de suicide\b"
    r"|\b(?:mieux|tranquilles?|soulages?|heureux) (?:\w+ )?(?:sans moi|si j etais mort\w*|si je n etais (?:plus|pas)|quand je (?:ne )?serai plus)\b|\b(?:serais|serai|suis|etre) (?:bien )?mieux morte?\b|\bvaux plus morte?\b|\bbetter off (?:dead|without me)\b"
    r"|\b(?:faire|fasse|fais|ferai|ferais|commettre) (?:une (?:grosse |enorme )?(?:betise|connerie)|l irreparable)\b|\bpasser a l acte\b"
    r"|\blettre d adieu\b|\b(?:dire|fait|faire|ecrit) (?:mes|ses) adieux\b|\badieu a (?:tous|mes proches|ma famille|tout le monde)\b"
    r"|\b(?:achete|prepare|pris|trouve) (?:une|la|ma) corde\b|\b(?:avale|pris) (?:\w+ )?(?:des|les|mes|de|plein de|une boite de|tous mes) (?:\w+ )?(?:cachets|comprimes|medicaments|somniferes)\b"
    r"|\bassurance (?:vie|deces)\b.{0,40}\b(?:apres ma mort|si je (?:meurs|me tue|disparais))\b"
    r"|\bsuicidal\b|\bno reason to live\b|\btake my own life\b"
)
_SUICIDE = re.compile(r"\bsuicid\w*")
_CONCERNED = re.compile(r"\b(?:je|j|me|m|mon|ma|mes|moi|il|elle|suicide moi)\b")
# Who prepares for others asks a question of work, and gets the answer of the sources.
_PREVENTING = re.compile(
    r"\b(?:prevenir|prevention|preventi\w+|risques|formations?|former|sensibilis\w+|taux|statisti\w+|chiffres|etudes?|programmes?|referents?|obligations?|document unique|duerp|plan|politique|reseau|sentinelles?)\b"
)
_NOT_OF = r"(?! (?:de|d|des|du|avec|par|pour) )"
_SPENT = re.compile(
    rf"\b(?:je |j )?(?:n ?)?en (?:peux|peut|puis) (?:vraiment |juste )?plus\b{_NOT_OF}"
    rf"|\b(?:je suis|j suis|chui|me sens|suis) (?:\w+ )?(?:a bout|au bout du rouleau|au fond du (?:trou|gouffre)|au plus bas|en (?:pleine )?(?:depression|detresse|burn ?out|train de (?:craquer|sombrer|couler))|desesperee?|aneantie?|brisee?|videe?|epuisee?|effondree?|deprimee?|depressi\w+|foutue?|finie?|extenuee?)\b{_NOT_OF}"
    rf"|\b(?:je|j) (?:vais |suis sur le point de )?(?:craquer?|sombrer?|m effondrer?|m ecroule\w*|lache prise|perds pied|pleure\w*|coule completement)\b{_NOT_OF}"
    r"|\b(?:au bout du rouleau|burn ?out complet|a bout de (?:forces?|nerfs))\b"
    r"|\b(?:plus|pas) (?:la |de |l )?(?:forces?|courage|energie|espoir|envie de rien|gout a rien)\b(?! (?:de vente|de travail|electrique|de (?!continuer|me battre|lutter|me lever)))"
    r"|\b(?:perdu|perds) (?:tout )?espoir\b(?! (?:de|d) )|\b(?:aucune|plus d|pas d|sans) issue\b|\bsans espoir\b|\bj ai tout perdu\b|\btout s (?:ecroule|effondre) (?:autour de moi|pour moi)\b"
    r"|\bje (?:ne )?(?:dors|mange) (?:\w+ )?plus\b|\bcrises? d angoisse\b|\b(?:fais|fait|faire) (?:un|une) (?:burn ?out|depression)\b|\bje veux (?:juste )?que (?:ca|cela) s arrete\b"
    r"|\bi (?:can t|cannot|can not) (?:take|bear) (?:it|this) any ?more\b|\bi am at the end of my rope\b"
)  # fmt: skip


def speaks_of_dying(plain: str) -> bool:
    """Tell whether a message, reduced to its plain words, speaks of one who may take their life.

    >>> speaks_of_dying("je veux en finir")
    True
    >>> speaks_of_dying("je veux en finir avec la paperasse")
    False
    """
    if _ACUTE.search(plain):
        return True
    return bool(_SUICIDE.search(plain) and _CONCERNED.search(plain) and not _PREVENTING.search(plain))


def is_spent(plain: str) -> bool:
    """Tell whether a message, reduced to its plain words, is of someone who has no strength left.

    >>> is_spent("je n en peux plus")
    True
    >>> is_spent("je n en peux plus de ces formulaires")
    False
    """
    return _SPENT.search(plain) is not None
