import type { Execution, ExecutionInput } from '../../domain/execution.ts';
import type { Lineage, LineageNode } from '../../domain/lineage.ts';
import type { ObjectId } from '../../domain/object-id.ts';
import { assayVersion } from '../../domain/version.ts';
import type { Version } from '../../domain/version-record.ts';

/** Who says it, in every event and facet. */
const producer = `urn:assay:${assayVersion}`;

/** The versions of the schemas that events keep to: those that were published when this was written. */
const core = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs';
const facetUrls = {
  jobRunParameters: '1-0-0/JobRunParametersFacet',
  jobType: '2-0-4/JobTypeJobFacet',
  schema: '1-0-0/SchemaDatasetFacet',
  runTags: '2-0-3/TagsRunFacet',
  datasetTags: '2-0-3/TagsDatasetFacet',
  version: '1-0-0/DatasetVersionDatasetFacet',
} as const;

const facet = <T extends object>(name: keyof typeof facetUrls, body: T) => {
  const [version, schema] = facetUrls[name].split('/');
  return {
    _producer: producer,
    _schemaURL: `https://openlineage.io/spec/facets/${version}/${schema}.json#/$defs/${schema}`,
    ...body,
  };
};

const tag = (key: string, value: string) => ({ key, value, source: 'ASSAY' });

/** A UUID of version 8 (RFC 9562) of the bytes of a hash: one execution has the same in every export. */
const uuidOf = (id: ObjectId): string => {
  const hex = id.slice('sha256:'.length);
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

type VersionNode = Extract<LineageNode, { kind: 'version' }>;

const versionFacet = (id: ObjectId) => ({ version: facet('version', { datasetVersion: id }) });

const datasetOf = (namespace: string, { version, stages }: VersionNode) => {
  const { record, number, id } = version;
  return {
    namespace,
    name: record.name,
    facets: {
      ...versionFacet(id),
      tags: facet('datasetTags', {
        tags: [
          tag('assay.version', `v${number}`),
          tag('assay.kind', record.kind),
          ...stages.map((stage) => tag('assay.stage', stage)),
        ],
      }),
      ...(record.table === undefined
        ? {}
        : {
            schema: facet('schema', {
              fields: record.table.columns.map(({ name, type }) => ({ name, type })),
            }),
          }),
    },
  };
};

/** Files are called by their path, versions by their name; both have the version that their hash is. */
const inputOf = (namespace: string, known: ReadonlyMap<ObjectId, VersionNode>) => (input: ExecutionInput) => {
  const node = known.get(input.id);
  if (node !== undefined) return datasetOf(namespace, node);
  return input.kind === 'version'
    ? { namespace, name: input.name, facets: versionFacet(input.id) }
    : { namespace: 'file', name: input.path, facets: versionFacet(input.id) };
};

const runFacets = (id: ObjectId, { parameters, seed, git, how, command }: Execution) => ({
  jobRunParameters: facet('jobRunParameters', {
    parameters: [
      ...Object.entries(parameters).map(([key, value]) => ({ key, value })),
      ...(seed === undefined ? [] : [{ key: 'seed', value: seed }]),
    ],
  }),
  tags: facet('runTags', {
    tags: [
      tag('assay.execution', id),
      tag('assay.how', how),
      ...(command === undefined ? [] : [tag('assay.command', command)]),
      ...(git === undefined || 'unknown' in git ? [] : [tag('git.commit', git.commit)]),
      ...(git === undefined || 'unknown' in git || git.dirty === undefined
        ? []
        : [tag('git.changes', git.dirty)]),
    ],
  }),
});

const createdAt = ({ record }: Version): string => record.createdAt;

/** What one execution made: a run that began, and that was complete. */
const runEvents = (
  namespace: string,
  id: ObjectId,
  execution: Execution,
  outputs: readonly VersionNode[],
  known: ReadonlyMap<ObjectId, VersionNode>,
) => {
  const ended =
    outputs
      .map(({ version }) => createdAt(version))
      .toSorted()
      .at(-1) ?? '';
  const names = [...new Set(outputs.map(({ version }) => version.record.name))].toSorted();
  const event = {
    producer,
    schemaURL: `${core}/RunEvent`,
    run: { runId: uuidOf(id), facets: runFacets(id, execution) },
    job: {
      namespace,
      name: names.join('+'),
      facets: {
        jobType: facet('jobType', { processingType: 'BATCH', integration: 'ASSAY', jobType: 'EXECUTION' }),
      },
    },
    inputs: execution.inputs.map(inputOf(namespace, known)),
  };
  return [
    { eventType: 'START', eventTime: execution.startedAt ?? ended, ...event, outputs: [] },
    {
      eventType: 'COMPLETE',
      eventTime: ended,
      ...event,
      outputs: outputs.map((node) => datasetOf(namespace, node)),
    },
  ];
};

/**
 * A lineage as events of OpenLineage 2-0-2: of each execution that it began and was complete, and of each version of which nobody said what made it
 * that it is there. Versions that may not be read are in none. They can be sent to `/lineage/batch` as they are.
 */
export const openLineageEvents = ({ nodes }: Lineage, namespace: string): readonly object[] => {
  const versions = nodes.filter((node) => node.kind === 'version');
  const known = new Map(versions.map((node) => [node.version.id, node]));
  const made = Map.groupBy(
    versions.filter(({ execution }) => execution !== undefined),
    ({ version }) => version.record.execution,
  );
  return [
    ...versions
      .filter(({ execution }) => execution === undefined)
      .map((node) => ({
        eventTime: createdAt(node.version),
        producer,
        schemaURL: `${core}/DatasetEvent`,
        dataset: datasetOf(namespace, node),
      })),
    ...[...made].flatMap(([id, outputs]) => {
      const execution = outputs[0]?.execution;
      return id === undefined || execution === undefined
        ? []
        : runEvents(namespace, id, execution, outputs, known);
    }),
  ];
};
