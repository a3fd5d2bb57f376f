// A suggestion that is taken over into the form with one press; the button tells whether it is.
class SuggestedChoice extends HTMLElement {
  #button;
  #form;

  connectedCallback() {
    this.#button = this.querySelector("button");
    this.#form = this.closest("form");
    this.#button.addEventListener("click", this);
    this.#form.addEventListener("change", this);
    this.#show();
  }

  disconnectedCallback() {
    this.#form.removeEventListener("change", this);
  }

  handleEvent(event) {
    if (event.type === "click") this.#choose();
    this.#show();
  }

  #choose() {
    this.#field.value = this.#button.value;
    const changed = this.#form.querySelector(`[name="${this.getAttribute("field")}"]:is(:checked, select)`);
    changed.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #show() {
    this.#button.setAttribute("aria-pressed", String(this.#field.value === this.#button.value));
  }

  get #field() {
    return this.#form.elements[this.getAttribute("field")];
  }
}

customElements.define("suggested-choice", SuggestedChoice);
