import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareOrigins } from '../../src/domain/compare-origins.ts';
import type { Execution } from '../../src/domain/execution.ts';
import { type LineageLink, walkLineage } from '../../src/domain/lineage-walk.ts';
import { objectId } from '../../src/domain/object-id.ts';
import { isSecretName, withoutSecrets } from '../../src/domain/secret-name.ts';
import { layersOf } from '../../src/report/lineage/layers.ts';

const at = (number: number) => ({ name: 'n', number });
const id = objectId('0'.repeat(64));
const link = (version: number, input: number): LineageLink => ({
  version: at(version),
  input: { kind: 'version', id, name: 'n', version: at(input) },
});

describe('a walk', () => {
  test('ends where a damaged catalog leads in a circle', () => {
    const links = [link(1, 2), link(2, 3), link(3, 1)];
    expect([...walkLineage(['n@v1'], links, 'up', { most: 10 }).depths]).toEqual([
      ['n@v1', 0],
      ['n@v2', 1],
      ['n@v3', 2],
    ]);
  });

  test('says how many it found, also those that are not shown', () => {
    const links = Array.from({ length: 50 }, (_none, index) => link(1, index + 2));
    const walk = walkLineage(['n@v1'], links, 'up', { most: 10 });
    expect([walk.depths.size, walk.links.length, walk.reached]).toEqual([10, 9, 51]);
  });
});

test('layers lead to the right, and hold each node once', () => {
  const graphs = fc.integer({ min: 1, max: 30 }).chain((count) =>
    fc.record({
      count: fc.constant(count),
      pairs: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 60 }),
    }),
  );
  fc.assert(
    fc.property(graphs, ({ count, pairs }) => {
      const nodes = Array.from({ length: count }, (_none, index) => `${index}`);
      const edges = pairs
        .filter(([from, to]) => from < to)
        .map(([from, to]) => [`${from}`, `${to}`] as const);
      const layers = layersOf({ nodes, edges });
      expect(layers.flat().toSorted()).toEqual(nodes.toSorted());
      const column = new Map(layers.flatMap((layer, x) => layer.map((key) => [key, x] as const)));
      for (const [from, to] of edges) expect(column.get(from)).toBeLessThan(column.get(to) ?? 0);
    }),
    { numRuns: 300, seed: 1 },
  );
});

describe('a comparison', () => {
  const execution = (more: Partial<Execution>): Execution => ({
    schema: 'assay.execution/v1',
    how: 'stated',
    inputs: [],
    parameters: {},
    ...more,
  });
  const side = (more: Partial<Execution>) => ({ execution: execution(more), gates: [], called: () => 'x' });

  test('tells what changed, came and went, and nothing else', () => {
    const before = side({ parameters: { lr: '0.1', same: '1', gone: '2' }, seed: 1 });
    const after = side({ parameters: { lr: '0.2', same: '1' }, seed: 1, command: 'node train.ts' });
    expect(compareOrigins(before, after)).toEqual([
      { part: 'parameter', name: 'gone', before: '2' },
      { part: 'parameter', name: 'lr', before: '0.1', after: '0.2' },
      { part: 'execution', name: 'command', after: 'node train.ts' },
    ]);
    expect(compareOrigins(before, before)).toEqual([]);
  });
});

test('what may be a secret is not kept', () => {
  for (const name of ['TOKEN', 'API_KEY', 'dbPassword', 'auth', 'AWS_SECRET_ACCESS_KEY'])
    expect(isSecretName(name), name).toBe(true);
  for (const name of ['lr', 'keyboard', 'author', 'tokens', 'monkey'])
    expect(isSecretName(name), name).toBe(false);
  expect(
    withoutSecrets([
      'node',
      'a.ts',
      '--token',
      'abc',
      '--db-password=x',
      'A_KEY=1',
      'postgres://me:pw@host/d',
      '--lr',
      '1',
    ]),
  ).toEqual([
    'node',
    'a.ts',
    '--token',
    '***',
    '--db-password=***',
    'A_KEY=***',
    'postgres://me:***@host/d',
    '--lr',
    '1',
  ]);
});
