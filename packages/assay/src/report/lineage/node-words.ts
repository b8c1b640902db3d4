import { bytesText } from '../../domain/bytes-text.ts';
import type { Execution, GitState } from '../../domain/execution.ts';
import type { LineageNode } from '../../domain/lineage.ts';
import { oneLine } from '../neutral.ts';
import { minuteText } from '../version-words.ts';

/** `3fa9c1d`, `3fa9c1d with changes` */
export const gitText = (git: GitState): string =>
  'unknown' in git
    ? `unknown: ${git.unknown}`
    : `${git.commit.slice(0, 7)}${git.dirty === undefined ? '' : ' with changes'}`;

/** How something was made, in the parts that are known. */
export const executionParts = (execution: Execution): readonly string[] => {
  const { command, parameters, seed, git, seconds, exitCode } = execution;
  return [
    ...(command === undefined ? [] : [oneLine(command, 100)]),
    ...Object.entries(parameters).map(([name, value]) => `${oneLine(name, 40)}=${oneLine(value, 40)}`),
    ...(seed === undefined ? [] : [`seed ${seed}`]),
    ...(git === undefined ? [] : [`commit ${oneLine(gitText(git), 60)}`]),
    ...(seconds === undefined ? [] : [`${seconds.toFixed(1)} s`]),
    ...(exitCode === undefined || exitCode === 0 ? [] : [`exit code ${exitCode}`]),
  ];
};

/** What a node is called. */
export const nodeTitle = (node: LineageNode): string => {
  switch (node.kind) {
    case 'version':
      return [node.id, ...node.stages.map((stage) => `@${stage}`)].join(' ');
    case 'file':
    case 'folder':
      return oneLine(node.path, 60);
    case 'run':
      return `${node.gate.decision} by ${oneLine(node.gate.contract.id, 40)}`;
    case 'absent':
      return `${node.name}@${node.record.slice(0, 15)}…`;
    case 'hidden':
      return 'a version';
  }
};

/** What else is to be known of a node in a line. */
export const nodeDetail = (node: LineageNode): string => {
  switch (node.kind) {
    case 'version': {
      const { createdAt, author, reference } = node.version.record;
      return `${minuteText(createdAt)}  ${oneLine(author, 30)}${reference === undefined ? '' : '  a reference, not copied'}`;
    }
    case 'file':
    case 'folder':
      return `${node.object.slice(0, 15)}…${node.bytes === undefined ? '' : `  ${bytesText(node.bytes)}`}`;
    case 'run':
      return minuteText(node.gate.at);
    case 'absent':
      return 'not kept here';
    case 'hidden':
      return 'that you may not read';
  }
};
