import { InputError } from '@backstage/errors';

const MAX_PATH = 1_024;
const MAX_NAME_BYTES = 255;
const MAX_BRANCH = 200;
const MAX_MESSAGE = 5_000;
const MAX_AUTHOR = 200;

/** Control characters, marks that reverse the direction of text, and halves of characters. */
const UNSEEN =
  /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Cs}/u;

/** How a value is repeated in a message: short, and with nothing that moves the cursor. */
export function shown(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 80)}…` : text;
  return JSON.stringify(short).replace(
    new RegExp(UNSEEN.source, 'gu'),
    found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** True when a text has a character that nobody sees or that moves what follows. */
export function hasUnseen(text: string): boolean {
  return UNSEEN.test(text);
}

/**
 * A branch, as strictly as every host takes it.
 *
 * @param field - name of the input, for the error
 */
export function checkBranch(branch: string, field: string): string {
  const refuse = (why: string): never => {
    throw new InputError(
      `${field}: ${shown(
        branch,
      )} cannot be the name of a branch, ${why}; write it as in 'main' or 'team/change-1'`,
    );
  };
  if (!branch || branch.length > MAX_BRANCH) {
    refuse(`it needs 1 to ${MAX_BRANCH} characters`);
  }
  if (!/^[A-Za-z0-9._/#+=@-]+$/.test(branch)) {
    refuse('only letters of English, digits and . _ / # + = @ - are taken');
  }
  const parts = branch.split('/');
  if (
    parts.some(
      part =>
        !part ||
        part.startsWith('.') ||
        part.endsWith('.') ||
        part.endsWith('.lock') ||
        part.includes('..'),
    )
  ) {
    refuse('a part between slashes is empty, or has a dot too many');
  }
  if (
    branch.startsWith('-') ||
    branch === '@' ||
    branch === 'HEAD' ||
    parts[0] === 'refs'
  ) {
    refuse('Git means something else by it');
  }
  return branch;
}

/**
 * A path inside a repository or the workspace, without slashes at its ends; '' is the root.
 *
 * @param field - name of the input, for the error
 */
export function checkPath(path: string, field: string): string {
  const refuse = (why: string): never => {
    throw new InputError(
      `${field}: ${shown(
        path,
      )} is not a path, ${why}; write it from the root, as in 'clusters/prod'`,
    );
  };
  if (path.length > MAX_PATH) {
    refuse(`it has more than ${MAX_PATH} characters`);
  }
  if (hasUnseen(path) || path.includes('\\')) {
    refuse('it has a backslash or a character that cannot be seen');
  }
  if (/^[A-Za-z]:|^~/.test(path) || path.startsWith('//')) {
    refuse('it begins outside');
  }
  const parts = path.replace(/^\.?\//, '').split('/');
  if (parts.at(-1) === '') {
    parts.pop();
  }
  if (parts.length === 1 && parts[0] === '.') {
    return '';
  }
  const wrong = parts.map(problemOfName).find(Boolean);
  if (wrong) {
    refuse(wrong);
  }
  return parts.join('/');
}

/** What is wrong with the name of a file or folder; undefined when nothing is. */
export function problemOfName(name: string): string | undefined {
  if (name === '' || name === '.' || name === '..') {
    return 'a part of it is empty, . or ..';
  }
  if (Buffer.byteLength(name) > MAX_NAME_BYTES) {
    return `a part of it has more than ${MAX_NAME_BYTES} bytes`;
  }
  if (hasUnseen(name) || /[\\:*?"<>|]/.test(name)) {
    return 'it has a character that not every system takes in a name';
  }
  // What a case-insensitive or a Windows disk would take for Git's own folder.
  if (/^(?:\.git|git~\d+)[\s.]*$/i.test(name.normalize('NFKC'))) {
    return "it leads into Git's own folder";
  }
  return undefined;
}

/** A commit message or a description: lines are fine, other control characters are not. */
export function checkText(text: string, field: string): string {
  const clean = text.replace(/\r\n/g, '\n').trim();
  if (!clean || clean.length > MAX_MESSAGE) {
    throw new InputError(
      `${field}: needs 1 to ${MAX_MESSAGE} characters, and has ${clean.length}`,
    );
  }
  if (hasUnseen(clean.replace(/[\n\t]/g, ' '))) {
    throw new InputError(
      `${field}: has a character that cannot be seen; remove it`,
    );
  }
  return clean;
}

/** One line of text, such as the title of a request. */
export function checkLine(text: string, field: string, max = 200): string {
  const clean = text.trim();
  if (!clean || clean.length > max || hasUnseen(clean)) {
    throw new InputError(
      `${field}: ${shown(text)} is not one line of 1 to ${max} characters`,
    );
  }
  return clean;
}

/** Who wrote a commit. */
export interface GitAuthor {
  name: string;
  email: string;
}

/** Name and e-mail address as they stand in a commit. */
export function checkAuthor(
  { name, email }: GitAuthor,
  fields: { name: string; email: string },
): GitAuthor {
  for (const [field, text] of [
    [fields.name, name],
    [fields.email, email],
  ]) {
    if (
      !text.trim() ||
      text.length > MAX_AUTHOR ||
      hasUnseen(text) ||
      /[<>]/.test(text)
    ) {
      throw new InputError(
        `${field}: ${shown(
          text,
        )} cannot stand in a commit; give 1 to ${MAX_AUTHOR} characters on one line, without < and >`,
      );
    }
  }
  if (!/^\S+@\S+$/.test(email)) {
    throw new InputError(
      `${fields.email}: ${shown(email)} is not an e-mail address`,
    );
  }
  return { name: name.trim(), email: email.trim() };
}
