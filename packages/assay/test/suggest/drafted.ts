import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Draft } from '../../src/operations/suggest/draft.ts';
import { draftSource } from '../../src/operations/suggest/draft-source.ts';
import type { Suggestion } from '../../src/operations/suggest/suggestion.ts';

/** Writes a CSV file in a folder of its own and drafts its contract, judged on all rows. */
export const draftedFrom = async (text: string): Promise<Draft> => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-suggest-'));
  try {
    const path = join(folder, 'it.csv');
    writeFileSync(path, text);
    const { draft } = await draftSource({ name: 'it', source: { kind: 'files', path } }, {});
    return draft;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Rules of the table that tie columns together, as `✓` or `?` and what they demand. */
export const acrossIn = ({ rules }: Draft): readonly string[] =>
  rules.filter(({ check }) => check !== 'rowCount').map(({ sure, shown }) => `${sure ? '✓' : '?'} ${shown}`);

export const ruleOf = ({ rules }: Draft, shown: string): Suggestion | undefined =>
  rules.find((one) => one.shown === shown);

/** A CSV file of so many rows. */
export const table = (
  count: number,
  row: (index: number) => Readonly<Record<string, string | number | null>>,
): string => {
  const rows = Array.from({ length: count }, (_unused, index) => row(index));
  const names = Object.keys(rows[0] ?? {});
  return `${[names, ...rows.map((one) => names.map((name) => one[name] ?? ''))].map((cells) => cells.join(',')).join('\n')}\n`;
};
