import { describe, expect, test } from 'vitest';
import { logicalTypes, optionShapes } from '../../src/contract/odcs/options.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { publishedSchema, schemaIsMissing } from './published-schema.ts';

const names = new Set(logicalTypes.flatMap((type) => Object.keys(optionShapes[type].shape)));
const values = [0, 1, 1.5, -1, '', 'i8', 'u128', 'f32', 'f64', 'a', true, null, [], ['a'], ['a', 'a'], {}];

const contractWith = (logicalType: string | undefined, logicalTypeOptions: unknown) => ({
  apiVersion: 'v3.1.0',
  kind: 'DataContract',
  id: 'c',
  version: '1',
  status: 'active',
  schema: [
    {
      name: 't',
      properties: [{ name: 'a', ...(logicalType === undefined ? {} : { logicalType }), logicalTypeOptions }],
    },
  ],
});

/** Under boolean the published schema lets every option pass; Assay takes none. */
describe.skipIf(schemaIsMissing)(
  'every option with every kind of value agrees with the published schema',
  () => {
    const accepts = publishedSchema();
    test.each([...logicalTypes.filter((type) => type !== 'boolean'), undefined])('%s', (type) => {
      for (const name of names) {
        for (const value of values) {
          const document = contractWith(type, { [name]: value });
          const { contract } = parseContract(JSON.stringify(document), 'c.yaml', { strict: true });
          expect({ name, value, accepted: contract !== undefined }).toEqual({
            name,
            value,
            accepted: accepts(document),
          });
        }
      }
    });
  },
);

test('boolean takes no option, whatever the schema says', () => {
  for (const name of names) {
    expect(
      parseContract(JSON.stringify(contractWith('boolean', { [name]: 1 })), 'c').contract,
    ).toBeUndefined();
  }
  expect(parseContract(JSON.stringify(contractWith('boolean', {})), 'c').contract).toBeDefined();
});
