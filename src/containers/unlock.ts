import { isFault } from "./fault.ts";
import { openOle } from "./ole.ts";

/** Excel encrypts a workbook that is merely protected against changes with this password, and opens it without asking. */
const BUILT_IN = "VelvetSweatshop";
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** How often the password is hashed; Office does it a hundred thousand times, a file that asks for much more is an attack. */
const MOST_SPINS = 1_000_000;

/** What is used of the library, which it leaves without a default type. */
interface Office {
  readonly decrypt: (bytes: Buffer, options: { readonly password: string }) => Promise<Buffer>;
}

/**
 * The file inside an Office file that is encrypted, if Excel's own password or the one given opens it. Any other bytes come
 * back as they are: what they are, and that they are still locked, is for others to say.
 */
export async function unlock(bytes: Uint8Array, password?: string): Promise<Uint8Array> {
  if (!OLE.every((byte, index) => bytes[index] === byte)) return bytes;
  const ole = await openOle(bytes);
  if (isFault(ole)) return bytes;
  const info = ole.read("EncryptionInfo");
  // Workbooks up to 2003 are opened with the built-in password where they are read.
  const passwords = [...(info ? [BUILT_IN] : []), ...(password === undefined || password === "" ? [] : [password])];
  if (passwords.length === 0 || (info && spinsOf(info) > MOST_SPINS)) return bytes;
  const { decrypt } = await loadOffice();
  for (const each of passwords) {
    try {
      const opened = await decrypt(Buffer.from(bytes), { password: each });
      if (opened.length > 0) return new Uint8Array(opened.buffer, opened.byteOffset, opened.byteLength);
    } catch {
      // Not this password, or a damaged lock: it stays locked.
    }
  }
  return bytes;
}

/** The library is of the old kind: its functions hang on the default export. */
const loadOffice = async (): Promise<Office> => (await import("officecrypto-tool")).default;

function spinsOf(info: Uint8Array): number {
  const text = Buffer.from(info).toString("latin1");
  return Math.max(0, ...Array.from(text.matchAll(/spinCount="(\d+)"/g), ([, count]) => Number(count)));
}
