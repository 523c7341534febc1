export { EntityStatusReader } from './EntityStatusReader';
export { EntityListReader } from './EntityListReader';
