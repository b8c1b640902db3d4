import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Decision } from '../../src/domain/run.ts';
import { type Severity, type Status, severities, statuses, type Verdict } from '../../src/domain/verdict.ts';
import { decide } from '../../src/run/decide.ts';
import { sampleVerdict } from '../catalog/sample-run.ts';

const waived = { until: '2027-01-01', owner: 'ana', reason: 'known' };

/** The whole table: status, severity, waived or not, and what one such verdict decides. */
const table: readonly (readonly [Status, Severity, boolean, Decision])[] = [
  ['pass', 'error', false, 'admit'],
  ['pass', 'warn', false, 'admit'],
  ['pass', 'info', false, 'admit'],
  ['fail', 'error', false, 'block'],
  ['fail', 'warn', false, 'warn'],
  ['fail', 'info', false, 'admit'],
  ['unknown', 'error', false, 'block'],
  ['unknown', 'warn', false, 'warn'],
  ['unknown', 'info', false, 'admit'],
  ['not-applicable', 'error', false, 'admit'],
  ['not-applicable', 'warn', false, 'admit'],
  ['not-applicable', 'info', false, 'admit'],
  ['fail', 'error', true, 'admit'],
  ['fail', 'warn', true, 'admit'],
  ['fail', 'info', true, 'admit'],
];

const verdictOf = ([status, severity, isWaived]: (typeof table)[number]): Verdict =>
  sampleVerdict({ status, severity, ...(isWaived ? { waived } : {}) });

const order: readonly Decision[] = ['admit', 'warn', 'block'];

describe('the decision table', () => {
  test.each(table)('%s, %s, waived %s: %s', (...row) => {
    expect(decide([verdictOf(row)])).toBe(row[3]);
  });

  test('names every status with every severity', () => {
    const named = table
      .filter(([, , isWaived]) => !isWaived)
      .map(([status, severity]) => `${status} ${severity}`);
    expect(named.sort()).toEqual(
      statuses.flatMap((status) => severities.map((severity) => `${status} ${severity}`)).sort(),
    );
  });

  test('is the one in the guide', () => {
    const guide = readFileSync(
      join(import.meta.dirname, '../../../../docs/guide/decisions-and-scores.md'),
      'utf8',
    );
    for (const [status, severity, isWaived, decision] of table) {
      const name = isWaived ? `${status}, waived` : status;
      const cells = guide.match(new RegExp(`^\\| ${name} \\|(.*)\\|$`, 'm'))?.[1]?.split('|') ?? [];
      expect(cells[severities.indexOf(severity)]?.trim(), `${name} ${severity}`).toBe(decision);
    }
  });

  test('of many verdicts the strictest decides, in any order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...table), { maxLength: 8 }), (rows) => {
        const strictest = Math.max(0, ...rows.map(([, , , decision]) => order.indexOf(decision)));
        expect(decide(rows.map(verdictOf))).toBe(order[strictest]);
        expect(decide(rows.map(verdictOf).reverse())).toBe(order[strictest]);
      }),
      { seed: 1 },
    );
  });
});
