// The first page: figures, charts, and what to look at with care.
const MOST_RANKED = 8;
const UNSURE = 0.7;

function overviewView() {
  const dated = D.documents.filter((row) => row.published_at !== null);
  const days = dated.map((row) => row.published_at).sort();
  return {
    title: t("overview"),
    nodes: [
      h("h1", { tabindex: "-1" }, D.title ?? t("overview")),
      h("p", { class: "standfirst" }, standfirst(dated, days)),
      D.sample.documents < D.sample.of && h("p", { class: "notice" }, t("sampleNote", { n: D.sample.documents, of: D.sample.of })),
      figures(),
      h("div", { class: "charts" }, chartOfTime(days), ...rankings(), chartOfPairs(), chartOfLabels(), ...chartsOfMoney()),
      h("section", { class: "columns" }, worthALook(), h("div", {}, h("h2", {}, t("howToRead")), h("p", {}, t("howToReadText")))),
    ],
  };
}

function standfirst(dated, days) {
  const documents = t("nDocuments", { n: D.documents.length });
  const publishers = new Set(D.documents.map((row) => row.publisher).filter((name) => name !== null)).size;
  const words = days.length
    ? t("standfirst", { documents, from: formatDay(days[0], { long: true }), to: formatDay(days[days.length - 1], { long: true }) })
    : t("standfirstUndated", { documents });
  const missing = D.documents.length - dated.length;
  return `${words}${publishers ? `, ${t("publishers", { n: publishers })}` : ""}.${missing && days.length ? ` ${t("undated", { n: missing })}` : ""}`;
}

function figures() {
  const cells = TABLES.map((name) => [
    name,
    name === "problems" ? D.problemsOf : name in KINDS_OF_ENTITY ? entitiesOf(KINDS_OF_ENTITY[name]).length : D[name].length,
  ]);
  return h(
    "dl",
    { class: "figures-strip" },
    cells.map(([name, n]) =>
      h("div", { class: name === "problems" && n > 0 ? "alarm" : null }, h("dt", {}, h("a", { href: address(name) }, t(name))), h("dd", {}, formatNumber(n))),
    ),
  );
}

function chartOfTime(days) {
  if (days.length === 0) return null;
  const size = spanOf(days) <= 45 ? "day" : binSize(days[0], days[days.length - 1], 150, ["month", "year"]);
  const bins = countedBins(D.documents, (row) => row.published_at, size, () => 1);
  if (bins.length === 0) return null;
  const title = t({ day: "perDay", month: "perMonth", year: "perYear" }[size]);
  return figure({
    span: "whole",
    title,
    note: t("byPublication"),
    draw: timeBars({
      bins: bins.map((bin) => ({ ...bin, href: address("documents", null, { from: firstDay(bin.bin), to: lastDay(bin.bin) }) })),
      name: title,
      say: (bin) => t("nDocuments", { n: bin.value }),
    }),
    columns: [t("month"), t("documents")],
    rows: bins.filter((bin) => bin.value > 0).map((bin) => [formatBin(bin.bin), formatNumber(bin.value)]),
  });
}

function spanOf(days) {
  return (new Date(firstDay(days[days.length - 1])) - new Date(firstDay(days[0]))) / 86_400_000;
}

// Sums by bin, with empty bins between.
function countedBins(rows, day, size, value) {
  const sums = new Map();
  for (const row of rows) {
    const bin = binOf(day(row), size);
    if (bin !== null) sums.set(bin, (sums.get(bin) ?? 0) + value(row));
  }
  const named = [...sums.keys()].sort();
  return named.length === 0 ? [] : binsBetween(named[0], named[named.length - 1], size).map((bin) => ({ bin, value: sums.get(bin) ?? 0 }));
}

function chartOfLabels() {
  const kinds = ["rule", "lexicon", "model"];
  const tally = new Map(LABELS.map((label) => [label, { rule: 0, lexicon: 0, model: 0 }]));
  for (const mention of D.mentions) tally.get(mention.label)[mention.found_by.split(":", 1)[0]]++;
  const rows = [...tally]
    .map(([label, found]) => ({ name: said(label), href: address("mentions", null, { label }), pieces: kinds.map((kind) => ({ kind, value: found[kind] ?? 0 })) }))
    .filter((row) => row.pieces.some((piece) => piece.value > 0));
  if (rows.length === 0) return null;
  const key = h("p", { class: "key" }, kinds.map((kind) => h("span", {}, h("span", { class: `swatch by-${kind}`, "aria-hidden": "true" }), said(kind))));
  return figure({
    span: "third",
    title: t("perLabel"),
    body: h("div", {}, key, stacked(rows)),
    columns: [t("c_label"), ...kinds.map(said)],
    rows: rows.map((row) => [row.name, ...row.pieces.map((piece) => formatNumber(piece.value))]),
  });
}

function rankings() {
  return ["organisations", "people", "places", "facilities"].map((name) => {
    const all = entitiesOf(KINDS_OF_ENTITY[name]);
    const first = [...all].sort((a, b) => b.documents - a.documents || b.mentions - a.mentions || a.i - b.i).slice(0, MOST_RANKED);
    if (first.length === 0) return null;
    const rows = first.map((row) => ({ parts: [h("a", { href: linkToEntity(row.i) }, row.name)], value: row.documents }));
    const more = h("p", { class: "more" }, h("a", { href: address(name) }, t("allOf", { n: all.length })));
    return figure({ span: "third", title: `${t(name)}: ${t("top").toLowerCase()}`, note: t("byDocuments"), body: h("div", {}, ranking(rows), more) });
  });
}

// Rupiah amounts of documents that are no near-duplicate and have a month.
function rupiah() {
  return D.amounts.filter((row) => row.unit === "IDR" && row.kind === "MONEY" && D.documents[row.doc].duplicate_of === null && binOf(D.documents[row.doc].published_at, "month") !== null);
}

function chartsOfMoney() {
  const rows = rupiah();
  if (rows.length === 0) return [];
  const published = (row) => D.documents[row.doc].published_at;
  const found = rows.map(published).sort();
  const size = binSize(found[0], found[found.length - 1], 150, ["month", "year"]);
  const bins = countedBins(rows, published, size, (row) => Number(row.value));
  const period = (bin) => ({ unit: "IDR", from: firstDay(bin), to: lastDay(bin) });
  const overTime = figure({
    title: t(size === "year" ? "moneyPerYear" : "moneyPerMonth"),
    note: t("moneyTimeNote"),
    draw: timeBars({
      bins: bins.map((bin) => ({ ...bin, href: address("amounts", null, { ...period(bin.bin), sort: "-value" }) })),
      name: t(size === "year" ? "moneyPerYear" : "moneyPerMonth"),
      say: (bin) => `${formatRound(bin.value)} IDR`,
    }),
    columns: [t("month"), "IDR"],
    rows: bins.filter((bin) => bin.value > 0).map((bin) => [formatBin(bin.bin), formatRound(bin.value)]),
  });
  return [overTime, moneyByBody(rows, published, found, period)];
}

function moneyByBody(rows, published, found, period) {
  const size = binSize(found[0], found[found.length - 1], 14, ["month", "quarter", "year"]);
  const bodies = new Map();
  for (const row of rows) {
    for (const entity of namedIn(row, "ORG")) {
      if (!bodies.has(entity)) bodies.set(entity, { entity, in: new Set(), total: 0, cells: new Map() });
      const body = bodies.get(entity);
      const bin = binOf(published(row), size);
      body.in.add(row.doc);
      body.total += Number(row.value);
      body.cells.set(bin, (body.cells.get(bin) ?? 0) + Number(row.value));
    }
  }
  const largest = [...bodies.values()].sort((a, b) => b.in.size - a.in.size || b.total - a.total || a.entity - b.entity).slice(0, MOST_RANKED);
  if (largest.length === 0) return null;
  const named = largest.map((body) => ({ ...body, id: D.entities[body.entity].id, name: D.entities[body.entity].name, href: linkToEntity(body.entity) }));
  const bins = binsBetween(binOf(found[0], size), binOf(found[found.length - 1], size), size);
  return figure({
    title: t("moneyBody"),
    note: t("moneyBodyNote"),
    draw: dotMatrix({ rows: named, bins, name: t("moneyBody"), hrefOf: (row, bin) => address("amounts", null, { ...period(bin), with: row.id, sort: "-value" }) }),
    columns: [t("c_organisation"), t("documents"), `IDR, ${t("total")}`],
    rows: named.map((row) => [row.name, formatNumber(row.in.size), formatRound(row.total)]),
  });
}

function chartOfPairs() {
  const pairs = pairsInSentences();
  if (pairs.length === 0) return null;
  return figure({
    span: "third",
    title: t("together"),
    note: t("togetherNote"),
    body: ranking(
      pairs.map(({ a, b, documents }) => ({
        parts: [h("a", { href: linkToEntity(a) }, D.entities[a].name), " – ", h("a", { href: linkToEntity(b) }, D.entities[b].name)],
        value: documents,
      })),
    ),
  });
}

// The pairs of people and organisations that stand in one sentence in most documents.
function pairsInSentences() {
  const met = new Map();
  const size = D.entities.length;
  for (let doc = 0; doc < D.documents.length; doc++) {
    const here = new Set();
    let group = [];
    let sentence = -1;
    const close = () => {
      for (let x = 0; x < group.length; x++) for (let y = x + 1; y < group.length; y++) here.add(Math.min(group[x], group[y]) * size + Math.max(group[x], group[y]));
    };
    for (let i = D.ranges.mentions[doc]; i < D.ranges.mentions[doc + 1]; i++) {
      const mention = D.mentions[i];
      if (mention.sentence !== sentence) {
        close();
        [group, sentence] = [[], mention.sentence];
      }
      // A sentence that lists a hundred names says nothing about pairs.
      if ((mention.label === "PER" || mention.label === "ORG") && mention.entity >= 0 && group.length < 12 && !group.includes(mention.entity)) group.push(mention.entity);
    }
    close();
    for (const pair of here) met.set(pair, (met.get(pair) ?? 0) + 1);
  }
  return [...met]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, MOST_RANKED)
    .map(([pair, documents]) => ({ a: Math.floor(pair / size), b: pair % size, documents }));
}

function worthALook() {
  const rows = [
    ["doubtful", D.mentions.filter((row) => row.score !== null && row.score < UNSURE).length, address("mentions", null, { below: UNSURE, sort: "score" })],
    ["unresolved", D.dates.filter((row) => row.value === null).length, address("dates", null, { resolved: "-" })],
    ["duplicates", D.documents.filter((row) => row.duplicate_of !== null).length, address("documents", null, { duplicates: 1 })],
    ["problems", D.problemsOf, address("problems")],
  ];
  return h(
    "div",
    {},
    h("h2", {}, t("worthALook")),
    h("ul", { class: "worth" }, rows.map(([key, n, href]) => h("li", {}, n > 0 ? h("a", { href }, t(key)) : t(key), ": ", h("strong", {}, formatNumber(n))))),
  );
}
