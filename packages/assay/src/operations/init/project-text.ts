import { isAbsolute, relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { sourceOfText } from '../../project/source-of.ts';

interface Named {
  readonly name: string;
  /** As the command line says it. */
  readonly source: string;
  readonly contractFile: string;
}

/** A part of a table's path, quoted where dots would take it apart. */
const tablePart = (part: string): string => (/[."]/.test(part) ? `"${part.replaceAll('"', '""')}"` : part);

const pathFrom = (folder: string, cwd: string, source: string): string => {
  const shown = relative(folder, resolve(cwd, source));
  return shown === '' ? '.' : isAbsolute(source) && shown.startsWith('../..') ? source : shown;
};

export interface ProjectText {
  readonly text: string;
  /** Variables that must be set for the project to be read. */
  readonly variables: readonly string[];
}

/**
 * The first `assay.yaml`. A database's URL is kept as an environment variable, so that no secret is written: the one that holds it,
 * or DATABASE_URL.
 */
export const projectText = (
  drafted: readonly Named[],
  folder: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): ProjectText => {
  const variables = new Map<string, string>();
  const variableOf = (url: string): string => {
    const known =
      variables.get(url) ?? Object.keys(env).find((name) => env[name] === url && /^[A-Z]\w*$/.test(name));
    const taken = variables.size;
    const name = known ?? (taken === 0 ? 'DATABASE_URL' : `DATABASE_URL_${taken + 1}`);
    variables.set(url, name);
    return name;
  };
  const connections: Record<string, unknown> = {};
  const datasets = Object.fromEntries(
    drafted.map(({ name, source, contractFile }) => {
      const found = sourceOfText(source);
      if (found.kind !== 'postgres')
        return [name, { path: pathFrom(folder, cwd, source), contract: contractFile }];
      const variable = variableOf(found.url);
      const connection = variable
        .replace(/_URL(?=_\d+$|$)/, '')
        .replaceAll('_', '-')
        .toLowerCase();
      connections[connection] = { type: 'postgres', url: `\${env:${variable}}` };
      return [name, { connection, table: found.table.map(tablePart).join('.'), contract: contractFile }];
    }),
  );
  const config = { version: 1, ...(Object.keys(connections).length === 0 ? {} : { connections }), datasets };
  return {
    text: stringify(config, { lineWidth: 0 }),
    variables: [...variables.values()].filter((name) => env[name] === undefined),
  };
};
