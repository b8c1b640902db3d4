import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';

const example = (name: string) => readFileSync(new URL(`data/${name}.odcs.yaml`, import.meta.url), 'utf8');

test('the small example plans seven demands and has no problem', () => {
  const { contract, problems } = parseContract(example('customers-small'), 'c.yaml');
  expect(problems).toEqual([]);
  expect(contract?.objects[0]?.demands.map(({ property, key }) => `${property}/${key}`)).toEqual([
    'customer_id/presence',
    'customer_id/type',
    'customer_id/required',
    'customer_id/unique',
    'country/presence',
    'country/type',
    'country/metric.invalidValues',
  ]);
});
