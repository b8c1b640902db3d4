import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { driverRooms, layers, worldlyModules, worldlyRooms } from './support/architecture.ts';

const source = resolve(import.meta.dirname, '../src');

const files = readdirSync(source, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(source, join(entry.parentPath, entry.name)));

interface Import {
  readonly from: string;
  readonly typeOnly: boolean;
}

const importsOf = (file: string): readonly Import[] => {
  const { module, errors } = parseSync(file, readFileSync(join(source, file), 'utf8'));
  expect(errors, file).toEqual([]);
  const still = module.staticImports.map((one) => ({
    from: one.moduleRequest.value,
    typeOnly: one.entries.length > 0 && one.entries.every((entry) => entry.isType),
  }));
  const again = module.staticExports.flatMap((one) =>
    one.entries.flatMap((entry) =>
      entry.moduleRequest ? [{ from: entry.moduleRequest.value, typeOnly: entry.isType }] : [],
    ),
  );
  const text = readFileSync(join(source, file), 'utf8');
  const lazy = module.dynamicImports.map((one) => ({
    from: text.slice(one.moduleRequest.start, one.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
    typeOnly: false,
  }));
  return [...still, ...again, ...lazy];
};

const graph = new Map(files.map((file) => [file, importsOf(file)] as const));

const layerOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file);

const targetOf = (file: string, specifier: string): string =>
  relative(source, resolve(source, dirname(file), specifier));

const packageOf = (specifier: string): string =>
  specifier.startsWith('@')
    ? specifier.split('/').slice(0, 2).join('/')
    : (specifier.split('/')[0] ?? specifier);

describe('architecture', () => {
  test('every file belongs to a layer', () => {
    expect(files.filter((file) => !(layerOf(file) in layers))).toEqual([]);
  });

  test('a layer imports only the layers the table allows', () => {
    const broken = [...graph].flatMap(([file, imports]) =>
      imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from, typeOnly }) => ({ to: targetOf(file, from), typeOnly }))
        .filter(({ to, typeOnly }) => {
          const own = layers[layerOf(file)];
          const other = layerOf(to);
          return (
            other !== layerOf(file) &&
            !(own?.imports.includes(other) ?? false) &&
            !(typeOnly && (own?.types ?? []).includes(other))
          );
        })
        .map(({ to }) => `${file} → ${to}`),
    );
    expect(broken).toEqual([]);
  });

  test('driver packages stay in their rooms', () => {
    const broken = [...graph].flatMap(([file, imports]) =>
      imports
        .filter(({ from }) => driverRooms[packageOf(from)]?.includes(layerOf(file)) === false)
        .map(({ from }) => `${file} → ${from}`),
    );
    expect(broken).toEqual([]);
  });

  test('pure layers touch neither files nor processes', () => {
    const broken = [...graph].flatMap(([file, imports]) =>
      worldlyRooms.includes(layerOf(file))
        ? []
        : imports
            .filter(({ from }) => worldlyModules.includes(from.replace(/^node:/, '')))
            .map(({ from }) => `${file} → ${from}`),
    );
    expect(broken).toEqual([]);
    const globals = files.filter(
      (file) =>
        !worldlyRooms.includes(layerOf(file)) &&
        /\bprocess\.(env|cwd|exit|std|argv)/.test(readFileSync(join(source, file), 'utf8')),
    );
    expect(globals).toEqual([]);
  });

  test('there are no import cycles', () => {
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      if (done.has(file)) return;
      for (const { from, typeOnly } of graph.get(file) ?? []) {
        if (from.startsWith('.') && !typeOnly) visit(targetOf(file, from), [...path, file]);
      }
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test('nobody inside imports the facade', () => {
    const broken = [...graph]
      .filter(([, imports]) => imports.some(({ from }) => /(^|\/)index\.ts$/.test(from)))
      .map(([file]) => file);
    expect(broken).toEqual([]);
  });

  test('the web pages import only domain', () => {
    const web = resolve(source, '../../../apps/web/src');
    const pages = readdirSync(web, { recursive: true, encoding: 'utf8' }).filter((file) =>
      /\.tsx?$/.test(file),
    );
    expect(pages.length).toBeGreaterThan(20);
    const broken = pages.flatMap((file) => {
      const text = readFileSync(join(web, file), 'utf8');
      return parseSync(file, text)
        .module.staticImports.map(({ moduleRequest }) => moduleRequest.value)
        .filter((from) => from.startsWith('.'))
        .map((from) => resolve(web, dirname(file), from))
        .filter((to) => !to.startsWith(`${web}/`) && !to.startsWith(join(source, 'domain/')))
        .map((to) => `${file} → ${to}`);
    });
    expect(broken).toEqual([]);
  });

  test('the page is built anew whatever of its sources has changed', () => {
    const script = resolve(source, '../../../scripts/setup.mjs');
    const code = `import { webFiles } from ${JSON.stringify(script)}; console.log(JSON.stringify(webFiles()));`;
    const told = execFileSync(process.execPath, ['--input-type=module', '--eval', code], {
      encoding: 'utf8',
    });
    const watched = new Set(z.array(z.string()).parse(JSON.parse(told)));
    expect(watched).toContain('apps/web/src/report/main.tsx');
    const domain = files.filter((file) => layerOf(file) === 'domain');
    expect(domain.filter((file) => !watched.has(`packages/assay/src/${file}`))).toEqual([]);
  });

  test('every invariant of ARCHITECTURE.md names a test that exists', () => {
    const page = readFileSync(resolve(source, '../../../ARCHITECTURE.md'), 'utf8');
    const named = [...page.matchAll(/\*\*Architecture Invariant:\*\*[\s\S]*?Test: `([^`]+)` › “([^”]+)”/g)];
    const sentences = page.match(/\*\*Architecture Invariant:\*\*/g) ?? [];
    expect(named.length).toBe(sentences.length);
    expect(named.length).toBeGreaterThanOrEqual(8);
    for (const [, file = '', title = ''] of named) {
      const text = readFileSync(resolve(source, '../test', file), 'utf8');
      expect(text, `${file} › ${title}`).toContain(title);
    }
  });
});
