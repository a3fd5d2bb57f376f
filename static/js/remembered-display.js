// A classic script on purpose: it runs before the first paint, so that the chosen size and colours never flash.
document.documentElement.dataset.scripted = "";
try {
  for (const name of ["text", "theme"]) {
    const chosen = localStorage.getItem(`display-${name}`);
    if (chosen) document.documentElement.dataset[name] = chosen;
  }
} catch {
  // Storage can be forbidden; the page is then as it comes.
}
