import { executionSchema } from '../../domain/execution.ts';
import { type HowMade, wasMadeSo } from '../../domain/how-made.ts';
import type { VersionAt } from '../../domain/lineage-walk.ts';
import { type Store, statement } from '../store.ts';

interface Row {
  readonly name: string;
  readonly number: number;
  readonly record: string;
}

/** Records are canonical JSON: what one holds is in its text. The records that are found are looked at once more. */
const fragments = ({ parameters = {}, seed, commit }: HowMade): readonly string[] => [
  ...Object.entries(parameters).map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`),
  ...(seed === undefined ? [] : [`"seed":${seed}`]),
  ...(commit === undefined ? [] : [`"commit":"${commit}`]),
];

const holding = (fragment: string): string => `%${fragment.replace(/[\\%_]/g, '\\$&')}%`;

/** The versions that were made so, by name and number. */
export const findMade = async (store: Store, how: HowMade): Promise<readonly VersionAt[]> => {
  const texts = fragments(how).map(holding);
  const conditions = [
    ...texts.map(() => `executions.record LIKE ? ESCAPE '\\'`),
    ...(how.execution === undefined ? [] : ['executions.id = ?']),
  ];
  const rows = await store.rows<Row>(
    statement(
      `SELECT versions.name, versions.number, executions.record
       FROM executions JOIN versions ON versions.execution = executions.id
       WHERE ${conditions.join(' AND ')} ORDER BY versions.name, versions.number`,
      ...texts,
      ...(how.execution === undefined ? [] : [how.execution]),
    ),
  );
  return rows
    .filter(({ record }) => wasMadeSo(how, executionSchema.parse(JSON.parse(record))))
    .map(({ name, number }) => ({ name, number: Number(number) }));
};
