// The session: the token that the calls of the frame carry, and the visitor whom they know.
import { Problem } from "../service.js";
import { say, widget } from "../settings.js";
import { visitor } from "../storage.js";

const HEADER = "X-Passerelle-Visitor";
const EARLY = 20_000; // milliseconds before its end at which a token is renewed
const PATIENCE = 15_000;

export class Session {
  /** `ask` asks the page around for a token; without it, the frame exchanges the key itself. */
  constructor({ page, ask }) {
    this.page = page;
    this.ask = ask;
    this.visitor = visitor.get();
  }

  /** Take a token in; it counts from now. */
  take({ token, expires_in: seconds }) {
    this.token = token;
    this.until = Date.now() + seconds * 1000 - EARLY;
    this.settle?.(true);
  }

  /** Note that the site may not use the chat any more. */
  refuse() {
    this.token = null;
    this.settle?.(false);
  }

  async headers() {
    if ((!this.token || Date.now() >= this.until) && !(await this.renew())) throw new Problem(say("site_refused"), 403);
    const known = this.visitor ? { [HEADER]: this.visitor } : {};
    return { Authorization: `Bearer ${this.token}`, ...known };
  }

  received(response) {
    const given = response.headers.get(HEADER);
    if (!given || given === this.visitor) return;
    this.visitor = given;
    visitor.set(given);
  }

  /** Get another token; tell whether there is one. Several callers wait for the same. */
  renew() {
    this.renewing ??= (this.ask ? this.askPage() : this.exchange()).finally(() => { this.renewing = null; });
    return this.renewing;
  }

  askPage() {
    return new Promise((resolve) => {
      this.settle = (given) => {
        clearTimeout(timer);
        this.settle = null;
        resolve(given);
      };
      const timer = setTimeout(() => this.settle?.(false), PATIENCE);
      this.ask();
    });
  }

  async exchange() {
    const answer = await fetch(widget.exchange, {
      method: "POST",
      credentials: "omit",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ origin: this.page }),
    });
    if (answer.ok) this.take(await answer.json());
    return answer.ok;
  }
}
