import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument } from 'yaml';
import { Refusal, refuse } from '../domain/problem.ts';
import { type Waiver, waiverSchema } from '../domain/waiver.ts';
import { readText } from './read-text.ts';
import { dayOf, loadWaivers, noWaivers, type Waivers, waiversFile } from './waivers.ts';
import { writeWhole } from './write-whole.ts';

const pathOf = (folder: string): string => join(folder, waiversFile);

const beginning = `# Failures that people accept for a time. Assay reads this file; assay waive adds to it.
version: 1
waivers: []
`;

/** The waivers of a project; none without the file. Throws `Refusal` for what is wrong in it. */
export const readWaivers = (folder: string, now: Date): Waivers => {
  const path = pathOf(folder);
  if (!existsSync(path)) return noWaivers;
  const waivers = loadWaivers(readText(path, 'waiver-invalid'), path, now);
  if (waivers.problems.length > 0) throw new Refusal(waivers.problems);
  return waivers;
};

/** The text of a waivers file with one more waiver; comments and all else stay as they are. */
export const withWaiver = (text: string, waiver: Waiver): string => {
  const document = parseDocument(text === '' ? beginning : text);
  if (!isMap(document.contents))
    document.contents = parseDocument(beginning).contents as typeof document.contents;
  const list = document.get('waivers');
  if (!isSeq(list)) document.set('waivers', document.createNode([waiver]));
  else {
    list.flow = false;
    list.add(document.createNode(waiver));
  }
  return document.toString({ lineWidth: 0 });
};

/** The waiver as it will be written. Refuses one that has ended. */
const acceptable = (given: Waiver, now: Date): Waiver => {
  const parsed = waiverSchema.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const what = `${issue?.path.join('.')}: ${issue?.message}`;
    return refuse('waiver-invalid', what, 'assay waive --help shows an example');
  }
  if (parsed.data.until < dayOf(now))
    return refuse('waiver-invalid', `${parsed.data.until} is over`, 'a waiver ends today or later');
  return parsed.data;
};

/** Adds a waiver to the project's file. Refuses one that has ended, or is there already. */
export const addWaiver = (folder: string, given: Waiver, now: Date): void => {
  const waiver = acceptable(given, now);
  const path = pathOf(folder);
  const standing = readWaivers(folder, now).active.get(waiver.rule);
  if (standing !== undefined) {
    refuse(
      'waiver-invalid',
      `${waiver.rule} is waived until ${standing.until} by ${standing.owner}: ${standing.reason}`,
      `change that entry in ${waiversFile}`,
      { file: path },
    );
  }
  writeWhole(path, withWaiver(existsSync(path) ? readText(path, 'waiver-invalid') : '', waiver));
};
