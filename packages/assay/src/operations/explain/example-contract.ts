import type { Check, CheckExample } from '../../checks/check.ts';
import { logicalTypeOf } from '../../contract/logical-type.ts';
import type { ColumnKind } from '../../domain/column.ts';
import { yamlFlow } from '../yaml-flow.ts';

const ruleLines = (check: Check, example: CheckExample, indent: string): readonly string[] => [
  `${indent}quality:`,
  `${indent}  - type: custom`,
  `${indent}    engine: assay`,
  `${indent}    implementation: ${yamlFlow({ check: check.id, ...example.params })}`,
];

const typeLines = (kind: ColumnKind, indent: string): readonly string[] => {
  const type = logicalTypeOf(kind);
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
          `      - name: ${yamlFlow(on)}`,
          ...(kind === undefined ? [] : typeLines(kind, '        ')),
          ...ruleLines(check, example, '        '),
        ]),
  ].join('\n');
};
