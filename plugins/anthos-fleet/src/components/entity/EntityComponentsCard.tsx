import { usePageWords } from '../../hooks/usePageWords';
import { FleetQueryProvider } from '../../queries';
import { ComponentList } from './ComponentList';
import { StatusCard } from './StatusCard';

/** How the components of a system or a domain are, or those that a group owns. */
export function EntityComponentsCard() {
  const { t } = usePageWords();
  return (
    <FleetQueryProvider>
      <StatusCard title={t('components.title')}>
        {({ parts }) => parts && <ComponentList components={parts} />}
      </StatusCard>
    </FleetQueryProvider>
  );
}
