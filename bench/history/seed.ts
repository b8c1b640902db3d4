import { statementsOf } from '../../packages/assay/src/catalog/save-run.ts';
import type { Store } from '../../packages/assay/src/catalog/store.ts';
import type { Run } from '../../packages/assay/src/domain/run.ts';

const checks = ['required', 'type', 'range', 'stuckAt'];
const verdictsOf = (name: string, at: number): Run['verdicts'] =>
  Array.from({ length: 20 }, (_none, rule) => {
    const fails = (at * 7 + rule) % 97 === 0;
    const check = checks[rule % checks.length] ?? '';
    return {
      rule: `${name}.c${rule}/${check}`,
      check,
      element: `${name}.c${rule}`,
      dimension: 'accuracy',
      severity: 'error',
      status: fails ? 'fail' : 'pass',
      observed: (at * 31 + rule) % 1009,
      count: fails ? 3 : 0,
      total: 10_000,
      message: fails ? '3 values above 31.0' : 'no value above 31.0',
    };
  });

/** The `at`-th run of a dataset, a quarter of an hour after the one before. One in a thousand judged one day only. */
export const runOf = (name: string, at: number): Run => {
  const startedAt = new Date(Date.UTC(2023, 0, 1) + at * 900_000).toISOString();
  const verdicts = verdictsOf(name, at);
  const scope = at % 1000 === 999 ? { scope: { where: `day = ${at}`, sql: `day = ${at}` } } : {};
  return {
    schema: 'assay.run/v1',
    id: `${name}-${at.toString(36)}`,
    startedAt,
    seconds: 1.2,
    now: startedAt,
    subject: {
      kind: 'dataset',
      name,
      source: `data/${name}.parquet`,
      rows: 10_000 + (at % 500),
      columns: 20,
      ...scope,
    },
    contract: { id: name, version: '1.0.0', sha256: 'sha256:0' },
    decision: verdicts.some(({ status }) => status === 'fail') ? 'block' : 'admit',
    verdicts,
    scores: { overall: 0.99, dimensions: { accuracy: 0.99 } },
    problems: [],
    engine: { id: 'duckdb', version: '1.5.6', queries: 4 },
    environment: { assay: '0.1.0', node: '24', os: 'linux', arch: 'x64' },
  };
};

const runsAtOnce = 500;

/** Stores `count` runs of one dataset. */
export const seed = async (store: Store, name: string, count: number): Promise<void> => {
  for (let from = 0; from < count; from += runsAtOnce) {
    const runs = Array.from({ length: Math.min(runsAtOnce, count - from) }, (_none, at) =>
      runOf(name, from + at),
    );
    await store.write(runs.flatMap(statementsOf));
  }
};
