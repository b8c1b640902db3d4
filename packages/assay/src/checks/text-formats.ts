const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const hostname = `${label}(?:\\.${label})*`;
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const ipv4 = `${octet}(?:\\.${octet}){3}`;
const group = '[0-9A-Fa-f]{1,4}';

/** IPv6 of RFC 4291: eight groups, or fewer with one `::`; the last two may be written as IPv4. */
const ipv6 = [
  `(?:${group}:){7}(?:${group}|:)`,
  `(?:${group}:){6}(?:${ipv4}|:${group}|:)`,
  ...[5, 4, 3, 2, 1, 0].map((count) => {
    const rest = 7 - count;
    const tail = `(?::${group}){0,${rest - 2}}:${ipv4}|(?::${group}){1,${rest}}|:`;
    return count === 0 ? `:(?:${tail})` : `(?:${group}:){${count}}(?:${tail})`;
  }),
].join('|');

/** A form of texts: every pattern must match, and the text may not be longer. */
export interface TextFormat {
  readonly patterns: readonly string[];
  readonly maxLength?: number;
}

/** Formats of texts by the names ODCS and JSON Schema give them. Numbered by their documents: RFC 5321, 9562, 3986, 1123, 4648. */
export const textFormats: Readonly<Record<string, TextFormat>> = {
  email: { patterns: [`^${atom}(?:\\.${atom})*@${label}(?:\\.${label})+$`], maxLength: 254 },
  uuid: { patterns: ['^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'] },
  uri: { patterns: ["^[A-Za-z][A-Za-z0-9+.-]*:(?:[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+$"] },
  hostname: { patterns: [`^${hostname}$`], maxLength: 253 },
  ipv4: { patterns: [`^${ipv4}$`] },
  ipv6: { patterns: [`^(?:${ipv6})$`] },
  byte: { patterns: ['^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$'] },
};

/** Formats that say how a text is shown or stored, and nothing of its form. */
export const formlessFormats: readonly string[] = ['password', 'binary'];
