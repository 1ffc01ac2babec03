import { Decimal } from "../model/decimal.ts";
import type { Text } from "../model/text.ts";

const ONE_CHANGED = { "zh-CN": "有一位数字写错", en: "one digit is different" };
const NO_HINT = { "zh-CN": "", en: "" };

/** Digits without point and sign, zeros at the ends kept as printed with `decimals`. */
const digits = (value: Decimal, decimals: number): string => value.abs().toFixed(decimals).replace(".", "");

function swapped(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  const apart = [...a].flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  const [first, second] = apart;
  return apart.length === 2 && first !== undefined && second === first + 1 && a[first] === b[second] && a[second] === b[first];
}

const oneChanged = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((digit, index) => digit !== b[index]).length === 1;

/** One digit more or less: `56597.54` for `5597.54`. */
function oneDropped(long: string, short: string): boolean {
  if (long.length !== short.length + 1) return false;
  return [...long].some((_, index) => long.slice(0, index) + long.slice(index + 1) === short);
}

/**
 * What kind of slip makes `reported` out of `suggested`, in words, where the two show one. A mark of this kind singles a
 * cell out: figures that are merely different do not look like each other.
 */
export function slip(reported: Decimal, suggested: Decimal, decimals: number): Text | undefined {
  if (reported.eq(suggested)) return undefined;
  if (reported.neg().eq(suggested)) return { "zh-CN": "正负号相反", en: "the sign is flipped" };
  if (!reported.isZero() && !suggested.isZero()) {
    const ratio = suggested.div(reported);
    for (const power of [1, 2, 3, 4, 8]) {
      const scale = new Decimal(10).pow(power);
      if (!ratio.eq(scale) && !ratio.times(scale).eq(1)) continue;
      if (power === 4) return { "zh-CN": "相差一万倍，像是万元与元混用", en: "off by ten thousand: 万元 and 元 confused" };
      if (power === 8) return { "zh-CN": "相差一亿倍，像是亿元与元混用", en: "off by a hundred million: 亿元 and 元 confused" };
      return { "zh-CN": `小数点移了 ${power} 位`, en: `the decimal point moved by ${power}` };
    }
  }
  const places = Math.max(decimals, reported.decimalPlaces(), suggested.decimalPlaces());
  if (reported.decimalPlaces() > suggested.decimalPlaces() && reported.toDecimalPlaces(suggested.decimalPlaces()).eq(suggested))
    return { "zh-CN": "没有四舍五入到该列的位数", en: "not rounded to the decimals of its column" };
  const a = digits(reported, places);
  const b = digits(suggested, places);
  if (swapped(a, b)) return { "zh-CN": "相邻两位数字颠倒", en: "two neighbouring digits changed places" };
  if (oneChanged(a, b)) return ONE_CHANGED;
  if (oneDropped(a, b)) return { "zh-CN": "多写了一位数字", en: "one digit too many" };
  if (oneDropped(b, a)) return { "zh-CN": "少写了一位数字", en: "one digit missing" };
  return undefined;
}

/** A trace that chance seldom leaves: swapped digits, a moved point, a flipped sign, a digit too many. One changed digit is none. */
export const isTelling = (trace: Text | undefined): boolean => trace !== undefined && trace !== ONE_CHANGED;

/** What a difference looks like to someone who has chased many: it equals a part, or twice one. A hint, never a conclusion. */
export function hint(difference: Decimal, parts: readonly { readonly label: string; readonly value: Decimal }[]): Text {
  const size = difference.abs();
  if (size.isZero()) return NO_HINT;
  const equal = parts.filter(({ value }) => value.abs().eq(size));
  if (equal.length > 0 && equal.every(({ label }) => label === equal[0]!.label) && size.precision() > 1) {
    const label = equal[0]!.label;
    const short = difference.isNegative();
    if (short && equal.length > 1)
      return {
        "zh-CN": `差额正好等于“${label}”，而这一项列了两次，可能重复填列。`,
        en: `The difference equals ${label}, which is listed twice: entered twice?`,
      };
    return {
      "zh-CN": `差额正好等于“${label}”，可能${short ? "漏计" : "重计"}。`,
      en: `The difference equals ${label}: ${short ? "left out" : "counted twice"}?`,
    };
  }
  const twice = parts.find(({ value }) => value.abs().times(2).eq(size));
  if (twice && size.precision() > 1)
    return { "zh-CN": `差额正好是“${twice.label}”的两倍，可能正负号有误。`, en: `The difference is twice ${twice.label}: wrong sign?` };
  return NO_HINT;
}
