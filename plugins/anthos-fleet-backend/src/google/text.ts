/** Control characters, and the ones that turn the reading direction of what follows. */
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex -- finding control characters is the purpose
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const LONE_SURROGATE = /\p{Surrogate}/gu;

/**
 * Makes text from outside fit to be stored and shown: no control characters, valid Unicode, and
 * at most `maxLength` characters, the last of them `…` when something was cut off.
 */
export function cleanText(text: string, maxLength: number): string {
  // Cut first: the rest of the work then has a known size.
  const head = text.slice(0, 2 * maxLength);
  const clean = head.replace(UNPRINTABLE, '').trim();
  const short =
    clean.length > maxLength ? `${clean.slice(0, maxLength - 1)}…` : clean;
  return short.replace(LONE_SURROGATE, '\ufffd');
}

const SECRETS: ReadonlyArray<[pattern: RegExp, replacement: string]> = [
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,8000}?(-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g,
    '[removed]',
  ],
  // Users and passwords in addresses.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/@]{1,500}@/gi, '$1'],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, '$1 [removed]'],
  [/\bya29\.[\w.-]+/g, '[removed]'],
  [/\beyJ[\w-]{10,}\.[\w-]+(\.[\w-]*)?/g, '[removed]'],
  [/\b(gh[pousr]_\w{16,}|github_pat_\w{16,}|glpat-[\w-]{16,})/g, '[removed]'],
  [
    /\b((?:access_|refresh_|id_|auth_)?token|client_secret|password|passwd)(["']?\s*[=:]\s*["']?)[^\s"'&,;]{4,}/gi,
    '$1$2[removed]',
  ],
];

/** Takes credentials out of a message that was written by somebody else. */
export function withoutSecrets(message: string): string {
  return SECRETS.reduce(
    (text, [pattern, replacement]) => text.replace(pattern, replacement),
    message,
  );
}

/** Makes a message from outside fit to be shown: see {@link cleanText}, and without credentials. */
export function cleanMessage(message: string, maxLength: number): string {
  // A secret that the limit cuts in two would no longer be recognised, so it goes first.
  return cleanText(withoutSecrets(message.slice(0, 4 * maxLength)), maxLength);
}

const ENTITIES: Record<string, string> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  '#39': "'",
};

/** Reduces a page of HTML to the words that a person would see on it. */
export function textOfHtml(html: string): string {
  return html
    .slice(0, 20_000)
    .replace(/<(script|style)\b[\s\S]*?(<\/\1>|$)/gi, ' ')
    .replace(/<[^>]*(>|$)/g, ' ')
    .replace(/&(nbsp|#160);/g, ' ')
    .replace(/&(lt|gt|amp|quot|#39);/g, (_, name: string) => ENTITIES[name])
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * Address of a source repository without user and password.
 *
 * The user of `git@host:path` and `ssh://git@host/path` is part of the address and no secret.
 */
export function withoutCredentials(repository: string): string {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(repository);
  if (!scheme) {
    // git@host:path, or user:password@host:path.
    const at = repository.indexOf('@');
    const user = repository.slice(0, Math.max(at, 0));
    return user.includes(':') && !/@sha\d+:/.test(repository)
      ? repository.slice(at + 1)
      : repository;
  }
  const rest = repository.slice(scheme[0].length).replace(/[?#].*$/s, '');
  // A password may hold any character when nobody escaped it, so the last @ counts.
  const at = rest.lastIndexOf('@');
  const user = rest.slice(0, Math.max(at, 0));
  const keep = scheme[1].toLowerCase() === 'ssh' && /^[\w.-]+$/.test(user);
  return scheme[0] + (at < 0 || keep ? rest : rest.slice(at + 1));
}
