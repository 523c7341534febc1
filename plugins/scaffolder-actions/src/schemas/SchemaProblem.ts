/** One way in which an object does not fit the schema of its kind. */
export interface SchemaProblem {
  /** Where in the object; `['spec', 'ports', '0', 'port']`. */
  pointer: string[];
  message: string;
  /** `unknown-kind`: nothing is known about the kind, so nothing was checked. */
  type: 'invalid' | 'unknown-field' | 'unknown-kind';
}
