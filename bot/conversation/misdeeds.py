"""The misdeeds: insults, plans to discriminate or to cheat, and a body that needs a doctor."""

import re

_YOU_ARE = r"(?:tu es|t es|tes|vous etes|tu n es qu|bande d|bande de|espece d|espece de|you are|you re|u r)"
_INSULT = re.compile(
    r"\b(?:connards?|conn?asses?|encule\w*|salopes?|salauds?|batards?|fdp|ntm|abruti\w*|trou du cul|va te faire\w*|va chier|allez vous faire (?:foutre|voir)|allez (?:tous )?(?:crever|chier)|nique (?:ta|ton|tes)\w*|(?:ferme )?(?:ta|vos) gueules?|fils de p\w+|sac a merde|tas de ferraille|pauvre (?:con|conne|type|tache|cloche|merde)|(?:gros|petit|sale) con|je t emmerde|je vous emmerde|suce moi|fuck (?:you|off)|piece of shit|asshole|moron|bande de (?:bons|bonnes) a rien|sers a rien connard)\b"
    r"|\b(?:c est|quel|quelle|sale|pauvre|gros|grosse|petite?) (?:vraiment |trop |juste |assistant |robot |service |outil |site )?(?:nul a chier|conne?|debiles?|cretins?|imbeciles?|idiote?|stupide|bouffons?|tocards?|minables?|daube|de la merde|raclures?)\b"
    rf"|\b{_YOU_ARE} (?:\w+ ){{0,3}}?(?:nul|nulle|nuls|nulles|con|conne|cons|debiles?|cretins?|imbeciles?|idiote?s?|stupides?|betes?|bouffons?|tocards?|minables?|incapables?|inutiles?|lamentables?|pathetiques?|pourrie?s?|merde|daube|ordures?|crevures?|raclures?|useless|stupid|dumb)\b(?! (?:de|pour moi|pour nous|si|que|pour mon|pour ma|pour une|pour un))"
    r"|(?:^|\. )(?:va (?:crever|mourir)|degage|casse toi|tais toi|ferme la|la ferme|idiot|imbecile|cretin|debile|nul|connard|con)(?=$|\.)"
    r"|\b(?:chat ?bot|robot|machine|ia|site|assistant|outil|service) (?:\w+ )?(?:de merde|a la con|de chiotte|pourri)\b"
)

_GROUP = (
    r"(?:femmes?|filles?|meres?|mamans?|enceintes?|arabes?|maghrebins?|noire?s?|africaine?s?|blacks?|asiatiques?|chinois|roms?|gitans?|tziganes?|etrangere?s?|immigree?s?|musulmane?s?|juifs?|juives?|islam\w*|voilee?s?|pratiquants?"
    r"|homosexuel\w*|gays?|lesbiennes?|trans(?:genres?|sexuel\w*)?|pd|pedes?|handicape\w*|handi|invalides?|grosses?|obeses?|vieux|vieilles?|seniors?|plus de (?:40|45|50|55|60) ans|quinquas?|jeunes? (?:femmes?|mamans?|meres?)|syndiquee?s?|syndicalistes?|mahometans?|de couleur|des? cites?|prenoms? (?:arabes?|etrangers?|africains?))"
)
# Things, not people, bear these words too: « un fournisseur étranger », « la truffe noire », « un vieux stock ».
_THINGS = re.compile(
    r"\b(?:fournisseurs?|produits?|marches?|pays|concurrents?|investisseurs?|capitaux|banques?|touristes?|monnaies?|devises?|societes?|entreprises?|langues?|truffes?|savons?|encres?|chocolats?|thes?|listes?|points?|peintures?|ecrans?|tissus?|vins?|porcs?|cochons?|couleurs?|bles?) (?:etrang\w+|noire?s?|asiatiques?|chinois\w*|african\w+|gros\w*)\b"
    r"|\b(?:vieux|vieilles?|grosses?) (?:stocks?|machines?|materiel\w*|sites?|logiciels?|locaux|batiments?|meubles?|camions?|vehicules?|outils?|contrats?|papiers?|factures?|commandes?|pierres?|voitures?|clients?)\b"
)
_TAKING = r"(?:embauch\w+|recrut\w+|prendre|prends|prenne|engag\w+|employ\w+|servir|serve|louer|loue|accueillir|accueille|accept\w+|form\w+|promouvoir|garder|avoir|vouloir|bosser|travaill\w+|voir|recevoir|travailler|vendre)"
_UNWANTED = r"(?:ne (?:veux|voudrais|voulons|souhaite|souhaitons|supporte|prends|prend|recrute|embauche|veut|sers|loue)\w* (?:pas|plus|jamais|surtout pas)|n (?:embauche|accepte|engage|emploie|aime|ai pas envie)\w*(?: (?:pas|plus|jamais))?|(?:veux|veut|voulons|voudrais) (?:pas|plus|surtout pas|jamais)|refuse\w*|evit\w+|ecart\w+|exclu\w+|elimin\w+|filtr\w+|interdi\w+|empech\w+|me debarrass\w*|debarrass\w*|vire\w*|licenci\w+|sans (?:avoir a|devoir)?|hors de question|pas question|don t want|do not want)"
_MINE = r"(?:je|j|nous|on|mon|ma|mes|notre|moi|comment|annonce|offre|aide moi|i|we)"
_WITHOUT = r"(?:(?! (?:aide|aides|droits?|loi|discrimin\w+|egalite|protec\w+|obligat\w+|inclusion|handicap\w* peut)\b) \w+)"
_SHUNS = re.compile(
    rf"\b{_MINE} (?:\w+ ){{0,3}}?{_UNWANTED}{_WITHOUT}{{0,3}} {_TAKING}{_WITHOUT}{{0,6}} {_GROUP}\b"
    rf"|\b(?:je|j|nous|on) (?:\w+ ){{0,2}}?(?:ne |n )?(?:veux|veut|voul|voudr|embauch|recrut|prend|pren|aim|support|sers|serv|lou|accept|engag|emplo)\w* (?:surtout )?(?:pas|plus|jamais|aucune?)(?: (?:de|d|des|les|ces|a|aux|une|un|la|le|plus|chez moi|dans mon equipe|nos|mes|notre|mon|ma|locaux|bureaux|logements?|postes?|candidat\w*))* {_GROUP}\b"
    rf"|\b(?:pas|aucune?|jamais|surtout pas) (?:de |d |des )?{_GROUP}\b(?: \w+){{0,4}} (?:chez (?:moi|nous)|dans (?:mon|ma|mes|notre|nos) \w+|equipe|boite)\b"
    rf"|\b(?:comment|moyen|astuce|je veux|je voudrais|je dois|aide moi|peut on|puis je|on peut|aidez moi|dois je|faut il|pouvez vous|peux tu)\b(?: \w+){{0,3}} (?:eviter|ecarter|refuser|exclure|eliminer|filtrer|virer(?! (?:une|la|cette|l|le|un|des|de) (?:sommes?|argent|montants?|l argent|fonds|salaires?|loyers?))|licencier|me debarrasser)(?: \w+){{0,6}}? {_GROUP}\b(?! peut)"
    rf"|\b(?:virer|licencier|renvoyer|me debarrasser d\w*)(?: \w+){{0,5}} (?:parce qu|car|puisqu)\w*(?: \w+){{0,4}} (?:{_GROUP}|enceinte|religion|conge maternite|age|origine)\b"
    rf"|\b(?:il|elle|candidate?s?|qu il|qu elle|stagiaire|apprentie?) (?:est|etait|sont) (?:\w+ )?{_GROUP}\b.{{0,80}}\b(?:(?:le|la|les) (?:refuser|ecarter|virer|licencier|renvoyer)|(?:pas|plus) (?:l |le |la |les )?(?:embaucher|prendre|garder|recruter|vouloir))"
    r"|\b(?:que|uniquement|seulement|exclusivement|reserve\w* aux?) (?:des |les |un |aux? |a des )?(?:hommes?|mecs?|garcons?|blancs?|francais(?: de souche)?|europeens?|catholiques?|chretiens?|gens de chez nous|de souche)\b"
    r"|\b(?:embauch|recrut|pren|engag|cherch|prefer)\w*(?: \w+){0,4} (?:blancs?|de souche|bien de chez nous)\b|\bfrancais de souche\b"
    rf"|\b(?:tri\w*|trier|tri) (?:\w+ ){{0,3}}?(?:cv|candidat\w*|candidatures?)(?: \w+){{0,5}} (?:origine|prenom|religion|couleur|sexe|age|orientation sexuelle|photo)\b"
    rf"|\b(?:les|ces|tous les|toutes les) {_GROUP}(?: \w+){{0,3}} (?:sont|c est|ca|foutent|volent|n ont)\b(?: \w+){{0,4}} (?:voleurs?|voleuses?|feignant\w*|faineant\w*|paresseu\w*|nul\w*|incapables?|sales|menteu\w*|inferieur\w*|profiteu\w*|parasites?|pas (?:fiables?|leur place|faites pour)|rien|trop souvent absentes?)\b"
)

# Who is spoken of, and what is to be done to them: both in one message, in any order.
_WHOM = re.compile(
    rf"\b(?:{_GROUP}|gens du voyage|nanas?|meufs?|gonzesses?|fauteuil roulant|banlieues?|quartiers? (?:nord|sensibles?)|voile|foulard"
    r"|religions?|consonance \w+|blancs?|blanches|maladies?|malades?|delegue\w* syndic\w+|syndical\w*|muslims?|women|woman"
    r"|jews?|disabled|pregnant|mere de famille|refugiee?s?|sans papiers|migrante?s?|roumains?|polonais|turcs?)\b"
)
_HIRES = r"(?:pren|prend|embauch|recrut|engag|employ|lou|confi|serv|accept|travaill|boss|form|promouv|gard|recev|vend|accueill)\w*"
_KEPT_OUT = re.compile(
    r"\b(?:rejeter|rejette\w*|ecart(?:er|e|ons|ez)|exclu(?:re|s|ons)|elimin(?:er|e|ons)|vir(?:er|e|ons)|renvoyer|me debarrasser|se debarrasser"
    r"|separer d\w*|faire partir|pousser?(?: \w+){1,5} (?:demission\w*|depart|sortie|partir)|mettre au placard"
    r"|interdire|interdis|payer moins|moins payer|dire non|ne (?:recevoir|garder|prendre|voir|avoir) que|filtr(?:er|e|ons)|en veux pas"
    r"|ne postule\w* pas|prefere\w* (?:ne pas|un (?:homme|mec|gars|garcon)|une? jeune|les? (?:hommes|francais|blancs|jeunes))"
    r"|de preference|avoid hiring|refuse|reject|fire|exclude"
    rf"|refus(?:er|e|ons) (?:de |d )?(?:{_HIRES}|un|une|des|les|qu)"
    r"|licenci(?:er|e)(?: \w+){0,4} (?:parce|car|enceinte|malade|voile|age)"
    rf"|(?:ne|n|je|j|on|nous) (?:\w+ ){{0,2}}(?:pas|jamais|plus|aucune?) (?:\w+ ){{0,3}}{_HIRES}"
    rf"|(?:ne|n) {_HIRES} (?:\w+ )?(?:pas|jamais|plus|aucune?)|(?:don t|do not) want"
    r"|(?:veux|veut|voulons) (?:pas|plus|surtout pas) (?:de |d |des ))"
    r"\b"
)
_PRIVATE = re.compile(
    r"\b(?:demander|savoir|verifier|decouvrir|deviner)\b(?: \w+){0,4} (?:candidat\w*|salarie\w*|employe\w*|stagiaire|apprentie?|elle|il)"
    r"(?: \w+){0,4} (?:enfants?|enceinte|homosexuel\w*|gay|lesbienne|syndiquee?|musulmane?|juive?|religion|croyante?|mariee?|bebe"
    r"|grossesse|origines?|seropositi\w+|malade)\b"
    r"|\b(?:un (?:homme|mec|gars|garcon))\b(?: \w+){0,6} (?:pas|surtout pas|et pas|plutot qu\w*) (?:une |de |d )?(?:femme|fille|nana|meuf)s?\b"
    r"|\b(?:femme|fille|nana|meuf)s?\b(?: \w+){0,10} (?:prefere|veux|cherche|souhaite) (?:plutot )?un (?:homme|mec|gars|garcon)\b"
    r"|\b(?:veux|veut|cherche|souhaite|faut) (?:\w+ )?un (?:homme|mec|gars|garcon)\b(?: \w+){0,6} (?:une )?femme (?:n y|ne) \w+"
    r"|\bjeunes? et (?:jolie|belle|mignonne|sexy)s?\b|\bequipe jeune\b(?: \w+){0,3} pas\b"
    r"|\bpas de candidat\w*(?: \w+){0,3} (?:nom|prenom|origine|consonance|quartier|cite)"
)
# Who asks for help, for the law or for a remedy keeps nobody out.
_WELCOMING = re.compile(
    r"\b(?:discrimin\w+|egalite|parite|inclusion|aides?|droits (?:a|de|des|du)|obligations?|adapter|accueillir|accompagner|handicap\w* peut"
    r"|former|prevenir|prevention|lutter|sensibilis\w+|maintien|garder nos|fideliser|du mal a|manqu\w+|trouv\w+|attirer|faire venir)\b"
)

_CHEATING = (
    r"(?:frauder|tricher|truander|arnaquer|escroquer|gruger|entuber|carotter|blanchir (?:de l |l |mon |son |du |des )?(?:argent|fric|especes|liquide|fonds)|falsifier|truquer|maquiller|trafiquer|antidater|contrefaire|imiter (?:la|une|sa) signature|soudoyer|corrompre|acheter (?:un|l|le) (?:elu|inspecteur|controleur|fonctionnaire)|graisser la patte|(?:un|des) pots? de vin|dessous de table"
    r"|(?:des|de|un|une|du) (?:faux|fausses?) (?:papiers?|documents?|factures?|bulletins?|fiches?|contrats?|bilans?|attestations?|diplomes?|avis|devis|arrets?|justificatifs?|salaries?|emplois?|declarations?|stagiaires?|comptes?|relev\w+|certificats?|permis|titres?|kbis|pieces?|labels?|temoign\w+|chiffres|signatures?|dossiers?|adresses?|identites?)|bidonner|bidouiller (?:les|mes|mon|la)|arranger (?:les|mes) (?:comptes|chiffres)|sans qu\w* (?:\w+ ){0,2}?(?:fisc|impots?|urssaf|administration|inspection|banque|associes?|tribunal|controleur) (?:\w+ ){0,2}?(?:voi\w+|sach\w+|remarqu\w+|apercoiv\w+|appren\w+)|sans (?:faire|emettre|etablir|donner) (?:de |la |une )?(?:facture|fiche de paie|bulletin|contrat)"
    r"|(?:au|en|de) (?:black|noir)\b|sous la table|(?:sans|ne pas|ne rien|non|pas) (?:tout |les |le |la |l |mes |mon |ma |rien )*(?:declarer|declare[es]{0,2})\b|sans passer par (?:la )?(?:caisse|comptabilite|compta|facturation)|sans (?:facture|bulletin|contrat ni declaration)"
    r"|(?:cacher|dissimuler|planquer|soustraire|masquer|camoufler|minorer|sous declarer|omettre)(?: \w+){0,5} (?:fisc|impots?|urssaf|tva|administration|argent|revenus?|recettes?|ventes|chiffre d affaires|benefices?|salaries?|heures|liquidites|especes|comptes?|creanciers?|associes?|juge|liquidateur|huissiers?|biens)"
    r"|(?:echapper|passer entre les mailles|passer sous le radar|esquiver|contourner|eviter de payer|me soustraire|rouler|ne (?:pas|plus) payer (?:illegalement|mes salaries))(?: (?:a|au|aux|l|la|le|les|de|des|du|mes|tout|un|controle\w*|illegalement))* (?:fisc|impots?|urssaf|tva|taxes?|cotisations?|charges(?: sociales)?|code du travail|loi|inspection du travail|controle|salaires?)"
    r"|detourner (?:de l |l |des |les |la |une |un )?(?:argent|fonds|subventions?|aides?|tresorerie|caisse)|organiser (?:mon|son|notre) insolvabilite|caisse noire|double comptabilite|societe (?:ecran|bidon|fantome)|prete nom|vider (?:la societe|les comptes|la boite) avant|toucher (?:\w+ ){0,3}(?:aides?|subventions?|chomage|primes?)(?: \w+){0,4} (?:sans y avoir droit|frauduleusement|illegalement|tout en travaillant)|gonfler (?:\w+ ){0,2}(?:factures?|notes? de frais|chiffres?|bilans?|effectifs?|frais))"
)
_TO_DO = r"(?:comment|puis je|pouvez vous|peux tu|peut on|on peut|aide moi|aidez moi|je veux|j veux|je voudrais|j aimerais|j ai envie|je cherche|je souhaite|je compte|j envisage|je vais|nous voulons|on veut|astuces?|combines?|moyens?|technique|methode|tuto|explique\w*|conseil\w*|donne moi|donnez moi|faut il|que faire pour|quoi faire pour|possible de|est ce risque de|how to|how can i|how do i|je paie|je paye|je fais)"
_CHEATS = re.compile(
    rf"\b{_TO_DO}\b(?: \w+){{0,8}}? {_CHEATING}\b"
    r"|\b(?:how (?:to|can i|do i)|help me|i want to)\b(?: \w+){0,4} (?:evade tax\w*|cheat|launder|fake|forge|bribe|hide (?:money|income))\b"
)
# Who is cheated, is afraid of it, or asks what the law says, cheats nobody.
_GUARDING = re.compile(
    r"\b(?:lutter|lutte|signaler|signalement|denoncer|victimes?|proteger|protection|premunir|prevenir|prevention|detecter|reconnaitre|reperer|identifier|combattre|contre|sanctions?|amendes?|peines?|encour\w+|definition|qu est ce|porter plainte|plainte|eviter (?:la|les|une|un|des|d etre|de me faire|de se faire|l)|me faire|se faire|faire (?:arnaquer|escroquer)|anti|soupconn\w+|suspect\w+|sans m en rendre compte|erreur|par oubli|oublie|regulariser|regularisation|concurrents?|accuse\w*|interdit|legal|legale|legalement|punie?|risque t on|que risque|risque)\b"
)

_BODY = r"(?:tete|ventre|dos|poitrine|coeur|gorge|dents?|bras|jambes?|genoux?|epaules?|poignets?|oreilles?|yeux|oeil|estomac|cou|pieds?|mains?|reins?|crane|nuque)"
_MEDICAL = re.compile(
    rf"\b(?:j ai|ai je|j ai eu|ressens|avoir|depuis)\b(?: \w+){{0,4}}? (?:tres |si |vraiment |trop |super )?mal (?:a la|au|aux|a l|dans la|dans le|dans les|partout)(?: {_BODY})?\b(?! \w*(?:recrut|gest|tresor))"
    r"|\b(?:j ai|je fais|ressens)\b(?: \w+){0,4}? (?:fievre|vertiges?|nausees?|vomi\w*|migraines?|palpitations?|malaises?|tension arterielle|essouffle\w*|mal a respirer|boutons|demangeaisons|allergie|infection|hemorroides|diarrhee|saignements?|fourmillements)\b"
    r"|\b(?:douleurs?|serrement|oppression) (?:a|au|aux|dans|thoracique|lombaires?|abdominales?|de poitrine)\b(?: \w+){0,3}(?=.*\b(?:je|j|me|mon|ma|que faire|quoi)\b)"
    r"|\b(?:quels?|quelles?|quelle) (?:\w+ )?(?:medicaments?|antibiotiques?|antidepresseurs?|anti inflammatoires?|somniferes?|posologie|dose|dosage|traitement)\b(?: \w+){0,4} (?:prendre|contre|pour (?:mon|ma|mes|dormir|soigner|calmer|le|la|les)|me|puis je)\b"
    r"|\b(?:puis je|dois je|peut on|faut il que je|je peux|est ce que je (?:peux|dois))\b(?: \w+){0,4} (?:(?:arreter|prendre|stopper|melanger|doubler|augmenter)(?: \w+){0,4} (?:traitement|medicaments?|antidepresseurs?|antibiotiques?|cachets|comprimes|paracetamol|ibuprofene|aspirine|somniferes?|insuline|lexomil|xanax|doliprane|vaccin))\b"
    r"|\b(?:fils|fille|enfants?|bebe|mari|femme|conjointe?|mere|pere) (?:\w+ ){0,4}?(?:fievre|vomi\w*|malaise|vertiges?|mal (?:au|a la|aux) \w+)\b"
    r"|\b(?:mes|ces) symptomes\b|\bai je (?:un|une|le|la) (?:cancer|covid|grippe|tumeur|depression|infarctus|avc|diabete|angine|maladie)\b|\b(?:diagnostique|soigne|ausculte)\w* moi\b|\bcomment (?:me soigner|soigner (?:mon|ma|mes)|guerir|me debarrasser (?:de|d) (?:mon|ma|ce|cette|mes) (?:mal|toux|fievre|douleur|migraine|rhume|angine))\b"
)

_LEGAL = re.compile(
    r"\b(?:prud ?hommes?|tribunal|tribunaux|proces|avocate?s?|porter plainte|plainte|assign\w+|poursuivre|attaquer|mise en demeure|litiges?|conteste\w*|contentieux|huissiers?|clause de non concurrence|licenci\w+|rupture conventionnelle|rediger (?:mon|un|le) (?:contrat|bail|pacte|statuts?)|ai je le droit|est ce legal|illegal|gagner (?:mon|le) proces|liquidation|redressement judiciaire|sauvegarde|cession de parts|expuls\w+|lawyer|lawsuit|sue)\b"
)
_OWN = re.compile(r"\b(?:mon|ma|mes|je|j|nous|notre|nos|me|m|my|i|we|our)\b")


def insults(plain: str) -> re.Match[str] | None:
    """Find what insults, in a message reduced to its plain words.

    >>> insults("tu es vraiment nul") is not None
    True
    >>> insults("je suis nul en comptabilite") is None
    True
    """
    return _INSULT.search(plain)


def discriminates(plain: str) -> bool:
    """Tell whether a message wants people kept out for what they are.

    >>> discriminates("je ne veux pas embaucher de femmes")
    True
    >>> discriminates("quelles aides pour embaucher une personne handicapee")
    False
    """
    people = _THINGS.sub("", plain)
    if _SHUNS.search(people):
        return True
    if _WELCOMING.search(people):
        return False
    return _PRIVATE.search(people) is not None or bool(_WHOM.search(people) and _KEPT_OUT.search(people))


def wants_to_cheat(plain: str) -> bool:
    """Tell whether a message asks how to cheat the law, a partner or the taxman.

    >>> wants_to_cheat("comment frauder l urssaf")
    True
    >>> wants_to_cheat("comment signaler une fraude a l urssaf")
    False
    """
    return _CHEATS.search(plain) is not None and _GUARDING.search(plain) is None


def needs_a_doctor(plain: str) -> bool:
    """Tell whether a message asks of one's own body what a doctor alone may answer.

    >>> needs_a_doctor("j ai mal au dos que prendre")
    True
    >>> needs_a_doctor("j ai du mal a recruter")
    False
    """
    return _MEDICAL.search(plain) is not None


def calls_for_a_lawyer(plain: str) -> bool:
    """Tell whether a message is about a dispute or an act of one's own, beyond what sources can settle.

    >>> calls_for_a_lawyer("puis je licencier mon salarie")
    True
    >>> calls_for_a_lawyer("qui preside le tribunal de commerce")
    False
    """
    return _LEGAL.search(plain) is not None and _OWN.search(plain) is not None
