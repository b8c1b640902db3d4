import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { docsPages, slugOf } from '../../../scripts/gen/docs.ts';
import { schemaFiles } from '../../../scripts/gen/schemas.ts';
import type { Check } from '../src/checks/check.ts';
import { RuleUnknown } from '../src/checks/check.ts';
import { checks } from '../src/checks/registry.gen.ts';
import { commanderOf } from '../src/cli/program.ts';
import { commands } from '../src/cli/registry.gen.ts';
import { parseContract } from '../src/contract/parse-contract.ts';
import { stops } from '../src/domain/problem.ts';
import { metrics } from '../src/metrics/registry.gen.ts';
import { bind } from '../src/plan/bind.ts';
import { projectSchema } from '../src/project/config.ts';
import { suspects } from '../src/suspects/registry.gen.ts';
import { documentedCommands, shellWords } from './support/documented-commands.ts';
import {
  anchorsOf,
  type CodeBlock,
  codeBlocks,
  markdownPages,
  proseOf,
  root,
} from './support/markdown-pages.ts';

const pages = markdownPages();
const byPath = new Map(pages.map((page) => [page.path, page]));
const blocks = pages.flatMap(codeBlocks);

describe('generated pages', () => {
  test('are what the families say: run npm run gen', async () => {
    for (const [path, text] of [...docsPages(), ...(await schemaFiles())]) {
      expect(existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : 'missing', path).toBe(
        text,
      );
    }
  });

  test('every check, every metric and every suspect has one', () => {
    for (const { id } of checks as readonly Check[])
      expect(byPath.has(`docs/reference/checks/${slugOf(id)}.md`), id).toBe(true);
    for (const { id } of metrics)
      expect(byPath.has(`docs/reference/metrics/${slugOf(id)}.md`), id).toBe(true);
    for (const { id } of suspects)
      expect(byPath.has(`docs/reference/suspects/${slugOf(id)}.md`), id).toBe(true);
  });

  test('do not depend on when they are made', () => {
    expect([...docsPages()]).toEqual([...docsPages()]);
  });
});

test('every link within the docs leads somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/.test(target)) return [];
      const [file = '', anchor] = target.split('#');
      const path = file === '' ? page.path : posix.normalize(posix.join(dirname(page.path), file));
      if (!existsSync(join(root, path))) return [`${page.path}: ${target}`];
      const there = byPath.get(path);
      return anchor === undefined || there === undefined || anchorsOf(there).has(anchor)
        ? []
        : [`${page.path}: ${target} (no such heading)`];
    }),
  );
  expect(broken).toEqual([]);
});

describe('YAML in the docs', () => {
  const header = 'apiVersion: v3.1.0\nkind: DataContract\nid: docs\nversion: 1.0.0\nstatus: active\n';

  /** A piece of a contract as a whole one: rules and relationships get an object round them. */
  const whole = (text: string): string => {
    if (text.startsWith('apiVersion:')) return text;
    if (text.startsWith('schema:')) return header + text;
    return `${header}schema:\n  - name: docs\n    properties: [{name: sensor_id}, {name: ts, logicalType: timestamp}]\n${text.replace(/^/gm, '    ')}`;
  };

  const problemsOf = ({ text, page }: CodeBlock): readonly string[] => {
    const { contract, problems } = parseContract(whole(text), page);
    const bound = contract?.objects.flatMap(
      ({ demands }) =>
        bind(demands, {
          context: () => {
            throw new RuleUnknown('no table here');
          },
        }).problems,
    );
    return [...problems.filter(stops), ...(bound ?? [])].map(({ message, hint }) => `${message} ${hint}`);
  };

  const yaml = blocks.filter(({ language }) => language === 'yaml');
  const isProject = ({ text }: CodeBlock): boolean => /^version: 1$/m.test(text);
  /** References lead to objects that a piece does not show. */
  const isPiece = ({ text }: CodeBlock): boolean => text.startsWith('relationships:');

  test.each(
    yaml
      .filter((block) => !isProject(block) && !isPiece(block))
      .map((block) => [`${block.page}:${block.line}`, block] as const),
  )('%s can be run', (_name, block) => {
    expect(problemsOf(block)).toEqual([]);
  });

  test.each(yaml.filter(isProject).map((block) => [`${block.page}:${block.line}`, block] as const))(
    '%s is an assay.yaml',
    (_name, block) => {
      expect(projectSchema.safeParse(parse(block.text)).error?.issues ?? []).toEqual([]);
    },
  );

  test('a wrong argument would be found', () => {
    const block = {
      page: 'x.md',
      line: 1,
      language: 'yaml',
      text: 'quality:\n  - {type: custom, engine: assay, implementation: {check: stuckAt, by: sensor_id}}\n',
    };
    expect(problemsOf(block).join()).toContain('by');
  });
});

describe('commands in the docs', () => {
  const known = new Map<string, Command>();
  beforeAll(async () => {
    for (const [name, load] of Object.entries(commands))
      known.set(
        name,
        commanderOf(await load(), async () => undefined),
      );
  });
  const everywhere = ['--help', '--version'];

  const wrongIn = (words: readonly string[]): string | undefined => {
    const [name = '', ...rest] = words;
    if (name.startsWith('-')) return everywhere.includes(name) ? undefined : `no option ${name}`;
    const command = known.get(name);
    if (command === undefined) return `no command ${name}`;
    const sub = command.commands.find((one) => one.name() === rest[0]) ?? command;
    if (command.commands.length > 0 && sub === command && rest[0] !== undefined && !rest[0].startsWith('-'))
      return `${name} has no ${rest[0]}`;
    const options = [...command.options, ...sub.options].flatMap(({ short, long }) => [short, long]);
    return rest
      .filter((word) => /^--?[a-z]/.test(word))
      .map((word) => word.split('=')[0] ?? '')
      .filter((word) => !options.includes(word) && !everywhere.includes(word))
      .map((word) => `${name} has no ${word}`)[0];
  };

  test('exist, with their options', () => {
    const wrong = pages.flatMap(documentedCommands).flatMap(({ page, line, words }) => {
      const why = wrongIn(words);
      return why === undefined ? [] : [`${page}: ${line}: ${why}`];
    });
    expect(wrong).toEqual([]);
  });

  test('that do not exist would be found', () => {
    expect(wrongIn(shellWords('chek x.csv'))).toBe('no command chek');
    expect(wrongIn(shellWords('check x.csv --contrct c.yaml # a comment --not-this'))).toBe(
      'check has no --contrct',
    );
  });

  test('the examples in --help exist too', async () => {
    for (const load of Object.values(commands)) {
      const command = await load();
      const all = 'actions' in command ? command.actions : [command];
      for (const [line] of all.flatMap(({ examples }) => examples))
        expect(wrongIn(shellWords(line.replace(/^assay /, ''))), line).toBeUndefined();
    }
  });
});

describe('TypeScript in the docs', () => {
  const folder = join(root, 'node_modules/.cache');
  let work = '';
  beforeAll(() => {
    mkdirSync(folder, { recursive: true });
    work = mkdtempSync(join(folder, 'docs-'));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));

  test('has the types it claims', () => {
    const found = blocks.filter(({ language }) => language === 'ts');
    const names = new Map(found.map(({ page, line }, index) => [`block-${index}.ts`, `${page}:${line}`]));
    for (const [index, { text }] of found.entries())
      writeFileSync(join(work, `block-${index}.ts`), `${text}export {};\n`);
    writeFileSync(join(work, 'package.json'), '{"type": "module"}');
    writeFileSync(
      join(work, 'tsconfig.json'),
      JSON.stringify({
        extends: '../../../tsconfig.json',
        compilerOptions: { noUnusedLocals: false },
        include: ['.'],
      }),
    );
    const { stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), '-p', work],
      { encoding: 'utf8' },
    );
    const wrong = stdout
      .split('\n')
      .filter((line) => /block-\d+\.ts/.test(line) && line.includes('error'))
      .map((line) => line.replace(/^.*?(block-\d+\.ts)/, (_all, name: string) => names.get(name) ?? name));
    expect(wrong).toEqual([]);
  });
});
