// Lets single keys do what the elements inside do that name them in aria-keyshortcuts: press a
// button, follow a link, open a form, tick a box. Nothing happens while somebody types.
const KEPT_AS = "keys-are-off";
const TYPING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], .act form";

class KeyShortcuts extends HTMLElement {
  // A second press must not do the next thing to a page that is on its way out.
  #isLeaving = false;

  connectedCallback() {
    addEventListener("pageshow", this);
    document.addEventListener("keydown", this);
    this.addEventListener("click", this);
    this.addEventListener("toggle", this, { capture: true });
    this.#show(localStorage.getItem(KEPT_AS) !== null);
    // What the server opened may have said so before this listens.
    this.querySelectorAll(".act[open]").forEach((open) => this.#enter(open));
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this);
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "pageshow") return (this.#isLeaving = false);
    if (event.type === "keydown") return this.#press(event);
    if (event.type === "toggle") return this.#enter(event.target);
    if (event.target.closest("[data-keys]")) this.#turn();
  }

  #press(event) {
    if (this.#isLeaving || event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return this.#send(event);
    if (event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") return this.#close(event);
    if (this.hasAttribute("data-off") || event.target.closest(TYPING)) return;
    const found = this.#named(event.key.toLowerCase());
    if (!found) return;
    event.preventDefault();
    if (found.matches("a, button, summary")) found.focus();
    this.#isLeaving = found.matches("a, button");
    found.click();
    // What is typed next may be here before the browser tells that a form has been opened.
    if (found.matches("summary")) this.#enter(found.parentElement);
  }

  #named(key) {
    if (key === "u") return document.querySelector(".toast form button");
    return this.querySelector(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  }

  /** An opened form is for typing. */
  #enter(details) {
    if (!details.open || !details.matches(".act")) return;
    const wrong = details.querySelector("[aria-invalid=true]");
    (wrong ?? details.querySelector("select, textarea, input:not([type=hidden])"))?.focus();
  }

  /** From anywhere in an opened form, by the button that ends it. */
  #send(event) {
    const form = event.target.closest(".act form");
    if (!form || !this.contains(form)) return;
    event.preventDefault();
    form.requestSubmit(form.querySelector(".actions button"));
  }

  #close(event) {
    const open = event.target.closest("details[open]") ?? this.querySelector(".key-help[open]");
    if (!open || !this.contains(open)) return;
    open.open = false;
    open.querySelector("summary").focus();
  }

  #turn() {
    const isOff = this.toggleAttribute("data-off");
    if (isOff) localStorage.setItem(KEPT_AS, "");
    else localStorage.removeItem(KEPT_AS);
    this.#show(isOff);
  }

  #show(isOff) {
    this.toggleAttribute("data-off", isOff);
    this.querySelector("[data-keys]")?.setAttribute("aria-pressed", String(isOff));
  }
}

customElements.define("key-shortcuts", KeyShortcuts);
