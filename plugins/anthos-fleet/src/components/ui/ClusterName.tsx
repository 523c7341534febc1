import type { ClusterBrief } from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useWords } from '../../hooks/useWords';
import { placeOf } from '../../model/place';
import { MaybeLink } from './MaybeLink';
import { Quiet } from './Quiet';

/** A cluster by its name and the place that people know it by. */
export function ClusterName(props: {
  cluster: ClusterBrief;
  strong?: boolean;
}) {
  const { cluster, strong } = props;
  const { t } = useWords();
  const links = useFleetLinks();
  return (
    <>
      <MaybeLink
        href={links.cluster(cluster)}
        variant="body-medium"
        weight={strong ? 'bold' : 'regular'}
        title={cluster.ref}
      >
        {cluster.name}
      </MaybeLink>{' '}
      <Quiet title={cluster.ref}>
        {placeOf(cluster) ?? t(`hosting.${cluster.hosting}`)}
      </Quiet>
    </>
  );
}
