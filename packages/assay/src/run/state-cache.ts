import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json.ts';
import { assayVersion } from '../domain/version.ts';
import type { Look, OpenTable } from '../engines/engine.ts';
import type { MetricRequest } from '../metrics/request.ts';
import { Unsupported } from '../sql/dialect.ts';
import { printSelect } from '../sql/print.ts';
import { secretsIn, showsSecret } from './confidential.ts';
import { declaredColumn } from './declared-column.ts';
import type { GateInput } from './gate-input.ts';
import { type Measurements, type MeasureTarget, queriesOf } from './measure.ts';
import type { StateCache } from './state-store.ts';

/** The source before it is read. Undefined where nothing is kept of it. */
export interface FirstLook extends Look {
  /** Unchanged for so long that a change after this look shows in its times, however coarse they are. */
  readonly isSettled: boolean;
}

const coarsestTimesMillis = 2_000;
const largestState = 64 * 1024;

export const firstLook = (cache: StateCache | undefined): FirstLook | undefined => {
  const lookedAt = Date.now();
  const look = cache?.look();
  return look && { ...look, isSettled: look.changedAt + coarsestTimesMillis < lookedAt };
};

/** What was kept of the source as it is, and how to keep what is measured now. */
export interface Recalled {
  /** The state of a request; undefined where none was kept. */
  readonly stateOf: (request: MetricRequest) => unknown;
  readonly wasUsed: () => boolean;
  /**
   * Keeps what queries measured. False where the source changed since the first look: nothing is kept, and what was recalled
   * proves nothing.
   */
  readonly keep: (values: Measurements) => Promise<boolean>;
}

/** How the source is read in this run. */
interface Reading {
  readonly input: GateInput;
  readonly opened: OpenTable;
  readonly target: MeasureTarget;
  /** Those whose states may be kept: the clock of the run is no part of them. */
  readonly requests: () => readonly MetricRequest[];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The paths of all tables in a query, however deep. */
const tablesIn = (node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return [];
  const own = 'kind' in node && node.kind === 'table' && 'path' in node ? [canonicalJson(node.path)] : [];
  return [...own, ...Object.values(node).flatMap(tablesIn)];
};

/** The SQL of a request, where it reads the source alone; other tables may change while the source does not. */
const sqlOf = (request: MetricRequest, target: MeasureTarget, opened: OpenTable): string | undefined => {
  const source = canonicalJson('path' in opened.relation ? opened.relation.path : []);
  const selects = queriesOf([request], target).map(({ select }) => select);
  if (selects.flatMap(tablesIn).some((path) => path !== source)) return undefined;
  try {
    return selects.map((select) => printSelect(select, target.session.dialect)).join('; ');
  } catch (cause) {
    if (cause instanceof Unsupported) return undefined;
    throw cause;
  }
};

/** Everything beside the request that a state depends on: who measured, how the source looks, and how it is read. */
const groundOf = ({ input, opened, target }: Reading, look: Look): string =>
  canonicalJson([
    assayVersion,
    target.session.engine,
    target.context.hashName,
    input.source,
    look.fingerprint,
    input.object.properties.map(declaredColumn),
    opened.columns,
  ]);

/** What makes two requests of one ground the same; undefined where a state is not to be kept, or depends on more. */
const keysOf = ({ input, opened, target }: Reading): ((request: MetricRequest) => string | undefined) => {
  const secrets = secretsIn(input.object.properties, input.publicClassifications);
  return (request) => {
    const sql = showsSecret(request, secrets) ? undefined : sqlOf(request, target, opened);
    return sql && sha256(canonicalJson([request.key, request.metric.version, sql]));
  };
};

/** Finds what was kept of a source. `look` was taken before it was opened. */
export const recall = async (cache: StateCache, look: FirstLook, reading: Reading): Promise<Recalled> => {
  const ground = sha256(groundOf(reading, look));
  const keyOf = keysOf(reading);
  const kept = await cache.store.read(ground);
  let wasUsed = false;
  return {
    wasUsed: () => wasUsed,
    stateOf: (request) => {
      const key = kept.size === 0 ? undefined : keyOf(request);
      const state = key === undefined ? undefined : kept.get(key);
      if (state === undefined) return undefined;
      wasUsed = true;
      return JSON.parse(state);
    },
    keep: async (values) => {
      if (cache.look()?.fingerprint !== look.fingerprint) return false;
      if (!look.isSettled) return true;
      const states = new Map<string, string>();
      for (const request of reading.requests()) {
        const found = values.get(request.key);
        if (found?.kind !== 'value' || found.from !== 'query') continue;
        const key = keyOf(request);
        const state = JSON.stringify(found.state);
        if (key !== undefined && Buffer.byteLength(state) <= largestState) states.set(key, state);
      }
      if (states.size > 0) await cache.store.write(ground, states);
      return true;
    },
  };
};
