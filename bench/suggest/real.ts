import { acrossFile } from './across.ts';

/** Prints what is found across the columns of each file named. */
for (const path of process.argv.slice(2)) {
  const { rows, found, seconds } = await acrossFile(path);
  const times = Object.entries(seconds).map(([id, time]) => `${id} ${time.toFixed(2)} s`);
  process.stdout.write(`\n${path}: ${rows} rows; ${times.join(', ')}\n`);
  for (const { by, suggestion } of found)
    process.stdout.write(
      `  ${suggestion.sure ? '✓' : '?'} ${by}: ${suggestion.shown}\n      ${suggestion.reason}\n`,
    );
}
