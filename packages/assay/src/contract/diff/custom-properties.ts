import { canonicalJson } from '../../domain/canonical-json.ts';
import { type ContractChange, change } from './kinds.ts';

type CustomProperties = Readonly<Record<string, unknown>>;

/** Custom properties that came, went or changed. What they mean is their readers' to say. */
export const diffCustomProperties = (
  path: string,
  before: CustomProperties,
  after: CustomProperties,
): readonly ContractChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((name) => {
    const [old, now] = [before, after].map((all) =>
      Object.hasOwn(all, name) ? canonicalJson(all[name]) : undefined,
    );
    if (old === now) return [];
    const words =
      now === undefined
        ? `${name} is gone`
        : old === undefined
          ? `${name} is new: ${now}`
          : `${name} was ${old}, it is ${now}`;
    return [change('customPropertyChanged', path, words)];
  });
