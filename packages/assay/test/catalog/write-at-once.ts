import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { openCatalog } from '../../src/catalog/catalog.ts';

/** Begins catalogs from four threads at once, again and again, and says what went wrong: `node write-at-once.ts FOLDER ROUNDS [URL]`. */
const begin = async (folder: string, url?: string): Promise<string | undefined> => {
  try {
    const catalog = await openCatalog(folder, url);
    await catalog.runs.list();
    await catalog.close();
    return undefined;
  } catch (cause) {
    return String(cause);
  }
};

if (isMainThread) {
  const [folder = '', rounds = '0', url] = process.argv.slice(2);
  const start = new Int32Array(new SharedArrayBuffer(4));
  const workers = Array.from({ length: 4 }, () => new Worker(import.meta.filename, { workerData: start }));
  for (let round = 0; round < Number(rounds); round += 1) {
    const answers = workers.map((worker) => new Promise((answer) => worker.once('message', answer)));
    for (const worker of workers)
      worker.postMessage([join(folder, String(round)), ...(url === undefined ? [] : [`${url}_${round}`])]);
    for (const wrong of await Promise.all(answers))
      if (wrong !== undefined) process.stdout.write(`${wrong}\n`);
  }
  await Promise.all(workers.map((worker) => worker.terminate()));
} else {
  parentPort?.on('message', async ([folder, url]: readonly [string, string?]) => {
    Atomics.wait(workerData, 0, 0, 5);
    parentPort?.postMessage(await begin(folder, url));
  });
}
