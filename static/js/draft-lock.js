// Says to the server that somebody is typing, at most every twenty seconds, and shows who else is.
const PAUSE = 20_000;

class DraftLock extends HTMLElement {
  #form;
  #saidAt = 0;

  connectedCallback() {
    this.#form = document.getElementById(this.getAttribute("for"));
    this.#form?.addEventListener("input", this);
  }

  disconnectedCallback() {
    this.#form?.removeEventListener("input", this);
  }

  async handleEvent() {
    const now = performance.now();
    if (this.#saidAt && now - this.#saidAt < PAUSE) return;
    this.#saidAt = now;
    try {
      await fetch(this.getAttribute("src"), { method: "POST", redirect: "error" });
    } catch {
      // The next stroke says it again; the lock only informs, and a save needs none.
      this.#saidAt = 0;
      return;
    }
    document.getElementById(this.getAttribute("region"))?.refresh?.();
  }
}

customElements.define("draft-lock", DraftLock);
