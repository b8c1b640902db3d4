import { refuse } from '../../../domain/problem.ts';

const written = /^\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?$/;

/** A time that an option gives, in milliseconds since 1970. Throws `Refusal` for anything else. */
export const instantOf = (option: string, text: string): number => {
  const hasNoZone = /T[\d:.]+$/.test(text);
  const millis = written.test(text) ? Date.parse(hasNoZone ? `${text}Z` : text) : Number.NaN;
  return Number.isNaN(millis)
    ? refuse(
        'usage',
        `--${option} ${text} is no time`,
        'write 2026-03-01 or 2026-03-01T08:00:00Z; UTC without a zone',
      )
    : millis;
};
