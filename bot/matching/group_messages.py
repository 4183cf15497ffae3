"""The messages of employer groups: every text that a company or an adviser reads, in French."""

from typing import Final

HOURS_MEAN: Final = (
    "Ensemble, {week} par semaine en moyenne, soit {year} sur l'année : {share} % d'un temps plein."
)
FAMILY: Final = "Même famille de fonction : {family}."
WEEK: Final = "Chacun a ses demi-journées, sans chevauchement : {days}."
SEASONS: Final = "Les saisons s'enchaînent : {seasons}."
TRAVEL_NONE: Final = "Tous dans la même commune."
TRAVEL: Final = "Au plus {km} km à vol d'oiseau entre deux entreprises."
TRAVEL_REMOTE: Final = "Le travail à distance compris, au plus {km} km à vol d'oiseau à compter."
STARTS_SAME: Final = "Tous commencent le {first}."
STARTS: Final = "Débuts compatibles : entre le {first} et le {last}."
SHARED_DAY: Final = "Le {days}, un changement d'entreprise à midi : trajet à vérifier."
QUALIFICATIONS: Final = "Qualifications demandées : {names}. Une même personne doit les avoir : à vérifier."
SOME_QUALIFICATIONS: Final = (
    "Des qualifications sont demandées : une même personne doit les avoir, à vérifier."
)
AGREEMENTS: Final = (
    "Conventions collectives différentes (IDCC {codes}) : celle du groupement est à choisir, à vérifier."
)
AGREEMENT_SAME: Final = "Même convention collective (IDCC {codes})."
AGREEMENT_UNKNOWN: Final = "Convention collective à préciser pour {count} besoin{plural}."

MISS_HOURS_SHORT: Final = "Il manque {hours} par semaine pour atteindre {share} % d'un temps plein"
MISS_DAY: Final = "{text}, par exemple le {day}."
MISS_HOURS_OVER: Final = "Il y a {hours} de trop par semaine pour un seul emploi."
MISS_TRAVEL: Final = "Il faudrait accepter {km} km de plus entre les entreprises."
MISS_START: Final = "Les débuts sont trop éloignés de {days} jours."
MISS_CLASH: Final = "Il manque {hours} le {day} : la journée est déjà prise par un autre besoin."
OTHER_FUNCTION: Final = "Autre fonction"

PROVEN: Final = "Aucune autre répartition ne couvrirait plus de besoins : c'est démontré."
GAP: Final = "Au plus {bound} besoins pourraient être couverts : il reste un écart de {gap} %."

KEY_MISSING: Final = "un identifiant est attendu."
FUNCTION_MISSING: Final = "la fonction recherchée est nécessaire."
HOURS_MISSING: Final = "donnez les heures ou les jours par semaine."
HOURS_WRONG: Final = "les heures par semaine vont de 1 à 44."
HALF_DAYS_WRONG: Final = "les jours par semaine vont de 0,5 à 6, par demi-journée."
DAYS_WRONG: Final = "les jours possibles se disent « lundi », « mardi »… ou de 1 à 7."
DAYS_TOO_FEW: Final = "{hours} ne tiennent pas dans les jours possibles : ajoutez des jours."
DAY_TOO_LONG: Final = "{hours} en {days} jour(s) font plus de dix heures par jour."
SEASON_WRONG: Final = "la saison se dit par des mois (1 à 12), ou « paires », « impaires »."
COMMUNE_WRONG: Final = "cette commune n'est pas connue."
COMMUNE_SEVERAL: Final = "plusieurs communes portent ce nom : donnez son code INSEE ({codes})."
REMOTE_WRONG: Final = "la part à distance est un pourcentage, de 0 à 100."
START_WRONG: Final = "la date de début est attendue (AAAA-MM-JJ)."
IDCC_WRONG: Final = "l'IDCC est un numéro d'un à quatre chiffres."
