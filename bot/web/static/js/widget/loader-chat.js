// The chat as the page sees it: from the exchange of the key to the messages with the frame.
import { hexColour } from "./colours.js";
import { message, readInPage, soundOptions } from "./protocol.js";
import { chatFrame } from "./loader-parts.js";

const PATIENCE = 20_000; // milliseconds given to the frame to say that it is ready

/** A chat that could not start; `state` names what to tell. */
export class Unavailable extends Error {
  constructor(state) {
    super(state);
    this.state = state;
  }
}

export class FramedChat {
  /** `asked` gives the element's attributes; `heard` is called with (type, details) of what the frame says. */
  constructor({ service, asked, identity, texts, modal, heard }) {
    Object.assign(this, { service, asked, identity, texts, modal, heard });
    this.listen = (event) => this.receive(event);
  }

  /** Exchange the key, show the frame in `box`, and return once it answers. Raises Unavailable. */
  async start(box) {
    const granted = await this.exchange();
    const { site, lang, theme } = this.asked;
    const query = new URLSearchParams({ site, via: "script", ...(lang && { lang }), ...(theme && { theme }) });
    this.frame = chatFrame(`${this.service}/widget/chat?${query}`, this.texts);
    addEventListener("message", this.listen);
    await new Promise((resolve, reject) => {
      this.ready = resolve;
      setTimeout(() => reject(new Unavailable("failed")), PATIENCE);
      this.frame.addEventListener("load", () => this.tell("start", { ...this.pass(granted), ...this.chosen(granted) }));
      box.append(this.frame);
    });
    this.frame.classList.add("there");
  }

  async exchange() {
    let answer;
    try {
      answer = await fetch(`${this.service}/widget/sites/${encodeURIComponent(this.asked.site)}/token`, {
        method: "POST",
        credentials: "omit",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ identity: (await this.identity()) ?? "" }),
      });
    } catch {
      // The browser does not tell a refusal without our leave to read it from a service that is down.
      throw new Unavailable(navigator.onLine ? "refused" : "offline");
    }
    if (!answer.ok) throw new Unavailable("refused");
    return answer.json();
  }

  pass = ({ token, expires_in }) => ({ token, expires_in });

  chosen({ person }) {
    const { colour, opening, territory, subject, profile } = this.asked;
    const given = { colour: hexColour(colour) ?? undefined, opening, territory, subject, profile: parsed(profile) };
    return { options: soundOptions(given), modal: this.modal, ...(person && { person }) };
  }

  receive(event) {
    if (event.source !== this.frame.contentWindow || event.origin !== this.service) return;
    const told = readInPage(event.data);
    if (!told) return;
    if (told.type === "ready") this.ready();
    else if (told.type === "renew") this.renew();
    else this.heard(told.type, told.details);
  }

  async renew() {
    try {
      this.tell("token", this.pass(await this.exchange()));
    } catch (fault) {
      if (!(fault instanceof Unavailable)) throw fault;
      this.tell("refused");
    }
  }

  tell(type, details) {
    this.frame?.contentWindow?.postMessage(message(type, details), this.service);
  }

  end() {
    removeEventListener("message", this.listen);
    this.frame?.remove();
  }
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    console.warn("Passerelle : le profil n'est pas du JSON valable.");
    return undefined;
  }
}
