// The words of the page: English, Indonesian. {n} is filled in; "one|many" is chosen by {n}.
const WORDS = {
  skip: ["Skip to content", "Lompat ke isi"],
  overview: ["Overview", "Ikhtisar"],
  documents: ["Documents", "Dokumen"],
  organisations: ["Organisations", "Organisasi"],
  people: ["People", "Orang"],
  facilities: ["Facilities", "Fasilitas"],
  places: ["Places", "Tempat"],
  officials: ["Officials", "Pejabat"],
  amounts: ["Amounts", "Angka"],
  dates: ["Dates", "Tanggal"],
  mentions: ["Mentions", "Penyebutan"],
  problems: ["Problems", "Masalah"],
  search: ["Search", "Cari"],
  searchAll: ["Search names, titles and texts", "Cari nama, judul, dan isi teks"],
  sections: ["Sections", "Bagian"],
  reportOf: ["Report", "Laporan"],
  language: ["Bahasa Indonesia", "English"],
  theme: ["Colours", "Warna"],
  theme_auto: ["Colours: as the system", "Warna: ikut sistem"],
  theme_light: ["Colours: light", "Warna: terang"],
  theme_dark: ["Colours: dark", "Warna: gelap"],
  notFound: ["There is no such page in this report.", "Halaman itu tidak ada di laporan ini."],
  notSampled: ["Document {id} is not in this report.", "Dokumen {id} tidak ada di laporan ini."],
  tooOld: [
    "This browser is too old for the report: it cannot unpack its data. Any browser from 2023 or later can. Everything shown here also stands in the tables beside this file.",
    "Peramban ini terlalu lama dan tidak dapat membuka data laporan. Peramban keluaran 2023 atau sesudahnya bisa. Semua isi laporan juga ada di tabel-tabel di folder yang sama.",
  ],
  damaged: [
    "The data of this report are damaged; write it again with warta report.",
    "Data laporan ini rusak; tulis ulang dengan warta report.",
  ],

  nDocuments: ["{n} document|{n} documents", "{n} dokumen"],
  nMentions: ["{n} mention|{n} mentions", "{n} penyebutan"],
  nRows: ["{n} row|{n} rows", "{n} baris"],
  nOf: ["{n} of {of} rows", "{n} dari {of} baris"],
  nProblems: ["{n} problem|{n} problems", "{n} masalah"],
  noRows: ["Nothing here fits. Take a filter away or search for less.", "Tidak ada yang cocok. Kurangi saringan atau kata pencarian."],
  emptyTable: ["This table has no rows.", "Tabel ini tidak berisi."],
  noProblems: ["Every document was read and processed.", "Semua dokumen terbaca dan terolah."],
  moreProblems: ["The first {n} of {of} are shown; all are in the table problems.", "Ditampilkan {n} dari {of}; semuanya ada di tabel problems."],

  standfirst: ["{documents} from {from} to {to}", "{documents}, {from} sampai {to}"],
  standfirstUndated: ["{documents}", "{documents}"],
  undated: ["{n} of them without a date.", "{n} di antaranya tanpa tanggal."],
  publishers: ["from {n} publisher|from {n} publishers", "dari {n} penerbit"],
  sampleNote: [
    "This report shows {n} of the {of} documents in the folder: a random sample that is the same every time. All figures and tables here are of the sample, only problems are of the whole run; the table files hold everything.",
    "Laporan ini memuat {n} dari {of} dokumen dalam folder: contoh acak yang selalu sama. Semua angka dan tabel di sini berasal dari contoh itu, hanya masalah berasal dari seluruh proses; berkas tabel memuat semuanya.",
  ],
  textFromSentences: ["Line breaks are guessed: the text was put together from the table of sentences.", "Ganti baris hanya perkiraan: teks disusun dari tabel kalimat."],
  noText: ["The text of this document is not available: the folder has neither its store nor the table of sentences.", "Teks dokumen ini tidak tersedia: folder tidak memuat simpanan maupun tabel kalimat."],
  made: ["Made by warta {warta}, model {model}", "Dibuat oleh warta {warta}, model {model}"],
  offline: ["This page is one file. It loads nothing from the network and sends nothing.", "Halaman ini satu berkas. Tidak memuat dan tidak mengirim apa pun lewat jaringan."],
  howToRead: ["How to check a figure", "Cara memeriksa angka"],
  howToReadText: [
    "Every row leads to the sentence it was read from: choose it, and the reader opens at its words. Point at a marked word, or reach it with the Tab key, to see its value, what found it and how sure that is. Extraction makes errors; read a sample of sentences before you rely on a total.",
    "Setiap baris mengantar ke kalimat asalnya: pilih barisnya, dan teks terbuka di kata-kata itu. Arahkan penunjuk ke kata bertanda, atau capai dengan tombol Tab, untuk melihat nilainya, apa yang menemukannya, dan seberapa pasti. Ekstraksi bisa keliru; bacalah beberapa kalimat sebelum mengandalkan jumlah.",
  ],
  doubtful: ["Names the model is unsure of (below 0.7)", "Nama yang kurang pasti menurut model (di bawah 0,7)"],
  unresolved: ["Dates without a value", "Tanggal tanpa nilai"],
  duplicates: ["Near-duplicates", "Hampir kembar"],
  worthALook: ["Worth a look", "Perlu dilihat"],

  perDay: ["Documents per day", "Dokumen per hari"],
  perMonth: ["Documents per month", "Dokumen per bulan"],
  perYear: ["Documents per year", "Dokumen per tahun"],
  byPublication: ["By day of publication.", "Menurut tanggal terbit."],
  perLabel: ["Mentions by label, and what found them", "Penyebutan menurut label, dan apa yang menemukannya"],
  moneyPerMonth: ["Rupiah named, per month", "Rupiah yang disebut, per bulan"],
  moneyPerYear: ["Rupiah named, per year", "Rupiah yang disebut, per tahun"],
  moneyTimeNote: ["Sum of all rupiah amounts by date of publication; of ranges the lower end; near-duplicates left out. A sum named in five documents counts five times.", "Jumlah semua nilai rupiah menurut tanggal terbit; dari rentang diambil batas bawah; dokumen hampir kembar tidak dihitung. Nilai yang disebut di lima dokumen terhitung lima kali."],
  moneyBody: ["Rupiah in one sentence with an organisation", "Rupiah yang sekalimat dengan organisasi"],
  moneyBodyNote: ["The organisations named with rupiah in most documents; the area of a dot is their sum. To stand in one sentence is no proof of a link: choose a dot to read the sentences.", "Organisasi yang sekalimat dengan rupiah di dokumen terbanyak; luas titik adalah jumlahnya. Sekalimat belum tentu berkaitan: pilih satu titik untuk membaca kalimatnya."],
  top: ["Most mentioned", "Paling sering disebut"],
  byDocuments: ["by number of documents", "menurut jumlah dokumen"],
  together: ["Who appears with whom", "Siapa muncul bersama siapa"],
  togetherNote: ["People and organisations in one sentence, by number of documents.", "Orang dan organisasi dalam satu kalimat, menurut jumlah dokumen."],
  asTable: ["As a table", "Sebagai tabel"],
  allOf: ["All {n}", "Semua {n}"],
  none: ["none", "tidak ada"],
  total: ["total", "jumlah"],
  month: ["Period", "Masa"],

  filter: ["Filter these rows", "Saring baris ini"],
  filterHint: ["words, all of which must occur", "kata-kata yang semuanya harus ada"],
  any: ["any", "semua"],
  empty: ["(empty)", "(kosong)"],
  sortBy: ["Sort by", "Urutkan"],
  ascending: ["ascending", "naik"],
  descending: ["descending", "turun"],
  pages: ["Pages", "Halaman"],
  page: ["Page {n} of {of}", "Halaman {n} dari {of}"],
  rowsShown: ["Rows {from} to {to}", "Baris {from} sampai {to}"],
  previous: ["Previous", "Sebelumnya"],
  next: ["Next", "Berikutnya"],
  download: ["These rows as CSV", "Baris ini sebagai CSV"],
  clear: ["Clear all", "Hapus semua"],
  remove: ["Remove filter: {what}", "Hapus saringan: {what}"],
  atLeast: ["Value at least", "Nilai minimal"],
  scoreBelow: ["Score below", "Skor di bawah"],
  from: ["From", "Dari"],
  to: ["To", "Sampai"],

  c_title: ["Title", "Judul"], c_published: ["Published", "Terbit"], c_publisher: ["Publisher", "Penerbit"],
  c_dateline: ["Dateline", "Tempat berita"], c_sentences: ["Sentences", "Kalimat"], c_tokens: ["Tokens", "Token"],
  c_source: ["Source", "Sumber"], c_duplicate: ["Near-duplicate of", "Hampir kembar dengan"], c_format: ["Format", "Format"],
  c_language: ["Language", "Bahasa"], c_author: ["Author", "Penulis"], c_editor: ["Editor", "Editor"],
  c_name: ["Name", "Nama"], c_acronym: ["Acronym", "Singkatan"], c_kind: ["Kind", "Jenis"], c_parent: ["Part of", "Bagian dari"],
  c_country: ["Country", "Negara"], c_documents: ["Documents", "Dokumen"], c_mentions: ["Mentions", "Penyebutan"],
  c_place: ["Place", "Tempat"], c_operator: ["Run by", "Dikelola oleh"], c_level: ["Level", "Tingkat"], c_code: ["Code", "Kode"],
  c_offices: ["Offices", "Jabatan"], c_person: ["Person", "Orang"], c_position: ["Position", "Jabatan"],
  c_organisation: ["Body", "Lembaga"], c_status: ["Status", "Status"], c_asof: ["As of", "Per tanggal"],
  c_sentence: ["Sentence", "Kalimat"], c_document: ["Document", "Dokumen"], c_value: ["Value", "Nilai"],
  c_upper: ["Upper end", "Batas atas"], c_unit: ["Unit", "Satuan"], c_item: ["Item", "Perihal"],
  c_first: ["First day", "Hari pertama"], c_last: ["Last day", "Hari terakhir"], c_precision: ["Precision", "Ketelitian"],
  c_resolved: ["Rests on", "Berdasar"], c_label: ["Label", "Label"], c_text: ["Words", "Kata"], c_norm: ["Normalised", "Bentuk baku"],
  c_entity: ["Entity", "Entitas"], c_found: ["Found by", "Ditemukan oleh"], c_score: ["Score", "Skor"],
  c_stage: ["Stage", "Tahap"], c_error: ["Error", "Galat"], c_message: ["Message", "Pesan"], c_form: ["Form", "Bentuk"],
  c_timex: ["TIMEX3", "TIMEX3"], c_office: ["Office", "Jabatan"],

  ORG: ["Organisation", "Organisasi"], PER: ["Person", "Orang"], FAC: ["Facility", "Fasilitas"], LOC: ["Place", "Tempat"],
  DATE: ["Date", "Tanggal"], DURATION: ["Duration", "Lama waktu"], TIME: ["Clock time", "Jam"], SET: ["Recurring", "Berulang"],
  MONEY: ["Money", "Uang"], PERCENT: ["Percentage", "Persentase"], COUNT: ["Count", "Jumlah"], MEASURE: ["Measure", "Ukuran"],
  OFFICE: ["Office", "Jabatan"], g_DATE: ["Dates", "Tanggal"], g_MONEY: ["Amounts", "Angka"],
  v_definitive: ["definitive", "definitif"], v_acting: ["acting", "pelaksana tugas"], v_former: ["former", "mantan"],
  v_day: ["day", "hari"], v_month: ["month", "bulan"], v_year: ["year", "tahun"], v_range: ["range", "rentang"], v_duration: ["duration", "lama"],
  v_text: ["the text", "teks"], v_published_at: ["day of publication", "tanggal terbit"],
  v_model: ["model", "model"], v_rule: ["rule", "aturan"], v_lexicon: ["list", "daftar"],
  v_metadata: ["the metadata", "metadata"], v_option: ["the option --published-at", "opsi --published-at"],
  v_country: ["country", "negara"], v_province: ["province", "provinsi"], v_city: ["city or regency", "kota atau kabupaten"],
  v_district: ["district or village", "kecamatan atau desa"], v_region: ["region", "kawasan"], v_address: ["address", "alamat"],

  marksShown: ["Marked", "Ditandai"],
  labelsOn: ["Labels beside the marks", "Label di samping tanda"],
  factsHere: ["Facts of this document", "Fakta dokumen ini"],
  aboutDocument: ["About this document", "Tentang dokumen ini"],
  sentenceN: ["Sentence {n}", "Kalimat {n}"],
  noDate: ["no date", "tanpa tanggal"],
  dateFrom: ["from {where}", "dari {where}"],
  tokensAndSentences: ["{tokens} tokens, {sentences} sentences", "{tokens} token, {sentences} kalimat"],
  alsoAt: ["Also met at", "Juga ditemui di"],
  previousDocument: ["Earlier document", "Dokumen sebelumnya"],
  nextDocument: ["Later document", "Dokumen sesudahnya"],
  trail: ["Row {n} of {of} in {name}", "Baris {n} dari {of} di {name}"],
  backToTable: ["Back to the table", "Kembali ke tabel"],
  openEntity: ["All mentions", "Semua penyebutan"],
  close: ["Close", "Tutup"],
  within: ["Inside", "Di dalam"],
  noScore: ["none: {what} gives no probability", "tidak ada: {what} tidak memberi peluang"],
  notResolved: ["not resolved", "tidak terurai"],
  forms: ["Written as", "Ditulis sebagai"],
  appearsWith: ["Appears with", "Muncul bersama"],
  inOneDocument: ["in the same documents", "dalam dokumen yang sama"],
  units: ["Units", "Unit di bawahnya"],
  overTime: ["Documents over time", "Dokumen dari waktu ke waktu"],
  amountsNear: ["Rupiah in the same sentence", "Rupiah dalam kalimat yang sama"],
  resultsFor: ["Search: {q}", "Pencarian: {q}"],
  entitiesFound: ["Names", "Nama"],
  textFound: ["In the texts", "Di dalam teks"],
  firstShown: ["the first {n} of {of}", "{n} pertama dari {of}"],
  nothingFound: ["Nothing found. All words must occur in a name, a title or one text.", "Tidak ditemukan. Semua kata harus ada dalam satu nama, judul, atau teks."],
  typeToSearch: ["Type at least two letters.", "Ketik paling sedikit dua huruf."],
  sameSentence: ["in one sentence with {what}", "sekalimat dengan {what}"],
};

let language = 0;

function setLanguage(name) {
  language = name === "id" ? 1 : 0;
  document.documentElement.lang = name;
}

function languageName() {
  return language === 1 ? "id" : "en";
}

// The words for a key, with its {places} filled; numbers are written the way of the language.
function t(key, values = {}) {
  let words = WORDS[key][language];
  if (words.includes("|")) words = words.split("|")[values.n === 1 ? 0 : 1];
  return words.replace(/\{(\w+)\}/g, (_, name) =>
    typeof values[name] === "number" ? formatNumber(values[name]) : String(values[name]),
  );
}

// A value of a closed list, in words where there are some.
function said(value) {
  if (value === null || value === undefined) return "";
  const entry = Object.hasOwn(WORDS, `v_${value}`) ? WORDS[`v_${value}`] : Object.hasOwn(WORDS, value) ? WORDS[value] : null;
  if (entry !== null) return entry[language];
  return language === 1 && Object.hasOwn(KINDS, value) ? KINDS[value] : String(value).replaceAll("_", " ");
}
