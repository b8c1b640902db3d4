// Scores tables into which errors were put: `node bench/cells/develop.ts [held-back] [SEED]`.
import { suspectsIn } from './find.ts';
import { scoreOf, scoreText } from './score.ts';
import { developed, heldBack } from './sets.ts';

const sets = process.argv.includes('held-back') ? heldBack : developed;
const verbose = process.argv.includes('--verbose');
const seed = Number(process.argv.slice(2).find((one) => /^\d+$/.test(one)) ?? 1);

const bins = Array.from({ length: 6 }, () => ({ cells: 0, wrong: 0, sum: 0 }));
for (const { name, make } of sets) {
  const { dirty, errors } = make(seed);
  const began = performance.now();
  const found = await suspectsIn(dirty);
  const header = dirty[0] ?? [];
  const placed = found.cells.map((cell) => ({
    ...cell,
    at: `${(cell.row ?? 0) - 1},${header.indexOf(cell.column)}`,
  }));
  const truth = new Map(errors.map(({ row, column, kind }) => [`${row},${column}`, kind]));
  console.log(
    `\n${name}: ${scoreText(scoreOf(new Set(placed.map(({ at }) => at)), new Set(truth.keys())))}, ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  const kinds = Map.groupBy(truth, ([, kind]) => kind);
  const flagged = new Set(placed.map(({ at }) => at));
  console.log(
    '  recall:',
    [...kinds]
      .map(([kind, cells]) => `${kind} ${cells.filter(([at]) => flagged.has(at)).length}/${cells.length}`)
      .join(', '),
  );
  const reasons = Map.groupBy(placed, ({ reasons: [first] }) => first?.suspect ?? '');
  console.log(
    '  right by reason:',
    [...reasons]
      .map(
        ([suspect, cells]) => `${suspect} ${cells.filter(({ at }) => truth.has(at)).length}/${cells.length}`,
      )
      .join(', '),
  );
  if (verbose)
    for (const cell of placed.filter(({ at }) => !truth.has(at)).slice(0, 12))
      console.log(
        '  false:',
        cell.row,
        cell.column,
        JSON.stringify(cell.value),
        cell.score.toFixed(2),
        cell.reasons.map((one) => `${one.suspect} ${one.chance.toFixed(2)}: ${one.reason}`).join('; '),
        cell.suggestion ?? '',
      );
  if (verbose)
    for (const [at, kind] of [...truth].filter(([at]) => !flagged.has(at)).slice(0, 12)) {
      const [row = 0, column = 0] = at.split(',').map(Number);
      console.log('  missed:', kind, header[column], JSON.stringify(dirty[row + 1]?.[column]));
    }
  for (const { at, score } of placed) {
    const bin = bins[Math.min(5, Math.floor((score - 0.4) * 10 + 1e-9))];
    if (bin === undefined) continue;
    bin.cells += 1;
    bin.sum += score;
    if (truth.has(at)) bin.wrong += 1;
  }
}
console.log('\nscore: said, wrong');
for (const { cells, wrong, sum } of bins)
  if (cells > 0) console.log(`  ${(sum / cells).toFixed(2)}  ${(wrong / cells).toFixed(2)}  of ${cells}`);
