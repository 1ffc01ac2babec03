// Loaded before anything else (node --import): every way out of the machine is noted in the file NOTED, and refused.
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const noted = process.env.NOTED;

function refuse(module, names) {
  for (const name of names) {
    const was = module[name];
    if (typeof was !== "function") continue;
    module[name] = function (...given) {
      // Pipes between processes of one machine have a path, and are what the loader of TypeScript talks through.
      const [first] = given.flat();
      if (first !== null && typeof first === "object" && typeof first.path === "string" && first.port === undefined && name === "connect")
        return was.apply(this, given);
      appendFileSync(noted, `${name} ${JSON.stringify(given.flat().filter((each) => typeof each !== "function")).slice(0, 300)}\n`);
      throw new Error(`no way out: ${name}`);
    };
  }
}

const dns = require("node:dns");
refuse(require("node:net").Socket.prototype, ["connect"]);
refuse(require("node:dgram").Socket.prototype, ["send", "connect", "bind"]);
refuse(require("node:http"), ["request", "get"]);
refuse(require("node:https"), ["request", "get"]);
refuse(require("node:http2"), ["connect"]);
refuse(require("node:tls"), ["connect"]);
refuse(globalThis, ["fetch", "WebSocket", "EventSource"]);
for (const names of [dns, dns.promises]) refuse(names, ["lookup", "resolve", "resolve4", "resolve6", "resolveAny", "reverse"]);
