// The data of the page: unpacked once, rows as objects, and the ways between them.
const D = {};

// Base64 of gzip of JSON, in the element #data. Rejects when it is damaged or the browser cannot unpack it.
async function unpack() {
  const element = byId("data");
  const binary = atob(element.textContent);
  element.remove();
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  prepare(JSON.parse(await new Response(stream).text()));
}

function prepare(page) {
  Object.assign(D, { title: page.title, run: page.run, sample: page.sample, texts: page.texts });
  D.sources = page.documents.sources;
  delete page.documents.sources;
  D.documents = rowsOf(page.documents);
  D.entities = rowsOf(page.entities);
  for (const name of ["mentions", "dates", "amounts", "officials", "sentences"]) D[name] = rowsOf(page[name]);
  D.problemsOf = page.problems.of;
  delete page.problems.of;
  D.problems = rowsOf(page.problems);
  D.documentAt = new Map(D.documents.map((row) => [row.doc_id, row.i]));
  D.entityAt = new Map(D.entities.map((row) => [row.id, row.i]));
  D.ranges = {};
  for (const name of ["mentions", "dates", "amounts", "officials", "sentences"]) D.ranges[name] = ranges(D[name]);
  D.mentionsOf = D.entities.map(() => []);
  for (const mention of D.mentions) if (mention.entity >= 0) D.mentionsOf[mention.entity].push(mention);
  D.officesOf = D.entities.map(() => []);
  for (const office of D.officials) {
    if (office.person_entity >= 0) D.officesOf[office.person_entity].push(office);
    if (office.body_entity >= 0) D.officesOf[office.body_entity].push(office);
  }
  // Documents by day, those without one last.
  D.byDay = D.documents.map((row) => row.i).sort((a, b) => compareDays(D.documents[a], D.documents[b]) || a - b);
}

function compareDays(a, b) {
  const [first, second] = [a.published_at ?? "9", b.published_at ?? "9"];
  return first < second ? -1 : first > second ? 1 : 0;
}

// Columns to rows; `i` is the number of a row in its table.
function rowsOf(columns) {
  const names = Object.keys(columns);
  const values = names.map((name) => {
    const column = columns[name];
    return Array.isArray(column) ? column : column.i.map((at) => (at < 0 ? null : column.d[at]));
  });
  const rows = new Array(values.length ? values[0].length : 0);
  for (let i = 0; i < rows.length; i++) {
    const row = { i };
    for (let c = 0; c < names.length; c++) row[names[c]] = values[c][i];
    rows[i] = row;
  }
  return rows;
}

// Rows stand document by document: the first row of each, and one behind the last.
function ranges(rows) {
  const first = new Int32Array(D.documents.length + 1).fill(rows.length);
  for (let i = rows.length - 1; i >= 0; i--) first[rows[i].doc] = i;
  for (let doc = D.documents.length - 1; doc >= 0; doc--) first[doc] = Math.min(first[doc], first[doc + 1]);
  return first;
}

function inDocument(name, doc) {
  return D[name].slice(D.ranges[name][doc], D.ranges[name][doc + 1]);
}

// Offsets count code points, JavaScript counts UTF-16 units: they differ behind the first emoji.
const unitsAt = new Map();

function units(doc) {
  if (!unitsAt.has(doc)) {
    const text = D.texts[doc];
    let at = null;
    if (/[\ud800-\udfff]/.test(text)) {
      at = new Int32Array(text.length + 1);
      let points = 0;
      for (let unit = 0; unit < text.length; points++) {
        at[points] = unit;
        unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
      }
      at.fill(text.length, points);
    }
    unitsAt.set(doc, at);
  }
  return unitsAt.get(doc);
}

// text[start:end] of a document, by code points; empty without a text.
function slice(doc, start, end) {
  const text = D.texts[doc];
  if (text === null) return "";
  const at = units(doc);
  return at === null ? text.slice(start, end) : text.slice(at[Math.max(0, start)], at[Math.min(end, at.length - 1)]);
}

function wordsOf(row) {
  return slice(row.doc, row.start, row.end).replace(/\s+/g, " ");
}

// The first row of a document whose column reaches a value; rows are sorted by it.
function firstWith(name, doc, column, value) {
  let [low, high] = [D.ranges[name][doc], D.ranges[name][doc + 1]];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (D[name][middle][column] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sentenceOf(row) {
  const found = D.sentences[firstWith("sentences", row.doc, "sentence", row.sentence)];
  if (found !== undefined && found.doc === row.doc && found.sentence === row.sentence) return found;
  // Without a table of sentences: the words around.
  return { doc: row.doc, start: Math.max(0, row.start - 120), end: row.end + 120 };
}

// The headline; where there is none, the opening words in quotation marks.
function titleOf(doc) {
  const { title } = D.documents[doc];
  if (title !== null) return title;
  const opening = slice(doc, 0, 90).trim().replace(/\s+/g, " ");
  return opening ? `“${opening.replace(/\s\S*$/, "")} …”` : D.documents[doc].source;
}

// Entities with one of these labels that are named in a sentence.
function namedIn(row, label) {
  const found = new Set();
  const end = D.ranges.mentions[row.doc + 1];
  for (let i = firstWith("mentions", row.doc, "sentence", row.sentence); i < end; i++) {
    const mention = D.mentions[i];
    if (mention.sentence !== row.sentence) break;
    if (mention.label === label && mention.entity >= 0) found.add(mention.entity);
  }
  return found;
}

// The mention that a row of dates or amounts stands beside, which says what found it.
function mentionOf(row) {
  const end = D.ranges.mentions[row.doc + 1];
  for (let i = firstWith("mentions", row.doc, "start", row.start); i < end; i++) {
    const mention = D.mentions[i];
    if (mention.start !== row.start) break;
    if (mention.end === row.end && mention.label === row.kind) return mention;
  }
  return null;
}

function linkTo(row) {
  return address("doc", D.documents[row.doc].doc_id, { at: `${row.start}-${row.end}` });
}

function linkToEntity(i) {
  return address("entity", D.entities[i].id);
}
