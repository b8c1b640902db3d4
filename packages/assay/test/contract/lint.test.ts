import { expect, test } from 'vitest';
import { lintContract } from '../../src/contract/lint-contract.ts';
import { contractOf, notes, ofProperties, ofRule, written } from './contracts.ts';

const lint = (text: string) => lintContract(contractOf(text)).map(({ message }) => message);

test('advice on what a contract leaves open', () => {
  expect(lint(written(''))).toEqual([expect.stringContaining('describes no object')]);
  expect(lint(written('schema: [{name: t}]'))).toEqual([
    expect.stringContaining('names no property'),
    expect.stringContaining('an empty table passes'),
  ]);
  expect(
    lint(
      ofProperties(
        '{name: a}',
        '{name: b, logicalType: string}',
        '{name: c, physicalName: a, logicalType: boolean}',
      ),
    ),
  ).toEqual([
    't has no key: repeated rows pass',
    't says nothing on its rows: an empty table passes',
    't.a has no type',
    't.a has no rule on its values',
    't.b has no rule on its values',
    't.c and a read the same column a',
  ]);
});

test('a contract that says enough gets no advice', () => {
  const text = written(`schema:
  - name: t
    quality: [{metric: rowCount, mustBeGreaterThan: 0}]
    properties: [{name: a, logicalType: string, primaryKey: true}, {name: b, logicalType: date, primaryKey: true},
      {name: c, logicalType: number, required: true}, {name: d, logicalType: boolean}]
`);
  expect(lint(text)).toEqual([]);
  expect(notes(text)).toEqual([]);
});

test('a key of the items of a list is no key of the rows', () => {
  const items =
    '{name: l, logicalType: array, items: {logicalType: object, properties: [{name: k, primaryKey: true}]}}';
  expect(lint(ofProperties(items))).toContain('t has no key: repeated rows pass');
  expect(lint(ofProperties(items, '{name: a, unique: true}'))).not.toContain(
    't has no key: repeated rows pass',
  );
});

test('text rules and rules of other engines do not count as rules on a column', () => {
  expect(lint(ofRule('{type: text}'))).toContain('t.a has no rule on its values');
});

test('advice has a place and stops nothing', () => {
  expect(lintContract(contractOf(ofProperties('{name: a}')))).toMatchObject([
    { code: 'contract-lint', where: { line: 7 } },
    { where: { line: 7 } },
    { where: { line: 9 } },
    { where: { line: 9 } },
  ]);
});

test.each([
  ['dataProduct: x', /dataProduct is deprecated/],
  ['customProperties: [{property: x, value: 1}, {property: x, value: 2}]', /a second custom property x/],
  ['team: []', /team as a list is deprecated/],
  ['schema: [{name: t, properties: [{name: a}, {name: A}]}]', /A and a differ only in case/],
])('noted on reading: %s', (text, message) => {
  expect(notes(written(text))).toEqual([expect.stringMatching(message)]);
});
