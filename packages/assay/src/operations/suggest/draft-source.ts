import { parseContract } from '../../contract/parse-contract.ts';
import { invariant } from '../../domain/invariant.ts';
import { Refusal, stops } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { OpenTable, Session } from '../../engines/engine.ts';
import { engineFor } from '../../engines/registry.ts';
import { gate } from '../../run/gate.ts';
import type { Progress } from '../../run/gate-input.ts';
import { conditionOn, type Scope } from '../../run/scope.ts';
import { subquery } from '../../sql/select.ts';
import type { NamedSource } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import { contractText } from './contract-text.ts';
import type { Draft } from './draft.ts';
import { draftOf } from './draft-of.ts';
import { judgedDraft } from './judge-draft.ts';
import type { Known } from './known.ts';

export interface DraftingOptions extends Known {
  readonly workFolder: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

/** Rules that depend on others' types are judged again so often. */
const mostRounds = 4;

const gateOf = async (draft: Draft, named: NamedSource, options: DraftingOptions): Promise<Run> => {
  const { contract, problems } = parseContract(contractText(draft), `${draft.name}.odcs.yaml`);
  const object = contract?.objects[0];
  invariant(
    contract !== undefined && object !== undefined,
    `the drafted contract is not valid: ${problems.map(({ message }) => message).join('; ')}`,
  );
  const run = await gate(
    {
      name: draft.name,
      source: named.source,
      contract,
      object,
      now: new Date(),
      history: [],
      waivers: new Map(),
      ...(options.where === undefined ? {} : { where: options.where }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
    },
    (source) => engineFor(source).connect(source, { workFolder: options.workFolder }),
  );
  if (run.problems.some(stops)) throw new Refusal(run.problems.filter(stops));
  return run;
};

/**
 * Gates the whole table, as `assay check` will, until no rule is left that fails: rows kept back judge what the others suggested, and all
 * rows the rest.
 */
const heldAgainstAll = async (draft: Draft, named: NamedSource, options: DraftingOptions): Promise<Draft> => {
  let current = draft;
  for (let round = 0; ; round += 1) {
    const judged = judgedDraft(current, await gateOf(current, named, options));
    current = judged.draft;
    if (!judged.changed || round === mostRounds)
      return { ...current, notes: [...draft.notes, ...judged.notes] };
  }
};

const scopedTo = (where: Scope | undefined, opened: OpenTable): OpenTable => {
  if (where === undefined) return opened;
  const condition = conditionOn(where, opened.columns);
  const all = { everything: true, columns: {}, from: opened.relation, where: condition } as const;
  const { rows: _every, ...facts } = opened.facts;
  return { ...opened, relation: subquery(all, 'scoped'), facts };
};

const inSession = async <T>(
  named: NamedSource,
  workFolder: string,
  work: (session: Session) => Promise<T>,
): Promise<T> => {
  const session = await engineFor(named.source).connect(named.source, { workFolder });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
};

/** Looks at one source and drafts what its contract should say. Throws `Refusal`. */
export const draftSource = (
  named: NamedSource,
  options: Omit<DraftingOptions, 'workFolder'>,
): Promise<{ readonly draft: Draft; readonly description: string }> =>
  inWorkFolder(async (workFolder) => {
    const { draft, description } = await inSession(named, workFolder, async (session) => {
      let rows = 0;
      const step = (found: number): void => {
        rows = Math.max(rows, found);
        options.onProgress?.({ phase: 'measure', done: 0, total: 1, ...(rows > 0 ? { rows } : {}) });
      };
      const signal = options.signal === undefined ? {} : { signal: options.signal };
      options.onProgress?.({ phase: 'open', done: 0, total: 1 });
      const { declared = [] } = options;
      const opened = await session.open(named.source, { name: named.name, declared, ...signal });
      const looking = { session, onStep: step, ...signal };
      const drafted = await draftOf(looking, scopedTo(options.where, opened), named.name, options);
      return { draft: drafted, description: opened.description };
    });
    return { draft: await heldAgainstAll(draft, named, { ...options, workFolder }), description };
  });
