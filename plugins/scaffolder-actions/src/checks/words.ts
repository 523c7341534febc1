import type { Finding } from './types';

const LONGEST = 1_000;

/** Text of a file as it may be in a message: short, and with nothing that only looks right. */
export function plainly(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text;
  return short.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu,
    found => `\\u${(found.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
}

/** A finding whose texts can be shown and logged. */
export function safely(finding: Finding): Finding {
  const { object } = finding;
  return {
    ...finding,
    file: plainly(finding.file),
    message: plainly(finding.message),
    ...(object && {
      object: {
        kind: plainly(object.kind),
        ...(object.namespace && { namespace: plainly(object.namespace) }),
        ...(object.name && { name: plainly(object.name) }),
      },
    }),
  };
}
