import { accessSync, constants } from 'node:fs';
import { freemem, totalmem } from 'node:os';
import { Refusal } from '../domain/problem.ts';
import { redactUrl, type Source } from '../domain/source.ts';
import { assayVersion } from '../domain/version.ts';
import { engines } from '../engines/registry.ts';
import type { Project } from '../project/project.ts';
import { sourceOfDataset } from '../project/source-of.ts';
import { readContract } from './targets.ts';
import { inWorkFolder } from './work-folder.ts';

/** One thing that was looked at: present, missing, or not needed here. */
export interface Finding {
  readonly what: string;
  readonly state: 'ok' | 'missing' | 'note';
  readonly detail: string;
  readonly hint?: string;
}

const gigabytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

const wordsOf = (cause: unknown): { readonly detail: string; readonly hint?: string } => {
  if (!(cause instanceof Refusal)) throw cause;
  const [first] = cause.problems;
  return { detail: first?.message ?? 'not reachable', ...(first?.hint ? { hint: first.hint } : {}) };
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

const reached = async (name: string, source: Source): Promise<Finding> =>
  inWorkFolder(async (workFolder) => {
    const engine = engines.find(({ sources }) => sources.includes(source.kind));
    const detail = source.kind === 'postgres' ? redactUrl(source.url) : source.kind;
    try {
      const session = await engine?.connect(source, { workFolder });
      try {
        const opened = await session?.open(source, { name, declared: [] });
        return { what: `dataset ${name}`, state: 'ok', detail: opened?.description ?? detail };
      } finally {
        await session?.close();
      }
    } catch (cause) {
      return { what: `dataset ${name}`, state: 'missing', ...wordsOf(cause) };
    }
  });

const datasets = async (
  project: Project,
  only: string | undefined,
  cwd: string,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const [name, dataset] of Object.entries(project.config.datasets)) {
    const connection = 'connection' in dataset ? dataset.connection : undefined;
    if (only !== undefined && only !== name && only !== connection) continue;
    try {
      findings.push(await reached(name, sourceOfDataset(project, name, dataset, cwd)));
      if (dataset.contract !== undefined) {
        readContract(dataset.contract.split('#')[0] ?? dataset.contract, project.folder);
        findings.push({ what: `contract of ${name}`, state: 'ok', detail: dataset.contract });
      }
    } catch (cause) {
      findings.push({ what: `dataset ${name}`, state: 'missing', ...wordsOf(cause) });
    }
  }
  return findings;
};

/** Looks at what Assay needs: this machine, its engine, the project's folder, every dataset and contract. */
export const diagnose = async (
  project: Project,
  only: string | undefined,
  cwd: string,
): Promise<readonly Finding[]> => [
  ...(only === undefined ? [...machine(), ...(await embedded()), folder(project)] : []),
  ...(await datasets(project, only, cwd)),
];
