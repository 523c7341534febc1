import type { Deadline } from '../../google/Deadline';
import type { Reader } from './remedies';

/** Where the address of the gateway is configured. */
export const SETTING = 'anthosFleet.fleets[].gateway.endpoint';

/** What was tried, for messages. */
export interface Attempt {
  reader: Reader;
  /** Host of the gateway. */
  host: string;
  /** Permission that the call needs, in case the answer does not name it. */
  permission: string;
  deadline: Deadline;
  /** The call is to the gateway itself, and not to a cluster behind it. */
  ofGateway?: boolean;
}
