import type { CommanderError, HelpConfiguration } from "commander";
import type { Text } from "../model/text.ts";
import { LEAST_MEGABYTES } from "./workers.ts";

/** Every sentence of `--help`. */
export const HELP = {
  about: {
    "zh-CN": "读取报送的 Word、Excel 等附件，逐项核对应当相符的数字（勾稽关系），报告不符之处。",
    en: "Reads submitted Word and Excel attachments, checks every figure that is meant to agree, and reports what does not.",
  },
  check: { "zh-CN": "核对文件夹或文件，写出报告", en: "examine folders or files and write the reports" },
  watch: { "zh-CN": "监视收件目录，逐份核对放入的材料", en: "watch an inbox and examine every submission dropped into it" },
  doctor: {
    "zh-CN": "检查环境与设置是否可用：目录、磁盘、时钟、规则、配置；说明如何改正",
    en: "look whether the set-up will do: folders, disk, clock, rules, configuration; says what to put right",
  },
  verify: { "zh-CN": "校验审计日志与输出文件是否被改动", en: "verify that an audit log and its outputs are as they were written" },
  explain: { "zh-CN": "完整说明一条问题：位置、公式、算式、证据", en: "explain one finding: place, formula, arithmetic, evidence" },
  prove: {
    "zh-CN": "把一条问题的证明写成一个小文件，可离开输出目录单独校验（verify）",
    en: "write the proof of one finding as one small file, which verify checks without the output folder",
  },
  keygen: {
    "zh-CN": "生成签署日志用的 Ed25519 密钥：<名称>.key.pem（私钥）与 <名称>.pub.pem（公钥）",
    en: "make an Ed25519 key to sign logs with: <name>.key.pem (private) and <name>.pub.pem (public)",
  },
  keyName: { "zh-CN": "密钥文件的名称（可含路径）", en: "name of the key's files (may be a path)" },
  outputs: { "zh-CN": "输出目录；缺省为配置中的，或 output", en: "the output folder; by default the configured one, or output" },
  proof: { "zh-CN": "证明写入的文件", en: "file for the proof" },
  paths: {
    "zh-CN": "文件夹或文件；含文件的文件夹为一份材料，只含文件夹的为多份",
    en: "folders or files; a folder that holds files is one submission, one that holds only folders is many",
  },
  inbox: { "zh-CN": "收件目录，其中每个文件夹或文件为一份材料", en: "the inbox; each folder or file in it is one submission" },
  log: {
    "zh-CN": "输出目录、其中一份材料的目录、audit.jsonl，或 prove 写出的证明",
    en: "an output folder, one submission's folder in it, an audit.jsonl, or a proof that prove wrote",
  },
  id: { "zh-CN": "问题编号（可只写开头几位）", en: "id of the finding (its first characters will do)" },
  out: { "zh-CN": "输出目录", en: "folder for the outputs" },
  rules: {
    "zh-CN": "规则包目录或文件；none 表示不用规则包；缺省为随附规则",
    en: "folder or file of rule packs; none for no packs; by default those that ship",
  },
  password: {
    "zh-CN": "打开加密文件的密码（也可用环境变量 CROSSFOOT_PASSWORD）",
    en: "the password of encrypted files (or CROSSFOOT_PASSWORD in the environment)",
  },
  previous: {
    "zh-CN": "上年的报送材料或其输出目录；本年年初数与其年末数核对",
    en: "last year's submission, or its outputs; this year's opening balances are held against its closing ones",
  },
  lang: { "zh-CN": "语言", en: "language" },
  json: { "zh-CN": "在标准输出写出机器可读的摘要", en: "print a machine-readable summary on stdout" },
  jsonEvents: { "zh-CN": "在标准输出逐行写出 JSON 事件", en: "print events on stdout, one JSON object a line" },
  config: {
    "zh-CN": "配置文件；缺省为当前目录的 crossfoot.yaml（如有）",
    en: "configuration file; by default crossfoot.yaml in the working directory, where there is one",
  },
  failOn: { "zh-CN": "达到何种程度的问题时退出码为 1", en: "the severity from which the exit status is 1" },
  quiet: { "zh-CN": "文件静止多少秒后开始处理", en: "seconds for which files must stand still before they are taken" },
  poll: { "zh-CN": "不用系统通知，只定期扫描（网络共享）", en: "look regularly instead of relying on file events (network shares)" },
  concurrency: { "zh-CN": "同时核对的份数", en: "submissions examined at a time" },
  time: {
    "zh-CN": "读取一个文件最多用多少秒；核对一份材料的时限为其文件数的倍数",
    en: "the most seconds that reading one file may take; checking a submission may take as many for each of its files",
  },
  memory: { "zh-CN": "读取或核对最多用多少内存（MB）", en: "the most memory that reading or checking may take, in MB" },
  key: {
    "zh-CN": "签署检查点的 Ed25519 私钥文件（PEM）；也可用环境变量 CROSSFOOT_KEY 指定",
    en: "file of the Ed25519 private key (PEM) that signs checkpoints; also from the environment, CROSSFOOT_KEY",
  },
  publicKey: {
    "zh-CN": "验证签名的公钥文件（PEM 或 signed note 格式）；也可用 CROSSFOOT_PUBLIC_KEY",
    en: "file of the public key that signatures are held against (PEM or a signed-note line); also CROSSFOOT_PUBLIC_KEY",
  },
  help: { "zh-CN": "显示帮助", en: "show help" },
  version: { "zh-CN": "显示版本", en: "show the version" },
  status: {
    "zh-CN":
      "check 的退出码：0 没有达到 --fail-on 的问题；1 有；2 用法错误或路径不存在；3 有文件未能核对。取其最高者。\nverify 的退出码：0 一致；1 不一致或不完整；2 用法错误或路径不存在；3 其中没有日志或无法读取。",
    en: "Exit status of check: 0 nothing at or above --fail-on, 1 findings at or above it, 2 asked wrongly or no such path, 3 something could not be examined; the highest holds.\nExit status of verify: 0 as written, 1 altered or incomplete, 2 asked wrongly or no such path, 3 no log in it or unreadable.",
  },
} satisfies { readonly [name: string]: Text };

const CHINESE: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^Usage:$/, "用法："],
  [/^Arguments:$/, "参数："],
  [/^Options:$/, "选项："],
  [/^Commands:$/, "命令："],
  [/\[options\]/, "[选项]"],
  [/\[command\]/, "[命令]"],
];

const inChinese = (text: string): string => CHINESE.reduce((words, [pattern, chinese]) => words.replace(pattern, chinese), text);

/** What the argument parser itself puts into `--help`, in Chinese. */
export const CHINESE_HELP: HelpConfiguration = {
  styleTitle: inChinese,
  styleUsage: inChinese,
  styleSubcommandTerm: inChinese,
  optionDescription: ({ description, argChoices, defaultValue }) => {
    const more: string[] = [];
    if (argChoices) more.push(`可选 ${argChoices.join("、")}`);
    if (defaultValue !== undefined) more.push(`缺省 ${defaultValue}`);
    return more.length === 0 ? description : `${description}（${more.join("；")}）`;
  },
};

/** What an option is given that must be a number above zero. */
export const NOT_POSITIVE = "a number above zero is wanted";
export const TOO_LITTLE = `at least ${LEAST_MEGABYTES} is wanted`;

/** What is missing where an argument is, by the name that the parser has for it. */
const ARGUMENTS: { readonly [name: string]: Text } = {
  paths: { "zh-CN": "文件夹或文件", en: "a folder or file" },
  inbox: { "zh-CN": "收件目录", en: "the inbox folder" },
  log: { "zh-CN": "日志或材料目录", en: "a log or a submission's folder" },
  id: { "zh-CN": "问题编号", en: "the id of a finding" },
};

/** What was asked wrongly, in one sentence, from the parser's own error. */
export function usageText({ code, message }: CommanderError): Text {
  const plain = message
    .replace(/^error: /, "")
    .replace(/\n/g, " ")
    .replace(/\.$/, "");
  const [first = "", second = ""] = [...plain.matchAll(/'([^']*)'/g)].map(([, quoted]) => quoted);
  const [, choices] = /Allowed choices are (.*)$/.exec(plain) ?? [];
  const least = plain.endsWith(TOO_LITTLE) ? `，至少为 ${LEAST_MEGABYTES}` : "";
  const number = plain.endsWith(NOT_POSITIVE) ? "，应为大于零的数" : least;
  const wanted = choices !== undefined ? `，可选：${choices.replaceAll(", ", "、")}` : number;
  const [, meant] = /Did you mean ([^?]*)\?/.exec(plain) ?? [];
  const perhaps = meant === undefined ? "" : `（是否为 ${meant}？）`;
  const chinese: { readonly [code: string]: string } = {
    "commander.unknownOption": `没有选项“${first}”${perhaps}`,
    "commander.unknownCommand": `没有命令“${first}”${perhaps}`,
    "commander.missingArgument": `缺少参数：${ARGUMENTS[first]?.["zh-CN"] ?? first}`,
    "commander.excessArguments": "参数过多",
    "commander.optionMissingArgument": `选项“${first}”缺少取值`,
    "commander.invalidArgument": `选项“${first}”的取值“${second}”不对${wanted}`,
  };
  return {
    "zh-CN": `${chinese[code] ?? plain}。运行 crossfoot --help 查看用法。`,
    en: `${code === "commander.missingArgument" ? `missing argument: ${ARGUMENTS[first]?.en ?? first}` : plain}. Run crossfoot --help to see how it is used.`,
  };
}

/** Sentences for what stops a command before or while it works. */
export const STOPS = {
  missing: (path: string): Text => ({
    "zh-CN": `没有这个文件或文件夹：${path}。请检查路径。`,
    en: `There is no such file or folder: ${path}. Check the path.`,
  }),
  held: (pid: number, host: string): Text => ({
    "zh-CN": `输出目录正被另一个 crossfoot 使用（进程 ${pid}，主机 ${host}）。请等待其结束，或用 --out 另指定目录。`,
    en: `Another crossfoot is writing to the output folder (process ${pid} on ${host}). Wait until it ends, or choose another with --out.`,
  }),
  tampered: (out: string, what: Text): Text => ({
    "zh-CN": `${out} 中的审计日志与封存内容不符：${what["zh-CN"]}。为保全证据，未写入任何内容。请运行 crossfoot verify ${out}，并把该目录另存后换用新的 --out。`,
    en: `The audit log in ${out} is not what was sealed: ${what.en}. To keep the evidence nothing was written. Run crossfoot verify ${out}, set that folder aside, and choose another with --out.`,
  }),
  inbox: (path: string): Text => ({
    "zh-CN": `收件目录不存在或不是文件夹：${path}。请检查路径，或先建立该文件夹。`,
    en: `The inbox is not there or is no folder: ${path}. Check the path, or make the folder first.`,
  }),
  nested: { "zh-CN": "收件目录不能位于输出目录之内。", en: "The inbox must not lie inside the output folder." },
  key: (path: string): Text => ({ "zh-CN": `不是 Ed25519 密钥文件：${path}`, en: `Not a file of an Ed25519 key: ${path}` }),
  noLog: (path: string): Text => ({
    "zh-CN": `这里没有审计日志 audit.jsonl：${path}。请指定输出目录、其中一份材料的目录，或 audit.jsonl 文件。`,
    en: `There is no audit log (audit.jsonl) here: ${path}. Name an output folder, a submission's folder in it, or an audit.jsonl.`,
  }),
  noFinding: (id: string, out: string, command: "explain" | "prove"): Text => ({
    "zh-CN": `在 ${out} 中没有编号以“${id}”开头的问题。编号见报告或 findings.csv；输出不在此处时请${command === "explain" ? "用 --out 指定" : "在编号之后写明输出目录"}。`,
    en: `No finding in ${out} has an id that begins with “${id}”. Ids stand in the report and in findings.csv; if the outputs lie elsewhere, ${command === "explain" ? "say where with --out" : "name their folder after the id"}.`,
  }),
  manyFindings: (id: string, found: readonly string[]): Text => ({
    "zh-CN": `编号以“${id}”开头的问题不止一条，请写全编号，或指明其中一份材料的目录：\n${found.join("\n")}`,
    en: `More than one finding has an id that begins with “${id}”; write all of it, or name the folder of one submission:\n${found.join("\n")}`,
  }),
  unprovable: (folder: string): Text => ({
    "zh-CN": `${folder} 的日志不一致、未封存或早于此功能，无法证明。请运行 crossfoot verify ${folder} 查看，或对原材料重新核对。`,
    en: `The log in ${folder} is not as written, not sealed, or older than proofs; nothing can be proved. Run crossfoot verify ${folder}, or check the material again.`,
  }),
  proved: (id: string, file: string): Text => ({
    "zh-CN": `问题 ${id} 的证明已写入 ${file}；校验：crossfoot verify ${file} --public-key <公钥>`,
    en: `The proof of finding ${id} is in ${file}; to verify it: crossfoot verify ${file} --public-key <file>`,
  }),
  noProof: (path: string): Text => ({
    "zh-CN": `这不是 crossfoot 的证明文件：${path}。请指定 crossfoot prove 写出的文件、输出目录或 audit.jsonl。`,
    en: `Not a proof that crossfoot wrote: ${path}. Name a file that crossfoot prove wrote, an output folder, or an audit.jsonl.`,
  }),
  exists: (path: string): Text => ({
    "zh-CN": `${path} 已存在，未作改动。请换一个名称。`,
    en: `${path} is there already and was left as it is. Choose another name.`,
  }),
  keys: (secret: string, open: string): Text => ({
    "zh-CN": `私钥 ${secret}：用 --key 签署，请保管在被核对单位接触不到的地方。\n公钥 ${open}：交给校验的人（verify --public-key）；标准输出是同一公钥的 signed note 写法。`,
    en: `Private key ${secret}: signs with --key; keep it where those whose work is examined cannot reach it.\nPublic key ${open}: for whoever verifies (verify --public-key); stdout has the same key as a signed note writes it.`,
  }),
  damaged: (path: string): Text => ({
    "zh-CN": `无法读取 ${path}：不是有效的 findings.json`,
    en: `${path} cannot be read: not a findings.json`,
  }),
  system: (what: Text, message: string): Text => ({
    "zh-CN": `系统错误，未能完成。${what["zh-CN"]}然后重试。[${message}]`,
    en: `The system failed and this was not done. ${what.en} Then try again. [${message}]`,
  }),
  fault: (message: string): Text => ({
    "zh-CN": `crossfoot 内部错误（不是报送材料的问题），请把以下内容报告给维护者：\n${message}`,
    en: `A fault in crossfoot itself, not in the submission; please report this:\n${message}`,
  }),
  stopped: { "zh-CN": "已按要求提前结束，其余材料未核对。", en: "Ended early as asked; the rest was not examined." },
};
