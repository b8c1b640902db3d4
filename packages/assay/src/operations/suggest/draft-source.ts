import { parseContract } from '../../contract/parse-contract.ts';
import { invariant } from '../../domain/invariant.ts';
import { Refusal, stops } from '../../domain/problem.ts';
import type { Run } from '../../domain/run.ts';
import type { Session } from '../../engines/engine.ts';
import { engineFor } from '../../engines/registry.ts';
import { gate } from '../../run/gate.ts';
import type { Progress } from '../../run/gate-input.ts';
import type { NamedSource } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import { contractText } from './contract-text.ts';
import type { Draft } from './draft.ts';
import { draftOf } from './draft-of.ts';
import { judgedDraft } from './judge-draft.ts';

export interface DraftingOptions {
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
      const opened = await session.open(named.source, { name: named.name, declared: [], ...signal });
      const drafted = await draftOf({ session, onStep: step, ...signal }, opened, named);
      return { draft: drafted, description: opened.description };
    });
    return { draft: await heldAgainstAll(draft, named, { ...options, workFolder }), description };
  });
