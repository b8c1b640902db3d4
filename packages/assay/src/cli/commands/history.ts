import { refuse } from '../../domain/problem.ts';
import { exitCodes } from '../../domain/run.ts';
import { allHistories, historyOf, nearestName, ruleHistoryOf } from '../../operations/history.ts';
import { historyText, ruleHistoryText } from '../../report/history-text.ts';
import { defineCommand, type Io } from '../command.ts';
import { countOption, textOption } from '../given-options.ts';

/** `--older-than 90d`, 12w or 2y, in days. */
const daysOf = (given: string): number => {
  const [, count = '', unit = ''] = /^(\d+)([dwy])$/.exec(given) ?? [];
  const days = Number(count) * (({ d: 1, w: 7, y: 365 } as Readonly<Record<string, number>>)[unit] ?? 0);
  return Number.isSafeInteger(days) && days > 0
    ? days
    : refuse('usage', `--older-than ${given} is no age`, 'write --older-than 90d, 12w or 2y');
};

const prune = async (
  name: string | undefined,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> => {
  const [{ projectOf }, { pruneHistory }, { prunedText }, { progressLine }] = await Promise.all([
    import('../project-options.ts'),
    import('../../operations/prune-history.ts'),
    import('../../report/pruned-text.ts'),
    import('../progress.ts'),
  ]);
  const [keep, age] = [textOption(options, 'keep'), textOption(options, 'olderThan')];
  const progress = progressLine(io);
  try {
    const pruned = await pruneHistory(
      projectOf({}, io),
      {
        ...(keep === undefined ? {} : { keep: countOption('keep', keep, 'runs', 1000) }),
        ...(age === undefined ? {} : { keepDays: daysOf(age) }),
        ...(name === undefined ? {} : { name }),
      },
      (of, done, total) => progress.report(of, { phase: 'prune', done, total }),
    );
    progress.end();
    io.out(io.json ? JSON.stringify(pruned) : prunedText(pruned));
    return pruned.removed;
  } finally {
    progress.end();
  }
};

const suggestName = async (name: string, io: Io): Promise<void> => {
  const near = await nearestName(io.projectFolder, name);
  if (near !== undefined && near !== name) io.note(`did you mean ${near}?`);
};

const optionsOf: Readonly<Record<'prune' | 'digest', Readonly<Record<string, string>>>> = {
  prune: { keep: '--keep', olderThan: '--older-than' },
  digest: { days: '--days', format: '--format', out: '--out', open: '--open', now: '--now' },
};

/** An option that goes with another action would do nothing. */
const refuseStray = (options: Readonly<Record<string, unknown>>): void => {
  if (options.prune === true && options.digest === true)
    refuse('usage', '--prune and --digest contradict each other', 'leave one of them out');
  for (const [action, own] of Object.entries(optionsOf)) {
    const stray = Object.keys(own).find((option) => options[option] !== undefined);
    if (stray !== undefined && options[action] !== true)
      refuse('usage', `${own[stray]} goes with --${action}`, `add --${action}`);
  }
  const [action] = Object.keys(optionsOf).filter((one) => options[one] === true);
  const stray = ['rule', 'limit'].find((option) => options[option] !== undefined);
  if (action !== undefined && stray !== undefined)
    refuse('usage', `--${stray} does not go with --${action}`, 'leave one of them out');
};

export const history = defineCommand({
  name: 'history',
  summary:
    'Show past runs of a dataset: decisions, rows, scores, and what one rule found; what the last week brought; remove old runs.',
  examples: [
    ['assay history', 'shows every dataset: how its last runs went'],
    [
      'assay history readings',
      'lists the last runs, the newest first, and what each found otherwise than the one before',
    ],
    ['assay history readings --rule temp/range', 'shows what one rule found in each of them'],
    ['assay history --digest', 'what got better, worse and new in the last week, beside the week before'],
    ['assay history --digest --format md --out digest.md', 'the same as Markdown, for a chat or a page'],
    ['assay history --prune --keep 1000', 'removes all but the newest 1,000 runs of every dataset'],
  ],
  configure: (command) =>
    command
      .argument('[name...]', 'the dataset, as the runs name it; all without one; several with --digest')
      .option('--rule <id>', 'show what this rule found, run by run')
      .option('--limit <n>', 'show so many of the last runs (default: 20)')
      .option('--digest', 'what became of all datasets, or of those named, in the last days')
      .option('--days <n>', 'with --digest: so many days, beside as many before (default: 7)')
      .option('--format <format>', 'with --digest: text, md, html or json (default: text)')
      .option('--out <file>', 'with --digest: write there instead of standard output')
      .option('--open', 'with --digest: write the HTML page and open it')
      .option('--now <time>', 'with --digest: the end of the last day, to tell of an earlier week')
      .option('--prune', 'remove runs beyond --keep or --older-than, else beyond history of assay.yaml')
      .option('--keep <n>', 'with --prune: the newest so many runs of each dataset stay')
      .option('--older-than <age>', 'with --prune: what is older goes, as 90d, 12w or 2y'),
  run: async (names, options, io) => {
    refuseStray(options);
    if (options.digest === true) {
      const { showDigest } = await import('../digest.ts');
      await showDigest(names, options, io);
      return exitCodes.ok;
    }
    const [name, second] = names;
    if (second !== undefined)
      refuse('usage', `${second} is one name too many`, 'name one dataset; --digest takes several');
    if (options.prune === true) {
      const removed = await prune(name, options, io);
      if (name !== undefined && removed === 0) await suggestName(name, io);
      return exitCodes.ok;
    }
    const limit = countOption('limit', textOption(options, 'limit') ?? '20', 'runs', 50);
    const rule = textOption(options, 'rule');
    if (name === undefined) {
      if (rule !== undefined)
        refuse('usage', '--rule is of one dataset', `assay history NAME --rule ${rule}`);
      const { historiesText } = await import('../../report/histories-text.ts');
      const all = await allHistories(io.projectFolder, limit);
      io.out(io.json ? JSON.stringify(all) : historiesText(all, io));
      return exitCodes.ok;
    }
    const found =
      rule === undefined
        ? await historyOf(io.projectFolder, name, limit)
        : await ruleHistoryOf(io.projectFolder, name, rule, limit);
    if (io.json) io.out(JSON.stringify(found));
    else io.out('runs' in found ? historyText(found, io) : ruleHistoryText(found, io));
    if ('runs' in found && found.runs.length === 0) await suggestName(name, io);
    return exitCodes.ok;
  },
});
