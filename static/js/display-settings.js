// A- A A+ and the colours, remembered on this device. Pressing the chosen colour again gives it back to the system.
const root = document.documentElement;

class DisplaySettings extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
    addEventListener("display-changed", this);
    this.#show();
  }

  disconnectedCallback() {
    removeEventListener("display-changed", this);
  }

  handleEvent(event) {
    if (event.type === "display-changed") return this.#show();
    const button = event.target.closest("button");
    if (!button) return;
    const isOff = button.name === "theme" && button.value === root.dataset.theme;
    choose(button.name, isOff ? "" : button.value);
  }

  #show() {
    for (const button of this.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.value === (root.dataset[button.name] ?? ""));
    }
  }
}

function choose(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
  try {
    if (value) localStorage.setItem(`display-${name}`, value);
    else localStorage.removeItem(`display-${name}`);
  } catch {
    // It then holds for this page only.
  }
  dispatchEvent(new Event("display-changed"));
}

customElements.define("display-settings", DisplaySettings);
