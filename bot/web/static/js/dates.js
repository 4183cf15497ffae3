// Dates in words, as bot/web/dates.py says them: a publication date, its age, its certainty.

const WORDS = {
  fr: { undated: "sans date", inferred: "(date déduite)", thisYear: "cette année", recent: "moins d'un mois",
        ago: (count, unit) => `il y a ${count} ${unit}`, years: (n) => (n > 1 ? "ans" : "an"), months: () => "mois" },
  en: { undated: "undated", inferred: "(date inferred)", thisYear: "this year", recent: "less than a month ago",
        ago: (count, unit) => `${count} ${unit} ago`, years: (n) => (n > 1 ? "years" : "year"),
        months: (n) => (n > 1 ? "months" : "month") },
};

/** Give "octobre 2022, il y a 4 ans" from "2022-10"; `today` is an ISO date. */
export function publishedInWords(published, certain, today, language) {
  const words = WORDS[language];
  if (!published) return words.undated;
  const said = [dayInWords(published, language), ageInWords(published, today, words)].filter(Boolean).join(", ");
  return certain ? said : `${said} ${words.inferred}`;
}

function dayInWords(iso, language) {
  const [year, month, day] = iso.split("-").map(Number);
  if (!month) return String(year);
  const name = new Intl.DateTimeFormat(language === "fr" ? "fr-FR" : "en-GB", { month: "long", timeZone: "UTC" })
    .format(new Date(Date.UTC(year, month - 1, 1)));
  if (!day) return `${name} ${year}`;
  return `${day === 1 && language === "fr" ? "1er" : day} ${name} ${year}`;
}

function ageInWords(iso, today, words) {
  const [year, month, day] = iso.split("-").map(Number);
  const [thisYear, thisMonth, thisDay] = today.split("-").map(Number);
  if (!month) {
    const years = thisYear - year;
    return years < 0 ? "" : years ? words.ago(years, words.years(years)) : words.thisYear;
  }
  const apart = (thisYear - year) * 12 + thisMonth - month;
  if (apart < 0) return "";
  const elapsed = apart - (day && thisDay < day ? 1 : 0);
  const years = Math.floor(elapsed / 12);
  if (years > 0) return words.ago(years, words.years(years));
  return elapsed > 0 ? words.ago(elapsed, words.months(elapsed)) : words.recent;
}
