import { describe, expect, test } from 'vitest';
import { checks } from '../../src/checks/registry.gen.ts';
import type { LogicalType } from '../../src/contract/contract.ts';
import type { DemandKey } from '../../src/contract/demand.ts';
import { logicalTypes, optionShapes } from '../../src/contract/odcs/options.ts';
import { metrics } from '../../src/contract/odcs/rules.ts';
import { slaNames } from '../../src/contract/sla/names.ts';
import { checkServing } from '../../src/plan/bound.ts';

interface Asked {
  readonly key: DemandKey;
  readonly logicalType?: LogicalType;
}

/** Says how other options are read, and demands nothing. */
const modifiers = ['defaultTimezone'];

const options: readonly Asked[] = logicalTypes.flatMap((logicalType) =>
  Object.keys(optionShapes[logicalType].shape)
    .filter((name) => !modifiers.includes(name))
    .map((name) => ({ key: `options.${name}` as const, logicalType })),
);

/** Every key that the reader of contracts makes demands of; `custom` names its check itself. */
const asked: readonly Asked[] = [
  ...(
    [
      'presence',
      'type',
      'required',
      'unique',
      'primaryKey',
      'sql',
      'foreignEngine',
      'text',
      'relationship',
    ] as const
  ).map((key) => ({ key })),
  ...options,
  ...metrics.map((name) => ({ key: `metric.${name}` as const })),
  ...slaNames.map((name) => ({ key: `sla.${name}` as const })),
  { key: 'sla.anythingElse' },
];

describe('ODCS keys', () => {
  test.each(asked)('$key $logicalType is served', (demand) => {
    expect(checkServing(demand)).toBeDefined();
  });

  test('no two checks serve one key', () => {
    const keys = checks.flatMap((check) => Object.keys(check.odcs ?? {}));
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });

  test('no check serves a key that no contract has', () => {
    const known = new Set(
      asked.flatMap(({ key, logicalType }) => [key, `${key}@${logicalType}`, key.replace(/\..*$/, '.*')]),
    );
    expect(checks.flatMap((check) => Object.keys(check.odcs ?? {})).filter((key) => !known.has(key))).toEqual(
      [],
    );
  });

  test('format means another thing for each logical type', () => {
    const served = (['string', 'integer', 'number', 'date', 'timestamp', 'time'] as const).map(
      (logicalType) => checkServing({ key: 'options.format', logicalType }),
    );
    expect(served).toEqual([
      'format',
      'numberFormat',
      'numberFormat',
      'dateFormat',
      'dateFormat',
      'dateFormat',
    ]);
  });
});
