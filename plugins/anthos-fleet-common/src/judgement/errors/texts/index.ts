import type { Explanations } from './explanation';
import { HIERARCHY_ERRORS } from './hierarchyErrors';
import { RUNTIME_ERRORS } from './runtimeErrors';
import { SOURCE_ERRORS } from './sourceErrors';

/** All codes that the suite knows. */
export const EXPLANATIONS: Explanations = {
  ...SOURCE_ERRORS,
  ...HIERARCHY_ERRORS,
  ...RUNTIME_ERRORS,
};
