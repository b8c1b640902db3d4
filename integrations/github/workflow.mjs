// What a step says to the runner: environment in, outputs and workflow commands out.
import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';

/** A variable that the runner or the action sets; empty counts as unset. */
export const variable = (name, otherwise) => {
  const value = process.env[name] || otherwise;
  if (value === undefined) throw new Error(`${name} is not set: this script runs as a step of the action`);
  return value;
};

/** The lines of an input that hold anything. */
export const linesOf = (name) =>
  (process.env[name] ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const setOutput = (name, value) => {
  const end = randomUUID();
  appendFileSync(variable('GITHUB_OUTPUT'), `${name}<<${end}\n${value}\n${end}\n`);
};

const escaped = (text) => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

export const annotate = (level, title, message) =>
  console.log(
    `::${level} title=${escaped(title).replaceAll(':', '%3A').replaceAll(',', '%2C')}::${escaped(message)}`,
  );

/** Runs work whose output the runner shows and does not obey. */
export const unobeyed = (work) => {
  const word = randomUUID();
  console.log(`::stop-commands::${word}`);
  try {
    return work();
  } finally {
    console.log(`::${word}::`);
  }
};

/** The gate's name: comments and bases of several gates in a repository are told apart by it. */
export const gateName = () =>
  process.env.ASSAY_NAME || `${variable('GITHUB_WORKFLOW')}/${variable('GITHUB_JOB')}`;
