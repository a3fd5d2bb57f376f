// Wraps the form that signs with a key, a portion at a time: sends it again until nothing is left
// or somebody stops it, shows how far it has come, and puts in the page that came last.
class SigningRun extends HTMLElement {
  #isRunning = false;
  #isStopped = false;

  connectedCallback() {
    this.addEventListener("submit", this);
    this.querySelector(".run-stop").addEventListener("click", () => this.#stop());
  }

  handleEvent(event) {
    event.preventDefault();
    if (!this.#isRunning) this.#run(event.target);
  }

  async #run(form) {
    const [sent, total] = [new FormData(form), leftOn(document)];
    this.#forgive();
    this.#busy(true);
    let [left, before, page] = [total, Infinity, undefined];
    try {
      while (left && left < before && !this.#isStopped) {
        page = await pageAfter(form.action, sent);
        [left, before] = [leftOn(page, left), left];
        this.#show(total - left, total);
      }
      put(page);
    } catch {
      this.#busy(false);
      this.#say(this.dataset.failed);
    }
  }

  /** What was wrong with the sending before is not said of this one. */
  #forgive() {
    for (const one of this.querySelectorAll(".error-summary, .field > .field-error")) one.remove();
    for (const one of this.querySelectorAll("[data-invalid]")) one.removeAttribute("data-invalid");
    for (const one of this.querySelectorAll("[aria-invalid]")) one.removeAttribute("aria-invalid");
  }

  #stop() {
    this.#isStopped = true;
    this.querySelector(".run-stop").disabled = true;
  }

  #busy(isBusy) {
    [this.#isRunning, this.#isStopped] = [isBusy, false];
    const button = this.querySelector("button[type=submit]");
    button.disabled = isBusy;
    button.toggleAttribute("aria-busy", isBusy);
    if (isBusy) button.setAttribute("aria-busy", "true");
    for (const one of this.querySelectorAll(".progress, .run-stop")) one.hidden = !isBusy;
    this.querySelector(".run-stop").disabled = false;
    this.#say("");
    if (isBusy) this.#show(0, leftOn(document));
  }

  #show(done, total) {
    const progress = this.querySelector("progress");
    [progress.max, progress.value] = [total, done];
    progress.nextElementSibling.textContent = this.dataset.signed.replace("{done}", done).replace("{total}", total);
  }

  #say(sentence) {
    const said = this.querySelector(".run-said");
    [said.textContent, said.hidden] = [sentence, !sentence];
  }
}

async function pageAfter(address, sent) {
  const answer = await fetch(address, { method: "POST", body: sent });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector("main")) throw new Error(`no page: ${answer.status}`);
  return page;
}

/** How many are unsigned by this page; what was refused leaves as many as before. */
function leftOn(page, otherwise = 0) {
  return Number(page.querySelector("[data-unsigned]")?.dataset.unsigned ?? otherwise);
}

function put(page) {
  const main = document.importNode(page.querySelector("main"), true);
  document.querySelector("main").replaceWith(main);
  (main.querySelector(".error-summary") ?? main).focus();
  scrollTo(0, 0);
}

customElements.define("signing-run", SigningRun);
