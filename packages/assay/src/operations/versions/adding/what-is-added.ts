import type { VersionModel } from '../../../domain/model-signature.ts';
import { refuse } from '../../../domain/problem.ts';
import type { Version, VersionRecord } from '../../../domain/version-record.ts';
import type { TakenTree } from '../../../versions/folders/take-tree.ts';
import { inspectAdded } from '../inspect-added.ts';
import type { Adding } from './adding.ts';

/** What was added: bytes, of a dataset or a model, with what is known of the model. */
export interface AddedWhat extends TakenTree, Pick<VersionRecord, 'table' | 'confidential'> {
  readonly kind: VersionRecord['kind'];
  readonly model?: VersionModel;
}

/** Throws `Refusal` for a model that is not whole, and for words that do not fit what it is. */
export const whatIs = async (
  { add, place, repository }: Adding,
  taken: TakenTree,
  before: Version | undefined,
): Promise<AddedWhat> => {
  const known = before?.record.tree === taken.id ? before.record.model : undefined;
  const metrics = { ...(add.metrics ?? known?.metrics) };
  if (known !== undefined && add.kind !== 'dataset')
    return { ...taken, kind: 'model', model: { ...known, metrics } };
  const { kind, model } = await inspectAdded({
    repository,
    taken,
    ...(place.reference === undefined ? {} : { at: place.at }),
    shown: place.shown,
    kind: add.kind,
    before: before?.record.kind,
  });
  if (model !== undefined) {
    if (add.contract !== undefined)
      refuse('usage', `${place.shown} is a model, and contracts judge data`, 'leave -c out');
    return { ...taken, kind, model: { ...model, metrics } };
  }
  if (add.metrics !== undefined)
    refuse('usage', `metrics are of models, and ${place.shown} is a dataset`, 'add it with --kind model');
  return { ...taken, kind };
};
