import type { PastRun } from '../checks/check.ts';
import type { Contract, ContractObject } from '../contract/contract.ts';
import { isConfidential } from '../domain/classification.ts';
import { type Problem, problem, Refusal, stops } from '../domain/problem.ts';
import type { Quarantine, Run } from '../domain/run.ts';
import { type Source, sourceText } from '../domain/source.ts';
import type { Verdict, Waived } from '../domain/verdict.ts';
import type { OpenTable, Session } from '../engines/engine.ts';
import { ask } from '../metrics/request.ts';
import { rows as countRows } from '../metrics/rows.ts';
import { bind } from '../plan/bind.ts';
import { columnsShownBy } from '../plan/columns-shown.ts';
import { contextOf, findColumn, type Reachable, type Surroundings } from '../plan/context.ts';
import type { Rule } from '../plan/rule.ts';
import type { Expr } from '../sql/expression.ts';
import { subquery } from '../sql/select.ts';
import { decide } from './decide.ts';
import { environment } from './environment.ts';
import { judge } from './judge.ts';
import { maskVerdict } from './mask.ts';
import type { Measurements } from './measure.ts';
import { newRunId } from './run-id.ts';
import { scoresOf, type Weights } from './score.ts';

/** One dataset to gate, with everything the gate needs to know. */
export interface GateInput {
  readonly name: string;
  readonly source: Source;
  readonly contract: Contract;
  readonly object: ContractObject;
  /** Limits the rules to some rows; keys and uniqueness stay on the whole table. */
  readonly where?: { readonly text: string; readonly condition: Expr };
  /** Keeps the rules this is true of; all without it. */
  readonly select?: (rule: Rule) => boolean;
  readonly exact?: boolean;
  readonly now: Date;
  readonly history: readonly PastRun[];
  readonly waivers: ReadonlyMap<string, Waived>;
  readonly weights?: Weights;
  /** Classifications whose values may be shown; columns of any other are masked. */
  readonly publicClassifications?: readonly string[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** Opens the other datasets that rules look at, in the same session. */
  readonly openOthers?: (session: Session) => Promise<ReadonlyMap<string, Reachable>>;
  /** Writes failing rows away; runs only where a rule failed. */
  readonly quarantine?: (
    session: Session,
    opened: OpenTable,
    rules: readonly Rule[],
    verdicts: readonly Verdict[],
    runId: string,
  ) => Promise<Quarantine | undefined>;
}

export interface Progress {
  readonly phase: 'open' | 'measure' | 'quarantine';
  readonly done: number;
  readonly total: number;
  readonly rows?: number;
}

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

const surroundingsOf = async (
  session: Session,
  opened: OpenTable,
  input: GateInput,
): Promise<Surroundings> => ({
  table:
    input.where === undefined
      ? opened.relation
      : subquery(
          { everything: true, columns: {}, from: opened.relation, where: input.where.condition },
          'scoped',
        ),
  wholeTable: opened.relation,
  columns: opened.columns,
  datasets: (await input.openOthers?.(session)) ?? new Map(),
  ...(opened.files === undefined ? {} : { files: opened.files }),
  history: input.history,
  now: input.now.toISOString(),
});

const judged = async (
  session: Session,
  opened: OpenTable,
  input: GateInput,
  start: Run,
  began: number,
): Promise<Run> => {
  const around = await surroundingsOf(session, opened, input);
  const { rules: all, problems } = bind(input.object.demands, {
    context: (demand, comparison) => contextOf(around, demand, comparison),
  });
  const rules = input.select === undefined ? all : all.filter(input.select);
  const stopping: Problem[] = [...problems];
  if (rules.length === 0 && problems.length === 0) {
    stopping.push(
      problem(
        'selection-empty',
        'no rule is left to check',
        'write rules in the contract, or select others',
        { file: input.contract.file },
      ),
    );
  }
  if (stopping.length > 0) throw new Refusal(stopping);
  const rowCount = ask(countRows, {});
  const values: Measurements = new Map();
  const verdicts = (
    await judge(
      rules,
      {
        session,
        table: around.table,
        context: {
          column: (name) => findColumn(opened.columns, name) ?? missingColumn(name),
          hashName: session.dialect.hashName,
        },
        ...(input.where === undefined && !input.exact ? { facts: opened.facts } : {}),
        onQuery: (done, total) =>
          input.onProgress?.({
            phase: 'measure',
            done,
            total,
            ...(opened.facts.rows === undefined ? {} : { rows: opened.facts.rows }),
          }),
      },
      {
        also: [rowCount],
        values,
        ...(input.exact ? { exact: true } : {}),
        ...(input.signal ? { signal: input.signal } : {}),
      },
    )
  ).map((verdict, index) =>
    maskVerdict(withWaiver(verdict, input.waivers), confidentialOf(rules[index], input)),
  );
  const quarantine = await input.quarantine?.(session, opened, rules, verdicts, start.id);
  const counted = values.get(rowCount.key);
  const rows = counted?.kind === 'value' ? (counted.value as number) : undefined;
  return {
    ...start,
    seconds: (performance.now() - began) / 1000,
    subject: { ...start.subject, ...(rows === undefined ? {} : { rows }), columns: opened.columns.length },
    decision: decide(verdicts),
    verdicts: [...verdicts],
    scores: scoresOf(verdicts, input.weights, columnOf(rules)),
    ...(quarantine === undefined ? {} : { quarantine }),
    problems: [...opened.notes],
    engine: { ...start.engine, queries: session.queries() },
  };
};

/** The confidential columns whose values a rule's verdict could show. */
const confidentialOf = (
  rule: Rule | undefined,
  { object, publicClassifications }: GateInput,
): readonly string[] => {
  const names = object.properties
    .filter(({ classification }) => isConfidential(classification, publicClassifications))
    .map(({ name }) => name);
  return rule === undefined || names.length === 0 ? [] : columnsShownBy(rule.rungs, rule.failing, names);
};

const missingColumn = (name: string): never => {
  throw new Error(`a rule asks for column ${name}, which is not open`);
};

const columnOf = (rules: readonly Rule[]) => {
  const columns = new Map(rules.map((rule) => [rule.id, rule.columns[0]]));
  return (verdict: Verdict) => columns.get(verdict.rule);
};

/** Gates one dataset. Problems end it without a decision; they are in the run, never thrown. Interruption is thrown. */
export const gate = async (input: GateInput, connect: (source: Source) => Promise<Session>): Promise<Run> => {
  const began = performance.now();
  let start = startOf(input, { id: 'none', version: '', queries: 0 });
  let session: Session | undefined;
  try {
    session = await connect(input.source);
    start = { ...start, engine: { ...session.engine, queries: 0 } };
    input.onProgress?.({ phase: 'open', done: 0, total: 1 });
    const opened = await session.open(input.source, {
      name: input.object.name,
      declared: input.object.properties,
      ...(input.signal ? { signal: input.signal } : {}),
    });
    return await judged(session, opened, input, start, began);
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause;
    return {
      ...start,
      seconds: (performance.now() - began) / 1000,
      decision: cause.problems.some(stops) ? null : start.decision,
      problems: [...cause.problems],
    };
  } finally {
    await session?.close();
  }
};
