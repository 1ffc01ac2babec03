import { describe, expect, it } from "vitest";
import { continuedTotal } from "../../src/checks/continued-total.ts";
import type { Grid } from "../../src/model/grid.ts";
import { evidence } from "../../src/pipeline.ts";
import { judge } from "../../src/relations/judge.ts";
import { recalculate } from "../../src/relations/recalculate.ts";
import { drawDocument, drawGrid } from "../support/draw-grid.ts";

const first = drawGrid`
  乡镇 | 参保人数 | 缴费金额
  东岭 | 21350 | 747.25
  南坡 | 18420 | 644.70
`;

const second = (persons: string, amount: string): Grid => drawGrid`
  乡镇 | 参保人数 | 缴费金额
  西湾 | 12034 | 421.19
  合计 | ${persons} | ${amount}
`;

function findings(...blocks: readonly (string | Grid)[]): readonly string[] {
  const seen = evidence([drawDocument(...blocks)]);
  const done = [...continuedTotal.propose!(seen)].map((relation) => recalculate(relation, seen.records));
  return judge(done, seen.records).map(({ severity, at, expected }) => `${severity} ${at.label} ${expected}`);
}

const proposed = (...blocks: readonly (string | Grid)[]): number =>
  [...continuedTotal.propose!(evidence([drawDocument(...blocks)]))].length;

describe("continued-total", () => {
  it("adds the rows of all parts", () => {
    expect(proposed("参保缴费情况表", first, "续表", second("51804", "1813.14"))).toBe(2);
    expect(findings("参保缴费情况表", first, "续表", second("51804", "1813.14"))).toEqual([]);
  });

  it("tells a total that is not their sum, where another column shows what is added", () => {
    expect(findings("参保缴费情况表", first, "续表", second("51840", "1813.14"))).toEqual(["error 合计 × 参保人数 51804"]);
  });

  it("warns where no column adds up but for a slip", () => {
    expect(findings("参保缴费情况表", first, "续表", second("51840", "1999.99"))).toEqual(["warning 合计 × 参保人数 51804"]);
  });

  it("says nothing of a part that is closed, or of another table", () => {
    const closed = drawGrid`
      乡镇 | 参保人数 | 缴费金额
      东岭 | 21350 | 747.25
      合计 | 21350 | 747.25
    `;
    expect(proposed("参保缴费情况表", closed, "续表", second("51804", "1813.14"))).toBe(0);
    expect(proposed("参保缴费情况表", first, "另一张情况表", second("51804", "1813.14"))).toBe(0);
  });
});
