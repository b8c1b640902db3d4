/** Numbers by their place. A plain loop: `Float64Array.from` with a function goes through an iterator, and takes ten times as long. */
export const numbersOf = (length: number, of: (at: number) => number): Float64Array => {
  const numbers = new Float64Array(length);
  for (let at = 0; at < length; at += 1) numbers[at] = of(at);
  return numbers;
};
