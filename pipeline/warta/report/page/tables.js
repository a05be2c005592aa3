// Every table of the report: its rows, columns, filters, and where a row leads.
const LABELS = ["ORG", "PER", "FAC", "LOC", "DATE", "DURATION", "MONEY", "PERCENT", "COUNT", "MEASURE"];
const KINDS_OF_ENTITY = { organisations: "ORG", people: "PER", facilities: "FAC", places: "LOC" };
const TABLES = ["documents", "officials", "amounts", "dates", "organisations", "people", "facilities", "places", "mentions", "problems"];

// A value of a closed list, sorted and searched in the words that are shown.
function listed(key, head, get = (row) => row[key]) {
  return { key, head, get, show: (row) => said(get(row)), words: (row) => `${get(row) ?? ""} ${said(get(row))}` };
}

function figureColumn(key, head, get = (row) => row[key]) {
  return { key, head, get, show: (row) => formatNumber(get(row)), number: true, search: false };
}

function entityColumn(key, head, at, name = (row) => D.entities[at(row)].name) {
  const get = (row) => (at(row) < 0 ? (name(row) ?? null) : D.entities[at(row)].name);
  return { key, head, get, show: (row) => (at(row) < 0 ? (get(row) ?? "") : h("a", { href: linkToEntity(at(row)) }, get(row))) };
}

// The words of a row in their sentence, which lead there.
function sentenceColumn() {
  return {
    key: "sentence",
    head: "c_sentence",
    wide: true,
    get: (row) => wordsOf(row),
    words: sentenceWords,
    full: sentenceWords,
    leads: true,
    show: (row) => inContext(row, 70),
  };
}

// The whole sentence of a row, put together once for all its rows.
function sentenceWords(row) {
  const sentence = sentenceOf(row);
  return (sentence.words ??= wordsOf(sentence));
}

function inContext(row, room) {
  const { start, end } = sentenceOf(row);
  const before = slice(row.doc, Math.max(start, row.start - room), row.start).replace(/\s+/g, " ");
  const after = slice(row.doc, row.end, Math.min(end, row.end + room)).replace(/\s+/g, " ");
  return h(
    "span",
    { class: "context", lang: D.documents[row.doc].language },
    row.start - room > start ? `… ${before.replace(/^\S*\s/, "")}` : before,
    h("mark", {}, wordsOf(row)),
    row.end + room < end ? `${after.replace(/\s\S*$/, "")} …` : after,
  );
}

function publishedColumn(get = (row) => D.documents[row.doc].published_at) {
  return { key: "published", head: "c_published", get, order: (row) => get(row), show: (row) => h("span", { class: "day" }, formatDay(get(row))), words: (row) => `${get(row) ?? ""} ${formatDay(get(row))}` };
}

function documentColumn() {
  return {
    key: "document",
    head: "c_document",
    get: (row) => titleOf(row.doc),
    show: (row) => h("a", { href: address("doc", D.documents[row.doc].doc_id), class: "title" }, titleOf(row.doc)),
  };
}

const SPECS = {
  documents: () => ({
    rows: D.documents,
    sort: "-published",
    link: (row) => address("doc", row.doc_id),
    columns: [
      { key: "title", head: "c_title", get: (row) => titleOf(row.i), wide: true, leads: true },
      publishedColumn((row) => row.published_at),
      { key: "publisher", head: "c_publisher", get: (row) => row.publisher },
      { key: "dateline", head: "c_dateline", get: (row) => row.dateline_place },
      figureColumn("mentions", "c_mentions", (row) => D.ranges.mentions[row.i + 1] - D.ranges.mentions[row.i]),
      figureColumn("tokens", "c_tokens"),
      { key: "source", head: "c_source", get: (row) => row.source, show: (row) => h("span", { class: "path" }, row.source) },
      {
        key: "duplicate",
        head: "c_duplicate",
        get: (row) => row.duplicate_of,
        show: (row) => (D.documentAt.has(row.duplicate_of) ? h("a", { href: address("doc", row.duplicate_of) }, titleOf(D.documentAt.get(row.duplicate_of))) : row.duplicate_of),
      },
    ],
    facets: [
      { key: "publisher", head: "c_publisher", type: "choice", get: (row) => row.publisher, say: String },
      { key: "format", head: "c_format", type: "choice", get: (row) => row.format, say: String },
      { key: "language", head: "c_language", type: "choice", get: (row) => row.language, say: String },
      { key: "from", head: "from", type: "from", get: (row) => row.published_at },
      { key: "to", head: "to", type: "to", get: (row) => row.published_at },
    ],
    fixed: [{ key: "duplicates", keep: (row) => row.duplicate_of !== null, words: () => t("duplicates") }],
  }),

  organisations: () =>
    entityTable("ORG", [
      { key: "acronym", head: "c_acronym", get: (row) => row.acronym },
      listed("kind", "c_kind"),
      entityColumn("parent", "c_parent", (row) => row.parent_id, () => null),
      { key: "country", head: "c_country", get: (row) => row.country },
    ], ["kind", "country"]),
  people: () =>
    entityTable("PER", [
      { key: "offices", head: "c_offices", get: (row) => officesOf(row.i).join("; "), wide: true },
    ], []),
  facilities: () =>
    entityTable("FAC", [
      listed("kind", "c_kind"),
      entityColumn("place", "c_place", (row) => row.place_id, () => null),
      entityColumn("operator", "c_operator", (row) => row.operator_id, () => null),
    ], ["kind"]),
  places: () =>
    entityTable("LOC", [listed("level", "c_level"), { key: "code", head: "c_code", get: (row) => row.code }], ["level"]),

  officials: (rows = D.officials) => ({
    rows,
    sort: "person",
    link: linkTo,
    columns: [
      entityColumn("person", "c_person", (row) => row.person_entity, (row) => row.person),
      { key: "position", head: "c_position", get: (row) => row.position },
      entityColumn("organisation", "c_organisation", (row) => row.body_entity, (row) => row.organisation),
      listed("status", "c_status"),
      { ...publishedColumn((row) => row.as_of), key: "asof", head: "c_asof" },
      sentenceColumn(),
      documentColumn(),
    ],
    facets: [
      { key: "status", head: "c_status", type: "choice", get: (row) => row.status },
      { key: "from", head: "from", type: "from", get: (row) => row.as_of },
      { key: "to", head: "to", type: "to", get: (row) => row.as_of },
    ],
  }),

  amounts: (params = {}) => ({
    rows: D.amounts,
    sort: null,
    link: linkTo,
    columns: [
      { key: "value", head: "c_value", get: (row) => row.value, order: (row) => Number(row.value), show: (row) => h("span", { class: "exact" }, formatAmount(row, { unit: false })), words: (row) => `${row.value} ${formatAmount(row)}`, number: true },
      { key: "unit", head: "c_unit", get: (row) => row.unit, show: (row) => row.unit },
      listed("kind", "c_kind"),
      { key: "item", head: "c_item", get: (row) => row.item },
      sentenceColumn(),
      publishedColumn(),
      documentColumn(),
    ],
    facets: [
      { key: "kind", head: "c_kind", type: "choice", get: (row) => row.kind },
      { key: "unit", head: "c_unit", type: "choice", get: (row) => row.unit, say: String },
      { key: "least", head: "atLeast", type: "least", get: (row) => row.value },
      { key: "from", head: "from", type: "from", get: (row) => D.documents[row.doc].published_at },
      { key: "to", head: "to", type: "to", get: (row) => D.documents[row.doc].published_at },
    ],
    fixed: [
      {
        key: "with",
        keep: (row) => D.entityAt.has(params.with) && namedIn(row, D.entities[D.entityAt.get(params.with)].label).has(D.entityAt.get(params.with)),
        words: () => t("sameSentence", { what: D.entities[D.entityAt.get(params.with)]?.name ?? params.with }),
      },
    ],
  }),

  dates: () => ({
    rows: D.dates,
    sort: null,
    link: linkTo,
    columns: [
      { key: "text", head: "c_text", get: wordsOf },
      { key: "value", head: "c_value", get: (row) => row.value, show: (row) => h("span", { class: "code" }, row.value) },
      { ...publishedColumn((row) => row.first_day), key: "first", head: "c_first" },
      { ...publishedColumn((row) => row.last_day), key: "last", head: "c_last" },
      listed("kind", "c_kind"),
      listed("precision", "c_precision"),
      listed("resolved", "c_resolved", (row) => row.resolved_from),
      sentenceColumn(),
      publishedColumn(),
      documentColumn(),
    ],
    facets: [
      { key: "kind", head: "c_kind", type: "choice", get: (row) => row.kind },
      { key: "precision", head: "c_precision", type: "choice", get: (row) => row.precision },
      { key: "resolved", head: "c_resolved", type: "choice", get: (row) => row.resolved_from },
      { key: "from", head: "from", type: "from", get: (row) => row.last_day },
      { key: "to", head: "to", type: "to", get: (row) => row.first_day },
    ],
  }),

  mentions: (rows = D.mentions) => ({
    rows,
    sort: null,
    link: linkTo,
    columns: [
      listed("label", "c_label"),
      sentenceColumn(),
      { key: "norm", head: "c_norm", get: (row) => row.norm },
      entityColumn("entity", "c_entity", (row) => row.entity, () => null),
      { key: "found", head: "c_found", get: (row) => row.found_by, show: (row) => formatFinder(row.found_by), words: (row) => `${row.found_by} ${formatFinder(row.found_by)}` },
      { key: "score", head: "c_score", get: (row) => row.score, show: (row) => formatScore(row.score), number: true, search: false },
      publishedColumn(),
      documentColumn(),
    ],
    facets: [
      { key: "label", head: "c_label", type: "choice", get: (row) => row.label },
      { key: "found", head: "c_found", type: "choice", get: (row) => row.found_by, say: formatFinder },
      { key: "below", head: "scoreBelow", type: "below", get: (row) => row.score },
      { key: "from", head: "from", type: "from", get: (row) => D.documents[row.doc].published_at },
      { key: "to", head: "to", type: "to", get: (row) => D.documents[row.doc].published_at },
    ],
  }),

  problems: () => ({
    rows: D.problems,
    sort: "source",
    empty: t("noProblems"),
    columns: [
      { key: "source", head: "c_source", get: (row) => row.source, show: (row) => h("span", { class: "path" }, row.source) },
      { key: "stage", head: "c_stage", get: (row) => row.stage },
      { key: "error", head: "c_error", get: (row) => row.error },
      { key: "message", head: "c_message", get: (row) => row.message, wide: true },
    ],
    facets: [
      { key: "stage", head: "c_stage", type: "choice", get: (row) => row.stage, say: String },
      { key: "error", head: "c_error", type: "choice", get: (row) => row.error, say: String },
    ],
  }),
};

function entityTable(label, columns, facets) {
  return {
    rows: entitiesOf(label),
    sort: "-documents",
    link: (row) => linkToEntity(row.i),
    columns: [
      { key: "name", head: "c_name", get: (row) => row.name, words: (row) => `${row.name} ${row.id}`, leads: true },
      ...columns,
      figureColumn("documents", "c_documents"),
      figureColumn("mentions", "c_mentions"),
    ],
    facets: facets.map((key) => ({ key, head: `c_${key}`, type: "choice", get: (row) => row[key], ...(key === "country" ? { say: String } : {}) })),
  };
}

function entitiesOf(label) {
  return D.entities.filter((row) => row.label === label);
}

// Offices of a person, as often as they were met: "Kepala, Dinas Sosial".
function officesOf(entity) {
  const met = new Map();
  for (const office of D.officesOf[entity]) {
    if (office.person_entity !== entity) continue;
    const body = office.body_entity < 0 ? office.organisation : D.entities[office.body_entity].name;
    const status = office.status === "definitive" ? "" : ` (${said(office.status)})`;
    const words = [office.position, body].filter(Boolean).join(", ") + status;
    met.set(words, (met.get(words) ?? 0) + 1);
  }
  return [...met].sort((a, b) => b[1] - a[1] || collator.compare(a[0], b[0])).map(([words]) => words);
}

function tableView(name, params) {
  const spec = SPECS[name](...(name === "amounts" ? [params] : []));
  const note = name === "problems" && D.problems.length < D.problemsOf ? h("p", { class: "note" }, t("moreProblems", { n: D.problems.length, of: D.problemsOf })) : null;
  return {
    title: t(name),
    nodes: [h("h1", { tabindex: "-1" }, t(name)), note, grid({ name, title: name, params, ...spec })],
  };
}
