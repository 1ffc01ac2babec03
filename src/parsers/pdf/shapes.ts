/** A stretch of text on a page, in points from its top left corner, as the page is read. */
export interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A ruling: it lies `at` a height (or, upright, at a distance from the left) and reaches from one end to the other. */
export interface Ruling {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Lines that are drawn, and the upper and lower edges of coloured areas. */
export interface Rulings {
  readonly across: readonly Ruling[];
  readonly upright: readonly Ruling[];
  readonly shades: readonly Ruling[];
}

/** What stands on a page: words in the order of its content, rulings, and what else must be known of it. */
export interface Page {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  readonly rulings: Rulings;
  /** Text neither level nor upright: a watermark. */
  readonly slanted: number;
  /** Something is drawn on it. */
  readonly isDrawn: boolean;
  /** Its text is not shown: what a program recognised in a picture. */
  readonly isRecognised: boolean;
}

/** The line of text a row of words stands on. */
export interface Line extends Word {
  readonly words: readonly Word[];
}

export const sizeOf = ({ top, bottom }: Word): number => bottom - top;
