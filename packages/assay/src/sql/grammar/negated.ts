import { type Cell, integerCell, isTagged } from '../../domain/cell.ts';

/** A number with its sign turned, exactly; zero has no sign. Undefined for what is no number. */
export const negated = (value: Cell): Cell | undefined => {
  if (typeof value === 'number') return value === 0 ? 0 : -value;
  if (!isTagged(value)) return undefined;
  if (value.type === 'bigint') return integerCell(-BigInt(value.value));
  if (value.type !== 'decimal') return undefined;
  if (/^[-0.]*$/.test(value.value)) return { type: 'decimal', value: value.value.replace('-', '') };
  return { type: 'decimal', value: value.value.startsWith('-') ? value.value.slice(1) : `-${value.value}` };
};
