import { z } from 'zod';
import { operators } from '../../domain/comparison.ts';
import { closed } from '../shape.ts';
import { authoritativeDefinitions, customProperties, stableId, tags, text } from './common.ts';

const base = {
  id: stableId.exactOptional(),
  type: text.exactOptional(),
  name: text.exactOptional(),
  description: text.exactOptional(),
  dimension: text.exactOptional(),
  method: text.exactOptional(),
  severity: text.exactOptional(),
  businessImpact: text.exactOptional(),
  unit: text.exactOptional(),
  scheduler: text.exactOptional(),
  schedule: text.exactOptional(),
  tags: tags.exactOptional(),
  authoritativeDefinitions: authoritativeDefinitions.exactOptional(),
  customProperties: customProperties.exactOptional(),
};

const anyOperator = Object.fromEntries(
  operators.map((name) => [name, z.unknown().exactOptional()]),
) as Record<(typeof operators)[number], z.ZodExactOptional<z.ZodUnknown>>;

export const metrics = [
  'nullValues',
  'missingValues',
  'invalidValues',
  'duplicateValues',
  'rowCount',
] as const;
export type MetricName = (typeof metrics)[number];

/** A quality rule by its type. */
export const ruleShapes = {
  library: closed({
    ...base,
    ...anyOperator,
    metric: z.enum(metrics),
    arguments: z.record(z.string(), z.unknown()).exactOptional(),
  }),
  sql: closed({ ...base, ...anyOperator, query: text }),
  custom: closed({
    ...base,
    engine: text,
    implementation: z.union([text, z.record(z.string(), z.unknown())], 'text or a map is needed'),
  }),
  text: closed(base),
} as const;

export type RuleType = keyof typeof ruleShapes;
export const ruleTypes = Object.keys(ruleShapes) as RuleType[];
export type RuleBase = Partial<z.output<typeof ruleShapes.text>>;
