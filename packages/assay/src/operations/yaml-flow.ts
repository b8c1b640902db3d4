/** Texts that mean themselves without quotes, in a key or a value. */
const plain = /^[A-Za-z_°µ][\p{L}\p{N}_.^%°µ/-]*( [\p{L}\p{N}_.%°µ/-]+)*$/u;
/** What YAML 1.1 and 1.2 read as something else than text. */
const reserved = /^(null|true|false|yes|no|on|off|y|n|nan|inf)$/i;
const unsafe = /[\u007f-\u009f\u2028\u2029\ufeff\ud800-\udfff]/g;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

const textOf = (text: string): string =>
  plain.test(text) && !reserved.test(text)
    ? text
    : JSON.stringify(text).replaceAll(
        /[\ud800-\udbff][\udc00-\udfff]|[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (sign) => (sign.length > 1 ? sign : sign.replaceAll(unsafe, escaped)),
      );

/** A value as YAML on one line, whatever its texts hold: a rule and its reason share the line. */
export const yamlFlow = (value: unknown): string => {
  if (typeof value === 'string') return textOf(value);
  if (Array.isArray(value)) return `[${value.map(yamlFlow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .map(([key, inner]) => `${textOf(key)}: ${yamlFlow(inner)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
};
