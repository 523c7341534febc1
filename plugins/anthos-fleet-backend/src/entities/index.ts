export { EntityStatusReader } from './EntityStatusReader';
