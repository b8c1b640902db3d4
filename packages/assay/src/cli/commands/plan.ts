import type { PlanReports } from '../../domain/plan-report.ts';
import { exitCodes } from '../../domain/run.ts';
import { keepingIn } from '../../operations/keeping.ts';
import { planDatasets } from '../../operations/plan.ts';
import { planText } from '../../report/plan-text.ts';
import { collected } from '../collected.ts';
import { defineCommand } from '../command.ts';
import { projectOf, textOption, textsOption, withProjectOptions } from '../project-options.ts';

export const plan = defineCommand({
  name: 'plan',
  summary: 'Show what a check would ask: each rule with its rungs, and the queries of each round.',
  examples: [
    ['assay plan readings.parquet -c readings.odcs.yaml', 'prints the queries; none of them is run'],
  ],
  configure: (command) =>
    withProjectOptions(
      command
        .argument('[source...]', 'datasets of assay.yaml, files, globs or table URLs')
        .option('-c, --contract <file>', 'the contract, or contract#object')
        .option('--where <expression>', 'plan for these rows only')
        .option('--select <rule>', 'only these rules: an id (with *) or tag:NAME; may be repeated', collected)
        .option('--exact', 'plan the exact counts only'),
    ),
  run: async (sources, options, io) => {
    const contract = textOption(options, 'contract');
    const where = textOption(options, 'where');
    const project = projectOf(options, io);
    const plans = await planDatasets(
      project,
      {
        sources,
        ...(contract === undefined ? {} : { contract }),
        ...(where === undefined ? {} : { where }),
        select: textsOption(options, 'select'),
        exact: options.exact === true,
        signal: io.signal,
        cwd: io.cwd,
      },
      keepingIn(project),
    );
    const [only] = plans;
    const all: PlanReports = { schema: 'assay.plans/v1', plans: [...plans] };
    if (io.json) io.out(JSON.stringify(plans.length === 1 ? only : all));
    else io.out(plans.map((one) => planText(one, { colour: io.colour })).join('\n\n'));
    return exitCodes.ok;
  },
});
