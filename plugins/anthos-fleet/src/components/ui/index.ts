export { Age, ClusterAge } from './Age';
export { Ago } from './Ago';
export { Commit } from './Commit';
export { Mono, Quiet } from './Quiet';
export { StateLabel } from './StateLabel';
export { ToneIcon } from './ToneIcon';
export { VerdictLabel, verdictWord } from './VerdictLabel';
export { MaybeLink } from './MaybeLink';
export { KnownState } from './KnownState';
