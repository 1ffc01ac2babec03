import { grouped, say, T } from "./say.tsx";
import { documentAnchor, type View } from "./view.ts";

const OUTPUTS = ["findings.json", "findings.csv", "findings.sarif", "records.csv", "coverage.json", "datapackage.json"];

/** The files as they arrived with their digests, the rules and the tool: what it takes to do the work again. */
export function Sources({ view }: { readonly view: View }) {
  const { documents, rules, tool } = view.examination;
  return (
    <section id="sources" aria-labelledby="sources-t">
      <h2 id="sources-t">
        <T of={say("依据与方法", "Sources and method")} />
      </h2>
      <div class="scroll">
        <table class="list files">
          <thead>
            <tr>
              <th scope="col">
                <T of={say("文件", "File")} />
              </th>
              <th scope="col">
                <T of={say("格式", "Format")} />
              </th>
              <th scope="col" class="n">
                <T of={say("字节", "Bytes")} />
              </th>
              <th scope="col">SHA-256</th>
            </tr>
          </thead>
          <tbody>
            {documents.map(({ path, format, encoding, bytes, sha256, blocks }, index) => (
              <tr id={documentAnchor(index)}>
                <th scope="row">
                  <span class="file">{path}</span>
                </th>
                <td>
                  {format === "unknown" ? <T of={say("未识别", "unknown")} /> : format}
                  {encoding === undefined ? "" : ` (${encoding})`}
                  {blocks.length > 0 ? null : (
                    <b class="refused">
                      {" "}
                      <T of={say("没有读到内容", "nothing read")} />
                    </b>
                  )}
                </td>
                <td class="n">{grouped(bytes)}</td>
                <td class="hash">{sha256}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>
        <T of={say("规则包", "Rule packs")} />
      </h3>
      {rules.length === 0 ? (
        <p>
          <T
            of={say(
              "未使用规则包；关系来自表头、行名与数据本身。",
              "None; the relations come from headings, labels and the figures themselves.",
            )}
          />
        </p>
      ) : (
        <ul class="plain">
          {rules.map(({ id, version, sha256 }) => (
            <li>
              {id} {version} <span class="hash">{sha256}</span>
            </li>
          ))}
        </ul>
      )}
      <h3>
        <T of={say("方法", "Method")} />
      </h3>
      <p>
        <T
          of={say(
            "每项关系都用填报的原数以十进制精确重算。小数位数相同的数各代表末位上下半个单位的区间；差额落在这些区间可解释的范围之内为尾差（提示），只有舍去尾数才相符的为截尾（待核实），在任何舍入方式下都不相符的为错误。空白不等于零；如按零相加，会注明。填报数从不改动，建议值单独列示。",
            "Every relation is recalculated from the submitted figures in exact decimals. A printed figure stands for half a unit of its last digit to either side; a difference that these ranges explain is rounding (a note), one that only cutting off explains is a truncation (a warning), one that nothing explains is an error. Blank is not zero; where a sum takes it for zero, that is said. Submitted figures are never changed; suggestions stand apart.",
          )}
        />
      </p>
      <h3>
        <T of={say("同一次核对的其他文件", "Other files of this run")} />
      </h3>
      <p>
        {OUTPUTS.map((name, index) => (
          <>
            {index > 0 ? " · " : ""}
            <a href={name}>{name}</a>
          </>
        ))}
      </p>
      <p class="tool">
        {tool.name} {tool.version}
      </p>
    </section>
  );
}
