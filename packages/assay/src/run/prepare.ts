import { type Problem, problem, Refusal } from '../domain/problem.ts';
import type { OpenTable, Session } from '../engines/engine.ts';
import { ask, type MetricRequest } from '../metrics/request.ts';
import { rows as countRows } from '../metrics/rows.ts';
import { bind } from '../plan/bind.ts';
import { contextOf, findColumn, type Reachable, type Surroundings } from '../plan/context.ts';
import { impliedDemands } from '../plan/implied-demands.ts';
import { nestedColumn } from '../plan/nested.ts';
import type { Rule } from '../plan/rule.ts';
import type { GateInput } from './gate-input.ts';
import { inputOf } from './input-of.ts';
import type { MeasureTarget } from './measure.ts';
import { within } from './scope.ts';
import { type Scoring, scoringOf } from './score-rules.ts';
import { firstLook, type Recalled, recall } from './state-cache.ts';

/** Counted in every run. */
export const rowCount = ask(countRows, {});

/** A dataset opened and its rules bound: ready to be judged, or to be shown as a plan. */
export interface Prepared {
  readonly opened: OpenTable;
  readonly rules: readonly Rule[];
  readonly target: MeasureTarget;
  readonly scoring: Scoring;
  /** Which rows are judged, as it was before the source was opened. */
  readonly inputId?: string;
  /** Absent where nothing is kept of the source. */
  readonly recalled?: Recalled;
}

const surroundingsOf = async (
  session: Session,
  opened: OpenTable,
  input: GateInput,
  inputId: string | undefined,
): Promise<Surroundings> => ({
  table: within(input.where, opened),
  wholeTable: opened.relation,
  columns: opened.columns,
  datasets: new Map<string, Reachable>([
    ...((await input.openOthers?.(session)) ?? []),
    [input.object.name, { kind: 'table', table: opened.relation, columns: opened.columns }],
  ]),
  ...(opened.files === undefined ? {} : { files: opened.files }),
  ...(input.earlier === undefined ? {} : { earlier: input.earlier }),
  ...(input.scopeAsWritten === undefined ? {} : { scopeAsWritten: input.scopeAsWritten }),
  ...(inputId === undefined ? {} : { input: inputId }),
  now: input.now.toISOString(),
});

const nothingLeft = (input: GateInput): Problem =>
  problem('selection-empty', 'no rule is left to check', 'write rules in the contract, or select others', {
    file: input.contract.file,
  });

/** Opens the source and binds every rule. Throws `Refusal` for what cannot be opened or bound. */
export const prepare = async (session: Session, input: GateInput): Promise<Prepared> => {
  input.onProgress?.({ phase: 'open', done: 0, total: 1 });
  const look = firstLook(input.states);
  const inputId = inputOf(input);
  const opened = await session.open(input.source, {
    name: input.object.name,
    physicalName: input.object.physicalName,
    declared: input.object.properties,
    ...(input.signal ? { signal: input.signal } : {}),
  });
  input.onOpened?.(opened);
  const around = await surroundingsOf(session, opened, input, inputId);
  const rulesAt = (now: string) =>
    bind([...input.object.demands, ...impliedDemands(input.object, opened.files)], {
      context: (demand, comparison, rule) => contextOf({ ...around, now }, demand, comparison, rule),
    });
  const { rules: all, problems } = rulesAt(around.now);
  if (problems.length > 0) throw new Refusal(problems);
  const scoring = scoringOf(input.contract, input.object);
  const selected = input.select?.([...all, ...scoring.rules.map(({ rule }) => rule)]);
  const wanted = ({ id }: Rule): boolean => selected === undefined || selected.has(id);
  const rules = all.filter(wanted);
  if (rules.length === 0) throw new Refusal([nothingLeft(input)]);
  const size = opened.facts.rows === undefined ? {} : { rows: opened.facts.rows };
  const target: MeasureTarget = {
    session,
    table: around.table,
    context: {
      column: (name) =>
        findColumn(opened.columns, name) ?? nestedColumn(opened.columns, name) ?? missingColumn(name),
      hashName: session.dialect.hashName,
    },
    ...(input.where === undefined && !input.exact ? { facts: opened.facts } : {}),
    onQuery: (done, total) => input.onProgress?.({ phase: 'measure', done, total, ...size }),
  };
  const recalled =
    look &&
    input.states &&
    (await recall(input.states, look, {
      input,
      opened,
      target,
      requests: () => steady(rules, () => rulesAt(anotherTime(around.now)).rules),
    }));
  return {
    opened,
    rules,
    scoring: { ...scoring, rules: scoring.rules.filter(({ rule }) => wanted(rule)) },
    ...(inputId === undefined ? {} : { inputId }),
    ...(recalled === undefined ? { target } : { target: { ...target, cached: recalled.stateOf }, recalled }),
  };
};

const requestsOf = (rules: readonly Rule[]): ReadonlyMap<string, MetricRequest> => {
  const needed = rules.flatMap(({ rungs }) => rungs.flatMap(({ needs }) => Object.values(needs)));
  return new Map([rowCount, ...needed].map((request) => [request.key, request]));
};

/** Another day, minute and second. */
const anotherTime = (now: string): string => new Date(Date.parse(now) - 90_061_000).toISOString();

/** The requests of rules that are the same at another time: the clock is no part of them. */
const steady = (rules: readonly Rule[], atAnotherTime: () => readonly Rule[]): readonly MetricRequest[] => {
  const requests = [...requestsOf(rules).values()];
  if (!rules.some(({ looksAtClock }) => looksAtClock)) return requests;
  const others = requestsOf(atAnotherTime());
  return requests.filter(({ key }) => others.has(key));
};

const missingColumn = (name: string): never => {
  throw new Error(`a rule asks for column ${name}, which is not open`);
};
