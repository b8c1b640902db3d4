import { defineSuspect, type Finding, findByValue } from './suspect.ts';

const forms = [
  /^(?<y>\d{4})[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})(?!\d)/,
  /^(?<d>\d{1,2})[-/.](?<m>\d{1,2})[-/.](?<y>\d{4})(?!\d)/,
  /^(?<m>\d{1,2})[-/.](?<d>\d{1,2})[-/.](?<y>\d{4})(?!\d)/,
];

const exists = (form: RegExp, text: string): boolean => {
  const { y = '', m = '', d = '' } = form.exec(text)?.groups ?? {};
  const date = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  return y !== '' && date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
};

/** Days that stand for "none" or "for ever". */
const standIns = /^(0000|0001|9999|1753|2999)\b|^(1900-01-01|1970-01-01)/;
const leastDates = 0.9;

const isDateLike = (text: string): boolean => forms.some((form) => form.test(text));

const look = (values: ReadonlyMap<string, number>, rows: number): ReadonlyMap<string, Finding> => {
  const found = new Map<string, Finding>();
  let all = 0;
  let like = 0;
  const fits = forms.map(() => 0);
  for (const [text, count] of values) {
    all += count;
    if (!isDateLike(text)) continue;
    like += count;
    for (const [index, form] of forms.entries())
      if (exists(form, text)) fits[index] = (fits[index] ?? 0) + count;
  }
  const most = Math.max(...fits);
  const form = forms[fits.indexOf(most)];
  if (all === 0 || like < leastDates * all || most < leastDates * like || form === undefined) return found;
  for (const [text, count] of values) {
    if (isDateLike(text) && !exists(form, text))
      found.set(text, { chance: 0.97, reason: 'no such day in the calendar' });
    else if (standIns.test(text) && count < rows / 2 && values.size > 2)
      found.set(text, { chance: 0.7, reason: 'a day that often stands for none' });
  }
  return found;
};

export const impossibleDate = defineSuspect({
  id: 'impossibleDate',
  summary: 'A date that no calendar has, or that stands for none.',
  definition:
    'In columns of which 90 % are dates of one order of year, month and day: those that do not exist, with the chance 0.97, and those that systems write for none (1900-01-01, 9999-12-31), with 0.7.',
  find: (survey) =>
    findByValue(survey, (values, { kind }) =>
      kind === 'text' || kind === 'date' || kind === 'timestamp' ? look(values, survey.rows) : new Map(),
    ),
});
