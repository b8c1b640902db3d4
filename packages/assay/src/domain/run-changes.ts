import type { ComparedRun, ComparedVerdict } from './compared-run.ts';
import { isFinding, isOpen } from './finding.ts';
import type { Run } from './run.ts';
import { scopeOfRun } from './scope-of-run.ts';
import type { Verdict } from './verdict.ts';

/** How one rule differs between two runs, what matters most first. */
export const changeKinds = [
  'newly failing',
  'new rule',
  'removed rule',
  'worse',
  'changed rule',
  'newly waived',
  'newly passing',
  'better',
  'otherwise',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface RuleChange {
  readonly kind: ChangeKind;
  readonly rule: string;
  /** Absent for a new rule. */
  readonly before?: ComparedVerdict;
  /** Absent for a removed rule. */
  readonly now?: Verdict;
  /** True where the contract demands something else of the same rule, or at another severity. */
  readonly demandsOther: boolean;
}

const kindOf = (before: ComparedVerdict, now: Verdict): ChangeKind | undefined => {
  if (isOpen(now) && !isOpen(before)) return 'newly failing';
  if (now.waived !== undefined && before.waived === undefined) return 'newly waived';
  if (now.status === 'pass' && isFinding(before)) return 'newly passing';
  if (now.status !== before.status) return 'otherwise';
  if (now.status !== 'fail' || now.count === undefined || before.count === undefined) return undefined;
  if (now.count === before.count) return undefined;
  return now.count > before.count ? 'worse' : 'better';
};

const changeOf = (
  rule: string,
  before: ComparedVerdict | undefined,
  now: Verdict | undefined,
  sameContract: boolean,
): RuleChange | undefined => {
  if (now === undefined) return before && { kind: 'removed rule', rule, before, demandsOther: false };
  if (before === undefined) return { kind: 'new rule', rule, now, demandsOther: false };
  const demandsOther =
    !sameContract && (before.expected !== now.expected || before.severity !== now.severity);
  const kind = kindOf(before, now) ?? (demandsOther ? 'changed rule' : undefined);
  return kind && { kind, rule, before, now, demandsOther };
};

/**
 * What differs from one run to another, rule by rule: by weight, then in the order of the contract. A demand may hold numbers of the
 * data, so that it is compared only where the contracts differ.
 */
export const ruleChanges = (earlier: ComparedRun, run: Run): readonly RuleChange[] => {
  const before = new Map(earlier.verdicts.map((verdict) => [verdict.rule, verdict]));
  const now = new Map(run.verdicts.map((verdict) => [verdict.rule, verdict]));
  const sameContract = earlier.contract?.sha256 === run.contract?.sha256;
  return [...new Set([...now.keys(), ...before.keys()])]
    .flatMap((rule) => changeOf(rule, before.get(rule), now.get(rule), sameContract) ?? [])
    .toSorted((left, right) => changeKinds.indexOf(left.kind) - changeKinds.indexOf(right.kind));
};

/** What the contract demands otherwise of the same rule, in words; `shown` writes a text of the contract as its place takes it. */
export const demandWords = (
  { before, now, demandsOther }: RuleChange,
  shown: (text: string) => string = (text) => text,
): string => {
  if (!demandsOther) return '';
  const severity =
    before?.severity === now?.severity ? [] : [`severity ${before?.severity} → ${now?.severity}`];
  const expected =
    before?.expected === now?.expected
      ? []
      : [`${shown(before?.expected ?? 'nothing')} → ${shown(now?.expected ?? 'nothing')}`];
  return [...severity, ...expected].join('; ');
};

/**
 * The run that another is compared with: of the same dataset or model and scope, else of the same dataset or model; where both are
 * alone, the one there is, since a person named the two.
 */
export const earlierOf = (run: Run, earlier: readonly Run[], alone: boolean): Run | undefined => {
  const { name } = run.subject;
  const named = earlier.filter(({ subject }) => subject.name === name);
  const [first] = earlier;
  return (
    named.find((one) => scopeOfRun(one) === scopeOfRun(run)) ??
    named[0] ??
    (alone && earlier.length === 1 ? first : undefined)
  );
};
