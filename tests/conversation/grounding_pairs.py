"""Sentences that a model might write of a passage, and whether the passage says so.

Every second pair of each kind fits the floors of the verifier; the others measure them.
"""

from datetime import date

from bot.documents.model import Document, Passage, Published, Sentence
from bot.documents.sentences import cut_sentences

PASSAGES: dict[str, tuple[str, str, str]] = {
    "groupement": (
        "Le groupement d'employeurs du Quercy",
        "Chambre d'essai du Lot",
        "Le groupement d'employeurs du Quercy partage douze salariés entre 31 entreprises adhérentes. "
        "Jeanne Delmas préside le groupement d'employeurs du Quercy depuis le 3 avril 2019. "
        "Paul Roux, comptable à Gourdon, travaille deux jours par semaine chez chacun de ses employeurs. "
        "L'adhésion au groupement d'employeurs du Quercy coûte 150 euros par an. "
        "Le groupement d'employeurs du Quercy n'accepte pas les entreprises de plus de 300 salariés.",
    ),
    "mission": (
        "Une mission au Québec pour les fournils",
        "Gazette des métiers",
        "La chambre a emmené neuf boulangers du Lot à Montréal du 12 au 18 mai 2021. "
        "Lucie Vidal, conseillère internationale, avait préparé une vingtaine de rendez-vous. "
        "Les boulangers ont payé eux-mêmes leur billet d'avion, et la chambre organisait les visites. "
        "Une seconde mission au Québec était annoncée pour octobre 2022.",
    ),
    "fibre": (
        "Les réseaux numériques du causse",
        "Syndicat des réseaux",
        "La fibre optique couvre 87 % des communes du causse. "
        "Le syndicat souhaite raccorder les dernières fermes avant la fin de 2024. "
        "Plusieurs villages disposent d'un tiers-lieu équipé d'une imprimante 3D. "
        "Les commerces de Gramat ne vendent pas assez en ligne, selon le syndicat.",
    ),
    "laine": (
        "La filière laine",
        "Atelier des éleveurs",
        "L'atelier propose de créer une coopérative de laine à Lacapelle-Marival. "
        "Les éleveurs jettent aujourd'hui 40 tonnes de laine par an, faute d'acheteurs. "
        "Une laverie pourrait ouvrir dans une ancienne usine textile. "
        "L'atelier demande à la Région de financer une étude de marché.",
    ),
    "candidat": (
        "Portrait d'un candidat",
        "Journal du port",
        "Marc Aubert, candidat à la présidence de la chambre de Sète, veut ouvrir un guichet par port. "
        "Selon Marc Aubert, 95 % des entreprises locales comptent moins de dix salariés. "
        "Marc Aubert promet de baisser les frais de formation. "
        "La chambre de Sète emploie 64 personnes.",
    ),
    "energie": (
        "Aide à la rénovation des ateliers",
        "Chambre d'essai du Lot",
        "L'aide à la rénovation finance 30 % des travaux d'isolation, dans la limite de 20 000 euros. "
        "Le dossier se dépose avant les travaux, auprès de la cellule énergie de la chambre. "
        "Les entreprises de moins de 50 salariés peuvent demander l'aide à la rénovation. "
        "L'aide à la rénovation n'est pas cumulable avec le prêt régional.",
    ),
    "salon": (
        "Le salon des métiers d'art",
        "Office de Cahors",
        "Le salon des métiers d'art a réuni une centaine d'exposants à Cahors en novembre 2019. "
        "Près de 8 000 visiteurs sont venus au salon des métiers d'art en trois jours. "
        "Le salon des métiers d'art n'a pas été organisé en 2020 à cause de la crise sanitaire. "
        "La prochaine édition du salon des métiers d'art reste à décider.",
    ),
    "ecole": (
        "L'école de lutherie",
        "Chambre d'essai du Lot",
        "L'école de lutherie, créée en 2014 par la chambre, forme seize élèves par promotion. "
        "Trois anciens élèves de l'école de lutherie ont ouvert leur atelier à Figeac. "
        "Hélène Castel dirige l'école de lutherie et enseigne le vernis. "
        "Les élèves de l'école de lutherie passent six semaines en entreprise.",
    ),
    "cluster": (
        "Le cluster Bois du Sud",
        "Bois du Sud",
        "Le cluster Bois du Sud rassemble 58 scieries et charpentiers de quatre départements. "
        "Son budget annuel atteint 1,2 million d'euros, dont la moitié vient des cotisations. "
        "Le cluster Bois du Sud exporte vers l'Espagne et le Maroc. "
        "Simon Ferrand a été réélu à la tête du cluster Bois du Sud en janvier 2023.",
    ),
    "marche": (
        "Le marché couvert de Souillac",
        "Mairie de Souillac",
        "Le marché couvert de Souillac ouvre le mercredi et le samedi de 8 h à 13 h. "
        "La rénovation du marché couvert a coûté 2,4 millions d'euros. "
        "Vingt-deux commerçants louent une place au marché couvert de Souillac. "
        "Les camions n'entrent plus dans la rue du marché depuis 2018.",
    ),
    "cidre": (
        "Une cidrerie du Ségala",
        "Revue des terroirs",
        "La cidrerie de Baraqueville transforme 600 tonnes de pommes par an et livre 45 magasins. "
        "Claire Bonnet a repris la cidrerie de Baraqueville en mars 2020 avec deux associés. "
        "La cidrerie de Baraqueville envisage d'installer 200 panneaux solaires sur son toit. "
        "Les déchets de pommes nourrissent les brebis d'un élevage voisin. "
        "La cidrerie de Baraqueville n'utilise aucun sucre ajouté.",
    ),
    "atelier": (
        "Atelier sur la reprise d'entreprise",
        "Chambre d'essai de l'Aveyron",
        "Un tiers des dirigeants de l'Aveyron ont plus de 55 ans, selon la chambre. "
        "La chambre organise chaque premier jeudi du mois une réunion sur la reprise d'entreprise à Rodez. "
        "Les repreneurs rencontrent un notaire, un banquier et un comptable pendant la réunion. "
        "L'inscription à la réunion est gratuite mais obligatoire. "
        "La chambre n'a pas de solution pour les commerces sans local.",
    ),
}

FRENCH: list[tuple[str, str, bool]] = [
    ("groupement", "Le groupement d'employeurs du Quercy réunit 31 entreprises adhérentes.", True),
    ("groupement", "Douze salariés sont partagés entre 31 entreprises.", True),
    ("groupement", "12 salariés sont partagés entre les entreprises adhérentes du groupement.", True),
    ("groupement", "Jeanne Delmas préside le groupement depuis avril 2019.", True),
    (
        "groupement",
        "Depuis le 03/04/2019, Jeanne Delmas est à la tête du groupement d'employeurs du Quercy.",
        True,
    ),
    ("groupement", "L'adhésion coûte 150 € par an.", True),
    ("groupement", "Il faut payer 150 euros par an pour adhérer au groupement d'employeurs.", True),
    ("groupement", "Les entreprises de plus de 300 salariés ne sont pas acceptées dans le groupement.", True),
    ("groupement", "Paul Roux est comptable à Gourdon.", True),
    ("groupement", "Paul Roux travaille deux jours par semaine chez chaque employeur.", True),
    ("groupement", "Le groupement d'employeurs du Quercy réunit 31 salariés.", False),
    ("groupement", "Le groupement partage 12 salariés entre 45 entreprises.", False),
    ("groupement", "Paul Roux préside le groupement d'employeurs du Quercy.", False),
    ("groupement", "Jeanne Roux préside le groupement d'employeurs du Quercy.", False),
    ("groupement", "L'adhésion coûte 150 euros par mois et donne droit à un comptable gratuit.", False),
    ("groupement", "Le groupement accepte les entreprises de plus de 300 salariés.", False),
    ("groupement", "Jeanne Delmas préside le groupement depuis le 3 mai 2019.", False),
    ("groupement", "L'adhésion au groupement d'employeurs du Quercy est gratuite.", False),
    ("groupement", "Le groupement d'employeurs du Quercy est le plus grand de France.", False),
    ("groupement", "Jeanne Delmas travaille deux jours par semaine à Gourdon.", False),
    ("mission", "Neuf boulangers du Lot sont allés à Montréal en mai 2021.", True),
    ("mission", "La chambre a emmené 9 boulangers à Montréal du 12 au 18 mai 2021.", True),
    ("mission", "Lucie Vidal avait préparé une vingtaine de rendez-vous.", True),
    ("mission", "La conseillère internationale Lucie Vidal avait préparé environ vingt rendez-vous.", True),
    ("mission", "Les boulangers ont payé leur billet d'avion.", True),
    ("mission", "La chambre organisait les visites, et les boulangers payaient leur billet d'avion.", True),
    ("mission", "Une seconde mission au Québec avait été annoncée pour octobre 2022.", True),
    ("mission", "Une deuxième mission était annoncée pour octobre 2022.", True),
    ("mission", "La chambre a payé le billet d'avion des boulangers et le logement.", False),
    ("mission", "Une seconde mission au Québec a eu lieu en octobre 2022.", False),
    ("mission", "Une seconde mission au Québec partira en octobre 2022.", False),
    ("mission", "Neuf boulangers du Lot sont allés à Toronto en mai 2021.", False),
    ("mission", "Neuf boulangers du Lot sont allés à Montréal en mai 2022.", False),
    ("mission", "Lucie Vidal avait préparé 20 rendez-vous exactement.", False),
    ("mission", "Les boulangers n'ont pas payé leur billet d'avion.", False),
    ("mission", "Vingt boulangers du Lot ont participé à la mission.", False),
    ("mission", "Lucie Vidal est boulangère à Montréal.", False),
    ("mission", "Les boulangers ont signé plusieurs contrats avec des distributeurs.", False),
    ("fibre", "87 % des communes du causse ont la fibre optique.", True),
    ("fibre", "La fibre couvre quatre-vingt-sept pour cent des communes du causse.", True),
    ("fibre", "Le syndicat souhaitait raccorder les dernières fermes avant la fin de 2024.", True),
    ("fibre", "Des villages ont un tiers-lieu avec une imprimante 3D.", True),
    ("fibre", "Selon le syndicat, les commerces de Gramat ne vendent pas assez en ligne.", True),
    ("fibre", "Les dernières fermes ont été raccordées avant la fin de 2024.", False),
    ("fibre", "87 % des fermes du causse ont la fibre optique.", False),
    ("fibre", "La fibre optique couvre 78 % des communes du causse.", False),
    ("fibre", "Les commerces de Gramat vendent assez en ligne.", False),
    ("fibre", "Plusieurs villages disposent d'un hôpital équipé d'une imprimante 3D.", False),
    ("fibre", "Tous les villages disposent d'un tiers-lieu équipé d'une imprimante 3D.", False),
    ("laine", "L'atelier propose la création d'une coopérative de laine à Lacapelle-Marival.", True),
    ("laine", "Faute d'acheteurs, les éleveurs jettent 40 tonnes de laine par an.", True),
    ("laine", "Une laverie pourrait s'installer dans une ancienne usine textile.", True),
    ("laine", "L'atelier demande que la Région finance une étude de marché.", True),
    ("laine", "Chaque année, quarante tonnes de laine sont jetées par les éleveurs.", True),
    ("laine", "Une coopérative de laine existe à Lacapelle-Marival.", False),
    ("laine", "L'atelier a créé une coopérative de laine à Lacapelle-Marival.", False),
    ("laine", "La Région finance une étude de marché.", False),
    ("laine", "Les éleveurs vendent 40 tonnes de laine par an.", False),
    ("laine", "Une laverie a ouvert dans une ancienne usine textile.", False),
    ("laine", "Les éleveurs jettent 40 kilos de laine par an.", False),
    ("candidat", "Marc Aubert veut ouvrir un guichet par port.", True),
    ("candidat", "Marc Aubert était candidat à la présidence de la chambre de Sète.", True),
    ("candidat", "D'après Marc Aubert, 95 % des entreprises locales ont moins de 10 salariés.", True),
    ("candidat", "Marc Aubert promettait une baisse des frais de formation.", True),
    ("candidat", "La chambre de Sète compte 64 personnes.", True),
    ("candidat", "Marc Aubert préside la chambre de Sète.", False),
    ("candidat", "Marc Aubert a baissé les frais de formation.", False),
    ("candidat", "Marc Aubert a ouvert un guichet par port.", False),
    ("candidat", "95 % des entreprises locales comptent plus de dix salariés.", False),
    ("candidat", "La chambre de Marseille emploie 64 personnes.", False),
    ("candidat", "Selon Marc Aubert, 64 % des entreprises locales comptent moins de dix salariés.", False),
    ("energie", "L'aide finance 30 % des travaux d'isolation, jusqu'à 20 000 euros.", True),
    ("energie", "L'aide à la rénovation finance 30 % des travaux d'isolation.", True),
    ("energie", "L'aide est limitée à 20 000 € de travaux d'isolation.", True),
    ("energie", "Les entreprises de moins de 50 salariés peuvent demander cette aide à la rénovation.", True),
    ("energie", "Le dossier est à déposer avant les travaux auprès de la cellule énergie.", True),
    ("energie", "Cette aide ne se cumule pas avec le prêt régional.", True),
    ("energie", "L'aide à la rénovation est cumulable avec le prêt régional.", False),
    ("energie", "L'aide à la rénovation finance 20 % des travaux d'isolation.", False),
    ("energie", "Le dossier se dépose après les travaux sur le site internet de la chambre.", False),
    ("energie", "Les entreprises de plus de 50 salariés peuvent demander l'aide à la rénovation.", False),
    ("energie", "Toutes les entreprises peuvent demander l'aide à la rénovation.", False),
    ("energie", "L'aide à la rénovation finance 30 % des salaires.", False),
    ("energie", "Vous avez droit automatiquement à l'aide à la rénovation.", False),
    ("salon", "Une centaine d'exposants ont participé au salon des métiers d'art en novembre 2019.", True),
    ("salon", "Le salon a attiré près de 8 000 visiteurs en trois jours.", True),
    ("salon", "En 2020, le salon n'a pas été organisé à cause de la crise sanitaire.", True),
    ("salon", "Le salon des métiers d'art s'est tenu à Cahors en novembre 2019.", True),
    ("salon", "La prochaine édition du salon n'est pas encore décidée.", True),
    ("salon", "Le salon a réuni 100 exposants à Cahors en novembre 2019.", False),
    ("salon", "Plus de 8 000 visiteurs sont venus au salon des métiers d'art.", False),
    ("salon", "Le salon des métiers d'art a été organisé en 2020.", False),
    ("salon", "Le salon des métiers d'art a réuni une centaine de visiteurs à Cahors.", False),
    ("salon", "La prochaine édition du salon des métiers d'art aura lieu à Figeac.", False),
    ("ecole", "La chambre a créé l'école de lutherie en 2014.", True),
    ("ecole", "Chaque promotion de l'école de lutherie compte 16 élèves.", True),
    ("ecole", "L'école de lutherie est dirigée par Hélène Castel.", True),
    ("ecole", "Trois anciens élèves se sont installés à Figeac en ouvrant leur atelier.", True),
    ("ecole", "Les élèves passent six semaines en entreprise.", True),
    ("ecole", "Hélène Castel enseigne le vernis à l'école de lutherie.", True),
    ("ecole", "L'école de lutherie forme six élèves par promotion.", False),
    ("ecole", "L'école de lutherie, créée en 2014 par la Région, forme seize élèves.", False),
    ("ecole", "Hélène Castel a ouvert son atelier à Figeac.", False),
    ("ecole", "Les élèves de l'école de lutherie passent six mois en entreprise.", False),
    ("ecole", "L'école de lutherie délivre un diplôme reconnu par l'État.", False),
    ("ecole", "Trois élèves de l'école de lutherie ont abandonné leur formation.", False),
    ("cluster", "Le cluster Bois du Sud regroupe 58 scieries et charpentiers.", True),
    ("cluster", "Son budget annuel est de 1 200 000 euros, dont 50 % de cotisations.", True),
    ("cluster", "Le cluster exporte vers le Maroc et l'Espagne.", True),
    ("cluster", "Simon Ferrand a été réélu en janvier 2023 à la tête du cluster.", True),
    ("cluster", "Le budget annuel du cluster atteint 1,2 million d'euros.", True),
    ("cluster", "Le cluster Bois du Sud exporte vers le Portugal.", False),
    ("cluster", "Le cluster rassemble 58 départements.", False),
    ("cluster", "Simon Ferrand a été élu pour la première fois en janvier 2023.", False),
    ("cluster", "Son budget annuel atteint 12 millions d'euros.", False),
    ("cluster", "Le cluster Bois du Sud n'exporte pas vers le Maroc.", False),
    ("cluster", "Simon Ferrand a quitté la tête du cluster Bois du Sud en janvier 2023.", False),
    ("marche", "Le marché couvert ouvre le mercredi et le samedi, de 8 h à 13 h.", True),
    ("marche", "La rénovation du marché couvert de Souillac a coûté 2 400 000 €.", True),
    ("marche", "22 commerçants louent une place au marché couvert.", True),
    ("marche", "Depuis 2018, les camions n'entrent plus dans la rue du marché.", True),
    ("marche", "Le marché couvert ouvre le mercredi et le dimanche.", False),
    ("marche", "Les camions entrent dans la rue du marché depuis 2018.", False),
    ("marche", "La rénovation du marché couvert a coûté 2,4 milliards d'euros.", False),
    ("marche", "Vingt-deux commerçants ont quitté le marché couvert de Souillac.", False),
]

# Written once the verifier was settled, and never used to settle it.
LATER: list[tuple[str, str, bool]] = [
    ("cidre", "La cidrerie de Baraqueville livre 45 magasins.", True),
    ("cidre", "600 tonnes de pommes sont transformées chaque année par la cidrerie.", True),
    ("cidre", "Claire Bonnet et deux associés ont repris la cidrerie en mars 2020.", True),
    ("cidre", "La cidrerie voudrait installer 200 panneaux solaires sur le toit.", True),
    ("cidre", "Les brebis d'un élevage voisin mangent les déchets de pommes.", True),
    ("cidre", "Aucun sucre n'est ajouté par la cidrerie de Baraqueville.", True),
    ("cidre", "La cidrerie a été reprise par Claire Bonnet en 2020.", True),
    ("cidre", "La cidrerie de Baraqueville emploie 45 personnes.", False),
    ("cidre", "La cidrerie a installé 200 panneaux solaires sur son toit.", False),
    ("cidre", "La cidrerie utilise du sucre ajouté.", False),
    ("cidre", "Claire Bonnet a vendu la cidrerie en mars 2020.", False),
    ("cidre", "Les déchets de pommes sont brûlés dans une chaudière.", False),
    ("cidre", "La cidrerie transforme 600 tonnes de poires par an.", False),
    ("cidre", "Claire Bonnet élève des brebis à Baraqueville.", False),
    ("atelier", "Selon la chambre, un tiers des dirigeants de l'Aveyron ont plus de 55 ans.", True),
    (
        "atelier",
        "Une réunion sur la reprise d'entreprise se tient à Rodez chaque premier jeudi du mois.",
        True,
    ),
    ("atelier", "L'inscription est gratuite et obligatoire.", True),
    (
        "atelier",
        "Pendant la réunion, les repreneurs rencontrent un notaire, un banquier et un comptable.",
        True,
    ),
    ("atelier", "Pour les commerces sans local, la chambre n'a pas de solution.", True),
    ("atelier", "La réunion permet de rencontrer un notaire et un banquier.", True),
    ("atelier", "Deux tiers des dirigeants de l'Aveyron ont plus de 55 ans.", False),
    ("atelier", "La réunion a lieu chaque premier mardi du mois.", False),
    ("atelier", "L'inscription à la réunion est payante.", False),
    ("atelier", "L'inscription à la réunion n'est pas obligatoire.", False),
    ("atelier", "La chambre a une solution pour les commerces sans local.", False),
    ("atelier", "Les repreneurs rencontrent un avocat pendant la réunion.", False),
    ("atelier", "La chambre finance la reprise d'entreprise à Rodez.", False),
]

ENGLISH: list[tuple[str, str, bool]] = [
    ("groupement", "The Quercy employers' group shares twelve employees between 31 member companies.", True),
    ("groupement", "Jeanne Delmas has chaired the Quercy employers' group since April 2019.", True),
    ("groupement", "Membership of the group costs 150 euros a year.", True),
    ("groupement", "Jeanne Delmas founded a bakery in April 2019.", False),
    ("groupement", "Membership of the group includes health insurance for employees.", False),
    ("mission", "Nine bakers from the Lot went to Montréal in May 2021.", True),
    ("mission", "The bakers paid for their own plane tickets.", True),
    ("mission", "The bakers opened several shops in Montréal.", False),
    ("fibre", "Optical fibre covers 87% of the municipalities of the causse.", True),
    ("fibre", "The remaining farms were connected before the end of 2024.", False),
    ("energie", "The renovation aid pays for 30% of insulation work.", True),
    ("energie", "The renovation aid cannot be combined with the regional loan.", True),
    ("energie", "The renovation aid can be combined with the regional loan.", False),
    ("energie", "The renovation aid also pays for new vehicles and machines.", False),
    ("ecole", "Hélène Castel runs the violin-making school.", True),
    ("ecole", "Students spend six weeks in a company.", True),
    ("ecole", "Students receive a salary during six weeks.", False),
    ("cluster", "The Bois du Sud cluster exports to Spain and Morocco.", True),
    ("cluster", "The Bois du Sud cluster plans to hire two engineers.", False),
    ("marche", "Twenty-two traders rent a stall at the Souillac covered market.", True),
    ("marche", "The Souillac covered market will close for renovation.", False),
]


def document_of(key: str) -> Document:
    """Give a passage of the table as a document of one passage."""
    title, publisher, text = PASSAGES[key]
    sentences = tuple(Sentence(text[start:end], start, end) for start, end in cut_sentences(text))
    passage = Passage(f"{key}.p1", key, 0, "", text, 0, len(text), sentences)
    return Document(
        id=key,
        title=title,
        text=text,
        content_hash=key,
        passages=(passage,),
        publisher=publisher,
        published=Published(date(2023, 2, 1), "month"),
    )
