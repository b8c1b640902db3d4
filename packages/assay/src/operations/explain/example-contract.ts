import type { Check, CheckExample } from '../../checks/check.ts';
import type { ColumnKind } from '../../domain/column.ts';

const logicalTypes: Partial<Record<ColumnKind, string>> = {
  boolean: 'boolean',
  integer: 'integer',
  decimal: 'number',
  float: 'number',
  text: 'string',
  date: 'date',
  timestamp: 'timestamp',
  timestamptz: 'timestamp',
  time: 'time',
};

const plain = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const words = new Set(['true', 'false', 'null', 'yes', 'no', 'on', 'off', 'y', 'n']);
const scalar = (text: string): string =>
  plain.test(text) && !words.has(text.toLowerCase()) ? text : JSON.stringify(text);

const flow = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`)
      .join(', ')}}`;
  }
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value);
};

const ruleLines = (check: Check, example: CheckExample, indent: string): readonly string[] => [
  `${indent}quality:`,
  `${indent}  - type: custom`,
  `${indent}    engine: assay`,
  `${indent}    implementation: ${flow({ check: check.id, ...example.params })}`,
];

const typeLines = (kind: ColumnKind, indent: string): readonly string[] => {
  const type = logicalTypes[kind];
  return type === undefined ? [] : [`${indent}logicalType: ${type}`];
};

/** The rule of an example as a part of a contract, ready to be copied. */
export const exampleContract = (check: Check, example: CheckExample): string => {
  const { on, columns } = example;
  const kind = on === undefined ? undefined : columns[on];
  return [
    'schema:',
    '  - name: example',
    ...(on === undefined
      ? ruleLines(check, example, '    ')
      : [
          '    properties:',
          `      - name: ${scalar(on)}`,
          ...(kind === undefined ? [] : typeLines(kind, '        ')),
          ...ruleLines(check, example, '        '),
        ]),
  ].join('\n');
};
