import fc from "fast-check";

/**
 * Properties are tried on the same cases in every run, so that a change, not luck, decides whether the tests pass.
 * `npm run properties` tries them on new ones.
 */
if (process.env["MODE"] !== "fresh") fc.configureGlobal({ seed: 1 });

export { fc };
