"""The messages: what the company's room says to people, in French."""

INVALID = {
    "profile": "Le profil de l'entreprise doit être un objet JSON.",
    "fact": "Profil, champ « {field} » : {reason}",
    "unknown_field": "Profil : le champ « {} » n'existe pas. Champs connus : {}.",
    "shape": "une valeur, ou un objet avec « value », « words » et « origin », est attendu.",
    "origin": "l'origine « {} » n'existe pas.",
    "too_long": "la valeur dépasse {} caractères.",
    "text": "un texte est attendu.",
    "effectif": "un nombre entier de salariés, ou un intervalle « least » et « most », est attendu.",
    "code_naf": "« {} » n'est pas un code NAF : on attend « 10.71C », « 10.71 », « 10 » ou « C ».",
    "commune": "« {} » n'est pas une commune de France.",
    "homonyms": "plusieurs communes s'appellent ainsi : donnez le code INSEE ou le département ({}).",
    "departement": "« {} » n'est pas un département français.",
    "region": "« {} » n'est pas une région française.",
    "forme_juridique": "« {} » n'est pas une forme juridique connue.",
    "created": "« {} » n'est pas une date : on attend « 2020-01-31 », « 2020-01 » ou « 2020 ».",
    "country": "« {} » n'est pas un pays connu.",
    "to_be_created": "vrai ou faux est attendu.",
    "needs": "une liste de besoins, chacun avec « text » et « subject », est attendue.",
    "subject": "le sujet « {} » n'existe pas.",
    "contradictions": "une liste d'objets avec « question » et « fields » est attendue.",
    "siren": "« {} » n'est pas un numéro SIREN valide : il a neuf chiffres, vérifiez-les.",
    "siret": "« {} » n'est pas un numéro SIRET valide : il a quatorze chiffres, vérifiez-les.",
}

LABELS = {
    "nobody": "Aucun salarié",
    "one": "1 salarié",
    "exactly": "{} salariés",
    "between": "Entre {} et {} salariés",
    "at_most": "{} salariés au plus",
    "at_least": "{} salariés ou plus",
    "created": "Créée en {}",
    "created_on": "Créée le {}",
    "to_be_created": "Entreprise à créer",
    "exists": "Entreprise déjà créée",
    "siren": "SIREN {}",
    "siret": "SIRET {}",
}
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre"),
    *("novembre", "décembre"),
)

QUESTIONS = {
    "micro": "Vous parlez d'une micro-entreprise et de « {effectif} » : combien de salariés avez-vous, "
    "et quelle est la forme juridique ?",
    "place": "{commune} n'est pas {wide} : où se trouve votre entreprise ?",
    "to_be_created": "Votre entreprise existe-t-elle déjà, ou est-elle à créer ?",
    "siret": "Ce SIRET n'est pas celui du SIREN donné : lequel est le bon ?",
    "changed": "J'avais noté « {old} », vous dites maintenant « {new} » : que dois-je retenir ?",
    "homonyms": "Il y a plusieurs communes nommées {name} : dans quel département est la vôtre ? ({choices})",
    "several": "Vous citez plusieurs pays ({countries}) : lequel vous intéresse en premier ?",
    "staff": "Vous citez deux effectifs, « {old} » et « {new} » : lequel est le bon ?",
    "siren_number": "Le numéro « {} » n'est pas un SIREN valide : pouvez-vous le vérifier ?",
    "siret_number": "Le numéro « {} » n'est pas un SIRET valide : pouvez-vous le vérifier ?",
}

DIRECTORY = {
    "off": "L'annuaire des entreprises n'est pas relié : indiquez vos informations à la main.",
    "not_found": "Aucune entreprise trouvée pour « {} » : vérifiez le numéro ou indiquez vos "
    "informations à la main.",
    "busy": "L'annuaire des entreprises reçoit trop de demandes : réessayez dans {} s, ou indiquez vos "
    "informations à la main.",
    "too_slow": "L'annuaire des entreprises ne répond pas à temps : indiquez vos informations à la main.",
    "down": "L'annuaire des entreprises est en panne pour le moment : indiquez vos informations à la main.",
    "unreadable": "La réponse de l'annuaire des entreprises est illisible : indiquez vos "
    "informations à la main.",
    "refused": "L'annuaire des entreprises n'accepte pas cette recherche : indiquez vos "
    "informations à la main.",
    "query": "Donnez un numéro SIREN ou SIRET, ou un nom d'au moins trois lettres (100 au plus).",
}
