import { accessSync, constants } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { countOf } from '../domain/count-of.ts';
import type { DoctorReport, Finding } from '../domain/doctor-report.ts';
import { suggestion } from '../domain/nearest.ts';
import { Refusal, refuse } from '../domain/problem.ts';
import { type Source, sourceText } from '../domain/source.ts';
import { assayVersion } from '../domain/version.ts';
import { engines } from '../engines/registry.ts';
import type { Project } from '../project/project.ts';
import { sourceOfDataset } from '../project/source-of.ts';
import { bindContract } from './targets.ts';
import { withCatalog } from './with-catalog.ts';
import { inWorkFolder } from './work-folder.ts';

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

const wordsOf = (cause: unknown): { readonly detail: string; readonly hint?: string } => {
  if (!(cause instanceof Refusal)) throw cause;
  const [first, ...more] = cause.problems;
  const place = [first?.where.file, first?.where.line].filter((part) => part !== undefined).join(':');
  const message = first?.message ?? 'not reachable';
  return {
    detail: `${place === '' || message.includes(place) ? '' : `${place}: `}${message}${more.length === 0 ? '' : ` (and ${more.length} more)`}`,
    ...(first?.hint ? { hint: first.hint } : {}),
  };
};

const machine = (): readonly Finding[] => [
  { what: 'assay', state: 'ok', detail: assayVersion },
  { what: 'node', state: 'ok', detail: `${process.versions.node} on ${process.platform} ${process.arch}` },
  { what: 'memory', state: 'ok', detail: `${gigabytes(freemem())} free of ${gigabytes(totalmem())}` },
];

const embedded = (): Promise<readonly Finding[]> =>
  inWorkFolder((workFolder) =>
    Promise.all(
      engines
        .filter(({ sources }) => sources.includes('files'))
        .map(async (engine): Promise<Finding> => {
          try {
            const session = await engine.connect({ kind: 'files', path: '' }, { workFolder });
            await session.close();
            return { what: session.engine.id, state: 'ok', detail: session.engine.version };
          } catch (cause) {
            return { what: engine.id, state: 'missing', ...wordsOf(cause) };
          }
        }),
    ),
  );

const folder = (project: Project): Finding => {
  try {
    accessSync(project.folder, constants.W_OK);
    return { what: 'project', state: 'ok', detail: project.folder };
  } catch (cause) {
    return {
      what: 'project',
      state: 'missing',
      detail: `${project.folder} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      hint: 'runs and quarantined rows are kept there',
    };
  }
};

/** The server that keeps runs, where `assay.yaml` names one; it is begun where it is empty. */
const catalog = async (project: Project): Promise<readonly Finding[]> => {
  if (project.config.catalog === undefined) return [];
  try {
    const detail = await withCatalog(project, async ({ place, runs }) => {
      const names = await runs.names();
      return `${place}, runs of ${countOf(names.length, 'name')}`;
    });
    return [{ what: 'catalog', state: 'ok', detail }];
  } catch (cause) {
    return [{ what: 'catalog', state: 'missing', ...wordsOf(cause) }];
  }
};

const reached = async (name: string, source: Source): Promise<Finding> =>
  inWorkFolder(async (workFolder) => {
    const engine = engines.find(({ sources }) => sources.includes(source.kind));
    try {
      const session = await engine?.connect(source, { workFolder });
      try {
        const opened = await session?.open(source, { name, declared: [] });
        return { what: `dataset ${name}`, state: 'ok', detail: opened?.description ?? sourceText(source) };
      } finally {
        await session?.close();
      }
    } catch (cause) {
      return { what: `dataset ${name}`, state: 'missing', ...wordsOf(cause) };
    }
  });

const datasetFinding = async (name: string, source: () => Source): Promise<Finding> => {
  try {
    return await reached(name, source());
  } catch (cause) {
    return { what: `dataset ${name}`, state: 'missing', ...wordsOf(cause) };
  }
};

const contractFinding = (name: string, reference: string, project: Project): Finding => {
  const what = `contract of ${name}`;
  try {
    bindContract({ name, source: { kind: 'stdin' }, contract: reference }, undefined, project.folder);
    return { what, state: 'ok', detail: reference };
  } catch (cause) {
    return { what, state: 'missing', ...wordsOf(cause) };
  }
};

const datasets = async (
  project: Project,
  only: string | undefined,
  cwd: string,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const [name, dataset] of Object.entries(project.config.datasets)) {
    const connection = 'connection' in dataset ? dataset.connection : undefined;
    if (only !== undefined && only !== name && only !== connection) continue;
    findings.push(await datasetFinding(name, () => sourceOfDataset(project, name, dataset, cwd)));
    if (dataset.contract !== undefined) findings.push(contractFinding(name, dataset.contract, project));
  }
  return findings;
};

const known = ({ config }: Project): readonly string[] => [
  ...Object.keys(config.datasets),
  ...Object.keys(config.connections),
];

/**
 * Looks at what Assay needs: this machine, its engine, the project's folder, every dataset and contract; or only at one dataset,
 * or at the datasets of one connection. Throws `Refusal` where there is neither of that name.
 */
export const diagnose = async (
  project: Project,
  only: string | undefined,
  cwd: string,
): Promise<DoctorReport> => {
  const found = await datasets(project, only, cwd);
  if (only !== undefined && found.length === 0)
    refuse(
      'source-not-found',
      `assay.yaml has no dataset ${only}, and no connection of that name with a dataset`,
      suggestion(only, known(project)),
    );
  const around =
    only === undefined
      ? [...machine(), ...(await embedded()), folder(project), ...(await catalog(project))]
      : [];
  return { schema: 'assay.doctor/v1', findings: [...around, ...found] };
};
