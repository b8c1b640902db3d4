import { datePatterns } from '../../checks/date-patterns.ts';
import { invariant } from '../../domain/invariant.ts';

/** How dates are written in texts. */
export interface DateForm {
  /** Of Java's DateTimeFormatter, as ODCS writes formats. */
  readonly format: string;
  readonly logicalType: 'date' | 'timestamp';
  readonly order: 'day first' | 'month first' | 'told';
}

const orders = (sign: string): readonly (readonly [string, DateForm['order']])[] => [
  [`dd${sign}MM${sign}yyyy`, 'day first'],
  [`MM${sign}dd${sign}yyyy`, 'month first'],
  [`d${sign}M${sign}yyyy`, 'day first'],
  [`M${sign}d${sign}yyyy`, 'month first'],
  [`dd${sign}MM${sign}yy`, 'day first'],
  [`MM${sign}dd${sign}yy`, 'month first'],
  [`d${sign}M${sign}yy`, 'day first'],
  [`M${sign}d${sign}yy`, 'month first'],
];

const days: readonly (readonly [string, DateForm['order']])[] = [
  ...['.', '/', '-'].flatMap(orders),
  ['yyyy/MM/dd', 'told'],
  ['yyyy.MM.dd', 'told'],
  ['yyyy-MM-dd', 'told'],
  ['dd MMM yyyy', 'told'],
  ['d MMM yyyy', 'told'],
  ['dd-MMM-yyyy', 'told'],
  ['d-MMM-yyyy', 'told'],
  ['dd-MMM-yy', 'told'],
  ['d MMMM yyyy', 'told'],
  ['MMM d, yyyy', 'told'],
  ['MMM dd, yyyy', 'told'],
  ['MMM d yyyy', 'told'],
  ['MMMM d, yyyy', 'told'],
  ['EEE, d MMM yyyy', 'told'],
  ['EEE, dd MMM yyyy', 'told'],
];

const times = [
  '',
  ' HH:mm',
  ' H:mm',
  ' HH:mm:ss',
  ' H:mm:ss',
  ' HH:mm:ss.SSS',
  ' h:mm a',
  ' hh:mm a',
  ' h:mm:ss a',
  ' hh:mm:ss a',
  'THH:mm:ss',
];

/** The forms that are looked for; those that demand most come first. Digits alone are numbers and codes as well, and are none. */
export const dateForms: readonly DateForm[] = days.flatMap(([day, order]) =>
  times.map(
    (time): DateForm => ({
      format: `${day}${time}`,
      logicalType: time === '' ? 'date' : 'timestamp',
      order,
    }),
  ),
);

const compiled = new Map<string, readonly RegExp[]>();

/** Whether a text is a date of this form that the calendar has. */
export const isOfForm = ({ format }: DateForm, text: string): boolean => {
  let patterns = compiled.get(format);
  if (patterns === undefined) {
    const found = datePatterns(format);
    invariant(typeof found !== 'string', `${format} ${found}`);
    patterns = found.map((pattern) => new RegExp(pattern));
    compiled.set(format, patterns);
  }
  return patterns.some((pattern) => pattern.test(text));
};

/** The texts' form: known, or one of two that differ in what comes first. */
export interface DatesFound {
  readonly form: DateForm;
  /** The other order, where no text tells. */
  readonly orElse?: DateForm;
  readonly texts: number;
  readonly fitting: number;
  /** Texts that only this order of day and month can be. */
  readonly telling: number;
}

const mostly = 0.9;
const fewest = 10;
const firstLook = 20;

const counted = (form: DateForm, texts: readonly string[]): number =>
  texts.filter((text) => isOfForm(form, text)).length;

/** What is left of a text where every word and number is a w: a form and its texts have the same. */
const skeletonOf = (text: string): string => text.replaceAll(/[\p{L}\d]+/gu, 'w');
const bySkeleton = Map.groupBy(dateForms, ({ format }) => skeletonOf(format));

const swapped = (form: DateForm): DateForm | undefined => {
  if (form.order === 'told') return undefined;
  const format = form.format.replace(/^(d+)(.)(M+)|^(M+)(.)(d+)/, (_all, d1, s1, m1, m2, s2, d2) =>
    d1 === undefined ? `${d2}${s2}${m2}` : `${m1}${s1}${d1}`,
  );
  return dateForms.find((other) => other.format === format);
};

/** Nobody writes the month first with points; texts can still show it. */
export const isWithPoints = ({ format, order }: DateForm): boolean =>
  order === 'day first' && /^d+[.]/.test(format);

/**
 * The form that most of the texts have, if nine in ten have it. Day and month are told apart by numbers above 12; where there is none, or
 * where they say both, either may come first.
 */
export const findDates = (texts: readonly string[]): DatesFound | undefined => {
  if (texts.length < fewest) return undefined;
  const first = texts.slice(0, firstLook);
  const likely = [...new Set(first.map(skeletonOf))]
    .flatMap((skeleton) => bySkeleton.get(skeleton) ?? [])
    .filter((form) => counted(form, first) >= first.length * mostly * mostly)
    .map((form) => ({ form, fitting: counted(form, texts) }))
    .toSorted((left, right) => right.fitting - left.fitting);
  const [best] = likely;
  if (best === undefined || best.fitting < texts.length * mostly) return undefined;
  const { form, fitting } = best;
  const other = swapped(form);
  const telling =
    other === undefined
      ? fitting
      : texts.filter((text) => isOfForm(form, text) && !isOfForm(other, text)).length;
  return {
    form,
    texts: texts.length,
    fitting,
    telling,
    ...(other === undefined || telling > 0 || isWithPoints(form) ? {} : { orElse: other }),
  };
};
