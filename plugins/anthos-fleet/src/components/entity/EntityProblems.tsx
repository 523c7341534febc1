import { Alert } from '@backstage/ui';
import type { SelectionProblem } from 'backstage-plugin-anthos-fleet-common';
import { useWords } from '../../hooks/useWords';
import { Mono } from '../ui';
import styles from './entity.module.css';

/** Annotations that cannot be read, and how to write them. */
export function EntityProblems(props: { problems: SelectionProblem[] }) {
  const { problems } = props;
  const { t } = useWords();
  if (!problems.length) {
    return null;
  }
  return (
    <Alert
      status="warning"
      icon
      title={t('entity.problems.title', { count: problems.length })}
      description={
        <ul className={styles.problems}>
          {problems.map(({ source, value, message, remedy }) => (
            <li key={`${source} ${value} ${message}`}>
              <Mono>{value ? `${source}: ${value}` : source}</Mono>
              <div>{message}</div>
              <div>{t('entity.problems.remedy', { remedy })}</div>
            </li>
          ))}
        </ul>
      }
    />
  );
}
