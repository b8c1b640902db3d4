import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { mostProblems } from '../../src/contract/reading.ts';
import { contractOf, ofObjectRule, written } from './contracts.ts';

const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const properties = (count: number, line: (index: number) => string) =>
  written(`tags: &tags [x, y]\nschema:\n  - name: t\n    properties:\n${lines(count, line)}\n`);

/** About a second on an idle core; the bound is for busy machines and still far below what quadratic work would take. */
test('a contract with 10,000 rules is read quickly', () => {
  const rule = '{metric: nullValues, mustBeLessThan: 5, unit: percent, severity: warning}';
  const text = properties(
    2500,
    (index) => `      - {name: c${index}, logicalType: number, quality: [${Array(4).fill(rule).join(', ')}]}`,
  );
  const started = performance.now();
  expect(contractOf(text).objects[0]?.demands).toHaveLength(15_000);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('tens of thousands of aliases are read in linear time', () => {
  const started = performance.now();
  const contract = contractOf(properties(20_000, (index) => `      - {name: p${index}, tags: *tags}`));
  expect(contract.objects[0]?.properties.at(-1)?.tags).toEqual(['x', 'y']);
  expect(performance.now() - started).toBeLessThan(15_000);
});

test('beyond a thousand problems only their number is told', () => {
  const { problems } = parseContract(written(lines(5000, (index) => `k${index}: 1`)), 'c.yaml');
  expect(problems).toHaveLength(mostProblems + 1);
  expect(problems.at(-1)).toMatchObject({ code: 'contract-invalid', message: 'and 4000 more problems' });
});

test('a refusal after a thousand notes still refuses', () => {
  const text = properties(
    1500,
    (index) => `      - {name: c${index}, quality: [{metric: missingValues, mustBe: 0}]}`,
  );
  expect(parseContract(text, 'c').contract).toBeDefined();
  const broken = parseContract(`${text}slaProperties: [{property: latency, value: x}]\n`, 'c');
  expect(broken.contract).toBeUndefined();
  expect(broken.problems.at(-1)?.code).toBe('contract-invalid');
});

test.each([
  ['spaces', `SELECT ${' '.repeat(1_000_000)}x`],
  ['semicolons', `SELECT ${'; '.repeat(500_000)}x`],
  ['a literal', `SELECT '${'a'.repeat(2_000_000)}'`],
  ['dollars', `SELECT ${'$a'.repeat(500_000)}`],
  ['comments', `SELECT 1 ${'/*'.repeat(500_000)}`],
  ['braces', `SELECT ${'{ '.repeat(500_000)}`],
  ['brackets', `SELECT ${'( '.repeat(500_000)}`],
])('a query of many %s is read in linear time', (_, query) => {
  const started = performance.now();
  parseContract(ofObjectRule(`{type: sql, mustBe: 0, query: ${JSON.stringify(query)}}`), 'c.yaml');
  expect(performance.now() - started).toBeLessThan(10_000);
});

test('a problem quotes no more than a page of the contract', () => {
  const long = `${'k'.repeat(900)}: 1\nname: [${'x'.repeat(100_000)}]\ntenant: {a: ${'y'.repeat(100_000)}}`;
  const { problems } = parseContract(written(long), 'c.yaml');
  expect(Math.max(...problems.map(({ message, hint }) => message.length + hint.length))).toBeLessThan(2001);
});
