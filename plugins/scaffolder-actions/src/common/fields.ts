import { InputError } from '@backstage/errors';

const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const EMAIL =
  /^[A-Za-z0-9](?:[\w.+-]*[A-Za-z0-9])?@[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;
const LONGEST_LABEL = 63;
const LONGEST_NAME = 253;
// Leaves room for the name of the service in front of it.
const LONGEST_HOST = 190;

/** How a value is repeated in a message: short, and nothing in it that only looks right. */
export function shown(text: string): string {
  const short = text.length > 80 ? `${text.slice(0, 80)}...` : text;
  return JSON.stringify(short).replace(
    /[^ -~]/g,
    found => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A word for one part of a name in DNS. */
export function checkLabel(
  text: string,
  field: string,
  longest: number = LONGEST_LABEL,
): string {
  if (text.length > longest || !LABEL.test(text)) {
    throw new InputError(
      `${field}: ${shown(
        text,
      )} cannot be used; give at most ${longest} small letters a to z, digits, and dashes in between`,
    );
  }
  return text;
}

/** The name of an object of Kubernetes. */
export function checkObjectName(text: string, field: string): string {
  if (text.length > LONGEST_NAME || !SUBDOMAIN.test(text)) {
    throw new InputError(
      `${field}: ${shown(
        text,
      )} cannot be the name of an object; give small letters a to z, digits, dashes and dots`,
    );
  }
  return text;
}

/** A host of the internet or of a company; not an address and not a pattern. */
export function checkHost(text: string, field: string): string {
  const labels = text.split('.');
  const sound =
    text.length <= LONGEST_HOST &&
    labels.length > 1 &&
    labels.every(label => label.length <= LONGEST_LABEL && LABEL.test(label)) &&
    /[a-z]/.test(labels[labels.length - 1]);
  if (!sound) {
    throw new InputError(
      `${field}: ${shown(
        text,
      )} is no host name; give a whole one in small letters, as in login.example.org`,
    );
  }
  return text;
}

/** A Google group, as Kubernetes knows it. */
export function checkEmail(text: string, field: string): string {
  if (text.length > LONGEST_NAME || !EMAIL.test(text)) {
    throw new InputError(
      `${field}: ${shown(
        text,
      )} is no e-mail address of a group; give one as in team@example.com`,
    );
  }
  return text;
}

/** Text that people read. It stays on one line, so that it can be anywhere. */
export function checkLine(
  text: string,
  field: string,
  longest: number,
): string {
  if (text.length > longest || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u.test(text)) {
    throw new InputError(
      `${field}: ${shown(
        text,
      )} cannot be used; give one line of at most ${longest} characters that all can be seen`,
    );
  }
  return text.trim();
}
