import { describe, expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { ofObjectRule, ofProperties, ofRule, refusals, written } from './contracts.ts';

const refused: Readonly<
  Record<string, readonly (readonly [text: string, message: RegExp, problems?: number])[]>
> = {
  'all levels': [
    ['', /a contract is a map/],
    ['- 1', /a contract is a map, found a list/],
    [written('').replace('"1"', '1.0'), /^\/version: expected text, found number 1/],
    [written('').replace('status: active\n', ''), /^\/status: the key is missing/],
    [written('').replace('status:', 'statsu:'), /^\/statsu: unknown key statsu/, 2],
    [written('__proto__: 1'), /unknown key __proto__/],
    [ofProperties('{name: a, id: "a b"}'), /an id holds letters/],
    [ofProperties('{name: a}', '{name: a}'), /a second property named a/],
    [ofProperties('{name: a, id: x}', '{name: b, id: x}'), /a second entry with the id x/],
    [ofProperties('{name: a, requird: true}'), /^\/schema\/0\/properties\/0\/requird: unknown key requird/],
    [ofProperties('{name: a, required: "yes"}'), /expected true or false, found text "yes"/],
    [written('schema: [{name: t}, {name: t}]'), /a second object named t/],
    [
      written('servers: [{server: a, type: duckdb, database: x}, {server: a, type: duckdb, database: y}]'),
      /a second server named a/,
    ],
    [written('roles: [{role: a, id: x}, {role: b, id: x}]'), /a second entry with the id x/],
  ],
  'top and servers': [
    [written('').replace('DataContract', 'Contract'), /^\/kind: text "Contract" is none/],
    [written('').replace('v3.1.0', 'v4.0.0'), /^\/apiVersion/],
    [written('').replace('v3.1.0', 'v2.2.1'), /ODCS 2.2 is not read/],
    [written('servers: [{server: a, type: spark}]'), /"spark" is no server type/],
    [written('servers: [{server: a, type: local, format: csv}]'), /^\/servers\/0\/path: the key is missing/],
    [
      written('servers: [{server: a, type: local, path: x, format: csv, delimiter: array}]'),
      /unknown key delimiter/,
    ],
    [
      written('servers: [{server: a, type: trino, host: h, port: "1", catalog: c, schema: s}]'),
      /expected a number, found text "1"/,
    ],
    [written('servers: [{server: a, type: s3, location: bucket}]'), /an absolute address/],
    [written('servers: [{server: a, type: sftp, location: "s3://x"}]'), /starts with sftp/],
    [written('team: [{name: a}]'), /^\/team\/0\/username: the key is missing/],
    [written('team: {members: [{username: a, dateIn: "2023-02-29"}]}'), /a day such as/],
    [written('contractCreatedTs: "2024-01-01"'), /a time such as/],
  ],
  properties: [
    [ofProperties('{name: a, logicalType: text}'), /"text" is none of the values/],
    [ofProperties('{name: a, logicalType: string, logicalTypeOptions: {minimum: 1}}'), /unknown key minimum/],
    [
      ofProperties('{name: a, logicalType: integer, logicalTypeOptions: {exclusiveMinimum: true}}'),
      /expected a number, found flag/,
    ],
    [
      ofProperties('{name: a, logicalType: date, logicalTypeOptions: {minimum: 1}}'),
      /expected text, found number 1/,
    ],
    [ofProperties('{name: a, logicalType: integer, logicalTypeOptions: {format: f32}}'), /"f32" is none/],
    [ofProperties('{name: a, logicalType: number, logicalTypeOptions: {multipleOf: 0}}'), /a step above 0/],
    [
      ofProperties('{name: a, logicalType: string, logicalTypeOptions: {minLength: -1}}'),
      /a size of at least 0/,
    ],
    [ofProperties('{name: a, logicalType: object, logicalTypeOptions: {required: []}}'), /at least one name/],
    [
      ofProperties('{name: a, logicalType: string, properties: [{name: b}]}'),
      /properties belongs to logicalType object/,
    ],
    [
      ofProperties('{name: a, logicalType: object, items: {logicalType: string}}'),
      /items belongs to logicalType array/,
    ],
    [written('schema: [{name: t, required: true}]'), /unknown key required/],
    [written('schema: [{name: t, primaryKey: true}]'), /unknown key primaryKey/],
    [
      ofProperties('{name: a, logicalType: integer, logicalTypeOptions: {minimum: 2, maximum: 1}}'),
      /no value lies between minimum 2/,
    ],
    [
      ofProperties(
        '{name: a, logicalType: integer, logicalTypeOptions: {exclusiveMinimum: 0, exclusiveMaximum: 1}}',
      ),
      /no value lies/,
    ],
    [
      ofProperties('{name: a, logicalType: number, logicalTypeOptions: {minimum: 1, exclusiveMaximum: 1}}'),
      /no value lies/,
    ],
    [
      ofProperties('{name: a, logicalType: string, logicalTypeOptions: {minLength: 9, maxLength: 8}}'),
      /no value lies/,
    ],
    [
      ofProperties(
        '{name: a, logicalType: date, logicalTypeOptions: {minimum: "2020-02-01", maximum: "2020-01-31"}}',
      ),
      /no value lies/,
    ],
    [
      ofProperties(
        '{name: a, logicalType: time, logicalTypeOptions: {minimum: "10:00:00", maximum: "09:00:00"}}',
      ),
      /no value lies/,
    ],
    [
      ofProperties('{name: a, logicalType: boolean, logicalTypeOptions: {format: x}}'),
      /boolean takes no options/,
    ],
    [
      ofProperties('{name: a, logicalTypeOptions: {format: x}}'),
      /options mean nothing without a logicalType/,
    ],
    [
      ofProperties('{name: a, logicalType: string, logicalTypeOptions: {pattern: "("}}'),
      /Invalid regular expression/,
    ],
    [ofProperties('{name: a, primaryKeyPosition: 1}'), /without primaryKey: true/],
    [
      ofProperties(
        '{name: a, primaryKey: true, primaryKeyPosition: 1}',
        '{name: b, primaryKey: true, primaryKeyPosition: 1}',
      ),
      /1 where 2 is due/,
    ],
    [
      ofProperties(
        '{name: a, primaryKey: true, primaryKeyPosition: 2}',
        '{name: b, primaryKey: true, primaryKeyPosition: 3}',
      ),
      /2 where 1 is due/,
    ],
    [
      ofProperties('{name: a, primaryKey: true, primaryKeyPosition: 1}', '{name: b, primaryKey: true}'),
      /none where 1 is due/,
    ],
    [ofProperties('{name: a, primaryKey: true, primaryKeyPosition: 0}'), /0 where 1 is due/],
  ],
  rules: [
    [ofRule('{type: script}'), /"script" is no type of rule/],
    [ofRule('{metric: nulls, mustBe: 0}'), /"nulls" is none/],
    [ofRule('{metric: nullValues, mustBe: 0, dimension: Accuracy}'), /Accuracy is no dimension/],
    [ofRule('{type: library, mustBe: 0}'), /metric: the key is missing/],
    [ofRule('{rule: nullValues, mustBe: 0}'), /the name that ODCS 3.0 had/],
    [ofRule('{metric: nullValues, rule: nullValues, mustBe: 0}'), /unknown key rule/],
    [ofRule('{metric: nullValues}'), /an operator is missing/],
    [ofRule('{metric: nullValues, mustBe: 0, mustBeLessThan: 3}'), /two operators/],
    [ofRule('{metric: nullValues, mustbe: 0}'), /unknown key mustbe/, 2],
    [ofRule('{metric: nullValues, mustBeLessThan: "3"}'), /does not take "3"/],
    [ofRule('{metric: nullValues, mustBeBetween: [1, 1]}'), /does not take \[1,1\]/],
    [ofRule('{metric: nullValues, mustBeBetween: [2, 1]}'), /smaller first/],
    [ofRule('{metric: nullValues, mustBeBetween: [1, 2, 3]}'), /does not take/],
    [ofRule('{type: sql, mustBe: 0}'), /query: the key is missing/],
    [ofRule('{type: custom, engine: soda}'), /implementation: the key is missing/],
    [ofRule('{type: custom, implementation: x}'), /engine: the key is missing/],
    [ofRule('{type: custom, engine: soda, implementation: [x]}'), /text or a map is needed/],
    [ofRule('{type: text, query: "SELECT 1"}'), /unknown key query/],
    [ofRule('{type: text, mustBe: 0}'), /unknown key mustBe/],
    [ofRule('{metric: invalidValues, pattern: x, mustBe: 0}'), /unknown key pattern/, 2],
    [ofRule('{metric: invalidValues, validValues: [x], mustBe: 0}'), /unknown key validValues/, 2],
    [ofRule('{id: x}'), /neither type nor metric/],
    [ofRule('{type: sql, metric: nullValues, query: "SELECT 1", mustBe: 0}'), /unknown key metric/],
    [ofRule('{type: text, metric: nullValues, mustBe: 0}'), /unknown key metric/, 2],
    [ofRule('{metric: rowCount, mustBe: 0}'), /rowCount counts an object, but the rule stands on a property/],
    [ofObjectRule('{metric: nullValues, mustBe: 0}'), /nullValues counts a property, but/],
    [ofRule('{metric: nullValues, mustBe: null}'), /does not take null/],
    [ofRule('{metric: nullValues, mustBe: "0"}'), /a metric is a number/],
    [ofRule('{metric: nullValues, mustBe: true}'), /a metric is a number/],
    [ofRule('{metric: nullValues, mustBe: 9007199254740993}'), /9007199254740993 cannot be compared exactly/],
    [
      ofRule('{type: sql, query: "SELECT 1", mustBeBetween: [1, 9007199254740993]}'),
      /mustBeBetween\/1: 9007199254740993 cannot be compared exactly/,
    ],
    [
      ofRule('{type: custom, engine: assay, implementation: {check: sum, mustBe: 9007199254740993}}'),
      /taken for 9007199254740992/,
    ],
    [ofRule('{type: sql, query: "SELECT 1", mustBe: "1"}'), /not with text/],
    [ofRule('{type: sql, query: "SELECT 1", mustBe: [1]}'), /does not take \[1\]/],
    [ofRule('{metric: nullValues, mustBe: 0, arguments: {x: 1}}'), /arguments\/x: unknown key x/],
    [ofRule('{metric: invalidValues, mustBe: 0}'), /needs validValues or a pattern/],
    [ofRule('{metric: invalidValues, mustBe: 0, arguments: {validValues: []}}'), /the list is empty/],
    [ofRule('{metric: invalidValues, mustBe: 0, arguments: {pattern: "["}}'), /Invalid regular expression/],
    [
      ofRule('{metric: invalidValues, mustBe: 0, arguments: {validValues: [one]}}', 'integer'),
      /"one" can never be a value of logicalType integer/,
    ],
    [
      ofRule('{metric: missingValues, mustBe: 0, arguments: {missingValues: [n/a]}}', 'number'),
      /can never be/,
    ],
    [ofObjectRule('{metric: duplicateValues, mustBe: 0}'), /properties: the key is missing/],
    [ofObjectRule('{metric: duplicateValues, mustBe: 0, arguments: {properties: []}}'), /the list is empty/],
    [
      ofObjectRule('{metric: duplicateValues, mustBe: 0, arguments: {properties: [a, a]}}'),
      /a name is written twice/,
    ],
    [
      ofObjectRule('{metric: duplicateValues, mustBe: 0, arguments: {properties: [a, c]}}'),
      /t has no property c/,
    ],
    [ofObjectRule('{metric: rowCount, mustBe: 0, unit: percent}'), /rowCount in percent/],
    [ofRule('{metric: nullValues, mustBe: 0, unit: pieces}'), /pieces is no unit of a metric/],
    [ofRule('{type: sql, query: "DELETE FROM t", mustBe: 0}'), /starts with delete/],
    [
      ofRule('{type: sql, query: "SELECT {colum} FROM {object}", mustBe: 0}'),
      /unknown placeholder \{colum\}/,
    ],
    [
      ofObjectRule('{type: sql, query: "SELECT max({property}) FROM {object}", mustBe: 0}'),
      /in a rule on an object/,
    ],
    [ofRule('{type: custom, engine: assay, implementation: {range: 1}}'), /a map with the key check/],
    [ofRule('{type: custom, engine: assay, implementation: "check: [1"}'), /line 1 of the implementation/],
    [
      ofRule(
        '{metric: duplicateValues, mustBe: 0, customProperties: [{property: duplicates.nulls, value: x}]}',
      ),
      /takes equal/,
    ],
  ],
};

for (const [area, cases] of Object.entries(refused)) {
  describe(area, () => {
    test.each(cases.map(([text, message, problems = 1]) => ({ text, message, problems })))(
      '$message',
      ({ text, message, problems }) => {
        const found = refusals(text);
        expect(found).toContainEqual(expect.stringMatching(message));
        expect(found).toHaveLength(problems);
      },
    );
  });
}

test('where no key is known, none is named', () => {
  const { problems } = parseContract(ofRule('{metric: nullValues, mustBe: 0, arguments: {x: 1}}'), 'c.yaml');
  expect(problems.map(({ hint }) => hint)).toEqual(['none is known']);
});
