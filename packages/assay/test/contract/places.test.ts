import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { written } from './contracts.ts';

const text = written(`schema:
  - name: readings
    physicalname: x
    properties:
      - name: temp
        logicalType: numbr
        quality:
          - metric: nullValues
            mustBeless: 1
      - name: ts
        required: yes
`);

test('every problem is collected, in the order of the file, each with its place, its pointer and a hint', () => {
  const { contract, problems } = parseContract(text, 'a/b.yaml');
  expect(contract).toBeUndefined();
  expect(
    problems.map(({ where, message, hint }) => [
      `${where.line}:${where.column}`,
      message.split(':')[0],
      hint,
    ]),
  ).toEqual([
    ['8:5', '/schema/0/physicalname', 'did you mean physicalName?'],
    ['11:9', '/schema/0/properties/0/logicalType', 'did you mean number?'],
    ['13:13', '/schema/0/properties/0/quality/0', 'write one operator with a number'],
    ['14:13', '/schema/0/properties/0/quality/0/mustBeless', 'did you mean mustBeLessThan?'],
    ['16:9', '/schema/0/properties/1/required', 'write true or false'],
  ]);
  expect(problems.every(({ where, code }) => where.file === 'a/b.yaml' && code === 'contract-invalid')).toBe(
    true,
  );
});

test('a missing key points to the map it is missing from', () => {
  const [problem] = parseContract(
    written('servers:\n  - server: a\n    type: bigquery\n    project: p\n'),
    'c',
  ).problems;
  expect(problem).toMatchObject({
    where: { line: 7, column: 5 },
    message: '/servers/0/dataset: the key is missing',
  });
});

test('a value behind an alias is found at its anchor', () => {
  const anchored = written(
    'schema:\n  - name: t\n    properties:\n      - &p {name: a, requird: true}\n  - name: u\n    properties: [*p]\n',
  );
  const places = parseContract(anchored, 'c').problems.map(({ where }) => `${where.line}:${where.column}`);
  expect(places).toEqual(['9:22', '9:22']);
});

test('keys with slashes and tildes are escaped in pointers', () => {
  expect(parseContract(written('"a/b~c": 1'), 'c').problems[0]?.message).toMatch(/^\/a~1b~0c: unknown key/);
});
