import { describe, expect, test } from 'vitest';
import { serverShapes, serverTypes } from '../../src/contract/odcs/servers.ts';
import { parseContract } from '../../src/contract/parse-contract.ts';
import { publishedSchema, schemaIsMissing } from './published-schema.ts';

const head = { apiVersion: 'v3.1.0', kind: 'DataContract', id: 'c', version: '1', status: 'active' };
const common = ['id', 'server', 'type', 'description', 'environment', 'roles', 'customProperties'];
const everyField = new Set(serverTypes.flatMap((type) => Object.keys(serverShapes[type].shape)));
for (const name of common) everyField.delete(name);

const valueOfField = (type: string, name: string): unknown => {
  if (name === 'port') return 1;
  if (name === 'location') return type === 'sftp' ? 'sftp://host/x' : 's3://bucket/x';
  return name === 'endpointUrl' || name === 'stagingDir' ? 'https://host/x' : 'text';
};

/** A server with all fields of its type, and with each field that any type has once taken away or added, and once a list. */
const variants = (type: (typeof serverTypes)[number]): readonly Record<string, unknown>[] => {
  const own = Object.keys(serverShapes[type].shape).filter((name) => !common.includes(name));
  const full: Record<string, unknown> = Object.fromEntries(
    own.map((name) => [name, valueOfField(type, name)]),
  );
  const toggled = [...everyField].map((name) => {
    const { [name]: before, ...rest } = full;
    return before === undefined ? { ...full, [name]: valueOfField(type, name) } : rest;
  });
  const odd = own.flatMap((name) => [[], 'no address', 1.5].map((value) => ({ ...full, [name]: value })));
  return [full, ...toggled, ...odd].map((fields) => ({ server: 's', type, ...fields }));
};

test('ODCS has 34 types of servers', () => {
  expect(serverTypes).toHaveLength(34);
});

describe.skipIf(schemaIsMissing)('fields of servers agree with the published schema', () => {
  const accepts = publishedSchema();
  test.each(serverTypes)('%s', (type) => {
    for (const server of variants(type)) {
      const document = { ...head, servers: [server] };
      const { contract } = parseContract(JSON.stringify(document), 'c.yaml', { strict: true });
      expect({ server, accepted: contract !== undefined }).toEqual({ server, accepted: accepts(document) });
    }
  });
});
