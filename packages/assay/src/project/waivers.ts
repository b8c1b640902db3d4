import { z } from 'zod';
import { closed } from '../domain/objections.ts';
import { type Problem, problem } from '../domain/problem.ts';
import type { Waived } from '../domain/verdict.ts';
import { type Waiver, waiverSchema } from '../domain/waiver.ts';
import { objected, readYaml } from './read-yaml.ts';

/** Where a project keeps its waivers: in Git, so that a team can review them. */
export const waiversFile = 'assay.waivers.yaml';

const fileSchema = closed({ version: z.literal(1), waivers: z.array(waiverSchema).default([]) });

export interface Waivers {
  /** By rule; those that have ended are not among them. */
  readonly active: ReadonlyMap<string, Waived>;
  readonly all: readonly Waiver[];
  /** Those that have ended, with the note that says so. */
  readonly ended: readonly { readonly rule: string; readonly note: Problem }[];
  /** What is wrong with the file: it stops a run. */
  readonly problems: readonly Problem[];
}

export const noWaivers: Waivers = { active: new Map(), all: [], ended: [], problems: [] };

/** A day in UTC. */
export const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/** Reads waivers. A waiver holds through its last day. */
export const loadWaivers = (text: string, file: string, now: Date): Waivers => {
  const read = readYaml(text, file);
  if (read.problems.length > 0) return { ...noWaivers, problems: read.problems };
  if (read.value === null) return noWaivers;
  const parsed = fileSchema.safeParse(read.value);
  if (!parsed.success)
    return {
      ...noWaivers,
      problems: objected(read, parsed.error, 'waiver-invalid', 'assay waive --help'),
    };
  const all = parsed.data.waivers;
  const active = new Map<string, Waived>();
  const ended: { rule: string; note: Problem }[] = [];
  const problems: Problem[] = [];
  for (const [index, { rule, until, owner, reason }] of all.entries()) {
    const where = read.placeOf(['waivers', index]);
    if (until < dayOf(now)) {
      const message = `the waiver of ${rule} ended on ${until}`;
      ended.push({ rule, note: problem('waiver-note', message, 'remove it, or waive the rule anew', where) });
    } else if (active.has(rule)) {
      problems.push(problem('waiver-invalid', `${rule} is waived twice`, 'keep one of the two', where));
    } else active.set(rule, { until, owner, reason });
  }
  return { active, all, ended, problems };
};

const isOn = (object: string, rule: string): boolean =>
  rule.startsWith(`${object}.`) || rule.startsWith(`${object}/`);

/**
 * What to say of an object's waivers beside its run: those that have ended, and those that match none of its rules, as
 * after a rule was renamed. `rules` is undefined where a run did not judge them all.
 */
export const waiverNotes = (
  waivers: Waivers,
  object: string,
  rules: readonly string[] | undefined,
  file: string,
): readonly Problem[] => {
  const known = rules && new Set(rules);
  const unmatched = [...waivers.active.keys()].filter(
    (rule) => isOn(object, rule) && known?.has(rule) === false,
  );
  return [
    ...waivers.ended.flatMap(({ rule, note }) => (isOn(object, rule) ? [note] : [])),
    ...unmatched.map((rule) =>
      problem(
        'waiver-note',
        `the waiver of ${rule} matches no rule of ${object}`,
        'remove it, or write the id as the run shows it',
        { file },
      ),
    ),
  ];
};
