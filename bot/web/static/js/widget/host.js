// The host: the page around the frame. It is heard and spoken to only when its origin is one of the site's.
import { message, readInFrame } from "./protocol.js";

export class Host {
  /** `origins` are those that the site admits, `heard` is called with (type, details). */
  constructor(origins, heard) {
    this.origins = origins;
    this.origin = null;
    addEventListener("message", (event) => {
      if (event.source !== parent || !origins.includes(event.origin)) return;
      const told = readInFrame(event.data);
      if (!told || (this.origin && this.origin !== event.origin)) return;
      this.origin = event.origin; // from now on the answers go there, and nowhere else
      heard(told.type, told.details);
    });
  }

  tell(type, details) {
    if (this.origin) parent.postMessage(message(type, details), this.origin);
  }

  /** Guess the origin of the page around a plain frame; browsers show the frame on no other page anyway. */
  guess() {
    const around = location.ancestorOrigins?.[0] ?? (document.referrer ? new URL(document.referrer).origin : "");
    return this.origins.includes(around) ? around : this.origins.length === 1 ? this.origins[0] : "";
  }
}
