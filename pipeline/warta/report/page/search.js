// Search over everything: names in all their forms, titles, and the texts.
const MOST_FOUND = 50;
let formsFolded = null;
const textsFolded = [];

function searchView({ q = "" }) {
  const words = folded(q).split(/\s+/).filter(Boolean);
  const nodes = [h("h1", { tabindex: "-1" }, t("resultsFor", { q }))];
  if (words.join("").length < 2) return { title: t("search"), nodes: [...nodes, h("p", { class: "note" }, t("typeToSearch"))] };
  const entities = entitiesWith(words);
  const documents = D.documents.filter((row) => contains(folded(titleOf(row.i)), words));
  const texts = D.documents.filter((row) => contains(foldedText(row.i), words));
  if (entities.length + documents.length + texts.length === 0) nodes.push(h("p", { class: "note" }, t("nothingFound")));
  nodes.push(
    found(t("entitiesFound"), entities, (row) => h("li", {}, h("span", { class: `tag ${row.label}` }, said(row.label)), " ", h("a", { href: linkToEntity(row.i) }, row.name), h("span", { class: "says" }, t("nDocuments", { n: row.documents })))),
    found(t("documents"), documents, (row) => h("li", {}, h("a", { href: address("doc", row.doc_id) }, titleOf(row.i)), h("span", { class: "says" }, kicker(row)))),
    found(t("textFound"), texts, (row) => textHit(row, words)),
  );
  return { title: t("resultsFor", { q }), nodes };
}

function contains(hay, words) {
  return words.every((word) => hay.includes(word));
}

function foldedText(doc) {
  textsFolded[doc] ??= folded(D.texts[doc] ?? "");
  return textsFolded[doc];
}

function entitiesWith(words) {
  if (formsFolded === null) {
    formsFolded = D.entities.map((row) => folded(`${row.name} ${row.acronym ?? ""} ${row.id}`));
    const seen = D.entities.map(() => new Set());
    for (const mention of D.mentions) if (mention.entity >= 0) seen[mention.entity].add(wordsOf(mention));
    seen.forEach((forms, i) => (formsFolded[i] += ` ${folded([...forms].join(" \u0001 "))}`));
  }
  return D.entities.filter((row) => contains(formsFolded[row.i], words)).sort((a, b) => b.documents - a.documents || a.i - b.i);
}

function found(title, rows, item) {
  if (rows.length === 0) return null;
  const note = rows.length > MOST_FOUND ? t("firstShown", { n: MOST_FOUND, of: rows.length }) : formatNumber(rows.length);
  return h("section", { class: "found" }, h("h2", {}, title, " ", h("span", { class: "n" }, note)), h("ul", {}, rows.slice(0, MOST_FOUND).map(item)));
}

// The first sentence with one of the words, with the words marked.
function textHit(row, words) {
  const sentences = sentencesOf(row.i);
  const scored = sentences.map((sentence) => {
    const hay = folded(slice(row.i, sentence.start, sentence.end));
    return words.filter((word) => hay.includes(word)).length;
  });
  const best = sentences[scored.indexOf(Math.max(...scored))];
  return h(
    "li",
    {},
    h("a", { href: address("doc", row.doc_id, { s: best.sentence }) }, titleOf(row.i)),
    h("span", { class: "quote", lang: row.language }, litWords(slice(row.i, best.start, best.end).replace(/\s+/g, " "), words)),
  );
}

// Text nodes and marks; words are found without case.
function litWords(text, words) {
  const lower = text.toLowerCase();
  const nodes = [];
  let at = 0;
  while (at < text.length && lower.length === text.length) {
    const next = words.map((word) => [lower.indexOf(word, at), word.length]).filter(([i]) => i >= 0).sort((a, b) => a[0] - b[0] || b[1] - a[1])[0];
    if (next === undefined) break;
    nodes.push(text.slice(at, next[0]), h("mark", {}, text.slice(next[0], next[0] + next[1])));
    at = next[0] + next[1];
  }
  return [...nodes, text.slice(at)];
}
