import type { ComparedVerdict } from '../domain/compared-run.ts';
import { countOf } from '../domain/count-of.ts';
import { isOpen } from '../domain/finding.ts';
import { minuteOf } from '../domain/minute-of.ts';
import type { Run, Scores } from '../domain/run.ts';
import { changeKinds, demandWords, type RuleChange, ruleChanges } from '../domain/run-changes.ts';
import { scoreMove } from '../domain/score-text.ts';
import { decisionWord } from './findings.ts';
import { cells, fitting } from './markdown-table.ts';
import { cellCode, markdownCode, markdownText } from './markdown-text.ts';
import { scoreParts } from './scores-text.ts';

const signed = (text: string): string => (text.startsWith('-') ? `−${text.slice(1)}` : `+${text}`);

const rowsMove = (earlier: Run, { subject }: Run): readonly string[] => {
  const [before, now] = [earlier.subject.rows, subject.rows];
  if (before === undefined || now === undefined) return [];
  if (before === now) return [`${countOf(now, 'row')} as before`];
  const share = before === 0 ? '' : `, ${signed((((now - before) / before) * 100).toFixed(1))} %`;
  return [
    `${before.toLocaleString('en')} → ${countOf(now, 'row')} (${signed((now - before).toLocaleString('en'))}${share})`,
  ];
};

const scoreMoves = (earlier: Scores, now: Scores): readonly string[] => {
  const before = new Map(scoreParts(earlier));
  return scoreParts(now).flatMap(([name, score]) => {
    const was = before.get(name);
    return was === undefined || was === score
      ? []
      : [`${name} ${was} → **${score}** (${signed(scoreMove(was, score))})`];
  });
};

/** "2 newly failing, 1 removed rule"; what stays quiet is left out. */
const tally = (changes: readonly RuleChange[]): string =>
  changeKinds
    .map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) =>
      kind.endsWith('rule') ? countOf(count, kind) : `${count.toLocaleString('en')} ${kind}`,
    )
    .join(', ');

const stateOf = (verdict: ComparedVerdict): string => {
  const { status, severity, waived } = verdict;
  if (waived !== undefined)
    return `waived until ${markdownText(waived.until)} by ${markdownText(waived.owner)}`;
  return isOpen(verdict) ? `${status} (${severity})` : status;
};

const stateBefore = ({ before }: RuleChange): string => {
  if (before === undefined) return '';
  const { status, count } = before;
  return `${stateOf(before)}${status === 'fail' && count !== undefined ? `: ${count.toLocaleString('en')}` : ''}`;
};

const foundNow = ({ now }: RuleChange): string => {
  if (now === undefined) return '';
  return isOpen(now) ? `${stateOf(now)}: ${markdownText(now.message, 150)}` : stateOf(now);
};

const row = (change: RuleChange): string =>
  cells(
    change.kind,
    cellCode(change.rule),
    stateBefore(change),
    foundNow(change),
    demandWords(change, (text) => markdownText(text, 120)),
  );

const contractMove = (earlier: Run, { contract }: Run): readonly string[] => {
  const before = earlier.contract;
  if (before === undefined || contract === undefined || before.sha256 === contract.sha256) return [];
  return before.version === contract.version
    ? [`the contract has changed within version ${markdownText(contract.version)}`]
    : [`contract ${markdownText(before.version)} → ${markdownText(contract.version)}`];
};

const scopeMove = (earlier: Run, { subject }: Run): readonly string[] => {
  const [before, now] = [earlier.subject.scope?.where, subject.scope?.where];
  return before === now
    ? []
    : [`the base judged ${before === undefined ? 'all rows' : `only where ${markdownCode(before, 300)}`}`];
};

const moves = (earlier: Run, run: Run): string =>
  [
    ...(earlier.decision === run.decision ? [] : [`${decisionWord(earlier)} → **${decisionWord(run)}**`]),
    ...rowsMove(earlier, run),
    ...scoreMoves(earlier.scores, run.scores),
    ...contractMove(earlier, run),
    ...scopeMove(earlier, run),
  ].join(' · ');

const nameOf = (earlier: Run, run: Run): string =>
  `run \`${earlier.id}\`${earlier.subject.name === run.subject.name ? '' : ` of ${markdownCode(earlier.subject.name)}`}, ${markdownText(minuteOf(earlier.startedAt))} UTC`;

/** What has changed since an earlier run: decision, rows, scores and contract, and each rule that says something else. */
export const changesMarkdown = (earlier: Run, run: Run, most: number): readonly string[] => {
  if (earlier.decision === null || run.decision === null)
    return [
      '',
      `**Since the base** (${nameOf(earlier, run)}): ${earlier.decision === null ? 'the base could not run' : 'nothing to compare'}`,
    ];
  const changes = ruleChanges(earlier, run);
  const moved = moves(earlier, run);
  return [
    '',
    `**Since the base** (${nameOf(earlier, run)}): ${changes.length === 0 ? 'no rule says anything else' : tally(changes)}${moved === '' ? '' : `  \n${moved}`}`,
    ...(changes.length === 0
      ? []
      : [
          '',
          cells('since the base', 'rule', 'before', 'now', 'what is demanded now'),
          cells('---', '---', '---', '---', '---'),
          ...fitting(changes.map(row), most, (count) => `${count.toLocaleString('en')} more changes`),
        ]),
  ];
};

/** Datasets that the base judged and these runs do not. */
export const notJudgedMarkdown = (earlier: readonly Run[], runs: readonly Run[]): string => {
  const names = new Set(runs.map(({ subject }) => subject.name));
  const gone = [...new Set(earlier.map(({ subject }) => subject.name))].filter((name) => !names.has(name));
  if (gone.length === 0) return '';
  const shown = gone.slice(0, 20).map((name) => markdownCode(name));
  return `\nJudged in the base and not here: ${shown.join(', ')}${gone.length > shown.length ? `, ${gone.length - shown.length} more` : ''}\n`;
};
