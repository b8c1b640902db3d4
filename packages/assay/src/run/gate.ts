import { invariant } from '../domain/invariant.ts';
import { Refusal, stops } from '../domain/problem.ts';
import type { Run } from '../domain/run.ts';
import { type Source, sourceText } from '../domain/source.ts';
import type { Verdict, Waived } from '../domain/verdict.ts';
import type { Session } from '../engines/engine.ts';
import type { Rule } from '../plan/rule.ts';
import { secretsOf, secretsShownBy } from './confidential.ts';
import { decide } from './decide.ts';
import { environment } from './environment.ts';
import type { GateInput } from './gate-input.ts';
import { judge, verdictOf } from './judge.ts';
import { maskVerdict } from './mask.ts';
import type { Measurements, MeasureTarget } from './measure.ts';
import { type Prepared, prepare, rowCount } from './prepare.ts';
import { newRunId } from './run-id.ts';
import { conditionOn } from './scope.ts';
import { scoresOf } from './score.ts';

const startOf = (input: GateInput, engine: Run['engine']): Run => ({
  schema: 'assay.run/v1',
  id: newRunId(Date.now()),
  startedAt: new Date().toISOString(),
  seconds: 0,
  now: input.now.toISOString(),
  subject: {
    kind: 'dataset',
    name: input.name,
    source: sourceText(input.source),
    ...(input.where === undefined ? {} : { scope: { where: input.where.text } }),
  },
  contract: {
    id: input.contract.id,
    version: input.contract.version,
    sha256: input.contract.sha256,
    file: input.contract.file,
  },
  decision: null,
  verdicts: [],
  scores: { overall: null, dimensions: {} },
  problems: [],
  engine,
  environment: environment(),
});

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
}

/** Judges the rules; without what earlier runs measured where the source turns out to have changed. */
const judgedAsIs = async ({ rules, target, recalled }: Prepared, input: GateInput): Promise<Judgement> => {
  const once = async (from: MeasureTarget): Promise<Judgement> => {
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
  const holds = recalled === undefined || (await recalled.keep(first.values)) || !recalled.wasUsed();
  return holds ? first : once({ ...target, cached: () => undefined });
};

const judged = async (session: Session, input: GateInput, start: Run, began: number): Promise<Run> => {
  const prepared = await prepare(session, input);
  const { opened, rules, scoring } = prepared;
  const { values, found } = await judgedAsIs(prepared, input);
  const secrets = secretsOf(input.object, input.publicClassifications);
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
  return {
    ...start,
    seconds: secondsSince(began),
    subject: { ...start.subject, ...rows, columns: opened.columns.length },
    decision: decide(verdicts),
    verdicts,
    scores,
    ...(quarantine === undefined ? {} : { quarantine }),
    problems: [...opened.notes, ...problems],
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
