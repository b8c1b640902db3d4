import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { convertContract } from '../../src/contract/convert/convert-contract.ts';
import { applyEdits } from '../../src/contract/convert/edits.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';

const head = 'apiVersion: v3.0.2\nkind: DataContract\nid: c\nversion: "1"\nstatus: active\n';
const converted = (text: string) => convertContract(head + text, 'c.yaml').text.slice(head.length);

test('comments, order and layout stay', () => {
  const before = `# who
team:
# people
- username: ann   # boss
  description: |
    two
    lines

- username: bob
# what
schema:
  - name: t
    quality:
      - rule: rowCount   # at least one
        mustBeGreaterThan: 0
    properties:
      - name: a
        logicalType: number
        logicalTypeOptions:
          # above zero
          minimum: 0   # the bound
          exclusiveMinimum: true # strictly
          exclusiveMaximum: false
`;
  const after = `# who
team:
# people
  members:
  - username: ann   # boss
    description: |
      two
      lines

  - username: bob
# what
schema:
  - name: t
    quality:
      - metric: rowCount   # at least one
        mustBeGreaterThan: 0
    properties:
      - name: a
        logicalType: number
        logicalTypeOptions:
          # above zero
          exclusiveMinimum: 0   # the bound
          # strictly
`;
  expect(converted(before)).toBe(after);
});

test.each([
  ['team: [{username: a}]', 'team: { members: [{username: a}] }'],
  ['x: &t [{username: a}]\nteam: *t', 'x: &t [{username: a}]\nteam: { members: *t }'],
  ['team: {members: []}', 'team: {members: []}'],
])('%j becomes %j', (before, after) => {
  expect(converted(before)).toBe(after);
});

const options = (written: string) =>
  `schema: [{name: t, properties: [{name: a, logicalType: number, logicalTypeOptions: ${written}}]}]`;
test.each([
  ['{minimum: 1, exclusiveMinimum: true}', '{exclusiveMinimum: 1}'],
  ['{exclusiveMinimum: true, minimum: 1}', '{exclusiveMinimum: 1}'],
  ['{exclusiveMinimum: false, minimum: 1, exclusiveMaximum: false}', '{minimum: 1}'],
  [
    '{minimum: 1, exclusiveMinimum: true, exclusiveMaximum: true, maximum: 2}',
    '{exclusiveMinimum: 1, exclusiveMaximum: 2}',
  ],
  ['{exclusiveMinimum: true}', '{}'],
  ['{exclusiveMinimum: false, exclusiveMaximum: false}', '{}'],
  ['{exclusiveMinimum: 3}', '{exclusiveMinimum: 3}'],
])('options %s become %s', (before, after) => {
  expect(converted(options(before))).toBe(options(after));
});

test('an emptied block of options becomes an empty map', () => {
  const block = (written: string) =>
    `schema:\n  - properties:\n    - name: a\n      logicalTypeOptions:${written}\n      logicalType: number\n`;
  expect(converted(block('\n        exclusiveMaximum: false\n        exclusiveMinimum: false # b'))).toBe(
    block('\n        {} # b'),
  );
});

test('the old names of rules in nested properties and items are found', () => {
  const text =
    'schema: [{name: t, properties: [{name: o, logicalType: object, properties: [{name: b, quality: [{rule: nullValues, mustBe: 0}]}]}, {name: l, logicalType: array, items: {quality: [{type: library, rule: duplicateValues, mustBe: 0}]}}]}]';
  expect(converted(text)).toBe(text.replaceAll('rule:', 'metric:'));
});

test('a rule that 3.1 does not know stands in the way, with its successor', () => {
  const text = `${head}schema: [{name: t, quality: [{rule: countCheck, mustBe: 3}, {rule: odd, mustBe: 3}]}]`;
  const { problems, ...rest } = convertContract(text, 'c.yaml');
  expect(rest).toEqual({ text, changes: [] });
  expect(problems).toMatchObject([
    {
      code: 'contract-invalid',
      hint: expect.stringContaining('metric: rowCount'),
      message: expect.stringContaining('countCheck'),
      where: { line: 6 },
    },
    { code: 'contract-invalid', message: expect.stringContaining('odd') },
  ]);
});

test('every change is told', () => {
  expect(
    convertContract(`${head}team: []\n${options('{minimum: 1, exclusiveMinimum: true}')}`, 'c').changes,
  ).toEqual([
    '/apiVersion: v3.0.2 became v3.1.0',
    '/team: the list became members of a team',
    '/schema/0/properties/0/logicalTypeOptions: minimum became exclusiveMinimum',
  ]);
});

test('3.1 comes back as it is, other versions are problems', () => {
  const current = head.replace('v3.0.2', 'v3.1.0');
  expect(convertContract(current, 'c')).toEqual({ text: current, changes: [], problems: [] });
  expect(convertContract(head.replace('v3.0.2', 'v2.2.0'), 'c').problems).toMatchObject([
    { code: 'contract-unsupported', where: { line: 1 } },
  ]);
  expect(convertContract('a: [', 'c').problems).toMatchObject([{ code: 'yaml-invalid' }]);
});

test('a 3.0 contract is read through the same conversion, with places of the file as written', () => {
  const text = `${head}team:\n- username: a\n- username: b\nschema:\n  - name: t\n    nme: x\n${' '.repeat(4)}quality: [{rule: rowCount, mustBe: 1}]\n`;
  const { problems } = parseContract(text, 'c.yaml');
  expect(problems).toMatchObject([
    { code: 'contract-lint', where: { line: 1 } },
    {
      code: 'contract-invalid',
      message: expect.stringContaining('/schema/0/nme'),
      where: { line: 11, column: 5 },
    },
  ]);
  const fine = parseContract(text.replace('    nme: x\n', ''), 'c.yaml');
  expect(fine.contract?.objects[0]?.demands).toMatchObject([
    { key: 'metric.rowCount', place: { line: 11, column: 15 } },
  ]);
});

test('the text conversion means what it should on any layout', () => {
  const bound = fc.record(
    {
      minimum: fc.integer(),
      maximum: fc.integer(),
      exclusiveMinimum: fc.boolean(),
      exclusiveMaximum: fc.boolean(),
      multipleOf: fc.constant(2),
    },
    { requiredKeys: [] },
  );
  const shuffled = bound.chain((one) =>
    fc.shuffledSubarray(Object.entries(one), { minLength: Object.keys(one).length }),
  );
  const expected = (entries: readonly (readonly [string, unknown])[]) => {
    const old = Object.fromEntries(entries);
    const now: Record<string, unknown> = { ...old };
    for (const [flag, limit] of [
      ['exclusiveMinimum', 'minimum'],
      ['exclusiveMaximum', 'maximum'],
    ] as const) {
      if (old[flag] === undefined) continue;
      delete now[flag];
      if (old[flag] !== true || old[limit] === undefined) continue;
      delete now[limit];
      now[flag] = old[limit];
    }
    return now;
  };
  const flow = (entries: readonly (readonly [string, unknown])[]) =>
    ` {${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`;
  const block = (entries: readonly (readonly [string, unknown])[]) =>
    entries.length === 0 ? ' {}' : entries.map(([key, value]) => `\n          ${key}: ${value}`).join('');
  fc.assert(
    fc.property(shuffled, fc.boolean(), (entries, inFlow) => {
      const text = `schema:\n  - name: t\n    properties:\n      - name: a\n        logicalTypeOptions:${inFlow ? flow(entries) : block(entries)}\n        logicalType: integer\n`;
      expect(parse(converted(text)).schema[0].properties[0].logicalTypeOptions).toEqual(expected(entries));
    }),
  );
});

test('offsets of edited text lead back', () => {
  const { text, original } = applyEdits('abcdef', [
    { start: 4, end: 5, text: 'XY' },
    { start: 1, end: 2, text: '' },
    { start: 3, end: 3, text: '_' },
  ]);
  expect(text).toBe('ac_dXYf');
  expect([...text].map((_, index) => original(index))).toEqual([0, 2, 3, 3, 4, 4, 5]);
});

test.each([
  ['physicalType: timestamp', 'timestamp'],
  ['physicalType: time', 'time'],
  ['physicalType: date, logicalTypeOptions: {format: "yyyy-MM-dd HH:mm:ss"}', 'date'],
  ['logicalTypeOptions: {format: "yyyy-MM-dd HH:mm:ss"}', 'timestamp'],
  ['logicalTypeOptions: {format: HH:mm}', 'time'],
  ['logicalTypeOptions: {format: "dd.MM.yyyy \'Hm\'"}', 'date'],
  ['description: x', 'date'],
])('3.0 had no timestamp: a date with %s became a %s', (rest, type) => {
  const text = (logicalType: string) =>
    `schema: [{name: t, properties: [{name: a, logicalType: ${logicalType}, ${rest}}]}]\n`;
  expect(converted(text('date'))).toBe(text(type));
});

test('JSON stays JSON, and quotes stay', () => {
  const contract = (version: string, team: unknown, rule: string, options: unknown) => ({
    apiVersion: version,
    team,
    schema: [
      {
        name: 't',
        quality: [{ [rule]: 'rowCount', mustBe: 1 }],
        properties: [{ name: 'a', logicalType: 'number', logicalTypeOptions: options }],
      },
    ],
  });
  const team = [{ username: 'ann' }];
  const before = JSON.stringify(
    contract('v3.0.2', team, 'rule', { minimum: 0, exclusiveMinimum: true }),
    null,
    2,
  );
  expect(JSON.parse(convertContract(before, 'c.json').text)).toEqual(
    contract('v3.1.0', { members: team }, 'metric', { exclusiveMinimum: 0 }),
  );
  expect(convertContract("apiVersion: 'v3.0.2'\n", 'c.yaml').text).toBe("apiVersion: 'v3.1.0'\n");
});

test('the comment on a member of the team is a description in 3.1', () => {
  expect(converted('team:\n  - username: ann\n    comment: back in May\n')).toBe(
    'team:\n  members:\n    - username: ann\n      description: back in May\n',
  );
  expect(
    converted('team: [{username: ann, comment: x}, {username: bob, comment: y, description: z}]\n'),
  ).toBe(
    'team: { members: [{username: ann, description: x}, {username: bob, comment: y, description: z}] }\n',
  );
});
