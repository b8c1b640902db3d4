/** What a layer may import, and of which further layers it may import types only. */
interface Layer {
  readonly imports: readonly string[];
  readonly types?: readonly string[];
}

const families = ['checks', 'metrics', 'sql', 'stats', 'domain'];

/** The table of layers in ARCHITECTURE.md. */
export const layers: Readonly<Record<string, Layer>> = {
  domain: { imports: [] },
  stats: { imports: [] },
  sql: { imports: ['domain'] },
  contract: { imports: ['sql', 'domain'] },
  metrics: { imports: ['sql', 'stats', 'domain'] },
  checks: { imports: ['metrics', 'sql', 'stats', 'domain'] },
  suspects: { imports: ['stats', 'domain'] },
  drift: { imports: ['stats', 'domain'] },
  detectors: { imports: ['stats', 'domain'] },
  engines: { imports: ['sql', 'domain'] },
  plan: { imports: ['contract', ...families], types: ['engines'] },
  run: { imports: ['plan', 'contract', 'engines', 'suspects', 'drift', ...families] },
  catalog: { imports: ['domain'] },
  versions: { imports: ['domain'] },
  models: { imports: ['stats', 'domain'] },
  project: { imports: ['domain'] },
  report: { imports: ['domain'] },
  operations: {
    imports: [
      'run',
      'plan',
      'contract',
      'engines',
      'catalog',
      'versions',
      'models',
      'project',
      'report',
      'suspects',
      'drift',
      'detectors',
      ...families,
    ],
  },
  cli: {
    imports: [
      'operations',
      'run',
      'plan',
      'contract',
      'engines',
      'catalog',
      'project',
      'report',
      ...families,
    ],
  },
  library: {
    imports: [
      'operations',
      'run',
      'plan',
      'contract',
      'engines',
      'catalog',
      'project',
      'report',
      ...families,
    ],
  },
  'index.ts': { imports: ['library', 'domain'] },
};

/** The only layers that may load a driver. */
export const driverRooms: Readonly<Record<string, readonly string[]>> = {
  '@duckdb/node-api': ['engines'],
  pg: ['engines', 'catalog'],
  'pg-cursor': ['engines'],
  'iconv-lite': ['engines'],
  'better-sqlite3': ['catalog'],
  commander: ['cli'],
};

/** Node modules that touch the world. */
export const worldlyModules: readonly string[] = [
  'fs',
  'fs/promises',
  'process',
  'child_process',
  'net',
  'http',
  'https',
  'os',
  'worker_threads',
];

/** The layers that may use them. */
export const worldlyRooms: readonly string[] = [
  'engines',
  'run',
  'catalog',
  'versions',
  'models',
  'project',
  'operations',
  'cli',
  'library',
];
