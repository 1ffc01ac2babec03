/** Ends of place names, longest first; 东乡区 ends with its last. */
const ENDS = "自治州|自治县|自治旗|街道|社区|省|市|县|区|旗|州(?![市县区])|盟|镇(?![县区])|乡(?![县区镇])|村";
/** What may stand right before a place name; else its beginning is not known. */
const BEFORE = "[^\\u3400-\\u9fff]|^|关于|中共|我|[在对由与和及于为到从的向给是了]|[省市州县区旗盟]";
const PLACE = new RegExp(`(?<=${BEFORE})([\\u3400-\\u9fff]{1,5}?)(${ENDS})`, "g");
/** 全区, 各县, 城市, 农村: kinds of places and ways to say one's own. */
const NO_NAME =
  /^(?:[全各本我该此省市县区州镇乡村城郊辖农社小园地山灾库片校病景林牧街厂矿两三四五六七八九十每某外内原老新集]|县市|市县|省市|区县|城乡|行政|自然|贫困|示范|试点|中心|建制|特色|重点|先进|美丽|非贫困|开发|高新|试验|工业|经济开发|建成|主城|中心城|棚户|度|年)$|[一二三四五六七八九十个每全各本我该]$|^[一二三四五六七八九十全各本我该每\d]|(?:地级|县级|省级|市级|区级)$|直辖|设区|农$/;

/** Words that stand before a name, not in it. */
const LEADING = /^(?:关于|中共|对于?|在|由|与|和|及|于|为|到|从|向|给|是|了|我)+/;
/** The rest of a date, as in 2022年度东岭区; what stands behind it is a name only where it is short: 2022年预计东岭区 is none. */
const YEAR = /^(?:年度?|度)(?=.{2,3}$)/;
/** What no date is, or the rest of the name before (东岭区域…). */
const DATE = /^[年月日度底末初域]/;

/** Names of places in a text, with their ending (东岭区); a beginning that is not plain is left out. */
export const placesIn = (text: string): readonly string[] =>
  [...text.matchAll(PLACE)].flatMap(([, words = "", end = ""]) => {
    const name = words.replace(YEAR, "");
    const stem = name.replace(LEADING, "");
    const townAndCountry = end === "乡" && stem.endsWith("城");
    return stem === "" || townAndCountry || DATE.test(name) || NO_NAME.test(stem) || stem.length + end.length < 3 ? [] : [stem + end];
  });
