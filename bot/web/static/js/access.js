// The access: what each call carries to be admitted. On our own pages the cookie is enough.

let guard = null;

/** Have every call go through a guard: `headers()`, `received(response)` and `renew()`, all optional to await. */
export function admitBy(given) {
  guard = given;
}

/** Give the headers that the next call must carry. */
export async function headers() {
  return guard ? guard.headers() : {};
}

/** Look at what came back. */
export function received(response) {
  guard?.received(response);
}

/** Get a new right of access after a refusal; tell whether there is one. */
export async function renew() {
  return guard ? guard.renew() : false;
}
