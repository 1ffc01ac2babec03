import type { Text } from "../../model/text.ts";

/** Words in both languages; the page's switch decides which is seen. */
export const say = (zh: string, en: string): Text => ({ "zh-CN": zh, en });

/** Both languages side by side in the markup, each marked as what it is. */
export const T = ({ of }: { readonly of: Text }) => (
  <>
    <span class="zh" lang="zh-CN">
      {of["zh-CN"]}
    </span>
    <span class="en" lang="en">
      {of.en}
    </span>
  </>
);

/** A count with its digits in threes, so that 20000 can be read. */
export const grouped = (count: number): string => String(count).replace(/(?<=\d)(?=(?:\d{3})+$)/g, ",");
