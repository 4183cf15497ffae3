"""The lexicon: the words, folded, that the verification of generated sentences leans on."""

import re

from bot.retrieval.words import stem


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


DANGLING = re.compile(
    r"^[«\"“ ]*(il|elle|ils|elles|ce|cet|cette|ces|celui|celle|ceux|celles|c'est|cela|lui|leurs?|son|sa|ses"
    r"|it|he|she|they|this|that|these|those|his|her|their|its)\b"
)
"""How a sentence opens that speaks of what the one before it named."""

NEGATORS = _listed("pas plus jamais rien aucun aucune personne guere point ni nullement")
"""What closes a negation opened by « ne »."""

RESTRICTORS = _listed("seulement uniquement simplement")
"""After « pas », what makes it « pas seulement »: nothing is denied."""

LONE_NEGATORS = _listed("sans aucun aucune ni sauf hormis excepte")
"""What denies by itself the word after it."""

ENGLISH_NEGATORS = _listed("not no never without neither nor none nothing cannot except")

PARTICLES = _listed("de la l le les des du d of the")
"""Words inside a name that it may do without: « CCI du Lot », « CCI Lot »."""

# Written with a capital by politeness or habit: they name nobody by themselves.
TITLES = _listed(
    """m mme mmes mlle mr mrs ms dr president presidente directeur directrice monsieur madame etat region
    departement internet web entreprise entreprises societe groupe article source sources passage
    document according january february march april may june july august september october november
    december monday tuesday wednesday thursday friday saturday sunday i"""
)

OPENERS = _listed(
    """environ concernant initialement actuellement autrement deux trois quatre cinq six sept huit neuf dix
    onze douze treize quatorze quinze seize vingt trente cent mille ensemble certains plusieurs parmi lors
    dont it he she they we you his her in on at by during since after before when while however also
    according each both several many some more most another other two three four five six seven eight nine
    ten"""
)
"""Words that take a capital only because they open a sentence."""

STRONG = frozenset(
    stem(word)
    for word in _listed(
        """gratuit gratuite gratuitement obligatoire obligatoirement interdit garanti garantie garantit
        toujours jamais uniquement exclusivement automatiquement immediatement officiel officiellement
        definitif certifie tous toutes toute seul seule seuls seules aucun aucune unique meilleur
        meilleure illegal free mandatory forbidden guaranteed always never only all every none best
        officially automatically"""
    )
)
"""Stems that make a claim stronger than its source when the source has them not."""

FRENCH_NAMES = {
    "africa": "afrique",
    "austria": "autriche",
    "belgium": "belgique",
    "china": "chine",
    "germany": "allemagne",
    "greece": "grece",
    "italy": "italie",
    "japan": "japon",
    "morocco": "maroc",
    "poland": "pologne",
    "spain": "espagne",
    "states": "etats",
    "sweden": "suede",
    "switzerland": "suisse",
    "tunisia": "tunisie",
    "turkey": "turquie",
    "united": "unis",
}
"""English names of places that do not start like the French ones."""

LIGHT = frozenset(
    stem(word)
    for word in _listed(
        """compte comptent compter comptait comprend comprennent comporte comportent reunit reunissent
        reunir reuni regroupe regroupent regrouper rassemble rassemblent dispose disposent disposait
        participe participent participer participaient participants tient tenu tenue tenus tenir deroule
        deroulee deroulait lieu situe situee situes concerne concernent existe existent faut indique
        indiquent indiquait precise precisent precisait explique expliquent expliquait affirme affirmait
        estime estimait rapporte rapportait declare declarait raconte evoque mentionne cite annee annees
        environ recu recevoir propre propres prend pris prendre prenait represente representent
        notamment alors ainsi egalement actuellement encore article presse entretien source permet permettent permettait"""
    )
)
"""Stems that join the words of a sentence and assert little by themselves."""

_KIN = (
    "dirige dirigee dirigeait preside presidee presidait president tete directeur directrice dirigeant",
    "installe installes installee installent ouvert ouverte ouvre implante implantee base basee",
    "coute couter cout prix paie payer paye payent payaient tarif finance financer finances",
    "alle alles allee aller emmene emmenes parti partis partie partent partir voyage",
    "cree creee creer creation fonde fondee fonder fondation lance lancee lancer lancement",
    "attire attirer attires venu venus venue venir visiteurs accueilli accueille",
    "adhere adherer adherent adherents adherentes adhesion",
    "organise organisee organises organiser organisation",
    "emploie emplois emploi employer employe salarie salaries travaille travaillent",
    "jete jetes jetee jetees jeter jettent jette",
    "souhaite souhaitait veut voulait souhait voudrait voulu envisage",
    "aide aider soutien soutenir soutient accompagne accompagner accompagnement appui appuyer",
    "recrute recruter recrutement embauche embaucher",
    "fabrique fabriquer fabrication produit produire production concoit conception",
    "etranger international internationale internationaux",
    "entreprise entreprises societe societes",
    "ville commune communes villes municipalite",
    "developper developpement developpe",
    "objectif but vise viser visait vise",
    "prevu prevue prevus prevoit annonce annoncee annoncait programme programmee",
    "deuxieme seconde second",
)
KIN: dict[str, frozenset[str]] = {}
"""For a stem, those that say nearly the same thing."""
for _family in _KIN:
    _stems = frozenset(stem(word) for word in _family.split())
    for _stem in _stems:
        KIN[_stem] = KIN.get(_stem, frozenset()) | _stems
