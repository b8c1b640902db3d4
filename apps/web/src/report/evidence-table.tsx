import type { Cell } from '../../../../packages/assay/src/domain/cell.ts';
import type { Evidence } from '../../../../packages/assay/src/domain/verdict.ts';
import { Scroll } from './scroll.tsx';
import { cellWords, isNumeric } from './words.ts';

type Rows = readonly Readonly<Record<string, Cell>>[];

const isRows = (value: Evidence[string]): value is Record<string, Cell>[] => Array.isArray(value);

/** `unusualValues` as "unusual values". */
const spoken = (name: string): string =>
  name.replace(/([a-z])([A-Z])/g, (_, a: string, b: string) => `${a} ${b.toLowerCase()}`);

const Examples = ({ title, rows }: { readonly title: string; readonly rows: Rows }) => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return (
    <Scroll label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" className={isNumeric(rows[0]?.[name]) ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: examples never move, and two may be alike
            <tr key={index}>
              {columns.map((name) => (
                <td
                  key={name}
                  className={isNumeric(row[name]) ? 'number' : row[name] == null ? 'null' : undefined}
                >
                  {cellWords(row[name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

/** The facts behind a verdict: single ones as a list, rows as tables. */
export const EvidenceTable = ({ evidence, rule }: { readonly evidence: Evidence; readonly rule: string }) => {
  const facts = Object.entries(evidence).flatMap(([name, value]) =>
    isRows(value) ? [] : [[name, value] as const],
  );
  const tables = Object.entries(evidence).flatMap(([name, value]) =>
    isRows(value) && value.length > 0 ? [[name, value] as const] : [],
  );
  return (
    <>
      {facts.length > 0 && (
        <dl className="demand">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{spoken(name)}</dt>
              <dd>{cellWords(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      {tables.map(([name, rows]) => (
        <Examples key={`${rule} ${name}`} title={name === 'rows' ? 'Examples' : spoken(name)} rows={rows} />
      ))}
    </>
  );
};
