import { usePageWords } from '../../hooks/usePageWords';
import { splitRemedy } from '../../model/remedy';
import { Snippet } from './Snippet';
import styles from './text.module.css';

/** What to do: the words, and the command or manifest to copy. */
export function Remedy(props: { text: string }) {
  const { t } = usePageWords();
  const { text, code } = splitRemedy(props.text);
  return (
    <div className={styles.remedy}>
      {text && <span>{text}</span>}
      {code && (
        <Snippet
          kind="remedy"
          label={t('cluster.freshness.apply')}
          text={code}
        />
      )}
    </div>
  );
}
