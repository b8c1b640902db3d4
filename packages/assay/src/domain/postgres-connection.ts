const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    if (cause instanceof URIError) return text;
    throw cause;
  }
};

/** Passwords never leave: neither as written in a URL, before the host or as a parameter, nor as sent. */
export const withoutPassword = (words: string, url: string): string => {
  if (!URL.canParse(url)) return words.replaceAll(url, '…');
  const { password, searchParams } = new URL(url);
  return [password, decoded(password), searchParams.get('password') ?? '']
    .filter((secret) => secret !== '')
    .reduce((cleaned, secret) => cleaned.replaceAll(secret, '…'), words);
};

const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'check host and port, and that the server runs',
  ENOTFOUND: 'check the name of the host',
  EAI_AGAIN: 'check the name of the host',
  ETIMEDOUT: 'check host, port and firewall',
  '28P01': 'check user and password',
  '28000': 'check user and password, and pg_hba.conf of the server',
  '3D000': 'check the name of the database at the end of the URL',
};

/** What a failed connection said, without the password of its URL, and what to do about it. */
export const connectionTrouble = (
  cause: unknown,
  url: string,
): { readonly said: string; readonly hint: string } => {
  const { code, message, errors } = cause as {
    readonly code?: string;
    readonly message?: string;
    readonly errors?: readonly Error[];
  };
  const said = message || errors?.[0]?.message || code || String(cause);
  const ssl = /ssl|certificate|self.signed/i.test(said);
  return {
    said: withoutPassword(said, url),
    hint:
      hints[code ?? ''] ??
      (ssl
        ? 'set sslmode in the URL as the server wants it: ?sslmode=no-verify, require or disable'
        : 'check the URL and that the server runs'),
  };
};
