import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { RuleUnknown } from '../../src/checks/check.ts';
import { bind } from '../../src/plan/bind.ts';
import { root } from '../support/markdown-pages.ts';

const page = readFileSync(join(root, 'docs/guide/industry-checks.md'), 'utf8');
const rows = page.split('\n').filter((line) => line.startsWith('| '));
const written = rows.flatMap((row) =>
  [...row.matchAll(/`(\{check: .*?\})`(?=[\],])/g)].map(([, text = '']) => text),
);

test('every fault of the table has a rule', () => {
  expect(written.length).toBeGreaterThanOrEqual(rows.length - 2);
});

test.each(written)('%s is a rule that can be bound', (text) => {
  const args: Record<string, unknown> = parse(text);
  const demand = {
    key: 'custom',
    object: 'readings',
    property: 'temp',
    args,
    severity: 'error',
    tags: [],
    place: {},
  } as const;
  const { problems } = bind([demand], {
    context: () => {
      throw new RuleUnknown('no table here');
    },
  });
  expect(problems.map(({ message }) => message)).toEqual([]);
});
