export { createMeshServiceCreateAction } from './createMeshServiceCreateAction';
