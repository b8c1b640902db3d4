import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Run } from '../../src/domain/run.ts';
import type { Source } from '../../src/domain/source.ts';
import { profileDataset } from '../../src/operations/profile.ts';
import { readProject } from '../../src/project/project.ts';
import { maskVerdict } from '../../src/run/mask.ts';
import { sampleVerdict } from '../catalog/sample-run.ts';
import { gateInFolder } from './gate-in-folder.ts';

describe('a verdict on confidential columns', () => {
  const failed = sampleVerdict({ status: 'fail', message: 'a secret', evidence: { a: 'secret' } });

  test.each([
    ['a count', { observed: 3, count: 3, total: 12 }, 3],
    ['a percentage', { observed: 25, count: 3, total: 12 }, 25],
    ['no exception', { observed: 0, count: 0, total: 0 }, 0],
    ['a value beside counts', { observed: 71.27, count: 3, total: 12 }, undefined],
    ['a value', { observed: 71.27 }, undefined],
    ['a text', { observed: 'secret', count: 3, total: 12 }, undefined],
  ] as const)('that observes %s', (_what, given, shown) => {
    const masked = maskVerdict({ ...failed, ...given }, ['ssn']);
    expect(masked.observed).toBe(shown);
    expect(masked.evidence).toBeUndefined();
    expect(masked.message).toMatch(/; values are hidden: ssn is confidential$/);
  });

  test.each([
    [{ count: 1, total: 12 }, '1 of 12 breaks this rule'],
    [{ count: 2 }, '2 break this rule'],
    [{}, 'does not hold'],
    [{ status: 'unknown' }, 'could not be judged'],
    [{ status: 'not-applicable' }, 'does not apply'],
  ] as const)('says what it may: %j', (given, says) => {
    const { message } = maskVerdict({ ...failed, ...given }, ['ssn', 'pay']);
    expect(message).toBe(`${says}; values are hidden: ssn, pay are confidential`);
  });

  test('is left alone where there is none', () => {
    expect(maskVerdict(failed, [])).toBe(failed);
  });
});

describe('no value leaves', () => {
  let folder: string;
  let source: Source;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'assay-mask-'));
    source = { kind: 'files', path: join(folder, 'people.ndjson') };
    const lines = Array.from({ length: 12 }, (_none, at) => ({
      id: Math.floor(at / 2),
      person: { name: `secret ${at % 2}`, age: 3 },
      SSN: `secret ${at}`,
      temp: 71.25,
    }));
    writeFileSync(source.path, lines.map((line) => JSON.stringify(line)).join('\n'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const contract = (quality: string): string => `
apiVersion: v3.1.0
kind: DataContract
id: people
version: 1.0.0
status: active
schema:
  - name: people
    quality: [${quality}]
    properties:
      - {name: id, logicalType: integer}
      - name: person
        logicalType: object
        properties:
          - {name: name, logicalType: string, classification: restricted}
          - {name: age, logicalType: integer}
      - {name: ssn, logicalType: string, classification: restricted}
      - name: temp
        logicalType: number
        classification: restricted
        quality: [{type: custom, engine: assay, implementation: {check: unitSuspicion, unit: "°C", usual: [15, 30]}}]
`;
  const gated = (quality: string): Promise<Run> => gateInFolder(folder, source, { text: contract(quality) });

  test('of an object that holds a confidential property', async () => {
    const { verdicts } = await gated(
      '{type: library, metric: duplicateValues, mustBe: 0, arguments: {properties: [person]}}',
    );
    expect(verdicts[0]).toMatchObject({ status: 'fail', count: 10 });
    expect(JSON.stringify(verdicts)).not.toContain('secret');
  });

  test('as the median of a unit that looks wrong', async () => {
    const { verdicts } = await gated('');
    const suspicion = verdicts.find(({ check }) => check === 'unitSuspicion');
    expect(suspicion).toMatchObject({ status: 'fail', count: 12, total: 12 });
    expect(JSON.stringify(verdicts)).not.toContain('71.25');
  });

  test('and a confidential column called name hides no rule that does not name it', async () => {
    const { verdicts } = await gated(
      '{type: library, metric: duplicateValues, mustBe: 0, arguments: {properties: [id]}}',
    );
    expect(verdicts[0]?.message).toContain('6 keys in more than one row');
  });

  test('in a profile, where the contract writes the name in another case', async () => {
    writeFileSync(join(folder, 'people.odcs.yaml'), contract(''));
    const project = readProject(folder, { env: {}, vars: {} });
    const profile = await profileDataset(project, {
      source: source.kind === 'files' ? source.path : '',
      contract: join(folder, 'people.odcs.yaml'),
      cwd: folder,
    });
    expect(profile.columns.filter(({ confidential }) => confidential).map(({ name }) => name)).toEqual([
      'person',
      'SSN',
      'temp',
    ]);
    expect(JSON.stringify(profile)).not.toMatch(/secret|71\.25/);
  });
});
