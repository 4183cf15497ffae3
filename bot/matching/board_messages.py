"""The messages of the board: every text that a company or an adviser reads, in French."""

from typing import Final

KIND_WRONG: Final = "dites s'il s'agit d'une offre ou d'un besoin."
CATEGORY_WRONG: Final = "choisissez une catégorie de la liste."
TEXT_MISSING: Final = "dites en quelques mots ce que vous proposez ou cherchez."
DAY_WRONG: Final = "une date est attendue (AAAA-MM-JJ)."
LAST_WRONG: Final = "la fin ne peut pas précéder le début ni aujourd'hui."
REACH_WRONG: Final = "la distance est un nombre de kilomètres, de 0 à 1000."
PARTNERS_WRONG: Final = "le nombre d'entreprises va de 1 à 5."
SECTORS_WRONG: Final = "un secteur est une lettre de la NAF, de A à U."
PAIR_GONE: Final = "Ces deux dépôts ne peuvent plus être proposés l'un à l'autre : rechargez la page."
CAP_REACHED: Final = (
    "L'une de ces entreprises a déjà reçu ses propositions de la semaine, ou assez de réponses : "
    "proposez plus tard."
)
