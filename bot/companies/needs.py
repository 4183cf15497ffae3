"""The needs: what companies ask for, by subject, in their own words."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from bot.companies.wording import Wording, wording


@dataclass(frozen=True)
class Need:
    """Something a company asks for: its own words, and the subject that they are about if one is known."""

    text: str
    subject: str | None = None


SUBJECTS: Mapping[str, str] = {
    "export": "Vendre à l'étranger",
    "import": "Acheter à l'étranger",
    "mission": "Voyage d'étude ou mission à l'étranger",
    "partage_emploi": "Partager un salarié, groupement d'employeurs",
    "recrutement": "Recruter",
    "formation": "Former, se former, apprentissage",
    "financement": "Financement, aides et trésorerie",
    "creation": "Créer son entreprise",
    "reprise": "Reprendre ou transmettre une entreprise",
    "transition": "Transition écologique et énergie",
    "dechets": "Déchets et sous-produits",
    "numerique": "Numérique",
    "fournisseurs": "Fournisseurs et sous-traitants locaux",
    "debouches": "Clients et débouchés",
    "innovation": "Innovation et recherche",
    "immobilier": "Locaux et terrains",
    "juridique": "Droit et formalités",
    "difficultes": "Entreprise en difficulté",
    "cooperation": "Réseaux et partenariats",
    "qualite": "Labels et certifications",
}
"""The subjects and their French labels."""

_ABROAD = (
    r"(?:a l'etranger|a l'export\w*|a l'international|hors de france|hors france|outre-mer|monde entier)"
)
_SEEK = r"(?:cherch\w*|recherch\w*|trouver|besoin d\w*'?|manqu\w*|voudrai\w*|souhait\w*|aimerai\w*|(?:me|nous) fau(?:t|drait))"
_JOB = (
    r"(?:salarie|employe|compta|assistante?|secretaire|commercial|technicien|cuisinier|qualiticien|informaticien|"
    r"apprenti|ingenieur|responsable|graphiste|chauffeur|magasinier|soudeur|juriste|acheteur|animat|vendeu|"
    r"ouvrier|rh\b|daf\b|quelqu'un|personne|renfort|bras)"
)
_PART_TIME = (
    r"(?:mi-temps|temps partiel|temps partage|tiers[- ]temps|"
    r"(?:une?|deux|trois|quelques|\d+) (?:petite?s? )?(?:demi-)?(?:jour|journee|heure|matinee|apres-midi|h\b)\w*"
    r"(?: de temps en temps| (?:par|/|dans la|a la) ?(?:semaine|mois|sem\b))|quelques mois par an"
    r"|les? (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)s?\b|de temps en temps)"
)
# In a folded text. Countries are not listed: « vendre <pays> » stands for any of them.
_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "export": (
        r"export(?:er|ons|e|ation|ations)?\b",
        rf"(?:vendre|vend\w*|develop\w+|lancer|clients?|marches?|debouches?|distribu\w+)\b[^.?!,;]{{0,40}}(?:{_ABROAD}|<pays>)",
        r"(?:marches?|clients?|distributeurs?|importateurs?|acheteurs?) <pays>",
        r"(?:prospecter|attaquer|conquerir|s'implanter|m'implanter|nous implanter|implantation)\b[^.?!,;]{0,30}(?:<pays>|a l'etranger)",
        r"\ba l'international\b|\binternationalis\w+",
        r"<pays>[^.?!,;]{0,25}(?:interess|attir|tent)\w*|(?:interess\w+|curieu\w+|attire\w*|tente\w*)[^.?!,;]{0,25}<pays>",
    ),
    "import": (
        r"\bimport(?:er|ons|ation|ations)\b",
        r"(?:acheter|approvisionner|fournisseurs?)\b[^.?!,;]{0,30}(?:<pays>|a l'etranger)",
    ),
    "mission": (
        r"missions? (?:d'etudes?|economiques?|de decouverte|a l'etranger|collectives?|<pays>)",
        r"voyages? (?:d'etudes?|d'affaires|de decouverte)|(?:partir|aller|voyage)\b[^.?!,;]{0,25}<pays>",
        r"(?:decouvrir|explorer|voir|curieu\w+)\b[^.?!,;]{0,30}<pays>",
    ),
    "partage_emploi": (
        r"partag\w+[^.?!;]{0,40}(?:salarie|employe|comptable|assistante?|secretaire|emploi|poste|personne|commercial|technicien|cuisinier|rh|qualiticien|informaticien|apprenti|competence|responsable|ingenieur|temps plein|mi-temps)\w*",
        r"(?:salarie|emploi|poste|comptable|assistante?|secretaire)\w* (?:a temps )?partage\w*|temps partage",
        r"(?:salarie|employe|compta|assistante?|secretaire|emploi|poste|rh|commercial|technicien|qualiticien|informaticien|apprenti|ingenieur)\w* (?:a|pour|qu'on pourrait|que l'on pourrait) (?:se )?partag\w*",
        r"mi-temps[^.?!,;]{0,20} (?:a|pour) partag\w*|\bpartag\w+ (?:avec|entre) (?:d'autres|des|plusieurs|nos|les) (?:\w+ )?(?:entreprises|associations|voisins|commerces|commercants|artisans|structures|confreres)",
        r"groupements? d'employeurs|mutualis\w+[^.?!;]{0,30}(?:poste|emploi|salarie|comptable|competence|personnel|responsable|ingenieur|assistante?|secretaire|qualiticien)",
        r"embaucher[^.?!;]{0,30}a plusieurs|a plusieurs entreprises|(?:embauch|recrut|pren|pay)\w*[^.?!;]{0,30}\ben commun\b",
        # Who has no work, or no means, for a whole job.
        rf"(?:pas|trop peu)\b[^.?!;]{{0,40}}\b(?:{_JOB}\w*[^.?!;]{{0,20}} )?(?:a|pour un) (?:plein[- ]temps|temps[- ](?:plein|complet))",
        r"partag\w+[^.?!;]{0,15} (?:a (?:plusieurs|deux|trois|quatre|\d)|entre (?:nous|voisins|entreprises|boites|pme|tpe))\b",
        rf"(?:{_SEEK}|faudrait|faut|voul\w+|veu[xt]|prendre|embauch\w*|recrut\w*)[^.?!;]{{0,30}}\b{_JOB}\w*[^.?!;]{{0,20}} {_PART_TIME}",
        rf"\b{_JOB}\w*[^.?!;]{{0,25}} avec d'autres (?:entreprises|boites|societes|commerces|artisans|pme|tpe)",
    ),
    "recrutement": (
        r"(?<!\w)recrut(?:er|ons|e|ement|ements)\b|embauch(?:er|ons|e|es)\b",
        rf"{_SEEK}[^.?!;]{{0,25}}\b(?:(?:un|une|des|d'|de|deux|trois|\d+) ?(?:bon |bonne |jeune |nouveau |nouvelle )?(?:salarie|employe|ouvrier|vendeu[rs]|serveu[rs]|apprenti|alternant|commercial|technicien|cuisinier|compagnon|collaborateur|boulanger|macon|menuisier|soudeur|chauffeur|saisonnier|bras|candidat|personnel|main-d'oeuvre|main d'oeuvre)\w*)",
        rf"{_SEEK} (?:\w+ ){{0,2}}?(?:une?|des|d'|de|deux|trois|\d+) ?(?:bon |bonne |jeune |autre )?(?:comptable|compta|secretaire|assistante?|stagiaire|alternante?|saisonniere?|gestionnaire|"
        r"aide-\w+|informaticien|graphiste|developpeu|magasinier|livreu|receptionniste|caissiere?|ingenieur|acheteu|animat|plombier|electricien|peintre|charpentier|couvreu|coiffeu|patissier|boucher)\w*",
        rf"{_SEEK} (?:quelqu'un|une personne|du monde|du personnel|du renfort|des bras|des gens|de la main-d'oeuvre)\b(?! (?:qui (?:peut|pourrait|puisse)|pour) (?:m'|me |nous )(?!remplac|epaul|second))",
        r"penurie de (?:main|personnel|candidat)\w*|manque de (?:bras|personnel|main)",
    ),
    "formation": (
        r"\bformations?\b|\bse former\b|\bme former\b|\bnous former\b|\bformer (?:mes|nos|un|une|des|mon|notre)\b|apprentissage|\balternance\b|monter en competences?",
    ),
    "financement": (
        r"financ(?:er|ement|ements|e|ons)\b|subventions?|\bprets?\b|emprunt\w*|levees? de fonds|lever des fonds|investisseurs?",
        r"aides? (?:financieres?|publiques?|de la region|de l'etat|a l'\w+|pour|au|aux)|des aides\b|d'aides\b|quelles aides|tresorerie|cofinanc\w+|credits? d'impot|coup de pouce financier",
    ),
    "creation": (
        r"(?:creer|monter|lancer|ouvrir|demarrer) (?:m[ao]n?|notre|une?|sa|son) (?:petite? |propre )?(?:entreprise|boite|societe|activite|start-?up|affaire|commerce|boutique|magasin|restaurant|projet|sarl|sasu|sas|micro-?entreprise|auto-?entreprise|<metier>)",
        r"creation d(?:e|'une?) (?:m[ao]n |notre )?(?:entreprise|boite|societe|activite)|cree(?:r)? mon entreprise|m'installer a mon compte|a mon compte|porteu(?:r|se) de projet|\b(?:je|on) me? ?(?:se )?lance(?= *(?:$|[,.!]|dans la|comme|en tant|a mon))|m'immatriculer|immatricul\w+ mon",
    ),
    "reprise": (
        r"\breprendre (?:une?|l'|la|le|un) ?(?:entreprise|boite|commerce|societe|affaire|fonds|activite|restaurant|<metier>)|reprise d'(?:entreprise|activite|un)|repreneurs?",
        r"(?:transmettre|ceder|transmission|cession|vendre) (?:de )?(?:mon|ma|notre|l'|d'|la|nos) ?(?:entreprise|affaire|boite|societe|commerce|fonds|<metier>)|depart (?:a la|en) retraite",
    ),
    "transition": (
        r"transition (?:ecologique|energetique|environnementale)|(?:econom\w+|reduire|baisser|facture|consomm\w+|sobriete|efficacite|couts?|prix)\b[^.?!;]{0,30}(?:energie|energetique|electricite|gaz|eau|chauffage|carbone)",
        r"bilan (?:carbone|ges)|decarbon\w+|panneaux? (?:solaires?|photovoltaiques?)|\brse\b|empreinte carbone|eco-?conception|environnement(?:al|ale|aux)\b|renovation energetique|developpement durable|diagnostic energ\w+|isoler (?:mon|notre|nos|le)",
    ),
    "dechets": (
        r"\bdechets?\b|sous-produits?|\bchutes? (?:de|d')|recycl(?:er|age|eur|eurs)\b|economie circulaire|\brebuts?\b|invendus?|valoris(?:er|ation|ons)\b[^.?!;]{0,30}(?:chute|dechet|sous-produit|residu|coproduit|drech|marc|sciure|copeau)\w*|(?:reprendre|recuperer|recycler|racheter|debarrasser|jet\w+)[^.?!;]{0,30}(?:chute|dechet|sous-produit|residu|coproduit)\w*|\bdreches?\b|\bsciures?\b|\bcopeaux\b",
    ),
    "numerique": (
        r"site (?:web|internet|marchand|vitrine|e-commerce)|boutique en ligne|vente en ligne|vendre en ligne|visibilite (?:en ligne|sur internet|sur le web)|reseaux sociaux|referencement|(?:transformation|transition|outils?|passer au|aide|accompagnement|maturite|diagnostic) (?:au )?numeriques?|digitalis\w+|numeris\w+|cyber\w*|logiciel de (?:gestion|caisse|facturation)|facturation electronique|intelligence artificielle|\bl'ia\b|\bcrm\b|\berp\b|presence en ligne|prestataire (?:numerique|informatique|web)",
    ),
    "fournisseurs": (
        rf"{_SEEK}[^.?!;]{{0,40}}(?:fournisseurs?|sous-traitants?|prestataires?|producteurs?|legumes|matieres? premieres?|fabricants?|maraichers?)",
        r"(?:approvisionne\w*|acheter|s'approvisionner|achats?)\b[^.?!;]{0,30}(?:local\w*|locaux|du coin|proximite|circuits? courts?|region|ici|producteurs?)",
        r"(?:chez|a|aupres de) qui (?:puis-je |peut-on |pouvons-nous |on peut |je peux )?(?:acheter|commander|m'approvisionner|nous approvisionner|s'approvisionner)\b",
        r"circuits? courts?|(?:fournisseurs?|sous-traitants?|producteurs?|legumes|produits|viande) (?:locaux|locales?|du coin|de proximite|du departement|de la region)|sourcing",
        rf"{_SEEK}[^.?!;]{{0,20}}une? (?:boite|entreprise|societe|artisan|pro|professionnel|partenaire)\b[^.?!;]{{0,25}}\b(?:qui|pour|capable|du coin)",
    ),
    "debouches": (
        rf"{_SEEK}[^.?!;]{{0,30}}(?:clients?|debouches?|acheteurs?|distributeurs?|points? de vente|revendeurs?|marches?\b|commandes?)",
        r"(?:developper|augmenter|elargir)[^.?!;]{0,25}(?:clientele|clients|ventes|chiffre d'affaires|ca\b|commercial\w*)|nouveaux clients|prospection|prospects?\b|(?:vendre|ecouler|livrer|placer|proposer)\b[^.?!;]{0,40}(?:cantines?|restaurants?|magasins?|commerces?|collectivites|grande distribution|aux particuliers|supermarches|localement|cantine)|marches? publics?|appels? d'offres",
        r"\ba qui (?:puis-je |peut-on |pouvons-nous |on peut |je peux )?(?:les |le |la |en )?(?:re)?(?:vendre|proposer|ceder|ecouler|livrer)\b|\bou (?:vendre|ecouler)\b",
        r"(?:toucher|demarcher|approcher|atteindre|convaincre|seduire)\b[^.?!,;]{0,30}(?:clients?|acheteurs?|restaurat\w+|restaurants?|magasins?|commercants?|commerces?|cantines?|hoteliers?|distributeurs?|particuliers|touristes)",
    ),
    "innovation": (
        r"innov(?:er|ation|ations|ant|ante|ants)\b|r ?& ?d\b|\brecherche et developpement\b|brevets?|prototypes?|propriete (?:intellectuelle|industrielle)|deposer (?:une|la|ma|notre) marque|appels? a projets?|laboratoires? de recherche|labo\b",
    ),
    "immobilier": (
        rf"(?:{_SEEK}|louer|acheter|agrandir|demenag\w+|construire)[^.?!;]{{0,30}}(?:(?:un|une|des|de|nos|mon|le|nouveaux?|grands?|petits?) loca(?:l|ux)\b|atelier|terrain|entrepot|batiment|bureaux?|boutique a louer)|foncier|zone d'activites?|pepiniere d'entreprises|hotel d'entreprises|bail commercial|coworking",
    ),
    "juridique": (
        r"(?:choisir|changer|choix|changement)[^.?!;]{0,20}(?:statut|forme juridique)|statuts? juridiques?|conditions generales|contrats? (?:commerciaux|de travail|types?)|\bcgv\b|\brgpd\b|formalites?|litiges?|impayes?|conseil juridique|droit du travail|carte (?:de )?commercant ambulant",
    ),
    "difficultes": (
        r"en difficultes?|difficultes? (?:financieres?|de tresorerie|economiques?)|redressement|liquidation|cessation de paiements?|dettes?\b|au bord|deposer le bilan|mauvaise passe|sauver (?:mon|ma|notre)|plus de commandes|perte de chiffre",
        r"perd\w* de l'argent|plus de treso\w*|(?:peux|peut|pouvons|arriv\w+) (?:plus|pas)(?: a)? (?:payer|regler)\b|chiffre d'affaires (?:qui )?(?:baisse|chute|s'effondre|plonge)",
        r"(?:risqu\w+|peur|bord) de (?:fermer|couler|mettre la cle)|\b(?:boite|entreprise|societe|resto|restaurant|commerce|affaire|magasin)\w*\b[^.?!,;]{0,40}? (?:coule|va (?:tres |vraiment |plutot )?mal|periclite|bat de l'aile)\b",
    ),
    "cooperation": (
        r"(?:rencontrer|entrer en contact|mise? en relation|echanger|partenaires?|partenariats?|reseauter|collaborer|cooperer)[^.?!;]{0,40}(?:entreprises?|chefs? d'entreprise|entrepreneurs?|pairs|confreres|autres|dirigeants?|partenaires?)|\bclusters?\b|reseau d'(?:entreprises|entrepreneurs)|pole de competitivite|(?:trouver|cherch\w+) (?:un|des) partenaires?|rejoindre (?:un|le) (?:reseau|club|cluster|pole)",
    ),
    "qualite": (
        r"\blabels?\b|labellis\w+|certifi(?:cation|cations|er)\b|\biso ?\d+|\bhaccp\b|conversion (?:en |au )?bio|passer en bio|appellation|\bigp\b|\baop\b|qualiopi|\bnormes?\b",
    ),
}  # fmt: skip
_UNABLE = re.compile(
    r"\b(?:arriv|parv(?:ien|en)|reuss|peu[xt]|pouv|sa(?:is|it|vons)|trouv)\w* (?:pas|plus|jamais)\W*(?:a |de )?\W*$"
)
"""Who is not able to do something wants to."""
_HIRES = re.compile(r"recrut|embauch|penurie|manque")
_NOT_WANTED = re.compile(
    r"(?:\bpas\b|\bplus\b|\bjamais\b|\bni\b|\bsans\b|n'ai pas besoin d\S*|deja|interesse pas)\W*(?:\w+\W+){0,2}$"
)


def find_needs(said: Wording, countries: tuple[tuple[int, int], ...] = ()) -> list[tuple[str, int, int]]:
    """Give the subjects that a text asks about, each once, with the span of the words that say so.

    `countries` are the spans of the foreign countries that it names.

    >>> [subject for subject, _, _ in find_needs(wording("embaucher un apprenti et trier nos déchets"))]
    ['recrutement', 'dechets']
    """
    folded = _masked(said.folded, countries)
    found = []
    for subject, pattern in _compiled().items():
        for match in pattern.finditer(folded):
            before = folded[: match.start()]
            if _UNABLE.search(before) or not _NOT_WANTED.search(before):
                found.append((subject, match.start(), match.end()))
                break
    if any(subject == "partage_emploi" for subject, _, _ in found):
        # Who looks for somebody to share recruits nobody else, unless they say so.
        found = [one for one in found if one[0] != "recrutement" or _HIRES.search(folded[one[1] : one[2]])]
    return sorted(found, key=lambda one: one[1])


def _masked(folded: str, countries: tuple[tuple[int, int], ...]) -> str:
    """Put a mark of the same length where countries stand, their preposition included."""
    masked = folded
    for start, end in countries:
        masked = masked[:start] + "§" * (end - start) + masked[end:]
    return masked


@cache
def _compiled() -> Mapping[str, re.Pattern[str]]:
    places = {
        "<pays>": r"(?:(?:en|au|aux|vers|a|sur|la|le|les|l'|de|du|des|d'|par|pour) ?){0,2}§+",
        "<metier>": r"(?:[a-z-]{5,}(?:erie|age|ant|on|ure)|hotel|gite|bar|cafe|salon|cabinet|atelier|magasin|ferme|centre)",
    }
    compiled = {}
    for subject, patterns in _PATTERNS.items():
        joined = "|".join(f"(?:{pattern})" for pattern in patterns)
        for mark, pattern in places.items():
            joined = joined.replace(mark, pattern)
        compiled[subject] = re.compile(rf"(?<!\w)(?:{joined})")
    return compiled


def checked_subject(text: str) -> str | None:
    """Give the subject that a key or a label names, or None.

    >>> checked_subject("export"), checked_subject("Recruter"), checked_subject("licorne")
    ('export', 'recrutement', None)
    """
    plain = text.strip()
    if plain in SUBJECTS:
        return plain
    named = wording(plain).folded
    return next((key for key, label in SUBJECTS.items() if wording(label).folded == named), None)
