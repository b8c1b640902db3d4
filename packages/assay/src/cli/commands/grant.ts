import { refuse } from '../../domain/problem.ts';
import { roleNames } from '../../domain/roles.ts';
import { exitCodes } from '../../domain/run.ts';
import { actingOf, actorOf } from '../../operations/versions/actor.ts';
import { changeGrant, grantsExplained, grantsOf } from '../../operations/versions/grant.ts';
import { grantsExplainedText, grantsText } from '../../report/grants-text.ts';
import { defineCommand } from '../command.ts';
import { textOption } from '../given-options.ts';

export const grant = defineCommand({
  name: 'grant',
  summary: 'Give somebody a role on datasets and models, take it away, or list who has which.',
  examples: [
    ['assay grant', 'lists who may do what'],
    ['assay grant --explain --on readings', 'says who you are, what you may do with readings, and why'],
    ['assay grant mia@plant.example gatekeeper --on "plant-*"', 'may promote every name that begins so'],
    ['assay grant service:ci contributor --on readings --revoke', 'takes the role away again'],
  ],
  configure: (command) =>
    command
      .argument('[actor]', 'a person, as ASSAY_ACTOR or Git names them, or service:NAME')
      .argument('[role]', roleNames.join(', '))
      .option('--on <names>', 'a name, or a pattern with *; all without it')
      .option('--stage <stage>', 'only for moves to this stage')
      .option('--revoke', 'take it away')
      .option('--explain', 'say what the actor, else whoever acts, may do with one name, and why')
      .option('--reason <text>', 'why, for the audit'),
  run: async ([actor, role], options, io) => {
    const [on, stage] = [textOption(options, 'on'), textOption(options, 'stage')];
    if (options.explain === true) {
      const found = await grantsExplained(io.projectFolder, {
        actor,
        on,
        stage,
        acting: () => actingOf(io.env, io.cwd),
      });
      io.out(io.json ? JSON.stringify(found) : grantsExplainedText(found, io));
      return exitCodes.ok;
    }
    if (actor !== undefined && role === undefined)
      return refuse('usage', "missing required argument 'role'", roleNames.join(', '));
    const found =
      actor === undefined
        ? await grantsOf(io.projectFolder)
        : await changeGrant(io.projectFolder, {
            grant: { actor, role, on: on ?? '*', stage },
            revoke: options.revoke === true,
            actor: actorOf(io.env, io.cwd),
            reason: textOption(options, 'reason') ?? '',
            now: new Date(),
          });
    io.out(io.json ? JSON.stringify(found) : grantsText(found, io));
    return exitCodes.ok;
  },
});
