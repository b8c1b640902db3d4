import fc from 'fast-check';
import { serverTypes } from '../../src/contract/odcs/servers.ts';

type Json = unknown;
const maybe = (shape: Record<string, fc.Arbitrary<Json>>, needed: Record<string, fc.Arbitrary<Json>> = {}) =>
  fc
    .tuple(fc.record(needed), fc.record(shape, { requiredKeys: [] }))
    .map(([must, may]): Record<string, Json> => ({ ...must, ...may }));

const word = fc.stringMatching(/^[a-z]{1,6}$/);
const text = fc.constantFrom(
  '',
  'plain',
  'ünïcode',
  '1',
  'true',
  'null',
  '2026-01-01',
  "it's: #quoted",
  '{x}',
);
const id = fc.stringMatching(/^[A-Za-z0-9_-]{6,12}$/);
const number = fc.oneof(fc.integer({ min: -99, max: 99 }), fc.constantFrom(0.5, 1e21, -2.25));
const words = fc.array(text, { maxLength: 3 });
const anything = fc.oneof(
  text,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(number, { maxLength: 2 }),
  fc.constant({ a: 1 }),
);
const custom = fc.array(maybe({ id, description: text }, { property: text, value: anything }), {
  maxLength: 2,
});
const definitions = fc.array(maybe({ id, description: text }, { url: text, type: text }), { maxLength: 2 });
const roles = fc.array(
  maybe(
    { id, description: text, access: text, firstLevelApprovers: text, customProperties: custom },
    { role: text },
  ),
  {
    maxLength: 2,
  },
);
const member = maybe(
  { id, name: text, role: text, dateIn: fc.constant('2024-02-29'), tags: words, customProperties: custom },
  { username: text },
);

const fieldsOf: Record<string, fc.Arbitrary<Json>> = {
  port: fc.integer({ min: 1, max: 65535 }),
  location: fc.constantFrom('s3://bucket/path', 'sftp://host/a%20b', 'https://host:8080/x?y=1#z'),
  endpointUrl: fc.constant('https://minio.local:9000'),
  stagingDir: fc.constant('s3://bucket/staging'),
};
const serverFields: Readonly<Record<string, string>> = {
  api: 'location',
  athena: 'stagingDir schema catalog',
  azure: 'location format delimiter',
  bigquery: 'project dataset',
  clickhouse: 'host port database',
  databricks: 'catalog schema host',
  denodo: 'host port database',
  dremio: 'host port schema',
  duckdb: 'database schema',
  glue: 'account database location',
  cloudsql: 'host port database schema',
  db2: 'host port database',
  hive: 'host database port',
  impala: 'host database',
  informix: 'host database',
  kafka: 'host format',
  kinesis: 'region',
  local: 'path format',
  mysql: 'host port database',
  oracle: 'host port serviceName',
  postgresql: 'host port database schema',
  postgres: 'host port database schema',
  presto: 'host catalog',
  pubsub: 'project',
  redshift: 'database schema region',
  s3: 'location endpointUrl format delimiter',
  sftp: 'location',
  snowflake: 'account database schema warehouse',
  sqlserver: 'host database schema',
  synapse: 'host port database',
  trino: 'host port catalog schema',
  vertica: 'host port database schema',
  zen: 'host database',
  custom: 'location port stream serviceName',
};
const server = fc.constantFrom(...serverTypes).chain((type) => {
  const fields = (serverFields[type] ?? '').split(' ').map((name) => [name, fieldsOf[name] ?? text] as const);
  const own = type === 'sftp' ? { location: fc.constant('sftp://host/x') } : {};
  return maybe(
    { id, description: text, environment: text, roles, customProperties: custom },
    { server: id, type: fc.constant(type), ...Object.fromEntries(fields), ...own },
  );
});

const dimension = fc.constantFrom(
  'accuracy',
  'completeness',
  'conformity',
  'consistency',
  'coverage',
  'timeliness',
  'uniqueness',
);
const ruleBase = {
  id,
  name: text,
  description: text,
  dimension,
  method: text,
  severity: fc.constantFrom('error', 'warning', 'odd'),
  businessImpact: text,
  scheduler: text,
  schedule: text,
  tags: words,
  customProperties: custom,
  authoritativeDefinitions: definitions,
};
const operator = fc.oneof(
  fc
    .constantFrom(
      'mustBe',
      'mustNotBe',
      'mustBeGreaterThan',
      'mustBeLessOrEqualTo',
      'mustBeLessThan',
      'mustBeGreaterOrEqualTo',
    )
    .chain((name) => number.map((value) => ({ [name]: value }))),
  fc.constantFrom('mustBeBetween', 'mustNotBeBetween').map((name) => ({ [name]: [1, 2] })),
);
const ruled = (own: fc.Arbitrary<Record<string, Json>>) =>
  fc.tuple(maybe(ruleBase), own, operator).map(([base, rule, how]) => ({ ...base, ...rule, ...how }));
const plain = (own: fc.Arbitrary<Record<string, Json>>) =>
  fc.tuple(maybe(ruleBase), own).map(([base, rule]) => ({ ...base, ...rule }));
const anyRule = fc.oneof(
  ruled(
    fc
      .constantFrom('SELECT count(*) FROM {object}', 'WITH x AS (SELECT 1) SELECT * FROM x')
      .map((query) => ({ type: 'sql', query })),
  ),
  plain(
    fc.constantFrom(
      { type: 'custom', engine: 'soda', implementation: 'x' },
      { type: 'custom', engine: 'assay', implementation: { check: 'range' } },
    ),
  ),
  plain(fc.constant({ type: 'text' })),
);
const propertyRule = fc.oneof(
  anyRule,
  ruled(
    fc.constantFrom<Record<string, Json>>(
      { metric: 'nullValues' },
      { metric: 'nullValues', type: 'library', unit: 'percent' },
      { metric: 'duplicateValues', unit: 'rows' },
      { metric: 'invalidValues', arguments: { validValues: ['1', '2'] } },
      { metric: 'missingValues', arguments: { missingValues: [null] } },
    ),
  ),
);
const objectRule = fc.oneof(
  anyRule,
  ruled(fc.constantFrom<Record<string, Json>>({ metric: 'rowCount' }, { metric: 'rowCount', arguments: {} })),
);

const options: Readonly<Record<string, readonly Json[]>> = {
  string: [
    { minLength: 1, maxLength: 3 },
    { pattern: '^[a-z]+$', format: 'email' },
  ],
  integer: [
    { minimum: 1, exclusiveMaximum: 9 },
    { format: 'u8', multipleOf: 2 },
  ],
  number: [
    { exclusiveMinimum: 0.5, maximum: 2 },
    { format: 'f32', multipleOf: 0.01 },
  ],
  boolean: [{}],
  date: [{ minimum: '2020-01-01', exclusiveMaximum: '2021-01-01', format: 'yyyy-MM-dd' }],
  timestamp: [{ minimum: '2020-01-01T00:00:00Z', timezone: true, defaultTimezone: 'Etc/UTC' }],
  time: [{ maximum: '23:00:00', timezone: false }],
  array: [{ minItems: 0, maxItems: 3, uniqueItems: true }],
  object: [{ minProperties: 1, required: ['a'] }],
};
const propertyBase = {
  id,
  physicalName: text,
  physicalType: text,
  description: text,
  businessName: text,
  tags: words,
  required: fc.boolean(),
  unique: fc.boolean(),
  partitioned: fc.boolean(),
  partitionKeyPosition: fc.constantFrom(-1, 1),
  classification: text,
  encryptedName: text,
  transformSourceObjects: words,
  transformLogic: text,
  examples: fc.array(anything, { maxLength: 2 }),
  criticalDataElement: fc.boolean(),
  authoritativeDefinitions: definitions,
  customProperties: custom,
  primaryKey: fc.boolean(),
  quality: fc.array(propertyRule, { maxLength: 2 }),
};
const numbered = (all: readonly Record<string, Json>[]) =>
  all.map((one, index) => ({ ...one, name: `p${index}` }));
const property = (depth: number): fc.Arbitrary<Record<string, Json>> =>
  fc.constantFrom(undefined, ...Object.keys(options)).chain((logicalType) => {
    const typed = logicalType === undefined ? {} : { logicalType: fc.constant(logicalType) };
    const own: Record<string, fc.Arbitrary<Json>> = { ...propertyBase };
    if (logicalType !== undefined) own.logicalTypeOptions = fc.constantFrom(...(options[logicalType] ?? []));
    if (depth > 0 && logicalType === 'object')
      own.properties = fc.array(property(depth - 1), { maxLength: 2 }).map(numbered);
    if (depth > 0 && logicalType === 'array') own.items = property(depth - 1);
    return maybe(own, { name: word, ...typed });
  });
const object = maybe(
  {
    id,
    physicalName: text,
    physicalType: text,
    logicalType: fc.constant('object'),
    description: text,
    businessName: text,
    dataGranularityDescription: text,
    tags: words,
    quality: fc.array(objectRule, { maxLength: 2 }),
    customProperties: custom,
  },
  { name: word, properties: fc.array(property(2), { minLength: 1, maxLength: 3 }).map(numbered) },
);

const sla = fc.oneof(
  maybe(
    { id, unit: text, driver: fc.constantFrom('regulatory', 'odd'), description: text, valueExt: number },
    {
      property: fc.constantFrom('availability', 'frequency', 'td', 'own'),
      value: fc.oneof(text, number, fc.boolean(), fc.constant(null)),
    },
  ),
  fc.constantFrom(
    { property: 'latency', value: 4, unit: 'h', element: 'o0.p0' },
    { property: 'RETENTION', value: 1, unit: 'y', element: 'o0.p0' },
  ),
);

/** Contracts that the published schema accepts, with every part of the standard in them. */
export const validDocument = maybe(
  {
    name: text,
    tenant: text,
    tags: words,
    domain: text,
    dataProduct: text,
    description: maybe({ usage: text, purpose: text }),
    servers: fc.uniqueArray(server, { maxLength: 2, selector: (one) => one.server }),
    support: fc.array(maybe({ id, url: text, tool: text }, { channel: text }), { maxLength: 2 }),
    price: maybe({ id, priceAmount: number, priceCurrency: text }),
    team: fc.oneof(
      fc.array(member, { maxLength: 2 }),
      maybe({ id, name: text, members: fc.array(member, { maxLength: 2 }) }),
    ),
    roles,
    customProperties: custom,
    authoritativeDefinitions: definitions,
    contractCreatedTs: fc.constantFrom('2024-02-29T10:00:00Z', '2024-01-01T10:00:00.5+02:00'),
    slaProperties: fc.array(sla, { maxLength: 2 }),
  },
  {
    apiVersion: fc.constant('v3.1.0'),
    kind: fc.constant('DataContract'),
    id: text,
    version: text,
    status: text,
    schema: fc.array(object, { minLength: 1, maxLength: 2 }).map((all) =>
      all.map((one, index, { length }) => ({
        ...one,
        name: `o${index}`,
        ...(length > 1 && index === 1
          ? { relationships: [{ from: ['o1.p0'], to: ['o1.p0'], type: 'foreignKey' }] }
          : {}),
      })),
    ),
  },
);
