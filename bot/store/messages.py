"""The French sentences of the store, for the person who meets one of its faults."""

STORAGE_UNAVAILABLE = "L'enregistrement est momentanément indisponible. Réessayez dans quelques instants."
CONVERSATION_NOT_FOUND = "Cette conversation n'existe pas, ou n'est pas accessible d'ici."
MESSAGE_NOT_FOUND = "Ce message n'existe pas, ou n'est pas accessible d'ici."
KEY_REUSED = (
    "Cette clé d'idempotence a déjà servi pour une autre demande : utilisez une nouvelle clé par demande."
)
