// One document: its text with everything marked, what is known about it, and its facts, which lead to their words.
function documentView(id, params) {
  const doc = D.documentAt.get(id);
  if (doc === undefined) return { title: id, nodes: [h("h1", { tabindex: "-1" }, t("notSampled", { id }))] };
  const row = D.documents[doc];
  const spans = spansOfDocument(doc);
  const text = h("div", { class: "text", lang: row.language });
  if (D.texts[doc] === null) text.append(h("p", { class: "notice" }, t("noText")));
  else add(text, paragraphsOf(doc, spans, (sentence) => address("doc", id, { s: sentence })));
  cardsIn(text, (mark) => {
    const found = [];
    for (let node = mark; node !== null && node !== text; node = node.parentElement) if (node.matches(".m")) found.push(spans[node.dataset.n]);
    return found;
  });
  const trailBar = h("div", { class: "trail" });
  const article = h(
    "article",
    { class: "document" },
    trailBar,
    h("header", {}, h("p", { class: "kicker" }, kicker(row)), h("h1", { tabindex: "-1", lang: row.language, class: row.title === null ? "untitled" : null }, titleOf(doc))),
    markChoice(text, spans),
    text,
    neighbours(doc),
  );
  const view = {
    title: titleOf(doc),
    nodes: [h("div", { class: "reader" }, article, h("aside", {}, about(row, doc), facts(doc, id)))],
    settled: (now) => {
      showTrail(trailBar);
      return aim(text, now);
    },
  };
  return { ...view, same: (name, other) => name === "doc" && other === id, params };
}

function kicker(row) {
  const parts = [row.publisher, row.published_at === null ? t("noDate") : formatDay(row.published_at, { long: true }), row.dateline_place];
  return parts.filter((part) => part !== null).join(" · ");
}

// Bring the words or sentence that the address names into view; true when it names some.
function aim(text, params) {
  for (const element of text.querySelectorAll(".target, .here")) element.classList.remove("target", "here");
  let sentence = null;
  let focus = null;
  if (params.at !== undefined) {
    const marks = [...text.querySelectorAll(".m")].filter((mark) => mark.dataset.at === params.at);
    for (const mark of marks) mark.classList.add("target");
    focus = marks[0] ?? null;
    sentence = focus?.closest(".sentence") ?? null;
  } else if (params.s !== undefined) {
    sentence = [...text.querySelectorAll(".sentence")].find((element) => element.dataset.sentence === params.s) ?? null;
  }
  if (sentence === null) return false;
  sentence.classList.add("here");
  (focus ?? sentence).scrollIntoView({ block: "center" });
  if (focus === null) {
    sentence.tabIndex = -1;
    focus = sentence;
  }
  focus.focus({ preventScroll: true });
  return true;
}

// Which kinds are marked, and whether labels are written beside them; kept for the next document.
function markChoice(text, spans) {
  const off = new Set((recall("off") ?? "").split(",").filter(Boolean));
  const counts = new Map();
  for (const span of spans) counts.set(span.label, (counts.get(span.label) ?? 0) + 1);
  const apply = () => {
    for (const [group, labels] of Object.entries(GROUPS)) {
      for (const label of labels) {
        for (const mark of text.querySelectorAll(`.m.${label}`)) {
          mark.classList.toggle("plain", off.has(group));
          if (mark.hasAttribute("tabindex")) mark.tabIndex = off.has(group) ? -1 : 0;
        }
      }
    }
    text.classList.toggle("labelled", recall("labels") === "yes");
    remember("off", [...off].join(","));
  };
  const choice = (group) => {
    const n = GROUPS[group].reduce((sum, label) => sum + (counts.get(label) ?? 0), 0);
    if (n === 0) return null;
    const box = h("input", { type: "checkbox", checked: !off.has(group), on: { change: () => {
      if (box.checked) off.delete(group);
      else off.add(group);
      apply();
    } } });
    return h("label", { class: "choice" }, box, h("span", { class: `swatch-mark ${group}` }, t(Object.hasOwn(WORDS, `g_${group}`) ? `g_${group}` : group)), h("span", { class: "n" }, formatNumber(n)));
  };
  const labels = h("input", { type: "checkbox", checked: recall("labels") === "yes", on: { change: () => {
    remember("labels", labels.checked ? "yes" : "no");
    text.classList.toggle("labelled", labels.checked);
  } } });
  apply();
  return h("fieldset", { class: "marks" }, h("legend", { class: "unseen" }, t("marksShown")), Object.keys(GROUPS).map(choice), h("label", { class: "choice" }, labels, t("labelsOn")));
}

function about(row, doc) {
  const known = [
    [t("c_source"), h("span", { class: "path" }, row.source)],
    [t("alsoAt"), (D.sources[doc] ?? []).filter((source) => source !== row.source).map((source) => h("span", { class: "path" }, source, h("br")))],
    ["doc_id", h("span", { class: "code" }, row.doc_id)],
    [t("c_publisher"), row.publisher],
    [t("c_author"), row.author],
    [t("c_editor"), row.editor],
    [t("c_published"), row.published_at === null ? null : [formatDay(row.published_at), ` (${t("dateFrom", { where: said(row.published_from) })})`]],
    [t("c_dateline"), row.dateline_place],
    [t("c_format"), row.format],
    [t("c_language"), row.language],
    ["", t("tokensAndSentences", { tokens: row.tokens, sentences: row.sentences })],
    [t("c_duplicate"), row.duplicate_of === null ? null : D.documentAt.has(row.duplicate_of) ? h("a", { href: address("doc", row.duplicate_of) }, titleOf(D.documentAt.get(row.duplicate_of))) : h("span", { class: "code" }, row.duplicate_of)],
  ].filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
  return h("details", { class: "about", open: true }, h("summary", {}, t("aboutDocument")), h("dl", {}, known.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])));
}

// The facts beside the text; each leads to its words.
function facts(doc, id) {
  const to = (row) => address("doc", id, { at: `${row.start}-${row.end}` });
  const mentions = inDocument("mentions", doc);
  const list = (title, items) => items.length > 0 && [h("h3", {}, title), h("ul", {}, items)];
  const names = (label) => {
    const met = new Map();
    for (const mention of mentions) {
      if (mention.label !== label) continue;
      const key = mention.entity < 0 ? mention.norm : mention.entity;
      const entry = met.get(key) ?? { mention, n: 0 };
      entry.n++;
      met.set(key, entry);
    }
    return [...met.values()].map(({ mention, n }) => h("li", {}, h("a", { href: to(mention) }, mention.entity < 0 ? mention.norm : D.entities[mention.entity].name), n > 1 && h("span", { class: "times" }, ` × ${formatNumber(n)}`)));
  };
  return h(
    "section",
    { class: "facts", "aria-label": t("factsHere") },
    h("h2", {}, t("factsHere")),
    list(t("officials"), inDocument("officials", doc).map((row) => h("li", {}, h("a", { href: to(row) }, row.person), h("span", { class: "says" }, [row.position, row.organisation].filter(Boolean).join(", "), row.status === "definitive" ? "" : ` (${said(row.status)})`)))),
    list(t("amounts"), inDocument("amounts", doc).map((row) => h("li", {}, h("a", { href: to(row), class: "exact" }, formatAmount(row)), h("span", { class: "says" }, row.item ?? (row.unit === null ? wordsOf(row) : ""))))),
    list(t("dates"), inDocument("dates", doc).map((row) => h("li", {}, h("a", { href: to(row) }, wordsOf(row)), h("span", { class: "says code" }, row.value ?? t("notResolved"))))),
    list(t("organisations"), names("ORG")),
    list(t("people"), names("PER")),
    list(t("facilities"), names("FAC")),
    list(t("places"), names("LOC")),
  );
}

function neighbours(doc) {
  const at = D.byDay.indexOf(doc);
  const link = (place, key) => (D.byDay[place] === undefined ? h("span", {}) : h("a", { href: address("doc", D.documents[D.byDay[place]].doc_id), class: key }, h("span", { class: "what" }, t(key)), titleOf(D.byDay[place])));
  return h("nav", { class: "neighbours", "aria-label": t("documents") }, link(at - 1, "previousDocument"), link(at + 1, "nextDocument"));
}

// Where the reader was opened from a table: back to it, and on to its next row without going back.
function showTrail(bar) {
  if (trail === null) return replace(bar);
  if (trail.links[trail.at] !== location.hash) trail.at = trail.links.indexOf(location.hash);
  if (trail.at < 0) {
    trail = null;
    return replace(bar);
  }
  const step = (by, key) => {
    const href = trail.links[trail.at + by];
    return href === undefined ? h("span", { class: "off" }, t(key)) : h("a", { href, on: { click: () => (trail.at += by) } }, t(key));
  };
  replace(bar, h("a", { href: trail.hash, class: "back" }, t("backToTable")), h("span", {}, t("trail", { n: trail.at + 1, of: trail.links.length, name: trail.title })), step(-1, "previous"), step(1, "next"));
}
