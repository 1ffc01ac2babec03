/** The version of the tool, as it stands in every output. */
export const VERSION = "0.1.0";
