// Shows how the text will look without leaving the page: sends the form to the same address as its
// button does without scripts, and takes the preview out of the page that comes back.
class TextPreview extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", this);
  }

  async handleEvent(event) {
    const button = event.target.closest("button[formaction]");
    if (!button) return;
    event.preventDefault();
    const form = document.getElementById(this.getAttribute("for"));
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(button.formAction, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "error" });
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      this.#show(await answer.text());
    } catch {
      form.requestSubmit(button);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  #show(html) {
    const id = this.getAttribute("target");
    const shown = new DOMParser().parseFromString(html, "text/html").getElementById(id);
    const here = document.getElementById(id);
    here.replaceChildren(...shown.childNodes);
    here.hidden = false;
    here.focus();
  }
}

customElements.define("text-preview", TextPreview);
