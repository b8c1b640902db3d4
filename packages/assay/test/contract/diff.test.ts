import { expect, test } from 'vitest';
import { diffContracts } from '../../src/contract/diff/diff-contracts.ts';
import { changeKinds } from '../../src/contract/diff/kinds.ts';
import { contractOf, ofObjectRule, ofProperties, ofRule, written } from './contracts.ts';

const diff = (before: string, after: string) => diffContracts(contractOf(before), contractOf(after));
const a = (rest: string) => ofProperties(`{name: a, ${rest}}`);
const number = (options: string) => a(`logicalType: number, logicalTypeOptions: {${options}}`);
const integer = (options: string) => a(`logicalType: integer, logicalTypeOptions: {${options}}`);
const at = (options: string) => a(`logicalType: timestamp, logicalTypeOptions: {${options}}`);
const parts = (names: string) => a(`logicalType: object, logicalTypeOptions: {required: ${names}}`);
const invalid = (values: string, rest: string) =>
  ofRule(`{metric: invalidValues, arguments: {validValues: ${values}}, ${rest}}`);
const states = (values: string) =>
  ofRule(`{id: s, metric: invalidValues, mustBe: 0, arguments: {validValues: [${values}]}}`);
const nulls = (rest: string) => ofRule(`{metric: nullValues, ${rest}}`);
const latency = (rest: string) =>
  `${ofProperties('{name: at}')}slaProperties: [{property: latency, element: t.at, ${rest}}]\n`;
const related = (rest: string) => written(`schema: [{name: t, properties: [{name: a${rest}}, {name: b}]}]`);
const plain = ofProperties('{name: a}');
const server = (database: string) => `${plain}servers: [{server: s, type: duckdb, database: ${database}}]\n`;

const cases: readonly (readonly [before: string, after: string, kinds: string])[] = [
  [
    ofObjectRule('{metric: rowCount, mustBe: 1}, {metric: rowCount, mustBe: 2}'),
    ofObjectRule('{metric: rowCount, mustBe: 3}'),
    'ruleRemoved ruleRemoved ruleAdded',
  ],
  [plain, server('x'), 'serverAdded'],
  [server('x'), plain, 'serverRemoved'],
  [server('x'), server('y'), 'serverChanged'],
  [plain, plain.replace('active', 'retired'), 'statusChanged'],
  [plain, written('schema: [{name: t, properties: [{name: a}]}, {name: u}]'), 'objectAdded'],
  [written('schema: [{name: t}, {name: u}]'), written('schema: [{name: u}]'), 'objectRemoved'],
  [written('schema: [{name: t, id: x}]'), written('schema: [{name: u, id: x}]'), 'objectRenamed'],
  [written('schema: [{name: t}]'), written('schema: [{name: t, physicalName: T}]'), 'objectMoved'],
  [plain, ofProperties('{name: a}', '{name: b, required: true}'), 'propertyAdded'],
  [ofProperties('{name: a}', '{name: b, required: true}'), plain, 'propertyRemoved'],
  [a('id: x, required: true'), ofProperties('{name: b, id: x, required: true}'), 'propertyRenamed'],
  [plain, a('physicalName: A'), 'propertyMoved'],
  [plain, a('logicalType: string'), 'typeAdded'],
  [a('logicalType: string'), plain, 'typeDropped'],
  [a('logicalType: string'), a('logicalType: date'), 'typeChanged'],
  [a('logicalType: integer'), a('logicalType: number'), 'typeWidened'],
  [a('logicalType: number'), a('logicalType: integer'), 'typeNarrowed'],
  [a('physicalType: INT'), a('physicalType: BIGINT'), 'physicalTypeChanged'],
  [plain, a('required: true'), 'requiredAdded'],
  [a('required: true'), plain, 'requiredDropped'],
  [plain, a('unique: true'), 'uniqueAdded'],
  [a('unique: true'), plain, 'uniqueDropped'],
  [plain, a('primaryKey: true'), 'keyAdded'],
  [a('primaryKey: true'), plain, 'keyDropped'],
  [
    ofProperties('{name: a, primaryKey: true}', '{name: b, primaryKey: true}', '{name: c}'),
    ofProperties('{name: a, primaryKey: true}', '{name: b}', '{name: c, primaryKey: true}'),
    'keyChanged',
  ],
  [a('logicalType: number'), number('minimum: 1'), 'optionAdded'],
  [number('minimum: 1'), a('logicalType: number'), 'optionDropped'],
  [number('multipleOf: 2'), number('multipleOf: 3'), 'optionChanged'],
  [number('minimum: 1'), number('minimum: 0'), 'rangeWidened'],
  [number('minimum: 0'), number('minimum: 1'), 'rangeNarrowed'],
  [number('exclusiveMaximum: 5'), number('exclusiveMaximum: 6'), 'rangeWidened'],
  [number('maximum: 9223372036854775807'), number('maximum: 9223372036854775806'), 'rangeNarrowed'],
  [
    a('logicalType: date, logicalTypeOptions: {maximum: "2030-01-01"}'),
    a('logicalType: date, logicalTypeOptions: {maximum: "2031-01-01"}'),
    'rangeWidened',
  ],
  [
    a('logicalType: string, logicalTypeOptions: {maxLength: 9}'),
    a('logicalType: string, logicalTypeOptions: {maxLength: 8}'),
    'rangeNarrowed',
  ],
  [states('x, y'), states('y, x'), ''],
  [states('x, y'), states('x, y, z'), 'valuesWidened'],
  [states('x, y'), states('x'), 'valuesNarrowed'],
  [states('x, y'), states('x, z'), 'ruleChanged'],
  [nulls('mustBe: 0').replace(/quality: .*]/, 'quality: []'), nulls('mustBe: 0'), 'ruleAdded'],
  [nulls('mustBe: 0'), nulls('mustBe: 0').replace(/quality: .*]/, 'quality: []'), 'ruleRemoved'],
  [nulls('mustBe: 0'), nulls('mustBeLessThan: 5'), 'ruleLoosened'],
  [nulls('mustBeLessOrEqualTo: 5'), nulls('mustBeLessThan: 5'), 'ruleTightened'],
  [nulls('mustBeBetween: [1, 5]'), nulls('mustBeBetween: [2, 6]'), 'ruleChanged'],
  [nulls('mustBe: 0'), nulls('mustBe: 0, unit: percent'), 'ruleChanged'],
  [nulls('mustNotBe: 0'), nulls('mustNotBe: 1'), 'ruleChanged'],
  [nulls('mustBe: 0'), nulls('mustBe: 0, severity: warning'), 'severityLowered'],
  [nulls('mustBe: 0, severity: info'), nulls('mustBe: 0'), 'severityRaised'],
  [nulls('mustBe: 0'), nulls('mustBe: 0, tags: [x]'), ''],
  [
    ofObjectRule('{metric: rowCount, mustBe: 1}, {metric: rowCount, mustBe: 2}'),
    ofObjectRule('{metric: rowCount, mustBe: 2}, {metric: rowCount, mustBe: 1}'),
    '',
  ],
  [
    ofObjectRule('{metric: rowCount, mustBe: 1}, {metric: rowCount, mustBe: 2}'),
    ofObjectRule('{metric: rowCount, mustBe: 2}'),
    'ruleRemoved',
  ],
  [related(''), related(', relationships: [{to: t.b}]'), 'relationshipAdded'],
  [related(', relationships: [{to: t.b}]'), related(''), 'relationshipRemoved'],
  [related(', relationships: [{to: t.b}]'), related(', relationships: [{to: t.a}]'), 'relationshipChanged'],
  [ofProperties('{name: at}'), latency('value: 1, unit: d'), 'slaAdded'],
  [latency('value: 1, unit: d'), ofProperties('{name: at}'), 'slaRemoved'],
  [latency('value: 1, unit: d'), latency('value: 24, unit: h'), ''],
  [latency('value: 1, unit: d'), latency('value: 25, unit: h'), 'slaLoosened'],
  [latency('value: 1, unit: d'), latency('value: 23, unit: h'), 'slaTightened'],
  [
    `${plain}slaProperties: [{property: endOfLife, value: "2030-01-01"}]\n`,
    `${plain}slaProperties: [{property: endOfLife, value: "2029-01-01"}]\n`,
    'slaLoosened',
  ],
  [
    `${plain}slaProperties: [{property: generalAvailability, value: "2030-01-01"}, {property: availability, value: 99}]\n`,
    `${plain}slaProperties: [{property: generalAvailability, value: "2029-01-01"}, {property: availability, value: 98}]\n`,
    'slaTightened slaChanged',
  ],
  [number('minimum: 0'), number('exclusiveMinimum: 0'), 'rangeNarrowed'],
  [number('exclusiveMinimum: 0'), number('minimum: 0'), 'rangeWidened'],
  [number('minimum: 0'), number('exclusiveMinimum: -1'), 'rangeWidened'],
  [number('maximum: 9'), number('exclusiveMaximum: 9'), 'rangeNarrowed'],
  [number('maximum: 9'), number('exclusiveMaximum: 10'), 'rangeWidened'],
  [number('multipleOf: 0.1'), number('multipleOf: 0.01'), 'rangeWidened'],
  [number('multipleOf: 0.01'), number('multipleOf: 0.1'), 'rangeNarrowed'],
  [number('format: f32'), number('format: f64'), 'rangeWidened'],
  [integer('format: i64'), integer('format: i32'), 'rangeNarrowed'],
  [integer('format: u32'), integer('format: i64'), 'rangeWidened'],
  [integer('format: u64'), integer('format: i64'), 'optionChanged'],
  [at('minimum: "2020-01-01T00:00:00"'), at('minimum: "2020-01-01T00:00:00Z"'), ''],
  [at('minimum: "2020-01-01 00:00:00"'), at('minimum: "2020-01-01T00:00:00+01:00"'), 'rangeWidened'],
  [at('timezone: true'), at('timezone: true, defaultTimezone: Europe/Berlin'), 'optionChanged'],
  [at('timezone: true'), at('timezone: true, defaultTimezone: Etc/UTC'), ''],
  [parts('[a]'), parts('[a, b]'), 'rangeNarrowed'],
  [parts('[a, b]'), parts('[b]'), 'rangeWidened'],
  [nulls('mustBe: 0'), nulls('id: x, mustBe: 0'), ''],
  [nulls('id: x, mustBe: 0'), nulls('id: y, mustBe: 0'), ''],
  [nulls('id: x, mustBe: 0'), nulls('id: y, mustBe: 1'), 'ruleRemoved ruleAdded'],
  [invalid('[x]', 'mustBeGreaterThan: 3'), invalid('[x, y]', 'mustBeGreaterThan: 3'), 'ruleChanged'],
  [
    `${plain}customProperties: [{property: assayMinimumScores, value: {overall: 0.9}}, {property: x, value: 1}]\n`,
    `${plain}customProperties: [{property: assayMinimumScores, value: {overall: 0.5}}, {property: y, value: 1}]\n`,
    'customPropertyChanged customPropertyChanged customPropertyChanged',
  ],
  [plain, a('customProperties: [{property: duplicates.nulls, value: equal}]'), 'customPropertyChanged'],
  [a('classification: public'), a('classification: pii'), 'classificationChanged'],
  [a('description: x'), a('description: y'), 'descriptionChanged'],
  [
    ofProperties('{name: o, logicalType: object, properties: [{name: z, required: true}]}'),
    ofProperties('{name: o, logicalType: object, properties: [{name: z}, {name: y}]}'),
    'propertyAdded requiredDropped',
  ],
  [
    ofProperties('{name: l, logicalType: array, items: {logicalType: string}}'),
    ofProperties('{name: l, logicalType: array, items: {logicalType: integer}}'),
    'typeChanged',
  ],
  [
    ofProperties('{name: a, id: x, primaryKey: true}', '{name: b, primaryKey: true}'),
    ofProperties('{name: c, id: x, primaryKey: true}', '{name: b, primaryKey: true}'),
    'propertyRenamed',
  ],
];

test.each(cases)('%#', (before, after, kinds) => {
  expect(
    diff(before, after)
      .map(({ kind }) => kind)
      .join(' '),
  ).toBe(kinds);
});

test('every kind of change is shown by a case', () => {
  const shown = new Set(cases.flatMap(([, , kinds]) => kinds.split(' ')));
  expect(Object.keys(changeKinds).filter((kind) => !shown.has(kind))).toEqual([]);
});

test.each(cases)('a contract equals itself: %#', (before) => {
  expect(diff(before, before)).toEqual([]);
});

test('a change says where it is, what it was, and whom it breaks', () => {
  expect(diff(number('minimum: 1'), number('minimum: 0'))).toEqual([
    {
      kind: 'rangeWidened',
      path: 't.a/options.minimum',
      message: 'options.minimum {"minimum":1} became options.minimum {"minimum":0}',
      effect: 'breaks readers',
      severity: 'error',
    },
  ]);
  expect(diff(plain, a('required: true'))[0]).toMatchObject({ effect: 'breaks writers', severity: 'warn' });
});
