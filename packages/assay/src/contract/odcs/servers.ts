import { z } from 'zod';
import { closed } from '../shape.ts';
import { customProperties, stableId, text, uri, wholeNumber } from './common.ts';
import { roles } from './people.ts';

const common = {
  id: stableId.exactOptional(),
  server: text,
  type: text,
  description: text.exactOptional(),
  environment: text.exactOptional(),
  roles: roles.exactOptional(),
  customProperties: customProperties.exactOptional(),
};

const special: Readonly<Record<string, z.ZodType>> = { port: wholeNumber, location: uri, endpointUrl: uri };

const fields = (needed: string, optional = '', own: Readonly<Record<string, z.ZodType>> = {}) => {
  const schemaOf = (name: string): z.ZodType => own[name] ?? special[name] ?? text;
  const words = (names: string) => names.split(' ').filter((name) => name !== '');
  return closed({
    ...common,
    ...Object.fromEntries(words(needed).map((name) => [name, schemaOf(name)])),
    ...Object.fromEntries(words(optional).map((name) => [name, z.exactOptional(schemaOf(name))])),
  });
};

const sftpLocation = uri.refine(
  (address) => address.startsWith('sftp://'),
  'an address that starts with sftp:// is needed',
);
const postgres = fields('host database', 'port schema');

/** For every server type of ODCS, the keys an entry needs and those it may have. */
export const serverShapes = {
  api: fields('location'),
  athena: fields('stagingDir schema', 'catalog regionName', { stagingDir: uri }),
  azure: fields('location format', 'delimiter'),
  bigquery: fields('project dataset'),
  clickhouse: fields('host port database'),
  databricks: fields('catalog schema', 'host'),
  denodo: fields('host port', 'database'),
  dremio: fields('host port', 'schema'),
  duckdb: fields('database', 'schema'),
  glue: fields('account database', 'location format'),
  cloudsql: fields('host port database schema'),
  db2: fields('host port database', 'schema'),
  hive: fields('host database', 'port'),
  impala: fields('host database', 'port'),
  informix: fields('host database', 'port'),
  kafka: fields('host', 'format'),
  kinesis: fields('', 'region format'),
  local: fields('path format'),
  mysql: fields('host port database'),
  oracle: fields('host port serviceName'),
  postgresql: postgres,
  postgres,
  presto: fields('host', 'catalog schema'),
  pubsub: fields('project'),
  redshift: fields('database schema', 'host region account'),
  s3: fields('location', 'endpointUrl format delimiter'),
  sftp: fields('location', 'format delimiter', { location: sftpLocation }),
  snowflake: fields('account database schema', 'host port warehouse'),
  sqlserver: fields('host database schema', 'port'),
  synapse: fields('host port database'),
  trino: fields('host port catalog schema'),
  vertica: fields('host port database schema'),
  zen: fields('host database', 'port'),
  custom: fields(
    '',
    'account catalog database dataset delimiter endpointUrl format host location path port project region regionName schema serviceName stagingDir warehouse stream',
  ),
} as const;

export type ServerType = keyof typeof serverShapes;
export const serverTypes = Object.keys(serverShapes) as ServerType[];
export const isServerType = (word: unknown): word is ServerType =>
  typeof word === 'string' && Object.hasOwn(serverShapes, word);
