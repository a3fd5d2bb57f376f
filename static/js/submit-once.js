// Wraps a form: while it is being sent its button is busy and a second press does nothing.
class SubmitOnce extends HTMLElement {
  #pressed;

  connectedCallback() {
    this.addEventListener("submit", this);
    addEventListener("pageshow", this);
  }

  disconnectedCallback() {
    removeEventListener("pageshow", this);
  }

  handleEvent(event) {
    if (event.type === "pageshow") return this.#release();
    if (this.#pressed) return event.preventDefault();
    if (event.defaultPrevented) return;
    this.#pressed = event.submitter ?? this.querySelector("button");
    this.#pressed.setAttribute("aria-busy", "true");
    // After the form was read, or a button's name and value would be missing from it.
    setTimeout(() => {
      if (this.#pressed) this.#pressed.disabled = true;
    });
  }

  #release() {
    if (!this.#pressed) return;
    this.#pressed.disabled = false;
    this.#pressed.removeAttribute("aria-busy");
    this.#pressed = undefined;
  }
}

customElements.define("submit-once", SubmitOnce);
