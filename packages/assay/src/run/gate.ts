import { invariant } from '../domain/invariant.ts';
import { type Problem, problem, Refusal, stops } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import type { Source } from '../domain/source.ts';
import type { Verdict, Waived } from '../domain/verdict.ts';
import type { Session } from '../engines/engine.ts';
import type { Rule } from '../plan/rule.ts';
import { secretsIn, secretsShownBy } from './confidential.ts';
import { decide } from './decide.ts';
import type { GateInput } from './gate-input.ts';
import { inputOf } from './input-of.ts';
import { judge, verdictOf } from './judge.ts';
import { maskVerdict } from './mask.ts';
import type { Measurements, MeasureTarget } from './measure.ts';
import { type Prepared, prepare, rowCount } from './prepare.ts';
import { conditionOn } from './scope.ts';
import { scoresOf } from './score.ts';
import { startOf } from './start-run.ts';

/** Marks failures that a person has accepted for a time. */
const withWaiver = (verdict: Verdict, waivers: ReadonlyMap<string, Waived>): Verdict => {
  const waived = waivers.get(verdict.rule);
  return waived === undefined || verdict.status !== 'fail' ? verdict : { ...verdict, waived };
};

const columnsOf = (rules: readonly Rule[]) => {
  const columns = new Map(rules.map((rule) => [rule.id, rule.columns]));
  return (verdict: Verdict) => columns.get(verdict.rule) ?? [];
};

interface Judgement {
  readonly values: Measurements;
  readonly found: readonly Verdict[];
  /** The source is not what it was when it was opened. */
  readonly hasChanged: boolean;
}

/** Judges the rules; without what earlier runs measured where the source turns out to have changed. */
const judgedAsIs = async ({ rules, target, recalled }: Prepared, input: GateInput): Promise<Judgement> => {
  const once = async (from: MeasureTarget): Promise<Omit<Judgement, 'hasChanged'>> => {
    const values: Measurements = new Map();
    const found = await judge(rules, from, {
      also: [rowCount],
      values,
      ...(input.exact ? { exact: true } : {}),
      ...(input.signal ? { signal: input.signal } : {}),
    });
    return { values, found };
  };
  const first = await once(target);
  const hasChanged = (await recalled?.keep(first.values)) === false;
  const isStale = hasChanged && recalled?.wasUsed() === true;
  return { ...(isStale ? await once({ ...target, cached: () => undefined }) : first), hasChanged };
};

const changeNotes = (source: string): readonly Problem[] => [
  problem(
    'source-note',
    `${source} changed while it was judged: verdicts may be of what it was before, or of both`,
    'check it again once it is written',
    { file: source },
  ),
];

const judged = async (session: Session, input: GateInput, start: Run, began: number): Promise<Run> => {
  const prepared = await prepare(session, input);
  const { opened, rules, scoring } = prepared;
  const { values, found, hasChanged } = await judgedAsIs(prepared, input);
  await input.expectSame?.();
  const secrets = secretsIn(input.object.properties, input.publicClassifications);
  const ofData = found.map((verdict, index) => {
    const rule = rules[index];
    invariant(rule !== undefined, `there is no rule for the verdict of ${verdict.rule}`);
    return maskVerdict(withWaiver(verdict, input.waivers), secretsShownBy(rule, verdict.status, secrets));
  });
  const scores = scoresOf(ofData, scoring.weights, columnsOf(rules));
  const ofScores = scoring.rules.map(({ rule, judge: judgeScores }) =>
    withWaiver(verdictOf(rule, { outcome: judgeScores(scores) }), input.waivers),
  );
  const verdicts = [...ofData, ...ofScores];
  input.onProgress?.({ phase: 'quarantine', done: 0, total: 1 });
  const { quarantine, problems } = (await input.quarantine?.({
    session,
    opened,
    rules: [...rules, ...scoring.rules.map(({ rule }) => rule)],
    verdicts,
    run: start.id,
    ...(input.where === undefined ? {} : { where: conditionOn(input.where, opened.columns) }),
    ...(input.signal === undefined ? {} : { signal: input.signal }),
  })) ?? { problems: [] };
  const counted = values.get(rowCount.key);
  const rows = counted?.kind === 'value' ? { rows: counted.value as number } : {};
  const isSame = prepared.inputId !== undefined && prepared.inputId === inputOf(input);
  return {
    ...start,
    seconds: secondsSince(began),
    subject: {
      ...start.subject,
      ...(isSame ? { input: prepared.inputId } : {}),
      ...rows,
      columns: opened.columns.length,
    },
    decision: decide(verdicts),
    verdicts,
    scores,
    ...(quarantine === undefined ? {} : { quarantine }),
    problems: [...opened.notes, ...(hasChanged ? changeNotes(start.subject.source) : []), ...problems],
    engine: { ...start.engine, queries: session.queries() },
  };
};

const secondsSince = (began: number): number => (performance.now() - began) / 1000;

/** Gates one dataset. Problems end it without a decision and are in the run; interruption is thrown. */
export const gate = async (input: GateInput, connect: (source: Source) => Promise<Session>): Promise<Run> => {
  const began = performance.now();
  let start = startOf(input, { id: 'none', version: '', queries: 0 });
  let session: Session | undefined;
  try {
    session = await connect(input.source);
    start = { ...start, engine: { ...session.engine, queries: 0 } };
    return await judged(session, input, start, began);
  } catch (cause) {
    if (!(cause instanceof Refusal) || !cause.problems.some(stops)) throw cause;
    return { ...start, seconds: secondsSince(began), problems: [...cause.problems] };
  } finally {
    await session?.close();
  }
};
