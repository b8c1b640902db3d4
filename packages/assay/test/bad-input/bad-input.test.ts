import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runSchema } from '../../src/domain/run.ts';
import { gateInFolder } from '../run/gate-in-folder.ts';
import { badInputs } from './cases.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-bad-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const contract = (properties: string): string => `apiVersion: v3.1.0
kind: DataContract
id: data
version: 1.0.0
status: active
schema:
  - name: data
    properties: [${properties}]
`;

const isRoot = process.getuid?.() === 0;

for (const { title, name, content, place, properties, options, outcome, needs } of badInputs) {
  test.skipIf(needs === 'no root' && isRoot)(
    needs === 'no root' && isRoot ? `${title} (root may read everything)` : title,
    async () => {
      const own = mkdtempSync(join(folder, 'case-'));
      const path = join(own, name);
      if (place !== undefined) place(own, path);
      if (content !== undefined) writeFileSync(path, content());
      const before = readdirSync(own);
      const run = await gateInFolder(
        own,
        { kind: 'files', path, ...(options ? { options } : {}) },
        {
          text: contract(
            properties ?? '{name: a, logicalType: integer, required: true}, {name: b, logicalType: string}',
          ),
          input: { quarantine: async () => ({ problems: [] }) },
        },
      );
      runSchema.parse(run);
      const notes = run.problems.map(({ message, hint }) => `${message}; ${hint}`).join('\n');
      expect(readdirSync(own), 'nothing is left behind').toEqual(before);
      if ('problem' in outcome) {
        expect(run.decision, notes).toBe(null);
        expect(run.problems[0]?.code, notes).toBe(outcome.problem);
        expect(notes).toContain(outcome.says);
        expect(run.problems.every(({ hint }) => hint !== '')).toBe(true);
        return;
      }
      const failed = run.verdicts.filter(({ status }) => status === 'fail' || status === 'unknown');
      const words = [
        ...failed.map(
          ({ check, message, evidence }) => `${check}: ${message} ${JSON.stringify(evidence ?? {})}`,
        ),
        notes,
      ].join('\n');
      expect(run.decision, words).toBe(outcome.decision);
      if (outcome.check !== undefined)
        expect(
          failed.map(({ check }) => check),
          words,
        ).toContain(outcome.check);
      if (outcome.says !== undefined) expect(words).toContain(outcome.says);
      if (outcome.rows !== undefined) expect(run.subject.rows).toBe(outcome.rows);
    },
  );
}
