import type { Email } from "postal-mime";
import { attachmentPaths } from "../containers/attachment-path.ts";
import { damaged } from "../containers/fault.ts";
import { isFaulty } from "../containers/file-findings.ts";
import type { Block } from "../model/grid.ts";
import type { Attachment, Parser, Reading } from "../model/parser.ts";

/** A mail message: its text as paragraphs, everything attached as documents of their own, messages in messages included. */
export const eml: Parser = {
  id: "eml",
  parse: async (path, bytes): Promise<Reading> => {
    const { default: PostalMime } = await import("postal-mime");
    let email: Email;
    try {
      email = await PostalMime.parse(bytes, { forceRfc822Attachments: true });
    } catch {
      // Too many parts in each other, or too many headers: its words name limits that mean nothing to a person.
      const fault = damaged("邮件结构有误", "its structure is not that of a message");
      return { blocks: [], findings: [isFaulty(path, fault)], losses: [] };
    }
    const pathOf = attachmentPaths(path);
    const attachments: Attachment[] = [];
    let pictures = 0;
    for (const [index, { filename, mimeType, related, content }] of email.attachments.entries()) {
      // Pictures that the text shows are part of it, as in a document.
      if (related === true && mimeType.startsWith("image/")) {
        pictures += 1;
        continue;
      }
      const name = filename ?? (mimeType === "message/rfc822" ? `message-${index + 1}.eml` : `attachment-${index + 1}`);
      attachments.push({ path: pathOf(name), bytes: typeof content === "string" ? Buffer.from(content) : new Uint8Array(content) });
    }
    const { html, text = "" } = email;
    // Tables in the text of the message are read where tables are.
    const isLaidOut = html !== undefined && (/<table[\s>]/i.test(html) || text.trim() === "");
    if (isLaidOut) attachments.push({ path: pathOf("message.html"), bytes: Buffer.from(`<meta charset="utf-8">${html}`) });
    return {
      blocks: isLaidOut ? [] : paragraphs(text),
      findings: [],
      losses: pictures > 0 ? [{ what: "picture", count: pictures }] : [],
      attachments,
    };
  },
};

const paragraphs = (text: string): Block[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .flatMap((line, index): Block[] => (text.trim() === "" ? [] : [{ kind: "paragraph", paragraph: { number: index + 1, text: line } }]));
