import { stripVTControlCharacters } from 'node:util';
import type { Finding, Severity } from '../../checks/types';

const ORDER: Severity[] = ['error', 'warning', 'info'];

/** Text of others on one line, and nothing in it that only looks like something else. */
export function plain(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]+/gu, ' ')
    .trim();
}

/** A finding whose words are safe in a log and on a page. */
export function clean(finding: Finding): Finding {
  const { file, message, cause, remedy, object } = finding;
  return {
    ...finding,
    file: plain(file),
    message: plain(message),
    cause: plain(cause),
    remedy: plain(remedy),
    ...(object && {
      object: {
        kind: plain(object.kind),
        ...(object.namespace !== undefined && {
          namespace: plain(object.namespace),
        }),
        ...(object.name !== undefined && { name: plain(object.name) }),
      },
    }),
  };
}

/** The worst first, and then as the files are. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity),
  );
}

/** Lines of a log: a head for each file, and below it what was found there. */
export function linesOf(
  findings: readonly Finding[],
): { severity: Severity; text: string }[] {
  const files = [...new Set(findings.map(({ file }) => file))].sort();
  return files.flatMap(file => {
    const own = findings
      .filter(finding => finding.file === file)
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
    return [
      { severity: 'info' as const, text: file || 'Clusters' },
      ...own.map(
        ({ severity, rule, line, object, message, cause, remedy }) => ({
          severity,
          text: [
            `  ${
              line === undefined ? '' : `line ${line}: `
            }${severity} ${rule}${
              object ? ` (${object.kind} ${object.name ?? ''})` : ''
            }: ${message}`,
            `    Cause: ${cause}`,
            `    What to do: ${remedy}`,
          ].join('\n'),
        }),
      ),
    ];
  });
}

/** The worst of it, for the message of the step. */
export function summaryOf(findings: readonly Finding[]): string {
  const shownFirst = findings.slice(0, 5);
  const rest = findings.length - shownFirst.length;
  return [
    ...shownFirst.map(
      ({ file, line, rule, message, remedy }) =>
        `${file || 'clusters'}${
          line === undefined ? '' : `:${line}`
        }: ${rule}: ${message} ${remedy}`,
    ),
    ...(rest > 0 ? [`and ${rest} more; the log has all of them`] : []),
  ].join('\n');
}
