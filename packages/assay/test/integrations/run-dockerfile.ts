import { spawnSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { basename, isAbsolute, join, matchesGlob, relative, resolve } from 'node:path';

export interface Instruction {
  readonly name: string;
  readonly words: readonly string[];
  readonly text: string;
}

export interface Stage {
  readonly base: string;
  readonly name: string;
  readonly steps: readonly Instruction[];
}

/** The stages of a Dockerfile that has neither continued lines nor variables of the build. */
export const stagesOf = (file: string): readonly Stage[] => {
  const stages: { base: string; name: string; steps: Instruction[] }[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, name = '', text = ''] = /^([A-Z]+) (.*[^\\])$/.exec(line) ?? [];
    if (name === '') throw new Error(`not an instruction on one line: ${line}`);
    const words = text.split(' ');
    if (name === 'FROM') stages.push({ base: words[0] ?? '', name: words[2] ?? '', steps: [] });
    else stages.at(-1)?.steps.push({ name, words, text });
  }
  return stages;
};

const ignoring = (context: string): ((path: string) => boolean) => {
  const patterns = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  return (path) => patterns.some((pattern) => matchesGlob(relative(context, path), pattern));
};

export interface Built {
  /** The folder that stands for `/` of the last stage. */
  readonly root: string;
  readonly user: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entry: readonly string[];
}

/**
 * Runs the COPY and RUN steps of a Dockerfile, each stage in a folder that stands for its `/`. The base images are not there: what
 * runs is this machine's shell, Node and npm, and absolute paths below the stage's own folders lead into its `/`.
 */
export const runDockerfile = (context: string, into: string, env: NodeJS.ProcessEnv): Built => {
  const ignored = ignoring(context);
  const roots = new Map<string, string>();
  let built: Built = { root: '', user: '', env: {}, entry: [] };
  for (const [index, { name, steps }] of stagesOf(join(context, 'Dockerfile')).entries()) {
    const root = join(into, `stage-${index}`);
    roots.set(name, root);
    mkdirSync(root, { recursive: true });
    let work = '/';
    let [user, entry, variables]: [string, readonly string[], Record<string, string>] = ['root', [], {}];
    const inside = (path: string): string => join(root, isAbsolute(path) ? path : join(work, path));
    for (const { name: step, words, text } of steps) {
      if (step === 'WORKDIR') {
        work = text;
        mkdirSync(inside(text), { recursive: true });
      } else if (step === 'COPY') {
        const from = words[0]?.startsWith('--from=') ? roots.get(words[0].slice(7)) : undefined;
        const paths = from === undefined ? words : words.slice(1);
        const target = paths.at(-1) ?? '';
        for (const path of paths.slice(0, -1)) {
          const source = resolve(from ?? context, path.replace(/^\//, ''));
          const here =
            target.endsWith('/') && statSync(source).isFile() ? join(target, basename(path)) : target;
          cpSync(source, inside(here), {
            recursive: true,
            verbatimSymlinks: true,
            filter: (each) => from !== undefined || !ignored(each),
          });
        }
      } else if (step === 'RUN') {
        const script = text.replace(/(?<=^|[\s=])\/(?=opt\/|build\b)/g, `${root}/`);
        const done = spawnSync('sh', ['-c', script], { cwd: inside('.'), env, encoding: 'utf8' });
        if (done.status !== 0) throw new Error(`${script} failed:\n${done.stdout}${done.stderr}`);
      } else if (step === 'ENV')
        variables = Object.fromEntries(words.map((word) => word.split('=') as [string, string]));
      else if (step === 'USER') user = text;
      else if (step === 'ENTRYPOINT') entry = JSON.parse(text);
      else if (step !== 'CMD') throw new Error(`no such step: ${step}`);
    }
    built = { root, user, env: variables, entry };
  }
  return built;
};

/** Every file below a folder, from there on. */
export const filesBelow = (folder: string): readonly string[] =>
  globSync('**/*', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
