// Keeps a part of the page fresh: asks for its fragment again and again with If-None-Match and
// puts in what the server sends. Between the requests there is no connection.
const MISSED_BEFORE_STALE = 3;
const SLOWEST = 60_000;

class LiveRegion extends HTMLElement {
  #etag = null;
  #html = null;
  #failures = 0;
  #reachedAt = new Date();
  #timer;
  #staleTimer;
  #request;
  #held = null;

  connectedCallback() {
    this.#etag = this.getAttribute("etag");
    document.addEventListener("visibilitychange", this);
    addEventListener("online", this);
    addEventListener("pageshow", this);
    this.addEventListener("focusout", this);
    this.#wait(this.#every);
    this.#expect(this.#every);
  }

  disconnectedCallback() {
    document.removeEventListener("visibilitychange", this);
    removeEventListener("online", this);
    removeEventListener("pageshow", this);
    this.#pause();
  }

  handleEvent(event) {
    if (event.type === "focusout") return this.#putInWhatWasHeld();
    if (document.hidden) return this.#pause();
    this.#expect(this.#every);
    this.refresh();
  }

  /** Asks at once; also for other scripts, after an act. */
  async refresh() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const request = (this.#request = new AbortController());
    const overdue = setTimeout(() => request.abort(), Math.max(4000, 2 * this.#every));
    let pause = this.#every;
    try {
      const answer = await fetch(this.getAttribute("src"), {
        headers: this.#etag ? { "If-None-Match": this.#etag } : {},
        credentials: this.hasAttribute("public") ? "omit" : "same-origin",
        redirect: "error",
        signal: request.signal,
      });
      pause = Math.max(pause, secondsToWait(answer) * 1000);
      if (answer.status === 200) {
        this.#receive(await answer.text());
        this.#etag = answer.headers.get("ETag");
      } else if (answer.status !== 304) {
        throw new Error(`The server answered ${answer.status}.`);
      }
      this.#failures = 0;
      this.#fresh(pause);
    } catch {
      this.#failures += 1;
      const over = this.#failures - MISSED_BEFORE_STALE;
      if (over > 0) pause = Math.max(pause, Math.min(SLOWEST, this.#every * 2 ** over));
    } finally {
      clearTimeout(overdue);
    }
    const isLatest = this.#request === request;
    if (isLatest && this.isConnected && !document.hidden) this.#wait(pause);
  }

  get #every() {
    return Number(this.getAttribute("every") ?? 3000);
  }

  /** A fifth of jitter, so that three hundred phones do not ask in one breath. */
  #wait(pause) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.refresh(), pause * (0.9 + Math.random() * 0.2));
  }

  #pause() {
    clearTimeout(this.#timer);
    clearTimeout(this.#staleTimer);
    const request = this.#request;
    this.#request = undefined;
    request?.abort();
  }

  #fresh(pause) {
    this.#reachedAt = new Date();
    this.removeAttribute("data-stale");
    this.querySelector(":scope > .stale")?.remove();
    this.#expect(pause);
  }

  /** Three intervals without an answer, and the page says that it is old. */
  #expect(pause) {
    clearTimeout(this.#staleTimer);
    this.#staleTimer = setTimeout(() => this.#stale(), MISSED_BEFORE_STALE * Math.max(pause, 1000));
  }

  #stale() {
    if (this.hasAttribute("data-stale")) return;
    this.setAttribute("data-stale", "");
    if (!this.dataset.staleSentence) return;
    const time = this.#reachedAt.toLocaleTimeString("vi-VN", { timeZone: "Asia/Ho_Chi_Minh", hour12: false });
    const sentence = document.createElement("p");
    sentence.className = "stale";
    sentence.setAttribute("role", "status");
    sentence.textContent = this.dataset.staleSentence.replace("{time}", time);
    this.prepend(sentence);
  }

  #receive(html) {
    if (html === this.#html) return;
    this.#html = html;
    if (this.#isBeingTypedIn()) this.#held = html;
    else this.#putIn(html);
  }

  #putInWhatWasHeld() {
    queueMicrotask(() => {
      if (this.#held === null || this.#isBeingTypedIn()) return;
      this.#putIn(this.#held);
    });
  }

  #isBeingTypedIn() {
    const active = document.activeElement;
    return this.contains(active) && active.matches("input:not([type=checkbox], [type=radio]), textarea, select");
  }

  #putIn(html) {
    this.#held = null;
    const fragment = document.createElement("template");
    fragment.innerHTML = html;
    const focus = this.#placeOfFocus();
    const scrolled = [...this.querySelectorAll("[id]")].filter((one) => one.scrollTop || one.scrollLeft).map((one) => [one.id, one.scrollTop, one.scrollLeft]);
    const open = [...this.querySelectorAll("details[id][open]")].map((one) => one.id);
    this.replaceChildren(fragment.content);
    for (const id of open) this.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
    for (const [id, top, left] of scrolled) this.querySelector(`#${CSS.escape(id)}`)?.scrollTo(left, top);
    focus?.();
    this.dispatchEvent(new Event("live:changed", { bubbles: true }));
  }

  /** How to find again what has the focus: by id, by name and value, by address, else by its place among the focusable. */
  #placeOfFocus() {
    const active = document.activeElement;
    if (active === this || !this.contains(active)) return null;
    const choices = ["id", "name", "href", "formaction"].filter((name) => active.hasAttribute(name));
    const selector = choices.map((name) => `[${name}="${CSS.escape(active.getAttribute(name))}"]`);
    if (active.hasAttribute("value") && active.hasAttribute("name")) {
      selector.unshift(`[name="${CSS.escape(active.name)}"][value="${CSS.escape(active.getAttribute("value"))}"]`);
    }
    const place = [...this.querySelectorAll(FOCUSABLE)].indexOf(active);
    return () => {
      const found = selector.map((one) => this.querySelector(one)).find(Boolean) ?? this.querySelectorAll(FOCUSABLE)[place];
      found?.focus({ preventScroll: true });
    };
  }
}

const FOCUSABLE = "a[href], button, input, select, textarea, summary, [tabindex]";

/** Retry-After is a number of seconds or a date. */
function secondsToWait(answer) {
  const value = answer.headers.get("Retry-After");
  if (!value) return 0;
  const seconds = Number.isNaN(Number(value)) ? (Date.parse(value) - Date.now()) / 1000 : Number(value);
  return Math.min(Math.max(seconds, 0), 600) || 0;
}

customElements.define("live-region", LiveRegion);
