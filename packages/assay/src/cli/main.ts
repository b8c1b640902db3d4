import { type Command, CommanderError } from 'commander';
import { Bug } from '../domain/invariant.ts';
import { type Problem, problem, Refusal, refuse } from '../domain/problem.ts';
import type { ProblemList } from '../domain/problem-list.ts';
import { exitCodes } from '../domain/run.ts';
import { plainJson } from '../report/neutral.ts';
import { problemLines } from '../report/problem-lines.ts';
import { colourOf, ioOf } from './io.ts';
import { programOf } from './program.ts';

/** A reader that has seen enough, such as `head`, ends the output and nothing else. */
const endQuietlyWhenClosed = (cause: NodeJS.ErrnoException): void => {
  if (cause.code !== 'EPIPE') throw cause;
};

/** Runs the command line and ends the process with its exit code. */
export const main = async (argv: readonly string[]): Promise<void> => {
  const interruption = new AbortController();
  const interrupt = (): void => interruption.abort(new DOMException('interrupted', 'AbortError'));
  process.stdout.on('error', endQuietlyWhenClosed);
  process.stderr.on('error', endQuietlyWhenClosed);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupt);
  process.once('uncaughtException', (cause) => process.exit(reportedAsBug(cause)));
  process.exitCode = await run(argv, interruption.signal);
};

const run = async (argv: readonly string[], signal: AbortSignal): Promise<number> => {
  let code: number = exitCodes.ok;
  const root = await programOf(argv, async (command, args, options) => {
    refuseEmpty(args, options);
    code = await command.run(args, options, ioOf(options, signal));
  });
  const shown = { json: argv.includes('--json'), colour: () => colourOf(root.opts().color, process.stderr) };
  try {
    await root.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (cause) {
    if (signal.aborted) {
      process.stderr.write('assay: interrupted; nothing was left half-written\n');
      return exitCodes.interrupted;
    }
    if (cause instanceof Refusal) return told(cause.problems, shown);
    if (!(cause instanceof CommanderError)) return reportedAsBug(cause);
    return cause.exitCode === 0 ? exitCodes.ok : told([usageProblem(cause, root, argv)], shown);
  }
};

/** What is empty is mostly a variable of the shell that is not set: it means neither everything nor nothing. */
const refuseEmpty = (args: readonly string[], options: Readonly<Record<string, unknown>>): void => {
  const empty = Object.entries(options).find(([, value]) => [value].flat().includes(''));
  if (args.includes('') || empty !== undefined)
    refuse(
      'usage',
      `${empty === undefined ? 'an argument' : `--${empty[0].replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`} is empty`,
      'is a variable of the shell not set?',
    );
};

/** The command that words name, with its action. */
const namesIn = (command: Command, [first, ...rest]: readonly string[]): readonly string[] => {
  const found = command.commands.find((sub) => sub.name() === first);
  return [command.name(), ...(found === undefined ? [] : namesIn(found, rest))];
};

/** What commander found wrong with the words of a command line. */
const usageProblem = ({ code, message }: CommanderError, root: Command, argv: readonly string[]): Problem => {
  const [first = '', near] = message.replace(/^error: /, '').split('\n');
  const help = `${namesIn(root, argv).join(' ')} --help shows how it is used`;
  const guess = /Did you mean (.*)\?/.exec(near ?? '')?.[1];
  return problem(
    'usage',
    code === 'commander.help' ? 'a command is missing' : first.replace(/\.$/, ''),
    guess === undefined ? help : `did you mean ${guess}? ${help}`,
  );
};

/** Problems are shown and end with 2. */
const told = (
  problems: readonly Problem[],
  { json, colour }: { readonly json: boolean; readonly colour: () => boolean },
): number => {
  const list: ProblemList = { schema: 'assay.problems/v1', problems: [...problems] };
  if (json) process.stdout.write(`${plainJson(JSON.stringify(list))}\n`);
  for (const line of problemLines(problems, { colour: colour() })) process.stderr.write(`${line}\n`);
  return exitCodes.couldNotRun;
};

/** Anything else is a bug of Assay's and ends with 70. */
const reportedAsBug = (cause: unknown): number => {
  const text = cause instanceof Error ? (cause.stack ?? cause.message) : String(cause);
  process.stderr.write(
    `assay: this is a bug in Assay${cause instanceof Bug ? '' : ' (an error nobody expected)'}; please report it with these lines\n${text}\n`,
  );
  return exitCodes.bug;
};
