/** Styles of an OpenDocument spreadsheet, as far as they hide what a sheet holds. */
export interface Styles {
  readonly open: (name: string, attribute: (name: string) => string | undefined) => void;
  /** The style of a sheet says that it is not shown. */
  readonly hidesSheet: (style: string | undefined) => boolean;
  /** The style of a cell writes its text in the colour of the ground. */
  readonly isPale: (style: string | undefined) => boolean;
}

interface Style {
  readonly parent: string | undefined;
  display?: string;
  color?: string;
  ground?: string;
}

/** Parents above one style; more are a circle. */
const DEEPEST = 20;
const WHITE = "#ffffff";

/** Takes down styles as an XML reader meets them; those of `styles.xml` and of the content itself go into one list. */
export function newStyles(): Styles {
  const styles = new Map<string, Style>();
  let current: Style | undefined;
  const inherited = (name: string | undefined, property: "color" | "ground"): string | undefined => {
    let style = styles.get(name ?? "");
    for (let depth = 0; style && depth < DEEPEST; depth += 1) {
      if (style[property] !== undefined) return style[property];
      style = styles.get(style.parent ?? "");
    }
    return undefined;
  };
  return {
    open: (name, attribute) => {
      if (name === "style:style") {
        current = { parent: attribute("style:parent-style-name") };
        styles.set(attribute("style:name") ?? "", current);
      }
      if (!current) return;
      if (name === "style:table-properties") assign(current, "display", attribute("table:display"));
      if (name === "style:text-properties") assign(current, "color", attribute("fo:color")?.toLowerCase());
      if (name === "style:table-cell-properties") assign(current, "ground", attribute("fo:background-color")?.toLowerCase());
    },
    hidesSheet: (style) => styles.get(style ?? "")?.display === "false",
    isPale: (style) => {
      const color = inherited(style, "color");
      const ground = inherited(style, "ground") ?? "transparent";
      return color !== undefined && color === (ground === "transparent" ? WHITE : ground);
    },
  };
}

function assign(style: Style, property: "display" | "color" | "ground", value: string | undefined): void {
  if (value !== undefined) style[property] = value;
}
