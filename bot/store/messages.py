"""The French sentences of the store, for the person who meets one of its faults."""

STORAGE_UNAVAILABLE = "L'enregistrement est momentanément indisponible. Réessayez dans quelques instants."
CONVERSATION_NOT_FOUND = "Cette conversation n'existe pas, ou n'est pas accessible d'ici."
MESSAGE_NOT_FOUND = "Ce message n'existe pas, ou n'est pas accessible d'ici."
KEY_REUSED = (
    "Cette clé d'idempotence a déjà servi pour une autre demande : utilisez une nouvelle clé par demande."
)
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
