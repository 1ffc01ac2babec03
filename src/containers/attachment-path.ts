// biome-ignore lint/suspicious/noControlCharactersInRegex: they would not show in a path.
const UNSEEN = /[\u0000-\u001f\u007f]/g;

/**
 * Gives each file inside `outer` its path: `a.zip!/folder/b.xlsx`. Steps that would lead out of it (`..`, a drive, a root)
 * are dropped, for they mean nothing there; of two files with one path the second gets a number.
 */
export function attachmentPaths(outer: string): (name: string) => string {
  const taken = new Set<string>();
  return (name) => {
    const steps = name.normalize("NFC").replaceAll("\\", "/").replace(UNSEEN, "\ufffd").split("/");
    const inner = steps.filter((step) => !/^(?:\.{0,2}|[a-z]:)$/i.test(step)).join("/") || "?";
    let path = `${outer}!/${inner}`;
    for (let number = 2; taken.has(path); number += 1) path = `${outer}!/${inner} (${number})`;
    taken.add(path);
    return path;
  };
}
