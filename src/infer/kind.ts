/** What a formula makes of its parts. */
export type InferredKind = "sum" | "average" | "ratio" | "growth" | "product";
