import { exitCodes } from '../../domain/run.ts';
import { actorOf } from '../../operations/versions/actor.ts';
import { cardOf } from '../../operations/versions/card.ts';
import { cardMarkdown } from '../../report/card-markdown.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';
import { projectOf } from '../project-options.ts';
import { printOrWrite } from '../report-file.ts';

export const card = defineCommand({
  name: 'card',
  summary: 'Write a card of one version in Markdown: what is known of it, and what is not.',
  examples: [['assay card wear@champion --out CARD.md', 'gates, stages, signature, metrics and origin']],
  configure: (command) =>
    command
      .argument('<version>', 'NAME@v7, NAME@ALIAS, or NAME for the newest')
      .option('--out <file>', 'write it there'),
  run: async ([version = ''], options, io) => {
    const found = await cardOf(projectOf({}, io), { version, actor: actorOf(io.env, io.cwd) });
    printOrWrite(io.json ? JSON.stringify(found) : cardMarkdown(found), textOption(options, 'out'), io);
    return exitCodes.ok;
  },
});
