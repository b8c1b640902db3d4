import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { Bug } from '../domain/invariant.ts';
import { Refusal } from '../domain/problem.ts';
import { exitCodes } from '../domain/run.ts';
import { assayVersion } from '../domain/version.ts';
import { findProjectFolder } from '../project/find.ts';
import { plainJson } from '../report/neutral.ts';
import { problemLines } from '../report/problem-lines.ts';
import type { CliCommand, Io } from './command.ts';
import { commands } from './registry.gen.ts';

const colourOf = (choice: unknown): boolean =>
  choice === 'always' ||
  (choice !== 'never' && process.stdout.isTTY === true && process.env.NO_COLOR === undefined);

const ioOf = (options: Readonly<Record<string, unknown>>, signal: AbortSignal): Io => ({
  out: (text) => void process.stdout.write(`${options.json === true ? plainJson(text) : text}\n`),
  note: (text) => void (options.quiet === true || process.stderr.write(`${text}\n`)),
  colour: colourOf(options.color),
  ...(process.stdout.isTTY === true ? { width: process.stdout.columns } : {}),
  interactive: process.stderr.isTTY === true && options.quiet !== true,
  json: options.json === true,
  quiet: options.quiet === true,
  cwd: process.cwd(),
  projectFolder:
    typeof options.project === 'string' ? resolve(options.project) : findProjectFolder(process.cwd()),
  env: process.env,
  signal,
});

const exampleText = (command: CliCommand): string =>
  `\nExample${command.examples.length > 1 ? 's' : ''}:\n${command.examples.map(([line, does]) => `  $ ${line}\n      ${does}`).join('\n')}\n`;

const withGlobals = (command: Command): Command =>
  command
    .option('--json', 'one JSON object on standard output; progress and notes go to standard error')
    .option('--project <dir>', 'the folder with assay.yaml (default: the nearest one upwards)')
    .option('--quiet', 'no progress and no notes')
    .option('--color <when>', 'auto, always or never', 'auto');

/** A reader that has seen enough, such as `head`, ends the output and nothing else. */
const endQuietlyWhenClosed = (cause: NodeJS.ErrnoException): void => {
  if (cause.code !== 'EPIPE') throw cause;
};

/** Runs the command line and ends the process with its exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort(new DOMException('interrupted', 'AbortError'));
  process.stdout.on('error', endQuietlyWhenClosed);
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  process.exitCode = await run(argv, interruption.signal);
};

const program = async (
  argv: readonly string[],
  finish: (code: number) => void,
  signal: AbortSignal,
): Promise<Command> => {
  const root = withGlobals(new Command('assay'))
    .description('Quality assurance for machine learning in production.')
    .version(assayVersion)
    .showHelpAfterError('(add --help for the options and an example)')
    .exitOverride();
  if (argv[0] === '--version' || argv[0] === '-V') return root;
  const named = argv.find((argument) => Object.hasOwn(commands, argument));
  for (const [name, load] of Object.entries(commands)) {
    if (named !== undefined && name !== named) continue;
    const command = await load();
    const sub = withGlobals(command.configure(new Command(command.name)))
      .description(command.summary)
      .addHelpText('after', exampleText(command))
      .exitOverride()
      .action(async () => {
        const options = { ...root.opts(), ...sub.opts() };
        finish(await command.run(sub.args, options, ioOf(options, signal)));
      });
    root.addCommand(sub);
  }
  return root;
};

const run = async (argv: readonly string[], signal: AbortSignal): Promise<number> => {
  let code: number = exitCodes.ok;
  try {
    const root = await program(argv, (found) => (code = found), signal);
    await root.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? exitCodes.ok : exitCodes.couldNotRun;
    if (signal.aborted) {
      process.stderr.write('assay: interrupted; nothing was left half-written\n');
      return exitCodes.interrupted;
    }
    return reported(cause, argv);
  }
};

/** Problems are shown and end with 2; anything else is a bug of Assay's and ends with 70. */
const reported = (cause: unknown, argv: readonly string[]): number => {
  if (cause instanceof Refusal) {
    if (argv.includes('--json'))
      process.stdout.write(
        `${plainJson(JSON.stringify({ schema: 'assay.problems/v1', problems: cause.problems }))}\n`,
      );
    for (const line of problemLines(cause.problems, { colour: colourOf('auto') }))
      process.stderr.write(`${line}\n`);
    return exitCodes.couldNotRun;
  }
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.stderr.write(
    `assay: this is a bug in Assay${cause instanceof Bug ? '' : ' (an error nobody expected)'}; please report it with these lines\n${text}\n`,
  );
  return exitCodes.bug;
};
