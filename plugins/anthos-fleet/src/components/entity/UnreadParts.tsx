import { Alert } from '@backstage/ui';
import {
  parseClusterRef,
  type EntityStatus,
  type NamespacePart,
} from 'backstage-plugin-anthos-fleet-common';
import { usePageWords } from '../../hooks/usePageWords';
import { unreadGroups, type UnreadGroup } from '../../model/entityCalls';
import sections from '../sections/sections.module.css';
import { Remedy } from '../ui/Remedy';
import styles from './tab.module.css';

const SHOWN_CLUSTERS = 3;

/** What of an entity's namespaces could not be read, who refused it, and what to do. */
export function UnreadParts(props: {
  status: EntityStatus;
  parts: readonly NamespacePart[];
}) {
  const groups = unreadGroups(props.status, props.parts);
  if (!groups.length) {
    return null;
  }
  return (
    <div className={`${sections.notices} ${styles.unread}`}>
      {groups.map(group => (
        <Unread
          key={`${group.first.outcome} ${group.first.refusedBy}`}
          group={group}
        />
      ))}
    </div>
  );
}

function Unread(props: { group: UnreadGroup }) {
  const { parts, refs, first, knownBefore } = props.group;
  const { t } = usePageWords();
  const names = refs.map(nameOf);
  const more = names.length - SHOWN_CLUSTERS;
  const clusters = [
    names.slice(0, SHOWN_CLUSTERS).join(', '),
    ...(more > 0 ? [t('calls.clusters.more', { count: more })] : []),
  ].join(' ');
  const message = first.outcome === 'ok' ? t('unread.tooMany') : first.message;
  return (
    <Alert
      status="warning"
      icon
      title={t('unread.say', {
        clusters,
        parts: parts.map(part => t(`unread.part.${part}`)).join(', '),
      })}
      description={
        <div className={sections.noticeBody}>
          {message && <span>{message}</span>}
          {first.remedy && <Remedy text={first.remedy} />}
          {first.remedy && refs.length > 1 && (
            <span>{t('unread.first', { cluster: nameOf(first.cluster) })}</span>
          )}
          {knownBefore && <span>{t('unread.before')}</span>}
        </div>
      }
    />
  );
}

function nameOf(ref: string): string {
  return parseClusterRef(ref)?.name ?? ref;
}
