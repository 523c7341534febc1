export { paint } from './paint';
