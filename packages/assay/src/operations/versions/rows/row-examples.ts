import type { Row } from '../../../domain/cell.ts';
import type { RowExample } from '../../../domain/table-diff.ts';
import type { Session } from '../../../engines/engine.ts';
import type { Select } from '../../../sql/select.ts';
import { cellAt, changedRows, differsName } from './changed-rows.ts';
import { keyNames, type Pair } from './pair.ts';
import type { CompareRows, Part } from './parts.ts';
import { firstKeys } from './some-keys.ts';

const keyOf = ({ pair, isConfidential }: CompareRows, row: Row): RowExample['key'] =>
  Object.fromEntries(
    pair.key.flatMap(({ name }, index) =>
      isConfidential(name) ? [] : [[name, row[keyNames(pair)[index] ?? ''] ?? null]],
    ),
  );

const cellsOf = ({ isConfidential }: CompareRows, { others }: Pair, row: Row): RowExample['cells'] =>
  others.flatMap(({ name }, index) => {
    if (row[differsName(index)] !== true) return [];
    if (isConfidential(name)) return [{ column: name }];
    const [before, after] = [row[cellAt('before', index)], row[cellAt('after', index)]];
    return [{ column: name, before: before ?? null, after: after ?? null }];
  });

/** The first rows of each kind, by their keys. */
export const examplesOf = async (
  session: Session,
  given: CompareRows,
  parts: readonly Part[],
  keys: Readonly<Record<RowExample['what'], Select>>,
): Promise<RowExample[]> => {
  const { pair, tolerance, examples, query } = given;
  if (examples === 0) return [];
  const found: RowExample[] = [];
  for (const what of ['removed', 'added', 'changed'] as const) {
    const first = firstKeys(pair, keys[what], examples);
    const shown = (await session.query(first, query)).map(
      (row): RowExample => ({ what, key: keyOf(given, row), cells: [] }),
    );
    for (const part of what === 'changed' && shown.length > 0 ? parts : []) {
      const rows = await session.query(
        firstKeys(pair, changedRows(part.pair, first, tolerance), examples),
        query,
      );
      for (const [index, row] of rows.entries()) shown[index]?.cells.push(...cellsOf(given, part.pair, row));
    }
    found.push(...shown);
  }
  return found;
};
