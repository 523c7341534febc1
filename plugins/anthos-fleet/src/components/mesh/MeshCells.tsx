import type { ClusterMesh } from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { mtlsDifferences, oldMtls } from '../../model/meshMtls';
import { toneOfMesh, toneOfReady } from '../../model/tone';
import lists from '../lists/lists.module.css';
import { Age, KnownState, Mono, Quiet, StateLabel } from '../ui';
import { Constant } from '../ui/Constant';
import { MtlsState } from '../ui/MtlsState';

interface CellProps {
  row: ClusterMesh;
}

// The page of the cluster has all of them.
const MAX_CONDITIONS = 2;

/** Who runs it, and by what. */
export function ManagementCell({ row }: CellProps) {
  const { management, mesh } = row;
  const { t } = usePageWords();
  return (
    <>
      <span>{t(`management.${management}`)}</span>
      {mesh?.implementation && management === 'managed' && (
        <span className={lists.meta}>
          <Quiet>{mesh.implementation}</Quiet>
        </span>
      )}
    </>
  );
}

/** How it is as the fleet reports it, and what it complains of. */
export function MeshStateCell({ row }: CellProps) {
  const { mesh, freshness } = row;
  const { t } = usePageWords();
  if (!mesh) {
    return <Quiet>{t('meshes.notReported')}</Quiet>;
  }
  const troubles = row.conditions.filter(({ severity }) =>
    ['error', 'warning'].includes(severity),
  );
  const more = troubles.length - MAX_CONDITIONS;
  const isOld = freshness.mesh !== undefined && freshness.mesh.age !== 'fresh';
  return (
    <>
      <KnownState
        tone={toneOfMesh(mesh.state)}
        word={t(`mesh.${mesh.state}`)}
        lastKnown={isOld}
      />
      {troubles.slice(0, MAX_CONDITIONS).map(({ code, details }, index) => (
        <span key={`${code}${index}`} className={lists.meta}>
          <Quiet title={details}>
            <Constant title={details}>{code}</Constant>
          </Quiet>
        </span>
      ))}
      {more > 0 && <Quiet>{t('meshes.moreConditions', { count: more })}</Quiet>}
      {isOld && freshness.mesh && (
        <span className={lists.meta}>
          <Age freshness={freshness.mesh} />
        </span>
      )}
    </>
  );
}

/** The control planes that the cluster itself has, or else the one that the fleet names. */
export function ControlPlanesCell({ row }: CellProps) {
  const { revisions, mesh } = row;
  const { t } = usePageWords();
  if (!revisions.length) {
    return mesh?.revision ? <Mono>{mesh.revision}</Mono> : null;
  }
  return (
    <>
      {revisions.map(({ name, ready, channel, message, reason }) => (
        <span key={name} className={lists.meta}>
          <Mono title={message ?? reason}>{name}</Mono>
          <StateLabel tone={toneOfReady(ready)}>
            {t(`revision.${ready}`)}
          </StateLabel>
          {channel && <Quiet>{t('meshes.channel', { channel })}</Quiet>}
        </span>
      ))}
    </>
  );
}

/** How many namespaces are in the mesh. */
export function NamespacesCell({ row }: CellProps) {
  const { namespaces, freshness } = row;
  const { t } = usePageWords();
  if (!namespaces) {
    return <Quiet>{t('meshes.namespacesUnread')}</Quiet>;
  }
  const { enabled, disabled, none, conflicting } = namespaces;
  const { gateway } = freshness;
  return (
    <>
      <span className={lists.number}>
        {t('meshes.injected', {
          count: enabled,
          total: String(enabled + disabled + none + conflicting),
        })}
      </span>
      {conflicting > 0 && (
        <StateLabel tone="attention" wrap>
          {t('meshes.conflicting', { count: conflicting })}
        </StateLabel>
      )}
      {gateway && gateway.age !== 'fresh' && (
        <span className={lists.meta}>
          <Age freshness={gateway} />
        </span>
      )}
    </>
  );
}

/** In which mode of mTLS calls are taken, and how many namespaces have another one. */
export function MtlsCell({ row }: CellProps) {
  const { mtls, mtlsUnread, management } = row;
  const { t } = usePageWords();
  if (!mtls) {
    return management === 'none' ? null : (
      <Quiet title={mtlsUnread?.message}>{t('meshes.mtlsUnknown')}</Quiet>
    );
  }
  const old = oldMtls(row);
  const differences = mtlsDifferences(t, mtls);
  return (
    <>
      <MtlsState
        mode={mtls.mode}
        word={t(`meshes.mtls.${mtls.mode}`)}
        lastKnown={old !== undefined}
      />
      {mtls.source === 'default' && (
        <span className={lists.meta}>
          <Quiet>{t('meshes.mtls.default')}</Quiet>
        </span>
      )}
      {differences && <span className={lists.meta}>{differences}</span>}
      {old && (
        <span className={lists.meta}>
          <Age freshness={old} />
        </span>
      )}
    </>
  );
}
