export { FailureState } from './FailureState';
export { RefreshFailure } from './RefreshFailure';
export { StateMessage } from './StateMessage';
