"""The messages: what the company's room says to people, in French."""

INVALID = {
    "code_naf": "« {} » n'est pas un code NAF : on attend « 10.71C », « 10.71 », « 10 » ou « C ».",
}
INVALID["siren"] = "« {} » n'est pas un numéro SIREN valide : il a neuf chiffres, vérifiez-les."
INVALID["siret"] = "« {} » n'est pas un numéro SIRET valide : il a quatorze chiffres, vérifiez-les."
