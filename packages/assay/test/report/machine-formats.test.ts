import published from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Run, runSchema, runsSchema } from '../../src/domain/run.ts';
import type { Verdict } from '../../src/domain/verdict.ts';
import { github } from '../../src/report/github.ts';
import { gitlab } from '../../src/report/gitlab.ts';
import { json } from '../../src/report/json.ts';
import { junit } from '../../src/report/junit.ts';
import { markdownCode, markdownText } from '../../src/report/markdown-text.ts';
import { md } from '../../src/report/md.ts';
import { oneLine } from '../../src/report/neutral.ts';
import { sarif } from '../../src/report/sarif.ts';
import { text } from '../../src/report/text.ts';
import { type XmlElement, xmlTree } from '../support/xml-tree.ts';
import { randomRun, randomText } from './random-run.ts';
import { about, admitted, blocked, failed, hostileRun, manyFailures, scoped } from './sample-runs.ts';

const samples: readonly Run[] = [blocked, admitted, scoped, failed, hostileRun];
const anyRuns = fc.array(randomRun, { minLength: 1, maxLength: 3 });
const property = (holds: (runs: readonly Run[]) => void, seed: number): void =>
  fc.assert(fc.property(anyRuns, holds), { seed, numRuns: 200 });

test('random runs are runs', () => property((runs) => runs.forEach((run) => void runSchema.parse(run)), 50));

test('json is the run, or the runs', () => {
  expect(runSchema.parse(JSON.parse(json.render([blocked], {})))).toEqual(blocked);
  expect(runsSchema.parse(JSON.parse(json.render([blocked, failed], {}))).runs).toEqual([blocked, failed]);
  expect(runsSchema.parse(JSON.parse(json.render([], {}))).runs).toEqual([]);
});

describe('junit', () => {
  /** What the XML schemas of Jenkins and of Ant's reports both ask for. */
  const attributes: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
    testsuites: [],
    testsuite: [
      ['name', /^/],
      ['package', /^/],
      ['id', /^\d+$/],
      ['hostname', /./],
      ['timestamp', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/],
      ['tests', /^\d+$/],
      ['failures', /^\d+$/],
      ['errors', /^\d+$/],
      ['skipped', /^\d+$/],
      ['time', /^\d+(\.\d+)?$/],
    ],
    properties: [],
    property: [
      ['name', /./],
      ['value', /^/],
    ],
    testcase: [
      ['classname', /^/],
      ['name', /^/],
      ['time', /^\d+(\.\d+)?$/],
    ],
    failure: [
      ['type', /./],
      ['message', /^/],
    ],
    error: [
      ['type', /./],
      ['message', /^/],
    ],
    skipped: [['message', /^/]],
    'system-out': [],
    'system-err': [],
  };
  const children: Readonly<Record<string, RegExp>> = {
    testsuites: /^(testsuite )*$/,
    testsuite: /^properties (testcase )*system-out system-err $/,
    properties: /^(property )*$/,
    testcase: /^((failure|error|skipped) )?$/,
  };

  const expectValid = (element: XmlElement): void => {
    const known = attributes[element.name];
    if (known === undefined) throw new Error(`no element ${element.name}`);
    expect(Object.keys(element.attributes)).toEqual(known.map(([name]) => name));
    for (const [name, pattern] of known) expect(element.attributes[name]).toMatch(pattern);
    expect(element.children.map(({ name }) => `${name} `).join('')).toMatch(children[element.name] ?? /^$/);
    if (element.children.length > 0) expect(element.text.trim()).toBe('');
    for (const child of element.children) expectValid(child);
  };

  const casesOf = (suite: XmlElement): readonly XmlElement[] =>
    suite.children.filter(({ name }) => name === 'testcase');
  const having = (suite: XmlElement, name: string): number =>
    casesOf(suite).filter(({ children: [child] }) => child?.name === name).length;

  const expectCounts = (suite: XmlElement): void => {
    expect(suite.attributes.tests).toBe(String(casesOf(suite).length));
    for (const [attribute, name] of [
      ['failures', 'failure'],
      ['errors', 'error'],
      ['skipped', 'skipped'],
    ] as const) {
      expect(suite.attributes[attribute]).toBe(String(having(suite, name)));
    }
  };

  test('is well-formed, valid and counted right, whatever is in a run', () => {
    const check = (runs: readonly Run[]): void => {
      const root = xmlTree(junit.render(runs, {}));
      expectValid(root);
      expect(root.children).toHaveLength(runs.length);
      root.children.forEach(expectCounts);
    };
    check(samples);
    property(check, 51);
  });

  test('says what decides and nothing else', () => {
    const [suite] = xmlTree(junit.render([blocked], {})).children;
    const outcomes =
      suite === undefined
        ? []
        : casesOf(suite).map(({ attributes: { name }, children: [child] }) => [
            name,
            child?.name ?? 'passed',
          ]);
    expect(Object.fromEntries(outcomes)).toEqual({
      'readings/rowCount': 'passed',
      'readings.batch/required': 'passed',
      'readings.temp/range': 'failure',
      'readings.temp/stuck': 'failure',
      'readings.sensor_id/orphans': 'error',
      'readings.humidity/range': 'skipped',
      'readings.unit/mean': 'passed',
      'readings/text': 'skipped',
    });
  });
});

describe('sarif', () => {
  const { $schema: _draft4, id: _id, ...schema } = published;
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);

  const check = (runs: readonly Run[]): void => {
    const log = JSON.parse(sarif.render(runs, { about }));
    expect(validate(log), JSON.stringify(validate.errors)).toBe(true);
    for (const [index, run] of runs.entries()) {
      const expected = run.verdicts
        .filter(({ status }) => status === 'fail' || status === 'unknown')
        .map(({ rule }) => rule.toWellFormed());
      const results: readonly {
        ruleId: string;
        ruleIndex: number;
        partialFingerprints: Record<string, string>;
      }[] = log.runs[index].results;
      expect(
        results.map(({ partialFingerprints }) => partialFingerprints['assayRule/v1']).toSorted(),
      ).toEqual(expected.toSorted());
      for (const { ruleId, ruleIndex } of results)
        expect(log.runs[index].tool.driver.rules[ruleIndex].id).toBe(ruleId);
    }
  };

  test('validates against the published schema, whatever is in a run', () => {
    check(samples);
    property(check, 52);
  });

  test('the schema refuses what is no SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ results: 3 }] })).toBe(false);
  });

  test('places, levels and waivers', () => {
    const [run] = JSON.parse(sarif.render([blocked], { about })).runs;
    const of = (rule: string) =>
      run.results.find(
        (result: { partialFingerprints: Record<string, string> }) =>
          result.partialFingerprints['assayRule/v1'] === rule,
      );
    expect(of('readings.temp/range').locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'readings.odcs.yaml' },
      region: { startLine: 36, startColumn: 9 },
    });
    expect([
      of('readings.temp/range').level,
      of('readings.batch/required').level,
      of('readings.unit/mean').level,
    ]).toEqual(['error', 'warning', 'note']);
    expect(of('readings.humidity/range').suppressions[0]).toMatchObject({
      kind: 'external',
      status: 'accepted',
    });
    expect(JSON.parse(sarif.render([failed], {})).runs[0].invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ descriptor: { id: 'source-not-found' }, level: 'error' }],
    });
  });

  test.each([
    ['a b/c#d.yaml', 'a%20b/c%23d.yaml'],
    ['C:\\data\\x.yaml', 'file:///C:/data/x.yaml'],
    ['/data/x.yaml', 'file:///data/x.yaml'],
  ])('the file %s is %s', (path, uri) => {
    const verdict: Verdict = {
      rule: 'a/b',
      check: 'range',
      dimension: 'accuracy',
      severity: 'error',
      status: 'fail',
      message: '',
      place: { file: path },
    };
    const log = JSON.parse(sarif.render([{ ...admitted, verdicts: [verdict] }], {}));
    expect(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

describe('github', () => {
  test('every line is one command of Assay, or none', () => {
    const check = (runs: readonly Run[]): void => {
      const lines = github.render(runs, {}).split(/\r\n|[\n\r]/);
      const findings = runs.flatMap(({ verdicts }) =>
        verdicts.filter(({ status }) => status === 'fail' || status === 'unknown'),
      );
      expect(lines).toHaveLength(
        runs.length + findings.length + runs.flatMap(({ problems }) => problems).length,
      );
      for (const line of lines) {
        const command =
          /^::(error|warning|notice) ((?:file=[^:,\n]*,)?(?:line=\d+,)?(?:col=\d+,)?title=[^:,\n]*)::/.test(
            line,
          );
        expect(command || /^(ADMIT|WARN|BLOCK|COULD NOT RUN) {2}/.test(line), line).toBe(true);
        if (!command) expect(line).not.toContain('##[');
      }
    };
    check(samples);
    property(check, 53);
  });
});

describe('gitlab', () => {
  /** What GitLab's documentation of code quality reports asks for. */
  const entry = z.strictObject({
    description: z.string(),
    check_name: z.string().min(1),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    severity: z.enum(['info', 'minor', 'major', 'critical', 'blocker']),
    location: z.strictObject({
      path: z
        .string()
        .min(1)
        .refine((path) => !path.startsWith('./')),
      lines: z.strictObject({ begin: z.int().positive() }),
    }),
  });

  test('one entry a finding or problem, whatever is in a run', () => {
    property((runs) => {
      const entries = z.array(entry).parse(JSON.parse(gitlab.render(runs, {})));
      const findings = runs.flatMap(({ verdicts, problems }) => [
        ...verdicts.filter(({ status }) => status === 'fail' || status === 'unknown'),
        ...problems,
      ]);
      expect(entries).toHaveLength(findings.length);
    }, 57);
  });

  test('a finding stays the same from run to run, and a waiver only tells', () => {
    const of = (run: Run) => z.array(entry).parse(JSON.parse(gitlab.render([run], {})));
    const again: Run = {
      ...blocked,
      id: 'r8',
      verdicts: blocked.verdicts.map((verdict) => ({ ...verdict, message: 'other words' })),
    };
    expect(of(again).map(({ fingerprint }) => fingerprint)).toEqual(
      of(blocked).map(({ fingerprint }) => fingerprint),
    );
    expect(of(blocked)[0]).toMatchObject({
      severity: 'critical',
      location: { path: 'readings.odcs.yaml', lines: { begin: 41 } },
    });
    expect(of(blocked).find(({ description }) => description.includes('waived'))?.severity).toBe('info');
  });
});

describe('md', () => {
  const decoded = (html: string): string =>
    html
      .replaceAll('\u200b', '')
      .replace(
        /&(lt|gt|quot|amp|#39);/g,
        (_all, name: string) => ({ lt: '<', gt: '>', quot: '"', '#39': "'" })[name] ?? '&',
      );

  test('text and code read as themselves, whatever they are', () => {
    fc.assert(
      fc.property(fc.oneof(randomText, fc.constant(hostileRun.subject.name)), (text) => {
        const shown = oneLine(text, 300);
        expect(decoded(marked.parseInline(`x${markdownText(text)}x`, { async: false }))).toBe(`x${shown}x`);
        if (shown.trim() !== '')
          expect(
            /^<code>([^<]*)<\/code>$/
              .exec(marked.parseInline(markdownCode(text, 300), { async: false }))
              ?.slice(1)
              .map(decoded)
              .join('')
              .trim(),
          ).toBe(shown.trim());
      }),
      { seed: 56, numRuns: 2000 },
    );
  });

  test('mentions, references and bare links are broken', () => {
    expect(markdownText('ask @team about #12 at https://x.y or www.x.y')).toBe(
      'ask @\u200bteam about #\u200b12 at https:\u200b//x.y or www.\u200bx.y',
    );
  });

  test('tables keep their columns, whatever is in a run', () => {
    property((runs) => {
      const rows = md
        .render(runs, {})
        .split('\n')
        .filter((line) => line.startsWith('| '));
      for (const row of rows) {
        const bars = [...row.replaceAll('\\\\', '').replaceAll('\\|', '').matchAll(/\|/g)].length;
        expect([5, 6], row).toContain(bars);
      }
    }, 54);
  });

  test('fits a comment on GitHub, and says what is left out', () => {
    const wordy: Run = {
      ...manyFailures,
      verdicts: manyFailures.verdicts.map((verdict) => ({ ...verdict, message: '_'.repeat(2000) })),
    };
    const told = md.render([wordy, wordy, wordy], {});
    expect(told.length).toBeLessThan(65_536);
    expect(told).toContain('more: `assay report r7 --all`');
  });
});

describe('text', () => {
  test('holds no control character but its own line ends, whatever is in a run', () => {
    property((runs) => {
      expect(text.render(runs, { width: 80, about })).not.toMatch(
        /[^\P{Cc}\n]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u,
      );
    }, 55);
  });

  test('all findings are shown where that is asked for', () => {
    expect(
      text
        .render([manyFailures], {})
        .split('\n')
        .filter((line) => line.startsWith('✗')),
    ).toHaveLength(20);
    expect(text.render([manyFailures], {})).toContain('… 480 more');
    expect(
      text
        .render([manyFailures], { most: Number.POSITIVE_INFINITY })
        .split('\n')
        .filter((line) => line.startsWith('✗')),
    ).toHaveLength(500);
  });
});
