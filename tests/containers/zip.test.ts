import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { isFault } from "../../src/containers/fault.ts";
import { type Archive, openArchive } from "../../src/containers/zip.ts";
import { DEFAULT_LIMITS, type Limits } from "../../src/model/parser.ts";

const parts = { "a/one.xml": strToU8("<一/>"), "two.txt": new Uint8Array(50_000).fill(65) };
const whole = zipSync(parts, { mtime: "2024-01-01" });

async function opened(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Archive> {
  const archive = await openArchive(bytes, { ...DEFAULT_LIMITS, ...limits });
  if (isFault(archive)) throw new Error(archive.why.en);
  return archive;
}

describe("openArchive", () => {
  it("lists and unpacks parts, whatever the case of the name asked for", async () => {
    const archive = await opened(whole);
    expect(archive.names).toEqual(["a/one.xml", "two.txt"]);
    expect(await archive.read("A/One.XML")).toEqual(Buffer.from("<一/>"));
    expect(await archive.read("/two.txt")).toHaveLength(50_000);
    expect(await archive.read("three.txt")).toBeUndefined();
  });

  it("reads an archive that is a view into a larger buffer", async () => {
    const larger = new Uint8Array(whole.length + 100);
    larger.set(whole, 50);
    const archive = await opened(larger.subarray(50, 50 + whole.length));
    expect(await archive.read("two.txt")).toHaveLength(50_000);
  });

  it.each<[string, Partial<Limits>, RegExp]>([
    ["entries", { entries: 1 }, /holds 2 parts/],
    ["unpacked size", { unpackedBytes: 40_000 }, /more than the limit of 40000 bytes/],
  ])("refuses more than the limit of %s before unpacking", async (_, limits, words) => {
    const fault = await openArchive(whole, { ...DEFAULT_LIMITS, ...limits });
    expect(fault).toMatchObject({ fault: "too-large", why: { en: expect.stringMatching(words) } });
  });

  it("refuses what shrinks as only a bomb does", async () => {
    const bomb = zipSync({ "bomb.xml": new Uint8Array(3_000_000) });
    expect(bomb.length).toBeLessThan(10_000);
    expect(await openArchive(bomb, DEFAULT_LIMITS)).toMatchObject({ fault: "too-large", why: { en: expect.stringMatching(/zip bomb/) } });
  });

  it("does not believe a stated size: unpacking stops one byte past it", async () => {
    const lying = whole.slice();
    const at = lying.length - 22 - 46 - "two.txt".length;
    const view = new DataView(lying.buffer);
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    expect(view.getUint32(at + 24, true)).toBe(50_000);
    view.setUint32(at + 24, 1_000, true);
    expect(await (await opened(lying)).read("two.txt")).toMatchObject({ fault: "damaged" });
  });

  it("counts what all parts together unpack to, also when asked again", async () => {
    const archive = await opened(whole, { unpackedBytes: 60_000 });
    expect(await archive.read("two.txt")).toHaveLength(50_000);
    expect(await archive.read("two.txt")).toMatchObject({ fault: "too-large" });
  });

  it("notices one flipped bit by the checksum", async () => {
    const stored = zipSync({ "figure.txt": strToU8("1187.12") }, { level: 0 });
    const at = Buffer.from(stored).indexOf("1187.12");
    stored[at] = "2".charCodeAt(0);
    expect(await (await opened(stored)).read("figure.txt")).toMatchObject({ fault: "damaged" });
  });

  it.each([
    ["../outside.csv", /leads out/],
    ["/etc/passwd", /leads out/],
    ["C:/windows/system.ini", /leads out/],
  ])("refuses the name %s", async (name, words) => {
    const fault = await openArchive(zipSync({ [name]: strToU8("1") }), DEFAULT_LIMITS);
    expect(fault).toMatchObject({ fault: "damaged", why: { en: expect.stringMatching(words) } });
  });

  it("refuses two parts of one name", async () => {
    const fault = await openArchive(zipSync({ "a.xml": strToU8("1"), "A.xml": strToU8("2") }), DEFAULT_LIMITS);
    expect(fault).toMatchObject({ fault: "damaged" });
  });

  it("gives a fault or an archive for every way to cut the file short", async () => {
    for (let length = 0; length < whole.length; length += 7)
      expect(await openArchive(whole.subarray(0, length), DEFAULT_LIMITS)).toMatchObject({ fault: "damaged" });
  });
});
