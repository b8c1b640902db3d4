import { defineReference, doubles } from '../reference.ts';

export const reference = defineReference({
  params: { column: 'odd' },
  value: (rows) => {
    const values = doubles(rows, 'odd');
    return {
      nans: values.filter(Number.isNaN).length,
      positiveInfinities: values.filter((value) => value === Infinity).length,
      negativeInfinities: values.filter((value) => value === -Infinity).length,
    };
  },
});
