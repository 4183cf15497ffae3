"""The coverage: the requests that nobody could take, by subject and département, small counts hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.barometer.publication import GROUPED, Grid, Line, publish_grid
from bot.barometer.suppression import Cell, Count


@dataclass(frozen=True)
class Coverage:
    """What may be shown of them: the table, and the totals of its subjects and of its départements."""

    table: Grid
    subjects: Line
    departements: Line

    def counts(self, subject: str = "") -> Mapping[str, int | None]:
        """Give the count of each département that has any, None where it is hidden; of one subject if told.

        A département whose total is hidden is only known within the group of all such: of a subject that
        the group has some of, each of them is hidden.

        >>> asked = {("export", "46"): Count(8, 8), ("export", "12"): Count(3, 3), ("bio", "48"): Count(4, 4)}
        >>> found = published_coverage(asked)
        >>> sorted(found.counts().items())
        [('12', None), ('46', 8), ('48', None)]
        """
        if not subject:
            return self.departements.values
        shown = set(self.table.columns)
        grouped = 0 if self.table.values.get((subject, GROUPED)) == 0 else None
        return {
            code: self.table.values[subject, code] if code in shown else grouped
            for code in self.departements.values
        }


def published_coverage(counts: Mapping[Cell, Count]) -> Coverage | None:
    """Give what may be shown of counts by subject and département; None when they are too few in all."""
    published = publish_grid(counts)
    return Coverage(*published) if published else None
