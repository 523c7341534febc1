/** An error whose message is all that somebody needs: the log of a task shows no stack for it. */
export class PlainError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
    this.stack = `${name}: ${message}`;
  }
}
