// Enter goes on to the next field, Ctrl+Enter saves: for who types one form after another.
class KeyboardForm extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    const first = this.querySelector("[aria-invalid=true]") ?? this.querySelector("[data-first]");
    enter(first);
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
    enter(shown[shown.indexOf(field) + 1]);
  }
}

/** A line is ready to be typed anew; a long text must not be lost to the next key. */
function enter(field) {
  field?.focus();
  if (field?.matches("input")) field.select();
}

customElements.define("keyboard-form", KeyboardForm);
