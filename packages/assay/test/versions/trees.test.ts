import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { objectId } from '../../src/domain/object-id.ts';
import { orderTexts } from '../../src/domain/order-texts.ts';
import type { TreeEntry } from '../../src/domain/tree.ts';
import { compareTrees, type PathChange } from '../../src/versions/trees/compare-trees.ts';
import { entriesOf, entryAt, readTree } from '../../src/versions/trees/read-tree.ts';
import { writeTree } from '../../src/versions/trees/write-tree.ts';
import { memoryObjects } from './memory-objects.ts';

const fileAt = (path: string, content: string): TreeEntry => ({
  path,
  kind: 'file',
  id: objectId(hash('sha256', content, 'hex')),
  bytes: content.length,
});

const sorted = (files: ReadonlyMap<string, string>): readonly TreeEntry[] =>
  [...files]
    .toSorted(([left], [right]) => orderTexts(left, right))
    .map(([path, content]) => fileAt(path, content));

const all = async <T>(from: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const one of from) found.push(one);
  return found;
};

const manyFiles = (count: number): Map<string, string> =>
  new Map(Array.from({ length: count }, (_none, index) => [`part-${index % 37}/row ${index}`, `${index}`]));

const names = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }).filter((name) => {
  return !name.includes('/') && !name.includes('\0') && name !== '.' && name !== '..';
});
const contents = fc.dictionary(names, fc.string({ maxLength: 3 }), { maxKeys: 40 });

describe('a tree', () => {
  test('gives back its entries in order, whatever the names', async () => {
    await fc.assert(
      fc.asyncProperty(contents, async (files) => {
        const objects = memoryObjects();
        const entries = sorted(new Map(Object.entries(files)));
        const { id, tree } = await writeTree(entries, objects.put);
        expect(await readTree(id, objects.get)).toEqual(tree);
        expect(await all(entriesOf(tree, objects.get))).toEqual(entries);
        for (const entry of entries) expect(await entryAt(tree, entry.path, objects.get)).toEqual(entry);
        expect(await entryAt(tree, 'none such\u{10ffff}', objects.get)).toBeUndefined();
      }),
      { numRuns: 200, seed: 1 },
    );
  });

  test('of the same entries is the same object', async () => {
    const [one, other] = [memoryObjects(), memoryObjects()];
    const entries = sorted(manyFiles(5000));
    expect((await writeTree(entries, one.put)).id).toBe((await writeTree(entries, other.put)).id);
  });

  test('is refused out of order: two entries of one path would be two truths', async () => {
    const twice = [fileAt('a', '1'), fileAt('a', '2')];
    await expect(writeTree(twice, memoryObjects().put)).rejects.toThrow('out of order');
  });

  test('shares all ranges but those of the change, wherever it is', async () => {
    const files = manyFiles(40_000);
    const objects = memoryObjects();
    const { tree: before } = await writeTree(sorted(files), objects.put);
    expect(before.ranges.length).toBeGreaterThan(20);
    files.set('part-5/row 5', 'changed');
    files.set('part-9/a new one', 'new');
    files.delete('part-30/row 30');
    const { tree: after } = await writeTree(sorted(files), objects.put);
    const shared = new Set(before.ranges.map(({ id }) => id));
    expect(after.ranges.filter(({ id }) => !shared.has(id)).length).toBeLessThanOrEqual(4);
    const reads = objects.reads();
    const changes = await all(compareTrees(before, after, objects.get));
    expect(objects.reads() - reads).toBeLessThanOrEqual(8);
    expect(changes.map(({ path }) => path)).toEqual(['part-30/row 30', 'part-5/row 5', 'part-9/a new one']);
  });

  test('differs from another exactly where a comparison of all entries says so', async () => {
    await fc.assert(
      fc.asyncProperty(contents, contents, async (left, right) => {
        const objects = memoryObjects();
        const [before, after] = [new Map(Object.entries(left)), new Map(Object.entries(right))];
        const one = await writeTree(sorted(before), objects.put);
        const other = await writeTree(sorted(after), objects.put);
        const expected = [...new Set([...before.keys(), ...after.keys()])]
          .filter((path) => before.get(path) !== after.get(path))
          .toSorted(orderTexts)
          .map((path): PathChange => {
            const [was, is] = [before.get(path), after.get(path)];
            return {
              path,
              ...(was === undefined ? {} : { before: fileAt(path, was) }),
              ...(is === undefined ? {} : { after: fileAt(path, is) }),
            };
          });
        expect(await all(compareTrees(one.tree, other.tree, objects.get))).toEqual(expected);
      }),
      { numRuns: 200, seed: 2 },
    );
  });

  test('of another form is no tree: a newer one is refused and not misread', async () => {
    const objects = memoryObjects();
    const id = await objects.put('{"schema":"assay.tree/v2"}');
    await expect(readTree(id, objects.get)).rejects.toThrow('no tree that this Assay reads');
  });

  test('leads nowhere else: a path out of it is refused', async () => {
    for (const path of ['../x', 'a/../../x', '/etc/passwd', 'a//b', 'a/./b', 'a\0b']) {
      const objects = memoryObjects();
      const { tree } = await writeTree([fileAt(path, '1')], objects.put);
      await expect(all(entriesOf(tree, objects.get)), path).rejects.toThrow('no range of a tree');
    }
  });
});
