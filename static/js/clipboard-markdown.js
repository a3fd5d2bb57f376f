// What Word, LibreOffice and browsers put on the clipboard, as Markdown: paragraphs and lists, and
// nothing else. Word writes its lists as paragraphs with `mso-list`; the others write real ones.
const DROPPED = "style, script, head, title, meta, link, template, img, svg, object, [data-style*='mso-hide:all'], [data-style*='display:none']";
const BLOCKS = /^(P|DIV|H[1-6]|TR|BLOCKQUOTE|PRE|SECTION|ARTICLE|HEADER|FOOTER|DT|DD|ADDRESS|FIGCAPTION|CAPTION)$/;
const ORDERED = /^\(?\s*(?:\d+|[a-zđ]|[ivxlc]+)\s*[.)]/i;
const INDENT = "    ";

/** The Markdown of a piece of HTML. */
export function fromHtml(html) {
  const { body } = new DOMParser().parseFromString(unstyled(html), "text/html");
  for (const dropped of body.querySelectorAll(DROPPED)) dropped.remove();
  const lines = [];
  walk(body, lines, []);
  return joined(lines);
}

/** The page's policy forbids inline styles, and the browser complains of each even here. */
function unstyled(html) {
  const withoutSheets = html.replace(/<style\b[^]*?<\/style>/gi, "");
  return withoutSheets.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle=/i, " data-style="));
}

/** Collects the blocks below a node; `lists` are the lists around it, the outermost first. */
function walk(node, lines, lists) {
  let loose = [];
  const flush = () => {
    add(lines, { words: loose.map(textOf).join(""), lists });
    loose = [];
  };
  for (const child of node.childNodes) {
    if (child.nodeType === Node.COMMENT_NODE) continue;
    if (!isBlock(child)) {
      loose.push(child);
      continue;
    }
    flush();
    if (isList(child)) walkList(child, lines, lists);
    else if (wordLevel(child)) addWordPoint(child, lines);
    else if (child.tagName === "TR") add(lines, { words: [...child.cells].map(textOf).map(tidy).join(" | "), lists });
    else walk(child, lines, lists);
  }
  flush();
}

function walkList(list, lines, lists) {
  // A number of its own, so that two lists in a row do not become one.
  const kind = { isOrdered: list.tagName === "OL", next: Number(list.getAttribute("start") ?? 1) };
  for (const child of list.children) {
    if (isList(child)) {
      walkList(child, lines, [...lists, kind]);
      continue;
    }
    const before = lines.length;
    walk(child, lines, [...lists, kind]);
    // Only the first paragraph of a point has its mark; the others continue it.
    lines.slice(before).filter((line) => line.lists.at(-1) === kind).forEach((line, n) => {
      line.isPoint = n === 0;
    });
  }
}

/** Word: `style="mso-list:l0 level2 lfo1"`, and the mark itself in a span that is to be ignored. */
function addWordPoint(paragraph, lines) {
  const mark = paragraph.querySelector("[data-style*='mso-list:Ignore'], [data-style*='mso-list: Ignore']");
  const isOrdered = ORDERED.test((mark?.textContent ?? "").replace(/\u00a0/g, " ").trim());
  mark?.remove();
  const level = wordLevel(paragraph);
  const last = lines.at(-1);
  const lists = last?.isWord ? last.lists.slice(0, level) : [];
  while (lists.length < level) lists.push({ isOrdered, next: 1 });
  if (lists.at(-1).isOrdered !== isOrdered) lists[level - 1] = { isOrdered, next: 1 };
  add(lines, { words: textOf(paragraph), lists, isPoint: true, isWord: true });
}

function wordLevel(node) {
  const found = /mso-list:\s*l\d+\s+level(\d+)/.exec(node.getAttribute?.("data-style") ?? "");
  return found ? Math.min(Number(found[1]), 9) : 0;
}

function isList(node) {
  return node.tagName === "UL" || node.tagName === "OL";
}

function isBlock(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return false;
  if (isList(node) || BLOCKS.test(node.tagName)) return true;
  return node.querySelector("p, div, ul, ol, li, table, tr, h1, h2, h3, h4, h5, h6, blockquote") !== null;
}

function add(lines, line) {
  const words = tidy(line.words);
  if (words) lines.push({ ...line, words });
}

function textOf(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/[\s\u00a0]+/g, " ");
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  if (node.tagName === "BR") return "\n";
  return [...node.childNodes].map(textOf).join("");
}

function tidy(words) {
  const plain = words.normalize("NFC").replace(/[\u00ad\u200b\ufeff]/g, "");
  const lines = plain.split("\n").map((line) => line.replace(/ +/g, " ").trim());
  return lines.filter(Boolean).map(escaped).join("\n");
}

/** What Markdown would read as emphasis, code, a heading or a quotation stays what it was. */
function escaped(line) {
  return line.replace(/[*`\\]|(?<!\w)_|_(?!\w)/g, "\\$&").replace(/^([#>+])/, "\\$1");
}

function joined(lines) {
  let text = "";
  let before;
  for (const line of lines) {
    if (before) text += before.lists.length && line.lists.length && line.isPoint ? "\n" : "\n\n";
    text += written(line);
    before = line;
  }
  return text;
}

function written(line) {
  const list = line.lists.at(-1);
  if (!list) return line.words;
  const outer = INDENT.repeat(line.lists.length - 1);
  const mark = !line.isPoint ? INDENT : list.isOrdered ? `${list.next++}. ` : "- ";
  return outer + mark + line.words.replaceAll("\n", `\n${outer}${INDENT}`);
}
