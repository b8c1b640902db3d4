import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Row } from '../../src/domain/cell.ts';
import { quarantineManifestSchema } from '../../src/domain/quarantine-manifest.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Source } from '../../src/domain/source.ts';
import { quarantineWriter } from '../../src/run/quarantine.ts';
import { readRows } from '../support/read-rows.ts';
import { testEngines } from '../support/tables.ts';
import { type Asked, contractOf, gateInFolder } from './gate-in-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-quarantine-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const contractText = `
apiVersion: v3.1.0
kind: DataContract
id: readings
version: 1.0.0
status: active
schema:
  - name: readings
    properties:
      - {name: id, logicalType: integer, required: true}
      - {name: temp, logicalType: number, logicalTypeOptions: {minimum: 4, maximum: 31}}
      - {name: owner, logicalType: string, required: true, classification: confidential}
`;

const rows = [
  [1, 20, 'ana'],
  [2, 70.3, 'bob'],
  [3, 2, null],
  [4, 21, null],
  [null, 22, 'eve'],
] as const;

const gated = (source: Source, asked: Asked = {}): Promise<Run> =>
  gateInFolder(folder, source, { text: contractText, ...asked });

const manifestOf = (run: Run) =>
  quarantineManifestSchema.parse(
    JSON.parse(readFileSync(join(folder, '.assay/quarantine', run.id, 'manifest.json'), 'utf8')),
  );

const rulesOf = (row: Row): readonly string[] => JSON.parse(String(row.assay_rules));

describe.each(testEngines)('quarantine on $name', (engine) => {
  const withTable = async (work: (source: Source) => Promise<void>): Promise<void> => {
    const placed = await engine.place({
      readings: {
        columns: { id: 'integer', temp: 'float', owner: 'text' },
        rows: rows.map((row) => [...row]),
      },
    });
    try {
      const source = placed.sources.readings;
      if (source === undefined) throw new Error('no table');
      await work(source);
    } finally {
      await placed.remove();
    }
  };

  test('takes the failing rows, each with the rules it fails, and hides confidential values', () =>
    withTable(async (source) => {
      const run = await gated(source);
      expect(run.problems).toEqual([]);
      expect(run.decision).toBe('block');
      expect(run.quarantine).toMatchObject({
        file: `.assay/quarantine/${run.id}/failed.parquet`,
        rows: 4,
        capped: false,
      });
      const found = await readRows(join(folder, run.quarantine?.file ?? ''));
      expect(found.map((row) => [row.id, row.temp, row.owner, rulesOf(row)])).toEqual([
        [2, 70.3, null, ['readings.temp/range']],
        [3, 2, null, ['readings.temp/range', 'readings.owner/required']],
        [4, 21, null, ['readings.owner/required']],
        [null, 22, null, ['readings.id/required']],
      ]);
      expect(manifestOf(run)).toMatchObject({
        run: run.id,
        masked: ['owner'],
        failing: 4,
        rules: [
          { rule: 'readings.id/required', check: 'required', rows: 1 },
          { rule: 'readings.temp/range', rows: 2 },
          { rule: 'readings.owner/required', rows: 2 },
        ],
      });
    }));

  test('writes the admitted rest, which is not masked', () =>
    withTable(async (source) => {
      const run = await gated(source, { options: { admitted: true } });
      expect(run.quarantine).toMatchObject({
        admitted: `.assay/quarantine/${run.id}/admitted.parquet`,
        admittedRows: 1,
      });
      expect(await readRows(join(folder, run.quarantine?.admitted ?? ''))).toEqual([
        { id: 1, temp: 20, owner: 'ana' },
      ]);
    }));

  test('gives a view of the rest where the table is in a database', () =>
    withTable(async (source) => {
      const { quarantine } = await gated(source);
      if (source.kind !== 'postgres') {
        expect(quarantine?.view).toBeUndefined();
        return;
      }
      const client = new pg.Client({ connectionString: source.url });
      await client.connect();
      try {
        await client.query(`SET search_path TO "${source.table[0]}"`);
        await client.query(readFileSync(join(folder, quarantine?.view ?? ''), 'utf8'));
        const { rows: left } = await client.query('SELECT * FROM readings_admitted');
        expect(left).toEqual([{ id: '1', temp: 20, owner: 'ana' }]);
      } finally {
        await client.end();
      }
    }));

  test('looks only at the rows of the scope', () =>
    withTable(async (source) => {
      const run = await gated(source, { where: 'id < 4' });
      expect((await readRows(join(folder, run.quarantine?.file ?? ''))).map(({ id }) => id)).toEqual([2, 3]);
    }));
});

describe('quarantine of files', () => {
  const csv = (text: string): Source => {
    const path = join(folder, 'readings.csv');
    writeFileSync(path, text);
    return { kind: 'files', path };
  };
  const faulty = 'id,temp,owner\n1,20,ana\n2,70.3,bob\n3,2,\n';
  const left = (): readonly string[] => {
    const path = join(folder, '.assay/quarantine');
    return existsSync(path) ? readdirSync(path) : [];
  };

  test('nothing is written where no row fails', async () => {
    const run = await gated(csv('id,temp,owner\n1,20,ana\n'), { options: { admitted: true } });
    expect([run.decision, run.quarantine, left()]).toEqual(['admit', undefined, []]);
  });

  test('a rule that fails without a failing row takes none', async () => {
    const text = `${contractText}        quality: [{metric: nullValues, mustBeGreaterThan: 3}]\n`.replace(
      '- {name: owner, logicalType: string, required: true, classification: confidential}',
      '- name: owner',
    );
    const run = await gated(csv('id,temp,owner\n1,20,ana\n'), { text });
    expect([run.decision, run.quarantine, left()]).toEqual(['block', undefined, []]);
  });

  test('a file that was asked for gets the rest even where no row fails', async () => {
    const admittedFile = join(folder, 'rest.parquet');
    const run = await gated(csv('id,temp,owner\n1,20,ana\n'), { options: { admittedFile } });
    expect(run.quarantine).toEqual({ rows: 0, capped: false, admitted: admittedFile, admittedRows: 1 });
    expect(await readRows(admittedFile)).toHaveLength(1);
    expect(left()).toEqual([]);
  });

  test('a cap is said, and the rest holds no failing row for it', async () => {
    const run = await gated(csv(faulty), { options: { maxRows: 1, admitted: true } });
    expect(run.quarantine).toMatchObject({ rows: 1, capped: true, admittedRows: 1 });
    expect(await readRows(join(folder, run.quarantine?.file ?? ''))).toHaveLength(1);
    expect(run.problems).toMatchObject([
      { code: 'quarantine-note', message: 'the cap of 1 is reached: 2 rows fail' },
    ]);
  });

  test('where no rest is asked for, nothing is counted beyond the cap', async () => {
    const capped = await gated(csv(faulty), { options: { maxRows: 1 } });
    expect(capped.quarantine).toMatchObject({ rows: 1, capped: true });
    expect(capped.problems).toMatchObject([
      { code: 'quarantine-note', message: 'the cap of 1 is reached: more rows fail' },
    ]);
    expect(manifestOf(capped)).toMatchObject({ rows: 1, capped: true });
    expect(manifestOf(capped)).not.toHaveProperty('failing');
    const full = await gated(csv(faulty), { options: { maxRows: 2 } });
    expect(full.quarantine).toMatchObject({ rows: 2, capped: false });
    expect(manifestOf(full)).toMatchObject({ rows: 2, failing: 2, capped: false });
    expect(full.problems).toEqual([]);
  });

  test('warnings, waived failures and info take no row', async () => {
    const text = contractText
      .replace(/,? *required: true/g, '')
      .replace('{minimum: 4, maximum: 31}', '{maximum: 31}');
    const waived = { until: '2027-01-01', owner: 'ana', reason: 'known' };
    const run = await gated(csv(faulty), {
      text,
      input: { waivers: new Map([['readings.temp/range', waived]]) },
    });
    expect([run.decision, run.quarantine, left()]).toEqual(['admit', undefined, []]);
  });

  test('no rest is admitted where a rule judges the table as a whole', async () => {
    const text = `${contractText}    quality:\n      - {metric: rowCount, mustBeGreaterThan: 1000}\n`;
    const run = await gated(csv(faulty), { text, options: { admitted: true } });
    expect(run.quarantine).toMatchObject({ rows: 2 });
    expect(run.quarantine?.admitted).toBeUndefined();
    expect(run.problems).toMatchObject([
      {
        code: 'quarantine-note',
        message: 'no rest was admitted: readings/rowCount does not say which rows fail',
      },
    ]);
  });

  test('a predicate that does not run costs its own rule and no other', async () => {
    const write = quarantineWriter;
    const run = await gated(csv(faulty), {
      input: {
        quarantine: (request) => {
          const { object } = contractOf(contractText);
          const rules = request.rules.map((rule) =>
            rule.id === 'readings.owner/required'
              ? { ...rule, failing: { kind: 'column' as const, name: 'no such column' } }
              : rule,
          );
          const source: Source = { kind: 'files', path: 'x' };
          return write({ projectFolder: folder, name: 'readings', source, object, maxRows: 9 })({
            ...request,
            rules,
          });
        },
      },
    });
    expect(run.problems).toMatchObject([
      {
        code: 'quarantine-note',
        message: expect.stringContaining('the rows that fail readings.owner/required'),
      },
    ]);
    expect(run.quarantine).toMatchObject({ rows: 2 });
  });

  test('cells that do not cast keep their text', async () => {
    const run = await gated(csv('id,temp,owner\n1,20,ana\n2,warm,bob\n3,99,eve\n'));
    const found = await readRows(join(folder, run.quarantine?.file ?? ''));
    expect(found.map((row) => [row.id, row.temp, row.assay_text_temp, rulesOf(row)])).toEqual([
      [2, null, 'warm', ['readings.temp/type']],
      [3, 99, null, ['readings.temp/range']],
    ]);
  });

  test('cells of a column called __proto__ keep theirs, and are found by the manifest', async () => {
    const run = await gateInFolder(folder, csv('id,__proto__\n1,20\n2,warm\n'), {
      text: contractText.replace('name: temp', 'name: __proto__'),
    });
    const [row] = await readRows(join(folder, run.quarantine?.file ?? ''));
    expect(Object.entries(row ?? {})).toContainEqual(['assay_text___proto__', 'warm']);
    expect(manifestOf(run).textColumns).toEqual([{ column: '__proto__', text: 'assay_text___proto__' }]);
  });

  test('a column of the rest in which a cell does not cast is text, as it was', async () => {
    const waived = { until: '2027-01-01', owner: 'ana', reason: 'known' };
    const run = await gated(csv('id,temp,owner\n1,20,ana\n2,warm,bob\n3,99,eve\n'), {
      options: { admitted: true },
      input: { waivers: new Map([['readings.temp/type', waived]]) },
    });
    const rest = await readRows(join(folder, run.quarantine?.admitted ?? ''));
    expect(rest.map(({ temp }) => temp)).toEqual([expect.stringMatching(/^20(\.0)?$/), 'warm']);
  });

  test('what cannot be written is a problem beside the decision', async () => {
    writeFileSync(join(folder, '.assay'), 'a file in the way');
    const run = await gated(csv(faulty));
    expect(run.decision).toBe('block');
    expect(run.problems).toMatchObject([{ code: 'quarantine-note' }]);
  });

  test('a rest that cannot be written is a problem, and the failing rows are quarantined all the same', async () => {
    const admittedFile = join(folder, 'readings.csv', 'rest.parquet');
    const run = await gated(csv(faulty), { options: { admittedFile } });
    expect(run.quarantine).toEqual({
      file: `.assay/quarantine/${run.id}/failed.parquet`,
      rows: 2,
      capped: false,
    });
    expect(run.problems).toMatchObject([{ code: 'output-unwritable', where: { file: admittedFile } }]);
  });

  test('an interrupted run leaves nothing half-written', async () => {
    const abort = new AbortController();
    const source = csv(faulty);
    const { object } = contractOf(contractText);
    const writer = quarantineWriter({ projectFolder: folder, name: 'readings', source, object, maxRows: 9 });
    const interrupted = gated(source, {
      input: {
        signal: abort.signal,
        quarantine: (request) =>
          writer({
            ...request,
            session: {
              ...request.session,
              export: async (select, path) => {
                await request.session.export(select, path);
                abort.abort(new DOMException('interrupted', 'AbortError'));
              },
            },
          }),
      },
    });
    await expect(interrupted).rejects.toThrow('interrupted');
    expect(left()).toEqual([]);
  });
});
