const DIGITS = "〇一二三四五六七八九";
const LEGAL = "零壹贰叁肆伍陆柒捌玖";
const STEMS = "甲乙丙丁戊己庚辛壬癸";
const BRANCHES = "子丑寅卯辰巳午未申酉戌亥";

/** Counting words: 12 as 十二, 105 as 一百〇五. */
function counting(number: number, digits: string, places: readonly string[], bare: boolean): string {
  const zero = digits.charAt(0);
  if (number === 0) return zero;
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place -= 1) {
    const digit = Math.floor(number / 10 ** place) % 10;
    if (digit === 0) {
      gap = text !== "";
      continue;
    }
    // 10 to 19 are said without their one: 十二.
    const isBareTen = bare && place === 1 && digit === 1 && text === "";
    text += (gap ? zero : "") + (isBareTen ? "" : digits.charAt(digit)) + (places[place] ?? "");
    gap = false;
  }
  return text;
}

function roman(number: number): string {
  const values = [1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1];
  const letters = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"];
  let rest = number;
  return values.reduce((text, value, index) => {
    const times = Math.floor(rest / value);
    rest -= times * value;
    return text + letters[index]!.repeat(times);
  }, "");
}

/** A, B … Z, AA, BB …, as Word counts in letters. */
const letters = (number: number): string => String.fromCharCode(65 + ((number - 1) % 26)).repeat(Math.ceil(number / 26));

/** The n-th character from `first` on, for the 20 numbers that have one of their own. */
const enclosed = (number: number, first: number): string => (number <= 20 ? String.fromCharCode(first + number - 1) : String(number));

const chinese = (number: number): string => counting(number, DIGITS, ["", "十", "百", "千"], true);
const digitwise = (number: number): string => Array.from(String(number), (digit) => DIGITS[Number.parseInt(digit, 10)]).join("");

const FORMATS: { readonly [name: string]: (number: number) => string } = {
  decimal: String,
  decimalHalfWidth: String,
  ordinal: String,
  decimalZero: (number) => String(number).padStart(2, "0"),
  decimalFullWidth: (number) => String(number).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  decimalFullWidth2: (number) => String(number).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  decimalEnclosedCircle: (number) => enclosed(number, 0x2460),
  decimalEnclosedCircleChinese: (number) => enclosed(number, 0x2460),
  decimalEnclosedParen: (number) => enclosed(number, 0x2474),
  decimalEnclosedFullstop: (number) => enclosed(number, 0x2488),
  numberInDash: (number) => `- ${number} -`,
  chineseCounting: chinese,
  chineseCountingThousand: chinese,
  japaneseCounting: chinese,
  taiwaneseCounting: chinese,
  taiwaneseCountingThousand: chinese,
  ideographDigital: digitwise,
  japaneseDigitalTenThousand: digitwise,
  taiwaneseDigital: digitwise,
  chineseLegalSimplified: (number) => counting(number, LEGAL, ["", "拾", "佰", "仟"], false),
  ideographLegalTraditional: (number) => counting(number, LEGAL, ["", "拾", "佰", "仟"], false),
  ideographTraditional: (number) => STEMS[(number - 1) % 10]!,
  ideographZodiac: (number) => BRANCHES[(number - 1) % 12]!,
  upperRoman: roman,
  lowerRoman: (number) => roman(number).toLowerCase(),
  upperLetter: letters,
  lowerLetter: (number) => letters(number).toLowerCase(),
  none: () => "",
};

/** A counter as Word prints it in a number format (`japaneseCounting` …); `undefined` where the format is not known. */
export function numeral(number: number, format: string): string | undefined {
  const write = FORMATS[format];
  return write && (number >= 1 && number < 10_000 ? write(number) : String(number));
}
