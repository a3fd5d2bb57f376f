// A <details> menu that closes on Escape, on a press outside and when the focus leaves it.
class DismissableMenu extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this);
    this.addEventListener("focusout", this);
    document.addEventListener("pointerdown", this);
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this);
  }

  handleEvent(event) {
    const menu = this.querySelector("details");
    if (!menu?.open) return;
    if (event.type === "keydown") {
      if (event.key !== "Escape") return;
      menu.open = false;
      menu.querySelector("summary").focus();
    } else if (event.type === "focusout") {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) menu.open = false;
    } else if (!this.contains(event.target)) {
      menu.open = false;
    }
  }
}

customElements.define("dismissable-menu", DismissableMenu);
