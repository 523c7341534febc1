export { MuteStore } from './MuteStore';
export { Noticing } from './Noticing';
export type { NoticingOptions } from './Noticing';
export { TransitionLog } from './TransitionLog';
export type { TransitionQuery } from './TransitionLog';
export type { TransitionEvent } from './TransitionEvents';
