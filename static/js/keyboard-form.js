// Enter goes on to the next field, Ctrl+Enter saves: for who types one form after another.
class KeyboardForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    const first = this.querySelector("[aria-invalid=true]") ?? this.querySelector("[data-first]");
    first?.focus();
    first?.select?.();
  }

  handleEvent(event) {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    const form = this.querySelector("form");
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.target.matches("input, select")) {
      event.preventDefault();
      this.next(event.target);
    }
  }

  next(field) {
    const fields = [...this.querySelectorAll("input:not([type=hidden]), select, textarea, button.primary")];
    const shown = fields.filter((one) => one.checkVisibility());
    const following = shown[shown.indexOf(field) + 1];
    following?.focus();
    following?.select?.();
  }
}

customElements.define("keyboard-form", KeyboardForm);
