// Copies its `text`, then says so in the button's own words for two seconds.
class CopyButton extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent() {
    await navigator.clipboard.writeText(this.getAttribute("text"));
    const words = this.querySelector("button span");
    const usual = words.dataset.usual ?? words.textContent;
    words.dataset.usual = usual;
    words.setAttribute("role", "status");
    words.textContent = this.dataset.done;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      words.textContent = usual;
    }, 2000);
  }
}

customElements.define("copy-button", CopyButton);
