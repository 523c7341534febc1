import type { Rule } from '../types';
import { latestImage, probes, resources } from './containers';
import {
  disruptionBudget,
  scalingWithoutRequests,
  serviceSelector,
} from './relations';
import { defaultServiceAccount, restricted } from './security';

/** What keeps pods from running, and from running well. */
export const podRules: Rule[] = [
  restricted,
  resources,
  probes,
  latestImage,
  defaultServiceAccount,
  serviceSelector,
  disruptionBudget,
  scalingWithoutRequests,
];
