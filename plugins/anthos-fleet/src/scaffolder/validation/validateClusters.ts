import { anthosFleetApiRef, type AnthosFleetApi } from '../../api';
import type { FormTranslation } from '../../formTranslation';
import { formWords } from '../formWords';
import { refusalOf, type Refusal } from '../model/clusterChoices';
import { clusterWord } from '../model/clusterNames';
import { isOffered, readOffer, type ClusterOffer } from '../model/clusterOffer';
import { textsOf } from '../model/values';
import {
  lookUpCluster,
  readOfferedClusters,
  type LookedUp,
} from '../queries/clusters';
import type { FieldErrors, ValidationContext } from './types';

// One list answers for most; the others are asked for one by one, and not without end.
const MOST_LOOK_UPS = 20;

/** Stops at what is certainly wrong with chosen clusters, and never because nobody could be asked. */
export async function validateClusters(
  data: unknown,
  errors: FieldErrors,
  context: ValidationContext,
): Promise<void> {
  const t = await formWords(context.apiHolder);
  const value = textsOf(data);
  const offer = readOffer(context.uiSchema?.['ui:options'], context.schema);
  const { minItems, maxItems } = offer;
  if (value.length < minItems) {
    errors.addError(t('clusterPicker.atLeast', { count: minItems }));
  }
  if (maxItems !== undefined && value.length > maxItems) {
    errors.addError(t('clusterPicker.atMost', { count: maxItems }));
  }
  const api = context.apiHolder.get(anthosFleetApiRef);
  if (!api || !value.length || offer.problem) {
    return;
  }
  for (const answer of await lookUp(api, offer, value)) {
    const problem = problemOf(t, offer, answer);
    if (problem) {
      errors.addError(problem);
    }
  }
}

async function lookUp(
  api: AnthosFleetApi,
  offer: ClusterOffer,
  value: string[],
): Promise<LookedUp[]> {
  const listed = await readOfferedClusters(api, offer, '').catch(() => ({
    clusters: [],
  }));
  const found = value.flatMap(ref =>
    listed.clusters
      .filter(cluster => cluster.ref === ref)
      .map(cluster => ({ ref, found: cluster })),
  );
  const rest = value.filter(ref => !found.some(answer => answer.ref === ref));
  const asked = await Promise.all(
    rest.slice(0, MOST_LOOK_UPS).map(ref =>
      lookUpCluster(api, ref).catch(() => ({
        ref,
        lost: 'unknown' as const,
      })),
    ),
  );
  return [...found, ...asked];
}

// What is silent or unhealthy now may be well when the template runs.
const isCertain = (refusal: Refusal) =>
  refusal === 'left-over' || refusal === 'admin';

function problemOf(
  t: FormTranslation,
  offer: ClusterOffer,
  answer: LookedUp,
): string | undefined {
  const name = clusterWord(answer.ref);
  if ('lost' in answer) {
    switch (answer.lost) {
      case 'gone':
        return t('clusterPicker.isGone', { name });
      case 'not-a-ref':
        return t('clusterPicker.isNoRef', { name });
      default:
        return undefined;
    }
  }
  if (!isOffered(offer, answer.found)) {
    return t('clusterPicker.isRefused', {
      name,
      reason: `${t('clusterPicker.lost.not-offered')}.`,
    });
  }
  const refusal = refusalOf(answer.found, offer);
  return refusal && isCertain(refusal)
    ? t('clusterPicker.isRefused', {
        name,
        reason: t(`clusterPicker.reason.${refusal}`),
      })
    : undefined;
}
