"""The French sentences of the store, for the person who meets one of its faults."""

STORAGE_UNAVAILABLE = "L'enregistrement est momentanément indisponible. Réessayez dans quelques instants."
CONVERSATION_NOT_FOUND = "Cette conversation n'existe pas, ou n'est pas accessible d'ici."
MESSAGE_NOT_FOUND = "Ce message n'existe pas, ou n'est pas accessible d'ici."
KEY_REUSED = (
    "Cette clé d'idempotence a déjà servi pour une autre demande : utilisez une nouvelle clé par demande."
)
KEY_IN_USE = "Le même envoi est déjà en cours : réessayez dans quelques secondes."
SIGN_IN_FAILED = "Adresse ou mot de passe incorrect, ou compte momentanément bloqué."
ACCOUNT_EXISTS = "Un compte existe déjà pour cette adresse."
ACCOUNT_NOT_FOUND = "Aucun compte n'a cette adresse."
PASSWORD_TOO_SHORT = "Le mot de passe doit compter au moins 12 caractères."  # noqa: S105
REQUEST_NOT_FOUND = "Cette demande n'existe pas, ou n'est pas accessible d'ici."
REASON_MISSING = "Indiquez pourquoi cette demande n'est pas pour vous."
STEP_REFUSED = "Cette demande n'admet plus cette étape : rechargez la page."
KEY_NOT_FOUND = "Aucune clé n'a cet identifiant."
NAME_MISSING = "Donnez un nom à cette clé : le site ou le logiciel qui s'en servira."
SCOPE_UNKNOWN = "Choisissez au moins un droit parmi : {scopes}."
SITE_NOT_FOUND = "Aucun site n'a cette clé."
SITE_NAME_MISSING = "Donnez un nom à ce site."
ORIGIN_REFUSED = (
    "« {origin} » n'est pas une origine exacte : écrivez par exemple « https://www.lot.cci.fr », sans chemin "
    "ni étoile."
)
ORIGIN_INSECURE = "« {origin} » n'est pas protégée : seules les adresses https sont admises."
TOO_MANY_ORIGINS = "Un site admet au plus {most} origines."
DEPARTEMENT_REFUSED = "Le département s'écrit par son code, par exemple 46 ou 2A."
COLOUR_REFUSED = "La couleur s'écrit comme « #0b5d57 »."
SCHEME_REFUSED = "Le thème est l'un de : {schemes}."
OPENING_TOO_LONG = "La phrase d'accueil compte au plus {most} caractères."
QUOTA_REFUSED = "Donnez au moins une question par minute, et au moins autant par jour."
