import { refuse } from '../../../domain/problem.ts';
import type { QueryFailed } from '../../engine.ts';

/** What the engine says of JSON it cannot read, without the values it quotes. */
export const refuseJson = (where: string, cause: QueryFailed): never => {
  if (/expected records/.test(cause.message))
    refuse(
      'source-unsupported',
      `${where} holds JSON values that are no objects`,
      'write one object per row',
      { file: where },
    );
  const [place = ''] = /(?:at byte \d+ )?in (?:record\/value|line) \d+/.exec(cause.message) ?? [];
  const key = / has duplicate key ("(?:[^"\\]|\\.)*")/.exec(cause.message)?.[1];
  const words =
    key !== undefined
      ? `an object has the key ${key} twice`
      : /^Invalid Input Error: Malformed JSON/.test(cause.message)
        ? 'malformed JSON'
        : 'JSON that does not fit the rest';
  return refuse(
    'source-unreadable',
    `${where} cannot be read: ${words}${place === '' ? '' : `, ${place}`}`,
    'look at the file with a text editor; fetch it again where it was cut off',
    { file: where },
    cause,
  );
};
