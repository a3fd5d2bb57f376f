// Keeps what is typed into its form on this device, until it has been received, and puts it back
// when the page opens again. Another tab in which the same was sent begins anew.
const WORDS = ["text", "note", "addition"];

class KeptDraft extends HTMLElement {
  #form;
  #first;

  connectedCallback() {
    this.#form = this.querySelector("form");
    this.#first = this.#typed().text ?? "";
    this.addEventListener("input", this);
    this.addEventListener("change", this);
    addEventListener("storage", this);
    // What the server gives back with an error is newer than what lies here.
    if (this.querySelector(".error-summary")) this.#keepAsGivenBack();
    else this.#restore();
  }

  disconnectedCallback() {
    removeEventListener("storage", this);
  }

  handleEvent(event) {
    if (event.type !== "storage") return this.#keep();
    if (event.key === this.#key && event.newValue === null) renewed(this.#form);
  }

  /** Empties the form for the next question, since this one is in safe hands. */
  clear() {
    this.#form.reset();
    renewed(this.#form);
    this.querySelector(".draft-said").textContent = "";
    stored(() => localStorage.removeItem(this.#key));
    this.#form.querySelector("textarea").dispatchEvent(new Event("input"));
  }

  /** Puts these words into the form; `values` are by the names of the fields. */
  fill(values) {
    for (const [name, value] of Object.entries(values)) {
      const field = this.#form.elements[name];
      if (field && field.type !== "file") field.value = value;
    }
    this.#form.querySelectorAll("textarea, select").forEach((field) => field.dispatchEvent(new Event("input", { bubbles: true })));
    for (const details of this.#form.querySelectorAll("details")) {
      details.open ||= [...details.querySelectorAll("input, textarea")].some((field) => field.value !== field.defaultValue);
    }
  }

  get #key() {
    return `draft-${this.getAttribute("key")}`;
  }

  #typed() {
    return Object.fromEntries([...new FormData(this.#form)].filter(([name, value]) => typeof value === "string" && name !== "sender"));
  }

  #keep() {
    const draft = JSON.stringify({ first: this.#first, values: this.#typed() });
    stored(() => localStorage.setItem(this.#key, draft));
  }

  /** The server's own words are still those from before the error. */
  #keepAsGivenBack() {
    this.#first = this.#draft()?.first ?? this.#first;
    this.#keep();
  }

  #draft() {
    return JSON.parse(stored(() => localStorage.getItem(this.#key)) ?? "null");
  }

  #restore() {
    const draft = this.#draft();
    // Where the server's own words have changed, what was typed has been received.
    if (!draft || draft.first !== this.#first) return stored(() => localStorage.removeItem(this.#key));
    const here = this.#typed();
    if (WORDS.every((name) => draft.values[name] === here[name])) return;
    this.fill(draft.values);
    const said = this.querySelector(".draft-said");
    if (said) said.textContent = this.dataset.restored;
  }
}

/** A form that was sent must not lead back to what it was sent for. */
function renewed(form) {
  if (!form.elements.submission_id) return;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  form.elements.submission_id.value = btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  form.elements.similar_shown.value = "";
}

/** Without storage, as in some private windows, the form works and keeps nothing. */
function stored(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

customElements.define("kept-draft", KeptDraft);
