import { createHmac, timingSafeEqual } from "node:crypto";

/** Dit si l'évènement vient de Passerelle, et depuis moins de cinq minutes. `body` : un Buffer. */
export function isGenuine(body, timestamp, signature) {
  const signed = createHmac("sha256", process.env.BOT_WEBHOOK_SECRET).update(`${timestamp}.`).update(body);
  const expected = Buffer.from(`sha256=${signed.digest("hex")}`);
  const given = Buffer.from(signature);
  const fresh = Math.abs(Date.now() / 1000 - Number(timestamp)) < 300;
  return fresh && given.length === expected.length && timingSafeEqual(given, expected);
}
