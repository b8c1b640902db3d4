import { exitCodes } from '../../domain/run.ts';
import { type Drafted, initProject } from '../../operations/init/init.ts';
import { readProject } from '../../project/project.ts';
import { type Paint, paint } from '../../report/paint.ts';
import { defineCommand } from '../command.ts';

const shown = ({ draft, description, seconds }: Drafted, ink: Paint): readonly string[] => {
  const all = draft.properties.flatMap(({ column, suggestions }) =>
    suggestions.map((suggestion) => ({ name: column.name, ...suggestion })),
  );
  const width = Math.max(6, ...all.map(({ name }) => name.length));
  return [
    `${ink.bold(draft.name)}  ${description}, ${draft.rows.toLocaleString('en')} rows, ${draft.properties.length} columns, ${seconds.toFixed(1)} s`,
    ...all
      .filter(({ check, sure }) => !sure || check !== 'required')
      .map(
        ({ name, check, sure, reason }) =>
          `  ${sure ? check.padEnd(14) : ink.yellow('review'.padEnd(14))} ${name.padEnd(width)}  ${ink.dim(reason)}`,
      ),
  ];
};

export const init = defineCommand({
  name: 'init',
  summary: 'Look at data and write assay.yaml and contracts that fit.',
  examples: [
    [
      'assay init data/readings.csv',
      'drafts readings.odcs.yaml, each rule with its reason, what is unsure as a commented question',
    ],
  ],
  configure: (command) =>
    command.argument('<path...>', 'files, globs, file.duckdb#table or postgres://…#schema.table'),
  run: async (paths, _options, io) => {
    const project = readProject(io.cwd, { env: io.env, vars: {} });
    const done = await initProject(project, {
      paths,
      cwd: io.cwd,
      signal: io.signal,
      onProgress: (what) => io.note(`looking at ${what}`),
    });
    const rules = done.drafted.flatMap(({ draft }) =>
      draft.properties.flatMap(({ suggestions }) => suggestions),
    );
    const review = rules.filter(({ sure }) => !sure).length;
    if (io.json) {
      io.out(
        JSON.stringify({
          schema: 'assay.init/v1',
          written: done.written,
          rules: rules.length - review,
          review,
        }),
      );
      return exitCodes.ok;
    }
    const ink = paint(io.colour);
    for (const drafted of done.drafted) io.out(shown(drafted, ink).join('\n'));
    io.out(
      `Wrote ${done.written.join(', ')} (${rules.length - review} rules, ${review} to review).  Next: npx assay check`,
    );
    return exitCodes.ok;
  },
});
