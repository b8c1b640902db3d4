import { z } from 'zod';
import { countOf } from './count-of.ts';
import { objectIdSchema } from './object-id.ts';
import { closed } from './objections.ts';
import { own } from './own.ts';
import type { Decision } from './run.ts';
import type { GatedVersion, Version } from './version-record.ts';

const days = z.string().regex(/^\d{1,4}[dh]$/, 'write 30d or 12h');

/** What a version must have before it comes to a stage. */
export const stageRuleSchema = closed({
  /** The stage at which it stands when it is moved. */
  from: z.string().exactOptional(),
  /** The weakest decision of its gate that goes through; `none` asks for no gate. */
  gate: z.enum(['admit', 'warn', 'none']).default('warn'),
  /** The contract that must have judged it, by its id; any without it. */
  contract: z.string().exactOptional(),
  /** The very text of that contract, by its hash: who edits it gets no verdict that counts. */
  contractText: objectIdSchema.exactOptional(),
  /** How old that decision may be. */
  within: days.exactOptional(),
  /** How many others than the author of the version must agree. */
  approvals: z.int().min(0).max(10).default(0),
});
export type StageRule = z.infer<typeof stageRuleSchema>;

export const stageRulesSchema = z.record(
  z.string().regex(/^[a-z][a-z0-9-]*$/, 'a stage has small letters, digits and -'),
  stageRuleSchema,
);
export type StageRules = z.infer<typeof stageRulesSchema>;

/** Where `assay.yaml` names no stages. */
export const usualStages: StageRules = {
  candidate: { gate: 'none', approvals: 0 },
  approved: { gate: 'warn', approvals: 0 },
  champion: { from: 'approved', gate: 'warn', approvals: 0 },
  retired: { gate: 'none', approvals: 0 },
};

const strengthOf = (rules: StageRules, name: string | undefined, steps = 0): number => {
  const rule = name === undefined ? undefined : own(rules, name);
  return rule === undefined || steps > Object.keys(rules).length
    ? 0
    : 1 + strengthOf(rules, rule.from, steps + 1);
};
const gates: readonly StageRule['gate'][] = ['none', 'warn', 'admit'];

/** Stages by how much it takes to come there, the most first: what runs is among the first. */
export const furthestFirst = (rules: StageRules): string[] =>
  Object.entries(rules)
    .map(([name, { gate }]) => ({ name, steps: strengthOf(rules, name), gate: gates.indexOf(gate) }))
    .toSorted((one, other) => other.steps - one.steps || other.gate - one.gate)
    .map(({ name }) => name);

/** Whether a name is that of a stage, of these or of the usual ones, however it is written, and so of no free alias. */
export const isStage = (rules: StageRules, name: string): boolean => {
  const small = name.toLowerCase();
  return own(rules, small) !== undefined || own(usualStages, small) !== undefined;
};

/** What an override lacks, whoever may make it. */
export const lackingForOverride = (reason: string): readonly string[] =>
  reason.trim() === '' ? ['an override needs a reason'] : [];

const hourMillis = 3_600_000;
const millisOf = (duration: string): number =>
  Number(duration.slice(0, -1)) * (duration.endsWith('d') ? 24 : 1) * hourMillis;

const goesThrough = (decision: Decision, weakest: 'admit' | 'warn'): boolean =>
  decision === 'admit' || (decision === 'warn' && weakest === 'warn');

/** Clocks of several machines differ by so much. */
const toleranceMillis = 5 * 60_000;

const minuteOf = (at: string): string => at.slice(0, 16);

const timeNeed = (
  { within }: StageRule,
  { at }: GatedVersion,
  { now, others }: Pick<StageQuestion, 'now' | 'others'>,
): readonly string[] => {
  const age = now.getTime() - Date.parse(at);
  if (age < -toleranceMillis)
    return [`its gate judged it on ${minuteOf(at)}, which is still to come by the clock here`];
  if (within === undefined) return [];
  if (age > millisOf(within))
    return [`its gate judged it on ${minuteOf(at)}, and the decision may be ${within} old`];
  return others !== undefined && now.getTime() < Date.parse(others) - toleranceMillis
    ? [
        `the clock here says ${minuteOf(now.toISOString())}, and others wrote to the audit at ${minuteOf(others)}: how old the decision is cannot be told`,
      ]
    : [];
};

const gateNeed = (question: StageQuestion): readonly string[] => {
  const { rule, version, judge } = question;
  const { gate, contract, contractText } = rule;
  if (gate === 'none') return [];
  const wanted = contract ?? judge?.id;
  const by = contract === undefined ? '' : ` by ${contract}`;
  const [last] = version.gates.filter(
    (one) =>
      (wanted === undefined || one.contract.id === wanted) &&
      (contractText === undefined || one.contract.sha256 === contractText),
  );
  if (last === undefined)
    return [`its gate has not judged it${version.gates.length === 0 ? by : ` by ${wanted}`}`];
  const isOlder = judge !== undefined && judge.id === wanted && last.contract.sha256 !== judge.sha256;
  if (contractText === undefined && isOlder)
    return [
      `its gate judged it by another text of ${wanted} than the project has now: assay check ${version.record.name}@v${version.number}`,
    ];
  if (!goesThrough(last.decision, gate))
    return [`its gate says ${last.decision}${by}, and ${gate} is the least`];
  return timeNeed(rule, last, question);
};

/** A contract, and its text. */
export interface Judge {
  readonly id: string;
  readonly sha256: string;
}

export interface StageQuestion {
  readonly rule: StageRule;
  readonly version: Version;
  /** Who agreed that this very version comes to this stage. */
  readonly approvedBy: readonly string[];
  readonly now: Date;
  /** The contract of its dataset as the project has it: where the rule names none it is the one that counts, and in this text. */
  readonly judge?: Judge | undefined;
  /** When others than the actor last wrote to the audit. */
  readonly others?: string | undefined;
}

/** What a version still lacks for a stage, each in words; nothing where it may come. The newest decision of the gate counts. */
export const lackingFor = (question: StageQuestion): readonly string[] => {
  const { rule, version, approvedBy } = question;
  const { from, approvals } = rule;
  const others = approvedBy.filter((one) => one !== version.record.author);
  return [
    ...(from === undefined || version.aliases.includes(from) ? [] : [`it does not stand at ${from}`]),
    ...gateNeed(question),
    ...(others.length >= approvals
      ? []
      : [
          `${countOf(approvals - others.length, 'more approval')} of others than its author ${version.record.author}`,
        ]),
  ];
};
