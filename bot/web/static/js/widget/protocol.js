// The protocol: the messages between the page and the frame. Anything that is not exactly one is not read.

const VERSION = 1;
const KINDS = ["answer", "abstention", "clarification", "small_talk"];
const REQUESTS = ["inscription", "besoin", "rendez-vous", "autre"];

const text = (most) => (value) => typeof value === "string" && value.trim() !== "" && value.length <= most;
const count = (most) => (value) => Number.isInteger(value) && value >= 0 && value <= most;
const among = (values) => (value) => values.includes(value);
const matching = (pattern) => (value) => typeof value === "string" && pattern.test(value);
const maybe = (rule) => (value) => value === undefined || rule(value);
const either = (...rules) => (value) => rules.some((rule) => rule(value));
const shape = (rules) => (value) =>
  Object.prototype.toString.call(value) === "[object Object]" &&
  Object.keys(value).every((key) => Object.hasOwn(rules, key)) &&
  Object.entries(rules).every(([key, rule]) => rule(value[key]));

const TOKEN = { token: matching(/^[\w-]+\.[\w-]+\.[\w-]+$/), expires_in: count(3600) };
const FACT = maybe(either(text(200), count(10_000_000)));
const PROFILE = shape({
  siren: FACT, siret: FACT, effectif: FACT, code_naf: FACT, commune: FACT, departement: FACT, region: FACT,
  forme_juridique: FACT, created: FACT, country: FACT,
});
const PERSON = shape({
  name: maybe(text(200)), email: maybe(text(200)), company: maybe(text(200)), phone: maybe(text(40)),
});
const OPTIONS = {
  colour: maybe(matching(/^#[0-9a-f]{6}$/)),
  opening: maybe(text(200)),
  territory: maybe(matching(/^(\d{2,3}|2[AB])$/)),
  subject: maybe(text(100)),
  profile: maybe(PROFILE),
};

const TO_FRAME = {
  start: { ...TOKEN, options: shape(OPTIONS), person: maybe(PERSON), modal: among([true, false]) },
  token: TOKEN,
  refused: {},
  opened: {},
  send: { text: text(2000) },
};
const TO_PAGE = {
  ready: {},
  renew: {},
  close: {},
  answered: { kind: among(KINDS), sources: count(1000) },
  request: { kind: among(REQUESTS) },
};

/** Give the options that are well formed, without the others. */
export function soundOptions(options) {
  return Object.fromEntries(Object.entries(OPTIONS)
    .filter(([name, rule]) => options[name] !== undefined && rule(options[name]))
    .map(([name]) => [name, options[name]]));
}

/** Make a message. */
export function message(type, details = {}) {
  return { passerelle: VERSION, type, ...details };
}

function read(data, types) {
  if (Object.prototype.toString.call(data) !== "[object Object]" || data.passerelle !== VERSION) return null;
  const { passerelle, type, ...details } = data;
  if (typeof type !== "string" || !Object.hasOwn(types, type)) return null;
  return shape(types[type])(details) ? { type, details } : null;
}

/** Read what the page says to the frame: `{type, details}`, or null. */
export const readInFrame = (data) => read(data, TO_FRAME);

/** Read what the frame says to the page: `{type, details}`, or null. */
export const readInPage = (data) => read(data, TO_PAGE);
