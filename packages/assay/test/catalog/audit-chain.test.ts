import { beforeEach, describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../src/domain/audit.ts';
import { catalogPerTest } from './catalog-per-test.ts';
import { places } from './places.ts';

const entryOf = (number: number): AuditEntry => ({
  at: `2026-01-01T00:00:${String(number).padStart(2, '0')}.000Z`,
  action: 'alias.move',
  subject: `data@tag${number}`,
  owner: 'a@plant',
  reason: 'because 🌡',
  detail: { after: number, none: undefined, nested: { b: 1, a: [null, 'x'] } },
});

describe.each(places)('the audit on $name', ({ begin }) => {
  const here = catalogPerTest(begin);
  beforeEach(async () => {
    for (let number = 1; number <= 5; number += 1) await here.catalog.audit.append(entryOf(number));
  });

  const broken = async () => (await here.catalog.audit.follow()).broken?.entry;

  test('is whole as it was written, and the next entry follows', async () => {
    const { anchor, broken: none } = await here.catalog.audit.follow();
    expect(none).toBeUndefined();
    expect(anchor.entries).toBe(5);
    await here.catalog.audit.append(entryOf(6));
    expect(await here.catalog.audit.follow(anchor)).toMatchObject({ anchor: { entries: 6 } });
    expect((await here.catalog.audit.follow(anchor)).broken).toBeUndefined();
  });

  test.each([
    ['an edit of a reason', "UPDATE audit SET reason = 'another' WHERE seq = 3", 3],
    ['an edit of a detail', `UPDATE audit SET detail = '{"after":9}' WHERE seq = 2`, 2],
    ['an edit of the last', "UPDATE audit SET owner = 'b' WHERE seq = 5", 5],
    ['a deletion', 'DELETE FROM audit WHERE seq = 3', 3],
    ['a deletion of the first', 'DELETE FROM audit WHERE seq = 1', 1],
  ])('shows %s', async (_what, sql, entry) => {
    await here.place.sql(sql);
    expect(await broken()).toBe(entry);
  });

  test('shows that two entries changed places', async () => {
    await here.place.sql('UPDATE audit SET seq = 100 WHERE seq = 2');
    await here.place.sql('UPDATE audit SET seq = 2 WHERE seq = 3');
    await here.place.sql('UPDATE audit SET seq = 3 WHERE seq = 100');
    expect(await broken()).toBe(2);
  });

  test('shows by an anchor that the end is gone, or that all was made anew', async () => {
    const { anchor } = await here.catalog.audit.follow();
    await here.place.sql('DELETE FROM audit WHERE seq = 5');
    expect(await broken()).toBeUndefined();
    expect((await here.catalog.audit.follow(anchor)).broken?.what).toContain('1 entry at the end gone');
    await here.place.sql('DELETE FROM audit');
    for (let number = 1; number <= 5; number += 1)
      await here.catalog.audit.append({ ...entryOf(number), reason: 'forged' });
    expect(await broken()).toBeUndefined();
    expect((await here.catalog.audit.follow(anchor)).broken?.what).toContain('made anew');
  });

  test('of several that write at once keeps every entry, in one chain', async () => {
    const others = await Promise.all([here.place.open(), here.place.open(), here.place.open()]);
    await Promise.all(
      others.flatMap((other, index) =>
        Array.from({ length: 10 }, (_none, at) => other.audit.append(entryOf(10 + index * 10 + at))),
      ),
    );
    for (const other of others) await other.close();
    expect(await here.catalog.audit.list()).toHaveLength(35);
    expect(await here.catalog.audit.follow()).toMatchObject({ anchor: { entries: 35 } });
    expect(await broken()).toBeUndefined();
  });
});

describe.each(places)('an audit of before on $name', ({ begin }) => {
  test('is followed by the chain: an edit of it shows too', async () => {
    const place = await begin();
    try {
      await place.beginAt(2);
      const old = "('2026-01-01T00:00:00.000Z', 'quarantine.release', 'r1', 'a', 'b', '{}', NULL)";
      await place.sql(`INSERT INTO audit (at, action, subject, owner, reason, detail, once) VALUES ${old}`);
      const catalog = await place.open();
      await catalog.audit.append(entryOf(1));
      expect((await catalog.audit.follow()).broken).toBeUndefined();
      await place.sql("UPDATE audit SET owner = 'c' WHERE seq = 1");
      expect((await catalog.audit.follow()).broken?.entry).toBe(1);
      await catalog.close();
    } finally {
      await place.remove();
    }
  });
});
