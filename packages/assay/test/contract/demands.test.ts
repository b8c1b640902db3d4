import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Demand } from '../../src/contract/demand.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import {
  contractOf,
  demandOf,
  demandsOf,
  notes,
  ofObjectRule,
  ofProperties,
  ofRule,
  refusals,
  written,
} from './contracts.ts';
import { validDocument } from './documents.ts';

const keysOf = (text: string) => demandsOf(text).map(({ property, key }) => `${property ?? ''} ${key}`);

test('nested properties and items make demands of their own', () => {
  const text = ofProperties(
    '{name: address, logicalType: object, properties: [{name: zip, logicalType: string, required: true}]}',
    '{name: tags, logicalType: array, items: {logicalType: object, properties: [{name: x, unique: true}]}}',
    '{name: grid, logicalType: array, items: {logicalType: array, items: {logicalType: integer, logicalTypeOptions: {minimum: 0}}}}',
  );
  expect(keysOf(text)).toEqual([
    'address presence',
    'address type',
    'address.zip presence',
    'address.zip type',
    'address.zip required',
    'tags presence',
    'tags type',
    'tags[] type',
    'tags[].x presence',
    'tags[].x unique',
    'grid presence',
    'grid type',
    'grid[] type',
    'grid[][] type',
    'grid[][] options.minimum',
  ]);
});

test('a key of one property stands on it, a tuple on the object in the order of its positions', () => {
  const single = demandOf(ofProperties('{name: a, primaryKey: true, primaryKeyPosition: -1}'), 'primaryKey');
  expect([single.property, single.args]).toEqual(['a', {}]);
  const tuple = demandOf(
    ofProperties(
      '{name: a, primaryKey: true, primaryKeyPosition: 2}',
      '{name: b, primaryKey: true, primaryKeyPosition: 1}',
    ),
    'primaryKey',
  );
  expect([tuple.property, tuple.args]).toEqual([undefined, { properties: ['b', 'a'] }]);
});

test('keys of the items of a list are apart from the key of the object', () => {
  const text = ofProperties(
    '{name: a, primaryKey: true}',
    '{name: l, logicalType: array, items: {logicalType: object, properties: [{name: k, primaryKey: true}]}}',
  );
  expect(demandsOf(text).flatMap(({ key, property }) => (key === 'primaryKey' ? [property] : []))).toEqual([
    'a',
    'l[].k',
  ]);
});

test('names may hold dots and brackets, and are columns like others', () => {
  const text = ofProperties(
    '{name: "a.b", primaryKey: true}',
    '{name: "x[]", required: true, primaryKey: true}',
    '{name: "\\"; DROP TABLE t --"}',
  );
  expect(keysOf(text)).toEqual([
    'a.b presence',
    ' primaryKey',
    'x[] presence',
    'x[] required',
    '"; DROP TABLE t -- presence',
  ]);
});

test('one path stands for one property', () => {
  const text = ofProperties('{name: "a.b"}', '{name: a, logicalType: object, properties: [{name: b}]}');
  expect(refusals(text)).toEqual([expect.stringContaining('a.b stands for two properties')]);
});

test('a part is as confidential as the whole, unless it says otherwise', () => {
  const text = ofProperties(
    '{name: o, classification: pii, logicalType: object, properties: [{name: z}, {name: y, classification: public}, {name: l, logicalType: array, items: {}}]}',
  );
  const [whole] = contractOf(text).objects[0]?.properties ?? [];
  expect(whole?.properties.map(({ classification }) => classification)).toEqual(['pii', 'public', 'pii']);
  expect(whole?.properties[2]?.items?.classification).toBe('pii');
});

test('flags written false and an empty map of options demand nothing', () => {
  expect(
    keysOf(
      ofProperties(
        '{name: a, logicalType: boolean, required: false, unique: false, primaryKey: false, logicalTypeOptions: {}}',
      ),
    ),
  ).toEqual(['a presence', 'a type']);
});

test('the zone of naive values goes with bounds and is no demand of its own', () => {
  const text = ofProperties(
    '{name: a, logicalType: timestamp, logicalTypeOptions: {minimum: "2020-01-01", timezone: true, defaultTimezone: Europe/Berlin}}',
  );
  expect(keysOf(text)).toEqual(['a presence', 'a type', 'a options.minimum', 'a options.timezone']);
  expect(demandOf(text, 'options.minimum')).toMatchObject({
    args: { minimum: '2020-01-01' },
    defaultTimezone: 'Europe/Berlin',
    logicalType: 'timestamp',
  });
});

test('numbers that a double cannot hold stay exact', () => {
  const text = ofProperties(
    '{name: a, logicalType: integer, logicalTypeOptions: {maximum: 9223372036854775807, minimum: -0}}',
  );
  expect(demandOf(text, 'options.maximum').args).toEqual({
    maximum: { type: 'bigint', value: '9223372036854775807' },
  });
  const values = demandOf(
    ofRule(
      '{metric: invalidValues, mustBe: 0, arguments: {validValues: [1, 0.1, 12345678901234567.25]}}',
      'number',
    ),
    'metric.invalidValues',
  );
  expect(values.args).toEqual({ validValues: [1, 0.1, { type: 'decimal', value: '12345678901234567.25' }] });
});

test('a whole number is exact in any base, and within what an Assay check is given', () => {
  const hexadecimal = demandOf(
    ofRule(
      '{metric: invalidValues, mustBe: 0, arguments: {validValues: [0x10, 0xFFFFFFFFFFFFFFFF]}}',
      'integer',
    ),
    'metric.invalidValues',
  );
  const big = { type: 'bigint', value: '18446744073709551615' };
  expect(hexadecimal.args).toEqual({ validValues: [16, big] });
  for (const implementation of [
    '{check: x, a: [18446744073709551615]}',
    '"{check: x, a: [18446744073709551615]}"',
  ])
    expect(
      demandOf(ofRule(`{type: custom, engine: assay, implementation: ${implementation}}`), 'custom').args,
    ).toEqual({ check: 'x', a: [big] });
});

test('dates kept as text are listed as they are written', () => {
  const listed = (options: string) =>
    ofProperties(
      `{name: a, logicalType: date, ${options} quality: [{metric: invalidValues, mustBe: 0, arguments: {validValues: [31.12.2020]}}]}`,
    );
  expect(refusals(listed(''))).toEqual([expect.stringContaining('can never be a value of logicalType date')]);
  expect(refusals(listed('logicalTypeOptions: {format: dd.MM.yyyy},'))).toEqual([]);
});

test.each([
  ['TIMESTAMP', 'timestamp'],
  ['timestamp(6) with time zone', 'timestamp'],
  ['datetime2', 'timestamp'],
  ['time', 'time'],
  ['TIMETZ', 'time'],
  ['date', 'date'],
  ['times', 'date'],
])('a date whose physical type is %s is a %s', (physicalType, logicalType) => {
  const text = ofProperties(`{name: a, logicalType: date, physicalType: ${physicalType}}`);
  expect(demandOf(text, 'type')).toMatchObject({ logicalType, args: { logicalType, physicalType } });
  expect(notes(text)).toHaveLength(logicalType === 'date' ? 0 : 1);
});

test.each([
  ['info', 'info', 0],
  ['INFO', 'info', 0],
  ['warning', 'warn', 0],
  ['Warn', 'warn', 0],
  ['low', 'warn', 0],
  ['minor', 'warn', 0],
  ['trivial', 'warn', 0],
  ['error', 'error', 0],
  ['Critical', 'error', 0],
  ['medium', 'error', 1],
  ['constructor', 'error', 1],
])('severity %s is %s', (word, severity, noted) => {
  const text = ofRule(`{metric: nullValues, mustBe: 0, severity: ${word}}`);
  expect(demandOf(text, 'metric.nullValues').severity).toBe(severity);
  expect(notes(text)).toHaveLength(noted);
});

test.each([
  ['rows', 'rows'],
  ['percent', 'percent'],
  ['percentage', 'percent'],
  ['"%"', 'percent'],
  ['Percent', 'percent'],
])('unit %s is %s', (word, unit) => {
  expect(demandOf(ofRule(`{metric: nullValues, mustBe: 0, unit: ${word}}`), 'metric.nullValues').unit).toBe(
    unit,
  );
});

test('the unit of a SQL rule is a label', () => {
  const demand = demandOf(ofRule('{type: sql, query: "SELECT 1", mustBe: true, unit: EUR}'), 'sql');
  expect([demand.unit, demand.unitLabel, demand.comparison]).toEqual([
    undefined,
    'EUR',
    { operator: 'mustBe', value: true },
  ]);
});

test('what a property demands without a rule goes by its tags, its key included', () => {
  const demands = demandsOf(ofProperties('{name: a, tags: [x], primaryKey: true, required: true}'));
  expect(demands.map(({ key, tags }) => [key, tags])).toEqual([
    ['presence', ['x']],
    ['primaryKey', ['x']],
    ['required', ['x']],
  ]);
});

test('what a rule says of itself is carried over', () => {
  const demand = demandOf(
    ofRule(
      '{id: r, name: n, description: d, tags: [x], dimension: accuracy, metric: nullValues, mustBeBetween: [0, 2]}',
    ),
    'metric.nullValues',
  );
  expect(demand).toMatchObject({
    id: 'r',
    name: 'n',
    description: 'd',
    tags: ['x'],
    dimension: 'accuracy',
    object: 't',
    property: 'a',
    comparison: { operator: 'mustBeBetween', value: [0, 2] },
    place: { file: 'c.yaml', line: 9 },
  });
});

test('rules of assay, of other engines and of people keep what they say', () => {
  expect(
    demandOf(ofRule('{type: custom, engine: assay, implementation: {check: stuckAt, limit: 60}}'), 'custom')
      .args,
  ).toEqual({ check: 'stuckAt', limit: 60 });
  expect(
    demandOf(ofObjectRule('{type: custom, engine: assay, implementation: "check: range\\nmin: 1"}'), 'custom')
      .args,
  ).toEqual({ check: 'range', min: 1 });
  expect(demandOf(ofRule('{type: custom, engine: soda, implementation: "x"}'), 'foreignEngine').args).toEqual(
    { engine: 'soda', implementation: 'x' },
  );
  expect(demandOf(ofRule('{type: text, description: look at it}'), 'text').description).toBe('look at it');
  expect(notes(ofRule('{type: custom, engine: Assay, implementation: "x"}'))).toEqual([
    expect.stringContaining('another engine than assay'),
  ]);
});

test('duplicates.nulls reaches unique and duplicateValues from the rule, the property, the object or the contract', () => {
  const custom = 'customProperties: [{property: duplicates.nulls, value: equal}]';
  expect(
    demandOf(ofRule(`{metric: duplicateValues, mustBe: 0, ${custom}}`), 'metric.duplicateValues').args,
  ).toEqual({ nulls: 'equal' });
  expect(demandOf(ofProperties(`{name: a, unique: true, ${custom}}`), 'unique').args).toEqual({
    nulls: 'equal',
  });
  expect(demandOf(`${ofProperties('{name: a, unique: true}')}${custom}\n`, 'unique').args).toEqual({
    nulls: 'equal',
  });
  expect(demandOf(ofProperties('{name: a, unique: true}'), 'unique').args).toEqual({});
});

test('missingValues without a list, or with one that leaves NULL out, is noted', () => {
  expect(notes(ofRule('{metric: missingValues, mustBe: 0}'))).toEqual([
    expect.stringContaining('counts NULL only'),
  ]);
  expect(notes(ofRule('{metric: missingValues, mustBe: 0, arguments: {missingValues: [x]}}'))).toEqual([
    expect.stringContaining('NULL counts as missing'),
  ]);
});

test.each([
  [
    'a synonym of a dimension',
    ofRule('{metric: nullValues, mustBe: 0, dimension: cp}'),
    /cp stands for completeness/,
  ],
  [
    'a postgres server without schema',
    written('servers: [{server: a, type: postgres, host: h, port: 1, database: d}]'),
    /asks for schema/,
  ],
  [
    'a postgresql server without port',
    written('servers: [{server: a, type: postgresql, host: h, schema: s, database: d}]'),
    /asks for port/,
  ],
])('%s is a note, and refused when strict', (_, text, message) => {
  expect(notes(text)).toEqual([expect.stringMatching(message)]);
  expect(refusals(text)).toEqual([]);
  expect(refusals(text, { strict: true })).toEqual([expect.stringMatching(message)]);
});

test('physical names, servers and custom properties are kept', () => {
  const contract = contractOf(
    written(`schema: [{name: t, physicalName: T2, properties: [{name: a, physicalName: A_1, classification: pii}]}]
servers: [{server: s, type: s3, location: "s3://b/{model}/*.csv", format: csv, customProperties: [{property: csv.delimiter, value: ";"}]}]
customProperties: [{property: assay.where, value: "a > 1"}]
`),
  );
  expect(contract).toMatchObject({
    apiVersion: 'v3.1.0',
    id: 'c',
    version: '1',
    sha256: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    customProperties: { 'assay.where': 'a > 1' },
    objects: [
      {
        name: 't',
        physicalName: 'T2',
        properties: [{ name: 'a', physicalName: 'A_1', classification: 'pii' }],
      },
    ],
    servers: [{ server: 's', type: 's3', fields: { location: 's3://b/{model}/*.csv', format: 'csv' } }],
  });
});

interface Element {
  readonly quality?: readonly unknown[];
  readonly relationships?: readonly unknown[];
  readonly properties?: readonly Element[];
  readonly items?: Element;
  readonly [key: string]: unknown;
}
const demandsIn = (element: Element, isItems: boolean, keys: { count: number }): number => {
  if (element.primaryKey === true) keys.count++;
  const options = Object.keys(element.logicalTypeOptions ?? {}).filter(
    (key) => key !== 'defaultTimezone',
  ).length;
  const flags = [!isItems, element.logicalType ?? element.physicalType, element.required, element.unique];
  const own = flags.filter((flag) => flag !== undefined && flag !== false).length + options;
  return own + rulesIn(element) + nested(element, keys);
};
const rulesIn = (element: Element) => (element.quality?.length ?? 0) + (element.relationships?.length ?? 0);
const nested = (element: Element, keys: { count: number }): number =>
  (element.properties ?? []).reduce((sum, one) => sum + demandsIn(one, false, keys), 0) +
  (element.items === undefined ? 0 : demandsIn(element.items, true, { count: 0 }));

const isKeyOfItems = ({ key, property, args }: Demand) =>
  key === 'primaryKey' && `${property} ${args.properties}`.includes('[]');

test('every rule, flag, option and relationship of an object makes exactly one demand', () => {
  fc.assert(
    fc.property(validDocument, (document) => {
      const { contract } = parseContract(JSON.stringify(document), 'c.yaml');
      fc.pre(contract !== undefined);
      const objects = document.schema as readonly Element[];
      for (const [index, object] of objects.entries()) {
        const keys = { count: 0 };
        const expected = rulesIn(object) + nested(object, keys) + Math.min(keys.count, 1);
        const found = contract.objects[index]?.demands.filter(
          (demand) => !isKeyOfItems(demand) && !demand.key.startsWith('sla.'),
        );
        expect(found).toHaveLength(expected);
      }
    }),
    { numRuns: 100 },
  );
});
