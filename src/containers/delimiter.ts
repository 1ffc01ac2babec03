export type Delimiter = "," | ";" | "\t" | "|";

const DELIMITERS: readonly Delimiter[] = [",", "\t", ";", "|"];
/** How much of a text is looked at. */
const HEAD = 65_536;
/** Share of records that must have the same number of fields before running text is taken for a CSV. */
const CONSISTENT = 0.9;
/** Less is asked where the name does not say it is text: programs export titles and notes around their rows. */
const MOSTLY = 0.6;

interface Counted {
  readonly delimiter: Delimiter;
  /** Records that are not blank, those of them with a delimiter, and those with the commonest number of them. */
  readonly records: number;
  readonly delimited: number;
  readonly alike: number;
  readonly fields: number;
  /** Records whose first field is empty. */
  readonly leading: number;
  /** Quotes that close where no field ends: a sign that fields end at another character. */
  readonly odd: number;
}

/** The character between fields, judged by how alike it makes the records; a comma where nothing says otherwise. */
export function delimiterOf(text: string): Delimiter {
  const named = /^\ufeff?sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (named !== undefined) return DELIMITERS.find((delimiter) => delimiter === named) ?? ",";
  return best(text).delimiter;
}

/** Whether text is a CSV (else it is running text or the dump of a Word document). `extension` breaks ties. */
export function isDelimited(text: string, extension: string): boolean {
  if (/^\ufeff?sep=[,;\t|]\r?\n/i.test(text)) return true;
  const { delimiter, records, delimited, alike, leading } = best(text);
  // A dump with one cell a line: every line is a TAB and a cell.
  if (delimiter === "\t" && leading * 2 > delimited && leading * 2 > records) return false;
  if (extension === "csv" || extension === "tsv") return delimited > 0 || !text.includes("。");
  const isNamedText = extension === "txt" || extension === "md";
  // A dump has its captions between rows of TABs; what a spreadsheet saves as text has as many TABs in every line.
  const share = isNamedText ? (delimiter === "\t" ? 1 : CONSISTENT) : MOSTLY;
  return records > 1 && alike >= records * share;
}

function best(text: string): Counted {
  const head = text.slice(0, HEAD);
  let found: Counted | undefined;
  for (const delimiter of DELIMITERS) {
    const counted = countOf(head, delimiter);
    const gain = found ? counted.alike - counted.odd - (found.alike - found.odd) : 1;
    if (!found || gain > 0 || (gain === 0 && counted.fields > found.fields)) found = counted;
  }
  return found!;
}

/** Fields of each record, quotes heeded: a delimiter or line end inside quotes counts for nothing. */
function countOf(text: string, delimiter: Delimiter): Counted {
  const tally = new Map<number, number>();
  let records = 0;
  let delimited = 0;
  let leading = 0;
  let count = 0;
  let start = 0;
  let field = 0;
  let quoted = false;
  let odd = 0;
  const end = (at: number): void => {
    if (text.slice(start, at).trim() !== "") {
      records += 1;
      if (count > 0) {
        delimited += 1;
        tally.set(count, (tally.get(count) ?? 0) + 1);
        if (text[start] === delimiter) leading += 1;
      }
    }
    count = 0;
    start = at + 1;
    field = at + 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (quoted) {
      if (mark !== '"') continue;
      const next = text[at + 1] ?? "\n";
      if (next === '"') at += 1;
      else {
        quoted = false;
        if (next !== delimiter && next !== "\n" && next !== "\r") odd += 1;
      }
    } else if (mark === '"' && at === field) quoted = true;
    else if (mark === delimiter) {
      count += 1;
      field = at + 1;
    } else if (mark === "\n" || mark === "\r") end(at);
  }
  // The last record of the head may be cut; it counts only where the text ends with it.
  if (text.length < HEAD) end(text.length);
  const [fields, alike] = [...tally].reduce((most, entry) => (entry[1] > most[1] ? entry : most), [0, 0]);
  return { delimiter, records, delimited, alike, fields, leading, odd };
}
