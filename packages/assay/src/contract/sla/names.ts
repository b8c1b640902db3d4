const listed: Readonly<Record<string, string>> = {
  availability: 'av',
  throughput: 'th',
  errorRate: 'er',
  generalAvailability: 'ga',
  endOfSupport: 'es',
  endOfLife: 'el',
  retention: 're',
  frequency: 'fy',
  latency: 'ly',
  timeToDetect: 'td',
  timeToNotify: 'tn',
  timeToRepair: 'tr',
};

const byWord = new Map(
  Object.entries(listed).flatMap(([name, short]) => [
    [name.toLowerCase(), name],
    [short, name],
  ]),
);
byWord.set('freshness', 'latency');

/** The names ODCS lists. `freshness` is its older word for latency. */
export const slaNames = Object.keys(listed);

/** The listed name behind a name in any case, its two letters or `freshness`; undefined for names outside the list. */
export const slaName = (written: string): string | undefined => byWord.get(written.trim().toLowerCase());
