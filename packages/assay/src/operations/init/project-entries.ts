import { isAbsolute, relative, resolve } from 'node:path';
import { own } from '../../domain/own.ts';
import { refuse } from '../../domain/problem.ts';
import { projectFile } from '../../project/find.ts';
import { interpolate } from '../../project/interpolate.ts';
import type { Project } from '../../project/project.ts';
import { sourceOfText } from '../../project/source-of.ts';

interface Named {
  readonly name: string;
  /** As the command line says it. */
  readonly source: string;
  readonly contractFile: string;
}

/** What `assay.yaml` is to say of new datasets. */
export interface ProjectEntries {
  readonly connections: Readonly<Record<string, unknown>>;
  readonly datasets: Readonly<Record<string, unknown>>;
  /** Variables that must be set for the project to be read. */
  readonly variables: readonly string[];
}

/** A part of a table's path, quoted where dots would take it apart. */
const tablePart = (part: string): string => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part);

const pathFrom = (folder: string, cwd: string, source: string): string => {
  const shown = relative(folder, resolve(cwd, source));
  return shown === '' ? '.' : isAbsolute(source) && shown.startsWith('../..') ? source : shown;
};

const numbered = (name: string, separator: string, isTaken: (name: string) => boolean): string => {
  for (let count = 1; ; count += 1) {
    const found = count === 1 ? name : `${name}${separator}${count}`;
    if (!isTaken(found)) return found;
  }
};

/**
 * Names for the connections of databases: the project's own where one leads there, otherwise a new one. Its URL is kept as an environment
 * variable, so that no secret is written: the one that holds it, or a DATABASE_URL that nothing else uses.
 */
const connecting = ({ config, variables: { env, vars } }: Project) => {
  const known = new Map<string, string>();
  const added: Record<string, unknown> = {};
  const used = new Set<string>();
  for (const [name, connection] of Object.entries(config.connections)) {
    if (connection.type !== 'postgres') continue;
    for (const [, variable] of connection.url.matchAll(/\$\{env:(\w+)\}/g)) used.add(variable ?? '');
    const url = interpolate(connection.url, { env, vars }, {});
    if (typeof url === 'string') known.set(url, name);
  }
  const variables: string[] = [];
  const connectionOf = (url: string): string => {
    const found = known.get(url);
    if (found !== undefined) return found;
    const variable =
      Object.keys(env).find((name) => env[name] === url && /^[A-Z]\w*$/.test(name)) ??
      numbered('DATABASE_URL', '_', (name) => used.has(name) || env[name] !== undefined);
    if (env[variable] === undefined) variables.push(variable);
    used.add(variable);
    const plain = variable
      .replace(/_URL(?=_\d+$|$)/, '')
      .replaceAll('_', '-')
      .toLowerCase();
    const name = numbered(plain, '-', (one) => one in added || Object.hasOwn(config.connections, one));
    added[name] = { type: 'postgres', url: `\${env:${variable}}` };
    known.set(url, name);
    return name;
  };
  return { connectionOf, added, variables };
};

type Entry = Readonly<{ path: string } | { connection: string; table: string }>;

/** What an entry reads; two that read the same are one dataset under two names. */
const readBy = (folder: string, entry: Entry): string =>
  'path' in entry ? resolve(folder, entry.path) : `${entry.connection}#${entry.table}`;

/** The entries of drafted datasets in the project's file. Refuses data that a dataset of the project reads already, or that are named twice. */
export const projectEntries = (drafted: readonly Named[], project: Project, cwd: string): ProjectEntries => {
  const { config, folder } = project;
  const { connectionOf, added, variables } = connecting(project);
  const readers = new Map(
    Object.entries(config.datasets).map(([name, entry]) => [readBy(folder, entry), name]),
  );
  const entryOf = (source: string): Entry => {
    const found = sourceOfText(source);
    return found.kind === 'postgres'
      ? { connection: connectionOf(found.url), table: found.table.map(tablePart).join('.') }
      : { path: pathFrom(folder, cwd, source) };
  };
  const datasets = drafted.map(({ name, source, contractFile }) => {
    const entry = entryOf(source);
    const read = readBy(folder, entry);
    const reader = readers.get(read);
    const shown = 'path' in entry ? entry.path : entry.table;
    if (reader !== undefined && own(config.datasets, reader) !== undefined)
      refuse('usage', `${shown} is the dataset ${reader} already`, `assay check ${reader} gates it`, {
        file: projectFile,
      });
    if (reader !== undefined) refuse('usage', `${shown} is named twice`, 'name it once');
    readers.set(read, name);
    return [name, { ...entry, contract: contractFile }];
  });
  return { connections: added, datasets: Object.fromEntries(datasets), variables };
};
