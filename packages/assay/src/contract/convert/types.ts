import { isScalar } from 'yaml';
import { meantByFormat, meantByPhysical } from '../meant-type.ts';
import { type Path, pointer } from '../path.ts';
import { isRecord } from '../shape.ts';
import type { Conversion } from './conversion.ts';
import { replace } from './pairs.ts';

/** A `date` that is a timestamp or time by its physical type, or else by its format, is called so from 3.1 on. */
export const convertType = (
  { source, edit }: Conversion,
  element: Readonly<Record<string, unknown>>,
  path: Path,
): void => {
  const node = source.node([...path, 'logicalType']);
  if (!isScalar(node) || node.value !== 'date') return;
  const { physicalType, logicalTypeOptions: options } = element;
  const meant =
    meantByPhysical(typeof physicalType === 'string' ? physicalType : undefined) ??
    meantByFormat(physicalType === undefined && isRecord(options) ? options.format : undefined);
  if (meant !== undefined) edit(replace(node, meant), `${pointer(path)}: logicalType date became ${meant}`);
};
