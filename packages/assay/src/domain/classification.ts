/** Classifications whose values may be shown, unless the project says otherwise. */
export const publicByDefault: readonly string[] = ['public', 'internal'];

/** Every classification outside the public list is confidential; a column without one is public. */
export const isConfidential = (
  classification: string | undefined,
  open: readonly string[] = publicByDefault,
): boolean =>
  classification !== undefined && !open.some((one) => one.toLowerCase() === classification.toLowerCase());
