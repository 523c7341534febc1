export { createNamespaceCreateAction } from './createNamespaceCreateAction';
