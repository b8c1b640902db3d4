import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { expect, test } from 'vitest';
import type { Lineage } from '../../src/domain/lineage.ts';
import { type ObjectId, objectId } from '../../src/domain/object-id.ts';
import { openLineageEvents } from '../../src/report/lineage/open-lineage.ts';
import { type VersionNode, versionNode } from '../support/lineage-node.ts';

/** What the core (2-0-2) and the facets in use ask for, as their specifications say. */
const text = { type: 'string' };
const base = { _producer: { type: 'string', format: 'uri' }, _schemaURL: { type: 'string', format: 'uri' } };
const facet = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  properties: { ...base, ...properties },
  required: [...Object.keys(base), ...required],
  additionalProperties: false,
});
const listOf = (properties: object, required: readonly string[]) => ({
  type: 'array',
  items: { type: 'object', properties, required, additionalProperties: false },
});
const tags = facet({ tags: listOf({ key: text, value: text, source: text }, ['key', 'value']) }, ['tags']);
const facets = (properties: object) => ({ type: 'object', properties, additionalProperties: false });
const dataset = {
  type: 'object',
  properties: {
    namespace: text,
    name: text,
    facets: facets({
      version: facet({ datasetVersion: text }, ['datasetVersion']),
      schema: facet({ fields: listOf({ name: text, type: text }, ['name']) }),
      tags,
    }),
  },
  required: ['namespace', 'name'],
  additionalProperties: false,
};
const shared = {
  eventTime: { type: 'string', format: 'date-time' },
  producer: base._producer,
  schemaURL: base._schemaURL,
};
const runEvent = {
  type: 'object',
  properties: {
    ...shared,
    schemaURL: { const: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent' },
    eventType: { enum: ['START', 'RUNNING', 'COMPLETE', 'ABORT', 'FAIL', 'OTHER'] },
    run: {
      type: 'object',
      properties: {
        runId: { type: 'string', format: 'uuid' },
        facets: facets({
          jobRunParameters: facet({
            parameters: listOf({ key: text, name: text, description: text, value: {} }, ['key']),
          }),
          tags,
        }),
      },
      required: ['runId'],
      additionalProperties: false,
    },
    job: {
      type: 'object',
      properties: {
        namespace: text,
        name: text,
        facets: facets({
          jobType: facet({ processingType: text, integration: text, jobType: text }, [
            'processingType',
            'integration',
          ]),
        }),
      },
      required: ['namespace', 'name'],
      additionalProperties: false,
    },
    inputs: { type: 'array', items: dataset },
    outputs: { type: 'array', items: dataset },
  },
  required: ['run', 'job', ...Object.keys(shared)],
  additionalProperties: false,
};
const datasetEvent = {
  type: 'object',
  properties: {
    ...shared,
    schemaURL: { const: 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent' },
    dataset,
  },
  required: ['dataset', ...Object.keys(shared)],
  additionalProperties: false,
};

const idOf = (digit: string): ObjectId => objectId(digit.repeat(64));
const execution: NonNullable<VersionNode['execution']> = {
  schema: 'assay.execution/v1',
  how: 'observed',
  inputs: [
    { kind: 'file', path: 'train.ts', id: idOf('5'), bytes: 3 },
    { kind: 'version', name: 'readings', id: idOf('1') },
    { kind: 'version', name: 'elsewhere', id: idOf('7') },
  ],
  parameters: { lr: '0.1' },
  seed: 7,
  command: 'node train.ts',
  git: { commit: 'a'.repeat(40), dirty: idOf('d') },
  startedAt: '2026-03-01T07:00:00.000Z',
};
const lineage: Lineage = {
  schema: 'assay.lineage/v1',
  of: ['wear@v1'],
  direction: 'up',
  nodes: [
    versionNode('wear', 2, { execution, stages: ['champion'] }, { execution: idOf('e') }),
    versionNode('wear-edge', 3, { execution }, { execution: idOf('e') }),
    versionNode(
      'readings',
      1,
      {},
      {
        kind: 'dataset',
        table: { format: 'Parquet', rows: 1, columns: [{ name: 'temp', kind: 'float', type: 'DOUBLE' }] },
      },
    ),
    { kind: 'hidden', id: 'hidden:1', depth: -1 },
  ],
  edges: [],
  reached: 4,
  shown: 4,
  stages: ['champion'],
};

test('a lineage is events of OpenLineage: a run that begins and is complete for each execution, and versions of unknown origin', () => {
  const events = openLineageEvents(lineage, 'assay:plant');
  const ajv = new Ajv2020({ allErrors: true });
  formats.default(ajv);
  const isEvent = ajv.compile({ oneOf: [runEvent, datasetEvent] });
  for (const event of events) expect(isEvent(event), JSON.stringify(isEvent.errors)).toBe(true);
  expect(events).toMatchObject([
    { dataset: { name: 'readings', facets: { schema: { fields: [{ name: 'temp', type: 'DOUBLE' }] } } } },
    { eventType: 'START', eventTime: '2026-03-01T07:00:00.000Z', outputs: [] },
    {
      eventType: 'COMPLETE',
      eventTime: '2026-03-01T08:00:00.000Z',
      run: {
        runId: 'eeeeeeee-eeee-8eee-aeee-eeeeeeeeeeee',
        facets: {
          jobRunParameters: {
            parameters: [
              { key: 'lr', value: '0.1' },
              { key: 'seed', value: 7 },
            ],
          },
        },
      },
      job: { namespace: 'assay:plant', name: 'wear+wear-edge' },
      inputs: [
        { namespace: 'file', name: 'train.ts' },
        { namespace: 'assay:plant', name: 'readings' },
        { namespace: 'assay:plant', name: 'elsewhere', facets: { version: { datasetVersion: idOf('7') } } },
      ],
      outputs: [{ name: 'wear' }, { name: 'wear-edge' }],
    },
  ]);
});
