import { Alert } from '@backstage/ui';
import {
  parseClusterRef,
  type ClusterDetails,
} from 'backstage-plugin-anthos-fleet-common';
import { Fragment, type ReactNode } from 'react';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { formatDay, isPastDay } from '../../model/time';
import { Ago, MaybeLink } from '../ui';
import { Snippet } from '../ui/Snippet';
import { UnreadNotice } from './UnreadNotice';
import styles from '../sections/sections.module.css';

/** What is wrong with the cluster itself rather than with its configuration, and what to do. */
export function Notices(props: { details: ClusterDetails }) {
  const { cluster, alsoRegisteredAs } = props.details;
  const { t, locale } = usePageWords();
  const now = useNow();
  const { endOfLife, connection, orphaned } = cluster;
  const platform = t(`platform.${cluster.platform}`);
  const notices: { id: string; title: string; body: ReactNode }[] = [];

  if (orphaned) {
    notices.push({
      id: 'orphaned',
      title: t('cluster.notice.orphaned.title'),
      body: (
        <div className={styles.noticeBody}>
          <span>{t('cluster.notice.orphaned.text')}</span>
          <Snippet
            kind="command"
            label={t('cluster.notice.orphaned.title')}
            text={`gcloud container fleet memberships delete ${cluster.name} --project=${cluster.fleet} --location=${cluster.location}`}
          />
        </div>
      ),
    });
  }
  if (connection.state === 'disconnected' && !orphaned) {
    notices.push({
      id: 'silent',
      title: t('cluster.notice.silent.title'),
      body: connection.lastSeenAt
        ? t('cluster.notice.silent.text', {
            ago: <Ago time={connection.lastSeenAt} />,
          })
        : t('cluster.notice.silent.textPlain'),
    });
  }
  const { gateway } = cluster.freshness;
  if (gateway && gateway.outcome !== 'ok' && !orphaned) {
    notices.push({
      id: 'unread',
      title: t('cluster.notice.unread.title', {
        outcome: t(`outcome.${gateway.outcome}`),
      }),
      body: (
        <UnreadNotice
          freshness={gateway}
          knowsSyncs={props.details.totalPackageSyncs > 0}
        />
      ),
    });
  }
  if (alsoRegisteredAs.length > 0) {
    notices.push({
      id: 'twice',
      title: t('cluster.notice.twice.title', {
        times: String(alsoRegisteredAs.length + 1),
      }),
      body: t('cluster.notice.twice.text', {
        refs: <ClusterRefs refs={alsoRegisteredAs} />,
      }),
    });
  }
  if (endOfLife) {
    const day = formatDay(endOfLife, locale);
    const past = isPastDay(endOfLife, now);
    notices.push({
      id: 'end-of-life',
      title: past
        ? t('cluster.notice.endOfLife.past', { day })
        : t('cluster.notice.endOfLife.title', { day }),
      body: past
        ? t('cluster.notice.endOfLife.pastText', { platform })
        : t('cluster.notice.endOfLife.text', { platform }),
    });
  }
  if (!notices.length) {
    return null;
  }
  return (
    <div className={styles.notices}>
      {notices.map(({ id, title, body }) => (
        <Alert
          key={id}
          status="warning"
          icon
          title={title}
          description={body}
        />
      ))}
    </div>
  );
}

function ClusterRefs(props: { refs: string[] }) {
  const links = useFleetLinks();
  return (
    <>
      {props.refs.map((text, index) => {
        const ref = parseClusterRef(text);
        return (
          <Fragment key={text}>
            {index > 0 && ', '}
            <MaybeLink
              variant="body-small"
              href={
                ref &&
                links.cluster({
                  fleet: ref.project,
                  location: ref.location,
                  name: ref.name,
                })
              }
            >
              {text}
            </MaybeLink>
          </Fragment>
        );
      })}
    </>
  );
}
