import type { Column } from '../../domain/column.ts';
import { duckdbKind } from './kinds.ts';

/** Cuts `"a b" INTEGER, c STRUCT(d DATE)[]` at the commas outside brackets and quoted names. */
const membersOf = (list: string): readonly string[] => {
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of list.matchAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'|[(),]/g)) {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    if (token !== ',' || depth > 0) continue;
    members.push(list.slice(start, index).trim());
    start = index + 1;
  }
  return [...members, list.slice(start).trim()].filter((member) => member !== '');
};

const fieldOf = (member: string): Column => {
  const [, quoted, plain = '', sqlType = ''] = /^(?:"((?:[^"]|"")*)"|([^\s"]+))\s+(.*)$/s.exec(member) ?? [];
  return duckdbColumn(quoted?.replaceAll('""', '"') ?? plain, sqlType);
};

/** A column by the type that DESCRIBE gives it, with the fields and items that the type names. */
export const duckdbColumn = (name: string, sqlType: string): Column => {
  const column = { name, sqlType, kind: duckdbKind(sqlType) };
  const list = /^(.*)\[\d*\]$/s.exec(sqlType)?.[1];
  if (list !== undefined) return { ...column, items: duckdbColumn('[]', list) };
  const struct = /^STRUCT\((.*)\)$/s.exec(sqlType)?.[1];
  return struct === undefined ? column : { ...column, fields: membersOf(struct).map(fieldOf) };
};
