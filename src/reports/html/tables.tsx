import { countStates } from "../coverage-json.ts";
import { reasonWords } from "../words.ts";
import { GridTable } from "./grid.tsx";
import { isJudged, type Marking } from "./mark.tsx";
import { say, T } from "./say.tsx";
import { extentOf, shownColumns } from "./shown-rows.ts";
import type { GridView } from "./view.ts";

/** Cells written out before the page keeps to the rows in which something is judged. */
const MOST_CELLS = 60_000;
/** Where a table is wider than this, the tables are printed on pages turned on their side. */
const WIDE = 9;

/** Most notes are rows of the grid itself: only those that stand outside it are said again. */
function notesOutside({ grid, tables }: GridView): readonly string[] {
  const notes = [...new Set(tables.flatMap((table) => table.notes))];
  if (notes.length === 0) return [];
  const squeezed = (text: string): string => text.replace(/\s+/g, "");
  const inside = squeezed(grid.rows.map((row) => row.map(({ text }) => text).join("")).join(""));
  return notes.filter((note) => !inside.includes(squeezed(note)));
}

/** A table of up to this many rows is not torn apart in print. */
const SHORT = 24;

const isWide = ({ grid }: GridView): boolean => shownColumns(extentOf(grid).columns) > WIDE;

/** Where a grid stands in its file, in words. */
export function gridPlace({ grid }: GridView) {
  const { origin } = grid;
  switch (origin.in) {
    case "sheet":
      return origin.hidden
        ? say(`工作表“${origin.sheet}”（隐藏）`, `sheet ${origin.sheet} (hidden)`)
        : say(`工作表“${origin.sheet}”`, `sheet ${origin.sheet}`);
    case "csv":
      return say("全文", "the whole file");
    default:
      return say(`第 ${origin.table} 个表`, `table ${origin.table}`);
  }
}

/** What a grid is called: its number on the page, and its tables' titles or else its place. */
export function GridTitle({ of }: { readonly of: GridView }) {
  const titles = [...new Set(of.tables.map(({ title }) => title).filter((title) => title !== ""))];
  return (
    <>
      <span class="no">{of.id.slice(1)}</span> <T of={titles.length > 0 ? say(titles.join("；"), titles.join("; ")) : gridPlace(of)} />
    </>
  );
}

/** Figures of a grid by what was checked of them. */
export const statesOf = ({ marks }: GridView) => countStates([...marks.values()].flatMap(({ coverage }) => coverage?.state ?? []));

function Counts({ of }: { readonly of: GridView }) {
  const { verified, disputed, untested } = statesOf(of);
  const judged = [...of.marks.values()].filter((mark) => mark.coverage?.state === "disputed" && isJudged(mark)).length;
  if (verified + disputed + untested === 0)
    return (
      <span class="count">
        {of.tables.length === 0 ? (
          <T of={say("未识别为数据表，未核对", "not recognised as a table of figures, not checked")} />
        ) : (
          <T of={say("没有数字", "no figures")} />
        )}
      </span>
    );
  return (
    <>
      <span class={verified === 0 ? "count" : "count v"}>
        ✓ {verified} <T of={say("已核对", "verified")} />
      </span>
      <span class={disputed === 0 ? "count" : "count d"}>
        ≠ {disputed} <T of={say("涉及不符", "disputed")} />
        {disputed === 0 ? null : <T of={say(`（被判定 ${judged}）`, ` (${judged} judged)`)} />}
      </span>
      <span class={untested === 0 ? "count" : "count u"}>
        ○ {untested} <T of={say("未核对", "untested")} />
      </span>
    </>
  );
}

function GridFigure({ of, marking, sparing }: { readonly of: GridView; readonly marking: Marking; readonly sparing: boolean }) {
  const units = [...new Set(of.tables.flatMap(({ unit }) => unit?.symbol ?? []))];
  const periods = [...new Set(of.tables.flatMap(({ period }) => period ?? []))];
  const notes = notesOutside(of);
  const moved = of.tables.reduce((sum, table) => sum + table.moved.size, 0);
  return (
    <figure id={of.id} class={["sheet", ...(isWide(of) ? ["wide"] : []), ...(extentOf(of.grid).rows <= SHORT ? ["short"] : [])].join(" ")}>
      <figcaption>
        <h4 id={`${of.id}-t`}>
          <GridTitle of={of} />
        </h4>
        <p>
          <T of={gridPlace(of)} />
          {units.length === 0 ? null : (
            <>
              {" · "}
              <T of={say("单位：", "unit: ")} />
              {units.join("、")}
            </>
          )}
          {periods.length === 0 ? null : ` · ${periods.join("、")}`}
          {" · "}
          <Counts of={of} />
          {of.tables.length === 0 ? null : (
            <span class="downloads">
              {of.tables.map(({ id }) => (
                <>
                  {" "}
                  <a href={`tables/${id}.csv`}>{id}.csv</a>
                </>
              ))}
            </span>
          )}
        </p>
      </figcaption>
      <GridTable of={of} marking={marking} sparing={sparing} labelledBy={`${of.id}-t`} />
      {moved === 0 ? null : (
        <p class="note">
          <T
            of={say(
              `有 ${moved} 个单元格所在行错位，已按其应属的列读取。`,
              `${moved} cells stand in a row that has slipped; they are read in the column they belong to.`,
            )}
          />
        </p>
      )}
      {notes.map((note) => (
        <p class="note">{note}</p>
      ))}
    </figure>
  );
}

/** What the marks mean; with the letters of the reasons why figures were not checked. */
function Legend({ letters }: Pick<Marking, "letters">) {
  return (
    <dl class="legend">
      <div>
        <dt>
          <span class="n v">1.00</span>
        </dt>
        <dd>
          <T of={say("已核对：所在关系全部成立", "verified: every relation it is in holds")} />
        </dd>
      </div>
      <div>
        <dt>
          <span class="n p">1.00</span>
        </dt>
        <dd>
          <T of={say("涉及不符：只是不成立关系中的一项，本身未必有误", "disputed: one term of a relation that fails, not itself judged")} />
        </dd>
      </div>
      <div>
        <dt>
          <span class="n d at error">
            1.00<span class="badge">E1</span>
          </span>
        </dt>
        <dd>
          <T of={say("被判定的数，索引号指向上文问题", "the figure judged, with the reference of its cause")} />
        </dd>
      </div>
      <div>
        <dt>
          <span class="n suspected">
            1.00<span class="suggested">◆ 1.01？</span>
          </span>
        </dt>
        <dd>
          <T of={say("最可能有误的数及建议核实值", "likeliest wrong figure, with the value to verify")} />
        </dd>
      </div>
      {[...letters].map(([reason, letter]) => (
        <div>
          <dt>
            <span class={`n u r${letter}`}>1.00</span>
          </dt>
          <dd>
            <T of={say("未核对：", "not checked: ")} />
            <T of={reasonWords(reason)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Every grid of the submission as submitted, by document, the judged cells marked. */
export function Tables({ marking }: { readonly marking: Marking }) {
  const { view, letters } = marking;
  if (view.grids.length === 0) return null;
  let cells = 0;
  return (
    <section id="tables" class={view.grids.some(isWide) ? "turned" : undefined} aria-labelledby="tables-t">
      <h2 id="tables-t">
        <T of={say("报送的表格", "The tables as submitted")} />
      </h2>
      <Legend letters={letters} />
      {view.examination.documents.map(({ path }) => {
        const grids = view.grids.filter(({ grid }) => grid.document === path);
        if (grids.length === 0) return null;
        return (
          <section class="document">
            <h3 class="file">{path}</h3>
            {grids.map((of) => {
              const { rows, columns } = extentOf(of.grid);
              cells += Math.min(rows, 240) * shownColumns(columns);
              return <GridFigure of={of} marking={marking} sparing={cells > MOST_CELLS} />;
            })}
          </section>
        );
      })}
    </section>
  );
}
