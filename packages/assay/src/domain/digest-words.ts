import { countOf } from './count-of.ts';
import type { Digest, DigestDataset, DigestKind, DigestRule, DigestWaiver } from './digest.ts';
import { minuteOf } from './minute-of.ts';

export const kindTitles: Readonly<Record<DigestKind, string>> = {
  'newly failing': 'Newly failing',
  flapping: 'Flapping',
  'still failing': 'Still failing',
  'not judged': 'Not judged for long',
  'no longer judged': 'Failed before, no longer judged',
  'failed meanwhile': 'Failed meanwhile, in order again',
  'newly passing': 'Failed before, in order now',
};

/** Whether a rule is told because it is in order again. */
export const isInOrderAgain = ({ kind }: DigestRule): boolean =>
  kind === 'newly passing' || kind === 'failed meanwhile';

/** What a dataset did not do: it had no run although it usually has, or its last run could not be done. */
export const isMissing = ({ silent, last }: DigestDataset): boolean =>
  silent !== undefined || last.decision === null;

/** The title of the datasets that are missing. */
export const missingTitle = 'Without a run, or not checked';

/** Whether things got worse, better, or neither. */
export const directionOf = ({ kinds, scores, missing }: Digest): 'worse' | 'better' | 'steady' => {
  const worse = kinds['newly failing'] + kinds.flapping + kinds['no longer judged'] + scores.down;
  if (worse + missing.either > 0) return 'worse';
  return kinds['newly passing'] + scores.up > 0 ? 'better' : 'steady';
};

const sentence = (title: string, parts: readonly (readonly [number, string])[]): readonly string[] => {
  const told = parts.flatMap(([count, words]) => (count === 0 ? [] : [words]));
  return told.length === 0 ? [] : [`${title}: ${told.join(', ')}.`];
};

/** The week in one to three short sentences. */
export const headlineOf = (digest: Digest): string => {
  const { kinds, scores } = digest;
  const { silent, couldNotRun } = digest.missing;
  const [fresh, flapping, mended] = [kinds['newly failing'], kinds.flapping, kinds['newly passing']];
  const [still, unknown] = [kinds['still failing'], kinds['not judged']];
  const [gone, meanwhile] = [kinds['no longer judged'], kinds['failed meanwhile']];
  const said = [
    ...sentence('Worse', [
      [silent, `${countOf(silent, 'dataset')} without a run`],
      [couldNotRun, `${countOf(couldNotRun, 'dataset')} that could not be checked`],
      [fresh, `${countOf(fresh, 'rule')} newly failing`],
      [flapping, `${countOf(flapping, 'rule')} flapping`],
      [gone, `${countOf(gone, 'failing rule')} no longer judged`],
      [scores.down, `${countOf(scores.down, 'score')} down`],
    ]),
    ...sentence('As before', [
      [still, `${countOf(still, 'rule')} still failing`],
      [unknown, `${countOf(unknown, 'rule')} not judged for long`],
      [meanwhile, `${countOf(meanwhile, 'rule')} that failed meanwhile`],
    ]),
    ...sentence('Better', [
      [mended, `${countOf(mended, 'rule')} in order again`],
      [scores.up, `${countOf(scores.up, 'score')} up`],
    ]),
  ];
  if (said.length > 0) return said.join(' ');
  return digest.week.runs === 0 ? 'There was no run.' : 'Nothing has changed.';
};

const openIn = ({ failed, unknown, runs }: DigestRule): string =>
  [
    ...(failed > 0 || unknown === 0 ? [`failed in ${failed} of ${countOf(runs, 'run')}`] : []),
    ...(unknown > 0 ? [`not judged in ${unknown}${failed > 0 ? '' : ` of ${countOf(runs, 'run')}`}`] : []),
  ].join(', ');

const sinceOf = ({ since, orLonger }: DigestRule): readonly string[] =>
  since === undefined ? [] : [`since ${minuteOf(since)}${orLonger ? ' or longer' : ''}`];

const exceptionsOf = ({ count, countBefore }: DigestRule): readonly string[] =>
  count === undefined || countBefore === undefined || count === countBefore || countBefore === 0
    ? []
    : [`${countOf(count, 'exception')}, ${countBefore.toLocaleString('en')} before`];

const stateOf = ({ status }: DigestRule): string =>
  status === 'fail' ? 'fails now' : status === 'unknown' ? 'not judged now' : 'in order now';

const facts: Readonly<Record<DigestKind, (rule: DigestRule) => readonly string[]>> = {
  'newly failing': (rule) => [...sinceOf(rule), openIn(rule)],
  flapping: (rule) => [`turned ${countOf(rule.changes, 'time')}`, openIn(rule), stateOf(rule)],
  'still failing': (rule) => [...sinceOf(rule), openIn(rule), ...exceptionsOf(rule)],
  'not judged': (rule) => [...sinceOf(rule), openIn(rule)],
  'no longer judged': () => [],
  'failed meanwhile': (rule) => [openIn(rule)],
  'newly passing': (rule) => (rule.failed + rule.unknown === 0 ? [] : [openIn(rule)]),
};

/** Since when and how often: what a reader wants to know of a rule beside its name. */
export const ruleFacts = (rule: DigestRule): string => facts[rule.kind](rule).join(', ');

const daysWords = (days: number): string => (days === 1 ? 'every day' : `every ${days} days`);

/** How often a dataset could not run; its last run may be of the week before. */
const lostWords = ({ last, runs, couldNotRun }: DigestDataset): string =>
  `${runs === 0 ? '' : ` in ${couldNotRun} of ${countOf(runs, 'run')}`}, last ${minuteOf(last.at)}`;

/** Why a dataset is missing. */
export const missingFacts = (dataset: DigestDataset): string => {
  const { silent, last, reason } = dataset;
  return [
    ...(silent === undefined
      ? []
      : [
          `no run for ${countOf(silent.days, 'day')}, usually ${daysWords(silent.usualDays)}; last ${minuteOf(last.at)}`,
        ]),
    ...(last.decision === null
      ? [
          `could not run${silent === undefined ? lostWords(dataset) : ''}${reason === undefined ? '' : `: ${reason}`}`,
        ]
      : []),
  ].join('; ');
};

const endWords = ({ daysLeft, until }: DigestWaiver): string => {
  if (daysLeft < 0) return `ended on ${until}, and the rule fails`;
  return daysLeft === 0 ? 'ends today' : `ends in ${countOf(daysLeft, 'day')} (${until})`;
};

/** When a waiver ends, and whether it is still needed. */
export const waiverFacts = (waiver: DigestWaiver): string =>
  [
    endWords(waiver),
    ...(waiver.status === undefined ? ['no run judged this rule'] : []),
    ...(waiver.status === 'pass' ? ['the rule is in order'] : []),
  ].join(', ');

export const waiversTitle = ({ waiversStanding }: Digest): string =>
  `Waivers that end soon or have ended${waiversStanding === 0 ? '' : `, beside ${waiversStanding.toLocaleString('en')} that ${waiversStanding === 1 ? 'stands' : 'stand'} for longer`}`;

/** The datasets, with the scope where runs had one. */
export const lineName = ({ name, scope }: Pick<DigestDataset, 'name' | 'scope'>): string =>
  scope === undefined ? name : `${name} where ${scope}`;

/** A rule, with its dataset where the rule does not begin with it: datasets of one contract have rules of one name. */
export const ruleName = ({ name, rule }: Pick<DigestRule, 'name' | 'rule'>): string =>
  rule.startsWith(`${name}.`) || rule.startsWith(`${name}/`) ? rule : `${name}: ${rule}`;

/** Sections of rules by what became of them; those that have none are left out. */
export const ruleSections = ({
  rules,
  kinds,
}: Digest): readonly {
  readonly kind: DigestKind;
  readonly count: number;
  readonly rules: readonly DigestRule[];
}[] =>
  (Object.entries(kinds) as [DigestKind, number][])
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => ({ kind, count, rules: rules.filter((rule) => rule.kind === kind) }));

/** What both weeks come to, by name. */
export const totalsOf = ({
  week,
  weekBefore,
}: Digest): readonly { readonly name: string; readonly now: number; readonly before: number }[] => [
  { name: 'runs', now: week.runs, before: weekBefore.runs },
  { name: 'blocked', now: week.blocked, before: weekBefore.blocked },
  { name: 'warned', now: week.warned, before: weekBefore.warned },
  { name: 'could not run', now: week.couldNotRun, before: weekBefore.couldNotRun },
  { name: 'quarantined rows', now: week.quarantined, before: weekBefore.quarantined },
];

/** "Digest of 7 days to 2026-03-22". */
export const digestTitle = ({ days, now, names }: Digest): string =>
  `Digest${names.length === 0 ? '' : ` of ${names.join(', ')}`}, ${countOf(days, 'day')} to ${now.slice(0, 10)}`;
