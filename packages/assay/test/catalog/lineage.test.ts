import { beforeEach, describe, expect, test } from 'vitest';
import type { Execution, ExecutionInput } from '../../src/domain/execution.ts';
import { atText, inputKey, walkLineage } from '../../src/domain/lineage-walk.ts';
import { type ObjectId, objectId } from '../../src/domain/object-id.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';

const idOf = (number: number): ObjectId => objectId(number.toString(16).padStart(64, '0'));

describe.each(places)('lineage on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  let made = 0;
  beforeEach(() => {
    made = 0;
  });

  const add = async (
    name: string,
    inputs: readonly ExecutionInput[] = [],
    learned = true,
    how: Partial<Execution> = {},
  ): Promise<ExecutionInput> => {
    made += 1;
    const [id, origin] = [idOf(made), idOf(1000 + made)];
    const execution: Execution = {
      schema: 'assay.execution/v1',
      how: 'stated',
      inputs: [...inputs],
      parameters: {},
      ...how,
    };
    await here.catalog.versions.save({
      id,
      record: {
        schema: 'assay.version/v1',
        name,
        kind: 'dataset',
        form: 'file',
        tree: idOf(9),
        files: 1,
        bytes: 1,
        createdAt: '2026-01-01T00:00:00.000Z',
        author: 'ana',
        message: '',
        source: 'x',
        metadata: {},
        ...(inputs.length === 0 ? {} : { execution: origin }),
      },
      tags: [],
      ...(inputs.length === 0 || !learned ? {} : { origin: { id: origin, execution } }),
    });
    return { kind: 'version', name, id };
  };
  const reached = async (name: string, direction: 'up' | 'down', limits: object = {}) => {
    const root = { name, number: 1 };
    const walk = walkLineage(
      [atText(root)],
      await here.catalog.lineage.reach({ versions: [root], files: [] }, direction),
      direction,
      {
        most: 100,
        ...limits,
      },
    );
    return Object.fromEntries(walk.depths);
  };

  test('leads up to all that a version was made from, and down to all that was made from it', async () => {
    const raw = await add('raw');
    const clean = await add('clean', [raw]);
    const code: ExecutionInput = { kind: 'file', path: 'train.ts', id: idOf(77), bytes: 5 };
    const wear = await add('wear', [clean, raw, code]);
    await add('edge', [wear]);
    await add('other', [await add('elsewhere')]);
    const file = `file:train.ts@${idOf(77)}`;
    expect(await reached('edge', 'up')).toEqual({
      'edge@v1': 0,
      'wear@v1': 1,
      [file]: 2,
      'clean@v1': 2,
      'raw@v1': 2,
    });
    expect(await reached('raw', 'down')).toEqual({
      'raw@v1': 0,
      'clean@v1': 1,
      'wear@v1': 1,
      'edge@v1': 2,
    });
    expect(await reached('raw', 'down', { depth: 1 })).toEqual({ 'raw@v1': 0, 'clean@v1': 1, 'wear@v1': 1 });
    expect(await reached('raw', 'down', { most: 2 })).toEqual({ 'raw@v1': 0, 'clean@v1': 1 });
  });

  test('names a version that is not kept here by its id', async () => {
    await add('wear', [{ kind: 'version', name: 'gone', id: idOf(500) }]);
    const [link] = await here.catalog.lineage.reach(
      { versions: [{ name: 'wear', number: 1 }], files: [] },
      'up',
    );
    expect(link?.input.version).toBeUndefined();
    expect(link && inputKey(link.input)).toBe(`version:gone@${idOf(500)}`);
  });

  test('of versions that came from elsewhere is learned afterwards, once', async () => {
    const raw = await add('raw');
    await add('wear', [raw], false);
    expect(await reached('raw', 'down')).toEqual({ 'raw@v1': 0 });
    const [id] = await here.catalog.lineage.unknown();
    expect(id).toBe(idOf(1002));
    const execution: Execution = {
      schema: 'assay.execution/v1',
      how: 'stated',
      inputs: [raw],
      parameters: {},
    };
    await here.catalog.lineage.learn([{ id: idOf(1002), execution }]);
    await here.catalog.lineage.learn([{ id: idOf(1002), execution }]);
    expect(await here.catalog.lineage.unknown()).toEqual([]);
    expect(await here.catalog.lineage.execution(idOf(1002))).toEqual(execution);
    expect(await reached('raw', 'down')).toEqual({ 'raw@v1': 0, 'wear@v1': 1 });
  });

  test('visits each version once, where ways double at every step', async () => {
    let layer = [await add('n0-a'), await add('n0-b')];
    for (let step = 1; step <= 24; step += 1)
      layer = [await add(`n${step}-a`, layer), await add(`n${step}-b`, layer)];
    const links = await here.catalog.lineage.reach(
      { versions: [{ name: 'n24-a', number: 1 }], files: [] },
      'up',
    );
    expect(links).toHaveLength(2 * 47);
    expect(new Set(links.map(({ version }) => atText(version))).size).toBe(47);
  });

  test('finds what is near step by step, and counts what lies beyond', async () => {
    const code: ExecutionInput = { kind: 'file', path: 'train.ts', id: idOf(77), bytes: 5 };
    let last = await add('n0');
    for (let step = 1; step <= 12; step += 1)
      last = await add(`n${step}`, step === 1 ? [last, code] : [last]);
    const of = (name: string, files: readonly ObjectId[] = []) => ({
      versions: [{ name, number: 1 }],
      files,
    });
    const { lineage } = here.catalog;
    const names = (links: readonly { readonly version: { readonly name: string } }[]) =>
      links.map(({ version }) => version.name);
    const up = await lineage.near(of('n12'), 'up', { depth: 2, most: 100 });
    expect([names(up.links), up.reached]).toEqual([['n12', 'n11', 'n10'], 14]);
    const few = await lineage.near(of('n12'), 'up', { most: 3 });
    expect(few.reached).toBe(14);
    expect(few.links.length).toBeLessThan(6);
    const all = await lineage.near(of('n12'), 'up', { most: 100 });
    expect(all.links).toHaveLength(13);
    expect(all.reached).toBe(14);
    const down = await lineage.near(of('n0'), 'down', { depth: 1, most: 100 });
    expect([down.reached, down.links.filter(({ input }) => input.name === 'n0').length]).toEqual([13, 1]);
    const made = await lineage.near({ versions: [], files: [idOf(77)] }, 'down', { depth: 3, most: 100 });
    expect(made.reached).toBe(13);
    const walk = walkLineage([`file:train.ts@${idOf(77)}`], made.links, 'down', { depth: 2, most: 100 });
    expect([...walk.depths.keys()].slice(1)).toEqual(['n1@v1', 'n2@v1']);
    expect((await lineage.near({ versions: [], files: [] }, 'up', { most: 5 })).reached).toBe(0);
  });

  test('finds versions by how they were made, by the beginning of a hash, by their places and their trees', async () => {
    const raw = await add('raw');
    await add('wear', [raw], true, {
      parameters: { lr: '0.1', 'a_b%': '"\\' },
      seed: 7,
      git: { commit: 'ab'.repeat(20) },
    });
    await add('wear', [raw], true, { parameters: { lr: '0.10' }, seed: 77 });
    const { lineage, versions } = here.catalog;
    const first = [{ name: 'wear', number: 1 }];
    expect(await lineage.made({ parameters: { lr: '0.1' } })).toEqual(first);
    expect(await lineage.made({ parameters: { 'a_b%': '"\\' } })).toEqual(first);
    expect(await lineage.made({ parameters: { 'axb%': '"\\' } })).toEqual([]);
    expect(await lineage.made({ seed: 7 })).toEqual(first);
    expect(await lineage.made({ commit: 'abab', seed: 7 })).toEqual(first);
    expect(await lineage.made({ commit: 'baba' })).toEqual([]);
    expect(await lineage.made({ execution: idOf(1002) })).toEqual(first);
    expect((await lineage.called(idOf(1002))).versions).toEqual(first);
    expect((await lineage.called(idOf(2))).versions).toEqual(first);
    expect((await lineage.called(idOf(9))).versions).toHaveLength(3);
    expect(await lineage.called('sha256:ffff')).toEqual({ versions: [], files: [] });
    expect([...(await lineage.executions([idOf(1002), idOf(1)])).keys()]).toEqual([idOf(1002)]);
    expect(await versions.at([])).toEqual([]);
    expect((await versions.at([...first, { name: 'gone', number: 1 }])).map(({ id }) => id)).toEqual([
      idOf(2),
    ]);
    expect(await versions.ofTrees([idOf(9)])).toHaveLength(3);
  });
});
