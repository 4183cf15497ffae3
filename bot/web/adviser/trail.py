"""The words of the journal: what each thing done at the desk is called there."""

from typing import Final

from bot.web.adviser.words import STEPS

ACTIONS: Final = {
    "absence": "Absence notée",
    "barometre_vu": "Baromètre vu",
    "brouillon_abandonne": "Brouillon abandonné",
    "brouillon_ajoute": "Brouillon ajouté",
    "brouillon_garde": "Brouillon gardé",
    "brouillon_ouvert": "Brouillon ouvert",
    "catalogue_vu": "Catalogue vu",
    "cle_creee": "Clé créée",
    "cle_revoquee": "Clé révoquée",
    "cles_vues": "Clés vues",
    "compte_cree": "Compte créé",
    "compte_desactive": "Compte désactivé",
    "compte_modifie": "Compte modifié",
    "compte_vu": "Compte vu",
    "comptes_vus": "Comptes vus",
    "connaissances_vues": "Connaissances vues",
    "connexion": "Connexion",
    "connexion_refusee": "Connexion refusée",
    "document_publie": "Document publié",
    "document_retire": "Document retiré",
    "document_vu": "Document vu",
    "dossier_vu": "Dossier vu",
    "entree_ajoutee": "Fiche du catalogue ajoutée",
    "entree_changee": "Fiche du catalogue changée",
    "entree_remise": "Fiche du catalogue remise",
    "entree_retiree": "Fiche du catalogue retirée",
    "entree_vue": "Fiche du catalogue vue",
    "evaluation_exportee": "Évaluation exportée",
    "evaluation_quittee": "Question retirée de l'évaluation",
    "evaluation_rejointe": "Question ajoutée à l'évaluation",
    "fiche_commencee": "Fiche commencée pour une question",
    "groupements_vus": "Groupements vus",
    "journal_vu": "Journal vu",
    "liens_verifies": "Liens vérifiés",
    "liste_vue": "Liste des demandes vue",
    "mise_en_relation": "Mise en relation",
    "mot_de_passe_change": "Mot de passe changé",
    "offres_vues": "Offres et besoins vus",
    "question_ecartee": "Question écartée",
    "question_liee": "Question liée à un document",
    "question_rouverte": "Question rouverte",
    "question_vue": "Question vue",
    "questions_vues": "Questions vues",
    "rendez_vous_exporte": "Rendez-vous exporté",
    "reponse_envoyee": "Réponse envoyée",
    "reponse_gardee": "Réponse gardée",
    "reponse_preparee": "Réponse préparée",
    "revue_vue": "Revue des connaissances vue",
    "site_coupe": "Site coupé",
    "site_cree": "Site créé",
    "site_identite": "Secret d'un site créé",
    "site_modifie": "Site modifié",
    "site_ouvert": "Site ouvert",
    "sites_vus": "Sites vus",
    "source_vue": "Source vue",
    "sujet_corrige": "Sujet corrigé",
    "transmission": "Demande transmise",
    "version_remise": "Version remise",
    "versions_comparees": "Versions comparées",
}
_SPECIFIC: Final = {
    "barometre_exporte_": "Baromètre exporté ({})",
    "conversation_exportee_": "Conversation exportée ({})",
    "etape_": "Étape : {}",
}


def told(action: str) -> str:
    """Give the name of what was done, one that an older version noted as it stands."""
    for prefix, words in _SPECIFIC.items():
        if action.startswith(prefix):
            rest = action.removeprefix(prefix)
            return words.format(STEPS.get(rest, rest))
    return ACTIONS.get(action, action.replace("_", " "))
