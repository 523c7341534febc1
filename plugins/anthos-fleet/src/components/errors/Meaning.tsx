import type { ErrorExplanation } from 'backstage-plugin-anthos-fleet-common';
import type { ReactNode } from 'react';
import { usePageWords } from '../../hooks/usePageWords';
import { Fields } from '../sections/Section';
import { Remedy } from '../ui/Remedy';

/** Why an error happens, what to do about it, and where. */
export function Meaning(props: {
  /** Undefined from a back end that does not explain. */
  explanation: ErrorExplanation | undefined;
  /** What it is about. */
  about?: ReactNode;
  /** The files to look at. */
  files: ReactNode;
}) {
  const { explanation, about, files } = props;
  const { t } = usePageWords();
  return (
    <Fields
      fields={[
        [t('error.cause'), explanation?.cause],
        [
          t('error.remedy'),
          explanation?.remedy && <Remedy key="v" text={explanation.remedy} />,
        ],
        [t('cluster.errors.resources'), about],
        [t('error.section.files'), files],
      ]}
    />
  );
}
