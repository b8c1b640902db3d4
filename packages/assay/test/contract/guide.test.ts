import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { contractOf, written } from './contracts.ts';

const guide = readFileSync(new URL('../../../../docs/guide/contracts.md', import.meta.url), 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, block = '']) => block);

test('the contract of the guide is valid and has nothing to note', () => {
  const [example = ''] = blocks.filter((block) => block.startsWith('apiVersion'));
  const { contract, problems } = parseContract(example, 'guide.yaml', { strict: true });
  expect(problems).toEqual([]);
  expect(contract?.objects[0]?.demands.map(({ key }) => key)).toContain('custom');
});

test('the relationships of the guide are valid', () => {
  const [relationships = ''] = blocks.filter((block) => block.startsWith('relationships'));
  const object = (name: string, ...properties: string[]) =>
    `  - {name: ${name}, properties: [${properties.map((one) => `{name: ${one}}`)}]}\n`;
  const text = written(
    `schema:\n${object('customers', 'id')}${object('promos', 'shop', 'code')}  - name: orders\n    properties: [{name: customer}, {name: shop}, {name: promo}, {name: depot}]\n${relationships.replace(/^/gm, '    ')}\n`,
  );
  expect(contractOf(text).objects[2]?.demands.filter(({ key }) => key === 'relationship')).toHaveLength(3);
});
