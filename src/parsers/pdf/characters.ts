/** Radicals that look like a character of today's text, each followed by it: their block has no other way to say so. */
const PAIRS =
  "⺁厂⺄乙⺈刀⺊卜⺌小⺍小⺐尢⺗心⺛旡⺜日⺝月⺟母⺠民⺧牛⺩王⺫目⺬示⺮竹⺶羊⺼肉⻁虎⻃覀⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻲亀⻳龟";
const CHARACTERS: ReadonlyMap<string, string> = new Map(
  (PAIRS.match(/../gu) ?? []).map((pair) => Array.from(pair) as [radical: string, character: string]),
);

/**
 * Text with the characters that a reader sees. Browsers write many characters as the radical of the same shape (`⼊` for
 * `入`), for a font has one glyph for both.
 */
export const asSeen = (text: string): string =>
  text.replace(/[\u2e80-\u2fd5]/g, (character) => CHARACTERS.get(character) ?? character.normalize("NFKC"));
