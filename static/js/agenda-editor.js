// Moves items of the draft in place: by dragging a handle, by keys on it, and by the buttons of an
// item without leaving the page. The server works out every time; the list beside it is live.
const STEP_MINUTES = 5;
const PIXELS_PER_STEP = 14;
const KEYS = {
  ArrowLeft: (shift) => ({ minutes: -STEP_MINUTES, stretch: shift }),
  ArrowRight: (shift) => ({ minutes: STEP_MINUTES, stretch: shift }),
};

class AgendaEditor extends HTMLElement {
  #drag;
  #queue = Promise.resolve();

  connectedCallback() {
    for (const kind of ["submit", "pointerdown", "change"]) this.addEventListener(kind, this);
    document.addEventListener("keydown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
  }

  handleEvent(event) {
    this[`on_${event.type}`](event);
  }

  on_submit(event) {
    const form = event.target;
    if (!form.matches("[data-moves], [data-undo]")) return;
    event.preventDefault();
    if (form.matches("[data-undo]")) return this.#after(() => this.#undo());
    const fields = new FormData(form, event.submitter);
    if (fields.has("following")) fields.set("following", this.#following);
    this.#after(() => this.#send(form.action, fields));
  }

  on_change(event) {
    if (event.target.name !== "following") return;
    const address = new URL(location.href);
    address.searchParams.set("following", event.target.value);
    history.replaceState(null, "", address);
  }

  on_keydown(event) {
    if (event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.target.matches("input, textarea, select")) {
      event.preventDefault();
      return this.#after(() => this.#undo());
    }
    const handle = event.target.closest("[data-move]");
    if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      event.preventDefault();
      const { item } = handle.closest("li").dataset;
      this.#after(() => this.#step(event.key === "ArrowUp" ? "up" : "down", item));
    } else if (KEYS[event.key]) {
      event.preventDefault();
      this.#after(() => this.#respan(handle.dataset.move, KEYS[event.key](event.shiftKey)));
    }
  }

  on_pointerdown(event) {
    const grip = event.target.closest("[data-move], [data-stretch]");
    if (!grip || event.button) return;
    this.#drag = { grip, item: grip.closest("li"), from: event.clientY, minutes: 0, isMoved: false };
    grip.setPointerCapture(event.pointerId);
    const end = new AbortController();
    const listen = (kind, act) => grip.addEventListener(kind, act, { signal: end.signal });
    listen("pointermove", (moved) => this.#follow(moved));
    listen("pointerup", () => (end.abort(), this.#drop()));
    listen("pointercancel", () => (end.abort(), this.#forget()));
    document.addEventListener("keydown", (key) => key.key === "Escape" && (end.abort(), this.#forget()), { signal: end.signal });
  }

  #follow(event) {
    const drag = this.#drag;
    if (!drag || (!drag.isMoved && Math.abs(event.clientY - drag.from) < 6)) return;
    drag.isMoved = true;
    if (drag.grip.dataset.stretch) return this.#showStretch(event);
    drag.item.setAttribute("data-dragged", "");
    this.#mark(event);
    const margin = 80;
    if (event.clientY < margin) scrollBy(0, -12);
    if (event.clientY > innerHeight - margin) scrollBy(0, 12);
  }

  #showStretch(event) {
    const { grip, from } = this.#drag;
    this.#drag.minutes = Math.round((event.clientY - from) / PIXELS_PER_STEP) * STEP_MINUTES;
    grip.dataset.minutes = `${this.#drag.minutes > 0 ? "+" : ""}${this.#drag.minutes}`;
  }

  /** Shows before or after which item the dragged one would come to lie. */
  #mark(event) {
    this.#unmark();
    const items = [...this.querySelectorAll(".editor-list > li")].filter((one) => one !== this.#drag.item);
    const distance = (one) => {
      const box = one.getBoundingClientRect();
      return Math.max(box.top - event.clientY, event.clientY - box.bottom, 0);
    };
    const nearest = items.reduce((best, one) => (distance(one) < distance(best) ? one : best), items[0]);
    if (!nearest) return;
    const box = nearest.getBoundingClientRect();
    nearest.dataset.drop = event.clientY < box.top + box.height / 2 ? "before" : "after";
    this.#drag.target = nearest;
  }

  #drop() {
    const { grip, item, target, minutes, isMoved } = this.#drag;
    const side = target?.dataset.drop;
    this.#forget();
    if (!isMoved) return;
    if (grip.dataset.stretch) {
      if (minutes) this.#after(() => this.#respan(grip.dataset.stretch, { minutes, stretch: true }));
      return;
    }
    if (!target) return;
    const others = [...target.parentElement.children].filter((one) => one !== item);
    const fields = new FormData();
    fields.set("index", others.indexOf(target) + (side === "after" ? 1 : 0));
    fields.set("session", target.parentElement.dataset.session);
    this.#after(() => this.#send(grip.dataset.move, fields));
  }

  #forget() {
    this.#unmark();
    this.#drag?.item.removeAttribute("data-dragged");
    delete this.#drag?.grip.dataset.minutes;
    this.#drag = undefined;
  }

  #unmark() {
    for (const one of this.querySelectorAll("[data-drop]")) delete one.dataset.drop;
  }

  /** One after the other: each act is about the list that the one before it left. */
  #after(act) {
    this.#queue = this.#queue.then(act);
  }

  #undo() {
    const form = this.querySelector("[data-undo]");
    return form && this.#send(form.action, new FormData(form));
  }

  #step(direction, item) {
    const button = this.querySelector(`#${direction}-${item}`);
    return button && this.#send(button.form.action, new FormData(button.form, button));
  }

  #respan(address, { minutes, stretch }) {
    const fields = new FormData();
    fields.set("minutes", minutes);
    if (stretch) fields.set("stretch", "1");
    fields.set("following", this.#following);
    return this.#send(address, fields);
  }

  async #send(address, fields) {
    let sentence = this.dataset.failed;
    try {
      const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "text/plain" }, redirect: "error" });
      const text = await answer.text();
      sentence = answer.ok ? text : (refusalIn(text) ?? sentence);
      this.toggleAttribute("data-refused", !answer.ok);
    } catch {
      this.toggleAttribute("data-refused", true);
    }
    const said = this.querySelector("[data-said]");
    said.textContent = "";
    await this.querySelector("live-region").refresh();
    said.textContent = sentence;
  }

  get #following() {
    return this.querySelector("select[name=following]").value;
  }
}

/** The sentence of a page that refuses. */
function refusalIn(html) {
  return new DOMParser().parseFromString(html, "text/html").querySelector(".refusal-sentence")?.textContent;
}

customElements.define("agenda-editor", AgendaEditor);
