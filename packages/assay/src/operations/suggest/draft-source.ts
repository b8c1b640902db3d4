import { parseContract } from '../../contract/parse-contract.ts';
import { invariant } from '../../domain/invariant.ts';
import type { Run } from '../../domain/run.ts';
import type { DeclaredColumn } from '../../domain/source.ts';
import type { OpenTable, Session } from '../../engines/engine.ts';
import type { RuleSelection } from '../../run/gate-input.ts';
import { type Scope, within } from '../../run/scope.ts';
import { inSession } from '../in-session.ts';
import type { NamedSource } from '../targets.ts';
import { inWorkFolder } from '../work-folder.ts';
import { contractText } from './contract-text.ts';
import type { Draft } from './draft.ts';
import { draftOf, typesByContract } from './draft-of.ts';
import { findTexts } from './find-texts.ts';
import { type DraftingOptions, gateUnder } from './gate-under.ts';
import { judgedDraft } from './judge-draft.ts';
import type { Looking } from './looking.ts';
import { betterTypes, readTexts } from './read-texts.ts';
import { type SplitTable, splitTable } from './split-table.ts';

/** Rules that depend on others' types are judged again so often. */
const mostRounds = 4;

const gateOf = (draft: Draft, named: NamedSource, options: DraftingOptions): Promise<Run> => {
  const { contract, problems } = parseContract(contractText(draft), `${draft.name}.odcs.yaml`);
  const object = contract?.objects[0];
  invariant(
    contract !== undefined && object !== undefined,
    `the drafted contract is not valid: ${problems.map(({ message }) => message).join('; ')}`,
  );
  const judged = new Set(
    draft.properties.flatMap(({ column, suggestions }) =>
      suggestions.flatMap(({ isJudged, check }) =>
        isJudged === true ? [`${draft.name}.${column.name}/${check}`] : [],
      ),
    ),
  );
  const select: RuleSelection = (rules) => new Set(rules.map(({ id }) => id).filter((id) => !judged.has(id)));
  return gateUnder(
    { contract, object, ...(judged.size === 0 ? {} : { select }) },
    { ...named, name: draft.name },
    options,
  );
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
  const { rows: _every, ...facts } = opened.facts;
  return { ...opened, relation: within(where, opened), facts };
};

/** Looks at one source and drafts what its contract should say. Throws `Refusal`. */
export const draftSource = (
  named: NamedSource,
  options: Omit<DraftingOptions, 'workFolder'>,
): Promise<{ readonly draft: Draft; readonly description: string }> =>
  inWorkFolder(async (workFolder) => {
    let rows = 0;
    const step = (found: number): void => {
      rows = Math.max(rows, found);
      options.onProgress?.({ phase: 'measure', done: 0, total: 1, ...(rows > 0 ? { rows } : {}) });
    };
    const signal = options.signal === undefined ? {} : { signal: options.signal };
    const { declared = [], where } = options;
    const looking = (session: Session): Looking => ({ session, onStep: step, ...signal });
    const opening = async (session: Session, types: readonly DeclaredColumn[]): Promise<SplitTable> => {
      options.onProgress?.({ phase: 'open', done: 0, total: 1 });
      const opened = await session.open(named.source, { name: named.name, declared: types, ...signal });
      return splitTable(looking(session), scopedTo(where, opened));
    };
    const first = await inSession(named.source, workFolder, async (session) => {
      const opened = await opening(session, declared);
      const readings = readTexts(opened.columns, await findTexts(looking(session), opened));
      const better = typesByContract(opened) ? betterTypes(opened.columns, readings) : [];
      const drafted = async () => ({
        draft: await draftOf(looking(session), opened, named.name, options, readings),
        description: opened.description,
      });
      return better.length === 0 ? drafted() : { readings, better };
    });
    const { draft, description } =
      'draft' in first
        ? first
        : await inSession(named.source, workFolder, async (session) => {
            const opened = await opening(session, [...declared, ...first.better]);
            return {
              draft: await draftOf(looking(session), opened, named.name, options, first.readings),
              description: opened.description,
            };
          });
    return { draft: await heldAgainstAll(draft, named, { ...options, workFolder }), description };
  });
