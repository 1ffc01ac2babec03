import type { JSX } from "preact";
import { type Cell, type Grid, placeOf } from "../../model/grid.ts";
import { hoverText, type Marking, markClasses, References, Suggestions } from "./mark.tsx";
import { MarkedText } from "./marked-text.tsx";
import { grouped, say, T } from "./say.tsx";
import { extentOf, type Stretch, shownColumns, stretchesOf } from "./shown-rows.ts";
import { type GridView, type Mark, type Told, textKey } from "./view.ts";

/** A cell of more words than this is not squeezed into a column of single characters. */
const LONG_TEXT = 20;

interface Extent {
  row: number;
  column: number;
}

/** How far each merged region reaches, by its top left cell. */
function regionsOf(grid: Grid): ReadonlyMap<string, Extent> {
  const regions = new Map<string, Extent>();
  for (const [row, line] of grid.rows.entries())
    for (const [column, { anchor }] of line.entries()) {
      if (!anchor) continue;
      const key = `${anchor[0]},${anchor[1]}`;
      const extent = regions.get(key);
      if (!extent) regions.set(key, { row, column });
      else {
        extent.row = Math.max(extent.row, row);
        extent.column = Math.max(extent.column, column);
      }
    }
  return regions;
}

interface Roles {
  readonly headings: ReadonlySet<number>;
  /** By `row,column`: cells that name a line. */
  readonly labels: ReadonlySet<string>;
}

function rolesOf({ tables }: GridView): Roles {
  const headings = new Set(tables.flatMap(({ headerRows }) => headerRows));
  const labels = new Set(
    tables.flatMap((table) =>
      table.columns.filter(({ role }) => role === "label").flatMap(({ index }) => table.rows.map((row) => `${row.index},${index}`)),
    ),
  );
  return { headings, labels };
}

interface CellProps {
  readonly cell: Cell;
  readonly id: string | undefined;
  readonly mark: Mark | undefined;
  readonly told: readonly Told[];
  readonly heading: boolean;
  readonly label: boolean;
  readonly rowSpan: number;
  readonly colSpan: number;
  readonly whole: boolean;
}

function GridCell({ cell, id, mark, told, heading, label, rowSpan, colSpan, whole }: CellProps, marking: Marking): JSX.Element {
  const classes = [
    ...(mark ? markClasses(mark, marking) : []),
    ...(cell.hidden ? ["hid"] : []),
    ...(whole ? ["whole"] : []),
    ...(colSpan === 1 && cell.text.length > LONG_TEXT ? ["t"] : []),
  ];
  const common = {
    ...(id === undefined ? {} : { id }),
    ...(classes.length === 0 ? {} : { class: classes.join(" ") }),
    ...(rowSpan > 1 ? { rowSpan } : {}),
    ...(colSpan > 1 ? { colSpan } : {}),
    title: mark && hoverText(mark, marking.view),
  };
  const content = (
    <>
      {mark ? <References of={mark} marking={marking} /> : null}
      {told.length === 0 ? cell.text : <MarkedText text={cell.text} told={told} marking={marking} />}
      {mark ? <Suggestions of={mark} marking={marking} /> : null}
    </>
  );
  if (heading && !whole)
    return (
      <th scope={colSpan > 1 ? "colgroup" : "col"} {...common}>
        {content}
      </th>
    );
  if (label && cell.text.trim() !== "" && mark?.record === undefined)
    return (
      <th scope={rowSpan > 1 ? "rowgroup" : "row"} {...common}>
        {content}
      </th>
    );
  return <td {...common}>{content}</td>;
}

function LeftOut({ stretch, columns, files }: { readonly stretch: Stretch; readonly columns: number; readonly files: readonly string[] }) {
  const count = stretch.to - stretch.from + 1;
  return (
    <tr class="left-out">
      <td colSpan={columns}>
        {stretch.blank ? (
          <T of={say(`${grouped(count)} 个空行`, `${grouped(count)} blank rows`)} />
        ) : (
          <>
            <T
              of={say(
                `⋮ 第 ${grouped(stretch.from + 1)}–${grouped(stretch.to + 1)} 行（${grouped(count)} 行）未在此显示，其中没有在此标出的问题；全部数据见`,
                `⋮ rows ${grouped(stretch.from + 1)}–${grouped(stretch.to + 1)} (${grouped(count)}) are not shown here; no finding is marked in them. All data:`,
              )}
            />{" "}
            {files.map((file, index) => (
              <>
                {index > 0 ? ", " : ""}
                <a href={file}>{file}</a>
              </>
            ))}
          </>
        )}
      </td>
    </tr>
  );
}

interface GridTableProps {
  readonly of: GridView;
  readonly marking: Marking;
  /** Keep to the rows in which something is judged. */
  readonly sparing: boolean;
  readonly labelledBy: string;
}

/** The grid as submitted: real merged cells, headings as headings, every judged figure marked and an anchor of its own. */
export function GridTable({ of, marking, sparing, labelledBy }: GridTableProps) {
  const { grid, id, marks, tables } = of;
  const { told } = marking.view;
  const { columns: all } = extentOf(grid);
  const columns = shownColumns(all);
  const regions = regionsOf(grid);
  const { headings, labels } = rolesOf(of);
  const stretches = stretchesOf(of, sparing);
  const files = tables.length > 0 ? tables.map((table) => `tables/${table.id}.csv`) : ["records.csv"];

  const line = (row: number, { from, to }: Stretch): JSX.Element => (
    <tr>
      {(grid.rows[row] ?? []).slice(0, columns).map((cell, column) => {
        // A merged region is drawn where its first shown row begins, no further than the stretch goes on.
        const [top, left] = cell.anchor ?? [row, column];
        if (left !== column || (top !== row && (row !== from || top >= from))) return null;
        const extent = regions.get(`${top},${left}`);
        const key = `${top},${left}`;
        const mark = marks.get(key);
        const colSpan = Math.min(extent?.column ?? column, columns - 1) - column + 1;
        return GridCell(
          {
            cell: grid.rows[top]?.[left] ?? cell,
            id: top === row && mark ? `${id}r${top + 1}c${left + 1}` : undefined,
            mark,
            told: told.size === 0 ? [] : (told.get(textKey(placeOf(grid, top, left))) ?? []),
            heading: headings.has(row),
            label: labels.has(key),
            rowSpan: Math.min(extent?.row ?? row, to) - row + 1,
            colSpan,
            whole: colSpan === columns && columns > 2,
          },
          marking,
        );
      })}
    </tr>
  );

  const [first] = stretches;
  const lastHeading = Math.max(-1, ...[...headings].filter((row) => row < 8));
  const head = first?.shown && first.from === 0 && first.to > lastHeading && unbroken(headings, lastHeading) ? lastHeading : -1;
  const body = stretches.map((stretch) => (stretch === first ? { ...stretch, from: head + 1 } : stretch));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must be able to scroll it
    <section class="scroll" tabIndex={0} aria-labelledby={labelledBy}>
      <table class="grid" lang="zh-CN">
        {head < 0 ? null : (
          <thead>{Array.from({ length: head + 1 }, (_, row) => line(row, { from: 0, to: head, shown: true, blank: false }))}</thead>
        )}
        <tbody>
          {body.map((stretch) =>
            stretch.shown ? (
              Array.from({ length: stretch.to - stretch.from + 1 }, (_, index) => line(stretch.from + index, stretch))
            ) : (
              <LeftOut stretch={stretch} columns={columns} files={files} />
            ),
          )}
        </tbody>
      </table>
      {columns < all ? (
        <p class="left-out">
          <T
            of={say(
              `另有 ${all - columns} 列未在此显示，全部数据见 ${files.join("、")}。`,
              `${all - columns} more columns are not shown here; all data are in ${files.join(", ")}.`,
            )}
          />
        </p>
      ) : null}
    </section>
  );
}

/** Headings in the middle of the sheet begin another table: only those at the top may repeat on every printed page. */
const unbroken = (headings: ReadonlySet<number>, last: number): boolean => [...headings].every((row) => row <= last);
