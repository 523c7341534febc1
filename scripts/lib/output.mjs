import { styleText } from 'node:util';

// styleText leaves the colours out by itself when the stream is no terminal or NO_COLOR is set.
const paint = (style, text) =>
  styleText(style, text, { stream: process.stdout });

export const dim = text => paint('dim', text);
export const bold = text => paint('bold', text);
export const red = text => paint('red', text);
export const green = text => paint('green', text);

export function say(line = '') {
  process.stdout.write(`${line}\n`);
}

/** One line of something that has a name, aligned with the others. */
export function sayOf(name, line) {
  say(`${dim(name.padEnd(10))} ${line}`);
}

/** A number of milliseconds as people say it. */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 1
    ? `${Math.round(seconds)} s`
    : `${minutes} min ${Math.round(seconds % 60)} s`;
}

/** An error that was understood: its text is all that a person needs, without a stack. */
export class UserError extends Error {}

export function sayError(error) {
  say(red(error instanceof UserError ? error.message : error?.stack ?? error));
}
