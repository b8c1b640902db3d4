import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { catalogFile } from '../../src/catalog/catalog-file.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Source } from '../../src/domain/source.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { engineFor } from '../../src/engines/registry.ts';
import { checkDatasets } from '../../src/operations/check.ts';
import { keepingIn } from '../../src/operations/keeping.ts';
import { readProject } from '../../src/project/project.ts';
import { gate } from '../../src/run/gate.ts';
import type { GateInput } from '../../src/run/gate-input.ts';
import { inputOf } from './gate-in-folder.ts';

const contract = (temp = 'number', classification = 'public'): string => `
apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
schema:
  - name: readings
    properties:
      - {name: id, logicalType: integer, required: true, unique: true}
      - name: temp
        logicalType: ${temp}
        classification: ${classification}
        quality:
          - {type: library, metric: nullValues, mustBe: 0}
          - {type: library, metric: duplicateValues, mustBe: 0}
          - {type: custom, engine: assay, implementation: {check: distinct, mustBe: 4}}
      - {name: at, logicalType: timestamp, quality: [{type: custom, engine: assay, implementation: {check: futureTimestamps}}]}
`;
const header = 'id,temp,at\n';
const rows = header + ['1,20', '2,21', '3,22', '4,23'].map((row) => `${row},2026-01-01T00:00:00`).join('\n');

/** In whole seconds, so that a file can be given the same time again. */
const written = new Date('2026-01-01T00:00:00Z');

let folder: string;
let path: string;
/** What is kept under each ground, and how many queries the last run asked of the data. */
let kept: Map<string, ReadonlyMap<string, string>>;
let asked: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-states-'));
  path = join(folder, 'readings.csv');
  writeFileSync(path, rows);
  utimesSync(path, written, written);
  kept = new Map();
  later();
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(folder, { recursive: true, force: true });
});

/** So long after the last change that it cannot be mistaken for an earlier one. */
const later = (): void => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 60_000 });
};

interface Asked {
  readonly text?: string;
  readonly source?: Source;
  readonly where?: string;
  readonly input?: Partial<GateInput>;
  readonly version?: string;
  /** Called before the first query of the data. */
  readonly beforeQuery?: () => void;
}

const gated = async ({
  text = contract(),
  source,
  where,
  input,
  version,
  beforeQuery,
}: Asked = {}): Promise<Run> => {
  asked = 0;
  const from = source ?? { kind: 'files', path };
  const states: GateInput['states'] = {
    store: {
      read: async (ground) => kept.get(ground) ?? new Map(),
      write: async (ground, found) => void kept.set(ground, new Map([...(kept.get(ground) ?? []), ...found])),
    },
    look: () => engineFor(from).look?.(from),
  };
  return gate(
    inputOf(from, {
      text,
      ...(where === undefined ? {} : { where }),
      input: { now: new Date('2026-02-01T00:00:00Z'), states, ...input },
    }),
    async (one) => {
      const session = await engineFor(one).connect(one, { workFolder: folder });
      return {
        ...session,
        engine: { ...session.engine, ...(version === undefined ? {} : { version }) },
        query: async (...given) => {
          if (asked === 0) beforeQuery?.();
          asked += 1;
          return session.query(...given);
        },
      };
    },
  );
};

const said = ({ verdicts }: Run): readonly Verdict[] =>
  verdicts.map(({ rung: _rung, ...verdict }) => verdict);
const rungsOf = ({ verdicts }: Run): readonly (string | undefined)[] => [
  ...new Set(verdicts.map(({ rung }) => rung)),
];

test('of an unchanged file the second run asks nothing and says the same', async () => {
  const first = await gated();
  expect(asked).toBeGreaterThan(0);
  expect(rungsOf(first)).not.toContain('cached');
  const second = await gated();
  expect(asked).toBe(0);
  expect(said(second)).toEqual(said(first));
  expect(rungsOf(second)).toEqual(expect.arrayContaining(['facts', 'cached']));
  expect(rungsOf(second)).not.toContain('exact');
  expect(second.decision).toBe(first.decision);
  expect(second.scores).toEqual(first.scores);
  expect(second.engine.queries).toBeLessThan(first.engine.queries);
});

test('rules that fail from what was kept fail with the same words, and their rows are read', async () => {
  appendFileSync(path, '\n4,,2026-01-01T00:00:00');
  later();
  const first = await gated();
  const second = await gated({
    input: {
      quarantine: async ({ session, opened, verdicts }) => {
        expect(verdicts.some(({ status }) => status === 'fail')).toBe(true);
        const found = await session.query({ everything: true, columns: {}, from: opened.relation });
        expect(found).toHaveLength(5);
        return { problems: [] };
      },
    },
  });
  expect(asked).toBe(1);
  expect(said(second)).toEqual(said(first));
});

describe('a file that may be another is measured anew', () => {
  const changes: readonly (readonly [string, () => void])[] = [
    ['touched', () => utimesSync(path, new Date(), new Date())],
    ['appended to', () => appendFileSync(path, '\n5,24,2026-01-01T00:00:00')],
    ['written again with the same bytes', () => writeFileSync(path, rows)],
    [
      'of the same size and the same time',
      () => {
        writeFileSync(path, rows.replace('23', '22'));
        utimesSync(path, written, written);
      },
    ],
    [
      'replaced by renaming one of the same size and time over it',
      () => {
        writeFileSync(`${path}.new`, rows.replace('23', '22'));
        utimesSync(`${path}.new`, written, written);
        renameSync(`${path}.new`, path);
      },
    ],
    [
      'behind a link that leads elsewhere',
      () => {
        copyFileSync(path, join(folder, 'other'));
        unlinkSync(path);
        symlinkSync('other', path);
      },
    ],
  ];
  test.each(changes)('%s', async (_what, change) => {
    await gated();
    change();
    later();
    const anew = await gated();
    expect(asked).toBeGreaterThan(0);
    expect(rungsOf(anew)).not.toContain('cached');
    await gated();
    expect(asked).toBe(0);
  });

  test('one more in a folder', async () => {
    const source: Source = { kind: 'files', path: folder };
    await gated({ source });
    await gated({ source });
    expect(asked).toBe(0);
    writeFileSync(join(folder, 'more.csv'), rows);
    await gated({ source });
    expect(asked).toBeGreaterThan(0);
  });
});

test.each<readonly [string, Asked, Asked]>([
  ['types', {}, { text: contract('string') }],
  ['a scope', {}, { where: 'id < 3' }],
  ['another scope', { where: 'id < 3' }, { where: 'id < 2' }],
  ['a version of the engine', {}, { version: 'v99' }],
])('another key belongs to %s', async (_what, before, after) => {
  await gated(before);
  const first = await gated(after);
  expect(asked).toBeGreaterThan(0);
  const second = await gated(after);
  expect(asked).toBe(0);
  kept.clear();
  const anew = await gated(after);
  expect(said(first)).toEqual(said(anew));
  expect(said(second)).toEqual(said(anew));
});

test('what is kept of numbers says nothing of the same cells as text', async () => {
  writeFileSync(path, rows.replace('21', '20.0'));
  later();
  const statusOf = ({ verdicts }: Run) => verdicts.find(({ check }) => check === 'duplicateValues')?.status;
  expect(statusOf(await gated())).toBe('fail');
  expect(statusOf(await gated({ text: contract('string') }))).toBe('pass');
});

test('nothing is kept of a file that changed a moment ago: the next change could look the same', async () => {
  vi.useRealTimers();
  writeFileSync(path, rows);
  await gated();
  expect(kept.size).toBe(0);
});

test('nothing is kept of a file that changes while it is read, and the run says so', async () => {
  const read = await gated({ beforeQuery: () => appendFileSync(path, '\n5,24,2026-01-01T00:00:00') });
  expect(kept.size).toBe(0);
  expect(read.problems).toMatchObject([
    { code: 'source-note', message: expect.stringContaining('readings.csv changed while it was judged') },
  ]);
});

test('what was kept proves nothing where the file changes during the run', async () => {
  await gated();
  let looks = 0;
  const from: Source = { kind: 'files', path };
  const read = await gated({
    input: {
      states: {
        store: { read: async (ground) => kept.get(ground) ?? new Map(), write: async () => {} },
        look: () => {
          looks += 1;
          if (looks === 2) appendFileSync(path, '\n5,24,2026-01-01T00:00:00');
          return engineFor(from).look?.(from);
        },
      },
    },
  });
  expect(asked).toBeGreaterThan(0);
  expect(rungsOf(read)).not.toContain('cached');
});

const statesKept = (): readonly string[] => [...kept.values()].flatMap((states) => [...states.values()]);

test('of confidential columns nothing is kept', async () => {
  const bounded = 'number\n        logicalTypeOptions: {minimum: 0}';
  await gated({ text: contract(bounded) });
  expect(statesKept().join()).toMatch(/\b20\b.*\b23\b/);
  kept.clear();
  await gated({ text: contract(bounded, 'restricted') });
  expect(statesKept().length).toBeGreaterThan(0);
  expect(statesKept().join()).not.toMatch(/\b2[0-3]\b/);
});

test('nothing is kept of what depends on the clock', async () => {
  appendFileSync(path, '\n5,24,2036-01-01T00:00:00');
  later();
  await gated();
  const size = statesKept().length;
  expect(size).toBeGreaterThan(0);
  const again = await gated({ input: { now: new Date('2026-02-02T00:00:00Z') } });
  expect(again.verdicts.find(({ check }) => check === 'futureTimestamps')).toMatchObject({
    status: 'fail',
    rung: 'exact',
  });
  expect(statesKept()).toHaveLength(size);
});

test('a project keeps states in its catalog; damaged ones are measured anew', async () => {
  writeFileSync(join(folder, 'c.odcs.yaml'), contract());
  const project = readProject(folder, { env: {}, vars: {} });
  const checked = async (exact = false): Promise<Run> => {
    const options = { sources: [path], contract: join(folder, 'c.odcs.yaml'), exact, cwd: folder };
    const [run] = await checkDatasets(project, options, keepingIn(project));
    return run ?? expect.fail('no run');
  };
  const first = await checked();
  const second = await checked();
  expect(rungsOf(second)).toContain('cached');
  expect(said(second)).toEqual(said(first));
  expect(rungsOf(await checked(true))).not.toContain('cached');
  const { default: Sqlite } = await import('better-sqlite3');
  const db = new Sqlite(catalogFile(folder));
  db.exec("UPDATE states SET state = '{'");
  db.close();
  const anew = await checked();
  expect(rungsOf(anew)).not.toContain('cached');
  expect(said(anew)).toEqual(said(first));
  expect(rungsOf(await checked())).toContain('cached');
});
