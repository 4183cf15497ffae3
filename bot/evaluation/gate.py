"""The gate: the figures below which a build fails, read from a committed file."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.errors import ConfigurationFault
from bot.evaluation.labels import BY_METRIC, KIND_NAMES, Label
from bot.evaluation.questions import Kind
from bot.evaluation.report import Report, SystemReport

_ROUNDING = 1e-9


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    metric: str

    @property
    def label(self) -> Label:
        """Give how the metric is named and written."""
        return BY_METRIC[self.metric]

    @model_validator(mode="after")
    def _is_known(self) -> Self:
        if self.metric not in BY_METRIC:
            raise ValueError(f"mesure inconnue : {self.metric}")
        return self


class Threshold(_Strict):
    """A bound on a metric, over some kinds of question or (without `kinds`) all of them."""

    kinds: tuple[Kind, ...] = ()
    minimum: float | None = None
    maximum: float | None = None

    @model_validator(mode="after")
    def _bounds_something(self) -> Self:
        if self.minimum is None and self.maximum is None:
            raise ValueError(f"{self.metric} : ni minimum ni maximum")
        return self

    def failure(self, ours: SystemReport) -> str | None:
        """Say in one French line why the system fails; None when it passes."""
        figure = ours.figure(self.metric, self.kinds)
        kinds = ", ".join(KIND_NAMES[kind] for kind in self.kinds)
        name = f"{self.label.name} ({kinds})" if kinds else self.label.name
        if figure is None:
            return f"{name} : aucune question ne la mesure."
        write = self.label.write
        if self.minimum is not None and figure.value < self.minimum - _ROUNDING:
            return f"{name} : {write(figure.value)}, au lieu d'au moins {write(self.minimum)}."
        if self.maximum is not None and figure.value > self.maximum + _ROUNDING:
            return f"{name} : {write(figure.value)}, au lieu d'au plus {write(self.maximum)}."
        return None


class Lead(_Strict):
    """How far ahead of every other system of the run ours must be."""

    margin: float

    def failures(self, report: Report) -> list[str]:
        """Say in one French line each which systems are not far enough behind."""
        ours = report.ours.figure(self.metric)
        if ours is None:
            return [f"{self.label.name} : aucune question ne la mesure."]
        lines = []
        for other in report.systems[1:]:
            theirs = other.figure(self.metric)
            if theirs is not None and ours.value - theirs.value < self.margin - _ROUNDING:
                lines.append(
                    f"{self.label.name} : {self.label.write(ours.value)}, contre "
                    f"{self.label.write(theirs.value)} pour {other.name} "
                    f"(avance demandée : {self.label.write(self.margin)})."
                )
        return lines


class Gate(BaseModel):
    """All the bounds of a build."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: tuple[Threshold, ...] = ()
    lead: tuple[Lead, ...] = ()

    def failures(self, report: Report) -> list[str]:
        """Give a line for each bound that is not kept; none when the build may pass."""
        bounds = [failure for one in self.threshold if (failure := one.failure(report.ours))]
        return [*bounds, *(line for one in self.lead for line in one.failures(report))]


def load_gate(path: Path | None = None) -> Gate:
    """Read a gate file; without a path, the project's own. Raises ConfigurationFault."""
    source = path or files("bot.evaluation").joinpath("gate.toml")
    try:
        gate = Gate.model_validate(tomllib.loads(source.read_text(encoding="utf-8")))
    except OSError as fault:
        raise ConfigurationFault(f"{source} : seuils illisibles ({fault.strerror}).") from fault
    except (tomllib.TOMLDecodeError, ValidationError) as fault:
        raise ConfigurationFault(f"{source} : seuils mal écrits. {fault}") from fault
    if not gate.threshold:
        raise ConfigurationFault(f"{source} : aucun seuil, rien ne pourrait échouer.")
    return gate
