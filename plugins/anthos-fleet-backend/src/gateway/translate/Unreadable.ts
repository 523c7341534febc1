/** Something in an object is not what its API says it is, so that nothing can be said of it. */
export class Unreadable extends Error {
  /** @param path - where in the object, as in `status.conditions` */
  constructor(path: string) {
    super(`${path} cannot be read`);
    this.name = 'Unreadable';
  }
}
