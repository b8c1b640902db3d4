import { isSeq } from 'yaml';
import type { Conversion } from './conversion.ts';
import { endOf, pairOf, quotedAs, replace, startOf } from './pairs.ts';

/** A team written as a list becomes `team: {members: …}`, and what 3.0 let pass as a member's `comment` its description. */
export const convertTeam = ({ source, edit }: Conversion): void => {
  const list = source.node(['team']);
  const pair = pairOf(source.document.contents, 'team');
  if (!isSeq(list) || pair === undefined) return;
  for (const [index, member] of list.items.entries()) {
    const comment = pairOf(member, 'comment');
    if (comment !== undefined && pairOf(member, 'description') === undefined)
      edit(replace(comment.key, 'description'), `/team/${index}: comment became description`);
  }
  const change = '/team: the list became members of a team';
  const [start, end] = [startOf(pair.value), endOf(pair.value)];
  if (pair.value !== list || list.flow === true) {
    edit({ start, end: start, text: `{ ${quotedAs(pair.key, 'members')}: ` }, change);
    edit({ start: end, end, text: ' }' });
    return;
  }
  const first = source.text.lastIndexOf('\n', start - 1) + 1;
  edit({ start: first, end: first, text: '  members:\n  ' }, change);
  for (
    let line = source.text.indexOf('\n', first) + 1;
    line > 0 && line < end;
    line = source.text.indexOf('\n', line) + 1
  ) {
    if (source.text[line] !== '\n' && source.text[line] !== '\r')
      edit({ start: line, end: line, text: '  ' });
  }
};
