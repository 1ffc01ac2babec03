import { Decimal } from "../../model/decimal.ts";
import type { CellState, Summary } from "../../model/examination.ts";
import type { Text } from "../../model/text.ts";
import { shareOf } from "../coverage-json.ts";
import { grouped, say, T } from "./say.tsx";
import type { View } from "./view.ts";

/** A share such as `0.9643` as per cent with one decimal, cut and never rounded up: 99.99 % checked is not all. */
export const percent = (share: string): string => `${new Decimal(share).times(100).toDecimalPlaces(1, Decimal.ROUND_DOWN).toFixed(1)}%`;

/** Figures by state as one bar; the shapes differ as well as the colours. */
export function CoverageBar({ cells }: { readonly cells: { readonly [state in CellState]: number } }) {
  const all = cells.verified + cells.disputed + cells.untested;
  if (all === 0) return null;
  // Hundredths of a per cent: fine enough for the eye, and whole numbers print the same everywhere.
  const width = (count: number): number => Math.round((count * 10_000) / all);
  const verified = width(cells.verified);
  const disputed = width(cells.disputed);
  return (
    <svg class="bar" viewBox="0 0 10000 100" preserveAspectRatio="none" aria-hidden="true">
      <rect class="u" width="10000" height="100" />
      <rect class="v" width={verified} height="100" />
      <rect class="d" x={verified} width={disputed} height="100" />
    </svg>
  );
}

/** What a summary comes to: nothing was checked, errors, matters to look at, or neither. */
export type Standing = "nothing" | "error" | "warning" | "clean";

export const standingOf = ({ figures, relations, causes }: Summary): Standing => {
  if (causes.error > 0 && figures > 0) return "error";
  if (figures === 0 || relations.agreed + relations.rounded + relations.differing === 0) return "nothing";
  return causes.warning > 0 ? "warning" : "clean";
};

const counted = (count: number, one: string, many: string): string => `${grouped(count)} ${count === 1 ? one : many}`;

function conclusion({ causes, figures, relations, cells }: Summary): Text {
  const { error, warning } = causes;
  switch (standingOf({ causes, figures, relations, cells } as Summary)) {
    case "nothing":
      return figures === 0
        ? say(
            "没有核对任何数字：未读到数字，不能据此认为材料没有问题。",
            "Nothing was checked: no figures were read. This is not a clean result.",
          )
        : say(
            "没有核对任何数字：读到了数字，但没有一项关系可以重算，不能据此认为材料没有问题。",
            "Nothing was checked: figures were read, but no relation could be computed. This is not a clean result.",
          );
    case "error":
      return warning === 0
        ? say(`发现 ${error} 项错误。`, `${counted(error, "error", "errors")} found.`)
        : say(
            `发现 ${error} 项错误，另有 ${warning} 项需要核实。`,
            `${counted(error, "error", "errors")} found, and ${counted(warning, "matter", "matters")} to look at.`,
          );
    case "warning":
      return say(`没有发现错误，有 ${warning} 项需要核实。`, `No errors found; ${counted(warning, "matter", "matters")} to look at.`);
    case "clean":
      return cells.untested === 0
        ? say("全部数字均已核对，未发现不一致。", "Every figure was checked and nothing disagrees.")
        : say(
            `已核对的数字未发现不一致；另有 ${grouped(cells.untested)} 个数字未能核对。`,
            `Nothing that was checked disagrees; ${counted(cells.untested, "figure was", "figures were")} not checked.`,
          );
  }
}

function Fact({
  name,
  value,
  parts,
  bad,
}: {
  readonly name: Text;
  readonly value: number;
  readonly parts: readonly (readonly [Text, number])[];
  readonly bad?: boolean;
}) {
  return (
    <div class={bad ? "fact bad" : "fact"}>
      <dt>
        <T of={name} />
      </dt>
      <dd>
        <b>{grouped(value)}</b>
        {parts.map(([label, count]) => (
          <span class="part">
            <T of={label} /> {grouped(count)}
          </span>
        ))}
      </dd>
    </div>
  );
}

/** What arrived, what was checked, and the one sentence that sums it up. */
export function Head({ view }: { readonly view: View }) {
  const { summary, submission } = view.examination;
  const { documents, relations, cells, figures, tables } = summary;
  const standing = standingOf(summary);
  const share = shareOf(cells);
  return (
    <section id="conclusion" aria-labelledby="title">
      <p class="kind">
        <T of={say("勾稽核对工作底稿", "Cross-footing work paper")} />
      </p>
      <h1 id="title">{submission}</h1>
      <p class={`verdict ${standing}`}>
        <span aria-hidden="true" class="shape">
          {{ nothing: "!", error: "■", warning: "▲", clean: "✓" }[standing]}
        </span>
        <span>
          <T of={conclusion(summary)} />
          {documents.refused === 0 ? null : (
            <b class="refused">
              {" "}
              <T
                of={say(
                  `有 ${documents.refused} 个文件未能读取，其中的数字不在核对之列。`,
                  `${counted(documents.refused, "file", "files")} could not be read; the figures in ${documents.refused === 1 ? "it were" : "them were"} not checked.`,
                )}
              />
            </b>
          )}
        </span>
      </p>
      <dl class="facts">
        <Fact
          name={say("送达文件", "Files arrived")}
          value={documents.arrived}
          parts={[
            [say("读取", "read"), documents.read],
            [say("未能读取", "refused"), documents.refused],
          ]}
          bad={documents.refused > 0}
        />
        <Fact name={say("表格", "Tables")} value={tables} parts={[]} />
        <Fact name={say("数字", "Figures")} value={figures} parts={[]} bad={figures === 0} />
        <Fact
          name={say("勾稽关系", "Relations")}
          value={relations.proposed}
          parts={[
            [say("一致", "agreed"), relations.agreed],
            [say("尾差", "rounded"), relations.rounded],
            [say("不一致", "differing"), relations.differing],
            [say("未能计算", "untested"), relations.untested],
          ]}
        />
        <div class="fact coverage">
          <dt>
            <T of={say("数字覆盖率", "Figures covered")} />
          </dt>
          <dd>
            <b>{share === null ? "—" : percent(share)}</b>
            <CoverageBar cells={cells} />
            <span class="part v">
              ✓ <T of={say("已核对", "verified")} /> {grouped(cells.verified)}
            </span>
            <span class="part d">
              ≠ <T of={say("涉及不符", "disputed")} /> {grouped(cells.disputed)}
            </span>
            <span class="part u">
              ○ <T of={say("未核对", "untested")} /> {grouped(cells.untested)}
            </span>
          </dd>
        </div>
      </dl>
      <table class="sign-off">
        <tbody>
          <tr>
            <th scope="row">
              <T of={say("编制", "Prepared by")} />
            </th>
            <td />
            <th scope="row">
              <T of={say("日期", "Date")} />
            </th>
            <td />
            <th scope="row">
              <T of={say("复核", "Reviewed by")} />
            </th>
            <td />
            <th scope="row">
              <T of={say("日期", "Date")} />
            </th>
            <td />
          </tr>
        </tbody>
      </table>
    </section>
  );
}
