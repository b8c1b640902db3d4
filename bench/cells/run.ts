// Scores `assay profile --suspects` on Raha's hospital and flights: `node bench/cells/run.ts [--why]`.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { differing } from './comparator.ts';
import { parseCsv } from './csv.ts';
import { suspectsIn } from './find.ts';
import { scoreOf } from './score.ts';

const data = join(import.meta.dirname, '../../../shared/data/cell-errors');
const read = (set: string, which: string): string[][] =>
  parseCsv(readFileSync(join(data, set, `${which}.csv`), 'utf8').replace(/^\uFEFF/, ''));

console.log('| set | cells | errors | flagged | hits | precision | recall | F1 | s |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |');
for (const set of ['hospital', 'flights']) {
  const dirty = read(set, 'dirty');
  const errors = differing(dirty, read(set, 'clean'));
  const header = dirty[0] ?? [];
  const found = await suspectsIn(dirty);
  const flagged = new Set(found.cells.map(({ row = 0, column }) => `${row - 1},${header.indexOf(column)}`));
  const { hits, precision, recall, f1 } = scoreOf(flagged, errors);
  const cells = (dirty.length - 1) * header.length;
  console.log(
    `| ${set} | ${cells} | ${errors.size} | ${flagged.size} | ${hits} | ${[precision, recall, f1].map((one) => one.toFixed(3)).join(' | ')} | ${found.seconds.toFixed(1)} |`,
  );
  if (!process.argv.includes('--why')) continue;
  const isEmpty = (at: string): boolean => {
    const [row = 0, column = 0] = at.split(',').map(Number);
    return dirty[row + 1]?.[column] === '';
  };
  for (const empty of [true, false]) {
    const wrong = [...errors].filter((at) => isEmpty(at) === empty);
    const hit = wrong.filter((at) => flagged.has(at)).length;
    if (wrong.length > 0)
      console.error(`${set}, ${empty ? 'empty' : 'other'} cells: ${hit} of ${wrong.length} errors`);
  }
  for (const [suspect, of] of Map.groupBy(found.cells, ({ reasons: [first] }) => first?.suspect ?? '')) {
    const hit = of.filter(({ row = 0, column }) => errors.has(`${row - 1},${header.indexOf(column)}`)).length;
    console.error(`${set}, ${suspect} first: ${hit} of ${of.length} are errors`);
  }
}
