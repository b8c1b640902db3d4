import { Command, Option } from 'commander';
import { assayVersion } from '../domain/version.ts';
import type { CliCommand, CliGroup } from './command.ts';
import { colourChoices } from './io.ts';
import { commands } from './registry.gen.ts';

type Options = Readonly<Record<string, unknown>>;
type Perform = (command: CliCommand, args: readonly string[], options: Options) => Promise<void>;

const exampleText = (examples: CliCommand['examples']): string =>
  `\nExample${examples.length > 1 ? 's' : ''}:\n${examples.map(([line, does]) => `  $ ${line}\n      ${does}`).join('\n')}\n`;

/** Without defaults, so that what is given before the command's name and what after it add up. */
const withGlobals = (command: Command): Command =>
  command
    .option('--json', 'one JSON object on standard output; progress and notes go to standard error')
    .option('--project <dir>', 'the folder with assay.yaml (default: the nearest one upwards)')
    .option('--quiet', 'no progress and no notes')
    .addOption(new Option('--color <when>', 'whether to colour (default: auto)').choices(colourChoices));

/** Mistakes are thrown, and shown as every other problem is. */
const throwing = (command: Command): Command =>
  command.exitOverride().configureOutput({ outputError: () => undefined });

const leafOf = (command: CliCommand, perform: Perform): Command => {
  const leaf: Command = withGlobals(command.configure(new Command(command.name)))
    .description(command.summary)
    .addHelpText('after', exampleText(command.examples))
    .action(async () => perform(command, leaf.args, leaf.optsWithGlobals()));
  return throwing(leaf);
};

/** A command of the command line as commander knows it. */
export const commanderOf = (command: CliCommand | CliGroup, perform: Perform): Command => {
  if (!('actions' in command)) return leafOf(command, perform);
  const group = withGlobals(new Command(command.name))
    .description(command.summary)
    .configureHelp({ subcommandTerm: (sub) => sub.name() });
  for (const action of command.actions) group.addCommand(leafOf(action, perform));
  return throwing(group);
};

const firstSteps: CliCommand['examples'] = [
  ['assay init data.csv', 'looks at the data and drafts a contract for it'],
  ['assay check', 'judges every dataset of the project; exit code 1 where one is blocked'],
  ['assay explain range', 'what a check, a metric or a word of a report means'],
];

/** The whole command line; of the commands only those are loaded that the words name, or all where they name none. */
export const programOf = async (argv: readonly string[], perform: Perform): Promise<Command> => {
  const root = withGlobals(new Command('assay'))
    .description('Quality assurance for machine learning in production.')
    .version(assayVersion)
    .configureHelp({ subcommandTerm: (sub) => sub.name() })
    .addHelpText('after', exampleText(firstSteps));
  const [first = ''] = argv;
  if (first === '--version' || first === '-V') return throwing(root);
  const named = Object.hasOwn(commands, first) ? [first] : Object.keys(commands);
  for (const [name, load] of Object.entries(commands))
    if (named.includes(name)) root.addCommand(commanderOf(await load(), perform));
  return throwing(root);
};
