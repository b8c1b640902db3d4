import { z } from 'zod';
import { type Block, table } from '../../domain/topic.ts';

const nodeSchema = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  description: z.string().optional(),
  default: z.unknown().optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  pattern: z.string().optional(),
  minimum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  required: z.array(z.string()).optional(),
  get properties() {
    return z.record(z.string(), nodeSchema).optional();
  },
  get items() {
    return z.union([z.boolean(), nodeSchema]).optional();
  },
  get prefixItems() {
    return z.array(nodeSchema).optional();
  },
  get anyOf() {
    return z.array(nodeSchema).optional();
  },
  get oneOf() {
    return z.array(nodeSchema).optional();
  },
  get allOf() {
    return z.array(nodeSchema).optional();
  },
});
type Node = z.infer<typeof nodeSchema>;

const nouns: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'number',
  integer: 'whole number',
  boolean: 'true or false',
  null: 'null',
  object: 'map',
  array: 'list',
};

const bounds = ({ minimum, exclusiveMinimum, maximum }: Node): string => {
  const safe = (value: number | undefined): number | undefined =>
    value === undefined || Math.abs(value) >= Number.MAX_SAFE_INTEGER ? undefined : value;
  const parts = [
    ...(safe(minimum) === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(safe(maximum) === undefined ? [] : [`at most ${maximum}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
};

/** The kind of a parameter in words: "text, or list of text". */
export const kindText = (node: Node): string => {
  if (node.const !== undefined) return JSON.stringify(node.const);
  if (node.enum !== undefined) return node.enum.map((value) => JSON.stringify(value)).join(' or ');
  const choices = node.anyOf ?? node.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(kindText))].join(' or ');
  if (node.prefixItems !== undefined) return `list of ${node.prefixItems.map(kindText).join(' and ')}`;
  if (typeof node.items === 'object') return `list of ${kindText(node.items)}`;
  const types = node.type === undefined ? [] : [node.type].flat();
  return types.length === 0
    ? 'any value'
    : types
        .map((type) => (nouns[type] ?? type) + (type === 'number' || type === 'integer' ? bounds(node) : ''))
        .join(' or ');
};

const membersOf = (node: Node): readonly Node[] => {
  const parts = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  return node.properties === undefined ? parts.flatMap(membersOf) : [node];
};

const rowsOf = (node: Node): readonly (readonly string[])[] => {
  const required = new Set(node.required);
  return Object.entries(node.properties ?? {}).map(([name, property]) => [
    name,
    kindText(property),
    property.default !== undefined ? JSON.stringify(property.default) : required.has(name) ? 'needed' : '',
    property.description ?? '',
  ]);
};

/** Parameters as a table, from their schema; undefined where there are none. */
export const paramsTable = (params: z.ZodType): Block | undefined => {
  const node = nodeSchema.parse(
    z.toJSONSchema(params, { io: 'input', unrepresentable: 'any', reused: 'inline' }),
  );
  const rows = membersOf(node).flatMap(rowsOf);
  const unique = [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
  if (unique.length === 0) return undefined;
  const described = unique.some(([, , , description]) => description !== '');
  return table(
    described ? ['parameter', 'is', 'default', ''] : ['parameter', 'is', 'default'],
    described ? unique : unique.map((row) => row.slice(0, 3)),
  );
};
