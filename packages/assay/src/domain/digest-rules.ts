import { type DigestKind, type DigestRule, digestKinds } from './digest.ts';
import { letters, lineKey, type OpenSince, type RuleLately, type RuleOfLine } from './lately.ts';
import { inOrderLetters, openLetters } from './status-letters.ts';
import { type Status, severities } from './verdict.ts';

const statusOf: Readonly<Record<string, Status>> = {
  [letters.pass]: 'pass',
  [letters.fail]: 'fail',
  [letters.waived]: 'fail',
  [letters.unknown]: 'unknown',
  [letters['not-applicable']]: 'not-applicable',
};

const isOpenIn = (found: string): boolean => openLetters.some((letter) => found.includes(letter));
const countIn = (found: string, letter: string): number => found.split(letter).length - 1;

/** How often a rule turned in the runs of the week, from what it was before them. */
const changesOf = ({ week, before }: RuleLately): number => {
  const order = [...(before.letters.at(-1) ?? ''), ...week.letters].map((letter) =>
    inOrderLetters.includes(letter),
  );
  return order.filter((inOrder, at) => at > 0 && inOrder !== order[at - 1]).length;
};

/** From so many turns in a week on a rule is called flapping: it went wrong twice, or was mended twice. */
const flappingFrom = 3;

/** Undefined for what tells nothing of the week: a rule mended before it, or one whose failure is waived. */
const kindOf = (rule: RuleLately, since: string | undefined, weekFrom: string): DigestKind | undefined => {
  const now = rule.week.letters.at(-1);
  const was = rule.before.letters.at(-1) ?? '';
  if (now === undefined) return openLetters.includes(was) ? 'no longer judged' : undefined;
  if (now === letters.waived) return undefined;
  if (changesOf(rule) >= flappingFrom && isOpenIn(rule.week.letters)) return 'flapping';
  if (openLetters.includes(now)) {
    if (since === undefined || since >= weekFrom) return 'newly failing';
    return now === letters.unknown ? 'not judged' : 'still failing';
  }
  if (openLetters.includes(was)) return 'newly passing';
  return isOpenIn(rule.week.letters) ? 'failed meanwhile' : undefined;
};

/** A page need not show more. */
const mostStatuses = 56;

const itemOf = (
  rule: RuleLately,
  since: ReadonlyMap<string, OpenSince>,
  weekFrom: string,
): DigestRule | undefined => {
  const looked = since.get(keyOf(rule));
  const openAt = looked?.at ?? rule.openAt;
  const kind = kindOf(rule, openAt, weekFrom);
  if (kind === undefined) return undefined;
  const { name, scope, severity, week, before } = rule;
  const now = week.letters.at(-1);
  const [count, countBefore] = [week.counts.at(-1), before.counts.at(-1)];
  return {
    kind,
    name,
    ...(scope === undefined ? {} : { scope }),
    rule: rule.rule,
    ...(severity === undefined ? {} : { severity }),
    ...(now === undefined ? {} : { status: statusOf[now] ?? 'unknown' }),
    ...(openAt === undefined ? {} : { since: openAt }),
    orLonger: openAt !== undefined && rule.heldAt === undefined && (looked?.orLonger ?? true),
    runs: week.letters.length,
    failed: countIn(week.letters, letters.fail),
    unknown: countIn(week.letters, letters.unknown),
    changes: changesOf(rule),
    ...(count === undefined ? {} : { count }),
    ...(countBefore === undefined ? {} : { countBefore }),
    statuses: `${before.letters}${week.letters}`.slice(-mostStatuses),
  };
};

const keyOf = (rule: RuleOfLine): string => `${rule.id} ${lineKey(rule)}`;

/** A rule whose severity nobody kept weighs most. */
const severityRank = ({ severity }: Pick<RuleLately, 'severity'>): number =>
  severity === undefined ? 0 : severities.indexOf(severity);

const weightOf = (rule: DigestRule): readonly number[] => [
  digestKinds.indexOf(rule.kind),
  severityRank(rule),
  rule.runs === 0 ? 0 : -rule.failed / rule.runs,
];

/** By numbers that stand in the order of their weight. */
export const byWeight = (left: readonly number[], right: readonly number[]): number => {
  const at = left.findIndex((value, index) => value !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
};

/**
 * Rules open in their last run and never in order in the two spans, so that one has to look further back; those of severity error first.
 */
export const longOpen = (rules: readonly RuleLately[], most: number): readonly RuleLately[] =>
  rules
    .filter(({ week, heldAt }) => heldAt === undefined && openLetters.includes(week.letters.at(-1) ?? ''))
    .toSorted((left, right) => severityRank(left) - severityRank(right))
    .slice(0, most);

/** What became of rules in the week that `weekFrom` begins, what matters most first. */
export const digestRules = (
  rules: readonly RuleLately[],
  since: readonly OpenSince[],
  weekFrom: string,
): readonly DigestRule[] => {
  const sinceOf = new Map(since.map((one) => [keyOf(one), one]));
  return rules
    .flatMap((rule) => itemOf(rule, sinceOf, weekFrom) ?? [])
    .toSorted((left, right) => byWeight(weightOf(left), weightOf(right)));
};
