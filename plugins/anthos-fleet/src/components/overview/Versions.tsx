import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import type {
  ComponentVersions,
  EndOfLifeCount,
} from 'backstage-plugin-anthos-fleet-common';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { useNow } from '../../hooks/useNow';
import { usePageWords } from '../../hooks/usePageWords';
import { UNKNOWN } from '../../model/clusterSearch';
import { formatDay, isPastDay } from '../../model/time';
import { skewSentence, VERSION_FILTERS } from '../../model/versions';
import { MaybeLink, Mono, Quiet, ToneIcon } from '../ui';
import styles from './overview.module.css';
import tables from './tables.module.css';

const SHOWN = 6;

/** Which versions run on how many clusters, how far they are apart, and what comes to its end. */
export function Versions(props: {
  versions: readonly ComponentVersions[];
  endOfLife: readonly EndOfLifeCount[];
}) {
  const { t } = usePageWords();
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          {t('overview.versions.title')}
        </Text>
      </CardHeader>
      <CardBody>
        <div className={styles.list}>
          {props.endOfLife.length > 0 && (
            <ul className={styles.sources}>
              {props.endOfLife.map(end => (
                <EndOfLife key={end.date} end={end} />
              ))}
            </ul>
          )}
          {props.versions.map(versions => (
            <Component key={versions.component} versions={versions} />
          ))}
        </div>
      </CardBody>
    </Card>
  );
}

function EndOfLife(props: { end: EndOfLifeCount }) {
  const { date, total } = props.end;
  const { t, locale } = usePageWords();
  const links = useFleetLinks();
  const past = isPastDay(date, useNow());
  const day = formatDay(date, locale);
  return (
    <li className={tables.count}>
      <ToneIcon tone={past ? 'broken' : 'attention'} />
      <MaybeLink
        href={links.clusters({ endOfLife: [date] })}
        variant="body-medium"
      >
        {past
          ? t('overview.versions.ended', { count: total, day })
          : t('overview.versions.ends', { count: total, day })}
      </MaybeLink>
    </li>
  );
}

function Component(props: { versions: ComponentVersions }) {
  const { component, total, unknown, distinct, versions } = props.versions;
  const { t } = usePageWords();
  const links = useFleetLinks();
  const filter = VERSION_FILTERS[component];
  const name = t(`overview.versions.${component}`);
  const shown = versions.slice(0, SHOWN);
  return (
    <div>
      <div className={styles.rowHead}>
        <Text as="h4" variant="body-medium" weight="bold">
          {name}
        </Text>
        <Quiet>{skewSentence(t, props.versions)}</Quiet>
      </div>
      <table className={tables.table} aria-label={name}>
        <thead className={tables.unseen}>
          <tr>
            <th scope="col">{t('clusters.column.version')}</th>
            <th scope="col">{t('clusters.title')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ version, total: count, minorsBehind }) => (
            <tr key={version}>
              <th scope="row">
                <Mono>{version}</Mono>{' '}
                {Boolean(minorsBehind) && (
                  <span className={tables.mark}>
                    {isFarBehind(minorsBehind) && (
                      <ToneIcon tone="attention" size={14} />
                    )}
                    {t('overview.versions.behind', { count: minorsBehind! })}
                  </span>
                )}
              </th>
              <Count
                href={links.clusters({ [filter]: [version] })}
                count={count}
                total={total}
                old={isFarBehind(minorsBehind)}
              />
            </tr>
          ))}
          {unknown > 0 && (
            <tr>
              <th scope="row">{t('overview.versions.unknown')}</th>
              <Count
                href={links.clusters({ [filter]: [UNKNOWN] })}
                count={unknown}
                total={total}
                unknown
              />
            </tr>
          )}
        </tbody>
      </table>
      {distinct > shown.length && (
        <p className={tables.more}>
          {t('overview.versions.more', { count: distinct - shown.length })}
        </p>
      )}
    </div>
  );
}

function Count(props: {
  href: string | undefined;
  count: number;
  total: number;
  old?: boolean;
  unknown?: boolean;
}) {
  const { href, count, total, old, unknown } = props;
  return (
    <td className={tables.wide}>
      <div className={tables.measure}>
        <MaybeLink href={href} variant="body-medium">
          {count}
        </MaybeLink>
        <div className={styles.track} aria-hidden="true">
          <div
            className={styles.bar}
            style={{ width: `${(100 * count) / total}%` }}
          >
            <div
              className={tables.segment}
              data-old={old || undefined}
              data-unknown={unknown || undefined}
            />
          </div>
        </div>
      </div>
    </td>
  );
}

// One minor version apart is every fleet while it is upgraded.
function isFarBehind(minors = 0): boolean {
  return minors > 1;
}
