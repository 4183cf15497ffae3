"""The labels: the French name of each metric, which way is better, and how its value is written."""

from dataclasses import dataclass
from typing import Literal

from bot.evaluation.questions import KINDS
from bot.evaluation.report import ALL, Figure

_NARROW = "\u202f"

Form = Literal["share", "number", "seconds"]


@dataclass(frozen=True)
class Label:
    """How a metric is shown. `better` is empty where neither way is better."""

    metric: str
    name: str
    better: Literal["high", "low", ""] = "high"
    form: Form = "share"

    def write(self, value: float) -> str:
        """Write a value in French.

        >>> Label("facts", "faits donnés").write(0.934)
        '93,4\u202f%'
        >>> Label("latency_p50", "délai médian", "low", "seconds").write(0.0421)
        '42\u202fms'
        """
        if self.form == "share":
            return f"{100 * value:.1f}{_NARROW}%".replace(".", ",")
        if self.form == "seconds":
            return f"{1000 * value:.{1 if value < 0.01 else 0}f}{_NARROW}ms".replace(".", ",")
        return f"{value:.2f}".replace(".", ",")

    def write_interval(self, figure: Figure) -> str:
        """Write the 95 % interval of a figure, its unit once.

        >>> Label("facts", "faits donnés").write_interval(Figure(value=0.9, low=0.81, high=0.97, count=40))
        '81,0–97,0\u202f%'
        """
        return f"{self.write(figure.low).partition(_NARROW)[0]}–{self.write(figure.high)}"


LABELS = (
    Label("right", "tout juste"),
    Label("document_cited", "bon document cité"),
    Label("facts", "faits attendus donnés"),
    Label("facts_all", "tous les faits donnés"),
    Label("reference", "mots de la réponse de référence"),
    Label("follow_up_right", "questions de suite justes"),
    Label("refusal_right", "refus à bon escient"),
    Label("wrongful_answer", "réponses à tort", "low"),
    Label("wrongful_refusal", "refus à tort", "low"),
    Label("small_talk_right", "civilités justes"),
    Label("cost", "coût moyen (réponse à tort : 4)", "low", "number"),
    Label("quotes_exact", "citations exactes"),
    Label("citation_precision", "phrases prouvées par leur citation"),
    Label("citation_recall", "phrases avec citation"),
    Label("notice_shown", "avis attendus affichés"),
    Label("forbidden_absent", "rien d'interdit n'est dit"),
    Label("recall_1", "rappel@1 (document)"),
    Label("recall_5", "rappel@5 (document)"),
    Label("mrr_10", "MRR@10 (document)", form="number"),
    Label("sentences", "phrases par réponse", "", "number"),
    Label("words", "mots par réponse", "", "number"),
    Label("latency_p50", "délai médian", "low", "seconds"),
    Label("latency_p95", "délai, 95e centile", "low", "seconds"),
)

BY_METRIC = {label.metric: label for label in LABELS}

_KIND_NAMES = (
    "avec réponse",
    "sans réponse",
    "réponse partielle",
    "hors sujet",
    "datée",
    "de suite",
    "hostile",
    "civilité",
)
KIND_NAMES = {ALL: "ensemble", **dict(zip(KINDS, _KIND_NAMES, strict=True))}
OUTCOME_NAMES = {
    "answer": "réponse",
    "abstention": "refus",
    "clarification": "demande de précision",
    "small_talk": "civilité",
}
