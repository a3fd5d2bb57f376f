// Counts as the server does: code points of the NFC form.
class CharacterCount extends HTMLElement {
  #field;

  connectedCallback() {
    this.#field = document.getElementById(this.getAttribute("for"));
    this.#field?.addEventListener("input", this);
    if (this.#field?.value) this.handleEvent();
  }

  disconnectedCallback() {
    this.#field?.removeEventListener("input", this);
  }

  handleEvent() {
    const length = [...this.#field.value.normalize("NFC").trim()].length;
    const left = Number(this.getAttribute("max")) - length;
    const missing = Number(this.getAttribute("min") ?? 0) - length;
    this.toggleAttribute("data-exceeded", left < 0);
    if (left < 0) this.#say(this.dataset.over, -left);
    else if (missing > 0) this.#say(this.dataset.missing, missing);
    else this.#say(this.dataset.left, left);
  }

  #say(sentence, number) {
    this.textContent = sentence.replace("{n}", number.toLocaleString(document.documentElement.lang));
  }
}

customElements.define("character-count", CharacterCount);
