import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';

/** When a page was there, in milliseconds since its address was opened. */
export interface PageTimes {
  /** The first text or picture was painted. */
  readonly firstContent: number;
  /** Its heading and its first list were painted, and nothing that took over 50 ms was still to do. */
  readonly rendered: number;
  /** Processor time of the page's main thread until then, which other work on the machine changes less. */
  readonly processor: number;
}

const quietMillis = 500;

/** Runs in the page, before anything of it. */
const watcher = `
  const seen = { listed: 0, lastTask: 0 };
  globalThis.seenByBench = seen;
  new PerformanceObserver((tasks) => {
    for (const { startTime, duration } of tasks.getEntries())
      seen.lastTask = Math.max(seen.lastTask, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
  const look = () => {
    const there = document.querySelector('#content h1') && document.querySelector('#content section li');
    requestAnimationFrame(there ? () => { seen.listed = performance.now(); } : look);
  };
  look();`;

const isDone = `seenByBench.listed > 0
  && performance.now() - Math.max(seenByBench.listed, seenByBench.lastTask) > ${quietMillis}`;

const timesIn = `({
  firstContent: performance.getEntriesByName('first-contentful-paint')[0].startTime,
  rendered: Math.max(seenByBench.listed, seenByBench.lastTask),
})`;

/** Opens a file as a person would, with nothing of it in any cache. */
export const timePage = async (browser: Browser, file: string): Promise<PageTimes> => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const inspector = await context.newCDPSession(page);
    await inspector.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.addInitScript(watcher);
    await page.goto(pathToFileURL(file).href, { waitUntil: 'commit' });
    while (!(await page.evaluate<boolean>(isDone))) await page.waitForTimeout(100);
    const { metrics } = await inspector.send('Performance.getMetrics');
    const busy = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN;
    return { ...(await page.evaluate<Omit<PageTimes, 'processor'>>(timesIn)), processor: busy * 1000 };
  } finally {
    await context.close();
  }
};
