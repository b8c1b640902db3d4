import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Source } from '../../src/domain/source.ts';
import { scoresOf } from '../../src/run/score.ts';
import { scoringOf } from '../../src/run/score-rules.ts';
import { sampleVerdict } from '../catalog/sample-run.ts';
import { contractOf, gateInFolder } from './gate-in-folder.ts';

const contract = (minimums: string, weights = '{completeness: 3}'): string => `
apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
customProperties:
  - {property: assayMinimumScores, value: ${minimums}}
  - {property: assayWeights, value: ${weights}}
schema:
  - name: readings
    properties:
      - {name: temp, logicalType: number, logicalTypeOptions: {maximum: 31}}
      - {name: owner, logicalType: string, required: true}
`;

let folder: string;
let source: Source;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-scores-'));
  source = { kind: 'files', path: join(folder, 'readings.csv') };
  writeFileSync(source.path, 'temp,owner\n1,ana\n2,\n3,bob\n40,eve\n');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a demanded score is a rule of the run, and decides as one', async () => {
  const run = await gateInFolder(folder, source, { text: contract('{overall: 0.79, completeness: 0.8}') });
  expect(run.scores).toMatchObject({ overall: 0.8, dimensions: { accuracy: 0.75, completeness: 0.75 } });
  expect(run.verdicts.filter(({ check }) => check === 'score')).toMatchObject([
    { rule: 'readings/score-overall', status: 'pass', severity: 'error', observed: 0.8 },
    {
      rule: 'readings/score-completeness',
      status: 'fail',
      dimension: 'completeness',
      expected: 'a completeness score of at least 0.8',
      message: 'the completeness score is 0.75, and at least 0.8 is demanded',
    },
  ]);
});

test('rounding keeps no score from its minimum, and lets none reach 1', () => {
  const third = sampleVerdict({ status: 'fail', count: 3, total: 10 });
  const { overall } = scoresOf([third, third, third], {}, () => []);
  expect(overall).toBeLessThan(0.7);
  const judged = (minimum: number, score: number | null) => {
    const { contract: parsed, object } = contractOf(contract(`{overall: ${minimum}}`));
    return scoringOf(parsed, object).rules[0]?.judge({ overall: score, dimensions: {} });
  };
  expect(judged(0.7, overall)).toMatchObject({ status: 'pass', message: 'the overall score is 0.7' });
  expect(judged(0.7001, overall)).toMatchObject({ status: 'fail' });
  expect(judged(1, 1 - Number.EPSILON)).toMatchObject({ status: 'fail' });
  expect(judged(1, 1)).toMatchObject({ status: 'pass' });
});

test('a score without rules is unknown, and blocks', async () => {
  const waived = { until: '2027-01-01', owner: 'ana', reason: 'known' };
  const waivers = new Map(['readings.temp/range', 'readings.owner/required'].map((rule) => [rule, waived]));
  const admitted = await gateInFolder(folder, source, {
    text: contract('{overall: 0.7}'),
    input: { waivers },
  });
  expect(admitted.decision).toBe('admit');
  const run = await gateInFolder(folder, source, { text: contract('{timeliness: 0.1}'), input: { waivers } });
  expect(run.decision).toBe('block');
  expect(run.verdicts.at(-1)).toMatchObject({
    status: 'unknown',
    message: 'no rule of timeliness was scored',
  });
});

test('a failed score can be waived, and is left out where other rules are selected', async () => {
  const waived = { until: '2027-01-01', owner: 'ana', reason: 'known' };
  const ids = ['readings.temp/range', 'readings.owner/required', 'readings/score-overall'];
  const waivers = new Map(ids.map((rule) => [rule, waived]));
  const text = contract('{overall: 0.99}');
  expect(await gateInFolder(folder, source, { text, input: { waivers } })).toMatchObject({
    decision: 'admit',
  });
  const run = await gateInFolder(folder, source, {
    text,
    input: { select: () => new Set(['readings.temp/range']) },
  });
  expect(run.verdicts).toHaveLength(1);
});

test('no rest is admitted where a score blocks', async () => {
  const run = await gateInFolder(folder, source, {
    text: contract('{overall: 0.99}'),
    options: { admitted: true },
  });
  expect(run.quarantine).toMatchObject({ rows: 2 });
  expect(run.quarantine?.admitted).toBeUndefined();
  expect(run.problems).toMatchObject([{ message: expect.stringContaining('readings/score-overall') }]);
});

describe('what cannot be read is a problem', () => {
  test.each([
    [
      'an unknown score',
      '{completness: 0.9}',
      '{}',
      'there is no score completness',
      'did you mean completeness?',
    ],
    ['an unknown weight', '{}', '{overall: 2}', 'there is no score overall', 'keys are accuracy'],
    ['a minimum above 1', '{overall: 95}', '{}', 'overall', 'map of numbers'],
    ['a negative weight', '{}', '{accuracy: -1}', 'accuracy', 'map of numbers'],
    ['no map', '0.9', '{}', 'assayMinimumScores', 'map of numbers'],
  ])('%s', async (_what, minimums, weights, says, hint) => {
    const text = contract(minimums, weights);
    const parsed = contractOf(text);
    expect(() => scoringOf(parsed.contract, parsed.object)).toThrow(says);
    const run = await gateInFolder(folder, source, { text });
    expect(run.decision).toBeNull();
    expect(run.problems).toMatchObject([{ code: 'contract-invalid', hint: expect.stringContaining(hint) }]);
  });
});

test('the object’s own settings come before the contract’s', () => {
  const text = contract('{overall: 0.9}').replace(
    '  - name: readings\n',
    '  - name: readings\n    customProperties:\n      - {property: assayMinimumScores, value: {accuracy: 0.5}}\n',
  );
  const parsed = contractOf(text);
  const { weights, rules } = scoringOf(parsed.contract, parsed.object);
  expect(weights).toEqual({ completeness: 3 });
  expect(rules.map(({ rule }) => rule.id)).toEqual(['readings/score-accuracy']);
});
