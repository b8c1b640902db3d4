import { isMap, isScalar } from 'yaml';
import { type Path, pointer } from '../path.ts';
import type { Conversion } from './conversion.ts';
import { pairOf, removePairs, replace, type WrittenPair } from './pairs.ts';

const bounds = [
  ['exclusiveMinimum', 'minimum'],
  ['exclusiveMaximum', 'maximum'],
] as const;

/** `minimum: 0` with `exclusiveMinimum: true` becomes `exclusiveMinimum: 0`; `exclusiveMinimum: false` goes. */
export const convertOptions = (conversion: Conversion, path: Path): void => {
  const { source, edit } = conversion;
  const options = source.node(path);
  if (!isMap(options)) return;
  const gone: WrittenPair[] = [];
  for (const [flag, bound] of bounds) {
    const written = pairOf(options, flag);
    if (written === undefined || !isScalar(written.value) || typeof written.value.value !== 'boolean')
      continue;
    gone.push(written);
    const limit = pairOf(options, bound);
    if (written.value.value && limit !== undefined)
      edit(replace(limit.key, flag), `${pointer(path)}: ${bound} became ${flag}`);
    else
      edit(
        { start: 0, end: 0, text: '' },
        `${pointer(path)}: ${flag}, which excluded nothing, was taken away`,
      );
  }
  if (gone.length > 0) for (const one of removePairs(source.text, options, gone)) edit(one);
};
