// One entity: how it was written, when, with whom, in which offices, and every mention with its sentence.
const MOST_LISTED = 12;

function entityView(id, params) {
  const at = D.entityAt.get(id);
  if (at === undefined) return { title: id, nodes: [h("h1", { tabindex: "-1" }, t("notFound"))] };
  const entity = D.entities[at];
  const mentions = D.mentionsOf[at];
  const offices = D.officesOf[at];
  return {
    title: entity.name,
    nodes: [
      h("p", { class: "kicker" }, said(entity.label), entity.kind || entity.level ? ` · ${said(entity.kind ?? entity.level)}` : ""),
      h("h1", { tabindex: "-1" }, entity.name, entity.acronym && h("span", { class: "acronym" }, ` ${entity.acronym}`)),
      h("p", { class: "standfirst" }, `${t("nMentions", { n: entity.mentions })}, ${t("nDocuments", { n: entity.documents })}.`),
      known(entity),
      h("div", { class: "charts" }, formsChart(mentions), entityTime(id, mentions), companions(at, mentions), unitsOf(at)),
      offices.length > 0 && h("section", {}, h("h2", {}, t("officials")), grid({ ...SPECS.officials(offices), facets: [], sort: "-asof", name: "entity", local: true, title: "officials", params: {} })),
      moneyNear(entity, mentions),
      h("section", {}, h("h2", {}, t("mentions")), grid({ ...SPECS.mentions(mentions), columns: SPECS.mentions(mentions).columns.filter(({ key }) => !["label", "entity"].includes(key)), name: "entity", id, title: "mentions", params })),
    ],
    // An address that filters the mentions means them.
    settled: (now, back) => {
      if (back !== null || Object.keys(now).length === 0) return false;
      const grids = document.querySelectorAll(".grid");
      grids[grids.length - 1].scrollIntoView({ block: "start" });
      return true;
    },
  };
}

function known(entity) {
  const rows = [
    [t("c_parent"), entity.parent_id < 0 ? null : entityLink(entity.parent_id)],
    [t("c_place"), entity.place_id < 0 ? null : entityLink(entity.place_id)],
    [t("c_operator"), entity.operator_id < 0 ? null : entityLink(entity.operator_id)],
    [t("c_country"), entity.country],
    [t("c_code"), entity.code],
    ["id", h("span", { class: "code" }, entity.id)],
  ].filter(([, value]) => value !== null);
  return h("dl", { class: "known" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function formsChart(mentions) {
  const forms = new Map();
  for (const mention of mentions) {
    const words = wordsOf(mention) || mention.norm;
    forms.set(words, (forms.get(words) ?? 0) + 1);
  }
  if (forms.size === 0) return null;
  const sorted = [...forms].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0]));
  const note = sorted.length > MOST_LISTED ? t("firstShown", { n: MOST_LISTED, of: sorted.length }) : "";
  return figure({ title: t("forms"), note, body: ranking(sorted.slice(0, MOST_LISTED).map(([words, value]) => ({ parts: [words], value }))) });
}

function entityTime(id, mentions) {
  const documents = [...new Set(mentions.map((mention) => mention.doc))].map((doc) => D.documents[doc]);
  const days = documents.map((row) => row.published_at).filter((day) => day !== null).sort();
  if (days.length === 0) return null;
  const size = binSize(days[0], days[days.length - 1], 60, ["month", "year"]);
  const bins = countedBins(documents, (row) => row.published_at, size, () => 1);
  if (bins.length < 2) return null;
  return figure({
    title: t("overTime"),
    draw: timeBars({
      bins: bins.map((bin) => ({ ...bin, href: address("entity", id, { from: firstDay(bin.bin), to: lastDay(bin.bin) }) })),
      name: t("overTime"),
      say: (bin) => t("nDocuments", { n: bin.value }),
      height: 150,
    }),
    columns: [t("month"), t("documents")],
    rows: bins.filter((bin) => bin.value > 0).map((bin) => [formatBin(bin.bin), formatNumber(bin.value)]),
  });
}

function companions(at, mentions) {
  const met = new Map();
  for (const doc of new Set(mentions.map((mention) => mention.doc))) {
    const here = new Set();
    for (let i = D.ranges.mentions[doc]; i < D.ranges.mentions[doc + 1]; i++) {
      const { entity, label } = D.mentions[i];
      if (entity >= 0 && entity !== at && label !== "LOC") here.add(entity);
    }
    for (const entity of here) met.set(entity, (met.get(entity) ?? 0) + 1);
  }
  const sorted = [...met].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST_LISTED);
  if (sorted.length === 0) return null;
  return figure({
    title: t("appearsWith"),
    note: t("inOneDocument"),
    body: ranking(sorted.map(([entity, value]) => ({ parts: [h("a", { href: linkToEntity(entity) }, D.entities[entity].name)], value }))),
  });
}

function unitsOf(at) {
  const units = D.entities.filter((row) => row.parent_id === at || row.operator_id === at);
  if (units.length === 0) return null;
  const sorted = units.sort((a, b) => b.documents - a.documents || a.i - b.i).slice(0, MOST_LISTED);
  const note = units.length > MOST_LISTED ? t("firstShown", { n: MOST_LISTED, of: units.length }) : t("byDocuments");
  return figure({ title: t("units"), note, body: ranking(sorted.map((row) => ({ parts: [h("a", { href: linkToEntity(row.i) }, row.name)], value: row.documents }))) });
}

function moneyNear(entity, mentions) {
  const sentences = new Set(mentions.map((mention) => `${mention.doc}:${mention.sentence}`));
  const near = D.amounts.filter((row) => row.unit === "IDR" && row.kind === "MONEY" && sentences.has(`${row.doc}:${row.sentence}`));
  if (near.length === 0) return null;
  return h("p", { class: "more" }, h("a", { href: address("amounts", null, { unit: "IDR", with: entity.id, sort: "-value" }) }, `${t("amountsNear")} (${formatNumber(near.length)})`));
}
