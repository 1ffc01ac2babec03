// Made by scripts/catalogue.mjs from the files beside it. Do not edit.
import type { Check } from "../model/check.ts";
import { average } from "./average.ts";
import { balance } from "./balance.ts";
import { change } from "./change.ts";
import { crossFooting } from "./cross-footing.ts";
import { footing } from "./footing.ts";
import { formBudget } from "./form-budget.ts";
import { levels } from "./levels.ts";
import { precision } from "./precision.ts";
import { rate } from "./rate.ts";
import { scoreCap } from "./score-cap.ts";
import { scoreConsistency } from "./score-consistency.ts";
import { scoreExecution } from "./score-execution.ts";
import { scoreGroup } from "./score-group.ts";
import { scoreTotal } from "./score-total.ts";
import { standardRate } from "./standard-rate.ts";
import { target } from "./target.ts";
import { tieTables } from "./tie-tables.ts";

/** Every check, in the order of its name. */
export const checks: readonly Check[] = [
  average,
  balance,
  change,
  crossFooting,
  footing,
  formBudget,
  levels,
  precision,
  rate,
  scoreCap,
  scoreConsistency,
  scoreExecution,
  scoreGroup,
  scoreTotal,
  standardRate,
  target,
  tieTables,
];
