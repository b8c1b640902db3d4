import { openCatalog } from '../../src/catalog/catalog.ts';
import { sampleRun, sampleVerdict } from './sample-run.ts';

/** Stores runs and says so, one line for each that was acknowledged: `node write-runs.ts FOLDER PREFIX COUNT [URL]`. */
const [folder = '', prefix = '', count = '0', url] = process.argv.slice(2);
const catalog = await openCatalog(folder, url);
const verdicts = Array.from({ length: 20 }, (_none, index) =>
  sampleVerdict({ rule: `readings.c${index}/range` }),
);
for (let index = 0; index < Number(count); index += 1) {
  await catalog.runs.save(sampleRun({ id: `${prefix}${index}`, verdicts }));
  process.stdout.write(`${prefix}${index}\n`);
}
await catalog.close();
