import { recogniseCause, type RecognisedCause } from './causes/recognise';
import { PLACEHOLDER } from './template';
import { capText } from './text';
import { EXPLANATIONS } from './texts';

const MAX_LENGTH = 120;

/**
 * Says in a few plain words what is wrong. It is made of what the fingerprint is made of, and so is
 * the same for all errors of a group.
 */
export function headlineOf(code: string | undefined, template: string): string {
  const recognised = recogniseCause(code, template);
  const text =
    (recognised && headlineOfCause(recognised)) ??
    (code && Object.hasOwn(EXPLANATIONS, code)
      ? EXPLANATIONS[code].title
      : firstSentence(template));
  return (
    capText(readable(text), MAX_LENGTH) || code || 'An error without a message'
  );
}

function headlineOfCause({ cause, match }: RecognisedCause): string {
  return typeof cause.headline === 'string'
    ? cause.headline
    : cause.headline(match);
}

function firstSentence(template: string): string {
  return template.split(/\. |: ?$/, 1)[0];
}

function readable(text: string): string {
  return text.split(PLACEHOLDER).join('…').trim();
}
