import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '../support/markdown-pages.ts';
import { runScript } from './run-script.ts';

const stepSchema = z.strictObject({
  name: z.string(),
  id: z.string().exactOptional(),
  if: z.string().exactOptional(),
  shell: z.literal('bash').exactOptional(),
  env: z.record(z.string(), z.string()).exactOptional(),
  run: z.string().exactOptional(),
  uses: z.string().exactOptional(),
  with: z.record(z.string(), z.union([z.string(), z.boolean()])).exactOptional(),
});
const actionSchema = z.object({
  inputs: z.record(z.string(), z.object({ default: z.string() })),
  outputs: z.record(z.string(), z.object({ value: z.string() })),
  runs: z.object({ steps: z.array(stepSchema) }),
});

export const action = actionSchema.parse(parse(readFileSync(join(root, 'action.yml'), 'utf8')));

type Lookup = (path: string) => string;
type Uses = (
  given: Readonly<Record<string, string>>,
  temp: string,
) => Readonly<Record<string, string>> | undefined;

export interface ActionRun {
  /** Of the first step that failed, else 0. */
  readonly code: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  /** The steps that ran, by name. */
  readonly ran: readonly string[];
}

export interface ActionOptions {
  readonly workspace: string;
  readonly temp: string;
  readonly inputs: Readonly<Record<string, string>>;
  /** `github.…` of expressions. */
  readonly github: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** What stands in for other actions, by their name without the version. */
  readonly uses: Readonly<Record<string, Uses>>;
}

const filled = (text: string, lookup: Lookup): string =>
  text.replace(/\$\{\{ ([a-z_.-]+) \}\}/g, (_all, path: string) => lookup(path));

/** Conditions of the action are comparisons joined by `&&`, and nothing else. */
const holds = (condition: string, lookup: Lookup): boolean =>
  condition.split(' && ').every((term) => {
    const [, path, operator, text] = /^([a-z_.-]+) (==|!=) '([^']*)'$/.exec(term) ?? [];
    if (path === undefined) throw new Error(`not a comparison: ${term}`);
    return (lookup(path) === text) === (operator === '==');
  });

const outputsIn = (text: string): Record<string, string> => {
  const outputs: Record<string, string> = {};
  for (const [, name = '', end, long, short] of text.matchAll(
    /^([\w-]+)(?:<<(\S+)\n([\s\S]*?)\n\2|=(.*))$/gm,
  ))
    outputs[name] = end === undefined ? (short ?? '') : (long ?? '');
  return outputs;
};

/** The machine's environment without what CI of this checkout may have set. */
const machine = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(GITHUB|ASSAY|RUNNER|CI)/.test(name)));

/** Runs the steps of `action.yml` one after the other, as a runner does. */
export const runAction = async (options: ActionOptions): Promise<ActionRun> => {
  const { workspace, temp } = options;
  const files = mkdtempSync(join(temp, 'step-'));
  const steps: Record<string, Readonly<Record<string, string>>> = {};
  const lookup: Lookup = (path) => {
    const [scope = '', name = '', , output = ''] = path.split('.');
    if (scope === 'github') return options.github[name] ?? '';
    if (path === 'runner.temp') return temp;
    if (scope === 'steps') return steps[name]?.[output] ?? '';
    const input = action.inputs[name];
    if (scope !== 'inputs' || input === undefined) throw new Error(`nothing is called ${path}`);
    return options.inputs[name] ?? filled(input.default, lookup);
  };
  const fill = (record: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
    Object.fromEntries(Object.entries(record).map(([name, value]) => [name, filled(String(value), lookup)]));
  const summary = join(files, 'summary');
  writeFileSync(summary, '');
  let log = '';
  let code = 0;
  const ran: string[] = [];
  for (const [index, step] of action.runs.steps.entries()) {
    if (code !== 0 || (step.if !== undefined && !holds(step.if, lookup))) continue;
    ran.push(step.name);
    const output = join(files, `output-${index}`);
    writeFileSync(output, '');
    if (step.uses !== undefined) {
      const stand = options.uses[step.uses.split('@')[0] ?? ''];
      if (stand === undefined) throw new Error(`nothing stands in for ${step.uses}`);
      steps[step.id ?? step.name] = stand(fill(step.with), temp) ?? {};
      continue;
    }
    const script = join(files, `step-${index}.sh`);
    writeFileSync(script, step.run ?? '');
    const done = await runScript(script, workspace, {
      ...machine(),
      RUNNER_TEMP: temp,
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      ...options.env,
      ...fill(step.env),
    });
    code = done.code;
    log += done.log;
    steps[step.id ?? step.name] = outputsIn(readFileSync(output, 'utf8'));
  }
  const outputs = Object.fromEntries(
    Object.entries(action.outputs).map(([name, { value }]) => [name, filled(value, lookup)]),
  );
  return { code, outputs, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '', log, ran };
};
