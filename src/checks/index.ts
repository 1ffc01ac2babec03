// Made by scripts/catalogue.mjs from the files beside it. Do not edit.
import type { Check } from "../model/check.ts";
import { average } from "./average.ts";
import { balance } from "./balance.ts";
import { bothSides } from "./both-sides.ts";
import { carryForward } from "./carry-forward.ts";
import { change } from "./change.ts";
import { continuedTotal } from "./continued-total.ts";
import { crossFooting } from "./cross-footing.ts";
import { duplicateRow } from "./duplicate-row.ts";
import { footing } from "./footing.ts";
import { formBudget } from "./form-budget.ts";
import { formulaInconsistent } from "./formula-inconsistent.ts";
import { formulaOverwritten } from "./formula-overwritten.ts";
import { formulaRange } from "./formula-range.ts";
import { formulaStale } from "./formula-stale.ts";
import { hiddenPrecision } from "./hidden-precision.ts";
import { inferred } from "./inferred.ts";
import { levels } from "./levels.ts";
import { overHundred } from "./over-hundred.ts";
import { precision } from "./precision.ts";
import { priced } from "./priced.ts";
import { priorFigures } from "./prior-figures.ts";
import { priorYear } from "./prior-year.ts";
import { proseBalance } from "./prose-balance.ts";
import { proseChange } from "./prose-change.ts";
import { proseColumn } from "./prose-column.ts";
import { proseDirection } from "./prose-direction.ts";
import { prosePart } from "./prose-part.ts";
import { proseProduct } from "./prose-product.ts";
import { proseRate } from "./prose-rate.ts";
import { proseSum } from "./prose-sum.ts";
import { proseTie } from "./prose-tie.ts";
import { proseUnit } from "./prose-unit.ts";
import { rate } from "./rate.ts";
import { remainder } from "./remainder.ts";
import { runningBalance } from "./running-balance.ts";
import { scoreBox } from "./score-box.ts";
import { scoreCap } from "./score-cap.ts";
import { scoreConsistency } from "./score-consistency.ts";
import { scoreExecution } from "./score-execution.ts";
import { scoreGrade } from "./score-grade.ts";
import { scoreGroup } from "./score-group.ts";
import { scoreNarrative } from "./score-narrative.ts";
import { scoreResult } from "./score-result.ts";
import { scoreStep } from "./score-step.ts";
import { scoreTotal } from "./score-total.ts";
import { sisterGroups } from "./sister-groups.ts";
import { standardRate } from "./standard-rate.ts";
import { target } from "./target.ts";
import { textNumber } from "./text-number.ts";
import { tieTables } from "./tie-tables.ts";
import { unitSlip } from "./unit-slip.ts";
import { wrongPlace } from "./wrong-place.ts";

/** Every check, in the order of its name. */
export const checks: readonly Check[] = [
  average,
  balance,
  bothSides,
  carryForward,
  change,
  continuedTotal,
  crossFooting,
  duplicateRow,
  footing,
  formBudget,
  formulaInconsistent,
  formulaOverwritten,
  formulaRange,
  formulaStale,
  hiddenPrecision,
  inferred,
  levels,
  overHundred,
  precision,
  priced,
  priorFigures,
  priorYear,
  proseBalance,
  proseChange,
  proseColumn,
  proseDirection,
  prosePart,
  proseProduct,
  proseRate,
  proseSum,
  proseTie,
  proseUnit,
  rate,
  remainder,
  runningBalance,
  scoreBox,
  scoreCap,
  scoreConsistency,
  scoreExecution,
  scoreGrade,
  scoreGroup,
  scoreNarrative,
  scoreResult,
  scoreStep,
  scoreTotal,
  sisterGroups,
  standardRate,
  target,
  textNumber,
  tieTables,
  unitSlip,
  wrongPlace,
];
