import { grouped as groupedBy } from "../../model/grouped.ts";
import type { Text } from "../../model/text.ts";
import { countStates, shareOf } from "../coverage-json.ts";
import { lossWords } from "../losses.ts";
import { reasonWords, UNTESTED_WORDS } from "../words.ts";
import { CoverageBar, percent } from "./head.tsx";
import { grouped, say, T } from "./say.tsx";
import { GridTitle, gridPlace, statesOf } from "./tables.tsx";
import type { GridView, Mark, View } from "./view.ts";

const MOST_RELATIONS = 60;

type Counted = readonly (readonly [reason: Text, count: number])[];

const reasonsOf = (marks: Iterable<Mark>): Counted => {
  const untested = [...marks].flatMap(({ coverage }) => (coverage?.state === "untested" ? [coverage.reason ?? ""] : []));
  return [...groupedBy(untested, (reason) => reason)].map(([reason, all]) => [reasonWords(reason), all.length]);
};

function Reasons({ of }: { readonly of: Counted }) {
  return (
    <>
      {of.map(([reason, count]) => (
        <div>
          <T of={reason} /> {grouped(count)}
        </div>
      ))}
    </>
  );
}

function CoverageRow({
  name,
  cells,
  reasons,
}: {
  readonly name: preact.ComponentChildren;
  readonly cells: ReturnType<typeof statesOf>;
  readonly reasons: Counted;
}) {
  const share = shareOf(cells);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td class="n">{share === null ? "—" : percent(share)}</td>
      <td class="bars">
        <CoverageBar cells={cells} />
      </td>
      <td class="n">{grouped(cells.verified)}</td>
      <td class="n">{grouped(cells.disputed)}</td>
      <td class="n">{grouped(cells.untested)}</td>
      <td>
        <Reasons of={reasons} />
      </td>
    </tr>
  );
}

function GridName({ of }: { readonly of: GridView }) {
  return (
    <>
      <a href={`#${of.id}`}>
        <GridTitle of={of} />
      </a>
      <span class="file">
        {" "}
        {of.grid.document} <T of={gridPlace(of)} />
      </span>
    </>
  );
}

function CoverageTable({ view }: { readonly view: View }) {
  const told = [...view.told.values()].flat();
  const counted = view.grids.filter((grid) => shareOf(statesOf(grid)) !== null);
  if (counted.length === 0 && told.length === 0) return null;
  return (
    <div class="scroll">
      <table class="list coverage-list">
        <thead>
          <tr>
            <th scope="col">
              <T of={say("表格", "Table")} />
            </th>
            <th scope="col" colSpan={2}>
              <T of={say("覆盖率", "Covered")} />
            </th>
            <th scope="col" class="n">
              ✓ <T of={say("已核对", "verified")} />
            </th>
            <th scope="col" class="n">
              ≠ <T of={say("涉及不符", "disputed")} />
            </th>
            <th scope="col" class="n">
              ○ <T of={say("未核对", "untested")} />
            </th>
            <th scope="col">
              <T of={say("未核对的原因", "Why not")} />
            </th>
          </tr>
        </thead>
        <tbody>
          {counted.map((grid) => (
            <CoverageRow name={<GridName of={grid} />} cells={statesOf(grid)} reasons={reasonsOf(grid.marks.values())} />
          ))}
          {told.length === 0 ? null : (
            <CoverageRow
              name={<T of={say("正文中的数字", "Figures in the text")} />}
              cells={countStates(told.flatMap(({ coverage }) => coverage?.state ?? []))}
              reasons={reasonsOf(told)}
            />
          )}
        </tbody>
      </table>
    </div>
  );
}

function UntestedRelations({ view }: { readonly view: View }) {
  const untested = view.examination.recalculations.flatMap(({ relation, verdict }) =>
    verdict.is === "untested" ? [{ relation, because: verdict.because }] : [],
  );
  if (untested.length === 0) return null;
  const left = untested.length - MOST_RELATIONS;
  return (
    <>
      <h3>
        <T
          of={say(
            `未能计算的勾稽关系（${grouped(untested.length)}）`,
            `Relations that could not be computed (${grouped(untested.length)})`,
          )}
        />
      </h3>
      <ul class="plain">
        {untested.slice(0, MOST_RELATIONS).map(({ relation, because }) => (
          <li>
            {view.records.get(relation.total)?.at.label ?? relation.formula} <span class="formula">{relation.formula}</span> —{" "}
            <T of={UNTESTED_WORDS[because]} />
          </li>
        ))}
        {left <= 0 ? null : (
          <li>
            <T of={say(`另有 ${grouped(left)} 项见 coverage.json。`, `${grouped(left)} more are in coverage.json.`)} />
          </li>
        )}
      </ul>
    </>
  );
}

function Losses({ view }: { readonly view: View }) {
  const { documents } = view.examination;
  const losing = documents.filter(({ losses }) => losses.length > 0);
  const strange = view.grids.filter(({ tables }) => tables.length === 0);
  if (losing.length === 0 && strange.length === 0) return null;
  return (
    <>
      <h3>
        <T of={say("未能理解的内容", "Content that was not understood")} />
      </h3>
      <ul class="plain">
        {losing.flatMap(({ path, losses }) =>
          losses.map(({ what, count }) => {
            const { name, weakens } = lossWords(what);
            const [zh, en] = weakens ? [`；${weakens["zh-CN"]}`, `; ${weakens.en}`] : ["", ""];
            return (
              <li>
                <span class="file">{path}</span>{" "}
                <T of={say(`${name["zh-CN"]}：${grouped(count)} 处${zh}`, `${name.en}: ${grouped(count)}${en}`)} />
              </li>
            );
          }),
        )}
        {strange.map((grid) => (
          <li>
            <GridName of={grid} /> — <T of={say("未识别为数据表", "not recognised as a table of figures")} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** What was checked table by table, and everything that was not, with the reason. */
export function Unchecked({ view }: { readonly view: View }) {
  const { documents } = view.examination;
  const refused = documents.filter(({ blocks }) => blocks.length === 0);
  return (
    <section id="unchecked" aria-labelledby="unchecked-t">
      <h2 id="unchecked-t">
        <T of={say("核对了什么，没有核对什么", "What was checked, and what was not")} />
      </h2>
      {refused.length === 0 ? null : (
        <>
          <h3>
            <T of={say(`没有读到内容的文件（${refused.length}）`, `Files that gave nothing to read (${refused.length})`)} />
          </h3>
          <ul class="plain">
            {refused.map(({ path, findings }) => (
              <li>
                {findings[0]?.message.en.includes(path) ? null : <span class="file">{path} </span>}
                {findings[0] ? <T of={findings[0].message} /> : null}
              </li>
            ))}
          </ul>
        </>
      )}
      <CoverageTable view={view} />
      <UntestedRelations view={view} />
      <Losses view={view} />
    </section>
  );
}
