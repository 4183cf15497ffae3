"""The French sentences of the API: titles and details of problems, and what is wrong with a field."""

from typing import Final

from bot.store.messages import KEY_IN_USE

UNEXPECTED: Final = "Une erreur imprévue s'est produite de notre côté. Réessayez dans quelques instants."
INVALID: Final = "Une valeur manque ou n'est pas admise."
NOT_FOUND: Final = "Rien ne se trouve à cette adresse."
DOCUMENT_NOT_FOUND: Final = "Ce document n'existe pas ou n'est pas public."
MESSAGE_NOT_FOUND: Final = "Ce message n'existe pas, ou n'est pas accessible d'ici."
NO_VISITOR: Final = "Cette conversation n'existe pas, ou n'est pas accessible d'ici."
METHOD_NOT_ALLOWED: Final = "Cette adresse n'accepte pas cette méthode HTTP."
BODY_TOO_LARGE: Final = "Le corps de la demande dépasse {limit} kilo-octets."
NOT_JSON: Final = "Envoyez du JSON, avec l'en-tête « Content-Type: application/json »."
UNREADABLE_BODY: Final = "Le corps de la demande n'a pas pu être lu."
NOT_READY: Final = "Une partie du service n'est pas disponible pour l'instant."
REFUSED: Final = "La demande a été refusée."
RATE_EXCEEDED: Final = "Trop de demandes en peu de temps. Réessayez dans {seconds} seconde(s)."
CROWDED: Final = "Trop de questions arrivent en même temps : réessayez dans quelques secondes."
COUNTERS_DOWN: Final = "Redis ne répond pas : chaque processus compte les appels pour lui-même."
RATE_UNREADABLE: Final = "Limite « {name} » illisible : « {text} ». Écrivez par exemple « 1200/minute »."
PROXIES_UNREADABLE: Final = (
    "BOT_TRUSTED_PROXIES doit contenir des adresses ou des réseaux, par exemple « 10.0.0.0/8, 127.0.0.1 »."
)
NO_USER_MESSAGE: Final = "Le dernier message doit être de rôle « user » et contenir du texte."
MESSAGE_TOO_LONG: Final = "Un message est trop long : au plus 2000 caractères."
MODEL_NOT_FOUND: Final = "Ce modèle n'existe pas ici : demandez « {model} »."
TEXT_ONLY: Final = "Seul le texte est compris : ni image, ni son, ni fichier."
ONE_CHOICE: Final = "Une seule réponse est donnée : n doit valoir 1."
SERVER_AWAY: Final = "Le serveur de Passerelle ne répond pas : vérifiez son adresse et qu'il est en marche."
CURSOR_UNREADABLE: Final = "Ce curseur n'est pas valable : reprenez le champ « next » de la page précédente."
KEY_REFUSED: Final = "Cette clé n'existe pas ou a été révoquée."
SCOPE_MISSING: Final = "Cette clé n'a pas le droit « {scope} »."
TOKEN_REFUSED: Final = "Cette page est restée ouverte trop longtemps. Rechargez-la, puis recommencez."  # noqa: S105
SITE_REFUSED: Final = "L'assistant n'est pas disponible sur ce site pour le moment."

STATUS_TITLES: Final[dict[int, str]] = {
    400: "Demande illisible",
    401: "Identification nécessaire",
    403: "Accès refusé",
    404: "Introuvable",
    405: "Méthode non admise",
    406: "Format non disponible",
    409: "Envoi en cours",
    413: "Demande trop volumineuse",
    415: "Type de contenu non admis",
    422: "Demande incorrecte",
    429: "Trop de demandes",
    500: "Erreur interne",
    503: "Service indisponible",
}

STATUS_DETAILS: Final[dict[int, str]] = {
    400: UNREADABLE_BODY,
    401: KEY_REFUSED,
    403: "Cette page n'a pas pu être vérifiée : rechargez-la, puis recommencez.",
    404: NOT_FOUND,
    405: METHOD_NOT_ALLOWED,
    409: KEY_IN_USE,
    415: NOT_JSON,
    422: INVALID,
    429: RATE_EXCEEDED.format(seconds=12),
    500: UNEXPECTED,
    503: NOT_READY,
}

CONTACT_MISSING: Final = "Indiquez une adresse électronique ou un numéro de téléphone."
EMAIL_INVALID: Final = "Cette adresse électronique n'est pas valable."
PHONE_INVALID: Final = "Ce numéro de téléphone n'est pas valable."
CONSENT_MISSING: Final = "Votre accord est nécessaire pour transmettre la demande."

FIELD_MESSAGES: Final[dict[str, str]] = {
    "missing": "Ce champ est obligatoire.",
    "json_invalid": "Le corps n'est pas du JSON valable.",
    "string_type": "Un texte est attendu.",
    "string_unicode": "Ce texte contient des caractères illisibles.",
    "string_too_short": "Ce texte ne peut pas être vide.",
    "string_too_long": "Ce texte est trop long : au plus {max_length} caractères.",
    "string_pattern_mismatch": "Ce texte n'a pas la forme attendue.",
    "bool_type": "Vrai ou faux est attendu.",
    "bool_parsing": "Vrai ou faux est attendu.",
    "int_type": "Un nombre entier est attendu.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_parsing_size": "Ce nombre est trop grand.",
    "int_from_float": "Un nombre entier est attendu.",
    "greater_than_equal": "La valeur doit être au moins {ge}.",
    "less_than_equal": "La valeur doit être au plus {le}.",
    "dict_type": "Un objet JSON est attendu.",
    "model_type": "Un objet JSON est attendu.",
    "model_attributes_type": "Un objet JSON est attendu.",
    "list_type": "Une liste est attendue.",
    "date_type": "Une date est attendue (AAAA-MM-JJ).",
    "date_parsing": "Une date est attendue (AAAA-MM-JJ).",
    "date_from_datetime_parsing": "Une date est attendue (AAAA-MM-JJ).",
    "date_from_datetime_inexact": "Une date est attendue (AAAA-MM-JJ).",
    "literal_error": "Valeur non admise ; valeurs possibles : {expected}.",
    "enum": "Valeur non admise ; valeurs possibles : {expected}.",
    "extra_forbidden": "Ce champ n'est pas prévu.",
}
FIELD_REFUSED: Final = "Cette valeur n'est pas admise."
