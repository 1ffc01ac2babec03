import { placesIn } from "../reading/places.ts";
import type { Sentence, WrongPlace } from "../reading/sentences.ts";

/** Words after a place by which two places are told to be spoken of alike. */
const FRAME = 4;
/** How often a report must name its own place before another one is odd; less often where its title names it. */
const OWN = 4;
const OWN_TITLED = 3;
/** Lines at the head of a report that may be its title, or say whose it is. */
const HEAD = 5;
const LONGEST_TITLE = 45;
const TITLE = /(?:报告|总结|说明|分析|汇报|情况|自评表?|小结)(?:书|\([^()]*\))?$|^(?:[\u3400-\u9fff]{0,4}单位|部门)(?:名称)?[:：]/;

/** Short, without a word of grammar in it, and not 城乡. */
const PLAIN_NAME = /^(?!.*城乡$)[^了的入为是在有被把对于和及各与]{1,3}(?:自治州|自治县|街道|社区|.)$/;
/** 按照县政府, 经开区, 百强县: words before the kind of place, not its name. */
const NO_NAME =
  /^(?:按照?|通过|协[同调助]|配合|联合|会同|组织|报请|提请|根据|依[托据]|围绕|结合|加强|建[立设成]|督促|指导|印发|经过|促进|推[进动行]|实[施现行]|开展|完善|落实|制[定订]|成立|召开|争取|参[加与]|召集|下[发达]|转发|贯彻|执行|接受|支持|覆盖|涉及|包括|其中|同时|目前|主要|由于|因为|以及|为了|提[升高]|增强|强化|深化|确保|保障|统筹|安排|拨付|报送?|上[报级]|委托|邀请|带动|服务|打造|创建|深入|走访|前往|派驻|抽调|选派|指定|定点|邻近?|周边|相关|有关|经开|综保|保税|示范|产业|功能|合作|实验|旅游|度假|核心|大|全域|市辖|城中|易地|整|进|出|跨)|[大强弱小穷富中直]$/;
/** What makes the ending part of another word: 县域, 区级, 村民. */
const NO_ENDING = /^(?:城(?!乡)|乡|[域级直委里内外分间位别庄组两干上下亲道长办]|民(?!政))/;
/** Sentences that speak of other places for a reason: neighbours, partners, visits, roads, people. */
const RELATED =
  /与|(?<![平缓温])和|(?<!以)及(?!时|格)|(?<!占)比(?![例重率])|跟|同(?!比|期)|高于|低于|结对|帮扶|协作|对口|支援|借鉴|学习|考察|调研|来自|来我|调[入出]|引进|交叉|检查|境[内外]|(?<!截)至|起于|止于|相邻|毗邻|接壤|[上下]游|户籍|来访|接待|联[合网]|共建|共享|代管|托管|划[入转归]|原|曾|撤|并入|位于|经验|典型|先进|试点|例如|如|赴|(?<![达得做收受提不遇])到(?!位)|(?<!支出|收入)从(?!.{2,8}[看来])|向|由|被|受|委托|签订|补偿|转[诊入出学院]|异地|案例|媒体|报道|通报/;
/** A superior is a 市 or 州 like the one that reports. */
const SUPERIOR = /[省市州盟]$/;

/** The one place that the title of a report names. */
function titled(report: readonly Sentence[]): string | undefined {
  const named = new Set(
    report
      .slice(0, HEAD)
      .filter(({ text }) => text.length <= LONGEST_TITLE && TITLE.test(text))
      .flatMap(({ text }) => placesIn(text)),
  );
  const [own] = named;
  return named.size === 1 ? own : undefined;
}

/** What follows a place that stands at the head of a clause; `undefined` where it stands elsewhere. */
function behind(text: string, place: string): string | undefined {
  const at = text.search(new RegExp(`(?:^|[,，:：年月日、)）])${place}`));
  return at < 0 ? undefined : text.slice(text.indexOf(place, at) + place.length);
}

/** A place that a report names once, at the head of a clause, where it else names its own. */
export function oddPlaces(report: readonly Sentence[]): readonly WrongPlace[] {
  const counts = new Map<string, number>();
  const named = report.map((sentence) => {
    const places = placesIn(sentence.text);
    for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
    return { sentence, places };
  });
  const [most, mostTimes] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? ["", 0];
  const title = titled(report);
  const own = title ?? most;
  const times = counts.get(own) ?? 0;
  if (times < (title ? OWN_TITLED : OWN) || (title && times < mostTimes)) return [];
  const whole = report.map(({ text }) => text).join("。");
  const isOdd = (place: string, { text }: Sentence): boolean => {
    if (!PLAIN_NAME.test(place) || counts.get(place) !== 1 || place.at(-1) !== own.at(-1)) return false;
    if (place.includes(own) || own.includes(place) || whole.split(place).length !== 2) return false;
    const rest = behind(text, place);
    if (rest === undefined || rest.length < FRAME) return false;
    const frame = rest.slice(0, FRAME);
    if (!/[、和与及]/.test(frame) && whole.split(own + frame).length > 2) return true;
    // Said otherwise of its own place, it must be that of the title, and the sentence speak of nothing but the place itself.
    if (title === undefined || SUPERIOR.test(place) || NO_NAME.test(place.slice(0, -1)) || NO_ENDING.test(rest)) return false;
    const stem = place.slice(0, -1);
    return whole.split(stem).length === 2 && !text.includes(own) && !RELATED.test(text);
  };
  return named.flatMap(({ sentence, places }): WrongPlace[] => {
    const odd = places.find((place) => isOdd(place, sentence));
    return odd === undefined
      ? []
      : [{ sentence, source: null, example: report.find(({ text }) => text.includes(own)) ?? null, names: odd, own, times }];
  });
}
