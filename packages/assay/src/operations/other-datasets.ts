import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { numberOf } from '../domain/cell.ts';
import { Refusal, reasonOf, refuse } from '../domain/problem.ts';
import type { Source } from '../domain/source.ts';
import type { OpenTable, Session } from '../engines/engine.ts';
import { engineFor } from '../engines/registry.ts';
import type { Reachable } from '../plan/context.ts';
import { aggregate } from '../sql/expression.ts';
import { inSession } from './in-session.ts';
import type { Target } from './targets.ts';

/** More rows than this are not copied from one engine to another for a rule. */
export const pullRowLimit = 5_000_000;

/** Names of other datasets that the rules of a target look at. */
export const datasetsNamedBy = (target: Target): readonly string[] => {
  const names = target.object.demands.flatMap(({ args }) => {
    const to = args.to;
    const object = typeof to === 'object' && to !== null && 'object' in to ? to.object : undefined;
    return [object, args.dataset].filter((name) => typeof name === 'string');
  });
  return [...new Set(names)].filter((name) => name !== target.object.name);
};

/** Copies a table of another engine into a file that this session can read. */
const pulled = async (
  session: Session,
  name: string,
  source: Source,
  contract: Contract,
  workFolder: string,
): Promise<OpenTable> => {
  if (!session.capabilities.readsFiles) {
    refuse(
      'source-unsupported',
      `${name} is read by ${engineFor(source).id}, and ${session.engine.id} cannot look into it`,
      'keep both datasets in one engine, or check a file of this table',
    );
  }
  return inSession(source, workFolder, async (other) => {
    const opened = await other.open(source, { name, declared: declaredIn(contract, name) });
    const [counted] = await other.query({ columns: { n: aggregate('countAll') }, from: opened.relation });
    const rows = numberOf(counted?.n ?? null) ?? 0;
    if (rows > pullRowLimit) {
      refuse(
        'source-unsupported',
        `${name} has ${rows.toLocaleString('en')} rows in another engine; at most ${pullRowLimit.toLocaleString('en')} are copied`,
        'keep both datasets in one engine',
      );
    }
    const file = join(workFolder, `${randomUUID()}.parquet`);
    await other.export({ everything: true, columns: {}, from: opened.relation }, file);
    return await session.open({ kind: 'files', path: file }, { name, declared: [] });
  });
};

const declaredIn = (contract: Contract, name: string) =>
  contract.objects.find((object) => object.name === name)?.properties ?? [];

/** Opens the datasets that rules look at beside their own; what cannot be opened says why. */
export const openOthers =
  (target: Target, sourceOf: (name: string) => Source | undefined, workFolder: string) =>
  async (session: Session): Promise<ReadonlyMap<string, Reachable>> => {
    const found = new Map<string, Reachable>();
    for (const name of datasetsNamedBy(target)) {
      try {
        const source = sourceOf(name);
        if (source === undefined) continue;
        const same = engineFor(source).id === session.engine.id;
        const opened = same
          ? await session.open(source, { name, declared: declaredIn(target.contractOf, name) })
          : await pulled(session, name, source, target.contractOf, workFolder);
        found.set(name, { kind: 'table', table: opened.relation, columns: opened.columns });
      } catch (cause) {
        if (!(cause instanceof Refusal)) throw cause;
        found.set(name, { kind: 'unreachable', reason: reasonOf(cause) });
      }
    }
    return found;
  };
