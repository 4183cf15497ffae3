// The conversation: its exchanges on the page, its id in this tab, one question at a time.
import { element } from "./element.js";
import { Exchange } from "./exchange.js";
import { Problem, ask, history } from "./service.js";
import { chosen, say } from "./settings.js";
import { conversationId } from "./storage.js";

export class Conversation {
  /**
   * `parts` holds `transcript`, `announcer`, `composer`, `panel` and `changed`, called when it starts or ends;
   * and, where a page has more: `profile` gives the company to send, `answered` is told of each reply
   * and whether it is a fresh one, `extras` draws what goes under one, `amends` lets the visitor correct the
   * profile, `contact` opens the form.
   */
  constructor(parts) {
    Object.assign(this, parts);
    this.running = null;
    this.failed = null;
    this.restoring = null;
  }

  add(question) {
    const exchange = new Exchange(question, {
      open: (citation, opener) => this.panel.open(citation, opener),
      ask: (text) => this.ask(text),
      extras: this.extras,
      amend: this.amends ? (changes, message) => this.ask(message, changes) : undefined,
      contact: this.contact,
    });
    this.transcript.append(exchange.element);
    this.changed(true);
    return exchange;
  }

  /** Send a question, with what it changes in the profile if anything, and show its reply as it comes. */
  async ask(question, changes) {
    if (this.running) return;
    const controller = new AbortController();
    this.running = controller;
    this.composer.setBusy(true);
    await this.restoring; // what was said before stands above
    if (controller.signal.aborted) {
      this.composer.giveBack(question);
      this.end(controller);
      return;
    }
    this.failed?.element.remove();
    this.failed = null;
    this.transcript.querySelector(".is-live")?.classList.remove("is-live");
    const exchange = this.add(question);
    this.announcer.textContent = "";
    exchange.wait();
    exchange.element.classList.add("is-live");
    exchange.element.scrollIntoView({ block: "start" });
    this.holdFocus(exchange);
    try {
      await this.receive(exchange, question, changes, controller.signal);
    } catch (cause) {
      this.interrupted(exchange, changes, cause);
    } finally {
      this.end(controller);
    }
  }

  end(controller) {
    if (this.running !== controller) return;
    this.running = null;
    this.composer.setBusy(false);
  }

  async receive(exchange, question, changes, signal) {
    for await (const { name, data } of this.events(question, changes, signal)) {
      if (data.conversation_id) conversationId.set(data.conversation_id);
      if (name === "start") exchange.wait(); // again, where the reply begins anew after a cut
      if (name === "text") exchange.addSentence(data.text);
      if (name === "citation") exchange.addSource(data);
      if (name === "done") {
        exchange.finish(data);
        this.announce(data);
        this.answered?.(data, true);
      }
    }
  }

  async *events(question, changes, signal) {
    const body = { message: question, conversation_id: conversationId.get() ?? undefined, language: chosen ?? undefined, profile: changes ?? this.profile?.() };
    try {
      yield* ask(body, signal);
    } catch (cause) {
      if (!(cause instanceof Problem && cause.status === 404 && body.conversation_id)) throw cause;
      conversationId.clear(); // that conversation is gone from the server: start another
      yield* ask({ ...body, conversation_id: undefined }, signal);
    }
  }

  interrupted(exchange, changes, cause) {
    if (cause.name === "AbortError") {
      if (exchange.element.isConnected) exchange.stop();
      return;
    }
    if (!(cause instanceof Problem)) throw cause;
    this.failed = exchange;
    exchange.fail(cause.message, () => {
      if (!changes) this.composer.write("");
      this.ask(exchange.question, changes);
    });
    if (!changes) this.composer.giveBack(exchange.question);
    this.announcer.textContent = `${say("error_title")}. ${cause.message}`;
  }

  announce(reply) {
    const count = reply.citations.length;
    const sources = count === 0 ? "" : say(count === 1 ? "one_source" : "many_sources", { count });
    const cards = reply.matches.length;
    const proposals = cards ? say(cards === 1 ? "one_match" : "many_matches", { count: cards }) : "";
    const text = reply.answer.replace(/\s*\[\d+\]/g, "");
    const asked = reply.question_about?.length ? reply.question : "";
    this.announcer.textContent = [say("answer_ready", { text }), sources, proposals, asked].filter(Boolean).join(" ");
  }

  // On a touch screen the keyboard would hide the answer: the exchange takes the focus instead.
  holdFocus(exchange) {
    if (document.activeElement === this.composer.field) return;
    if (matchMedia("(pointer: coarse)").matches) exchange.element.focus({ preventScroll: true });
    else this.composer.focus();
  }

  stop() {
    this.running?.abort();
  }

  /** Show a reply that was already given. */
  replay(question, reply) {
    this.add(question).finish(reply);
    this.answered?.(reply, false);
  }

  /** Show again the conversation of this tab, if there is one. */
  restore() {
    this.restoring = this.readAgain(conversationId.get());
    return this.restoring;
  }

  async readAgain(id) {
    if (!id) return;
    try {
      const turns = await history(id);
      if (conversationId.get() !== id) return; // another one was begun meanwhile
      for (const turn of turns) this.replay(turn.message, turn.reply);
    } catch (cause) {
      if (!(cause instanceof Problem)) throw cause;
      if (cause.status === 404) conversationId.clear();
      else this.transcript.append(element("p", { class: "callout" }, say("history_lost")));
    }
  }

  /** Forget this conversation on this page and begin another. */
  renew() {
    this.stop();
    this.panel.close();
    conversationId.clear();
    this.failed = null;
    this.transcript.replaceChildren();
    this.announcer.textContent = "";
    this.changed(false);
    this.composer.focus();
  }
}
