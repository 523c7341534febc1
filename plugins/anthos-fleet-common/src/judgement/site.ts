import type { ClusterRef } from '../model/clusterRef';
import type { SiteRule } from '../model/observation';

/**
 * The site of a cluster that does not run in a cloud. A rule that names the cluster beats its
 * label, and the more exact name beats the less exact one: the rule is the operator's last word.
 */
export function judgeSite(
  ref: ClusterRef,
  labels: { [key: string]: string },
  { siteLabel, sites }: { siteLabel: string; sites: SiteRule[] },
): string | undefined {
  const names = [
    `${ref.project}/${ref.location}/${ref.name}`,
    `${ref.location}/${ref.name}`,
    ref.name,
  ];
  for (const name of names) {
    const named = sites.find(site => site.clusters?.includes(name));
    if (named) {
      return named.name;
    }
  }
  const label = Object.hasOwn(labels, siteLabel)
    ? labels[siteLabel].trim()
    : '';
  if (!label) {
    return undefined;
  }
  return sites.find(site => site.label === label)?.name ?? label;
}
