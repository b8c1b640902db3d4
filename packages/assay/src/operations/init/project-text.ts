import { relative, resolve } from 'node:path';
import { stringify } from 'yaml';
import { sourceOfText } from '../../project/source-of.ts';

interface Named {
  readonly name: string;
  readonly source: string;
  readonly contractFile: string;
}

/** The first `assay.yaml`. A table URL is kept as an environment variable, so that no secret is written. */
export const projectText = (drafted: readonly Named[], cwd: string): string => {
  const connections: Record<string, unknown> = {};
  const datasets = Object.fromEntries(
    drafted.map(({ name, source, contractFile }) => {
      const found = sourceOfText(source);
      if (found.kind === 'postgres') {
        connections.database = { type: 'postgres', url: '${env:DATABASE_URL}' };
        return [name, { connection: 'database', table: found.table.join('.'), contract: contractFile }];
      }
      return [name, { path: relative(cwd, resolve(cwd, source)) || source, contract: contractFile }];
    }),
  );
  const config = { version: 1, ...(Object.keys(connections).length === 0 ? {} : { connections }), datasets };
  return stringify(config, { lineWidth: 0 });
};
