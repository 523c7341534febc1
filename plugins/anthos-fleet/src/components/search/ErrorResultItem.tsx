import { RiErrorWarningLine } from '@remixicon/react';
import type { ErrorSearchFacts } from 'backstage-plugin-anthos-fleet-common';
import { usePortalWords } from '../../hooks/usePortalWords';
import { At, Mono, Quiet, StateLabel } from '../ui';
import { EntityName } from '../ui/EntityName';
import { ResultItem, type FleetSearchResultListItemProps } from './ResultItem';

/** An open error in the results of search: in which namespace, since when, and whose that is. */
export function ErrorResultItem(
  props: FleetSearchResultListItemProps<ErrorSearchFacts>,
) {
  const { icon, result, highlight } = props;
  const { t } = usePortalWords();
  if (!result) {
    return null;
  }
  const { namespace, owner, firstSeenAt } = result;
  return (
    <ResultItem
      icon={icon ?? <RiErrorWarningLine />}
      result={result}
      highlight={highlight}
    >
      <StateLabel tone="broken">{t('search.error.open')}</StateLabel>
      {namespace && (
        <Quiet>
          {t('search.error.in', { namespace: <Mono>{namespace}</Mono> })}
        </Quiet>
      )}
      {firstSeenAt && (
        <Quiet>
          {t('home.errors.since', { time: <At time={firstSeenAt} /> })}
        </Quiet>
      )}
      {owner && (
        <Quiet title={owner}>
          <EntityName entityRef={owner} />
        </Quiet>
      )}
    </ResultItem>
  );
}
